package archive_test

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/doc"
	"dossier/internal/ledger"
	"dossier/internal/review"
	"dossier/internal/text"
	"dossier/schema"
)

// packed is the bundle of a record of two reports with decisions about it.
func packed(t *testing.T) (*desk, *archive.Bundle) {
	d := newDesk(t)
	d.add(first + "@1: date: 2019-05-05\n@1: place: Jolo\n@1: country: PH\n")
	id := d.add(second).Record
	d.add("title: Elsewhere\npublished: 2020-01-01\ndate: 2020-01-01\nplace: Lima\ncountry: PE\ntype: bombing\nkilled: 4\n")
	one, _, err := d.Decide(ctx, archive.Draft{Record: id, Kind: review.Reject, Slot: "injured", Value: "2", Why: "miscounted"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(ctx, one.Seq, "it was right"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Decide(ctx, archive.Draft{Record: id, Kind: review.Choose, Slot: "injured", Value: "3", Why: "the later report"}); err != nil {
		t.Fatal(err)
	}
	b, err := d.Bundle(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return d, b
}

func TestABundleIsSoundWithoutItsArchive(t *testing.T) {
	_, b := packed(t)
	if len(b.Entries) != 2 || len(b.Decisions) != 3 || len(b.Bytes) != 2 || len(b.Founders) != 2 {
		t.Fatalf("%d documents, %d decisions, %d founders", len(b.Entries), len(b.Decisions), len(b.Founders))
	}
	r := b.Check(ctx, newDesk(t).Archive)
	if len(r.Faults) > 0 || r.Stale != "" {
		t.Errorf("%q %q", r.Faults, r.Stale)
	}
	if r.Documents != 2 || r.Claims == 0 || r.Citations == 0 || r.Decisions != 3 || r.Records != 1 {
		t.Errorf("checked %+v", r)
	}
}

// Whatever is changed in a bundle, however well its seal is made anew, is found and
// named.
func TestWhatIsChangedInABundleIsFound(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(b *archive.Bundle)
		want   string
	}{
		{"a byte of a document", func(b *archive.Bundle) { b.Bytes[b.Entries[0].Card.ID][20] ^= 1 }, "the bytes are not those received"},
		{"the bytes of a document are gone", func(b *archive.Bundle) { delete(b.Bytes, b.Entries[1].Card.ID) }, "no such bytes"},
		{"another document in its place", func(b *archive.Bundle) { b.Bytes[b.Entries[0].Card.ID] = []byte(second) }, "the bytes are not those received"},
		{"a figure of the record", func(b *archive.Bundle) { figure(b, "killed").Value = 40 }, "is not the fold"},
		{"which figure is shown", func(b *archive.Bundle) { figure(b, "injured").Preferred = !figure(b, "injured").Preferred }, "is not the fold"},
		{"a quotation of the record", func(b *archive.Bundle) { figure(b, "killed").Citations[0].Quote = "40" }, "does not stand at"},
		{"a value without words", func(b *archive.Bundle) { figure(b, "killed").Citations = nil }, "stands on no words"},
		{"a value on words that nobody claims", func(b *archive.Bundle) {
			v := figure(b, "killed")
			v.Citations = []schema.Citation{{Document: v.Citations[0].Document, Start: 0, End: 5, Quote: "title"}}
		}, "no claim and no decision stands on"},
		{"the words of a claim", func(b *archive.Bundle) { b.Entries[0].Set.Claims[0].Citations[0].Span.End-- }, "was changed"},
		{"a claim added", func(b *archive.Bundle) {
			s := b.Entries[0].Set
			s.Claims = append(s.Claims, s.Claims[0])
		}, "was changed"},
		{"the text of a document", func(b *archive.Bundle) {
			d := b.Entries[0].Doc
			d.Text = text.New(strings.Replace(d.Text.String(), "killed", "wooled", 1))
		}, "is not what the bytes give"},
		{"who decided", func(b *archive.Bundle) { b.Decisions[2].Who = "bob" }, "is not what was logged"},
		{"a decision taken out", func(b *archive.Bundle) { b.Decisions = b.Decisions[:2] }, "is not there as it was"},
		{"an entry of the log", func(b *archive.Bundle) { b.Log[0].Who = "bob" }, "entry 1 was changed"},
		{"an entry taken out", func(b *archive.Bundle) { b.Log = b.Log[1:] }, "no entry says"},
		{"two entries in each other's place", func(b *archive.Bundle) { b.Log[0], b.Log[1] = b.Log[1], b.Log[0] }, "does not follow"},
		{"the head of the log", func(b *archive.Bundle) { b.Head.Hash = ledger.Digest([]byte("x")) }, "the last entry was changed"},
		{"a document taken out", func(b *archive.Bundle) { b.Entries = b.Entries[:1] }, "unknown document"},
		{"the path that a document had", func(b *archive.Bundle) { b.Entries[0].Card.Path = "elsewhere.txt" }, "is not what was logged"},
		{"the id of the record", func(b *archive.Bundle) { b.Founders[0].ID = "2023-other" }, "is not what was logged"},
		{"a report of it taken out", func(b *archive.Bundle) { b.Record.Parts = b.Record.Parts[:1] }, "is not the fold"},
		{"no report of it", func(b *archive.Bundle) { b.Record.Parts = nil }, "is not the fold"},
	} {
		_, b := packed(t)
		c.change(b)
		r := b.Check(ctx, newDesk(t).Archive)
		if !slices.ContainsFunc(r.Faults, func(f string) bool { return strings.Contains(f, c.want) }) {
			t.Errorf("%s: found %q, want %q", c.what, r.Faults, c.want)
		}
	}
}

func figure(b *archive.Bundle, slot string) *schema.Value {
	for i := range b.Record.Record.Values {
		if v := &b.Record.Record.Values[i]; v.Slot == slot {
			return v
		}
	}
	return nil
}

// A bundle that another program folded is checked in all but the fold.
func TestABundleOfAnotherProgram(t *testing.T) {
	_, b := packed(t)
	a := newDesk(t).Archive
	a.Version = "test 2"
	r := b.Check(ctx, a)
	if len(r.Faults) > 0 || !strings.Contains(r.Stale, "test 1") {
		t.Errorf("%q %q", r.Faults, r.Stale)
	}
}

func TestABundleIsTakenIntoAnotherArchive(t *testing.T) {
	from, b := packed(t)
	to := newDesk(t)
	to.Who, to.now = "bob", from.now.AddDate(1, 0, 0) // its documents come after the decisions about them
	to.add("title: Before\npublished: 2018-01-01\ndate: 2018-01-01\nplace: Quito\ncountry: EC\ntype: arson\nkilled: 2\n")
	for round, want := range []archive.Taken{{Decisions: 3}, {Had: 3}} {
		got, err := to.Take(ctx, b, "sha")
		if err != nil {
			t.Fatal(err)
		}
		if got.Decisions != want.Decisions || got.Had != want.Had || len(got.Left) > 0 || len(got.Documents) != 2 || got.Documents[0].Had != (round == 1) {
			t.Errorf("round %d: %+v", round+1, got)
		}
	}
	id := b.Record.Record.ID
	x, y := from.show(id), to.show(id)
	if values(x, "injured") != values(y, "injured") || values(y, "injured") != "2, 3*" {
		t.Errorf("injured: %s there, %s here", values(x, "injured"), values(y, "injured"))
	}
	if len(y.Decisions) != len(x.Decisions) || y.Decisions[0].Who != "ada" || y.Decisions[0].At != x.Decisions[0].At {
		t.Errorf("decisions %+v", y.Decisions)
	}
	to.sound()
}

// A decision whose words are not here is left out and told.
func TestDecisionsThatDoNotFitAreTold(t *testing.T) {
	_, b := packed(t)
	b.Decisions[2].Value.Words[0].Quote = "other words"
	b.Decisions = append(b.Decisions, review.Decision{Seq: 9, At: "2023-02-01T00:00:00.000Z", Who: "ada", Kind: review.Undo, Cancels: 8, Record: "x"})
	b.Decisions[0].Value.Words[0].Document = doc.ID(strings.Repeat("0", 64))
	to := newDesk(t)
	got, err := to.Take(ctx, b, "sha")
	if err != nil {
		t.Fatal(err)
	}
	// The undo falls with the decision that it cancels.
	if got.Decisions != 0 || len(got.Left) != 4 {
		t.Errorf("%+v", got)
	}
	to.sound()
}
