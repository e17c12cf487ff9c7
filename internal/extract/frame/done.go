package frame

import (
	"strings"

	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// hurled are what is thrown or dropped at people, with the kind of violence that it is.
var hurled = map[string]string{
	"grenade": "explosive_attack", "bomb": "bombing", "explosive": "bombing", "dynamite": "bombing", "device": "bombing", "cocktail": "arson", "firebomb": "arson",
	"acid": "chemical", "petrol": "arson", "kerosene": "arson", "gasoline": "arson", "munition": "explosive_attack",
}

// done is the violence that a verb tells by who does it, to whom and with what, though
// the verb alone may be a peaceful one: grenades thrown, people taken away by gunmen,
// somebody beaten to death, a fire started deliberately.
func (r *reading) done(p *nlp.Predicate) (h cue.Hint) {
	if p.Negated || p.Modality != nlp.Actual && p.Modality != nlp.Alleged && p.Modality != nlp.Attempted {
		return h
	}
	if extract.Taking(p.Verb) {
		return r.took(p)
	}
	switch p.Verb {
	case "throw", "hurl", "lob", "toss", "fling", "drop", "detonate", "plant", "pour", "douse", "splash", "spray":
		return r.threw(p)
	case "fire", "launch":
		if p.Verb == "fire" && !p.Noun && r.intoPeople(p) {
			return cue.Hint{Code: "shooting", Weight: 3}
		}
		if r.patientIn(p, munitions) && !r.testing(p) && !r.intoSea(p) {
			return cue.Hint{Code: "explosive_attack", Weight: 3}
		}
	case "start", "set", "light", "ignite", "cause", "begin":
		if r.onPurpose(p) && r.burning(p) {
			return cue.Hint{Code: "arson", Weight: 3}
		}
	case "accuse", "blame":
		for g := range p.Patients() {
			if g.Name >= 0 && lexicon.IsArmedGroup(strings.ToLower(strings.TrimPrefix(r.in.Text(r.in.Names[g.Name].Span), "the "))) {
				return cue.Hint{Weight: 2}
			}
		}
	case "slit", "cut":
		for g := range p.Patients() {
			if r.lemma(g.Head) == "throat" {
				return cue.Hint{Code: "stabbing", Weight: 3}
			}
		}
	case "kill", "murder", "slay", "execute", "behead", "lynch", "massacre", "slaughter", "beat", "torture", "assault":
		return r.slew(p)
	}
	if r.toDeath(p) {
		return cue.Hint{Weight: 2.5}
	}
	return h
}

// took is the violence of taking people, or what they ride in.
func (r *reading) took(p *nlp.Predicate) (h cue.Hint) {
	switch {
	case (p.Verb == "seize" || p.Verb == "capture") && r.ridden(p):
		return cue.Hint{Code: "hijacking", Weight: 3}
	case extract.CarriedOff(r.in.Analysis, p):
		return cue.Hint{Code: "kidnapping", Weight: 3}
	}
	return h
}

// ridden reports whether those who do wrong seize what people ride in, with them in it:
// "a gunman seized a bus with 13 passengers".
func (r *reading) ridden(p *nlp.Predicate) bool {
	by := false
	for g := range p.Agents() {
		by = by || extract.Wrongdoer(r.in.Analysis, g)
	}
	for g := range p.Patients() {
		switch r.lemma(g.Head) {
		case "bus", "minibus", "coach", "plane", "airliner", "aircraft", "ferry", "ship", "tanker", "vessel", "train", "tram", "boat", "trawler":
			return by && !p.Noun
		}
	}
	return false
}

// threw is the violence of throwing or planting what harms.
func (r *reading) threw(p *nlp.Predicate) (h cue.Hint) {
	for k := range p.Args {
		g := &p.Args[k]
		if g.Role != nlp.Patient && g.Role != nlp.Instrument {
			continue
		}
		lemma := r.lemma(g.Head)
		code := hurled[lemma]
		if lemma == "bomb" && g.Head > 0 {
			switch r.lemma(g.Head - 1) {
			case "petrol", "fire", "gasoline", "incendiary":
				code = "arson"
			case "smoke", "paint", "stink", "bath", "time":
				code = ""
			}
		}
		liquid := lemma == "acid" || lemma == "petrol" || lemma == "kerosene" || lemma == "gasoline"
		if code == "" || liquid && !r.onSomebody(p) || lemma == "device" && p.Verb != "plant" && p.Verb != "detonate" {
			continue
		}
		return cue.Hint{Code: code, Weight: 3}
	}
	return h
}

// onSomebody reports whether something is poured or thrown on a person.
func (r *reading) onSomebody(p *nlp.Predicate) bool {
	for k := range p.Args {
		if g := &p.Args[k]; g.Role != nlp.Agent && extract.Somebody(r.in.Analysis, g) {
			return true
		}
	}
	return false
}

// slew is the violence of killing or beating people, told of those who do wrong or
// said to be to death.
func (r *reading) slew(p *nlp.Predicate) (h cue.Hint) {
	if p.Verb == "beat" && !r.toDeath(p) {
		return h
	}
	if r.toDeath(p) {
		return cue.Hint{Weight: 2.5}
	}
	whom := false
	for g := range p.Patients() {
		whom = whom || extract.Somebody(r.in.Analysis, g)
	}
	if p.Noun && whom && p.Verb == "kill" {
		return cue.Hint{Weight: 2} // "the killing of two guards"
	}
	for g := range p.Agents() {
		if whom && (extract.Wrongdoer(r.in.Analysis, g) || r.atHand(g)) {
			return cue.Hint{Weight: 2}
		}
	}
	return h
}

// atHand reports whether an argument speaks of a person who kills with his own hands, and
// not of one who drives or treats people.
func (r *reading) atHand(g *nlp.Argument) bool {
	lemma := r.lemma(g.Head)
	if (lemma == "he" || lemma == "she") && g.Chain >= 0 {
		c := &r.in.Chains[g.Chain]
		lemma = r.lemma(c.Mentions[c.Best].Head) // whom the pronoun means, by name or noun
		if c.Mentions[c.Best].Name >= 0 {
			return false
		}
	} else if r.in.Words[g.Head].UPOS != nlp.NOUN {
		return false
	}
	if !lexicon.IsPerson(lemma) {
		return false
	}
	switch lemma {
	case "driver", "motorist", "pilot", "captain", "cyclist", "motorcyclist", "biker", "rider", "trucker", "skipper", "doctor", "surgeon", "nurse", "worker", "employee", "company", "engineer":
		return false
	}
	return true
}

// toDeath reports whether what a verb tells was done to somebody's death: "hacked to
// death", "beat the man to death".
func (r *reading) toDeath(p *nlp.Predicate) bool {
	if p.Noun || p.Class == nlp.Judging || p.Class == nlp.Being {
		return false
	}
	switch p.Verb {
	case "sentence", "condemn", "bring", "put", "lead", "fall", "fight", "freeze", "starve", "burn", "bleed", "choke", "crush", "scare", "come", "drink", "work", "jump", "plunge":
		return false
	}
	for k := p.Word + 1; k+1 < min(len(r.in.Words), p.Word+12); k++ {
		switch w := strings.ToLower(r.in.WordText(k)); {
		case w == "to" && strings.EqualFold(r.in.WordText(k+1), "death"):
			return true
		case r.in.Words[k].UPOS == nlp.VERB || r.in.Words[k].UPOS == nlp.PUNCT || w == "and":
			return false
		}
	}
	return false
}

// purposely are the adverbs that tell of intent.
var purposely = lexicon.Listed("deliberately intentionally purposely wilfully willfully maliciously")

// onPurpose reports whether a verb is told to be meant: "started deliberately".
func (r *reading) onPurpose(p *nlp.Predicate) bool {
	for k := max(0, p.Word-2); k < min(len(r.in.Words), p.Word+4); k++ {
		if purposely[r.lemma(k)] || k+1 < len(r.in.Words) && r.lemma(k) == "on" && r.lemma(k+1) == "purpose" {
			return true
		}
	}
	return false
}

// burning reports whether what a verb is said of is a fire: its patient, or a fire
// that its sentence speaks of before it.
func (r *reading) burning(p *nlp.Predicate) bool {
	for k := r.in.Sentences[p.Sentence].FirstWord; k < min(len(r.in.Words), p.Word+8); k++ {
		switch r.lemma(k) {
		case "fire", "blaze", "inferno", "flame", "flames":
			if r.in.Words[k].UPOS == nlp.NOUN {
				return true
			}
		}
	}
	return false
}

// intoSea reports whether what was fired came down where nobody is.
func (r *reading) intoSea(p *nlp.Predicate) bool {
	for k := range p.Args {
		switch r.lemma(p.Args[k].Head) {
		case "sea", "ocean", "water", "waters", "orbit", "space", "air":
			return true
		}
	}
	return false
}

// testing reports whether a launch is told as a test or a flight into space: by its own
// sentence, or by a text that speaks of such tests or flights.
func (r *reading) testing(p *nlp.Predicate) bool {
	s := &r.in.Sentences[p.Sentence]
	for i := s.First; i < s.Last; i++ {
		if tested[r.in.Tokens[i].Lower] {
			return true
		}
	}
	if r.tests == 0 {
		r.tests = -1
		for i := range r.in.Tokens {
			w := r.in.Tokens[i].Lower
			if spaceflight[w] || tested[w] && i > 0 && tried[r.in.Tokens[i-1].Lower] {
				r.tests = 1
			}
		}
	}
	return r.tests > 0
}

// tested are words for a test, tried what is tested by firing it, and spaceflight words
// that only peaceful launches are told with.
var (
	tested      = lexicon.Listed("test tests tested testing test-fired test-launched")
	tried       = lexicon.Listed("missile missiles rocket rockets weapon weapons nuclear launch flight engine")
	spaceflight = lexicon.Listed("test-fired test-launched satellite satellites orbit astronauts spacecraft launchpad nasa spacex firework fireworks")
)

// lemma is the lemma of word i in small letters.
func (r *reading) lemma(i int) string { return strings.ToLower(r.in.Words[i].Lemma) }
