package forest

import (
	"math"
	"slices"
)

// Config is the settings of a training.
type Config struct {
	Trees  int
	Depth  int
	Rate   float64 // how much of a tree counts
	L2     float64 // added to the sum of curvatures of a leaf
	Weight float64 // the least sum of curvatures of a leaf
	Share  float64 // the share of the features that a tree may look at
	Seed   uint64
}

// Rows are the rows of a training, held by feature.
type Rows struct {
	n       int
	keys    []Key
	columns [][]cell // by feature: the rows in which it is set, by rising value
}

type cell struct {
	row   int32
	value uint8
}

// NewRows takes the features that are set in at least min rows. A row must not
// name a feature twice.
func NewRows(rows [][]Feature, min int) *Rows {
	count := map[Key]int{}
	for _, fs := range rows {
		for _, f := range fs {
			count[f.Key]++
		}
	}
	d := &Rows{n: len(rows)}
	for k, n := range count {
		if n >= min {
			d.keys = append(d.keys, k)
		}
	}
	slices.Sort(d.keys)
	index := make(map[Key]int, len(d.keys))
	for i, k := range d.keys {
		index[k] = i
	}
	d.columns = make([][]cell, len(d.keys))
	for i, fs := range rows {
		for _, f := range fs {
			if k, ok := index[f.Key]; ok && f.Value > 0 {
				d.columns[k] = append(d.columns[k], cell{int32(i), f.Value})
			}
		}
	}
	for _, c := range d.columns {
		slices.SortStableFunc(c, func(a, b cell) int { return int(a.value) - int(b.value) })
	}
	return d
}

// trainer is one training at work.
type trainer struct {
	*Rows
	cfg        Config
	odds       []float64
	grad, hess []float64
	class      []bool
	weight     []float32
	node       []int32 // the node each row is in
	rng        uint64
	f          *Forest
}

// Train learns a forest from the rows of each class, counted as often as weight
// says, and gives the log odds of every row: those of weight 0 teach nothing and
// are scored as new ones would be.
func Train(d *Rows, class []bool, weight []float32, cfg Config) (*Forest, []float64) {
	t := &trainer{
		Rows: d, cfg: cfg, class: class, weight: weight, rng: cfg.Seed*2862933555777941757 + 3037000493, f: &Forest{},
		odds: make([]float64, d.n), grad: make([]float64, d.n), hess: make([]float64, d.n), node: make([]int32, d.n),
	}
	pos, all := 1.0, 2.0
	for i, w := range weight {
		all += float64(w)
		if class[i] {
			pos += float64(w)
		}
	}
	t.f.base = float32(math.Log(pos / (all - pos)))
	for i := range t.odds {
		t.odds[i] = float64(t.f.base)
	}
	for range cfg.Trees {
		t.tree()
	}
	return t.f, t.odds
}

// sums is the sum of first and second derivatives of some rows.
type sums struct{ g, h float64 }

func (t *trainer) gain(s sums) float64 { return s.g * s.g / (s.h + t.cfg.L2) }

// split is the best cut of a node found so far.
type split struct {
	gain  float64
	key   int
	cut   uint8
	right sums
}

// tree adds one tree, level by level.
func (t *trainer) tree() {
	root := int32(len(t.f.nodes))
	t.f.roots = append(t.f.roots, root)
	t.f.nodes = append(t.f.nodes, node{})
	total := []sums{{}}
	for i := range t.odds {
		p := Probability(t.odds[i])
		y := 0.0
		if t.class[i] {
			y = 1
		}
		w := float64(t.weight[i])
		t.grad[i], t.hess[i] = w*(y-p), w*p*(1-p)
		t.node[i] = root
		total[0].g += t.grad[i]
		total[0].h += t.hess[i]
	}
	open := t.draw()
	first := root
	for depth := 0; ; depth++ {
		best := make([]split, len(total))
		if depth < t.cfg.Depth {
			for _, k := range open {
				t.try(k, first, total, best)
			}
		}
		next := t.grow(first, total, best)
		if len(next) == 0 {
			break
		}
		first, total = first+int32(len(total)), next
	}
	for i := range t.odds {
		t.odds[i] += float64(t.f.nodes[t.node[i]].weight)
	}
}

// draw picks the features that the next tree may look at.
func (t *trainer) draw() []int {
	var out []int
	for k := range t.keys {
		t.rng ^= t.rng << 13
		t.rng ^= t.rng >> 7
		t.rng ^= t.rng << 17
		if float64(t.rng>>11)/(1<<53) < t.cfg.Share {
			out = append(out, k)
		}
	}
	return out
}

// try looks for better cuts at feature k of the nodes first and behind it. Cells
// are in order of their values, so the rows seen so far from the top are those to
// the right of a cut.
func (t *trainer) try(k int, first int32, total []sums, best []split) {
	right := make([]sums, len(total))
	col := t.columns[k]
	for at := len(col); at > 0; {
		v := col[at-1].value
		for at > 0 && col[at-1].value == v {
			at--
			r := col[at].row
			if n := t.node[r] - first; n >= 0 {
				right[n].g += t.grad[r]
				right[n].h += t.hess[r]
			}
		}
		for n := range right {
			left := sums{total[n].g - right[n].g, total[n].h - right[n].h}
			if right[n].h < t.cfg.Weight || left.h < t.cfg.Weight {
				continue
			}
			if g := t.gain(left) + t.gain(right[n]) - t.gain(total[n]); g > best[n].gain+1e-9 {
				best[n] = split{g, k, v - 1, right[n]}
			}
		}
	}
}

// grow splits the nodes of a level that have a cut worth it, makes leaves of the
// others, and gives the sums of the new level.
func (t *trainer) grow(first int32, total []sums, best []split) []sums {
	var next []sums
	by := map[int][]int32{}
	for i := range total {
		at := first + int32(i)
		if best[i].gain <= 1e-6 {
			t.f.nodes[at].weight = float32(t.cfg.Rate * total[i].g / (total[i].h + t.cfg.L2))
			continue
		}
		l := int32(len(t.f.nodes))
		t.f.nodes = append(t.f.nodes, node{}, node{})
		n := &t.f.nodes[at]
		n.key, n.cut, n.left, n.right = t.keys[best[i].key], best[i].cut, l, l+1
		next = append(next, sums{total[i].g - best[i].right.g, total[i].h - best[i].right.h}, best[i].right)
		by[best[i].key] = append(by[best[i].key], at)
	}
	if len(next) == 0 {
		return nil
	}
	// Everybody goes left, and then the rows above the cut to the right.
	for i, at := range t.node {
		if at >= first && t.f.nodes[at].left != 0 {
			t.node[i] = t.f.nodes[at].left
		}
	}
	for k, ats := range by {
		for _, c := range t.columns[k] {
			for _, at := range ats {
				if n := &t.f.nodes[at]; t.node[c.row] == n.left && c.value > n.cut {
					t.node[c.row] = n.right
				}
			}
		}
	}
	return next
}
