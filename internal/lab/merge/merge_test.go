package merge

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/lab/muc4"
	"dossier/internal/match"
	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The sheet of docs/merging.md is a golden file.
func TestSheet(t *testing.T) {
	shared := sharedtest.Dir(t, "corpora", "muc4")
	var b strings.Builder
	if err := Sheet(&b, shared, false); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, filepath.Join("testdata", "match.txt"), b.String(), *update)
}

// How the situations are put together is a golden file: what is wrong is a line of
// it.
func TestSituations(t *testing.T) {
	for _, batch := range []string{"situations", "situations-2"} {
		var b strings.Builder
		if err := Situations(&b, os.DirFS(filepath.Join("testdata", batch))); err != nil {
			t.Fatal(err)
		}
		sharedtest.Golden(t, filepath.Join("testdata", batch+".golden"), b.String(), *update)
	}
}

func TestWhatTheShootingsTell(t *testing.T) {
	a := report{day: 100, city: "elm town", site: "oak street", names: []string{"marsh"}}
	for _, c := range []struct {
		why  string
		b    report
		want verdict
	}{
		{"the next day, one name", report{day: 101, names: []string{"marsh"}}, same},
		{"a week later, one name", report{day: 107, names: []string{"marsh"}}, unknown},
		{"a week later", report{day: 107, city: "elm town"}, different},
		{"one day, one street", report{day: 100, city: "elm town", site: "oak street"}, same},
		{"one day, one town", report{day: 100, city: "elm town"}, unknown},
		{"no day", report{}, unknown},
	} {
		if got := sameShooting(&a, &c.b); got != c.want {
			t.Errorf("%s: %d, want %d", c.why, got, c.want)
		}
	}
}

func TestWhatTheKeysTell(t *testing.T) {
	key := func(date, where, kind, target string) report {
		var k muc4.Template
		k.Slots[muc4.Date] = []muc4.Fill{{Any: []string{date}}}
		k.Slots[muc4.Location] = []muc4.Fill{{Any: []string{where}}}
		k.Slots[muc4.Type] = []muc4.Fill{{Any: []string{kind}}}
		k.Slots[muc4.PhysID] = []muc4.Fill{{Any: []string{target}}}
		return report{keys: []keyPart{keyOf(&k)}}
	}
	a := key("03 MAR 88", "PERU: LIMA (CITY)", "BOMBING", "GRANITE MILL")
	for _, c := range []struct {
		why  string
		b    report
		want verdict
	}{
		{"the next day, one mill", key("04 MAR 88", "PERU", "BOMBING", "THE MILL OFFICE; GRANITE MILL"), same},
		{"the next day, something else", key("04 MAR 88", "PERU", "BOMBING", "A BRIDGE"), unknown},
		{"another country", key("03 MAR 88", "CHILE", "BOMBING", "GRANITE MILL"), different},
		{"two weeks later", key("17 MAR 88", "PERU", "BOMBING", "GRANITE MILL"), different},
		{"until two weeks later", key("- 17 MAR 88", "PERU", "BOMBING", "GRANITE MILL"), same},
		{"no incident", report{}, unknown},
	} {
		if got := sameAttack(&a, &c.b); got != c.want {
			t.Errorf("%s: %d, want %d", c.why, got, c.want)
		}
	}
}

// What two reports have in common never speaks against them, and no difference
// for them; two stated days speak against them strongly.
func TestWhatIsLearntKeepsItsSides(t *testing.T) {
	var all []example
	for i := range 40 {
		var e example
		e.x[match.Bias] = 1
		e.x[match.SameKind], e.x[match.OtherKinds], e.x[match.OtherDays] = float64(i%2), float64(1-i%2), float64(i%2)
		e.same, e.weight = float64(1-i%2), 1 // the wrong way round
		all = append(all, e)
	}
	w := learn(all)
	if w[match.SameKind] < 0 || w[match.OtherKinds] > 0 || w[match.OtherDays] > atMost[match.OtherDays] {
		t.Errorf("%.2f %.2f %.2f", w[match.SameKind], w[match.OtherKinds], w[match.OtherDays])
	}
}
