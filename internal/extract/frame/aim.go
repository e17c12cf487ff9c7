package frame

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
)

// How much it weighs that a thing is said outright to be what was aimed at, and, per
// chance, that it is weighed as the thing or the people something was done to.
const (
	weightAimed = 3
	weightThing = 2.5
	weightHuman = 2
)

// aims adds to the piles what verbs and nouns of attack are said of, what is called
// the target, and what is weighed as the target or the victim.
func (r *reading) aims(piles []pile) []pile {
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		if p.Class != nlp.Attacking && p.Verb != "target" || !r.tells(p) || p.Modality != nlp.Actual && p.Modality != nlp.Alleged || p.Negated {
			continue
		}
		for k := range p.Args {
			if g := &p.Args[k]; g.Role == nlp.Patient || g.Prep >= 0 && against[strings.ToLower(r.in.WordText(g.Prep))] {
				piles = r.aimedAt(piles, g.First, g.Last, g.Head, g.Kind)
			}
		}
	}
	for w := range r.in.Words {
		if x := &r.in.Words[w]; x.Rel == nlp.Nsubj && x.Head >= 0 && strings.EqualFold(x.Lemma, "target") {
			first, last := r.subtree(x.Head, w)
			piles = r.aimedAt(piles, first, last, x.Head, "")
		}
	}
	return r.weighed(piles)
}

// against are the prepositions before what is attacked.
var against = map[string]bool{"on": true, "against": true, "upon": true}

// aimedAt adds the words [first, last), whose head is said to be what was attacked.
func (r *reading) aimedAt(piles []pile, first, last, head int, kind entity.Kind) []pile {
	si := r.sentence(head)
	if si < 0 || r.in.Background[si] {
		return piles
	}
	code := r.kindOf(first, last, head)
	if code == "" && kind == entity.Person && extract.NameAt(r.in, r.in.Words[head].Token) != nil {
		code = "person"
	}
	if code == "" {
		return piles
	}
	return addTo(piles, code, weightAimed*min(2, r.prominence(si))/2, r.in.Words[head].Span)
}

// kindOf is the kind of target that a phrase names: by the words at its head, or
// else by the last of the others; "" for none.
func (r *reading) kindOf(first, last, head int) string {
	code, at := "", r.in.Words[head].Token
	end := r.in.Words[last-1].Token + 1
	for i := r.in.Words[first].Token; i < end; {
		t, n := cue.Targets.At(r.in.Analysis, i, end)
		if n == 0 {
			i++
			continue
		}
		if code = t.Kind; i+n > at {
			break
		}
		i += n
	}
	return code
}

// weighed adds what is weighed as the thing that something was done to, and the
// people.
func (r *reading) weighed(piles []pile) []pile {
	for i := range r.in.Parts {
		p := &r.in.Parts[i]
		weight := weightThing
		switch p.Role {
		case extract.TargetThing:
		case extract.VictimDescribed:
			weight = weightHuman
		default:
			continue
		}
		if p.Chance < 0.3 || r.in.Background[p.Sentence] {
			continue
		}
		first, last := extract.WordsIn(r.in, p.Span)
		if first >= last || p.Head < first || p.Head >= last {
			continue
		}
		if code := r.kindOf(first, last, p.Head); code != "" {
			piles = addTo(piles, code, weight*p.Chance, p.Span)
		}
	}
	return piles
}

// sentence is the sentence of a word, -1 for none.
func (r *reading) sentence(w int) int {
	for si := range r.in.Sentences {
		if s := &r.in.Sentences[si]; s.FirstWord <= w && w < s.LastWord {
			return si
		}
	}
	return -1
}

// subtree is the words that hang on w, as far as they stand together behind another
// word.
func (r *reading) subtree(w, behind int) (first, last int) {
	first, last = w, w+1
	for first-1 > behind && r.under(first-1, w) {
		first--
	}
	for last < len(r.in.Words) && r.under(last, w) {
		last++
	}
	return first, last
}

// under reports whether word i hangs on w, over few others.
func (r *reading) under(i, w int) bool {
	for range 12 {
		if i = r.in.Words[i].Head; i == w {
			return true
		}
		if i < 0 {
			return false
		}
	}
	return false
}
