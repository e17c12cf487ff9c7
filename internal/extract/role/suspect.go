package role

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// basisOf is how firmly the predicates of a verb link their patient to the deed.
var basisOf = basisTable(map[string]string{
	"accused":   "charge indict accuse arraign prosecute",
	"suspected": "arrest detain apprehend capture book jail seek hunt suspect want handcuff",
})

func basisTable(lists map[string]string) map[string]string {
	m := map[string]string{}
	for basis, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = basis
		}
	}
	return m
}

// suspects finds those whom the police or a court link to the deed, over the
// predicates: the arrested, the charged, the wanted and those who are called the
// suspect. The sufferers' harms hold the basis here.
func (r *reader) suspects(harmed *cast) *cast {
	v := newCast(r)
	r.each(v.linked)
	v.calledSuspect()
	v.isSuspect()
	if !v.severalSuspects() {
		v.pair(false)
	}
	any := false
	for i := range v.list {
		if s := &v.list[i]; !s.gone && !(harmed.dead(s) && !s.labelled) && !(harmed.directly(s) && !s.direct) {
			any = v.suspect(s) || any
		}
	}
	for i := 0; !any && !r.named && i < len(v.list); i++ {
		any = v.loneSuspect(&v.list[i])
	}
	return v
}

// severalSuspects reports whether the text speaks of more than one suspect.
func (v *cast) severalSuspects() bool {
	for i := range v.in.Words {
		w := &v.in.Words[i]
		if !suspectWord(w.Lemma) {
			continue
		}
		if strings.Contains(w.Feats, "Number=Plur") {
			return true
		}
		for k := max(0, i-2); k < i; k++ {
			switch v.in.Words[k].Lemma {
			case "second", "another", "other", "third":
				return true
			}
		}
	}
	return false
}

// loneSuspect makes the value of a suspect without name or age, where he is called
// more than a suspect or gunman ("a soldier suspected of throwing the grenade").
func (v *cast) loneSuspect(s *sufferer) bool {
	if s.id != "" || s.gone || s.phrase.IsZero() || s.harms["suspected"] == nil && s.harms["accused"] == nil {
		return false
	}
	head := extract.HeadOf(v.in, s.phrase)
	if head < 0 || v.in.Words[head].UPOS != nlp.NOUN || strings.Contains(v.in.Words[head].Feats, "Number=Plur") {
		return false
	}
	if l := v.in.Words[head].Lemma; suspectWord(l) || personNoun(l) || l == "individual" || !v.somebody(head) {
		return false
	}
	s.aged = true
	return v.suspect(s)
}

// somebody reports whether the noun at word w is for a person by its class.
func (v *cast) somebody(w int) bool {
	s := v.sentenceOf(w)
	ps := v.in.PredicatesOf(max(s.FirstWord, w-near), min(s.LastWord, w+near))
	for i := range ps {
		for k := range ps[i].Args {
			if g := &ps[i].Args[k]; g.Head == w && g.Kind == entity.Person {
				return true
			}
		}
	}
	return false
}

// directly reports whether v tells of the person of s by name.
func (v *cast) directly(s *sufferer) bool {
	k, ok := v.byKey["e"+string(s.id)]
	return ok && s.id != "" && v.list[k].direct
}

// dead reports whether the person of s was killed: nobody arrests the dead, so
// that a pronoun or noun was taken for the wrong person.
func (v *cast) dead(s *sufferer) bool {
	if s.id == "" {
		return false
	}
	k, ok := v.byKey["e"+string(s.id)]
	return ok && v.list[k].harms["killed"] != nil
}

// linked adds those whom one predicate links to the deed.
func (v *cast) linked(p *nlp.Predicate) {
	if p.Negated || p.Modality == nlp.Hypothetical || p.Modality == nlp.Planned {
		return
	}
	basis, role := basisOf[p.Verb], nlp.Patient
	if p.Class == nlp.Attacking && p.Modality == nlp.Actual && p.Passive && v.byThese(p) {
		return
	}
	if v.shoots(p) {
		v.doer(p)
		return
	}
	switch p.Lemma {
	case "take", "hold", "place", "remain":
		if v.inCustody(p) {
			basis = "suspected"
		}
		if p.Lemma == "remain" {
			role = nlp.NoRole
		}
	case "turn in", "surrender":
		basis, role = "suspected", nlp.Agent
	case "face":
		if v.facesCharges(p) {
			basis, role = "accused", nlp.Agent
		}
	case "identify", "name", "describe":
		v.identifiedSuspect(p)
		return
	case "find":
		v.foundLiable(p)
		return
	case "convict", "sentence":
		v.listedBehind(p, "fact")
		return
	}
	if basis == "" || p.Noun && !p.Event || v.prisoner(p) {
		return
	}
	sp := v.in.Words[p.Word].Span
	for i := range p.Args {
		if g := &p.Args[i]; g.Role == nlp.Patient && g.Name < 0 && strings.Contains(v.in.Words[g.Head].Feats, "Number=Plur") {
			v.taken[v.in.Words[g.Head].Lemma] = true
		}
		if g := &p.Args[i]; g.Role == role || role == nlp.NoRole && (g.Role == nlp.Agent || g.Role == nlp.Patient) {
			v.add(g, basis, sp)
		}
	}
	v.listedBehind(p, basis)
}

// byThese adds those who are named behind the several who did what p tells: "hijacked
// by two brothers, Ruiz and Novak, who".
func (v *cast) byThese(p *nlp.Predicate) bool {
	g := p.Agent()
	if g == nil || g.Head < p.Word || !strings.Contains(v.in.Words[g.Head].Feats, "Number=Plur") || v.in.Words[g.Head].UPOS != nlp.NOUN {
		return false
	}
	s := v.sentenceOf(p.Word)
	if g.Head+2 >= s.LastWord || v.in.WordText(g.Head+1) != "," {
		return false
	}
	n := v.nameAt(v.in.Words[g.Head+2].Token)
	if n < 0 || v.in.Names[n].Kind != entity.Person {
		return false
	}
	before := len(v.list)
	for k := g.Head + 2; k < s.LastWord; k++ {
		w := &v.in.Words[k]
		n := v.nameAt(w.Token)
		switch {
		case n >= 0 && v.in.Names[n].Kind == entity.Person:
			if v.in.Names[n].First == w.Token {
				v.byName(n, "fact", k, v.in.Words[p.Word].Span)
			}
		case v.in.WordText(k) == "," || w.UPOS == nlp.CCONJ:
		default:
			k = s.LastWord
		}
	}
	return len(v.list) > before
}

// shoots reports whether p tells of somebody who kills or hurts another, or fires
// a gun.
func (v *cast) shoots(p *nlp.Predicate) bool {
	if p.Noun || p.Agent() == nil {
		return false
	}
	g := p.Patient()
	switch p.Verb {
	case "kill", "murder", "shoot", "stab", "wound", "injure", "gun", "assassinate", "strangle":
		return g != nil && !v.self(p, g) && v.human(g) && !v.ofAttackers(g)
	case "open":
		return p.Lemma == "open fire"
	case "fire":
		if g == nil {
			return false
		}
		switch v.in.Words[g.Head].Lemma {
		case "shot", "round", "gun", "bullet", "handgun", "rifle", "weapon", "pistol", "shotgun":
			return true
		}
	}
	return false
}

// ofAttackers reports whether g is an attacker, or one or some of them: who shoots
// "one of the gunmen" ends the deed.
func (v *cast) ofAttackers(g *nlp.Argument) bool {
	for k := g.First; k < min(g.Last, g.Head+4); k++ {
		if w := &v.in.Words[k]; attackerNoun(w.Lemma) && (k == g.Head || w.Head == g.Head && w.Rel == nlp.Nmod) {
			return true
		}
	}
	return false
}

// human reports whether g can be a person: a name of one, a pronoun, or a word
// for one.
func (v *cast) human(g *nlp.Argument) bool {
	if n := v.in.NameOf(g); n >= 0 {
		return v.in.Names[n].Kind == entity.Person
	}
	if g.Chain >= 0 {
		return v.in.Chains[g.Chain].Kind == entity.Person
	}
	w := &v.in.Words[g.Head]
	title := v.in.Doc.Blocks[v.sentenceOf(g.Head).Block].Kind == doc.Title // which leaves out what tells who did it
	return w.UPOS == nlp.PRON || personNoun(w.Lemma) || !title && lexicon.IsPerson(strings.ToLower(w.Lemma)) || v.hasAge(g.Span)
}

// doer adds who did what p tells: as a fact, or as suspected where somebody
// alleges it.
func (v *cast) doer(p *nlp.Predicate) {
	basis := "fact"
	switch {
	case p.Modality == nlp.Attempted:
		return
	case p.Modality == nlp.Alleged:
		basis = "suspected"
	}
	sp := v.in.Words[p.Word].Span
	for i := range p.Args {
		if g := &p.Args[i]; g.Role == nlp.Agent {
			v.add(g, basis, sp)
		}
	}
}

// isSuspect adds the subjects of whom it is said that they are the suspect or the
// gunman: "Ruiz was the alleged gunman".
func (v *cast) isSuspect() {
	ws := v.in.Words
	for i := range ws {
		w := &ws[i]
		if w.Rel == nlp.Nsubj && w.Head > i && attackerNoun(w.Lemma) && !strings.Contains(w.Feats, "Number=Plur") && v.readsWord(i) {
			if n := v.nameAt(ws[w.Head].Token); n >= 0 && v.in.Names[n].Kind == entity.Person && ws[w.Head].UPOS == nlp.PROPN && v.copula(w.Head) {
				v.byName(n, "fact", w.Head, w.Span) // "the bomber was one Ruiz"
			}
		}
		if w.Rel != nlp.Nsubj || w.Head <= i || !suspectWord(ws[w.Head].Lemma) && ws[w.Head].Lemma != "killer" || !v.readsWord(i) {
			continue
		}
		for k := i; k < w.Head; k++ {
			if ws[k].Lemma == "not" || ws[k].Lemma == "n't" || ws[k].Lemma == "no" {
				return
			}
		}
		if n := v.nameAt(w.Token); n >= 0 && v.in.Names[n].Kind == entity.Person {
			v.byName(n, "suspected", i, ws[w.Head].Span)
		}
	}
}

// copula reports whether word h is said of somebody by "was", and not denied.
func (v *cast) copula(h int) bool {
	cop := false
	for k := max(0, h-6); k < h; k++ {
		if w := &v.in.Words[k]; w.Head == h {
			cop = cop || w.Rel == nlp.Cop
			if w.Lemma == "not" || w.Lemma == "n't" {
				return false
			}
		}
	}
	return cop
}

// inCustody reports whether p takes or holds somebody in custody.
func (v *cast) inCustody(p *nlp.Predicate) bool {
	for i := range p.Args {
		switch v.in.Words[p.Args[i].Head].Lemma {
		case "custody", "bail", "bond", "jail":
			return true
		}
	}
	return false
}

func (v *cast) facesCharges(p *nlp.Predicate) bool {
	for i := range p.Args {
		if g := &p.Args[i]; g.Role == nlp.Patient {
			switch v.in.Words[g.Head].Lemma {
			case "charge", "count", "trial", "prosecution":
				return true
			}
		}
	}
	return false
}

// identifiedSuspect reads "identified the suspect as X" and "the suspect is
// described as a man in his 20s".
func (v *cast) identifiedSuspect(p *nlp.Predicate) {
	g := p.Patient()
	if g == nil {
		for i := range p.Args { // where the tree takes the name for what somebody is called
			if o := &p.Args[i]; o.Role == nlp.Attribute && o.Head > p.Word && o.Prep < 0 && o.Name >= 0 {
				v.namedAsDoer(p, o)
				return
			}
		}
		return
	}
	if v.taken[v.in.Words[g.Head].Lemma] && p.Passive && p.Verb != "describe" {
		s := v.sentenceOf(p.Word) // "the four men were named as": those who were detained
		v.enumerated(s, v.behindWord(s, p.Word+1, "as"), "suspected", p.Word)
		return
	}
	if !v.isSuspectNoun(g) {
		v.namedAsDoer(p, g)
		return
	}
	sp := v.in.Words[g.Head].Span
	if p.Verb != "describe" {
		if n := v.given(p); n >= 0 {
			v.byName(n, "suspected", g.Head, sp)
			v.named(n, "", g.Head, sp)
		}
		return
	}
	for i := range p.Args {
		o := &p.Args[i]
		if o.Role == nlp.Patient || o.Role == nlp.Agent || !personNoun(v.in.Words[o.Head].Lemma) {
			continue
		}
		if n := v.in.NameOf(g); n >= 0 && n < len(v.in.EntityOf) {
			if e := v.in.Entity(v.in.EntityOf[n]); e != nil && e.Kind == entity.Person {
				e.Mentions = append(e.Mentions, v.in.Cite(o.Span))
			}
			return
		}
		s := v.sufferer("d"+itoa(o.Head), o.Head)
		s.phrase, s.aged = v.withAge(o.Span), true
		s.harm("suspected", s.phrase, sp)
		return
	}
}

// namedAsDoer reads "he named Ruiz as the arsonist": somebody says who did it.
func (v *cast) namedAsDoer(p *nlp.Predicate, g *nlp.Argument) {
	n := v.in.NameOf(g)
	if p.Verb == "describe" || p.Passive || g.Name < 0 || n < 0 || v.in.Names[n].Kind != entity.Person {
		return
	}
	s := v.sentenceOf(p.Word)
	for k := v.behindWord(s, g.Head+1, "as"); k > g.Head+1 && k < min(s.LastWord, g.Head+18); k++ {
		switch w := &v.in.Words[k]; {
		case w.UPOS == nlp.DET || w.UPOS == nlp.ADJ || w.UPOS == nlp.NOUN && w.Rel == nlp.Compound:
		case attackerNoun(w.Lemma) || w.Lemma == "suspect" || w.Lemma == "arsonist" || w.Lemma == "mastermind" || w.Lemma == "murderer":
			basis := "accused"
			if p.Verb == "identify" {
				basis = "suspected"
			}
			v.byName(n, basis, g.Head, w.Span)
			return
		default:
			return
		}
	}
}

// prisoner reports whether p only tells that somebody was a prisoner before:
// "demanded that prisoners jailed in the capital be freed".
func (v *cast) prisoner(p *nlp.Predicate) bool {
	g := p.Patient()
	if g == nil {
		return false
	}
	switch v.in.Words[g.Head].Lemma {
	case "prisoner", "inmate", "detainee", "convict":
		return true
	}
	return false
}

// isSuspectNoun reports whether g is called the suspect: by its noun or by one that
// it is set beside, "the suspect, a dock worker named as Ruiz".
func (v *cast) isSuspectNoun(g *nlp.Argument) bool {
	w := &v.in.Words[g.Head]
	if suspectWord(w.Lemma) {
		return true
	}
	return w.Rel == nlp.Appos && w.Head >= 0 && suspectWord(v.in.Words[w.Head].Lemma)
}

// foundLiable adds those whom a court finds guilty or liable, named in the words or
// behind the colon: "found four men liable: Ruiz and Novak".
func (v *cast) foundLiable(p *nlp.Predicate) {
	s := v.sentenceOf(p.Word)
	for k := p.Word + 1; k < min(s.LastWord, p.Word+12); k++ {
		switch v.in.Words[k].Lemma {
		case "liable", "guilty", "responsible":
			for i := k + 1; i < min(s.LastWord, k+8); i++ {
				if v.in.WordText(i) == ":" {
					v.enumerated(s, i+1, "accused", p.Word)
				}
			}
			return
		}
	}
}

// withAge is sp and the age told right behind it: "a man in his 20s".
func (v *cast) withAge(sp text.Span) text.Span {
	ns := v.in.Numbers
	for i := sort.Search(len(ns), func(i int) bool { return ns[i].Span.Start >= sp.End }); i < len(ns) && ns[i].Span.Start < sp.End+20; i++ {
		n := &ns[i]
		if n.Kind != nlp.Age {
			continue
		}
		if ageGaps[strings.TrimSpace(strings.ToLower(v.in.Text(text.Span{Start: sp.End, End: n.Span.Start})))] {
			sp.End = n.Span.End
		}
		break
	}
	return sp
}

// ageGaps are the words that may stand between a description and its age.
var ageGaps = map[string]bool{
	",": true, "in his": true, "in her": true, "in their": true, "in his early": true, "in her early": true, "in his late": true, "in her late": true,
	"in his mid-": true, "in her mid-": true, "aged": true, ", aged": true, "(": true,
}

func suspectWord(w string) bool {
	switch w {
	case "suspect", "gunman", "shooter", "attacker", "assailant", "robber":
		return true
	}
	return false
}

func personNoun(w string) bool {
	switch w {
	case "man", "woman", "male", "female", "boy", "girl", "teenager", "teen", "person", "youth":
		return true
	}
	return false
}

// calledSuspect adds those of whom an apposition or predicate says that they are
// the suspect, and described suspects of whom an age is told.
func (v *cast) calledSuspect() {
	for c := range v.in.Chains {
		ch := &v.in.Chains[c]
		for i := range ch.Mentions {
			m := &ch.Mentions[i]
			if m.Form != nlp.ByNoun || v.in.Words[m.Head].Lemma != "suspect" || !v.readsWord(m.Head) {
				continue
			}
			sp := v.in.Words[m.Head].Span
			switch n := ch.Mentions[ch.Best].Name; {
			case n < 0:
				v.described(c, m.Head, "suspected", sp)
			case m.Describes || i+1 < len(ch.Mentions) && ch.Mentions[i+1].Describes:
				v.named(n, "suspected", m.Head, sp)
				v.named(n, "", m.Head, sp)
			}
			break
		}
	}
}

// bases in order of firmness.
var bases = []string{"fact", "accused", "suspected"}

// suspect makes the value of one suspect, and reports whether there is one.
func (v *cast) suspect(s *sufferer) bool {
	id := s.id
	if id == "" {
		if !s.aged {
			return false
		}
		id = extract.Describe(v.in, s.phrase, entity.Person)
	}
	if id == "" || v.seen[string(claim.Perpetrator)+string(id)] || v.seen[string(claim.Suspect)+string(id)] {
		return false
	}
	for _, basis := range bases {
		if sp, ok := s.harms[basis]; ok {
			v.link(s, id, basis, sp)
			return true
		}
	}
	return false
}

func (v *cast) link(s *sufferer, id claim.EntityID, basis string, sp []text.Span) {
	v.reader.named = v.reader.named || s.id != ""
	p := part{slot: claim.Suspect, basis: basis}
	if basis == "fact" {
		p = did
	}
	v.value(p, id, sp...)
}
