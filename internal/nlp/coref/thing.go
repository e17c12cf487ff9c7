package coref

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// the bounds of what is kept of one thing
const (
	mostHeads  = 10
	mostTexts  = 6
	mostTells  = 12
	mostThings = 3
	mostShorts = 3
)

// thing is what one chain so far is about.
type thing struct {
	start, last    int32 // its first and latest mention
	count          int32
	number, gender uint8 // what it can still be; 0 for not known
	kind           entity.Kind
	class          class
	best           nlp.Form // the most telling form so far
	heads          [mostHeads]uint32
	texts          [mostTexts]uint32
	tells          [mostTells]uint32 // content words beside heads
	names          [mostThings]int32
	shorts         [mostShorts]uint32 // initials
	nShorts        uint8
	nHeads, nTexts uint8
	nTells, nNames uint8
	pros           uint32 // the kinds of pronoun it was called by, a bit each
	subjects       int32  // how many mentions are subjects
	deed           deed   // its part in violence so far
	diedAt         int32  // the sentence of its death, where deed has one
	noun           uint32 // head of its latest mention that is no pronoun
	alias          uint32 // of its latest mention by a noun for a person
	sense          uint32 // of its latest mention by a common noun that has one
}

// add makes m, mention number k, a mention of the thing.
func (t *thing) add(m *mention, k int32) {
	if t.count == 0 {
		t.start, t.best = k, m.form
		t.number, t.gender, t.kind, t.class = m.number, m.gender, m.kind, m.class
	}
	t.last = k
	t.count++
	t.best = min(t.best, m.form)
	t.number, t.gender = narrow(t.number, m.number), narrow(t.gender, m.gender)
	if t.kind == "" || m.name >= 0 && t.best != nlp.ByName {
		t.kind = m.kind
	}
	if t.class == noClass {
		t.class = m.class
	}
	if m.deed&died != 0 && t.deed&died == 0 {
		t.diedAt = m.sentence
	}
	t.deed |= m.deed
	if m.role == subject || m.role == passiveSubject {
		t.subjects++
	}
	if m.form == nlp.ByPronoun {
		t.pros |= 1 << m.pro.kind
		if m.pro.kind == first || m.pro.kind == firstPlural || m.pro.kind == second {
			t.nHeads = remember(t.heads[:], t.nHeads, uint32(m.pro.kind))
		}
		return
	}
	t.noun = m.headKey
	if m.sense != 0 {
		t.sense = m.sense
	}
	t.nHeads = remember(t.heads[:], t.nHeads, m.headKey)
	if m.alias != 0 {
		t.alias = m.alias
		t.nHeads = remember(t.heads[:], t.nHeads, m.alias)
	}
	if m.surname != 0 {
		t.nHeads = remember(t.heads[:], t.nHeads, m.surname)
	}
	if m.textKey != 0 {
		t.nTexts = remember(t.texts[:], t.nTexts, m.textKey)
	}
	for _, w := range m.words[:m.nWords] {
		t.nTells = remember(t.tells[:], t.nTells, w)
	}
	if m.short != 0 {
		t.nShorts = remember(t.shorts[:], t.nShorts, m.short)
	}
	if m.nameThing >= 0 {
		t.nNames = remember(t.names[:], t.nNames, m.nameThing)
	}
}

// narrow is what both sets allow; where they allow nothing together, what the
// first said.
func narrow(have, more uint8) uint8 {
	switch {
	case have == 0:
		return more
	case more == 0 || have&more == 0:
		return have
	}
	return have & more
}

// remember puts v into list, whose first n are used; a full list keeps what it
// has.
func remember[T comparable](list []T, n uint8, v T) uint8 {
	for _, w := range list[:n] {
		if w == v {
			return n
		}
	}
	if int(n) < len(list) {
		list[n] = v
		n++
	}
	return n
}

func holds[T comparable](list []T, v T) bool {
	for _, w := range list {
		if w == v {
			return true
		}
	}
	return false
}

// hasHead reports whether t was named with the head of m or, a person, with a
// word for the same.
func (t *thing) hasHead(m *mention) bool {
	return t.holds(m.headKey) || m.alias != 0 && t.holds(m.alias)
}

func (t *thing) holds(k uint32) bool    { return holds(t.heads[:t.nHeads], k) }
func (t *thing) hasText(k uint32) bool  { return k != 0 && holds(t.texts[:t.nTexts], k) }
func (t *thing) tellsOf(k uint32) bool  { return holds(t.tells[:t.nTells], k) }
func (t *thing) hasShort(k uint32) bool { return k != 0 && holds(t.shorts[:t.nShorts], k) }
func (t *thing) hasName(n int32) bool   { return n >= 0 && holds(t.names[:t.nNames], n) }

// latest is the last few things known under one key, the newest first.
type latest struct {
	things [4]int32
	n      uint8
}

func (l latest) with(e int32) latest {
	k := 0
	for k < int(l.n) && l.things[k] != e {
		k++
	}
	if k == int(l.n) {
		k = min(k, len(l.things)-1)
		l.n = uint8(k + 1)
	}
	copy(l.things[1:k+1], l.things[:k])
	l.things[0] = e
	return l
}
