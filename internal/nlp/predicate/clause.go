package predicate

import (
	"strings"

	"dossier/internal/nlp"
)

// voices tells which verbs are in the passive, heads before those that hang on
// them.
func (r *reading) voices() {
	for _, i := range r.tree.Order {
		if k := r.of[i]; k >= 0 && !r.preds[k].Noun {
			r.preds[k].Passive = r.passiveAt(i)
		}
	}
}

// relate works out the subject and the object of word i; that of the word it
// hangs on is known.
func (r *reading) relate(i int32) {
	w := r.word(i)
	gap := int32(-1)
	for c := r.tree.First[i]; c >= 0; c = r.tree.Next[c] {
		switch r.word(c).Rel {
		case nlp.Nsubj, nlp.NsubjPass, nlp.NsubjOuter, nlp.Csubj, nlp.CsubjPass:
			if r.subject[i] < 0 {
				r.subject[i] = r.antecedent(c)
			}
		case nlp.Obj:
			if r.object[i] < 0 {
				r.object[i] = r.antecedent(c)
			}
		}
		if r.relative(c) {
			gap = c
		}
	}
	if w.UPOS != nlp.VERB && r.subject[i] < 0 && w.Rel != nlp.Xcomp && w.Rel != nlp.Conj && w.Rel != nlp.Advcl && w.Rel != nlp.Acl && r.of[i] < 0 {
		return
	}
	h := r.tree.Head(i)
	if h < 0 {
		return
	}
	if r.subject[i] < 0 {
		r.subject[i] = r.inherited(i, h)
	}
	if w.Rel == nlp.AclRelcl && w.UPOS == nlp.VERB && gap < 0 && r.child(i, nlp.MarkRel) < 0 && r.object[i] < 0 && r.subject[i] != h && !r.passive(i) &&
		r.child(i, nlp.Ccomp) < 0 && r.child(i, nlp.Xcomp) < 0 && !r.lex.alone[w.Lemma] {
		r.object[i] = h // "the men they killed"
	}
	if w.Rel == nlp.Conj && w.UPOS == nlp.VERB {
		r.share(i, h)
	}
}

// inherited is the subject of word i that its clause does not say.
func (r *reading) inherited(i, h int32) int32 {
	w := r.word(i)
	switch w.Rel {
	case nlp.Conj:
		if r.word(h).UPOS == nlp.VERB || w.UPOS == nlp.VERB || r.subject[h] >= 0 {
			return r.subject[h]
		}
	case nlp.Xcomp:
		if o := r.object[h]; o >= 0 && o < h && o < i && r.object[i] < 0 && w.UPOS == nlp.VERB && r.tree.Head(o) != h {
			r.object[i], r.object[h] = o, -1 // "the house they planned to burn"
			return r.subject[h]
		}
		if r.object[h] >= 0 && !r.passive(h) && !subjectsDo[r.word(h).Lemma] && r.object[h] != i {
			return r.object[h]
		}
		return r.subject[h]
	case nlp.AclRelcl:
		return h
	case nlp.Ccomp:
		if w.UPOS == nlp.VERB && !strings.Contains(w.Feats, "VerbForm=Fin") && r.child(i, nlp.MarkRel) < 0 && r.child(i, nlp.Aux) < 0 && r.child(i, nlp.AuxPass) < 0 ||
			strings.Contains(w.Feats, "VerbForm=Ger") {
			return r.subject[h]
		}
	case nlp.Acl:
		if r.infinitive(i) {
			if d := r.doer(h); d >= 0 {
				return d
			}
		}
		if c := r.child(i, nlp.MarkRel); c >= 0 && r.word(c).UPOS == nlp.SCONJ {
			return r.doer(h) // "the accusation of having killed"
		}
		return h
	case nlp.Advcl:
		if r.of[h] >= 0 && r.word(h).UPOS == nlp.NOUN && r.subject[h] < 0 {
			return r.doer(h)
		}
		if c := r.child(i, nlp.MarkRel); c >= 0 && !r.passive(h) && r.object[h] >= 0 {
			switch r.word(c).Lemma {
			case "of", "from", "for", "with":
				if r.word(c).Lemma != "for" || blames[r.word(h).Lemma] {
					return r.object[h] // "accused him of killing"
				}
			}
		}
		return r.subject[h]
	}
	return -1
}

// share gives the verb i, joined to the verb h, the object that both have: "shot
// and killed two guards".
func (r *reading) share(i, h int32) {
	if r.word(h).UPOS != nlp.VERB {
		return
	}
	switch {
	case r.object[i] < 0 && r.object[h] > i:
		r.object[i] = r.object[h]
	case r.object[h] < 0 && r.object[i] > i && i-h == 2 && !r.passive(h) && !r.passive(i) && !r.lex.alone[r.word(h).Lemma] && r.subject[h] == r.subject[i]:
		r.object[h] = r.object[i]
	}
}

// doer is who does what the noun i tells of: its possessor, or the subject of
// the verb whose object it is.
func (r *reading) doer(i int32) int32 {
	if c := r.child(i, nlp.NmodPoss); c >= 0 {
		return c
	}
	h := r.tree.Head(i)
	if h < 0 || r.of[i] < 0 && r.word(i).UPOS == nlp.NOUN && attitudes[r.word(i).Lemma] == plain {
		return -1
	}
	switch r.word(i).Rel {
	case nlp.Obj, nlp.Xcomp:
		if r.word(h).UPOS == nlp.VERB && !r.passive(h) {
			return r.subject[h]
		}
	case nlp.Obl:
		return r.subject[h]
	}
	return -1
}

// relative reports whether word i stands for the antecedent of a relative clause.
func (r *reading) relative(i int32) bool {
	w := r.word(i)
	return (w.UPOS == nlp.PRON || w.UPOS == nlp.DET || w.UPOS == nlp.ADV) && strings.Contains(w.Feats, "PronType=Rel")
}

// highest bounds the climb from a relative pronoun to its clause.
const highest = 8

// antecedent is the noun that the relative pronoun i stands for; i itself when it
// is none.
func (r *reading) antecedent(i int32) int32 {
	if !r.relative(i) {
		return i
	}
	for h, n := r.tree.Head(i), 0; h >= 0 && n < highest; h, n = r.tree.Head(h), n+1 {
		if r.word(h).Rel == nlp.AclRelcl {
			if a := r.tree.Head(h); a >= 0 {
				return a
			}
		}
	}
	return i
}

// passive reports whether verb i is in the passive: by its auxiliary or subject,
// or as a participle of the past.
func (r *reading) passive(i int32) bool {
	if k := r.of[i]; k >= 0 {
		return r.preds[k].Passive // found when the word was
	}
	return false
}

// passiveAt works it out.
func (r *reading) passiveAt(i int32) bool {
	w := r.word(i)
	if w.UPOS != nlp.VERB {
		return w.UPOS == nlp.ADJ // "were injured"
	}
	if r.child(i, nlp.AuxPass) >= 0 || r.child(i, nlp.NsubjPass) >= 0 {
		return true
	}
	if !strings.Contains(w.Feats, "VerbForm=Part") || strings.Contains(w.Feats, "Tense=Pres") {
		return false
	}
	if r.child(i, nlp.Nsubj) >= 0 && r.child(i, nlp.Obj) >= 0 {
		return false // "the boy stabbed her": the tree knows better than the tag
	}
	if w.Rel == nlp.Conj && r.child(i, nlp.Aux) < 0 {
		if h := r.tree.Head(i); h >= 0 && r.subjectOf(i) < 0 && r.word(h).UPOS == nlp.VERB {
			return r.passive(h)
		}
	}
	if strings.Contains(w.Feats, "Voice=Pass") {
		return true
	}
	return (w.Rel == nlp.Acl || w.Rel == nlp.Amod || w.Rel == nlp.Advcl) && r.child(i, nlp.Aux) < 0
}

func (r *reading) subjectOf(i int32) int32 { return r.tree.Subject(i) }

// infinitive reports whether verb i is one.
func (r *reading) infinitive(i int32) bool { return strings.Contains(r.word(i).Feats, "VerbForm=Inf") }
