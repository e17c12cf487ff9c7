package net_test

import (
	"bytes"
	"math"
	"testing"

	"dossier/internal/learn"
	"dossier/internal/learn/forest"
	"dossier/internal/learn/net"
)

var settings = net.Config{Hidden: 16, Rounds: 400, Rate: 0.05, L2: 1e-4, Drop: 0.02, Least: 2, Skip: 1, Seed: 1}

// exclusive are rows with two features; the first question is whether exactly one
// of them is set, which no single weight can tell, the second whether the count of
// a third is above four.
func exclusive() (rows [][]forest.Feature, class [][]bool) {
	class = make([][]bool, 2)
	for i := range 400 {
		a, b, n := i&1 == 1, i&2 == 2, uint8(i/4%9)
		row := []forest.Feature{{Key: 7, Value: 1}}
		if a {
			row = append(row, forest.Feature{Key: 1, Value: 1})
		}
		if b {
			row = append(row, forest.Feature{Key: 2, Value: 1})
		}
		if n > 0 {
			row = append(row, forest.Feature{Key: 3, Value: n})
		}
		rows = append(rows, row)
		class[0] = append(class[0], a != b)
		class[1] = append(class[1], n > 4)
	}
	return rows, class
}

func right(n *net.Net, rows [][]forest.Feature, class [][]bool) float64 {
	var s net.Scratch
	out, hits := make([]float64, 2), 0
	for i, row := range rows {
		r := forest.Row{}
		for _, f := range row {
			r[f.Key] = f.Value
		}
		n.Score(&s, r, out)
		for q := range out {
			if (out[q] > 0) == class[q][i] {
				hits++
			}
		}
	}
	return float64(hits) / float64(2*len(rows))
}

func all(int) bool { return true }

func TestLearnsWhatNoSingleWeightTells(t *testing.T) {
	rows, class := exclusive()
	if got := right(net.Train(rows, class, all, settings), rows, class); got < 0.97 {
		t.Errorf("%.3f of the answers are right", got)
	}
}

func TestSameRowsSameNet(t *testing.T) {
	rows, class := exclusive()
	file := func() []byte {
		w := learn.NewWriter()
		net.Train(rows, class, all, settings).Write(w, "n")
		return w.Bytes()
	}
	if !bytes.Equal(file(), file()) {
		t.Error("two trainings differ")
	}
}

// TestKept writes a net and reads it: the odds stay what they were, as far as a byte
// for a weight goes.
func TestKept(t *testing.T) {
	rows, class := exclusive()
	n := net.Train(rows, class, all, settings)
	w := learn.NewWriter()
	n.Write(w, "n")
	f, err := learn.Open(string(w.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	back, err := net.Read(f, "n")
	if err != nil {
		t.Fatal(err)
	}
	var s net.Scratch
	a, b := make([]float64, 2), make([]float64, 2)
	row := forest.Row{1: 1, 3: 6, 7: 1, 99: 1}
	n.Score(&s, row, a)
	back.Score(&s, row, b)
	for q := range a {
		if math.Abs(a[q]-b[q]) > 0.2 {
			t.Errorf("question %d: %.3f written, %.3f read", q, a[q], b[q])
		}
	}
	if _, err := net.Read(f, "other"); err != nil {
		t.Logf("a net that is not there: %v", err)
	}
}

// TestSkipKeepsTheOdds leaves most rows without a class out: a rare class must stay
// about as likely as it is.
func TestSkipKeepsTheOdds(t *testing.T) {
	var rows [][]forest.Feature
	class := make([][]bool, 1)
	for i := range 4000 {
		rows = append(rows, []forest.Feature{{Key: 1, Value: 1}})
		class[0] = append(class[0], i%37 == 0)
	}
	cfg := settings
	cfg.Skip, cfg.Rounds, cfg.Drop = 5, 20, 0
	var s net.Scratch
	out := make([]float64, 1)
	net.Train(rows, class, all, cfg).Score(&s, forest.Row{1: 1}, out)
	if p := forest.Probability(out[0]); p < 0.015 || p > 0.045 {
		t.Errorf("chance %.3f, want about %.3f", p, 1.0/37)
	}
}
