package numbers

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/nlp"
)

var update = flag.Bool("update", false, "write the score sheet anew")

// Of all the English cases of Recognizers' Number, 95 in 100 pass, none left out.
const floor = 95

func TestSuites(t *testing.T) {
	dir := shared(t)
	scores, err := ScoreAll(dir)
	if err != nil {
		t.Fatal(err)
	}
	held := false
	for _, s := range scores {
		if s.File == "all of Recognizers Number" {
			held = true
			if 100*s.Passed < floor*s.Cases {
				t.Errorf("%d of %d cases of Recognizers' Number pass, want %d in 100", s.Passed, s.Cases, floor)
			}
		}
	}
	if !held {
		t.Error("no sum over Recognizers' Number")
	}
}

// The sheet counts; the cases themselves are the peers' and stay out of the
// repository.
func TestSheet(t *testing.T) {
	dir := shared(t)
	var b strings.Builder
	if err := Run(&b, dir); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/scores.txt"
	got, _, _ := strings.Cut(b.String(), failuresFollow)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the score sheet changed; if it is meant, write it anew with\n\tgo test ./internal/lab/numbers -update\n%s", got)
	}
}

// shared is the folder of shared data beside the repository.
func shared(t *testing.T) string {
	t.Helper()
	if d := os.Getenv("DOSSIER_SHARED"); d != "" {
		return d
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		d := filepath.Join(dir, "shared")
		if _, err := os.Stat(filepath.Join(d, "corpora")); err == nil {
			return d
		}
	}
	t.Skip("NO SHARED DATA: the number suites are not scored; set DOSSIER_SHARED to their folder")
	return ""
}

func TestSameInterval(t *testing.T) {
	inf := math.Inf(1)
	tests := []struct {
		got  nlp.Interval
		s    string
		want bool
	}{
		{nlp.Interval{Low: 30, High: inf, LowOut: true}, "(30,)", true},
		{nlp.Interval{Low: 30, High: inf}, "(30,)", false},
		{nlp.Interval{Low: 30, High: inf}, "[30,)", true},
		{nlp.Interval{Low: -inf, High: 100, HighOut: true}, "(,100)", true},
		{nlp.Interval{Low: -inf, High: 100}, "(,100)", false},
		{nlp.Interval{Low: -inf, High: 100}, "(,100]", true},
		{nlp.Interval{Low: 20, High: 30}, "[20,30)", true},
		{nlp.Interval{Low: 20, High: 30}, "[20,31)", false},
		{nlp.Interval{Low: 0.5, High: inf, LowOut: true}, "(0.5,)", true},
		{nlp.Interval{Low: 30, High: 30}, "30", false},
	}
	for _, tt := range tests {
		if got := sameInterval(tt.got, tt.s); got != tt.want {
			t.Errorf("sameInterval(%v, %q) = %v", tt.got, tt.s, got)
		}
	}
}
