package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
	_ "modernc.org/sqlite"
)

// filled makes an archive of the bundled reports: a copy of one that is made once.
func filled(t *testing.T) string {
	t.Helper()
	full.Do(func() {
		full.dir, full.err = os.MkdirTemp("", "dossier")
		if full.err == nil {
			fill(t, filepath.Join(full.dir, "cases"))
		}
	})
	if full.err != nil {
		t.Fatal(full.err)
	}
	dir := filepath.Join(t.TempDir(), "cases")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(full.dir, "cases"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// full is the archive that is copied; TestMain removes it.
var full struct {
	sync.Once
	dir string
	err error
}

// fill adds the bundled reports to an archive.
func fill(t *testing.T, dir string) {
	t.Helper()
	args := []string{"add", "--archive", dir}
	for _, n := range exampleNames {
		args = append(args, filepath.Join("demo", n))
	}
	app, out, errs := testApp(nil)
	if status := app.run(args); status != exitOK || !strings.HasPrefix(out.String(), "5 added, 0 already there, 0 failed") {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
}

func verify(t *testing.T, dir string) (status int, printed string) {
	t.Helper()
	app, out, errs := testApp(nil)
	status = app.run([]string{"verify", "--archive", dir})
	return status, out.String() + errs.String()
}

func TestAddingTwiceAddsNothing(t *testing.T) {
	dir := filled(t)
	app, out, _ := testApp(nil)
	app.run([]string{"add", "--archive", dir, "demo/agency.html"})
	if !strings.HasPrefix(out.String(), "0 added, 1 already there, 0 failed") {
		t.Error(out)
	}
	if status, s := verify(t, dir); status != exitOK {
		t.Error(s)
	}
}

func TestListAndShow(t *testing.T) {
	dir := filled(t)
	app, out, _ := testApp(nil)
	if app.run([]string{"list", "--archive", dir}); !strings.Contains(out.String(), "2023-01-27-tehran") {
		t.Error(out)
	}
	app, out, _ = testApp(nil)
	if status := app.run([]string{"show", "--archive", dir, "2023-01-27"}); status != exitOK || !strings.Contains(out.String(), "DISAGREEMENTS") {
		t.Error(status, out)
	}
	app, out, _ = testApp(nil)
	if app.run([]string{"show", "--archive", dir, "2023-01-27", "--json"}); !strings.HasPrefix(out.String(), "{\n  \"schema\": \"dossier/1\"") {
		t.Error(out)
	}
	app, _, errs := testApp(nil)
	if status := app.run([]string{"show", "--archive", dir, "nothing"}); status != exitFailed || !strings.Contains(errs.String(), "no such record") {
		t.Error(status, errs)
	}
}

// Whatever is changed in the archive, verify finds it and names it.
func TestVerifyFindsWhatWasChanged(t *testing.T) {
	change := func(from, to string) func(string) string {
		return func(s string) string { return strings.Replace(s, from, to, 1) }
	}
	for why, c := range map[string]struct {
		change func(t *testing.T, dir string)
		want   string
	}{
		"a byte of the bytes": {func(t *testing.T, dir string) {
			objects, _ := filepath.Glob(filepath.Join(dir, "objects", "*", "*.zst"))
			os.Chmod(objects[0], 0o644)
			b, _ := os.ReadFile(objects[0])
			b[len(b)/2] ^= 1
			os.WriteFile(objects[0], b, 0o644)
		}, "document"},
		"bytes taken away": {func(t *testing.T, dir string) {
			objects, _ := filepath.Glob(filepath.Join(dir, "objects", "*", "*.zst"))
			os.Remove(objects[0])
		}, "no bytes under"},
		"a word of the text": {func(t *testing.T, dir string) {
			rewrite(t, dir, "texts", "text", 1, change("a", "e"))
		}, "first difference at code point"},
		"a quote": {func(t *testing.T, dir string) {
			rewrite(t, dir, "readings", "claims", 2, change(`"quotes":[["`, `"quotes":[["x`))
		}, "claim c1"},
		"a place in the text": {func(t *testing.T, dir string) {
			rewrite(t, dir, "readings", "claims", 3, func(s string) string {
				i := strings.Index(s, `"claims":`)
				return s[:i] + strings.Replace(s[i:], `"Start":`, `"Start":1`, 1)
			})
		}, "citation 1"},
		"a confidence": {func(t *testing.T, dir string) {
			rewrite(t, dir, "readings", "claims", 1, change(`"confidence":0.`, `"confidence":0.1`))
		}, "reading 1 was changed"},
		"a reading and its hash": {func(t *testing.T, dir string) {
			tamper(t, dir, "readings_kept", "UPDATE readings SET hash=replace(hash, substr(hash,1,1), 'x') WHERE seq=1")
		}, "d1 "},
		"a path": {func(t *testing.T, dir string) {
			tamper(t, dir, "documents_kept", "UPDATE documents SET path='elsewhere' WHERE seq=2")
		}, "elsewhere"},
		"a document taken away": {func(t *testing.T, dir string) {
			for _, q := range []string{"DELETE FROM readings WHERE document=5", "DELETE FROM texts WHERE document=5", "DELETE FROM shown WHERE document=5", "DELETE FROM documents WHERE seq=5"} {
				tamper(t, dir, strings.Fields(q)[2]+"_stay", "PRAGMA foreign_keys=0;"+q)
			}
		}, "was collected, and that is not there"},
		"an id of a record": {func(t *testing.T, dir string) {
			tamper(t, dir, "founders_kept", "UPDATE founders SET id='other' WHERE seq=1")
		}, "record other"},
		"who did it": {func(t *testing.T, dir string) {
			tamper(t, dir, "log_kept", "UPDATE log SET who='nobody' WHERE seq=3")
		}, "entry 3"},
		"an entry taken out": {func(t *testing.T, dir string) {
			tamper(t, dir, "log_stay", "DELETE FROM log WHERE seq=4")
		}, "entry 4 is missing"},
		"entries swapped": {func(t *testing.T, dir string) {
			tamper(t, dir, "log_kept", "UPDATE log SET seq=-seq WHERE seq IN (4,5); UPDATE log SET seq=9+seq WHERE seq < 0")
		}, "entry 4"},
		"the end cut off": {func(t *testing.T, dir string) {
			tamper(t, dir, "log_stay", "DELETE FROM log WHERE seq > 5")
		}, "no entry says that this was"},
		"a quote of a record": {func(t *testing.T, dir string) {
			rewrite(t, dir, "records", "record", 1, change(`"quote":"`, `"quote":"x`))
		}, "record 2023-01-27"},
		"a record's packing": {func(t *testing.T, dir string) {
			tamper(t, dir, "records_kept", "UPDATE records SET record=zeroblob(9) WHERE seq=1")
		}, "record 2023-01-27-tehran"},
		"a figure of a record": {func(t *testing.T, dir string) {
			rewrite(t, dir, "records", "record", 1, change(`"slot":"injured","value":`, `"slot":"injured","value":1`))
		}, "not the fold"},
	} {
		dir := filled(t)
		c.change(t, dir)
		if status, s := verify(t, dir); status != exitFailed || !strings.Contains(s, c.want) {
			t.Errorf("%s: status %d, want a fault with %q\n%s", why, status, c.want, s)
		}
	}
}

// tamper changes the database behind the program's back.
func tamper(t *testing.T, dir, trigger, q string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("DROP TRIGGER IF EXISTS " + trigger); err != nil {
		t.Fatal(err)
	}
	res, err := db.Exec(q, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		t.Fatal("nothing was changed")
	}
}

// rewrite changes what a column keeps packed.
func rewrite(t *testing.T, dir, table, column string, seq int, change func(string) string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var packed []byte
	if err := db.QueryRow("SELECT "+column+" FROM "+table+" WHERE seq=?", seq).Scan(&packed); err != nil {
		t.Fatal(err)
	}
	dec, _ := zstd.NewReader(nil)
	defer dec.Close()
	plain, err := dec.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	changed := change(string(plain))
	if changed == string(plain) {
		t.Fatal("nothing was changed")
	}
	enc, _ := zstd.NewWriter(nil)
	tamper(t, dir, table+"_kept", "UPDATE "+table+" SET "+column+"=? WHERE seq=?", enc.EncodeAll([]byte(changed), nil), seq)
}
