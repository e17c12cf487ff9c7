package attribution

import (
	"sort"
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
	switch {
	case act != 0:
	case r.issues(i):
		act = cue.Voice
	case r.takesOn(i):
		act = cue.Say
	case r.laysBlame(i) >= 0:
		act = cue.Accuse
	}
	if act == 0 || r.unsaid(i) || r.inLongerName(i) || r.anonymous(i) {
		return
	}
	if o := r.child(i, nlp.Obj, nlp.Iobj); o >= 0 && strings.HasSuffix(lower(r.a.WordText(o)), "self") {
		return // "a group calling itself X"
	}
	src := r.source(i)
	if b := r.before(i); src < 0 || b == i-1 && r.subject(i) < 0 && b > 0 && r.a.WordText(b-1) == ";" {
		src = b
	}
	if b := r.clauseSpeaker(src, i); b >= 0 {
		src = b
	}
	if src < 0 {
		return
	}
	if d := r.child(src, nlp.Det); d >= 0 && lower(r.a.WordText(d)) == "no" {
		return // "no group has claimed"
	}
	s := Saying{Cue: i, CueSpan: r.cueSpan(i), Source: src, Act: act, Negated: r.negated(i)}
	if s.Negated && (act.Has(cue.State|cue.Tell|cue.Deny) || !act.Has(cue.Think|cue.Named|cue.Show)) {
		return
	}
	s.Negated = s.Negated || r.heldByNoun(i)
	if r.quotations(s) {
		return
	}
	for _, read := range []func(Saying) bool{r.claimed, r.reportedClause, r.called, r.infinitive, r.tail, r.reportedThing, r.spokenOf, r.voiced, r.charged, r.denied} {
		if read(s) {
			return
		}
	}
}

// clauseSpeaker is who speaks in the clause of the verb at word i, where the parser took
// the subject of the clause before the semicolon: "militias have taken men before; a
// spokesman, Ruiz, said"; -1 where that is not so.
func (r *reader) clauseSpeaker(src, i int) int {
	if src < 0 || src > i || !finite(r.a.Words[i].Feats) {
		return -1
	}
	semi := -1
	for k := src + 1; k < i; k++ {
		if r.a.WordText(k) == ";" && !r.quoted(k) {
			semi = k
		}
	}
	if semi < 0 {
		return -1
	}
	for k := semi + 1; k < i; k++ {
		switch w := &r.a.Words[k]; {
		case w.Rel == nlp.Nmod || w.Rel == nlp.Compound || w.Rel == nlp.NmodPoss || w.Rel == nlp.Obl:
		case (w.UPOS == nlp.NOUN || w.UPOS == nlp.PROPN) && (r.canSpeak(k) || r.able(k)):
			return k
		case w.UPOS == nlp.VERB && finite(w.Feats):
			return -1
		}
	}
	return -1
}

// anonymous reports whether the verb at word i only tells that somebody would not be
// named: "asked not to be identified".
func (r *reader) anonymous(i int) bool {
	for k := i + 1; k < min(r.sentence(i).LastWord, i+6); k++ {
		switch lower(r.a.WordText(k)) {
		case "not", "to", "be":
		case "named", "identified", "quoted", "photographed":
			return lower(r.a.WordText(k-1)) == "be"
		default:
			return false
		}
	}
	return false
}

// inLongerName reports whether word i is part of a name of several words: "Said
// Haddad" says nothing.
func (r *reader) inLongerName(i int) bool {
	sp := r.a.Words[i].Span
	if f := r.sentence(i).FirstWord; i > f && capital(r.a.WordText(i)) && r.marks[i-1] == 0 && i+1 < len(r.a.Words) && r.a.Words[i+1].UPOS == nlp.PROPN && r.a.Words[i-1].UPOS == nlp.PROPN {
		return true // "President Said Haddad"
	}
	k := sort.Search(len(r.a.Names), func(k int) bool { return r.a.Names[k].Span.End > sp.Start })
	return k < len(r.a.Names) && r.a.Names[k].Span.Contains(sp) && r.a.Names[k].Span != sp && capital(r.a.WordText(i))
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
		if h >= 0 && w.Rel == nlp.Advcl && r.act(h).Has(cue.Say|cue.Manner) && r.subject(i) < 0 {
			return false // "wrote to say that"
		}
		return h < 0 || w.Rel != nlp.Xcomp && w.Rel != nlp.Conj || !raising[r.lemma(h)]
	}
	return false
}

// raising are verbs whose infinitive is as good as the verb itself: "continued to
// insist".
var raising = map[string]bool{"appear": true, "seem": true, "continue": true, "begin": true, "start": true, "go": true, "come": true, "be": true, "tend": true}

// heldByNoun reports whether what is said hangs on an object that is denied: "gave
// no indication that".
func (r *reader) heldByNoun(i int) bool {
	c := r.child(i, nlp.Obj)
	if c < 0 || r.clauseOfNoun(c) < 0 {
		return false
	}
	d := r.child(c, nlp.Det)
	return d >= 0 && r.lemma(d) == "no"
}

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
		if q.cue != s.Cue || q.to == q.from || !r.leads(s.Cue, q) || !s.Act.Has(speaks) && !r.hangs(q, s.Cue) && !r.issues(s.Cue) {
			continue
		}
		if s.Act.Has(cue.Named) {
			s.Act &^= cue.Demand
		}
		from, to := r.inside(k)
		s.Content, s.Head, s.Confidence = r.span(from, to), from, 0.85
		any = r.keep(s) || any
	}
	return any
}

// speaks are the acts of verbs that say something whatever stands with them; others
// ("provide") do only with a clause.
const speaks = cue.Utter | cue.State | cue.Tell | cue.Manner | cue.Ask | cue.Demand | cue.Promise | cue.Deny | cue.Accuse | cue.Condemn | cue.Praise | cue.Mourn |
	cue.Thank | cue.Named | cue.Think

// hangs reports whether a quotation is a clause that hangs on the verb at i.
func (r *reader) hangs(q *quotation, i int) bool {
	for k := q.from; k < q.to && k < q.from+longest; k++ {
		if r.head(k) == i {
			return r.a.Words[k].Rel == nlp.Ccomp || r.a.Words[k].Rel == nlp.Parataxis
		}
		if r.head(i) == k {
			return r.a.Words[i].Rel == nlp.Parataxis
		}
	}
	return false
}

// firstQuote is the first quotation that may hang on a verb at word i: one that
// ends in its sentence or just before.
func (r *reader) firstQuote(i int) int {
	first := max(0, r.sentence(i).FirstWord-2)
	return sort.Search(len(r.quotes), func(k int) bool { return r.quotes[k].to >= first })
}

// leads reports whether a quotation is all that the verb at word i reports, and
// no part of a clause that begins outside.
func (r *reader) leads(i int, q *quotation) bool {
	c := r.child(i, nlp.Ccomp)
	if m := r.misplaced(i); m > i && m < q.from && q.from > i {
		return false
	}
	if c < 0 || r.quoteOf[c] < 0 {
		if x := r.child(i, nlp.Xcomp); x > i && x < q.to && int(r.t.Left[x]) < q.from-1 {
			return false
		}
		return c < 0 || q.to-q.from > 5 && !r.within(q.from, &quotation{from: int(r.t.Left[c]), to: int(r.t.Right[c])})
	}
	if &r.quotes[r.quoteOf[c]] != q && q.to < c {
		return true // "A," said X, "C": the clause goes on with it
	}
	from, to := int(r.t.Left[c]), int(r.t.Right[c])
	if sub := r.source(i); sub > i && sub < c { // the speaker, hung on what he says
		from = max(from, int(r.t.Right[sub]))
	}
	from, _ = r.bare(from, to)
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
	c := r.complement(s.Cue)
	if m := r.misplaced(s.Cue); c > m && m > s.Cue && r.quoted(c) {
		c = m // "said in a letter that he had heard them shout …"
	}
	if c < 0 {
		c = r.besideColon(s.Cue)
	}
	if c < 0 && s.Act.Has(cue.Say|cue.State|cue.Tell) {
		c = r.misplaced(s.Cue)
	}
	if c < 0 {
		c = r.sibling(s.Cue)
	}
	switch {
	case c >= 0 && (r.inLongerName(c) || c > s.Cue && r.against(c)):
		if c > s.Cue && r.against(c) && s.Act.Has(cue.Say|cue.Think|cue.State) {
			return r.tail(s)
		}
		return false
	case c >= 0:
		if r.wondering(c) && !s.Act.Has(cue.Ask) {
			return false
		}
		from, to := r.clause(c, s.Cue)
		s.Content, s.Head = r.span(from, to), c
	case r.swallowed(s.Cue):
		h := r.head(s.Cue)
		to := int(r.t.Right[h])
		if r.act(h).Has(speaking) && r.complement(h) > h { // "stated A, emphasised that B"
			to = h
		}
		from, to := r.bare(s.Cue+1, to)
		s.Content, s.Head = r.span(from, to), h
	case w.Rel == nlp.Parataxis && r.subject(s.Cue) >= 0 && s.Act.Has(cue.Say|cue.Think|cue.State):
		h := r.head(s.Cue)
		if h < 0 || r.semicolon(int(r.t.Left[s.Cue])) || r.child(s.Cue, nlp.Obj, nlp.Xcomp) >= 0 || r.act(h).Has(cue.Say) && r.child(h, nlp.Ccomp) >= 0 && h < s.Cue {
			return false
		}
		from, to := r.around(h, s.Cue)
		s.Content, s.Head = r.span(from, to), h
	case w.Rel == nlp.Advcl && s.Act.Has(cue.Say|cue.State) && r.markedAs(s.Cue):
		h := r.head(s.Cue)
		if h < 0 || r.child(s.Cue, nlp.Obj) >= 0 || !r.setOff(s.Cue) {
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

// tail reads a verb behind what is said whose words the parser did not hang
// together: "C, says X", "C, X reports".
func (r *reader) tail(s Saying) bool {
	if !s.Act.Has(cue.Say|cue.State) && !(s.Act.Has(cue.Think) && finite(r.a.Words[s.Cue].Feats)) || s.Act.Has(cue.Show) && !r.able(s.Source) {
		return false
	}
	if o := r.child(s.Cue, nlp.Obj); o >= 0 {
		if !r.inverted(s.Cue) {
			return false
		}
		s.Source = o
	}
	sent := r.sentence(s.Cue)
	at := s.Cue
	if s.Source < s.Cue {
		at = int(r.t.Left[s.Source])
		for k := s.Cue + 1; k < sent.LastWord; k++ {
			if k == s.Cue+1 && r.a.WordText(k) == "," && k+1 < sent.LastWord && conceding[lower(r.a.WordText(k+1))] {
				break // "C, X believes, although D"
			}
			if r.a.Words[k].UPOS != nlp.PUNCT {
				return false
			}
		}
	}
	if at-2 < sent.FirstWord || r.a.WordText(at-1) != "," || !r.hasVerb(sent.FirstWord, at-1) || r.a.Words[sent.FirstWord].Rel == nlp.MarkRel {
		return false // the last: "If it rains, people return"
	}
	from, to := r.bare(sent.FirstWord, at-1)
	s.Content, s.Head, s.Confidence = r.span(from, to), from, 0.6
	return r.keep(s)
}

// conceding are words that open a clause which stands against the one before.
var conceding = map[string]bool{"although": true, "though": true, "while": true, "whereas": true, "but": true, "however": true}

// against reports whether the clause of c opens with such a word: it is no part of
// what is said before it.
func (r *reader) against(c int) bool {
	first := int(r.t.Left[c])
	for first < c && r.a.Words[first].UPOS == nlp.PUNCT {
		first++
	}
	return conceding[lower(r.a.WordText(first))]
}

// inverted reports whether the verb at i stands behind a comma and before somebody
// who can speak, whom the parser took for its object: "C, reported officials".
func (r *reader) inverted(i int) bool {
	o := r.child(i, nlp.Obj)
	return o > i && o < i+5 && i > 0 && r.a.WordText(i-1) == "," && r.canSpeak(o)
}

// hasVerb reports whether a verb stands among words [from, to).
func (r *reader) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if p := r.a.Words[i].UPOS; p == nlp.VERB || p == nlp.AUX {
			return true
		}
	}
	return false
}

// complement is the clause that hangs on a verb: behind it with "that", or else
// behind it, or else a finite one before it; -1 for none.
func (r *reader) complement(i int) int {
	best, rank := -1, 0
	r.children(i, func(c int) {
		if r.a.Words[c].Rel != nlp.Ccomp {
			return
		}
		n := 1
		switch m := r.child(c, nlp.MarkRel); {
		case c > i && m >= 0 && r.lemma(m) == "that":
			n = 3
		case c > i && r.pastSemicolon(i, c):
			return
		case c > i || r.quoted(c):
			n = 2
		case r.subject(c) < 0 && !r.lostSubject(c, i), m >= 0 && r.lemma(m) != "that":
			return
		}
		if n > rank {
			best, rank = c, n
		}
	})
	return best
}

// pastSemicolon reports whether a semicolon parts the verb at i from the clause of
// c behind it: "officials said; she was treated".
func (r *reader) pastSemicolon(i, c int) bool {
	for k := i + 1; k < c && k < i+4; k++ {
		if r.a.WordText(k) == ";" {
			return true
		}
	}
	return false
}

// lostSubject reports whether the subject of the clause of c stands in front of it
// and was hung on the verb at i, which has another: "The blast was caused by gas,
// the army said".
func (r *reader) lostSubject(c, i int) bool {
	own := r.subject(i)
	lost := false
	r.children(i, func(k int) {
		lost = lost || k < c && k != own && (r.a.Words[k].Rel == nlp.Nsubj || r.a.Words[k].Rel == nlp.NsubjPass)
	})
	return lost && own > c && r.setOff(own)
}

// sibling is the clause right behind a verb of saying that the parser hung beside
// it on the verb that reports it: "X said police suspect C", -1 for none.
func (r *reader) sibling(i int) int {
	h := r.head(i)
	if h < 0 || r.a.Words[i].Rel != nlp.Ccomp && !(r.a.Words[i].Rel == nlp.Obj && r.subject(i) >= 0) {
		return -1
	}
	out := -1
	r.children(h, func(c int) {
		if r.a.Words[c].Rel == nlp.Ccomp && c > i && int(r.t.Left[c]) == i+1 {
			out = c
		}
	})
	return out
}

// swallowed reports whether the parser hung the verb of saying at i on what is
// said, as if it told when: "though police said C".
func (r *reader) swallowed(i int) bool {
	h := r.head(i)
	if h <= i || !r.act(i).Has(cue.Say) || r.passive(i) || r.markedAs(i) {
		return false
	}
	own := false // more behind it than when or where
	r.children(i, func(c int) {
		switch r.a.Words[c].Rel {
		case nlp.Obl, nlp.OblUnmarked, nlp.Advmod, nlp.PunctRel:
		default:
			own = own || c > i
		}
	})
	if own {
		return false
	}
	switch r.a.Words[i].Rel {
	case nlp.Advcl, nlp.Ccomp, nlp.Parataxis, nlp.Acl, nlp.AclRelcl, nlp.Dep:
	default:
		return false
	}
	w := r.a.WordText(i + 1)
	return w != "," && w != "." && w != ";" && r.hasVerb(i+1, int(r.t.Right[h]))
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
			if r.a.Words[k].Rel == nlp.Obj && !r.act(i).Has(cue.Tell) {
				return // "confirmed reports that C": the reports are what is said
			}
			c := r.clauseOfNoun(k)
			if n := r.child(k, nlp.Nmod); c < 0 && n > k {
				c = r.clauseOfNoun(n) // "in a letter to the court that C"
			}
			if k > i && c > k && out < 0 {
				out = c
			}
		}
	})
	return out
}

// setOff reports whether the clause of i opens its sentence or stands behind a
// comma.
func (r *reader) setOff(i int) bool {
	l := int(r.t.Left[i])
	return l == r.sentence(i).FirstWord || r.a.WordText(l) == "," || r.a.WordText(l-1) == ","
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
