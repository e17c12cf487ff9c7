package archive_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// asIt is a record without the ids of others that it points at: they are those of
// today.
func asIt(t *rapid.T, r schema.Record) string {
	for i := range r.Related {
		r.Related[i].Record = ""
	}
	b, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What a record was at any time is shown later to the byte, whatever came, was
// decided, undone and merged since; and as of now it is what it is.
func TestWhatWasKnownThenIsShownLater(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		type state struct{ at, id, record string }
		var past []state
		for n := range rapid.IntRange(2, 7).Draw(rt, "steps") {
			if n > 1 && rapid.IntRange(0, 2).Draw(rt, "what") == 0 {
				decideSomething(rt, d)
			} else {
				d.add(report(rt, n))
			}
			if n > 2 && rapid.IntRange(0, 4).Draw(rt, "undo") == 0 {
				d.Undo(ctx, 1, "") // where there is one
			}
			out, err := d.All(ctx, false)
			if err != nil {
				rt.Fatal(err)
			}
			for _, r := range out.Records {
				past = append(past, state{store.Stamp(d.now), r.ID, asIt(rt, r)})
			}
		}
		for _, s := range past {
			out, err := d.AsOf(ctx, s.id, s.at, archive.Received)
			if err != nil {
				if fault.Of(err) == fault.NotFound && strings.Contains(err.Error(), "no longer tells") {
					continue
				}
				rt.Fatal(s.at, s.id, err)
			}
			if out.AsOf.Grouping != "then" {
				continue
			}
			if got := asIt(rt, out.Records[0]); got != s.record {
				rt.Fatalf("%s as of %s: %s", s.id, s.at, cmp.Diff(s.record, got))
			}
		}
	})
}

// A record that two were merged into is two again as of the day before, each under
// its own id; one that was split is one.
func TestMergedAndSplitInTime(t *testing.T) {
	d := newDesk(t)
	a := d.add(first).Record
	b := d.add("title: Jolo\npublished: 2019-05-05\ndate: 2019-05-05\nplace: Jolo\ncountry: PH\ntype: bombing\nkilled: 20\n").Record
	apart := store.Stamp(d.now)
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Merge, Record: a, Other: b}); err != nil {
		t.Fatal(err)
	}
	merged := store.Stamp(d.now)
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Split, Record: a, Documents: []string{"d2"}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, at, want string }{
		{a, apart, a + " [d1]"}, {b, apart, b + " [d2]"}, {"d2", apart, b + " [d2]"},
		{a, merged, a + " [d2 d1]"}, {b, merged, a + " [d2 d1]"},
		{a, "2099", a + " [d1]"}, {b, "2099", b + " [d2]"},
	} {
		out, err := d.AsOf(ctx, c.id, c.at, archive.Received)
		if err != nil {
			t.Fatal(c, err)
		}
		if got := fmt.Sprint(out.Records[0].ID, " ", out.Records[0].Documents); got != c.want {
			t.Errorf("%s as of %s: %s, want %s", c.id, c.at, got, c.want)
		}
	}
}

// What was read anew since is said.
func TestReadAnewSinceIsSaid(t *testing.T) {
	d := newDesk(t)
	id := d.add(first + "~ suspect: Eve Roe\n").Record
	then := store.Stamp(d.now)
	d.better = true
	d.reread(false)
	out, err := d.AsOf(ctx, id, then, archive.Received)
	if err != nil || !strings.HasPrefix(out.AsOf.Note, "d1 was read anew since") || suspects(out.Records[0]) != "Ada Byron" {
		t.Error(err, out.AsOf, suspects(out.Records[0]))
	}
	if out, err = d.AsOf(ctx, id, "2099", archive.Received); err != nil || out.AsOf.Note != "" || suspects(out.Records[0]) != "Ada Byron, Eve Roe" {
		t.Error(err, out.AsOf, suspects(out.Records[0]))
	}
}
