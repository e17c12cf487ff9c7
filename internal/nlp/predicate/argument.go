package predicate

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// longest bounds how many children of a word are looked at for the further parts
// of a coordination.
const longest = 64

// put adds the argument whose head is word i to predicate k, and what is joined
// to it by conjunction.
func (r *reading) put(k, i int32, role nlp.Role, shared bool) {
	if i < 0 || int(i) == r.preds[k].Word {
		return
	}
	if c := r.child(i, nlp.Fixed); c >= 0 && r.word(i).UPOS == nlp.ADP {
		return
	}
	r.keep(k, i, r.settled(k, i, role, shared), shared)
}

// settled is the role learnt, or that of the rules where the one learnt is taken
// by somebody else and the rules see another.
func (r *reading) settled(k, i int32, rule nlp.Role, shared bool) nlp.Role {
	if shared && r.preds[k].Light >= 0 {
		return rule // the annotation that was learnt from knows few light verbs
	}
	role := r.decide(k, i, rule, shared)
	if rule == nlp.Place && r.placeName(i) {
		return rule
	}
	if role == rule || role != nlp.Agent && role != nlp.Patient {
		return role
	}
	for n := len(r.args) - 1; n >= 0 && n >= len(r.args)-longest && r.args[n].of == k; n-- {
		if r.args[n].arg.Role == role {
			return rule
		}
	}
	return role
}

// placeName reports whether the name of a place stands at i.
func (r *reading) placeName(i int32) bool {
	switch r.kindOf(i) {
	case entity.Place, entity.Facility, entity.State:
		return r.word(i).UPOS == nlp.PROPN
	}
	return false
}

// keep adds the argument in its role, unless that is none.
func (r *reading) keep(k, i int32, role nlp.Role, shared bool) {
	if role == nlp.NoRole || i < 0 || int(i) == r.preds[k].Word {
		return
	}
	r.part(k, i, role, shared, false)
	if r.word(i).UPOS == nlp.VERB && r.word(i).Rel != nlp.Nsubj && r.word(i).Rel != nlp.Obj {
		return
	}
	for c, n := r.tree.First[i], 0; c >= 0 && n < longest; c, n = r.tree.Next[c], n+1 {
		if w := r.word(c); w.Rel == nlp.Conj && w.UPOS != nlp.VERB && w.UPOS != nlp.ADJ && int(c) != r.preds[k].Word {
			r.part(k, c, role, shared, true)
		}
	}
}

func (r *reading) part(k, i int32, role nlp.Role, shared, joined bool) {
	from, to := r.extent(k, i)
	g := nlp.Argument{Role: role, Head: int(i), First: int(from), Last: int(to), Span: r.spanOf(from, to), Prep: -1,
		Name: r.nameOf(i), Chain: int(r.mentionAt[i].chain), Mention: int(r.mentionAt[i].mention), Predicate: int(r.of[i]),
		Shared: shared, Joined: joined}
	g.Kind = r.sortOf(i, g.Name)
	if c := r.child(i, nlp.Case); c >= 0 {
		g.Prep = int(c)
	} else if c := r.child(i, nlp.MarkRel); c >= 0 {
		g.Prep = int(c)
	}
	r.args = append(r.args, owned{k, g})
}

// sortOf is the kind of what stands at i, whose name is the one given.
func (r *reading) sortOf(i int32, name int) entity.Kind {
	if name >= 0 {
		return r.a.Names[name].Kind
	}
	if k := r.kindOf(i); k != "" {
		return k
	}
	switch r.classOf(i) {
	case personClass, manClass, womanClass:
		return entity.Person
	case groupClass:
		return entity.Organisation
	}
	return ""
}

// extent is the words of the phrase at i: a noun with what describes it, a clause
// with everything in it, neither with predicate k.
func (r *reading) extent(k, i int32) (from, to int32) {
	if r.phraseTo[i] == 0 {
		r.phraseFrom[i], r.phraseTo[i] = r.phrase(i)
	}
	from, to = r.phraseFrom[i], r.phraseTo[i]
	if w := int32(r.preds[k].Word); from <= w && w < to {
		// an antecedent goes up to the clause that tells of it
		if w > i {
			to = r.cut(w, i)
		} else {
			from = min(i, w+1)
		}
	}
	return from, max(to, i+1)
}

// phrase is the words of the phrase at i.
func (r *reading) phrase(i int32) (from, to int32) {
	if r.word(i).UPOS == nlp.VERB || r.tree.Predicate(i) {
		from, to = r.tree.Left[i], r.tree.Right[i]
		for from < i && r.edge(from) {
			from++
		}
		return from, to
	}
	from, to = r.tree.Nominal(i)
	if r.word(i).Rel == nlp.NmodPoss {
		for to > i+1 && r.word(to-1).Rel == nlp.Case {
			to--
		}
	}
	return from, to
}

// cut is where the words before the clause of w, which hangs on i, end.
func (r *reading) cut(w, i int32) int32 {
	for n := 0; n < highest; n++ {
		h := r.tree.Head(w)
		if h == i || h < 0 {
			break
		}
		w = h
	}
	to := r.tree.Left[w]
	for to > i+1 && r.edge(to-1) {
		to--
	}
	return max(to, i+1)
}

// edge reports whether word i may not stand at the edge of a phrase.
func (r *reading) edge(i int32) bool {
	switch w := r.word(i); w.Rel {
	case nlp.PunctRel, nlp.MarkRel, nlp.Cc:
		return true
	}
	return false
}

// nameOf is the name that the phrase at i is or holds: the one at its head, in
// apposition to it or among what its head makes whole.
func (r *reading) nameOf(i int32) int {
	if n := r.nameAt[i]; n >= 0 && !r.a.Names[n].Adjective {
		return int(n)
	}
	for c, n := r.tree.First[i], 0; c >= 0 && n < longest; c, n = r.tree.Next[c], n+1 {
		switch r.word(c).Rel {
		case nlp.Appos, nlp.Flat, nlp.NmodDesc:
			if n := r.nameAt[c]; n >= 0 && !r.a.Names[n].Adjective {
				return int(n)
			}
		}
	}
	if n := r.nameAt[i]; n >= 0 && r.word(i).UPOS != nlp.ADJ {
		return int(n)
	}
	return r.besideName(i)
}

// beside is how many words from an office its bearer's name is sought.
const beside = 20

// besideName is the name of the person whose office or description the phrase at
// i is: "President Ana Ito", and where the tree makes a second subject of it,
// "the head of security, Ana Ito, was".
func (r *reading) besideName(i int32) int {
	w := r.word(i)
	if w.UPOS != nlp.NOUN && w.UPOS != nlp.PROPN {
		return -1
	}
	to := min(i+beside, int32(len(r.a.Words)))
	for j := i + 1; j < to && r.tree.Sentence[j] == r.tree.Sentence[i]; j++ {
		n := r.nameAt[j]
		if n < 0 {
			continue
		}
		if r.a.Names[n].Position.Contains(w.Span) {
			return int(n)
		}
		if h := r.word(j); (w.Rel == nlp.Nsubj || w.Rel == nlp.NsubjPass) && h.Rel == w.Rel && h.Head == w.Head && !r.a.Names[n].Adjective {
			return int(n)
		}
	}
	return -1
}

// arguments adds the arguments of predicate k.
func (r *reading) arguments(k int32) {
	p := &r.preds[k]
	i := int32(p.Word)
	if p.Noun {
		r.nounArguments(k, i)
		return
	}
	if r.facts[k].light {
		return
	}
	switch {
	case p.Attributive:
		r.attributive(k, i)
	case p.Passive:
		r.passiveCore(k, i)
	default:
		r.activeCore(k, i)
	}
	for c := r.tree.First[i]; c >= 0; c = r.tree.Next[c] {
		r.dependent(k, i, c)
	}
	if r.word(i).Rel == nlp.Conj {
		r.sharedTimes(k, i)
	}
}

// attributive gives a participle before a noun that noun.
func (r *reading) attributive(k, i int32) {
	h := r.tree.Head(i)
	if h < 0 {
		return
	}
	role := nlp.Agent
	if !strings.Contains(r.word(i).Feats, "Tense=Pres") && !strings.Contains(r.word(i).Feats, "VerbForm=Ger") || r.lex.alone[r.preds[k].Verb] {
		role = nlp.Patient
	}
	r.put(k, h, role, false)
}

func (r *reading) passiveCore(k, i int32) {
	p := &r.preds[k]
	s := r.subject[i]
	own := s >= 0 && r.tree.Head(s) == i
	switch {
	case r.object[i] >= 0 && r.tree.Head(r.object[i]) == i && int(r.object[i]) != p.With:
		r.put(k, s, nlp.Recipient, !own)
		r.put(k, r.object[i], nlp.Patient, false)
	case heard[p.Verb] && (r.child(i, nlp.Ccomp) >= 0 || r.child(i, nlp.Xcomp) >= 0):
		r.put(k, s, nlp.Recipient, !own)
	default:
		r.put(k, s, nlp.Patient, !own)
	}
}

func (r *reading) activeCore(k, i int32) {
	p := &r.preds[k]
	s, o := r.subject[i], r.object[i]
	if o >= 0 && int(o) == p.With {
		o = -1
	}
	agent := nlp.Agent
	if o < 0 && r.facts[k].phrase == nil && r.lex.alone[p.Verb] && r.child(i, nlp.Ccomp) < 0 {
		agent = nlp.Patient
	}
	r.put(k, s, agent, s >= 0 && r.tree.Head(s) != i)
	if o >= 0 {
		role := nlp.Patient
		if heard[p.Verb] && (r.child(i, nlp.Ccomp) >= 0 || r.child(i, nlp.Xcomp) >= 0) {
			role = nlp.Recipient
		}
		r.put(k, o, role, r.tree.Head(o) != i)
	}
}

// dependent adds what the child c of the verb i is to it, subjects and objects
// left out.
func (r *reading) dependent(k, i, c int32) {
	p := &r.preds[k]
	if int(c) == p.With {
		return
	}
	switch r.word(c).Rel {
	case nlp.Iobj:
		r.put(k, c, nlp.Recipient, false)
	case nlp.Ccomp:
		r.put(k, c, nlp.Content, false)
	case nlp.Xcomp:
		if r.word(c).UPOS == nlp.VERB {
			r.put(k, c, nlp.Content, false)
		} else {
			r.put(k, c, nlp.Attribute, false)
		}
	case nlp.Parataxis:
		if r.wide(i) {
			r.put(k, c, nlp.Content, false)
		}
	case nlp.OblAgent:
		r.put(k, c, r.byAgent(p, c), false)
	case nlp.Obl, nlp.OblUnmarked, nlp.Nmod:
		if ph := r.facts[k].phrase; ph != nil && ph.prep != "" && r.caseOf(c) == ph.prep && !r.timeOf(c) {
			r.keep(k, c, nlp.Patient, false)
			return
		}
		r.put(k, r.antecedent(c), r.oblique(k, i, c), false)
	case nlp.Advmod, nlp.AdvclRelcl:
		r.put(k, c, r.adverbRole(c), false)
	case nlp.Advcl:
		r.clause(k, c)
	}
}

func (r *reading) byAgent(p *nlp.Predicate, c int32) nlp.Role {
	if r.timeOf(c) {
		return nlp.Time
	}
	return nlp.Agent
}

// timeOf reports whether a time expression stands at i.
func (r *reading) timeOf(i int32) bool { return r.timeAt[i] >= 0 }

// caseOf is the preposition of i with the words fixed to it, in small letters.
func (r *reading) caseOf(i int32) string {
	c := r.child(i, nlp.Case)
	if c < 0 {
		return ""
	}
	l := r.word(c).Lemma
	if f := r.child(c, nlp.Fixed); f >= 0 {
		switch l + " " + r.word(f).Lemma {
		case "because of", "due to", "owe to":
			return "because"
		case "accord to":
			return "according"
		case "out of":
			return "from"
		}
	}
	return l
}

// oblique is the role of a phrase with a preposition.
func (r *reading) oblique(k, i, c int32) nlp.Role {
	p := &r.preds[k]
	if r.timeOf(c) {
		return nlp.Time
	}
	prep := r.caseOf(c)
	person := r.person(c)
	switch prep {
	case "by":
		if p.Passive && (person || r.word(c).UPOS != nlp.VERB) {
			return nlp.Agent
		}
		return nlp.Manner
	case "with":
		switch {
		case attitudes[p.Verb] == alleges:
			return nlp.Attribute
		case !person && r.thing(c):
			return nlp.Instrument
		}
		return nlp.Other
	case "to":
		if person {
			return nlp.Recipient
		}
		return nlp.Goal
	case "into", "onto", "toward", "towards":
		return nlp.Goal
	case "from":
		return nlp.Source
	case "for":
		switch {
		case blames[p.Verb]:
			return nlp.Cause
		case person:
			return nlp.Recipient
		}
		return nlp.Purpose
	case "of":
		if attitudes[p.Verb] == alleges || p.Verb == "convict" {
			return nlp.Attribute
		}
		return nlp.Topic
	case "about", "regarding", "concerning":
		return nlp.Topic
	case "as":
		return nlp.Attribute
	case "because":
		return nlp.Cause
	case "after", "before", "during", "since", "until", "till", "following":
		return nlp.Time
	case "at", "on", "against", "upon":
		if !p.Passive && r.object[i] < 0 && (person || prep == "against") {
			return nlp.Patient
		}
	}
	if r.spatial(prep) && (r.somewhere(c) || spatialOnly(prep)) {
		return nlp.Place
	}
	return nlp.Other
}

// spatialOnly reports whether what stands behind a preposition is a place,
// whatever it is.
func spatialOnly(prep string) bool {
	switch prep {
	case "near", "outside", "inside", "across", "beside", "opposite", "behind", "along":
		return true
	}
	return false
}

// spatial reports whether a preposition can tell where.
func (r *reading) spatial(prep string) bool {
	switch prep {
	case "in", "at", "on", "near", "outside", "inside", "around", "across", "within", "throughout", "between", "along",
		"behind", "off", "over", "under", "beside", "opposite", "through", "past", "by", "above", "below", "amid", "next", "upon":
		return true
	}
	return false
}

// The classes of nouns that roles ask for, as WordNet numbers them.
const (
	actClass       = 4
	artifactClass  = 6
	bodyClass      = 8
	groupClass     = 14
	locationClass  = 15
	objectClass    = 17
	personClass    = 18
	substanceClass = 27
	timeClass      = 28
	manClass       = 30
	womanClass     = 31
)

// person reports whether somebody stands at i: a person, body or state.
func (r *reading) person(i int32) bool {
	switch r.kindOf(i) {
	case entity.Person, entity.Organisation, entity.Group, entity.State:
		return true
	case entity.Place, entity.Facility:
		return false
	}
	if r.word(i).UPOS == nlp.PRON {
		switch r.word(i).Lemma {
		case "it", "this", "that", "which", "what", "there":
			return false
		}
		return true
	}
	switch r.classOf(i) {
	case personClass, manClass, womanClass, groupClass:
		return true
	}
	return false
}

// thing reports whether a thing that can be used stands at i.
func (r *reading) thing(i int32) bool {
	switch r.classOf(i) {
	case artifactClass, substanceClass, bodyClass, objectClass:
		return true
	}
	return false
}

// somewhere reports whether a place, building or body of people stands at i.
func (r *reading) somewhere(i int32) bool {
	switch r.kindOf(i) {
	case entity.Place, entity.Facility, entity.State, entity.Organisation:
		return true
	}
	switch r.classOf(i) {
	case locationClass, artifactClass, objectClass, groupClass:
		return true
	}
	return false
}

// adverbRole is what an adverb tells: when, where or how.
func (r *reading) adverbRole(c int32) nlp.Role {
	if r.timeOf(c) {
		return nlp.Time
	}
	switch l := r.word(c).Lemma; {
	case times[l]:
		return nlp.Time
	case places[l]:
		return nlp.Place
	case strings.HasSuffix(l, "ly") && !said[l] && !maybe[l]:
		return nlp.Manner
	}
	return nlp.NoRole
}

var (
	times  = set("later earlier soon then now afterwards afterward meanwhile subsequently previously recently already still again once before after since ago yet initially eventually finally immediately shortly currently simultaneously always when")
	places = set("there here nearby outside inside abroad elsewhere upstairs downstairs where overseas home somewhere everywhere")
)

// clause is the role of a clause beside that of predicate k.
func (r *reading) clause(k, c int32) {
	p := &r.preds[k]
	m := r.child(c, nlp.MarkRel)
	if m < 0 {
		if a := r.child(c, nlp.Advmod); a >= 0 && r.word(a).Lemma == "when" {
			r.put(k, c, nlp.Time, false)
			return
		}
		if r.word(c).Lemma == "use" {
			if o := r.child(c, nlp.Obj); o >= 0 {
				r.put(k, o, nlp.Instrument, true)
				return
			}
		}
		r.put(k, c, nlp.Other, false)
		return
	}
	role := nlp.Other
	switch r.word(m).Lemma {
	case "because", "since":
		role = nlp.Cause
	case "after", "before", "while", "until", "till", "as", "once", "when", "upon":
		role = nlp.Time
	case "to":
		role = nlp.Purpose
	case "by":
		role = nlp.Manner
	case "of":
		role = nlp.Attribute
	case "for":
		role = nlp.Purpose
		if blames[p.Verb] {
			role = nlp.Cause
		}
	case "in":
		if f := r.child(m, nlp.Fixed); f >= 0 {
			role = nlp.Purpose
		}
	}
	r.put(k, c, role, false)
}

// sharedTimes gives a verb joined to another the time that stands before both.
func (r *reading) sharedTimes(k, i int32) {
	h := r.tree.Head(i)
	if h < 0 || r.of[h] < 0 || r.preds[r.of[h]].Noun {
		return
	}
	for c, n := r.tree.First[h], 0; c >= 0 && c < h && n < longest; c, n = r.tree.Next[c], n+1 {
		if w := r.word(c); (w.Rel == nlp.Obl || w.Rel == nlp.OblUnmarked) && r.timeOf(c) {
			r.put(k, c, nlp.Time, true)
		}
	}
}
