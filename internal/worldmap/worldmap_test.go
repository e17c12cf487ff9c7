package worldmap_test

import (
	"math"
	"regexp"
	"testing"

	"dossier/internal/worldmap"
)

// The equator is Width long, the poles lie outside, north is up.
func TestProject(t *testing.T) {
	x0, y0 := worldmap.Project(0, -180)
	x1, y1 := worldmap.Project(0, 180)
	if math.Abs(x0) > 0.01 || math.Abs(x1-worldmap.Width) > 0.01 || y0 != y1 {
		t.Errorf("equator from %v,%v to %v,%v", x0, y0, x1, y1)
	}
	if _, y := worldmap.Project(84, 0); math.Abs(y) > 0.01 {
		t.Errorf("the upper edge lies at %v", y)
	}
	if _, y := worldmap.Project(-58, 0); math.Abs(y-worldmap.Height) > 3 {
		t.Errorf("the lower edge lies at %v, not at %v", y, worldmap.Height)
	}
	if _, y := worldmap.Project(35.7, 51.4); y >= y0 {
		t.Error("Tehran lies south of the equator")
	}
}

// The whole globe in this projection is 2.05458 times as wide as high, and the
// poles are lines 0.59247 times as long as the equator (Šavrič, Patterson and
// Jenny 2019).
func TestProjectAgreesWithThePaper(t *testing.T) {
	_, north := worldmap.Project(90, 0)
	_, south := worldmap.Project(-90, 0)
	if got := worldmap.Width / (south - north); math.Abs(got-2.05458) > 0.0001 {
		t.Errorf("%v times as wide as high", got)
	}
	left, _ := worldmap.Project(90, -180)
	right, _ := worldmap.Project(90, 180)
	if got := (right - left) / worldmap.Width; math.Abs(got-0.59247) > 0.001 {
		t.Errorf("the pole is %v of the equator", got)
	}
}

func TestKilometre(t *testing.T) {
	// The meridian from the equator to 45 degrees north is 4,985 km long.
	_, y0 := worldmap.Project(0, 0)
	_, y1 := worldmap.Project(45, 0)
	if got := (y0 - y1) / worldmap.Kilometre(20); math.Abs(got-5000) > 400 {
		t.Errorf("%v km", got)
	}
}

var path = regexp.MustCompile(`^(m-?\d+[ -]\d+(l?[ -]?-?\d+[ -]\d+)*z)+$`)

func TestCountries(t *testing.T) {
	have := map[string]bool{}
	for _, s := range worldmap.Countries() {
		have[s.Code] = true
		if !path.MatchString(s.Path) {
			t.Errorf("%s: %.60s is no path", s.Name, s.Path)
		}
	}
	for _, code := range []string{"IR", "AZ", "US", "GB", "XK", "MT", "SG", "NR", "VA"} {
		if !have[code] {
			t.Errorf("no shape for %s", code)
		}
	}
}

// The less exactly a place is known, the wider the circle around it.
func TestRadius(t *testing.T) {
	last := 0.0
	for _, p := range []string{"site", "street", "place", "district", "region", "country"} {
		if r := worldmap.Radius(p); r <= last {
			t.Errorf("%s lies within %g km, what is known better within %g", p, r, last)
		} else {
			last = r
		}
	}
	if r := worldmap.Radius("somewhere"); r != 0 {
		t.Errorf("nothing known is %g km", r)
	}
}
