package register

import (
	"slices"
	"sort"
)

// Judged is what a person said of two of those seen, by their places in a list.
type Judged struct {
	A, B int
	Same bool
	// Unsure is set where it could not be told: the pair is left to the rules, and is
	// not asked about again.
	Unsure bool
}

// Group puts those seen in different records together as one person or body, by what
// people said, the last first, and by [Likeness.One]. Of two groups that stand as one
// nothing may speak against any pair. The groups are of places in the list, each in
// its order, by their first.
func Group(list []*Seen, said []Judged) [][]int {
	g := grouping{of: make([]int, len(list)), apart: map[[2]int]bool{}}
	for i := range g.of {
		g.of[i] = i
	}
	for k := len(said) - 1; k >= 0; k-- {
		j := said[k]
		if x, y := g.of[j.A], g.of[j.B]; j.Unsure || x == y || g.apart[pair(x, y)] {
			continue
		} else if j.Same {
			g.join(x, y)
		} else {
			g.apart[pair(x, y)] = true
		}
	}
	g.alike(list)
	return g.groups()
}

type grouping struct {
	of    []int // the group of each, by the place of its first
	apart map[[2]int]bool
}

func pair(x, y int) [2]int { return [2]int{min(x, y), max(x, y)} }

// join makes one of two groups.
func (g *grouping) join(x, y int) {
	keep, gone := min(x, y), max(x, y)
	for i, o := range g.of {
		if o == gone {
			g.of[i] = keep
		}
	}
	var more [][2]int
	for p := range g.apart {
		if p[0] == gone || p[1] == gone {
			more = append(more, pair(keep, p[0]+p[1]-gone))
		}
	}
	for _, p := range more {
		g.apart[p] = true
	}
}

// alike joins the groups of those that stand as one, the likest first.
func (g *grouping) alike(list []*Seen) {
	type tie struct{ a, b, weight int }
	var ties []tie
	var against [][2]int
	compare := NewComparer().Compare
	for i := range list {
		for k := range i {
			if list[i].Key == list[k].Key {
				against = append(against, pair(k, i)) // one record tells them apart
				continue
			}
			l := compare(list[k], list[i])
			switch {
			case l.One():
				ties = append(ties, tie{k, i, l.Weight()})
			case len(l.Against) > 0:
				against = append(against, pair(k, i))
			}
		}
	}
	sort.SliceStable(ties, func(a, b int) bool { return ties[a].weight > ties[b].weight })
	for _, t := range ties {
		x, y := g.of[t.a], g.of[t.b]
		if x == y || g.apart[pair(x, y)] || slices.ContainsFunc(against, func(p [2]int) bool { return pair(g.of[p[0]], g.of[p[1]]) == pair(x, y) }) {
			continue
		}
		g.join(x, y)
	}
}

func (g *grouping) groups() [][]int {
	at := map[int]int{}
	var out [][]int
	for i, o := range g.of {
		k, ok := at[o]
		if !ok {
			k = len(out)
			at[o] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
