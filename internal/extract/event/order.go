package event

import (
	"slices"

	"dossier/internal/nlp"
)

// tellingKey is what two tellings of one happening share.
type tellingKey struct{ verb, when string }

// arrange gives the steps their places: those that no date tells apart stand in
// the order of the telling, but what is told in the pluperfect, or behind
// "after", stands before what it is told beside, and what is told behind "before"
// after it. A step told a second time is a detail of the first.
func (r *reader) arrange() {
	order := make([]int, 0, len(r.steps))
	for i := range r.steps {
		at := len(order)
		if b := r.precedes(i); b >= 0 {
			for k := len(order) - 1; k >= 0 && k >= len(order)-2*back; k-- {
				if order[k] == b {
					at = k
				}
			}
		}
		order = slices.Insert(order, at, i)
	}
	rank := map[string]int{"background": 0, "incident": 1, "aftermath": 2}
	slices.SortStableFunc(order, func(a, b int) int {
		return rank[r.steps[a].event.Phase] - rank[r.steps[b].event.Phase]
	})
	for n, i := range order {
		r.steps[i].event.Order = n
	}
	r.again()
}

// back is how many steps before one are looked at.
const back = 40

// precedes is the step before which step i happened though it is told behind it;
// -1 for none.
func (r *reader) precedes(i int) int {
	s := &r.steps[i]
	// "after the guards had fled", "after the attack": the main clause comes later
	for n := i - 1; n >= 0 && n >= i-back && r.steps[n].sentence == s.sentence; n-- {
		for g := range r.in.Predicates[r.steps[n].predicate].All(nlp.Time) {
			if g.Predicate == s.predicate && g.Prep >= 0 && r.in.Words[g.Prep].Lemma == "after" {
				return n
			}
		}
	}
	if !s.before || i == 0 {
		return -1
	}
	for k := i - 1; k >= 0 && k >= i-back && r.steps[k].sentence >= s.sentence-1; k-- {
		q := &r.in.Predicates[r.steps[k].predicate]
		if !r.steps[k].before && q.Tense == nlp.Past && !q.Perfect {
			return k
		}
	}
	return -1
}

// again makes a step a detail that tells again what another told: the same verb,
// or noun of it, on the same day, of the same party or thing.
func (r *reader) again() {
	for i := range r.steps {
		s := &r.steps[i]
		p := &r.in.Predicates[s.predicate]
		if s.sure < 0.5 || !domain(p.Class) && p.Class != nlp.Moving {
			continue
		}
		key := tellingKey{p.Verb, s.event.When}
		for _, k := range r.told[key][max(0, len(r.told[key])-back):] {
			if r.same(&r.steps[k], s) {
				s.sure = minor
				break
			}
		}
		r.told[key] = append(r.told[key], i)
	}
}

// same reports whether two tellings with one verb and day are of one happening:
// they share a patient, or half of the nouns of the one that has fewer, or the
// second is a noun that names no party.
func (r *reader) same(a, b *step) bool {
	q := &r.in.Predicates[b.predicate]
	if q.Noun && len(b.event.Arguments) == 0 {
		return true
	}
	for _, x := range a.event.Arguments {
		for _, y := range b.event.Arguments {
			if x == y && x.Role == "patient" {
				return true
			}
		}
	}
	x, y := r.things(a), r.things(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return n > 0 && 2*n >= len(x)
}

// things are the nouns of who and what takes part in a step, its agent left out.
func (r *reader) things(s *step) []string {
	var out []string
	p := &r.in.Predicates[s.predicate]
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Agent || g.Role == nlp.Time {
			continue
		}
		for k := g.First; k < min(r.end(g), g.First+most); k++ {
			if w := &r.in.Words[k]; w.UPOS == nlp.NOUN || w.UPOS == nlp.PROPN {
				out = append(out, w.Lemma)
			}
		}
	}
	return out
}
