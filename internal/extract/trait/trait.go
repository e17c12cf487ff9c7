// Package trait reads what people are: their age, their sex and the ethnic group
// that the text names, from the words beside each mention ("Ana Ruiz, 34, …", "a
// 28-year-old Latino man", "the victim was 17") and along the chain of mentions
// of one person. It runs when the people are known, described ones among them.
package trait

import (
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor fills the traits of the entities. The zero Extractor is ready.
type Extractor struct{}

// Name is "trait".
func (Extractor) Name() string { return "trait" }

// Version is raised with every change of what is read.
func (Extractor) Version() string { return "1" }

// Extract sets Age, Sex and Ethnicity of the people in in.Set.Entities. Of
// several ages the first told counts: coders and readers meet it first.
func (x Extractor) Extract(in *extract.Input) {
	r := newReader(in)
	for i := range in.Numbers {
		n := &in.Numbers[i]
		if n.Kind == nlp.Age && n.Unit == "year" && n.Count.Known() || r.told(n) {
			r.age(n)
		}
	}
	for i := range in.Words {
		r.word(i)
	}
}

// reader knows which person each word is the head of.
type reader struct {
	in   *extract.Input
	of   []claim.EntityID // the person of whom each word is the head, "" for none
	kids []int32          // the first child of each word, -1 for none
	next []int32          // the next child of its head
}

func newReader(in *extract.Input) *reader {
	r := &reader{in: in, of: make([]claim.EntityID, len(in.Words)), kids: make([]int32, len(in.Words)), next: make([]int32, len(in.Words))}
	for i := range in.Words {
		r.kids[i], r.next[i] = -1, -1
	}
	for i := len(in.Words) - 1; i >= 0; i-- {
		if h := in.Words[i].Head; h >= 0 {
			r.next[i], r.kids[h] = r.kids[h], int32(i)
		}
	}
	for i := range in.Set.Entities {
		e := &in.Set.Entities[i]
		if e.Kind != entity.Person {
			continue
		}
		for _, m := range e.Mentions {
			if h := extract.HeadOf(in, m.Span); h >= 0 && r.of[h] == "" {
				r.of[h] = e.ID
			}
		}
	}
	r.chains()
	return r
}

// chains gives every mention of a chain the person of those that have one; a
// chain of two persons gives nobody more than he has.
func (r *reader) chains() {
	for c := range r.in.Chains {
		ms := r.in.Chains[c].Mentions
		var id claim.EntityID
		for i := range ms {
			o := r.of[ms[i].Head]
			if o == "" {
				continue
			}
			if id != "" && o != id {
				if r.named(o) && r.named(id) {
					id = ""
					break
				}
				if r.named(id) {
					continue
				}
			}
			id = o
		}
		if id == "" {
			continue
		}
		for i := range ms {
			if r.of[ms[i].Head] == "" || !r.named(r.of[ms[i].Head]) {
				r.of[ms[i].Head] = id
			}
		}
	}
}

func (r *reader) named(id claim.EntityID) bool {
	e := r.in.Entity(id)
	return e != nil && e.Named
}

// age gives the age n to the person that it is told of.
func (r *reader) age(n *nlp.Number) {
	first, last := extract.WordsIn(r.in, n.Span)
	if first >= last {
		return
	}
	id := r.beside(n)
	if id == "" {
		id = r.above(extract.HeadIn(r.in, first, last))
	}
	e := r.in.Entity(id)
	if e == nil {
		return
	}
	if e.Age == nil {
		c := n.Count
		e.Age = &claim.Trait{Count: &c}
	}
	if *e.Age.Count == n.Count {
		e.Age.Citations = append(e.Age.Citations, r.in.Cite(n.Head))
	}
}

// told reports whether a plain number is all that is said of a person: "he was
// 27".
func (r *reader) told(n *nlp.Number) bool {
	if n.Kind != nlp.Cardinal || !n.Count.IsExact() || n.Count.Min < 1 || n.Count.Min > 110 {
		return false
	}
	first, last := extract.WordsIn(r.in, n.Span)
	if last != first+1 || r.in.Words[first].UPOS != nlp.NUM || r.in.Tokens[n.First].Shape != nlp.Digit {
		return false
	}
	cop := false
	for c := r.kids[first]; c >= 0; c = r.next[c] {
		cop = cop || r.in.Words[c].Rel == nlp.Cop
	}
	s := r.subject(first)
	return cop && s >= 0 && r.of[s] != ""
}

// beside is the person whose name stands before the age and a comma or bracket
// ("Ana Ruiz, 34,"), or right behind it ("34-year-old Ana Ruiz").
func (r *reader) beside(n *nlp.Number) claim.EntityID {
	a := r.in
	i := n.First - 1
	for i > 0 && (a.Tokens[i].Lower == "," || a.Tokens[i].Lower == "(" || a.Tokens[i].Lower == "age") {
		i--
	}
	if i >= 0 && i < n.First-1 {
		if o := extract.NameAt(a, i); o != nil && o.Kind == entity.Person && o.Last == i+1 {
			return extract.EntityAt(a, i)
		}
	}
	if n.Last < len(a.Tokens) {
		if o := extract.NameAt(a, n.Last); o != nil && o.Kind == entity.Person && o.First == n.Last {
			return extract.EntityAt(a, n.Last)
		}
	}
	return ""
}

// above is the person at the nearest head above word i: the age belongs to its
// noun ("a 17-year-old student"), to its subject ("he was 17") or to whom a
// clause tells of ("Ruiz, who was 17").
func (r *reader) above(i int) claim.EntityID {
	for k := 0; k < 5 && i >= 0; k++ {
		if id := r.of[i]; id != "" {
			return id
		}
		if s := r.subject(i); s >= 0 && r.of[s] != "" {
			return r.of[s]
		}
		w := &r.in.Words[i]
		if !attaches(w.Rel) {
			return ""
		}
		i = w.Head
	}
	return ""
}

// attaches reports whether what hangs by the relation tells of its head.
func attaches(rel nlp.Rel) bool {
	switch rel {
	case nlp.Amod, nlp.Nummod, nlp.Compound, nlp.Appos, nlp.Nmod, nlp.NmodUnmarked, nlp.NmodDesc, nlp.OblUnmarked, nlp.Flat,
		nlp.Acl, nlp.AclRelcl, nlp.Advmod, nlp.Dep, nlp.List, nlp.Fixed, nlp.Goeswith:
		return true
	}
	return false
}

func (r *reader) subject(i int) int {
	for c := r.kids[i]; c >= 0; c = r.next[c] {
		switch r.in.Words[c].Rel {
		case nlp.Nsubj, nlp.NsubjPass, nlp.NsubjOuter:
			return int(c)
		}
	}
	return -1
}

// word reads sex and ethnic group off word i where it is, or stands beside, the
// head of a person.
func (r *reader) word(i int) {
	w := &r.in.Words[i]
	lower := r.in.Tokens[w.Token].Lower
	if s := sexOf(lower); s != "" {
		if e := r.in.Entity(r.person(i, w)); e != nil {
			e.Sex = add(e.Sex, s, r.in.Cite(w.Span))
		}
	}
	if g, n := r.ethnic(i); g != "" {
		sp := text.Span{Start: w.Span.Start, End: r.in.Words[i+n-1].Span.End}
		if e := r.in.Entity(r.person(i+n-1, &r.in.Words[i+n-1])); e != nil {
			e.Ethnicity = add(e.Ethnicity, g, r.in.Cite(sp))
		}
	}
}

// person is whom word i tells of.
func (r *reader) person(i int, w *nlp.Word) claim.EntityID {
	if id := r.of[i]; id != "" {
		return id
	}
	if w.UPOS == nlp.PRON || w.UPOS == nlp.DET {
		return "" // "her" tells of its chain alone
	}
	return r.above(i)
}

// add is t with one more citation, or a new trait where there is none; another
// value than the first told adds nothing.
func add(t *claim.Trait, s string, c doc.Citation) *claim.Trait {
	switch {
	case t == nil:
		return &claim.Trait{Text: s, Citations: []doc.Citation{c}}
	case t.Text == s && len(t.Citations) < 3:
		t.Citations = append(t.Citations, c)
	}
	return t
}
