package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sharedDir is the folder of development material beside the repository, "" when
// there is none.
func sharedDir() string {
	if d := os.Getenv("DOSSIER_SHARED"); d != "" {
		return d
	}
	wd, err := os.Getwd()
	if err != nil {
		return ""
	}
	for d := wd; d != filepath.Dir(d); d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "shared", "gold")); err == nil {
			return filepath.Join(d, "shared")
		}
	}
	return ""
}

// Timings and paths of the scorer's print that differ from run to run.
var unsteady = regexp.MustCompile(`, [0-9.]+ s of program time|, [0-9.]+ s\b`)

// The score sheet on the development gold is a golden file: a figure that
// changes is a line of the diff that somebody has to approve. Rewrite it with
//
//	go test ./cmd/dossier -run TestScoreSheet -update
func TestScoreSheet(t *testing.T) {
	shared := sharedDir()
	if shared == "" {
		t.Skip("SKIPPED: no development gold beside the repository (set DOSSIER_SHARED)")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("SKIPPED: the scorer needs python3")
	}
	bin := filepath.Join(t.TempDir(), "dossier")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	cmd := exec.Command(python, filepath.Join(shared, "eval", "score.py"), "--cmd", bin+" read --json", "--clusters",
		filepath.Join(shared, "gold", "dev"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("score: %v\n%s", err, out)
	}
	got := unsteady.ReplaceAllString(string(out), "")
	golden := filepath.Join("testdata", "scores-dev.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the score sheet changed (-golden +now); if it is meant, rewrite it with -update:\n%s", diff)
	}
}
