package crf

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"dossier/internal/learn"
)

// Model labels sequences with the weights of a file.
type Model struct {
	labels int
	slots  int
	step   float32 // what a whole number of the weights is worth
	prints []uint16
	rows   []int8 // labels weights a slot
	trans  []int32
	last   []int32
}

// never is the weight of a transition that is not allowed.
const never = math.MinInt32 / 4

// Write adds the weights to a model file under a name: each as a whole number of
// at most ±127 steps of the same size. Of the features the most telling that fit
// into size bytes are kept. To the weights that all share those of each domain
// are added, by the share that blend gives it.
func (t *Trainer) Write(w *learn.Writer, name string, size int, blend []float32) {
	L := t.c.Labels
	weights := t.blended(blend)
	step := stepSize(weights)
	slots := size / (L + 2)
	prints, rows := make([]int8, 2*slots), make([]int8, slots*L)
	for _, f := range t.telling(weights, slots*7/8) {
		at, p := slot(f.hash, slots)
		for prints[2*at] != 0 || prints[2*at+1] != 0 {
			if at++; at == slots {
				at = 0
			}
		}
		prints[2*at], prints[2*at+1] = int8(p), int8(p>>8)
		for y, v := range weights[int(f.id)*L : int(f.id)*L+L] {
			rows[at*L+y] = int8(min(127, max(-127, math.RoundToEven(float64(v/step)))))
		}
	}
	trans, last := make([]uint32, len(t.trans)), make([]int8, L)
	for i, v := range t.trans {
		whole := int32(never)
		if t.ok[i] {
			whole = int32(math.RoundToEven(float64(v / step)))
		}
		trans[i] = uint32(whole)
	}
	for y, ok := range t.last {
		if ok {
			last[y] = 1
		}
	}
	w.Int8(name+".last", last)
	w.Uint32(name+".shape", []uint32{uint32(L), uint32(slots), math.Float32bits(step)})
	w.Int8(name+".prints", prints)
	w.Int8(name+".rows", rows)
	w.Uint32(name+".trans", trans)
}

// blended is the weights that all share with those of the domains added.
func (t *Trainer) blended(blend []float32) []float32 {
	weights := slices.Clone(t.w[:t.n*t.c.Labels])
	for d, share := range blend[:min(len(blend), t.c.Domains)] {
		if share == 0 {
			continue
		}
		for i, v := range t.w[(1+d)*len(weights) : (2+d)*len(weights)] {
			weights[i] += share * v
		}
	}
	return weights
}

// feature is a feature with its greatest weight.
type feature struct {
	hash uint32
	id   int32
	mass float32
}

// telling is the n features with the greatest weights.
func (t *Trainer) telling(weights []float32, n int) []feature {
	L := t.c.Labels
	list := make([]feature, 0, t.n)
	for k, h := range t.ids.keys {
		id := t.ids.values[k]
		if h == 0 || id < 0 {
			continue
		}
		m := float32(0)
		for _, v := range weights[int(id)*L : int(id)*L+L] {
			m = max(m, v, -v)
		}
		list = append(list, feature{h, id, m})
	}
	slices.SortFunc(list, func(a, b feature) int {
		return cmp.Or(cmp.Compare(b.mass, a.mass), cmp.Compare(a.hash, b.hash))
	})
	return list[:min(len(list), n)]
}

// stepSize is the step by which the weights are rounded: all but a few in a
// thousand fit into ±127 of it.
func stepSize(weights []float32) float32 {
	var mags []float32
	for _, v := range weights {
		if v != 0 {
			mags = append(mags, max(v, -v))
		}
	}
	if len(mags) == 0 {
		return 1
	}
	slices.Sort(mags)
	return mags[(len(mags)-1)*9995/10000] / 127
}

// Open reads the model of a name from a file.
func Open(f *learn.File, name string) (*Model, error) {
	shape := f.Uint32(name + ".shape")
	if len(shape) != 3 {
		return nil, fmt.Errorf("model %s has no shape", name)
	}
	m := &Model{labels: int(shape[0]), slots: int(shape[1]), step: math.Float32frombits(shape[2])}
	m.rows = f.Int8(name + ".rows")
	for _, v := range f.Int8(name + ".last") {
		m.last = append(m.last, int32(1-v)*never)
	}
	prints := f.Text(name + ".prints")
	for i := 0; i+1 < len(prints); i += 2 {
		m.prints = append(m.prints, uint16(prints[i])|uint16(prints[i+1])<<8)
	}
	for _, v := range f.Uint32(name + ".trans") {
		m.trans = append(m.trans, int32(v))
	}
	if m.labels == 0 || m.labels > 64 || m.slots == 0 || len(m.rows) != m.slots*m.labels || len(m.prints) != m.slots || !slices.Contains(m.prints, 0) ||
		len(m.trans) != (m.labels+1)*m.labels || len(m.last) != m.labels || !(m.step > 0) {
		return nil, fmt.Errorf("model %s does not have the size it tells", name)
	}
	return m, nil
}

// Labels is the number of labels.
func (m *Model) Labels() int { return m.labels }

// row is the weights of a feature, nil for one unknown.
func (m *Model) row(h uint32) []int8 {
	at, p := slot(h, m.slots)
	for {
		q := m.prints[at]
		if q == p {
			return m.rows[at*m.labels : at*m.labels+m.labels]
		}
		if q == 0 {
			return nil
		}
		if at++; at == m.slots {
			at = 0
		}
	}
}

// Decoder labels sequences one after the other and keeps its memory.
type Decoder struct {
	// Heed is how much a unit of a sequence's leaning counts, in the measure of
	// the weights as they were learnt.
	Heed  float32
	m     *Model
	score []int32
	back  []uint8
	out   []uint8
}

// NewDecoder makes a decoder for m.
func NewDecoder(m *Model) *Decoder { return &Decoder{m: m} }

// Decode is the best labels of s. The list is overwritten by the next call.
func (d *Decoder) Decode(s *Sequence) []uint8 {
	n, L := s.Len(), d.m.labels
	d.score = resize(d.score, n*L)
	heed := int32(d.Heed / d.m.step * 256) // 256ths
	d.back, d.out = resize(d.back, n*L), resize(d.out, n)
	for i := range n {
		row := d.score[i*L : i*L+L]
		clear(row)
		for _, h := range s.At(i) {
			if w := d.m.row(h); w != nil {
				row := row[:len(w)]
				for y, v := range w {
					row[y] += int32(v)
				}
			}
		}
		if s.Outside[i] {
			row[0] = -never
		}
		if (i+1)*L <= len(s.Leaning) {
			for y, v := range s.Leaning[i*L : i*L+L] {
				row[y] += heed * int32(v) / 256
			}
		}
		d.enter(i)
	}
	d.trace(n)
	return d.out
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}

// enter adds the best way into each label of position i.
func (d *Decoder) enter(i int) {
	L := d.m.labels
	row := d.score[i*L : i*L+L]
	if i == 0 {
		for y := range row {
			row[y] += d.m.trans[L*L+y]
		}
		return
	}
	prev := d.score[(i-1)*L : i*L]
	top := slices.Max(prev) // only differences matter; a long text must not overflow
	for p := range prev {
		prev[p] = max(prev[p]-top, never)
	}
	for y := range row {
		best, from := int32(math.MinInt32/2), 0
		for p, v := range prev {
			if v += d.m.trans[p*L+y]; v > best {
				best, from = v, p
			}
		}
		row[y] += best
		d.back[i*L+y] = uint8(from)
	}
}

// trace follows the best labelling back.
func (d *Decoder) trace(n int) {
	if n == 0 {
		return
	}
	L := d.m.labels
	best, top := 0, int32(math.MinInt32)
	for y, v := range d.score[(n-1)*L : n*L] {
		if v = max(v, never) + d.m.last[y]; v > top {
			best, top = y, v
		}
	}
	for i := n - 1; ; i-- {
		d.out[i] = uint8(best)
		if i == 0 {
			return
		}
		best = int(d.back[i*L+best])
	}
}
