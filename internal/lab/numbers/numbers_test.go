package numbers

import (
	"os"
	"path/filepath"
	"testing"

	"dossier/internal/count"
)

// floor is the share of the supported cases that must pass, in per cent.
var floor = map[string]int{
	"Number/English/NumberModel":           95,
	"Number/English/NumberRangeModel":      93,
	"Number/English/OrdinalModel":          87,
	"Number/English/PercentModel":          100,
	"NumberWithUnit/English/AgeModel":      94,
	"NumberWithUnit/English/CurrencyModel": 86,
}

func TestSuite(t *testing.T) {
	dir := shared(t)
	scores, err := ScoreAll(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scores {
		t.Logf("%-50s %3d of %3d, supported %3d of %3d", s.File, s.Passed, s.Cases, s.SupportedPassed, s.Supported)
		if 100*s.SupportedPassed < floor[s.File]*s.Supported {
			t.Errorf("%s: %d of %d supported cases pass, want %d %%", s.File, s.SupportedPassed, s.Supported, floor[s.File])
		}
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
	t.Skip("NO SHARED DATA: the number suite is not scored; set DOSSIER_SHARED to its folder")
	return ""
}

func TestSameInterval(t *testing.T) {
	tests := []struct {
		c    count.Count
		s    string
		want bool
	}{
		{count.AtLeast(31), "(30,)", true},
		{count.AtLeast(30), "(30,)", false},
		{count.AtLeast(30), "[30,)", true},
		{count.AtMost(99), "(,100)", true},
		{count.AtMost(100), "(,100]", true},
		{count.Between(20, 30), "[20,30)", true},
		{count.Exactly(30), "30", false},
	}
	for _, tt := range tests {
		if got := sameInterval(tt.c, tt.s); got != tt.want {
			t.Errorf("sameInterval(%v, %q) = %v", tt.c, tt.s, got)
		}
	}
}
