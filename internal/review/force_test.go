package review_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossier/internal/review"
)

// acts makes decisions of a line of words: "ada:add" adds, "ada:add?" waits for a
// second person, "bob:confirm1" and "bob:undo1" are about the first one.
func acts(line string) []review.Decision {
	var out []review.Decision
	for i, w := range strings.Fields(line) {
		who, what, _ := strings.Cut(w, ":")
		d := review.Decision{Seq: int64(i + 1), Who: who, Kind: review.Add, Waits: strings.HasSuffix(what, "?")}
		what = strings.TrimSuffix(what, "?")
		for _, k := range []review.Kind{review.Confirm, review.Undo} {
			if n, ok := strings.CutPrefix(what, string(k)); ok {
				d.Kind = k
				fmt.Sscan(n, &d.Cancels)
			}
		}
		out = append(out, d)
	}
	return out
}

func TestWhatIsInForce(t *testing.T) {
	for _, c := range []struct {
		why, acts   string
		force, open []int64
	}{
		{"at once", "ada:add bob:add", []int64{1, 2}, nil},
		{"one waits", "ada:add? bob:add", []int64{2}, []int64{1}},
		{"confirmed, it counts from then on", "ada:add? bob:add cyd:confirm1", []int64{2, 1}, nil},
		{"nobody confirms their own", "ada:add? ada:confirm1", nil, []int64{1}},
		{"the first who confirms counts", "ada:add? bob:confirm1 eve:add cyd:confirm1", []int64{1, 3}, nil},
		{"a confirmation is undone", "ada:add? bob:confirm1 bob:undo2", nil, []int64{1}},
		{"and that undone", "ada:add? bob:confirm1 bob:undo2 bob:undo3", []int64{1}, nil},
		{"taken back before it counted", "ada:add? ada:undo1", nil, nil},
		{"confirmed after it was taken back", "ada:add? ada:undo1 bob:confirm1", nil, nil},
		{"an undo that waits", "ada:add bob:undo1?", []int64{1}, []int64{2}},
		{"an undo that was confirmed", "ada:add bob:undo1? cyd:confirm2", nil, nil},
		{"an undo that its author confirms", "ada:add bob:undo1? bob:confirm2", []int64{1}, []int64{2}},
		{"a confirmation that waits counts for nothing", "ada:add? bob:confirm1?", nil, []int64{1, 2}},
	} {
		ds := acts(c.acts)
		if got := seqs(review.Active(ds)); !slices.Equal(got, c.force) {
			t.Errorf("%s: in force %v, want %v", c.why, got, c.force)
		}
		if got := seqs(review.Open(ds)); !slices.Equal(got, c.open) {
			t.Errorf("%s: open %v, want %v", c.why, got, c.open)
		}
	}
	ds := review.Active(acts("ada:add? bob:confirm1"))
	if c := ds[0].Confirmed; c == nil || c.Who != "bob" || c.Seq != 2 || ds[0].Since() != 2 {
		t.Errorf("%+v", ds)
	}
}

func seqs(ds []review.Decision) []int64 {
	var out []int64
	for _, d := range ds {
		out = append(out, d.Seq)
	}
	return out
}

// Of any decisions: what is undone, what waits and what is in force are three things,
// and without anything that waits confirmations change nothing.
func TestStatesAreApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ds []review.Decision
		waits := rapid.Bool().Draw(t, "any wait")
		for i := range rapid.IntRange(1, 12).Draw(t, "n") {
			d := review.Decision{Seq: int64(i + 1), Kind: review.Add, Who: rapid.SampledFrom([]string{"ada", "bob"}).Draw(t, "who"), Waits: waits && rapid.Bool().Draw(t, "waits")}
			if i > 0 {
				d.Kind = rapid.SampledFrom([]review.Kind{review.Add, review.Undo, review.Confirm}).Draw(t, "kind")
			}
			if d.Kind != review.Add {
				d.Cancels = rapid.Int64Range(1, int64(i)).Draw(t, "about")
			}
			ds = append(ds, d)
		}
		active, open := seqs(review.Active(ds)), seqs(review.Open(ds))
		for _, d := range ds {
			s := review.StateOf(ds, d.Seq)
			if slices.Contains(open, d.Seq) != (s == review.Waiting) || d.Kind == review.Add && slices.Contains(active, d.Seq) != (s == review.InForce) {
				t.Fatalf("decision %d is %s; in force %v, open %v", d.Seq, s, active, open)
			}
		}
		if waits {
			return
		}
		plain := slices.DeleteFunc(slices.Clone(ds), func(d review.Decision) bool { return d.Kind == review.Confirm && !cancelled(ds, d.Seq) })
		if got := seqs(review.Active(plain)); !slices.Equal(got, active) {
			t.Fatalf("%v without confirmations, %v with them", got, active)
		}
	})
}

// cancelled reports whether anything is about a decision.
func cancelled(ds []review.Decision, seq int64) bool {
	return slices.ContainsFunc(ds, func(d review.Decision) bool { return d.Cancels == seq })
}
