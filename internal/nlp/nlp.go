// Package nlp holds what language analysis finds in a document: tokens,
// sentences, names, times, numbers and chains of mentions, all of them
// positions into the document's one text.
package nlp

import (
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/text"
)

// Analysis is all the language layers over one document. A stage adds its layer
// and leaves the others as they are.
type Analysis struct {
	Doc       *doc.Document
	Tokens    []Token
	Words     []Word
	Sentences []Sentence
	Names     []Name  // flat: they ascend and do not overlap
	Inner     []Inner // the names inside others, in order
	Times     []Timex
	Numbers   []Number
	Chains    []Chain
	// Predicates ascend by word: who does what to whom.
	Predicates []Predicate
}

// Token is one orthographic word or mark: what stands between spaces, with marks
// and clitics apart ("15-year" is one). Tokens ascend and never cross a block.
// The syntax stands on [Word].
type Token struct {
	Span  text.Span
	Lower string // the token in lower case
	Shape Shape
}

// Shape is what a token looks like.
type Shape uint8

// The shapes of a token.
const (
	Lower  Shape = iota // embassy
	Title               // Embassy, McCain
	Upper               // UN, IRNA
	Digit               // 27, 08:00, 3,000
	Mixed               // 9mm, iPhone
	Punct               // , . “
	Symbol              // $ %
)

// Sentence is a range of tokens and of words: one sentence of a paragraph, or a
// whole heading, list item or field.
type Sentence struct {
	Span                text.Span
	First, Last         int // tokens [First, Last)
	FirstWord, LastWord int // words [FirstWord, LastWord)
	Block               int // index into Doc.Blocks
}

// Name is a mention of something by its name: a person, organisation, place,
// or a word for a nationality ("Iranian").
type Name struct {
	Span        text.Span
	First, Last int // tokens [First, Last)
	Kind        entity.Kind
	Country     string // ISO 3166-1 alpha-2 of a state, place or nationality
	Adjective   bool   // a nationality or religion word rather than a noun
	Place       int    // gazetteer identity of a place, 0 when none
	Entity      int    // mentions of one thing share a number, counted from 0; -1 when alone
	// Position is the office or description beside a person's name ("Tehran
	// police chief"), empty when there is none.
	Position text.Span
}

// Inner is a name inside a longer one: the state in "Embassy of Azerbaijan".
type Inner struct {
	Name
	Outer int // index into Names
}

// TimeKind is what a time expression denotes.
type TimeKind string

// The kinds of time expression (TIMEX3).
const (
	Date     TimeKind = "date"
	Clock    TimeKind = "time"
	Duration TimeKind = "duration"
	Set      TimeKind = "set"
)

// Timex is a time expression with its normalised value.
type Timex struct {
	Span        text.Span
	First, Last int
	Kind        TimeKind
	// Value is an EDTF date or interval for a date, "HH:MM" for a clock time or
	// "HH:MM/HH:MM" for a span of them (with their day in On), an ISO 8601
	// duration for a duration, an ISO 8601 duration or masked date
	// ("XXXX-WXX-5") for a set. It is empty when the text does not allow it to
	// be worked out.
	Value string
	// Exact is a clock time with its seconds, where the text gives them.
	Exact string
	// On is the EDTF date a clock time falls on, when known; an interval where
	// it runs past midnight.
	On string
	// Dated is set when the words of a clock time tell its day too, as those of a
	// date-time group do ("231405Z NOV 21").
	Dated bool
	// Part is the part of the day that is named, on the date or, for a clock
	// time without a Value, on its own.
	Part Part
	// Modifier is what the words do to the value: "early", "before", "less than".
	Modifier Modifier
	// Attributive is set for a date that belongs to the noun behind it ("the 2018
	// World Cup"): it dates what is named, not what the sentence tells.
	Attributive bool
	// Zone is the zone as written ("GMT", "local time"), when there is one.
	Zone string
	// Relative is set when the value was worked out from another date; Anchor
	// is that date.
	Relative bool
	Anchor   string
}

// Part is a part of the day.
type Part string

// The parts of the day.
const (
	Morning   Part = "morning"
	Lunch     Part = "lunch"
	Afternoon Part = "afternoon"
	Evening   Part = "evening"
	Night     Part = "night"
)

// Modifier narrows a value or leads away from it (TIMEX3's mod).
type Modifier string

// The modifiers: of a stretch of time, of a direction in time, of a length.
const (
	Start  Modifier = "start"
	Mid    Modifier = "mid"
	End    Modifier = "end"
	Before Modifier = "before"
	After  Modifier = "after"
	Until  Modifier = "until" // before or on
	Since  Modifier = "since" // on or after
	Less   Modifier = "less"
	More   Modifier = "more"
	Approx Modifier = "approx"
)

// NumberKind is what a number counts.
type NumberKind string

// The kinds of number.
const (
	Cardinal NumberKind = "cardinal"
	Ordinal  NumberKind = "ordinal"
	Age      NumberKind = "age"
	Money    NumberKind = "money"
	Percent  NumberKind = "percent"
	Measure  NumberKind = "measure"
	Fraction NumberKind = "fraction"
	Relative NumberKind = "relative" // a place told by another: "last", "next", "the last but one"; found only when asked for
	Label    NumberKind = "label"    // a figure used as a name: a year, an article, flight, street or telephone number
)

// Number is a number expression with its bounds ("at least 20", "two dozen").
// The span holds the bound's words; Head is the number alone.
type Number struct {
	Span        text.Span
	Head        text.Span
	First, Last int
	Kind        NumberKind
	Count       count.Count // whole-number bounds, for cardinals, ordinals and ages
	Value       float64     // the number itself, for every kind
	Unit        string      // "kg", "USD", "%", as written or as a code
	Range       Interval    // what the words allow, in real numbers: "under 2.5", "$3-4 million"
	Of          text.Span   // the head of the number that tells the whole: "two" in "one of the two guards"
	More        bool        // counts beyond those told of before: "a further three", "two others"
}

// Interval is the numbers from Low to High, both of them allowed unless left out;
// an end that is not known is infinite.
type Interval struct {
	Low, High       float64
	LowOut, HighOut bool // "more than 5" leaves out its Low, "under 5" its High
}

// Text is the words under sp.
func (a *Analysis) Text(sp text.Span) string { return a.Doc.Text.Slice(sp) }

// WordText is word i as written.
func (a *Analysis) WordText(i int) string { return a.Doc.Text.Slice(a.Words[i].Span) }

// TokenText is token i as written.
func (a *Analysis) TokenText(i int) string { return a.Doc.Text.Slice(a.Tokens[i].Span) }

// SpanOf is the text range of tokens [first, last).
func (a *Analysis) SpanOf(first, last int) text.Span {
	return text.Span{Start: a.Tokens[first].Span.Start, End: a.Tokens[last-1].Span.End}
}

// Layer names a layer of an analysis.
type Layer string

// The layers.
const (
	Tokens    Layer = "tokens"
	Words     Layer = "words"
	Sentences Layer = "sentences"
	Tags      Layer = "tags"  // UPOS, features and lemma of the words
	Trees     Layer = "trees" // heads and relations of the words
	Names     Layer = "names"
	Times     Layer = "times"
	Numbers   Layer = "numbers"
	Chains    Layer = "chains"
	// Predicates are the happenings with who takes part in them.
	Predicates Layer = "predicates"
)

// Stage is one step of the language analysis.
type Stage interface {
	Name() string
	Needs() []Layer
	Gives() []Layer
	Run(a *Analysis)
}
