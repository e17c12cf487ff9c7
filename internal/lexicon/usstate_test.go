package lexicon

import (
	"strings"
	"testing"
)

func TestUSState(t *testing.T) {
	for short, want := range map[string]string{
		"OH": "Ohio", "Ca": "California", "Mich.": "Michigan", "W.Va.": "West Virginia", "D.C.": "District of Columbia", "N.M.": "New Mexico",
		"or": "", "Ohio": "", "XX": "", "": "", "Mich": "Michigan", "Calif.": "California", "Michigan": "",
	} {
		if got := USState(short); got != want {
			t.Errorf("USState(%q) = %q, want %q", short, got, want)
		}
	}
	for _, name := range usStateNames {
		if h := Longest(strings.Fields(name)); name != "District of Columbia" && (len(h.Places) == 0 || h.Places[0].Country != "US") {
			t.Errorf("the gazetteer knows %s as %+v", name, h)
		}
	}
}
