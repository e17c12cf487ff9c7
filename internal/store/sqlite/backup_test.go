package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/fault"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
	"dossier/internal/store/storetest"
)

// put keeps an entry with bytes.
func put(t *testing.T, s *sqlite.Store, n int) {
	t.Helper()
	if _, _, err := s.PutBytes(ctx, []byte{byte(n)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(ctx, func(c store.Change) error { return storetest.Put(c, storetest.Entry(n)) }); err != nil {
		t.Fatal(err)
	}
}

// head is how many entries the log of an archive has.
func head(t *testing.T, dir string) int64 {
	t.Helper()
	s, err := sqlite.Open(ctx, dir, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var n int64
	if err := s.View(ctx, func(v store.View) error {
		h, err := v.Head()
		n = h.Seq
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestBackup(t *testing.T) {
	dir, into := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	s := create(t, dir)
	put(t, s, 1)
	if err := s.Backup(ctx, into); err != nil {
		t.Fatal(err)
	}
	put(t, s, 2)
	if n := head(t, into); n != 2 {
		t.Error("the copy has", n, "entries")
	}
	if err := s.Backup(ctx, into); err != nil {
		t.Fatal("again into the same folder:", err)
	}
	if n := head(t, into); n != 4 {
		t.Error("the copy has", n, "entries")
	}
	for _, d := range []string{dir, into} {
		files, _ := filepath.Glob(filepath.Join(d, "objects", "*", "*.zst"))
		if len(files) != 2 {
			t.Error(d, files)
		}
	}
	other := t.TempDir()
	put(t, create(t, other), 9)
	full := t.TempDir()
	os.WriteFile(filepath.Join(full, "diary.txt"), []byte("mine"), 0o644)
	for where, want := range map[string]string{other: "another archive", full: "something else", dir: "the archive itself"} {
		if err := s.Backup(ctx, where); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("into %s: %v, want %q", where, err, want)
		}
	}
}

// An archive opened to be looked at is not changed, and refuses to be.
func TestReadOnlyChangesNothing(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	put(t, s, 1)
	s.Close()
	before, err := os.ReadFile(filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := sqlite.Open(ctx, dir, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Update(ctx, func(store.Change) error { return nil }); fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), "cannot be written") {
		t.Error("a change:", err)
	}
	r.Close()
	if n := head(t, dir); n != 2 {
		t.Error(n)
	}
	if after, err := os.ReadFile(filepath.Join(dir, "archive.db")); err != nil || !bytes.Equal(before, after) {
		t.Error("the database was changed", err)
	}
}
