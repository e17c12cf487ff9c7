package reaction

import (
	"slices"
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// saying is one attribution: a sign within what somebody says is his reaction.
type saying struct {
	content text.Span
	body    *claim.Attribution
	cited   []doc.Citation // the words it stands on: who says it, the cue, what is said
}

// cue reports whether sp is the word that reports it.
func (s *saying) cue(sp text.Span) bool {
	for _, c := range s.cited {
		if c.Span != s.content && c.Span.Contains(sp) {
			return true
		}
	}
	return false
}

func (r *reader) gather() {
	for i := range r.in.Set.Claims {
		if a := r.in.Set.Claims[i].Attribution; a != nil {
			r.said = append(r.said, saying{a.Content.Span, a, r.in.Set.Claims[i].Citations})
		}
	}
	sort.SliceStable(r.said, func(i, j int) bool { return r.said[i].content.Start < r.said[j].content.Start })
}

// sayingAt is the innermost attribution whose content holds sp, nil for none.
func (r *reader) sayingAt(sp text.Span) *saying {
	var best *saying
	for i := range r.said {
		s := &r.said[i]
		if s.content.Start > sp.Start {
			break
		}
		if s.content.Contains(sp) && (best == nil || s.content.Len() <= best.content.Len()) {
			best = s
		}
	}
	return best
}

// who is everybody whose reaction a sign is, by the structure of the sentence:
// those who do what the sign's verb tells, or else whoever says the words it
// stands in. told is whether the sentence tells who it is, though it may be nobody
// who reacts.
func (r *reader) who(c cueing) (who []actor, told bool) {
	w := r.wordOf(c.first, c.last)
	if w < 0 {
		return nil, false
	}
	inside := r.sayingAt(r.in.SpanOf(c.first, c.last))
	if x := r.in.Words[w].UPOS; c.kind == "condemnation" && (x == nlp.ADJ || x == nlp.ADV) {
		return r.judge(inside) // "a cowardly act": whoever says so
	}
	p := r.predicate(w)
	reported := p != nil && inside != nil && inside.cue(r.in.Words[p.Word].Span)
	if p != nil && (inside == nil || reported || inside.content.Contains(r.in.Words[p.Word].Span)) {
		as := r.backers(c, r.agents(p))
		if h := r.errand(p); h != nil {
			at := r.in.Words[h.Word].Span.Start // who is phoned stands behind
			if found := r.agents(h); len(found) > 0 {
				as = found
			}
			as = slices.DeleteFunc(as, func(a actor) bool { return a.span.Start > at })
		}
		if len(as) > 0 {
			return as, true
		}
		if reported && r.in.Words[p.Agent().Head].UPOS == nlp.PRON { // "he called for an inquiry": whoever the attribution found him to be
			if a, ok := r.entity(inside.body.Claimant, r.in.SpanOf(c.first, c.last)); ok {
				return []actor{a}, true
			}
		}
		told = c.weak && r.in.Words[p.Agent().Head].UPOS == nlp.NOUN
	}
	if inside != nil && (inside.body.Quotation != "indirect" || (inside.body.Kind == c.kind || inside.body.Kind == "demand" && c.kind == "travel_warning") && !reported) {
		if a, ok := r.entity(inside.body.Claimant, r.in.SpanOf(c.first, c.last)); ok {
			return []actor{a}, true
		}
	}
	return nil, told
}

// judge is whoever calls something by a word of condemnation: the one whose words
// they are. In the document's own voice it is nobody, but for a statement.
func (r *reader) judge(inside *saying) (who []actor, told bool) {
	if inside != nil {
		if a, ok := r.entity(inside.body.Claimant, inside.content); ok {
			return []actor{a}, true
		}
		return nil, true
	}
	if r.speaker != "" {
		return []actor{r.self()}, true
	}
	return nil, true
}

// wordOf is the head word of tokens [first, last): the one whose head lies
// outside.
func (r *reader) wordOf(first, last int) int {
	sp := r.in.SpanOf(first, last)
	from := sort.Search(len(r.in.Words), func(i int) bool { return r.in.Words[i].Span.End > sp.Start })
	for i := from; i < len(r.in.Words) && r.in.Words[i].Span.Start < sp.End; i++ {
		if h := r.in.Words[i].Head; h < 0 || !sp.Contains(r.in.Words[h].Span) {
			return i
		}
	}
	return -1
}

// predicate is the verb that tells what the word at i is part of: the word's own,
// or the nearest above it whose agent is told.
func (r *reader) predicate(i int) *nlp.Predicate {
	for n := 0; i >= 0 && n < 6; i, n = r.in.Words[i].Head, n+1 {
		k := r.in.PredicateAt(i)
		if k < 0 {
			continue
		}
		p := &r.in.Predicates[k]
		if !p.Noun && p.Agent() != nil {
			return p
		}
		switch r.in.Words[i].Rel {
		case nlp.Ccomp, nlp.AclRelcl, nlp.Acl: // another clause: not its doing
			return nil
		}
	}
	return nil
}

// backers leaves out, of those who do what a sign tells, the one whom it is done
// for: of "stood by X" the parser makes X the agent of a passive.
func (r *reader) backers(c cueing, as []actor) []actor {
	if r.lower(c.last-1) != "by" {
		return as
	}
	end := r.in.SpanOf(c.first, c.last).End
	return slices.DeleteFunc(as, func(a actor) bool { return a.span.Start >= end })
}

// errand is the predicate of getting in touch for whose sake p is done: who phones
// somebody "to offer condolences" offers them. It is nil for others.
func (r *reader) errand(p *nlp.Predicate) *nlp.Predicate {
	w := &r.in.Words[p.Word]
	if w.Head < 0 || w.Rel != nlp.Advcl && w.Rel != nlp.Xcomp || !touches[r.in.Words[w.Head].Lemma] {
		return nil
	}
	k := r.in.PredicateAt(w.Head)
	if k < 0 || r.in.Predicates[k].Agent() == nil {
		return nil
	}
	return &r.in.Predicates[k]
}

// touches are verbs for getting in touch with somebody.
var touches = map[string]bool{"phone": true, "telephone": true, "call": true, "ring": true, "write": true, "cable": true, "contact": true, "visit": true,
	"meet": true, "speak": true, "email": true}

// public keeps those who speak for a state, a government or a body of states.
func (r *reader) public(as []actor) []actor {
	var out []actor
	for _, a := range as {
		e := r.in.Entity(a.id)
		if e == nil || r.guilty[a.id] {
			continue
		}
		switch {
		case e.Kind == entity.State || a.kind == entity.State, e.Kind == entity.Place && a.country != "":
		case e.Kind == entity.Person && r.inOffice(e):
		case e.Kind == entity.Organisation && governs(e.Name):
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}

// inOffice reports whether a person holds an office of state.
func (r *reader) inOffice(e *claim.Entity) bool {
	for _, p := range e.Positions {
		for _, w := range strings.Fields(strings.ToLower(p.Text)) {
			if heads[w] {
				return true
			}
		}
	}
	return !e.Named && heads[lastWord(e.Name)]
}

// heads are offices of those who speak for a state or a body of states.
var heads = map[string]bool{"president": true, "minister": true, "premier": true, "chancellor": true, "king": true, "queen": true, "emir": true,
	"sultan": true, "pope": true, "secretary-general": true, "ambassador": true, "secretary": true, "executive": true, "governor": true}

// governs reports whether a body's name is that of a government, a ministry or a
// body of states.
func governs(name string) bool {
	if strings.Contains(name, "African Union") || strings.Contains(name, "European Union") {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		switch w {
		case "government", "ministry", "cabinet", "nations", "commission", "council", "embassy", "parliament", "senate", "office", "department":
			return true
		}
	}
	return false
}

// agents are the parties that do what a predicate tells, every member of a list
// for itself.
func (r *reader) agents(p *nlp.Predicate) []actor {
	var out []actor
	for g := range p.Agents() {
		if r.speaker != "" && r.in.Words[g.Head].UPOS == nlp.PRON {
			switch strings.ToLower(r.in.WordText(g.Head)) {
			case "i", "we":
				return []actor{r.self()} // and whoever he speaks of beside himself
			}
		}
		out = append(out, r.party(g)...)
	}
	return out
}

// party is those that an argument means: whom it names, the members of the list
// it holds ("the foreign ministries of A, B and C"), those whose words it is
// ("statements by A and B"), or a description of somebody official.
func (r *reader) party(g *nlp.Argument) []actor {
	head := &r.in.Words[g.Head]
	lemma := strings.ToLower(head.Lemma)
	many := strings.Contains(head.Feats, "Number=Plur") && g.Name < 0
	switch {
	case cue.SpeakerOf(lemma) == cue.Message || cue.Said(lemma).Has(cue.Say):
		return r.subjects(r.before(nlp.Sentence{First: r.in.Words[g.First].Token}, r.in.Words[g.First].Token, r.in.Words[g.Last-1].Token+1))
	case many && offices[lemma]:
		if as := r.members(g); len(as) > 0 {
			return as
		}
	}
	if id := r.named(g); id != "" {
		if e := r.in.Entity(id); e.Named && e.Kind == entity.Place && head.UPOS == nlp.PROPN && g.Prep < 0 {
			return []actor{{id: id, span: g.Span, kind: e.Kind, country: e.Country}} // "Berlin rejected"
		}
		if a, ok := r.entity(id, g.Span); ok {
			if a.country == "" {
				a.country = r.stateOf(g)
			}
			return []actor{a}
		}
		return nil
	}
	if amounts[lemma] {
		if s := r.counted(g); s != nil {
			return r.describe(s)
		}
	}
	if !official[lemma] && cue.SpeakerOf(lemma) != cue.Body || head.UPOS == nlp.PRON || states[lemma] && !many {
		return nil
	}
	return r.describe(g)
}

// amounts are nouns that only say how many: "a number of Gulf states".
var amounts = map[string]bool{"number": true, "handful": true, "dozen": true, "group": true, "range": true, "majority": true}

// counted is the argument of the states that an amount is of, nil for others.
func (r *reader) counted(g *nlp.Argument) *nlp.Argument {
	for k := g.Head + 1; k < g.Last; k++ {
		w := &r.in.Words[k]
		if w.Head == g.Head && w.Rel == nlp.Nmod && states[strings.ToLower(w.Lemma)] && strings.Contains(w.Feats, "Number=Plur") {
			c := *g
			c.Head = k
			return &c
		}
	}
	return nil
}

// stateOf is the country of the state that a party is told to be of: "the ministry
// of foreign affairs of France". It is "" for none.
func (r *reader) stateOf(g *nlp.Argument) string {
	for i := r.in.Words[g.First].Token; i < r.in.Words[g.Last-1].Token+1; i++ {
		n := extract.NameAt(r.in, i)
		if n == nil {
			continue
		}
		if n.Kind == entity.State && !n.Adjective && n.First > 0 && r.lower(n.First-1) == "of" {
			return n.Country
		}
		i = n.Last - 1
	}
	return ""
}

// members are the states that a plural office is of.
func (r *reader) members(g *nlp.Argument) []actor {
	var out []actor
	for i := r.in.Words[g.Head].Token; i < r.in.Words[g.Last-1].Token+1; i++ {
		n := extract.NameAt(r.in, i)
		if n == nil {
			continue
		}
		if id := extract.EntityAt(r.in, i); id != "" && n.Kind == entity.State && !n.Adjective {
			out = append(out, actor{id, n.Span, n.Kind, n.Country, n.First})
		}
		i = n.Last - 1
	}
	return out
}

// named is the entity of an argument: by its name, or that of its chain.
func (r *reader) named(g *nlp.Argument) claim.EntityID {
	if g.Name >= 0 {
		return r.in.EntityOf[g.Name]
	}
	if r.in.Words[g.Head].UPOS != nlp.PRON && cue.SpeakerOf(strings.ToLower(r.in.Words[g.Head].Lemma)) != cue.Person {
		return "" // "the ministry" of a chain may be another's
	}
	if n := r.in.NameOf(g); n >= 0 {
		return r.in.EntityOf[n]
	}
	return ""
}

// entity is the actor of an entity, if it can react.
func (r *reader) entity(id claim.EntityID, sp text.Span) (actor, bool) {
	e := r.in.Entity(id)
	if e == nil || platform[strings.ToLower(e.Name)] || e.Kind == entity.Place || e.Kind == entity.Facility {
		return actor{}, false
	}
	if !e.Named && !official[lastWord(e.Name)] {
		return actor{}, false
	}
	if r.dead[id] {
		return actor{}, false
	}
	if r.speaker != "" && r.meansSelf(e) {
		return r.self(), true
	}
	return actor{id: id, span: sp, kind: e.Kind, country: r.countryOf(e)}, true
}

// meansSelf reports whether an entity of an official statement is its speaker:
// his state or its government, or an office that no name goes with.
func (r *reader) meansSelf(e *claim.Entity) bool {
	switch e.Kind {
	case entity.State:
		return r.country != "" && e.Country == r.country
	case entity.Organisation:
		if self := r.in.Entity(r.speaker); self != nil && e.ID != self.ID && (strings.HasPrefix(self.Name, e.Name+" ") || !strings.Contains(e.Name, " ") && e.Country == "" &&
			slices.Contains(strings.Fields(strings.ToLower(self.Name)), strings.ToLower(e.Name))) {
			return true // "the ministry" in its own statement
		}
		return r.country != "" && e.Country == r.country && lastWord(e.Name) == "government"
	case entity.Person:
		for _, w := range strings.Fields(strings.ToLower(e.Name)) {
			if cue.SpeakerOf(w) != cue.Person && w != "prime" && w != "foreign" && w != "vice" && w != "deputy" {
				return false
			}
		}
		return true
	}
	return false
}

// countryOf is the country of an entity, or that of a position it holds: "the
// Israeli president".
func (r *reader) countryOf(e *claim.Entity) string {
	if e.Country != "" {
		return e.Country
	}
	for _, p := range e.Positions {
		for _, c := range p.Citations {
			k := sort.Search(len(r.in.Names), func(k int) bool { return r.in.Names[k].Span.Start >= c.Span.Start })
			for ; k < len(r.in.Names) && r.in.Names[k].Span.Start < c.Span.End; k++ {
				if r.in.Names[k].Country != "" {
					return r.in.Names[k].Country
				}
			}
		}
	}
	return ""
}

// describe is the actor that a description of somebody official means: "several
// other countries", "the government".
func (r *reader) describe(g *nlp.Argument) []actor {
	head := &r.in.Words[g.Head]
	sp := text.Span{Start: r.in.Words[g.First].Span.Start, End: head.Span.End}
	kind := entity.Organisation
	switch lemma := strings.ToLower(head.Lemma); {
	case states[lemma]:
		kind = entity.State
	case cue.SpeakerOf(lemma) == cue.Person && strings.Contains(head.Feats, "Number=Plur"):
		kind = entity.Group
	case cue.SpeakerOf(lemma) == cue.Person:
		kind = entity.Person
	}
	if kind == entity.Person && r.speaker != "" {
		return []actor{r.self()} // the prime minister in his own statement
	}
	a := actor{id: extract.Describe(r.in, sp, kind), span: sp, kind: kind}
	if e := r.in.Entity(a.id); e != nil {
		a.country = e.Country
	}
	return []actor{a}
}

func lastWord(s string) string {
	s = strings.ToLower(s)
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		s = s[i+1:]
	}
	return s
}

// states are words for a state that is not named; only several of them react.
var states = map[string]bool{"country": true, "state": true, "nation": true}

// offices are bodies and persons that act for a state.
var offices = map[string]bool{"ministry": true, "government": true, "embassy": true, "leader": true, "president": true, "minister": true,
	"ambassador": true, "representative": true, "parliament": true, "king": true, "account": true, "official": true, "diplomat": true}

// behalf is whom an actor speaks for who is a spokesperson: as the attributions
// tell, or the body or state that his position names.
func (r *reader) behalf(a actor) claim.EntityID {
	for i := range r.said {
		if b := r.said[i].body; b.Claimant == a.id && b.OnBehalfOf != "" {
			return b.OnBehalfOf
		}
	}
	e := r.in.Entity(a.id)
	if e == nil {
		return ""
	}
	spoken := e.Mentions
	for _, p := range e.Positions {
		spoken = append(spoken[:len(spoken):len(spoken)], p.Citations...)
	}
	for _, c := range spoken {
		if !strings.Contains(strings.ToLower(r.in.Text(c.Span)), "spokes") {
			continue
		}
		for _, id := range extract.EntitiesIn(r.in, c.Span) {
			if o := r.in.Entity(id); id != a.id && o != nil && o.Kind != entity.Person {
				return id
			}
		}
	}
	return ""
}

// addressee is the party named as the one a reaction is addressed to: "condolences
// to X", "called on X to".
func (r *reader) addressee(a actor, c cueing) claim.EntityID {
	w := r.wordOf(c.first, c.last)
	if p := r.predicate(w); p != nil {
		h := r.errand(p)
		if h == nil && touches[p.Lemma] {
			h = p
		}
		if h != nil {
			for g := range h.Patients() {
				if id := r.named(g); id != "" && id != a.id {
					return id
				}
			}
		}
	}
	for n := 0; w >= 0 && n < 3; w, n = r.in.Words[w].Head, n+1 {
		for i := w + 1; i < len(r.in.Words) && i < w+12; i++ {
			x := &r.in.Words[i]
			if x.Head != w || x.Rel != nlp.Obl && x.Rel != nlp.Nmod && x.Rel != nlp.Iobj && !(x.Rel == nlp.Obj && (c.kind == "demand" || c.kind == "thanks")) {
				continue
			}
			if (x.Rel == nlp.Obl || x.Rel == nlp.Nmod) && !r.toward(i) {
				continue
			}
			id := extract.EntityAt(r.in, x.Token)
			if e := r.in.Entity(id); e != nil && id != a.id && e.Kind != entity.Place && e.Kind != entity.Facility {
				return id
			}
		}
		if r.in.Words[w].UPOS == nlp.VERB {
			break
		}
	}
	return ""
}

// toward reports whether the noun at word i stands behind "to", "on" or "upon".
func (r *reader) toward(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if w := &r.in.Words[k]; w.Head == i && w.Rel == nlp.Case {
			return w.Lemma == "to" || w.Lemma == "on" || w.Lemma == "upon"
		}
	}
	return false
}
