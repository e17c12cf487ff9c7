package textdiff

// maxEdits bounds the search for a shortest way between two parts; parts that are
// further from each other are taken for wholly different.
const maxEdits = 256

// shortest pairs the tokens of two parts along a shortest way of additions and
// removals (E. Myers, "An O(ND) difference algorithm and its variations", 1986).
func (c *compared) shortest(a0, a1, b0, b1 int) {
	n, m := a1-a0, b1-b0
	best := map[int]int{1: 0} // how far each diagonal has come
	var trace []map[int]int
	for d := 0; d <= min(n+m, maxEdits); d++ {
		was := make(map[int]int, 2*d+2)
		for k, x := range best {
			was[k] = x
		}
		trace = append(trace, was)
		for k := -d; k <= d; k += 2 {
			x := step(best, k, d)
			for x < n && x-k < m && x-k >= 0 && c.a[a0+x].key == c.b[b0+x-k].key {
				x++
			}
			best[k] = x
			if x >= n && x-k >= m {
				c.retrace(trace, a0, b0, n, m)
				return
			}
		}
	}
}

// step is how far diagonal k comes with one addition or removal more.
func step(best map[int]int, k, d int) int {
	if k == -d || k != d && best[k-1] < best[k+1] {
		return best[k+1]
	}
	return best[k-1] + 1
}

// retrace pairs the tokens that lie on the way that was found.
func (c *compared) retrace(trace []map[int]int, a0, b0, x, y int) {
	for d := len(trace) - 1; d >= 0; d-- {
		k := x - y
		from := step(trace[d], k, d)
		for x > from && y > from-k && x > 0 && y > 0 {
			x, y = x-1, y-1
			c.pair(a0+x, b0+y)
		}
		if d == 0 {
			return
		}
		if k == -d || k != d && trace[d][k-1] < trace[d][k+1] {
			x, y = trace[d][k+1], trace[d][k+1]-(k+1)
		} else {
			x, y = trace[d][k-1], trace[d][k-1]-(k-1)
		}
	}
}

// crumb is how many words the same between two larger changes tell nothing: a
// sentence that was written anew is read more easily whole.
const crumb = 2

// forgetCrumbs takes stretches of one or two words that are the same between changes
// of more than as many for changed too.
func (c *compared) forgetCrumbs() {
	for i := 0; i < len(c.a); {
		if c.matchA[i] < 0 {
			i++
			continue
		}
		end := i
		words := 0
		for ; end < len(c.a) && c.matchA[end] >= 0 && (end == i || c.matchA[end] == c.matchA[end-1]+1); end++ {
			if c.a[end].word {
				words++
			}
		}
		if words <= crumb && c.changed(i-1, c.matchA[i]-1, -1) > 2*crumb && c.changed(end, c.matchA[end-1]+1, 1) > 2*crumb {
			for k := i; k < end; k++ {
				c.matchB[c.matchA[k]], c.matchA[k] = -1, -1
			}
		}
		i = end
	}
}

// changed counts the words that are not the same, from a place in both texts on in a
// direction, as far as it matters.
func (c *compared) changed(i, j, by int) int {
	n := 0
	count := func(list []token, match []int, at int) {
		for ; at >= 0 && at < len(list) && match[at] < 0 && n <= 4*crumb; at += by {
			if list[at].word {
				n++
			}
		}
	}
	count(c.a, c.matchA, i)
	count(c.b, c.matchB, j)
	return n
}
