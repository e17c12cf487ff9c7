package part

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/learn/forest"
	"dossier/internal/nlp"
)

// FormFeatures is what the trees see of a way to cite a mention in a role.
func (r *Reading) FormFeatures(m *Mention, v Variant, role extract.PartRole) forest.Row {
	b := bag{}
	b.add(tFormOf, int(v.Form), 0, 1)
	b.add(tFormOf, int(v.Form), 1+int(role), 1)
	b.add(tKind, int(m.kind), 0, 1)
	n := 0
	first, last := r.wordAt(v.Span.Start), r.wordAt(v.Span.Start)
	for w := first; w < len(r.A.Words) && r.A.Words[w].Span.Start < v.Span.End; w++ {
		n++
		last = w
		x := &r.A.Words[w]
		b.add(tFormWords, int(x.UPOS), 0, 1)
		b.add(tFormWords, int(x.Rel), 1, 1)
		if w < m.Head && x.Rel == nlp.Amod {
			b.add(tModAct, int(modifierSort(r.t.lower[w], r.t.acts[w])), 0, 1)
		}
		if k := kinds[r.t.lower[w]]; k != NoKind {
			if w < m.Head {
				b.add(tModKind, int(k), 0, 1)
			} else if w > m.Head {
				b.add(tOfKind, int(k), 0, 1)
			}
		}
		if ni := r.nameOf[w]; ni >= 0 {
			side := 0
			if w > m.Head {
				side = 1
			}
			b.add(tNameKind, nameSort(&r.A.Names[ni]), side, 1)
			if r.A.Names[ni].Adjective {
				b.add(tNation, 1, side, 1)
			}
		}
	}
	b.add(tWords, 0, 0, min(n, 20))
	// What the next longer and shorter ways would add or leave out.
	if first > 0 && r.sentOf[first-1] == m.Sentence {
		x := &r.A.Words[first-1]
		b.add(tPrep, int(x.UPOS), int(x.Rel), 1)
		if r.nameOf[first-1] >= 0 {
			b.add(tPrep, 100, nameSort(&r.A.Names[r.nameOf[first-1]]), 1)
		}
	}
	if last+1 < len(r.A.Words) && r.sentOf[last+1] == m.Sentence {
		x := &r.A.Words[last+1]
		b.add(tDet, int(x.UPOS), int(x.Rel), 1)
		if r.nameOf[last+1] >= 0 {
			b.add(tDet, 100, nameSort(&r.A.Names[r.nameOf[last+1]]), 1)
		}
		if l := r.t.lower[last+1]; l == "of" {
			b.add(tDet, 101, 0, 1)
		}
	}
	if name := r.name(m); name != nil {
		b.add(tName, nameSort(name), 0, 1)
		if name.Kind == entity.Person {
			b.add(tName, 20, int(v.Form), 1)
		}
	}
	if strings.Contains(r.A.Words[m.Head].Feats, "Number=Plur") {
		b.add(tPlural, 0, 0, 1)
	}
	b.add(tThingSize, 0, 0, min(len(r.things[m.Thing]), 20))
	if k := strings.IndexAny(r.A.Text(v.Span), "[("); k >= 0 {
		b.add(tQuote, 0, 0, 1)
	}
	r.elsewhere(b, m, v, role)
	return forest.Row(b)
}

// elsewhere tells how often the text calls anything by the words of a way to cite,
// and the same of the longer ways: of those that a key takes the text uses several.
func (r *Reading) elsewhere(b bag, m *Mention, v Variant, role extract.PartRole) {
	if r.called == nil {
		r.count()
	}
	c := r.called[strings.ToLower(r.Text(v))]
	b.add(tCite, 0, 0, min(c.whole, 9))
	b.add(tCite, 1, 0, min(c.any, 9))
	b.add(tCite, 2, 0, min(c.of[m.Thing], 9))
	b.add(tCite, 3, int(role), min(c.whole, 9))
	for _, o := range r.Variants(m) {
		if o.Span.Start <= v.Span.Start && o.Span.End >= v.Span.End && o.Span != v.Span {
			l := r.called[strings.ToLower(r.Text(o))]
			b.add(tCiteLonger, 0, int(o.Form), min(l.whole, 9))
			b.add(tCiteLonger, 1, 0, min(l.whole, 9))
			b.add(tCiteLonger, 2, int(o.Form), 1)
		}
		if v.Span.Start <= o.Span.Start && v.Span.End >= o.Span.End && o.Span != v.Span {
			l := r.called[strings.ToLower(r.Text(o))]
			b.add(tCiteLonger, 3, int(o.Form), min(l.whole, 9))
			b.add(tCiteLonger, 4, 0, min(l.whole, 9))
			b.add(tCiteLonger, 5, int(o.Form), 1)
		}
	}
	for _, l := range m.links {
		if 1<<l.act&strongActs != 0 && !l.far {
			b.add(tCiteTie, int(l.tie), int(role), 1)
		}
	}
	if r.things[m.Thing][0] >= 0 && &r.Mentions[r.things[m.Thing][0]] == m {
		b.add(tCiteTie, 100, 0, 1)
	}
	b.add(tCiteTie, 101, 0, min(m.Sentence+1, 20))
}

// calls is how often a text calls things by some words: as the whole of a phrase or
// name, as any way to cite one, and by thing.
type calls struct {
	whole, any int
	of         map[int]int
}

// count counts the ways to cite all mentions.
func (r *Reading) count() {
	r.called = map[string]*calls{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		for k, v := range r.Variants(m) {
			s := strings.ToLower(r.Text(v))
			c := r.called[s]
			if c == nil {
				c = &calls{of: map[int]int{}}
				r.called[s] = c
			}
			c.any++
			c.of[m.Thing]++
			if k == 0 {
				c.whole++
			}
		}
	}
}

// modifierSort tells adjectives apart that say that somebody is not known, or
// only taken for what he is called.
func modifierSort(l string, a Act) int {
	switch l {
	case "unidentified", "unknown", "mysterious", "masked", "hooded", "armed":
		return 100
	case "alleged", "suspected", "presumed", "apparent", "supposed", "purported":
		return 101
	case "other", "another", "several", "various", "many", "some", "same", "such":
		return 102
	}
	return int(a)
}
