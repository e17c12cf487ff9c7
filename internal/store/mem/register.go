package mem

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"dossier/internal/register"
	"dossier/internal/store"
)

// Indexed implements [store.Store]: nothing is kept to find by.
func (s *Store) Indexed(ctx context.Context) error { return ctx.Err() }

// casts hands over who occurs in every record, by its number.
func (s *state) casts(yield func(key int64, c *register.Cast)) {
	for _, k := range slices.Sorted(maps.Keys(s.records)) {
		r := s.records[k].Record
		c := register.CastOf(&r)
		yield(k, &c)
	}
}

func (s *state) Casts(keys []int64) ([]register.Cast, error) {
	var out []register.Cast
	for _, k := range keys {
		if r, ok := s.records[k]; ok {
			out = append(out, register.CastOf(&r.Record))
		}
	}
	return out, nil
}

func (s *state) Called(kind string, pattern []string, skip, limit int) ([]register.Name, error) {
	by := map[string]register.Name{}
	s.casts(func(_ int64, c *register.Cast) {
		for folded, shown := range register.NamesOf(c, kind) {
			n, ok := by[folded]
			if !ok || shown < n.Shown {
				n.Shown = shown
			}
			n.Kind, n.Folded, n.Uses = kind, folded, n.Uses+1
			by[folded] = n
		}
	})
	return register.Matching(slices.Collect(maps.Values(by)), pattern, skip, limit), nil
}

func (s *state) Sounding(kind, sound string, most int) ([]string, error) {
	found := map[string]bool{}
	s.casts(func(_ int64, c *register.Cast) {
		for folded := range register.NamesOf(c, kind) {
			if register.HasSound(folded, sound) {
				found[folded] = true
			}
		}
	})
	out := slices.Sorted(maps.Keys(found))
	return out[:min(most, len(out))], nil
}

func (s *state) Naming(kind string, names []string, most int) (keys []int64, all int, err error) {
	s.casts(func(key int64, c *register.Cast) {
		for folded := range register.NamesOf(c, kind) {
			if slices.Contains(names, folded) && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	})
	slices.Reverse(keys)
	return keys[:min(most, len(keys))], len(keys), nil
}

// outlets are the sources of the documents of a record.
func (s *state) outlets(r store.Record) (out []register.Outlet) {
	parts, _ := s.PartsOf(r.Key) // never an error
	for _, id := range documents(parts) {
		if e, err := s.Entry(id, ""); err == nil {
			out = append(out, register.Outlet{Document: register.Document(s.number[id]), Said: e.Doc.Outlet, Address: e.Doc.URL})
		}
	}
	return out
}

func (s *state) Tallies() ([]register.Tally, error) {
	by := map[string]*register.Tally{}
	of := func(source string) *register.Tally {
		if by[source] == nil {
			by[source] = &register.Tally{Source: source}
		}
		return by[source]
	}
	for _, k := range slices.Sorted(maps.Keys(s.records)) {
		r := s.records[k]
		for _, t := range register.Tallies(&r.Record, s.outlets(r)) {
			t.Documents = 0
			of(t.Source).Add(t)
		}
	}
	for _, c := range s.cards {
		e, err := s.Entry(c.ID, "")
		if err != nil {
			continue // it was not read
		}
		if source := register.SourceOf(e.Doc.Outlet, e.Doc.URL); source != "" {
			t := of(source)
			t.Documents++
			t.Name = cmp.Or(t.Name, register.OutletName(e.Doc.Outlet, e.Doc.URL))
		}
	}
	var out []register.Tally
	for _, source := range slices.Sorted(maps.Keys(by)) {
		out = append(out, *by[source])
	}
	return out, nil
}

func (s *state) TalliesOf(source string, skip, limit int) (out []register.InRecord, err error) {
	keys := slices.Sorted(maps.Keys(s.records))
	slices.Reverse(keys)
	for _, k := range keys {
		r := s.records[k]
		for _, t := range register.Tallies(&r.Record, s.outlets(r)) {
			if t.Source == source {
				out = append(out, register.InRecord{Key: k, Tally: t})
			}
		}
	}
	skip = min(skip, len(out))
	return out[skip:min(len(out), skip+limit)], nil
}

func (s *state) From(source string, skip, limit int) (out []int64, err error) {
	for i := len(s.cards) - 1; i >= 0; i-- {
		if e, err := s.Entry(s.cards[i].ID, ""); err == nil && source != "" && register.SourceOf(e.Doc.Outlet, e.Doc.URL) == source {
			out = append(out, s.cards[i].Seq)
		}
	}
	skip = min(skip, len(out))
	return out[skip:min(len(out), skip+limit)], nil
}
