package attribution

import (
	"strings"

	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
)

// claimed reads a claim of responsibility told of the deed: "the attack was claimed
// by X", "X claimed the bombing". What is claimed is the deed.
func (r *reader) claimed(s Saying) bool {
	if r.takesOn(s.Cue) {
		c := r.child(s.Cue, nlp.Obj)
		from, to := r.phrase(c, s.Cue)
		s.Content, s.Head, s.Claim, s.Confidence = r.span(from, to), c, true, 0.65
		return r.keep(s)
	}
	if b := r.laysBlame(s.Cue); b >= 0 {
		from, to := r.phrase(b, s.Cue)
		for from < b && r.a.Words[from].UPOS == nlp.ADP {
			from++
		}
		s.Act |= cue.Accuse
		s.Content, s.Head, s.Confidence = r.unquote(from, to), b, 0.6
		return r.keep(s)
	}
	if r.lemma(s.Cue) != "claim" {
		return false
	}
	c := -1
	if r.passive(s.Cue) {
		c = r.child(s.Cue, nlp.NsubjPass)
		if h := r.head(s.Cue); c < 0 && h >= 0 && r.a.Words[s.Cue].Rel == nlp.Acl {
			c = h // "an attack claimed by X"
		}
	} else if r.able(s.Source) || r.people(s.Source) {
		c = r.child(s.Cue, nlp.Obj)
	}
	if c < 0 || !r.deed(c) {
		return false
	}
	from, to := r.phrase(c, s.Cue)
	if c < s.Cue {
		to = min(to, s.Cue)
		for to > c+1 && (r.a.Words[to-1].UPOS == nlp.AUX || r.a.Words[to-1].UPOS == nlp.ADV || r.a.Words[to-1].UPOS == nlp.PUNCT) {
			to--
		}
	}
	s.Content, s.Head, s.Claim, s.Confidence = r.span(from, to), c, true, 0.7
	return r.keep(s)
}

// takesOn reports whether the verb at word i takes the responsibility: "took
// responsibility in a call".
func (r *reader) takesOn(i int) bool {
	switch r.lemma(i) {
	case "take", "accept", "assume":
		o := r.child(i, nlp.Obj)
		return o > i && (r.lemma(o) == "responsibility" || r.lemma(o) == "credit") && !r.negated(i)
	}
	return false
}

// laysBlame is who is blamed by a verb whose object is the blame: "put the blame on
// smugglers". It is -1 for nobody.
func (r *reader) laysBlame(i int) int {
	switch r.lemma(i) {
	case "put", "lay", "place", "pin":
	default:
		return -1
	}
	o := r.child(i, nlp.Obj)
	if o < i || r.lemma(o) != "blame" {
		return -1
	}
	out := -1
	for _, h := range []int{i, o} {
		r.children(h, func(k int) {
			if p := r.preposition(k); k > o && out < 0 && (p == "on" || p == "at" || p == "upon") {
				out = k
			}
		})
	}
	return out
}

// deed reports whether a noun tells something done or the answer for it.
func (r *reader) deed(i int) bool {
	switch r.lemma(i) {
	case "responsibility", "credit", "authorship", "paternity":
		return true
	}
	if r.a.Words[i].UPOS != nlp.NOUN || r.subject(i) >= 0 {
		return false
	}
	h, n := cue.Violence.At(r.a, r.a.Words[i].Token, len(r.a.Tokens))
	return n > 0 && h.Weight >= 1
}

// ownDeed reports whether what is said, with its head at word c, is that the
// speaker himself did something violent or was behind it: "said it had planted the
// bomb", "said that it was behind the attack".
func (r *reader) ownDeed(c int) bool {
	s := r.subject(c)
	if s < 0 || r.negated(c) {
		return false
	}
	switch lower(r.a.WordText(s)) {
	case "it", "they", "we", "he", "she":
	default:
		if p := r.child(s, nlp.NmodPoss); p < 0 || !own[lower(r.a.WordText(p))] || !fighters[r.lemma(s)] {
			return false
		}
	}
	if r.lemma(c) == "responsible" {
		return true
	}
	if p := r.preposition(c); p == "behind" {
		return true
	}
	return r.a.Words[c].UPOS == nlp.VERB && !r.passive(c) && deeds[r.lemma(c)]
}

var own = map[string]bool{"its": true, "their": true, "our": true, "his": true, "her": true}

// fighters are those who act for whoever says so.
var fighters = map[string]bool{"fighter": true, "member": true, "unit": true, "men": true, "man": true, "soldier": true, "militant": true, "brigade": true,
	"cell": true, "commando": true, "wing": true, "force": true, "guerrilla": true, "combatant": true, "bomber": true}

// deeds are verbs for what attackers do.
var deeds = map[string]bool{"plant": true, "carry out": true, "kill": true, "attack": true, "bomb": true, "shoot": true, "ambush": true, "target": true,
	"detonate": true, "execute": true, "kidnap": true, "abduct": true, "assassinate": true, "stage": true, "launch": true, "place": true, "fire": true,
	"murder": true, "carry": true, "explode": true, "destroy": true, "storm": true, "raid": true}

// spokenOf reads what a verb with "of" tells: "spoke of a man on the roof", "warned
// of further attacks".
func (r *reader) spokenOf(s Saying) bool {
	switch r.lemma(s.Cue) {
	case "speak", "talk", "warn", "tell", "complain":
	default:
		return false
	}
	c := -1
	r.children(s.Cue, func(k int) {
		if k > s.Cue && c < 0 && r.a.Words[k].Rel == nlp.Obl && r.preposition(k) == "of" && r.a.Words[k].UPOS == nlp.NOUN {
			c = k
		}
	})
	if c < 0 {
		return false
	}
	from, to := r.phrase(c, s.Cue)
	for from < c && r.a.Words[from].UPOS == nlp.ADP {
		from++
	}
	s.Act &^= cue.Demand
	s.Content, s.Head, s.Confidence = r.unquote(from, to), c, 0.5
	return r.keep(s)
}

// denied reads a denial of what somebody else has just said: "The union rejected
// this", "the ministry denied the report". What is denied are the words before.
func (r *reader) denied(s Saying) bool {
	if !s.Act.Has(cue.Deny) || s.Act.Has(cue.Think) && !s.Act.Has(cue.State) {
		return false
	}
	c := r.child(s.Cue, nlp.Obj, nlp.Obl)
	if c < s.Cue || !r.pointsBack(c) || r.open(s.Cue) {
		return false
	}
	prev := r.lastSaid(s)
	if prev == nil {
		return false
	}
	s.Content, s.Head, s.Confidence = prev.Content, prev.Head, 0.5
	return r.keep(s)
}

// open reports whether the verb at word i only may be so, or is one of two: "would
// neither confirm nor deny".
func (r *reader) open(i int) bool {
	for range 2 {
		open := false
		r.children(i, func(k int) {
			switch l := r.lemma(k); {
			case r.a.Words[k].Rel == nlp.Aux && (l == "would" || l == "will" || l == "could" || l == "can" || l == "may" || l == "might"), l == "neither" || l == "nor":
				open = true
			}
		})
		if open {
			return true
		}
		if r.a.Words[i].Rel != nlp.Conj || r.head(i) < 0 {
			return false
		}
		i = r.head(i)
	}
	return false
}

// pointsBack reports whether word c means what was said before: "this", "it",
// "that version", "the allegation".
func (r *reader) pointsBack(c int) bool {
	switch lower(r.a.WordText(c)) {
	case "this", "it", "that":
		return true
	}
	if r.child(c, nlp.Nmod, nlp.Acl, nlp.Ccomp) > c {
		return false
	}
	l := r.lemma(c)
	return l == "version" || l == "account" || l == "finding" || cue.Said(l).Has(cue.Say|cue.Accuse|cue.State) && !cue.Said(l).Has(cue.Demand|cue.Promise|cue.Ask)
}

// lastSaid is what another party said within the two sentences before, nil for
// nothing.
func (r *reader) lastSaid(s Saying) *Saying {
	at := int(r.t.Sentence[s.Cue])
	for k := len(r.found) - 1; k >= 0 && k > len(r.found)-6; k-- {
		o := &r.found[k]
		si := int(r.t.Sentence[o.anchor()])
		if si < at-2 || r.a.Sentences[si].Block < r.a.Sentences[at].Block-1 {
			return nil
		}
		if o.Act.Has(cue.Ask) || o.Act.Has(cue.Deny) && !o.Act.Has(cue.Say) || r.sameWord(o.Source, s.Source) || o.Content.End > r.a.Words[s.Source].Span.Start {
			continue
		}
		return o
	}
	return nil
}

// sameWord reports whether two sources are written alike.
func (r *reader) sameWord(i, k int) bool {
	return i == k || strings.EqualFold(r.a.WordText(i), r.a.WordText(k))
}

// convinced are adjectives for what somebody holds to be so: "is convinced that".
var convinced = map[string]bool{"convinced": true, "convince": true, "certain": true, "sure": true, "confident": true, "adamant": true, "positive": true}

// conviction reads what somebody is convinced of: "X is certain that C".
func (r *reader) conviction(i int) {
	if !convinced[r.lemma(i)] || r.child(i, nlp.Cop, nlp.AuxPass) < 0 || r.negated(i) {
		return
	}
	src, c := r.subject(i), r.child(i, nlp.Ccomp)
	if c < 0 {
		if x := r.child(i, nlp.Advcl, nlp.Acl, nlp.AclRelcl); x > i && r.thatClause(x) {
			c = x
		}
	}
	if src < 0 || c < i || !r.able(src) || r.lemma(src) == "it" {
		return
	}
	from, to := r.clause(c, i)
	r.keep(Saying{Cue: i, CueSpan: r.a.Words[i].Span, Source: src, Content: r.span(from, to), Head: c, Act: cue.Think, Confidence: 0.6})
}
