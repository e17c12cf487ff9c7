package casualty

import (
	"sort"

	"dossier/internal/claim"
	"dossier/internal/nlp"
)

// predicateAt is the predicate that token t tells, nil for none.
func (r *reader) predicateAt(t int) *nlp.Predicate {
	w := r.wordAt(t)
	if w < 0 {
		return nil
	}
	if k := r.in.PredicateAt(w); k >= 0 {
		return &r.in.Predicates[k]
	}
	return nil
}

// wordAt is the first word of token t, -1 for none.
func (r *reader) wordAt(t int) int {
	ws := r.in.Words
	k := sort.Search(len(ws), func(k int) bool { return ws[k].Token >= t })
	if k < len(ws) && ws[k].Token == t {
		return k
	}
	return -1
}

// supposed reports whether the harm that token t tells is planned, tried or
// possible and not told as having happened.
func (r *reader) supposed(t int) bool {
	p := r.predicateAt(t)
	if p == nil {
		return false
	}
	return p.Modality == nlp.Planned || p.Modality == nlp.Attempted || p.Modality == nlp.Hypothetical
}

// chainOf is the chain of the people of g, -1 for none.
func (r *reader) chainOf(g *group) int {
	for t := g.last - 1; t >= g.first; t-- {
		w := r.wordAt(t)
		if w < 0 || t < g.last-1 && r.in.Words[w].UPOS == nlp.PRON { // "his" of "his brother"
			continue
		}
		if c := r.chainAt(w); c >= 0 {
			return c
		}
	}
	return -1
}

// chainAt is the chain that has a mention whose head is word w, -1 for none.
func (r *reader) chainAt(w int) int {
	if r.heads == nil {
		r.heads = map[int]int{}
		for c := range r.in.Chains {
			for _, m := range r.in.Chains[c].Mentions {
				r.heads[m.Head] = c
			}
		}
	}
	if c, ok := r.heads[w]; ok {
		return c
	}
	return -1
}

// died reports whether the one person of f, told to be hurt, is told to have died
// too: "was shot … he died".
func (r *reader) died(f *finding) bool {
	if len(f.groups) != 1 || f.groups[0].numbered {
		return false
	}
	c := r.chainOf(&f.groups[0])
	for i := range r.findings {
		o := &r.findings[i]
		if o.slot != claim.Killed || o.denied {
			continue
		}
		for k := range o.groups {
			g := &o.groups[k]
			if !g.numbered && (c >= 0 && r.chainOf(g) == c || g.first == f.groups[0].first) {
				return true
			}
		}
	}
	return false
}
