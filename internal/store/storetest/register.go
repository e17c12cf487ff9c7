package storetest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"dossier/internal/name"
	"dossier/internal/register"
	"dossier/internal/search"
	"dossier/internal/search/searchtest"
	"dossier/internal/store"
	"dossier/schema"
)

// RunRegister tests that a store registers who occurs in its records and how sources
// fared as going through the records one by one does, also after records were changed
// and removed.
func RunRegister(t *testing.T, open func(t *testing.T) store.Store) {
	ctx := context.Background()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("records ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			s := open(t)
			items := map[int]search.Item{}
			docs := map[string]search.Document{} // by hash
			order := []string{}
			put := func(i int, it search.Item) {
				putItem(ctx, t, s, i, it)
				items[i] = it
				for _, d := range it.Documents {
					if _, had := docs[d.ID]; !had {
						docs[d.ID], order = d, append(order, d.ID)
					}
				}
			}
			name := func(it search.Item) search.Item { // the record's own names of its documents
				it.Record.Documents = nil
				for _, d := range it.Documents {
					n := slices.Index(order, d.ID)
					if n < 0 {
						order, docs[d.ID] = append(order, d.ID), d
						n = len(order) - 1
					}
					it.Record.Documents = append(it.Record.Documents, register.Document(int64(n+1)))
				}
				it.Record = told(it.Record, r.IntN)
				return it
			}
			for i, it := range searchtest.Items(r.IntN, 25) {
				put(i, name(it))
			}
			sameRegister(ctx, t, s, items, order, docs)
			for i, it := range searchtest.Items(r.IntN, 25) {
				switch i % 3 {
				case 0: // another fold of the same documents
					it.Documents, it.Record.ID = items[i].Documents, items[i].Record.ID
					put(i, name(it))
				case 1:
					update(ctx, t, s, func(c store.Change) error { return c.RemoveRecord(int64(i + 1)) })
					delete(items, i)
				}
			}
			sameRegister(ctx, t, s, items, order, docs)
		})
	}
}

// told makes the documents of a record say its values, some of them one after the
// other.
func told(r schema.Record, n func(int) int) schema.Record {
	docs := r.Documents
	for i := range r.Values {
		v := &r.Values[i]
		for range 1 + n(2) {
			if len(docs) > 0 {
				v.Citations = append(v.Citations, schema.Citation{Document: docs[n(len(docs))]})
			}
		}
		if n(4) == 0 {
			v.State = "rejected"
		}
	}
	if len(docs) > 1 {
		r.Origins = []schema.Origin{{Documents: docs[:2], Ties: []schema.Tie{{Document: docs[1], With: docs[0], Kind: []string{"near_copy", "same_outlet"}[n(2)]}}}}
		for _, d := range docs[2:] {
			r.Origins = append(r.Origins, schema.Origin{Documents: []string{d}})
		}
	}
	return r
}

// sameRegister holds the answers of a store against those of going through the
// records.
func sameRegister(ctx context.Context, t *testing.T, s store.Store, items map[int]search.Item, order []string, docs map[string]search.Document) {
	t.Helper()
	if err := s.Indexed(ctx); err != nil {
		t.Fatal(err)
	}
	view(ctx, t, s, func(v store.View) error {
		checkNames(t, v, items)
		checkSources(t, v, items, order, docs)
		return nil
	})
}

func equal(t *testing.T, what string, want, got any, err error) {
	t.Helper()
	if d := gocmp.Diff(want, got); err != nil || d != "" {
		t.Fatalf("%s: %v; records one by one (-), the store (+):\n%s", what, err, d)
	}
}

func checkNames(t *testing.T, v store.View, items map[int]search.Item) {
	t.Helper()
	keys := slices.Sorted(maps.Keys(items))
	slices.Reverse(keys)
	var asked []int64
	var casts []register.Cast
	for _, k := range keys {
		it := items[k]
		asked, casts = append(asked, int64(k+1)), append(casts, register.CastOf(&it.Record))
	}
	got, err := v.Casts(append([]int64{9999}, asked...))
	equal(t, "casts", len(casts), len(got), err)
	for i := range casts {
		equal(t, "cast", fmt.Sprintf("%+v", casts[i]), fmt.Sprintf("%+v", got[i]), nil)
	}
	for _, kind := range register.Kinds {
		by := map[string]register.Name{}
		in := map[string][]int64{}
		for i := range casts {
			for folded, shown := range register.NamesOf(&casts[i], kind) {
				n, had := by[folded]
				if !had || shown < n.Shown {
					n.Shown = shown
				}
				n.Kind, n.Folded, n.Uses = kind, folded, n.Uses+1
				by[folded], in[folded] = n, append(in[folded], asked[i])
			}
		}
		all := register.Matching(slices.Collect(maps.Values(by)), nil, 0, len(by))
		got, err := v.Called(kind, nil, 0, 1000)
		equal(t, "names of "+kind, nilIfNone(all), nilIfNone(got), err)
		got, err = v.Called(kind, nil, 2, 3)
		equal(t, "a page of names of "+kind, nilIfNone(register.Matching(all, nil, 2, 3)), nilIfNone(got), err)
		for _, n := range all {
			checkName(t, v, n, all, in[n.Folded])
		}
	}
}

func nilIfNone(list []register.Name) []register.Name {
	if len(list) == 0 {
		return nil
	}
	return list
}

func checkName(t *testing.T, v store.View, n register.Name, all []register.Name, in []int64) {
	t.Helper()
	pattern := register.Pattern(n.Shown)
	got, err := v.Called(n.Kind, pattern, 0, 1000)
	equal(t, n.Shown, nilIfNone(register.Matching(all, pattern, 0, 1000)), nilIfNone(got), err)
	words := search.NameKeys(n.Folded)
	sound := name.Key(words[len(words)-1])
	var want []string
	for _, o := range all {
		if register.HasSound(o.Folded, sound) {
			want = append(want, o.Folded)
		}
	}
	slices.Sort(want)
	list, err := v.Sounding(n.Kind, sound, 1000)
	equal(t, "sounding like "+n.Shown, want, list, err)
	keys, count, err := v.Naming(n.Kind, []string{n.Folded, "nobody"}, 2)
	equal(t, "naming "+n.Shown, fmt.Sprint(in[:min(2, len(in))], len(in)), fmt.Sprint(keys, count), err)
}

func checkSources(t *testing.T, v store.View, items map[int]search.Item, order []string, docs map[string]search.Document) {
	t.Helper()
	by := map[string]*register.Tally{}
	in := map[string][]register.InRecord{}
	keys := slices.Sorted(maps.Keys(items))
	slices.Reverse(keys)
	for _, k := range keys {
		it := items[k]
		var outlets []register.Outlet
		for _, d := range it.Documents {
			outlets = append(outlets, register.Outlet{Document: register.Document(int64(slices.Index(order, d.ID) + 1)), Said: d.Outlet, Address: d.URL})
		}
		for _, x := range register.Tallies(&it.Record, outlets) {
			in[x.Source] = append(in[x.Source], register.InRecord{Key: int64(k + 1), Tally: x})
			if by[x.Source] == nil {
				by[x.Source] = &register.Tally{Source: x.Source}
			}
			x.Documents = 0
			by[x.Source].Add(x)
		}
	}
	from := map[string][]int64{}
	for i, sha := range order {
		d := docs[sha]
		source := register.SourceOf(d.Outlet, d.URL)
		if source == "" {
			continue
		}
		if by[source] == nil {
			by[source] = &register.Tally{Source: source}
		}
		by[source].Documents++
		by[source].Name = cmp.Or(by[source].Name, register.OutletName(d.Outlet, d.URL))
		from[source] = append([]int64{int64(i + 1)}, from[source]...)
	}
	var want []register.Tally
	for _, source := range slices.Sorted(maps.Keys(by)) {
		want = append(want, *by[source])
	}
	got, err := v.Tallies()
	equal(t, "sources", want, got, err)
	for source := range by {
		list, err := v.TalliesOf(source, 0, 1000)
		equal(t, source, in[source], list, err)
		if n := len(in[source]); n > 1 {
			list, err = v.TalliesOf(source, 1, 1)
			equal(t, "a page of "+source, in[source][1:2], list, err)
		}
		numbers, err := v.From(source, 0, 1000)
		equal(t, "documents of "+source, from[source], numbers, err)
	}
}
