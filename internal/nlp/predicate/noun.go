package predicate

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
)

// classOf is the class of the noun i, 0 for another word.
func (r *reading) classOf(i int32) uint8 {
	if r.word(i).UPOS != nlp.NOUN {
		return 0
	}
	return coref.NounClass(r.word(i).Lemma)
}

// nounArguments adds what the phrase of the noun i says of who takes part.
func (r *reading) nounArguments(k, i int32) {
	p := &r.preds[k]
	n := r.lex.nouns[p.Lemma]
	of, patient := int32(-1), false
	for c := r.tree.First[i]; c >= 0; c = r.tree.Next[c] {
		if w := r.word(c); w.Rel == nlp.Nmod {
			switch r.caseOf(c) {
			case "of":
				of = c
			case "on", "against", "at", "upon":
				patient = patient || !r.timeOf(c)
			}
		}
	}
	undergoes := n.undergoes || r.lex.alone[p.Verb]
	for c := r.tree.First[i]; c >= 0; c = r.tree.Next[c] {
		switch r.word(c).Rel {
		case nlp.NmodPoss:
			switch {
			case r.timeOf(c):
				r.put(k, c, nlp.Time, false)
			case of >= 0 || patient:
				r.keep(k, c, nlp.Agent, false)
			case undergoes:
				r.put(k, c, nlp.Patient, false)
			default:
				r.put(k, c, nlp.Agent, false)
			}
		case nlp.Nmod, nlp.NmodUnmarked:
			r.put(k, r.antecedent(c), r.nounRole(c), false)
		case nlp.Compound:
			r.put(k, c, r.compound(c, patient || of >= 0), false)
		case nlp.Amod:
			if m := r.nameAt[c]; m >= 0 && !undergoes {
				r.put(k, c, nlp.Agent, false)
			}
		case nlp.Acl:
			r.nounClause(k, c)
		case nlp.Obl:
			if r.timeOf(c) {
				r.put(k, c, nlp.Time, false)
			}
		}
	}
}

// nounRole is the role of a phrase with a preposition behind a noun.
func (r *reading) nounRole(c int32) nlp.Role {
	if r.timeOf(c) {
		return nlp.Time
	}
	switch prep := r.caseOf(c); prep {
	case "by":
		return nlp.Agent
	case "of":
		return nlp.Patient
	case "on", "against", "at", "upon":
		if prep == "at" && !r.person(c) {
			return nlp.Place
		}
		return nlp.Patient
	case "with":
		if r.thing(c) {
			return nlp.Instrument
		}
		return nlp.Other
	case "to", "for":
		if r.person(c) {
			return nlp.Recipient
		}
		if prep == "to" {
			return nlp.Goal
		}
		return nlp.Purpose
	case "from":
		return nlp.Source
	case "about", "regarding", "concerning":
		return nlp.Topic
	case "after", "before", "during", "since", "until", "following":
		return nlp.Time
	default:
		if r.spatial(prep) && (r.somewhere(c) || prep == "in") {
			return nlp.Place
		}
	}
	return nlp.Other
}

// compound is the role of a noun before the noun: "bomb attack", "police raid",
// "embassy attack", "hostage release".
func (r *reading) compound(c int32, patient bool) nlp.Role {
	switch r.kindOf(c) {
	case entity.Organisation, entity.Group, entity.Person:
		return nlp.Agent
	case entity.State, entity.Place:
		return nlp.Place
	case entity.Facility:
		return nlp.Patient
	}
	if r.timeOf(c) {
		return nlp.Time
	}
	switch r.classOf(c) {
	case personClass, manClass, womanClass, groupClass:
		if patient {
			return nlp.Agent
		}
		return nlp.Patient
	case artifactClass, substanceClass:
		if r.building(c) {
			return nlp.Patient
		}
		return nlp.Instrument
	case timeClass:
		return nlp.Time
	case locationClass:
		return nlp.Place
	}
	return nlp.Patient
}

// building reports whether a thing is a place of people rather than a tool.
func (r *reading) building(i int32) bool {
	switch r.word(i).Lemma {
	case "embassy", "consulate", "hotel", "mosque", "church", "school", "house", "station", "airport", "office", "building", "market", "hospital", "synagogue", "temple", "base", "camp", "bridge", "prison", "train", "bus", "restaurant", "headquarters", "shop", "store":
		return true
	}
	return false
}

// nounClause reads a clause behind a noun: "the attack carried out by X" is the
// noun's own through its verb, "using a knife" tells with what.
func (r *reading) nounClause(k, c int32) {
	switch w := r.word(c); w.Lemma {
	case "use", "involve":
		if o := r.child(c, nlp.Obj); o >= 0 && w.Lemma == "use" {
			r.put(k, o, nlp.Instrument, true)
		}
	case "aim", "target":
		if o := r.child(c, nlp.Obj); o >= 0 {
			r.put(k, o, nlp.Patient, true)
		} else if o := r.child(c, nlp.Obl); o >= 0 {
			r.put(k, o, nlp.Patient, true)
		}
	default:
		if r.infinitive(c) || r.child(c, nlp.MarkRel) >= 0 {
			r.put(k, c, nlp.Content, false)
		}
	}
}
