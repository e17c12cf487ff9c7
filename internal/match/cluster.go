package match

import "sort"

// clusters are the groups of documents found so far.
type clusters struct {
	signs  []signature
	groups [][]int // documents
}

// add puts a document into the group it has most in common with, or makes it a
// group of its own.
func (c *clusters) add(i int) {
	best, most := -1, Threshold
	for g, members := range c.groups {
		if m := c.mean(members, []int{i}); m >= most && (best < 0 || m > most) {
			best, most = g, m
		}
	}
	if best < 0 {
		c.groups = append(c.groups, []int{i})
		return
	}
	c.groups[best] = append(c.groups[best], i)
}

// mean is the mean score of the better half of the pairs between two groups: a
// document whose date was misread does not keep its group from the others, nor
// does one that says little tie two groups together.
func (c *clusters) mean(a, b []int) float64 {
	scores := make([]float64, 0, len(a)*len(b))
	for _, i := range a {
		for _, j := range b {
			scores = append(scores, c.score(i, j))
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

// score compares two documents, the earlier one first.
func (c *clusters) score(i, j int) float64 {
	return compare(&c.signs[min(i, j)], &c.signs[max(i, j)], nil)
}

// settle joins groups that grew towards each other, until none is left to join.
func (c *clusters) settle() {
	for joined := true; joined; {
		joined = false
		for a := range c.groups {
			for b := a + 1; b < len(c.groups); {
				alone := len(c.groups[a]) == 1 && len(c.groups[b]) == 1 // add has seen to these
				if alone || c.mean(c.groups[a], c.groups[b]) < Threshold {
					b++
					continue
				}
				c.groups[a] = append(c.groups[a], c.groups[b]...)
				c.groups = append(c.groups[:b], c.groups[b+1:]...)
				joined = true
			}
		}
	}
	for _, g := range c.groups {
		sort.Ints(g)
	}
	sort.Slice(c.groups, func(i, j int) bool { return c.groups[i][0] < c.groups[j][0] })
}

func (c *clusters) parts() [][]Part {
	var out [][]Part
	for _, g := range c.groups {
		var ps []Part
		for _, i := range g {
			ps = append(ps, Part{Index: i})
		}
		out = append(out, ps)
	}
	return out
}

// links are the pairs within groups whose score is enough.
func (c *clusters) links() []Link {
	var out []Link
	for _, g := range c.groups {
		for k, j := range g {
			for _, i := range g[:k] {
				l := Link{A: i, B: j}
				l.Score = compare(&c.signs[i], &c.signs[j], func(why string) { l.Reasons = append(l.Reasons, why) })
				if l.Score >= Threshold {
					out = append(out, l)
				}
			}
		}
	}
	return out
}
