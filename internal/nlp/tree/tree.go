// Package tree reads the dependency trees of an analysis: who hangs on a word,
// which words it governs, and which of them name the thing whose head it is.
package tree

import "dossier/internal/nlp"

// Tree is the trees of an analysis: the children of each word and the stretch of
// words each governs. Its memory is used again by the next Read.
type Tree struct {
	Words       []nlp.Word
	First, Next []int32 // first child of a word; next child of its head; -1 for none
	Left, Right []int32 // the words [left, right) that a word governs, itself among them
	Order       []int32 // the words that hang on a root, heads before children
	Sentence    []int32 // the sentence of a word
}

// Widest is how many children of a word are looked at when one with a relation
// is sought.
const Widest = 48

// Read makes the tree of a. Heads outside the sentence count as none; words on a
// circle govern themselves alone.
func (t *Tree) Read(a *nlp.Analysis) {
	n := len(a.Words)
	t.Words = a.Words
	t.First, t.Next = resize(t.First, n), resize(t.Next, n)
	t.Left, t.Right = resize(t.Left, n), resize(t.Right, n)
	t.Sentence = resize(t.Sentence, n)
	t.Order = t.Order[:0]
	for i := range t.First {
		t.First[i], t.Next[i], t.Sentence[i] = -1, -1, -1
		t.Left[i], t.Right[i] = int32(i), int32(i+1)
	}
	for si := range a.Sentences {
		s := &a.Sentences[si]
		for i := s.LastWord - 1; i >= s.FirstWord; i-- {
			t.Sentence[i] = int32(si)
			if h := a.Words[i].Head; h >= s.FirstWord && h < s.LastWord && h != i {
				t.Next[i] = t.First[h]
				t.First[h] = int32(i)
			}
		}
		t.walk(s.FirstWord, s.LastWord)
	}
}

// walk puts the words [from, to) in order and works out what each governs.
func (t *Tree) walk(from, to int) {
	begin := len(t.Order)
	for i := from; i < to; i++ {
		if h := t.Words[i].Head; h < from || h >= to || h == i {
			t.Order = append(t.Order, int32(i))
		}
	}
	for k := begin; k < len(t.Order); k++ {
		for c := t.First[t.Order[k]]; c >= 0; c = t.Next[c] {
			t.Order = append(t.Order, c)
		}
	}
	for k := len(t.Order) - 1; k >= begin; k-- {
		i := t.Order[k]
		for c := t.First[i]; c >= 0; c = t.Next[c] {
			t.Left[i], t.Right[i] = min(t.Left[i], t.Left[c]), max(t.Right[i], t.Right[c])
		}
	}
}

// Head is the head of word i within its sentence, -1 for none.
func (t *Tree) Head(i int32) int32 {
	h := t.Words[i].Head
	if h < 0 || h >= len(t.Words) || h == int(i) || t.Sentence[h] != t.Sentence[i] {
		return -1
	}
	return int32(h)
}

// Child is the first child of i with the relation, -1 for none.
func (t *Tree) Child(i int32, r nlp.Rel) int32 {
	for c, n := t.First[i], 0; c >= 0 && n < Widest; c, n = t.Next[c], n+1 {
		if t.Words[c].Rel == r {
			return c
		}
	}
	return -1
}

// Subject is the subject of i, -1 for none.
func (t *Tree) Subject(i int32) int32 {
	for c, n := t.First[i], 0; c >= 0 && n < Widest; c, n = t.Next[c], n+1 {
		switch t.Words[c].Rel {
		case nlp.Nsubj, nlp.NsubjPass, nlp.NsubjOuter:
			return c
		}
	}
	return -1
}

// outside reports whether a child with relation r of a nominal stands outside
// the words that name its thing: what links it to its clause, what is joined to
// it and, where the nominal is a predicate, the rest of its clause.
func outside(r nlp.Rel, left, predicate bool) bool {
	switch r {
	case nlp.Case, nlp.MarkRel, nlp.Cc, nlp.CcPreconj:
		return left || r != nlp.Case
	case nlp.Cop, nlp.Aux, nlp.AuxPass, nlp.Nsubj, nlp.NsubjPass, nlp.NsubjOuter, nlp.Csubj, nlp.CsubjPass,
		nlp.CsubjOuter, nlp.Parataxis, nlp.Discourse, nlp.Vocative, nlp.Reparandum, nlp.Dislocated, nlp.Expl,
		nlp.Orphan, nlp.Conj, nlp.Appos, nlp.PunctRel, nlp.Advcl, nlp.AdvclRelcl, nlp.List:
		return true
	case nlp.Acl, nlp.AclRelcl:
		return left // "born in Baku, the guard": told of the guard, not part of his name
	case nlp.Nmod:
		return left
	case nlp.Advmod, nlp.Obl:
		return left || predicate
	case nlp.OblUnmarked, nlp.Ccomp, nlp.Obj, nlp.Iobj, nlp.OblAgent:
		return predicate
	case nlp.Dep:
		return !left || predicate
	}
	return false
}

// Predicate reports whether word i is the predicate of a clause.
func (t *Tree) Predicate(i int32) bool {
	return t.Child(i, nlp.Cop) >= 0 || t.Subject(i) >= 0
}

// Nominal is the words [from, to) that name the thing whose head is i.
func (t *Tree) Nominal(i int32) (from, to int32) {
	from, to = i, i+1
	predicate := t.Predicate(i)
	for c := t.First[i]; c >= 0; c = t.Next[c] {
		if c > i && t.Words[c].Rel == nlp.Conj {
			break // what comes behind the next part belongs to all
		}
		if !outside(t.Words[c].Rel, c < i, predicate) {
			from, to = min(from, t.Left[c]), max(to, t.Right[c])
		}
	}
	return from, to
}

// Joined is the words [from, to) of i with everything joined to it by
// conjunction; to is 0 when nothing is.
func (t *Tree) Joined(i int32) (from, to int32) {
	last := int32(-1)
	for c := t.First[i]; c >= 0; c = t.Next[c] {
		if t.Words[c].Rel == nlp.Conj && nounLike(t.Words[c].UPOS) {
			last = c
		}
	}
	if last < 0 {
		return 0, 0
	}
	from, to = t.Nominal(i)
	if c := t.Child(i, nlp.CcPreconj); c >= 0 && c < i {
		from = min(from, c)
	}
	_, end := t.Nominal(last)
	return from, max(to, end)
}

func nounLike(p nlp.UPOS) bool { return p == nlp.NOUN || p == nlp.PROPN || p == nlp.PRON }

// resize is s with n elements, its memory kept where it is large enough.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
