package forest

import (
	"math"
	"slices"
	"sort"
)

// Config is the settings of a training.
type Config struct {
	Trees  int
	Depth  int
	Rate   float64 // how much of a tree counts
	L2     float64 // added to the sum of curvatures of a leaf
	Weight float64 // the least sum of curvatures of a leaf
	Share  float64 // the share of the features that a tree may look at
	Min    int     // a feature must be set in so many rows
	Seed   uint64
}

// Example is a row with its class and how much it counts.
type Example struct {
	Features []Feature
	Class    bool
	Weight   float32
}

// trainer holds the rows by feature.
type trainer struct {
	cfg        Config
	keys       []Key
	columns    [][]cell // by feature: the rows in which it is set
	odds       []float64
	grad, hess []float64
	class      []bool
	weight     []float32
	node       []int32 // the node each row is in
	rng        uint64
	f          *Forest
}

type cell struct {
	row   int32
	value uint8
}

// Train learns a forest.
func Train(rows []Example, cfg Config) *Forest {
	t := &trainer{cfg: cfg, rng: cfg.Seed*2862933555777941757 + 3037000493, f: &Forest{}}
	t.load(rows)
	pos, all := 1.0, 2.0
	for i := range rows {
		all += float64(rows[i].Weight)
		if rows[i].Class {
			pos += float64(rows[i].Weight)
		}
	}
	t.f.base = float32(math.Log(pos / (all - pos)))
	for i := range t.odds {
		t.odds[i] = float64(t.f.base)
	}
	for range cfg.Trees {
		t.tree()
	}
	return t.f
}

// load turns rows into columns of the features that are set often enough.
func (t *trainer) load(rows []Example) {
	count := map[Key]int{}
	for i := range rows {
		for _, f := range rows[i].Features {
			count[f.Key]++
		}
	}
	for k, n := range count {
		if n >= t.cfg.Min {
			t.keys = append(t.keys, k)
		}
	}
	slices.Sort(t.keys)
	index := make(map[Key]int, len(t.keys))
	for i, k := range t.keys {
		index[k] = i
	}
	n := len(rows)
	t.columns = make([][]cell, len(t.keys))
	t.odds, t.grad, t.hess = make([]float64, n), make([]float64, n), make([]float64, n)
	t.class, t.weight, t.node = make([]bool, n), make([]float32, n), make([]int32, n)
	for i := range rows {
		t.class[i], t.weight[i] = rows[i].Class, rows[i].Weight
		for _, f := range rows[i].Features {
			if k, ok := index[f.Key]; ok && f.Value > 0 {
				t.columns[k] = append(t.columns[k], cell{int32(i), f.Value})
			}
		}
	}
	for _, c := range t.columns {
		sort.SliceStable(c, func(a, b int) bool { return c[a].value < c[b].value })
	}
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
		t.grad[i], t.hess[i] = w*(y-p), max(w*p*(1-p), 1e-9)
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
