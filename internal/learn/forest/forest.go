// Package forest is boosted decision trees over sparse features: each row has a
// few features that are set, with small whole numbers for values; all others are
// zero. Given the same rows and settings the trees come out the same.
package forest

import (
	"fmt"
	"math"

	"dossier/internal/learn"
)

// Key names a feature.
type Key uint32

// Feature is a feature of a row with its value, 1 to 255.
type Feature struct {
	Key   Key
	Value uint8
}

// node is an inner node when left is not 0: rows whose value of the feature is at
// most cut go left. A leaf adds its weight.
type node struct {
	key         Key
	cut         uint8
	left, right int32
	weight      float32
}

// Forest is trees whose leaves add up to the log odds that a row is of the class
// learnt.
type Forest struct {
	base  float32
	nodes []node
	roots []int32
}

// Row is the values of the features of one row while it is being scored.
type Row map[Key]uint8

// Score is the log odds of a row.
func (f *Forest) Score(r Row) float64 {
	sum := f.base
	for _, at := range f.roots {
		for f.nodes[at].left != 0 {
			n := &f.nodes[at]
			if r[n.key] <= n.cut {
				at = n.left
			} else {
				at = n.right
			}
		}
		sum += f.nodes[at].weight
	}
	return float64(sum)
}

// Probability is the chance that log odds stand for.
func Probability(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

// Write adds a forest to a model file under a name.
func (f *Forest) Write(w *learn.Writer, name string) {
	var keys, links []uint32
	weights := []float32{f.base}
	for _, n := range f.nodes {
		keys = append(keys, uint32(n.key))
		links = append(links, uint32(n.cut), uint32(n.left), uint32(n.right))
		weights = append(weights, n.weight)
	}
	roots := make([]uint32, len(f.roots))
	for i, r := range f.roots {
		roots[i] = uint32(r)
	}
	w.Uint32(name+".keys", keys)
	w.Uint32(name+".links", links)
	w.Uint32(name+".roots", roots)
	w.Float32(name+".weights", weights)
}

// Read reads the forest of a name from a model file.
func Read(file *learn.File, name string) (*Forest, error) {
	keys, links, weights := file.Uint32(name+".keys"), file.Uint32(name+".links"), file.Float32(name+".weights")
	n := len(keys)
	if len(links) != 3*n || len(weights) != n+1 {
		return nil, fmt.Errorf("trees %s: %d nodes, %d links, %d weights", name, n, len(links), len(weights))
	}
	f := &Forest{base: weights[0], nodes: make([]node, n)}
	for i := range f.nodes {
		cut, left, right := links[3*i], links[3*i+1], links[3*i+2]
		// Children stand behind their parent, so that a walk always ends.
		if cut > 255 || left != 0 && (left <= uint32(i) || right <= uint32(i) || left >= uint32(n) || right >= uint32(n)) {
			return nil, fmt.Errorf("trees %s: node %d is malformed", name, i)
		}
		f.nodes[i] = node{Key(keys[i]), uint8(cut), int32(left), int32(right), weights[i+1]}
	}
	for _, r := range file.Uint32(name + ".roots") {
		if r >= uint32(n) {
			return nil, fmt.Errorf("trees %s: root %d of %d nodes", name, r, n)
		}
		f.roots = append(f.roots, int32(r))
	}
	return f, nil
}
