package attribution

import (
	"sort"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// noun reads what is said in a noun's clause: "reports that C", "the claim by X
// that C", "X made the claim that C".
func (r *reader) noun(i int) {
	act := cue.Said(r.lemma(i))
	message := cue.SpeakerOf(r.lemma(i)) == cue.Message || act.Has(cue.Say|cue.State)
	denial := r.head(i) >= 0 && r.a.Words[i].Rel == nlp.Obj && r.act(r.head(i)).Has(cue.Deny) && r.lemma(r.head(i)) != "doubt"
	if act&^cue.Named == 0 && !message && !denial {
		return
	}
	c := r.clauseOfNoun(i)
	if c < 0 {
		r.misread(i)
		return
	}
	if h := r.head(i); h >= 0 && (r.a.Words[i].Rel == nlp.Obj && r.act(h).Has(cue.Voice) || r.misplaced(h) == c && r.complement(h) < 0 && r.act(h).Has(cue.Say|cue.State|cue.Tell)) {
		return // read with its verb
	}
	src := r.owner(i)
	if src == i {
		if by := r.maker(i); by >= 0 {
			src = by
		} else if !message || !strings.Contains(r.a.Words[i].Feats, "Number=Plur") {
			return // "reports that C" are somebody's, "a promise that C" is nobody's
		}
	}
	if h := r.head(i); h >= 0 && r.a.Words[i].Rel == nlp.Obj && r.act(h).Has(cue.Deny) && r.lemma(h) != "doubt" {
		if s := r.source(h); s >= 0 { // "denied reports that C": he says that it is not so
			src, act = s, cue.Deny
			if r.open(h) {
				return
			}
		}
	}
	from, to := r.clause(c, i)
	d := r.child(i, nlp.Det)
	r.keep(Saying{Negated: d >= 0 && r.lemma(d) == "no", Cue: i, CueSpan: r.a.Words[i].Span, Source: src, Content: r.span(from, to), Head: c, Act: act | cue.Say, Confidence: 0.55})
}

// misread reads a verb that the tagger took for a noun: "C, media report", "Police
// report C".
func (r *reader) misread(i int) {
	k, s := i-1, r.sentence(i)
	if k < s.FirstWord || !cue.Saying(r.lemma(i)).Has(cue.State) || r.head(k) != i || r.a.Words[k].Rel != nlp.Compound || !r.speaksAsBody(k) {
		return
	}
	first := k
	if first > s.FirstWord && r.a.Words[first-1].UPOS == nlp.DET {
		first--
	}
	said := Saying{Cue: i, CueSpan: r.a.Words[i].Span, Source: k, Act: cue.Say | cue.State, Confidence: 0.6}
	switch {
	case r.onlyMarks(i+1, s.LastWord) && first-1 > s.FirstWord && r.a.WordText(first-1) == "," && r.hasVerb(s.FirstWord, first-1):
		from, to := r.bare(s.FirstWord, first-1)
		said.Content, said.Head = r.span(from, to), from
	case (first == s.FirstWord || r.a.WordText(first-1) == ")") && r.opensClause(i, s.LastWord):
		from, to := r.bare(i+1, s.LastWord)
		said.Content, said.Head = r.span(from, to), from
	default:
		return
	}
	r.keep(said)
}

// speaksAsBody reports whether a noun means several or a body: what follows it can
// be a verb without an "s".
func (r *reader) speaksAsBody(k int) bool {
	l := r.lemma(k)
	return l == "media" || lower(r.a.WordText(k)) == "media" || l == "press" || cue.SpeakerOf(l) == cue.Body || cue.SpeakerOf(l) == cue.Person && strings.Contains(r.a.Words[k].Feats, "Number=Plur")
}

// opensClause reports whether the words behind i are a clause of their own: they
// begin with a noun phrase, and no verb has i as its subject.
func (r *reader) opensClause(i, limit int) bool {
	if i+1 >= limit || !r.hasVerb(i+1, limit) {
		return false
	}
	switch r.a.Words[i+1].UPOS {
	case nlp.NOUN, nlp.PROPN, nlp.DET, nlp.PRON, nlp.NUM, nlp.ADJ:
	default:
		return false
	}
	switch r.a.Words[i].Rel {
	case nlp.Nsubj, nlp.NsubjPass:
		return r.head(i) < 0 || r.subject(r.head(i)) != i
	}
	return true
}

// bracketed reads an agency or outlet named alone in brackets behind the sentence
// that it is the source of: "Two men were held. (Reuters)".
func (r *reader) bracketed(si int) {
	s := &r.a.Sentences[si]
	end := s.LastWord
	for end > s.FirstWord && r.a.WordText(end-1) == "." {
		end--
	}
	if end-s.FirstWord < 3 || r.a.WordText(end-1) != ")" {
		return
	}
	open := end - 2
	for open > s.FirstWord && end-open < 8 && r.a.WordText(open) != "(" {
		open--
	}
	name := r.nameFilling(r.span(open+1, end-1))
	if r.a.WordText(open) != "(" || name < 0 || r.a.Names[name].Kind != entity.Organisation {
		return
	}
	told := s
	from, to := s.FirstWord, open
	if open == s.FirstWord { // a sentence of its own: the one before
		if si == 0 || r.a.Sentences[si-1].Block != s.Block {
			return
		}
		told = &r.a.Sentences[si-1]
		from, to = told.FirstWord, told.LastWord
	} else if r.a.WordText(open-1) != "." {
		return // "the Central Information Office (CIO)"
	}
	if !r.hasVerb(from, to) {
		return
	}
	from, to = r.bare(from, to)
	src := open + 1
	for src < end-2 && r.head(src) > open && r.head(src) < end-1 {
		src = r.head(src)
	}
	said := false
	for i := len(r.found) - 1; i >= 0 && r.found[i].Content.End > told.Span.Start; i-- {
		if told.Span.Contains(r.found[i].Content) { // somebody else's words: the outlet passes them on
			r.found[i].Through = append(r.found[i].Through, src)
			said = true
		}
	}
	if !said {
		r.keep(Saying{Cue: -1, Source: src, Content: r.span(from, to), Head: from, Act: cue.Say, Confidence: 0.55})
	}
}

// nameFilling is the name that covers sp and nothing more, -1 for none.
func (r *reader) nameFilling(sp text.Span) int {
	k := sort.Search(len(r.a.Names), func(k int) bool { return r.a.Names[k].Span.Start >= sp.Start })
	if k < len(r.a.Names) && r.a.Names[k].Span == sp {
		return k
	}
	return -1
}

// clauseOfNoun is the clause with "that" that tells what a noun holds, -1 for
// none.
func (r *reader) clauseOfNoun(i int) int {
	out := -1
	r.children(i, func(c int) {
		switch r.a.Words[c].Rel {
		case nlp.Ccomp, nlp.Acl, nlp.AclRelcl:
		default:
			return
		}
		if c > i && out < 0 && r.thatClause(c) {
			out = c
		}
	})
	return out
}

// thatClause reports whether the clause of c opens with the conjunction "that",
// whatever the parser hung it on as.
func (r *reader) thatClause(c int) bool {
	if m := r.child(c, nlp.MarkRel); m >= 0 && r.lemma(m) == "that" {
		return true
	}
	w := &r.a.Words[r.t.Left[c]]
	if w.Rel == nlp.Obj && lower(w.Lemma) == "that" && r.subject(c) >= 0 {
		objects := 0 // "that" is no object of a verb that has another
		r.children(c, func(k int) {
			if r.a.Words[k].Rel == nlp.Obj || r.a.Words[k].Rel == nlp.Ccomp {
				objects++
			}
		})
		return objects > 1
	}
	return w.UPOS == nlp.SCONJ && lower(w.Lemma) == "that"
}

// maker is the subject of a verb that means no more than to say what its object
// holds: "X made the claim", "X gave no indication", -1 for none.
func (r *reader) maker(i int) int {
	h := r.head(i)
	if h < 0 || r.a.Words[i].Rel != nlp.Obj || r.a.Words[h].UPOS != nlp.VERB {
		return -1
	}
	if r.lemma(h) == "make" || r.lemma(h) == "have" || r.act(h).Has(cue.Voice|cue.Say|cue.State) {
		return r.source(h)
	}
	return -1
}

// accordingAt reports whether "according to" stands at word i.
func (r *reader) accordingAt(i int) bool {
	return i+2 < len(r.a.Words) && r.a.Words[i].Lemma == "accord" && lower(r.a.WordText(i)) == "according" && lower(r.a.WordText(i+1)) == "to" ||
		lower(r.a.WordText(i)) == "according" && i+2 < len(r.a.Words) && lower(r.a.WordText(i+1)) == "to"
}

// according reads "According to X, C" and "C, according to X".
func (r *reader) according(i int) {
	src := r.head(i)
	s := r.sentence(i)
	if src <= i {
		src = r.nounBehind(i+2, s.LastWord)
	}
	for n := 0; src >= 0 && n < 3; n++ {
		switch r.a.Words[src].Rel {
		case nlp.NmodDesc, nlp.Compound, nlp.Flat:
			if h := r.head(src); h >= 0 {
				src = h
			}
		}
	}
	if src < 0 {
		return
	}
	l, e := min(i, int(r.t.Left[src])), int(r.t.Right[src])
	h := r.head(src)
	var from, to int
	switch {
	case !r.hasVerb(s.FirstWord, l): // in front
		e = r.pastApposition(r.sourceEnd(src, e), s.LastWord)
		from, to = e, r.beforeSemicolon(e, s.LastWord)
		if h >= e {
			to = r.beforeNext(h, i, to)
		}
	case h >= 0 && h < l:
		from, to = int(r.t.Left[h]), l
		if h2 := r.head(h); h2 >= 0 && r.a.Words[h].Rel != nlp.Conj && r.a.Words[h].Rel != nlp.Parataxis && r.a.Words[h].Rel != nlp.Ccomp {
			from = s.FirstWord
		}
		if r.a.Words[h].UPOS != nlp.VERB && r.subject(h) < 0 && r.child(h, nlp.Cop) < 0 {
			from = s.FirstWord // hung on the last noun of the clause
		}
	default:
		from, to = s.FirstWord, l
	}
	for k := from; k+1 < to; k++ {
		if r.a.WordText(k) == ":" && r.opens(k+1) {
			to = k // what is quoted is another saying
		}
	}
	from, to = r.bare(from, to)
	if r.opens(from) && !r.closedIn(from, to) {
		from++
	}
	r.keep(Saying{Cue: i, CueSpan: r.span(i, i+2), Source: src, Content: r.span(from, to), Head: from, Act: cue.Say, Confidence: 0.8})
}

// sourceEnd is where a source named at the start of a sentence ends: the parser
// may have hung the clause itself on it.
func (r *reader) sourceEnd(src, e int) int {
	r.children(src, func(c int) {
		switch r.a.Words[c].Rel {
		case nlp.Parataxis, nlp.Ccomp, nlp.Conj:
			if c > src && r.t.Subject(int32(c)) >= 0 {
				e = min(e, int(r.t.Left[c]))
			}
		}
	})
	return e
}

// pastApposition is the end of a description set between commas behind word e,
// e itself where none follows.
func (r *reader) pastApposition(e, limit int) int {
	if e >= limit || r.a.WordText(e) != "," {
		return e
	}
	for k := e + 1; k < limit && k < e+10; k++ {
		switch r.a.Words[k].UPOS {
		case nlp.VERB, nlp.AUX, nlp.PRON:
			return e
		}
		if r.a.WordText(k) == "," {
			if k > e+1 {
				return k
			}
			return e
		}
	}
	return e
}

// beforeSemicolon is the first semicolon among words [from, to), to for none.
func (r *reader) beforeSemicolon(from, to int) int {
	for k := from; k < to; k++ {
		if r.a.WordText(k) == ";" && !r.quoted(k) {
			return k
		}
	}
	return to
}

// nounBehind is the first noun or name at or behind word i, -1 for none.
func (r *reader) nounBehind(i, limit int) int {
	for ; i < limit; i++ {
		switch r.a.Words[i].UPOS {
		case nlp.NOUN, nlp.PROPN:
			return i
		case nlp.VERB, nlp.PUNCT:
			return -1
		}
	}
	return -1
}
