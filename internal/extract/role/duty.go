package role

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Duties tells of the people and bodies of the document that are neither those
// who did it nor those harmed what they are in it: responders, officials,
// witnesses, investigators. It runs when all entities are known, those who speak
// among them.
type Duties struct{}

// Name is "duty".
func (Duties) Name() string { return "duty" }

// Version is raised with every change of what is extracted.
func (Duties) Version() string { return "1" }

// The parts.
const (
	responder    = "responder"
	official     = "official"
	witness      = "witness"
	investigator = "investigator"
)

// longestTrade is how many words a description can have that is somebody's trade.
const longestTrade = 6

// mostWords bounds the words that one part is shown to stand on.
const mostWords = 4

// Extract sets Parts of the entities in in.Set.Entities.
func (Duties) Extract(in *extract.Input) {
	d := &duties{reader: &reader{in: in, seen: map[string]bool{}}, did: map[claim.EntityID]bool{}, hurt: map[claim.EntityID]bool{}}
	for i := range in.Set.Claims {
		if v := in.Set.Claims[i].Value; v != nil {
			switch v.Slot {
			case claim.Perpetrator, claim.Suspect, claim.ClaimedBy:
				d.did[v.Entity] = true
			case claim.Victim:
				d.hurt[v.Entity] = true
			}
		}
	}
	for i := range in.Set.Claims {
		if a := in.Set.Claims[i].Attribution; a != nil && in.Set.Claims[i].Incident == 0 {
			d.said = append(d.said, a)
		}
	}
	d.each(d.acts)
	for i := range in.Set.Claims {
		d.speaks(&in.Set.Claims[i])
	}
}

type duties struct {
	*reader
	did, hurt map[claim.EntityID]bool
	said      []*claim.Attribution
}

// quoted is who says "I" or "we" at word w, "" where nobody is known to.
func (d *duties) quoted(w int) claim.EntityID {
	if d.in.Words[w].UPOS != nlp.PRON || !strings.Contains(d.in.Words[w].Feats, "Person=1") {
		return ""
	}
	for _, a := range d.said {
		if a.Content.Span.Contains(d.in.Words[w].Span) {
			return a.Claimant
		}
	}
	return ""
}

// dutyOf is the part of those who do what a verb tells.
var dutyOf = dutyTable(map[string]string{
	responder:    "rescue treat evacuate extinguish douse defuse respond tend resuscitate arrest detain apprehend subdue disarm overpower",
	investigator: "investigate probe question interrogate examine",
	official:     "charge indict prosecute sentence convict acquit",
})

// tradeOf is the part of those whom a noun names by what they do for a living or
// by what they went through.
var tradeOf = dutyTable(map[string]string{
	responder:    "firefighter fireman paramedic medic rescuer responder ambulance lifeguard sapper doctor nurse surgeon",
	investigator: "investigator detective coroner pathologist inspector",
	official: "official minister president premier governor mayor ambassador consul senator secretary commissioner prosecutor judge " +
		"sheriff spokesman spokeswoman spokesperson chancellor king queen prince lawmaker congressman congresswoman councillor deputy " +
		"ministry government embassy consulate parliament authority cabinet presidency chief general colonel police gendarmerie army military " +
		"department council mp diplomat envoy taoiseach",
	witness: "witness eyewitness bystander onlooker passer-by passerby survivor resident neighbour neighbor villager passenger shopkeeper " +
		"worshipper shopper commuter",
})

func dutyTable(lists map[string]string) map[string]string {
	m := map[string]string{}
	for part, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = part
		}
	}
	return m
}

// acts gives those who take part in a predicate the part that it tells.
func (d *duties) acts(p *nlp.Predicate) {
	if p.Negated || p.Modality != nlp.Actual && p.Modality != nlp.Alleged || p.Attributive || d.purpose(p) {
		return
	}
	part := dutyOf[p.Verb]
	switch {
	case part == "" && d.saw(p):
		part = witness
	case part == "" && d.putOut(p):
		part = responder
	case p.Verb == "respond" && !d.toTheScene(p), p.Verb == "treat" && !d.cares(p):
		return
	}
	for g := range p.Agents() {
		if trade := d.trade(g); part == "" && (trade == responder || trade == investigator) && p.Class != nlp.Being && p.Class != nlp.NoClass {
			d.give(g, trade, nil)
		}
		if part != "" {
			d.give(g, part, p)
		}
	}
	if p.Verb == "treat" {
		for g := range p.All(nlp.Place) {
			if g.Kind == entity.Facility || g.Kind == entity.Organisation {
				d.give(g, responder, p)
			}
		}
	}
}

// saw reports whether p tells of what somebody was there to see or hear, and not
// of what he was told or thinks.
func (d *duties) saw(p *nlp.Predicate) bool {
	switch p.Verb {
	case "witness":
		return !p.Noun
	case "see", "hear":
		return !p.Noun && (p.Tense == nlp.Past || p.Perfect) && (p.Patient() != nil || p.First(nlp.Content) != nil) && !d.report(p)
	}
	return false
}

// report reports whether what is seen or heard is words: "saw a report".
func (d *duties) report(p *nlp.Predicate) bool {
	g := p.Patient()
	if g == nil {
		return false
	}
	switch d.in.Words[g.Head].Lemma {
	case "report", "news", "statement", "case", "evidence", "testimony", "argument", "rise", "increase", "footage", "video":
		return true
	}
	return g.Predicate < 0 && d.in.Words[g.Head].UPOS == nlp.PRON && p.Verb == "see"
}

// putOut reports whether p tells of bringing people out of danger, or of a fire
// that is fought.
func (d *duties) putOut(p *nlp.Predicate) bool {
	g := p.Patient()
	if g == nil || p.Noun {
		return false
	}
	switch w := d.in.Words[g.Head].Lemma; p.Verb {
	case "put", "fight", "battle", "control":
		return w == "fire" || w == "blaze" || w == "flame"
	case "pull", "dig", "carry", "drag", "lead", "free":
		return p.First(nlp.Source) != nil && (g.Kind == entity.Person || personNoun(w) || w == "survivor" || w == "body" || isBody(w))
	case "recover", "retrieve":
		return isBody(w)
	case "transport", "ferry", "airlift", "rush":
		return g.Kind == entity.Person || w == "victim" || w == "wounded" || w == "patient" || w == "people"
	}
	return false
}

// purpose reports whether p only tells what others are held for: "detained them for
// questioning".
func (d *duties) purpose(p *nlp.Predicate) bool {
	return p.Lemma == "questioning" || p.Word > 0 && d.in.Words[p.Word-1].Lemma == "for" && strings.HasSuffix(d.in.WordText(p.Word), "ing")
}

// cares reports whether "treat" is said of people or of what ails them, and not of
// how something is looked upon.
func (d *duties) cares(p *nlp.Predicate) bool {
	g := p.Patient()
	if g == nil {
		return p.Passive
	}
	l := d.in.Words[g.Head].Lemma
	return g.Kind == entity.Person || g.Kind == entity.Group || l == "people" || personNoun(l) || extract.IsInjury(l) || l == "wounded" || l == "injured" || l == "patient" || l == "survivor" ||
		d.in.Words[g.Head].UPOS == nlp.NUM || g.Chain >= 0 && d.in.Chains[g.Chain].Kind == entity.Person
}

// toTheScene reports whether an answer is given by going there: "responded to the
// scene", "officers responding to a call", and not "responded to the statement".
func (d *duties) toTheScene(p *nlp.Predicate) bool {
	for i := range p.Args {
		switch d.in.Words[p.Args[i].Head].Lemma {
		case "scene", "call", "report", "alarm", "incident", "shooting", "fire", "blast", "explosion", "attack", "emergency":
			return true
		}
	}
	return false
}

// trade is the part that the noun of g tells, "" for none.
func (d *duties) trade(g *nlp.Argument) string {
	if w := &d.in.Words[g.Head]; w.UPOS == nlp.NOUN {
		return d.tradeAt(g.Head)
	}
	if g.Name < 0 {
		return ""
	}
	if e := d.in.Entity(d.in.EntityOf[g.Name]); e != nil {
		part, _ := tradeOfEntity(d.in, e)
		return part
	}
	return ""
}

// tradeAt is the part that the noun at word w tells; "rescue workers" and "ambulance
// crews" are told by what stands before them.
func (d *duties) tradeAt(w int) string {
	switch l := d.in.Words[w].Lemma; l {
	case "worker", "crew", "team", "service", "squad", "brigade", "personnel", "staff", "unit":
		for k := w - 1; k >= max(0, w-3) && d.in.Words[k].Head == w; k-- {
			switch d.in.Words[k].Lemma {
			case "rescue", "ambulance", "emergency", "fire", "bomb", "medical", "relief":
				return responder
			}
		}
		return ""
	default:
		return tradeOf[l]
	}
}

// give gives the part to who g is, told by p too where it is one.
func (d *duties) give(g *nlp.Argument, part string, p *nlp.Predicate) {
	id, sp := d.whom(g, part)
	e := d.in.Entity(id)
	if e == nil || d.did[id] || d.hurt[id] && part != responder && part != witness || d.hurt[id] && p == nil {
		return
	}
	if e.Kind == entity.State || e.Kind == entity.Place || e.Kind == entity.Source || part == witness && e.Kind != entity.Person {
		return
	}
	cs := []doc.Citation{d.in.Cite(sp)}
	if p != nil {
		cs = append(cs, d.in.Cite(d.in.Words[p.Word].Span))
	}
	addPart(e, part, cs...)
}

// whom is the entity of g: the one it names, the one its chain names, or the
// description that it is, with its words.
func (d *duties) whom(g *nlp.Argument, part string) (claim.EntityID, text.Span) {
	if n := d.in.NameOf(g); n >= 0 && n < len(d.in.EntityOf) && d.in.EntityOf[n] != "" {
		sp := d.in.Names[n].Span
		if g.Name < 0 {
			sp = d.in.Words[g.Head].Span
		}
		return d.in.EntityOf[n], sp
	}
	w := &d.in.Words[g.Head]
	if id := d.quoted(g.Head); id != "" {
		return id, w.Span
	}
	if w.UPOS == nlp.PRON && g.Chain >= 0 {
		return d.ofChain(g.Chain), w.Span
	}
	if w.UPOS != nlp.NOUN && w.UPOS != nlp.PROPN || g.Kind == entity.Place || d.attacks(w.Lemma) {
		return "", text.Span{}
	}
	kind, ok := d.kind(g)
	if !ok {
		return "", text.Span{}
	}
	sp := newCast(d.reader).nominal(g.Head)
	if first, last := extract.WordsIn(d.in, sp); last-first > longestTrade {
		return "", text.Span{}
	}
	if id := extract.Described(d.in, sp); id != "" {
		return id, sp
	}
	return extract.Describe(d.in, sp, kind), sp
}

// kind is what the description g is: a body, several people, or one; false for
// what is none of them.
func (d *duties) kind(g *nlp.Argument) (entity.Kind, bool) {
	w := &d.in.Words[g.Head]
	switch w.Lemma {
	case "police", "gendarmerie", "army", "military", "government", "ministry", "authority", "crew", "team", "service", "squad", "brigade",
		"personnel", "staff", "unit", "department", "embassy":
		return entity.Organisation, true
	}
	switch {
	case g.Kind == entity.Organisation || g.Kind == entity.Facility:
		return g.Kind, true
	case g.Kind != entity.Person && g.Kind != entity.Group && d.tradeAt(g.Head) == "" && !personNoun(w.Lemma):
		return "", false
	case strings.Contains(w.Feats, "Number=Plur"):
		return entity.Group, true
	}
	return entity.Person, true
}

// ofChain is the description that the mentions of a chain are, "" for none: a
// pronoun stands for "a student".
func (d *duties) ofChain(c int) claim.EntityID {
	for _, m := range d.in.Chains[c].Mentions {
		if m.Form == nlp.ByNoun && m.Kind == entity.Person && !d.attacks(d.in.Words[m.Head].Lemma) &&
			!strings.Contains(d.in.Words[m.Head].Feats, "Number=Plur") {
			return extract.Describe(d.in, newCast(d.reader).nominal(m.Head), entity.Person)
		}
	}
	return ""
}

// attacks reports whether a noun is for those who did it.
func (d *duties) attacks(lemma string) bool {
	switch lemma {
	case "gunman", "attacker", "militant", "rebel", "assailant", "kidnapper", "hijacker", "bomber", "insurgent", "guerrilla", "perpetrator", "suspect",
		"shooter", "terrorist", "captor", "group", "man", "woman", "people", "victim", "it", "who":
		return true
	}
	return false
}

// speaks gives its part to who is told to speak or to respond: an official by
// office, a witness, a responder or an investigator by trade.
func (d *duties) speaks(c *claim.Claim) {
	var ids []claim.EntityID
	switch {
	case c.Incident != 0:
		return
	case c.Attribution != nil:
		ids = []claim.EntityID{c.Attribution.Claimant, c.Attribution.OnBehalfOf}
	case c.Reaction != nil:
		ids = []claim.EntityID{c.Reaction.Actor, c.Reaction.For}
	}
	for _, id := range ids {
		e := d.in.Entity(id)
		if e == nil || d.did[id] || d.armed(e) || e.Kind == entity.State || e.Kind == entity.Place || e.Kind == entity.Source || e.Kind == entity.Group {
			continue
		}
		part, at := tradeOfEntity(d.in, e)
		if part == "" || d.hurt[id] && part != witness {
			continue
		}
		addPart(e, part, at)
	}
}

// armed reports whether e is a body of fighters by its name, whatever words for
// bodies of states it borrows: "Army of the North", "People's Liberation Army".
func (d *duties) armed(e *claim.Entity) bool {
	if !e.Named || e.Kind == entity.Person {
		return false
	}
	return armedName(e.Name)
}

// tradeOfEntity is the part that an entity's office, name or description tells,
// with its words.
func tradeOfEntity(in *extract.Input, e *claim.Entity) (string, doc.Citation) {
	for i := range e.Positions {
		if part := tradeIn(e.Positions[i].Text); part != "" && !forGroup(in, e.Positions[i].Text) && len(e.Positions[i].Citations) > 0 {
			return part, e.Positions[i].Citations[0]
		}
	}
	if len(e.Mentions) == 0 || e.Named && e.Kind == entity.Person {
		return "", doc.Citation{}
	}
	if forGroup(in, e.Name) {
		return "", doc.Citation{}
	}
	return tradeIn(e.Name), e.Mentions[0]
}

// forGroup reports whether an office is one of an armed group: "Red Dawn spokesman".
func forGroup(in *extract.Input, office string) bool {
	for i := range in.Set.Entities {
		if g := &in.Set.Entities[i]; g.Kind == entity.Group && g.Named && strings.Contains(office, g.Name) {
			return true
		}
	}
	return false
}

// tradeIn is the part that the nouns of an office, name or description tell; what
// stands behind "of" or "for" tells whose it is: "spokesman for the ministry" is an
// official's, "chief of the union" none.
func tradeIn(s string) string {
	words := strings.Fields(strings.ToLower(s))
	private := slices.ContainsFunc(words, func(w string) bool {
		switch strings.Trim(w, ",.") {
		case "company", "union", "club", "bank", "school", "university", "hospital", "church", "mosque", "airline", "editor", "executive",
			"party", "association", "league", "charity", "former", "ex-president", "ex-prime", "ex-minister", "inc", "group", "vice-chancellor", "bureau", "correspondent":
			return true
		}
		return false
	})
	for _, w := range words {
		w = strings.Trim(w, ",.")
		part := tradeOf[w]
		if part == "" {
			part = tradeOf[strings.TrimSuffix(w, "s")]
		}
		if part == "" && strings.HasSuffix(w, "ies") {
			part = tradeOf[strings.TrimSuffix(w, "ies")+"y"]
		}
		if part != "" && !(part == official && private) {
			return part
		}
	}
	return ""
}

// addPart adds a part of e with the words it stands on.
func addPart(e *claim.Entity, kind string, cs ...doc.Citation) {
	i := slices.IndexFunc(e.Parts, func(p claim.Part) bool { return p.Kind == kind })
	if i < 0 {
		i = len(e.Parts)
		e.Parts = append(e.Parts, claim.Part{Kind: kind})
	}
	p := &e.Parts[i]
	for _, c := range cs {
		if !slices.Contains(p.Citations, c) && len(p.Citations) < mostWords {
			p.Citations = append(p.Citations, c)
		}
	}
}
