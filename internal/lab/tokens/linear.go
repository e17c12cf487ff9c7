package tokens

import (
	"cmp"
	"math"
	"slices"

	"dossier/internal/nlp/token"
)

// example is a decision: what was known, and how the treebank has it.
type example struct {
	features []uint32 // after index: numbers of kept features
	class    int
}

// linear is a linear model of several outcomes, learned by logistic regression.
// The first outcome has no weights: the others stand against it.
type linear struct {
	outcomes int
	features []uint32  // the features kept, ascending
	weights  []float32 // of feature f and outcome o at f*(outcomes-1)+o-1
	squares  []float32 // sums of the squared gradients (AdaGrad)
}

// fit learns from examples, whose features it turns into numbers in place.
func fit(examples []example, outcomes int, c Learning) *linear {
	m := &linear{outcomes: outcomes, features: kept(examples, c.MinCount)}
	number := make(map[uint32]uint32, len(m.features))
	for i, f := range m.features {
		number[f] = uint32(i)
	}
	for i := range examples {
		e := &examples[i]
		n := 0
		for _, f := range e.features {
			if k, ok := number[f]; ok {
				e.features[n] = k
				n++
			}
		}
		e.features = e.features[:n]
	}
	m.weights = make([]float32, len(m.features)*(outcomes-1))
	m.squares = make([]float32, len(m.weights))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	mean := make([]float32, len(m.weights))
	r := random(c.Seed)
	for epoch := range c.Epochs {
		r.shuffle(order)
		for _, i := range order {
			m.learn(&examples[i], c)
		}
		if epoch >= c.Epochs/2 {
			for i, w := range m.weights {
				mean[i] += float32(w / float32(c.Epochs-c.Epochs/2))
			}
		}
	}
	m.weights = mean
	return m
}

// kept are the features that occur in at least minCount examples.
func kept(examples []example, minCount int) []uint32 {
	count := map[uint32]int{}
	for i := range examples {
		for _, f := range examples[i].features {
			count[f]++
		}
	}
	var out []uint32
	for f, n := range count {
		if n >= minCount {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}

// learn takes one step. Products are rounded before they are added, so that
// machines that could do both at once give the same bytes.
func (m *linear) learn(e *example, c Learning) {
	k := m.outcomes - 1
	var score [4]float32
	for _, f := range e.features {
		for o, w := range m.weights[int(f)*k : int(f)*k+k] {
			score[o+1] += w
		}
	}
	probabilities(score[:m.outcomes])
	for o := range k {
		miss := score[o+1]
		if e.class == o+1 {
			miss--
		}
		for _, f := range e.features {
			i := int(f)*k + o
			g := miss + float32(c.Decay*m.weights[i])
			m.squares[i] += float32(g * g)
			m.weights[i] -= float32(c.Rate * g / (1e-3 + float32(math.Sqrt(float64(m.squares[i])))))
		}
	}
}

// probabilities turns scores into shares of one.
func probabilities(score []float32) {
	top := slices.Max(score)
	var sum float32
	for i, s := range score {
		score[i] = exp(s - top)
		sum += score[i]
	}
	for i := range score {
		score[i] /= sum
	}
}

// exp is e to the power x for x <= 0, the same on every machine.
func exp(x float32) float32 {
	if x < -30 {
		return 0
	}
	// e^x = (e^(x/1024))^1024, the small power by its series.
	y := float64(x) / 1024
	p := 1 + float64(y*(1+float64(y/2*(1+float64(y/3*(1+y/4))))))
	for range 10 {
		p = float64(p * p)
	}
	return float32(p)
}

// random is a generator of numbers (SplitMix64).
type random uint64

func (r *random) next() uint64 {
	*r += 0x9E3779B97F4A7C15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (r *random) shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		j := int(r.next() % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
}

// add adds to the weight of a feature for the outcome 1.
func (m *linear) add(feature uint32, weight float32) {
	i, ok := slices.BinarySearch(m.features, feature)
	if !ok {
		m.features = slices.Insert(m.features, i, feature)
		m.weights = slices.Insert(m.weights, i*(m.outcomes-1), make([]float32, m.outcomes-1)...)
	}
	m.weights[i*(m.outcomes-1)] += weight
}

// export gives the weights in whole steps of 1/scale; those that come to nought
// are left out.
func (m *linear) export(scale float32) []token.Weight {
	var out []token.Weight
	k := m.outcomes - 1
	for i, f := range m.features {
		w := token.Weight{Feature: f}
		some := false
		for o := range k {
			v := math.Round(float64(m.weights[i*k+o] * scale))
			w.W[o] = int8(min(127, max(-127, v)))
			some = some || w.W[o] != 0
		}
		if some {
			out = append(out, w)
		}
	}
	return out
}
