package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/name"
	"dossier/internal/search"
	"dossier/internal/store"
)

//go:embed search.sql
var searchSQL string

// searchVersion is that of the index of search; another one is made anew. While it is
// being made its negative stands in its place: what is put meanwhile is indexed too,
// and nobody asks it yet.
const searchVersion = 1

// standingSQL makes what is no part of the index: its version, and the queries that
// people saved.
const standingSQL = `CREATE TABLE IF NOT EXISTS search_index (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, build INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS saved_query (name TEXT PRIMARY KEY, query TEXT NOT NULL) STRICT, WITHOUT ROWID`

// prepareSearch makes an empty index in a new archive. One that is missing in another,
// or of another version, is left to [Store.Reindex].
func (s *Store) prepareSearch(ctx context.Context) error {
	return s.Update(ctx, func(ch store.Change) error {
		c := ch.(*change)
		if _, err := c.db.ExecContext(ctx, standingSQL); err != nil {
			return err
		}
		have, err := indexVersion(ctx, c.db)
		if err != nil || have != 0 {
			return err
		}
		var n int
		if err := c.db.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM documents LIMIT 1)").Scan(&n); err != nil || n > 0 {
			return err
		}
		if err := emptySearch(ctx, c.db); err != nil {
			return err
		}
		return c.exec("INSERT OR REPLACE INTO search_index (one, version, build) VALUES (1, ?, 1)", searchVersion)
	})
}

// standing reports whether the archive has what prepareSearch makes.
func (s *Store) standing(ctx context.Context) bool {
	var n int
	err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name IN ('search_index', 'saved_query')").Scan(&n)
	return err == nil && n == 2
}

// indexVersion is the version of the index that is there, 0 when there is none.
func indexVersion(ctx context.Context, c Conn) (int, error) {
	var n int
	err := c.QueryRowContext(ctx, "SELECT version FROM search_index").Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

// emptySearch drops what there is of an index and makes an empty one. Virtual tables
// go first, with the tables that they made for themselves.
func emptySearch(ctx context.Context, c Conn) error {
	for _, kind := range []string{"sql LIKE '%fts5vocab%'", "sql LIKE 'CREATE VIRTUAL TABLE%'", "name <> 'search_index'"} {
		rows, err := c.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type='table' AND name GLOB 'search_*' AND "+kind)
		if err != nil {
			return err
		}
		names, err := texts(rows)
		if err != nil {
			return err
		}
		for _, n := range names {
			if _, err := c.ExecContext(ctx, "DROP TABLE "+n); err != nil {
				return fmt.Errorf("drop %s: %w", n, err)
			}
		}
	}
	_, err := c.ExecContext(ctx, searchSQL)
	return err
}

// texts reads rows of one text.
func texts(rows *sql.Rows) ([]string, error) {
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// searchIndex keeps the index of search in step with what is put. It implements
// [Index].
type searchIndex struct {
	pack  packer
	stems map[string]string // those of words met before
}

func newSearchIndex(p packer) *searchIndex { return &searchIndex{p, map[string]string{}} }

// live reports whether there is an index to keep in step.
func live(ctx context.Context, c Conn) (bool, error) {
	have, err := indexVersion(ctx, c)
	return have == searchVersion || have == -searchVersion, err
}

// Document implements [Index].
func (x *searchIndex) Document(ctx context.Context, c Conn, e store.Entry) error {
	ok, err := live(ctx, c)
	if err != nil || !ok {
		return err
	}
	w := indexing{x, ctx, c}
	d := e.Doc
	if err := w.exec("INSERT OR REPLACE INTO search_document (seq, title, outlet, url, published) VALUES (?,?,?,?,?)", e.Card.Seq, d.Title, d.Outlet, d.URL, d.Published); err != nil {
		return err
	}
	if err := w.exec("DELETE FROM search_phrase WHERE rowid=?", e.Card.Seq); err != nil {
		return err
	}
	return w.exec("INSERT INTO search_phrase (rowid, body) VALUES (?,?)", e.Card.Seq, phrases(d.Title, d.Text.String()))
}

// Record implements [Index].
func (x *searchIndex) Record(ctx context.Context, c Conn, r store.Record) error {
	ok, err := live(ctx, c)
	if err != nil || !ok {
		return err
	}
	return indexing{x, ctx, c}.record(r)
}

// Removed implements [Index].
func (x *searchIndex) Removed(ctx context.Context, c Conn, key int64) error {
	ok, err := live(ctx, c)
	if err != nil || !ok {
		return err
	}
	return indexing{x, ctx, c}.remove(key)
}

// indexing writes the index within one change.
type indexing struct {
	*searchIndex
	ctx context.Context
	db  Conn
}

func (x indexing) exec(q string, args ...any) error {
	_, err := x.db.ExecContext(x.ctx, q, args...)
	return err
}

// apart stands between texts that no phrase runs across: no letter, so no word.
const apart = " ¶ "

func phrases(texts ...string) string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = search.Fold(s)
	}
	return strings.Join(out, apart)
}

// record puts a record into the index, in the place of what was there under its
// number.
func (x indexing) record(r store.Record) error {
	docs, err := documentsOf(x.ctx, x.db, x.pack, r.Key, -1)
	if err != nil {
		return err
	}
	it := search.Item{Record: r.Record, Documents: docs}
	f := search.FactsOf(it)
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	old, err := x.old(r.Key)
	if err != nil {
		return err
	}
	args := []any{r.Key, f.ID}
	for _, s := range search.Sorts() {
		args = append(args, s.Key(&f))
	}
	if err := x.exec(`INSERT OR REPLACE INTO search_record (num, id, "date", oldest, killed, injured, documents, facts) VALUES (?,?,?,?,?,?,?,?)`, append(args, string(body))...); err != nil {
		return err
	}
	if err := x.facts(r.Key, old, &f); err != nil {
		return err
	}
	return x.words(r.Key, it, old.ID != "")
}

// documentsOf reads what search wants of the documents of a record, at most so many,
// -1 for all.
func documentsOf(ctx context.Context, c Conn, p packer, key int64, most int) ([]search.Document, error) {
	rows, err := c.QueryContext(ctx, `SELECT d.id, s.title, s.outlet, s.url, s.published, t.text
		FROM (SELECT DISTINCT document FROM members WHERE record=? ORDER BY document LIMIT ?) m
		JOIN documents d ON d.seq=m.document JOIN search_document s ON s.seq=m.document
		JOIN texts t ON t.seq=(SELECT r.text FROM readings r WHERE r.document=m.document ORDER BY r.seq DESC LIMIT 1)
		ORDER BY m.document`, key, most)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []search.Document
	for rows.Next() {
		var d search.Document
		var body []byte
		if err := rows.Scan(&d.ID, &d.Title, &d.Outlet, &d.URL, &d.Published, &body); err != nil {
			return nil, err
		}
		words, err := p.unpack(body)
		if err != nil {
			return nil, fault.New(fault.Corrupt, "document %.12s: its text is damaged: %v", d.ID, err)
		}
		d.Text = string(words)
		out = append(out, d)
	}
	return out, rows.Err()
}

// old is the facts that are there under a number; those without an id when none are.
func (x indexing) old(key int64) (*search.Facts, error) {
	f := &search.Facts{}
	var body string
	switch err := x.db.QueryRowContext(x.ctx, "SELECT facts FROM search_record WHERE num=?", key).Scan(&body); {
	case errors.Is(err, sql.ErrNoRows):
		return f, nil
	case err != nil:
		return nil, err
	}
	return f, json.Unmarshal([]byte(body), f)
}

// facts changes the rows of a record from those of old facts to those of new ones.
func (x indexing) facts(num int64, old, f *search.Facts) error {
	was, is := terms(old), terms(f)
	for _, t := range without(was, is) {
		if err := x.exec("DELETE FROM search_term WHERE field=? AND value=? AND record=?", t.field, t.value, num); err != nil {
			return err
		}
		if err := x.unnamed(t); err != nil {
			return err
		}
	}
	for _, t := range without(is, was) {
		if err := x.exec("INSERT INTO search_term (field, value, record) VALUES (?,?,?)", t.field, t.value, num); err != nil {
			return err
		}
		if err := x.named(t); err != nil {
			return err
		}
	}
	before, now := spans(old), spans(f)
	for _, s := range before {
		if err := x.exec("DELETE FROM search_span WHERE field=? AND hi=? AND lo=? AND record=?", s.field, s.To, s.From, num); err != nil {
			return err
		}
	}
	for _, s := range now {
		if err := x.exec("INSERT INTO search_span (field, hi, lo, record) VALUES (?,?,?,?)", s.field, s.To, s.From, num); err != nil {
			return err
		}
	}
	return nil
}

// term is a row of search_term without its record, and of a name how it is written.
type term struct{ field, value, shown string }

func terms(f *search.Facts) map[term]bool {
	out := map[term]bool{}
	for field, list := range f.Codes {
		for _, c := range list {
			out[term{string(field), c, ""}] = true
		}
	}
	for field, list := range f.Names {
		for _, n := range list {
			out[term{string(field), search.Fold(n), n}] = true
		}
	}
	return out
}

// without lists what is in a and not in b, in order.
func without(a, b map[term]bool) []term {
	var out []term
	for t := range a {
		if !b[t] {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b term) int {
		return cmp.Or(strings.Compare(a.field, b.field), strings.Compare(a.value, b.value))
	})
	return out
}

// spanRow is a row of search_span without its record.
type spanRow struct {
	field string
	search.Span
}

func spans(f *search.Facts) []spanRow {
	var out []spanRow
	for _, field := range slices.Sorted(maps.Keys(f.Spans)) {
		for _, s := range f.Spans[field] {
			out = append(out, spanRow{string(field), s})
		}
	}
	return out
}

// unnamed forgets that a record writes a name so. Its words stay: they only lead to
// names, and a name that no record has leads nowhere.
func (x indexing) unnamed(t term) error {
	if t.shown == "" {
		return nil
	}
	if err := x.exec("UPDATE search_name SET uses=uses-1 WHERE field=? AND name=? AND shown=?", t.field, t.value, t.shown); err != nil {
		return err
	}
	return x.exec("DELETE FROM search_name WHERE field=? AND name=? AND shown=? AND uses<=0", t.field, t.value, t.shown)
}

// named keeps that a record writes a name so, and the words of the name.
func (x indexing) named(t term) error {
	if t.shown == "" {
		return nil
	}
	if err := x.exec(`INSERT INTO search_name (field, name, shown, uses) VALUES (?,?,?,1)
		ON CONFLICT (field, name, shown) DO UPDATE SET uses=uses+1`, t.field, t.value, t.shown); err != nil {
		return err
	}
	for _, w := range search.NameKeys(t.value) {
		if err := x.exec("INSERT OR IGNORE INTO search_name_word (field, word, sound, name) VALUES (?,?,?,?)", t.field, w, name.Key(w), t.value); err != nil {
			return err
		}
	}
	return nil
}

// words puts the words of a record into the index; again says that there were some
// before.
func (x indexing) words(num int64, it search.Item, again bool) error {
	if again {
		if err := x.exec("DELETE FROM search_word WHERE rowid=?", num); err != nil {
			return err
		}
		if err := x.exec("DELETE FROM search_phrase WHERE rowid=?", -num); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, t := range search.Texts(it) {
		for w := range search.Each(t) {
			if seen["x"+w] {
				continue
			}
			seen["x"+w], seen["s"+x.stem(w)] = true, true
		}
	}
	if err := x.exec("INSERT INTO search_word (rowid, words) VALUES (?,?)", num, strings.Join(slices.Sorted(maps.Keys(seen)), " ")); err != nil {
		return err
	}
	return x.exec("INSERT INTO search_phrase (rowid, body) VALUES (?,?)", -num, phrases(search.Lines(&it.Record)...))
}

// stem is the stem of a word; those met before are kept.
func (x indexing) stem(w string) string {
	s, ok := x.stems[w]
	if !ok {
		s = search.Stem(w)
		if len(x.stems) < 100_000 {
			x.stems[w] = s
		}
	}
	return s
}

// remove takes a record out of the index.
func (x indexing) remove(key int64) error {
	old, err := x.old(key)
	if err != nil || old.ID == "" {
		return err
	}
	if err := x.facts(key, old, &search.Facts{}); err != nil {
		return err
	}
	for _, q := range []string{
		"DELETE FROM search_record WHERE num=?", "DELETE FROM search_word WHERE rowid=?", "DELETE FROM search_phrase WHERE rowid=-?",
	} {
		if err := x.exec(q, key); err != nil {
			return err
		}
	}
	return nil
}
