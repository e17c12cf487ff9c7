package desk

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
	"dossier/schema"
)

// mark is one citation of something in a record, in bytes of a document's text.
type mark struct {
	span text.Span
	ref  string // what it backs and which of its citations it is: "f3.0"
	kind string // the class it is drawn in
}

// piece is a run of text under the same marks.
type piece struct {
	Text  string
	Refs  string // refs of the marks, parted by blanks
	Class string
	Count int // how many different things the words back
}

// The classes of marks, in the order in which a card lists what they stand for.
const (
	factMark     = "fact"
	eventMark    = "event"
	speechMark   = "speech"
	reactionMark = "reaction"
	itemMark     = "item"
	nameMark     = "name"
	gapMark      = "gap"
)

// marksOf gathers the citations that a record makes of a document. Citations that
// do not lie in the text are left out: they are a fault that verify names.
func marksOf(rec *schema.Record, d schema.Document, t *text.Text) []mark {
	var out []mark
	each := func(kind, id string, cs ...schema.Citation) {
		for i, c := range cs {
			if c.Document != d.ID || c.Start < 0 || c.End <= c.Start || c.End > t.RuneLen() {
				continue
			}
			out = append(out, mark{text.Span{Start: t.Byte(c.Start), End: t.Byte(c.End)}, fmt.Sprintf("%s.%d", id, i), kind})
		}
	}
	for _, v := range rec.Values {
		each(factMark, v.ID, v.Citations...)
	}
	for _, e := range rec.Events {
		each(eventMark, e.ID, eventWords(&e)...)
	}
	for _, a := range rec.Attributions {
		each(speechMark, a.ID, append([]schema.Citation{a.Content}, a.Citations...)...)
	}
	for _, x := range rec.Reactions {
		each(reactionMark, x.ID, x.Citations...)
	}
	for _, a := range rec.Accounts {
		each(speechMark, a.ID, a.Citations...)
	}
	for _, x := range rec.Evidence {
		each(itemMark, x.ID, evidenceWords(&x)...)
	}
	for i, x := range rec.Related {
		each(itemMark, fmt.Sprintf("l%d", i+1), x.Citations...)
	}
	for _, e := range rec.Entities {
		each(nameMark, e.ID, e.Mentions...)
	}
	if d.Coverage != nil {
		for i, g := range d.Coverage.Uncovered {
			each(gapMark, fmt.Sprintf("g%d", i+1), schema.Citation{Document: d.ID, Start: g.Start, End: g.End})
		}
	}
	return out
}

// eventWords are the citations of a step, the whole of its words first.
func eventWords(e *schema.Event) []schema.Citation {
	cs := append([]schema.Citation(nil), e.Citations...)
	if len(cs) == 0 {
		cs = append(cs, e.Trigger)
	}
	sort.SliceStable(cs, func(i, j int) bool { return cs[i].End-cs[i].Start > cs[j].End-cs[j].Start })
	return cs
}

// evidenceWords are the citations of an item, and what it shows.
func evidenceWords(x *schema.Item) []schema.Citation {
	cs := append([]schema.Citation(nil), x.Citations...)
	if x.Shows != nil {
		cs = append(cs, *x.Shows)
	}
	return cs
}

// pieces cuts a part of a text where marks begin and end. The marks are ordered by
// where they begin.
func pieces(t *text.Text, part text.Span, marks []mark) []piece {
	cuts := []int{part.Start, part.End}
	for _, m := range marks {
		if m.span.Overlaps(part) {
			cuts = append(cuts, max(m.span.Start, part.Start), min(m.span.End, part.End))
		}
	}
	sort.Ints(cuts)
	var out []piece
	var open []mark
	for i := 1; i < len(cuts); i++ {
		sp := text.Span{Start: cuts[i-1], End: cuts[i]}
		if sp.IsZero() {
			continue
		}
		open, marks = sweep(open, marks, sp.Start)
		p := one(t, sp, open)
		if n := len(out); n > 0 && p.Count > 0 && out[n-1].Count > 0 && begins(open, sp.Start) {
			p.Class += " b" // it is seen where one citation ends and the next begins
		}
		out = append(out, p)
	}
	return out
}

// begins reports whether words that a fact stands on begin at a place.
func begins(marks []mark, at int) bool {
	return slices.ContainsFunc(marks, func(m mark) bool { return m.span.Start == at && m.kind == factMark })
}

// sweep closes the marks that end at or before a place and opens those that begin
// there or before.
func sweep(open, marks []mark, at int) (still, rest []mark) {
	for len(marks) > 0 && marks[0].span.Start <= at {
		open, marks = append(open, marks[0]), marks[1:]
	}
	still = open[:0]
	for _, m := range open {
		if m.span.End > at {
			still = append(still, m)
		}
	}
	return still, marks
}

// one is the piece at a span that lies under all of some marks.
func one(t *text.Text, sp text.Span, marks []mark) piece {
	var refs, classes []string
	things := map[string]bool{}
	for _, m := range marks {
		refs = append(refs, m.ref)
		if !slices.Contains(classes, m.kind) {
			classes = append(classes, m.kind)
		}
		if m.kind != nameMark && m.kind != gapMark {
			id, _, _ := strings.Cut(m.ref, ".")
			things[id] = true
		}
	}
	return piece{t.Slice(sp), strings.Join(refs, " "), strings.Join(classes, " "), len(things)}
}

// passage is a block of a document, cut into pieces.
type passage struct {
	Kind   doc.BlockKind
	Key    string // of a field: its name, which stands before its pieces
	Pieces []piece
	Level  int // of a heading
}

// passages are the blocks of a document. The header of a document is left out
// unless something stands on it: the page shows its facts above the text.
func passages(d *doc.Document, marks []mark) []passage {
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].span.Start < marks[j].span.Start })
	out := make([]passage, 0, len(d.Blocks))
	var open []mark
	for _, b := range d.Blocks {
		open, marks = sweep(open, marks, b.Span.Start)
		inside := upTo(marks, b.Span.End)
		ps := pieces(d.Text, b.Span, append(slices.Clone(open), inside...))
		if b.Kind == doc.Header && !anyMarked(ps) {
			continue
		}
		p := passage{Kind: b.Kind, Pieces: ps, Level: 2}
		if b.Section >= 0 && b.Section < len(d.Sections) {
			p.Level = d.Sections[b.Section].Level
		}
		out = append(out, p)
	}
	return out
}

// upTo are the marks, ordered by where they begin, that begin before end.
func upTo(marks []mark, end int) []mark {
	n := sort.Search(len(marks), func(i int) bool { return marks[i].span.Start >= end })
	return marks[:n]
}

func anyMarked(ps []piece) bool {
	for _, p := range ps {
		if p.Count > 0 {
			return true
		}
	}
	return false
}
