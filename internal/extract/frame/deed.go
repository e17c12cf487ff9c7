package frame

import (
	"strings"

	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
)

// intruders are those whose being cleared from a place tells that they broke in.
var intruders = words("protester protestor demonstrator intruder rioter mob attacker occupier militant gunman assailant")

// vehicles are what is driven into people, and crowds whom it is driven into.
var (
	vehicles = words("car van truck lorry vehicle bus motorcycle suv pickup tractor taxi minibus")
	crowds   = words("crowd people pedestrian protester demonstrator bystander passer-by worshipper soldier policeman officer group procession parade spectator " +
		"marcher gathering queue shopper fan cyclist tourist child student family member guard")
)

// deeds are the verbs that tell of violence by what they are said of, and by no word
// of their own: intruders being got out of a place, a car driven into people.
func (r *reading) deeds() map[int]cue.Hint {
	out := map[int]cue.Hint{}
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		at := r.in.Words[p.Word].Token
		switch p.Verb {
		case "clear", "remove", "expel", "evict", "eject", "oust":
			if r.patientIn(p, intruders) && p.First(nlp.Source) != nil {
				out[at] = cue.Hint{Code: "storming", Weight: 2}
			}
		case "drive", "plough", "plow", "ram", "steer", "reverse", "swerve":
			if r.patientIn(p, vehicles) && r.into(p, crowds) {
				out[at] = cue.Hint{Code: "vehicle_ramming", Weight: 3}
			}
		}
	}
	return out
}

func (r *reading) patientIn(p *nlp.Predicate, list map[string]bool) bool {
	for g := range p.Patients() {
		if list[strings.ToLower(r.in.Words[g.Head].Lemma)] {
			return true
		}
	}
	return false
}

// into reports whether something is done into, at or through one of the things of a
// list.
func (r *reading) into(p *nlp.Predicate, list map[string]bool) bool {
	for k := range p.Args {
		g := &p.Args[k]
		if g.Prep < 0 || !list[strings.ToLower(r.in.Words[g.Head].Lemma)] {
			continue
		}
		switch strings.ToLower(r.in.WordText(g.Prep)) {
		case "into", "at", "through", "onto", "towards", "toward":
			return true
		}
	}
	return false
}
