package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"dossier/internal/fault"
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
	s, err := sqlite.Create(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// What is preserved can be neither changed nor removed through the database.
func TestTriggersRefuse(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	if _, err := s.PutEntry(ctx, storetest.Entry(1)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{"UPDATE documents SET text='x'", "DELETE FROM documents", "UPDATE claims SET claim='{}'", "DELETE FROM claims"} {
		if _, err := db.Exec(q); err == nil || !strings.Contains(err.Error(), "never") {
			t.Errorf("%s: %v", q, err)
		}
	}
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
	if _, err := sqlite.Create(ctx, file); err == nil {
		t.Error("a file was opened as an archive")
	}
	if _, err := sqlite.Open(ctx, filepath.Join(dir, "none")); fault.Of(err) != fault.NotFound {
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
		if s, err := sqlite.Open(ctx, d); err == nil {
			s.Close()
			t.Errorf("%s was opened as an archive", name)
		}
	}
}

func exec(t *testing.T, path, q string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(q); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkPutEntry(b *testing.B) {
	s := create(b, b.TempDir())
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		if _, err := s.PutEntry(ctx, storetest.Entry(n)); err != nil {
			b.Fatal(err)
		}
	}
}
