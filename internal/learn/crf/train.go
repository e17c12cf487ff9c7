package crf

import (
	"math"
	"math/rand/v2"
)

// Config is every setting of the training.
type Config struct {
	Labels  int
	Follows func(a, b int) bool // whether label b may follow a; a is -1 at the start, b at the end
	Epochs  int
	Rate    float32 // the step of AdaGrad
	L2      float32
	Drop    float32 // the share of features left out at random in each step
	Min     int     // a feature must be seen so often
	Seed    uint64
	// Domains is how many sorts of sequence are told apart. Every feature has a
	// weight that all share and one for each domain beside it.
	Domains int
}

// Trainer learns the weights.
type Trainer struct {
	c     Config
	ids   *index
	n     int       // features in use
	w, g  []float32 // by feature and label; the sums of squared gradients
	trans []float32 // (Labels+1)×Labels; the last row is the start
	tg    []float32
	ok    []bool
	last  []bool // the labels a sequence may end with
	rng   *rand.Rand
	lat   lattice
	seqs  []*Sequence
	feats []int32 // of the sequence at hand, those kept
	ends  []int32
	sum   []float32 // of the weights over the last epochs, for the average
	tsum  []float32
	sums  int
}

// NewTrainer lists the features of seqs that are seen often enough.
func NewTrainer(c Config, seqs []*Sequence) *Trainer {
	t := &Trainer{c: c, ids: newIndex(1 << 20), rng: rand.New(rand.NewPCG(c.Seed, 1))}
	for _, s := range seqs {
		for _, h := range s.Hashes {
			if n := t.ids.at(h); *n < 0 { // less one for each time it was seen
				if *n--; *n <= -1-int32(c.Min) {
					*n = int32(t.n)
					t.n++
				}
			}
		}
	}
	for _, s := range seqs {
		if s.Len() > 0 {
			t.seqs = append(t.seqs, t.compile(s))
		}
	}
	n := t.n * c.Labels * (1 + c.Domains)
	t.w, t.g = make([]float32, n), make([]float32, n)
	k := (c.Labels + 1) * c.Labels
	t.trans, t.tg, t.ok = make([]float32, k), make([]float32, k), make([]bool, k)
	for y := range c.Labels {
		t.last = append(t.last, c.Follows(y, -1))
	}
	for a := range c.Labels + 1 {
		for b := range c.Labels {
			from := a
			if a == c.Labels {
				from = -1
			}
			t.ok[a*c.Labels+b] = c.Follows(from, b)
		}
	}
	return t
}

// Features is the number of features in use.
func (t *Trainer) Features() int { return t.n }

// Epoch goes once over the sequences in random order and gives the mean loss of
// a position.
func (t *Trainer) Epoch() float64 {
	loss, n := 0.0, 0
	for _, i := range t.rng.Perm(len(t.seqs)) {
		loss += t.step(t.seqs[i])
		n += t.seqs[i].Len()
	}
	return loss / float64(max(1, n))
}

// Average adds the weights as they are to the average that [Trainer.Finish]
// gives.
func (t *Trainer) Average() {
	if t.sum == nil {
		t.sum, t.tsum = make([]float32, len(t.w)), make([]float32, len(t.trans))
	}
	for i, v := range t.w {
		t.sum[i] += v
	}
	for i, v := range t.trans {
		t.tsum[i] += v
	}
	t.sums++
}

// Finish makes the averaged weights the weights.
func (t *Trainer) Finish() {
	if t.sums == 0 {
		return
	}
	for i, v := range t.sum {
		t.w[i] = v / float32(t.sums)
	}
	for i, v := range t.tsum {
		t.trans[i] = v / float32(t.sums)
	}
	t.sum, t.tsum, t.sums = nil, nil, 0
}

// compile puts the numbers of the features in use in the place of the hashes.
func (t *Trainer) compile(s *Sequence) *Sequence {
	c := &Sequence{Hashes: make([]uint32, 0, len(s.Hashes)), Allowed: s.Allowed, Weight: s.Weight, Domain: s.Domain, Outside: s.Outside}
	for i := range s.Len() {
		for _, h := range s.At(i) {
			if id := *t.ids.at(h); id >= 0 {
				c.Hashes = append(c.Hashes, uint32(id))
			}
		}
		c.Ends = append(c.Ends, int32(len(c.Hashes)))
	}
	return c
}

// gather takes the features of s, leaving some out at random.
func (t *Trainer) gather(s *Sequence) {
	t.feats, t.ends = t.feats[:0], t.ends[:0]
	drop := uint32(float64(t.c.Drop) * (1 << 16))
	from := int32(0)
	var chance uint64
	for _, e := range s.Ends {
		for k, id := range s.Hashes[from:e] {
			if k&3 == 0 {
				chance = t.rng.Uint64()
			}
			if uint32(chance&0xFFFF) >= drop {
				t.feats = append(t.feats, int32(id))
			}
			chance >>= 16
		}
		t.ends = append(t.ends, int32(len(t.feats)))
		from = e
	}
}

// step learns from one sequence and gives its loss.
func (t *Trainer) step(s *Sequence) float64 {
	t.gather(s)
	L, n := t.c.Labels, s.Len()
	l := &t.lat
	l.reset(n, L)
	scale := 1 / (1 - t.c.Drop)
	from := int32(0)
	for i, e := range t.ends {
		row := l.score[i*L : i*L+L]
		for _, f := range t.feats[from:e] {
			w := t.w[int(f)*L : int(f)*L+L]
			for y := range row {
				row[y] += w[y] * scale
			}
			if t.c.Domains > 0 {
				w := t.w[t.own(s, f) : t.own(s, f)+L]
				for y := range row {
					row[y] += w[y] * scale
				}
			}
		}
		from = e
	}
	l.prepare(t.trans, t.ok, t.last, s.Outside)
	all, _ := l.run(nil, 1)
	got, ok := l.run(s.Allowed, -1)
	if !ok {
		return 0
	}
	t.update(s, scale)
	return all - got
}

// own is where the weights of feature f lie that only the domain of s has.
func (t *Trainer) own(s *Sequence, f int32) int {
	return ((1+s.Domain)*t.n + int(f)) * t.c.Labels
}

// least is the smallest error of a label that is learnt from.
const least = 1e-3

// update moves the weights against the gradient that the lattice holds.
func (t *Trainer) update(s *Sequence, scale float32) {
	L, l := t.c.Labels, &t.lat
	weight := s.Weight
	if weight == 0 {
		weight = 1
	}
	from := int32(0)
	for i, e := range t.ends {
		grad := l.grad[i*L : i*L+L]
		big := false
		for y, v := range grad {
			grad[y] = v * weight
			big = big || v > least || v < -least
		}
		if big {
			for _, f := range t.feats[from:e] {
				t.move(t.w[int(f)*L:int(f)*L+L], t.g[int(f)*L:int(f)*L+L], grad, scale)
				if t.c.Domains > 0 {
					at := t.own(s, f)
					t.move(t.w[at:at+L], t.g[at:at+L], grad, scale)
				}
			}
		}
		from = e
	}
	for i, v := range l.tgrad {
		l.tgrad[i] = v * weight
	}
	t.move(t.trans, t.tg, l.tgrad, 1)
}

func (t *Trainer) move(w, g, grad []float32, scale float32) {
	w, g = w[:len(grad)], g[:len(grad)]
	for y, v := range grad {
		if v < least && v > -least {
			continue
		}
		v = v*scale + t.c.L2*w[y]
		g[y] += v * v
		w[y] -= t.c.Rate * v / float32(math.Sqrt(float64(g[y]))+1e-2)
	}
}

// index numbers hashes. A hash that has no number yet has a negative one.
type index struct {
	keys   []uint32
	values []int32
	used   int
}

func newIndex(size int) *index {
	return &index{keys: make([]uint32, size), values: make([]int32, size)}
}

// at is where the number of h is kept, -1 at first. It holds until the next
// call.
func (x *index) at(h uint32) *int32 {
	h = max(1, h)
	if 2*x.used >= len(x.keys) {
		x.grow()
	}
	k := int(h*0x9E3779B1) & (len(x.keys) - 1)
	for x.keys[k] != h {
		if x.keys[k] == 0 {
			x.keys[k], x.values[k] = h, -1
			x.used++
			break
		}
		k = (k + 1) & (len(x.keys) - 1)
	}
	return &x.values[k]
}

func (x *index) grow() {
	old := *x
	*x = *newIndex(2 * len(old.keys))
	for k, h := range old.keys {
		if h != 0 {
			*x.at(h) = old.values[k]
		}
	}
}

// lattice is the sums over all labellings of one sequence.
type lattice struct {
	n, L        int
	score, grad []float32 // by position and label
	psi         []float32 // exp(score), scaled
	top         []float32 // what each position was scaled by
	m           []float32 // exp(transition), 0 where it is not allowed
	alpha, beta []float32
	norm        []float32
	tgrad       []float32
}

func (l *lattice) reset(n, L int) {
	l.n, l.L = n, L
	for _, p := range []*[]float32{&l.score, &l.grad, &l.psi, &l.alpha, &l.beta} {
		*p = zeros(*p, n*L)
	}
	l.top, l.norm = zeros(l.top, n), zeros(l.norm, n)
	l.m, l.tgrad = zeros(l.m, (L+1)*L), zeros(l.tgrad, (L+1)*L)
}

func zeros(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// faintest is how far below the best label's score one may lie; the sums stay
// within what float32 holds.
const faintest = 25

func (l *lattice) prepare(trans []float32, ok, last, outside []bool) {
	for i, v := range trans {
		if ok[i] {
			l.m[i] = float32(math.Exp(float64(v)))
		}
	}
	for i := range l.n {
		row := l.score[i*l.L : (i+1)*l.L]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		l.top[i] = top
		for y, v := range row {
			l.psi[i*l.L+y] = float32(math.Exp(float64(max(v-top, -faintest))))
			if i == l.n-1 && !last[y] || y > 0 && outside[i] {
				l.psi[i*l.L+y] = 0
			}
		}
	}
}

// run sums over the labellings allowed, adds sign times the expected counts to
// the gradient and gives the logarithm of the sum; false when none is allowed.
func (l *lattice) run(allowed []uint64, sign float32) (float64, bool) {
	L := l.L
	logz := 0.0
	for i := range l.n {
		a := l.alpha[i*L : (i+1)*L]
		l.into(i, a)
		z := float32(0)
		for y := range a {
			v := a[y] * l.psi[i*L+y]
			if allowed != nil && allowed[i]>>y&1 == 0 {
				v = 0
			}
			a[y] = v
			z += v
		}
		if z == 0 {
			return 0, false
		}
		for y := range a {
			a[y] /= z
		}
		l.norm[i] = z
		logz += math.Log(float64(z)) + float64(l.top[i])
	}
	l.backward(allowed)
	l.count(allowed, sign)
	return logz, true
}

// into sets a to what comes in at position i from the one before.
func (l *lattice) into(i int, a []float32) {
	L := l.L
	if i == 0 {
		copy(a, l.m[L*L:])
		return
	}
	clear(a)
	for p, v := range l.alpha[(i-1)*L : i*L] {
		if v == 0 {
			continue
		}
		row := l.m[p*L : p*L+L]
		for y := range a {
			a[y] += v * row[y]
		}
	}
}

func (l *lattice) backward(allowed []uint64) {
	L := l.L
	last := l.beta[(l.n-1)*L : l.n*L]
	for y := range last {
		last[y] = 1
	}
	for i := l.n - 2; i >= 0; i-- {
		next := l.beta[(i+1)*L : (i+2)*L]
		psi := l.psi[(i+1)*L : (i+2)*L]
		b := l.beta[i*L : (i+1)*L]
		for p := range b {
			sum := float32(0)
			row := l.m[p*L : p*L+L]
			for y := range row {
				if allowed != nil && allowed[i+1]>>y&1 == 0 {
					continue
				}
				sum += row[y] * psi[y] * next[y]
			}
			b[p] = sum / l.norm[i+1]
		}
	}
}

func (l *lattice) count(allowed []uint64, sign float32) {
	L := l.L
	for i := range l.n {
		for y := range L {
			l.grad[i*L+y] += sign * l.alpha[i*L+y] * l.beta[i*L+y]
		}
	}
	for y := range L {
		l.tgrad[L*L+y] += sign * l.alpha[y] * l.beta[y]
	}
	for i := 1; i < l.n; i++ {
		for p, v := range l.alpha[(i-1)*L : i*L] {
			if v == 0 {
				continue
			}
			v *= sign / l.norm[i]
			row := l.m[p*L : p*L+L]
			for y := range row {
				if allowed != nil && allowed[i]>>y&1 == 0 {
					continue
				}
				l.tgrad[p*L+y] += v * row[y] * l.psi[i*L+y] * l.beta[i*L+y]
			}
		}
	}
}
