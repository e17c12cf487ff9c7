// Package related finds the other incidents that a document tells beside its own:
// earlier ones, later ones, the one it was in revenge for, the wave it is part
// of. Each becomes a stub with what the text tells of it: kind, date, place. Acts
// of the same day in towns of their own, and attacks told beside it in one report,
// become records as well, with what is told of each town. It
// runs after the events are known.
package related

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor finds related incidents.
type Extractor struct{}

// Name is "related".
func (Extractor) Name() string { return "related" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

// most is how many stubs one document gives.
const most = 40

// Extract adds a relation and a stub for each other incident.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, x: x, titles: map[string]bool{}}
	r.culprits()
	r.ownNames()
	r.home()
	for i := range in.Set.Claims {
		if e := in.Set.Claims[i].Event; e != nil {
			r.consider(e)
		}
	}
	for k := range in.Predicates {
		r.wave(&in.Predicates[k])
	}
}

type reader struct {
	in     *extract.Input
	x      Extractor
	n      claim.Incident // stubs so far
	titles map[string]bool
	names  map[string]bool
	whom   map[claim.EntityID]bool // who did the incident itself
	last   other
	// towns are those that the incident and its further acts are told of, count how
	// many further ones there are, tries how many towns were looked at, townsIn the
	// places that each sentence names.
	towns   []town
	count   int
	tries   int
	townsIn [][]namedIn
	sites   []string                // those of the incident and of its further acts
	bodies  map[claim.EntityID]bool // the named organisations; nil before they are asked for
	known   bool                    // one of them is said to have done the incident
}

// other is an incident told beside the document's own.
type other struct {
	when     string
	whenText text.Span
	block    int
	what     *nlp.Predicate
	event    *claim.Event
	own      bool // it has the name of the incident itself
}

// culprits are those who are said to have done the incident.
func (r *reader) culprits() {
	r.whom = map[claim.EntityID]bool{}
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if v := c.Value; v != nil && c.Incident == 0 && (v.Slot == claim.Perpetrator || v.Slot == claim.Suspect || v.Slot == claim.ClaimedBy) {
			r.whom[v.Entity] = true
		}
	}
}

// consider makes a stub of an event that is an attack and not the incident.
func (r *reader) consider(e *claim.Event) {
	p := r.predicateOf(e)
	if p == nil || e.Negated || e.Modality != "actual" && e.Modality != "attempted" && e.Modality != "alleged" || !violent(p) {
		return
	}
	if !r.attacks(p) {
		return
	}
	s := &r.in.Sentences[p.Sentence]
	o := other{whenText: r.whenIn(e, p, s), block: s.Block, what: p, event: e}
	if !o.whenText.IsZero() {
		o.when = e.When
	}
	o.own = r.isOwn(&o)
	kind := r.kind(&o)
	if kind != "retaliation_for" {
		n := r.count
		if r.beside(&o); r.count == n {
			r.siteAct(&o)
		}
		if r.count > n {
			return
		}
	}
	if kind == "" || o.again(&r.last) {
		return
	}
	r.last = o
	r.stub(&o, kind)
}

// again reports whether o goes on telling the incident told last: in the same
// paragraph, of the same day or none of its own.
func (o *other) again(last *other) bool {
	return last.what != nil && o.block == last.block && (o.when == last.when || o.whenText.IsZero())
}

// violent reports whether p is an attack, or a killing somebody does.
func violent(p *nlp.Predicate) bool {
	if p.Lemma == "go off" {
		return p.Patient() != nil
	}
	switch p.Class {
	case nlp.Attacking:
		return p.Noun || p.Agent() != nil || p.Patient() != nil
	case nlp.Harming:
		return deadly[p.Verb] && (p.Agent() != nil || p.Patient() != nil)
	}
	return false
}

// attacks reports whether the words for p speak of an attack: one of the words of
// violence stands there, or what it did was to kill.
func (r *reader) attacks(p *nlp.Predicate) bool {
	s := &r.in.Sentences[p.Sentence]
	h, n := cue.Violence.At(r.in.Analysis, r.in.Words[p.Word].Token, s.Last)
	return n > 0 && (h.Weight >= 1.5 || h.Code != "") && h.Code != "clash" || deadly[p.Verb] || raids[p.Verb] || r.thrown(p)
}

// thrown reports whether a weapon is thrown, fired or planted.
func (r *reader) thrown(p *nlp.Predicate) bool {
	switch p.Verb {
	case "throw", "hurl", "lob", "launch", "fire", "plant":
	default:
		return false
	}
	for g := range p.Patients() {
		if k, _ := r.thing(cue.Weapons, g); k != "" {
			return true
		}
	}
	return false
}

var raids = map[string]bool{"raid": true, "ambush": true, "besiege": true, "strafe": true, "loot": true, "ransack": true, "torch": true}

var deadly = map[string]bool{"kill": true, "murder": true, "assassinate": true, "massacre": true, "behead": true, "stab": true, "slaughter": true, "execute": true}

// predicateOf is the predicate that names the event.
func (r *reader) predicateOf(e *claim.Event) *nlp.Predicate {
	first, last := extract.WordsIn(r.in, e.Trigger.Span)
	for i := last - 1; i >= first; i-- {
		if k := r.in.PredicateAt(i); k >= 0 && r.in.Predicates[k].Carries < 0 {
			return &r.in.Predicates[k]
		}
	}
	return nil
}

// mostTimes is how many time expressions of one sentence are looked at.
const mostTimes = 24

// whenIn is the words that date the event itself, none where its date is that of
// something else or carried over.
func (r *reader) whenIn(e *claim.Event, p *nlp.Predicate, s *nlp.Sentence) text.Span {
	if e.WhenText == "" {
		return text.Span{}
	}
	from := sort.Search(len(r.in.Times), func(i int) bool { return r.in.Times[i].First >= s.First })
	for i := from; i < len(r.in.Times) && i < from+mostTimes; i++ {
		t := &r.in.Times[i]
		if t.First < s.Last && r.in.Text(t.Span) == e.WhenText && r.dates(t, p) {
			return t.Span
		}
	}
	return text.Span{}
}

// dates reports whether a time expression is told of p: as its argument, within
// its phrase, or of the verb whose subject or object it is.
func (r *reader) dates(t *nlp.Timex, p *nlp.Predicate) bool {
	in := r.in
	switch in.Tokens[t.Last-1].Lower {
	case "after", "before", "prior": // it counts from p
		return false
	}
	for g := range p.All(nlp.Time) {
		if tok := in.Words[g.Head].Token; tok >= t.First && tok < t.Last {
			return true
		}
	}
	if r.whenClause(t, p) {
		return true
	}
	for i := max(0, p.Word-12); i < len(in.Words) && i < p.Word+24; i++ {
		w := &in.Words[i]
		if w.Token < t.First || w.Token >= t.Last {
			continue
		}
		switch {
		case w.Head == p.Word && p.Noun:
			return true
		case p.Noun && w.Head >= 0 && w.Head == in.Words[p.Word].Head && w.Rel == nlp.Obl && r.present(w.Head):
			return true // "remember the bombing in 2011"
		case p.Noun && w.Head >= 0 && w.Head == in.Words[p.Word].Head && (w.Rel == nlp.Obl || w.Rel == nlp.OblUnmarked) &&
			(in.Words[p.Word].Rel == nlp.Obl || in.Words[p.Word].Rel == nlp.OblAgent):
			return true
		}
	}
	return false
}

// whenClause reports whether p is the verb of a clause with "when" behind a time: "since
// July 2016, when a bomb at the market killed eight".
func (r *reader) whenClause(t *nlp.Timex, p *nlp.Predicate) bool {
	in := r.in
	k := t.Last
	for k < len(in.Tokens) && in.Tokens[k].Lower == "," {
		k++
	}
	at := in.Words[p.Word].Token
	if k >= len(in.Tokens) || in.Tokens[k].Lower != "when" || p.Noun || at < k || at > k+24 {
		return false
	}
	first := sort.Search(len(in.Words), func(i int) bool { return in.Words[i].Token > k })
	ps := in.PredicatesOf(first, p.Word)
	for i := range ps {
		if !ps[i].Noun {
			return false
		}
	}
	return true
}

// present reports whether word i is a verb in the present, which no date of the
// past is told of.
func (r *reader) present(i int) bool {
	k := r.in.PredicateAt(i)
	return k >= 0 && r.in.Predicates[k].Tense == nlp.Present && !r.in.Predicates[k].Perfect
}

// kind is how an incident is linked to the document's own, "" where it is that
// one, or no incident that can be told apart.
func (r *reader) kind(o *other) string {
	in := r.in
	background := in.Background[o.what.Sentence]
	placed := r.site(o) != nil || r.place(o) != nil
	if r.avenged(o.what) && !o.takesUp(in) {
		return "retaliation_for"
	}
	dated := len(o.when) >= 4 && !o.whenText.IsZero()
	if !dated && !(background && placed && !o.takesUp(in)) {
		return ""
	}
	if dated && in.Date != "" {
		switch {
		case before(in.Date, o.when):
			if background && o.what.Noun || o.takesUp(in) {
				return ""
			}
			return r.same(o, "follow_up")
		case !before(o.when, in.Date):
			return ""
		}
	}
	if o.takesUp(in) || !background && len(o.when) < 7 && !placed {
		return ""
	}
	return r.same(o, "precedent")
}

// same is same_perpetrator where those who did the incident did o too.
func (r *reader) same(o *other, otherwise string) string {
	for _, a := range o.event.Arguments {
		if a.Role == "agent" && r.whom[a.Entity] {
			return "same_perpetrator"
		}
	}
	return otherwise
}

// before reports whether a lies before b, as exactly as both are known.
func before(a, b string) bool {
	a, b = end(a), start(b)
	n := min(len(a), len(b))
	return n >= 4 && a[:n] < b[:n]
}

func start(d string) string {
	d, _, _ = strings.Cut(d, "/")
	return strings.TrimRight(d, "~?%")
}

func end(d string) string {
	if i := strings.LastIndex(d, "/"); i >= 0 && i+1 < len(d) {
		d = d[i+1:]
	}
	return strings.TrimRight(d, "~?%")
}

// takesUp reports whether the noun of o takes up the incident itself: "the
// attack", with nobody and nowhere of its own.
func (o *other) takesUp(in *extract.Input) bool {
	p := o.what
	if o.own {
		return true
	}
	if !p.Noun || p.First(nlp.Agent) != nil || p.First(nlp.Patient) != nil || p.First(nlp.Place) != nil {
		return false
	}
	for i := p.Word - 1; i >= 0 && i >= p.Word-4; i-- {
		if w := &in.Words[i]; w.Head == p.Word && w.Rel == nlp.Det {
			return w.Lemma == "the" || w.Lemma == "this" || w.Lemma == "that"
		}
	}
	return false
}

// isOwn reports whether o, without a date of its own, was where the incident was
// or against what it was against.
func (r *reader) isOwn(o *other) bool {
	if !o.whenText.IsZero() {
		return false
	}
	for i := range o.what.Args {
		g := &o.what.Args[i]
		if g.Role != nlp.Agent && g.Role != nlp.Patient && g.Role != nlp.Place && g.Role != nlp.Other {
			continue
		}
		for k := g.First; k < g.Last; k++ {
			if w := &r.in.Words[k]; w.UPOS == nlp.PROPN && r.names[r.in.WordText(k)] {
				return true
			}
		}
	}
	return false
}

// ownNames gathers the words by which the incident itself is known: those of its
// title, and of its place and site.
func (r *reader) ownNames() {
	r.names = map[string]bool{}
	for i := range r.in.Sentences {
		s := &r.in.Sentences[i]
		if k := r.in.Doc.Blocks[s.Block].Kind; k == doc.Title {
			for w := s.FirstWord; w < s.LastWord; w++ {
				r.names[r.in.WordText(w)] = true
			}
		}
	}
	for i := range r.in.Set.Claims {
		if v := r.in.Set.Claims[i].Value; v != nil && r.in.Set.Claims[i].Incident == 0 && (v.Slot == claim.Place || v.Slot == claim.Site) {
			for w := range strings.FieldsSeq(v.Text) {
				r.names[w] = true
			}
		}
	}
}

// avenged reports whether p is what the incident was in revenge for: "in
// retaliation for the raid".
func (r *reader) avenged(p *nlp.Predicate) bool {
	if !p.Noun {
		return false
	}
	h := r.in.Words[p.Word].Head
	if h < 0 {
		return false
	}
	switch r.in.Words[h].Lemma {
	case "retaliation", "revenge", "reprisal", "retribution", "vengeance", "retaliate", "avenge":
		return true
	}
	return false
}

// wave adds a relation for the wave that an incident is part of: "the latest in a
// series of attacks on churches".
func (r *reader) wave(p *nlp.Predicate) {
	in := r.in
	if !p.Noun || p.Class != nlp.Attacking || p.Modality != nlp.Actual || raids[p.Verb] || !r.attacks(p) {
		return
	}
	h := in.Words[p.Word].Head
	if h < 0 || in.Words[p.Word].Rel != nlp.Nmod {
		return
	}
	switch in.Words[h].Lemma {
	case "series", "wave", "string", "spate", "campaign", "succession":
	default:
		return
	}
	g := in.Words[h].Head
	if g < 0 || in.Words[h].Rel == nlp.Obj || in.Words[g].UPOS == nlp.VERB && in.Words[h].Rel != nlp.Obl {
		return
	}
	first, last := h, p.Word+1
	for g := range p.Patients() {
		last = max(last, g.Last)
	}
	for g := range p.All(nlp.Place) {
		last = max(last, g.Last)
	}
	last = max(last, r.against(last))
	sp := text.Span{Start: in.Words[first].Span.Start, End: in.Words[last-1].Span.End}
	r.relate("part_of", strings.Join(strings.Fields(in.Text(sp)), " "), 0, in.Sentences[p.Sentence].Span)
}

// against is where a phrase ends that begins at word i and tells whom the attacks of
// a wave were on, whatever it hangs on; i when there is none.
func (r *reader) against(i int) int {
	words := r.in.Words
	if i >= len(words) || words[i].Lemma != "on" && words[i].Lemma != "against" || words[i].Head <= i {
		return i
	}
	return words[i].Head + 1
}

// relate adds a relation once for each title.
func (r *reader) relate(kind, title string, n claim.Incident, sp text.Span) {
	r.in.Add(r.x, claim.Claim{Confidence: 0.5, Relation: &claim.Relation{Kind: kind, Title: title, Other: n}}, sp)
}

// stub adds the relation and what the text tells of the other incident.
func (r *reader) stub(o *other, kind string) {
	title := r.title(o)
	if r.titles[title] || r.n >= most {
		return
	}
	r.titles[title] = true
	r.n++
	add := func(v claim.Value, sp text.Span) {
		r.in.Add(r.x, claim.Claim{Incident: r.n, Value: &v, Confidence: 0.5}, sp)
	}
	if code := r.code(o); code != "" {
		add(claim.Value{Slot: claim.Type, Text: code}, r.in.Words[o.what.Word].Span)
	} else if code, at := r.codeBeside(o); code != "" {
		add(claim.Value{Slot: claim.Type, Text: code}, at)
	}
	if o.when != "" && !o.whenText.IsZero() {
		add(claim.Value{Slot: claim.Date, Text: o.when}, o.whenText)
	}
	if n := r.site(o); n != nil {
		add(claim.Value{Slot: claim.Site, Text: r.in.Text(n.Span)}, n.Span)
	}
	r.addPlace(o, add)
	r.relate(kind, title, r.n, r.in.Sentences[o.what.Sentence].Span)
}

// code is the kind of violence that the trigger speaks for.
func (r *reader) code(o *other) string {
	s := &r.in.Sentences[o.what.Sentence]
	if h, n := cue.Violence.At(r.in.Analysis, r.in.Words[o.what.Word].Token, s.Last); n > 0 {
		return h.Code
	}
	return ""
}
