package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/store"
	"dossier/internal/text"
)

//go:embed v4.sql
var v4SQL string

//go:embed from2.sql
var from2SQL string

// version of the layout, in the database's user_version.
const version = 4

// appID marks the database as ours, in its application_id: "dosr".
const appID = 0x646f7372

// Stale is the name of the state that says why the records must be folded anew;
// it is "" when they are the fold of what is kept.
const Stale = "stale"

// migrate brings the database to the present version, and refuses one that is
// not ours or newer.
func (s *Store) migrate(ctx context.Context, now time.Time) error {
	w := s.write
	have, mine, err := layout(ctx, w)
	if err != nil || have == version && mine {
		return err
	}
	if _, err := w.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer w.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // does nothing after COMMIT
	if have, mine, err = layout(ctx, w); err != nil || have == version && mine {
		return err // another process was first
	}
	switch have {
	case 1:
		err = s.fromV1(ctx, now)
	case 2:
		if err = s.fromV2(ctx); err == nil {
			err = s.fromV3(ctx)
		}
	case 3:
		err = s.fromV3(ctx)
	default:
		_, err = w.ExecContext(ctx, v4SQL)
	}
	if err != nil {
		return err
	}
	if _, err := w.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version=%d; PRAGMA application_id=%d", version, appID)); err != nil {
		return err
	}
	_, err = w.ExecContext(ctx, "COMMIT")
	return err
}

// layout is the version of a database and whether it is one of ours.
func layout(ctx context.Context, c Conn) (have int, mine bool, err error) {
	var app, tables int
	if err := c.QueryRowContext(ctx, "SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)").Scan(&have, &app, &tables); err != nil {
		return 0, false, fault.New(fault.Corrupt, "not a database that can be read: %v", err)
	}
	switch {
	case app != appID && tables > 0:
		return 0, false, fault.New(fault.Invalid, "archive.db is a database of another program")
	case have > version:
		return 0, false, fault.New(fault.Unsupported, "written by a newer dossier (layout %d, this one knows %d)", have, version)
	}
	return have, app == appID, nil
}

// fromV1 carries over an archive of version 1, which knew documents and claims but
// neither times nor a log: every document is logged as collected and read now.
func (s *Store) fromV1(ctx context.Context, now time.Time) error {
	for _, q := range []string{
		"ALTER TABLE documents RENAME TO v1_documents", "ALTER TABLE claims RENAME TO v1_claims",
		"DROP TABLE records", "DROP TABLE fold",
		"DROP TRIGGER documents_kept", "DROP TRIGGER documents_stay", "DROP TRIGGER claims_kept", "DROP TRIGGER claims_stay",
		v4SQL,
	} {
		if _, err := s.write.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	c := &change{view: view{ctx: ctx, db: s.write, pack: s.pack, signs: s.signs, dir: s.dir}}
	at := store.Stamp(now)
	if err := log(c, at, ledger.Migrated, "layout 4", ""); err != nil {
		return err
	}
	err := paged(&c.view, "SELECT seq, id FROM v1_documents WHERE seq > ? ORDER BY seq", func(r *sql.Rows) (seq int64, id string, err error) {
		err = r.Scan(&seq, &id)
		return seq, id, err
	}, func(id string) error { return s.carry(c, id, at) })
	if err != nil {
		return err
	}
	for _, q := range []string{"DROP TABLE v1_claims", "DROP TABLE v1_documents"} {
		if err := c.exec(q); err != nil {
			return err
		}
	}
	return c.SetState(Stale, "the layout was brought up to date")
}

// fromV2 carries over an archive of version 2, which kept what the matcher knows in
// tables whose rows were too long for an index. Nothing of the ledger changes.
func (s *Store) fromV2(ctx context.Context) error {
	for _, q := range []string{
		"ALTER TABLE signs RENAME TO v2_signs", "ALTER TABLE links RENAME TO v2_links",
		tableOf("signs"), tableOf("links"), from2SQL,
	} {
		if _, err := s.write.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// fromV3 carries over an archive of version 3, which kept keys as they are written.
func (s *Store) fromV3(ctx context.Context) error {
	if err := s.carryKeys(ctx); err != nil {
		return err
	}
	for _, q := range []string{
		"DROP TABLE keys", tableOf("keys"),
		"INSERT OR IGNORE INTO keys (key, rank, report) SELECT key, rank, report FROM temp.carried ORDER BY key, rank, report",
		"DROP TABLE temp.carried",
	} {
		if _, err := s.write.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// carryKeys writes the keys of version 3 aside as those of this one, in no order: there
// may be millions, which the database sorts on the disk.
func (s *Store) carryKeys(ctx context.Context) error {
	exec := func(q string, args ...any) error {
		_, err := s.write.ExecContext(ctx, q, args...)
		return err
	}
	if err := exec("CREATE TEMP TABLE carried (key INTEGER NOT NULL, rank INTEGER NOT NULL, report INTEGER NOT NULL) STRICT"); err != nil {
		return err
	}
	v := &view{ctx: ctx, db: s.write, dir: s.dir}
	key, rank, document, incident := "", int64(0), int64(0), int64(0)
	for {
		var page []keyRow
		err := v.all("SELECT key, rank, document, incident FROM keys WHERE (key, rank, document, incident) > (?,?,?,?) ORDER BY key, rank, document, incident LIMIT 4096",
			[]any{key, rank, document, incident}, func(r *sql.Rows) error {
				err := r.Scan(&key, &rank, &document, &incident)
				page = append(page, keyRow{keyNumber(key), lying{rank, report(document, claim.Incident(incident))}})
				return err
			})
		if err != nil || len(page) == 0 {
			return err
		}
		if err := putKeyRows("temp.carried", page, exec); err != nil {
			return err
		}
	}
}

// tableOf is the statement that makes a table of the present version.
func tableOf(name string) string {
	from := strings.Index(v4SQL, "CREATE TABLE "+name+" (")
	return v4SQL[from : from+strings.Index(v4SQL[from:], ";")+1]
}

func log(c *change, at string, act ledger.Act, subject, payload string) error {
	_, err := c.Append(ledger.Entry{At: at, Who: "dossier", Act: act, Subject: subject, Payload: payload})
	return err
}

// carry carries one document of version 1 over.
func (s *Store) carry(c *change, id, at string) error {
	e, err := c.v1Entry(id)
	if err != nil {
		return fault.New(fault.Corrupt, "document %.12s of layout 1: %v", id, err)
	}
	if raw, err := s.Bytes(c.ctx, id); err == nil {
		e.Card.Size = len(raw) // what is missing is for verify to tell
	}
	e.Card.Received = at
	e.Card.Lineage = store.LineageOf(e.Doc, "")
	if e.Card, err = c.AddCard(e.Card); err != nil {
		return err
	}
	if err := log(c, at, ledger.Collected, id, e.Card.Hash()); err != nil {
		return err
	}
	e.Reading = store.Reading{At: at, By: "dossier, layout 1"}
	r, err := c.AddReading(e)
	if err != nil {
		return err
	}
	return log(c, at, ledger.Read, id, r.Hash)
}

// v1Meta is the part of a document that version 1 kept as JSON.
type v1Meta struct {
	Path, URL, Title, Outlet, Published, Retrieved string
	Format                                         doc.Format
	Origin, Language                               string
	Sections                                       []doc.Section
	Blocks                                         []doc.Block
	Sentences                                      []text.Span
}

// v1Entry reads a document of version 1.
func (v *view) v1Entry(id string) (e store.Entry, err error) {
	var body, words, why, entities string
	var way []byte
	var found bool
	if _, err := v.one("SELECT meta, text, map, why, found, entities FROM v1_documents WHERE id = ?", []any{id}, &body, &words, &way, &why, &found, &entities); err != nil {
		return e, err
	}
	var m v1Meta
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		return e, err
	}
	back := &text.Map{}
	if err := back.UnmarshalBinary(way); err != nil {
		return e, err
	}
	e.Doc = &doc.Document{
		ID: doc.ID(id), SHA256: id, Path: m.Path, URL: m.URL, Title: m.Title, Outlet: m.Outlet, Published: m.Published,
		Retrieved: m.Retrieved, Format: m.Format, Origin: m.Origin, Language: m.Language, Sections: m.Sections, Blocks: m.Blocks,
		Text: text.New(words), Map: back,
	}
	e.Card = store.Card{ID: e.Doc.ID, Path: m.Path}
	e.Set = &claim.Set{Document: e.Doc.ID, Found: found, Why: why, Sentences: m.Sentences}
	if err := json.Unmarshal([]byte(entities), &e.Set.Entities); err != nil {
		return e, err
	}
	err = v.all("SELECT claim, quotes FROM v1_claims WHERE document = ? ORDER BY seq", []any{id}, func(r *sql.Rows) error {
		var one, quotes string
		if err := r.Scan(&one, &quotes); err != nil {
			return err
		}
		var c claim.Claim
		var q []string
		if err := json.Unmarshal([]byte(one), &c); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(quotes), &q); err != nil {
			return err
		}
		e.Set.Claims, e.Quotes = append(e.Set.Claims, c), append(e.Quotes, q)
		return nil
	})
	return e, err
}
