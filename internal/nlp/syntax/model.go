package syntax

import (
	"fmt"
	"strings"

	"dossier/internal/learn"
	"dossier/internal/nlp"
)

// Size is the measure of the network.
type Size struct {
	Embed     int // numbers in a row of the embedding table
	Half      int // units of a recurrent layer in each direction
	Layers    int // recurrent layers
	TagAt     int // the layer, from 0, whose output the tags are read off
	TagUnits  int // hidden units of the tags
	ArcUnits  int // of the arcs
	RelUnits  int // of the relations
	NameUnits int // of the names
}

// Width is the size of a word's vector.
func (s Size) Width() int { return 2 * s.Half }

// Layer is a layer y = x·W + Bias: In rows of Out weights, a scale for each
// column.
type Layer struct {
	In, Out     int
	W           []int8
	Scale, Bias []float32
	ready       *learn.Quant
}

// NewLayer rounds a layer of In rows of Out weights.
func NewLayer(w, bias []float32, in, out int) Layer {
	q, scale := learn.Quantise(w, in, out)
	l := Layer{In: in, Out: out, W: q, Scale: scale, Bias: append([]float32(nil), bias...)}
	l.prepare()
	return l
}

func (l *Layer) prepare() { l.ready = learn.NewQuant(l.W, l.Scale, l.Bias, l.In, l.Out) }

// Unit is a bidirectional layer of simple recurrent units: In holds, for each
// direction, candidates, forget and reset gates; V the recurrent weights of the
// forget and reset gates of each direction.
type Unit struct {
	In Layer
	V  []float32
}

// Net is the weights of the network without its embedding table.
type Net struct {
	Size
	Input             Layer // from the embedding to the first recurrent layer
	Units             []Unit
	Tag               Layer // hidden layer of the tags
	UPOS, Feats, Rule Layer // what is read off it
	MLP               Layer // arc as dependent, arc as head, relation as dependent, relation as head
	Arc               Layer // the bilinear form of an arc; its column ArcUnits is the head's own weight
	Rel               Layer // relations from the joined hidden layer
	NameIn, Name      Layer // hidden layer of the names, and their labels
	RootArc, RootRel  []float32
}

// namedLayer is a layer with its name in the model file.
type namedLayer struct {
	name string
	*Layer
}

func (n *Net) layers() []namedLayer {
	out := []namedLayer{{"input", &n.Input}, {"tag", &n.Tag}, {"upos", &n.UPOS}, {"feats", &n.Feats}, {"rule", &n.Rule}, {"mlp", &n.MLP}, {"arc", &n.Arc}, {"rel", &n.Rel}, {"name.in", &n.NameIn}, {"name", &n.Name}}
	for i := range n.Units {
		out = append(out, namedLayer{fmt.Sprint("unit", i), &n.Units[i].In})
	}
	return out
}

// shape gives every layer its size.
func (n *Net) shape(sets, rules int) {
	s := n.Size
	w := s.Width()
	n.Input = Layer{In: s.Embed, Out: w}
	n.Units = make([]Unit, s.Layers)
	for i := range n.Units {
		n.Units[i].In = Layer{In: w, Out: 6 * s.Half}
	}
	n.Tag = Layer{In: w, Out: s.TagUnits}
	n.UPOS = Layer{In: s.TagUnits, Out: learn.Pad(UPOSCount)}
	n.Feats = Layer{In: s.TagUnits, Out: learn.Pad(sets)}
	n.Rule = Layer{In: s.TagUnits, Out: learn.Pad(rules)}
	n.MLP = Layer{In: w, Out: 2*s.ArcUnits + 2*s.RelUnits}
	n.Arc = Layer{In: s.ArcUnits, Out: learn.Pad(s.ArcUnits + 1)}
	n.Rel = Layer{In: s.RelUnits, Out: learn.Pad(RelCount)}
	n.NameIn = Layer{In: w, Out: s.NameUnits}
	n.Name = Layer{In: s.NameUnits, Out: learn.Pad(nlp.NameLabels)}
}

// Model is a trained network with all that it needs to read and to answer.
type Model struct {
	*Net
	Vocab Vocab
	Table []int8    // rows of Embed
	Scale []float32 // of each row
	Sets  []string  // sets of features by their number
	Rules []Rule    // lemma rules by their number
}

// Encode writes the model to w.
func (m *Model) Encode(w *learn.Writer) {
	s := m.Size
	w.Uint32("size", []uint32{uint32(s.Embed), uint32(s.Half), uint32(s.Layers), uint32(s.TagAt), uint32(s.TagUnits), uint32(s.ArcUnits), uint32(s.RelUnits), uint32(s.NameUnits), m.Vocab.Buckets})
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
	for _, l := range m.layers() {
		w.Int8(l.name+".w", l.W)
		w.Float32(l.name+".scale", l.Scale)
		w.Float32(l.name+".bias", l.Bias)
	}
	for i := range m.Units {
		w.Float32(fmt.Sprintf("unit%d.v", i), m.Units[i].V)
	}
	w.Float32("root.arc", m.RootArc)
	w.Float32("root.rel", m.RootRel)
}

// Decode reads a model.
func Decode(f *learn.File) (*Model, error) {
	size := f.Uint32("size")
	if len(size) != 9 {
		return nil, fmt.Errorf("syntax model: %d sizes, 9 expected", len(size))
	}
	s := Size{int(size[0]), int(size[1]), int(size[2]), int(size[3]), int(size[4]), int(size[5]), int(size[6]), int(size[7])}
	m := &Model{Sets: strings.Split(f.Text("sets"), "\n"), Table: f.Int8("table"), Scale: f.Float32("scale")}
	for _, r := range f.Strings("rules") {
		rule, err := ParseRule(r)
		if err != nil {
			return nil, fmt.Errorf("syntax model: %w", err)
		}
		m.Rules = append(m.Rules, rule)
	}
	words := f.Strings("words")
	m.Vocab = Vocab{Words: make(map[string]uint32, len(words)), Buckets: size[8]}
	for i, w := range words {
		m.Vocab.Words[w] = uint32(i + 1)
	}
	if rows := m.Vocab.Rows(); len(m.Scale) != rows || len(m.Table) != rows*s.Embed {
		return nil, fmt.Errorf("syntax model: a table of %d for %d rows of %d", len(m.Table), rows, s.Embed)
	}
	m.Net = &Net{Size: s}
	m.shape(len(m.Sets), len(m.Rules))
	for _, l := range m.layers() {
		l.W, l.Scale, l.Bias = f.Int8(l.name+".w"), f.Float32(l.name+".scale"), f.Float32(l.name+".bias")
		if len(l.W) != l.In*l.Out || len(l.Scale) != l.Out || len(l.Bias) != l.Out {
			return nil, fmt.Errorf("syntax model: layer %s has not %d × %d weights", l.name, l.In, l.Out)
		}
		l.prepare()
	}
	for i := range m.Units {
		m.Units[i].V = f.Float32(fmt.Sprintf("unit%d.v", i))
		if len(m.Units[i].V) != 4*s.Half {
			return nil, fmt.Errorf("syntax model: unit %d has not %d recurrent weights", i, 4*s.Half)
		}
	}
	m.RootArc, m.RootRel = f.Float32("root.arc"), f.Float32("root.rel")
	if len(m.RootArc) != s.ArcUnits || len(m.RootRel) != s.RelUnits {
		return nil, fmt.Errorf("syntax model: no root of %d and %d", s.ArcUnits, s.RelUnits)
	}
	return m, nil
}
