package archive_test

import (
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/review"
)

// Where a person said that two reports are of one incident, the record says so in the
// place of a score, and names the decision with who, when and why. What a person said
// is never asked again, whatever comes later.
func TestWhatAPersonSaidStandsInTheRecord(t *testing.T) {
	d := newDesk(t)
	town := "country: US\nplace: Brownsville\ntype: shooting\n"
	a := d.add("title: A\npublished: 2011-10-22\ndate: 2011-10-21\n" + town).Record
	b := d.add("title: B\npublished: 2012-03-01\ndate: 2012-02-28\ncountry: US\nplace: Elmford\ntype: arson\n").Record
	if a == b {
		t.Fatal("one record")
	}
	said, _, err := d.Decide(ctx, archive.Draft{Kind: review.Same, Record: a, Other: b, Why: "the court tried both as one"})
	if err != nil {
		t.Fatal(err)
	}
	stands := func(when string) {
		t.Helper()
		r := d.show(b)
		if r.ID != a || len(r.Matched) == 0 {
			t.Fatalf("%s: record %s, matched %+v", when, r.ID, r.Matched)
		}
		judged := 0
		for _, m := range r.Matched {
			if !m.Judged {
				continue
			}
			judged++
			if m.Confidence != 1 || m.Decision != said.Seq {
				t.Errorf("%s: %+v, decision %d", when, m, said.Seq)
			}
		}
		if judged != 1 {
			t.Errorf("%s: %d judged of %+v", when, judged, r.Matched)
		}
		found := false
		for _, x := range r.Decisions {
			found = found || x.ID == said.Seq && x.Kind == "same" && x.Who != "" && x.At != "" && x.Why == "the court tried both as one"
		}
		if !found {
			t.Errorf("%s: decisions %+v", when, r.Decisions)
		}
		if list, err := d.Questions(ctx, "", 10); err != nil || len(list) != 0 {
			t.Errorf("%s: asked %+v %v", when, list, err)
		}
	}
	stands("at once")
	if c := d.add("title: C\npublished: 2011-10-22\ndate: 2011-10-21\n" + town).Record; c != a {
		t.Fatalf("a further report is in %s", c)
	}
	stands("after a further report")
	if _, err := d.Undo(ctx, said.Seq, ""); err != nil {
		t.Fatal(err)
	}
	if r := d.show(b); r.ID == a {
		t.Error("together when what was said is undone")
	}
	d.sound()
}

// Two reports that a person took apart stay apart, however alike, and nobody is asked
// about them again.
func TestWhatAPersonTookApartIsNotAskedAgain(t *testing.T) {
	d := newDesk(t)
	words := "country: US\nplace: Brownsville\ntype: shooting\npublished: 2011-10-22\ndate: 2011-10-21\n"
	a := d.add("title: A\n" + words).Record
	if b := d.add("title: B\n" + words).Record; b != a {
		t.Fatal("two records")
	}
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Split, Record: a, Documents: []string{"d2"}, Why: "two streets"}); err != nil {
		t.Fatal(err)
	}
	d.add("title: C\n" + words)
	list, err := d.Questions(ctx, "", 10)
	if err != nil || len(list) != 0 {
		t.Errorf("asked %+v %v", list, err)
	}
	for _, m := range d.show(a).Matched {
		if m.Judged {
			t.Errorf("judged the same: %+v", m)
		}
	}
	d.sound()
}

// What a person said of records holds when their reports are read anew, and the reports
// that were read otherwise are not asked about either.
func TestWhatAPersonSaidOutlivesRereading(t *testing.T) {
	d := newDesk(t)
	const words = "country: US\nplace: Brownsville\ntype: shooting\npublished: 2011-10-22\ndate: 2011-10-21\n-weapon: knife\n~ weapon: rifle\n"
	first := d.add("title: A\n" + words).Record
	if b := d.add("title: B\n" + words).Record; b != first {
		t.Fatal("two records")
	}
	other := d.add("title: C\npublished: 2012-03-01\ndate: 2012-02-28\ncountry: US\nplace: Elmford\ntype: arson\n-weapon: knife\n~ weapon: petrol\n").Record
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Split, Record: first, Documents: []string{"d2"}, Why: "two streets"}); err != nil {
		t.Fatal(err)
	}
	said, _, err := d.Decide(ctx, archive.Draft{Kind: review.Same, Record: first, Other: other, Why: "one trial"})
	if err != nil {
		t.Fatal(err)
	}
	d.better = true
	d.reread(false)
	if got := values(d.show(first), "weapon"); !strings.Contains(got, "rifle") {
		t.Fatal("not read anew:", got)
	}
	r := d.show(first)
	judged := false
	for _, m := range r.Matched {
		judged = judged || m.Judged && m.Decision == said.Seq
	}
	if got := strings.Join(r.Documents, " "); got != "d1 d3" || !judged {
		t.Errorf("the record is of %s, judged %v", got, judged)
	}
	if list, err := d.Questions(ctx, "", 10); err != nil || len(list) != 0 {
		t.Errorf("asked %+v %v", list, err)
	}
	d.sound()
}
