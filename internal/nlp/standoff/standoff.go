// Package standoff writes analyses as JSON that stands off from the text: every
// layer is a list of positions, counted in code points of the document's text.
// docs/analysis.md says what each key means.
package standoff

import (
	"encoding/json"
	"io"
	"math"

	"dossier/internal/count"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Document is one analysis. Words, sentences and mentions are in the order of
// the text.
type Document struct {
	Path      string     `json:"path"`
	SHA256    string     `json:"sha256"`
	Tokens    []Token    `json:"tokens"`
	Sentences []Span     `json:"sentences"`
	Names     []Name     `json:"names"`
	Inner     []Inner    `json:"inner"`
	Times     []Time     `json:"times"`
	Numbers   []Number   `json:"numbers"`
	Chains    [][]Member `json:"chains"`

	Predicates []Predicate `json:"predicates"`
}

// Span is a range of code points.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Token is a syntactic word.
type Token struct {
	Span
	UPOS   string `json:"upos"`
	Feats  string `json:"feats"`
	Lemma  string `json:"lemma"`
	Head   int    `json:"head"` // index into Tokens; -1 for the root of a sentence, or without a tree
	Deprel string `json:"deprel"`
}

// Name is a mention of something by its name.
type Name struct {
	Span
	Kind      string `json:"kind"`
	Adjective bool   `json:"adjective"`
	Country   string `json:"country"`
	Position  *Span  `json:"position"` // of a person's office or description; null when there is none
}

// Inner is a name inside a longer one.
type Inner struct {
	Name
	Outer int `json:"outer"` // index into Names
}

// Time is a time expression.
type Time struct {
	Span
	Kind     string `json:"kind"`
	Value    string `json:"value"`
	On       string `json:"on"`
	Zone     string `json:"zone"`
	Part     string `json:"part"`
	Modifier string `json:"modifier"`
}

// Number is a number with its bounds, null where one is open.
type Number struct {
	Span
	Kind        string   `json:"kind"`
	Min         *float64 `json:"min"`
	Max         *float64 `json:"max"`
	Approximate bool     `json:"approximate"`
	Unit        string   `json:"unit"`
}

// Member is a mention in a chain.
type Member struct {
	Span
	Form string `json:"form"`
	Kind string `json:"kind"`
}

// Predicate is an act or happening that a verb or noun tells.
type Predicate struct {
	Token    int        `json:"token"` // index into Tokens
	Lemma    string     `json:"lemma"`
	Class    string     `json:"class"`
	Noun     bool       `json:"noun"`
	Passive  bool       `json:"passive"`
	Negated  bool       `json:"negated"`
	Modality string     `json:"modality"`
	Carries  int        `json:"carries"` // index into Predicates of the noun that a light verb carries; -1
	Under    int        `json:"under"`   // index into Predicates of what it is the content of; -1
	Args     []Argument `json:"arguments"`
}

// Argument is who or what takes part in a predicate.
type Argument struct {
	Span
	Role string `json:"role"`
	Head int    `json:"head"` // index into Tokens
}

// Write writes a on a line of its own.
func Write(w io.Writer, a *nlp.Analysis) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(Of(a))
}

// Of is what a says, in code points.
func Of(a *nlp.Analysis) *Document {
	p := points{a.Doc.Text}
	return &Document{
		Path: a.Doc.Path, SHA256: a.Doc.SHA256,
		Tokens: p.tokens(a.Words), Sentences: p.sentences(a.Sentences), Names: p.names(a.Names), Inner: p.inner(a.Inner),
		Times: p.times(a.Times), Numbers: p.numbers(a.Numbers), Chains: p.chains(a.Chains),
		Predicates: p.predicates(a.Predicates),
	}
}

// points counts in code points of a text.
type points struct {
	t *text.Text
}

func (p points) span(s text.Span) Span { return Span{p.t.Rune(s.Start), p.t.Rune(s.End)} }

func (p points) tokens(words []nlp.Word) []Token {
	out := make([]Token, len(words))
	for i := range words {
		w := &words[i]
		out[i] = Token{p.span(w.Span), w.UPOS.String(), w.Feats, w.Lemma, w.Head, w.Rel.String()}
	}
	return out
}

func (p points) sentences(sentences []nlp.Sentence) []Span {
	out := make([]Span, len(sentences))
	for i := range sentences {
		out[i] = p.span(sentences[i].Span)
	}
	return out
}

func (p points) names(names []nlp.Name) []Name {
	out := make([]Name, len(names))
	for i := range names {
		out[i] = p.name(&names[i])
	}
	return out
}

func (p points) name(n *nlp.Name) Name {
	out := Name{Span: p.span(n.Span), Kind: string(n.Kind), Adjective: n.Adjective, Country: n.Country}
	if n.Position.Len() > 0 {
		at := p.span(n.Position)
		out.Position = &at
	}
	return out
}

func (p points) inner(inner []nlp.Inner) []Inner {
	out := make([]Inner, len(inner))
	for i := range inner {
		out[i] = Inner{p.name(&inner[i].Name), inner[i].Outer}
	}
	return out
}

func (p points) times(times []nlp.Timex) []Time {
	out := make([]Time, len(times))
	for i := range times {
		t := &times[i]
		out[i] = Time{p.span(t.Span), string(t.Kind), t.Moment(), t.On, t.Zone, string(t.Part), string(t.Modifier)}
	}
	return out
}

func (p points) numbers(numbers []nlp.Number) []Number {
	out := make([]Number, len(numbers))
	for i := range numbers {
		n := &numbers[i]
		x := Number{Span: p.span(n.Span), Kind: string(n.Kind), Unit: n.Unit, Approximate: n.Count.Approximate}
		x.Min, x.Max = bounds(n)
		out[i] = x
	}
	return out
}

// bounds are the bounds of a number: of its count where it has one, else its
// value, which need not be whole.
func bounds(n *nlp.Number) (lo, hi *float64) {
	if !n.Count.Known() {
		if math.IsInf(n.Value, 0) || math.IsNaN(n.Value) {
			return nil, nil // beyond what JSON can write
		}
		return &n.Value, &n.Value
	}
	return bound(n.Count.Min), bound(n.Count.Max)
}

func bound(n int) *float64 {
	if n == count.Open {
		return nil
	}
	v := float64(n)
	return &v
}

func (p points) chains(chains []nlp.Chain) [][]Member {
	out := make([][]Member, len(chains))
	for i := range chains {
		for _, m := range chains[i].Mentions {
			out[i] = append(out[i], Member{p.span(m.Span), m.Form.String(), string(m.Kind)})
		}
	}
	return out
}

func (p points) predicates(predicates []nlp.Predicate) []Predicate {
	out := make([]Predicate, len(predicates))
	for i := range predicates {
		x := &predicates[i]
		out[i] = Predicate{x.Word, x.Lemma, x.Class.String(), x.Noun, x.Passive, x.Negated, x.Modality.String(), x.Carries, x.Under, make([]Argument, len(x.Args))}
		for k := range x.Args {
			g := &x.Args[k]
			out[i].Args[k] = Argument{p.span(g.Span), g.Role.String(), g.Head}
		}
	}
	return out
}
