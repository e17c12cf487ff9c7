package numbers

import (
	"flag"
	"math"
	"os"
	"strings"
	"testing"

	"dossier/internal/nlp"
	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "write the score sheet anew")

// Of all the English cases of Recognizers' Number, 95 in 100 pass, none left out.
const floor = 95

func TestSuites(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "recognizers-text-specs")
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
	dir := sharedtest.Dir(t, "corpora", "recognizers-text-specs")
	var b strings.Builder
	if err := Run(&b, dir); err != nil {
		t.Fatal(err)
	}
	got, _, _ := strings.Cut(b.String(), failuresFollow)
	sharedtest.Golden(t, "testdata/scores.txt", got, *update)
}

// TestHandbook holds the rates in the docs to the sheet.
func TestHandbook(t *testing.T) {
	page, err := os.ReadFile("../../../docs/numbers.md")
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := os.ReadFile("testdata/scores.txt")
	if err != nil {
		t.Fatal(err)
	}
	rates, _, _ := strings.Cut(string(sheet), "Duckling Ordinal")
	if !strings.Contains(string(page), rates) {
		t.Error("docs/numbers.md shows other rates than testdata/scores.txt")
	}
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
