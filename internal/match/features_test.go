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
