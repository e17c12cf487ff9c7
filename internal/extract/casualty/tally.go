package casualty

import (
	"fmt"
	"math"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/text"
)

// tally turns the findings of a document into claims.
type tally struct {
	x      Extractor
	in     *extract.Input
	reader *reader
}

// sum is the people of one or more findings taken together.
type sum struct {
	count   count.Count
	spans   []text.Span
	parts   []string
	total   bool // one of the parts speaks of everybody
	counted bool // one of the parts is a numeral
	perps   bool // perpetrators are among the parts
	pronoun bool // nothing but a pronoun
}

var slots = []claim.Slot{claim.Killed, claim.Injured, claim.Missing, claim.Abducted, claim.Arrested, claim.Evacuated}

func (t *tally) claims() {
	t.perpetrators()
	for _, s := range slots {
		t.slot(s)
	}
}

// perpetrators settles who is meant by pronouns: those whom the police or guards
// killed, and a "he" who had killed others, are perpetrators.
func (t *tally) perpetrators() {
	fs := t.reader.findings
	for i := range fs {
		for k := range fs[i].groups {
			g := &fs[i].groups[k]
			if g.numbered || g.named || g.category != anyone {
				continue
			}
			w := t.in.Tokens[g.first].Lower
			plain := t.in.Tokens[g.last-1].Lower == "man" || g.pronoun && w != "her"
			if fs[i].by && plain {
				g.category = perpetrators
			}
			if w == "he" && fs[i].slot == claim.Killed && i > 0 && fs[i-1].sent == fs[i].sent && fs[i-1].slot == claim.Killed && t.active(&fs[i-1], w) {
				g.category = perpetrators
			}
		}
	}
}

// active reports whether pronoun stands right before the word of harm of f.
func (t *tally) active(f *finding, pronoun string) bool {
	return f.word > 0 && t.in.Tokens[f.word-1].Lower == pronoun
}

// slot makes the claims of one slot.
func (t *tally) slot(s claim.Slot) {
	var best, apart *sum
	var bestAt float64
	var partial []*finding
	totals := 0
	for i := range t.reader.findings {
		f := &t.reader.findings[i]
		if f.slot != s || f.weak {
			continue
		}
		m := t.sum(f)
		t.categories(f)
		if !m.total && !anyKind(s) || f.also || t.adds(f, partial) {
			if m.perps && len(f.groups) == 1 {
				apart = m
			}
			partial = append(partial, f)
			continue
		}
		c := t.confidence(f, m)
		if f.denied {
			continue
		}
		totals++
		t.emit(f, m, all, c)
		if m.perps {
			m.perps = true
		}
		if best == nil || c > bestAt {
			best, bestAt = m, c
		}
		partial = append(partial, f)
	}
	switch {
	case s != claim.Killed && s != claim.Injured:
	case totals == 0:
		t.only(s, partial)
	case apart != nil && !best.perps && s == claim.Killed:
		t.join(s, best, apart, bestAt)
	}
}

// adds reports whether f tells of more people beside those of a finding shortly
// before it: "five others also died".
func (t *tally) adds(f *finding, before []*finding) bool {
	if len(before) == 0 || len(f.groups) == 0 || !f.groups[0].extra {
		return false
	}
	p := before[len(before)-1]
	return f.sent-p.sent <= 1 && f.sent != p.sent || f.sent == p.sent && f.word > p.word
}

// sum adds up the groups of one finding.
func (t *tally) sum(f *finding) *sum {
	m := &sum{pronoun: true}
	for i := range f.groups {
		g := &f.groups[i]
		t.add(m, g)
	}
	if f.denied {
		m.count = count.Exactly(0)
	}
	for i := range f.part {
		m.perps = m.perps || f.part[i].category == perpetrators
	}
	m.spans = append(m.spans, t.in.Tokens[f.word].Span)
	return m
}

func (t *tally) add(m *sum, g *group) {
	if len(m.parts) == 0 {
		m.count = g.count
	} else {
		m.count = m.count.Plus(g.count)
	}
	sp := t.in.SpanOf(g.first, g.last)
	m.spans = append(m.spans, sp)
	m.parts = append(m.parts, strings.Join(strings.Fields(t.in.Text(sp)), " "))
	m.total = m.total || g.total()
	m.counted = m.counted || g.numbered
	m.perps = m.perps || g.category == perpetrators
	m.pronoun = m.pronoun && g.pronoun
}

// categories makes the claims on the groups of f that are not everybody.
func (t *tally) categories(f *finding) {
	if f.denied || f.earlier {
		return
	}
	for _, gs := range [][]group{f.groups, f.part} {
		for i := range gs {
			g := &gs[i]
			of := t.of(g)
			if of == "" || g.vague {
				continue
			}
			m := &sum{}
			t.add(m, g)
			m.spans = append(m.spans, t.in.Tokens[f.word].Span)
			c := 0.7
			if !g.numbered {
				c = 0.55
			}
			t.emitAs(f.slot, m, of, round(c), t.single(g), f.later)
		}
	}
}

// of is the category a group is claimed under: a code, or its words; "" for
// everybody and for persons told of by name or pronoun.
func (t *tally) of(g *group) string {
	switch {
	case g.category == all, g.category == anyone && !g.numbered:
		return ""
	case g.category != anyone:
		return g.category
	}
	return strings.Join(strings.Fields(t.in.Text(g.phrase)), " ")
}

// single says how one person came to be counted.
func (t *tally) single(g *group) string {
	switch {
	case g.numbered:
		return ""
	case g.named:
		return "counted: one person by name"
	case g.pronoun:
		return "counted: one person meant by a pronoun"
	}
	return "counted: one person described"
}

// confidence weighs a total.
func (t *tally) confidence(f *finding, m *sum) float64 {
	c := 0.75
	if t.lead(f) {
		c += 0.1
	}
	if f.later {
		c += 0.05
	}
	if len(f.groups) > 1 {
		c -= 0.05
	}
	for i := range f.groups {
		if f.groups[i].vague {
			c -= 0.4
		}
		if f.groups[i].extra && len(f.groups) == 1 {
			c -= 0.05
		}
	}
	if f.unsure {
		c -= 0.2
	}
	if f.earlier {
		c = 0.2
	}
	return round(c)
}

func round(c float64) float64 { return math.Round(100*max(0.05, c)) / 100 }

// lead reports whether f stands in the title or the first two paragraphs.
func (t *tally) lead(f *finding) bool {
	block := t.in.Sentences[f.sent].Block
	n := 0
	for i := 0; i < block; i++ {
		if t.in.Doc.Blocks[i].Kind == doc.Paragraph && t.in.Doc.Blocks[i].Span.Len() > 60 {
			n++
		}
	}
	return n < 2
}

// only makes the value of a slot for which the document gives no total: the
// first figures it gives, with those it adds to them.
func (t *tally) only(s claim.Slot, fs []*finding) {
	if s == claim.Injured {
		fs = t.withWeak(fs)
	}
	base := t.base(fs)
	if base < 0 {
		return
	}
	m := t.sum(fs[base])
	n := len(fs[base].groups)
	for i, f := range fs {
		if i == base || f.denied || f.sent-fs[base].sent > 4 || f.sent < fs[base].sent-1 {
			continue
		}
		if f.also || len(f.groups) > 0 && f.groups[0].extra || s == claim.Killed && !m.perps && t.sum(f).perps {
			o := t.sum(f)
			m.count, m.spans, m.parts = m.count.Plus(o.count), append(m.spans, o.spans...), append(m.parts, o.parts...)
			m.counted, m.perps, m.pronoun = m.counted || o.counted, m.perps || o.perps, m.pronoun && o.pronoun
			n += len(f.groups)
		}
	}
	c := 0.4
	switch {
	case m.counted:
		c = 0.6
	case m.pronoun:
		c = 0.3
	case fs[base].groups[0].named:
		c = 0.5
	}
	how := "the only figure: " + m.parts[0]
	if n > 1 {
		how = "the sum of " + strings.Join(m.parts, " and ")
	} else if !m.counted {
		how = t.single(&fs[base].groups[0])
	}
	if fs[base].denied {
		how, c = "told of the only person: not harmed", 0.4
	}
	t.emitAs(s, m, all, c, how, fs[base].later)
}

// base is the finding that a slot without a total starts from: the first with a
// numeral, else the first of a name or description, else a pronoun's.
func (t *tally) base(fs []*finding) int {
	best, rank := -1, 0
	for i, f := range fs {
		if f.earlier {
			continue
		}
		k := 1
		switch m := t.sum(f); {
		case f.denied:
		case m.counted && !m.perps:
			k = 4
		case m.counted:
			k = 3
		case !m.pronoun:
			k = 3
		default:
			k = 2
		}
		if f.also || len(f.groups) > 0 && f.groups[0].extra {
			k = 2
		}
		if k > rank {
			best, rank = i, k
		}
	}
	return best
}

// withWeak adds the people who were shot or stabbed, in a document that tells of
// nobody killed, before those told to be injured.
func (t *tally) withWeak(fs []*finding) []*finding {
	var out []*finding
	for i := range t.reader.findings {
		f := &t.reader.findings[i]
		if f.slot == claim.Killed && !f.denied {
			return fs
		}
		if f.weak && len(out) == 0 {
			out = append(out, f)
		}
	}
	return append(out, fs...)
}

// join makes the value of everybody killed out of the victims and the
// perpetrators that the document tells of apart.
func (t *tally) join(s claim.Slot, a, b *sum, c float64) {
	m := &sum{count: a.count.Plus(b.count), spans: append(append([]text.Span{}, a.spans...), b.spans...)}
	how := fmt.Sprintf("the sum of %s and, told of apart, %s", strings.Join(a.parts, " and "), strings.Join(b.parts, " and "))
	t.emitAs(s, m, all, round(c+0.05), how, false)
}

// emit makes the claim of one finding.
func (t *tally) emit(f *finding, m *sum, of string, c float64) {
	how := ""
	if len(f.groups) > 1 {
		how = "the sum of " + strings.Join(m.parts, " and ")
	}
	t.emitAs(f.slot, m, of, c, how, f.later)
}

func (t *tally) emitAs(s claim.Slot, m *sum, of string, c float64, how string, later bool) {
	n := m.count
	if !n.Known() {
		return
	}
	t.in.Add(t.x, claim.Claim{
		Confidence: c, Derived: how,
		Value: &claim.Value{Slot: s, Count: &n, Of: of, Later: later},
	}, m.spans...)
}
