package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// filled makes an archive of the bundled reports.
func filled(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "cases")
	args := []string{"add", "--archive", dir}
	for _, n := range exampleNames {
		args = append(args, filepath.Join("demo", n))
	}
	app, out, errs := testApp(nil)
	if status := app.run(args); status != exitOK || !strings.HasPrefix(out.String(), "5 added, 0 already there, 0 failed") {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	return dir
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
			tamper(t, dir, "documents_kept", "UPDATE documents SET text=replace(text, 'Kalashnikov', 'Kalashnikow')")
		}, "first difference at code point"},
		"a quote": {func(t *testing.T, dir string) {
			tamper(t, dir, "claims_kept", "UPDATE claims SET quotes='[\"x\"]' WHERE seq=0")
		}, "claim c1"},
		"a place in the text": {func(t *testing.T, dir string) {
			tamper(t, dir, "claims_kept", `UPDATE claims SET claim=replace(claim, '"Start":', '"Start":1') WHERE seq=3`)
		}, "claim c4"},
		"a record": {func(t *testing.T, dir string) {
			tamper(t, dir, "documents_kept", `UPDATE records SET record=replace(record, '"quote":"Kalashnikov', '"quote":"Kalashnikow')`)
		}, "record 2023-01-27"},
	} {
		dir := filled(t)
		c.change(t, dir)
		if status, s := verify(t, dir); status != exitFailed || !strings.Contains(s, c.want) {
			t.Errorf("%s: status %d, want a fault with %q\n%s", why, status, c.want, s)
		}
	}
}

// tamper changes the database behind the program's back.
func tamper(t *testing.T, dir, trigger, q string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	res, err := db.Exec("DROP TRIGGER " + trigger + ";" + q)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		t.Fatal("nothing was changed")
	}
}
