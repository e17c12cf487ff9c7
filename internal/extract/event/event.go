package event

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor finds events.
type Extractor struct{}

// Name is "event".
func (Extractor) Name() string { return "event" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

// Extract adds an event for every trigger that names a happening.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, x: x}
	block := -1
	for si := range in.Sentences {
		s := in.Sentences[si]
		switch in.Doc.Blocks[s.Block].Kind {
		case doc.Heading, doc.Title, doc.FieldLine, doc.Row:
			continue
		}
		if s.Block != block {
			block, r.running, r.toldDay = s.Block, nil, false
		}
		r.sentence(si)
	}
}

type reader struct {
	in      *extract.Input
	x       Extractor
	ti      int        // the first time expression not before the sentence at hand
	running *nlp.Timex // the last date told in the paragraph
	toldDay bool       // the paragraph tells the day of the incident
	order   int
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

func (r *reader) sentence(si int) {
	s := r.in.Sentences[si]
	times := r.timesOf(s)
	for i := s.First; i < s.Last; {
		t, n := triggers.At(r.in.Analysis, i, s.Last)
		if n == 0 || !r.happens(s, t, i, n) {
			i++
			continue
		}
		r.emit(si, t, i, n, times)
		i += n
	}
	for _, t := range times {
		if day(t) != "" {
			r.running = t
			r.toldDay = r.toldDay || day(t) == r.in.Date
		}
	}
}

func (r *reader) timesOf(s nlp.Sentence) []*nlp.Timex {
	var out []*nlp.Timex
	for r.ti < len(r.in.Times) && r.in.Times[r.ti].First < s.First {
		r.ti++
	}
	for k := r.ti; k < len(r.in.Times) && r.in.Times[k].First < s.Last; k++ {
		if t := &r.in.Times[k]; t.Kind == nlp.Date || t.Kind == nlp.Clock {
			out = append(out, t)
		}
	}
	return out
}

// happens tells a trigger from a word that only looks like one: a noun where a
// verb is meant, an adjective, part of a name.
func (r *reader) happens(s nlp.Sentence, t trigger, i, n int) bool {
	sh := r.in.Tokens[i].Shape
	if sh != nlp.Lower && i != s.First && sh != nlp.Upper {
		return t.verb == noun && sh == nlp.Title && r.in.Sentences[0].First == s.First
	}
	prev, next := "", ""
	if i > s.First {
		prev = r.lower(i - 1)
	}
	if i+n < s.Last {
		next = r.lower(i + n)
	}
	if t.noun && t.verb != past && t.verb != noun && r.asNoun(prev) {
		return true
	}
	switch t.verb {
	case past:
		if prev == "the" && (next == "" || function[next]) {
			return false // "the wounded", "the accused"
		}
		if determiner[prev] && r.in.Tokens[min(i+n, len(r.in.Tokens)-1)].Shape == nlp.Lower && !function[next] {
			return t.class <= harm // "the injured man" names a harm, "the reported case" nothing
		}
		return true
	case present:
		return !determiner[prev] && prev != "of" && i > s.First && t.class != daily
	case gerund:
		return !determiner[prev] && (prev == "," || prev == "by" || prev == "upon" || prev == "in" || prev == "after" || prev == "and" || prev == "before" || prev == "is" || prev == "are" || prev == "was" || prev == "were" || prev == "while" || i == s.First)
	case base:
		return prev == "to" && t.class <= justice && i >= s.First+2 && intention[r.lower(i-2)] || i == s.First && t.class == speech
	}
	return !(prev == "heart" || prev == "under") // nouns
}

// asNoun reports whether a word behind prev is a noun rather than a verb.
func (r *reader) asNoun(prev string) bool {
	switch prev {
	case "to", "will", "would", "could", "can", "may", "might", "should", "not", "n't", "who", "they", "we", "i", "you":
		return false
	}
	return true
}

// determiner are words after which a participle is an adjective or a verb form a
// noun.
var determiner = set("the a an this that these those his her its their our no any some many several two three four five")

// function are words that cannot follow an attributive participle.
var function = set("by in at on to with and or , . ; : the a an from for as that after before during while when into off out of who which")

// intention are words before "to" plus a verb that leave the deed undone.
var intention = set("tried attempted trying attempting planned planning wanted intended managed failed refused began ordered due expected scheduled threatened vowed sought used forced")

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func (r *reader) emit(si int, t trigger, i, n int, times []*nlp.Timex) {
	in := r.in
	s := in.Sentences[si]
	sp := in.SpanOf(i, i+n)
	e := claim.Event{
		Trigger: in.Cite(sp), What: r.what(s, i, n), Modality: r.modality(s, t, i), Negated: r.negated(s, i), Order: r.order,
	}
	r.order++
	spans := []text.Span{in.SpanOf(i, i+n)}
	if tx := r.time(s, t, i, si, times, &e); tx != nil {
		spans = append(spans, tx.Span)
	}
	e.Phase = r.phase(si, t, e.When)
	named := t.verb == noun || t.noun && t.verb != past
	if !named {
		e.Arguments = r.arguments(s, t, i, n)
	}
	in.Add(r.x, claim.Claim{Event: &e, Confidence: sure(t, named)}, spans...)
}

// sure is how surely a trigger tells a step of its own: a verb told as past more
// than a noun, which often only takes up what was told.
func sure(t trigger, named bool) float64 {
	switch {
	case t.class == daily, named:
		return 0.4
	case t.verb == past || t.class <= harm:
		return 0.7
	}
	return 0.55
}

// what is the trigger with the words that belong to it, up to the next break.
func (r *reader) what(s nlp.Sentence, i, n int) string {
	end := i + n
	for end < s.Last && end < i+14 {
		w := r.lower(end)
		if w == "." || w == ";" || w == ":" || w == "," || w == "(" || w == "and" && end > i+4 || w == "while" || w == "but" || isQuote(w) {
			break
		}
		end++
	}
	return strings.Join(strings.Fields(r.in.Text(r.in.SpanOf(i, end))), " ")
}

func isQuote(w string) bool { return w == "\"" || w == "“" || w == "”" }

func (r *reader) negated(s nlp.Sentence, i int) bool {
	for k := max(s.First, i-3); k < i; k++ {
		switch r.lower(k) {
		case "not", "n't", "n’t", "never", "no", "nobody", "none", "without":
			return true
		}
	}
	return false
}

func (r *reader) modality(s nlp.Sentence, t trigger, i int) string {
	for k := i - 1; k >= s.First && k >= i-4; k-- {
		switch r.lower(k) {
		case "tried", "attempted", "trying", "attempting", "attempt", "failed":
			return "attempted"
		case "will", "would", "planned", "planning", "due", "scheduled", "expected", "intended", "plans", "going", "ordered":
			return "planned"
		case "may", "might", "could", "can", "if", "whether", "should", "possibly":
			return "hypothetical"
		case "allegedly", "reportedly", "alleged", "accused", "suspected", "apparently":
			return "alleged"
		case ",", ";", "and", "that":
			return "actual"
		}
	}
	return "actual"
}

// day is the date that a time expression gives.
func day(t *nlp.Timex) string {
	switch {
	case t.Attributive:
		return ""
	case t.Kind == nlp.Clock:
		return t.On
	}
	return t.Value
}

// time dates the event: by the nearest date of its sentence, else by the running
// date of the paragraph, else, for the attack and what is part of it, by the date
// of the incident.
func (r *reader) time(s nlp.Sentence, t trigger, i, si int, times []*nlp.Timex, e *claim.Event) *nlp.Timex {
	var best *nlp.Timex
	bestCost := 1 << 20
	own := t.class <= harm && !r.in.Background[si]
	for _, x := range times {
		if x.Kind == nlp.Clock && e.Time == "" && len(x.Value) >= 5 {
			e.Time = x.Value
		}
		if day(x) == "" {
			continue
		}
		c := r.cost(x, i)
		if own && day(x) == r.in.Date { // the deed and its harm belong to its day
			c = min(c, 4)
		}
		if c < bestCost {
			best, bestCost = x, c
		}
	}
	if best != nil {
		e.When, e.WhenText = day(best), r.in.Text(best.Span)
		return best
	}
	if t.class == violence || t.class == harm {
		if !r.in.Background[si] && r.in.Date != "" {
			e.When = r.in.Date
			return nil
		}
	}
	if r.toldDay && t.class <= movement && !r.in.Background[si] {
		e.When = r.in.Date
		return nil
	}
	if r.running != nil {
		e.When = day(r.running)
		return r.running
	}
	if !r.in.Background[si] {
		e.When = r.fallback(t)
	}
	return nil
}

// fallback dates an event that nothing near it dates: what belongs to the deed
// by its day, what a fresh report tells besides by the report's own.
func (r *reader) fallback(t trigger) string {
	if t.class <= movement {
		return r.in.Date
	}
	pub := r.in.Doc.Published
	if len(pub) < 10 || len(r.in.Date) < 10 || len(r.in.Doc.Sections) >= 2 {
		return ""
	}
	if t.verb == present || r.in.Date[:8] == pub[:8] && within(r.in.Date[len(r.in.Date)-2:], pub[8:10], 2) {
		return pub[:10]
	}
	return ""
}

// within reports whether two days of one month lie at most n apart.
func within(a, b string, n int) bool {
	d := int(b[0]-a[0])*10 + int(b[1]) - int(a[1])
	return d >= 0 && d <= n
}

// cost is how far a date stands from a trigger; one across a clause break costs
// more.
func (r *reader) cost(x *nlp.Timex, i int) int {
	lo, hi := x.Last, i
	if x.First >= i {
		lo, hi = i, x.First
	}
	c := max(0, hi-lo)
	for k := lo; k < hi && k < len(r.in.Tokens); k++ {
		switch r.lower(k) {
		case ",", "and", "which", "who", "that", "but", "while":
			c += 6
		case ";", ":":
			c += 15
		}
	}
	return c
}

func (r *reader) phase(si int, t trigger, when string) string {
	if r.in.Background[si] {
		return "background"
	}
	d := r.in.Date
	if when != "" && len(d) >= 10 && len(when) >= 10 {
		switch {
		case when[:10] < d[:10]:
			return "background"
		case when[:10] > d[max(0, len(d)-10):]:
			return "aftermath"
		}
	}
	switch t.class {
	case violence, harm, capture, movement:
		return "incident"
	}
	return "aftermath"
}

// arguments are the entities around the trigger within its clause: before it who
// does, behind it to whom, turned round in the passive.
func (r *reader) arguments(s nlp.Sentence, t trigger, i, n int) []claim.Argument {
	passive := false
	for k := max(s.First, i-3); k < i; k++ {
		switch r.lower(k) {
		case "was", "were", "been", "being", "is", "are", "be":
			passive = passive || t.verb == past && r.in.Tokens[k].Shape == nlp.Lower
		}
	}
	subject, object := "agent", "patient"
	if passive {
		subject, object = "patient", "agent"
	}
	var out []claim.Argument
	if e, k := r.entityNear(i-1, s.First-1, -1); e != "" && !governs[k.behind] {
		out = append(out, claim.Argument{Entity: e, Role: subject})
	}
	if e, k := r.entityNear(i+n, s.Last, 1); e != "" {
		role := object
		if k.kind == entity.Place || k.kind == entity.State && k.behind == "in" {
			role = "place"
		} else if passive && k.behind != "by" {
			role = ""
		}
		if role != "" && (len(out) == 0 || out[0].Entity != e) {
			out = append(out, claim.Argument{Entity: e, Role: role})
		}
	}
	return out
}

// neighbour is what an entity near a trigger is and the word before it.
type neighbour struct {
	kind   entity.Kind
	behind string
}

func (r *reader) entityNear(from, to, step int) (claim.EntityID, neighbour) {
	for i := from; i != to && abs(i-from) < 12; i += step {
		w := r.lower(i)
		if w == ";" || w == "." || w == "that" || step > 0 && (w == "," || w == "while") {
			break
		}
		n := extract.NameAt(r.in, i)
		if n == nil || n.Adjective {
			continue
		}
		if id := extract.EntityAt(r.in, i); id != "" {
			behind := ""
			if k := n.First - 1; k >= 0 {
				if behind = r.lower(k); behind == "the" && k > 0 {
					behind = r.lower(k - 1)
				}
			}
			return id, neighbour{n.Kind, behind}
		}
	}
	return "", neighbour{}
}

// governs are the prepositions that make a name before a verb no subject of it.
var governs = set("in of at to on from with by for near into against about over under between outside inside towards")

func abs(n int) int { return max(n, -n) }
