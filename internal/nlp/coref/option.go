package coref

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// Option is something a mention may speak of: one of the things so far, or a new
// one.
type Option struct {
	Entity    int  // -1 for a new thing
	Sentences int  // how many sentences back it was spoken of last
	Agrees    bool // number, gender and kind go together
	Related   bool // the syntax makes it the same: an apposition, a predicate
	Certain   bool // and that is beyond doubt: the predicate that tells who a person is, the one attacker taken up again
	Subject   bool // it was the subject when spoken of last
	Pronoun   bool // only pronouns stand for it so far
	Head      bool // a mention has the same head
	Words     bool // a mention has the same words, or the same name
}

// the bounds of the search for what a mention speaks of
const (
	reach       = 60 // mentions back
	mostOptions = 12
	pronounFar  = 5 // sentences back
	nounFar     = 3 // sentences back, for what shares no word
)

// largestIndex is how many keys an index may have that is used again: emptying
// one costs what it once held.
const largestIndex = 1 << 14

// Resolve walks the mentions whose weight is at least least, in order. Choose is
// asked for each which of its options it speaks of, by number; option 0 is a new
// thing. It gives back the thing of every place found, -1 for those passed over.
func (r *Reading) Resolve(least, leastGroup float32, choose func(place int, options []Option) int) []int32 {
	r.entities = r.entities[:0]
	if len(r.index) > largestIndex {
		r.index = map[uint32]latest{}
	}
	clear(r.index)
	r.atHead = resize(r.atHead, len(r.a.Words))
	for i := range r.atHead {
		r.atHead[i] = -1
	}
	r.seen = r.seen[:0]
	of := make([]int32, len(r.mentions))
	for i := range r.mentions {
		m := &r.mentions[i]
		of[i], m.entity = -1, -1
		if m.group && m.weight < leastGroup || !m.group && m.weight < least {
			continue
		}
		r.list(int32(i))
		k := choose(i, r.options)
		r.join(int32(i), r.options[k].Entity)
		of[i] = m.entity
	}
	return of
}

// join makes mention i speak of thing e, of a new one when e is -1.
func (r *Reading) join(i int32, e int) {
	m := &r.mentions[i]
	if e < 0 {
		e = len(r.entities)
		r.entities = append(r.entities, thing{})
		r.seen = append(r.seen, -1)
	}
	m.entity = int32(e)
	r.entities[e].add(m, i)
	if !m.group {
		r.atHead[m.head] = i
	}
	r.file(m)
	r.speak(m)
}

// file puts m's thing under the keys by which later mentions look for it.
func (r *Reading) file(m *mention) {
	e := m.entity
	if m.form == nlp.ByPronoun {
		if k := m.pro.kind; k == first || k == firstPlural || k == second {
			r.under(uint32(k), e)
		}
		return
	}
	r.under(m.headKey, e)
	if m.alias != 0 {
		r.under(m.alias, e)
	}
	if m.surname != 0 && m.surname != m.headKey {
		r.under(m.surname, e)
	}
	if m.short != 0 {
		r.under(mix(m.short, 11), e)
	}
	if m.nameThing >= 0 {
		r.under(mix(uint32(m.nameThing), 5), e)
	}
	if m.form == nlp.ByName {
		for _, w := range m.words[:m.nWords] {
			r.under(w, e)
		}
	}
}

func (r *Reading) under(key uint32, e int32) { r.index[key] = r.index[key].with(e) }

// speak notes who says a quotation and who is the first person in it.
func (r *Reading) speak(m *mention) {
	if m.quote >= 0 && m.pro.kind == first {
		r.quotes[m.quote].self = m.entity
	}
	for k := range r.quotesAround(m.head) {
		if q := &r.quotes[k]; q.speaker == m.head {
			q.said = m.entity
		}
	}
}

// quotesAround gives the numbers of the quotations near word i.
func (r *Reading) quotesAround(i int32) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		k := r.firstQuoteAfter(i - longestQuote)
		for ; k < len(r.quotes) && r.quotes[k].from < i+longestQuote; k++ {
			if !yield(k) {
				return
			}
		}
	}
}

func (r *Reading) firstQuoteAfter(i int32) int {
	lo, hi := 0, len(r.quotes)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.quotes[mid].from < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// list makes the options of mention i with their features.
func (r *Reading) list(i int32) {
	m := &r.mentions[i]
	r.options = append(r.options[:0], Option{Entity: -1})
	r.listRelated(m, i)
	r.listKnown(m, i)
	r.listRecent(m, i)
	r.features(m, i)
}

// offer adds thing e to the options of mention i, once.
func (r *Reading) offer(i, e int32) {
	if e < 0 || r.seen[e] == i || len(r.options) >= mostOptions {
		return
	}
	r.seen[e] = i
	m, t := &r.mentions[i], &r.entities[e]
	p := &r.mentions[t.last]
	r.options = append(r.options, Option{Entity: int(e), Sentences: int(m.sentence - p.sentence), Agrees: agrees(m, t),
		Related: m.apposed >= 0 && p.head == m.apposed, Certain: agrees(m, t) && (m.apposed >= 0 && p.head == m.apposed && m.identifies() || r.onlyAttacker(m, e)), Subject: p.role == subject || p.role == passiveSubject,
		Pronoun: t.best == nlp.ByPronoun, Head: t.hasHead(m), Words: t.hasText(m.textKey) || t.hasName(m.nameThing)})
}

// onlyAttacker reports whether m takes up, by a definite noun for who attacks, the
// one person so far called by such a noun.
func (r *Reading) onlyAttacker(m *mention, e int32) bool {
	if m.alias == 0 || m.alias != r.attacker || m.det != definite || m.number != singular {
		return false
	}
	known := r.index[m.alias]
	for _, k := range known.things[:known.n] {
		if k != e && r.entities[k].number != plural {
			return false
		}
	}
	return r.entities[e].number == singular && r.entities[e].holds(m.alias)
}

// listRelated offers what the syntax ties m to, and the speaker of its
// quotation.
func (r *Reading) listRelated(m *mention, i int32) {
	if m.apposed >= 0 && r.atHead[m.apposed] >= 0 {
		if e := r.mentions[r.atHead[m.apposed]].entity; e >= 0 && sameTime(m, &r.entities[e]) {
			r.offer(i, e)
		}
	}
	if m.pro.kind == first && m.quote >= 0 {
		r.offer(i, r.quotes[m.quote].said)
		r.offer(i, r.quotes[m.quote].self)
	}
	r.self = -1
	for k := range r.quotesAround(m.head) {
		if q := &r.quotes[k]; q.speaker == m.head && q.self >= 0 {
			r.self = q.self
		}
	}
	r.offer(i, r.self)
}

// listKnown offers the things known under a key of m.
func (r *Reading) listKnown(m *mention, i int32) {
	if m.form == nlp.ByPronoun {
		if k := m.pro.kind; k == first || k == firstPlural || k == second {
			r.offerAll(i, uint32(k))
		}
		return
	}
	if m.nameThing >= 0 {
		r.offerAll(i, mix(uint32(m.nameThing), 5))
	}
	r.offerAll(i, m.headKey)
	if m.alias != 0 {
		r.offerAll(i, m.alias)
	}
	if m.surname != 0 && m.surname != m.headKey {
		r.offerAll(i, m.surname)
	}
	if m.short != 0 {
		r.offerAll(i, mix(m.short, 11))
	}
	if m.form == nlp.ByName {
		for _, w := range m.words[:m.nWords] {
			r.offerAll(i, w)
		}
	}
}

func (r *Reading) offerAll(i int32, key uint32) {
	l := r.index[key]
	for _, e := range l.things[:l.n] {
		r.offer(i, e)
	}
}

// listRecent offers the things spoken of last, the latest first, as far as m may
// mean them without sharing a word.
func (r *Reading) listRecent(m *mention, i int32) {
	far := int32(nounFar)
	switch {
	case m.form == nlp.ByPronoun && m.pro.kind != vague && m.pro.kind != relative:
		far = pronounFar
	case m.form == nlp.ByName, m.det == definite, m.det == pointed, m.det == possessed, m.det == bare:
	default:
		return
	}
	for k := i - 1; k >= max(0, i-reach) && len(r.options) < mostOptions; k-- {
		p := &r.mentions[k]
		if m.sentence-p.sentence > far {
			return
		}
		if p.entity >= 0 && r.entities[p.entity].last == k && r.mayMean(m, &r.entities[p.entity]) {
			r.offer(i, p.entity)
		}
	}
}

// mayMean reports whether number, gender and kind let m speak of t.
func (r *Reading) mayMean(m *mention, t *thing) bool {
	if m.form == nlp.ByPronoun {
		switch m.pro.kind {
		case he, she:
			if p := &r.mentions[t.last]; m.quote == p.quote && 1<<p.pro.kind&talkers != 0 {
				return false // one voice does not speak of I and you as of him or her
			}
			return (t.gender == 0 || t.gender&m.gender != 0) && t.number != plural && !r.outlived(m, t)
		case it:
			return (t.gender == 0 || t.gender&neuter != 0) && t.number != plural
		case first, second:
			if m.quote < 0 && t.pros&talkers == 0 && r.index[uint32(m.pro.kind)].n > 0 {
				return false
			}
			return t.gender == 0 || t.gender != neuter
		}
		return true
	}
	if t.best == nlp.ByPronoun {
		return m.number == 0 || t.number == 0 || m.number&t.number != 0
	}
	if m.number != 0 && t.number != 0 && m.number&t.number == 0 {
		return false
	}
	if m.form == nlp.ByName && t.best == nlp.ByName && m.kind == entity.Person && t.kind == entity.Person {
		return false // two persons' names that share no word
	}
	if m.alias != 0 && t.alias != 0 && r.strangers(m, t) || r.rivals(m, t) || m.form == nlp.ByNoun && r.toldOf(m, t) {
		return false
	}
	return sameSort(m.kind, t.kind) && sameTime(m, t)
}

// mostClauses bounds how many clauses are looked through for who tells them.
const mostClauses = 12

// toldOf reports whether m, a noun, stands in a clause that t tells: in "the
// commander said the attacker had fled" the attacker is not the commander (Chomsky
// 1981, principle C of binding).
func (r *Reading) toldOf(m *mention, t *thing) bool {
	by := r.mentions[t.last].head
	if r.mentions[t.last].sentence != m.sentence {
		return false
	}
	for w, n := m.head, 0; w >= 0 && n < mostClauses; n++ {
		h := r.tree.Head(w)
		if h >= 0 && r.a.Words[w].Rel == nlp.Ccomp && r.tree.Subject(h) == by {
			return true
		}
		w = h
	}
	return false
}

// sameTime reports whether m and t are both times or none is.
func sameTime(m *mention, t *thing) bool { return (m.class == timeClass) == (t.class == timeClass) }

// strangers reports whether two nouns for persons name sorts of person of which
// neither is the wider: the attacker and the victim, the guard and the nurse. A
// man can be any of them.
func (r *Reading) strangers(m *mention, t *thing) bool {
	return !anyone(m.headKey) && !anyone(t.noun) && r.tables.climb(m.sense, t.sense) < 0 && r.tables.climb(t.sense, m.sense) < 0
}

var anyoneKeys = []uint32{Key("man"), Key("woman"), Key("person"), Key("boy"), Key("girl"), Key("individual"), Key("people")}

// anyone reports whether the key is that of a noun for persons of any sort.
func anyone(k uint32) bool { return holds(anyoneKeys, k) }

// talkers is the pronouns of those who talk, a bit each.
const talkers = 1<<first | 1<<firstPlural | 1<<second

// sameSort reports whether things of the kinds can be one.
func sameSort(a, b entity.Kind) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	return a != entity.Person && b != entity.Person
}
