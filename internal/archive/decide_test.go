package archive_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/review"
)

const (
	tehran = "published: 2023-01-27\ndate: 2023-01-27\nplace: Tehran\ncountry: IR\ntype: shooting\n"
	first  = "title: First\n" + tehran + "killed: 1\ninjured: 2\nweapon: rifle\nsuspect: Ada Byron\nA car was found later.\n"
	second = "title: Second\n" + tehran + "killed: 1\ninjured: 3\nsuspect: Carl Doe\n"
)

// Each kind of decision does to the record what its user means.
func TestDecisionsAboutValues(t *testing.T) {
	for _, c := range []struct {
		why  string
		d    []archive.Draft
		slot string
		want string
	}{
		{"nothing", nil, "injured", "2*, 3"},
		{"accept", []archive.Draft{{Kind: review.Accept, Slot: "injured", Value: "3"}}, "injured", "2, 3* accepted"},
		{"reject", []archive.Draft{{Kind: review.Reject, Slot: "injured", Value: "2", Why: "miscounted"}}, "injured", "2 rejected, 3*"},
		{"reject all", []archive.Draft{{Kind: review.Reject, Slot: "injured", Value: "2", Why: "x"}, {Kind: review.Reject, Slot: "injured", Value: "3", Why: "x"}}, "injured", "2 rejected, 3 rejected"},
		{"cannot tell", []archive.Draft{{Kind: review.UnsureValue, Slot: "injured", Value: "3"}}, "injured", "2*, 3"},
		{"cannot tell, and somebody can", []archive.Draft{{Kind: review.UnsureValue, Slot: "injured", Value: "3"}, {Kind: review.Accept, Slot: "injured", Value: "3"}}, "injured", "2, 3* accepted"},
		{"choose", []archive.Draft{{Kind: review.Choose, Slot: "injured", Value: "3"}}, "injured", "2, 3*"},
		{"choose against what was accepted", []archive.Draft{{Kind: review.Accept, Slot: "injured", Value: "2"}, {Kind: review.Choose, Slot: "injured", Value: "3"}}, "injured", "2 accepted, 3*"},
		{"choose twice", []archive.Draft{{Kind: review.Choose, Slot: "injured", Value: "3"}, {Kind: review.Choose, Slot: "injured", Value: "2"}}, "injured", "2*, 3"},
		{"edit", []archive.Draft{{Kind: review.Edit, Slot: "injured", Value: "3", New: "4"}}, "injured", "2, 3 rejected, 4* edited"},
		{"edit to what another says", []archive.Draft{{Kind: review.Edit, Slot: "injured", Value: "3", New: "2"}}, "injured", "2* edited, 3 rejected"},
		{"edit the only value, without naming it", []archive.Draft{{Kind: review.Edit, Slot: "killed", New: "2-3"}}, "killed", "1 rejected, 2-3* edited"},
		{"add", []archive.Draft{{Kind: review.Add, Slot: "weapon", New: "a car", Words: "A car", Attributes: review.Attributes{Kind: "vehicle"}}}, "weapon", "rifle*, a car* accepted"},
		{"add a person", []archive.Draft{{Kind: review.Add, Slot: "victim", New: "Eve Roe", Words: "was found", Attributes: review.Attributes{Harm: "killed"}}}, "victim", "Eve Roe* accepted"},
		{"reject a person", []archive.Draft{{Kind: review.Reject, Slot: "suspect", Value: "Ada Byron", Why: "x"}}, "suspect", "Ada Byron rejected, Carl Doe*"},
		{"the later decision counts", []archive.Draft{{Kind: review.Reject, Slot: "injured", Value: "2", Why: "x"}, {Kind: review.Accept, Slot: "injured", Value: "2"}}, "injured", "2* accepted, 3"},
	} {
		d := newDesk(t)
		d.add(first)
		id := d.add(second).Record
		for _, x := range c.d {
			x.Record = id
			if _, _, err := d.Decide(ctx, x); err != nil {
				t.Fatalf("%s: %v", c.why, err)
			}
		}
		r := d.show(id)
		if got := values(r, c.slot); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
		if len(r.Decisions) != len(c.d) {
			t.Errorf("%s: %d decisions shown", c.why, len(r.Decisions))
		}
		for _, v := range r.Values {
			if v.State == "rejected" && v.Status == "contested" {
				t.Errorf("%s: a rejected value is contested", c.why)
			}
		}
		d.sound()
	}
}

func TestADecisionThatCannotBeIsRefused(t *testing.T) {
	d := newDesk(t)
	d.add(first)
	id := d.add(second).Record
	for _, c := range []struct {
		d    archive.Draft
		want string
	}{
		{archive.Draft{Kind: review.Accept, Slot: "injured"}, "several values of injured; name one: f"},
		{archive.Draft{Kind: review.Accept, Slot: "injured", Value: "9"}, `no value "9"`},
		{archive.Draft{Kind: review.Accept, Slot: "missing"}, "no value of missing"},
		{archive.Draft{Kind: review.Reject, Slot: "injured", Value: "2"}, "give the reason"},
		{archive.Draft{Kind: review.Edit, Slot: "injured", Value: "2", New: "many"}, "no value of injured"},
		{archive.Draft{Kind: review.Add, Slot: "weapon", New: "knife", Attributes: review.Attributes{Kind: "knife"}}, "no value without its words"},
		{archive.Draft{Kind: review.Add, Slot: "weapon", New: "knife", Words: "a knife", Attributes: review.Attributes{Kind: "knife"}}, "does not stand in"},
		{archive.Draft{Kind: review.Add, Slot: "weapon", New: "knife", Words: "Tehran", Attributes: review.Attributes{Kind: "knife"}}, "more than once"},
		{archive.Draft{Kind: review.Merge, Other: id}, "one record already"},
		{archive.Draft{Kind: review.Merge, Other: "none"}, "no such record"},
		{archive.Draft{Kind: review.Split, Documents: []string{"d1", "d2"}}, "some of its documents and not all"},
		{archive.Draft{Kind: review.Note}, "give its text"},
	} {
		c.d.Record = id
		if _, _, err := d.Decide(ctx, c.d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.d, err, c.want)
		}
	}
	if r := d.show(id); len(r.Decisions) != 0 {
		t.Error("a refused decision was kept")
	}
	d.sound()
}

func TestMergeSplitAndTheirIds(t *testing.T) {
	d := newDesk(t)
	a := d.add(first).Record
	b := d.add("published: 2019-05-05\ndate: 2019-05-05\nplace: Jolo\ncountry: PH\ntype: bombing\nkilled: 20\n").Record
	if a == b {
		t.Fatal("two incidents are one record")
	}
	beforeA, beforeB := d.bytes(a), d.bytes(b)
	m, id, err := d.Decide(ctx, archive.Draft{Kind: review.Merge, Record: b, Other: a})
	if err != nil || id != a {
		t.Fatal(id, err)
	}
	for _, x := range []string{a, b} {
		if r := d.show(x); r.ID != a || len(r.Documents) != 2 {
			t.Errorf("%s leads to %s with %v", x, r.ID, r.Documents)
		}
	}
	if values(d.show(a), "killed") == "" || len(d.show(a).Decisions) != 1 {
		t.Error("the merge is not told")
	}
	d.sound()
	u, err := d.Undo(ctx, m.Seq, "two attacks")
	if err != nil {
		t.Fatal(err)
	}
	if d.bytes(a) != beforeA || d.bytes(b) != beforeB {
		t.Errorf("after the undo:\n%s\n%s", d.bytes(a), d.bytes(b))
	}
	if _, err := d.Undo(ctx, m.Seq, ""); err == nil {
		t.Error("undone twice")
	}
	if _, err := d.Undo(ctx, u.Seq, ""); err != nil {
		t.Fatal(err)
	}
	if r := d.show(b); r.ID != a {
		t.Error("the undo was undone, and the merge does not hold")
	}
	s, _, err := d.Decide(ctx, archive.Draft{Kind: review.Split, Record: a, Documents: []string{"d2"}})
	if err != nil {
		t.Fatal(err)
	}
	if r := d.show(b); r.ID != b || fmt.Sprint(r.Documents) != "[d2]" || len(r.Decisions) != 2 {
		t.Error("split off:", r.ID, r.Documents, r.Decisions, s.Seq)
	}
	d.sound()
}

// What a person said of two records holds for reports that come later.
func TestWhatWasPartedStaysApart(t *testing.T) {
	d := newDesk(t)
	d.add(first)
	id := d.add(second).Record
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Split, Record: id, Documents: []string{"d2"}}); err != nil {
		t.Fatal(err)
	}
	d.add("title: Third\n" + tehran + "killed: 1\ninjured: 3\n")
	var got []string
	for _, n := range []string{"d1", "d2", "d3"} {
		got = append(got, strings.Join(d.show(n).Documents, " "))
	}
	if got[0] == got[1] {
		t.Errorf("%q", got)
	}
	d.sound()
}

// Of reports that come together and tell of one incident, the first opens its
// record and the others join it.
func TestReportsThatComeTogether(t *testing.T) {
	d := newDesk(t)
	var list []archive.Arrival
	for _, outlet := range []string{"one", "two"} {
		list = append(list, d.Receive(ctx, archive.Input{Path: outlet, Bytes: []byte("type: bombing\ndate: 2011-05-03\nplace: Kabul\ncountry: AF\n" + outlet)}))
	}
	got, err := d.Keep(ctx, list)
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Record == "" || got[0].Record != got[1].Record || !got[0].Opened || got[1].Opened {
		t.Errorf("%+v", got)
	}
}
