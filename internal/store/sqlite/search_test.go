package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"dossier/internal/fault"
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

// What another program that has the archive open changed is seen by the next question.
func TestSearchBesideAnother(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	storetest.RunChanging(t, create(t, dir), create(t, dir))
}

// A program before this one counts no changes of the index; its entries in the log tell
// of them.
func TestSearchBesideAnOlderProgram(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	s := create(t, dir)
	if err := storetest.PutItems(ctx, s, searchtest.Three()); err != nil {
		t.Fatal(err)
	}
	total := func() int {
		p, err := s.Search(ctx, search.Request{})
		if err != nil {
			t.Fatal(err)
		}
		return p.Total
	}
	if n := total(); n != 3 {
		t.Fatal(n)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("DELETE FROM search_record WHERE num = 2; INSERT INTO log (seq, at, who, act, subject, payload, prev, hash) VALUES (9, '', '', 'folded', '', '', '', 'x')"); err != nil {
		t.Fatal(err)
	}
	if n := total(); n != 2 {
		t.Errorf("%d records after one was taken out", n)
	}
}

// A question that began before a change is answered as of then, and what it reads is not
// kept for those that follow.
func TestSearchOfAnOlderMoment(t *testing.T) {
	s := create(t, filepath.Join(t.TempDir(), "a"))
	if err := storetest.PutItems(ctx, s, searchtest.Three()); err != nil {
		t.Fatal(err)
	}
	before, after, err := sqlite.AskedAcross(ctx, s, func() error {
		return s.Update(ctx, func(c store.Change) error { return c.RemoveRecord(2) })
	})
	if err != nil || before != 3 || after != 2 {
		t.Errorf("%d before the change and %d after it, %v", before, after, err)
	}
	if p, err := s.Search(ctx, search.Request{}); err != nil || p.Total != 2 {
		t.Errorf("%d later, %v", p.Total, err)
	}
}

// Little memory costs time and changes no answer.
func TestSearchRemembersLittle(t *testing.T) {
	storetest.RunSearch(t, func(t *testing.T) storetest.Searched {
		s := create(t, filepath.Join(t.TempDir(), "a"))
		sqlite.RememberLittle(s)
		return s
	}, nil)
}

// A question that takes too long is broken off inside the database, and the next one is
// answered.
func TestC36AQuestionIsBrokenOff(t *testing.T) {
	s := create(t, filepath.Join(t.TempDir(), "a"))
	for range 5 {
		late, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
		if err := sqlite.AskForEver(late, s); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("broken off with: %v", err)
		}
		cancel()
		if _, err := s.Search(ctx, search.Request{}); err != nil {
			t.Error("afterwards:", err)
		}
	}
}

func TestRegister(t *testing.T) {
	storetest.RunRegister(t, func(t *testing.T) store.Store { return create(t, filepath.Join(t.TempDir(), "a")) })
}

// The rows that records are found by, kept in step change by change with records that
// are put, put anew and removed, are those that an index made anew has.
func TestRowsKeptInStep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	s := create(t, dir)
	r := rand.New(rand.NewPCG(3, 9))
	if err := storetest.PutItems(ctx, s, searchtest.Items(r.IntN, 60)); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		err := s.Update(ctx, func(c store.Change) error {
			for range 12 {
				key, other := int64(1+r.IntN(60)), int64(1+r.IntN(60))
				a, err := c.Record(key)
				if fault.Of(err) == fault.NotFound {
					continue
				}
				if err != nil {
					return err
				}
				b, err := c.Record(other)
				switch {
				case fault.Of(err) == fault.NotFound || r.IntN(5) == 0:
					err = c.RemoveRecord(key)
				case err == nil: // another incident by the same id
					b.Record.ID, b.Key, b.Parts = a.Record.ID, key, a.Parts
					err = c.PutRecord(b)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	kept := searchRows(t, dir)
	if _, err := s.Reindex(ctx); err != nil {
		t.Fatal(err)
	}
	for q, rows := range searchRows(t, dir) {
		if kept[q] != rows {
			t.Errorf("%s: kept\n%s\nmade anew\n%s", q, kept[q], rows)
		}
	}
}

// searchRows are the rows that records are found by, as text by what was asked.
func searchRows(t *testing.T, dir string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE VIRTUAL TABLE IF NOT EXISTS search_name_terms USING fts5vocab(search_name_word, 'instance')"); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, q := range []string{
		"SELECT field || '|' || value || '|' || record FROM search_term ORDER BY field, value, record",
		"SELECT field || '|' || hi || '|' || lo || '|' || record FROM search_span ORDER BY field, hi, lo, record",
		"SELECT field || '|' || name || '|' || shown || '|' || uses FROM search_name ORDER BY field, name, shown",
		"SELECT field || '|' || name || '|' || n || '|' || shown FROM search_top ORDER BY field, name",
		`SELECT DISTINCT v.term || '|' || w.name FROM search_name_terms v JOIN search_name_word w ON w.rowid=v.doc JOIN search_name n ON n.name=w.name AND v.term GLOB n.field || '·*' ORDER BY 1`,
	} {
		rows, err := db.Query(q)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				t.Fatal(err)
			}
			out[q] += s + "\n"
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if out[q] == "" {
			t.Errorf("%s: no rows", q)
		}
	}
	return out
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
