package state_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/watch/state"
)

func open(t *testing.T, dir string) *state.DB {
	t.Helper()
	db, err := state.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// What is put comes back, also to another process.
func TestRemembers(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	db := open(t, dir)
	at := time.Date(2023, 1, 27, 8, 0, 0, 0, time.UTC)
	src := state.Source{Name: "https://a.example/f", Title: "World", Address: "https://b.example/", ETag: `"x"`, Modified: "m", Checked: at, Next: at.Add(time.Hour), Fails: 2, Error: "e"}
	item := state.Item{ID: "1", Stamp: "s", Done: true, Fails: 1, Next: at}
	page := state.Page{Key: "k", ETag: "e", Modified: "m", SHA256: "h", Fetched: at}
	for range 2 { // the second time in the place of the first
		if err := db.Put(ctx, src); err != nil {
			t.Fatal(err)
		}
		if err := db.PutItem(ctx, src.Name, item, at); err != nil {
			t.Fatal(err)
		}
		if err := db.PutPage(ctx, page); err != nil {
			t.Fatal(err)
		}
		if err := db.PutPlace(ctx, "f", "w", "mark"); err != nil {
			t.Fatal(err)
		}
	}
	other := open(t, dir)
	if got, err := other.Source(ctx, src.Name); err != nil || got != src {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := other.Sources(ctx); err != nil || len(got) != 1 || got[0] != src {
		t.Errorf("%+v, %v", got, err)
	}
	if got, known, err := other.Item(ctx, src.Name, "1"); err != nil || !known || got != item {
		t.Errorf("%+v, %v, %v", got, known, err)
	}
	if got, known, err := other.Page(ctx, "k"); err != nil || !known || got != page {
		t.Errorf("%+v, %v, %v", got, known, err)
	}
	if got, err := other.Place(ctx, "f", "w"); err != nil || got != "mark" {
		t.Error(got, err)
	}
	if err := other.PutPlace(ctx, "f", "w", ""); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Place(ctx, "f", "w"); err != nil || got != "" {
		t.Error(got, err)
	}
	if got, err := db.Source(ctx, "new"); err != nil || got != (state.Source{Name: "new"}) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, known, err := db.Item(ctx, "new", "1"); known || err != nil {
		t.Error(known, err)
	}
	if _, known, err := db.Page(ctx, "new"); known || err != nil {
		t.Error(known, err)
	}
}

// One process holds a source at a time; what a dead one held, or held too long, is
// free.
func TestHold(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a, b := open(t, dir), open(t, dir)
	a.Holder, b.Holder = "m/1", "m/2"
	dead := map[string]bool{}
	a.Alive = func(by string) bool { return !dead[by] }
	b.Alive = a.Alive
	now := time.Unix(1_700_000_000, 0)
	hold := func(db *state.DB, now time.Time, want bool) {
		t.Helper()
		if ok, err := db.Hold(ctx, "s", now, now.Add(time.Minute)); err != nil || ok != want {
			t.Errorf("%s holds: %v, %v", db.Holder, ok, err)
		}
	}
	hold(a, now, true)
	hold(b, now, false)
	hold(a, now, true) // it holds it already
	hold(b, now.Add(2*time.Minute), true)
	hold(a, now.Add(2*time.Minute), false)
	dead["m/2"] = true
	hold(a, now.Add(2*time.Minute), true)
	if err := b.Release(ctx, "s"); err != nil { // no longer its to give back
		t.Fatal(err)
	}
	dead["m/2"] = false
	hold(b, now.Add(2*time.Minute), false)
	if err := a.Release(ctx, "s"); err != nil {
		t.Fatal(err)
	}
	hold(b, now.Add(2*time.Minute), true)
}

// This process is alive, and one that cannot be is not.
func TestAlive(t *testing.T) {
	db := open(t, t.TempDir())
	host, _ := os.Hostname()
	for by, want := range map[string]bool{db.Holder: true, host + "/2147483646": false, "elsewhere/2147483646": true, "odd": true} {
		if db.Alive(by) != want {
			t.Errorf("%s: %v", by, !want)
		}
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, state.Name)
	os.WriteFile(path, []byte(strings.Repeat("no database ", 100)), 0o644)
	if _, err := state.Open(t.Context(), dir); err == nil || !strings.Contains(err.Error(), state.Name) {
		t.Error(err)
	}
	os.Remove(path)
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Exec("CREATE TABLE x (y)"); err != nil {
		t.Fatal(err)
	}
	if _, err := state.Open(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "another program") {
		t.Error(err)
	}
	if _, err := other.Exec("PRAGMA application_id=1685025655; PRAGMA user_version=9"); err != nil {
		t.Fatal(err)
	}
	if _, err := state.Open(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "newer dossier") {
		t.Error(err)
	}
	other.Close()
	if _, err := state.Open(context.Background(), filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there")
	}
}
