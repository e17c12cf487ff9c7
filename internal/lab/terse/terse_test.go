package terse_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"dossier/internal/lab/terse"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the sheets")

// How the reports of each batch are read is a golden sheet: a figure that changes
// is a line that somebody has to approve. Rewrite with
//
//	go test ./internal/lab/terse -update
func TestSheets(t *testing.T) {
	for _, batch := range []string{"first", "second"} {
		got, err := terse.Sheet(filepath.Join("testdata", batch))
		if err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", batch+".txt")
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
			t.Errorf("the sheet of the %s batch changed (-golden +now); if it is meant, rewrite it with -update:\n%s", batch, diff)
		}
	}
}
