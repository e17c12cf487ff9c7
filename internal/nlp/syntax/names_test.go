package syntax

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dossier/internal/nlp"
)

// TestLabels compares the search with trying every row of labels.
func TestLabels(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s := &Scratch{}
	const stride = nlp.NameLabels + 2
	for range 100 {
		n := 1 + r.IntN(3)
		score := randomScores(r, n, stride)
		got := make([]nlp.NameLabel, n)
		s.labels(got, score, n, stride)
		sum := func(row []nlp.NameLabel) (total float32) {
			prev := nlp.NameLabel(0)
			for i, l := range row {
				if !l.Follows(prev) {
					return -1e9
				}
				total += score[i*stride+int(l)]
				prev = l
			}
			return total
		}
		best := float32(-1e9)
		row := make([]nlp.NameLabel, n)
		var try func(int)
		try = func(i int) {
			if i == n {
				best = max(best, sum(row))
				return
			}
			for l := range nlp.NameLabel(nlp.NameLabels) {
				row[i] = l
				try(i + 1)
			}
		}
		try(0)
		if v := sum(got); v < best-1e-4 {
			t.Fatalf("%v scores %g, the best row %g", got, v, best)
		}
	}
}

func TestNames(t *testing.T) {
	var got string
	Names([]nlp.NameLabel{0, 1, 2, 1, 3, 4, 4, 0, 5}, func(first, last int, k nlp.LabelKind) { got += fmt.Sprint(first, "-", last, ":", k, " ") })
	if want := "1-3:0 3-4:0 4-7:1 8-9:2 "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
