package coref

import (
	"fmt"
	"sync"

	"dossier/internal/learn"
	"dossier/models"
)

// Model is what was learnt: weights of the features of mentions and of options,
// found by key, and the tables of words.
type Model struct {
	Tables *Tables
	Find   []float32 // weights of the features of places; a power of two of them
	Words  []float32 // weights of the words of options; a power of two of them
	In     []float32 // weights from the properties of options to the hidden units, a row of Hidden for each; a power of two of rows
	Out    []float32 // weights of the hidden units
}

// Hidden is how many hidden units there are.
const Hidden = 24

// Write is the model as a file whose card is card.
func (m *Model) Write(card string) []byte {
	w := learn.NewWriter()
	w.Text("card", card)
	m.Tables.write(w)
	w.Float32("find", m.Find)
	w.Float32("words", m.Words)
	w.Float32("in", m.In)
	w.Float32("out", m.Out)
	return w.Bytes()
}

// Open reads a model file.
func Open(data string) (*Model, error) {
	f, err := learn.Open(data)
	if err != nil {
		return nil, err
	}
	m := &Model{Tables: readTables(f), Find: f.Float32("find"), Words: f.Float32("words"),
		In: f.Float32("in"), Out: f.Float32("out")}
	if !powerOfTwo(len(m.Find)) || !powerOfTwo(len(m.Words)) || len(m.In)%Hidden != 0 || !powerOfTwo(len(m.In)/Hidden) || len(m.Out) != Hidden {
		return nil, fmt.Errorf("coreference model with %d, %d, %d and %d weights, none of the sizes it should have", len(m.Find), len(m.Words), len(m.In), len(m.Out))
	}
	return m, nil
}

func powerOfTwo(n int) bool { return n > 0 && n&(n-1) == 0 }

var embedded = sync.OnceValue(func() *Model {
	m, err := Open(models.Coref)
	if err != nil {
		panic(err) // the embedded file is broken, which every test would show
	}
	return m
})

// Score is the sum of the weights of features.
func Score(weights []float32, features []uint32) float32 {
	mask := uint32(len(weights) - 1)
	sum := float32(0)
	for _, f := range features {
		sum += weights[f&mask]
	}
	return sum
}

// Activate adds to the hidden units what properties bring. It takes eight units
// at a time, which stay in registers.
func Activate(hidden *[Hidden]float32, in []float32, properties []uint32) {
	mask := uint32(len(in)/Hidden - 1)
	for from := 0; from < Hidden; from += 8 {
		h := (*[8]float32)(hidden[from:])
		h0, h1, h2, h3, h4, h5, h6, h7 := h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]
		for _, p := range properties {
			w := (*[8]float32)(in[int(p&mask)*Hidden+from:])
			h0, h1, h2, h3 = h0+w[0], h1+w[1], h2+w[2], h3+w[3]
			h4, h5, h6, h7 = h4+w[4], h5+w[5], h6+w[6], h7+w[7]
		}
		*h = [8]float32{h0, h1, h2, h3, h4, h5, h6, h7}
	}
}

// Output is what the hidden units that are active add up to. Products are rounded
// before they are added, so that the sum is the same on every machine.
func Output(hidden *[Hidden]float32, out []float32) float32 {
	sum := float32(0)
	for k, v := range hidden {
		if v > 0 {
			sum += float32(v * out[k])
		}
	}
	return sum
}

// Best is the option that is certain of the mention being resolved, or else the
// one with the highest score, the first of equals.
func (m *Model) Best(r *Reading, options []Option) int {
	for k := range options {
		if options[k].Certain {
			return k
		}
	}
	var shared [Hidden]float32
	Activate(&shared, m.In, r.Shared())
	best, at := float32(0), -1
	for k := range options {
		hidden := shared
		Activate(&hidden, m.In, r.Properties(k))
		if s := Score(m.Words, r.Words(k)) + Output(&hidden, m.Out); at < 0 || s > best {
			best, at = s, k
		}
	}
	return at
}
