package coref

import (
	"slices"

	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
)

// determiner is how a noun is introduced.
type determiner uint8

const (
	bare       determiner = iota // "guards"
	definite                     // "the guards"
	indefinite                   // "a guard"
	pointed                      // "this guard"
	possessed                    // "his guard", "the ministry's guard"
	quantified                   // "no guard", "every guard", "some guards"
	counted                      // "two guards"
)

// role is the place of a mention in its clause.
type role uint8

const (
	otherRole role = iota
	subject
	passiveSubject
	object
	oblique
	agent
	modifier
	possessor
	apposition
	conjunct
	compound
	predicateRole
	vocative
	top // the root of its sentence
)

// the bounds of what is kept of one mention
const (
	mostWords = 8  // content words
	textWords = 12 // words of a mention that can be compared as a whole
)

// mention is a place where the text may speak of a thing, with all that the
// features ask about it.
type mention struct {
	first, last, head int32 // words [first, last); the head word
	sentence, block   int32
	form              nlp.Form
	pro               form
	det               determiner
	role              role
	number, gender    uint8 // what it can be; 0 for not known
	kind              entity.Kind
	class             class
	sense             uint32
	name, nameThing   int32 // index into Names; the name's Entity; -1 for none
	headKey, textKey  uint32
	surname           uint32 // key of the last word of a name; 0 for what is no name
	alias             uint32 // key that nouns for one sort of person share: "the gunman", "the attacker"; 0 for none
	short             uint32 // key of its initials, of a name of several words or of one in capitals; 0 for none
	governor, prep    uint32 // keys of the lemma it hangs on and of its preposition
	words             [mostWords]uint32
	nWords            uint8   // how many of words are used
	postModified      bool    // by a clause or a prepositional phrase
	group             bool    // a conjunction as a whole: "Anna and Omar"
	deed              deed    // its part in violence, as its clause tells
	inName            bool    // a part of a longer name
	apposed           int32   // head of what it stands in apposition to, or of the subject it is the predicate of; -1
	predicate         bool    // apposed tells a subject
	describes         bool    // it says what its thing is
	quote             int32   // the quotation it stands in, -1 for none
	weight            float32 // log-odds of being a mention
	entity            int32
}

// find lists the places where the text may speak of a thing, in order: by their
// first word, the longer before the shorter.
func (r *Reading) find() {
	a := r.a
	r.mentions = r.mentions[:0]
	r.place()
	for si := range a.Sentences {
		s := &a.Sentences[si]
		from := len(r.mentions)
		for i := s.FirstWord; i < s.LastWord; i++ {
			r.at(int32(i), int32(s.Block))
		}
		r.order(from)
	}
}

// order puts the mentions from number from on in order and drops those whose
// words another has.
func (r *Reading) order(from int) {
	ms := r.mentions[from:]
	slices.SortStableFunc(ms, func(a, b mention) int {
		if a.first != b.first {
			return int(a.first - b.first)
		}
		return int(b.last - a.last)
	})
	ms = slices.CompactFunc(ms, func(a, b mention) bool { return a.first == b.first && a.last == b.last })
	r.mentions = r.mentions[:from+len(ms)]
}

// place notes for each word the longest name whose head it is, and the words
// inside names.
func (r *Reading) place() {
	a := r.a
	r.nameAt, r.inside = resize(r.nameAt, len(a.Words)), resize(r.inside, len(a.Words))
	for i := range r.nameAt {
		r.nameAt[i], r.inside[i] = -1, false
	}
	w := 0
	for n := range a.Names {
		name := &a.Names[n]
		for w > 0 && a.Words[w-1].Token >= name.First {
			w--
		}
		for w < len(a.Words) && a.Words[w].Token < name.First {
			w++
		}
		to := w
		for to < len(a.Words) && a.Words[to].Token < name.Last {
			to++
		}
		if to > w && !name.Adjective {
			r.placeName(n, w, to)
		}
	}
}

// placeName puts name n, the words [from, to), at its head word.
func (r *Reading) placeName(n, from, to int) {
	head := -1
	for i := from; i < to; i++ {
		if h := r.a.Words[i].Head; (h < from || h >= to) && (head < 0 || r.a.Words[i].UPOS == nlp.PROPN && r.a.Words[head].UPOS != nlp.PROPN) {
			head = i
		}
		r.inside[i] = r.inside[i] || to-from > 1
	}
	if head < 0 {
		head = to - 1
	}
	if b := r.bearer(head); r.nameAt[b] < 0 && !r.inside[b] {
		head = b
	}
	if r.nameAt[head] < 0 {
		r.nameAt[head] = int32(n)
	}
}

// bearer is the word that word i is a flat part of: of "President of Exampleland
// Ana Ito" the first, which heads the whole. (Where that is a name of its own, as
// in a tree that makes one of "Exampleland Ana Ito", the two stay apart.)
func (r *Reading) bearer(i int) int {
	for n := 0; n < 4 && r.a.Words[i].Rel == nlp.Flat; n++ {
		h := r.tree.Head(int32(i))
		if h < 0 {
			break
		}
		i = int(h)
	}
	return i
}

// at adds the mentions whose head is word i.
func (r *Reading) at(i, block int32) {
	w := &r.a.Words[i]
	if !r.nominalWord(i) {
		return
	}
	from, to := r.tree.Nominal(i)
	to = r.beforeName(i, to)
	if n := r.nameAt[i]; n >= 0 && w.Head < 0 && w.Rel == nlp.NoRel {
		from, to = r.nameWords(int(n), i) // there is no tree
	}
	from, to = r.trim(i, from, to)
	m := mention{first: from, last: to, head: i, sentence: r.tree.Sentence[i], block: block, name: r.nameAt[i], nameThing: -1, apposed: -1, quote: r.quoteAt(i), entity: -1}
	r.describe(&m)
	r.mentions = append(r.mentions, m)
	if from, to := r.tree.Joined(i); to > 0 && m.form != nlp.ByPronoun {
		from, to = r.trim(i, from, to)
		if from == m.first && to == m.last {
			return
		}
		r.mentions = append(r.mentions, r.joint(&m, from, to))
	}
}

// beforeName is to, or where a flat part of i that is a name of its own begins.
func (r *Reading) beforeName(i, to int32) int32 {
	for c, n := r.tree.First[i], 0; c >= 0 && n < tree.Widest; c, n = r.tree.Next[c], n+1 {
		if c > i && r.tree.Words[c].Rel == nlp.Flat && r.nameAt[c] >= 0 {
			return min(to, c)
		}
	}
	return to
}

// joint is the conjunction [from, to) whose first part is m.
func (r *Reading) joint(m *mention, from, to int32) mention {
	g := *m
	g.first, g.last, g.group = from, to, true
	g.number, g.gender = plural, male|female|neuter
	g.name, g.nameThing, g.form = -1, -1, nlp.ByNoun
	g.nWords, g.surname, g.short, g.alias = 0, 0, 0, 0
	g.textKey = r.textOf(from, to)
	g.headKey = mix(g.textKey, 77)
	return g
}

// nameWords is the words of name n around word i.
func (r *Reading) nameWords(n int, i int32) (from, to int32) {
	name := &r.a.Names[n]
	from, to = i, i+1
	for from > 0 && r.a.Words[from-1].Token >= name.First && r.tree.Sentence[from-1] == r.tree.Sentence[i] {
		from--
	}
	for int(to) < len(r.a.Words) && r.a.Words[to].Token < name.Last && r.tree.Sentence[to] == r.tree.Sentence[i] {
		to++
	}
	return from, to
}

// nominalWord reports whether word i can be the head of a mention.
func (r *Reading) nominalWord(i int32) bool {
	w := &r.a.Words[i]
	switch w.Rel {
	case nlp.Flat:
		return r.nameAt[i] >= 0
	case nlp.Fixed, nlp.Goeswith, nlp.CompoundPrt, nlp.Det, nlp.DetPredet, nlp.Amod, nlp.Discourse, nlp.Nummod, nlp.Case:
		return false
	}
	switch w.UPOS {
	case nlp.NOUN, nlp.PROPN, nlp.PRON:
		return w.Rel != nlp.NmodDesc
	case nlp.X:
		return w.Rel != nlp.NoRel || r.nameAt[i] >= 0
	case nlp.NUM, nlp.SYM, nlp.DET:
		return true
	case nlp.ADJ:
		switch w.Rel {
		case nlp.Nsubj, nlp.NsubjPass, nlp.Obj, nlp.Obl, nlp.Nmod, nlp.Appos:
			return true
		}
		return r.nameAt[i] >= 0
	case nlp.NoPOS:
		return r.nameAt[i] >= 0 || pronounForm(lower(r.a.WordText(int(i)))).kind != noPronoun
	case nlp.VERB, nlp.ADV, nlp.INTJ:
		return r.nameAt[i] >= 0 // mistagged
	}
	return false
}

// trim cuts the words [from, to) around head i to what begins and ends with a
// word, closing a bracket or quotation that it opens; a possessive's mark is no
// part of it.
func (r *Reading) trim(i, from, to int32) (int32, int32) {
	for from < i && r.a.Words[from].UPOS == nlp.PUNCT && !opens(r.a.WordText(int(from))) {
		from++
	}
	for to > i+1 && r.a.Words[to-1].UPOS == nlp.PUNCT && !closes(r.a.WordText(int(to-1))) {
		to--
	}
	if to > i+1 && r.possessiveMark(to-1) {
		to--
	}
	if int(to) < len(r.a.Words) && r.tree.Sentence[to] == r.tree.Sentence[i] && r.closesInside(from, to) {
		to++
	}
	return from, to
}

func (r *Reading) possessiveMark(i int32) bool {
	if r.a.Words[i].Rel != nlp.Case {
		return false
	}
	switch r.a.WordText(int(i)) {
	case "'s", "’s", "'", "’", "'S", "’S":
		return true
	}
	return false
}

// closesInside reports whether word to closes a bracket or quotation that opens
// among the words [from, to).
func (r *Reading) closesInside(from, to int32) bool {
	c := r.a.WordText(int(to))
	if !closes(c) {
		return false
	}
	depth := 0
	for i := from; i < to && i < from+textWords*2; i++ {
		switch w := r.a.WordText(int(i)); {
		case c == `"` && w == `"`:
			depth = 1 - depth
		case c != `"` && closes(w) && w != `"`:
			depth--
		case c != `"` && opens(w) && w != `"`:
			depth++
		}
	}
	return depth > 0
}

func opens(w string) bool  { return w == "(" || w == "[" || w == `"` || w == "“" || w == "-LRB-" }
func closes(w string) bool { return w == ")" || w == "]" || w == `"` || w == "”" || w == "-RRB-" }
