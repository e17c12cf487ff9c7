package frame

import (
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// idle are the words, as tokens, of verbs of violence that tell of none here: plans
// and laws that are attacked, balls that are shot wide, animals that attack people or
// are shot. beasts is how many of them have to do with animals.
func (r *reading) idle() (at map[int]bool, beasts int) {
	at = map[int]bool{}
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		if p.Class != nlp.Attacking && p.Class != nlp.Harming {
			if bites(p.Verb) && r.beastly(p) {
				beasts++
			}
			continue
		}
		switch {
		case r.beastly(p):
			beasts++
		case r.verbal(p), p.With >= 0 && r.lemma(p.With) == "hostage" && r.ofThought(p), p.Verb == "shoot" && r.ballGame(p):
		default:
			continue
		}
		at[r.in.Words[p.Word].Token] = true
	}
	return at, beasts
}

// bites reports whether a verb tells of what animals do to people.
func bites(verb string) bool {
	switch verb {
	case "bite", "maul", "gore", "sting", "devour", "trample", "charge":
		return true
	}
	return false
}

// beastly reports whether an animal does what p tells, or is shot.
func (r *reading) beastly(p *nlp.Predicate) bool {
	for g := range p.Agents() {
		if r.animal(g) {
			return true
		}
	}
	if p.Verb != "shoot" && p.Verb != "kill" {
		return false
	}
	beast := false
	for g := range p.Patients() {
		if !r.animal(g) {
			return false
		}
		beast = true
	}
	return beast
}

// animal reports whether an argument speaks of an animal, by its noun or by what its
// chain calls it.
func (r *reading) animal(g *nlp.Argument) bool {
	if r.in.Words[g.Head].UPOS == nlp.NOUN {
		return lexicon.IsAnimal(r.lemma(g.Head))
	}
	if r.in.Words[g.Head].UPOS != nlp.PRON || g.Chain < 0 {
		return false
	}
	c := &r.in.Chains[g.Chain]
	m := &c.Mentions[c.Best]
	return m.Name < 0 && r.in.Words[m.Head].UPOS == nlp.NOUN && lexicon.IsAnimal(r.lemma(m.Head))
}

// verbal reports whether what is attacked is only thought or said: "attacked the
// plan", "assaults on the law".
func (r *reading) verbal(p *nlp.Predicate) bool {
	if p.Verb != "attack" && p.Verb != "assault" && p.Verb != "blast" && p.Verb != "bomb" {
		return false
	}
	return r.ofThought(p)
}

// ofThought reports whether all that p is done to is only thought, said or stored.
func (r *reading) ofThought(p *nlp.Predicate) bool {
	thought := false
	for g := range p.Patients() {
		if g.Name >= 0 || r.in.Words[g.Head].UPOS != nlp.NOUN || !lexicon.IsThought(r.lemma(g.Head)) {
			return false
		}
		thought = true
	}
	return thought
}

// ballGame reports whether a shot is one at a goal: "shot wide", "shot over the bar".
func (r *reading) ballGame(p *nlp.Predicate) bool {
	for k := p.Word + 1; k < min(len(r.in.Words), p.Word+3); k++ {
		switch r.lemma(k) {
		case "wide", "home", "high":
			return k == p.Word+1
		case "ball":
			return true
		case "over":
			return k+2 < len(r.in.Words) && r.lemma(k+2) == "bar"
		}
	}
	return false
}
