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

// cast is the people of one kind of role (those harmed, or those linked to the
// deed) as they are gathered over the document.
type cast struct {
	*reader
	list   []sufferer
	byKey  map[string]int
	byAge  map[int]string    // the key of the one described as of an age
	taken  map[string]bool   // nouns of several who were arrested or charged
	plural map[string]string // the harm told of several by their noun: "two engineers were kidnapped"
	// chains is the chain of each word that is the head of a mention.
	chains map[int]int
}

func newCast(r *reader) *cast {
	return &cast{reader: r, byKey: map[string]int{}, byAge: map[int]string{}, taken: map[string]bool{}, plural: map[string]string{}}
}

// add notes that harm was done to who g is, as the word under sp tells.
func (v *cast) add(g *nlp.Argument, harm string, sp text.Span) {
	g = v.whole(g)
	if v.several(g, harm, sp) {
		return
	}
	if w := &v.in.Words[g.Head]; w.UPOS == nlp.NOUN && strings.Contains(w.Feats, "Number=Plur") && !attackerNoun(w.Lemma) && v.plural[w.Lemma] == "" {
		v.plural[w.Lemma] = harm
	}
	if n := v.nameOf(g); n >= 0 {
		v.named(n, harm, g.Head, sp)
		v.direct(n, g)
		return
	}
	v.described(g.Chain, g.Head, harm, sp)
}

// several adds all who are named in apposition to a plural: "the priests Ruiz,
// Novak and Holm".
func (v *cast) several(g *nlp.Argument, harm string, sp text.Span) bool {
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
	for _, n := range v.peopleIn(all) {
		o := &v.in.Names[n]
		if o.Span.Start < v.in.Words[g.Head].Span.Start {
			continue
		}
		if h := extract.HeadOf(v.in, o.Span); h >= 0 && v.in.Words[h].Rel != nlp.NmodPoss && v.in.Words[h].Rel != nlp.Nmod && v.in.Words[h].Rel != nlp.OblAgent {
			names = append(names, n)
		}
	}
	if len(names) < 2 {
		return v.behindColon(g, harm)
	}
	for _, n := range names {
		v.byName(n, harm, g.Head, sp)
	}
	return true
}

// behindColon adds those who are named in the list behind g's colon: "murdered three
// passengers: a cook, Ruiz, and two pilots".
func (v *cast) behindColon(g *nlp.Argument, harm string) bool {
	s := v.sentenceOf(g.Head)
	if g.Last >= s.LastWord || v.in.WordText(g.Last) != ":" {
		return false
	}
	before := len(v.list)
	v.enumerated(s, g.Last+1, harm, g.Head)
	return len(v.list) > before
}

// direct notes that the person of name n is told of by the name itself where it
// stands in or beside g.
func (v *cast) direct(n int, g *nlp.Argument) {
	if g.Name < 0 && g.Chain >= 0 && v.in.NameOf(g) == n {
		return
	}
	if k, ok := v.byKey["e"+string(v.in.EntityOf[n])]; ok {
		v.list[k].direct = true
	}
}

// byName adds the person of name n, who is told of by the name itself.
func (v *cast) byName(n int, harm string, at int, sp text.Span) {
	v.named(n, harm, at, sp)
	if k, ok := v.byKey["e"+string(v.in.EntityOf[n])]; ok {
		v.list[k].direct = true
	}
}

// peopleIn is the names of people within sp.
func (v *cast) peopleIn(sp text.Span) []int {
	var out []int
	k := sort.Search(len(v.in.Names), func(k int) bool { return v.in.Names[k].Span.Start >= sp.Start })
	for ; k < len(v.in.Names) && v.in.Names[k].Span.Start < sp.End; k++ {
		if n := &v.in.Names[k]; n.Kind == entity.Person && sp.Contains(n.Span) {
			out = append(out, k)
		}
	}
	return out
}

// whole is the person of whom g is a body: "the body of Ana Ruiz".
func (v *cast) whole(g *nlp.Argument) *nlp.Argument {
	if !isBody(v.in.Words[g.Head].Lemma) {
		return g
	}
	for _, n := range v.peopleIn(g.Span) {
		o := *g
		o.Name = n
		return &o
	}
	for k := g.First; k < g.Head; k++ {
		if v.in.Words[k].Rel != nlp.NmodPoss || v.in.Words[k].UPOS != nlp.PRON {
			continue
		}
		if c := v.chainOf(k); c >= 0 { // "her body"
			o := *g
			o.Head, o.First, o.Last, o.Name, o.Chain, o.Kind = k, k, k+1, -1, c, entity.Person
			return &o
		}
	}
	return g
}

// chainOf is the chain that has a mention whose head is word i, -1 for none.
func (v *cast) chainOf(i int) int {
	for c := range v.in.Chains {
		for _, m := range v.in.Chains[c].Mentions {
			if m.Head == i {
				return c
			}
		}
	}
	return -1
}

func isBody(lemma string) bool {
	return lemma == "body" || lemma == "remains" || lemma == "corpse"
}

// named adds the person of name n.
func (v *cast) named(n int, harm string, at int, sp text.Span) {
	if n >= len(v.in.EntityOf) || v.in.EntityOf[n] == "" || v.in.Names[n].Kind != entity.Person {
		return
	}
	id := v.in.EntityOf[n]
	if e := v.in.Entity(id); e == nil || e.Kind != entity.Person {
		return
	}
	s := v.sufferer("e"+string(id), at)
	s.id = id
	s.harm(harm, v.in.Names[n].Span, sp)
}

// described adds a person without a name who is told apart by an age.
func (v *cast) described(chain, head int, harm string, sp text.Span) {
	w := &v.in.Words[head]
	if w.UPOS == nlp.NUM && chain < 0 {
		return // an age or a count that stands alone is nobody
	}
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
func (v *cast) nominal(head int) text.Span {
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
func (v *cast) aged(chain, head int) (text.Span, bool) {
	sp := v.nominal(head)
	if v.hasAge(sp) {
		return sp, true
	}
	if chain < 0 {
		return sp, false
	}
	best, far := sp, 0
	for _, m := range v.in.Chains[chain].Mentions {
		if o := v.nominal(m.Head); m.Form == nlp.ByNoun && v.hasAge(o) {
			d := max(m.Head-head, head-m.Head)
			if m.Describes && m.Head > head {
				d = 1 // "the suspect, a 31-year-old man"
			}
			if far == 0 || d < far {
				best, far = o, d
			}
		}
	}
	return best, far > 0
}

// sameAge is the key of a sufferer described before as of the same age, or else
// key: a headline and the report below it describe one person twice.
func (v *cast) sameAge(key string, phrase text.Span) string {
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

func (v *cast) hasAge(sp text.Span) bool {
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
func (v *cast) sufferer(key string, at int) *sufferer {
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
