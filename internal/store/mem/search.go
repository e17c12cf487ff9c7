package mem

import (
	"context"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/store"
)

var _ search.Searcher = (*Store)(nil)

// searcher goes through the records as they are now.
func (s *Store) searcher(ctx context.Context) (*search.Memory, error) {
	var items []search.Item
	err := s.View(ctx, func(v store.View) error {
		return v.Records(func(r store.Record) error {
			it := search.Item{Record: r.Record}
			for _, id := range documents(r.Parts) {
				e, err := v.Entry(id, "")
				if fault.Of(err) == fault.NotFound {
					continue
				}
				if err != nil {
					return err
				}
				d := e.Doc
				it.Documents = append(it.Documents, search.Document{
					ID: string(d.ID), Title: d.Title, Outlet: d.Outlet, URL: d.URL, Published: d.Published, Text: d.Text.String(),
				})
			}
			items = append(items, it)
			return nil
		})
	})
	return search.NewMemory(items), err
}

func documents(parts []claim.Ref) []doc.ID {
	var out []doc.ID
	seen := map[doc.ID]bool{}
	for _, p := range parts {
		if !seen[p.Document] {
			out = append(out, p.Document)
		}
		seen[p.Document] = true
	}
	return out
}

// Search implements [search.Searcher].
func (s *Store) Search(ctx context.Context, r search.Request) (search.Page, error) {
	m, err := s.searcher(ctx)
	if err != nil {
		return search.Page{}, err
	}
	return m.Search(ctx, r)
}

// Count implements [search.Searcher].
func (s *Store) Count(ctx context.Context, q query.Query, by []query.Field) (search.Counts, error) {
	m, err := s.searcher(ctx)
	if err != nil {
		return search.Counts{}, err
	}
	return m.Count(ctx, q, by)
}

// Names implements [search.Searcher].
func (s *Store) Names(ctx context.Context, f query.Field, begin string, most int) ([]search.Group, error) {
	m, err := s.searcher(ctx)
	if err != nil {
		return nil, err
	}
	return m.Names(ctx, f, begin, most)
}

// Top implements [search.Searcher].
func (s *Store) Top(ctx context.Context, q query.Query, by []query.Field, most int) ([]search.Counts, error) {
	m, err := s.searcher(ctx)
	if err != nil {
		return nil, err
	}
	return m.Top(ctx, q, by, most)
}

// Places implements [search.Searcher].
func (s *Store) Places(ctx context.Context, q query.Query, most int) (search.Places, error) {
	m, err := s.searcher(ctx)
	if err != nil {
		return search.Places{}, err
	}
	return m.Places(ctx, q, most)
}

// SaveQuery implements [search.Searcher].
func (s *Store) SaveQuery(ctx context.Context, name, q string) error {
	return s.saved.SaveQuery(ctx, name, q)
}

// RemoveQuery implements [search.Searcher].
func (s *Store) RemoveQuery(ctx context.Context, name string) error {
	return s.saved.RemoveQuery(ctx, name)
}

// SavedQueries implements [search.Searcher].
func (s *Store) SavedQueries(ctx context.Context) (map[string]string, error) {
	return s.saved.SavedQueries(ctx)
}
