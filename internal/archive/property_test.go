package archive_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dossier/internal/archive"
	"dossier/internal/review"
	"dossier/schema"
)

// report draws a report of one of a few incidents.
func report(t *rapid.T, n int) string {
	scene := rapid.SampledFrom([]string{
		"date: 2023-01-27\nplace: Tehran\ncountry: IR\ntype: shooting\n",
		"date: 2023-01-27\nplace: Tehran\ncountry: IR\n",
		"date: 2023-01-30\nplace: Peshawar\ncountry: PK\ntype: bombing\n",
		"place: Peshawar\ncountry: PK\ntype: bombing\n",
	}).Draw(t, "scene")
	s := fmt.Sprintf("title: Report %d\npublished: 2023-02-%02d\n", n, rapid.IntRange(1, 4).Draw(t, "day")) + scene
	for _, slot := range []string{"killed", "injured"} {
		if rapid.Bool().Draw(t, slot) {
			s += fmt.Sprintf("%s: %d\n", slot, rapid.IntRange(0, 3).Draw(t, "figure"))
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "suspects") {
		s += "suspect: " + rapid.SampledFrom([]string{"Ada Byron", "Carl Doe", "Eve Roe"}).Draw(t, "suspect") + "\n"
	}
	if rapid.Bool().Draw(t, "passing") {
		s += "@1: date: 2019-05-05\n@1: place: Jolo\n@1: country: PH\n"
	}
	return s
}

// number is the short name of a document.
var number = regexp.MustCompile(`\bd[0-9]+\b`)

// told is all records of an archive without what the order of arrival decides: the
// numbers of documents, the times they came, and which id a record has.
func told(t *rapid.T, d *desk) string {
	out, err := d.All(ctx, false)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	sha := map[string]string{}
	for _, x := range out.Documents {
		sha[x.ID] = x.SHA256[:12]
	}
	for _, r := range out.Records {
		r.ID = ""
		for i := range r.Values {
			r.Values[i].Received = ""
		}
		for i := range r.Related {
			r.Related[i].Record = ""
		}
		b, err := json.MarshalIndent(r, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, number.ReplaceAllStringFunc(string(b), func(id string) string { return sha[id] }))
	}
	slices.Sort(list)
	return strings.Join(list, "\n")
}

// The fold does not depend on the order in which reports arrive, nor on how many
// are kept at once.
func TestTheOrderOfArrivalHasNoMeaning(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var reports []string
		for n := range rapid.IntRange(1, 6).Draw(rt, "reports") {
			reports = append(reports, report(rt, n))
		}
		one := newDesk(t)
		for _, r := range reports {
			one.add(r)
		}
		want := told(rt, one)
		two := newDesk(t)
		var list []archive.Arrival
		for _, r := range rapid.Permutation(reports).Draw(rt, "order") {
			list = append(list, two.Receive(ctx, archive.Input{Path: "report.txt", Bytes: []byte(r)}))
		}
		cut := rapid.IntRange(0, len(list)).Draw(rt, "cut")
		for _, part := range [][]archive.Arrival{list[:cut], list[cut:]} {
			if _, err := two.Keep(ctx, part); err != nil {
				rt.Fatal(err)
			}
		}
		if got := told(rt, two); got != want {
			rt.Fatalf("another order: %s", cmp.Diff(want, got))
		}
		if err := two.Rebuild(ctx); err != nil {
			rt.Fatal(err)
		}
		if got := told(rt, two); got != want {
			rt.Fatalf("folded anew: %s", cmp.Diff(want, got))
		}
	})
}

// said is every value that documents say, with where.
func said(out schema.Output) map[string]bool {
	sha := map[string]string{}
	for _, d := range out.Documents {
		sha[d.ID] = d.SHA256
	}
	all := map[string]bool{}
	for _, r := range out.Records {
		for _, v := range r.Values {
			for _, c := range v.Citations {
				all[fmt.Sprintf("%s %s %d-%d %s", v.Slot, sha[c.Document], c.Start, c.End, c.Quote)] = true
			}
		}
	}
	return all
}

// Adding a document never removes what another says.
func TestAddingRemovesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		var before map[string]bool
		for n := range rapid.IntRange(2, 6).Draw(rt, "reports") {
			d.add(report(rt, n))
			out, err := d.All(ctx, false)
			if err != nil {
				rt.Fatal(err)
			}
			now := said(out)
			for s := range before {
				if !now[s] {
					rt.Fatalf("gone after report %d: %s", n, s)
				}
			}
			before = now
		}
	})
}

// Undoing decisions, in whatever order, restores every record to the byte.
func TestUndoRestoresTheBytes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		for n := range rapid.IntRange(2, 5).Draw(rt, "reports") {
			d.add(report(rt, n))
		}
		all := func() string {
			out, err := d.All(ctx, true)
			if err != nil {
				rt.Fatal(err)
			}
			b, err := json.MarshalIndent(out, "", " ")
			if err != nil {
				rt.Fatal(err)
			}
			return string(b)
		}
		before := all()
		var made []int64
		for range rapid.IntRange(1, 5).Draw(rt, "decisions") {
			if got, ok := decideSomething(rt, d); ok {
				made = append(made, got.Seq)
			}
		}
		for _, n := range rapid.Permutation(made).Draw(rt, "order") {
			if _, err := d.Undo(ctx, n, ""); err != nil {
				rt.Fatal(err)
			}
		}
		if after := all(); after != before {
			rt.Fatal(cmp.Diff(before, after))
		}
		r, err := d.Verify(ctx, nil)
		if err != nil || len(r.Faults) > 0 {
			rt.Fatal(err, r.Faults)
		}
	})
}

// decideSomething makes a decision that fits the archive, if it can.
func decideSomething(t *rapid.T, d *desk) (review.Decision, bool) {
	out, err := d.All(ctx, false)
	if err != nil {
		t.Fatal(err)
	}
	r := rapid.SampledFrom(out.Records).Draw(t, "record")
	other := rapid.SampledFrom(out.Records).Draw(t, "other")
	x := archive.Draft{Record: r.ID, Why: "because", Kind: rapid.SampledFrom([]review.Kind{
		review.Accept, review.Reject, review.Choose, review.UnsureValue, review.Edit, review.Add, review.Note, review.Merge, review.Split, review.Different,
		review.SameEntity, review.DifferentEntity, review.UnsureEntity,
	}).Draw(t, "kind")}
	switch x.Kind {
	case review.Merge, review.Different:
		x.Other = other.ID
	case review.Split:
		x.Documents = r.Documents[:1]
	case review.Add:
		x.Slot, x.New, x.Words = "motive", "revenge", fmt.Sprint("published: 2023-02-0", rapid.IntRange(1, 4).Draw(t, "words"))
	case review.Note:
	case review.SameEntity, review.DifferentEntity, review.UnsureEntity:
		one := func(r schema.Record, what string) string {
			return rapid.SampledFrom([]string{"Ada Byron", "Carl Doe", "Eve Roe"}).Draw(t, what) + "@" + rapid.SampledFrom(r.Documents).Draw(t, what+" of")
		}
		x.Entity, x.Other, x.In = one(r, "one"), one(other, "the other"), other.ID
	default:
		v := rapid.SampledFrom(r.Values).Draw(t, "value")
		x.Slot, x.Value, x.New = v.Slot, v.ID, "7"
	}
	got, _, err := d.Decide(ctx, x)
	return got, err == nil
}
