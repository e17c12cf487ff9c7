package source_test

import (
	"os"
	"path/filepath"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// shared is the folder of development material beside the repository, or "".
func shared(t testing.TB) string {
	dir := os.Getenv("DOSSIER_SHARED")
	if dir == "" {
		wd, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for d := wd; d != filepath.Dir(d); d = filepath.Dir(d) {
			if _, err := os.Stat(filepath.Join(d, "shared", "gold")); err == nil {
				dir = filepath.Join(d, "shared")
				break
			}
		}
	}
	if dir == "" {
		t.Skip("SKIPPED: no folder of shared material beside the repository (set DOSSIER_SHARED)")
	}
	return dir
}

// Every development report is a text, unchanged by decoding, and is taken for
// the form it is in.
func TestOpenDevelopmentReports(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t), "gold", "dev", "*", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got, format, err := source.Open(source.Raw{Path: f, Bytes: b})
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if got.String != string(b) || got.Map != nil {
			t.Errorf("%s: decoding changed the text", f)
		}
		want := doc.Plain
		if len(b) > 2 && b[0] == '=' {
			want = doc.WikiText
		}
		if format != want {
			t.Errorf("%s: format %q, want %q", f, format, want)
		}
	}
}
