package part

import (
	"strings"

	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// Tie is how a noun hangs on a doing.
type Tie uint8

// The ties: those of a preposition, where one is told, and otherwise the role.
const (
	NoTie    Tie = iota
	Agent        // who does it
	Patient      // whom or what it is done to
	By           // after "by" behind a noun
	On           // on, upon, over
	Against      // against, at
	In           // in, inside, into
	Near         // near, outside, in front of
	With         // with, using
	Of           // of
	From         // from
	To           // to, toward
	For          // for
	Between      // between, among
	During       // during, after, before
	Beside       // a noun or owner before it: "guerrilla attack", "the army's attack"
	Receiver     // who is told or given something
	Called       // what somebody is called, accused of
	Other        // any other
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
	class uint8 // WordNet's class of its verb
	far   bool  // through another noun: "members of X attacked", "the office of X was attacked"
	mood  mood
	sort  nlp.Class // the sort of predicate it is
}

// mood is how a doing is put.
type mood uint8

// The moods: as it happened, not, and those of nlp.Modality.
const (
	real mood = iota
	negated
	moods // the modalities other than actual follow
)

// tree gives the children of the words of an analysis, and the acts told.
type tree struct {
	a     *nlp.Analysis
	first []int32 // by word: its first child, -1 for none
	next  []int32 // by word: the next child of the same head
	acts  []Act   // by word
	ties  map[int][]link
	lower []string
}

func grow(a *nlp.Analysis) *tree {
	n := len(a.Words)
	t := &tree{a: a, first: make([]int32, n), next: make([]int32, n), acts: make([]Act, n), lower: make([]string, n), ties: map[int][]link{}}
	for i := range t.first {
		t.first[i], t.next[i] = -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := a.Words[i].Head; h >= 0 {
			t.next[i], t.first[h] = t.first[h], int32(i)
		}
		t.lower[i] = strings.ToLower(a.Words[i].Lemma)
		if u := a.Words[i].UPOS; u == nlp.NOUN || u == nlp.PROPN {
			t.acts[i] = nouns[t.lower[i]]
		}
	}
	for i := range a.Predicates {
		t.predicate(&a.Predicates[i])
	}
	return t
}

// predicate notes the act of a predicate and its ties.
func (t *tree) predicate(p *nlp.Predicate) {
	act := actOf(p)
	t.acts[p.Word] = act
	if p.Carries >= 0 {
		act = NoAct // what it carries tells
		t.acts[p.Word] = Commit
	}
	m := real
	switch {
	case p.Negated:
		m = negated
	case p.Modality != nlp.Actual:
		m = moods + mood(p.Modality)
	}
	class := lexicon.VerbClass(p.Verb)
	for i := range p.Args {
		g := &p.Args[i]
		if tie := t.tieOf(g); tie != NoTie {
			t.ties[g.Head] = append(t.ties[g.Head], link{act: act, tie: tie, verb: p.Word, class: class, mood: m, sort: p.Class})
		}
	}
}

// actOf is the act of a predicate: by its phrase, its noun, its verb.
func actOf(p *nlp.Predicate) Act {
	l := strings.ReplaceAll(p.Lemma, " ", "-")
	if p.Noun {
		if act := nouns[l]; act != NoAct {
			return act
		}
		if !p.Event {
			return NoAct
		}
		return verbs[p.Verb]
	}
	switch l {
	case "take", "hold":
		return NoAct
	}
	if act := verbs[l]; act != NoAct {
		return act
	}
	return verbs[p.Verb]
}

// tieOf is the tie that an argument makes.
func (t *tree) tieOf(g *nlp.Argument) Tie {
	switch g.Role {
	case nlp.Agent:
		return Agent
	case nlp.Patient:
		return Patient
	case nlp.Instrument:
		return With
	case nlp.Recipient:
		return Receiver
	case nlp.Attribute:
		return Called
	}
	if g.Prep >= 0 {
		if tie := prepositions[t.lower[g.Prep]]; tie != NoTie {
			return tie
		}
		return Other
	}
	switch g.Role {
	case nlp.Place, nlp.Time, nlp.Content:
		return NoTie
	}
	return Other
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

// maxClimb bounds how many nouns stand between a noun and the doing it hangs on.
const maxClimb = 4

// links are the ties of the noun w: its own, those of what it is joined or in
// apposition to, and those of the noun that it describes.
func (t *tree) links(w int) []link {
	out := append([]link(nil), t.ties[w]...)
	far := false
	for step := 0; step < maxClimb; step++ {
		h := t.a.Words[w].Head
		if h < 0 || !t.nominal(h) {
			break
		}
		switch t.a.Words[w].Rel {
		case nlp.Conj, nlp.Appos, nlp.Flat, nlp.NmodDesc, nlp.List, nlp.Dep, nlp.Parataxis:
			if len(out) > 0 && !far {
				return out
			}
		case nlp.Nmod, nlp.Compound, nlp.NmodPoss, nlp.NmodUnmarked, nlp.Amod:
			if t.acts[h] != NoAct && !far && len(out) == 0 {
				tie := t.preposition(w)
				if tie == NoTie {
					tie = Beside
				}
				out = append(out, link{act: t.acts[h], tie: tie, verb: h})
			}
			far = true
		default:
			return out
		}
		for _, l := range t.ties[h] {
			l.far = l.far || far
			out = append(out, l)
		}
		w = h
	}
	return out
}

// nominal reports whether a word is a noun.
func (t *tree) nominal(w int) bool {
	switch t.a.Words[w].UPOS {
	case nlp.NOUN, nlp.PROPN, nlp.PRON, nlp.NUM, nlp.ADJ:
		return true
	}
	return false
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
