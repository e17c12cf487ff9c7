package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/schema"
)

const goodReport = "On 3 May 2011 a bomb killed two people in Kabul, the police said."

// zeros packs n zero bytes.
func zeros(t *testing.T, n int64) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.CopyN(w, zeroReader{}, n); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return b.Bytes()
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func noise(n int) []byte {
	r := rand.NewPCG(1, 2)
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint64())
	}
	return b
}

// Each bad document gets one line that names it and says what is wrong; nothing
// else is printed on stderr, and the exit status is 1.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"empty.txt":     {nil, "empty"},
		"spaces.txt":    {[]byte("  \n\t \n"), "no text"},
		"huge.txt":      {bytes.Repeat([]byte("a"), 100_000_000), "at most"},
		"long.txt":      {bytes.Repeat([]byte("a bomb went off "), 200_000), "at most"},
		"noise.bin":     {noise(100_000), "no text"},
		"half16.txt":    {[]byte("\xff\xfeH\x00e\x00l"), "UTF-16"},
		"bomb.gz":       {zeros(t, 300<<20), "bomb"},
		"picture.html":  {append([]byte("\x89PNG\r\n\x1a\n"), noise(500)...), "PNG"},
		"blank.html":    {[]byte("<html><body><nav><a href=x>Home</a></nav></body></html>"), "no main text"},
		"no-parts.eml":  {[]byte("From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nDate: Fri, 27 Jan 2023 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nxx"), "no text part"},
		"cut-short.pdf": {[]byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog"), "pdf"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, c.body, 0o644); err != nil {
			t.Fatal(err)
		}
		app, _, errs := testApp(nil)
		status := app.run([]string{"read", "--json", path})
		line := errs.String()
		if status != exitFailed || strings.Count(line, "\n") != 1 || !strings.HasPrefix(line, "dossier: "+path+": ") || !strings.Contains(line, c.want) {
			t.Errorf("%s: status %d, want a line with %q: %s", name, status, c.want, line)
		}
		if strings.Contains(line, "internal error") {
			t.Errorf("%s: %s", name, line)
		}
	}
}

// Nesting without end is read or refused, never fatal.
func TestDeepNesting(t *testing.T) {
	dir := t.TempDir()
	for name, body := range map[string]string{
		"templates.txt": "'''A bomb''' killed two in [[Kabul]].\n" + strings.Repeat("{{", 50_000) + "x",
		"tables.txt":    "'''A bomb''' killed two in [[Kabul]].\n" + strings.Repeat("{|\n", 50_000),
		"tags.html":     "<html><body>" + strings.Repeat("<div>", 50_000) + "<p>" + goodReport + "</p>",
		"comments.txt":  "= A bomb =\n" + goodReport + strings.Repeat("<!--", 50_000),
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		app, _, errs := testApp(nil)
		if status := app.run([]string{"read", "--json", path}); status > exitFailed || strings.Contains(errs.String(), "internal error") {
			t.Errorf("%s: status %d: %s", name, status, errs)
		}
	}
}

// One broken file among fifty costs its own line and nothing else; the archive
// still verifies.
func TestOneBrokenAmongFifty(t *testing.T) {
	dir := t.TempDir()
	for i := range 49 {
		body := strings.Replace(goodReport, "two", []string{"two", "three", "four"}[i%3], 1) + strings.Repeat("\n\nPolice came.", i)
		if err := os.WriteFile(filepath.Join(dir, "r"+string(rune('a'+i%26))+string(rune('a'+i/26))+".txt"), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "zz.txt"), noise(1000), 0o644); err != nil {
		t.Fatal(err)
	}
	app, out, errs := testApp(nil)
	if status := app.run([]string{"read", "--json", dir}); status != exitFailed || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("status %d: %s", status, errs)
	}
	var o schema.Output
	if err := json.Unmarshal(out.Bytes(), &o); err != nil || len(o.Documents) != 49 {
		t.Errorf("%d documents, %v", len(o.Documents), err)
	}
	archive := filepath.Join(t.TempDir(), "cases")
	app, out, errs = testApp(nil)
	if status := app.run([]string{"add", "--archive", archive, dir}); status != exitFailed || !strings.HasPrefix(out.String(), "49 added, 0 already there, 1 failed") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	app, out, errs = testApp(nil)
	if status := app.run([]string{"verify", "--archive", archive}); status != exitOK {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}
