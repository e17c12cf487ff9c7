package net

import (
	"math"
	"slices"

	"dossier/internal/learn/forest"
)

// Config is the settings of a training.
type Config struct {
	Hidden int
	Rounds int     // how often all rows are gone through
	Rate   float64 // of learning, as AdaGrad takes it
	L2     float64 // pull of the weights to nothing
	Drop   float64 // the share of features and hidden units left out of a step
	Least  int     // a feature must be set in so many rows
	// Skip keeps one of so many rows that are of no class; the odds are put right for it.
	Skip int
	Seed uint64
}

// trainer is one training at work. The sums are those of squared slopes, by weight.
type trainer struct {
	*Net
	cfg                 Config
	rng                 uint64
	firstSum, secondSum []float32
	biasSum, answerSum  []float32
	units, slopes       []float32
	on                  []bool
	used                []input
}

// Train learns a net from rows, the classes of each by question. Only rows whose
// number take allows are learnt from.
func Train(rows [][]forest.Feature, class [][]bool, take func(int) bool, cfg Config) *Net {
	t := &trainer{Net: blank(rows, len(class), cfg), cfg: cfg, rng: cfg.Seed*7919 + 88172645463325252}
	t.start()
	var order []int
	for i := range rows {
		if take(i) && (anyOf(class, i) || i%cfg.Skip == 0) {
			order = append(order, i)
		}
	}
	for range cfg.Rounds {
		for i := len(order) - 1; i > 0; i-- {
			j := int(t.random() * float64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			t.step(rows[i], class, i)
		}
	}
	for q := range t.secondBias {
		t.secondBias[q] -= float32(math.Log(float64(cfg.Skip)))
	}
	return t.Net
}

func anyOf(class [][]bool, i int) bool {
	return slices.ContainsFunc(class, func(c []bool) bool { return c[i] })
}

// blank is a net without weights that knows the features of the rows.
func blank(rows [][]forest.Feature, questions int, cfg Config) *Net {
	n := &Net{hidden: cfg.Hidden, questions: questions, index: map[forest.Key]int32{}}
	count, top := map[forest.Key]int{}, map[forest.Key]uint8{}
	for _, r := range rows {
		for _, f := range r {
			count[f.Key]++
			top[f.Key] = max(top[f.Key], f.Value)
		}
	}
	for k, c := range count {
		if c >= cfg.Least {
			n.keys = append(n.keys, k)
		}
	}
	slices.Sort(n.keys)
	for i, k := range n.keys {
		n.index[k] = int32(i)
		n.top = append(n.top, top[k])
	}
	return n
}

// start sets small random weights, and odds as low as the classes are rare.
func (t *trainer) start() {
	t.first, t.firstSum = t.some(len(t.keys)*t.hidden, 0.2)
	t.second, t.secondSum = t.some(t.hidden*t.questions, 0.6)
	t.firstBias, t.biasSum = t.some(t.hidden, 0)
	t.secondBias, t.answerSum = t.some(t.questions, 0)
	for q := range t.secondBias {
		t.secondBias[q] = -4
	}
	t.units, t.slopes, t.on = make([]float32, t.hidden), make([]float32, t.hidden), make([]bool, t.hidden)
}

// some are n random weights within width, and room for their sums.
func (t *trainer) some(n int, width float64) (weights, sums []float32) {
	weights = make([]float32, n)
	for i := range weights {
		weights[i] = float32((t.random() - 0.5) * width)
	}
	return weights, make([]float32, n)
}

func (t *trainer) random() float64 {
	t.rng ^= t.rng << 13
	t.rng ^= t.rng >> 7
	t.rng ^= t.rng << 17
	return float64(t.rng>>11) / (1 << 53)
}

// step learns from one row.
func (t *trainer) step(row []forest.Feature, class [][]bool, i int) {
	t.forward(row)
	clear(t.slopes)
	for q := range t.questions {
		t.answer(q, class[q][i])
	}
	sum := float32(0)
	for _, s := range t.slopes {
		sum += s * s
	}
	if sum < 1e-9 {
		return
	}
	for _, f := range t.used {
		at := int(f.at) * t.hidden
		for j, s := range t.slopes {
			if t.on[j] {
				t.move(&t.first[at+j], &t.firstSum[at+j], s*f.x, t.cfg.L2)
			}
		}
	}
	for j, s := range t.slopes {
		if t.on[j] {
			t.move(&t.firstBias[j], &t.biasSum[j], s, 0)
		}
	}
}

// forward sets the hidden units of a row of which some features, and some units,
// are left out by chance.
func (t *trainer) forward(row []forest.Feature) {
	more := float32(1 / (1 - t.cfg.Drop))
	t.used = t.used[:0]
	copy(t.units, t.firstBias)
	for _, f := range row {
		at, ok := t.index[f.Key]
		if !ok || t.random() < t.cfg.Drop {
			continue
		}
		in := input{at, t.scaled(at, f.Value)}
		t.used = append(t.used, in)
		w := t.first[int(at)*t.hidden:][:t.hidden]
		for j := range w {
			t.units[j] += w[j] * in.x * more
		}
	}
	for j, u := range t.units {
		if t.on[j] = u > 0 && t.random() >= t.cfg.Drop; t.on[j] {
			t.units[j] = u * more
		} else {
			t.units[j] = 0
		}
	}
}

// answer learns one question, and adds what it asks of the hidden units to their
// slopes.
func (t *trainer) answer(q int, yes bool) {
	sum := t.secondBias[q]
	for j, u := range t.units {
		sum += u * t.second[j*t.questions+q]
	}
	d := float32(forest.Probability(float64(sum)))
	if yes {
		d--
	}
	if d*d < 1e-7 {
		return
	}
	for j, u := range t.units {
		if t.on[j] {
			at := j*t.questions + q
			t.slopes[j] += d * t.second[at]
			t.move(&t.second[at], &t.secondSum[at], d*u, t.cfg.L2)
		}
	}
	t.move(&t.secondBias[q], &t.answerSum[q], d, 0)
}

// move takes a weight down its slope, by less the more it was moved before.
func (t *trainer) move(w, sum *float32, slope float32, l2 float64) {
	g := slope + float32(l2)**w
	*sum += g * g
	*w -= float32(t.cfg.Rate) * g / (float32(math.Sqrt(float64(*sum))) + 1e-3)
}
