package sqlite

import (
	"cmp"
	"context"
	"database/sql"

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
			a := &asker{view: v.(*view), mem: s.memory}
			have, at, err := momentOf(ctx, a.db)
			if err != nil {
				return trouble(s.dir, err)
			}
			a.at = at
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
		if len(list) > r.Limit {
			list = list[:r.Limit]
			last := list[r.Limit-1]
			p.Next = search.Cursor{Sort: r.Sort, Key: last.key, ID: last.id}.String()
		}
		p.Hits, err = a.hits(list, marks)
		return err
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
			if columns[i], err = a.column(f); err != nil {
				return err
			}
		}
		out.Groups = group(set, columns)
		return nil
	})
	return out, err
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
