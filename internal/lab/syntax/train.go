package syntax

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"sync"

	"dossier/internal/lab/conllu"
	"dossier/internal/lab/names"
	"dossier/internal/learn"
	"dossier/internal/nlp/syntax"
)

const (
	uposCount = syntax.UPOSCount
	relCount  = syntax.RelCount
)

// trainer holds the weights while they are learnt.
type trainer struct {
	cfg     Config
	c       *corpus
	net     *Net
	table   *table
	proj    *Dense
	adam    []moments
	steps   int
	rng     *rand.Rand
	workers []*worker
}

// worker runs one part of a batch; what it makes does not depend on when it runs.
type worker struct {
	cfg   *Config
	c     *corpus
	net   *Net
	grad  *Net
	table *table
	rows  *tableGrad
	proj  *Dense // from word vectors to the network's; nil without them
	dproj *Dense
	rng   *rand.Rand
	b     batch
	loss  float64
	total int // words of the whole batch
}

// parts is the number of parts that a batch is cut into. It is fixed, so that
// the same numbers come out however many processors there are.
const parts = 2

// moments are Adam's running means of one array.
type moments struct{ m, v []float32 }

// Train learns a model from sentences. Progress goes to w; after every epoch
// check is told of the model so far.
func Train(w io.Writer, cfg Config, sents []conllu.Sentence, vectors *learn.Vectors, named []names.Text, check func(epoch int, m *syntax.Model)) *syntax.Model {
	c := newCorpus(&cfg, sents, vectors)
	attached := c.attach(named)
	t := newTrainer(cfg, c)
	fmt.Fprintf(w, "%d texts with names, %d of them with trees; %d sentences without\n", len(named), attached, len(c.texts))
	fmt.Fprintf(w, "%d sentences, %d words with rows, %d sets of features, %d lemma rules\n", len(t.c.sentences), len(t.c.vocab.Words), len(t.c.sets), len(t.c.rules))
	total := cfg.Epochs * t.batches()
	for e := range cfg.Epochs {
		loss, words := 0.0, 0
		for _, b := range t.split(t.c.epoch(&cfg, t.rng)) {
			t.steps++
			loss += t.learn(b, t.rate(total))
			for _, s := range b {
				words += len(s.forms)
			}
		}
		fmt.Fprintf(w, "epoch %d: loss %.4f\n", e+1, loss/float64(words))
		if check != nil {
			check(e+1, t.model())
		}
	}
	return t.model()
}

func newTrainer(cfg Config, c *corpus) *trainer {
	t := &trainer{cfg: cfg, c: c, rng: rand.New(rand.NewPCG(cfg.Seed, 7))}
	t.net = NewNet(cfg.Size, uposCount, len(c.sets), len(c.rules), relCount)
	for _, a := range t.net.Weights() {
		t.adam = append(t.adam, moments{make([]float32, len(a.V)), make([]float32, len(a.V))})
		if a.In > 0 {
			t.start(a.V, a.In)
		}
	}
	h := cfg.Size.Half
	for i := range t.net.Units { // start by remembering little and carrying the input through
		b := t.net.Units[i].In.B
		for d := range 2 {
			for j := range h {
				b[d*3*h+2*h+j] = -1
			}
		}
	}
	if c.dim > 0 {
		p := NewDense(c.dim, cfg.Size.Embed)
		t.proj = &p
		t.start(p.W, c.dim)
		t.adam = append(t.adam, moments{make([]float32, len(p.W)), make([]float32, len(p.W))})
	}
	t.table = newTable(c.vocab.Rows(), cfg.Size.Embed, cfg.Init, t.rng)
	for k := range uint64(parts) {
		w := &worker{
			cfg: &t.cfg, c: c, net: t.net, table: t.table, rows: newTableGrad(t.table), proj: t.proj,
			grad: NewNet(cfg.Size, uposCount, len(c.sets), len(c.rules), relCount),
			rng:  rand.New(rand.NewPCG(cfg.Seed, 100+k)),
		}
		if t.proj != nil {
			d := NewDense(c.dim, cfg.Size.Embed)
			w.dproj = &d
		}
		t.workers = append(t.workers, w)
	}
	return t
}

// start spreads the weights of a matrix (Glorot and Bengio 2010).
func (t *trainer) start(w []float32, in int) {
	spread := float32(math.Sqrt(6 / float64(in+len(w)/in)))
	for i := range w {
		w[i] = spread * (2*t.rng.Float32() - 1)
	}
}

// batches is about the number of batches of an epoch.
func (t *trainer) batches() int {
	words := 0
	for _, s := range t.c.sentences {
		words += len(s.forms)
	}
	for _, s := range t.c.texts {
		words += int(t.cfg.Texts * float64(len(s.forms)))
	}
	return words/t.cfg.Batch + 1
}

// split cuts an epoch into batches.
func (t *trainer) split(sents []*sentence) [][]*sentence {
	var out [][]*sentence
	first, words := 0, 0
	for i, s := range sents {
		if words += len(s.forms); words >= t.cfg.Batch || i+1 == len(sents) {
			out = append(out, sents[first:i+1])
			first, words = i+1, 0
		}
	}
	return out
}

// rate is the learning rate of the present step.
func (t *trainer) rate(total int) float32 {
	if t.steps < t.cfg.Warm {
		return t.cfg.Rate * float32(t.steps) / float32(t.cfg.Warm)
	}
	done := float64(t.steps-t.cfg.Warm) / float64(max(total-t.cfg.Warm, 1))
	return t.cfg.Rate * float32(0.5*(1+math.Cos(math.Pi*min(done, 1))))
}

// weights is every array that is learnt but the table.
func weights(n *Net, proj *Dense) []Weights {
	out := n.Weights()
	if proj != nil {
		out = append(out, Weights{Name: "proj", V: proj.W, In: proj.In})
	}
	return out
}

// learn takes one step on a batch and gives its loss.
func (t *trainer) learn(sents []*sentence, rate float32) float64 {
	loss := t.gradients(sents)
	sum := t.workers[0]
	norm := sum.rows.norm()
	grads := weights(sum.grad, sum.dproj)
	for _, a := range grads {
		norm += squares(a.V)
	}
	scale := float32(1)
	if n := float32(math.Sqrt(norm)); n > t.cfg.Clip {
		scale = t.cfg.Clip / n
	}
	c1 := 1 - math.Pow(float64(t.cfg.Beta1), float64(t.steps))
	c2 := 1 - math.Pow(float64(t.cfg.Beta2), float64(t.steps))
	u := learn.Adam{Rate: rate * float32(math.Sqrt(c2)/c1), Beta1: t.cfg.Beta1, Beta2: t.cfg.Beta2, Epsilon: t.cfg.Epsilon, Scale: scale}
	var wait sync.WaitGroup
	wait.Go(func() { t.table.update(u, sum.rows) })
	for i, a := range weights(t.net, t.proj) {
		u.Apply(a.V, grads[i].V, t.adam[i].m, t.adam[i].v)
	}
	wait.Wait()
	return loss
}

// gradients runs the parts of a batch side by side and leaves the sum of their
// gradients with the first worker.
func (t *trainer) gradients(sents []*sentence) float64 {
	words := 0
	for _, s := range sents {
		words += len(s.forms)
	}
	var wait sync.WaitGroup
	first := 0
	for k, w := range t.workers {
		last, n := first, 0
		for last < len(sents) && (k == parts-1 || n*parts < words) {
			n += len(sents[last].forms)
			last++
		}
		part := sents[first:last]
		first = last
		wait.Go(func() { w.run(part, words) })
	}
	wait.Wait()
	loss := t.workers[0].loss
	for _, w := range t.workers[1:] {
		loss += w.loss
		t.workers[0].rows.take(w.rows)
		into := weights(t.workers[0].grad, t.workers[0].dproj)
		for i, a := range weights(w.grad, w.dproj) {
			for j, v := range a.V {
				into[i].V[j] += v
			}
		}
	}
	return loss
}

// run makes the gradients of one part of a batch of so many words.
func (t *worker) run(sents []*sentence, words int) {
	for _, a := range weights(t.grad, t.dproj) {
		clear(a.V)
	}
	t.rows.begin()
	t.loss, t.total = 0, words
	if len(sents) > 0 {
		t.loss = t.pass(sents)
	}
}

func squares(v []float32) float64 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	return sum
}

// model is what has been learnt so far, as it is shipped.
func (t *trainer) model() *syntax.Model {
	m := &syntax.Model{Net: t.net.rounded(), Vocab: t.c.vocab, Sets: t.c.sets, Rules: t.c.rules}
	m.Table, m.Scale = quantise(t.whole(), t.cfg.Size.Embed)
	return m
}

// whole is the table with the word vectors worked in.
func (t *trainer) whole() []float32 {
	if t.proj == nil {
		return t.table.v
	}
	w := t.cfg.Size.Embed
	v := append([]float32(nil), t.table.v...)
	for r, known := range t.c.known {
		if !known {
			copy(v[r*w:(r+1)*w], v[:w])
		}
	}
	learn.Gemm(v[:len(t.c.known)*w], t.c.vectors, t.proj.W, len(t.c.known), t.c.dim, w)
	return v
}

// quantise keeps each row in 255 steps.
func quantise(v []float32, width int) (table []int8, scale []float32) {
	table, scale = make([]int8, len(v)), make([]float32, len(v)/width)
	for r := range scale {
		row := v[r*width : (r+1)*width]
		top := float32(0)
		for _, x := range row {
			top = max(top, x, -x)
		}
		if top == 0 {
			continue
		}
		scale[r] = top / 127
		for i, x := range row {
			table[r*width+i] = int8(math.RoundToEven(float64(x / scale[r])))
		}
	}
	return table, scale
}

// table is the embedding; only rows that a batch touches are updated.
type table struct {
	width   int
	v, m, q []float32
}

func newTable(rows, width int, spread float32, rng *rand.Rand) *table {
	t := &table{width: width, v: make([]float32, rows*width), m: make([]float32, rows*width), q: make([]float32, rows*width)}
	for i := range t.v {
		t.v[i] = spread * float32(rng.NormFloat64())
	}
	return t
}

func (t *table) row(r uint32) []float32 { return t.v[int(r)*t.width : (int(r)+1)*t.width] }

func (t *table) update(u learn.Adam, g *tableGrad) {
	for _, r := range g.touched {
		i, j := int(r)*t.width, (int(r)+1)*t.width
		u.Apply(t.v[i:j], g.g[i:j], t.m[i:j], t.q[i:j])
	}
}

// tableGrad is the gradient of a table.
type tableGrad struct {
	width   int
	g       []float32
	touched []uint32
	is      []bool
}

func newTableGrad(t *table) *tableGrad {
	return &tableGrad{width: t.width, g: make([]float32, len(t.v)), is: make([]bool, len(t.v)/t.width)}
}

func (t *tableGrad) begin() {
	for _, r := range t.touched {
		clear(t.row(r))
		t.is[r] = false
	}
	t.touched = t.touched[:0]
}

func (t *tableGrad) row(r uint32) []float32 { return t.g[int(r)*t.width : (int(r)+1)*t.width] }

// add adds weight·g to the gradient of row r.
func (t *tableGrad) add(r uint32, g []float32, weight float32) {
	if !t.is[r] {
		t.is[r] = true
		t.touched = append(t.touched, r)
	}
	dst := t.row(r)[:len(g)]
	for i, x := range g {
		dst[i] += weight * x
	}
}

// take adds another gradient to this one.
func (t *tableGrad) take(from *tableGrad) {
	for _, r := range from.touched {
		t.add(r, from.row(r), 1)
	}
}

func (t *tableGrad) norm() float64 {
	sum := 0.0
	for _, r := range t.touched {
		sum += squares(t.row(r))
	}
	return sum
}

// back is the backward step of a dense layer: x and dy are n rows of its input
// and of the gradient of its output. dx, when not nil, gets the gradient of the
// input added.
func (t *worker) back(d, grad *Dense, x, dy, dx []float32, n int) {
	s := &t.b
	s.tr = grow(s.tr, n*d.In)
	learn.Transpose(s.tr, x, n, d.In)
	learn.Gemm(grad.W, s.tr, dy, d.In, n, d.Out)
	for i := range n {
		for j, v := range dy[i*d.Out : (i+1)*d.Out] {
			grad.B[j] += v
		}
	}
	if dx != nil {
		s.tw = grow(s.tw, d.In*d.Out)
		learn.Transpose(s.tw, d.W, d.In, d.Out)
		learn.Gemm(dx, dy, s.tw, n, d.Out, d.In)
	}
}

func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/2)
	}
	return s[:n]
}

// zeros is n zeros, in s where it is large enough.
func zeros(s []float32, n int) []float32 {
	s = grow(s, n)
	clear(s)
	return s
}
