package coref

import (
	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
)

// deed is what is known of a thing's part in violence: it did it, it was done to
// it.
type deed uint8

const (
	didIt deed = 1 << iota
	suffered
	died
)

// harms are verbs whose object is harmed by their subject.
var harms = keysOf("kill", "shoot", "murder", "wound", "injure", "stab", "assassinate", "behead", "slay", "gun", "kidnap", "abduct", "hurt", "maim")

// assaults are verbs of what attackers do that need no object.
var assaults = keysOf("attack", "fire", "storm", "ambush", "bomb", "raid")

// killings are verbs whose object is dead afterwards.
var killings = keysOf("kill", "murder", "assassinate", "behead", "slay")

func keysOf(words ...string) []uint32 {
	out := make([]uint32, len(words))
	for i, w := range words {
		out[i] = Key(w)
	}
	return out
}

var dieKey, deadKey = Key("die"), Key("dead")

// deedOf is what the clause of m tells of its part in violence.
func (r *Reading) deedOf(m *mention) deed {
	d := deed(0)
	if m.alias != 0 && m.alias == r.attacker {
		d |= didIt
	}
	switch m.role {
	case subject:
		switch {
		case m.governor == dieKey:
			d |= suffered | died
		case holds(harms, m.governor), holds(assaults, m.governor):
			d |= didIt
		}
	case agent:
		if holds(harms, m.governor) || holds(assaults, m.governor) {
			d |= didIt
		}
	case passiveSubject, object:
		if holds(harms, m.governor) {
			d |= suffered
		}
		if holds(killings, m.governor) || d&suffered != 0 && r.deadly(r.tree.Head(m.head)) {
			d |= died
		}
	}
	return d
}

// deadly reports whether the verb at word v has its object dead: "shot dead".
func (r *Reading) deadly(v int32) bool {
	for c, n := r.tree.First[v], 0; c >= 0 && n < tree.Widest; c, n = r.tree.Next[c], n+1 {
		if r.lemma[c] == deadKey {
			return true
		}
	}
	return false
}

// outlived reports whether the pronoun m, told of somebody who acts, comes after
// the death of t while the one who did it is being spoken of: it is not t then.
// What was the dead one's may still be called his or hers.
func (r *Reading) outlived(m *mention, t *thing) bool {
	if t.deed&died == 0 || t.deed&didIt != 0 || m.role == possessor || m.sentence <= t.diedAt {
		return false
	}
	known := r.index[r.attacker]
	for _, k := range known.things[:known.n] {
		if a := &r.entities[k]; a != t && a.number != plural && m.sentence-r.mentions[a.last].sentence <= 1 {
			return true
		}
	}
	return false
}

// rivals reports whether m and t stand on both sides of the violence: the attacker
// is not who was killed by name, and who is killed by name is not the attacker, as
// long as nothing tells that they are.
func (r *Reading) rivals(m *mention, t *thing) bool {
	switch {
	case m.form == nlp.ByPronoun || t.best == nlp.ByPronoun:
		return false
	case m.deed&didIt != 0:
		return t.best == nlp.ByName && t.deed&didIt == 0 && t.deed&suffered != 0
	case m.form == nlp.ByName && m.deed&suffered != 0 && m.deed&didIt == 0:
		return t.deed&didIt != 0
	}
	return false
}
