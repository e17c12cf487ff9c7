package predicate

import (
	"dossier/internal/nlp"
)

// The role of an argument is learnt. Rules over the tree say who can take part in
// a predicate and what they likely are to it; a linear model over features of the
// predicate, of the phrase and of how the two hang together has the last word.
// Its weights are whole numbers, so that sums are the same on every machine.

const (
	keyBasis = 2166136261
	keyPrime = 16777619
)

func keyOf(s string) uint32 {
	h := uint32(keyBasis)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * keyPrime
	}
	return h
}

// mix is the key of two keys in this order.
func mix(a, b uint32) uint32 {
	h := (a ^ b*0x85ebca6b) * 0xc2b2ae35
	h = (h ^ h>>15) * 0x27d4eb2f
	return h ^ h>>13
}

// lemmaKey is the key of the lemma of word i.
func (r *reading) lemmaKey(i int32) uint32 {
	if r.keys[i] == 0 {
		r.keys[i] = keyOf(r.word(i).Lemma) | 1
	}
	return r.keys[i]
}

// Candidate is somebody or something that may take part in a predicate.
type Candidate struct {
	Predicate *nlp.Predicate
	Head      int      // its head word
	Rule      nlp.Role // what the rules take it for
	Shared    bool
	Features  []uint32 // good until the next one
}

// Candidates calls f with each candidate of an analysis, their roles those of the
// rules.
func Candidates(a *nlp.Analysis, f func(*Candidate)) {
	r := &reading{lex: words(), collect: f}
	r.read(a)
}

// decide is the role of the phrase at i for predicate k; NoRole for none.
func (r *reading) decide(k, i int32, rule nlp.Role, shared bool) nlp.Role {
	if r.collect == nil && len(r.lex.weights) == 0 {
		return rule
	}
	r.features(k, i, rule, shared)
	if r.collect != nil {
		r.collect(&Candidate{&r.preds[k], int(i), rule, shared, r.buf})
		return rule
	}
	return r.lex.best(r.buf)
}

// best is the role with the highest sum of weights, the first of equals.
func (l *lexicon) best(features []uint32) nlp.Role {
	var sum [nlp.Roles]int32
	mask := uint32(len(l.weights)/nlp.Roles - 1)
	for _, f := range features {
		w := l.weights[int(f&mask)*nlp.Roles:][:nlp.Roles]
		for c := range sum {
			sum[c] += int32(w[c])
		}
	}
	best := nlp.Role(0)
	for c := range sum {
		if sum[c] > sum[best] {
			best = nlp.Role(c)
		}
	}
	return best
}

// features fills r.buf with the features of the phrase at i as an argument of
// predicate k.
func (r *reading) features(k, i int32, rule nlp.Role, shared bool) {
	p := &r.preds[k]
	w := r.word(i)
	verb := int32(p.Word)
	prep, slot := r.slot(k, i, shared)
	lemma, head := keyOf(p.Verb), r.lemmaKey(i)
	kind, class := keyOf(string(r.kindOf(i))), uint32(r.classOf(i))
	frame := r.frame(p, verb)
	form := flag(p.Noun, 1) | flag(p.Passive, 2) | flag(p.Attributive, 4) | flag(p.Light >= 0, 8)
	slot = mix(slot, form)
	side := flag(i < verb, 1)
	when := uint32(0)
	if t := r.timeAt[i]; t >= 0 {
		when = 1 + keyOf(string(r.a.Times[t].Kind))
	}
	b := r.buf[:0]
	add := func(n, a, c uint32) { b = append(b, mix(mix(n, a), c)) }
	ruled := uint32(rule)<<1 | flag(shared, 1)
	add(1, ruled, form)
	add(2, slot, 0)
	add(3, lemma, slot)
	add(4, lemma, ruled)
	add(5, prep, class)
	add(6, slot, class)
	add(7, slot, kind)
	add(8, slot, head)
	add(9, slot, frame)
	add(10, mix(lemma, frame), slot)
	add(11, head, ruled)
	add(12, uint32(p.Class), slot)
	add(13, when, prep)
	add(14, slot, side)
	add(15, slot, uint32(w.UPOS))
	add(16, slot, flag(r.of[i] >= 0, 1)+flag(r.of[i] >= 0 && r.word(i).UPOS == nlp.NOUN, 2))
	add(17, lemma, prep)
	add(18, slot, ruled)
	add(19, mix(prep, head), 0)
	add(20, mix(uint32(p.Class), prep), mix(class, kind))
	add(21, mix(frame, ruled), form)
	if p.Noun {
		n := r.lex.nouns[p.Lemma]
		add(22, keyOf(p.Lemma), slot)
		add(23, flag(n.undergoes, 1)|flag(n.event, 2)|flag(r.lex.alone[p.Verb], 4), mix(slot, frame))
	} else {
		add(24, flag(r.lex.alone[p.Verb], 1), mix(slot, frame))
	}
	r.buf = b
}

func flag(on bool, v uint32) uint32 {
	if on {
		return v
	}
	return 0
}

// slot is the key of the preposition or conjunction of the phrase at i, and that
// of the way it hangs on predicate k.
func (r *reading) slot(k, i int32, shared bool) (prep, slot uint32) {
	w := r.word(i)
	if c := r.child(i, nlp.Case); c >= 0 {
		prep = r.lemmaKey(c)
		if f := r.child(c, nlp.Fixed); f >= 0 {
			prep = mix(prep, r.lemmaKey(f))
		}
	} else if c := r.child(i, nlp.MarkRel); c >= 0 {
		prep = mix(r.lemmaKey(c), 7)
	}
	p := &r.preds[k]
	if h := r.tree.Head(i); !shared || h == int32(p.Word) || h == int32(p.Light) && p.Light >= 0 {
		return prep, mix(uint32(w.Rel)+1, prep)
	}
	prep = 0
	s := uint32(100) + uint32(r.word(int32(p.Word)).Rel)
	switch i {
	case r.subject[p.Word]:
		s += 1000
	case r.object[p.Word]:
		s += 2000
	}
	return prep, s
}

// frame tells what hangs on a predicate: object, indirect object, clauses; of a
// noun its possessor and the phrases with "of" and "by".
func (r *reading) frame(p *nlp.Predicate, i int32) uint32 {
	if r.frameOf == int(i) {
		return r.frameKey
	}
	key := flag(p.With >= 0, 1)
	if !p.Noun && r.object[i] >= 0 {
		key |= 2
	}
	for c, n := r.tree.First[i], 0; c >= 0 && n < longest; c, n = r.tree.Next[c], n+1 {
		switch r.word(c).Rel {
		case nlp.Iobj:
			key |= 4
		case nlp.Ccomp:
			key |= 8
		case nlp.Xcomp:
			key |= 16
		case nlp.NmodPoss:
			key |= 32
		case nlp.Nmod:
			switch r.caseOf(c) {
			case "of":
				key |= 64
			case "by":
				key |= 128
			case "on", "against", "to":
				key |= 256
			}
		}
	}
	r.frameOf, r.frameKey = int(i), key
	return key
}
