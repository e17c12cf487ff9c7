package frame

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// degrees are the verbs of damage with how much of it they tell.
var degrees = map[string]string{
	"destroy": "destroyed", "demolish": "destroyed", "raze": "destroyed", "gut": "destroyed", "flatten": "destroyed", "wreck": "destroyed",
	"obliterate": "destroyed", "burn down": "destroyed", "blow up": "destroyed", "level": "destroyed", "burn to the ground": "destroyed",
	"damage": "damaged", "shatter": "damaged", "smash": "damaged", "scorch": "damaged", "burn": "damaged", "torch": "damaged", "set on fire": "damaged",
	"blow out": "damaged", "vandalize": "damaged", "vandalise": "damaged", "deface": "damaged", "ransack": "damaged", "crack": "damaged", "sabotage": "damaged",
}

// damage adds what was destroyed or damaged: the things that verbs of damage are
// said of, and what "damage" is done to.
func (r *reading) damage() {
	seen := map[string]bool{}
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		degree := degrees[p.Lemma]
		if degree == "" {
			degree = degrees[p.Verb]
		}
		if degree == "" || !r.tells(p) || p.Modality != nlp.Actual && p.Modality != nlp.Alleged {
			continue
		}
		if p.Negated {
			degree = "none"
		}
		for k := range p.Args {
			if g := &p.Args[k]; r.damaged(p, g) {
				sp := r.phrase(g)
				key := strings.ToLower(r.in.Text(sp))
				if !seen[key] {
					seen[key] = true
					r.value(claim.Value{Slot: claim.Damage, Text: strings.Join(strings.Fields(r.in.Text(sp)), " "), Degree: degree}, 0.7, "",
						sp, r.in.Words[p.Word].Span)
				}
			}
		}
	}
}

// tells reports whether a predicate stands in prose about the incident.
func (r *reading) tells(p *nlp.Predicate) bool {
	switch r.in.Doc.Blocks[r.in.Sentences[p.Sentence].Block].Kind {
	case doc.FieldLine, doc.Row, doc.Heading, doc.Header:
		return false
	}
	return !r.in.Background[p.Sentence]
}

// damaged reports whether an argument is the thing damaged: no person, no state
// and no pronoun.
func (r *reading) damaged(p *nlp.Predicate, g *nlp.Argument) bool {
	to := g.Prep >= 0 && strings.EqualFold(r.in.WordText(g.Prep), "to")
	if g.Role != nlp.Patient && !(p.Noun && to) {
		return false
	}
	switch u := r.in.Words[g.Head].UPOS; {
	case u != nlp.NOUN && u != nlp.PROPN:
		return false
	case p.Noun && !to && g.Head < p.Word:
		return false // "property damage"
	}
	switch g.Kind {
	case entity.Person, entity.State, entity.Place, entity.Group:
		return false
	}
	return !r.charge(g)
}

// charge reports whether an argument is what blew up: "a truck packed with explosives".
func (r *reading) charge(g *nlp.Argument) bool {
	for k := g.First; k < min(len(r.in.Words), g.Last+4) && (k < g.Last || r.in.Words[k].UPOS != nlp.VERB || r.in.Words[k].Rel == nlp.Acl); k++ {
		switch r.in.Words[k].Lemma {
		case "explosive", "explosives", "bomb", "tnt", "dynamite", "c4", "semtex", "device":
			return true
		}
	}
	return false
}

// longestPhrase is the most words of a phrase that is cited whole.
const longestPhrase = 10

// phrase is the words of an argument, without its article, and of a long one only
// those up to its head.
func (r *reading) phrase(g *nlp.Argument) text.Span {
	first, last := g.First, g.Last
	if last-first > longestPhrase {
		last = g.Head + 1
	}
	for first < g.Head && (r.in.Words[first].Rel == nlp.Det || r.in.Words[first].UPOS == nlp.PUNCT) {
		first++
	}
	return text.Span{Start: r.in.Words[first].Span.Start, End: r.in.Words[last-1].Span.End}
}

// foils are the verbs of preventing; hindered is what they must be said of to tell
// of an attack that was prevented.
var (
	foils = map[string]bool{"foil": true, "thwart": true, "avert": true, "disrupt": true, "prevent": true, "defuse": true, "deactivate": true,
		"dismantle": true, "disarm": true, "frustrate": true, "stop": true}
	goesOff = map[string]bool{"explode": true, "detonate": true, "go off": true, "ignite": true}
)

// outcome adds what became of the attempt. The title and the lead decide: foiled
// where they say that it was prevented, attempted where they say that it was tried
// or did not go off, threatened where they say no more than that, and nothing there
// says that it was done.
func (r *reading) outcome() {
	if r.has(claim.Outcome) {
		return
	}
	var at [4][]text.Span // accomplished, attempted, foiled, threatened
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		if p.Sentence >= r.headEnd() || !r.tells(p) {
			continue
		}
		if k := r.stage(p); k >= 0 {
			at[k] = append(at[k], r.in.Words[p.Word].Span)
		}
	}
	kind := 0
	switch {
	case len(at[0]) == 0 && len(at[2]) > 0:
		kind = 2
	case len(at[0]) == 0 && len(at[1]) > 0:
		kind = 1
	case len(at[0]) == 0 && len(at[3]) > 0:
		kind = 3
	case len(at[0]) == 0:
		return
	}
	name := [...]string{"accomplished", "attempted", "foiled", "threatened"}[kind]
	r.value(claim.Value{Slot: claim.Outcome, Text: name}, 0.6+0.1*float64(min(len(at[kind]), 3)), "", at[kind][:min(3, len(at[kind]))]...)
}

// stage is what a predicate says of the attempt: 0 that it was done, 1 that it was
// tried, 2 that it was prevented, 3 that it was threatened; -1 nothing.
func (r *reading) stage(p *nlp.Predicate) int {
	violent := (p.Class == nlp.Attacking || p.Class == nlp.Harming) && p.Verb != "seize" && p.Verb != "raid"
	switch {
	case foils[p.Verb] && !p.Noun && !p.Negated && p.Modality == nlp.Actual && r.hinders(p):
		return 2
	case r.threat(p):
		return 3
	case violent && (p.Modality == nlp.Attempted || r.trying(p) || p.Negated && goesOff[p.Lemma]):
		return 1
	case violent && p.Modality == nlp.Actual && !p.Negated && (!p.Noun || p.Light >= 0) && (p.Under < 0 || !foils[r.in.Predicates[p.Under].Verb]):
		return 0
	}
	return -1
}

// threat reports whether a predicate tells of a threat, as a noun or as what somebody
// threatened to do.
func (r *reading) threat(p *nlp.Predicate) bool {
	switch {
	case p.Negated:
		return false
	case p.Verb == "threaten" || p.Lemma == "threat":
		return true
	}
	return p.Under >= 0 && r.in.Predicates[p.Under].Verb == "threaten"
}

// hinders reports whether what a verb of preventing is said of is an attack, a plot
// or a bomb.
func (r *reading) hinders(p *nlp.Predicate) bool {
	for g := range p.Patients() {
		for w := g.First; w < g.Last; w++ {
			switch strings.ToLower(r.in.Words[w].Lemma) {
			case "attack", "attempt", "plot", "bomb", "device", "bombing", "explosive", "assassination", "kidnapping", "hijacking", "shooting", "arson", "suicide":
				return true
			}
		}
	}
	return false
}
