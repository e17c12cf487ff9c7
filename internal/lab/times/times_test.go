package times_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/lab/times"
)

func TestRun(t *testing.T) {
	shared := os.Getenv("DOSSIER_SHARED")
	if wd, err := os.Getwd(); shared == "" && err == nil {
		for d := wd; d != filepath.Dir(d); d = filepath.Dir(d) {
			if _, err := os.Stat(filepath.Join(d, "shared", "corpora", "recognizers-text-specs")); err == nil {
				shared = filepath.Join(d, "shared")
				break
			}
		}
	}
	if _, err := os.Stat(filepath.Join(shared, "corpora", "recognizers-text-specs")); shared == "" || err != nil {
		t.Skip("SKIPPED: no peers' test suites beside the repository (set DOSSIER_SHARED)")
	}
	var b strings.Builder
	if err := times.Run(&b, shared); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
	want, err := os.ReadFile("testdata/scores.txt")
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the score sheet changed; if it is meant, write it anew with\n\tgo run ./cmd/dossier-lab score times > internal/lab/times/testdata/scores.txt\n%s", b.String())
	}
}
