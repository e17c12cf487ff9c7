package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/match"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// view is the archive within one transaction.
type view struct {
	ctx   context.Context
	db    Conn
	pack  packer
	signs *signCache
	dir   string
	// What only changes keep: readings, the numbers of documents met before and their ids,
	// and the signs of reports.
	entries *entries
	numbers map[doc.ID]int64
	ids     map[int64]doc.ID
	met     map[int64]*match.Sign
}

// one scans the only row of a query; found is false when there is none.
func (v *view) one(q string, args []any, into ...any) (found bool, err error) {
	err = v.db.QueryRowContext(v.ctx, q, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, trouble(v.dir, err)
	}
	return true, nil
}

// all hands every row of a query to scan.
func (v *view) all(q string, args []any, scan func(*sql.Rows) error) error {
	rows, err := v.db.QueryContext(v.ctx, q, args...)
	if err != nil {
		return trouble(v.dir, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return trouble(v.dir, err)
	}
	return nil
}

// paged hands over the rows of a table in the order of seq, some at a time, so
// that no query is open while yield works with the same connection.
func paged[T any](v *view, q string, scan func(*sql.Rows) (int64, T, error), yield func(T) error) error {
	last := int64(0)
	for {
		var page []T
		err := v.all(q+" LIMIT 256", []any{last}, func(r *sql.Rows) error {
			seq, x, err := scan(r)
			if err != nil {
				return trouble(v.dir, err)
			}
			last, page = seq, append(page, x)
			return nil
		})
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, x := range page {
			if err := yield(x); err != nil {
				return err
			}
		}
	}
}

const cardColumns = "SELECT seq, id, path, size, received, lineage, came FROM documents "

func scanCard(r interface{ Scan(...any) error }) (c store.Card, err error) {
	var came string
	if err = r.Scan(&c.Seq, &c.ID, &c.Path, &c.Size, &c.Received, &c.Lineage, &came); err == nil && came != "" {
		err = json.Unmarshal([]byte(came), &c.From)
	}
	return c, err
}

func (v *view) card(where string, arg any) (store.Card, bool, error) {
	c, err := scanCard(v.db.QueryRowContext(v.ctx, cardColumns+where, arg))
	if errors.Is(err, sql.ErrNoRows) {
		return c, false, nil
	}
	if err != nil {
		return c, false, trouble(v.dir, err)
	}
	return c, true, nil
}

// Card implements store.Documents.
func (v *view) Card(id doc.ID) (store.Card, error) {
	c, ok, err := v.card("WHERE id = ?", string(id))
	if err == nil && !ok {
		err = missing("document %.12s", id)
	}
	return c, err
}

// Numbered implements store.Documents.
func (v *view) Numbered(seq int64) (store.Card, error) {
	c, ok, err := v.card("WHERE seq = ?", seq)
	if err == nil && !ok {
		err = missing("document d%d", seq)
	}
	return c, err
}

// Hashed implements store.Documents.
func (v *view) Hashed(prefix string) (store.Card, error) {
	var list []store.Card
	err := v.all(cardColumns+"WHERE id >= ? AND id < ? LIMIT 2", []any{prefix, prefix + "~"}, func(r *sql.Rows) error {
		c, err := scanCard(r)
		list = append(list, c)
		return err
	})
	if err != nil {
		return store.Card{}, err
	}
	return store.OnlyCard(list, prefix)
}

// Cards implements store.Documents.
func (v *view) Cards(yield func(store.Card) error) error {
	return paged(v, cardColumns+"WHERE seq > ? ORDER BY seq", func(r *sql.Rows) (int64, store.Card, error) {
		c, err := scanCard(r)
		return c.Seq, c, err
	}, yield)
}

// lineageSQL says that the lineage is not empty, which the index of lineages is for: else
// every document is looked at.
const lineageSQL = "WHERE lineage = ? AND lineage <> '' ORDER BY seq"

// Lineage implements store.Documents.
func (v *view) Lineage(name string) (out []store.Card, err error) {
	if name == "" {
		return nil, nil
	}
	err = v.all(cardColumns+lineageSQL, []any{name}, func(r *sql.Rows) error {
		c, err := scanCard(r)
		out = append(out, c)
		return err
	})
	return out, err
}

// Entry implements store.Documents.
func (v *view) Entry(id doc.ID, until string) (store.Entry, error) {
	card, err := v.Card(id)
	if err != nil {
		return store.Entry{}, err
	}
	if until == "" {
		until = "~" // after every stamp
	}
	var r store.Reading
	var size int
	found, err := v.one("SELECT seq, at, maker, hash, length(claims) FROM readings WHERE document = ? AND at <= ? ORDER BY seq DESC LIMIT 1",
		[]any{card.Seq, until}, &r.Seq, &r.At, &r.By, &r.Hash, &size)
	if err != nil {
		return store.Entry{}, err
	}
	if !found {
		return store.Entry{}, fault.New(fault.NotFound, "document %.12s was not read", id)
	}
	if v.entries != nil {
		if e, ok := v.entries.of(r.Seq); ok {
			return e, nil
		}
	}
	return v.reading(card, r, size)
}

// reading reads one reading of a document.
func (v *view) reading(card store.Card, r store.Reading, size int) (e store.Entry, err error) {
	var words, way, body []byte
	found, err := v.one("SELECT r.claims, t.text, t.map FROM readings r JOIN texts t ON t.seq = r.text WHERE r.seq = ?", []any{r.Seq}, &body, &words, &way)
	if err != nil {
		return e, err
	}
	if !found {
		return e, fault.New(fault.Corrupt, "document %.12s (%s): the text of reading %d is gone", card.ID, card.Path, r.Seq)
	}
	if e, err = v.unpack(card, words, way, body); err != nil {
		return e, fault.New(fault.Corrupt, "document %.12s (%s): reading %d is damaged: %v", card.ID, card.Path, r.Seq, err)
	}
	e.Reading = r
	if v.entries != nil {
		v.entries.keep(e, size)
	}
	return e, nil
}

func (v *view) unpack(card store.Card, words, way, body []byte) (e store.Entry, err error) {
	var p store.Packed
	var s []byte
	if s, err = v.pack.unpack(words); err != nil {
		return e, err
	}
	p.Text = string(s)
	if p.Map, err = v.pack.unpack(way); err != nil {
		return e, err
	}
	if p.Body, err = v.pack.unpack(body); err != nil {
		return e, err
	}
	return p.Unpack(card)
}

// Readings implements store.Documents.
func (v *view) Readings(id doc.ID) (out []store.Reading, err error) {
	err = v.all("SELECT r.seq, r.at, r.maker, r.hash FROM readings r JOIN documents d ON d.seq = r.document WHERE d.id = ? ORDER BY r.seq", []any{string(id)}, func(rows *sql.Rows) error {
		var r store.Reading
		err := rows.Scan(&r.Seq, &r.At, &r.By, &r.Hash)
		out = append(out, r)
		return err
	})
	return out, err
}

// Shown implements store.Documents.
func (v *view) Shown(seq int64) (d schema.Document, err error) {
	var body string
	found, err := v.one("SELECT body FROM shown WHERE document = ?", []any{seq}, &body)
	if err != nil {
		return d, err
	}
	if !found {
		return d, fault.New(fault.NotFound, "document d%d was not read", seq)
	}
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		return d, fault.New(fault.Corrupt, "archive %s: document d%d: %v", v.dir, seq, err)
	}
	return d, nil
}

// Decision implements store.Decisions.
func (v *view) Decision(seq int64) (d review.Decision, err error) {
	var body string
	found, err := v.one("SELECT decision FROM decisions WHERE seq = ?", []any{seq}, &body)
	if err != nil {
		return d, err
	}
	if !found {
		return d, missing("decision %d", seq)
	}
	return v.decision(seq, body)
}

func (v *view) decision(seq int64, body string) (d review.Decision, err error) {
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		return d, fault.New(fault.Corrupt, "archive %s: decision %d: %v", v.dir, seq, err)
	}
	d.Seq = seq
	return d, nil
}

func (v *view) scanDecision(r *sql.Rows) (int64, review.Decision, error) {
	var seq int64
	var body string
	if err := r.Scan(&seq, &body); err != nil {
		return 0, review.Decision{}, err
	}
	d, err := v.decision(seq, body)
	return seq, d, err
}

// Decisions implements store.Decisions.
func (v *view) Decisions(yield func(review.Decision) error) error {
	return paged(v, "SELECT seq, decision FROM decisions WHERE seq > ? ORDER BY seq", v.scanDecision, yield)
}

// About implements store.Decisions.
func (v *view) About(ids []doc.ID) (out []review.Decision, err error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	err = v.all(`WITH RECURSIVE about(seq) AS (
	  SELECT DISTINCT x.decision FROM json_each(?) j JOIN documents d ON d.id = j.value JOIN decided x ON x.document = d.seq
	  UNION SELECT u.seq FROM about a JOIN decisions u ON u.cancels = a.seq)
	SELECT d.seq, d.decision FROM about a JOIN decisions d ON d.seq = a.seq ORDER BY d.seq`, []any{string(list)}, func(r *sql.Rows) error {
		_, d, err := v.scanDecision(r)
		out = append(out, d)
		return err
	})
	return out, err
}

const logColumns = "SELECT seq, at, who, act, subject, payload, prev, hash FROM log "

func scanLog(r interface{ Scan(...any) error }) (e ledger.Entry, err error) {
	err = r.Scan(&e.Seq, &e.At, &e.Who, &e.Act, &e.Subject, &e.Payload, &e.Prev, &e.Hash)
	return e, err
}

// First implements store.Log.
func (v *view) First() (ledger.Entry, error) { return v.logEnd("ORDER BY seq LIMIT 1") }

// Head implements store.Log.
func (v *view) Head() (ledger.Entry, error) { return v.logEnd("ORDER BY seq DESC LIMIT 1") }

func (v *view) logEnd(which string) (ledger.Entry, error) {
	e, err := scanLog(v.db.QueryRowContext(v.ctx, logColumns+which))
	if errors.Is(err, sql.ErrNoRows) {
		return ledger.Entry{}, nil
	}
	if err != nil {
		return e, trouble(v.dir, err)
	}
	return e, nil
}

// Log implements store.Log.
func (v *view) Log(yield func(ledger.Entry) error) error {
	return paged(v, logColumns+"WHERE seq > ? ORDER BY seq", func(r *sql.Rows) (int64, ledger.Entry, error) {
		e, err := scanLog(r)
		return e.Seq, e, err
	}, yield)
}

// LogAfter implements store.Log.
func (v *view) LogAfter(seq int64, limit int) (out []ledger.Entry, err error) {
	err = v.all(logColumns+"WHERE seq > ? ORDER BY seq LIMIT ?", []any{seq, limit}, func(r *sql.Rows) error {
		e, err := scanLog(r)
		out = append(out, e)
		return err
	})
	return out, err
}

// LogOf implements store.Log.
func (v *view) LogOf(subjects []string) (out []ledger.Entry, err error) {
	list, err := json.Marshal(subjects)
	if err != nil {
		return nil, err
	}
	err = v.all(logColumns+"WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY seq", []any{string(list)}, func(r *sql.Rows) error {
		e, err := scanLog(r)
		out = append(out, e)
		return err
	})
	return out, err
}

// number is the number of a document, 0 for one that is not there.
func (v *view) number(id doc.ID) (seq int64, err error) {
	if seq, ok := v.numbers[id]; ok {
		return seq, nil
	}
	found, err := v.one("SELECT seq FROM documents WHERE id = ?", []any{string(id)}, &seq)
	if found && v.numbers != nil {
		v.numbers[id], v.ids[seq] = seq, id
	}
	return seq, err
}

// refs is a list of reports as JSON: pairs of document id and incident.
func refs(list []claim.Ref) (string, error) {
	b, err := json.Marshal(list)
	return string(b), err
}
