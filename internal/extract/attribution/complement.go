package attribution

import (
	"strings"

	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
)

// called reads what something is called: "called it X", "described it as X",
// "regarded the attack as X", "considered it X".
func (r *reader) called(s Saying) bool {
	if !s.Act.Has(cue.Named | cue.Think | cue.State | cue.Condemn | cue.Praise | cue.Deny) {
		return false
	}
	c := r.second(s)
	r.children(s.Cue, func(k int) {
		if k <= s.Cue || c >= 0 {
			return
		}
		switch r.a.Words[k].Rel {
		case nlp.Xcomp:
			if (r.a.Words[k].UPOS != nlp.VERB && s.Act.Has(cue.Named|cue.Think) || s.Act.Has(cue.Think) && r.child(s.Cue, nlp.Obj) > s.Cue) && r.hasObject(s.Cue) {
				c = k
			}
		case nlp.Obl, nlp.Advcl:
			if r.startsAs(k) && r.hasObject(s.Cue) {
				c = k
			}
		case nlp.Obj:
			if !s.Act.Has(cue.Named) {
				break
			}
			if a := r.child(k, nlp.Appos); a > k && r.quoted(a) && !r.quoted(k) {
				c = a
			}
			if n := r.child(k, nlp.Nmod, nlp.Acl); n > k && r.startsAs(n) {
				c = n
			}
		}
		if n := r.child(k, nlp.Acl); r.a.Words[k].Rel == nlp.Obj && s.Act.Has(cue.Think) && n > k && r.lemma(int(r.t.Left[n])) == "to" {
			c = n // "did not consider the attack to be planned", hung on the attack
		}
	})
	if c < 0 {
		return false
	}
	from, to := r.bare(int(r.t.Left[c]), int(r.t.Right[c]))
	if r.child(c, nlp.Cop) >= 0 || r.a.Words[c].UPOS == nlp.VERB && !r.startsAs(c) { // "did not consider the attack to be planned": the thing too
		if o := r.child(s.Cue, nlp.Obj); o >= 0 {
			from = int(r.t.Left[o])
		}
	}
	if by := r.byWithin(c); by > from { // "described as an accident by the ministry"
		from, to = r.bare(from, int(r.t.Left[by]))
	}
	s.Act &^= cue.Demand
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.7
	return r.keep(s)
}

// second is the latter of two nouns behind a verb of naming, -1 for fewer: "called
// the attack a crime".
func (r *reader) second(s Saying) int {
	n, last := 0, -1
	r.children(s.Cue, func(k int) {
		switch r.a.Words[k].Rel {
		case nlp.Obj, nlp.Iobj, nlp.Xcomp:
			if k > s.Cue && r.a.Words[k].UPOS != nlp.VERB {
				n, last = n+1, k
			}
		}
	})
	if n < 2 || !s.Act.Has(cue.Named) || s.Act.Has(cue.Tell) {
		return -1
	}
	return last
}

// startsAs reports whether the words of k begin with "as".
func (r *reader) startsAs(k int) bool { return lower(r.a.WordText(int(r.t.Left[k]))) == "as" }

// hasObject reports whether something is called: an object, the subject of a
// passive, or what a relative clause hangs on.
func (r *reader) hasObject(i int) bool {
	rel := r.a.Words[i].Rel
	return r.child(i, nlp.Obj, nlp.NsubjPass) >= 0 || rel == nlp.AclRelcl || rel == nlp.Acl
}

// infinitive reads what somebody asks or promises to do: "urged them to leave",
// "vowed to strike again", "claimed to have seen".
func (r *reader) infinitive(s Saying) bool {
	if !s.Act.Has(cue.Demand | cue.Promise | cue.State | cue.Tell | cue.Deny) {
		return false
	}
	c := r.child(s.Cue, nlp.Xcomp, nlp.Advcl)
	if c < s.Cue || r.a.Words[c].UPOS != nlp.VERB && r.child(c, nlp.Cop) < 0 {
		return false
	}
	if s.Act.Has(cue.Deny) && r.act(c).Has(speaking) {
		return false // "refused to say"
	}
	switch r.lemma(c) {
	case "name", "identify", "quote":
		if r.negated(c) {
			return false // "asked not to be named"
		}
	}
	first := int(r.t.Left[c])
	if r.far(s.Cue, first) {
		return false
	}
	if r.lemma(first) != "to" && (r.a.Words[c].Rel == nlp.Advcl || !s.Act.Has(cue.Demand|cue.Deny|cue.State) || s.Act.Has(cue.Tell)) {
		return false
	}
	if s.Act.Has(cue.State) && !s.Act.Has(cue.Demand|cue.Tell) && r.child(s.Cue, nlp.Obj) >= 0 {
		return false // "announced a plan to be shown next week"
	}
	if s.Act.Has(cue.Tell) {
		s.Act |= cue.Demand
	}
	if o := r.asked(s.Cue, first); o >= 0 {
		first = int(r.t.Left[o])
	}
	if r.lemma(first) == "for" {
		first++
	}
	from, to := r.bare(first, int(r.t.Right[c]))
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.65
	return r.keep(s)
}

// asked is who or what a demand is for, where it is part of what is demanded:
// "called for the officers to be tried". It is -1 elsewhere.
func (r *reader) asked(i, first int) int {
	out := -1
	r.children(i, func(k int) {
		if k > i && r.a.Words[k].Rel == nlp.Obl && r.preposition(k) == "for" && int(r.t.Right[k]) == first {
			out = k
		}
	})
	return out
}

// far reports whether more than who is asked stands between the verb at i and an
// infinitive that begins at first.
func (r *reader) far(i, first int) bool {
	far := false
	r.children(i, func(k int) {
		if k > i && int(r.t.Left[k]) < first && r.a.Words[k].Rel == nlp.Obl {
			switch r.preposition(k) {
			case "on", "upon", "to", "for", "":
			default:
				far = true
			}
		}
	})
	return far
}

// reportedThing reads what is said as a noun phrase: "denied involvement",
// "called for calm", "reported heavy losses".
func (r *reader) reportedThing(s Saying) bool {
	c := -1
	switch {
	case s.Act.Has(cue.Deny|cue.State) && !s.Act.Has(cue.Voice), s.Act.Has(cue.Show) && !r.able(s.Source):
		c = r.child(s.Cue, nlp.Obj)
		if x := r.child(s.Cue, nlp.Xcomp); c < 0 && x > s.Cue && r.a.Words[x].UPOS == nlp.ADJ && r.child(x, nlp.Nummod) >= 0 {
			c = x // "reported 15 dead"
		}
		if r.lemma(s.Cue) == "dismiss" && c >= 0 && cue.Said(r.lemma(c)) == 0 {
			return false
		}
	case s.Act.Has(cue.Demand):
		r.children(s.Cue, func(k int) {
			p := r.preposition(k)
			if c < 0 && k > s.Cue && (r.a.Words[k].Rel == nlp.Obl && p == "for" || r.a.Words[k].Rel == nlp.Obj && p == "" && demanding[r.lemma(s.Cue)]) {
				c = k
			}
		})
	}
	if c > s.Cue && r.clauseOfNoun(c) >= 0 {
		if o := r.owner(c); o == c || r.a.Words[o].UPOS == nlp.PRON || o == s.Source {
			return false // "repeated her claim that C": read with the noun
		}
	}
	if s.Act.Has(cue.Show) && !r.able(s.Source) {
		return r.shown(s, c)
	}
	if c < s.Cue || !r.sayable(c) || r.lemma(s.Cue) == "point" { // "pointed a pistol at them"
		return false
	}
	from, to := r.phrase(c, s.Cue)
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.6
	return r.keep(s)
}

// shown reads what a thing shows: a noun that tells it, or somebody doing
// something ("shows a man running away").
func (r *reader) shown(s Saying, c int) bool {
	if c < s.Cue {
		return false
	}
	from, to := r.phrase(c, s.Cue)
	doing := false
	r.children(s.Cue, func(k int) { // hung on the verb: "shows a man in a hood running"
		if k > c && int(r.t.Left[k]) == int(r.t.Right[c]) && (r.a.Words[k].Rel == nlp.Obl || r.a.Words[k].Rel == nlp.Advcl || r.a.Words[k].Rel == nlp.Xcomp || r.a.Words[k].Rel == nlp.Ccomp) {
			to = max(to, int(r.t.Right[k]))
		}
	})
	for k := c + 1; k < to; k++ {
		if w := &r.a.Words[k]; w.UPOS == nlp.VERB && w.Rel != nlp.AclRelcl && w.Rel != nlp.Amod && strings.Contains(w.Feats, "VerbForm=") && r.hangsOn(k, c, s.Cue) {
			doing = true
		}
	}
	src := lower(r.lemma(s.Source))
	exhibit := exhibits[src] || cue.SpeakerOf(src) == cue.Message && src != "response"
	if !doing && (!exhibit || !r.sayable(c)) || r.child(c, nlp.Acl) >= 0 && r.child(c, nlp.Acl) < c {
		return false
	}
	from, to = r.bare(from, to)
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.6
	return r.keep(s)
}

// hangsOn reports whether word k hangs on one of two others, or on a noun that does.
func (r *reader) hangsOn(k, c, i int) bool {
	h := r.head(k)
	if h >= 0 && h != c && h != i && r.a.Words[h].UPOS == nlp.NOUN {
		h = r.head(h)
	}
	return h == c || h == i
}

// demanding are verbs whose object is what is demanded, not who.
var demanding = map[string]bool{"demand": true, "request": true, "urge": true, "order": true, "recommend": true, "advocate": true, "propose": true}

// phrase is the words of a noun phrase that a verb reports, without a relative
// clause set off behind it.
func (r *reader) phrase(c, i int) (from, to int) {
	from, to = int(r.t.Left[c]), r.onward(i, c, int(r.t.Right[c]))
	for k := c; k < to; k++ {
		if r.a.Words[k].Rel == nlp.AclRelcl && r.head(k) >= c {
			if l := int(r.t.Left[k]); l > c && (r.a.WordText(l) == "," || r.a.WordText(l-1) == ",") {
				to = min(to, l)
			}
		}
	}
	return r.bare(from, to)
}

// sayable reports whether a noun can stand for what is said: no person or body,
// no name, no pronoun, no message that holds it.
func (r *reader) sayable(c int) bool {
	w := &r.a.Words[c]
	if w.UPOS == nlp.ADJ && r.child(c, nlp.Nummod) >= 0 || w.UPOS == nlp.NOUN && r.clauseOfNoun(c) >= 0 {
		return true
	}
	if w.UPOS != nlp.NOUN || r.child(c, nlp.Acl) < 0 && cue.SpeakerOf(w.Lemma) == cue.Message && cue.Said(w.Lemma) == 0 {
		return false
	}
	if n := r.child(c, nlp.Nummod); n >= 0 {
		return true // "reported 15 dead"
	}
	switch cue.SpeakerOf(w.Lemma) {
	case cue.Person, cue.Body:
		return false
	}
	return true
}

// voiced reads what is expressed: "expressed hope that C", "offered his
// condolences to N".
func (r *reader) voiced(s Saying) bool {
	if !s.Act.Has(cue.Voice) {
		return false
	}
	n := r.child(s.Cue, nlp.Obj)
	if n < 0 || cue.Said(r.lemma(n))&^cue.Named == 0 {
		return false
	}
	s.Act |= cue.Said(r.lemma(n))
	c := r.clauseOfNoun(n)
	if c >= 0 {
		from, to := r.clause(c, n)
		s.Content, s.Head = r.span(from, to), c
	} else {
		if !r.tells(n) {
			return false
		}
		from, to := r.phrase(n, s.Cue)
		s.Content, s.Head = r.unquote(from, to), n
	}
	s.Confidence = 0.6
	return r.keep(s)
}

// tells reports whether the noun n, which somebody expresses, tells what he has
// to say: "his condolences to the family", and not "a statement".
func (r *reader) tells(n int) bool {
	if r.child(n, nlp.Nmod, nlp.NmodPoss) < 0 {
		return false
	}
	a := cue.Said(r.lemma(n))
	return a.Has(cue.Mourn|cue.Condemn|cue.Thank|cue.Praise|cue.Accuse|cue.Deny|cue.Promise|cue.Demand|cue.Think) || cue.SpeakerOf(r.lemma(n)) != cue.Message
}

// charged reads an accusation: "accused X of N", "blamed X".
func (r *reader) charged(s Saying) bool {
	if !s.Act.Has(cue.Accuse) && r.lemma(s.Cue) != "suspect" {
		return false
	}
	o := r.child(s.Cue, nlp.Obj)
	if o < s.Cue {
		return false
	}
	to := int(r.t.Right[o])
	s.Act |= cue.Accuse
	of := false
	r.children(s.Cue, func(k int) {
		if p := r.preposition(k); k > o && (p == "of" || p == "for" || p == "on" && r.lemma(s.Cue) == "blame") {
			of, to = true, max(to, int(r.t.Right[k]))
		}
	})
	for k := o + 1; k+1 < int(r.t.Right[o]); k++ { // hung on the object: "suspect a cell of having posted it"
		of = of || r.lemma(k) == "of" && (r.a.Words[k+1].UPOS == nlp.VERB || r.a.Words[k+1].UPOS == nlp.AUX)
	}
	if !of && r.lemma(s.Cue) != "blame" && r.lemma(s.Cue) != "accuse" && !(r.lemma(s.Cue) == "suspect" && (r.people(o) || r.canSpeak(o))) {
		return false
	}
	from, to := r.bare(int(r.t.Left[o]), to)
	s.Content, s.Head, s.Confidence = r.span(from, to), o, 0.6
	return r.keep(s)
}
