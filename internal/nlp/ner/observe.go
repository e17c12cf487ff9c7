package ner

import (
	"unicode"
	"unicode/utf8"

	"dossier/internal/entity"
	"dossier/internal/learn/crf"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// sight is what the tagger sees of one token, each part as a number to hash.
type sight struct {
	word    uint32
	shape   uint32
	pre     [4]uint32 // the first one to four letters
	suf     [4]uint32 // the last one to four
	part    uint32    // the part behind the last hyphen, 0 for none
	form    form
	flags   uint32
	class   class
	hit     uint8         // kind of the lexicon's name that covers it, with its place in it
	rule    uint8         // kind the rules give it, with its place in the name
	cluster uint32        // of words used alike, 0 for none
	entry   uint16        // sorts the dictionary gives it, with its place in the phrase
	upos    uint8         // of its first word
	ending  uint8         // the part of speech of its last word
	rel     uint8         // relation of its first word
	head    uint32        // the word that it hangs on
	label   nlp.NameLabel // what the network takes it for
	leaning nlp.Leaning   // and how it came to that
	before  uint8         // what the first pass made of the word elsewhere in the document
}

// form is how a token is written, as the tagger sees it.
type form uint8

const (
	small form = iota
	titled
	upper
	mixed
	digits
	mark
	titledPeriod // "Mr.", "J."
)

// The flags of a sight.
const (
	flagGiven uint32 = 1 << iota
	flagSurname
	flagCommon
	flagWeak
	flagSeenLower
	flagSeenStrong
	flagSeenOften
)

// Known is what the tagger knows by heart: phrases that name things, and which
// words are used alike.
type Known struct {
	Dictionary *Dictionary
	Clusters   *Clusters
}

// Observer turns a document into sequences of features, one a sentence. The
// workshop trains on what it gives; the stage labels by it.
type Observer struct {
	r      *reader
	sights []sight
	modes  []uint8 // by sentence
}

// Observe reads a document by the rules and looks at every token once. The
// analysis is left as it is.
func Observe(a *nlp.Analysis, k *Known) *Observer {
	r := newReader(a)
	for i := range a.Sentences {
		r.sentence(i)
	}
	r.settle()
	return observe(r, k)
}

func observe(r *reader, k *Known) *Observer {
	o := &Observer{r: r, sights: make([]sight, len(r.a.Tokens)), modes: make([]uint8, len(r.a.Sentences))}
	for i := range o.sights {
		o.look(i)
		o.sights[i].cluster = k.Clusters.find(o.sights[i].word)
	}
	o.syntax()
	for i, s := range r.a.Sentences {
		o.modes[i] = o.modeOf(s)
		o.lookUp(s, o.modes[i])
		k.Dictionary.mark(o.sights[s.First:s.Last])
	}
	for i := range r.names {
		c := &r.names[i]
		for n := c.First; n < c.Last; n++ {
			o.sights[n].rule = placed(kindCode(&c.Name), n, c.First, c.Last)
		}
	}
	return o
}

// syntax tells each sight what tags and trees say of its words.
func (o *Observer) syntax() {
	for i := range o.r.a.Words {
		w := &o.r.a.Words[i]
		s := &o.sights[w.Token]
		s.ending = uint8(w.UPOS)
		if s.upos != 0 {
			continue
		}
		s.upos, s.rel, s.label, s.leaning = uint8(w.UPOS), uint8(w.Rel), w.Label, w.Leaning
		if w.Head >= 0 && w.Head < len(o.r.a.Words) {
			s.head = o.sights[o.r.a.Words[w.Head].Token].word
		}
	}
}

// placed joins a kind with whether token k is the name's first, last, only or
// an inner one.
func placed(kind uint8, k, first, last int) uint8 {
	p := uint8(0)
	switch {
	case last == first+1:
		p = 3
	case k == last-1:
		p = 2
	case k > first:
		p = 1
	}
	return kind<<2 | p
}

// kindCode numbers what the rules make of a name, from 1.
func kindCode(n *nlp.Name) uint8 {
	switch {
	case n.Adjective:
		return 1
	case n.Kind == entity.Person:
		return 2
	case n.Kind == entity.Organisation:
		return 3
	case n.Kind == entity.Group:
		return 4
	case n.Kind == entity.State:
		return 5
	case n.Kind == entity.Facility:
		return 6
	}
	return 7
}

// look fills the sight of token i with what it shows by itself.
func (o *Observer) look(i int) {
	t, w, s := &o.r.a.Tokens[i], &o.r.words[i], &o.sights[i]
	raw := o.r.a.TokenText(i)
	s.word = hashWord(t.Lower)
	s.shape, s.form = shapeOf(raw, t.Shape)
	s.class = w.class
	affixes(t.Lower, &s.pre, &s.suf)
	if k := lastHyphen(t.Lower); k > 0 {
		s.part = hashWord(t.Lower[k+1:])
	}
	if s.form == mark || s.form == digits {
		return
	}
	c := o.r.seen[t.Lower]
	set := func(f uint32, yes bool) {
		if yes {
			s.flags |= f
		}
	}
	set(flagGiven, isGiven(t.Lower))
	set(flagSurname, isSurname(t.Lower))
	set(flagCommon, isCommon(t.Lower))
	set(flagWeak, w.weak)
	set(flagSeenLower, c.lower > 0)
	set(flagSeenStrong, c.strong > 0)
	set(flagSeenOften, c.strong > 1)
}

// hashWord is the hash of a word with its digits alike.
func hashWord(w string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if '0' <= c && c <= '9' {
			c = '0'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// affixes hashes the first and last letters of w.
func affixes(w string, pre, suf *[4]uint32) {
	at := 0
	for k := range pre {
		_, n := utf8.DecodeRuneInString(w[at:])
		at += n
		pre[k] = hashWord(w[:at])
	}
	at = len(w)
	for k := range suf {
		_, n := utf8.DecodeLastRuneInString(w[:at])
		at -= n
		suf[k] = hashWord(w[at:])
	}
}

func lastHyphen(w string) int {
	for i := len(w) - 2; i > 0; i-- {
		if w[i] == '-' {
			return i
		}
	}
	return 0
}

// shapeOf hashes the classes of a token's letters with runs taken together, and
// tells its form.
func shapeOf(s string, sh nlp.Shape) (uint32, form) {
	h, last, run := uint32(2166136261), byte(0), 0
	for _, c := range s {
		k := byte('x')
		switch {
		case unicode.IsUpper(c):
			k = 'X'
		case unicode.IsLower(c):
		case unicode.IsDigit(c):
			k = '0'
		case c < utf8.RuneSelf:
			k = byte(c)
		}
		if k == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = k, 1
		}
		h = (h ^ uint32(k)) * 16777619
	}
	f := small
	switch sh {
	case nlp.Title:
		f = titled
		if last == '.' {
			f = titledPeriod
		}
	case nlp.Upper:
		f = upper
		if last == '.' && len(s) == 2 {
			f = titledPeriod
		}
	case nlp.Mixed:
		f = mixed
	case nlp.Digit:
		f = digits
	case nlp.Punct, nlp.Symbol:
		f = mark
	}
	return h, f
}

// modeOf is how a sentence uses capitals, with one more mode: none at all.
func (o *Observer) modeOf(s nlp.Sentence) uint8 {
	m := o.r.modeOf(s)
	if m != running {
		return uint8(m)
	}
	words := 0
	for i := s.First; i < s.Last; i++ {
		switch o.sights[i].form {
		case titled, upper, mixed, titledPeriod:
			return uint8(running)
		case small:
			words++
		}
	}
	if words > 1 {
		return caseless
	}
	return uint8(running)
}

// caseless is the mode of a sentence without a capital.
const caseless = 3

// lookUp marks the lexicon's names in a sentence, those of a sentence without
// capitals too.
func (o *Observer) lookUp(s nlp.Sentence, mode uint8) {
	r := o.r
	r.texts = r.texts[:0]
	for i := s.First; i < s.Last; i++ {
		r.texts = append(r.texts, capitalised(r.a.TokenText(i)))
	}
	for i := s.First; i < s.Last; {
		code, n := hitCode(r.words[i].hit), r.words[i].hit.n
		if n == 0 {
			code, n = o.uncapped(i, s, mode)
		}
		for k := i; k < i+n; k++ {
			o.sights[k].hit = placed(code, k, i, i+n)
		}
		i += max(1, n)
	}
}

// uncapped is the lexicon's name that starts at token i of s, written in small
// letters: "tampa bay".
func (o *Observer) uncapped(i int, s nlp.Sentence, mode uint8) (code uint8, n int) {
	t := &o.sights[i]
	if t.form != small || t.class&(never|particle) != 0 || t.flags&flagCommon != 0 && mode != caseless {
		return 0, 0
	}
	at := i - s.First
	h := lexicon.Longest(o.r.texts[at:min(at+longestHit, len(o.r.texts))])
	for h.Words > 1 && o.sights[i+h.Words-1].class&never != 0 {
		h.Words--
	}
	return lexCode(h) + 5, h.Words
}

// capitalised is w with a capital first.
func capitalised(w string) string {
	if c := w[0]; 'a' <= c && c <= 'z' {
		return string(c-'a'+'A') + w[1:]
	}
	return w
}

func hitCode(h hit) uint8 {
	switch {
	case h.adjective:
		return 1
	case h.kind == entity.State:
		return 2
	case h.kind == entity.Organisation:
		return 3
	}
	return 4
}

func lexCode(h lexicon.Hit) uint8 {
	switch {
	case h.Weak:
		return 5
	case h.Kind == lexicon.Demonym:
		return 1
	case h.Kind == lexicon.State:
		return 2
	case h.Kind == lexicon.Union:
		return 3
	}
	return 4
}

// Sentence appends the features of the tokens of sentence i to seq, which is
// emptied first. Most tokens of running text are so plainly no names that
// nothing is asked of them.
func (o *Observer) Sentence(i int, seq *crf.Sequence) {
	s := o.r.a.Sentences[i]
	o.piece(i, s.First, s.Last, seq)
}

// piece does so for tokens [first, last) of the sentence.
func (o *Observer) piece(i, first, last int, seq *crf.Sequence) {
	seq.Reset()
	s := o.r.a.Sentences[i]
	f := features{o: o, first: s.First, last: s.Last, mode: uint32(o.modes[i])}
	before, here := first == s.First || o.Plain(i, first-1), o.Plain(i, first)
	for k := first; k < last; k++ {
		after := k+1 == s.Last || o.Plain(i, k+1)
		outside := before && here && after
		if !outside {
			f.token(k, seq)
		}
		seq.Close(outside)
		before, here = here, after
	}
}

// Plain reports whether nothing about token k of sentence i hints at a name: an
// ordinary word in small letters, a mark or a figure, in a sentence in which
// capitals mean something.
func (o *Observer) Plain(i, k int) bool {
	s := &o.sights[k]
	if mode(o.modes[i]) != running || s.rule != 0 || s.hit != 0 || s.label != 0 || Sort(s.entry>>2)&^(SortRole|SortGroups) != 0 {
		return false
	}
	switch s.form {
	case mark, digits:
		return true
	case small:
		return s.flags&flagCommon != 0 || s.class&never != 0
	}
	return false
}
