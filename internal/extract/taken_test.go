package extract_test

import (
	"testing"

	"dossier/internal/extract"
	"dossier/internal/extract/extracttest"
)

func TestCarriedOff(t *testing.T) {
	for _, c := range []struct {
		words string
		want  bool
	}{
		{"Gunmen took a priest away from his house.", true},
		{"Four sailors were taken by pirates.", true},
		{"Masked men led the clerk away.", true},
		{"She was bundled into a van by two men.", true},
		{"A farmer was seized from his car.", true},
		{"Police took a man away.", false},
		{"Four sailors were taken to hospital by boat.", false},
		{"Gunmen took the money.", false},
		{"Gunmen took control of the town.", false},
		{"Rebels seized the airport.", false},
		{"A mother took her son to the market.", false},
		{"The driver was forced out of his car by two robbers.", false},
	} {
		in := extracttest.Read("", c.words)
		got := false
		for i := range in.Predicates {
			got = got || extract.CarriedOff(in.Analysis, &in.Predicates[i])
		}
		if got != c.want {
			t.Errorf("%q: carried off %v, want %v", c.words, got, c.want)
		}
	}
}
