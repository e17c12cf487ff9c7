package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/account"
)

// examplesOf are the commands that docs/service.md gives, each one line.
func examplesOf(t *testing.T, program string) []string {
	t.Helper()
	b, err := os.ReadFile("../../docs/service.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if strings.HasPrefix(l, program+" ") {
			out = append(out, l)
		}
	}
	if len(out) < 5 {
		t.Fatalf("%d examples of %s", len(out), program)
	}
	return out
}

// The command lines in docs/service.md are ones that the program takes.
func TestServiceCommandsOfTheDocumentation(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []string{"desk.pem", "desk.key", "secret.txt"} {
		if err := os.WriteFile(filepath.Join(dir, f), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range examplesOf(t, "dossier") {
		app, _, _ := testApp(nil)
		parser, err := newParser(app, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.Parse(words(line)[1:]); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// words are the words of a command line, of which some stand in quotes.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

// The calls in docs/service.md do what they say.
func TestServiceCallsOfTheDocumentation(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("SKIPPED: no curl on this machine; apt-get install curl")
	}
	d := openTeam(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "story.html"), []byte("<title>Fire</title><p>Two people were hurt in an arson attack in Ghent, Belgium, on 4 May 2021."), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, line := range examplesOf(t, "curl") {
		line = strings.ReplaceAll(line, "http://127.0.0.1:7070", d.url)
		cmd := exec.Command("sh", "-c", strings.Replace(line, "curl ", "curl -sS --fail-with-body ", 1))
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "TOKEN="+d.token("root", account.Admin), "ID="+d.incident())
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(line, " -o ") && !strings.HasPrefix(string(out), "{") {
			t.Errorf("%s: %v: %.300s", line, err, out)
		}
	}
	if b, err := os.ReadFile(filepath.Join(dir, "incidents.geojson")); err != nil || !strings.Contains(string(b), "FeatureCollection") {
		t.Errorf("the export: %v %.100s", err, b)
	}
}
