package record

import (
	"slices"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/name"
	"dossier/internal/review"
	"dossier/schema"
)

// judgements is what people said of the entities of the documents: which are one
// and which are two. A nil one says nothing.
type judgements struct {
	at      map[entityKey]int // the number of each entity that somebody judged
	settled *review.Settled
	where   map[int]int    // where each group of entities stands in the record
	who     map[int]string // who said last that the entities of a group are one
}

// judge works out what people said of the entities of the group's documents.
func (f *folder) judge() {
	var said []review.Tie
	by := map[int]string{} // who said each
	j := &judgements{at: map[entityKey]int{}, where: map[int]int{}, who: map[int]string{}}
	for i := range f.known.Decisions {
		d := &f.known.Decisions[i]
		if d.Pair == nil {
			continue
		}
		a, _ := f.meant(d.Pair, 0)
		b, _ := f.meant(d.Pair, 1)
		said = append(said, review.Tie{Kind: d.Kind, A: j.numbers(a), B: j.numbers(b)})
		if d.Kind == review.SameEntity { // each side is one too
			by[len(said)-1] = d.Who
			said = append(said, j.whole(a), j.whole(b))
		}
	}
	if len(said) == 0 {
		return
	}
	j.settled = review.Settle(len(j.at), said)
	for i, t := range said {
		if by[i] != "" && len(t.A) > 0 {
			j.who[j.settled.Group(t.A[0])] = by[i]
		}
	}
	f.pairs = j
}

// saidBy is who said that an entity is one with others.
func (j *judgements) saidBy(k entityKey) string {
	if j == nil {
		return ""
	}
	n, ok := j.at[k]
	if !ok {
		return ""
	}
	return j.who[j.settled.Group(n)]
}

// numbers are the numbers of some entities.
func (j *judgements) numbers(keys []entityKey) []int {
	var out []int
	for _, k := range keys {
		n, ok := j.at[k]
		if !ok {
			n = len(j.at)
			j.at[k] = n
		}
		out = append(out, n)
	}
	return out
}

// whole ties the entities of one side together.
func (j *judgements) whole(keys []entityKey) review.Tie {
	all := j.numbers(keys)
	if len(all) == 0 {
		return review.Tie{Kind: review.SameEntity}
	}
	return review.Tie{Kind: review.SameEntity, A: all[:1], B: all[1:]}
}

// placed is where the group of an entity stands in the record already, or -1.
func (j *judgements) placed(k entityKey) int {
	if j == nil {
		return -1
	}
	if n, ok := j.at[k]; ok {
		if i, ok := j.where[j.settled.Group(n)]; ok {
			return i
		}
	}
	return -1
}

// place notes where an entity stands in the record.
func (j *judgements) place(k entityKey, i int, m *mergedEntity) {
	if j == nil {
		return
	}
	if n, ok := j.at[k]; ok {
		g := j.settled.Group(n)
		j.where[g] = i
		if !slices.Contains(m.groups, g) {
			m.groups = append(m.groups, g)
		}
	}
}

// apart reports whether people said that an entity is none of those that an entity
// of the record is made of.
func (j *judgements) apart(k entityKey, m *mergedEntity) bool {
	if j == nil {
		return false
	}
	n, ok := j.at[k]
	if !ok {
		return false
	}
	g := j.settled.Group(n)
	return slices.ContainsFunc(m.groups, func(o int) bool { return j.settled.Apart(g, o) })
}

// judgedApart reports whether people said that the entities of two values are two.
func (f *folder) judgedApart(a, b *mergedValue) bool {
	if f.pairs == nil {
		return false
	}
	x, y := f.entityOf(a), f.entityOf(b)
	if x == nil || y == nil || x == y {
		return false
	}
	for _, g := range x.groups {
		if slices.ContainsFunc(y.groups, func(o int) bool { return f.pairs.settled.Apart(g, o) }) {
			return true
		}
	}
	return false
}

// meant finds the entities of documents that one side of a judgement means: those
// that its words mention, and those that are called by its names and by none of
// the other side. Other is set when its words are there and mean somebody else.
func (f *folder) meant(pair *[2]review.Subject, side int) (keys []entityKey, other bool) {
	s, o := &pair[side], &pair[1-side]
	words, others := f.words(s.Words), f.words(o.Words)
	found := map[doc.ID]bool{} // documents whose words mention somebody
	seen := map[doc.ID]bool{}
	for _, named := range []bool{false, true} { // by words, then by name
		clear(seen)
		for _, p := range f.parts {
			d := p.Source.Doc.ID
			if seen[d] {
				continue
			}
			seen[d] = true
			for i := range p.Source.Set.Entities {
				e := &p.Source.Set.Entities[i]
				k := entityKey{d, e.ID}
				switch {
				case slices.Contains(keys, k):
				case !named && mentions(e, words) && f.isCalled(e, s):
					keys, found[d] = append(keys, k), true
				case !named && mentions(e, words):
					other = true
				case named && !found[d] && !mentions(e, others) && f.bearsName(e, s, o):
					keys = append(keys, k)
				}
			}
		}
	}
	return keys, other && len(keys) == 0
}

// mentions reports whether an entity is mentioned in some words.
func mentions(e *claim.Entity, words []doc.Citation) bool {
	return slices.ContainsFunc(e.Mentions, func(m doc.Citation) bool {
		return slices.ContainsFunc(words, func(w doc.Citation) bool {
			return m.Document == w.Document && m.Span.Overlaps(w.Span)
		})
	})
}

// isCalled reports whether an entity can be the one that a subject names: what it is
// called stands in some likeness to a name of the subject.
func (f *folder) isCalled(e *claim.Entity, s *review.Subject) bool {
	if !compatible(string(e.Kind), string(s.Kind)) {
		return false
	}
	for _, n := range append([]string{s.Name}, s.Names...) {
		for _, k := range append([]string{e.Name}, e.Aliases...) {
			switch {
			case f.foldName(n) == f.foldName(k),
				e.Kind == entity.Person && f.parsed(n).Person(f.parsed(k)) > name.Different,
				e.Kind != entity.Person && f.parsed(n).Body(f.parsed(k)) > name.Different:
				return true
			}
		}
	}
	return false
}

// bearsName reports whether an entity is called by a name of a subject, and by none
// of the other.
func (f *folder) bearsName(e *claim.Entity, s, o *review.Subject) bool {
	if !e.Named || !compatible(string(e.Kind), string(s.Kind)) {
		return false
	}
	key := f.foldName(e.Name)
	has := func(s *review.Subject) bool {
		return slices.ContainsFunc(s.Names, func(n string) bool { return f.foldName(n) == key })
	}
	return has(s) && !has(o)
}

// pairDecided tells how a judgement about entities stands to the record. Where the
// record has no report of one side, the other side alone is meant.
func (f *folder) pairDecided(d *review.Decision, out *schema.Decision) {
	for side := range d.Pair {
		s := &d.Pair[side]
		out.Names = append(out.Names, s.Name)
		out.Citations = appendCitations(out.Citations, f.cites(f.words(s.Words)))
		keys, other := f.meant(d.Pair, side)
		for _, k := range keys {
			m := f.entities[f.ents[k]]
			m.used = true
			out.Entities = appendNew(out.Entities, m.out.ID)
			if !slices.Contains(m.out.Decisions, d.Seq) {
				m.out.Decisions = append(m.out.Decisions, d.Seq)
			}
		}
		switch {
		case len(keys) > 0 || !f.has(s):
		case other:
			out.Status = changed
		case out.Status != changed:
			out.Status = obsolete
		}
	}
}

// has reports whether a report that a subject's words stand in is of the record.
func (f *folder) has(s *review.Subject) bool {
	return slices.ContainsFunc(s.Words, func(w review.Words) bool { return f.texts[w.Document] != nil })
}
