package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/store"
)

var _ search.Searcher = (*Store)(nil)

// ask answers from one state of the archive. An index of another version, or none, is
// made first.
func (s *Store) ask(ctx context.Context, f func(*asker) error) error {
	for {
		ready := false
		err := s.View(ctx, func(v store.View) error {
			a := &asker{v.(*view)}
			have, err := indexVersion(ctx, a.db)
			if err != nil {
				return trouble(s.dir, err)
			}
			if ready = have == searchVersion; !ready {
				return nil
			}
			return f(a)
		})
		if err != nil || ready {
			return err
		}
		if _, err := s.Reindex(ctx); err != nil {
			return err
		}
	}
}

// Search implements search.Searcher.
func (s *Store) Search(ctx context.Context, r search.Request) (search.Page, error) {
	r, after, err := r.Check()
	if err != nil {
		return search.Page{}, err
	}
	p := search.Page{Query: r.Query.String(), Sort: r.Sort, Hits: []search.Hit{}}
	marks := search.NewMarker(r.Query)
	err = s.ask(ctx, func(a *asker) error {
		set, err := a.eval(r.Query.Root)
		if err != nil {
			return err
		}
		p.Total = set.Len()
		list, err := a.sorted(set, p.Total, r, after)
		if err != nil {
			return err
		}
		for i, x := range list {
			if i == r.Limit {
				p.Next = search.Cursor{Sort: r.Sort, Key: list[i-1].key, ID: list[i-1].id}.String()
				break
			}
			h, err := a.hit(x, marks)
			if err != nil {
				return err
			}
			p.Hits = append(p.Hits, h)
		}
		return nil
	})
	return p, err
}

// sorted gives up to one record more than a page has behind a cursor.
func (a *asker) sorted(set search.Set, total int, r search.Request, after search.Cursor) ([]row, error) {
	if r.Sort == search.Relevance {
		return a.relevant(set, r.Query, after, r.Limit)
	}
	return a.page(set, total, r.Sort, after, r.Limit)
}

// hit reads what a result says of a record found.
func (a *asker) hit(x row, marks *search.Marker) (h search.Hit, err error) {
	var body string
	if _, err := a.one("SELECT hit FROM search_record WHERE num=?", []any{x.num}, &body); err != nil {
		return h, err
	}
	if err := json.Unmarshal([]byte(body), &h); err != nil {
		return h, fault.New(fault.Corrupt, "archive %s: index of search: record %s: %v", a.dir, x.id, err)
	}
	if !marks.Marks() {
		return h, nil
	}
	docs, err := documentsOf(a.ctx, a.db, a.pack, int64(x.num), search.HitDocuments)
	h.Snippets = marks.Snippets(docs)
	return h, err
}

// Count implements search.Searcher.
func (s *Store) Count(ctx context.Context, q query.Query, by []query.Field) (search.Counts, error) {
	out := search.Counts{Query: q.String(), By: by, Groups: []search.Group{}}
	if err := search.CheckBy(by); err != nil {
		return out, err
	}
	err := s.ask(ctx, func(a *asker) error {
		set, err := a.eval(q.Root)
		if err != nil {
			return err
		}
		out.Total = set.Len()
		columns := make([]*facet, len(by))
		for i, f := range by {
			if columns[i], err = a.column(f, set); err != nil {
				return err
			}
		}
		out.Groups = group(set, columns)
		return nil
	})
	return out, err
}

// facet is the values of one field of the records of a set.
type facet struct {
	values []string // the first is "", for records without any
	first  []int32  // by record: its last pair, 0 for none
	pairs  []pair   // the first is not used
}

type pair struct{ value, next int32 }

// column reads a field. The records of a value come as one text: see numbers.
func (a *asker) column(f query.Field, set search.Set) (*facet, error) {
	shown, err := a.shown(f)
	if err != nil {
		return nil, err
	}
	var all sql.NullString
	err = a.db.QueryRowContext(a.ctx, `SELECT group_concat(value || char(31) || list, char(30)) FROM
		(SELECT value, group_concat(record) list FROM search_term WHERE field=? GROUP BY value)`, string(f)).Scan(&all)
	if err != nil {
		return nil, err
	}
	c := &facet{values: []string{""}, first: make([]int32, 64*len(set)), pairs: make([]pair, 1)}
	for rest := all.String; rest != ""; {
		var one string
		one, rest, _ = strings.Cut(rest, "\x1e")
		v, list, _ := strings.Cut(one, "\x1f")
		if s, ok := shown[v]; ok {
			v = s
		}
		value := -1
		err := each(list, func(num int) {
			if !set.Has(num) {
				return
			}
			if value < 0 {
				c.values, value = append(c.values, v), len(c.values)
			}
			c.pairs = append(c.pairs, pair{int32(value), c.first[num]})
			c.first[num] = int32(len(c.pairs) - 1)
		})
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

// shown is how the folded names of a field are written.
func (a *asker) shown(f query.Field) (map[string]string, error) {
	if info, ok := query.Lookup(string(f)); !ok || info.Kind != query.Name {
		return nil, nil
	}
	var list sql.NullString
	err := a.db.QueryRowContext(a.ctx, "SELECT group_concat(name || char(31) || shown, char(30)) FROM (SELECT name, min(shown) shown FROM search_name WHERE field=? GROUP BY name)", string(f)).Scan(&list)
	out := map[string]string{}
	for rest := list.String; rest != ""; {
		var one string
		one, rest, _ = strings.Cut(rest, "\x1e")
		if name, shown, ok := strings.Cut(one, "\x1f"); ok {
			out[name] = shown
		}
	}
	return out, err
}

// group counts the records of a set by every choice of one value of each column.
func group(set search.Set, columns []*facet) []search.Group {
	counts := map[[search.MaxBy]int32]int{}
	var choose func(num, i int, key [search.MaxBy]int32)
	choose = func(num, i int, key [search.MaxBy]int32) {
		if i == len(columns) {
			counts[key]++
			return
		}
		c := columns[i]
		at := c.first[num]
		if at == 0 {
			choose(num, i+1, key)
			return
		}
		for ; at != 0; at = c.pairs[at].next {
			key[i] = c.pairs[at].value
			choose(num, i+1, key)
		}
	}
	for num := range set.All() {
		choose(num, 0, [search.MaxBy]int32{})
	}
	out := make([]search.Group, 0, len(counts))
	for key, n := range counts {
		g := search.Group{Count: n, Values: make([]string, len(columns))}
		for i, c := range columns {
			g.Values[i] = c.values[key[i]]
		}
		out = append(out, g)
	}
	search.SortGroups(out)
	return out
}

// SaveQuery implements search.Searcher.
func (s *Store) SaveQuery(ctx context.Context, name, q string) error {
	if err := search.CheckName(name); err != nil {
		return err
	}
	return s.Update(ctx, func(c store.Change) error {
		return c.(*change).exec("INSERT OR REPLACE INTO saved_query (name, query) VALUES (?,?)", name, q)
	})
}

// RemoveQuery implements search.Searcher.
func (s *Store) RemoveQuery(ctx context.Context, name string) error {
	return s.Update(ctx, func(c store.Change) error {
		had := 0
		if _, err := c.(*change).one("SELECT count(*) FROM saved_query WHERE name=?", []any{name}, &had); err != nil {
			return err
		}
		if had == 0 {
			return search.NoQuery(name)
		}
		return c.(*change).exec("DELETE FROM saved_query WHERE name=?", name)
	})
}

// SavedQueries implements search.Searcher.
func (s *Store) SavedQueries(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	err := s.View(ctx, func(v store.View) error {
		return v.(*view).all("SELECT name, query FROM saved_query", nil, func(r *sql.Rows) error {
			var name, q string
			err := r.Scan(&name, &q)
			out[name] = q
			return err
		})
	})
	return out, err
}

// inOneGo is how many documents or records are indexed in one change.
const inOneGo = 512

// Reindex makes the index of search anew from documents and records, and gives how
// many records it holds. Others may read and write meanwhile.
func (s *Store) Reindex(ctx context.Context) (int, error) {
	build := 0
	err := s.Update(ctx, func(ch store.Change) error {
		c := ch.(*change)
		if _, err := c.db.ExecContext(ctx, standingSQL); err != nil {
			return trouble(s.dir, err)
		}
		if err := emptySearch(ctx, c.db); err != nil {
			return trouble(s.dir, err)
		}
		if err := c.exec("INSERT INTO search_index (one, version, build) VALUES (1, ?1, 1) ON CONFLICT (one) DO UPDATE SET version=?1, build=build+1", -searchVersion); err != nil {
			return err
		}
		_, err := c.one("SELECT build FROM search_index", []any{}, &build)
		return err
	})
	if err != nil {
		return 0, err
	}
	if _, err := s.indexAll(ctx, build, "SELECT seq FROM documents WHERE seq > ? ORDER BY seq LIMIT ?", func(c *change, seq int64) error {
		card, err := c.Numbered(seq)
		if err != nil {
			return err
		}
		e, err := c.Entry(card.ID, "")
		if fault.Of(err) == fault.NotFound { // it could not be read
			return nil
		}
		if err != nil {
			return err
		}
		return s.index.Document(ctx, c.db, e)
	}); err != nil {
		return 0, err
	}
	n, err := s.indexAll(ctx, build, "SELECT seq FROM records WHERE seq > ? ORDER BY seq LIMIT ?", func(c *change, seq int64) error {
		r, err := c.Record(seq)
		if err != nil {
			return err
		}
		return s.index.Record(ctx, c.db, r)
	})
	if err != nil {
		return 0, err
	}
	return n, s.Update(ctx, func(c store.Change) error {
		return c.(*change).exec("UPDATE search_index SET version=? WHERE build=?", searchVersion, build)
	})
}

// indexAll indexes what a query numbers, some in one change, and gives how many there
// were.
func (s *Store) indexAll(ctx context.Context, build int, q string, one func(*change, int64) error) (n int, err error) {
	last := int64(0)
	for {
		var page []int64
		err := s.Update(ctx, func(ch store.Change) error {
			c := ch.(*change)
			page = page[:0]
			var now int
			if _, err := c.one("SELECT build FROM search_index", []any{}, &now); err != nil || now != build {
				return cmp.Or(err, fault.New(fault.Conflict, "archive %s: another program makes the index of search anew", s.dir))
			}
			if err := c.all(q, []any{last, inOneGo}, func(r *sql.Rows) error {
				var seq int64
				err := r.Scan(&seq)
				page = append(page, seq)
				return err
			}); err != nil {
				return err
			}
			for _, seq := range page {
				if err := one(c, seq); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(page) == 0 {
			return n, err
		}
		n += len(page)
		last = page[len(page)-1]
	}
}
