package archive_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/review"
	"dossier/schema"
)

const (
	early = "~ suspect: Zed Orr\n"
	third = "title: Third\n" + tehran + "killed: 1\nsuspect: Byron\n"
	marsh = "title: Fourth\n" + tehran + "killed: 1\nsuspect: Marsh\n"
)

// suspects are those of a record, one for each entity.
func suspects(r schema.Record) string {
	var out []string
	for _, e := range r.Entities {
		if e.Kind == "person" {
			out = append(out, strings.Join(append([]string{e.Name}, e.Aliases...), " = "))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// A person says of two people of a record that they are one or two; undoing it gives
// the bytes back, and a reading by a better program keeps it.
func TestJudgingEntitiesOfARecord(t *testing.T) {
	for _, c := range []struct {
		why  string
		d    archive.Draft
		want string
	}{
		{"nothing", archive.Draft{}, "Ada Byron = Byron, Carl Doe, Marsh"},
		{"by name", archive.Draft{Kind: review.SameEntity, Entity: "Carl Doe", Other: "Marsh"}, "Ada Byron = Byron, Carl Doe = Marsh"},
		{"by another name", archive.Draft{Kind: review.SameEntity, Entity: "carl  DOE", Other: "Byron"}, "Ada Byron = Byron = Carl Doe, Marsh"},
		{"by document", archive.Draft{Kind: review.DifferentEntity, Entity: "Byron@d3", Other: "Ada Byron"}, "Ada Byron, Byron, Carl Doe, Marsh"},
		{"by the name of a document", archive.Draft{Kind: review.DifferentEntity, Entity: "Byron", Other: "Ada Byron"}, "Ada Byron, Byron, Carl Doe, Marsh"},
		{"unsure", archive.Draft{Kind: review.UnsureEntity, Entity: "Byron", Other: "Ada Byron"}, "Ada Byron = Byron, Carl Doe, Marsh"},
	} {
		d := newDesk(t)
		id := d.add(early + first).Record
		for _, x := range []string{early + second, early + third, marsh} {
			d.add(x)
		}
		before := d.bytes(id)
		if c.d.Kind != "" {
			c.d.Record = id
			if _, _, err := d.Decide(ctx, c.d); err != nil {
				t.Fatalf("%s: %v", c.why, err)
			}
		}
		if got := suspects(d.show(id)); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
		d.sound()
		if c.d.Kind == "" {
			continue
		}
		d.better = true // somebody else is found before them, so that every number is another
		d.Version = "test 2"
		d.reread(false)
		if got := suspects(d.show(id)); got != c.want+", Zed Orr" {
			t.Errorf("%s, read anew: %s, want %s", c.why, got, c.want)
		}
		if got := d.show(id).Decisions[0].Status; got != "applied" {
			t.Errorf("%s, read anew: the judgement is %s", c.why, got)
		}
		d.better = false
		d.reread(false)
		if _, err := d.Undo(ctx, 1, ""); err != nil {
			t.Fatal(err)
		}
		if got := d.bytes(id); got != before {
			t.Errorf("%s: undone it is another record", c.why)
		}
		d.sound()
	}
}

func TestAJudgementOfEntitiesThatCannotBeIsRefused(t *testing.T) {
	d := newDesk(t)
	id := d.add(first).Record
	d.add(third)
	for _, c := range []struct{ a, b, want string }{
		{"Nobody", "Byron", "names nobody and nothing \"Nobody\"; it has e1 Ada Byron"},
		{"Byron", "Byron", "mean the same words"},
		{"e1", "e1", "mean the same words"},
		{"e9", "e1", "names nobody"},
		{"", "e1", "names nobody"},
		{"Byron@d9", "e1", "names nobody"},
	} {
		if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.SameEntity, Record: id, Entity: c.a, Other: c.b}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %s: %v, want %q", c.a, c.b, err, c.want)
		}
	}
	if r := d.show(id); len(r.Decisions) != 0 {
		t.Error("a refused judgement was kept")
	}
}

// Doubtful entities are asked about until somebody answers, whatever the answer.
func TestDoubtsAreNotAskedTwice(t *testing.T) {
	for _, kind := range []review.Kind{review.SameEntity, review.DifferentEntity, review.UnsureEntity} {
		d := newDesk(t)
		id := d.add(first).Record
		d.add(third)
		list, err := d.Doubts(ctx, "", 10)
		if err != nil || len(list) != 1 || !list[0].Joined || list[0].Record != id {
			t.Fatal(list, err)
		}
		q := list[0]
		if _, _, err := d.Decide(ctx, archive.Draft{Kind: kind, Record: q.Record, Entity: q.A, Other: q.B}); err != nil {
			t.Fatal(err)
		}
		if list, err = d.Doubts(ctx, id, 10); err != nil || len(list) != 0 {
			t.Error(kind, list, err)
		}
		if _, err := d.Undo(ctx, 1, ""); err != nil {
			t.Fatal(err)
		}
		if list, err = d.Doubts(ctx, id, 10); err != nil || len(list) != 1 {
			t.Error(kind, "undone:", list, err)
		}
	}
}

// A judgement about people of two records changes neither, and counts when the
// records are merged.
func TestJudgingEntitiesOfTwoRecords(t *testing.T) {
	d := newDesk(t)
	a := d.add(first).Record
	b := d.add("title: Jolo\npublished: 2019-05-05\ndate: 2019-05-05\nplace: Jolo\ncountry: PH\ntype: bombing\nkilled: 20\nsuspect: Ada Byron\n").Record
	before := d.bytes(a) + d.bytes(b)
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.DifferentEntity, Record: a, Entity: "Ada Byron", Other: "Ada Byron", In: b}); err != nil {
		t.Fatal(err)
	}
	if got := d.bytes(a) + d.bytes(b); got != before {
		t.Error("a judgement about two records changed one")
	}
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Merge, Record: a, Other: b}); err != nil {
		t.Fatal(err)
	}
	if got := suspects(d.show(a)); got != "Ada Byron, Ada Byron" {
		t.Error(got)
	}
	d.sound()
	bundle, err := d.Bundle(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	if r := bundle.Check(ctx, d.Archive); len(r.Faults) > 0 {
		t.Error(r.Faults)
	}
	if _, err := d.Undo(ctx, 2, ""); err != nil {
		t.Fatal(err)
	}
	if bundle, err = d.Bundle(ctx, a); err != nil {
		t.Fatal(err)
	}
	if r := bundle.Check(ctx, d.Archive); len(r.Faults) > 0 || r.Decisions != 2 {
		t.Error(fmt.Sprint(r.Decisions), r.Faults)
	}
}
