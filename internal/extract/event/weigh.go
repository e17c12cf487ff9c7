package event

import (
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// How surely a predicate tells a step of its own; below one half it is a detail.
const (
	certain = 0.7
	likely  = 0.55
	minor   = 0.4
	none    = 0
)

// weigh is how surely predicate k is a step of the chronology.
func (r *reader) weigh(k int) float64 {
	p := &r.in.Predicates[k]
	if r.remained(p) {
		return likely
	}
	if p.Carries >= 0 || p.Class == nlp.NoClass || p.Class == nlp.Being {
		return none
	}
	var sure float64
	if p.Noun {
		sure = r.weighNoun(p)
	} else {
		sure = r.weighVerb(p)
	}
	if sure > minor && p.Negated && p.Tense == nlp.Past && p.Perfect && r.in.Background[p.Sentence] {
		return minor // what had not yet been so is no step
	}
	if sure > minor && (r.ours(p) || p.Negated && p.Class != nlp.Harming && p.Modality != nlp.Attempted || p.Modality == nlp.Hypothetical || p.Modality == nlp.Planned && !r.finite(p)) {
		return minor
	}
	return sure
}

// remained reports whether p tells how many stayed when others left: "three
// remained".
func (r *reader) remained(p *nlp.Predicate) bool {
	if p.Noun || p.Verb != "remain" && p.Verb != "stay" || p.Tense != nlp.Past && r.in.Words[p.Word].Rel != nlp.Conj || p.Negated {
		return false
	}
	if a := p.First(nlp.Attribute); a != nil && r.in.Words[a.Head].UPOS != nlp.VERB {
		return false // "three remained missing"; not "remained to guard the house"
	}
	g := subject(p)
	if g == nil {
		return false
	}
	for i := g.First; i < g.Last; i++ {
		if w := &r.in.Words[i]; w.UPOS == nlp.NUM && (i == g.Head || w.Head == g.Head) {
			return true
		}
	}
	return false
}

// finite reports whether p is the verb of a clause of its own.
func (r *reader) finite(p *nlp.Predicate) bool { return p.Tense != nlp.NoTense }

// violent reports whether a class is of the deed and what it does.
func violent(c nlp.Class) bool { return c == nlp.Attacking || c == nlp.Harming || c == nlp.Seizing }

// domain reports whether the happenings of a class are told for their own sake in
// reports of violence.
func domain(c nlp.Class) bool {
	return violent(c) || c == nlp.Judging || c == nlp.Governing
}

// weighVerb weighs a verb.
func (r *reader) weighVerb(p *nlp.Predicate) float64 {
	switch {
	case p.Attributive:
		if p.Class == nlp.Attacking || p.Class == nlp.Harming {
			return minor
		}
		return none
	case p.Class == nlp.Phasing:
		if p.First(nlp.Content) != nil || p.First(nlp.Attribute) != nil || p.Tense != nlp.Past {
			return none
		}
		return minor
	case p.Class == nlp.Speaking:
		return r.weighSaying(p)
	}
	switch {
	case p.Progressive && p.Tense == nlp.Past && !domain(p.Class):
		return minor // what went on around it: "were eating"
	case p.Tense == nlp.Past, p.Tense == nlp.Present && p.Perfect:
		if domain(p.Class) || p.Class == nlp.Moving {
			return certain
		}
		return likely
	case p.Tense == nlp.Future && p.Class != nlp.Acting:
		return likely
	case p.Tense == nlp.Present && !p.Perfect:
		switch {
		case p.Progressive && (domain(p.Class) || p.Class == nlp.Moving):
			return likely
		case r.entry(p):
			return likely
		case domain(p.Class), p.Progressive, p.Passive:
			return minor
		}
		return none
	}
	return r.weighNonfinite(p)
}

// outcome reports whether an adjective only says how another deed ended: "shot him
// dead".
func (r *reader) outcome(p *nlp.Predicate) bool {
	k := -1
	if h := r.in.Words[p.Word].Head; h >= 0 && h < p.Word {
		k = r.in.PredicateAt(h)
	}
	return k >= 0 && !r.in.Predicates[k].Noun && violent(r.in.Predicates[k].Class)
}

// entry reports whether the sentence of p is a line of a timeline, told in the
// present behind its clock time: "06:10 The guards open the gate."
func (r *reader) entry(p *nlp.Predicate) bool {
	s := &r.in.Sentences[p.Sentence]
	k := r.timexAt(s.FirstWord)
	return k >= 0 && r.in.Times[k].Kind == nlp.Clock && !p.Noun && domain(p.Class)
}

// weighNonfinite weighs a participle or an infinitive: "killing three",
// "soldiers wounded by the blast", "tried to storm".
func (r *reader) weighNonfinite(p *nlp.Predicate) float64 {
	rel := r.in.Words[p.Word].Rel
	switch {
	case r.in.Words[p.Word].UPOS == nlp.ADJ && r.outcome(p), p.Passive && rel == nlp.Acl && !violent(p.Class):
		return minor // "shot him dead"; "the man, identified as a clerk"
	case r.in.Words[p.Word].UPOS == nlp.ADJ:
		return likely
	case p.Modality == nlp.Attempted, p.Modality == nlp.Alleged:
		if domain(p.Class) {
			return likely
		}
		return minor
	case rel == nlp.Advcl && p.Modality == nlp.Actual, rel == nlp.Acl && p.Modality == nlp.Actual, rel == nlp.Conj, rel == nlp.Xcomp, rel == nlp.Ccomp, rel == nlp.Root, rel == nlp.Parataxis:
		if domain(p.Class) {
			return likely
		}
		if p.Class == nlp.Moving || p.Class == nlp.Acting {
			return minor
		}
	case p.Modality != nlp.Hypothetical || domain(p.Class):
		return minor
	}
	return none
}

// weighSaying weighs a verb of speech. One that brings in what is said tells no
// step; one that is an act in words does.
func (r *reader) weighSaying(p *nlp.Predicate) float64 {
	if p.Tense == nlp.NoTense && p.Modality != nlp.Actual {
		return none
	}
	said := p.First(nlp.Content) != nil
	switch {
	case reports[p.Verb] && (said && !r.timed(p) || p.Tense == nlp.Present):
		return none
	case reports[p.Verb], said, p.Tense == nlp.Present && !p.Perfect: // "staff are advised to": no step of a past course
		return minor
	case p.Tense == nlp.NoTense:
		return minor
	}
	return likely
}

// reports are the verbs that bring in what somebody says or shows and do nothing
// themselves.
var reports = map[string]bool{"say": true, "state": true, "add": true, "note": true, "report": true, "tell": true, "explain": true,
	"write": true, "argue": true, "describe": true, "suggest": true, "think": true, "believe": true, "mention": true, "cite": true,
	"quote": true, "indicate": true, "comment": true, "stress": true, "insist": true, "acknowledge": true, "recall": true, "refer": true, "call": false}

// weighNoun weighs a noun: one that tells something by itself, as the verb that
// it stems from would, is a step, one that takes up what was told none.
func (r *reader) weighNoun(p *nlp.Predicate) float64 {
	if !p.Event || r.office(p) {
		return none
	}
	telling := p.Light >= 0 || r.timed(p)
	taking := p.First(nlp.Agent) != nil || p.First(nlp.Patient) != nil || p.First(nlp.Place) != nil
	switch {
	case p.Class == nlp.Speaking, p.Class == nlp.Acting, p.Class == nlp.Phasing:
		switch {
		case p.Class == nlp.Phasing:
			return none
		case p.Light >= 0:
			return likely
		case telling, p.First(nlp.Agent) != nil && r.named[p.Lemma] == 0:
			return minor
		}
		return none
	case p.Light >= 0 && p.Tense == nlp.Present && !p.Perfect:
		return minor
	case telling && r.named[p.Lemma] == 0:
		return certain
	case r.named[p.Lemma] == 0:
		if taking || r.introduced(p) {
			return likely
		}
		return minor
	case telling && p.Light >= 0:
		return likely
	case taking, r.timed(p):
		return minor
	}
	if r.short && domain(p.Class) {
		return minor
	}
	return none
}

// short reports whether a document is no longer than a bulletin.
func short(in *extract.Input) bool {
	paragraphs := 0
	for i := range in.Doc.Blocks {
		if in.Doc.Blocks[i].Kind == doc.Paragraph {
			paragraphs++
		}
	}
	return paragraphs <= 6
}

// timed reports whether a date or clock time is told of p.
func (r *reader) timed(p *nlp.Predicate) bool {
	for g := range p.All(nlp.Time) {
		if r.timexAt(g.Head) >= 0 {
			return true
		}
	}
	return false
}

// introduced reports whether the noun of p is brought in as new: "an attack", "two
// explosions".
func (r *reader) introduced(p *nlp.Predicate) bool {
	for i := p.Word - 1; i >= 0 && i >= p.Word-5; i-- {
		w := &r.in.Words[i]
		if w.Head == p.Word && (w.Rel == nlp.Det && w.Lemma == "a" || w.Rel == nlp.Nummod) {
			return true
		}
	}
	return false
}
