package english_test

import (
	"fmt"
	"os"
	"strings"

	"dossier/english"
)

func ExampleAnalyse() {
	a := english.Analyse("A bomb went off near the station of Lyon. Nobody was hurt.")
	for _, s := range a.Sentences {
		fmt.Println(s.Start, s.End, a.Slice(s.Span))
	}
	// Output:
	// 0 41 A bomb went off near the station of Lyon.
	// 42 58 Nobody was hurt.
}

// Names with the bytes and the code points they stand at.
func ExampleAnalyse_names() {
	a := english.Analyse("The café owner Hélène Durand fled from Rwanda.")
	for _, n := range a.Names {
		points := a.CodePoints(n.Span)
		fmt.Printf("%d-%d %d-%d %s: %s %q\n", n.Start, n.End, points.Start, points.End, n.Kind, a.Slice(n.Span), n.Country)
	}
	// Output:
	// 16-31 15-28 person: Hélène Durand ""
	// 42-48 39-45 state: Rwanda "RW"
}

// Times with their values. A text that was published on a known day says what
// "yesterday" is.
func ExampleOptions_Analyse() {
	a := english.Options{Published: "2019-08-05"}.Analyse("Yesterday at 10:35 he fired; the trial is set for March 2020.")
	for _, t := range a.Times {
		fmt.Printf("%s: %s %s %q\n", a.Slice(t.Span), t.Kind, t.Value, t.On)
	}
	// Output:
	// Yesterday: date 2019-08-04 ""
	// 10:35: time 2019-08-04T10:35 "2019-08-04"
	// March 2020: date 2020-03 ""
}

// Numbers with their bounds.
func ExampleAnalyse_numbers() {
	a := english.Analyse("At least 20 people died, about a dozen fled, and 3 to 5 were held.")
	for _, n := range a.Numbers {
		fmt.Println(a.Slice(n.Span), n.Kind, n.Min, n.Max, n.Approximate)
	}
	// Output:
	// At least 20 cardinal 20 +Inf false
	// about a dozen cardinal 12 12 true
	// 3 to 5 cardinal 3 5 false
}

// A tree is walked from the root of its sentence down.
func ExampleAnalysis_Children() {
	a := &english.Analysis{
		Text: "Masked gunmen fled .",
		Words: []english.Word{
			{Span: english.Span{Start: 0, End: 6}, UPOS: "ADJ", Lemma: "masked", Head: 1, Rel: "amod"},
			{Span: english.Span{Start: 7, End: 13}, UPOS: "NOUN", Lemma: "gunman", Head: 2, Rel: "nsubj"},
			{Span: english.Span{Start: 14, End: 18}, UPOS: "VERB", Lemma: "flee", Head: -1, Rel: "root"},
			{Span: english.Span{Start: 19, End: 20}, UPOS: "PUNCT", Lemma: ".", Head: 2, Rel: "punct"},
		},
		Sentences: []english.Sentence{{Span: english.Span{Start: 0, End: 20}, First: 0, Last: 4}},
	}
	var walk func(word, depth int)
	walk = func(word, depth int) {
		w := a.Words[word]
		fmt.Println(strings.Repeat("  ", depth)+w.Rel, w.Lemma, w.UPOS)
		for child := range a.Children(word) {
			walk(child, depth+1)
		}
	}
	walk(a.Root(a.Sentences[0]), 0)
	// Output:
	// root flee VERB
	//   nsubj gunman NOUN
	//     amod masked ADJ
	//   punct . PUNCT
}

// Every layer as JSON.
func ExampleAnalysis_WriteJSON() {
	a := english.Options{Name: "note"}.Analyse("")
	if err := a.WriteJSON(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"path":"note","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","tokens":[],"sentences":[],"names":[],"times":[],"numbers":[],"chains":[]}
}
