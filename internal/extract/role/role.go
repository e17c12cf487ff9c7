// Package role finds who did it, who is suspected or says so, and to whom it was
// done: people and groups in their roles, with the basis of the link.
package role

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor finds perpetrators, suspects, victims and claims of responsibility.
type Extractor struct{}

// Name is "role".
func (Extractor) Name() string { return "role" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

// act is what a word says of those around it.
type act struct {
	// who stands before it in the active, and in the passive
	before, passive part
	// who stands behind it in the active, and behind "by" in the passive
	behind, by part
}

// part is a role with the basis of the link, or the harm done.
type part struct {
	slot  claim.Slot
	basis string
	harm  string
}

var (
	did       = part{slot: claim.Perpetrator, basis: "fact"}
	suspected = part{slot: claim.Suspect, basis: "suspected"}
	accused   = part{slot: claim.Suspect, basis: "accused"}
	guilty    = part{slot: claim.Perpetrator, basis: "fact"}
	admits    = part{slot: claim.Perpetrator, basis: "admitted"}
	// suffers only tells the passive from the active: victims are found over the
	// predicates.
	suffers = part{slot: claim.Victim}
	claims  = part{slot: claim.ClaimedBy}
	none    = part{}
)

// acts lists what people do and suffer in the domain.
var acts = extract.NewPhrases([]extract.Phrase[act]{
	{Words: "killed|shot dead|shot and killed|fatally shot|fatally stabbed|murdered|assassinated|executed by gunmen|beheaded|stabbed to death|gunned down|slain", Value: act{did, suffers, suffers, did}},
	{Words: "wounded|injured|stabbed|hospitalised|hospitalized|hurt", Value: act{did, suffers, suffers, did}},
	{Words: "shot", Value: act{did, suffers, suffers, did}},
	{Words: "kidnapped|abducted|taken hostage|held hostage", Value: act{did, suffers, suffers, did}},
	{Words: "attacked|assaulted|ambushed", Value: act{did, suffers, none, did}},
	{Words: "opened fire|detonated|blew himself up|blew herself up|blew themselves up|planted|drove into|rammed|stormed|carried out the|set off|hijacked|set fire", Value: act{did, none, none, did}},
	{Words: "carried out by|perpetrated by|committed by", Value: act{none, none, did, none}},
	{Words: "claimed by", Value: act{none, none, claims, none}},
	{Words: "arrested|detained|captured|apprehended", Value: act{none, suspected, none, none}},
	{Words: "charged|indicted|accused|prosecuted|wanted", Value: act{none, accused, accused, none}},
	{Words: "convicted|sentenced|executed|hanged|found guilty|imprisoned|jailed", Value: act{none, guilty, none, none}},
	{Words: "pleaded guilty|pled guilty|confessed|admitted carrying|admitted planting|admitted killing", Value: act{admits, none, none, none}},
	{Words: "claimed responsibility|claims responsibility|claiming responsibility|took responsibility|said it was behind|claimed credit|" +
		"claimed the attack|claimed the bombing|claimed the hijacking|claimed the killing|claimed the kidnapping|claimed the assault|claimed the strike|claimed the raid", Value: act{claims, none, none, none}},
	{Words: "responsibility was claimed by|claim of responsibility by|responsibility for the attack was claimed by", Value: act{none, none, claims, none}},
	{Words: "blamed", Value: act{none, accused, accused, none}},
})

// labels are nouns set beside a name: "the gunman, X", "suspect X", "identified
// as X".
var labels = extract.NewPhrases([]extract.Phrase[part]{
	{Words: "gunman|shooter|attacker|assailant|perpetrator|perpetrators|bomber|suicide bomber|hijacker|assassin|killer|attackers|gunmen|bombers|knifeman|stabber", Value: did},
	{Words: "suspect|suspects|suspected gunman|suspected attacker|suspected shooter|alleged gunman|alleged attacker|alleged shooter|alleged perpetrator|suspected perpetrators|suspected perpetrator|identified the suspect as|identified the gunman as|identified the attacker as|identified the shooter as|bombing suspect|bombing suspects|prime suspect|person of interest|persons of interest|the accused|the defendant", Value: suspected},
})

// Extract adds the roles of a document.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, x: x, seen: map[string]bool{}}
	for si, s := range in.Sentences {
		switch in.Doc.Blocks[s.Block].Kind {
		case doc.FieldLine, doc.Row, doc.Heading:
			continue
		}
		if r.reads(si) {
			r.sentence(s)
		}
	}
	r.ascribed()
	r.fieldSuspects()
	r.ownClaims()
	harmed := r.victims()
	linked := r.suspects(harmed)
	r.bodies()
	if !r.named && !r.agents() && !r.people() {
		r.unnamed()
	}
	harmed.claims(linked)
}

// reads reports whether sentence si tells of the incident in prose.
func (r *reader) reads(si int) bool {
	switch r.in.Doc.Blocks[r.in.Sentences[si].Block].Kind {
	case doc.FieldLine, doc.Row, doc.Heading:
		return false
	}
	return !r.in.Background[si] && !extract.Apart(r.in.Analysis, si)
}

// each calls f for the predicates of the sentences that are read, in order.
func (r *reader) each(f func(*nlp.Predicate)) {
	for si := range r.in.Sentences {
		if !r.reads(si) {
			continue
		}
		ps := r.in.PredicatesOf(r.in.Sentences[si].FirstWord, r.in.Sentences[si].LastWord)
		for i := range ps {
			f(&ps[i])
		}
	}
}

type reader struct {
	in    *extract.Input
	x     Extractor
	seen  map[string]bool
	named bool // a perpetrator or suspect is known by name
	told  int  // whether the text has a word for attackers: 0 not asked, 1 no, 2 yes
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

func (r *reader) sentence(s nlp.Sentence) {
	for i := s.First; i < s.Last; {
		if p, n := labels.At(r.in.Analysis, i, s.Last); n > 0 {
			r.label(s, p, i, i+n)
			i += n
			continue
		}
		if a, n := acts.At(r.in.Analysis, i, s.Last); n > 0 {
			r.act(s, a, i, i+n)
			i += n
			continue
		}
		i++
	}
}

// label gives a role to the name that stands beside a noun for it.
func (r *reader) label(s nlp.Sentence, p part, first, last int) {
	k := last
	for k < s.Last && k < last+6 && (r.lower(k) == "," || r.lower(k) == "as" || r.lower(k) == "was" || r.lower(k) == "named" ||
		r.lower(k) == "identified" || r.lower(k) == "called" || r.lower(k) == ":" || r.lower(k) == "of" || r.lower(k) == "the" || r.lower(k) == "attack" ||
		r.in.Tokens[k].Shape == nlp.Digit || strings.HasSuffix(r.lower(k), "-year-old") || r.lower(k) == "were" || r.lower(k) == "is") {
		k++
	}
	r.names(s, p, k, first, last)
	closed := last >= s.Last || r.lower(last) == "," || r.lower(last) == "." || r.lower(last) == ")"
	if closed && first-2 >= s.First && (r.lower(first-1) == "the" || r.lower(first-1) == "suspected" || r.lower(first-1) == "alleged") {
		k := first - 2
		if r.lower(k) == "the" && k > s.First {
			k--
		}
		if r.lower(k) == "," { // "X, the gunman,"
			r.assign(k-1, p, first, last)
		}
	}
}

// names gives the role to the names of a list that starts at token k.
func (r *reader) names(s nlp.Sentence, p part, k, first, last int) {
	for k < s.Last {
		n := extract.NameAt(r.in, k)
		if n == nil || n.Kind != entity.Person && n.Kind != entity.Group && !r.rebels(n) && !(p == accused && r.ofDeeds(&s, n)) {
			return
		}
		r.assign(k, p, first, last)
		k = n.Last
		for k < s.Last && (r.lower(k) == "," || r.lower(k) == "and") {
			k++
		}
	}
}

// ofDeeds reports whether behind the name of a body stands the deed that it is accused
// of: "accused the SPLM-N of the shelling".
func (r *reader) ofDeeds(s *nlp.Sentence, n *nlp.Name) bool {
	if n.Kind != entity.Organisation || n.Adjective || press(r.in.Text(n.Span)) || n.Last >= s.Last || r.lower(n.Last) != "of" && r.lower(n.Last) != "for" {
		return false
	}
	ps := r.in.PredicatesOf(s.FirstWord, s.LastWord)
	for i := range ps {
		t := r.in.Words[ps[i].Word].Token
		if t > n.Last && t < n.Last+6 && (ps[i].Class == nlp.Attacking || ps[i].Class == nlp.Harming || deadly(ps[i].Lemma)) {
			return true
		}
	}
	return false
}

// rebels reports whether a body is that of fighters named before it: "the guerrillas
// of the FARN".
func (r *reader) rebels(n *nlp.Name) bool {
	if n.Kind != entity.Organisation {
		return false
	}
	for k := n.First - 1; k >= max(0, n.First-4); k-- {
		switch r.lower(k) {
		case "guerrillas", "rebels", "militants", "insurgents", "fighters", "separatists", "terrorists", "jihadists":
			return true
		}
	}
	return false
}

// act gives roles to those around a verb.
func (r *reader) act(s nlp.Sentence, a act, first, last int) {
	if r.negated(s, first) || r.otherCrime(s, last) {
		return
	}
	passive := r.passive(s, first) || a.before.slot == claim.Perpetrator && a.passive.slot == claim.Victim && r.objectless(s, last)
	before, behind := a.before, a.behind
	if a.behind.slot == claim.ClaimedBy && r.lower(first) == "claimed" && !r.deedBefore(s, first) {
		return
	}
	if passive && r.lower(last-1) != "by" {
		before, behind = a.passive, none
		if last < s.Last && r.lower(last) == "by" {
			behind, last = a.by, last+1
		}
	}
	if before.slot == claim.Perpetrator && !passive && r.atAttackers(s, last) {
		return
	}
	if before.slot != "" && !(first > s.First && !passive && r.lower(first-1) == "and") {
		r.subject(s, before, first, last)
	}
	if behind.slot != "" {
		k := last
		for k < s.Last && k < last+5 && (r.lower(k) == "the" || r.in.Tokens[k].Shape != nlp.Punct && extract.NameAt(r.in, k) == nil) {
			if r.lower(k) == "to" || r.lower(k) == "with" || r.lower(k) == "in" || r.lower(k) == "at" || r.lower(k) == "after" || r.lower(k) == "on" {
				return
			}
			k++
		}
		r.names(s, behind, k, first, last)
	}
}

// atAttackers reports whether what stands right behind a verb is the attackers, or
// one or some of them: "shot one of the gunmen".
func (r *reader) atAttackers(s nlp.Sentence, i int) bool {
	for k := i; k < min(s.Last, i+5); k++ {
		first, last := extract.WordsIn(r.in, r.in.Tokens[k].Span)
		if first < last && r.in.Words[first].UPOS == nlp.NOUN && attackerNoun(r.in.Words[first].Lemma) {
			return true
		}
		switch r.lower(k) {
		case "one", "two", "three", "of", "the", "both", "all", "a", "an", "dead":
		default:
			return false
		}
	}
	return false
}

// deedBefore reports whether an act of violence, or the responsibility for it, is what
// the verb at token i is said of: "an attack claimed by", not "land claimed by".
func (r *reader) deedBefore(s nlp.Sentence, i int) bool {
	for k := i - 1; k >= max(s.First, i-8); k-- {
		if w := strings.TrimSuffix(r.lower(k), "s"); w == "responsibility" || w != "letter" && w != "mine" && deadly(w) || w == "massacre" || w == "blast" || w == "murder" {
			return true
		}
	}
	return false
}

// otherCrime reports whether the verdict or charge that ends before token i is for
// what others do after a deed of violence, or for none: "guilty of obstruction".
func (r *reader) otherCrime(s nlp.Sentence, i int) bool {
	if i >= s.Last || r.lower(i) != "of" && r.lower(i) != "with" && r.lower(i) != "for" {
		return false
	}
	for k := i + 1; k < min(s.Last, i+6); k++ {
		switch r.lower(k) {
		case "murder", "killing", "terrorism", "attack", "bombing", "manslaughter":
			return false
		case "obstruction", "obstructing", "impeding", "lying", "perjury", "harboring", "harbouring", "theft", "fraud", "failing", "negligence", "corruption":
			return true
		}
	}
	return false
}

// objectless reports whether nothing that could be an object follows a verb: a
// headline's "Minister stabbed", "X, shot in the chest".
func (r *reader) objectless(s nlp.Sentence, last int) bool {
	if last >= s.Last {
		return true
	}
	switch r.lower(last) {
	case ".", ",", "in", "on", "at", "by", "during", "outside", "near", "while", "when", "as", "after", "before", "and", ";", "inside":
		return true
	}
	return false
}

func (r *reader) passive(s nlp.Sentence, i int) bool {
	for k := max(s.First, i-3); k < i; k++ {
		if r.in.Tokens[k].Shape != nlp.Lower {
			continue // the IS is no verb
		}
		switch r.lower(k) {
		case "was", "were", "been", "being", "is", "are", "be":
			return true
		}
	}
	return false
}

func (r *reader) negated(s nlp.Sentence, i int) bool {
	for k := max(s.First, i-3); k < i; k++ {
		switch r.lower(k) {
		case "not", "n't", "never", "no", "denied":
			return true
		}
	}
	return false
}

// subject gives the role to the nearest person or group before the verb, within
// its clause; names joined to it share it.
func (r *reader) subject(s nlp.Sentence, p part, first, last int) {
	for k := first - 1; k >= s.First && k >= first-20; k-- {
		w := r.lower(k)
		if w == ";" || w == "that" || w == "while" || w == "after" || w == "when" {
			return
		}
		n := extract.NameAt(r.in, k)
		if n == nil {
			continue
		}
		k = n.First
		if n.Kind != entity.Person && n.Kind != entity.Group && !(n.Kind == entity.Organisation && p.slot == claim.ClaimedBy) {
			continue
		}
		if n.Last < s.Last && (r.lower(n.Last) == "'s" || r.lower(n.Last) == "’s") || n.First > s.First && governed[r.lower(n.First-1)] && !r.branchOf(n.First) {
			continue
		}
		if !r.predicated(n.Last, first, n.First > s.First && r.lower(n.First-1) == ",") {
			return
		}
		r.assign(n.First, p, first, last)
		if n.First-2 >= s.First && r.lower(n.First-1) == "and" {
			if o := extract.NameAt(r.in, n.First-2); o != nil && o.Kind == n.Kind {
				r.assign(o.First, p, first, last)
			}
		}
		return
	}
}

// branchOf reports whether the name at token i is what a branch before it is of: "the
// local affiliate of the Dawn Front". A branch acts for the whole.
func (r *reader) branchOf(i int) bool {
	if i > 1 && r.lower(i-1) == "the" {
		i--
	}
	return i > 2 && r.lower(i-1) == "of" && extract.Branch(r.lower(i-2))
}

// predicated reports whether the verb at token v is said of the name that ends
// before token i: nothing stands between them but auxiliaries, adverbs, a bracket
// or a description set off by commas. named says that the name is itself set off
// so: "the head of the guard, X, was killed".
func (r *reader) predicated(i, v int, named bool) bool {
	if i < v && r.lower(i) == "," {
		for k := i + 1; k < v; k++ {
			if r.lower(k) == "," || r.lower(k) == "who" {
				i = k + 1
			}
		}
		if i < v && r.lower(i) == "," && !named {
			return false
		}
	}
	plain := 0
	for ; i < v; i++ {
		w := r.lower(i)
		switch {
		case w == "(":
			for i < v && r.lower(i) != ")" {
				i++
			}
		case light[w] || strings.HasSuffix(w, "ly") || r.in.Tokens[i].Shape == nlp.Digit:
		case w == "and":
			return false
		default:
			plain++
		}
	}
	return plain <= 1
}

// light are words that may stand between a subject and its verb.
var light = map[string]bool{
	"was": true, "were": true, "is": true, "are": true, "been": true, "be": true, "being": true, "has": true, "had": true, "have": true,
	"also": true, "later": true, "then": true, "who": true, "himself": true, "both": true, "all": true, ",": true, "a": true, "the": true,
	"later,": true, "on": true, "in": true, "at": true, "scene": true, "immediately": true, "seriously": true, "critically": true,
}

// governed are the words that make a name before a verb no subject of it.
var governed = map[string]bool{
	"of": true, "by": true, "to": true, "with": true, "against": true, "for": true, "from": true, "in": true, "on": true, "about": true,
}

func (r *reader) assign(tok int, p part, first, last int) {
	if tok < 0 {
		return
	}
	n, id := extract.NameAt(r.in, tok), extract.EntityAt(r.in, tok)
	if n == nil || id == "" || n.Adjective || n.Kind == entity.State || n.Kind == entity.Place || n.Kind == entity.Facility {
		return
	}
	if p.slot == claim.Victim {
		return // found over the predicates
	}
	r.named = r.named || p.slot == claim.Perpetrator || p.slot == claim.Suspect
	r.value(p, id, n.Span, r.in.SpanOf(first, last))
	if p.slot == claim.ClaimedBy {
		r.value(part{slot: claim.Perpetrator, basis: "claimed"}, id, n.Span, r.in.SpanOf(first, last))
	}
}

func (r *reader) value(p part, id claim.EntityID, spans ...text.Span) {
	key := string(p.slot) + string(id) + p.harm
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	v := claim.Value{Slot: p.slot, Entity: id, Basis: p.basis, Harm: p.harm}
	r.in.Add(r.x, claim.Claim{Value: &v, Confidence: 0.65}, spans...)
}

// doers are nouns for those who did it and are not named.
var doers = extract.NewPhrases([]extract.Phrase[int]{
	{Words: "gunman|attacker|assailant|perpetrator|suicide bomber|bomber|shooter|lone gunman|knifeman|driver of the", Value: 1},
	{Words: "gunmen|attackers|assailants|perpetrators|militants|hijackers|kidnappers|hostage-takers|armed men|suicide bombers|hitmen|bandits", Value: 0},
})

// unnamed adds the first description of those who did it. Those to whom the deed is
// done, and those who only tell what a thing is ("a camp of militants"), are not it.
func (r *reader) unnamed() {
	for si, s := range r.in.Sentences {
		if !r.reads(si) {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			_, n := doers.At(r.in.Analysis, i, s.Last)
			if n == 0 || extract.NameAt(r.in, i) != nil {
				continue
			}
			sp := r.in.SpanOf(i, i+n)
			if w := extract.HeadOf(r.in, sp); r.qualifies(w) || r.lower(i) == "militants" && r.suffered(w) {
				continue
			}
			id := extract.Describe(r.in, sp, entity.Person)
			r.value(did, id, sp)
			return
		}
	}
}

// qualifies reports whether the noun at word w only says of what something is.
func (r *reader) qualifies(w int) bool {
	return w >= 0 && (r.in.Words[w].Rel == nlp.Nmod || r.in.Words[w].Rel == nlp.Compound)
}

// suffered reports whether a deed of violence is done to those whose noun is word w.
func (r *reader) suffered(w int) bool {
	if w < 0 {
		return false
	}
	s := r.sentenceOf(w)
	ps := r.in.PredicatesOf(max(s.FirstWord, w-near), min(s.LastWord, w+near))
	for i := range ps {
		if p := &ps[i]; p.Class == nlp.Attacking || p.Class == nlp.Harming {
			for g := range p.Patients() {
				if g.Head == w {
					return true
				}
			}
		}
	}
	return false
}

// near bounds how many words from a noun its predicates are sought.
const near = 40

// sentenceOf is the sentence of word w.
func (r *reader) sentenceOf(w int) *nlp.Sentence {
	k := sort.Search(len(r.in.Sentences), func(k int) bool { return r.in.Sentences[k].LastWord > w })
	return &r.in.Sentences[min(k, len(r.in.Sentences)-1)]
}
