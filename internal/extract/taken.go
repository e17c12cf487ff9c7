package extract

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// wrongdoers are those whose taking or killing of people is violence, whatever verb
// tells it: attackers, and those who come in crowds and bands. Keepers take people by
// right.
var (
	wrongdoers = lexicon.Listed("attacker assailant gunman gunwoman suspect perpetrator shooter bomber terrorist militant intruder robber kidnapper hijacker knifeman " +
		"mob gang abductor captor pirate bandit militia militiaman rebel guerrilla raider jihadist extremist fighter herdsman herder separatist cartel vigilante arsonist " +
		"assassin killer murderer burglar thug hitman islamist rioter tribesman paramilitary insurgent")
	keepers = lexicon.Listed("police policeman policewoman officer guard soldier marine agent trooper deputy bodyguard force security army troop bystander paramedic doctor nurse ambulance rescuer")
	// conveyances are what somebody may be put into by force.
	conveyances = lexicon.Listed("car van truck lorry vehicle bus motorcycle suv pickup tractor taxi minibus jeep motorbike boat speedboat boot trunk")
)

func lemmaOf(a *nlp.Analysis, i int) string { return strings.ToLower(a.Words[i].Lemma) }

// Somebody reports whether an argument speaks of people: by name, noun, number or
// pronoun.
func Somebody(a *nlp.Analysis, g *nlp.Argument) bool {
	if g.Kind == entity.Person {
		return true
	}
	switch lemma := lemmaOf(a, g.Head); a.Words[g.Head].UPOS {
	case nlp.NOUN, nlp.PROPN:
		return lexicon.IsPeople(lemma)
	case nlp.NUM:
		return true
	case nlp.PRON:
		switch lemma {
		case "he", "she", "they", "him", "her", "them", "other":
			return true
		}
	}
	return false
}

// Wrongdoer reports whether an argument speaks of those whose deeds are violence:
// attackers, a mob, armed or masked men, an armed group.
func Wrongdoer(a *nlp.Analysis, g *nlp.Argument) bool {
	lemma := lemmaOf(a, g.Head)
	if g.Kind == entity.Group || wrongdoers[lemma] || lemma == "gunmen" {
		return true
	}
	if !lexicon.IsPeople(lemma) {
		return false
	}
	for k := g.First; k < g.Head; k++ {
		switch strings.ToLower(a.WordText(k)) {
		case "armed", "masked", "hooded", "unknown", "unidentified", "gun", "machete", "knife":
			return true
		}
	}
	return false
}

// CarriedOff reports whether a verb of taking tells that people were kidnapped: taken by
// those who do wrong, or put into a vehicle by force.
func CarriedOff(a *nlp.Analysis, p *nlp.Predicate) bool {
	if !takes(a, p) {
		return false
	}
	whom, by, into := false, false, false
	for k := range p.Args {
		g := &p.Args[k]
		switch g.Role {
		case nlp.Patient:
			whom = whom || Somebody(a, g)
		case nlp.Agent:
			if keepers[lemmaOf(a, g.Head)] {
				return false
			}
			by = by || Wrongdoer(a, g)
		case nlp.Goal, nlp.Source, nlp.Place:
			switch lemma := lemmaOf(a, g.Head); lemma {
			case "hospital", "clinic", "safety", "custody", "police", "court", "care", "account":
				return false
			default:
				into = into || g.Role == nlp.Goal && conveyances[lemma]
			}
		}
	}
	switch p.Verb {
	case "force":
		return whom && into
	case "bundle", "drag", "haul":
		return whom && (by || into)
	}
	if p.Verb == "seize" || p.Verb == "snatch" { // "was seized from his car", nobody says by whom
		by = by || p.Passive && p.Agent() == nil && (p.First(nlp.Source) != nil || p.Verb == "snatch")
	}
	return whom && by
}

// Taking reports whether a verb, by its lemma, may tell that somebody is taken.
func Taking(verb string) bool {
	switch verb {
	case "take", "seize", "snatch", "carry", "lead", "march", "drag", "bundle", "haul", "force", "capture", "whisk":
		return true
	}
	return false
}

// takes reports whether p tells of taking somebody, by itself or with "away".
func takes(a *nlp.Analysis, p *nlp.Predicate) bool {
	if !Taking(p.Verb) || p.Noun || a.Words[p.Word].UPOS != nlp.VERB {
		return false
	}
	if p.With >= 0 {
		switch lemmaOf(a, p.With) {
		case "away", "off", "out":
		default:
			return false // "take over", "take hostage"
		}
	}
	return true
}
