// Package net is a small network over sparse features: one layer of hidden units
// that several questions share, and a log odds for each question. It sees the same
// rows as the trees of learn/forest. Given the same rows and settings it comes out
// the same.
package net

import (
	"fmt"
	"math"
	"slices"

	"dossier/internal/learn"
	"dossier/internal/learn/forest"
)

// Net answers several questions about a row.
type Net struct {
	hidden, questions int
	index             map[forest.Key]int32
	keys              []forest.Key
	top               []uint8   // by feature: its highest value in training
	first             []float32 // hidden weights of each feature
	firstBias         []float32
	second            []float32 // a weight for each question of each hidden unit
	secondBias        []float32
}

// Questions is how many questions it answers.
func (n *Net) Questions() int { return n.questions }

// input is one feature of a row as the net takes it.
type input struct {
	at int32
	x  float32
}

// inputs are the features of a row that the net knows, in a fixed order, since
// sums of numbers with a point depend on theirs.
func (n *Net) inputs(row forest.Row, in []input) []input {
	in = in[:0]
	for k, v := range row {
		if at, ok := n.index[k]; ok && v > 0 {
			in = append(in, input{at, n.scaled(at, v)})
		}
	}
	slices.SortFunc(in, func(a, b input) int { return int(a.at) - int(b.at) })
	return in
}

// scaled is a value between 0 and 1: counts by their logarithm.
func (n *Net) scaled(at int32, v uint8) float32 {
	top := n.top[at]
	if top <= 1 {
		return 1
	}
	return float32(math.Log1p(float64(min(v, top))) / math.Log1p(float64(top)))
}

// Scratch is room for the work on one row; it is used again for the next.
type Scratch struct {
	in     []input
	hidden []float32
}

// Score sets out to the log odds of each question.
func (n *Net) Score(s *Scratch, row forest.Row, out []float64) {
	s.in = n.inputs(row, s.in)
	s.hidden = append(s.hidden[:0], n.firstBias...)
	for _, f := range s.in {
		w := n.first[int(f.at)*n.hidden:][:n.hidden]
		for j := range w {
			s.hidden[j] += w[j] * f.x
		}
	}
	for q := range n.questions {
		sum := n.secondBias[q]
		for j, h := range s.hidden {
			if h > 0 {
				sum += h * n.second[j*n.questions+q]
			}
		}
		out[q] = float64(sum)
	}
}

// Write adds a net to a model file under a name. Weights of features are rounded to
// a byte each.
func (n *Net) Write(w *learn.Writer, name string) {
	keys, tops := make([]uint32, len(n.keys)), make([]uint32, len(n.keys))
	for i, k := range n.keys {
		keys[i], tops[i] = uint32(k), uint32(n.top[i])
	}
	rows, scales := make([]int8, 0, len(n.first)), make([]float32, len(n.keys))
	for i := range n.keys {
		row := n.first[i*n.hidden:][:n.hidden]
		top := float32(1e-9)
		for _, x := range row {
			top = max(top, x, -x)
		}
		scales[i] = top / 127
		for _, x := range row {
			rows = append(rows, int8(math.Round(float64(x/scales[i]))))
		}
	}
	w.Uint32(name+".keys", keys)
	w.Uint32(name+".tops", tops)
	w.Int8(name+".rows", rows)
	w.Float32(name+".scales", scales)
	w.Float32(name+".hidden", n.firstBias)
	w.Float32(name+".weights", n.second)
	w.Float32(name+".bias", n.secondBias)
}

// Read reads the net of a name from a model file.
func Read(f *learn.File, name string) (*Net, error) {
	keys, tops, rows, scales := f.Uint32(name+".keys"), f.Uint32(name+".tops"), f.Int8(name+".rows"), f.Float32(name+".scales")
	n := &Net{
		index: make(map[forest.Key]int32, len(keys)), firstBias: f.Float32(name + ".hidden"),
		second: f.Float32(name + ".weights"), secondBias: f.Float32(name + ".bias"),
	}
	n.hidden, n.questions = len(n.firstBias), len(n.secondBias)
	if len(tops) != len(keys) || len(scales) != len(keys) || len(rows) != len(keys)*n.hidden || len(n.second) != n.hidden*n.questions {
		return nil, fmt.Errorf("net %s: %d features, %d tops, %d scales, %d and %d weights of %d hidden units and %d questions",
			name, len(keys), len(tops), len(scales), len(rows), len(n.second), n.hidden, n.questions)
	}
	n.first = make([]float32, len(rows))
	for i, k := range keys {
		n.index[forest.Key(k)] = int32(i)
		n.keys, n.top = append(n.keys, forest.Key(k)), append(n.top, uint8(tops[i]))
		for j := range n.hidden {
			n.first[i*n.hidden+j] = float32(rows[i*n.hidden+j]) * scales[i]
		}
	}
	return n, nil
}
