package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/store"
	"dossier/internal/text"
	"dossier/schema"
)

// meta is the part of a document that is kept as JSON.
type meta struct {
	Path, URL, Title, Outlet, Published, Retrieved string
	Format                                         doc.Format
	Origin, Language                               string
	Sections                                       []doc.Section
	Blocks                                         []doc.Block
	Sentences                                      []text.Span `json:",omitempty"` // of the claims' set
}

// PutEntry implements store.Entries.
func (s *Store) PutEntry(ctx context.Context, e store.Entry) (bool, error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return false, keepError(e.Doc, err)
	}
	defer tx.Rollback()
	had, err := has(ctx, tx, e.Doc.ID)
	if err != nil || had {
		return had, err
	}
	if err := insert(ctx, tx, e); err != nil {
		return false, keepError(e.Doc, err)
	}
	return false, tx.Commit()
}

func keepError(d *doc.Document, err error) error {
	return fault.New(fault.Invalid, "archive: keep %s: %v", d.Path, err)
}

func insert(ctx context.Context, tx *sql.Tx, e store.Entry) error {
	d := e.Doc
	m, err := json.Marshal(meta{
		d.Path, d.URL, d.Title, d.Outlet, d.Published, d.Retrieved, d.Format, d.Origin, d.Language, d.Sections, d.Blocks, e.Set.Sentences,
	})
	if err != nil {
		return err
	}
	way, err := mapOf(d).MarshalBinary()
	if err != nil {
		return err
	}
	ents, err := json.Marshal(e.Set.Entities)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO documents (id, meta, text, map, why, found, entities) VALUES (?,?,?,?,?,?,?)",
		string(d.ID), string(m), d.Text.String(), way, e.Set.Why, e.Set.Found, string(ents)); err != nil {
		return err
	}
	st, err := tx.PrepareContext(ctx, "INSERT INTO claims (document, seq, claim, quotes) VALUES (?,?,?,?)")
	if err != nil {
		return err
	}
	defer st.Close()
	for i, c := range e.Set.Claims {
		body, err := json.Marshal(c)
		if err != nil {
			return err
		}
		quotes, err := json.Marshal(e.Quotes[i])
		if err != nil {
			return err
		}
		if _, err := st.ExecContext(ctx, string(d.ID), i, string(body), string(quotes)); err != nil {
			return err
		}
	}
	return nil
}

// mapOf is the document's map; that of a text that is its bytes is empty.
func mapOf(d *doc.Document) *text.Map {
	if d.Map == nil {
		return &text.Map{}
	}
	return d.Map
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func has(ctx context.Context, q querier, id doc.ID) (bool, error) {
	var n int
	err := q.QueryRowContext(ctx, "SELECT count(*) FROM documents WHERE id=?", string(id)).Scan(&n)
	return n > 0, err
}

// Has implements store.Entries.
func (s *Store) Has(ctx context.Context, id doc.ID) (bool, error) { return has(ctx, s.read, id) }

// Entries implements store.Entries.
func (s *Store) Entries(ctx context.Context, yield func(store.Entry) error) error {
	rows, err := s.read.QueryContext(ctx, "SELECT id, meta, text, map, why, found, entities FROM documents ORDER BY seq")
	if err != nil {
		return fault.New(fault.Corrupt, "archive: %v", err)
	}
	defer rows.Close()
	for rows.Next() {
		e, err := s.entry(ctx, rows)
		if err != nil {
			return err
		}
		if err := yield(e); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *Store) entry(ctx context.Context, rows *sql.Rows) (store.Entry, error) {
	var id, m, words, why, ents string
	var way []byte
	var found bool
	if err := rows.Scan(&id, &m, &words, &way, &why, &found, &ents); err != nil {
		return store.Entry{}, fault.New(fault.Corrupt, "archive: %v", err)
	}
	bad := func(err error) (store.Entry, error) {
		return store.Entry{}, fault.New(fault.Corrupt, "archive: document %s: %v", id, err)
	}
	var x meta
	if err := json.Unmarshal([]byte(m), &x); err != nil {
		return bad(err)
	}
	d := &doc.Document{
		ID: doc.ID(id), Path: x.Path, URL: x.URL, Title: x.Title, Outlet: x.Outlet, Published: x.Published, Retrieved: x.Retrieved,
		Format: x.Format, Origin: x.Origin, SHA256: id, Language: x.Language, Text: text.New(words), Sections: x.Sections, Blocks: x.Blocks, Map: &text.Map{},
	}
	if err := d.Map.UnmarshalBinary(way); err != nil {
		return bad(err)
	}
	set := &claim.Set{Document: d.ID, Found: found, Why: why, Sentences: x.Sentences}
	if err := json.Unmarshal([]byte(ents), &set.Entities); err != nil {
		return bad(err)
	}
	quotes, err := s.claims(ctx, set)
	if err != nil {
		return bad(err)
	}
	return store.Entry{Doc: d, Set: set, Quotes: quotes}, nil
}

func (s *Store) claims(ctx context.Context, set *claim.Set) ([][]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT claim, quotes FROM claims WHERE document=? ORDER BY seq", string(set.Document))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var quotes [][]string
	for rows.Next() {
		var body, q string
		if err := rows.Scan(&body, &q); err != nil {
			return nil, err
		}
		var c claim.Claim
		var words []string
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(q), &words); err != nil {
			return nil, err
		}
		set.Claims = append(set.Claims, c)
		quotes = append(quotes, words)
	}
	return quotes, rows.Err()
}

// PutRecords implements store.Records.
func (s *Store) PutRecords(ctx context.Context, out schema.Output) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	docs, err := json.Marshal(out.Documents)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM records; DELETE FROM fold"); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO fold (one, documents) VALUES (1, ?)", string(docs)); err != nil {
		return err
	}
	for i, r := range out.Records {
		body, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO records (seq, id, record) VALUES (?,?,?)", i, r.ID, string(body)); err != nil {
			return fault.New(fault.Invalid, "archive: keep record %s: %v", r.ID, err)
		}
	}
	return tx.Commit()
}

// Records implements store.Records.
func (s *Store) Records(ctx context.Context) (schema.Output, error) {
	out := schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}
	var docs string
	switch err := s.read.QueryRowContext(ctx, "SELECT documents FROM fold").Scan(&docs); err {
	case nil:
	case sql.ErrNoRows:
		return out, nil
	default:
		return out, fault.New(fault.Corrupt, "archive: %v", err)
	}
	if err := json.Unmarshal([]byte(docs), &out.Documents); err != nil {
		return out, fault.New(fault.Corrupt, "archive: %v", err)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT record FROM records ORDER BY seq")
	if err != nil {
		return out, fault.New(fault.Corrupt, "archive: %v", err)
	}
	defer rows.Close()
	for rows.Next() {
		var body string
		if err := rows.Scan(&body); err != nil {
			return out, err
		}
		var r schema.Record
		if err := json.Unmarshal([]byte(body), &r); err != nil {
			return out, fault.New(fault.Corrupt, "archive: a record: %v", err)
		}
		out.Records = append(out.Records, r)
	}
	return out, rows.Err()
}
