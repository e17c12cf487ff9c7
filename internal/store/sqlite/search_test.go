package sqlite_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/search/searchtest"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
	"dossier/internal/store/storetest"
)

func TestSearch(t *testing.T) {
	storetest.RunSearch(t, func(t *testing.T) storetest.Searched {
		return create(t, filepath.Join(t.TempDir(), "a"))
	}, func(s storetest.Searched) error {
		_, err := s.(*sqlite.Store).Reindex(ctx)
		return err
	})
}

// The names that most records have are found along those of the whole archive too.
func TestSearchOfMany(t *testing.T) {
	storetest.RunSearch(t, func(t *testing.T) storetest.Searched {
		s := create(t, filepath.Join(t.TempDir(), "a"))
		sqlite.CountAsInALargeArchive(s)
		return s
	}, nil)
}

func TestRegister(t *testing.T) {
	storetest.RunRegister(t, func(t *testing.T) store.Store { return create(t, filepath.Join(t.TempDir(), "a")) })
}

// What a search costs by kind, on two thousand records, beside going through all of
// them:
//
//	go test ./internal/store/sqlite -run '^$' -bench Search
func BenchmarkSearch(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	s := create(b, b.TempDir())
	items := searchtest.Items(r.IntN, 2000)
	if err := storetest.PutItems(ctx, s, items); err != nil {
		b.Fatal(err)
	}
	memory := search.NewMemory(items)
	for _, q := range []string{"", "bomb", "bomb police", `"car bomb"`, "ki*", "country:IR killed>=1", "date:2015-08", "person:Asgharov", "bomb -police country:AF"} {
		parsed, err := query.Book{}.Parse(q)
		if err != nil {
			b.Fatal(err)
		}
		for _, x := range []struct {
			name string
			search.Searcher
		}{{"index", s}, {"one by one", memory}} {
			b.Run(q+"/"+x.name, func(b *testing.B) {
				for b.Loop() {
					if _, err := x.Search(ctx, search.Request{Query: parsed}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
	b.Run("count by country, year", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Count(ctx, query.Query{}, []query.Field{"country", search.Year}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
