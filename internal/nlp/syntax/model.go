package syntax

import (
	"fmt"
	"strings"

	"dossier/internal/learn"
)

// Size is the measure of the network.
type Size struct {
	Half     int // units of a recurrent layer in each direction
	Layers   int // recurrent layers
	TagAt    int // the layer, from 0, whose output the tags are read off
	TagUnits int // hidden units of the tags
	ArcUnits int // of the arcs
	RelUnits int // of the relations
}

// Width is the size of a word's vector.
func (s Size) Width() int { return 2 * s.Half }

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
	Size
	Units             []Unit
	Tag               Dense // hidden layer of the tags
	UPOS, Feats, Rule Dense // what is read off it
	MLP               Dense // arc as dependent, arc as head, relation as dependent, relation as head
	Arc               Dense // the bilinear form of an arc; its column Arc is the head's own weight
	Rel               Dense // relations from the joined hidden layer
	RootArc, RootRel  []float32
}

// NewNet is a network of zeros with room for so many feature sets and lemma
// rules.
func NewNet(s Size, upos, feats, rules, rels int) *Net {
	w := s.Width()
	n := &Net{Size: s, Units: make([]Unit, s.Layers)}
	for i := range n.Units {
		n.Units[i] = Unit{NewDense(w, 6*s.Half), make([]float32, 4*s.Half)}
	}
	n.Tag = NewDense(w, s.TagUnits)
	n.UPOS = NewDense(s.TagUnits, learn.Pad(upos))
	n.Feats = NewDense(s.TagUnits, learn.Pad(feats))
	n.Rule = NewDense(s.TagUnits, learn.Pad(rules))
	n.MLP = NewDense(w, 2*s.ArcUnits+2*s.RelUnits)
	n.Arc = NewDense(s.ArcUnits, learn.Pad(s.ArcUnits+1))
	n.Rel = NewDense(s.RelUnits, learn.Pad(rels))
	n.RootArc, n.RootRel = make([]float32, s.ArcUnits), make([]float32, s.RelUnits)
	return n
}

// Weights lists every array of weights with its name, in a fixed order.
func (n *Net) Weights() []Weights {
	var out []Weights
	dense := func(name string, d *Dense) {
		out = append(out, Weights{name + ".w", d.W, d.In}, Weights{name + ".b", d.B, 0})
	}
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
	return append(out, Weights{"root.arc", n.RootArc, 0}, Weights{"root.rel", n.RootRel, 0})
}

// Weights is one array of weights. In is the number of inputs of a matrix, 0
// for anything else.
type Weights struct {
	Name string
	V    []float32
	In   int
}

// Model is a trained network with all that it needs to read and to answer.
type Model struct {
	*Net
	Vocab Vocab
	Table []int8    // rows of Width
	Scale []float32 // of each row
	Sets  []string  // sets of features by their number
	Rules []Rule    // lemma rules by their number
}

// Encode writes the model to w.
func (m *Model) Encode(w *learn.Writer) {
	s := m.Size
	w.Uint32("size", []uint32{uint32(s.Half), uint32(s.Layers), uint32(s.TagAt), uint32(s.TagUnits), uint32(s.ArcUnits), uint32(s.RelUnits), m.Vocab.Buckets})
	words := make([]string, len(m.Vocab.Words)+1)
	for word, row := range m.Vocab.Words {
		words[row] = word
	}
	w.Strings("words", words[1:])
	w.Int8("table", m.Table)
	w.Float32("scale", m.Scale)
	w.Strings("sets", m.Sets)
	rules := make([]string, len(m.Rules))
	for i, r := range m.Rules {
		rules[i] = r.String()
	}
	w.Strings("rules", rules)
	for _, a := range m.Weights() {
		w.Float32(a.Name, a.V)
	}
}

// Decode reads a model.
func Decode(f *learn.File) (*Model, error) {
	size := f.Uint32("size")
	if len(size) != 7 {
		return nil, fmt.Errorf("syntax model: %d sizes, 7 expected", len(size))
	}
	s := Size{int(size[0]), int(size[1]), int(size[2]), int(size[3]), int(size[4]), int(size[5])}
	m := &Model{Sets: strings.Split(f.Text("sets"), "\n"), Table: f.Int8("table"), Scale: f.Float32("scale")}
	for _, r := range f.Strings("rules") {
		rule, err := ParseRule(r)
		if err != nil {
			return nil, fmt.Errorf("syntax model: %w", err)
		}
		m.Rules = append(m.Rules, rule)
	}
	words := f.Strings("words")
	m.Vocab = Vocab{Words: make(map[string]uint32, len(words)), Buckets: size[6]}
	for i, w := range words {
		m.Vocab.Words[w] = uint32(i + 1)
	}
	if rows := m.Vocab.Rows(); len(m.Scale) != rows || len(m.Table) != rows*s.Width() {
		return nil, fmt.Errorf("syntax model: a table of %d for %d rows of %d", len(m.Table), rows, s.Width())
	}
	m.Net = NewNet(s, UPOSCount, len(m.Sets), len(m.Rules), RelCount)
	for _, a := range m.Weights() {
		v := f.Float32(a.Name)
		if len(v) != len(a.V) {
			return nil, fmt.Errorf("syntax model: %d weights in %s, %d expected", len(v), a.Name, len(a.V))
		}
		copy(a.V, v)
	}
	return m, nil
}
