package attribution

import (
	"strings"

	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// act is what the verb at word i does, its particle or preposition heard:
// "point out", "call for".
func (r *reader) act(i int) cue.Act {
	w := &r.a.Words[i]
	if w.UPOS != nlp.VERB && w.UPOS != nlp.AUX || w.Lemma == "be" || w.Lemma == "have" || w.Lemma == "do" {
		return 0
	}
	if p := r.child(i, nlp.CompoundPrt); p >= 0 {
		return cue.Saying(w.Lemma + " " + r.lemma(p))
	}
	base := cue.Saying(w.Lemma)
	found := cue.Act(0)
	r.children(i, func(c int) {
		if c > i && (r.a.Words[c].Rel == nlp.Obl || r.a.Words[c].Rel == nlp.Advcl) && found == 0 {
			if p := r.preposition(c); p == "for" || p == "on" || p == "upon" {
				found = cue.Saying(w.Lemma + " " + p)
			}
		}
	})
	if found != 0 {
		return found
	}
	return base
}

// verb reads the sayings that the verb at word i reports.
func (r *reader) verb(i int) {
	act := r.act(i)
	if act == 0 || r.unsaid(i) {
		return
	}
	src := r.source(i)
	if src < 0 {
		return
	}
	s := Saying{Cue: i, CueSpan: r.cueSpan(i), Source: src, Act: act, Negated: r.negated(i)}
	if s.Negated && (act.Has(cue.Say|cue.State|cue.Tell|cue.Deny) || !act.Has(cue.Think|cue.Named|cue.Show)) {
		return
	}
	if r.quotations(s) {
		return
	}
	for _, read := range []func(Saying) bool{r.reportedClause, r.called, r.infinitive, r.reportedThing, r.voiced, r.charged} {
		if read(s) {
			return
		}
	}
}

// cueSpan is the verb with its particle or preposition.
func (r *reader) cueSpan(i int) text.Span {
	span := r.a.Words[i].Span
	if p := r.child(i, nlp.CompoundPrt); p == i+1 {
		span.End = r.a.Words[p].Span.End
	}
	return span
}

// unsaid reports whether the verb at word i reports nothing that was said: an
// infinitive that is no raising ("refused to say"), a condition, a gerund that
// names the act.
func (r *reader) unsaid(i int) bool {
	w := &r.a.Words[i]
	marked := false
	r.children(i, func(c int) {
		m := &r.a.Words[c]
		if m.Rel == nlp.MarkRel && (m.Lemma == "if" || m.Lemma == "unless" || m.Lemma == "whether") {
			marked = true
		}
	})
	if marked {
		return true
	}
	to := false
	r.children(i, func(c int) { to = to || r.a.Words[c].UPOS == nlp.PART && r.a.Words[c].Lemma == "to" && c < i })
	if to {
		h := r.head(i)
		return h < 0 || w.Rel != nlp.Xcomp && w.Rel != nlp.Conj || !raising[r.lemma(h)]
	}
	return false
}

// raising are verbs whose infinitive is as good as the verb itself: "continued to
// insist".
var raising = map[string]bool{"appear": true, "seem": true, "continue": true, "begin": true, "start": true, "go": true, "come": true, "be": true, "tend": true}

// negated reports whether the verb at word i is denied: "did not believe".
func (r *reader) negated(i int) bool {
	no := false
	r.children(i, func(c int) {
		if c < i && r.a.Words[c].Rel == nlp.Advmod {
			switch r.lemma(c) {
			case "not", "never", "n't", "no":
				no = true
			}
		}
	})
	return no
}

// quotations keeps the quotations that the verb reports.
func (r *reader) quotations(s Saying) bool {
	any := false
	sent := r.t.Sentence[s.Cue]
	for k := r.firstQuote(s.Cue); k < len(r.quotes); k++ {
		q := &r.quotes[k]
		if q.from > s.Cue && r.t.Sentence[q.from-1] > sent+1 {
			break
		}
		if q.cue != s.Cue || q.to == q.from || !r.leads(s.Cue, q) {
			continue
		}
		from, to := r.inside(k)
		s.Content, s.Head, s.Confidence = r.span(from, to), from, 0.85
		any = r.keep(s) || any
	}
	return any
}

// firstQuote is the first quotation that may hang on a verb at word i: one that
// ends in its sentence or just before.
func (r *reader) firstQuote(i int) int {
	first := max(0, r.sentence(i).FirstWord-2)
	k := 0
	for k < len(r.quotes) && r.quotes[k].to < first {
		k++
	}
	return k
}

// leads reports whether a quotation is all that the verb at word i reports, and
// no part of a clause that begins outside.
func (r *reader) leads(i int, q *quotation) bool {
	c := r.child(i, nlp.Ccomp)
	if c < 0 || r.quoteOf[c] < 0 {
		return c < 0 || q.to-q.from > 5 && !r.within(q.from, &quotation{from: int(r.t.Left[c]), to: int(r.t.Right[c])})
	}
	from, _ := r.bare(int(r.t.Left[c]), int(r.t.Right[c]))
	return r.quoted(from) || r.opens(from)
}

// speaking are the acts whose clauses are what somebody says or thinks.
const speaking = cue.Say | cue.Tell | cue.Think | cue.Know | cue.Show | cue.Demand | cue.Promise | cue.Deny | cue.Ask | cue.Accuse | cue.Praise | cue.Mourn

// reportedClause reads a clause that hangs on the verb, or on which the verb
// hangs: "said that C", "C, X said", "as X said, C".
func (r *reader) reportedClause(s Saying) bool {
	if !s.Act.Has(speaking) {
		return false
	}
	w := &r.a.Words[s.Cue]
	c := r.child(s.Cue, nlp.Ccomp)
	if c < 0 {
		c = r.besideColon(s.Cue)
	}
	if c < 0 && s.Act.Has(cue.Say|cue.State|cue.Tell) {
		c = r.misplaced(s.Cue)
	}
	switch {
	case c >= 0:
		if r.wondering(c) && !s.Act.Has(cue.Ask) {
			return false
		}
		from, to := r.clause(c, s.Cue)
		s.Content, s.Head = r.span(from, to), c
	case w.Rel == nlp.Parataxis && r.t.Subject(int32(s.Cue)) >= 0 && s.Act.Has(cue.Say|cue.Think|cue.State):
		h := r.head(s.Cue)
		if h < 0 || r.act(h).Has(cue.Say) && r.child(h, nlp.Ccomp) >= 0 && h < s.Cue {
			return false
		}
		from, to := r.around(h, s.Cue)
		s.Content, s.Head = r.span(from, to), h
	case w.Rel == nlp.Advcl && s.Act.Has(cue.Say|cue.State) && r.markedAs(s.Cue):
		h := r.head(s.Cue)
		if h < 0 || r.child(s.Cue, nlp.Obj) >= 0 {
			return false
		}
		from, to := r.around(h, s.Cue)
		s.Content, s.Head = r.span(from, to), h
	default:
		return false
	}
	s.Confidence = 0.7
	if !s.Act.Has(cue.Say | cue.State | cue.Tell) {
		s.Confidence = 0.6
	}
	return r.keep(s)
}

// besideColon is a clause set beside a verb behind a colon, -1 for none.
func (r *reader) besideColon(i int) int {
	c := r.child(i, nlp.Parataxis)
	if c <= i || !r.act(i).Has(cue.Say|cue.State|cue.Tell) {
		return -1
	}
	for k := int(r.t.Left[c]) - 1; k <= c; k++ {
		if r.a.WordText(k) == ":" {
			return c
		}
	}
	return -1
}

// misplaced is a clause with "that" which the parser hung on a noun between the
// verb and it: "told them in a letter that C", -1 for none.
func (r *reader) misplaced(i int) int {
	out := -1
	r.children(i, func(k int) {
		switch r.a.Words[k].Rel {
		case nlp.Obj, nlp.Iobj, nlp.Obl, nlp.OblUnmarked:
			if c := r.clauseOfNoun(k); k > i && c > k && out < 0 {
				out = c
			}
		}
	})
	return out
}

func (r *reader) markedAs(i int) bool {
	c := r.child(i, nlp.MarkRel)
	return c >= 0 && r.lemma(c) == "as"
}

// wondering reports whether the clause of c is a question rather than something
// said: "who", "whether", "how".
func (r *reader) wondering(c int) bool {
	first := int(r.t.Left[c])
	for first < c && r.a.Words[first].UPOS == nlp.PUNCT {
		first++
	}
	switch strings.ToLower(r.a.WordText(first)) {
	case "whether", "who", "what", "how", "why", "when", "where", "which", "if", "whose":
		h := r.head(first)
		return h == c || first == c
	}
	return false
}

// called reads what something is called: "called it X", "described it as X",
// "regarded the attack as X", "considered it X".
func (r *reader) called(s Saying) bool {
	if !s.Act.Has(cue.Named | cue.Think | cue.Say | cue.Condemn | cue.Praise | cue.Deny) {
		return false
	}
	c := -1
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
				return
			}
			if a := r.child(k, nlp.Appos); a > k && r.quoted(a) && !r.quoted(k) {
				c = a
			}
			if n := r.child(k, nlp.Nmod, nlp.Acl); n > k && r.startsAs(n) {
				c = n
			}
		}
	})
	if c < 0 {
		return false
	}
	from, to := r.bare(int(r.t.Left[c]), int(r.t.Right[c]))
	if r.child(c, nlp.Cop) >= 0 || r.a.Words[c].UPOS == nlp.VERB && r.a.Words[c].Rel == nlp.Xcomp { // "did not consider the attack to be planned": the thing too
		if o := r.child(s.Cue, nlp.Obj); o >= 0 {
			from = int(r.t.Left[o])
		}
	}
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.7
	return r.keep(s)
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
	first := int(r.t.Left[c])
	if r.lemma(first) != "to" && (r.a.Words[c].Rel == nlp.Advcl || !s.Act.Has(cue.Demand|cue.Deny|cue.State) || s.Act.Has(cue.Tell)) {
		return false
	}
	if s.Act.Has(cue.Tell) {
		s.Act |= cue.Demand
	}
	from, to := r.bare(first, int(r.t.Right[c]))
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.65
	return r.keep(s)
}

// reportedThing reads what is said as a noun phrase: "denied involvement",
// "called for calm", "reported heavy losses".
func (r *reader) reportedThing(s Saying) bool {
	c := -1
	switch {
	case s.Act.Has(cue.Deny|cue.State) && !s.Act.Has(cue.Voice):
		c = r.child(s.Cue, nlp.Obj)
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
	if c < s.Cue || !r.sayable(c) {
		return false
	}
	from, to := r.bare(int(r.t.Left[c]), r.onward(s.Cue, c, int(r.t.Right[c])))
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.6
	return r.keep(s)
}

// demanding are verbs whose object is what is demanded, not who.
var demanding = map[string]bool{"demand": true, "request": true, "urge": true, "order": true, "recommend": true, "advocate": true, "propose": true}

// sayable reports whether a noun can stand for what is said: no person or body,
// no name, no pronoun, no message that holds it.
func (r *reader) sayable(c int) bool {
	w := &r.a.Words[c]
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
		from, to := r.bare(int(r.t.Left[n]), r.onward(s.Cue, n, int(r.t.Right[n])))
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
	if !s.Act.Has(cue.Accuse) {
		return false
	}
	o := r.child(s.Cue, nlp.Obj)
	if o < s.Cue {
		return false
	}
	to := int(r.t.Right[o])
	of := false
	r.children(s.Cue, func(k int) {
		if p := r.preposition(k); k > o && (p == "of" || p == "for" || p == "on") {
			of, to = true, max(to, int(r.t.Right[k]))
		}
	})
	if !of && r.lemma(s.Cue) != "blame" && r.lemma(s.Cue) != "accuse" {
		return false
	}
	from, to := r.bare(int(r.t.Left[o]), to)
	s.Content, s.Head, s.Confidence = r.span(from, to), o, 0.6
	return r.keep(s)
}
