package role

import (
	"strings"

	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// harmOf is what the predicates of a verb do to their patient.
var harmOf = harmTable(map[string]string{
	"killed":     "kill murder assassinate slay execute behead massacre slaughter strangle decapitate lynch die perish succumb electrocute",
	"injured":    "shoot wound injure hurt stab maim graze slash knife bludgeon hospitalize hospitalise beat burn pistol-whip gunshot machinegun machine-gun strafe straf bayonet",
	"abducted":   "abduct kidnap",
	"threatened": "threaten",
	"":           "attack assault ambush carjack rob mug",
})

func harmTable(lists map[string]string) map[string]string {
	m := map[string]string{}
	for harm, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = harm
		}
	}
	return m
}

// harm is what p does to its patients; ok is false where that is no harm. An
// attack of which no more is told does harm of no name.
func (v *cast) harm(p *nlp.Predicate) (harm string, ok bool) {
	harm, ok = harmOf[p.Verb]
	switch p.Verb {
	case "suffer", "sustain", "receive", "have":
		if v.wounded(p) {
			harm, ok = "injured", true
		}
	case "find", "identify", "recover", "discover", "exhume":
		if g := p.Patient(); g != nil && isBody(v.in.Words[g.Head].Lemma) {
			return "killed", true
		}
		if p.Verb == "discover" && v.wounded(p) {
			harm, ok = "injured", true
		}
	case "take", "rush", "transport", "airlift", "fly", "bring", "admit":
		if v.toHospital(p) {
			harm, ok = "injured", true
		}
	case "treat":
		if p.Passive && v.treated(p) {
			harm, ok = "injured", true
		}
	case "break", "lose", "fracture", "dislocate", "sprain", "shatter":
		if g := p.Patient(); g != nil && extract.IsBodyPart(v.in.Words[g.Head].Lemma) {
			harm, ok = "injured", true
		}
	case "cost", "claim":
		if v.lives(p) >= 0 {
			harm, ok = "killed", true
		}
	}
	switch p.Lemma {
	case "gun down", "shoot dead", "stab to death", "shoot down", "beat to death", "homicide":
		harm, ok = "killed", true
	case "take hostage", "hold hostage":
		harm, ok = "abducted", true
	case "find", "pronounce", "declare", "leave":
		switch {
		case v.attribute(p, "dead"):
			harm, ok = "killed", true
		case p.Lemma == "find" && v.wounded(p):
			harm, ok = "injured", true
		}
	case "hit", "strike":
		if v.gunfire(p) || p.Passive && v.inBody(p) {
			harm, ok = "injured", true
		}
	}
	if p.Verb == "free" || p.Verb == "release" {
		for g := range p.Agents() {
			if extract.Wrongdoer(v.in.Analysis, g) {
				harm, ok = "abducted", true
			}
		}
	}
	if !ok && extract.CarriedOff(v.in.Analysis, p) {
		harm, ok = "abducted", true
	}
	w := &v.in.Words[p.Word]
	if p.Noun && v.borne(p) && extract.IsInjury(w.Lemma) {
		harm, ok = "injured", true // "suffered smoke inhalation"
	}
	switch {
	case !ok, p.Noun && !p.Event && !v.borne(p) && p.Verb != "suffer":
		return "", false
	case p.Verb == "die" && !p.Noun && strings.Contains(w.Feats, "VerbForm=Ger"):
		return "", false // a thought of dying
	case harm == "" && strings.Contains(w.Feats, "VerbForm=Inf"):
		return "", false // to attack somebody, which words can do
	case p.Negated && harm != "killed" && harm != "abducted":
		return "unharmed", harm != ""
	case p.Negated:
		return "", false
	case p.Modality == nlp.Attempted:
		return "threatened", true
	case harm == "injured" && (v.attribute(p, "dead") || v.fatally(p)):
		return "killed", true
	}
	return harm, true
}

// borne reports whether p is a wound that somebody has: "suffered two gunshot
// wounds".
func (v *cast) borne(p *nlp.Predicate) bool {
	if !p.Noun || p.Light < 0 {
		return false
	}
	switch v.in.Words[p.Light].Lemma {
	case "suffer", "sustain", "receive", "have":
		return true
	}
	return false
}

// attribute reports whether p makes or finds its patient such: "found dead", "shot
// him dead", "stabbed to death".
func (v *cast) attribute(p *nlp.Predicate, what string) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Patient {
			for k := g.Head + 1; k < min(g.Last, g.Head+12); k++ { // "found X and Y dead"
				if v.in.Words[k].Lemma == what && v.in.Words[k].UPOS == nlp.ADJ && !p.Passive {
					return true
				}
			}
		}
		if g.Role == nlp.Patient || g.Role == nlp.Agent {
			continue
		}
		switch v.in.Words[g.Head].Lemma {
		case what:
			return true
		case "death":
			if g.Prep >= 0 && v.in.Words[g.Prep].Lemma == "to" {
				return true
			}
		}
	}
	return false
}

// fatally reports whether "fatally" or "mortally" stands with p.
func (v *cast) fatally(p *nlp.Predicate) bool {
	for k := max(0, p.Word-2); k < min(len(v.in.Words), p.Word+3); k++ {
		if l := v.in.Words[k].Lemma; (l == "fatally" || l == "mortally") && v.in.Words[k].Head == p.Word {
			return true
		}
	}
	return false
}

// wounded reports whether wounds are told of whom p speaks of: "found with gunshot
// wounds", "suffered burns", "found a man suffering from a gunshot wound".
func (v *cast) wounded(p *nlp.Predicate) bool {
	for i := range p.Args {
		if g := &p.Args[i]; g.Role != nlp.Agent && extract.IsInjury(v.in.Words[g.Head].Lemma) {
			return true
		}
	}
	switch p.Verb {
	case "suffer", "find", "discover", "locate": // the wound may hang elsewhere
	default:
		return false
	}
	for k := p.Word + 1; k < min(len(v.in.Words), p.Word+14) && v.in.Words[k].UPOS != nlp.PUNCT; k++ {
		if extract.IsInjury(v.in.Words[k].Lemma) {
			return true
		}
	}
	return false
}

// treated reports whether p tells that somebody was treated for an injury, or where
// the injured are: "was treated for burns", "was treated and released".
func (v *cast) treated(p *nlp.Predicate) bool {
	for k := p.Word + 1; k < min(len(v.in.Words), p.Word+10); k++ {
		switch l := v.in.Words[k].Lemma; {
		case l == "." || l == ";" || l == "like" || l == "as":
			return false
		case extract.IsInjury(l), l == "hospital", l == "scene", l == "release", l == "clinic":
			return true
		}
	}
	return false
}

// lives is the word "life" that p takes, as "cost the lives of" does, -1 for none.
func (v *cast) lives(p *nlp.Predicate) int {
	for i := range p.Args {
		if g := &p.Args[i]; g.Role != nlp.Agent && v.in.Words[g.Head].Lemma == "life" {
			return g.Head
		}
	}
	return -1
}

// toHospital reports whether p takes its patient to a hospital.
func (v *cast) toHospital(p *nlp.Predicate) bool {
	for i := range p.Args {
		if g := &p.Args[i]; g.Role == nlp.Goal || g.Role == nlp.Recipient {
			if l := strings.ToLower(v.in.WordText(g.Head)); strings.HasPrefix(l, "hospital") || strings.Contains(strings.ToLower(v.in.Text(g.Span)), "hospital") {
				return true
			}
		}
	}
	return false
}

// inBody reports whether p strikes a part of the body: "was struck in the leg".
func (v *cast) inBody(p *nlp.Predicate) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Prep < 0 || v.in.Words[g.Prep].Lemma != "in" && v.in.Words[g.Prep].Lemma != "on" {
			continue
		}
		if extract.IsBodyPart(v.in.Words[g.Head].Lemma) {
			return true
		}
	}
	return false
}

// gunfire reports whether what hit somebody is a bullet or the like.
func (v *cast) gunfire(p *nlp.Predicate) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role != nlp.Agent && g.Role != nlp.Instrument {
			continue
		}
		switch v.in.Words[g.Head].Lemma {
		case "bullet", "gunfire", "shot", "round", "gunshot", "shrapnel", "knife":
			return true
		}
	}
	return false
}

// definite reports whether p is a noun with its article and whom it befell ("who
// planned the murder of Ruiz"): what is told so has happened, whatever is said of
// it.
func (v *cast) definite(p *nlp.Predicate) bool {
	if !p.Noun || p.Patient() == nil {
		return false
	}
	for k := max(0, p.Word-3); k < p.Word; k++ {
		if w := &v.in.Words[k]; w.Head == p.Word && (w.Rel == nlp.Det && w.Lemma == "the" || w.Rel == nlp.NmodPoss) {
			return true
		}
	}
	return false
}
