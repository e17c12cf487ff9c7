package coref

import "math"

// learner is weights under training: AdaGrad, weights averaged over the epochs.
// Every product is rounded before it is added, so that the weights are the same
// on every machine.
type learner struct {
	w, g, sum []float64
	sums      float64
	rate      float64
	decay     float64 // L2, applied to a weight when it is touched
}

func newLearner(bits int, rate, decay float64) *learner {
	n := 1 << bits
	return &learner{w: make([]float64, n), g: make([]float64, n), sum: make([]float64, n), rate: rate, decay: decay}
}

func (l *learner) score(features []uint32) float64 {
	mask, s := uint32(len(l.w)-1), 0.0
	for _, f := range features {
		s += l.w[f&mask]
	}
	return s
}

// step moves the weights of features against a gradient.
func (l *learner) step(features []uint32, gradient float64) {
	if gradient > -1e-4 && gradient < 1e-4 {
		return
	}
	mask := uint32(len(l.w) - 1)
	for _, f := range features {
		i := f & mask
		g := gradient + float64(l.decay*l.w[i])
		l.g[i] += float64(g * g)
		l.w[i] -= float64(l.rate*g) / (math.Sqrt(l.g[i]) + 1e-6)
	}
}

// endEpoch adds the weights to the average.
func (l *learner) endEpoch() {
	for i := range l.w {
		l.sum[i] += l.w[i]
	}
	l.sums++
}

// weights is the average.
func (l *learner) weights() []float32 {
	out := make([]float32, len(l.w))
	for i := range out {
		out[i] = float32(l.sum[i] / l.sums)
	}
	return out
}

// exp is the exponential function by its series, the same on every machine
// (that of package math is not).
func exp(x float64) float64 {
	if x < -60 {
		return 0
	}
	x = min(x, 60)
	k := math.Round(x * math.Log2E)
	r := x - float64(k*math.Ln2)
	sum, term := 1.0, 1.0
	for n := 1.0; n < 14; n++ {
		term = float64(term*r) / n
		sum += term
	}
	return math.Ldexp(sum, int(k))
}

// random is a stream of numbers from one seed (splitmix64).
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number in [0, n).
func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// unit is a number in [-0.5, 0.5).
func (r *random) unit() float64 { return float64(r.next()>>11)/(1<<53) - 0.5 }

// shuffle puts the numbers of list in another order.
func (r *random) shuffle(list []int) {
	for i := len(list) - 1; i > 0; i-- {
		k := r.below(i + 1)
		list[i], list[k] = list[k], list[i]
	}
}
