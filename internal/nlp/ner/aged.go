package ner

import (
	"slices"
	"sort"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// aged makes persons of the capitalised words that an age is told of, whatever
// else they were taken for: "27-year-old Darrien Weeks was", "Juwan Small, 17,".
// Nothing but a person has an age between commas.
func (r *reader) aged() {
	for _, s := range r.a.Sentences {
		r.first, r.last, r.mode = s.First, s.Last, r.modeOf(s)
		if r.mode != running {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			switch {
			case strings.HasSuffix(r.lower(i), "-year-old"):
				if e := r.fullName(i + 1); e > 0 && r.endsPhrase(e) {
					r.makePerson(i+1, e)
				}
			case r.lower(i) == "," && r.age(i+1) && i > s.First:
				if b := r.nameBefore(i); b >= 0 {
					r.makePerson(b, i)
				}
			}
		}
	}
}

// fullName is the end of two to four capitalised words that start at token i and
// can be a person's name, 0 for none.
func (r *reader) fullName(i int) int {
	e := i
	for e < min(r.last, i+5) && r.namePart(e) {
		e++
	}
	if n := e - i; n < 2 || n > 4 || initial(r.a.TokenText(e-1)) {
		return 0
	}
	return e
}

// namePart reports whether token i can be part of a person's name.
func (r *reader) namePart(i int) bool {
	if sh := r.a.Tokens[i].Shape; !r.words[i].cap || sh != nlp.Title && sh != nlp.Mixed && !initial(r.a.TokenText(i)) {
		return false
	}
	return r.words[i].class&(head|domain) == 0
}

// endsPhrase reports whether the words before token i are a phrase of their own
// and not the first of a longer one ("Santa Maria resident").
func (r *reader) endsPhrase(i int) bool {
	ws := r.a.Words
	k := sort.Search(len(ws), func(k int) bool { return ws[k].Token >= i })
	if i >= r.last || k >= len(ws) {
		return true
	}
	switch ws[k].UPOS {
	case nlp.PUNCT, nlp.AUX, nlp.VERB, nlp.ADP, nlp.CCONJ, nlp.SCONJ, nlp.ADV, nlp.PART, nlp.PRON:
		return true
	}
	return false
}

// nameBefore is the first of the two to four capitalised words that end before
// token i, -1 where there are none or they go on to the left.
func (r *reader) nameBefore(i int) int {
	b := i
	for b > r.first && r.namePart(b-1) {
		b--
	}
	if n := i - b; n < 2 || n > 4 || initial(r.a.TokenText(i-1)) || r.words[b].weak && r.words[b].common {
		return -1
	}
	return b
}

// makePerson makes tokens [i, j) a person unless a person or a place known to the
// lexicon stands there.
func (r *reader) makePerson(i, j int) {
	kept := make([]candidate, 0, len(r.names)+1)
	var position text.Span
	for k := range r.names {
		c := &r.names[k]
		if c.Last <= i || j <= c.First {
			kept = append(kept, *c)
			continue
		}
		if c.Kind == entity.Person && c.First == i && c.Last < j {
			position = c.Position // "Juwan" of "Juwan Small, 17"
			continue
		}
		if c.Kind == entity.Person || c.First < i || c.Last > j || r.words[c.First].hit.kind != "" && r.words[c.First].hit.n == j-i {
			return
		}
	}
	c := candidate{}
	c.First, c.Last, c.Kind, c.Entity = i, j, entity.Person, -1
	c.Span, c.Position = r.a.SpanOf(i, j), position
	r.names = append(kept, c)
	slices.SortStableFunc(r.names, func(a, b candidate) int { return a.First - b.First })
}
