package gazetteer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"dossier/internal/lab/gazetteer"
)

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
		if _, err := os.Stat(filepath.Join(d, "shared", "corpora", "geonames")); err == nil {
			return filepath.Join(d, "shared")
		}
	}
	return ""
}

// Building anew gives the bytes that are embedded.
func TestBuildGivesTheEmbeddedFiles(t *testing.T) {
	shared := sharedDir()
	if _, err := os.Stat(filepath.Join(shared, "corpora", "geonames")); shared == "" || err != nil {
		t.Skip("SKIPPED: no corpora beside the repository (set DOSSIER_SHARED)")
	}
	dir := t.TempDir()
	if err := gazetteer.Build(shared, dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"gazetteer.bin", "given.txt", "surnames.txt"} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("../../lexicon", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: built anew it has %d other bytes than the embedded %d", name, len(got), len(want))
		}
	}
}
