package syntax

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// randomModel is a model of the given size that has learnt nothing.
func randomModel(s Size) *Model {
	r := rand.New(rand.NewPCG(1, 2))
	m := &Model{Net: &Net{Size: s}, Vocab: Vocab{Words: map[string]uint32{}, Buckets: 1 << 12}}
	m.shape(260, 220)
	weights := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = 0.1 * float32(r.NormFloat64())
		}
		return out
	}
	for _, l := range m.layers() {
		*l.Layer = NewLayer(weights(l.In*l.Out), weights(l.Out), l.In, l.Out)
	}
	for i := range m.Units {
		m.Units[i].V = weights(4 * s.Half)
	}
	m.RootArc, m.RootRel = weights(s.ArcUnits), weights(s.RelUnits)
	for i := range 260 {
		m.Sets = append(m.Sets, fmt.Sprint("Set=", i))
	}
	for range 220 {
		m.Rules = append(m.Rules, Rule{})
	}
	m.Table = make([]int8, m.Vocab.Rows()*s.Embed)
	for i := range m.Table {
		m.Table[i] = int8(r.IntN(255) - 127)
	}
	m.Scale = make([]float32, m.Vocab.Rows())
	for i := range m.Scale {
		m.Scale[i] = 1e-3
	}
	return m
}

// BenchmarkRead is the network alone, on sentences of 20 words drawn from 5,000
// as a text draws them.
func BenchmarkRead(b *testing.B) {
	for _, half := range []int{96, 128, 160, 192} {
		m := randomModel(Size{Embed: 128, Half: half, Layers: 3, TagAt: 1, TagUnits: 128, ArcUnits: 128, RelUnits: 64, NameUnits: 64})
		words := rand.NewZipf(rand.New(rand.NewPCG(3, 4)), 1.1, 3, 5000)
		var forms []string
		var ends []int
		for i := range 500 {
			forms = append(forms, fmt.Sprintf("word%d", words.Uint64()))
			if i%20 == 19 {
				ends = append(ends, i+1)
			}
		}
		out := make([]Answer, len(forms))
		s := &Scratch{}
		b.Run(fmt.Sprint("half=", half), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				m.Read(s, forms, ends, out)
			}
			b.ReportMetric(float64(len(forms)*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
