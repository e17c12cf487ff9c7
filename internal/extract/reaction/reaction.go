// Package reaction finds how states, organisations and leaders responded: who,
// in what way, by which channel, when.
package reaction

import (
	"cmp"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor finds reactions.
type Extractor struct{}

// Name is "reaction".
func (Extractor) Name() string { return "reaction" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "2" }

// sign is what a word or phrase shows of a reaction.
type sign struct {
	kind string // codebook.Reaction
	// weak signs count only beside a strong one, or where the actor is official.
	weak bool
}

var signs = extract.NewPhrases([]extract.Phrase[sign]{
	{Words: "condemned|condemns|condemn|condemning|condemnation|condemnations|denounced|denounces|denounce|deplored|deplores|decried|abhors|reprehensible|appalling|despicable|dastardly|barbaric|barbarity|cowardly|expressed outrage|expresses outrage|expressed his outrage|expressed her outrage|expressed its outrage|voiced outrage|expressed indignation|expressed horror|expressed shock and", Value: sign{"condemnation", false}},
	{Words: "condolences|condolence|sympathy|sympathies|sorrow|saddened|grief|mourns|mourned|mourn|thoughts and prayers|thoughts are with|prayers are with|heartfelt|speedy recovery|a full recovery|pray for|praying for", Value: sign{"condolence", false}},
	{Words: "solidarity|stand with|stands with|stood with|stand by|stands by|stood by|stand beside|expressed support|expressed his support|expressed her support|supported the|supports the|we are with", Value: sign{"support", false}},
	{Words: "call for an investigation|called for an investigation|full investigation|thorough investigation|prompt investigation|transparent investigation|independent investigation|bring to justice|brought to justice|bring the perpetrators to justice|bring those responsible to justice|held to account|held accountable|called for an independent investigation|and accountability|accountability of|full accountability|punishing the perpetrators|punishment of|shed light on|called for justice", Value: sign{"call_for_investigation", false}},
	{Words: "respecting diplomatic missions|protect diplomatic|protection of diplomatic|protect foreign diplomats|security of diplomatic|safety of diplomatic|ensure the security|ensure the safety|ensuring the safety|better protections|protection for|vienna convention", Value: sign{"call_for_protection", true}},
	{Words: "offered assistance|offered help|offered any assistance|offered to help|offered to provide|offered its help|offered its assistance|offered his help|offer of help|ready to assist|ready to help|ready to provide|stands ready|stand ready|any assistance", Value: sign{"offer_of_help", false}},
	{Words: "thanked|thanks|thank you|thankful|grateful|gratitude|paid tribute|pays tribute", Value: sign{"thanks", false}},
	{Words: "travel warning|travel advisory|travel advice|reconsider travel|avoid travel|avoid all travel|against all travel|against travel|against non-essential travel|against all but essential travel|not to travel|exercise caution", Value: sign{"travel_warning", true}},
	{Words: "expelled the ambassador|recalled its ambassador|recalled his ambassador|broke off relations|cut diplomatic ties|severed diplomatic", Value: sign{"sanction", true}},
	{Words: "claims no responsibility|denied involvement|denied responsibility|denied any involvement|denies involvement|denied any role|denying involvement|denied the", Value: sign{"denial", true}},
	{Words: "praised|praises|commended|commends|hailed|applauded", Value: sign{"praise", true}},
	{Words: "called on|calls on|urged|urges|demanded|demands", Value: sign{"demand", true}},
})

// Extract adds the reactions of a document.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, x: x, speaker: extract.Speaker(in), guilty: map[claim.EntityID]bool{}, dead: map[claim.EntityID]bool{}}
	for _, c := range in.Set.Claims {
		switch v := c.Value; {
		case v == nil:
		case v.Slot == claim.Perpetrator || v.Slot == claim.Suspect:
			r.guilty[v.Entity] = true
		case v.Slot == claim.Victim && v.Harm == "killed":
			r.dead[v.Entity] = true
		}
	}
	r.home()
	r.gather()
	for si, s := range in.Sentences {
		switch in.Doc.Blocks[s.Block].Kind {
		case doc.Heading, doc.Title, doc.FieldLine, doc.Row:
			continue
		}
		r.sentence(si, s)
	}
}

type reader struct {
	in      *extract.Input
	x       Extractor
	speaker claim.EntityID
	country string                  // the state that the speaker of a statement speaks for
	guilty  map[claim.EntityID]bool // perpetrators and suspects: what they say is no reaction
	dead    map[claim.EntityID]bool // those who were killed
	actors  []actor                 // of the last reaction, for a sentence that goes on with "he"
	last    int                     // the sentence it stood in
	said    []saying                // the attributions, in the order of their content
}

// home finds the state of a statement's speaker: the one that its outlet names.
func (r *reader) home() {
	if r.speaker == "" {
		return
	}
	for i := range r.in.Names {
		n := &r.in.Names[i]
		if c, ok := lexicon.CountryByCode(n.Country); ok && strings.Contains(r.in.Doc.Outlet, c.Name) {
			r.country = n.Country
			return
		}
	}
}

// actor is one party that reacts.
type actor struct {
	id      claim.EntityID
	span    text.Span
	kind    entity.Kind
	country string
	first   int
}

// cueing is one sign in the sentence at hand.
type cueing struct {
	sign
	first, last int
}

// follows reports whether a sign is more of the one before it.
func (c cueing) follows(prev cueing) bool {
	return c.kind == prev.kind && c.first-prev.last < 6 && prev.last > 0
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

// sentence reads the reactions of one sentence: each sign goes to the actors
// before it, and to those of the sign before where none stand between.
func (r *reader) sentence(si int, s nlp.Sentence) {
	signs := r.acts(s, r.signs(s))
	sure := strong(signs) || r.reactionSection(s)
	if len(signs) == 0 || !sure && r.in.Background[si] {
		return
	}
	from := s.First
	var who []actor
	var prev cueing
	for _, c := range signs {
		found, told := r.who(c)
		if !sure { // a weak sign alone counts from those who speak for a state or a body of states
			if found = r.public(found); len(found) == 0 || !plain[c.kind] || r.infinitive(c) {
				continue
			}
		}
		if told && len(found) == 0 && !c.follows(prev) {
			continue // done by somebody who is no party that reacts
		}
		if c.follows(prev) {
			found = who // "offered to provide any assistance": one sign
		}
		prev = c
		if len(found) > 0 {
			who = found
		} else if found := r.before(s, from, c.first); len(found) > 0 {
			who = found
		} else if len(who) == 0 {
			who = r.impliedActors(si, s, c)
		}
		from = c.last
		for _, a := range who {
			r.add(si, a, c)
		}
	}
	if len(who) > 0 {
		r.actors, r.last = who, si
	}
}

// plain are the kinds whose weak signs tell of a response by themselves; others
// ("backed", "cut aid") may tell of what was before.
var plain = map[string]bool{"demand": true, "offer_of_help": true, "travel_warning": true, "call_for_investigation": true}

// infinitive reports whether a sign is the verb of an infinitive: what somebody is
// asked to do.
func (r *reader) infinitive(c cueing) bool {
	w := r.wordOf(c.first, c.last)
	return w < 0 || strings.Contains(r.in.Words[w].Feats, "VerbForm=Inf")
}

func (r *reader) signs(s nlp.Sentence) []cueing {
	var out []cueing
	for i := s.First; i < s.Last; {
		g, n := signs.At(r.in.Analysis, i, s.Last)
		if n == 0 {
			i++
			continue
		}
		if !r.refused(s, i) {
			out = append(out, cueing{g, i, i + n})
		}
		i += n
	}
	return out
}

// refused reports whether the sign is negated: "did not condemn".
func (r *reader) refused(s nlp.Sentence, i int) bool {
	if g, _ := signs.At(r.in.Analysis, i, s.Last); g.kind == "demand" {
		if w := r.wordOf(i, i+1); w >= 0 && r.in.Words[w].UPOS != nlp.VERB {
			return true // "accepted the demands"
		}
	}
	if w := r.lower(i); (w == "thankful" || w == "grateful") && i+1 < s.Last && (r.lower(i+1) == "that" || r.lower(i+1) == ",") {
		return true // glad, and nobody is thanked
	}
	for k := max(s.First, i-2); k < i; k++ {
		if w := r.lower(k); w == "not" || w == "never" || w == "n't" || w == "without" {
			return true
		}
	}
	return false
}

func strong(cs []cueing) bool {
	for _, c := range cs {
		if !c.weak {
			return true
		}
	}
	return false
}

// reactionSection reports whether a sentence stands under a heading about
// reactions, or in an official statement.
func (r *reader) reactionSection(s nlp.Sentence) bool {
	if r.speaker != "" {
		return true
	}
	b := r.in.Doc.Blocks[s.Block]
	if b.Section < 0 || b.Section >= len(r.in.Doc.Sections) {
		return false
	}
	t := strings.ToLower(r.in.Doc.Sections[b.Section].Title)
	return strings.Contains(t, "reaction") || strings.Contains(t, "response")
}

// before lists the actors named among tokens [lo, hi): subjects, and all the
// members of a list.
func (r *reader) before(s nlp.Sentence, lo, hi int) []actor {
	var out []actor
	for i := lo; i < hi; i++ {
		w := r.lower(i)
		if w == ";" || w == "who" || w == "which" || w == "that" && i > s.First {
			if w != ";" && i+1 < hi {
				continue
			}
			out = nil
		}
		n := extract.NameAt(r.in, i)
		if n == nil {
			continue
		}
		if a, ok := r.actor(n, i, s.First); ok {
			out = append(out, a)
		}
		i = n.Last - 1
	}
	return r.subjects(out)
}

// actor is the party that a name stands for, if it can react.
func (r *reader) actor(n *nlp.Name, i, first int) (actor, bool) {
	id := extract.EntityAt(r.in, i)
	if id == "" || n.Adjective || platform[strings.ToLower(r.in.Text(n.Span))] || n.Kind == entity.Place || n.Kind == entity.Facility || r.possessed(n.Last) {
		return actor{}, false
	}
	if p := r.preposition(n.First, first, n.Kind); p != "" && !(p == "of" && r.listOf(n.First, first) && n.Kind == entity.State) && p != "by" && p != "from" {
		return actor{}, false
	}
	country := n.Country
	if e := r.in.Entity(id); e != nil && e.Country != "" {
		country = e.Country
	}
	if e := r.in.Entity(id); r.speaker != "" && e != nil && r.meansSelf(e) {
		return r.self(), true
	}
	return actor{id, n.Span, n.Kind, country, n.First}, true
}

// platform are channels that are organisations but do not react.
var platform = map[string]bool{"twitter": true, "facebook": true, "instagram": true, "telegram": true, "youtube": true, "reuters": true}

func (r *reader) possessed(i int) bool {
	return i < len(r.in.Tokens) && (r.lower(i) == "'s" || r.lower(i) == "’s")
}

// preposition is the preposition that governs the name at token i, "" for none;
// members of a list hang on what its first member hangs on.
func (r *reader) preposition(i, first int, kind entity.Kind) string {
	for k := i - 1; k >= first; k-- {
		w := r.lower(k)
		switch w {
		case "of", "to", "with", "in", "on", "at", "against", "for", "about", "over", "by", "from", "towards", "into":
			return w
		case "the", "and", ",", "&", "minister", "president", "prime", "foreign", "king", "secretary", "chancellor":
			if w == "," || w == "and" {
				if p := extract.NameAt(r.in, k-1); k > first && p != nil {
					if p.Kind != kind {
						return ""
					}
					k = p.First
				} else if k > first && r.lower(k-1) != "," {
					return ""
				}
			}
			continue
		}
		if p := extract.NameAt(r.in, k); p != nil && !p.Adjective || p == nil && r.in.Tokens[k].Shape == nlp.Lower {
			return ""
		}
	}
	return ""
}

// listOf reports whether the states at token i are those whose offices act: "the
// foreign ministries of A, B and C".
func (r *reader) listOf(i, first int) bool {
	for k := i - 1; k >= first; k-- {
		switch r.lower(k) {
		case "ministries", "governments", "embassies", "leaders", "presidents", "ministers", "accounts", "government", "representatives", "kingdom", "republic":
			return true
		}
	}
	return false
}

// subjects drops states that only say whose a person or body is, where persons
// are named beside them.
func (r *reader) subjects(as []actor) []actor {
	if len(as) < 2 {
		return as
	}
	var out []actor
	for i, a := range as {
		if a.kind != entity.Person && (i+1 < len(as) && r.beside(a, as[i+1]) || i > 0 && r.beside(as[i-1], a)) {
			continue
		}
		out = append(out, a)
	}
	return out
}

// beside reports whether one of two neighbours is a person and the other the
// body or state that the person speaks for: nothing joins them as two.
func (r *reader) beside(a, b actor) bool {
	if a.kind != entity.Person && b.kind != entity.Person || a.kind == b.kind || b.first-a.first > 10 {
		return false
	}
	for k := a.first; k < b.first; k++ {
		if w := r.lower(k); w == "and" || w == ";" || w == "well" || w == "while" {
			return false
		}
	}
	return true
}

// impliedActors are the actors of a sign with none named before it: those named
// behind "by", the last ones where a pronoun stands, the statement's own
// speaker.
func (r *reader) impliedActors(si int, s nlp.Sentence, c cueing) []actor {
	if as := r.senders(s, c.last); len(as) > 0 {
		return as
	}
	quoted := false
	for k := s.First; k < c.first; k++ {
		switch w := r.lower(k); w {
		case "\"", "“":
			quoted = !quoted
		case "he", "she", "it", "they":
			if r.si(si) {
				return r.actors
			}
		case "we", "our", "i", "my":
			if r.speaker != "" && !quoted {
				return []actor{r.self()}
			}
		}
	}
	if d := r.described(s, c.first); d.id != "" {
		return []actor{d}
	}
	if r.speaker != "" && !quoted {
		return []actor{r.self()}
	}
	return nil
}

// senders are those named behind "by" or "from": "condolences came from A and B".
func (r *reader) senders(s nlp.Sentence, from int) []actor {
	for k := from; k < min(s.Last, from+12); k++ {
		if w := r.lower(k); w != "by" && w != "from" {
			continue
		}
		var out []actor
		for i := k + 1; i < s.Last && (i < k+4 || len(out) > 0); i++ {
			if w := r.lower(i); w == ";" || w == "." || w == "who" || w == "which" {
				break
			}
			n := extract.NameAt(r.in, i)
			if n == nil {
				continue
			}
			if a, ok := r.actor(n, i, k+1); ok {
				out = append(out, a)
			}
			i = n.Last - 1
		}
		return r.subjects(out)
	}
	return nil
}

func (r *reader) si(si int) bool { return len(r.actors) > 0 && si-r.last <= 1 }

func (r *reader) self() actor {
	a := actor{id: r.speaker, country: r.country, kind: entity.Person}
	if e := r.in.Entity(r.speaker); e != nil {
		a.country = cmp.Or(a.country, e.Country)
		if len(e.Mentions) > 0 {
			a.span = e.Mentions[0].Span
		}
	}
	return a
}

// official are nouns for parties that react officially, where no name stands.
var official = map[string]bool{"government": true, "ministry": true, "president": true, "minister": true, "spokesman": true,
	"spokesperson": true, "spokeswoman": true, "mayor": true, "embassy": true, "council": true, "commission": true, "parliament": true,
	"authorities": true, "authority": true, "officials": true, "official": true, "leaders": true, "leader": true, "secretary-general": true,
	"pope": true, "king": true, "queen": true, "country": true, "countries": true, "state": true, "states": true, "nation": true, "nations": true,
	"governor": true, "ambassador": true, "chancellor": true, "senate": true, "congress": true, "cabinet": true, "premier": true}

func (r *reader) described(s nlp.Sentence, hi int) actor {
	for i := s.First; i < hi; i++ {
		if !official[r.lower(i)] || states[r.lower(i)] || extract.NameAt(r.in, i) != nil {
			continue
		}
		first := i
		for first > s.First && (r.in.Tokens[first-1].Shape == nlp.Title || r.lower(first-1) == "prime" || r.lower(first-1) == "foreign") && r.lower(first-1) != "the" {
			first--
		}
		sp := r.in.SpanOf(first, i+1)
		kind := entity.Organisation
		switch r.lower(i) {
		case "president", "minister", "spokesman", "spokesperson", "spokeswoman", "mayor", "pope", "king", "queen", "secretary-general":
			kind = entity.Person
		}
		if kind == entity.Person && r.speaker != "" {
			return r.self() // the prime minister in his own statement
		}
		id := extract.Describe(r.in, sp, kind)
		a := actor{id: id, span: sp, kind: kind, first: first}
		if e := r.in.Entity(id); e != nil {
			a.country = e.Country
		}
		return a
	}
	return actor{}
}

func (r *reader) add(si int, a actor, c cueing) {
	if c.weak && (r.in.Background[si] || r.guilty[a.id]) {
		return
	}
	sp := r.in.SpanOf(c.first, c.last)
	re := claim.Reaction{Actor: a.id, For: r.behalf(a), Country: a.country, Kinds: []string{c.kind}, When: r.when(si), Channel: r.channel(si),
		Addressee: r.addressee(a, c)}
	conf := 0.7
	if c.weak {
		conf = 0.5
	}
	spans := []text.Span{sp}
	if !a.span.IsZero() {
		spans = []text.Span{a.span, sp}
	}
	r.in.Add(r.x, claim.Claim{Reaction: &re, Confidence: conf}, spans...)
}

// when is the date told in the sentence, if it tells one; how long something lasts is
// none: "closed its missions until Thursday".
func (r *reader) when(si int) string {
	s := r.in.Sentences[si]
	for i := range r.in.Times {
		t := &r.in.Times[i]
		if t.First >= s.First && t.Last <= s.Last && t.Kind == nlp.Date && !t.Attributive && t.Modifier != nlp.Until && t.Modifier != nlp.Since {
			return t.Value
		}
	}
	return ""
}

// channel is how the reaction was made known, where the sentence says so.
func (r *reader) channel(si int) string {
	s := r.in.Sentences[si]
	for i := s.First; i < s.Last; i++ {
		switch r.lower(i) {
		case "twitter", "tweeted", "tweet", "tweets":
			return "Twitter"
		case "resolution":
			return "resolution"
		case "email", "e-mail", "emailed":
			return "email"
		case "interview":
			return "interview"
		case "facebook":
			return "Facebook"
		case "phone", "phoned", "telephone", "telephoned":
			return "telephone"
		case "letter":
			return "letter"
		case "telegram":
			return "telegram"
		case "call":
			if i > s.First && r.lower(i-1) == "a" {
				return "telephone"
			}
		case "reporters", "journalists", "conference":
			return "press"
		case "statement", "statements", "communiqué":
			return "statement"
		}
	}
	return ""
}
