package ner

import "dossier/internal/learn/crf"

// features writes the features of the tokens of one sentence.
type features struct {
	o           *Observer
	first, last int
	mode        uint32
	seq         *crf.Sequence
}

// outside is the sight of what lies beyond the sentence.
var outside = sight{word: 1, shape: 1, form: mark}

func (f *features) at(i int) *sight {
	if i < f.first || i >= f.last {
		return &outside
	}
	return &f.o.sights[i]
}

// add appends the feature of a template with its values.
func (f *features) add(template, a, b uint32) {
	h := template*0x9E3779B1 ^ a
	h = (h ^ h>>15) * 0x85EBCA77
	h ^= b * 0xC2B2AE3D
	h = (h ^ h>>13) * 0x27D4EB2F
	f.seq.Hashes = append(f.seq.Hashes, h^h>>16)
}

// The templates of a word by itself take numbers from 1, those of its
// neighbours from 100, those of lists and rules from 200.
func (f *features) token(i int, seq *crf.Sequence) {
	f.seq = seq
	p2, p, s, n, n2 := f.at(i-2), f.at(i-1), f.at(i), f.at(i+1), f.at(i+2)
	f.add(1, f.mode, 0)
	f.word(s)
	f.add(100, p.word, 0)
	f.add(101, n.word, 0)
	f.add(102, p2.word, 0)
	f.add(103, n2.word, 0)
	f.add(104, p.word, s.word)
	f.add(105, s.word, n.word)
	f.add(106, p.word, n.word)
	f.add(107, p2.word, p.word)
	f.add(108, n.word, n2.word)
	cs := f.mode<<3 | uint32(s.form)
	f.add(110, p.word, cs)
	f.add(111, n.word, cs)
	forms := uint32(p.form)<<8 | uint32(s.form)<<4 | uint32(n.form)
	f.add(112, forms, f.mode)
	f.add(113, forms<<8|uint32(p2.form)<<4|uint32(n2.form), f.mode)
	f.add(114, p.shape, f.mode<<8|cs)
	f.add(115, n.shape, f.mode<<8|cs)
	f.add(116, p.suf[2], cs)
	f.add(117, n.suf[2], cs)
	if i == f.first {
		f.add(118, cs, 0)
	}
	f.lists(p, s, n, cs)
	f.dictionary(p, s, n, cs)
	f.clusters(p2, p, s, n, n2, cs)
	f.syntax(p2, p, s, n, n2, cs)
	f.rules(p, s, n, cs)
}

// word adds the features of a token by itself.
func (f *features) word(s *sight) {
	f.add(2, s.word, 0)
	f.add(3, s.shape, f.mode)
	f.add(4, s.word, s.shape)
	for k, h := range s.pre {
		f.add(5+uint32(k), h, 0)
	}
	for k, h := range s.suf {
		f.add(10+uint32(k), h, uint32(s.form))
	}
	if s.part != 0 {
		f.add(15, s.part, 0)
	}
	f.add(16, uint32(s.form)<<8|s.flags, f.mode)
}

// lists adds what the word lists say of a token and its neighbours.
func (f *features) lists(p, s, n *sight, cs uint32) {
	f.add(200, uint32(s.class), cs)
	f.add(201, uint32(p.class), cs)
	f.add(202, uint32(n.class), cs)
	f.add(203, uint32(p.class)*31+uint32(s.class), uint32(n.class))
	for c := s.class; c != 0; c &= c - 1 {
		f.add(204, uint32(c&-c), cs)
	}
	for c := p.class; c != 0; c &= c - 1 {
		f.add(205, uint32(c&-c), cs)
	}
	for c := n.class; c != 0; c &= c - 1 {
		f.add(206, uint32(c&-c), cs)
	}
	for c := s.flags; c != 0; c &= c - 1 {
		f.add(207, c&-c, cs)
	}
	names := flagGiven | flagSurname | flagCommon
	f.add(208, (p.flags&names)<<8|uint32(p.form), (s.flags&names)<<8|uint32(s.form))
	f.add(209, (n.flags&names)<<8|uint32(n.form), (s.flags&names)<<8|uint32(s.form))
	f.add(210, uint32(s.hit), cs)
	f.add(211, uint32(s.hit)<<16|uint32(p.hit)<<8|uint32(n.hit), 0)
	f.add(212, uint32(s.hit), s.flags&names)
	f.add(213, uint32(s.hit), p.word)
}

// dictionary adds what the dictionary says of a token and its neighbours.
func (f *features) dictionary(p, s, n *sight, cs uint32) {
	if s.entry != 0 {
		f.add(240, uint32(s.entry), cs)
		f.add(241, uint32(s.entry), s.flags&(flagGiven|flagSurname|flagCommon))
		f.add(242, uint32(s.entry), uint32(s.rule))
		f.add(246, uint32(s.entry), uint32(s.hit))
	}
	if p.entry != 0 {
		f.add(243, uint32(p.entry), cs)
	}
	if n.entry != 0 {
		f.add(244, uint32(n.entry), cs)
	}
	if s.entry|p.entry|n.entry != 0 {
		f.add(245, uint32(p.entry)<<16|uint32(n.entry), uint32(s.entry))
	}
}

// syntax adds what tags and trees say of a token and its neighbours.
func (f *features) syntax(p2, p, s, n, n2 *sight, cs uint32) {
	at := uint32(s.upos)<<5 | uint32(s.ending)
	f.add(300, at, cs)
	f.add(301, uint32(p.ending)<<10|at, uint32(n.upos))
	f.add(302, uint32(p2.ending)<<5|uint32(p.ending), at)
	f.add(303, uint32(n2.upos)<<5|uint32(n.upos), at)
	f.add(304, at, s.word)
	f.add(305, at, uint32(s.rule))
	f.add(306, at, s.flags<<8|uint32(s.hit))
	f.add(307, uint32(s.rel)<<10|at, cs)
	f.add(308, uint32(s.rel), s.head)
	f.add(309, uint32(n.rel)<<8|uint32(s.rel), uint32(p.rel))
}

// clusters adds the clusters of a token and its neighbours.
func (f *features) clusters(p2, p, s, n, n2 *sight, cs uint32) {
	for k, c := range [...]uint32{s.cluster, p.cluster, n.cluster, p2.cluster, n2.cluster} {
		if c == 0 {
			continue
		}
		t := 260 + 4*uint32(k)
		fine := c & 1023
		f.add(t, fine, cs)
		if k < 3 {
			f.add(t+1, c>>10&255, cs)
			f.add(t+2, c>>18&63, cs)
		}
	}
	f.add(280, p.cluster>>10, s.cluster>>10)
	f.add(281, s.cluster>>10, n.cluster>>10)
	f.add(282, p.cluster>>10, n.cluster>>10^cs)
}

// rules adds what the rules propose.
func (f *features) rules(p, s, n *sight, cs uint32) {
	f.add(220, uint32(s.rule), cs)
	f.add(221, uint32(s.rule)<<16|uint32(p.rule)<<8|uint32(n.rule), 0)
	f.add(222, uint32(s.rule), s.word)
	f.add(223, uint32(s.rule), uint32(s.hit))
	f.add(224, uint32(s.rule), p.word)
	f.add(225, uint32(s.rule), n.word)
	if s.before != 0 {
		f.add(230, uint32(s.before), cs)
		f.add(231, uint32(s.before), uint32(s.rule))
	}
	if b := p.before; b != 0 {
		f.add(232, uint32(b), cs)
	}
	if b := n.before; b != 0 {
		f.add(233, uint32(b), cs)
	}
}
