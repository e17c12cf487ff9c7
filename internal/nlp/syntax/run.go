package syntax

import (
	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/internal/nlp/recase"
)

// The numbers of answers the network gives.
const (
	UPOSCount = nlp.UPOSCount
	RelCount  = nlp.RelCount
)

// Scratch is the working memory of one run; it is reused from run to run, and
// only ever with one model.
type Scratch struct {
	x, y, u, cell   []float32
	tag, scores     []float32
	mlp, heads, arc []float32
	rel, out        []float32
	trans           []float32
	head            []int32
	mark            []int32
	best, next      []float32
	from            []uint8
	label           []nlp.NameLabel
	chart           chart
	feats           Features
	sum             []float32
	rounded         learn.Rounded
	cache           map[string]int32 // form to row of vectors
	vectors         []float32
	forms           []string
	ends            []int
	answers         []Answer
	lemmas          map[made]string
	recase          recase.Scratch
}

// Answer is what the network says of one word. Head counts from 0 within the
// sentence, -1 for the root.
type Answer struct {
	UPOS  nlp.UPOS
	Rel   nlp.Rel
	Feats int32
	Rule  int32
	Head  int32
	Name  nlp.NameLabel
	Leans nlp.Leaning
}

// apply writes a layer's output for n rows of x to y.
func (s *Scratch) apply(l *Layer, y, x []float32, n int) {
	s.rounded.Round(x, n, l.In)
	l.ready.Apply(y, &s.rounded)
}

// cached is the number of different words whose vectors are kept.
const cached = 8192

// embed writes the input vector of form to x.
func (m *Model) embed(s *Scratch, x []float32, form string) {
	if at, ok := s.cache[form]; ok {
		copy(x, s.vectors[int(at)*len(x):])
		return
	}
	m.Vocab.Of(form, &s.feats)
	s.sum = grow(s.sum, m.Embed)
	clear(s.sum)
	for _, r := range s.feats.Runs {
		m.addRow(s.sum, r)
	}
	weight := s.feats.RunWeight()
	for i := range s.sum {
		s.sum[i] *= weight
	}
	for _, r := range s.feats.Whole {
		m.addRow(s.sum, r)
	}
	s.apply(&m.Input, x, s.sum, 1)
	if n := len(s.cache); n < cached && len(form) <= longestWord {
		if s.cache == nil {
			s.cache = make(map[string]int32, 1024)
		}
		s.cache[string([]byte(form))] = int32(n)
		s.vectors = append(s.vectors, x...)
	}
}

func (m *Model) addRow(x []float32, row uint32) {
	scale := m.Scale[row]
	for i, v := range m.Table[int(row)*len(x) : (int(row)+1)*len(x)] {
		x[i] += float32(scale * float32(v))
	}
}

// Read answers for a batch of sentences: forms are the words of all of them,
// ends where each sentence ends.
func (m *Model) Read(s *Scratch, forms []string, ends []int, out []Answer) {
	t, w := len(forms), m.Width()
	s.x, s.y = grow(s.x, t*w), grow(s.y, t*w)
	for i, f := range forms {
		m.embed(s, s.x[i*w:(i+1)*w], f)
	}
	for i := range m.Units {
		m.recur(s, &m.Units[i], t, ends)
		s.x, s.y = s.y, s.x
		if i == m.TagAt {
			m.tags(s, t, out)
		}
	}
	m.names(s, t, ends, out)
	m.arcs(s, t, ends, out)
}

// names reads the names off s.x.
func (m *Model) names(s *Scratch, t int, ends []int, out []Answer) {
	s.tag = grow(s.tag, t*m.NameUnits)
	s.apply(&m.NameIn, s.tag, s.x, t)
	relu(s.tag)
	s.scores = grow(s.scores, t*m.Name.Out)
	s.apply(&m.Name, s.scores, s.tag, t)
	s.label = grow(s.label, t)
	first := 0
	for _, last := range ends {
		if last > first {
			s.labels(s.label[first:last], s.scores[first*m.Name.Out:], last-first, m.Name.Out)
		}
		first = last
	}
	for i, l := range s.label {
		out[i].Name, out[i].Leans = l, leaning(s.scores[i*m.Name.Out:])
	}
}

// recur runs one recurrent layer from s.x to s.y.
func (m *Model) recur(s *Scratch, unit *Unit, t int, ends []int) {
	w, h := m.Width(), m.Half
	s.u, s.cell = grow(s.u, t*6*h), grow(s.cell, h)
	s.apply(&unit.In, s.u, s.x, t)
	first := 0
	for _, last := range ends {
		n := last - first
		if n > 0 {
			learn.Recur(s.y[first*w:], s.x[first*w:], s.u[first*6*h:], unit.V, s.cell, nil, n, h, w, 6*h, false)
			learn.Recur(s.y[first*w+h:], s.x[first*w+h:], s.u[first*6*h+3*h:], unit.V[2*h:], s.cell, nil, n, h, w, 6*h, true)
		}
		first = last
	}
}

// tags reads the tags off s.x.
func (m *Model) tags(s *Scratch, t int, out []Answer) {
	s.tag = grow(s.tag, t*m.Tag.Out)
	s.apply(&m.Tag, s.tag, s.x, t)
	relu(s.tag)
	s.rounded.Round(s.tag, t, m.TagUnits)
	s.scores = grow(s.scores, t*m.UPOS.Out)
	m.UPOS.ready.Apply(s.scores, &s.rounded)
	for i := range t {
		out[i].UPOS = nlp.UPOS(1 + top(s.scores[i*m.UPOS.Out+1:i*m.UPOS.Out+UPOSCount]))
	}
	s.scores = grow(s.scores, t*m.Feats.Out)
	m.Feats.ready.Apply(s.scores, &s.rounded)
	for i := range t {
		out[i].Feats = int32(top(s.scores[i*m.Feats.Out : i*m.Feats.Out+len(m.Sets)]))
	}
	s.scores = grow(s.scores, t*m.Rule.Out)
	m.Rule.ready.Apply(s.scores, &s.rounded)
	for i := range t {
		out[i].Rule = int32(top(s.scores[i*m.Rule.Out : i*m.Rule.Out+len(m.Rules)]))
	}
}

// relu cuts negative numbers to 0.
func relu(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

func top(row []float32) int {
	at := 0
	for i, v := range row {
		if v > row[at] {
			at = i
		}
	}
	return at
}

// arcs reads heads and relations off s.x.
func (m *Model) arcs(s *Scratch, t int, ends []int, out []Answer) {
	s.mlp = grow(s.mlp, t*m.MLP.Out)
	s.apply(&m.MLP, s.mlp, s.x, t)
	first := 0
	for _, last := range ends {
		if last > first {
			m.sentence(s, s.mlp[first*m.MLP.Out:last*m.MLP.Out], last-first, out[first:last])
		}
		first = last
	}
}

// sentence finds the tree of one sentence from its hidden layer.
func (m *Model) sentence(s *Scratch, mlp []float32, n int, out []Answer) {
	a, l := m.ArcUnits, m.RelUnits
	stride := m.scoreArcs(s, mlp, n)
	s.head = grow(s.head, n)
	s.tree(s.head, s.scores, n, stride)
	s.rel = grow(s.rel, n*l)
	for i := range n {
		dep := mlp[i*m.MLP.Out+2*a : i*m.MLP.Out+2*a+l]
		head := m.RootRel
		if h := int(s.head[i]); h >= 0 {
			head = mlp[h*m.MLP.Out+2*a+l : (h+1)*m.MLP.Out]
		}
		for j := range dep {
			s.rel[i*l+j] = max(dep[j]+head[j], 0)
		}
	}
	s.out = grow(s.out, n*m.Rel.Out)
	s.apply(&m.Rel, s.out, s.rel, n)
	for i := range n {
		out[i].Head = s.head[i]
		out[i].Rel = relation(s.out[i*m.Rel.Out:i*m.Rel.Out+RelCount], s.head[i] < 0)
	}
}

// relation is the best relation; root belongs to the root and to it alone.
func relation(row []float32, root bool) nlp.Rel {
	if root {
		return nlp.Root
	}
	at := 1
	for i := 2; i < len(row); i++ {
		if row[i] > row[at] && nlp.Rel(i) != nlp.Root {
			at = i
		}
	}
	return nlp.Rel(at)
}

// scoreArcs fills s.scores, n rows of the stride returned.
func (m *Model) scoreArcs(s *Scratch, mlp []float32, n int) (stride int) {
	a := m.ArcUnits
	in, width := m.MLP.Out, m.Arc.Out
	stride = learn.Pad(n + 1)
	s.heads = grow(s.heads, (n+1)*a)
	copy(s.heads, m.RootArc)
	for i := range n {
		copy(s.heads[(i+1)*a:(i+2)*a], mlp[i*in+a:i*in+2*a])
	}
	relu(s.heads)
	s.arc = grow(s.arc, (n+1)*width)
	s.apply(&m.Arc, s.arc, s.heads, n+1)
	s.trans = grow(s.trans, width*stride)
	clear(s.trans)
	for h := range n + 1 {
		for j, v := range s.arc[h*width : h*width+a+1] {
			s.trans[j*stride+h] = v
		}
	}
	s.y = grow(s.y, max(n*(a+1), len(s.y)))
	deps := s.y[:n*(a+1)]
	for i := range n {
		for j, v := range mlp[i*in : i*in+a] {
			deps[i*(a+1)+j] = max(v, 0)
		}
		deps[i*(a+1)+a] = 1
	}
	s.scores = grow(s.scores, n*stride)
	clear(s.scores)
	learn.Gemm(s.scores, deps, s.trans[:(a+1)*stride], n, a+1, stride)
	return stride
}
