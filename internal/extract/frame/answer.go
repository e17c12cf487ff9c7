package frame

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// answers marks the shots that answer the attack: those that the police or guards fire
// at whoever did it, and those with which attackers kill themselves.
func (r *reading) answers() {
	for i := range r.hits {
		h := &r.hits[i]
		if h.Code != "shooting" {
			continue
		}
		for w := h.first; w < h.last && !h.answer; w++ {
			if p := r.predicateOf(w); p != nil && p.Verb == "shoot" {
				h.answer = r.answering(p)
			}
		}
	}
}

// unanswer takes back what answers found, and reports whether it found any.
func (r *reading) unanswer() bool {
	any := false
	for i := range r.hits {
		any = any || r.hits[i].answer
		r.hits[i].answer = false
	}
	r.noAnswers = true
	return any
}

// attackedBefore reports whether a verb of attacking tells of violence before the shot
// that answers it.
func (r *reading) attackedBefore(answer hit) bool {
	for _, h := range r.hits {
		if h.first >= answer.first {
			break
		}
		if p := r.predicateOf(h.first); h.Weight >= 2 && !h.answer && p != nil && !p.Noun && (p.Class == nlp.Attacking || p.Class == nlp.Harming) {
			return true
		}
	}
	return false
}

// predicateOf is the predicate that token t tells, nil for none.
func (r *reading) predicateOf(t int) *nlp.Predicate {
	list := r.in.Predicates
	k := sort.Search(len(list), func(k int) bool { return r.in.Words[list[k].Word].Token >= t })
	if k < len(list) && r.in.Words[list[k].Word].Token == t {
		return &list[k]
	}
	return nil
}

// answering reports whether a shot is fired at whoever did it, by those who answer or
// by himself.
func (r *reading) answering(p *nlp.Predicate) bool {
	for g := range p.Patients() {
		switch lemma := r.lemma(g.Head); {
		case lemma == "himself" || lemma == "herself" || lemma == "themselves":
			return true
		case attackers[lemma]:
			return true
		case r.struck(g):
			return true
		}
	}
	for a := range p.Agents() {
		if !defenders[r.lemma(a.Head)] {
			continue
		}
		if p.Patient() == nil {
			return true
		}
		for g := range p.Patients() {
			if r.in.Words[g.Head].UPOS == nlp.PRON || r.lemma(g.Head) == "both" || lexicon.IsPerson(r.lemma(g.Head)) && strings.EqualFold(r.in.WordText(g.First), "the") && g.Name < 0 {
				return true
			}
		}
	}
	return false
}

// struck reports whether an argument speaks of somebody who does a deed of violence
// elsewhere in the text: "the man stabbed
// two people before he was shot".
func (r *reading) struck(g *nlp.Argument) bool {
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		if p.Class != nlp.Attacking && p.Class != nlp.Harming || p.Negated || p.Noun || p.Patient() == nil && p.First(nlp.Goal) == nil {
			continue
		}
		for a := range p.Agents() {
			if a.Chain >= 0 && a.Chain == g.Chain || a.Head == g.Head {
				return true
			}
		}
	}
	return false
}

// byWeapon are the types that weapons tell, where nothing else tells one.
var byWeapon = map[string]string{
	"knife": "stabbing", "firearm": "shooting", "explosive": "bombing", "vehicle_bomb": "bombing", "suicide_vest": "suicide_bombing", "grenade": "explosive_attack",
	"rocket": "explosive_attack", "drone": "explosive_attack", "incendiary": "arson", "chemical": "chemical", "vehicle": "vehicle_ramming",
}

// typeByWeapon codes violence of no stated kind by the weapon that the sentence of its
// first word of violence names: "attacked her with an axe".
func (r *reading) typeByWeapon() bool {
	for _, h := range r.hits {
		if h.Weight < 0.5 || h.Code != "" || r.in.Background[h.sentence] || h.sentence >= r.headEnd() {
			continue
		}
		s := &r.in.Sentences[h.sentence]
		for i := s.First; i < s.Last; i++ {
			t, n := cue.Weapons.At(r.in.Analysis, i, s.Last)
			if code := byWeapon[t.Kind]; n > 0 && code != "" && !r.negated(i) && r.wielded(i) {
				r.value(claim.Value{Slot: claim.Type, Text: code}, 0.5, "the weapon tells the kind of attack", r.in.SpanOf(h.first, h.last), r.in.SpanOf(i, i+n))
				return true
			}
		}
	}
	return false
}

// wielded reports whether the weapon at token i is what those of the deed
// use or carry: "with a knife", "armed with", "using an axe".
func (r *reading) wielded(i int) bool {
	for k := i - 1; k >= max(0, i-5); k-- {
		switch r.in.Tokens[k].Lower {
		case "with", "using", "wielding", "carrying", "brandishing", "by", "swinging":
			return true
		case ",", ".", ";", "in", "on", "at", "from", "of":
			return false
		}
	}
	return false
}
