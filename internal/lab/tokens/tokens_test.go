package tokens

import (
	"bytes"
	"flag"
	"io"
	"testing"

	"dossier/internal/nlp/token"
	"dossier/internal/sharedtest"
	"dossier/models"
)

var update = flag.Bool("update", false, "rewrite the score sheet")

// TestScores holds the embedded model to its score sheet.
func TestScores(t *testing.T) {
	m, err := token.Decode(models.Token)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Score(&b, sharedtest.Dir(t, "corpora", "ud-ewt"), m); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}

// TestAnew shows that training anew gives the bytes that the program embeds.
func TestAnew(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: training takes ten seconds (-short)")
	}
	got, err := Model(io.Discard, sharedtest.Dir(t, "corpora", "ud-ewt"), Default)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != models.Token {
		t.Errorf("training gives %d bytes that are not those of models/token.model (%d)", len(got), len(models.Token))
	}
}

// TestFit shows that what is learned is what the examples say.
func TestFit(t *testing.T) {
	var examples []example
	for i := range 200 {
		// Feature 1 is always there; 10 goes with outcome 1, 20 with outcome 2.
		f, class := []uint32{1, 5}, 0
		switch i % 4 {
		case 1:
			f, class = []uint32{1, 10}, 1
		case 2:
			f, class = []uint32{1, 20}, 2
		}
		examples = append(examples, example{f, class})
	}
	examples = append(examples, example{[]uint32{1, 99}, 1}) // too rare to be kept
	c := Learning{Epochs: 10, Rate: 0.1, MinCount: 2, Seed: 3, Scale: 40}
	weights := map[uint32][2]int8{}
	for _, w := range fit(examples, 3, c).export(c.Scale) {
		weights[w.Feature] = w.W
	}
	if _, ok := weights[99]; ok {
		t.Error("a feature seen once is kept")
	}
	if w := weights[10]; w[0] <= 20 || w[1] >= 0 {
		t.Errorf("feature 10 weighs %v", w)
	}
	if w := weights[20]; w[1] <= 20 || w[0] >= 0 {
		t.Errorf("feature 20 weighs %v", w)
	}
}

func TestExp(t *testing.T) {
	for _, c := range []struct{ x, want float32 }{{0, 1}, {-1, 0.36787945}, {-10, 4.539993e-05}, {-50, 0}} {
		if got := exp(c.x); got < c.want*0.99999 || got > c.want*1.00001 {
			t.Errorf("exp(%v) = %v, want %v", c.x, got, c.want)
		}
	}
}
