package muc4

import (
	"bytes"
	"flag"
	"reflect"
	"testing"

	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "write the score sheets anew")

// sheetReports is how many reports of the development part the sheet of the test
// reads; the command reads them all.
const sheetReports = 150

func TestSheet(t *testing.T) {
	rs, err := Read(sharedtest.Dir(t, "corpora", "muc4"), "tst1")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := sheet(&b, "tst1", rs[:min(len(rs), sheetReports)], false); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/tst1.txt", b.String(), *update)
}

func TestKey(t *testing.T) {
	ts := parseKey(`
;;; a remark
0.  MESSAGE: ID                     X-1 (AB)
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  - 08 JAN 90
4.  INCIDENT: TYPE                  BOMBING
9.  PERP: INDIVIDUAL ID             ? "MEN" / "MASKED MEN"
12. PHYS TGT: ID                    "THE \"SUN\" STORE"
                                    "KIOSK: WEST SIDE"
16. PHYS TGT: EFFECT OF INCIDENT    SOME DAMAGE: "THE \"SUN\" STORE"

0.  MESSAGE: ID                     X-2
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
`)
	if len(ts) != 1 || len(ts["X-1"]) != 1 {
		t.Fatalf("reports with templates: %v", ts)
	}
	got := ts["X-1"][0]
	want := Template{Optional: true}
	want.Slots[Date] = []Fill{{Any: []string{"- 08 JAN 90"}}}
	want.Slots[Type] = []Fill{{Any: []string{"BOMBING"}}}
	want.Slots[PerpInd] = []Fill{{Any: []string{"MEN", "MASKED MEN"}, Optional: true}}
	want.Slots[PhysID] = []Fill{{Any: []string{`THE "SUN" STORE`}}, {Any: []string{"KIOSK: WEST SIDE"}}}
	want.Slots[PhysEffect] = []Fill{{Any: []string{"SOME DAMAGE"}, Of: []string{`THE "SUN" STORE`}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestCEAF(t *testing.T) {
	for _, c := range []struct {
		why           string
		given, wanted [][]string
		right         int
	}{
		{"article, case and marks do not count", [][]string{{"the U.S. Embassy"}}, [][]string{{"us embassy", "embassy"}}, 1},
		{"every mention must be the key's", [][]string{{"embassy", "mission"}}, [][]string{{"embassy"}}, 0},
		{"two of one entity are right once", [][]string{{"FMLN"}, {"the front"}}, [][]string{{"fmln", "front"}}, 1},
		{"the pairs that give most", [][]string{{"men"}, {"gunmen"}}, [][]string{{"men", "gunmen"}, {"men"}}, 2},
		{"nothing wanted", [][]string{{"men"}}, nil, 0},
	} {
		if got := ceaf(c.given, c.wanted); got != (Tally{c.right, len(c.given), len(c.wanted)}) {
			t.Errorf("%s: %+v", c.why, got)
		}
	}
}

func TestGold(t *testing.T) {
	r := &Report{Text: "ARMED\nMEN FROM THE FRONT HIT A BUS.", Key: make([]Template, 2)}
	r.Key[0].Slots[PerpInd] = []Fill{{Any: []string{"ARMED MEN", "MEN"}}, {Any: []string{"NOBODY HERE"}}}
	r.Key[1].Slots[PerpInd] = []Fill{{Any: []string{"MEN"}, Optional: true}}
	r.Key[1].Slots[PhysID] = []Fill{{Any: []string{"BUS", "VEHICLE"}}}
	got := gold(r)
	if want := [][]string{{"armed men", "men"}}; !reflect.DeepEqual(got[RolePerpInd], want) {
		t.Errorf("perpetrators %v, want %v", got[RolePerpInd], want)
	}
	if want := [][]string{{"bus"}}; !reflect.DeepEqual(got[RoleTarget], want) {
		t.Errorf("targets %v, want %v", got[RoleTarget], want)
	}
}

func TestJudge(t *testing.T) {
	fill := func(s ...string) []Fill { return []Fill{{Any: s}} }
	var key, good, bad Template
	key.Slots[Type], key.Slots[PhysID] = fill("BOMBING"), fill("PUBLIC BUS", "BUS")
	key.Slots[Location] = fill("PERU: LIMA (CITY): MIRAFLORES (NEIGHBORHOOD)")
	key.Slots[Date] = fill("05 JAN 90 - 06 JAN 90")
	good.Slots[Type], good.Slots[PhysID] = fill("BOMBING"), fill("city bus")
	good.Slots[Location], good.Slots[Date] = fill("PERU: LIMA"), fill("5 JAN 90 - 6 JAN 90")
	bad.Slots[Type] = fill("ATTACK")
	var j judged
	j.judge([]Template{bad, good}, []Template{key})
	if j.templates != (Tally{1, 2, 1}) {
		t.Errorf("templates %+v", j.templates)
	}
	for s, want := range map[Slot]Tally{Type: {1, 2, 1}, PhysID: {1, 1, 1}, Location: {1, 1, 1}, Date: {1, 1, 1}} {
		if j.slots[s] != want {
			t.Errorf("%s: %+v, want %+v", s, j.slots[s], want)
		}
	}
}
