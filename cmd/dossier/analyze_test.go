package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/nlp/conllu/conllutest"
	"dossier/internal/sharedtest"
)

// analysed is what "dossier analyze" prints of a file.
func analysed(t *testing.T, args ...string) string {
	t.Helper()
	app, out, errs := testApp(nil)
	if status := app.run(append([]string{"analyze"}, args...)); status != exitOK {
		t.Fatalf("%v: status %d: %s", args, status, errs)
	}
	return out.String()
}

// The analysis of the bundled reports and of the gold's documents is valid
// CoNLL-U whose words are the text, and the positions of its JSON fit the text
// and each other.
func TestAnalyze(t *testing.T) {
	check := func(t *testing.T, path string) {
		for _, f := range conllutest.Validate(analysed(t, path)) {
			t.Errorf("%s: %s", path, f)
		}
		checkLayers(t, path)
	}
	for _, n := range exampleNames {
		check(t, filepath.Join("demo", n))
	}
	t.Run("gold", func(t *testing.T) {
		docs, _ := filepath.Glob(filepath.Join(sharedtest.Dir(t, "gold", "dev"), "gold", "dev", "*", "*.txt"))
		for _, path := range docs {
			check(t, path)
		}
	})
}

// layers is the JSON of "dossier analyze".
type layers struct {
	Tokens []struct {
		span
		Head   int
		Deprel string
	}
	Sentences, Names, Times, Numbers []span
	Chains                           [][]span
}

type span struct{ Start, End int }

func (s span) in(o span) bool { return o.Start <= s.Start && s.End <= o.End }

// checkLayers holds the JSON of the document at path to its text.
func checkLayers(t *testing.T, path string) {
	t.Helper()
	var a layers
	if err := json.Unmarshal([]byte(analysed(t, "--json", path)), &a); err != nil {
		t.Fatal(err)
	}
	app, out, _ := testApp(nil)
	app.run([]string{"text", path})
	points := []rune(out.String())
	words, end := 0, 0
	for _, s := range a.Sentences {
		if s.Start < end || s.End <= s.Start || s.End > len(points) {
			t.Fatalf("%s: sentence %v after %d, in a text of %d", path, s, end, len(points))
		}
		end = s.End
		at, first := s.Start, words
		for ; words < len(a.Tokens) && a.Tokens[words].Start < s.End; words++ {
			w := a.Tokens[words]
			if gap := string(points[at:w.Start]); strings.TrimSpace(gap) != "" || w.Start >= w.End {
				t.Errorf("%s: %q is in no word", path, gap)
			}
			at = w.End
		}
		for _, w := range a.Tokens[first:words] {
			if w.Deprel != "_" && w.Deprel != "root" && (w.Head < first || w.Head >= words) {
				t.Errorf("%s: head %d of a word in a sentence of %d to %d", path, w.Head, first, words)
			}
		}
		if at != s.End {
			t.Errorf("%s: %q is in no word", path, string(points[at:s.End]))
		}
	}
	if words != len(a.Tokens) {
		t.Errorf("%s: %d words of %d are in a sentence", path, words, len(a.Tokens))
	}
	checkInside(t, path, &a)
}

// checkInside fails for a name, time, number or mention that is in no sentence.
func checkInside(t *testing.T, path string, a *layers) {
	t.Helper()
	all := append(append(append([]span{}, a.Names...), a.Times...), a.Numbers...)
	for _, c := range a.Chains {
		if len(c) < 2 {
			t.Errorf("%s: a chain of %d", path, len(c))
		}
		all = append(all, c...)
	}
	for _, s := range all {
		inside := false
		for _, sent := range a.Sentences {
			inside = inside || s.Start < s.End && s.in(sent)
		}
		if !inside {
			t.Errorf("%s: %v is in no sentence", path, s)
		}
	}
}
