package match

import "slices"

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
// The two groups that have most in common become one, again and again, by the better
// half of the pairs between them: so one sign that says little of when and where does
// not tie two incidents together, and one whose date was misread does not keep apart
// what belongs together. Two incidents of one document are never one, unless a person
// said so; nor are groups of which each names its dead, and they are others.
//
// What people said that cannot all hold (the same, the same, different) is settled
// in favour of what holds together.
func Cluster(signs []*Sign, told []Judgement) []Group { return cluster(signs, told, nil) }

// cluster is [Cluster] where the signs of each list of pinned stay together.
func cluster(signs []*Sign, told []Judgement, pinned [][]Ref) []Group {
	c := newClusters(signs, told)
	c.begin(pinned)
	c.settle()
	if len(c.same) > 0 {
		c.judge()
		c.settle()
	}
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

// clusters are the groups found so far, of positions in signs.
type clusters struct {
	signs    []*Sign
	groups   [][]int
	scores   [][]float64 // of each pair
	people   [][]people  // of each pair
	same     map[[2]int]bool
	differs  map[[2]int]bool
	barred   map[[2]int]bool // of the first signs of what is tied together
	together []int           // of each sign, the first that people tied it to
	scratch  []float64
}

func newClusters(signs []*Sign, told []Judgement) *clusters {
	c := &clusters{signs: slices.Clone(signs), same: map[[2]int]bool{}, differs: map[[2]int]bool{}, barred: map[[2]int]bool{}}
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
	c.scores, c.people = make([][]float64, len(c.signs)), make([][]people, len(c.signs))
	for i, s := range c.signs {
		at[s.Ref] = i
		c.scores[i], c.people[i] = make([]float64, i), make([]people, i)
		for j := range i {
			c.scores[i][j], c.people[i][j] = weigh(s, c.signs[j])
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
	c.bar()
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

// begin makes the groups to begin with: what is pinned, and each other sign alone.
func (c *clusters) begin(pinned [][]Ref) {
	at := make(map[Ref]int, len(c.signs))
	for i, s := range c.signs {
		at[s.Ref] = i
	}
	taken := make([]bool, len(c.signs))
	for _, refs := range pinned {
		var g []int
		for _, r := range refs {
			if i, ok := at[r]; ok && !taken[i] {
				taken[i] = true
				g = append(g, i)
			}
		}
		if len(g) > 0 {
			c.groups = append(c.groups, g)
		}
	}
	for i := range c.signs {
		if !taken[i] {
			c.groups = append(c.groups, []int{i})
		}
	}
}

// judge joins the groups of signs that people tied together.
func (c *clusters) judge() {
	at := map[int]int{} // the group of what is tied together
	for g := 0; g < len(c.groups); g++ {
		for _, i := range c.groups[g] {
			h, ok := at[c.together[i]]
			if !ok {
				at[c.together[i]] = g
			} else if h != g {
				c.groups[min(h, g)] = append(c.groups[min(h, g)], c.groups[max(h, g)]...)
				c.groups = slices.Delete(c.groups, max(h, g), max(h, g)+1)
				clear(at)
				g = -1
				break
			}
		}
	}
}

// mean is the mean score of the better half of the pairs between two groups;
// [barred] where the groups may not be one.
func (c *clusters) mean(a, b []int) float64 {
	scores := c.scratch[:0]
	tied, others := false, 0
	for _, i := range a {
		for _, j := range b {
			if c.apart(i, j) {
				return barred
			}
			hi, lo := max(i, j), min(i, j)
			scores = append(scores, c.scores[hi][lo])
			switch c.people[hi][lo] {
			case samePeople:
				tied = true
			case otherPeople:
				others++
			}
		}
	}
	c.scratch = scores
	slices.Sort(scores)
	half := scores[(len(scores)-1)/2:]
	sum := 0.0
	for _, s := range half {
		sum += s
	}
	sum /= float64(len(half))
	if !tied && len(scores) > 1 && others*few >= len(scores) {
		sum += weights[OtherVictims] // some of the better half did not name them
	}
	return sum
}

// few is one in how many pairs must name other dead for the groups to be of others.
const few = 8

// apart reports whether two signs may not stand in one group. Those that people tied
// together stand where the others of them stand.
func (c *clusters) apart(i, j int) bool {
	x, y := c.together[i], c.together[j]
	return x != y && c.barred[pair(x, y)]
}

// bar notes which of what is tied together may not be one: two incidents of one
// document, and what people said differs.
func (c *clusters) bar() {
	for i := range c.signs {
		for j := range i {
			if c.signs[i].Document == c.signs[j].Document || c.differs[pair(i, j)] {
				c.barred[pair(c.together[i], c.together[j])] = true
			}
		}
	}
}

// settle joins the two groups that have most in common, until no two have enough.
func (c *clusters) settle() {
	n := len(c.groups)
	means := make([][]float64, n) // of each pair of groups that are left
	for a := range n {
		means[a] = make([]float64, a)
		for b := range a {
			means[a][b] = c.mean(c.groups[a], c.groups[b])
		}
	}
	for {
		bestA, bestB := -1, -1
		for a := range n {
			for b := range a {
				if c.groups[a] != nil && c.groups[b] != nil && means[a][b] >= Threshold && (bestA < 0 || means[a][b] > means[bestA][bestB]) {
					bestA, bestB = a, b
				}
			}
		}
		if bestA < 0 {
			c.groups = slices.DeleteFunc(c.groups, func(g []int) bool { return g == nil })
			return
		}
		c.groups[bestB] = append(c.groups[bestB], c.groups[bestA]...)
		c.groups[bestA] = nil
		for x, g := range c.groups {
			if g != nil && x != bestB {
				means[max(x, bestB)][min(x, bestB)] = c.mean(g, c.groups[bestB])
			}
		}
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
