package role

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// sufferer is somebody to whom harm is done, gathered over the document: a person
// by name, or one who is described and told apart by an age.
type sufferer struct {
	id       claim.EntityID // of a person by name
	chain    int            // of a described one, -1 for none
	phrase   text.Span      // the description that tells most
	aged     bool           // an age is told of the description
	at       int            // the first word that tells of the harm
	harms    map[string][]text.Span
	labelled bool // called the victim, which says nothing of the harm
	gone     bool // joined to another
	direct   bool // told of by name, and not only by a pronoun or noun of the chain
}

// harmOf is what the predicates of a verb do to their patient.
var harmOf = harmTable(map[string]string{
	"killed":     "kill murder assassinate slay execute behead massacre slaughter strangle decapitate lynch die perish succumb electrocute",
	"injured":    "shoot wound injure hurt stab maim graze slash knife bludgeon hospitalize hospitalise beat burn pistol-whip gunshot machinegun machine-gun strafe straf bayonet",
	"abducted":   "abduct kidnap",
	"threatened": "threaten",
	"":           "attack assault ambush carjack rob mug",
})

func harmTable(lists map[string]string) map[string]string {
	m := map[string]string{}
	for harm, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = harm
		}
	}
	return m
}

// victims finds those who were harmed, over the predicates: patients of killing,
// shooting, abducting, those who died or were found dead, and those whom the text
// calls the victim.
func (r *reader) victims() *victims {
	v := newVictims(r)
	for si := range r.in.Sentences {
		if !r.reads(si) {
			continue
		}
		s := &r.in.Sentences[si]
		ps := r.in.PredicatesOf(s.FirstWord, s.LastWord)
		for i := range ps {
			v.predicate(&ps[i])
		}
	}
	v.lists()
	v.labels()
	v.identified()
	return v
}

type victims struct {
	*reader
	list  []sufferer
	byKey map[string]int
	byAge map[int]string // the key of the one described as of an age
}

func newVictims(r *reader) *victims {
	return &victims{reader: r, byKey: map[string]int{}, byAge: map[int]string{}}
}

// predicate adds those whom one predicate harms.
func (v *victims) predicate(p *nlp.Predicate) {
	if p.Modality == nlp.Hypothetical || p.Modality == nlp.Planned && !v.definite(p) {
		return
	}
	harm, ok := v.harm(p)
	if !ok {
		return
	}
	sp := v.in.Words[p.Word].Span
	found := false
	for i := range p.Args {
		g := &p.Args[i]
		if !v.suffers(p, g) || v.self(p, g) {
			continue
		}
		found = true
		v.add(g, harm, sp)
	}
	if n := v.foundSo(p, found); n >= 0 {
		v.byName(n, harm, p.Word, sp)
	} else if g := v.lone(p, found); g != nil {
		v.add(g, harm, sp)
	}
}

// harm is what p does to its patients; ok is false where that is no harm. An
// attack of which no more is told does harm of no name.
func (v *victims) harm(p *nlp.Predicate) (harm string, ok bool) {
	harm, ok = harmOf[p.Verb]
	switch p.Verb {
	case "suffer", "sustain", "receive", "have":
		if v.wounded(p) {
			harm, ok = "injured", true
		}
	case "find", "identify", "recover", "discover", "exhume":
		if g := p.Patient(); g != nil && isBody(v.in.Words[g.Head].Lemma) {
			return "killed", true
		}
	case "take", "rush", "transport", "airlift", "fly", "bring":
		if v.toHospital(p) {
			harm, ok = "injured", true
		}
	}
	switch p.Lemma {
	case "gun down", "shoot dead", "stab to death", "shoot down", "beat to death", "homicide":
		harm, ok = "killed", true
	case "take hostage", "hold hostage":
		harm, ok = "abducted", true
	case "find", "pronounce", "declare", "leave":
		switch {
		case v.attribute(p, "dead"):
			harm, ok = "killed", true
		case p.Lemma == "find" && v.wounded(p):
			harm, ok = "injured", true
		}
	case "hit", "strike":
		if v.gunfire(p) || p.Passive && v.inBody(p) {
			harm, ok = "injured", true
		}
	}
	w := &v.in.Words[p.Word]
	switch {
	case !ok, p.Noun && !p.Event && !v.borne(p):
		return "", false
	case p.Verb == "die" && !p.Noun && strings.Contains(w.Feats, "VerbForm=Ger"):
		return "", false // a thought of dying
	case harm == "" && strings.Contains(w.Feats, "VerbForm=Inf"):
		return "", false // to attack somebody, which words can do
	case p.Negated && harm != "killed" && harm != "abducted":
		return "unharmed", harm != ""
	case p.Negated:
		return "", false
	case p.Modality == nlp.Attempted:
		return "threatened", true
	case harm == "injured" && (v.attribute(p, "dead") || v.fatally(p)):
		return "killed", true
	}
	return harm, true
}

// borne reports whether p is a wound that somebody has: "suffered two gunshot
// wounds".
func (v *victims) borne(p *nlp.Predicate) bool {
	if !p.Noun || p.Light < 0 {
		return false
	}
	switch v.in.Words[p.Light].Lemma {
	case "suffer", "sustain", "receive", "have":
		return true
	}
	return false
}

// suffers reports whether harm is done to g by p: to its patients; to who has the
// wound; and where a passive has no patient, to the people that hang on it without
// a preposition, as those of a long list do.
func (v *victims) suffers(p *nlp.Predicate, g *nlp.Argument) bool {
	switch p.Verb {
	case "suffer", "sustain", "receive", "have":
		return g.Role == nlp.Agent
	}
	if g.Role == nlp.Agent {
		return v.borne(p)
	}
	if g.Role == nlp.Patient {
		return !(p.Noun && g.Prep >= 0 && v.in.Words[g.Prep].Lemma == "against" && harmOf[p.Verb] != "")
	}
	if q := p.Patient(); p.Noun && q != nil && g.Role == nlp.Other && g.Prep < 0 && g.Name >= 0 && g.Head > q.Head {
		return strings.Contains(v.in.Words[q.Head].Feats, "Number=Plur") // "the murder of priests X and Y"
	}
	return p.Passive && g.Role == nlp.Other && g.Prep < 0 && g.Name >= 0 && g.Head < p.Word && p.Patient() == nil
}

// attribute reports whether p makes or finds its patient such: "found dead", "shot
// him dead", "stabbed to death".
func (v *victims) attribute(p *nlp.Predicate, what string) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Patient {
			for k := g.Head + 1; k < min(g.Last, g.Head+12); k++ { // "found X and Y dead"
				if v.in.Words[k].Lemma == what && v.in.Words[k].UPOS == nlp.ADJ && !p.Passive {
					return true
				}
			}
		}
		if g.Role == nlp.Patient || g.Role == nlp.Agent {
			continue
		}
		switch v.in.Words[g.Head].Lemma {
		case what:
			return true
		case "death":
			if g.Prep >= 0 && v.in.Words[g.Prep].Lemma == "to" {
				return true
			}
		}
	}
	return false
}

// fatally reports whether "fatally" or "mortally" stands with p.
func (v *victims) fatally(p *nlp.Predicate) bool {
	for k := max(0, p.Word-2); k < min(len(v.in.Words), p.Word+3); k++ {
		if l := v.in.Words[k].Lemma; (l == "fatally" || l == "mortally") && v.in.Words[k].Head == p.Word {
			return true
		}
	}
	return false
}

// wounded reports whether the one found is told to have wounds: "found with
// gunshot wounds", "found shot".
func (v *victims) wounded(p *nlp.Predicate) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Patient || g.Role == nlp.Agent {
			continue
		}
		switch v.in.Words[g.Head].Lemma {
		case "wound", "injury", "fracture", "burn", "laceration", "bruise", "concussion":
			return true
		}
	}
	if p.Verb == "suffer" { // the wound may hang elsewhere
		for k := p.Word + 1; k < min(len(v.in.Words), p.Word+8) && v.in.Words[k].UPOS != nlp.PUNCT; k++ {
			if l := v.in.Words[k].Lemma; l == "wound" || l == "injury" {
				return true
			}
		}
	}
	return false
}

// toHospital reports whether p takes its patient to a hospital.
func (v *victims) toHospital(p *nlp.Predicate) bool {
	for i := range p.Args {
		if g := &p.Args[i]; g.Role == nlp.Goal || g.Role == nlp.Recipient {
			if l := strings.ToLower(v.in.WordText(g.Head)); strings.HasPrefix(l, "hospital") || strings.Contains(strings.ToLower(v.in.Text(g.Span)), "hospital") {
				return true
			}
		}
	}
	return false
}

// inBody reports whether p strikes a part of the body: "was struck in the leg".
func (v *victims) inBody(p *nlp.Predicate) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Prep < 0 || v.in.Words[g.Prep].Lemma != "in" && v.in.Words[g.Prep].Lemma != "on" {
			continue
		}
		switch v.in.Words[g.Head].Lemma {
		case "head", "chest", "back", "leg", "arm", "neck", "shoulder", "torso", "stomach", "abdomen", "face", "foot", "hand", "hip", "thigh", "knee",
			"buttock", "side", "throat", "eye", "jaw", "wrist", "ankle", "finger", "body", "heart", "groin", "calf", "forearm":
			return true
		}
	}
	return false
}

// gunfire reports whether what hit somebody is a bullet or the like.
func (v *victims) gunfire(p *nlp.Predicate) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role != nlp.Agent && g.Role != nlp.Instrument {
			continue
		}
		switch v.in.Words[g.Head].Lemma {
		case "bullet", "gunfire", "shot", "round", "gunshot", "shrapnel", "knife":
			return true
		}
	}
	return false
}

// self reports whether the patient of p is its agent too: "shot himself".
func (v *victims) self(p *nlp.Predicate, g *nlp.Argument) bool {
	switch strings.ToLower(v.in.WordText(g.Head)) {
	case "himself", "herself", "themselves", "itself":
		return true
	}
	for i := range p.Args {
		if o := &p.Args[i]; o.Role == nlp.Agent && o.Chain >= 0 && o.Chain == g.Chain {
			return true
		}
	}
	return false
}

// foundSo is the name right before a participle of harm that tells how somebody
// was found ("found Ana Ruiz shot"), -1 for none.
func (v *victims) foundSo(p *nlp.Predicate, found bool) int {
	if found || p.Noun || p.Under < 0 {
		return -1
	}
	switch v.in.Predicates[p.Under].Lemma {
	case "find", "discover", "leave", "see":
	default:
		return -1
	}
	t := v.in.Words[p.Word].Token
	for n := range v.in.Names {
		if o := &v.in.Names[n]; o.Last == t && o.Kind == entity.Person {
			return n
		}
	}
	return -1
}

// lone is the only participant of a verb of harm without an object, who suffers
// it where headlines leave out the auxiliary: "Baker shot in the street", "man
// stabbed". Nobody who would do it himself is taken so.
func (v *victims) lone(p *nlp.Predicate, found bool) *nlp.Argument {
	if h := harmOf[p.Verb]; found || p.Noun || p.Passive || h == "threatened" || h == "" {
		return nil
	}
	var lone *nlp.Argument
	for i := range p.Args {
		switch g := &p.Args[i]; {
		case g.Role == nlp.Agent && lone == nil && !g.Shared:
			lone = g
		case g.Role == nlp.Agent, g.Role == nlp.Content:
			return nil
		case g.Prep >= 0 && v.in.Words[g.Prep].Lemma == "at" && g.Role == nlp.Goal:
			return nil
		}
	}
	if lone == nil {
		return nil
	}
	w := &v.in.Words[p.Word]
	if strings.Contains(w.Feats, "VerbForm=Ger") || strings.Contains(w.Feats, "Tense=Pres") || w.Lemma == strings.ToLower(v.in.WordText(p.Word)) {
		return nil
	}
	switch v.in.Words[lone.Head].Lemma {
	case "gunman", "shooter", "suspect", "attacker", "police", "officer", "assailant", "deputy", "trooper", "he", "she", "they", "who", "robber", "killer":
		return nil
	}
	return lone
}

// add notes that harm was done to who g is, as the word under sp tells.
func (v *victims) add(g *nlp.Argument, harm string, sp text.Span) {
	g = v.whole(g)
	if v.several(g, harm, sp) {
		return
	}
	if n := v.nameOf(g); n >= 0 {
		v.named(n, harm, g.Head, sp)
		v.direct(n, g)
		return
	}
	v.described(g.Chain, g.Head, harm, sp)
}

// definite reports whether p is a noun with its article and whom it befell ("who
// planned the murder of Ruiz"): what is told so has happened, whatever is said of
// it.
func (v *victims) definite(p *nlp.Predicate) bool {
	if !p.Noun || p.Patient() == nil {
		return false
	}
	for k := max(0, p.Word-3); k < p.Word; k++ {
		if w := &v.in.Words[k]; w.Head == p.Word && (w.Rel == nlp.Det && w.Lemma == "the" || w.Rel == nlp.NmodPoss) {
			return true
		}
	}
	return false
}

// several adds all who are named in apposition to a plural: "the priests Ruiz,
// Novak and Holm".
func (v *victims) several(g *nlp.Argument, harm string, sp text.Span) bool {
	if !strings.Contains(v.in.Words[g.Head].Feats, "Number=Plur") || v.in.Words[g.Head].UPOS != nlp.NOUN {
		return false
	}
	all := g.Span
	if g.Chain >= 0 {
		for _, m := range v.in.Chains[g.Chain].Mentions {
			if m.Describes && m.First > g.Head && m.First <= g.Last+1 {
				all.End = m.Span.End
			}
		}
	}
	var names []int
	for n := range v.in.Names {
		o := &v.in.Names[n]
		if o.Kind != entity.Person || !all.Contains(o.Span) || o.Span.Start < v.in.Words[g.Head].Span.Start {
			continue
		}
		if h := extract.HeadOf(v.in, o.Span); h >= 0 && v.in.Words[h].Rel != nlp.NmodPoss && v.in.Words[h].Rel != nlp.Nmod && v.in.Words[h].Rel != nlp.OblAgent {
			names = append(names, n)
		}
	}
	if len(names) < 2 {
		return false
	}
	for _, n := range names {
		v.byName(n, harm, g.Head, sp)
	}
	return true
}

// direct notes that the person of name n is told of by the name itself where it
// stands in or beside g.
func (v *victims) direct(n int, g *nlp.Argument) {
	if g.Name < 0 && g.Chain >= 0 && v.in.NameOf(g) == n {
		return
	}
	if k, ok := v.byKey["e"+string(v.in.EntityOf[n])]; ok {
		v.list[k].direct = true
	}
}

// byName adds the person of name n, who is told of by the name itself.
func (v *victims) byName(n int, harm string, at int, sp text.Span) {
	v.named(n, harm, at, sp)
	if k, ok := v.byKey["e"+string(v.in.EntityOf[n])]; ok {
		v.list[k].direct = true
	}
}

// whole is the person of whom g is a body: "the body of Ana Ruiz".
func (v *victims) whole(g *nlp.Argument) *nlp.Argument {
	if !isBody(v.in.Words[g.Head].Lemma) {
		return g
	}
	for ni := range v.in.Names {
		n := &v.in.Names[ni]
		if n.Kind == entity.Person && g.Span.Contains(n.Span) {
			o := *g
			o.Name = ni
			return &o
		}
	}
	return g
}

func isBody(lemma string) bool {
	return lemma == "body" || lemma == "remains" || lemma == "corpse"
}

// named adds the person of name n.
func (v *victims) named(n int, harm string, at int, sp text.Span) {
	if n >= len(v.in.EntityOf) || v.in.EntityOf[n] == "" || v.in.Names[n].Kind != entity.Person {
		return
	}
	id := v.in.EntityOf[n]
	s := v.sufferer("e"+string(id), at)
	s.id = id
	s.harm(harm, v.in.Names[n].Span, sp)
}

// described adds a person without a name who is told apart by an age.
func (v *victims) described(chain, head int, harm string, sp text.Span) {
	w := &v.in.Words[head]
	if w.UPOS == nlp.PRON && chain < 0 || strings.Contains(w.Feats, "Number=Plur") {
		return
	}
	key := "w" + itoa(head)
	if chain >= 0 {
		if k := v.in.Chains[chain].Kind; k != "" && k != entity.Person {
			return
		}
		key = "c" + itoa(chain)
	}
	phrase, aged := v.aged(chain, head)
	s := v.sufferer(v.sameAge(key, phrase), head)
	if s.phrase.IsZero() || aged && !s.aged {
		s.chain, s.phrase, s.aged = chain, phrase, aged
	}
	s.harm(harm, phrase, sp)
}

// nominal is the words of the description whose head is given: what stands before
// it and hangs on it, and an age right behind it.
func (v *victims) nominal(head int) text.Span {
	first := head
	for k := head - 1; k >= max(0, head-10); k-- {
		i := k
		for n := 0; n < 4 && i >= 0 && i != head; n++ {
			i = v.in.Words[i].Head
		}
		if w := &v.in.Words[k]; i != head || w.Rel == nlp.Case || w.UPOS == nlp.VERB && w.Head != head || w.UPOS == nlp.PUNCT && w.Head == head || w.UPOS == nlp.AUX {
			break
		}
		first = k
	}
	return v.withAge(text.Span{Start: v.in.Words[first].Span.Start, End: v.in.Words[head].Span.End})
}

// aged is the description whose head is given, or another of its chain, that
// holds an age; the first where none does.
func (v *victims) aged(chain, head int) (text.Span, bool) {
	sp := v.nominal(head)
	if v.hasAge(sp) {
		return sp, true
	}
	if chain < 0 {
		return sp, false
	}
	for _, m := range v.in.Chains[chain].Mentions {
		if o := v.nominal(m.Head); m.Form == nlp.ByNoun && v.hasAge(o) {
			return o, true
		}
	}
	return sp, false
}

// sameAge is the key of a sufferer described before as of the same age, or else
// key: a headline and the report below it describe one person twice.
func (v *victims) sameAge(key string, phrase text.Span) string {
	age, ok := v.ageIn(phrase)
	if _, had := v.byKey[key]; had || !ok {
		return key
	}
	if same, ok := v.byAge[age]; ok {
		return same
	}
	v.byAge[age] = key
	return key
}

func (v *victims) hasAge(sp text.Span) bool {
	ns := v.in.Numbers
	k := sort.Search(len(ns), func(k int) bool { return ns[k].Span.Start >= sp.Start })
	for ; k < len(ns) && ns[k].Span.Start < sp.End; k++ {
		if ns[k].Kind == nlp.Age && sp.Contains(ns[k].Span) {
			return true
		}
	}
	return false
}

// sufferer is the one known by key, a new one first told of at word at.
func (v *victims) sufferer(key string, at int) *sufferer {
	i, ok := v.byKey[key]
	if !ok {
		i = len(v.list)
		v.byKey[key] = i
		v.list = append(v.list, sufferer{chain: -1, at: at, harms: map[string][]text.Span{}})
	}
	return &v.list[i]
}

func (s *sufferer) harm(harm string, spans ...text.Span) {
	if harm == "" {
		s.labelled = true
		return
	}
	if _, ok := s.harms[harm]; !ok {
		s.harms[harm] = spans
	}
}
