package sqlite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/archive"
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
	"dossier/internal/store/storetest"
)

// The log of changes is carried over while changes go on: it does not grow with the
// archive, and what it held is in the database when the next one opens it.
func TestTheLogIsCarriedOver(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	sqlite.CarryEarly(s, 20, 60)
	const changes = 200
	most := int64(0)
	for n := range changes {
		if err := s.Update(ctx, func(c store.Change) error { return storetest.Put(c, storetest.Entry(n+1)) }); err != nil {
			t.Fatal(err)
		}
		st, err := os.Stat(filepath.Join(dir, "archive.db-wal"))
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, st.Size())
	}
	db, err := os.Stat(filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	if most > 2<<20 || db.Size() < most {
		t.Errorf("a log of up to %d bytes beside a database of %d", most, db.Size())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if cards := count(t, create(t, dir)); cards != changes {
		t.Errorf("%d documents of %d", cards, changes)
	}
}

func count(t *testing.T, s *sqlite.Store) (n int) {
	t.Helper()
	if err := s.View(ctx, func(v store.View) error {
		return v.Cards(func(store.Card) error { n++; return nil })
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// A change is seen before it is settled, and more are made meanwhile.
func TestChangesBeforeTheyAreSettled(t *testing.T) {
	s := create(t, t.TempDir())
	var settled []func() error
	for n := range 3 {
		sure, err := s.UpdateAhead(ctx, func(c store.Change) error { return storetest.Put(c, storetest.Entry(n+1)) })
		if err != nil {
			t.Fatal(err)
		}
		settled = append(settled, sure)
		if got := count(t, s); got != n+1 {
			t.Errorf("%d documents are seen after %d changes", got, n+1)
		}
	}
	for _, sure := range settled {
		if err := sure(); err != nil {
			t.Error(err)
		}
	}
}

// What could not be brought to the disk is acknowledged to nobody, and the store takes
// no more.
func TestADiskThatFails(t *testing.T) {
	s := create(t, t.TempDir())
	sqlite.LoseDisk(s)
	put := func(n int) error {
		return s.Update(ctx, func(c store.Change) error { return storetest.Put(c, storetest.Entry(n)) })
	}
	if err := put(1); err == nil || !strings.Contains(err.Error(), "archive ") {
		t.Errorf("error %v", err)
	}
	if err := put(2); err == nil {
		t.Error("a change after the disk failed was taken")
	}
}

// Nor is anybody told of documents that are added to it.
func TestNothingIsToldOfADiskThatFails(t *testing.T) {
	s := create(t, t.TempDir())
	sqlite.LoseDisk(s)
	a := &archive.Archive{
		Store: s,
		Read: func(string, []byte, *doc.Provenance) (*doc.Document, error) {
			return nil, fault.New(fault.Unreadable, "not read")
		},
		Claims: func(*doc.Document) *claim.Set { return nil },
		Now:    time.Now,
	}
	err := a.AddAll(ctx, 1, func(yield func(archive.Input) bool) {
		yield(archive.Input{Path: "a.txt", Bytes: []byte("a")})
	}, func(got archive.Added) { t.Errorf("told of %s", got.Path) })
	if err == nil {
		t.Error("no error")
	}
}
