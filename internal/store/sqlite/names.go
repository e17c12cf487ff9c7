package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"dossier/internal/query"
	"dossier/internal/search"
)

// Names implements search.Searcher: names are found by a word that begins so, or of
// several words by the first, which is whole.
func (s *Store) Names(ctx context.Context, f query.Field, begin string, most int) ([]search.Group, error) {
	begin = search.Fold(begin)
	first, _, several := strings.Cut(begin, " ")
	if first == "" {
		return s.allNames(ctx, f, most)
	}
	if !several {
		first += "*"
	}
	out := []search.Group{}
	err := s.ask(ctx, func(a *asker) error {
		found, err := a.candidates(f, []string{first})
		if err != nil {
			return err
		}
		names := found[:0]
		for _, n := range found {
			if search.NameBegins(n, begin) {
				names = append(names, n)
			}
		}
		list, err := json.Marshal(names)
		if err != nil {
			return err
		}
		return a.all("SELECT min(shown), sum(uses) FROM search_name WHERE field=? AND name IN (SELECT value FROM json_each(?)) GROUP BY name", []any{string(f), string(list)}, func(r *sql.Rows) error {
			g := search.Group{Values: []string{""}}
			err := r.Scan(&g.Values[0], &g.Count)
			out = append(out, g)
			return err
		})
	})
	search.SortGroups(out)
	return out[:min(most, len(out))], err
}

// allNames are the most frequent names of a field.
func (s *Store) allNames(ctx context.Context, f query.Field, most int) ([]search.Group, error) {
	got, err := s.Top(ctx, query.Query{}, []query.Field{f}, most+1) // one for those without any
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(got[0].Groups, func(g search.Group) bool { return g.Values[0] == "" })
	return out[:min(most, len(out))], nil
}
