package syntax

// A score matrix holds for each of n words, stride apart, how well each head
// suits it: column 0 is the root, column h+1 word h.

// longestExact is the number of words up to which the best tree is searched for
// exactly where the best head of each word gives none; beyond, its cycles are
// broken one by one.
const longestExact = 120

// tree writes the head of each of n words to heads, -1 for the root: the best
// head of each where that is a tree with one root, else the best projective
// tree.
func (s *Scratch) tree(heads []int32, score []float32, n, stride int) {
	roots := 0
	for d := range n {
		heads[d] = best(score[d*stride:d*stride+n+1], d) - 1
		if heads[d] < 0 {
			roots++
		}
	}
	s.mark = grow(s.mark, n)
	if roots == 1 && cycleAt(heads, s.mark) < 0 {
		return
	}
	if n <= longestExact {
		s.eisner(heads, score, n, stride)
		return
	}
	s.mend(heads, score, n, stride)
}

// best is the column with the highest score for word d, never the word itself.
func best(row []float32, d int) int32 {
	top := -1
	for h, v := range row {
		if h != d+1 && (top < 0 || v > row[top]) {
			top = h
		}
	}
	return int32(top)
}

// cycleAt is a word on a cycle of heads, -1 when there is none. mark has room
// for each word.
func cycleAt(heads, mark []int32) int {
	clear(mark)
	for d := range heads {
		v := int32(d)
		for v >= 0 && mark[v] == 0 {
			mark[v] = int32(d) + 1
			v = heads[v]
		}
		if v >= 0 && mark[v] == int32(d)+1 {
			return int(v)
		}
	}
	return -1
}

// mend makes a tree of best heads: one word keeps the root, the others and one
// word of each cycle go to the best head that closes no cycle.
func (s *Scratch) mend(heads []int32, score []float32, n, stride int) {
	root := 0
	for d := range n {
		if heads[d] < 0 && (heads[root] >= 0 || score[d*stride] > score[root*stride]) {
			root = d
		}
	}
	if heads[root] >= 0 { // no word took the root
		for d := range n {
			if score[d*stride] > score[root*stride] {
				root = d
			}
		}
	}
	heads[root] = -1
	for d := range n {
		if heads[d] < 0 && d != root {
			heads[d] = int32(root)
		}
	}
	for {
		d := cycleAt(heads, s.mark)
		if d < 0 {
			return
		}
		heads[d] = s.outside(heads, score[d*stride:d*stride+n+1], d, root)
	}
}

// outside is the best head of d among the words that do not hang below it.
func (s *Scratch) outside(heads []int32, row []float32, d, root int) int32 {
	top := int32(root)
	for h := range heads {
		if h == d || row[h+1] <= row[top+1] {
			continue
		}
		v := int32(h)
		for steps := 0; v >= 0 && v != int32(d) && steps < len(heads); steps++ {
			v = heads[v]
		}
		if v < 0 {
			top = int32(h)
		}
	}
	return top
}

// chart is the table of [Scratch.eisner]: the best score of each span headed at
// its left or right end, open (its ends joined by an arc) or closed, and where
// it was split.
type chart struct {
	open, closed [2][]float32
	openAt       [2][]int16
	closedAt     [2][]int16
}

const (
	fromRight = 0 // the right end is the head
	fromLeft  = 1
)

// eisner finds the best projective tree with one root (Eisner, COLING 1996).
func (s *Scratch) eisner(heads []int32, score []float32, n, stride int) {
	c := &s.chart
	for k := range 2 {
		c.open[k], c.closed[k] = grow(c.open[k], n*n), grow(c.closed[k], n*n)
		c.openAt[k], c.closedAt[k] = grow(c.openAt[k], n*n), grow(c.closedAt[k], n*n)
		for i := range n {
			c.closed[k][i*n+i] = 0
		}
	}
	for w := 1; w < n; w++ {
		for i := 0; i+w < n; i++ {
			c.join(i, i+w, n, score[i*stride+i+w+1], score[(i+w)*stride+i+1])
		}
	}
	root, top := 0, float32(0)
	for r := range n {
		v := score[r*stride] + c.closed[fromRight][r] + c.closed[fromLeft][r*n+n-1]
		if r == 0 || v > top {
			root, top = r, v
		}
	}
	heads[root] = -1
	c.unfold(heads, 0, root, n, fromRight)
	c.unfold(heads, root, n-1, n, fromLeft)
}

// join fills the four spans from i to j; left and right are the scores of the
// arcs j→i and i→j.
func (c *chart) join(i, j, n int, left, right float32) {
	at, top := i, c.closed[fromLeft][i*n+i]+c.closed[fromRight][(i+1)*n+j]
	for k := i + 1; k < j; k++ {
		if v := c.closed[fromLeft][i*n+k] + c.closed[fromRight][(k+1)*n+j]; v > top {
			at, top = k, v
		}
	}
	ij := i*n + j
	c.open[fromRight][ij], c.openAt[fromRight][ij] = top+left, int16(at)
	c.open[fromLeft][ij], c.openAt[fromLeft][ij] = top+right, int16(at)
	at, top = i, c.closed[fromRight][i*n+i]+c.open[fromRight][ij]
	for k := i + 1; k < j; k++ {
		if v := c.closed[fromRight][i*n+k] + c.open[fromRight][k*n+j]; v > top {
			at, top = k, v
		}
	}
	c.closed[fromRight][ij], c.closedAt[fromRight][ij] = top, int16(at)
	at, top = j, c.open[fromLeft][ij]+c.closed[fromLeft][j*n+j]
	for k := i + 1; k < j; k++ {
		if v := c.open[fromLeft][i*n+k] + c.closed[fromLeft][k*n+j]; v > top {
			at, top = k, v
		}
	}
	c.closed[fromLeft][ij], c.closedAt[fromLeft][ij] = top, int16(at)
}

// unfold writes the heads inside the closed span from i to j.
func (c *chart) unfold(heads []int32, i, j, n, dir int) {
	if i == j {
		return
	}
	k := int(c.closedAt[dir][i*n+j])
	if dir == fromRight {
		c.unfold(heads, i, k, n, fromRight)
		heads[k] = int32(j)
		c.unfoldOpen(heads, k, j, n, fromRight)
		return
	}
	heads[k] = int32(i)
	c.unfoldOpen(heads, i, k, n, fromLeft)
	c.unfold(heads, k, j, n, fromLeft)
}

// unfoldOpen writes the heads inside the open span from i to j.
func (c *chart) unfoldOpen(heads []int32, i, j, n, dir int) {
	k := int(c.openAt[dir][i*n+j])
	c.unfold(heads, i, k, n, fromLeft)
	c.unfold(heads, k+1, j, n, fromRight)
}

// grow gives a slice of n elements, s itself where it is large enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
