package reports

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The sheet of docs/merging.md is a golden file.
func TestSheet(t *testing.T) {
	shared := sharedtest.Dir(t, "corpora", "ecbplus")
	var b strings.Builder
	if err := Run(&b, shared, false); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, filepath.Join("testdata", "reports.txt"), b.String(), *update)
}

func TestTokensAreWrittenTogether(t *testing.T) {
	got := written([][]string{
		{"http", ":", "/", "/", "example", ".", "org"},
		{"Two", "guards", "(", "aged", "30", ")", "were", "n't", "hurt", ",", "the", "town", "'s", "mayor", "said", "."},
	})
	if want := "Two guards (aged 30) weren't hurt, the town's mayor said.\n\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestShare(t *testing.T) {
	gold := []string{"a", "a", "b", "b"}
	for _, c := range []struct {
		pred         string
		wantP, wantR float64
	}{{"1122", 1, 1}, {"1234", 1, 0.5}, {"1111", 0.5, 1}, {"1112", 2.0 / 3, 0.75}} {
		pred := strings.Split(c.pred, "")
		if p, r := share(pred, gold), share(gold, pred); fmt.Sprintf("%.3f %.3f", p, r) != fmt.Sprintf("%.3f %.3f", c.wantP, c.wantR) {
			t.Errorf("%s: P %.3f R %.3f, want %.3f %.3f", c.pred, p, r, c.wantP, c.wantR)
		}
	}
}
