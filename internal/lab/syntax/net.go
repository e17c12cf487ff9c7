package syntax

import (
	"fmt"
	"slices"

	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/internal/nlp/syntax"
)

// Dense is a layer y = x·W + B; W has In rows of Out.
type Dense struct {
	In, Out int
	W, B    []float32
}

// NewDense is a layer of zeros.
func NewDense(in, out int) Dense {
	return Dense{In: in, Out: out, W: make([]float32, in*out), B: make([]float32, out)}
}

// Apply writes the layer's output for n rows of x to y.
func (d *Dense) Apply(y, x []float32, n int) {
	for i := range n {
		copy(y[i*d.Out:(i+1)*d.Out], d.B)
	}
	learn.Gemm(y, x, d.W, n, d.In, d.Out)
}

// Unit is a bidirectional layer of simple recurrent units: In holds, for each
// direction, candidates, forget and reset gates; V the recurrent weights of the
// forget and reset gates of each direction.
type Unit struct {
	In Dense
	V  []float32
}

// Net is the weights of the network without its embedding table.
type Net struct {
	syntax.Size
	Input             Dense
	Units             []Unit
	Tag               Dense // hidden layer of the tags
	UPOS, Feats, Rule Dense // what is read off it
	MLP               Dense // arc as dependent, arc as head, relation as dependent, relation as head
	Arc               Dense // the bilinear form of an arc; its column Arc is the head's own weight
	Rel               Dense // relations from the joined hidden layer
	NameIn, Name      Dense // hidden layer of the names, and their labels
	RootArc, RootRel  []float32
}

// NewNet is a network of zeros with room for so many feature sets and lemma
// rules.
func NewNet(s syntax.Size, upos, feats, rules, rels int) *Net {
	w := s.Width()
	n := &Net{Size: s, Units: make([]Unit, s.Layers)}
	for i := range n.Units {
		n.Units[i] = Unit{NewDense(w, 6*s.Half), make([]float32, 4*s.Half)}
	}
	n.Input = NewDense(s.Embed, w)
	n.Tag = NewDense(w, s.TagUnits)
	n.UPOS = NewDense(s.TagUnits, learn.Pad(upos))
	n.Feats = NewDense(s.TagUnits, learn.Pad(feats))
	n.Rule = NewDense(s.TagUnits, learn.Pad(rules))
	n.MLP = NewDense(w, 2*s.ArcUnits+2*s.RelUnits)
	n.Arc = NewDense(s.ArcUnits, learn.Pad(s.ArcUnits+1))
	n.Rel = NewDense(s.RelUnits, learn.Pad(rels))
	n.NameIn = NewDense(w, s.NameUnits)
	n.Name = NewDense(s.NameUnits, learn.Pad(nlp.NameLabels))
	n.RootArc, n.RootRel = make([]float32, s.ArcUnits), make([]float32, s.RelUnits)
	return n
}

// Weights lists every array of weights with its name, in a fixed order.
func (n *Net) Weights() []Weights {
	var out []Weights
	dense := func(name string, d *Dense) {
		out = append(out, Weights{name + ".w", d.W, d.In}, Weights{name + ".b", d.B, 0})
	}
	dense("input", &n.Input)
	for i := range n.Units {
		name := fmt.Sprintf("unit%d", i)
		dense(name, &n.Units[i].In)
		out = append(out, Weights{name + ".v", n.Units[i].V, 0})
	}
	dense("tag", &n.Tag)
	dense("upos", &n.UPOS)
	dense("feats", &n.Feats)
	dense("rule", &n.Rule)
	dense("mlp", &n.MLP)
	dense("arc", &n.Arc)
	dense("rel", &n.Rel)
	dense("name.in", &n.NameIn)
	dense("name", &n.Name)
	return append(out, Weights{"root.arc", n.RootArc, 0}, Weights{"root.rel", n.RootRel, 0})
}

// Weights is one array of weights. In is the number of inputs of a matrix, 0
// for anything else.
type Weights struct {
	Name string
	V    []float32
	In   int
}

// rounded is the network as it is shipped.
func (n *Net) rounded() *syntax.Net {
	layer := func(d *Dense) syntax.Layer { return syntax.NewLayer(d.W, d.B, d.In, d.Out) }
	out := &syntax.Net{Size: n.Size, Input: layer(&n.Input), Tag: layer(&n.Tag), UPOS: layer(&n.UPOS), Feats: layer(&n.Feats), Rule: layer(&n.Rule),
		MLP: layer(&n.MLP), Arc: layer(&n.Arc), Rel: layer(&n.Rel), NameIn: layer(&n.NameIn), Name: layer(&n.Name),
		RootArc: slices.Clone(n.RootArc), RootRel: slices.Clone(n.RootRel)}
	for i := range n.Units {
		out.Units = append(out.Units, syntax.Unit{In: layer(&n.Units[i].In), V: slices.Clone(n.Units[i].V)})
	}
	return out
}

// relu cuts negative numbers to 0.
func relu(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}
