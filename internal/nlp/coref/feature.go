package coref

import (
	"math/bits"

	"dossier/internal/nlp"
)

// What is known of an option is told in two ways. Properties have few values
// each (a role, a distance in steps, whether heads match); a layer of hidden
// units finds what they mean together. Words (the head, the verb it hangs on)
// have many, and each has one weight.

// The numbers of the properties, which keep values of different ones apart.
const (
	isNew = iota + 1
	newMatches
	newNearest
	newPlace
	ofSort
	ofRole
	ofClass
	ofKind
	ofShape
	ofWeight
	ofGender
	ofNumber
	ofMarks
	thingSort
	lastSort
	startSort
	sentencesApart
	mentionsApart
	blocksApart
	agreeingRank
	agreeingNearest
	lastRole
	lastWeight
	thingCount
	thingSubjects
	thingKind
	thingClass
	bothNumber
	bothGender
	bothAgree
	bothInside
	bothSyntax
	wordMatch
	wordsShared
	wordsOwn
	wordsTheirs
	wordKinship
	quotesApart
	quoteVoice
)

// The numbers of the templates of words.
const (
	newHead = iota + 1
	newGovernor
	pairNoun
	pairArgument
	pairHeads
	pairPronoun
	pairKind
	pairClass
	pairDistance
	pairRoles
	pairStanding
	pairNearest
	pairAgreement
	pairInside
	pairMatch
	pairBlock
)

// features makes the properties and words of every option of mention i.
func (r *Reading) features(m *mention, i int32) {
	sort := m.sort()
	s := r.survey(m)
	r.props, r.words = r.props[:0], r.words[:0]
	r.propsTo, r.wordsTo = r.propsTo[:0], r.wordsTo[:0]
	r.ofMention(m, sort)
	r.shared = len(r.props)
	r.ofNew(m, i, sort, s)
	for k := 1; k < len(r.options); k++ {
		r.end()
		t := &r.entities[r.options[k].Entity]
		r.ofPair(m, i, t, s, k)
		r.ofWords(m, t, sort)
		r.ofBoth(m, t, s, k, sort)
	}
	r.end()
}

// end ends the properties and words of an option.
func (r *Reading) end() {
	r.propsTo, r.wordsTo = append(r.propsTo, int32(len(r.props))), append(r.wordsTo, int32(len(r.words)))
}

func (r *Reading) property(number, value uint32) { r.props = append(r.props, mix(value, number)) }
func (r *Reading) word(template, value uint32)   { r.words = append(r.words, mix(value, template)) }

// Shared is the properties that all options of the mention being resolved have
// in common: those of the mention itself.
func (r *Reading) Shared() []uint32 { return r.props[:r.shared] }

// Properties are the further properties of option k.
func (r *Reading) Properties(k int) []uint32 {
	from := r.shared
	if k > 0 {
		from = int(r.propsTo[k-1])
	}
	return r.props[from:r.propsTo[k]]
}

// Words are the words of option k.
func (r *Reading) Words(k int) []uint32 {
	from := int32(0)
	if k > 0 {
		from = r.wordsTo[k-1]
	}
	return r.words[from:r.wordsTo[k]]
}

// sort is what sort of mention m is: by its pronoun, as a name, by its number
// and determiner.
func (m *mention) sort() uint32 {
	switch {
	case m.form == nlp.ByPronoun && m.pro.reflexive:
		return 30
	case m.form == nlp.ByPronoun:
		return uint32(m.pro.kind)
	case m.group:
		return 31
	case m.form == nlp.ByName && m.name < 0:
		return 16
	case m.form == nlp.ByName:
		return 17
	case m.number == plural:
		return 48 + uint32(m.det)
	}
	return 32 + uint32(m.det)
}

// sort is what sort of thing t is: how it was named so far.
func (t *thing) sort() uint32 {
	if t.best == nlp.ByPronoun {
		return 8 + uint32(bits.TrailingZeros32(t.pros))
	}
	s := uint32(t.best) << 1
	if t.count > 1 {
		s++
	}
	return s
}

// survey is what the options of a mention hold together.
type survey struct {
	heads, texts, names, tells, apposed bool
	first, subject                      int                    // the nearest option that agrees, and the nearest of them that is a subject; 0 for none
	rank                                [mostOptions + 1]uint8 // place of an option among those that agree, the nearest 1; disagrees for one that does not
	agreeing                            uint8
}

const disagrees = 255

// survey looks at the options of m from the nearest to the farthest.
func (r *Reading) survey(m *mention) *survey {
	s := &r.together
	*s = survey{}
	last := int32(-1)
	for {
		// The options are few: the next nearest is found by looking at all.
		best, at := int32(-1), 0
		for k := 1; k < len(r.options); k++ {
			if t := &r.entities[r.options[k].Entity]; s.rank[k] == 0 && t.last > best && (last < 0 || t.last < last) {
				best, at = t.last, k
			}
		}
		if at == 0 {
			return s
		}
		last = best
		r.surveyOne(m, s, at)
	}
}

func (r *Reading) surveyOne(m *mention, s *survey, k int) {
	t := &r.entities[r.options[k].Entity]
	s.heads = s.heads || t.hasHead(m)
	s.texts = s.texts || t.hasText(m.textKey)
	s.names = s.names || t.hasName(m.nameThing)
	s.tells = s.tells || t.tellsOf(m.headKey) || t.hasShort(m.short)
	p := &r.mentions[t.last]
	if m.apposed >= 0 && p.head == m.apposed {
		s.apposed = true
	}
	s.rank[k] = disagrees
	if !agrees(m, t) {
		return
	}
	s.agreeing++
	s.rank[k] = s.agreeing
	if s.first == 0 {
		s.first = k
	}
	if s.subject == 0 && (p.role == subject || p.role == passiveSubject) {
		s.subject = k
	}
}

// agrees reports whether number, gender and kind of m and t go together.
func agrees(m *mention, t *thing) bool {
	return (m.number == 0 || t.number == 0 || m.number&t.number != 0) &&
		(m.gender == 0 || t.gender == 0 || m.gender&t.gender != 0) && sameSort(m.kind, t.kind)
}

// ofMention tells what m is.
func (r *Reading) ofMention(m *mention, sort uint32) {
	r.property(ofSort, sort)
	r.property(ofRole, uint32(m.role))
	r.property(ofClass, uint32(m.class))
	r.property(ofKind, kindCode(m.kind))
	r.property(ofShape, uint32(m.nWords)<<1|flags(m.postModified))
	r.property(ofWeight, step(m.weight))
	r.property(ofGender, uint32(m.gender))
	r.property(ofNumber, uint32(m.number))
	r.property(ofMarks, flags(m.inName, m.predicate, m.quote >= 0, m.pro.possessive))
}

// ofNew tells how m is as a new thing.
func (r *Reading) ofNew(m *mention, i int32, sort uint32, s *survey) {
	r.property(isNew, 0)
	r.property(newMatches, flags(s.heads, s.texts, s.names, s.tells, s.apposed))
	r.property(newNearest, flags(s.first > 0, s.subject > 0))
	r.property(newPlace, bucket(i))
	r.word(newHead, m.headKey)
	r.word(newHead, mix(m.headKey, sort))
	r.word(newGovernor, mix(m.governor, sort<<8|uint32(m.role)))
	if m.prep != 0 {
		r.word(newGovernor, mix(m.prep, sort))
	}
	r.word(pairClass, 1<<30|uint32(m.class)<<8|sort)
}

// ofPair tells how m goes with t and with t's latest mention.
func (r *Reading) ofPair(m *mention, i int32, t *thing, s *survey, k int) {
	p := &r.mentions[t.last]
	r.property(thingSort, t.sort())
	r.property(lastSort, p.sort())
	r.property(startSort, r.mentions[t.start].sort())
	r.property(sentencesApart, bucket(m.sentence-p.sentence))
	r.property(mentionsApart, bucket(i-t.last))
	r.property(blocksApart, bucket(m.block-p.block))
	r.property(agreeingRank, uint32(min(s.rank[k], 12)))
	r.property(agreeingNearest, flags(k == s.first, k == s.subject))
	r.property(lastRole, uint32(p.role))
	r.property(lastWeight, step(p.weight))
	r.property(thingCount, bucket(t.count))
	r.property(thingSubjects, bucket(t.subjects))
	r.property(thingKind, kindCode(t.kind))
	r.property(thingClass, uint32(t.class))
	r.property(bothNumber, uint32(t.number)<<4|uint32(m.number))
	r.property(bothGender, uint32(t.gender)<<4|uint32(m.gender))
	r.property(bothAgree, flags(agrees(m, t)))
	r.ofSyntax(m, p)
	if m.form != nlp.ByPronoun && t.best != nlp.ByPronoun {
		r.ofMatch(m, t)
	}
	r.ofVoice(m, p, t)
}

// ofSyntax tells how m and p stand in one sentence.
func (r *Reading) ofSyntax(m, p *mention) {
	inside := uint32(0)
	switch {
	case m.sentence != p.sentence:
		inside = 3
	case p.first <= m.first && m.last <= p.last:
		inside = 1
	case m.first <= p.first && p.last <= m.last:
		inside = 2
	}
	r.property(bothInside, inside)
	h := r.tree.Head(m.head)
	arguments := h >= 0 && h == r.tree.Head(p.head)
	r.property(bothSyntax, flags(arguments, m.governor != 0 && m.governor == p.governor, m.apposed >= 0 && p.head == m.apposed, m.role == p.role))
}

// match is how the head and the whole of m are known of t.
func match(m *mention, t *thing) uint32 {
	return flags(t.hasHead(m), t.hasText(m.textKey), t.hasName(m.nameThing), t.tellsOf(m.headKey), t.hasShort(m.short),
		m.surname != 0 && t.holds(m.surname))
}

// ofMatch tells how the words of m match those of t.
func (r *Reading) ofMatch(m *mention, t *thing) {
	shared, own := uint32(0), uint32(0)
	for _, w := range m.words[:m.nWords] {
		if t.tellsOf(w) || t.holds(w) {
			shared++
		} else {
			own++
		}
	}
	r.property(wordMatch, match(m, t))
	r.property(wordsShared, min(shared, 3))
	r.property(wordsOwn, min(own, 3))
	r.property(wordsTheirs, uint32(min(t.nTells, 3)))
	r.property(wordKinship, r.tables.kinship(m.sense, t.sense))
}

// ofVoice tells how m and t stand to the quotations.
func (r *Reading) ofVoice(m, p *mention, t *thing) {
	apart := uint32(0)
	switch {
	case m.quote == p.quote:
		apart = 1 + flags(m.quote >= 0)
	case m.quote >= 0 && p.quote >= 0:
		apart = 3
	case m.quote >= 0:
		apart = 4
	}
	r.property(quotesApart, apart)
	if m.quote >= 0 {
		q := &r.quotes[m.quote]
		r.property(quoteVoice, flags(r.isThing(q.said, t), r.isThing(q.self, t), q.said >= 0))
	}
	if r.self >= 0 {
		r.property(quoteVoice, 8|flags(r.isThing(r.self, t)))
	}
}

// isThing reports whether t is entity e.
func (r *Reading) isThing(e int32, t *thing) bool { return e >= 0 && &r.entities[e] == t }

// ofWords tells the words that m and t bring together.
func (r *Reading) ofWords(m *mention, t *thing, sort uint32) {
	r.word(pairClass, uint32(m.class)<<16|uint32(t.class)<<8|min(sort, 32))
	switch {
	case m.form == nlp.ByPronoun && t.best == nlp.ByPronoun:
		r.word(pairPronoun, mix(t.pros, sort))
	case m.form == nlp.ByPronoun:
		r.word(pairNoun, mix(t.noun, sort))
		r.word(pairArgument, mix(t.noun, mix(m.governor, uint32(m.role))))
		r.word(pairPronoun, 1<<30|uint32(t.class)<<8|sort)
		r.word(pairPronoun, 1<<31|t.pros<<8|sort)
	case t.best == nlp.ByPronoun:
		r.word(pairPronoun, mix(t.pros, sort<<8|kindCode(m.kind)))
		r.word(pairPronoun, 1<<30|1<<29|uint32(m.class)<<8|sort)
	default:
		r.ofHeads(m, t)
	}
}

// ofBoth tells what matters most of how m goes with t, together.
func (r *Reading) ofBoth(m *mention, t *thing, s *survey, k int, sort uint32) {
	p := &r.mentions[t.last]
	sentences := bucket(m.sentence - p.sentence)
	r.word(pairDistance, sentences<<16|t.sort()<<8|sort)
	r.word(pairDistance, 1<<30|sentences<<16|p.sort()<<8|sort)
	r.word(pairRoles, uint32(p.role)<<16|min(sentences, 3)<<8|sort)
	r.word(pairRoles, 1<<30|uint32(p.role)<<16|uint32(m.role)<<8|sort)
	r.word(pairStanding, bucket(t.subjects)<<16|min(sentences, 4)<<8|sort)
	r.word(pairStanding, 1<<30|bucket(t.count)<<16|min(sentences, 4)<<8|sort)
	r.word(pairNearest, flags(k == s.first, k == s.subject, m.sentence == p.sentence)<<8|sort)
	r.word(pairNearest, 1<<30|uint32(min(s.rank[k], 12))<<8|sort)
	r.word(pairBlock, flags(m.block == p.block, m.quote == p.quote)<<16|p.sort()<<8|sort)
	r.word(pairAgreement, flags(agrees(m, t))<<16|t.sort()<<8|sort)
	r.word(pairAgreement, 1<<30|uint32(m.gender)<<16|uint32(t.gender)<<12|uint32(m.number)<<10|uint32(t.number)<<8|sort)
	if m.form != nlp.ByPronoun && t.best != nlp.ByPronoun {
		r.word(pairMatch, match(m, t)<<16|t.sort()<<8|sort)
		r.word(pairMatch, 1<<30|match(m, t)<<16|sentences<<8|sort)
	}
}

// ofHeads tells the heads that m and t bring together.
func (r *Reading) ofHeads(m *mention, t *thing) {
	if is := match(m, t); is != 0 {
		r.word(pairHeads, mix(m.headKey, is))
		return
	}
	r.word(pairHeads, mix(mix(m.headKey, t.noun), 99))
	r.word(pairKind, mix(kindCode(t.kind), m.headKey))
	r.word(pairClass, 1<<31|uint32(m.class)<<16|uint32(t.class)<<8|flags(m.det == definite, t.best == nlp.ByName))
}

func flags(bs ...bool) uint32 {
	v := uint32(0)
	for i, b := range bs {
		if b {
			v |= 1 << i
		}
	}
	return v
}

// bucket is the size of a number in few steps.
func bucket(n int32) uint32 {
	switch {
	case n < 0:
		return 0
	case n <= 4:
		return 1 + uint32(n)
	case n <= 7:
		return 6
	case n <= 12:
		return 7
	case n <= 20:
		return 8
	case n <= 40:
		return 9
	}
	return 10
}

// step is log-odds in few steps.
func step(w float32) uint32 { return uint32(max(0, min(10, w+5))) }
