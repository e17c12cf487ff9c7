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
	a := english.Analyse("Two guards were hurt.")
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
	// root hurt VERB
	//   nsubj:pass guard NOUN
	//     nummod two NUM
	//   aux:pass be AUX
	//   punct . PUNCT
}

// The file that "dossier analyze" prints.
func ExampleAnalysis_WriteCoNLLU() {
	a := english.Options{Name: "note"}.Analyse("They didn't flee.")
	if err := a.WriteCoNLLU(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// # newdoc id = note
	// # newpar
	// # sent_id = note-1
	// # text = They didn't flee.
	// 1	They	they	PRON	_	Case=Nom|Number=Plur|Person=3|PronType=Prs	4	nsubj	_	TokenRange=0:4
	// 2-3	didn't	_	_	_	_	_	_	_	TokenRange=5:11
	// 2	did	do	AUX	_	Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin	4	aux	_	_
	// 3	n't	not	PART	_	Polarity=Neg	4	advmod	_	_
	// 4	flee	flee	VERB	_	VerbForm=Inf	0	root	_	SpaceAfter=No|TokenRange=12:16
	// 5	.	.	PUNCT	_	_	4	punct	_	TokenRange=16:17
}

// Every layer as JSON.
func ExampleAnalysis_WriteJSON() {
	a := english.Options{Name: "note"}.Analyse("")
	if err := a.WriteJSON(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"path":"note","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","tokens":[],"sentences":[],"names":[],"inner":[],"times":[],"numbers":[],"chains":[],"predicates":[]}
}
