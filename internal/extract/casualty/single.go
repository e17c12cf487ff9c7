package casualty

import (
	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/nlp"
)

// mostOneByOne bounds how many people are counted without a figure.
const mostOneByOne = 60

// oneByOne adds to the figure figs[base], which is one person, the others of whom
// the text tells apart from him that the same befell them: by another name, by
// another age, as "a second" or "another", or beside him in one sentence. What may
// be the same person described twice is not counted twice.
func (t *tally) oneByOne(figs []figure, base int) []figure {
	out := []figure{figs[base]}
	if !t.onePerson(figs[base]) {
		return out
	}
	for i, fig := range figs {
		if len(out) == mostOneByOne {
			break
		}
		if i == base || !t.onePerson(fig) || fig.unsure && !fig.groups[0].extra && !t.ordinal(&fig.groups[0]) && t.ageNear(&fig.groups[0]) == 0 {
			continue
		}
		apart := true
		for _, o := range out {
			apart = apart && t.apart(&o, &fig)
		}
		if apart {
			out = append(out, fig)
		}
	}
	return out
}

// onePerson reports whether fig is one person told of by name or description.
func (t *tally) onePerson(fig figure) bool {
	if len(fig.groups) != 1 || fig.denied || fig.earlier {
		return false
	}
	g := &fig.groups[0]
	return !g.numbered && !g.pronoun && g.category != perpetrators
}

// apart reports whether two figures of one person are of two persons for certain.
func (t *tally) apart(a, b *figure) bool {
	g, h := &a.groups[0], &b.groups[0]
	if c := t.reader.chainOf(g); c >= 0 && c == t.reader.chainOf(h) {
		return false
	}
	if n, m := t.nameIn(g), t.nameIn(h); n != nil && m != nil {
		return n.Entity != m.Entity || n.Entity < 0 && t.in.Text(n.Span) != t.in.Text(m.Span)
	}
	if x, y := t.ageNear(g), t.ageNear(h); x > 0 && y > 0 {
		return x != y
	}
	return a.sent == b.sent && a.word != b.word && g.first != h.first || g.extra || h.extra || t.ordinal(g) || t.ordinal(h)
}

// nameIn is the name of a person in g, nil for none.
func (t *tally) nameIn(g *group) *nlp.Name {
	for i := g.first; i < g.last; i++ {
		if n := t.reader.personAt(i); n != nil {
			return n
		}
	}
	return nil
}

// ageNear is the age told in g or right behind it, 0 for none.
func (t *tally) ageNear(g *group) int {
	for i := g.first; i < min(len(t.in.Tokens), g.last+3); i++ {
		if n := t.reader.numberAt(i); n != nil && n.Kind == nlp.Age {
			return n.Count.Min
		}
	}
	return 0
}

// ordinal reports whether g is "a second man", "the third victim".
func (t *tally) ordinal(g *group) bool {
	for i := g.first; i < g.last; i++ {
		if n := t.reader.numberAt(i); n != nil && n.Kind == nlp.Ordinal && n.Count.Min > 1 {
			return true
		}
	}
	return false
}

// beside reports whether fig is one person of a kind of people that the figure base
// does not count: a civilian who died later beside two soldiers.
func (t *tally) beside(fig, base *figure) bool {
	if !t.onePerson(*fig) || fig.unsure {
		return false
	}
	if fig.sent == base.sent && fig.word > base.word && fig.groups[0].first > base.word && !fig.groups[0].of {
		return fig.groups[0].category != base.groups[0].category // "two guards were hurt, and a girl suffered burns"
	}
	if !coded(fig.groups[0].category) {
		return false
	}
	for i := range base.groups {
		if g := &base.groups[i]; !coded(g.category) || g.category == fig.groups[0].category {
			return false
		}
	}
	return true
}

// coded reports whether a category is one of the codes for some of the people.
func coded(category string) bool { return category != all && category != anyone && category != victims }

// amongDead is the people told of as among those harmed, in findings that give no
// figure: "among the dead were Avila and a Spanish student".
func (t *tally) amongDead(s claim.Slot) *sum {
	m := &sum{}
	n := 0
	for i := range t.reader.findings {
		f := &t.reader.findings[i]
		if f.slot != s || len(f.groups) > 0 || f.denied {
			continue
		}
		for k := range f.part {
			if g := &f.part[k]; g.count.Min > 0 {
				t.add(m, g)
				n += g.count.Min
			}
		}
	}
	if n == 0 {
		return nil
	}
	m.count = count.AtLeast(n)
	return m
}
