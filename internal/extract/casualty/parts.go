package casualty

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
)

// only makes the value of a slot for which the document gives no total: the
// first figure it gives, with those it adds to it.
func (t *tally) only(s claim.Slot, figs []figure) {
	if s == claim.Injured {
		figs = t.withWeak(figs)
	}
	base := t.base(figs)
	if base < 0 {
		return
	}
	parts := t.oneByOne(figs, base)
	perps := figs[base].sum.perps
	for i, fig := range figs {
		if i == base || fig.denied || fig.earlier || has(parts, fig) || rivals(fig.finding, figs[base].finding) {
			continue
		}
		perp := s == claim.Killed && !perps && fig.sum.perps
		if d := fig.sent - figs[base].sent; d > 4 || d < -1 && !(perp && fig.sum.counted && d > -8) {
			continue
		}
		if fig.also || fig.groups[0].extra || perp || t.beside(&fig, &figs[base]) {
			parts = append(parts, fig)
			perps = perps || fig.sum.perps
		}
	}
	m := joined(parts)
	c := 0.4
	switch first := &figs[base].groups[0]; {
	case figs[base].denied:
	case m.counted:
		c = 0.6
	case m.pronoun:
		c = 0.3
	case first.named:
		c = 0.5
	}
	t.emitAs(s, m, all, c, t.how(parts, m), figs[base].later)
}

// rivals reports whether two figures are what two parties say, who may both speak of
// the same people: such figures are never added.
func rivals(a, b *finding) bool {
	return a.voice > 0 && b.voice > 0 && a.voice != b.voice || a.says != nil && a.voice != b.voice
}

// has reports whether fig is among figs.
func has(figs []figure, fig figure) bool {
	return slices.ContainsFunc(figs, func(o figure) bool { return o.finding == fig.finding })
}

// how says how a value that no words give as a whole was worked out.
func (t *tally) how(parts []figure, m *sum) string {
	switch {
	case len(m.parts) > 1 && !m.counted:
		return "counted one by one: " + strings.Join(m.parts, ", ")
	case len(m.parts) > 1:
		return "the sum of " + strings.Join(m.parts, " and ")
	case parts[0].denied:
		return "told of the only person: not harmed"
	case !m.counted:
		return t.single(&parts[0].groups[0])
	}
	return "the only figure: " + m.parts[0]
}

// base is the figure that a slot without a total starts from: the first with a
// numeral, else the first of a name or description, else a pronoun's.
func (t *tally) base(figs []figure) int {
	best, rank := -1, 0
	for i, fig := range figs {
		k := 1
		switch {
		case fig.earlier || fig.sum.count.IsExact() && fig.sum.count.Min == 0 && !fig.denied && !fig.sum.total:
			continue
		case fig.denied:
		case i > 0 && (fig.also || fig.groups[0].extra), fig.sum.pronoun:
			k = 2
		case fig.sum.counted && (!fig.sum.perps || len(fig.groups) > 1):
			k = 4
		default:
			k = 3
		}
		if k > rank || k == rank && k == 4 && within(&figs[best], &fig) {
			best, rank = i, k
		}
	}
	return best
}

// within reports whether b counts the people of a and others: a headline's "one
// trooper dead" and the "two gunmen and a trooper" of the report.
func within(a, b *figure) bool {
	if len(b.groups) <= len(a.groups) || rivals(a.finding, b.finding) {
		return false
	}
	for i := range a.groups {
		if !slices.ContainsFunc(b.groups, func(g group) bool { return g.category == a.groups[i].category && g.count == a.groups[i].count }) {
			return false
		}
	}
	return true
}

// withWeak adds the people who were shot or stabbed, in a document that tells of
// nobody killed, before those told to be injured. Of "five shot, one killed" it
// makes four injured.
func (t *tally) withWeak(figs []figure) []figure {
	var shot, dead *finding
	for i := range t.reader.findings {
		switch f := &t.reader.findings[i]; {
		case f.weak && shot == nil:
			shot = f
		case f.slot == claim.Killed && !f.denied && (dead == nil || shot != nil && dead.sent != shot.sent):
			dead = f
		}
	}
	switch {
	case shot == nil:
		return figs
	case dead != nil && dead.sent == shot.sent && len(figs) == 0:
		return t.rest(shot, dead)
	case dead != nil:
		return figs
	}
	m := t.sum(shot)
	return append([]figure{{shot, m, t.confidence(shot, m)}}, figs...)
}

// rest is those who were shot without those of them who were killed.
func (t *tally) rest(shot, killed *finding) []figure {
	a, b := t.sum(shot), t.sum(killed)
	if !a.counted || !a.count.IsExact() || !b.count.IsExact() || b.count.Min >= a.count.Min {
		return nil
	}
	m := &sum{count: count.Exactly(a.count.Min - b.count.Min), spans: append(a.spans, b.spans...), counted: true}
	m.parts = []string{a.parts[0] + ", less " + b.parts[0] + " killed"}
	return []figure{{shot, m, t.confidence(shot, m)}}
}
