package attribution

import (
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// clause is the words [from, to) of what is said in the clause of c, which hangs
// on the word i: without "that" and without what the source goes on to say.
func (r *reader) clause(c, i int) (from, to int) {
	from, to = int(r.t.Left[c]), int(r.t.Right[c])
	if from <= i && i < to { // a circle of brackets: the side of c
		if c > i {
			from = i + 1
		} else {
			to = i
		}
	}
	if c > i {
		from = r.front(max(from, i+1), i, c)
		to = r.onward(i, c, to)
	} else if sub := r.subject(i); sub > c {
		to = min(to, int(r.t.Left[sub]))
		if r.lostSubject(c, i) {
			from = r.sentence(c).FirstWord
		}
	}
	if s := r.sibling(c); s > c && c > i && r.a.Words[i].UPOS == nlp.VERB && r.subject(c) >= 0 {
		to = max(to, int(r.t.Right[s]))
	}
	to = r.beforeNext(c, i, to)
	if c > i {
		to = r.beforeConceded(c, to)
	}
	from, to = r.bare(from, to)
	if from < c && lower(r.a.WordText(from)) == "that" && r.thatClause(c) {
		from++
	}
	return from, to
}

// onward is the end of a clause that is followed, without a comma, by what the
// parser hung on the verb instead.
func (r *reader) onward(i, c, to int) int {
	r.children(i, func(k int) {
		if k <= c || int(r.t.Left[k]) != to || r.a.Words[k].Rel != nlp.Conj && r.a.WordText(to) == "," {
			return
		}
		switch r.a.Words[k].Rel {
		case nlp.Advcl, nlp.Obl, nlp.OblUnmarked, nlp.Advmod:
			to = int(r.t.Right[k])
		case nlp.Conj:
			if r.goesOn(k, to) && !r.but(k) {
				to = r.beforeNext(k, i, int(r.t.Right[k]))
			}
		}
	})
	return to
}

// front is where what is said begins when the parser drew the line between it and
// the verb at i amiss: an object that is rather the clause's subject belongs to
// it; a hearer and a time right behind the verb do not.
func (r *reader) front(from, i, c int) int {
	if m := r.child(c, nlp.MarkRel); m >= 0 && m < c && r.lemma(m) == "that" || r.a.Words[i].UPOS != nlp.VERB {
		return from
	}
	tell := r.act(i).Has(cue.Tell)
	if o := r.child(i, nlp.Obj); o > i && r.a.Words[o].UPOS == nlp.VERB && r.subject(o) >= 0 && int(r.t.Right[o]) == from {
		return int(r.t.Left[o]) // "comments the director reports C"
	}
	if o := r.child(i, nlp.Obj); !tell && o > i && r.subject(c) < 0 && int(r.t.Right[o]) == from && (r.child(c, nlp.Aux, nlp.AuxPass, nlp.Cop) >= 0 || finite(r.a.Words[c].Feats)) {
		return int(r.t.Left[o])
	}
	if tell && from == i+1 {
		subjects := 0
		r.children(c, func(k int) {
			if r.a.Words[k].Rel == nlp.Nsubj || r.a.Words[k].Rel == nlp.NsubjPass {
				if subjects++; subjects == 2 && k < c {
					from = max(from, int(r.t.Left[k]))
				}
			}
		})
	}
	if tell && from == i+1 {
		from = r.pastPress(from, c)
	}
	if from == i+1 {
		from = r.pastTime(from, c)
	}
	return from
}

// pastPress is the first word behind "the press", "local reporters", where they
// stand at word i; i itself where they do not.
func (r *reader) pastPress(i, limit int) int {
	for k := i; k < limit && k < i+4; k++ {
		if channels[lower(r.a.Words[k].Lemma)] == "press" {
			return k + 1
		}
		if p := r.a.Words[k].UPOS; p != nlp.DET && p != nlp.ADJ {
			break
		}
	}
	return i
}

// pastTime is the first word behind a time that begins at word i or right behind
// it, with no comma behind; i itself where there is none.
func (r *reader) pastTime(i, limit int) int {
	at := r.a.Words[i].Span
	for k := r.timeFrom(at.Start); k < len(r.a.Times) && r.a.Times[k].Span.Start <= at.End+6; k++ {
		t := &r.a.Times[k]
		if t.Attributive {
			continue
		}
		for j := i + 1; j < limit; j++ {
			if r.a.Words[j].Span.Start >= t.Span.End {
				if r.a.Words[j].UPOS == nlp.PUNCT || r.a.Words[j].UPOS == nlp.PART {
					return i
				}
				return j
			}
		}
	}
	return i
}

// goesOn reports whether the clause of k, joined to the verb of saying, is rather
// more of what is said: it has "that", or a subject of its own that says nothing.
func (r *reader) goesOn(k, from int) bool {
	if m := r.child(k, nlp.MarkRel); m >= 0 && r.lemma(m) == "that" {
		return true
	}
	h := r.head(k)
	if s := r.subject(h); s < 0 || firstPerson(lower(r.a.WordText(s))) || !r.act(h).Has(cue.Say|cue.State|cue.Tell) {
		return false
	}
	if r.child(k, nlp.Cop) >= 0 && r.subject(k) < 0 && r.a.WordText(from) != ";" {
		return true // "said he needed help and was in danger"
	}
	return (r.subject(k) >= 0 || r.child(k, nlp.Expl) >= 0) && !r.act(k).Has(speaking) && r.a.WordText(from) != ";"
}

// but reports whether the clause of k, joined to the verb of saying behind a
// comma, stands against it with a subject of its own.
func (r *reader) but(k int) bool {
	c := r.child(k, nlp.Cc)
	if m := r.child(k, nlp.MarkRel); m >= 0 && r.lemma(m) == "that" {
		return false
	}
	s := r.subject(k)
	return c > 0 && r.lemma(c) == "but" && s >= 0 && (r.able(s) || r.people(s))
}

func firstPerson(w string) bool { return w == "i" || w == "we" || w == "you" }

// beforeNext cuts a clause before a verb joined to it that reports what the same
// source says next: "… and added that", which belongs beside the verb i.
func (r *reader) beforeNext(c, i, to int) int {
	r.children(c, func(k int) {
		rel := r.a.Words[k].Rel
		if k < c || k < i || rel != nlp.Conj && rel != nlp.Parataxis && rel != nlp.Advcl {
			return
		}
		cut := int(r.t.Left[k])
		switch {
		case rel == nlp.Advcl && !(r.conceded(k) && r.speaksUp(k)):
			return
		case rel == nlp.Conj && r.continues(k, c), r.speaksUp(k):
		case rel == nlp.Parataxis && r.semicolon(cut):
		default:
			return
		}
		if cut <= c {
			cut = k
		}
		to = min(to, cut)
	})
	return to
}

// beforeConceded cuts what is said before a clause in which somebody or something
// else tells against it, wherever the parser hung that: ", though the footage shows
// that C".
func (r *reader) beforeConceded(c, to int) int {
	for k := c + 1; k+3 < to; k++ {
		if r.a.WordText(k) != "," || !conceding[lower(r.a.WordText(k+1))] || r.quoted(k) {
			continue
		}
		for v := k + 3; v < to && v < k+farthest; v++ {
			if r.a.Words[v].UPOS == nlp.VERB && (r.conceder(v) >= 0 || r.speaksUp(v)) {
				return k
			}
		}
	}
	return to
}

// farthest is how many words a conceded clause is looked at for its verb.
const farthest = 14

// conceder is who or what tells what the verb at word i reports in a clause behind
// "though", for a verb without a subject: the noun behind that word. It is -1 for
// any other verb.
func (r *reader) conceder(i int) int {
	if c := r.child(i, nlp.Ccomp); !r.act(i).Has(cue.Show|cue.Say) || !finite(r.a.Words[i].Feats) || c < i || !r.thatClause(c) || r.subject(i) >= 0 {
		return -1
	}
	first := r.sentence(i).FirstWord
	for k := i - 2; k > first && k > i-farthest; k-- {
		if r.a.WordText(k) == "," {
			return -1
		}
		if !conceding[lower(r.a.WordText(k))] || r.a.WordText(k-1) != "," {
			continue
		}
		n := k + 1
		for n < i && (r.a.Words[n].UPOS == nlp.DET || r.a.Words[n].UPOS == nlp.ADJ) {
			n++
		}
		for n+1 < i && (r.a.Words[n+1].UPOS == nlp.NOUN || r.a.Words[n+1].UPOS == nlp.PROPN) {
			n++
		}
		if n < i && (r.a.Words[n].UPOS == nlp.NOUN || r.a.Words[n].UPOS == nlp.PROPN) {
			return n
		}
		return -1
	}
	return -1
}

// conceded reports whether the clause of k stands against the one it hangs on:
// "though the footage shows".
func (r *reader) conceded(k int) bool {
	m := r.child(k, nlp.MarkRel)
	return m >= 0 && (r.lemma(m) == "though" || r.lemma(m) == "although" || r.lemma(m) == "while" || r.lemma(m) == "whereas")
}

// semicolon reports whether one stands at word i or right before it.
func (r *reader) semicolon(i int) bool {
	return r.a.WordText(i) == ";" || i > 0 && r.a.WordText(i-1) == ";"
}

// speaksUp reports whether the clause of k has a speaker and what he says of its
// own: "and his lawyer says that C".
func (r *reader) speaksUp(k int) bool {
	s := r.subject(k)
	return s >= 0 && r.act(k).Has(cue.Say|cue.State|cue.Tell|cue.Show) && r.child(k, nlp.Ccomp) > k && r.a.Words[s].UPOS != nlp.PRON && !r.quoted(k)
}

// continues reports whether the verb at k, joined to the reported clause of c, is
// one of saying that goes with the verb that reports it: it has no subject of its
// own, and that of c could not say anything or is far off.
func (r *reader) continues(k, c int) bool {
	if r.t.Subject(int32(k)) >= 0 {
		return false
	}
	if s := r.subject(c); s >= 0 && r.able(s) && r.child(k, nlp.Cc) >= 0 && r.a.Words[c].UPOS == nlp.VERB && !r.passive(c) {
		return false
	}
	a := r.act(k)
	if a.Has(speaking) && r.child(k, nlp.Ccomp) > k {
		return true
	}
	o := r.child(k, nlp.Obj)
	return a.Has(cue.Voice) && o > k && cue.Said(r.lemma(o)) != 0
}

// around is the words of the clause of h without those of the verb i that hangs
// on it: "C, X said".
func (r *reader) around(h, i int) (from, to int) {
	from, to = int(r.t.Left[h]), int(r.t.Right[h])
	l, e := int(r.t.Left[i]), int(r.t.Right[i])
	switch {
	case r.onlyMarks(e, to):
		to = l
	case r.onlyMarks(from, l):
		from = e
	}
	if i > h {
		r.children(h, func(k int) { // clauses behind the tail are no part of it
			if k > i && int(r.t.Left[k]) >= e && r.a.Words[k].Rel == nlp.Parataxis {
				to = min(to, int(r.t.Left[k]))
			}
		})
	}
	return r.bare(from, to)
}

// onlyMarks reports whether words [from, to) are nothing but marks and
// conjunctions.
func (r *reader) onlyMarks(from, to int) bool {
	for i := from; i < to; i++ {
		if p := r.a.Words[i].UPOS; p != nlp.PUNCT && p != nlp.CCONJ {
			return false
		}
	}
	return true
}

// bare is words [from, to) without marks and conjunctions at their edges. A
// quotation mark or bracket stays where its other one is inside.
func (r *reader) bare(from, to int) (int, int) {
	for from < to && r.leading(from, to) {
		from++
		if from+1 < to && r.a.WordText(from-1) == "(" && r.a.WordText(from+1) == ")" {
			from += 2 // "(U) Two men were held"
		}
	}
	for to > from && r.trailing(from, to-1) {
		to--
	}
	return from, to
}

func (r *reader) leading(i, to int) bool {
	w := &r.a.Words[i]
	switch {
	case r.opens(i):
		return !r.closedIn(i, to)
	case w.UPOS == nlp.PUNCT:
		return true
	case lower(r.a.WordText(i)) == "that":
		return w.UPOS == nlp.SCONJ || w.Rel == nlp.MarkRel || w.Rel != nlp.Nsubj && w.Rel != nlp.NsubjPass && w.Rel != nlp.Det && w.Rel != nlp.Obj
	case w.Lemma == "as" && (w.Rel == nlp.Case || w.Rel == nlp.MarkRel):
		return true
	case w.Lemma == "for" && w.Rel == nlp.Case:
		return true
	}
	return w.UPOS == nlp.CCONJ
}

func (r *reader) trailing(from, i int) bool {
	w := &r.a.Words[i]
	if w.UPOS == nlp.CCONJ {
		return true
	}
	if w.UPOS != nlp.PUNCT {
		return false
	}
	if r.closes(i) {
		for k := len(r.quotes) - 1; k >= 0; k-- {
			if r.quotes[k].to == i {
				return r.quotes[k].from <= from
			}
		}
	}
	switch r.a.WordText(i) {
	case ")", "]":
		return false
	}
	return true
}

// opens reports whether word i is a mark that opens a quotation.
func (r *reader) opens(i int) bool {
	return i+1 < len(r.quoteOf) && !r.quoted(i) && r.marks[i] > 0 && r.quoted(i+1)
}

func (r *reader) closes(i int) bool { return i > 0 && r.marks[i] < 0 && r.quoted(i-1) }

// closedIn reports whether the quotation that opens at i closes before to, with
// more behind it.
func (r *reader) closedIn(i, to int) bool {
	end := r.quotes[r.quoteOf[i+1]].to
	return end < to-1 && !r.onlyMarks(end, to)
}

// unquote is the text of words [from, to), without the quotation marks where all
// of it stands in one.
func (r *reader) unquote(from, to int) text.Span {
	if to-from > 2 && r.opens(from) && r.closes(to-1) && r.quotes[r.quoteOf[from+1]].to == to-1 {
		return r.span(from+1, to-1)
	}
	return r.span(from, to)
}
