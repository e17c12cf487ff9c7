package event

import (
	"slices"
	"strings"

	"dossier/internal/nlp"
)

// tellingKey is what two tellings of one happening share.
type tellingKey struct {
	verb, when string
	who        string
}

// arrange gives the steps their places: those that no date tells apart stand in
// the order of the telling, but what is told in the pluperfect, or behind
// "after", stands before what it is told beside, and what is told behind "before"
// after it. A step told a second time is a detail of the first.
func (r *reader) arrange() {
	order := make([]int, 0, len(r.steps))
	for i := range r.steps {
		at := len(order)
		if b := r.precedes(i); b >= 0 {
			if k := slices.Index(order, b); k >= 0 {
				at = k
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

// precedes is the step before which step i happened though it is told behind it;
// -1 for none.
func (r *reader) precedes(i int) int {
	s := &r.steps[i]
	p := &r.in.Predicates[s.predicate]
	// "after the guards had fled", "after the attack": the main clause comes later
	for k := range r.in.Predicates {
		q := &r.in.Predicates[k]
		if q.Sentence > p.Sentence {
			break
		}
		if q.Sentence != p.Sentence || r.of[k] < 0 || r.of[k] >= i {
			continue
		}
		for g := range q.All(nlp.Time) {
			if g.Predicate == s.predicate && g.Prep >= 0 && r.in.Words[g.Prep].Lemma == "after" {
				return r.of[k]
			}
		}
	}
	if !s.before || i == 0 {
		return -1
	}
	for k := i - 1; k >= 0 && r.steps[k].sentence >= s.sentence-1; k-- {
		q := &r.in.Predicates[r.steps[k].predicate]
		if !r.steps[k].before && q.Tense == nlp.Past && !q.Perfect {
			return k
		}
	}
	return -1
}

// again makes a step a detail that tells again what another told: the same verb
// or noun of the same verb, of the same patient or agent, on the same day.
func (r *reader) again() {
	for i := range r.steps {
		s := &r.steps[i]
		p := &r.in.Predicates[s.predicate]
		if s.sure < 0.5 || !domain(p.Class) {
			continue
		}
		key := tellingKey{p.Verb, s.event.When, r.who(s)}
		if key.who == "" {
			continue
		}
		first, ok := r.told[key]
		if !ok {
			r.told[key] = i
			continue
		}
		if f := &r.steps[first]; len(f.event.Arguments) < len(s.event.Arguments) && len(f.event.What) < len(s.event.What) {
			f.sure = minor
			r.told[key] = i
		} else {
			s.sure = minor
		}
	}
}

// who is the patient of a step, or else its agent.
func (r *reader) who(s *step) string {
	for _, role := range []string{"patient", "agent"} {
		var ids []string
		for _, a := range s.event.Arguments {
			if a.Role == role {
				ids = append(ids, string(a.Entity))
			}
		}
		if len(ids) > 0 {
			return role + strings.Join(ids, "+")
		}
	}
	return ""
}
