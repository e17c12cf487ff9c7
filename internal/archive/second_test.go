package archive_test

import (
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/review"
)

// What waits for a second person is kept and changes nothing; confirmed it counts from
// then on, in the record, as of a day, in a check of the archive and in a package.
func TestASecondPerson(t *testing.T) {
	d := newDesk(t)
	d.add(first)
	id := d.add(second).Record
	before := d.bytes(id)
	d.Waits = true
	one, _, err := d.Decide(ctx, archive.Draft{Record: id, Kind: review.Choose, Slot: "injured", Value: "3"})
	if err != nil || !one.Waits {
		t.Fatal(one, err)
	}
	if d.bytes(id) != before {
		t.Error("the record changed before it was confirmed")
	}
	if open, err := d.Open(ctx, id); err != nil || len(open) != 1 || open[0].Seq != one.Seq {
		t.Error(open, err)
	}
	if _, err := d.Confirm(ctx, one.Seq, ""); fault.Of(err) != fault.Forbidden {
		t.Error("one's own:", err)
	}
	d.sound()
	proposed := d.now
	d.now = d.now.AddDate(0, 0, 2)
	d.Who, d.Waits = "bob", false
	if _, err := d.Confirm(ctx, one.Seq, "the later report"); err != nil {
		t.Fatal(err)
	}
	r := d.show(id)
	if got := values(r, "injured"); got != "2, 3*" {
		t.Error(got)
	}
	if x := r.Decisions[0]; x.Who != "ada" || x.ConfirmedBy != "bob" || x.Confirmation <= x.ID {
		t.Errorf("%+v", x)
	}
	if _, err := d.Confirm(ctx, one.Seq, ""); fault.Of(err) != fault.Conflict {
		t.Error("twice:", err)
	}
	was, err := d.AsOf(ctx, id, proposed.Format("2006-01-02"), archive.Received)
	if err != nil || values(was.Records[0], "injured") != "2*, 3" {
		t.Error("on the day before it was confirmed:", err)
	}
	d.sound()

	b, err := d.Bundle(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if c := b.Check(ctx, newDesk(t).Archive); len(c.Faults) > 0 {
		t.Errorf("the package: %q", c.Faults)
	}
	to := newDesk(t)
	to.add("title: Before\npublished: 2018-01-01\ndate: 2018-01-01\nplace: Quito\ncountry: EC\ntype: arson\nkilled: 2\n")
	if got, err := to.Take(ctx, b, "sha"); err != nil || got.Decisions != 2 || len(got.Left) > 0 {
		t.Errorf("%+v %v", got, err)
	}
	if got := to.show(id); values(got, "injured") != "2, 3*" || got.Decisions[0].ConfirmedBy != "bob" {
		t.Errorf("in another archive: %+v", got.Decisions)
	}
	to.sound()
}

// Taking back what one said before it counted needs nobody; anything else that undoes
// waits too. A confirmation can be undone.
func TestTakingBackWithASecondPerson(t *testing.T) {
	d := newDesk(t)
	d.add(first)
	id := d.add(second).Record
	d.Waits = true
	decide := func() int64 {
		x, _, err := d.Decide(ctx, archive.Draft{Record: id, Kind: review.Choose, Slot: "injured", Value: "3"})
		if err != nil {
			t.Fatal(err)
		}
		return x.Seq
	}
	undo := func(seq int64) review.Decision {
		x, err := d.Undo(ctx, seq, "")
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	state := func() string {
		open, err := d.Open(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, x := range open {
			kinds = append(kinds, string(x.Kind))
		}
		return values(d.show(id), "injured") + "; waiting: " + strings.Join(kinds, " ")
	}
	says := func(want string) {
		t.Helper()
		if got := state(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		d.sound()
	}
	if u := undo(decide()); u.Waits {
		t.Error("taking back one's own waits")
	}
	says("2*, 3; waiting: ")
	one := decide()
	d.Who = "cyd"
	if u := undo(one); !u.Waits {
		t.Error("somebody else's is taken back at once")
	}
	says("2*, 3; waiting: choose undo")
	d.Who, d.Waits = "bob", false
	c, err := d.Confirm(ctx, one, "")
	if err != nil {
		t.Fatal(err)
	}
	says("2, 3*; waiting: undo")
	undo(c.Seq)
	says("2*, 3; waiting: choose undo")
	undo(one)
	says("2*, 3; waiting: undo")
	if _, _, err := d.Decide(ctx, archive.Draft{Record: id, Kind: review.Confirm}); fault.Of(err) == "" {
		t.Error("a confirmation was made as a decision about a value:", err)
	}
}
