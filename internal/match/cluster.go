package match

import (
	"slices"
	"sort"
)

// Judgement is what a person said of two signs: the same incident, or not. It
// stands above every score.
type Judgement struct {
	A, B Ref
	Same bool
}

// Group is the signs of one incident. The first is of a report about it, where
// there is one and not only reports that tell of it in passing.
type Group []Member

// Member is one sign of a group and the strongest tie that it has to the others
// before it: none for the first.
type Member struct {
	Ref
	With Ref
	// Link is what ties Ref and With; its Score is of the two alone and may lie
	// below [Threshold] where others hold them together.
	Link Link
	// Judged is set where a person said that they belong together.
	Judged bool
}

// Cluster puts signs of one incident together, by what all of them have in common
// and what people said. The same signs give the same groups in whatever order
// they come.
//
// A sign joins those that it has most in common with, by the better half of the
// pairs, so that one that says little of when and where does not tie two
// incidents together, and one whose date was misread does not keep apart what
// belongs together. Those that say most come first. Two incidents of one document
// are never one, unless a person said so.
//
// What people said that cannot all hold (the same, the same, different) is settled
// in favour of what holds together.
func Cluster(signs []*Sign, told []Judgement) []Group {
	c := newClusters(signs, told)
	order := make([]int, len(c.signs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return c.signs[order[a]].rank() > c.signs[order[b]].rank() })
	for _, i := range order {
		c.add(i)
	}
	c.settle()
	out := make([]Group, 0, len(c.groups))
	for _, g := range c.groups {
		out = append(out, c.group(g))
	}
	slices.SortFunc(out, func(a, b Group) int {
		if a[0].Ref.Less(b[0].Ref) {
			return -1
		}
		return 1
	})
	return out
}

// rank is the order in which signs are put together: main incidents, then those
// told in passing, each by how much they say.
func (g *Sign) rank() int {
	if g.Incident == 0 {
		return 100 + g.says()
	}
	return g.says()
}

// clusters are the groups found so far, of positions in signs.
type clusters struct {
	signs    []*Sign
	groups   [][]int
	scores   [][]float64 // of each pair
	same     map[[2]int]bool
	differs  map[[2]int]bool
	together []int // of each sign, the first that people tied it to
}

func newClusters(signs []*Sign, told []Judgement) *clusters {
	c := &clusters{signs: slices.Clone(signs), same: map[[2]int]bool{}, differs: map[[2]int]bool{}}
	slices.SortFunc(c.signs, func(a, b *Sign) int {
		switch {
		case a.Ref.Less(b.Ref):
			return -1
		case b.Ref.Less(a.Ref):
			return 1
		}
		return 0
	})
	c.signs = slices.CompactFunc(c.signs, func(a, b *Sign) bool { return a.Ref == b.Ref })
	at := make(map[Ref]int, len(c.signs))
	c.scores = make([][]float64, len(c.signs))
	for i, s := range c.signs {
		at[s.Ref] = i
		c.scores[i] = make([]float64, i)
		for j := range i {
			c.scores[i][j] = score(s, c.signs[j])
		}
		c.together = append(c.together, i)
	}
	for _, j := range told {
		a, okA := at[j.A]
		b, okB := at[j.B]
		if !okA || !okB || a == b {
			continue
		}
		if j.Same {
			c.same[pair(a, b)] = true
			c.tie(a, b)
		} else {
			c.differs[pair(a, b)] = true
		}
	}
	return c
}

func pair(a, b int) [2]int { return [2]int{min(a, b), max(a, b)} }

// tie notes that people said that two signs belong together.
func (c *clusters) tie(a, b int) {
	x, y := c.together[a], c.together[b]
	for i, t := range c.together {
		if t == x || t == y {
			c.together[i] = min(x, y)
		}
	}
}

// add puts a sign into the group it has most in common with, or makes it, with
// those that people tied it to, a group of its own.
func (c *clusters) add(i int) {
	if len(c.same) > 0 {
		for g, members := range c.groups {
			if slices.ContainsFunc(members, func(m int) bool { return c.together[m] == c.together[i] }) {
				c.groups[g] = append(members, i)
				return
			}
		}
	}
	best, most := -1, 0.0
	for g, members := range c.groups {
		if m := c.mean(members, []int{i}); m >= Threshold && (best < 0 || m > most) {
			best, most = g, m
		}
	}
	if best < 0 {
		c.groups = append(c.groups, []int{i})
		return
	}
	c.groups[best] = append(c.groups[best], i)
}

// mean is the mean score of the better half of the pairs between two groups;
// [barred] where the groups may not be one.
func (c *clusters) mean(a, b []int) float64 {
	scores := make([]float64, 0, len(a)*len(b))
	for _, i := range a {
		for _, j := range b {
			if c.apart(i, j) {
				return barred
			}
			scores = append(scores, c.scores[max(i, j)][min(i, j)])
		}
	}
	sort.Float64s(scores)
	half := scores[(len(scores)-1)/2:]

	sum := 0.0
	for _, s := range half {
		sum += s
	}
	return sum / float64(len(half))
}

// apart reports whether two signs may not stand in one group.
func (c *clusters) apart(i, j int) bool {
	return len(c.differs) > 0 && c.differs[pair(i, j)] || c.signs[i].Document == c.signs[j].Document
}

// settle joins groups that grew towards each other, the likest first, until none
// is left to join.
func (c *clusters) settle() {
	for {
		bestA, bestB, most := -1, -1, 0.0
		for a := range c.groups {
			for b := a + 1; b < len(c.groups); b++ {
				alone := len(c.groups[a]) == 1 && len(c.groups[b]) == 1 // add has seen to these
				if alone {
					continue
				}
				if m := c.mean(c.groups[a], c.groups[b]); m >= Threshold && (bestA < 0 || m > most) {
					bestA, bestB, most = a, b, m
				}
			}
		}
		if bestA < 0 {
			return
		}
		c.groups[bestA] = append(c.groups[bestA], c.groups[bestB]...)
		c.groups = slices.Delete(c.groups, bestB, bestB+1)
	}
}

// group tells how the signs of a group hang together: a main one first, each with
// the strongest tie to those before it.
func (c *clusters) group(g []int) Group {
	slices.SortFunc(g, func(a, b int) int {
		if x, y := c.signs[a].Incident != 0, c.signs[b].Incident != 0; x != y {
			if x {
				return 1
			}
			return -1
		}
		return a - b
	})
	return c.chain(g)
}

// chain begins with the first sign of g and takes up the others by their strongest
// tie to those that were taken up.
func (c *clusters) chain(g []int) Group {
	out := Group{{Ref: c.signs[g[0]].Ref}}
	with, tie, in := make([]int, len(g)), make([]float64, len(g)), make([]bool, len(g))
	for k := range g {
		tie[k] = c.tieOf(g[0], g[k])
	}
	in[0] = true
	for len(out) < len(g) {
		k := -1
		for x := range g {
			if !in[x] && (k < 0 || tie[x] > tie[k]) {
				k = x
			}
		}
		in[k] = true
		out = append(out, c.member(g[k], g[with[k]]))
		for x := range g {
			if t := c.tieOf(g[k], g[x]); !in[x] && t > tie[x] {
				with[x], tie[x] = k, t
			}
		}
	}
	return out
}

// member is a sign of a group by its tie to another.
func (c *clusters) member(a, b int) Member {
	m := Member{Ref: c.signs[a].Ref, With: c.signs[b].Ref, Link: Compare(c.signs[a], c.signs[b]), Judged: c.same[pair(a, b)]}
	if m.Judged {
		m.Link.Confidence = 1
	}
	return m
}

// Explain tells how signs that stand in one record hang together, in whatever way
// they came there: the first of them, then each by its strongest tie to those
// before it. Of many signs each is compared with the first few only.
func Explain(signs []*Sign, told []Judgement) Group {
	const few = 48
	c := newClusters(signs[:min(len(signs), few)], told)
	at := map[Ref]int{}
	for i, s := range c.signs {
		at[s.Ref] = i
	}
	var g []int
	for _, s := range signs[:min(len(signs), few)] {
		if i := at[s.Ref]; !slices.Contains(g, i) {
			g = append(g, i)
		}
	}
	out := c.chain(g)
	for _, s := range signs[min(len(signs), few):] {
		best := Member{Ref: s.Ref}
		for i, o := range c.signs[:few/2] {
			if l := Compare(s, o); i == 0 || l.Stronger(best.Link) {
				best.With, best.Link = o.Ref, l
			}
		}
		out = append(out, best)
	}
	return out
}

// tieOf is how strongly two signs hang together: what a person said is stronger
// than any score.
func (c *clusters) tieOf(i, j int) float64 {
	switch {
	case i == j:
		return 0
	case len(c.same) > 0 && c.same[pair(i, j)]:
		return judged
	}
	return c.scores[max(i, j)][min(i, j)]
}

// judged is above every score.
const judged = 1000.0
