package part

import (
	"strings"

	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// Tie is how a noun hangs on a doing.
type Tie uint8

// The ties.
const (
	NoTie   Tie = iota
	Agent       // who does it
	Patient     // whom or what it is done to
	By          // after "by" behind a noun
	On          // on, upon, over
	Against     // against, at
	In          // in, inside, into
	Near        // near, outside, in front of
	With        // with, using
	Of          // of
	From        // from
	To          // to, toward
	For         // for
	Between     // between, among
	During      // during, after, before
	Beside      // a noun or owner before it: "guerrilla attack", "the army's attack"
	Other       // any other preposition
	tieCount
)

var prepositions = lemmas(map[Tie]string{
	By: "by", On: "on upon over onto atop", Against: "against at toward towards", In: "in inside into within through aboard",
	Near: "near outside front beside around opposite next close behind under beneath below along", With: "with using", Of: "of", From: "from",
	To: "to", For: "for", Between: "between among amongst", During: "during after before since until while following",
})

// link is one tie of a noun to a doing.
type link struct {
	act   Act
	tie   Tie
	verb  int   // the word of the doing
	class uint8 // WordNet's class of a verb
	far   bool  // through another noun: "members of X attacked", "the office of X was attacked"
	mood  mood
}

// mood is how a doing is put.
type mood uint8

const (
	real    mood = iota
	negated      // not, nobody
	unreal       // would, if, may, must
	tried        // tried to, attempted
	planned      // planned to, threatened to, ordered to
	moodSize
)

// tree gives the children of the words of an analysis.
type tree struct {
	a     *nlp.Analysis
	first []int32 // by word: its first child, -1 for none
	next  []int32 // by word: the next child of the same head
	acts  []Act   // by word
	lower []string
}

func grow(a *nlp.Analysis) *tree {
	n := len(a.Words)
	t := &tree{a: a, first: make([]int32, n), next: make([]int32, n), acts: make([]Act, n), lower: make([]string, n)}
	for i := range t.first {
		t.first[i], t.next[i] = -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := a.Words[i].Head; h >= 0 {
			t.next[i], t.first[h] = t.first[h], int32(i)
		}
		t.lower[i] = strings.ToLower(a.Words[i].Lemma)
	}
	for i := range t.acts {
		t.acts[i] = t.actOf(i)
	}
	return t
}

// child is the first child of w with one of the relations, -1 for none.
func (t *tree) child(w int, rels ...nlp.Rel) int {
	for c := t.first[w]; c >= 0; c = t.next[c] {
		for _, r := range rels {
			if t.a.Words[c].Rel == r {
				return int(c)
			}
		}
	}
	return -1
}

// actOf is the act that a word tells.
func (t *tree) actOf(i int) Act {
	w, l := &t.a.Words[i], t.lower[i]
	switch w.UPOS {
	case nlp.VERB:
		if p := t.child(i, nlp.CompoundPrt, nlp.Advmod); p >= 0 {
			if act := verbs[l+"-"+t.lower[p]]; act != NoAct {
				return act
			}
		}
		switch o := t.child(i, nlp.Obj); {
		case l == "set" && (t.has(i, "fire") || t.has(i, "ablaze")):
			return Burn
		case l == "open" && o >= 0 && t.lower[o] == "fire":
			return Shoot
		case l == "take" && o >= 0 && t.acts[o] == NoAct && !t.has(i, "hostage") && !t.has(i, "captive"), l == "hold" && !t.has(i, "hostage"):
			return NoAct
		}
		return verbs[l]
	case nlp.NOUN, nlp.PROPN, nlp.ADJ:
		return nouns[l]
	}
	return NoAct
}

// has reports whether a word of some lemma hangs on w or on one that does.
func (t *tree) has(w int, lemma string) bool {
	for c := t.first[w]; c >= 0; c = t.next[c] {
		if t.lower[c] == lemma {
			return true
		}
	}
	return false
}

// light are the acts that only say that the doing named by their object was
// done.
func light(a Act) bool { return a == Commit || a == Try || a == Plan || a == NoAct }

// passive reports whether a verb is in the passive.
func (t *tree) passive(v int) bool {
	return t.child(v, nlp.NsubjPass, nlp.AuxPass) >= 0 || strings.Contains(t.a.Words[v].Feats, "Voice=Pass")
}

// moodOf is how a doing is put.
func (t *tree) moodOf(v int) mood {
	for c := t.first[v]; c >= 0; c = t.next[c] {
		switch l := t.lower[c]; t.a.Words[c].Rel {
		case nlp.Advmod:
			if l == "not" || l == "never" || l == "n't" {
				return negated
			}
		case nlp.Det:
			if l == "no" {
				return negated
			}
		case nlp.Aux:
			switch l {
			case "would", "could", "may", "might", "can", "will", "should", "must", "shall":
				return unreal
			}
		case nlp.MarkRel:
			if l == "if" || l == "unless" || l == "whether" {
				return unreal
			}
		}
	}
	if w := &t.a.Words[v]; w.Head >= 0 && (w.Rel == nlp.Xcomp || w.Rel == nlp.Ccomp || w.Rel == nlp.Acl || w.Rel == nlp.Obj || w.Rel == nlp.Advcl) {
		switch t.acts[w.Head] {
		case Try:
			return tried
		case Plan, Threaten:
			return planned
		case Deny:
			return negated
		}
	}
	return real
}

// maxLinks bounds the ties of one noun.
const maxLinks = 12

// links are the ties of the noun w.
func (t *tree) links(w int) []link {
	var out []link
	t.above(w, 0, false, &out)
	t.below(w, &out)
	return out
}

func (t *tree) emit(out *[]link, v int, tie Tie, far bool) {
	if len(*out) >= maxLinks {
		return
	}
	l := link{act: t.acts[v], tie: tie, verb: v, far: far, mood: t.moodOf(v)}
	if t.a.Words[v].UPOS == nlp.VERB {
		l.class = lexicon.VerbClass(t.lower[v])
	}
	*out = append(*out, l)
}

// above follows the heads of w.
func (t *tree) above(w, depth int, far bool, out *[]link) {
	h := t.a.Words[w].Head
	if h < 0 || depth > 5 {
		return
	}
	switch r := t.a.Words[w].Rel; r {
	case nlp.Conj, nlp.Appos, nlp.Flat, nlp.NmodDesc, nlp.List, nlp.Dep, nlp.Parataxis:
		if t.nominal(h) {
			t.above(h, depth+1, far, out)
		}
	case nlp.Nsubj, nlp.NsubjOuter:
		t.subject(h, Agent, far, out, 0)
	case nlp.NsubjPass:
		t.subject(h, Patient, far, out, 0)
	case nlp.Obj, nlp.Iobj:
		t.emit(out, h, Patient, far)
		t.joined(h, Patient, far, out)
	case nlp.OblAgent:
		t.emit(out, h, Agent, far)
	case nlp.Obl, nlp.Nmod, nlp.OblUnmarked:
		t.oblique(w, h, depth, far, out)
	case nlp.Compound, nlp.NmodPoss, nlp.Amod, nlp.NmodUnmarked:
		if t.acts[h] != NoAct && t.a.Words[h].UPOS != nlp.VERB {
			t.emit(out, h, Beside, far)
		} else {
			t.above(h, depth+1, true, out)
		}
	}
}

// nominal reports whether a word is a noun.
func (t *tree) nominal(w int) bool {
	switch t.a.Words[w].UPOS {
	case nlp.NOUN, nlp.PROPN, nlp.PRON, nlp.NUM, nlp.ADJ:
		return true
	}
	return false
}

// subject gives the ties of a subject: to its verb, to what a light verb does, to
// the verbs joined to it, and to those under its control.
func (t *tree) subject(v int, tie Tie, far bool, out *[]link, depth int) {
	t.emit(out, v, tie, far)
	if depth > 2 {
		return
	}
	if light(t.acts[v]) && tie == Agent {
		if o := t.child(v, nlp.Obj); o >= 0 && t.acts[o] != NoAct {
			t.emit(out, o, Agent, far)
		}
	}
	for c := t.first[v]; c >= 0; c = t.next[c] {
		w := &t.a.Words[c]
		if w.UPOS != nlp.VERB || t.child(int(c), nlp.Nsubj, nlp.NsubjPass) >= 0 {
			continue
		}
		switch w.Rel {
		case nlp.Conj, nlp.Xcomp:
			if t.passive(int(c)) {
				t.subject(int(c), Patient, far, out, depth+1)
			} else {
				t.subject(int(c), Agent, far, out, depth+1)
			}
		case nlp.Advcl:
			if strings.Contains(w.Feats, "VerbForm=Ger") || strings.Contains(w.Feats, "Tense=Pres") || t.child(int(c), nlp.MarkRel) >= 0 {
				t.subject(int(c), Agent, far, out, depth+2)
			}
		}
	}
}

// joined gives the tie of an object to the verbs joined to its own that have
// none.
func (t *tree) joined(v int, tie Tie, far bool, out *[]link) {
	if w := &t.a.Words[v]; w.Rel == nlp.Conj && w.Head >= 0 && t.a.Words[w.Head].UPOS == nlp.VERB && t.child(w.Head, nlp.Obj) < 0 {
		t.emit(out, w.Head, tie, far)
	}
}

// oblique gives the tie of a noun behind a preposition.
func (t *tree) oblique(w, h, depth int, far bool, out *[]link) {
	tie := t.preposition(w)
	if t.a.Words[h].UPOS == nlp.VERB || t.acts[h] != NoAct {
		if tie == By && t.a.Words[h].UPOS == nlp.VERB && t.passive(h) {
			tie = Agent
		}
		t.emit(out, h, tie, far)
		return
	}
	if t.nominal(h) && tie != NoTie {
		t.above(h, depth+1, true, out)
	}
}

// preposition is the tie that the preposition of a noun makes.
func (t *tree) preposition(w int) Tie {
	c := t.child(w, nlp.Case)
	if c < 0 {
		return NoTie
	}
	if tie := prepositions[t.lower[c]]; tie != NoTie {
		return tie
	}
	return Other
}

// below gives the ties of a noun to the clauses that describe it.
func (t *tree) below(w int, out *[]link) {
	for c := t.first[w]; c >= 0; c = t.next[c] {
		x := &t.a.Words[c]
		if x.UPOS != nlp.VERB {
			continue
		}
		switch x.Rel {
		case nlp.AclRelcl:
			t.relative(int(c), out)
		case nlp.Acl:
			switch {
			case strings.Contains(x.Feats, "Tense=Past") || strings.Contains(x.Feats, "Voice=Pass"):
				t.subject(int(c), Patient, false, out, 1)
			case strings.Contains(x.Feats, "VerbForm=Ger") || strings.Contains(x.Feats, "Tense=Pres"):
				t.subject(int(c), Agent, false, out, 1)
			}
		}
	}
}

// relative gives the tie of a noun to the verb of its relative clause.
func (t *tree) relative(v int, out *[]link) {
	switch {
	case t.isRelative(t.child(v, nlp.Nsubj)):
		t.subject(v, Agent, false, out, 1)
	case t.isRelative(t.child(v, nlp.NsubjPass)):
		t.subject(v, Patient, false, out, 1)
	case t.child(v, nlp.Obj) < 0 || t.isRelative(t.child(v, nlp.Obj)):
		t.emit(out, v, Patient, false)
	default:
		t.emit(out, v, Other, false)
	}
}

func (t *tree) isRelative(w int) bool {
	if w < 0 {
		return false
	}
	switch t.lower[w] {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}
