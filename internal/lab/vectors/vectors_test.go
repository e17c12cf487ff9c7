package vectors

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"dossier/internal/lab/rawtext"
	"dossier/internal/learn"
)

// small is a text in which towns and animals keep different company, and a net
// that knows nothing.
func small() ([]rawtext.Sentence, *rawtext.WordNet) {
	var text []rawtext.Sentence
	for i := range 40 {
		for _, town := range []string{"Arvane", "Belloc", "Corwen"} {
			text = append(text, rawtext.Sentence{"they", "went", "to", town, "by", "train", "on", fmt.Sprint(i)})
		}
		for _, animal := range []string{"goat", "heron", "otter"} {
			text = append(text, rawtext.Sentence{"a", "hungry", animal, "ate", "the", "grass", "."})
		}
	}
	return text, &rawtext.WordNet{}
}

func TestBuildPutsLikeWordsTogether(t *testing.T) {
	text, net := small()
	cfg := Default()
	cfg.Dim = 6
	voc, rows := build(text, net, cfg)
	like := func(a, b string) float64 {
		sum := 0.0
		for k, x := range rows.row(voc.id(a)) {
			sum += x * rows.row(voc.id(b))[k]
		}
		return sum
	}
	for _, c := range [][3]string{{"Arvane", "Belloc", "goat"}, {"Corwen", "Arvane", "otter"}, {"heron", "otter", "Belloc"}} {
		if near, far := like(c[0], c[1]), like(c[0], c[2]); near < far+0.3 {
			t.Errorf("%s is as like %s (%.2f) as %s (%.2f)", c[0], c[1], near, c[2], far)
		}
	}
}

func TestBuildTwiceIsTheSame(t *testing.T) {
	var files [2][]byte
	for i := range files {
		text, net := small()
		cfg := Default()
		cfg.Dim = 6
		voc, rows := build(text, net, cfg)
		list := make([][]float64, rows.n())
		for i := range list {
			list[i] = rows.row(i)
		}
		of := clusters(rows, 4, cfg.Moves, cfg.Seed)
		w := learn.NewWriter()
		learn.NewVectors(voc.words, list, [3][]uint32{of, of, of}).Write(w)
		files[i] = w.Bytes()
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same text and seed gave different vectors")
	}
}

// TestSVD holds the factors against a matrix whose factors are known.
func TestSVD(t *testing.T) {
	m := &matrix{start: []int{0}, cols: 30}
	for i := range 30 { // a diagonal 30, 29, ... 1
		m.col, m.val = append(m.col, int32(i)), append(m.val, float64(30-i))
		m.start = append(m.start, i+1)
	}
	u, s := svd(m, 5, 8, 1)
	for k := range 5 {
		if math.Abs(s[k]-float64(30-k)) > 0.05 || math.Abs(u.row(k)[k]) < 0.98 {
			t.Errorf("value %d is %.3f, want %d; its vector has %.3f at its place", k, s[k], 30-k, u.row(k)[k])
		}
	}
}

func TestLogarithm(t *testing.T) {
	for _, x := range []float64{1e-9, 0.3, 1, 1.4142, 2, 10, 12345.678} {
		if got := logarithm(x); math.Abs(got-math.Log(x)) > 1e-9 {
			t.Errorf("log %g = %g, want %g", x, got, math.Log(x))
		}
	}
}

func TestClusters(t *testing.T) {
	rows := newDense(6, 2)
	copy(rows.v, []float64{1, 0, 0, 1, 0.96, 0.28, 0.28, 0.96, 1, 0, 0, 1})
	of := clusters(rows, 2, 12, 1)
	if of[0] != of[4] || of[0] != of[2] || of[1] != of[5] || of[1] != of[3] || of[0] == of[1] {
		t.Errorf("clusters %v", of)
	}
}
