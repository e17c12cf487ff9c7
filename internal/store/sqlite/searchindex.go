package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"dossier/internal/fault"
	"dossier/internal/register"
	"dossier/internal/search"
	"dossier/internal/store"
	"dossier/schema"
)

//go:embed search.sql
var searchSQL string

// searchVersion is that of the index of search; another one is made anew. While it is
// being made its negative stands in its place: what is put meanwhile is indexed too,
// and nobody asks it yet.
const searchVersion = 6

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
// [Index]. What is put is noted, and indexed when the change is kept: a record that
// was folded several times is indexed once, and the full-text tables, which write a
// piece to the disk whenever another statement of several rows comes between, are
// written in one go.
type searchIndex struct {
	pack     packer
	stemming sync.RWMutex
	stems    map[string]string // those of words met before
	read     map[int64]store.Entry
	put      map[int64]store.Record
	removed  map[int64]bool
}

func newSearchIndex(p packer) *searchIndex {
	x := &searchIndex{pack: p, stems: map[string]string{}}
	x.Drop()
	return x
}

// Document implements [Index].
func (x *searchIndex) Document(_ context.Context, _ Conn, e store.Entry) error {
	x.read[e.Card.Seq] = e
	return nil
}

// Record implements [Index].
func (x *searchIndex) Record(_ context.Context, _ Conn, r store.Record) error {
	x.put[r.Key] = r
	delete(x.removed, r.Key)
	return nil
}

// Removed implements [Index].
func (x *searchIndex) Removed(_ context.Context, _ Conn, key int64) error {
	x.removed[key] = true
	delete(x.put, key)
	return nil
}

// Drop implements [Index].
func (x *searchIndex) Drop() {
	x.read, x.put, x.removed = map[int64]store.Entry{}, map[int64]store.Record{}, map[int64]bool{}
}

// Keep implements [Index].
func (x *searchIndex) Keep(ctx context.Context, c Conn) error {
	if len(x.read)+len(x.put)+len(x.removed) == 0 {
		return nil
	}
	defer x.Drop()
	have, err := indexVersion(ctx, c)
	if err != nil || have != searchVersion && have != -searchVersion {
		return err // there is no index to keep in step
	}
	w := &indexing{searchIndex: x, ctx: ctx, db: c}
	if err := w.countChange(); err != nil {
		return err
	}
	if err := w.write(); err != nil {
		return err
	}
	for _, f := range w.full {
		if err := w.exec(f.sql, f.args...); err != nil {
			return err
		}
	}
	return nil
}

// write writes everything but the full-text tables, whose turn comes then.
func (x *indexing) write() error {
	for _, seq := range slices.Sorted(maps.Keys(x.read)) {
		e := x.read[seq]
		d := e.Doc
		var again int
		if err := x.db.QueryRowContext(x.ctx, "SELECT count(*) FROM search_document WHERE seq=?", seq).Scan(&again); err != nil {
			return err
		}
		if err := x.exec("INSERT OR REPLACE INTO search_document (seq, title, outlet, url, published, source) VALUES (?,?,?,?,?,?)", seq, d.Title, d.Outlet, d.URL, d.Published, register.SourceOf(d.Outlet, d.URL)); err != nil {
			return err
		}
		if again > 0 {
			x.later("DELETE FROM search_phrase WHERE rowid=?", seq)
		}
		x.later("INSERT INTO search_phrase (rowid, body) VALUES (?,?)", seq, phrases(d.Title, d.Text.String()))
	}
	for _, key := range slices.Sorted(maps.Keys(x.removed)) {
		if err := x.remove(key); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(slices.Sorted(maps.Keys(x.put)), indexedTogether) {
		if err := x.records(some); err != nil {
			return err
		}
	}
	return x.found()
}

// indexedTogether is how many records are looked at at once, at most.
const indexedTogether = 64

// records puts records into the index. What of them is indexed is found out for several
// at once.
func (x *indexing) records(keys []int64) error {
	list := make([]indexed, len(keys))
	for i, key := range keys {
		docs, err := documentsOf(x.ctx, x.db, x.pack, key, -1)
		if err != nil {
			return err
		}
		outlets, err := x.outlets(key)
		if err != nil {
			return err
		}
		list[i] = indexed{key: key, item: search.Item{Record: x.put[key].Record, Documents: docs}, outlets: outlets}
	}
	store.Several(len(list), func(i int) { list[i].look(x.searchIndex) })
	for i := range list {
		if err := x.record(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

// indexed is what is indexed of a record.
type indexed struct {
	key        int64
	item       search.Item
	facts      search.Facts
	body, hit  []byte // facts and hit as JSON
	cast       []byte // who occurs in it, as JSON
	outlets    []register.Outlet
	tallies    []register.Tally
	words      string // of the record and its documents
	title, own string // words of its title and of all its lines
	told       string // its lines in order
	err        error
}

func (d *indexed) look(x *searchIndex) {
	d.facts = search.FactsOf(d.item)
	if d.body, d.err = json.Marshal(d.facts); d.err != nil {
		return
	}
	if d.hit, d.err = json.Marshal(search.HitOf(&d.item.Record)); d.err != nil {
		return
	}
	if d.cast, d.err = json.Marshal(register.CastOf(&d.item.Record)); d.err != nil {
		return
	}
	d.tallies = register.Tallies(&d.item.Record, d.outlets)
	lines := search.Lines(&d.item.Record)
	d.words, d.told = x.tokens(search.Texts(d.item)), phrases(lines...)
	d.title, d.own = x.tokens([]string{d.item.Record.Title}), x.tokens(lines)
	d.item.Documents = nil
}

// indexing writes the index within one change.
type indexing struct {
	*searchIndex
	ctx  context.Context
	db   Conn
	full []statement // of the full-text tables
	rows foundBy
}

type statement struct {
	sql  string
	args []any
}

func (x *indexing) exec(q string, args ...any) error {
	_, err := x.db.ExecContext(x.ctx, q, args...)
	return err
}

func (x *indexing) later(q string, args ...any) { x.full = append(x.full, statement{q, args}) }

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
func (x *indexing) record(d *indexed) error {
	if d.err != nil {
		return d.err
	}
	old, err := x.old(d.key)
	if err != nil {
		return err
	}
	fared, err := x.sources(d)
	if err != nil {
		return err
	}
	args := []any{d.key, d.facts.ID}
	for _, s := range search.OwnSorts() {
		args = append(args, s.Key(&d.facts))
	}
	if err := x.exec(`INSERT OR REPLACE INTO search_record (num, id, "date", oldest, killed, injured, documents, hit, facts, "cast", told) VALUES (?,?,?,?,?,?,?,?,?,?,?)`, append(args, string(d.hit), string(d.body), string(d.cast), fared)...); err != nil {
		return err
	}
	if err := x.place(d.key, &d.item.Record); err != nil {
		return err
	}
	x.facts(d.key, old, &d.facts)
	if old.ID != "" {
		x.unworded(d.key)
	}
	x.later("INSERT INTO search_own (rowid, title, lines) VALUES (?,?,?)", d.key, d.title, d.own)
	x.later("INSERT INTO search_word (rowid, words) VALUES (?,?)", d.key, d.words)
	x.later("INSERT INTO search_phrase (rowid, body) VALUES (?,?)", -d.key, d.told)
	return nil
}

// place keeps where a record lies, as far as that is known.
func (x *indexing) place(num int64, r *schema.Record) error {
	p, ok := search.PlaceOf(r)
	if !ok {
		return x.exec("DELETE FROM search_place WHERE num=?", num)
	}
	return x.exec(`INSERT OR REPLACE INTO search_place (num, lat, lon, precision, title, place, "date", killed) VALUES (?,?,?,?,?,?,?,?)`,
		num, p.Lat, p.Lon, p.Precision, p.Title, p.Place, p.Date, p.Killed)
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
func (x *indexing) old(key int64) (*search.Facts, error) {
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

// tokens are the words of texts, once each, with their stems and the pairs that stand
// beside each other.
func (x *searchIndex) tokens(texts []string) string {
	seen := map[string]bool{}
	for _, t := range texts {
		for before, w := range search.Pairs(t) {
			if before != "" {
				seen[pairToken(before, w)] = true
			}
			if !seen["x"+w] {
				seen["x"+w], seen["s"+x.stem(w)] = true, true
			}
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(seen)), " ")
}

// pairToken stands for two words beside each other; the sign between them is no letter,
// so no word has it.
func pairToken(a, b string) string { return "p" + a + "·" + b }

// stem is the stem of a word; those met before are kept.
func (x *searchIndex) stem(w string) string {
	x.stemming.RLock()
	s, ok := x.stems[w]
	x.stemming.RUnlock()
	if ok {
		return s
	}
	s = search.Stem(w)
	x.stemming.Lock()
	defer x.stemming.Unlock()
	if len(x.stems) < 100_000 {
		x.stems[w] = s
	}
	return s
}

// remove takes a record out of the index.
func (x *indexing) remove(key int64) error {
	old, err := x.old(key)
	if err != nil || old.ID == "" {
		return err
	}
	x.facts(key, old, &search.Facts{})
	if err := x.untold(key); err != nil {
		return err
	}
	for _, table := range []string{"search_record", "search_place"} {
		if err := x.exec("DELETE FROM "+table+" WHERE num=?", key); err != nil {
			return err
		}
	}
	x.unworded(key)
	return nil
}

// unworded takes the words of a record out of the index.
func (x *indexing) unworded(key int64) {
	x.later("DELETE FROM search_word WHERE rowid=?", key)
	x.later("DELETE FROM search_own WHERE rowid=?", key)
	x.later("DELETE FROM search_phrase WHERE rowid=?", -key)
}
