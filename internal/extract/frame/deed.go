package frame

import (
	"strings"

	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// intruders are those whose being cleared from a place tells that they broke in.
var intruders = lexicon.Listed("protester protestor demonstrator intruder rioter mob attacker occupier militant gunman assailant")

// vehicles are what is driven into people.
var (
	vehicles = lexicon.Listed("car van truck lorry vehicle bus motorcycle suv pickup tractor taxi minibus jeep motorbike bulldozer")
)

// munitions are what hits without anybody's hand being told of, and drones what also
// flies peacefully.
var (
	munitions = lexicon.Listed("shell rocket missile mortar grenade projectile warhead torpedo")
	flying    = lexicon.Listed("rocket missile projectile")
	drones    = lexicon.Listed("drone uav quadcopter")
	ordnance  = lexicon.Listed("mortar artillery tank howitzer") // whose rounds are munitions
	burners   = lexicon.Listed("arsonist protester protestor demonstrator rioter youth gang mob militant gunman attacker assailant vandal intruder insurgent rebel fighter " +
		"supporter settler extremist man men woman teenager suspect perpetrator crowd villager soldier militia militiaman unknown")
)

// deeds are the verbs that tell of violence by what they are said of, and by no word
// of their own: intruders being got out of a place, a car driven into people.
func (r *reading) deeds() map[int]cue.Hint {
	out := map[int]cue.Hint{}
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		at := r.in.Words[p.Word].Token
		if h := r.impact(p); h.Weight > 0 {
			out[at] = h
		} else if h := r.done(p); h.Weight > 0 {
			out[at] = h
		}
		switch p.Verb {
		case "clear", "remove", "expel", "evict", "eject", "oust":
			if r.patientIn(p, intruders) && p.First(nlp.Source) != nil {
				out[at] = cue.Hint{Code: "storming", Weight: 2}
			}
		case "speed", "barrel", "hurtle", "mow":
			if r.moves(p, vehicles) && (p.Verb == "mow" || r.intoPeople(p)) {
				out[at] = cue.Hint{Code: "vehicle_ramming", Weight: 3}
			}
		case "drive", "plough", "plow", "ram", "steer", "reverse", "swerve":
			if (r.patientIn(p, vehicles) || r.pickup(p)) && r.intoPeople(p) {
				out[at] = cue.Hint{Code: "vehicle_ramming", Weight: 3}
			}
		}
	}
	return out
}

// impact is the violence that what hits or burns something tells of: a shell that
// lands in a market, people who set fire to a school. Rockets and missiles come down
// after launches and tests too: that alone tells of little.
func (r *reading) impact(p *nlp.Predicate) (h cue.Hint) {
	if p.Negated || p.Modality != nlp.Actual && p.Modality != nlp.Alleged {
		return h
	}
	if actCodes[p.Lemma] == "arson" {
		for g := range p.Agents() {
			if burners[strings.ToLower(r.in.Words[g.Head].Lemma)] {
				return cue.Hint{Code: "arson", Weight: 3}
			}
		}
		return h
	}
	switch p.Verb {
	case "hit", "strike", "pound", "rip", "tear", "destroy", "damage", "kill", "wound", "injure", "pierce":
		for g := range p.Agents() {
			if r.isMunition(g.Head) || drones[strings.ToLower(r.in.Words[g.Head].Lemma)] {
				return cue.Hint{Code: "explosive_attack", Weight: 3}
			}
		}
	case "land", "fall", "slam", "explode", "detonate", "burst", "impact", "smash", "rain":
		for k := range p.Args {
			if g := &p.Args[k]; g.Prep < 0 && g.Head < p.Word && r.isMunition(g.Head) {
				h = cue.Hint{Code: "explosive_attack", Weight: 3}
				if flying[r.lemma(g.Head)] && p.Verb != "rain" && (r.testing(p) || r.intoSea(p)) {
					h.Weight = 1.5
				}
			}
		}
	}
	return h
}

// isMunition reports whether a word means something fired or thrown that explodes.
func (r *reading) isMunition(word int) bool {
	lemma := strings.ToLower(r.in.Words[word].Lemma)
	return munitions[lemma] || lemma == "round" && word > 0 && ordnance[strings.ToLower(r.in.Words[word-1].Lemma)]
}

func (r *reading) patientIn(p *nlp.Predicate, list map[string]bool) bool {
	for g := range p.Patients() {
		if list[strings.ToLower(r.in.Words[g.Head].Lemma)] {
			return true
		}
	}
	return false
}

// moves reports whether what moves, whatever its part, is one of a list.
func (r *reading) moves(p *nlp.Predicate, list map[string]bool) bool {
	for k := range p.Args {
		if g := &p.Args[k]; g.Head < p.Word && (g.Role == nlp.Agent || g.Role == nlp.Patient) && list[r.lemma(g.Head)] {
			return true
		}
	}
	return false
}

// pickup reports whether what is driven is a pick-up, which is three words.
func (r *reading) pickup(p *nlp.Predicate) bool {
	for g := range p.Patients() {
		if strings.HasSuffix(strings.ToLower(r.in.Text(g.Span)), "pick-up") {
			return true
		}
	}
	return false
}

// intoPeople reports whether something is driven into or through people.
func (r *reading) intoPeople(p *nlp.Predicate) bool {
	for k := range p.Args {
		g := &p.Args[k]
		if g.Prep < 0 && g.First == 0 || g.Role == nlp.Agent || g.Role == nlp.Time || !extract.Somebody(r.in.Analysis, g) {
			continue
		}
		prep := g.Prep
		if prep < 0 {
			prep = g.First - 1 // which the tree may hang elsewhere
		}
		switch r.lemma(prep) {
		case "into", "at", "through", "onto", "towards", "toward":
			return true
		case "on", "upon":
			if p.Verb == "fire" {
				return true
			}
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
