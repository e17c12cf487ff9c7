package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/fetch"
	"dossier/internal/watch/state"
)

// reportOf is a report of its own for each n.
func reportOf(n int) string {
	towns := []string{"Kabul", "Herat", "Mosul", "Quetta", "Aleppo", "Tripoli"}
	return fmt.Sprintf("On %d March %d a bomb killed %d people and wounded %d in central %s, the police said. It had been hidden in a car near market number %d.",
		n%28+1, 2001+n%20, n%9+2, n%30+5, towns[n%len(towns)], n)
}

// Killed at any moment, a run over a large file, or a watch over a folder, loses
// nothing that it kept, goes on where it was, and keeps nothing twice.
func TestKilledRuns(t *testing.T) {
	const reports = 80
	dir := t.TempDir()
	var dump bytes.Buffer
	z := gzip.NewWriter(&dump)
	fmt.Fprint(z, "<mediawiki><siteinfo><sitename>W</sitename><base>https://wiki.example/wiki/M</base></siteinfo>\n")
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	for n := range reports {
		fmt.Fprintf(z, "<page><title>Bombing %d</title><ns>0</ns><revision><id>%d</id><timestamp>2023-01-01T00:00:00Z</timestamp><text>%s</text></revision></page>\n", n, n, reportOf(n))
		if err := os.WriteFile(filepath.Join(in, fmt.Sprint(n, ".txt")), []byte(reportOf(n)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	file := filepath.Join(dir, "dump.xml.gz")
	if err := os.WriteFile(file, dump.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{"add": {"add", file}, "watch": {"watch", "--once", "--quiet", "1ms", in}} {
		t.Run(name, func(t *testing.T) {
			archive := filepath.Join(dir, name)
			run := func(args ...string) (*exec.Cmd, *bytes.Buffer) {
				cmd := exec.Command("dossier", args...)
				cmd.Env = append(os.Environ(), "DOSSIER_ARCHIVE="+archive)
				var out bytes.Buffer
				cmd.Stdout, cmd.Stderr = &out, &out
				return cmd, &out
			}
			killed, resumed := 0, false
			for after := 300 * time.Millisecond; ; after += 40 * time.Millisecond {
				cmd, out := run(args...)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
				err := cmd.Wait()
				timer.Stop()
				resumed = resumed || strings.Contains(out.String(), "goes on where an earlier run broke off")
				if err == nil {
					break
				}
				if killed++; killed > 60 || cmd.ProcessState.Exited() {
					t.Fatalf("run %d: %v\n%s", killed, err, out)
				}
			}
			cmd, out := run("verify")
			if err := cmd.Run(); err != nil || !strings.HasPrefix(out.String(), fmt.Sprintf("%d documents", reports)) {
				t.Errorf("after %d kills: %v\n%s", killed, err, out)
			}
			if killed == 0 || name == "add" && !resumed {
				t.Logf("%d kills, gone on: %v", killed, resumed)
			}
		})
	}
}

// A place counts when everything before it is kept, and not before.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	db, err := state.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	open := func() (*state.DB, error) { return state.Open(t.Context(), dir) }
	var notes []string
	p := &places{ctx: t.Context(), open: open, what: "all", note: func(_, note string) { notes = append(notes, note) }}
	want := func(mark string) {
		t.Helper()
		if got, err := db.Place(t.Context(), "sha", "all"); err != nil || got != mark {
			t.Errorf("place %q, %v; want %q", got, err, mark)
		}
	}
	if m := p.Begin("f", "sha"); m != (fetch.Mark{}) {
		t.Error(m)
	}
	p.give()
	p.Reached("f", "sha", fetch.Mark{At: 10})
	p.give()
	p.Reached("f", "sha", fetch.Mark{At: 20})
	want("")
	p.keep()
	want(`{"at":10,"pass":0,"unpacked":0}`)
	p.Reached("f", "sha", fetch.Mark{At: 30}) // what was passed over since
	want(`{"at":10,"pass":0,"unpacked":0}`)
	p.keep()
	want(`{"at":30,"pass":0,"unpacked":0}`)
	next := &places{ctx: t.Context(), open: open, what: "all", note: p.note}
	if m := next.Begin("f", "sha"); m.At != 30 || len(notes) != 1 {
		t.Error(m, notes)
	}
	other := &places{ctx: t.Context(), open: open, what: "title:x", note: p.note}
	if m := other.Begin("f", "sha"); m.At != 0 {
		t.Error("what is asked for is another thing:", m)
	}
	anew := &places{ctx: t.Context(), open: open, what: "all", anew: true, note: p.note}
	if m := anew.Begin("f", "sha"); m.At != 0 {
		t.Error(m)
	}
	next.Reached("f", "sha", fetch.Mark{})
	want("")
	for _, x := range []*places{p, next, other, anew} {
		if err := x.close(); err != nil {
			t.Error(err)
		}
	}
}
