package recase

import (
	"bytes"
	"flag"
	"path/filepath"
	"slices"
	"testing"

	"dossier/internal/lab/rawtext"
	"dossier/internal/nlp"
	"dossier/internal/nlp/recase"
	"dossier/internal/sharedtest"
)

func TestCaseOf(t *testing.T) {
	for _, c := range []struct {
		form  string
		want  int
		mixed bool
	}{
		{"embassy", recase.Small, false}, {"Embassy", recase.Capital, false}, {"UN", recase.Capitals, false}, {"U.S.", recase.Capitals, false},
		{"I", recase.Capital, false}, {"McCain", recase.Capital, true}, {"iPhone", recase.Capital, true}, {"n't", recase.Small, false}, {"’S", recase.Capital, false},
	} {
		if got, mixed := caseOf(c.form); got != c.want || mixed != c.mixed {
			t.Errorf("%s: case %d, mixed %v; want %d, %v", c.form, got, mixed, c.want, c.mixed)
		}
	}
}

func TestTrainLearnsFromContextAndLists(t *testing.T) {
	var text []example
	for range 30 {
		text = append(text,
			example{forms: rawtext.Sentence{"The", "mayor", "of", "Arvane", "met", "Turkey", "and", "the", "UN", "."}},
			example{forms: rawtext.Sentence{"They", "ate", "roast", "turkey", "with", "McBain", "."}},
			example{forms: rawtext.Sentence{"ran", "with", "the", "dogs"}, first: 1})
	}
	cfg := Default()
	cfg.Buckets, cfg.Epochs = 1<<12, 8
	weights, mixed := train(text, []string{"Corwen", "lantern"}, cfg)
	if !slices.Equal(mixed, []string{"McBain"}) {
		t.Errorf("mixed forms %q", mixed)
	}
	m := recase.NewModel(weights, mixed)
	for _, c := range [][2][]string{
		{{"THE", "MAYOR", "OF", "ARVANE", "MET", "TURKEY", "AND", "THE", "UN", "."}, {"The", "mayor", "of", "Arvane", "met", "Turkey", "and", "the", "UN", "."}},
		{{"THEY", "ATE", "ROAST", "TURKEY", "WITH", "MCBAIN", "."}, {"They", "ate", "roast", "turkey", "with", "McBain", "."}},
		{{"the", "mayor", "of", "corwen", "met"}, {"The", "mayor", "of", "Corwen", "met"}},
	} {
		if got := restore(m, c[0]); !slices.Equal(got, c[1]) {
			t.Errorf("%q\nrestored %q\nwant     %q", c[0], got, c[1])
		}
	}
	again, _ := train(text, []string{"Corwen", "lantern"}, cfg)
	if !bytes.Equal(asBytes(weights), asBytes(again)) {
		t.Error("trained twice, two models")
	}
}

// restore writes the forms of a sentence as the model says, however short it is.
func restore(m *recase.Model, forms []string) []string {
	var s recase.Scratch
	if recase.WritingOf(forms) != recase.Running {
		return m.Restore(&s, forms)
	}
	shapes, out := make([]nlp.Shape, len(forms)), make([]string, len(forms))
	m.Shapes(&s, forms, shapes)
	for i, f := range forms {
		out[i] = string(m.Append(nil, f, shapes[i]))
	}
	return out
}

func asBytes(w []int8) []byte {
	var b []byte
	for _, v := range w {
		b = append(b, byte(v))
	}
	return b
}

var update = flag.Bool("update", false, "write the score sheet anew")

// TestScores holds the embedded model to the score sheet.
func TestScores(t *testing.T) {
	folder := filepath.Join(sharedtest.Dir(t, "corpora", "ud-ewt"), "corpora")
	m, err := recase.Shared()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Restoration(&b, folder, m); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}
