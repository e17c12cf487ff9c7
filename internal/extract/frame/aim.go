package frame

import (
	"sort"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// How much it weighs that a thing is called the target, that a deed is said of it, and,
// per chance, that it is weighed as the thing or the people something was done to.
const (
	weightCalled = 6
	weightAimed  = 3
	weightThing  = 2.5
	weightHuman  = 2
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
				piles = r.aimedAt(piles, r.phrase(g), g.First, g.Last, g.Head, weightAimed)
			}
		}
	}
	for w := range r.in.Words {
		if x := &r.in.Words[w]; x.Rel == nlp.Nsubj && x.Head >= 0 && strings.EqualFold(x.Lemma, "target") {
			first, last := r.subtree(x.Head, w)
			sp := r.phrase(&nlp.Argument{Head: x.Head, First: first, Last: last})
			piles = r.aimedAt(piles, sp, first, last, x.Head, weightCalled)
		}
	}
	return r.weighed(piles)
}

// against are the prepositions before what is attacked.
var against = map[string]bool{"on": true, "against": true, "upon": true}

// aimedAt adds the words [first, last), whose head is said to be what was attacked.
func (r *reading) aimedAt(piles []pile, sp text.Span, first, last, head int, weight float64) []pile {
	si := r.sentence(head)
	if si < 0 || r.in.Background[si] {
		return piles
	}
	code := r.kindOf(first, last, head)
	n := extract.NameAt(r.in, r.in.Words[head].Token)
	if code == "" && n != nil && n.Kind == entity.Person {
		code, sp = "person", n.Span
	}
	if code == "" {
		return piles
	}
	return addTo(piles, code, weight*min(2, r.prominence(si))/2, sp)
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
	if code == "transport" {
		return r.carried(at+1, end)
	}
	for w := first; code == "" && w < last; w++ {
		code = owners[strings.ToLower(r.in.Words[w].Lemma)]
	}
	return code
}

// carried is the kind of those whom a vehicle is said to carry, in the tokens behind
// it: "a bus carrying police trainees"; transport where it says nothing else.
func (r *reading) carried(from, end int) string {
	carries := false
	for i := from; i < end; i++ {
		switch r.in.Tokens[i].Lower {
		case "carrying", "transporting", "of", "with", "full", "ferrying", "taking":
			carries = true
			continue
		}
		if t, n := cue.Targets.At(r.in.Analysis, i, end); carries && n > 0 && t.Kind != "civilians" && t.Kind != "person" {
			return t.Kind
		}
	}
	return "transport"
}

// owners are the bodies whose things are attacked as theirs: "the headquarters of the
// criminal police", "a vehicle of the coalition forces".
var owners = map[string]string{
	"police": "police", "gendarmerie": "police", "army": "military", "military": "military", "navy": "military", "troops": "military", "marine": "military",
	"force": "military", "government": "government", "ministry": "government", "railway": "transport", "newspaper": "media", "party": "political", "ngo": "aid", "ingo": "aid",
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
	ss := r.in.Sentences
	si := sort.Search(len(ss), func(i int) bool { return ss[i].LastWord > w })
	if si == len(ss) || ss[si].FirstWord > w {
		return -1
	}
	return si
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
	for first < w && (r.in.Words[first].UPOS == nlp.AUX || r.in.Words[first].UPOS == nlp.PUNCT || r.in.Words[first].UPOS == nlp.ADV) {
		first++
	}
	for last-1 > w && r.in.Words[last-1].UPOS == nlp.PUNCT {
		last--
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
