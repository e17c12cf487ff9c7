package coref

import "dossier/internal/nlp"

// tree is the trees of an analysis the way mentions are read off them: the
// children of each word and the stretch of words each governs.
type tree struct {
	words       []nlp.Word
	first, next []int32 // first child of a word; next child of its head; -1 for none
	left, right []int32 // the words [left, right) that a word governs, itself among them
	order       []int32 // the words that hang on a root, heads before children
	sentence    []int32 // the sentence of a word
}

// widest is how many children of a word are looked at when one with a relation
// is sought.
const widest = 48

// read makes the tree of a. Heads outside the sentence count as none; words on a
// circle govern themselves alone.
func (t *tree) read(a *nlp.Analysis) {
	n := len(a.Words)
	t.words = a.Words
	t.first, t.next = resize(t.first, n), resize(t.next, n)
	t.left, t.right = resize(t.left, n), resize(t.right, n)
	t.sentence = resize(t.sentence, n)
	t.order = t.order[:0]
	for i := range t.first {
		t.first[i], t.next[i], t.sentence[i] = -1, -1, -1
		t.left[i], t.right[i] = int32(i), int32(i+1)
	}
	for si := range a.Sentences {
		s := &a.Sentences[si]
		for i := s.LastWord - 1; i >= s.FirstWord; i-- {
			t.sentence[i] = int32(si)
			if h := a.Words[i].Head; h >= s.FirstWord && h < s.LastWord && h != i {
				t.next[i] = t.first[h]
				t.first[h] = int32(i)
			}
		}
		t.walk(s.FirstWord, s.LastWord)
	}
}

// walk puts the words [from, to) in order and works out what each governs.
func (t *tree) walk(from, to int) {
	begin := len(t.order)
	for i := from; i < to; i++ {
		if h := t.words[i].Head; h < from || h >= to || h == i {
			t.order = append(t.order, int32(i))
		}
	}
	for k := begin; k < len(t.order); k++ {
		for c := t.first[t.order[k]]; c >= 0; c = t.next[c] {
			t.order = append(t.order, c)
		}
	}
	for k := len(t.order) - 1; k >= begin; k-- {
		i := t.order[k]
		for c := t.first[i]; c >= 0; c = t.next[c] {
			t.left[i], t.right[i] = min(t.left[i], t.left[c]), max(t.right[i], t.right[c])
		}
	}
}

// head is the head of word i within its sentence, -1 for none.
func (t *tree) head(i int32) int32 {
	h := t.words[i].Head
	if h < 0 || h >= len(t.words) || h == int(i) || t.sentence[h] != t.sentence[i] {
		return -1
	}
	return int32(h)
}

// child is the first child of i with the relation, -1 for none.
func (t *tree) child(i int32, r nlp.Rel) int32 {
	for c, n := t.first[i], 0; c >= 0 && n < widest; c, n = t.next[c], n+1 {
		if t.words[c].Rel == r {
			return c
		}
	}
	return -1
}

// subject is the subject of i, -1 for none.
func (t *tree) subject(i int32) int32 {
	for c, n := t.first[i], 0; c >= 0 && n < widest; c, n = t.next[c], n+1 {
		switch t.words[c].Rel {
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

// predicate reports whether word i is the predicate of a clause.
func (t *tree) predicate(i int32) bool {
	return t.child(i, nlp.Cop) >= 0 || t.subject(i) >= 0
}

// nominal is the words [from, to) that name the thing whose head is i.
func (t *tree) nominal(i int32) (from, to int32) {
	from, to = i, i+1
	predicate := t.predicate(i)
	for c := t.first[i]; c >= 0; c = t.next[c] {
		if c > i && t.words[c].Rel == nlp.Conj {
			break // what comes behind the next part belongs to all
		}
		if !outside(t.words[c].Rel, c < i, predicate) {
			from, to = min(from, t.left[c]), max(to, t.right[c])
		}
	}
	return from, to
}

// joined is the words [from, to) of i with everything joined to it by
// conjunction; to is 0 when nothing is.
func (t *tree) joined(i int32) (from, to int32) {
	last := int32(-1)
	for c := t.first[i]; c >= 0; c = t.next[c] {
		if t.words[c].Rel == nlp.Conj && nounLike(t.words[c].UPOS) {
			last = c
		}
	}
	if last < 0 {
		return 0, 0
	}
	from, to = t.nominal(i)
	if c := t.child(i, nlp.CcPreconj); c >= 0 && c < i {
		from = min(from, c)
	}
	_, end := t.nominal(last)
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
