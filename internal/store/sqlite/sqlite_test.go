package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"dossier/internal/claim"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
	"dossier/internal/store/storetest"
)

var ctx = context.Background()

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		return create(t, filepath.Join(t.TempDir(), "an archive with spaces?"))
	})
}

func create(t testing.TB, dir string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Create(ctx, dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// What is preserved can be neither changed nor removed nor replaced through the
// database.
func TestTriggersRefuse(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	if err := s.Update(ctx, func(c store.Change) error {
		if err := storetest.Put(c, storetest.Entry(1)); err != nil {
			return err
		}
		ref := claim.Ref{Document: storetest.Entry(1).Doc.ID}
		if _, err := c.AddDecision(review.Decision{At: "x", Who: "ada", Kind: review.Note, Why: "y", Parts: []claim.Ref{ref}}); err != nil {
			return err
		}
		_, err := c.AddFounder(store.Founder{ID: "a", Ref: ref})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"documents", "texts", "readings", "decisions", "decided", "founders", "log"} {
		columns := columnsOf(t, db, table)
		for _, q := range []string{
			"UPDATE " + table + " SET " + columns[0] + " = " + columns[0],
			"DELETE FROM " + table,
			"INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table,
			"REPLACE INTO " + table + " SELECT * FROM " + table + " WHERE true",
		} {
			if table == "decided" && strings.Contains(q, "REPLACE") {
				continue // a row has nothing but its key
			}
			if _, err := db.Exec(q); err == nil || !strings.Contains(err.Error(), "never") {
				t.Errorf("%s: %v", q, err)
			}
		}
	}
}

func columnsOf(t *testing.T, db *sql.DB, table string) (out []string) {
	t.Helper()
	rows, err := db.Query("SELECT name FROM pragma_table_info(?)", table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestTheEngineIsNewEnough(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var v string
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&v); err != nil {
		t.Fatal(err)
	}
	var major, minor, patch int
	fmt.Sscanf(v, "%d.%d.%d", &major, &minor, &patch)
	if major*1_000_000+minor*1000+patch < 3_051_003 {
		t.Errorf("SQLite %s; 3.51.3 or later is wanted", v)
	}
}

func TestWhatIsNoArchive(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	os.WriteFile(file, []byte("x"), 0o644)
	if _, err := sqlite.Create(ctx, file, sqlite.Options{}); err == nil {
		t.Error("a file was opened as an archive")
	}
	if _, err := sqlite.Open(ctx, filepath.Join(dir, "none"), sqlite.Options{}); fault.Of(err) != fault.NotFound {
		t.Error("no archive:", err)
	}
	for name, make := range map[string]func(path string){
		"noise": func(p string) { os.WriteFile(p, []byte(strings.Repeat("noise", 1000)), 0o644) },
		"other": func(p string) { exec(t, p, "CREATE TABLE theirs (x)") },
		"newer": func(p string) {
			exec(t, p, "CREATE TABLE t (x); PRAGMA application_id=1685025650; PRAGMA user_version=99")
		},
	} {
		d := filepath.Join(dir, name)
		os.MkdirAll(d, 0o755)
		make(filepath.Join(d, "archive.db"))
		if s, err := sqlite.Open(ctx, d, sqlite.Options{}); err == nil {
			s.Close()
			t.Errorf("%s was opened as an archive", name)
		} else if !strings.Contains(err.Error(), "archive "+d) {
			t.Errorf("%s: %v does not name the archive", name, err)
		}
	}
}

func exec(t *testing.T, path, q string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(q, args...); err != nil {
		t.Fatal(err)
	}
}

// An archive of layout 1, made by the SQL of that layout with the rows that its
// program wrote, is carried over with every document, claim and quote, and logged.
func TestAnArchiveOfLayoutOneIsCarriedOver(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	old, err := os.ReadFile("testdata/v1.sql")
	if err != nil {
		t.Fatal(err)
	}
	exec(t, path, string(old)+";PRAGMA user_version=1;PRAGMA application_id=1685025650;PRAGMA journal_mode=WAL")
	want := storetest.Entry(1)
	way, _ := want.Doc.Map.MarshalBinary()
	exec(t, path, "INSERT INTO documents (id, meta, text, map, why, found, entities) VALUES (?,?,?,?,?,?,?)", string(want.Doc.ID),
		`{"Path":"r1.txt","URL":"https://example.org/a","Title":"A title","Outlet":"","Published":"2023-01-27","Retrieved":"","Format":"text","Origin":"","Language":"","Sections":null,"Blocks":[{"Kind":"paragraph","Span":{"Start":0,"End":44},"Section":-1,"Key":{"Start":0,"End":0},"Value":{"Start":0,"End":0}}],"Sentences":[{"Start":0,"End":44}]}`,
		want.Doc.Text.String(), way, "words", true,
		`[{"id":"e1","kind":"person","name":"X","named":true,"mentions":[{"Document":"`+string(want.Doc.ID)+`","Span":{"Start":0,"End":6}}]}]`)
	exec(t, path, "INSERT INTO claims (document, seq, claim, quotes) VALUES (?,0,?,?)", string(want.Doc.ID),
		`{"id":"c1","citations":[{"Document":"`+string(want.Doc.ID)+`","Span":{"Start":0,"End":6}}],"maker":{"name":"test"},"confidence":0.5,"value":{"slot":"place","text":"Tehran"}}`, `["Report"]`)
	exec(t, path, "INSERT INTO records (seq, id, record) VALUES (1, 'x', '{}'); INSERT INTO fold (one, documents) VALUES (1, '[]')")

	s, err := sqlite.Open(ctx, dir, sqlite.Options{Now: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.View(ctx, func(v store.View) error {
		e, err := v.Entry(want.Doc.ID, "")
		if err != nil {
			return err
		}
		if e.Doc.Text.String() != want.Doc.Text.String() || e.Doc.URL != "https://example.org/a" || e.Card.Lineage != "url:https://example.org/a" || e.Card.Received != "2024-05-01T12:00:00.000Z" {
			t.Errorf("%+v %+v", e.Card, e.Doc)
		}
		if len(e.Set.Claims) != 1 || e.Set.Claims[0].Value.Text != "Tehran" || e.Quotes[0][0] != "Report" || len(e.Set.Entities) != 1 || !e.Set.Found || len(e.Set.Sentences) != 1 {
			t.Errorf("claims %+v %v", e.Set, e.Quotes)
		}
		if why, err := v.State(sqlite.Stale); why == "" || err != nil {
			t.Error("the records are not marked to be folded anew")
		}
		var acts []string
		var check ledger.Checker
		err = v.Log(func(l ledger.Entry) error {
			acts = append(acts, string(l.Act))
			if bad := check.Check(l); bad != "" {
				t.Error(bad)
			}
			return nil
		})
		if fmt.Sprint(acts) != "[migrated collected read]" {
			t.Error(acts)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if again, err := sqlite.Open(ctx, dir, sqlite.Options{}); err != nil {
		t.Error("it does not open again:", err)
	} else {
		again.Close()
	}
}

func BenchmarkPut(b *testing.B) {
	for _, size := range []int{1, 32} {
		b.Run(fmt.Sprint("together ", size), func(b *testing.B) {
			s := create(b, b.TempDir())
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				if err := s.Update(ctx, func(c store.Change) error {
					for range size {
						n++
						if err := storetest.Put(c, storetest.Entry(n)); err != nil {
							return err
						}
					}
					return nil
				}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "documents/s")
		})
	}
}
