package casualty

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// told fills f with the people that the predicate of its word of harm harms, as
// the tree says, and reports whether there are any. Where the tree gives nobody
// (headlines, lists, text without verbs) the grammar of the clause is asked.
func (r *reader) told(f *finding) bool {
	p := r.predicateAt(f.word)
	if p == nil {
		return false
	}
	role := nlp.Patient
	if p.Patient() == nil && p.Verb == "miss" {
		role = nlp.Agent // "the passengers who are missing"
	}
	for g := range p.All(role) {
		if m, ok := r.groupOf(g); ok && !r.agesBefore(&m) && !(g.Shared && r.ownNumber(f.word, m.last)) {
			m.shared = g.Shared
			m.named = m.named || g.Name >= 0 && r.in.Names[g.Name].Kind == entity.Person && !m.numbered
			f.groups = append(f.groups, m)
		}
	}
	if len(f.groups) == 0 {
		return false
	}
	r.mannerOf(f, p)
	r.asides(f, p)
	return true
}

// ownNumber reports whether a number of its own stands before the word of harm at
// token t, behind token i: "13 people were killed and 22 injured".
func (r *reader) ownNumber(t, i int) bool {
	for k := t - 1; k >= max(i, r.from); k-- {
		if n := r.endingAt(k); n != nil {
			return n.Kind == nlp.Cardinal
		}
		if w := r.low(k); !adverb(w) && !being(w) && w != "others" && w != "other" && w != "people" {
			return false
		}
	}
	return false
}

// mannerOf notes how the predicate p of f is put: denied, feared, on top of what
// was told, by whom.
func (r *reader) mannerOf(f *finding, p *nlp.Predicate) {
	f.active = !p.Passive && f.groups[0].first > f.word
	f.denied = p.Negated && !f.groups[0].none()
	if g := p.Agent(); g != nil {
		f.by = authority(strings.ToLower(r.in.WordText(g.Head)))
	}
	probe := finding{}
	e := r.subject(&probe, f.word)
	f.also, f.unsure = probe.also, probe.unsure
	for i := e; i < f.word && p.Passive; i++ {
		f.unsure = f.unsure || r.low(i) == "are" || r.low(i) == "is"
	}
	if f.slot == claim.Injured && r.fatal(f.word) {
		f.slot = claim.Killed
	}
}

// asides moves groups that tell of some among those before them ("21 people,
// seven of them children") to the parts of f, and finds those told behind the
// people.
func (r *reader) asides(f *finding, p *nlp.Predicate) {
	kept := f.groups[:0]
	for i, g := range f.groups {
		if i > 0 && r.someOf(&g) {
			f.part = append(f.part, g)
			continue
		}
		kept = append(kept, g)
	}
	f.groups = kept
	last := f.groups[len(f.groups)-1].last
	if last <= f.word {
		r.tail(f, last)
	}
}

// wider reports whether the people that the grammar of the clause finds are the
// better reading: all that the tree gives and others joined to them by a number or
// "and", since long lists come apart in trees; or people with a number where the
// tree has others without one, or has those of the clause before.
func (r *reader) wider(f, tree *finding) bool {
	if len(f.groups) > 0 && !overlaps(tree.groups, &f.groups[0]) && f.groups[0].numbered && !f.groups[0].prefixed {
		g, o := &f.groups[0], &tree.groups[0]
		if g.total() && g.last == f.word && o.last <= g.first && r.low(g.first-1) == "," { // "six people dead, 28 injured"
			return true
		}
		if !o.numbered && (g.first == f.word+1 || o.named && g.first >= o.last && g.last <= f.word && !g.phrase.IsZero()) || o.shared && g.first >= o.last && g.last <= f.word && !r.prepositionBefore(g.first) {
			return true
		}
	}
	if len(f.groups) <= len(tree.groups) {
		return false
	}
	for i := range tree.groups {
		if !overlaps(f.groups, &tree.groups[i]) {
			return false
		}
	}
	for i := range f.groups {
		g := &f.groups[i]
		if !overlaps(tree.groups, g) && !(g.numbered && !r.someOf(g)) && r.low(g.first-1) != "and" && !(g.named && r.low(g.first-1) == ",") {
			return false
		}
	}
	return true
}

// someBehind reads "13 were killed on Monday, two of them children": some among
// the people of f, told behind other words of its clause from token i on.
func (r *reader) someBehind(f *finding, i int) {
	for k := i; k < min(r.sent.Last, i+12); k++ {
		w := r.low(k)
		if r.isHarm(k) || w == ";" || w == "." || being(w) || having(w) {
			return
		}
		if w != "," {
			continue
		}
		if g, ok := r.group(k+1, r.sent.Last); ok && g.numbered && g.of && r.someOf(&g) && !r.nextHarm(g.last) {
			f.part = append(f.part, g)
			return
		}
	}
}

// overlaps reports whether g shares words with one of gs.
func overlaps(gs []group, g *group) bool {
	for i := range gs {
		if gs[i].first < g.last && g.first < gs[i].last {
			return true
		}
	}
	return false
}

// someOf reports whether g tells of some of the people before it.
func (r *reader) someOf(g *group) bool {
	for i := g.first; i < g.last; i++ {
		if w := r.low(i); w == "them" || w == "whom" || w == "these" || w == "those" {
			return true
		}
	}
	return r.low(g.first-1) == "including" || r.low(g.first-2) == "among"
}

// groupOf is the people that an argument speaks of.
func (r *reader) groupOf(g *nlp.Argument) (group, bool) {
	ws := r.in.Words
	first, head := ws[g.First].Token, ws[g.Head].Token
	limit := min(ws[g.Last-1].Token+1, r.sent.Last)
	if first < r.sent.First || head >= r.sent.Last {
		return group{}, false // told in another sentence
	}
	first = r.boundBefore(first)
	if ws[g.Head].UPOS == nlp.PRON && g.Name < 0 {
		return r.pronoun(g, head)
	}
	m, ok := r.group(first, limit)
	switch {
	case ok && (m.last > head || m.numbered && m.of || m.category == all && m.last >= head):
		return m, true
	case g.Name >= 0 && r.in.Names[g.Name].Kind == entity.Person:
		n := &r.in.Names[g.Name]
		if !ok || m.numbered || m.last > n.First { // else "a civilian, Ana Ruiz"
			m = group{first: n.First, count: count.Exactly(1), category: anyone, phrase: n.Span}
		}
		m.last, m.named = n.Last, true
		return m, n.First >= r.sent.First && n.Last <= r.sent.Last
	}
	return r.nominal(g, first, head)
}

// boundBefore is the token where the number starts that token i lies in: the tree
// may leave the words of its bound ("at least 20") outside of the phrase.
func (r *reader) boundBefore(i int) int {
	for k := i; k >= max(r.sent.First, i-5); k-- {
		if n := r.numberAt(k); n != nil {
			if n.Kind == nlp.Cardinal && n.Last > i {
				return k
			}
			return i
		}
	}
	return i
}

// pronoun is the people that a pronoun counts: one for "he", those told of before
// in the sentence for "them", nobody for "no one".
func (r *reader) pronoun(g *nlp.Argument, head int) (group, bool) {
	if n := r.numberAt(head); n != nil && n.Kind == nlp.Cardinal {
		return r.group(head, r.sent.Last)
	}
	switch r.low(head) {
	case "they", "them":
		return r.those(head)
	case "he", "she", "him", "her", "himself", "herself":
		return r.single(head, head, head+1)
	}
	return group{}, false
}

// nominal is the people of a noun phrase that the grammar of groups does not know:
// the number that hangs on its head, or one for a singular; the head must be
// somebody by its class.
func (r *reader) nominal(g *nlp.Argument, first, head int) (group, bool) {
	w := &r.in.Words[g.Head]
	category, plural, known := personNoun(r.low(head))
	if !known {
		if g.Kind != entity.Person || g.Name >= 0 {
			return group{}, false
		}
		category, plural = anyone, strings.Contains(w.Feats, "Number=Plur")
	}
	m := group{first: first, last: head + 1}
	from := first
	for k := first; k < head; k++ {
		n := r.numberAt(k)
		if n == nil || n.Kind != nlp.Cardinal || !n.Count.Known() || n.Last > head {
			continue
		}
		m.first, m.count, m.numbered, m.extra = k, n.Count, true, n.More
		m.vague = n.Count.Approximate && n.Count.Max == count.Open
		from = n.Last
	}
	switch {
	case m.numbered:
	case plural:
		return group{}, false
	default:
		m.count = count.Exactly(1)
		for determiner(r.low(from)) && from < head {
			from++
		}
		m.extra = r.low(first) == "another"
	}
	m.category = r.category(from, head, category)
	m.phrase = r.in.SpanOf(from, head+1)
	return m, true
}
