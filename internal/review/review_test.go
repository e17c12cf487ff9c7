package review_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/review"
)

func refs(names string) []claim.Ref {
	var out []claim.Ref
	for _, n := range strings.Fields(names) {
		out = append(out, claim.Ref{Document: doc.ID(n)})
	}
	return out
}

func show(groups [][]claim.Ref) string {
	var out []string
	for _, g := range groups {
		var names []string
		for _, r := range g {
			names = append(names, string(r.Document))
		}
		out = append(out, strings.Join(names, " "))
	}
	return strings.Join(out, " | ")
}

func TestRegroup(t *testing.T) {
	say := func(k review.Kind, a, b string) review.Decision {
		return review.Decision{Kind: k, Parts: refs(a), Others: refs(b)}
	}
	near := func(a, b claim.Ref) float64 { // the same first letter
		if a.Document[0] == b.Document[0] {
			return 1
		}
		return 0
	}
	for _, c := range []struct {
		why    string
		groups []string
		ds     []review.Decision
		want   string
	}{
		{"nothing decided", []string{"a b", "c"}, nil, "a b | c"},
		{"merged", []string{"a b", "c", "x"}, []review.Decision{say(review.Merge, "a", "x")}, "a b x | c"},
		{"the same, by one report of each", []string{"a", "b c"}, []review.Decision{say(review.Same, "c", "a")}, "a b c"},
		{"one report split off", []string{"a b c"}, []review.Decision{say(review.Split, "b", "a c")}, "a c | b"},
		{"a new report goes with the side it is like", []string{"a1 b1 b2 a2"}, []review.Decision{say(review.Split, "b1", "a1")}, "a1 a2 | b1 b2"},
		{"different, though found alike", []string{"a b"}, []review.Decision{say(review.Different, "b", "a")}, "a | b"},
		{"unsure changes nothing", []string{"a b", "c"}, []review.Decision{say(review.Unsure, "a", "c")}, "a b | c"},
		{"the later decision counts", []string{"a", "b"}, []review.Decision{say(review.Merge, "a", "b"), say(review.Split, "b", "a")}, "a | b"},
		{"and the other way round", []string{"a b"}, []review.Decision{say(review.Split, "b", "a"), say(review.Merge, "a", "b")}, "a b"},
	} {
		var groups [][]claim.Ref
		for _, g := range c.groups {
			groups = append(groups, refs(g))
		}
		if got := show(review.Regroup(groups, c.ds, near)); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

// However it is decided, no report is lost and none is in two groups.
func TestRegroupKeepsEveryReport(t *testing.T) {
	all := refs("a b c d e f")
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SliceOfN(rapid.SampledFrom(all), 1, 3)
		groups := [][]claim.Ref{all[:2], all[2:5], all[5:]}
		var ds []review.Decision
		for range rapid.IntRange(0, 6).Draw(t, "n") {
			ds = append(ds, review.Decision{Kind: rapid.SampledFrom([]review.Kind{review.Merge, review.Split, review.Same, review.Different}).Draw(t, "kind"), Parts: side.Draw(t, "a"), Others: side.Draw(t, "b")})
		}
		var got []string
		for _, g := range review.Regroup(groups, ds, nil) {
			if len(g) == 0 {
				t.Fatal("an empty group")
			}
			for _, r := range g {
				got = append(got, string(r.Document))
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != "a b c d e f" {
			t.Fatal(got)
		}
	})
}

func TestAnUndoCancelsAndCanBeUndone(t *testing.T) {
	ds := []review.Decision{
		{Seq: 1, Kind: review.Accept}, {Seq: 2, Kind: review.Reject},
		{Seq: 3, Kind: review.Undo, Cancels: 1}, {Seq: 4, Kind: review.Undo, Cancels: 2}, {Seq: 5, Kind: review.Undo, Cancels: 4},
	}
	for n, want := range []string{"[]", "[1]", "[1 2]", "[2]", "[]", "[2]"} {
		var got []int64
		for _, d := range review.Active(ds[:n]) {
			got = append(got, d.Seq)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("after %d: %v, want %s", n, got, want)
		}
	}
}

func TestADecisionThatLacksSomethingIsRefused(t *testing.T) {
	value := &review.Target{New: review.New{Value: claim.Value{Slot: claim.Killed}}, Normal: "3-3"}
	for _, c := range []struct {
		d    review.Decision
		want string
	}{
		{review.Decision{Kind: review.Accept, Value: value}, ""},
		{review.Decision{Kind: review.Accept}, "name the value"},
		{review.Decision{Kind: review.Reject, Value: value}, "give the reason"},
		{review.Decision{Kind: review.Edit, Value: value}, "what it is instead"},
		{review.Decision{Kind: review.Add, New: &review.New{}}, "its words"},
		{review.Decision{Kind: review.Merge, Parts: refs("a")}, "both sides"},
		{review.Decision{Kind: review.Split, Parts: refs("a b"), Others: refs("b")}, "on both sides"},
		{review.Decision{Kind: review.Note, Parts: refs("a")}, "give its text"},
		{review.Decision{Kind: review.Undo}, "the decision to cancel"},
		{review.Decision{Kind: "bless"}, "no kind of decision"},
	} {
		c.d.Who, c.d.At = "ada", "2023-01-28T00:00:00Z"
		err := c.d.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: %v, want %q", c.d, err, c.want)
		}
	}
	if err := (&review.Decision{Kind: review.Accept, Value: value}).Check(); err == nil {
		t.Error("nobody decided, at no time")
	}
}

func TestAQuestionIsAskedOnce(t *testing.T) {
	ds := []review.Decision{{Kind: review.Unsure, Parts: refs("a"), Others: refs("b")}}
	if !review.Answered(ds, refs("b x"), refs("a y")) || review.Answered(ds, refs("a"), refs("c")) {
		t.Error("answered otherwise")
	}
}
