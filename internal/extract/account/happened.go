package account

import (
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// happened notes what parties contradict each other on: something that one tells
// and another denies to have happened. What is denied of the own part, and what
// answers another question, is told there.
func (r *reader) happened() {
	for i := range r.said {
		d := r.said[i]
		if d.kind != "denial" || r.background(d.content) || !r.clause(d.content) || r.answered(d.content) {
			continue
		}
		st := stance{question: "what_happened", position: words(r.in.Text(d.content))}
		for k := range r.said {
			if o := r.said[k]; k != i && o.content == d.content && o.id != d.id && o.kind == "assertion" {
				r.account(st, o, false, o.content)
			}
		}
		r.account(st, d, true, d.content)
	}
}

// words is s with single spaces.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// clause reports whether sp tells something that happened: it holds a finite verb
// with its subject.
func (r *reader) clause(sp text.Span) bool {
	first, last := extract.WordsIn(r.in, sp)
	for i := first; i < last; i++ {
		w := &r.in.Words[i]
		if (w.UPOS == nlp.VERB || w.UPOS == nlp.AUX) && strings.Contains(w.Feats, "VerbForm=Fin") {
			return true
		}
	}
	return false
}

// answered reports whether the words answer one of the other questions.
func (r *reader) answered(sp text.Span) bool {
	for i := range r.answers {
		for _, s := range r.answers[i].spans {
			if sp.Overlaps(s) {
				return true
			}
		}
	}
	return false
}

// background reports whether sp stands in a sentence that tells of what was before.
func (r *reader) background(sp text.Span) bool {
	for si, s := range r.in.Sentences {
		if s.Span.Overlaps(sp) {
			return r.in.Background[si]
		}
	}
	return false
}

// numbers notes how many attackers those who speak count, where they differ.
func (r *reader) numbers() {
	for i := range r.in.Words {
		w := &r.in.Words[i]
		c := r.t.Child(int32(i), nlp.Nummod)
		switch {
		case r.ofThem(i):
			c = int32(i)
		case w.UPOS != nlp.NOUN || c < 0 || int(c) > i || !r.attackers(i):
			continue
		}
		n, ok := number(strings.ToLower(r.in.WordText(int(c))))
		said := r.sayingAt(w.Span)
		if !ok || said == nil || r.background(w.Span) || said.kind == "question" {
			continue
		}
		r.answers = append(r.answers, answer{stance: stance{"attackers", strconv.Itoa(n), true}, by: *said, spans: []text.Span{said.content}})
		if n > 1 && r.asked("alone") {
			r.answers = append(r.answers, answer{stance: stance{"alone", "not alone", true}, by: *said, spans: []text.Span{said.content}})
		}
	}
}

// ofThem reports whether the number at word i counts those who are spoken of: "there
// were four of them".
func (r *reader) ofThem(i int) bool {
	if r.in.Words[i].UPOS != nlp.NUM || i+2 >= len(r.in.Words) || i < 2 {
		return false
	}
	return r.in.Words[i+1].Lemma == "of" && strings.EqualFold(r.in.WordText(i+2), "them") && strings.EqualFold(r.in.WordText(i-2), "there")
}

// asked reports whether somebody answers a question.
func (r *reader) asked(question string) bool {
	for i := range r.answers {
		if r.answers[i].question == question {
			return true
		}
	}
	return false
}

// attackers reports whether the noun at word i means those who did it: by its own
// meaning, or as who does something violent or flees.
func (r *reader) attackers(i int) bool {
	switch r.in.Words[i].Lemma {
	case "attacker", "gunman", "gunmen", "assailant", "shooter", "bomber", "hijacker", "perpetrator", "kidnapper":
		return true
	case "man", "men", "person", "people", "individual":
	default:
		return false
	}
	for _, p := range r.in.PredicatesOf(r.sentenceOf(i)) {
		if !doings[p.Lemma] {
			continue
		}
		for g := range p.Agents() {
			if g.Head == i {
				return true
			}
		}
	}
	return false
}

// doings are verbs for what those who did it are seen to do.
var doings = map[string]bool{"open": true, "fire": true, "shoot": true, "attack": true, "flee": true, "climb": true, "storm": true, "throw": true,
	"plant": true, "place": true, "kill": true, "stab": true, "leave": true, "run": true, "escape": true, "burst": true, "break": true}

// sentenceOf is the words of the sentence of word i.
func (r *reader) sentenceOf(i int) (first, last int) {
	s := &r.in.Sentences[r.t.Sentence[i]]
	return s.FirstWord, s.LastWord
}

// number is the value of a small number, in letters or figures.
func number(s string) (int, bool) {
	for n, w := range []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
		if s == w && n > 0 {
			return n, true
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && n < 1000
}

// company notes who came with the attacker, where somebody holds that he was alone:
// "entered the building with two children". It speaks against that, whoever says it.
func (r *reader) company() {
	if !r.asked("alone") {
		return
	}
	for si, s := range r.in.Sentences {
		if r.in.Background[si] {
			continue
		}
		for _, p := range r.in.PredicatesOf(s.FirstWord, s.LastWord) {
			c := r.companion(&p)
			if p.Noun || p.Negated || c < 0 {
				continue
			}
			sp := r.phraseOf(c)
			st := stance{question: "alone", position: words(r.in.Text(sp))}
			by := saying{}
			if o := r.sayingAt(sp); o != nil {
				by = *o
			}
			a := answer{stance: st, by: by, spans: []text.Span{sp}}
			r.answers = append(r.answers, a)
			trigger := r.in.Cite(r.in.Words[p.Word].Span)
			for k := range r.answers {
				if o := &r.answers[k]; o.question == "alone" && o.position == "alone" && !o.rejects {
					o.against = append(o.against, trigger)
				}
			}
			return
		}
	}
}

// companion is the word for those with whom the attacker comes, acts or leaves, -1
// for nobody.
func (r *reader) companion(p *nlp.Predicate) int {
	who := int(r.t.Subject(int32(p.Word)))
	if !comes[p.Lemma] || who < 0 || !r.isAttacker(who) && !r.theMan(who) {
		return -1
	}
	for c := r.t.First[p.Word]; c >= 0; c = r.t.Next[c] {
		w := &r.in.Words[c]
		if w.Rel != nlp.Obl || w.UPOS != nlp.NOUN || int(c) < p.Word {
			continue
		}
		k := r.t.Child(c, nlp.Case)
		if k < 0 || r.in.Words[k].Lemma != "with" {
			continue
		}
		if lexicon.NounClass(strings.ToLower(w.Lemma)).First&1 != 0 {
			return int(c)
		}
	}
	return -1
}

// theMan reports whether word i is "the man" or "the woman" in what somebody tells.
func (r *reader) theMan(i int) bool {
	w := &r.in.Words[i]
	d := r.t.Child(int32(i), nlp.Det)
	return (w.Lemma == "man" || w.Lemma == "woman") && d >= 0 && strings.EqualFold(r.in.WordText(int(d)), "the") && r.sayingAt(w.Span) != nil
}

// comes are verbs for how an attacker gets to or from the place.
var comes = map[string]bool{"enter": true, "arrive": true, "come": true, "go": true, "walk": true, "drive": true, "travel": true, "attack": true,
	"storm": true, "leave": true, "act": true, "flee": true, "appear": true}

// isAttacker reports whether the word i means a perpetrator or suspect: his name, a
// noun for one, a pronoun whose chain does.
func (r *reader) isAttacker(i int) bool {
	if r.attackerNoun(i) {
		return true
	}
	id := r.entityOf(i)
	for _, ch := range r.in.Chains {
		in := false
		for _, m := range ch.Mentions {
			in = in || m.Head == i
		}
		if !in {
			continue
		}
		for _, m := range ch.Mentions {
			if r.attackerNoun(m.Head) {
				return true
			}
			if id == "" {
				id = r.entityOf(m.Head)
			}
		}
	}
	return id != "" && r.doer(id)
}

func (r *reader) attackerNoun(i int) bool {
	switch r.in.Words[i].Lemma {
	case "attacker", "gunman", "assailant", "shooter", "bomber", "perpetrator", "suspect", "assassin", "killer":
		return true
	}
	return false
}

// doer reports whether an entity is told to have done it.
func (r *reader) doer(id claim.EntityID) bool {
	for i := range r.in.Set.Claims {
		if v := r.in.Set.Claims[i].Value; v != nil && v.Entity == id && (v.Slot == claim.Perpetrator || v.Slot == claim.Suspect) {
			return true
		}
	}
	return false
}

// phraseOf is the noun phrase of word i with its preposition.
func (r *reader) phraseOf(i int) text.Span {
	from, to := r.t.Nominal(int32(i))
	if k := r.t.Child(int32(i), nlp.Case); k >= 0 && k < from {
		from = k
	}
	for k := int32(i) + 1; k < to; k++ {
		if w := &r.in.Words[k]; w.UPOS == nlp.PUNCT || w.Rel == nlp.AclRelcl || w.Rel == nlp.Acl || w.UPOS == nlp.CCONJ {
			to = k
		}
	}
	return text.Span{Start: r.in.Words[from].Span.Start, End: r.in.Words[to-1].Span.End}
}
