package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"dossier/internal/fetch/remote"
	"dossier/internal/fetch/remote/remotetest"

	"golang.org/x/text/encoding/charmap"
)

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"dossier": func() { os.Exit(start(invented(os.Getenv("INVENTED_INTERNET")))) }})
}

// tidy removes what the tests share when they are done.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	status := m.M.Run()
	if full.dir != "" {
		os.RemoveAll(full.dir)
	}
	return status
}

// invented is an internet whose hosts are the folders of dir: what lies under
// HOST/PATH is what an address gives (in KOI8-R, and named so, where it ends so), what
// lies under HOST/PATH.to the address that it leads on to. Without a folder there is no internet: nothing can be reached.
func invented(dir string) *remote.Network {
	network, _ := remotetest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := filepath.Join(dir, r.Host, filepath.FromSlash(r.URL.Path))
		if to, err := os.ReadFile(path + ".to"); err == nil {
			http.Redirect(w, r, strings.TrimSpace(string(to)), http.StatusMovedPermanently)
			return
		}
		b, err := os.ReadFile(path)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(os.Stderr, "asked for %s%s\n", r.Host, r.URL.Path)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(b)))
		if strings.HasSuffix(path, ".koi8-r") {
			w.Header().Set("Content-Type", "text/html; charset=KOI8-R")
			b, _ = charmap.KOI8R.NewEncoder().Bytes(b)
		}
		http.ServeContent(w, r, r.URL.Path, time.Time{}, bytes.NewReader(b))
	}), map[string][]string{"intranet.example": {"10.0.0.7"}})
	if dir == "" {
		network.Dial = func(context.Context, netip.AddrPort) (net.Conn, error) { return nil, errors.New("no internet here") }
	}
	return network
}

// The command line as a user meets it; testdata/script has one script for each
// matter.
func TestScripts(t *testing.T) {
	demo, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("DEMO", demo+"/demo")
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": status,
			"flip":   flip,
		},
	})
}

// status is "status N ARGS…": it runs dossier and fails unless it exits with N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: status N ARGS...")
	}
	got := "0"
	if err := ts.Exec("dossier", args[1:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// flip is "flip FILE N": it flips a bit of the byte at N.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: flip FILE N")
	}
	b := []byte(ts.ReadFile(args[0]))
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	b[n] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}

// Every command and flag is in every completion script and in the manual page,
// and every command has its long help.
func TestModelIsPrintedWhole(t *testing.T) {
	app, out, _ := testApp(nil)
	parser, err := newParser(app, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"completion", "bash"}, {"completion", "zsh"}, {"completion", "fish"}, {"man"}} {
		out.Reset()
		if s := app.run(args); s != exitOK {
			t.Fatalf("%v: status %d", args, s)
		}
		page := strings.ReplaceAll(out.String(), `\-`, "-")
		for _, n := range parser.Model.Children {
			if !strings.Contains(page, n.Name) {
				t.Errorf("%v has no %s", args, n.Name)
			}
			for _, f := range n.Flags {
				if !strings.Contains(page, "--"+f.Name) && !strings.Contains(page, "-l "+f.Name) {
					t.Errorf("%v has no --%s", args, f.Name)
				}
			}
			if n.Detail == "" && n.Name != "version" && n.Name != "help" {
				t.Errorf("%s has no long help", n.Name)
			}
		}
	}
}

// Colours follow NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM, in this order.
func TestColours(t *testing.T) {
	for _, c := range []struct {
		tty  bool
		env  string
		want bool
	}{
		{true, "", true},
		{false, "", false},
		{true, "NO_COLOR=1", false},
		{true, "CLICOLOR=0", false},
		{true, "TERM=dumb", false},
		{false, "CLICOLOR_FORCE=1", true},
		{false, "CLICOLOR_FORCE=0", false},
		{true, "NO_COLOR=1 CLICOLOR_FORCE=1", false},
	} {
		getenv := func(name string) string {
			for _, f := range strings.Fields(c.env) {
				if k, v, _ := strings.Cut(f, "="); k == name {
					return v
				}
			}
			return ""
		}
		if got := colours(c.tty, getenv); got != c.want {
			t.Errorf("terminal %v, %s: %v", c.tty, c.env, got)
		}
	}
}

// The progress line keeps quiet for a second, then tells, then goes away.
func TestProgress(t *testing.T) {
	var b strings.Builder
	now := time.Unix(0, 0)
	p := &progress{w: &b, now: func() time.Time { return now }, width: 30}
	for range 10 {
		p.step("early.txt")
		now = now.Add(50 * time.Millisecond)
	}
	p.done()
	if b.Len() > 0 {
		t.Errorf("in the first second: %q", b.String())
	}
	now = now.Add(time.Second)
	p.step("a-document-with-a-long-name.txt")
	if got, want := b.String(), "\r\x1b[K11 documents, 7/s  a-document"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p.done()
	if !strings.HasSuffix(b.String(), "\r\x1b[K") {
		t.Errorf("the line stays: %q", b.String())
	}
	var none *progress
	none.step("x")
	none.done()
}

// BenchmarkDemo is the whole walk over the bundled reports.
func BenchmarkDemo(b *testing.B) {
	app, _, _ := testApp(nil)
	app.Stdout = io.Discard
	n := 0
	for _, name := range exampleNames {
		raw, err := examples.ReadFile("demo/" + name)
		if err != nil {
			b.Fatal(err)
		}
		n += len(raw)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		if s := app.run([]string{"demo", "--json"}); s != exitOK {
			b.Fatal(s)
		}
	}
}
