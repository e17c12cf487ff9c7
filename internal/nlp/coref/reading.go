package coref

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
	"dossier/internal/text"
)

// Reading is one analysis being read for who is who: the places where the text
// may speak of a thing, and the things so far. Its buffers serve the next
// analysis too.
type Reading struct {
	a        *nlp.Analysis
	tables   *Tables
	attacker uint32 // the alias of who attacks
	tree     tree.Tree
	lemma    []uint32 // key of the lemma of each word
	forms    []uint32 // key of each word as written
	nameAt   []int32  // the name whose head a word is, -1 for none
	inside   []bool   // the word is inside a name of several words
	quotes   []quotation
	quoteOf  []int32
	mentions []mention
	found    []Found

	of       []int32 // the thing of each place, as last resolved
	counts   []int32 // the mentions of each thing
	entities []thing
	atHead   []int32 // the mention kept whose head a word is, -1
	index    map[uint32]latest
	seen     []int32 // by entity: the mention that last listed it as an option
	options  []Option
	together survey
	self     int32    // the entity of the first person in the quotation that the mention being resolved says, -1
	props    []uint32 // properties: those of the mention, then those of each option
	words    []uint32 // words of each option
	shared   int      // how many properties are the mention's
	propsTo  []int32  // where the properties of an option end
	wordsTo  []int32
	buf      []uint32 // features of a place
}

// Found is a place where the text may speak of a thing.
type Found struct {
	First, Last, Head int // words [First, Last)
	Span              text.Span
	Form              nlp.Form
	Group             bool // a conjunction as a whole
}

// NewReading is a reading that looks words up in the tables.
func NewReading(t *Tables) *Reading {
	r := &Reading{tables: t, index: map[uint32]latest{}}
	if n := t.noun(Key("attacker")); n.Sense != 0 {
		r.attacker = aliasOf(n.Sense)
	}
	return r
}

// Find lists the places where the text of a may speak of a thing. The list is
// the reading's own until the next Find.
func (r *Reading) Find(a *nlp.Analysis) []Found {
	r.a = a
	r.tree.Read(a)
	r.keys()
	r.quotations()
	r.find()
	r.found = r.found[:0]
	for i := range r.mentions {
		m := &r.mentions[i]
		r.found = append(r.found, Found{First: int(m.first), Last: int(m.last), Head: int(m.head), Span: r.span(m), Form: m.form, Group: m.group})
	}
	return r.found
}

func (r *Reading) span(m *mention) text.Span {
	return text.Span{Start: r.a.Words[m.first].Span.Start, End: r.a.Words[m.last-1].Span.End}
}

// keys works out the key of every word and lemma.
func (r *Reading) keys() {
	n := len(r.a.Words)
	r.lemma, r.forms = resize(r.lemma, n), resize(r.forms, n)
	for i := range r.a.Words {
		w := &r.a.Words[i]
		r.forms[i] = Key(r.a.WordText(i))
		r.lemma[i] = r.forms[i]
		if w.Lemma != "" {
			r.lemma[i] = Key(w.Lemma)
		}
	}
}

// features of a mention: the number of each template, which keeps values of
// different templates apart.
const (
	mentionBias = iota + 1
	mentionTag
	mentionWord
	mentionGovernor
	mentionDeterminer
	mentionClass
	mentionName
	mentionNext
	mentionPronoun
	mentionClause
	mentionGroup
)

// FoundFeatures appends the features by which place i is told to be a mention
// or not.
func (r *Reading) FoundFeatures(dst []uint32, i int) []uint32 {
	m := &r.mentions[i]
	w := &r.a.Words[m.head]
	tag := uint32(w.UPOS)<<8 | uint32(w.Rel)
	if m.group {
		return append(dst, mix(mentionGroup, 0), mix(mentionGroup, 1+uint32(m.role)), mix(mentionGroup, 100+uint32(kindCode(m.kind))), mix(mentionGroup, 200+uint32(m.class)))
	}
	name := uint32(0)
	switch {
	case m.name >= 0:
		name = 1 + kindCode(m.kind)
	case m.inName:
		name = 20
	}
	above, governs := uint32(0), r.tree.Head(m.head)
	if governs >= 0 {
		above = uint32(r.a.Words[governs].UPOS)
		if r.nameAt[governs] >= 0 {
			above |= 32
		}
	}
	clause := uint32(0)
	if governs >= 0 {
		for c, n := r.tree.First[governs], 0; c >= 0 && n < tree.Widest; c, n = r.tree.Next[c], n+1 {
			switch rel := r.a.Words[c].Rel; rel {
			case nlp.Csubj, nlp.CsubjPass, nlp.Ccomp, nlp.AclRelcl, nlp.Cop, nlp.Expl:
				clause |= 1 << (uint32(rel) % 16)
			}
		}
	}
	pro := uint32(m.pro.kind)
	return append(dst,
		mix(mentionBias, 0),
		mix(mentionTag, tag),
		mix(mentionTag, tag|above<<16),
		mix(mentionWord, m.headKey),
		mix(mentionWord, mix(m.headKey, uint32(w.Rel))),
		mix(mentionWord, mix(r.forms[m.head], uint32(w.UPOS)+99)),
		mix(mentionGovernor, mix(m.governor, tag)),
		mix(mentionDeterminer, uint32(m.det)<<16|tag),
		mix(mentionDeterminer, mix(m.prep, tag)),
		mix(mentionClass, uint32(m.class)<<16|tag),
		mix(mentionClass, uint32(m.class)<<8|uint32(m.number)<<4|uint32(m.det)),
		mix(mentionName, name<<16|tag),
		mix(mentionName, 1<<31|uint32(min(m.last-m.first, 4))<<8|uint32(w.UPOS)),
		mix(mentionNext, mix(r.formAt(m.head+1), tag)),
		mix(mentionNext, mix(r.formAt(m.head-1), tag+7)),
		mix(mentionPronoun, pro<<16|uint32(w.Rel)),
		mix(mentionPronoun, mix(m.governor, pro+1)),
		mix(mentionClause, clause<<8|pro))
}

func (r *Reading) formAt(i int32) uint32 {
	if i < 0 || int(i) >= len(r.forms) {
		return 0
	}
	return r.forms[i]
}

// kindCode is a small number for a kind of thing.
func kindCode(k entity.Kind) uint32 {
	switch k {
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
	return 0
}

// SetWeight tells how likely place i is a mention, as log-odds.
func (r *Reading) SetWeight(i int, w float32) { r.mentions[i].weight = w }
