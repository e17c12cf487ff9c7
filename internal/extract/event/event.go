// Package event finds the steps of the chronology: what happened, named by a
// verb or noun, with who took part in it, when, and how surely.
//
// It reads the predicates of the analysis. A step is a predicate that tells a
// happening of its own: light verbs, verbs of saying that only bring in what is
// said, verbs of being, thinking and beginning, and nouns that take up what was
// told before are none, or minor ones (of a confidence below one half).
package event

import (
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor finds events.
type Extractor struct{}

// Name is "event".
func (Extractor) Name() string { return "event" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "3" }

// Extract adds an event for every predicate that tells a happening.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, told: map[tellingKey][]int{}, named: map[string]int{}, short: short(in)}
	r.placeTimes()
	block := -1
	for si := range in.Sentences {
		s := &in.Sentences[si]
		if k := in.Doc.Blocks[s.Block].Kind; k == doc.Heading || k == doc.Title || k == doc.FieldLine || k == doc.Row {
			r.skip(s)
			continue
		}
		if s.Block != block {
			block, r.running, r.toldDay = s.Block, nil, false
			r.behind = nil
		}
		r.sentence(si)
	}
	r.arrange()
	for i := range r.steps {
		s := &r.steps[i]
		e := s.event
		in.Add(x, claim.Claim{Event: &e, Confidence: s.sure}, s.spans...)
	}
}

// step is an event before it is handed out.
type step struct {
	event     claim.Event
	sure      float64
	spans     []text.Span
	predicate int
	sentence  int
	before    bool // told in the pluperfect: it lies before what is told around it
}

type reader struct {
	in      *extract.Input
	next    int        // the first predicate not before the sentence at hand
	ti      int        // the first time expression not before the sentence at hand
	running *nlp.Timex // the last date told in the paragraph
	behind  *nlp.Timex // the last one told of what had happened before
	toldDay bool       // the paragraph tells the day of the incident
	// owner is, of each time expression, the predicate it is an argument of; -1 for
	// none.
	owner []int
	steps []step
	of    []int // of each predicate its step; -1 for none
	told  map[tellingKey][]int
	named map[string]int        // how many steps each noun has named so far
	short bool                  // the document is a bulletin, in which every mention counts
	moved map[*nlp.Timex]string // days that are reckoned from the deed
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

// skip passes over the predicates of a sentence.
func (r *reader) skip(s *nlp.Sentence) {
	for r.next < len(r.in.Predicates) && r.in.Predicates[r.next].Word < s.LastWord {
		r.next++
	}
}

func (r *reader) sentence(si int) {
	s := &r.in.Sentences[si]
	times := r.timesOf(s)
	for ; r.next < len(r.in.Predicates) && r.in.Predicates[r.next].Word < s.LastWord; r.next++ {
		if sure := r.weigh(r.next); sure > 0 {
			r.emit(si, r.next, sure, times)
		}
	}
	for _, t := range times {
		if r.day(t) != "" {
			if r.behind = t; r.running != nil && r.ofBefore(t) {
				continue
			}
			r.running = t
			r.toldDay = r.toldDay || r.day(t) == r.in.Date
		}
	}
}

// emit adds the step of predicate k.
func (r *reader) emit(si, k int, sure float64, times []*nlp.Timex) {
	p := &r.in.Predicates[k]
	st := step{sure: sure, predicate: k, sentence: si, before: p.Tense == nlp.Past && p.Perfect || r.within(k, nlp.Past)}
	e := &st.event
	trigger := r.trigger(p)
	e.Trigger, e.Arguments = r.in.Cite(trigger), r.arguments(p)
	led := false
	if e.What, led = r.what(p, e.Arguments); !led && p.Class != nlp.Attacking && p.Class != nlp.Harming {
		st.sure = min(st.sure, minor) // nobody can tell who did it
	}
	e.Modality, e.Negated = p.Modality.String(), p.Negated
	st.spans = append(st.spans, trigger)
	if t := r.time(si, k, times, e); t != nil {
		st.spans = append(st.spans, t.Span)
	}
	e.Phase = r.phase(si, p, e.When)
	r.of[k] = len(r.steps)
	if p.Noun {
		r.named[p.Lemma]++
	}
	r.steps = append(r.steps, st)
}

// within reports whether predicate k, without a tense of its own, hangs on one in
// the pluperfect.
func (r *reader) within(k int, tense nlp.Tense) bool {
	p := &r.in.Predicates[k]
	if p.Tense != nlp.NoTense || p.Under < 0 {
		return false
	}
	q := &r.in.Predicates[p.Under]
	return q.Tense == tense && q.Perfect
}

// trigger is the word that names the happening: the verb with its particle, or
// the noun, with its light verb where the two stand together.
func (r *reader) trigger(p *nlp.Predicate) text.Span {
	first, last := p.Word, p.Word
	switch {
	case p.With == p.Word+1:
		last = p.With
	case p.Light >= 0 && p.Light < p.Word && p.Word-p.Light <= 3:
		first = p.Light
	case p.Light == p.Word+1:
		last = p.Light
	}
	return text.Span{Start: r.in.Words[first].Span.Start, End: r.in.Words[last].Span.End}
}
