package coref

import (
	"math"

	"dossier/internal/nlp/coref"
)

// net is the layer of hidden units under training, by AdaGrad; weights averaged
// over the epochs. Every product is rounded before it is added, so that the
// weights are the same on every machine.
type net struct {
	in, inSquares, inSum    []float32 // coref.Hidden weights per property
	out, outSquares, outSum []float32
	epochs                  float32
	rate, decay             float32
}

func newNet(bits int, rate, decay float64, rnd *random) *net {
	size := coref.Hidden << bits
	n := &net{rate: float32(rate), decay: float32(decay)}
	n.in, n.inSquares, n.inSum = make([]float32, size), make([]float32, size), make([]float32, size)
	n.out, n.outSquares, n.outSum = make([]float32, coref.Hidden), make([]float32, coref.Hidden), make([]float32, coref.Hidden)
	for i := range n.in {
		n.in[i] = float32(0.2 * rnd.unit())
	}
	for i := range n.out {
		n.out[i] = float32(0.6 * rnd.unit())
	}
	return n
}

// move takes one step of weight i against a gradient.
func (n *net) move(w, squares []float32, i int, gradient float32) {
	squares[i] += float32(gradient * gradient)
	w[i] -= float32(n.rate*gradient) / (float32(math.Sqrt(float64(squares[i]))) + 1e-6)
}

// back moves the weights of an option against the gradient of its score.
func (n *net) back(r *coref.Reading, k int, hidden *[coref.Hidden]float32, gradient float64) {
	if gradient > -1e-3 && gradient < 1e-3 {
		return
	}
	g := float32(gradient)
	var delta [coref.Hidden]float32
	for k, v := range hidden {
		if v > 0 {
			delta[k] = float32(g * n.out[k])
			n.move(n.out, n.outSquares, k, float32(g*v))
		}
	}
	n.backTo(r.Shared(), &delta)
	n.backTo(r.Properties(k), &delta)
}

func (n *net) backTo(properties []uint32, delta *[coref.Hidden]float32) {
	mask := uint32(len(n.in)/coref.Hidden - 1)
	for _, p := range properties {
		at := int(p&mask) * coref.Hidden
		for k, d := range delta {
			if d != 0 {
				n.move(n.in, n.inSquares, at+k, d+float32(n.decay*n.in[at+k]))
			}
		}
	}
}

// endEpoch adds the weights to the average.
func (n *net) endEpoch() {
	for i, v := range n.in {
		n.inSum[i] += v
	}
	for i, v := range n.out {
		n.outSum[i] += v
	}
	n.epochs++
}

func average(sum []float32, n float32) []float32 {
	out := make([]float32, len(sum))
	for i, v := range sum {
		out[i] = v / n
	}
	return out
}
