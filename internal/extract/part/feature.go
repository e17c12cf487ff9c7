package part

import (
	"math/bits"
	"slices"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/learn/forest"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// feature is a feature of a row.
type feature = forest.Feature

// template numbers the kinds of feature.
type template uint32

const (
	tName template = iota + 1
	tClass
	tClassMore
	tKind
	tModKind
	tModAct
	tOfKind
	tDet
	tPlural
	tLink
	tLinkFar
	tLinkMood
	tTie
	tActOnly
	tGovernor
	tPrep
	tSentAct
	tSentCount
	tNearAct
	tNearDist
	tPrevAct
	tCite
	tPlace
	tDocAct
	tDocKind
	tDocPair
	tDocLen
	tThingSize
	tThingLink
	tThingKind
	tThingName
	tCiteTie
	tCiteLonger
	tWords
	tNation
	tAge
	tDocAge
	tQuote
	tRel
	tFirst
	tOwner
	tOffice
	tNameKind
	tHeadKind
	tSentKind
	tOrgHead
	tNegated
	tDocMood
	tWordHead
	tWordChild
	tWordAbove
	tWordFar
	tFormOf
	tFormWords
	tStory
	tCo
	tCoFar
	tDocCo
	_
	_
	_
	tDocFirst
	tDocShare
	_
	tKnown
	tSort
	_
)

// bag gathers features, each key once with its highest value.
type bag map[forest.Key]uint8

func (b bag) add(t template, x, y int, v int) {
	k := forest.Key(uint32(t)<<24 | uint32(x&0xFFF)<<12 | uint32(y&0xFFF))
	if v > int(b[k]) {
		b[k] = uint8(min(v, 255))
	}
}

// list is the features of a bag in no order.
func (b bag) list() []feature {
	out := make([]feature, 0, len(b))
	for k, v := range b {
		out = append(out, feature{Key: k, Value: v})
	}
	return out
}

// sortOf is the kind of a mention, or else of the name it is.
func (r *Reading) sortOf(m *Mention) int {
	if m.kind != NoKind {
		return int(m.kind)
	}
	if n := r.name(m); n != nil {
		if r.known(n) {
			return int(Rebel)
		}
		return int(kindCount) + nameSort(n)
	}
	return 0
}

func (r *Reading) name(m *Mention) *nlp.Name {
	switch {
	case m.Inner >= len(r.A.Inner):
		return &r.extra[m.Inner-len(r.A.Inner)]
	case m.Inner >= 0:
		return &r.A.Inner[m.Inner].Name
	case m.Name >= 0:
		return &r.A.Names[m.Name]
	}
	return nil
}

// known reports whether a name is that of an armed group.
func (r *Reading) known(n *nlp.Name) bool {
	s := strings.Join(strings.Fields(strings.ToLower(r.A.Text(n.Span))), " ")
	return lexicon.IsArmedGroup(s) || lexicon.IsArmedGroup(strings.TrimPrefix(s, "the "))
}

func nameSort(n *nlp.Name) int {
	switch n.Kind {
	case entity.Person:
		return 1
	case entity.Organisation:
		return 2
	case entity.Group:
		return 3
	case entity.State:
		return 4
	case entity.Place:
		return 5
	case entity.Facility:
		return 6
	}
	return 7
}

// Document is the features of the text as a whole.
func (r *Reading) Document() []feature { return r.doc }

// Features is what the trees see of a mention; relevant is the log odds that the
// text tells of an incident.
func (r *Reading) Features(i int, relevant float64) forest.Row {
	b := make(bag, 160)
	b.add(tStory, 0, 0, 1+int(forest.Probability(relevant)*20))
	m := &r.Mentions[i]
	r.noun(b, m)
	r.modifiers(b, m)
	r.hangs(b, m)
	r.surroundings(b, m)
	r.others(b, m, i)
	return forest.Row(b)
}

// noun tells what kind of thing the head names.
func (r *Reading) noun(b bag, m *Mention) {
	l := r.t.lower[m.Head]
	x := &r.A.Words[m.Head]
	b.add(tKind, int(m.kind), 0, 1)
	if n := r.name(m); n != nil {
		b.add(tName, nameSort(n), 0, 1)
		if n.Adjective {
			b.add(tName, 8, 0, 1)
		}
		if !n.Position.IsZero() {
			b.add(tOffice, 0, 0, 1)
			r.spanKinds(b, tOffice, n.Position.Start, n.Position.End)
		}
		r.spanKinds(b, tNameKind, n.Span.Start, n.Span.End)
		if n.Country != "" {
			b.add(tNation, 1, 0, 1)
		}
		if r.known(n) {
			b.add(tKnown, 0, 0, 1)
		}
		b.add(tWords, 0, 0, min(n.Last-n.First, 8))
	}
	if m.Name < 0 && m.Inner < 0 {
		c := lexicon.NounClass(l)
		for k := c.First; k != 0; k &= k - 1 {
			b.add(tClass, bits.TrailingZeros64(k), 0, 1)
		}
		for k := c.More; k != 0; k &= k - 1 {
			b.add(tClassMore, bits.TrailingZeros64(k), 0, 1)
		}
		if c.First|c.More == 0 {
			b.add(tClass, 100, 0, 1)
		}
	}
	if m.Inner >= 0 {
		b.add(tName, 9, 0, 1)
	}
	if strings.Contains(x.Feats, "Number=Plur") {
		b.add(tPlural, 0, 0, 1)
	}
	if act := r.t.acts[m.Head]; act != NoAct {
		b.add(tActOnly, int(act), 1, 1)
	}
	if x.UPOS == nlp.PROPN {
		b.add(tPlural, 1, 0, 1)
	}
	b.add(tRel, int(x.Rel), 0, 1)
}

// spanKinds adds the kinds of the words of a span.
func (r *Reading) spanKinds(b bag, t template, start, end int) {
	for w := r.wordAt(start); w < len(r.A.Words) && r.A.Words[w].Span.Start < end; w++ {
		if k := kinds[r.t.lower[w]]; k != NoKind {
			b.add(t, int(k), 1, 1)
		}
	}
}

// modifiers tells what describes the head.
func (r *Reading) modifiers(b bag, m *Mention) {
	det := 0
	for c := r.t.first[m.Head]; c >= 0; c = r.t.next[c] {
		x, l := &r.A.Words[c], r.t.lower[c]
		switch x.Rel {
		case nlp.Det, nlp.DetPredet:
			det = determiner(l)
		case nlp.NmodPoss:
			det = 6
			b.add(tOwner, int(kinds[l]), 0, 1)
			if n := r.nameOf[c]; n >= 0 {
				b.add(tOwner, 100+nameSort(&r.A.Names[n]), 0, 1)
			}
		case nlp.Nummod:
			b.add(tDet, 7, 0, 1)
		case nlp.Amod, nlp.Compound, nlp.NmodUnmarked:
			r.describes(b, int(c))
		case nlp.Nmod:
			tie := r.t.preposition(int(c))
			b.add(tOfKind, int(tie), int(kinds[l]), 1)
			if n := r.nameOf[c]; n >= 0 {
				b.add(tOfKind, int(tie), 100+nameSort(&r.A.Names[n]), 1)
				if r.known(&r.A.Names[n]) {
					b.add(tKnown, 3, 0, 1)
				}
			}
		case nlp.Appos, nlp.NmodDesc:
			b.add(tHeadKind, int(kinds[l]), 0, 1)
			if n := r.nameOf[c]; n >= 0 {
				b.add(tHeadKind, 100+nameSort(&r.A.Names[n]), 0, 1)
			}
		case nlp.Acl, nlp.AclRelcl:
			b.add(tHeadKind, 200+int(r.t.acts[c]), 0, 1)
		case nlp.Cop:
			b.add(tHeadKind, 300, 0, 1)
		}
	}
	b.add(tDet, det, 0, 1)
	if x := &r.A.Words[m.Head]; (x.Rel == nlp.Appos || x.Rel == nlp.Flat || x.Rel == nlp.Compound || x.Rel == nlp.NmodDesc) && x.Head >= 0 {
		b.add(tOrgHead, int(kinds[r.t.lower[x.Head]]), 0, 1)
		if n := r.nameOf[x.Head]; n >= 0 {
			b.add(tOrgHead, 100+nameSort(&r.A.Names[n]), 0, 1)
		}
	}
}

func (r *Reading) describes(b bag, c int) {
	l := r.t.lower[c]
	if k := kinds[l]; k != NoKind {
		b.add(tModKind, int(k), 0, 1)
	}
	if n := r.nameOf[c]; n >= 0 {
		b.add(tModKind, 100+nameSort(&r.A.Names[n]), 0, 1)
		if r.A.Names[n].Country != "" {
			b.add(tNation, 2, 0, 1)
		}
		if r.known(&r.A.Names[n]) {
			b.add(tKnown, 2, 0, 1)
		}
	}
	act := r.t.acts[c]
	if act == NoAct {
		act = verbs[l]
	}
	if act != NoAct {
		b.add(tModAct, int(act), 0, 1)
	}
	switch l {
	case "unidentified", "unknown", "unidentifed", "mysterious", "masked", "hooded", "armed":
		b.add(tModAct, 100, 0, 1)
	case "alleged", "suspected", "presumed", "apparent", "supposed", "purported":
		b.add(tModAct, 101, 0, 1)
	case "other", "another":
		b.add(tModAct, 102, 0, 1)
	}
}

func determiner(l string) int {
	switch l {
	case "the":
		return 1
	case "a", "an":
		return 2
	case "this", "that", "these", "those":
		return 3
	case "no":
		return 4
	}
	return 5
}

// hangs tells which doings the mention hangs on, and how.
func (r *Reading) hangs(b bag, m *Mention) {
	for _, l := range m.links {
		if l.far {
			b.add(tLinkFar, int(l.act), int(l.tie), 1)
		} else {
			b.add(tLink, int(l.act), int(l.tie), 1)
			b.add(tActOnly, int(l.act), 0, 1)
			b.add(tTie, int(l.tie), 0, 1)
			b.add(tSort, int(l.sort), int(l.tie), 1)
			if l.class > 0 {
				b.add(tGovernor, int(l.class), int(l.tie), 1)
			}
		}
		if l.mood != real {
			b.add(tLinkMood, int(l.mood), 0, 1)
			if 1<<l.act&strongActs != 0 {
				b.add(tNegated, int(l.mood), 0, 1)
			}
		}
	}
	b.add(tPrep, int(r.t.preposition(m.Head)), 0, 1)
	for _, l := range m.links {
		for _, c := range r.at[l.verb] {
			if o := &r.Mentions[c.mention]; o.Head != m.Head {
				t := tCo
				if l.far || c.far {
					t = tCoFar
				}
				b.add(t, int(l.tie)<<5|int(c.tie), r.sortOf(o), 1)
			}
		}
	}
}

// surroundings tells what is said around the mention.
func (r *Reading) surroundings(b bag, m *Mention) {
	s := &r.sents[m.Sentence]
	for k := s.acts; k != 0; k &= k - 1 {
		b.add(tSentAct, bits.TrailingZeros64(k), 0, 1)
	}
	for k := s.kinds; k != 0; k &= k - 1 {
		b.add(tSentKind, bits.TrailingZeros64(k), 0, 1)
	}
	b.add(tSentCount, 0, 0, min(bits.OnesCount64(s.acts&strongActs), 9))
	near, far := NoAct, 40
	for _, w := range s.heads {
		if 1<<r.t.acts[w]&strongActs == 0 || w == m.Head {
			continue
		}
		if d := max(w-m.Head, m.Head-w); d < far {
			near, far = r.t.acts[w], d
		}
	}
	b.add(tNearAct, int(near), 0, 1)
	b.add(tNearDist, 0, 0, far)
	for _, step := range [...]int{-1, 1} {
		if k := m.Sentence + step; k >= 0 && k < len(r.sents) {
			for acts := r.sents[k].acts & strongActs; acts != 0; acts &= acts - 1 {
				b.add(tPrevAct, bits.TrailingZeros64(acts), step+1, 1)
			}
		}
	}
	b.add(tPlace, 0, 0, min(m.Sentence+1, 40))
	b.add(tFirst, 0, 0, min(1+m.Head-r.A.Sentences[m.Sentence].FirstWord, 40))
	age := s.age
	for k := m.Sentence - 1; age == 0 && k >= 0 && k >= m.Sentence-4; k-- {
		age = r.sents[k].age
	}
	b.add(tAge, s.age, 0, 1)
	b.add(tAge, age, 1, 1)
	if s.quote {
		b.add(tQuote, 0, 0, 1)
	}
	if r.t.child(m.Head, nlp.PunctRel) >= 0 && strings.ContainsAny(r.around(m.Head), "[(") {
		b.add(tQuote, 1, 0, 1)
	}
}

// around is the letter before a word.
func (r *Reading) around(w int) string {
	if at := r.A.Words[w].Span.Start; at > 0 {
		return r.A.Text(text.Span{Start: at - 1, End: at})
	}
	return ""
}

// neighbours is how many mentions of the same thing are heard to each side, so that
// a long text costs no more a word than a short one.
const neighbours = 50

// others tells what the other mentions of the same thing say.
func (r *Reading) others(b bag, m *Mention, self int) {
	ms := r.things[m.Thing]
	b.add(tThingSize, 0, 0, min(len(ms), 20))
	if ms[0] == self {
		b.add(tThingSize, 1, 0, 1)
	}
	at, _ := slices.BinarySearch(ms, self)
	for _, k := range ms[max(0, at-neighbours):min(len(ms), at+neighbours+1)] {
		if k == self {
			continue
		}
		o := &r.Mentions[k]
		for _, l := range o.links {
			b.add(tThingLink, int(l.act), int(l.tie), 1)
		}
		if o.kind != NoKind {
			b.add(tThingKind, int(o.kind), 0, 1)
		}
		if n := r.name(o); n != nil {
			b.add(tThingName, nameSort(n), 0, 1)
			if r.known(n) {
				b.add(tKnown, 1, 0, 1)
			}
		}
	}
}
