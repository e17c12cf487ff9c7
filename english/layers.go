package english

import (
	"iter"
	"math"
	"sort"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// Span is the half-open range [Start, End) of bytes of a text.
type Span struct {
	Start, End int
}

// Analysis is what was found in one text. Every layer is in the order of the
// text. The zero Analysis is that of the empty text.
type Analysis struct {
	Text      string
	Words     []Word
	Sentences []Sentence
	Names     []Name  // none overlaps another
	Inner     []Inner // the names inside them
	Times     []Time
	Numbers   []Number
	Chains    []Chain

	found *nlp.Analysis // nil in one that was put together by hand
}

// Word is a syntactic word of Universal Dependencies: "don't" is two, "15-year"
// three.
type Word struct {
	Span
	UPOS  string // universal part of speech: "NOUN"
	Feats string // "Mood=Ind|Tense=Past", empty for none
	Lemma string // "be" of "were"
	Head  int    // index of the word it depends on, -1 for the root of its sentence
	Rel   string // relation to the head: "nsubj:pass"
}

// Sentence is a sentence, and the range of its words.
type Sentence struct {
	Span
	First, Last int // Words[First:Last]
}

// Kind is what sort of thing a name or a mention speaks of.
type Kind string

// The kinds of thing.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Group        Kind = "group" // an armed or political group
	State        Kind = "state"
	Place        Kind = "place"
	Facility     Kind = "facility" // an embassy building, station, mosque
)

// Name is a mention of something by its name.
type Name struct {
	Span
	Kind      Kind
	Adjective bool   // a word for a nationality or religion: "Iranian"
	Country   string // ISO 3166-1 alpha-2 code of a state, place or nationality, when known
	Position  Span   // a person's office or description beside the name; empty when there is none
}

// Inner is a name inside a longer one: the state in "Embassy of Azerbaijan".
type Inner struct {
	Name
	Outer int // index into Names
}

// TimeKind is what a time expression denotes.
type TimeKind string

// The kinds of time expression.
const (
	Date     TimeKind = "date"
	Clock    TimeKind = "time" // of day
	Duration TimeKind = "duration"
	Set      TimeKind = "set" // "every Friday"
)

// Time is a time expression with its value.
type Time struct {
	Span
	Kind  TimeKind
	Value string // an EDTF date or interval, "T08:00", "2023-01-27T08:00", or an ISO 8601 duration; empty when the text does not tell
	On    string // the EDTF date a time of day falls on, when known
	Zone  string // the zone as written, when there is one
	// Part is the part of the day that is named: morning, lunch, afternoon,
	// evening, night.
	Part string
	// Modifier is what the words do to the value: start, mid or end of it; before,
	// after, until or since it; less, more or approx(imately) it.
	Modifier string
}

// Number is a number with its bounds. They are equal for an exact number; Min is
// negative and Max positive infinity where a bound is open ("at least 20").
type Number struct {
	Span
	Kind        string // cardinal, ordinal, age, money, percent, measure, fraction, label
	Min, Max    float64
	Approximate bool   // "about 20"
	Unit        string // "kg", "USD", "%", as written or as a code
}

// Mention is one place where the text speaks of a thing.
type Mention struct {
	Span
	Form string // name, noun, pronoun
	Kind Kind   // empty for none of the kinds
}

// Chain is all the mentions of one thing; two at least.
type Chain []Mention

// Root is the index of the root of a sentence, -1 when it has no tree.
func (a *Analysis) Root(s Sentence) int {
	for i := s.First; i < s.Last; i++ {
		if a.Words[i].Head < 0 && a.Words[i].Rel == "root" {
			return i
		}
	}
	return -1
}

// SentenceOf is the sentence that word i stands in.
func (a *Analysis) SentenceOf(i int) Sentence {
	n := sort.Search(len(a.Sentences), func(k int) bool { return a.Sentences[k].Last > i })
	return a.Sentences[n]
}

// Children are the indexes of the words that depend on word i, in order.
func (a *Analysis) Children(i int) iter.Seq[int] {
	s := a.SentenceOf(i)
	return func(yield func(int) bool) {
		for k := s.First; k < s.Last; k++ {
			if a.Words[k].Head == i && !yield(k) {
				return
			}
		}
	}
}

// Path are the indexes of word i, its head, the head of that, up to the root.
func (a *Analysis) Path(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := 0; i >= 0 && n < len(a.Words) && yield(i); n++ {
			i = a.Words[i].Head
		}
	}
}

// Subtree is the smallest span that holds word i and all that depends on it.
func (a *Analysis) Subtree(i int) Span {
	s := a.SentenceOf(i)
	sp := a.Words[i].Span
	for k := s.First; k < s.Last; k++ {
		for up := range a.Path(k) {
			if up == i {
				sp = Span{min(sp.Start, a.Words[k].Start), max(sp.End, a.Words[k].End)}
				break
			}
		}
	}
	return sp
}

func number(n *nlp.Number) Number {
	x := Number{Span: Span(n.Span), Kind: string(n.Kind), Min: n.Value, Max: n.Value, Approximate: n.Count.Approximate, Unit: n.Unit}
	if n.Count.Known() {
		x.Min, x.Max = bound(n.Count.Min, math.Inf(-1)), bound(n.Count.Max, math.Inf(1))
	}
	return x
}

// bound is a bound of a count, or open where it is not known.
func bound(n int, open float64) float64 {
	if n == count.Open {
		return open
	}
	return float64(n)
}

func chain(c *nlp.Chain) Chain {
	out := make(Chain, len(c.Mentions))
	for i, m := range c.Mentions {
		out[i] = Mention{Span(m.Span), m.Form.String(), Kind(m.Kind)}
	}
	return out
}
