package ner

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// inner lists the names inside longer ones: the state in "Embassy of
// Azerbaijan", the nationality in "Danish Refugee Council", the person in "Anna
// Lindh Foundation", the body in "Ministry of Health Hospital".
func (r *reader) inner() []nlp.Inner {
	var out []nlp.Inner
	for i := range r.names {
		c := &r.names[i]
		if c.Kind == entity.Person || c.Last < c.First+2 {
			continue
		}
		r.bounds(c)
		for k := c.First; k < c.Last; {
			n, ok := r.innerAt(k, c)
			if !ok {
				k++
				continue
			}
			n.Outer = i
			out = append(out, n)
			k = n.Last
		}
	}
	return out
}

// innerAt is the name that starts at token k inside c.
func (r *reader) innerAt(k int, c *candidate) (nlp.Inner, bool) {
	n := nlp.Inner{Name: nlp.Name{First: k, Entity: -1}}
	h := r.words[k].hit
	person := c.Kind != entity.Place && r.words[k].given && k+2 < c.Last && r.bareName(k+1) && (h.n == 0 || h.kind == entity.Place)
	switch {
	case person:
		n.Last, n.Kind = k+2, entity.Person
	case h.n > 0 && h.kind != "" && k+h.n <= c.Last && h.n < c.Last-c.First:
		n.Last, n.Kind, n.Country, n.Adjective = k+h.n, h.kind, h.country, h.adjective
	default:
		for last := min(c.Last, k+knownWords[r.a.Tokens[k].Lower]); last > k; last-- {
			if kind, ok := r.knownKind(k, last); ok && r.written(k, last-k) && last-k < c.Last-c.First {
				n.Last, n.Kind = last, kind
				break
			}
		}
	}
	if n.Last == 0 {
		return n, false
	}
	n.Span = r.a.SpanOf(n.First, n.Last)
	return n, true
}

// bareName reports whether word k is a capitalised word that means nothing
// else: likely a family name.
func (r *reader) bareName(k int) bool {
	w := &r.words[k]
	return w.cap && !w.common && w.class&^(particle) == 0 && w.hit.n == 0
}
