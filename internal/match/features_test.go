package match

import "testing"

// The quick look lets every spelling through that the long one takes for one name of
// a place, as far as only vowels, doubled letters and silent ones differ.
func TestSpellingsOfPlaces(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"tehran", "teheran", true},
		{"kharkiv", "kharkov", false}, // other vowels: another name
		{"mogadishu", "mogadisho", true},
		{"benghazi", "bengazi", true},
		{"mazar e sharif", "mazari sharif", true},
		{"town 12", "town 13", false},
		{"nangarhar", "nangarhaar", true},
		{"paris", "parwan", false},
	} {
		if got := spelled([]string{c.a}, []string{c.b}); got != c.want {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}

// Reports that tell a town and no day, and came out months apart, are of two incidents
// though a place of one name stands in each town. Of one town they may be of one.
func TestNoDayAndMonthsApart(t *testing.T) {
	for _, c := range []struct {
		what string
		a, b string // dates
		x, y string // towns
		one  bool
	}{
		{"two towns, years apart", "2003-05-01", "2011-02-09", "aden", "goma", false},
		{"two towns, within two weeks", "2003-05-01", "2003-05-08", "aden", "goma", true},
		{"one town, years apart", "2003-05-01", "2011-02-09", "aden", "aden", true},
		{"no town, years apart", "2003-05-01", "2011-02-09", "", "goma", true},
	} {
		report := func(date, town string) *Sign {
			g := &Sign{Date: days(date), Targets: []string{"aid", "civilians"}, Sites: []string{"relief union compound"},
				Names: []Name{{Key: "relief union", Text: "Relief Union", Weight: 0.4}, {Key: "tide watch", Text: "Tide Watch", Weight: 0.4, Entity: 1}}}
			if g.Date.Own = true; town != "" {
				g.Places = []string{town}
			}
			return g
		}
		a, b := report(c.a, c.x), report(c.b, c.y)
		if got := score(a, b) >= Threshold; got != c.one {
			t.Errorf("%s: %v", c.what, score(a, b))
		}
	}
}
