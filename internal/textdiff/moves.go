package textdiff

// enough is how many tokens in a row must stand elsewhere to have moved: fewer come
// again by chance.
const enough = 6

// moves finds what was removed in one place and added in another. For each token of
// a and of b it gives where it went to or came from, -1 for nowhere.
func (c *compared) moves() (movedA, movedB []int) {
	movedA, movedB = missing(len(c.a)), missing(len(c.b))
	at := map[[enough]int]int{} // runs of removed tokens; -1 where several are alike
	for i := range c.a {
		if key, ok := gram(c.a, c.matchA, i); ok {
			if _, had := at[key]; had {
				at[key] = -1
			} else {
				at[key] = i
			}
		}
	}
	for j := 0; j < len(c.b); j++ {
		key, ok := gram(c.b, c.matchB, j)
		i, known := at[key]
		if !ok || !known || i < 0 || movedA[i] >= 0 {
			continue
		}
		n := 0
		for i+n < len(c.a) && j+n < len(c.b) && c.matchA[i+n] < 0 && c.matchB[j+n] < 0 && movedA[i+n] < 0 && c.a[i+n].key == c.b[j+n].key {
			movedA[i+n], movedB[j+n] = j+n, i+n
			n++
		}
		j += n - 1
	}
	return movedA, movedB
}

// gram is the run of changed tokens at a place; ok is false where they are too few,
// or hardly words.
func gram(list []token, match []int, at int) (key [enough]int, ok bool) {
	if at+enough > len(list) {
		return key, false
	}
	words := 0
	for k := range enough {
		t := list[at+k]
		if match[at+k] >= 0 {
			return key, false
		}
		if key[k] = t.key; t.word {
			words++
		}
	}
	return key, words >= enough-2
}

// runs puts the tokens together that the same became of, in the order of both texts:
// what was removed before what was added in its place.
func (c *compared) runs(movedA, movedB []int) []Run {
	var out []Run
	for i, j := 0, 0; i < len(c.a) || j < len(c.b); {
		switch {
		case i < len(c.a) && c.matchA[i] < 0:
			kind := Removed
			if movedA[i] >= 0 {
				kind = Left
			}
			out = c.add(out, kind, i, max(movedA[i], 0), i, j)
			i++
		case j < len(c.b) && c.matchB[j] < 0:
			kind := Added
			if movedB[j] >= 0 {
				kind = Came
			}
			out = c.add(out, kind, max(movedB[j], 0), j, i, j)
			j++
		default:
			out = c.add(out, Same, i, j, i, j)
			i, j = i+1, j+1
		}
	}
	return out
}

// add puts a token to the last run, or begins a new one. i and j are the tokens it is
// about; atA and atB is how far both texts have come.
func (c *compared) add(out []Run, kind Kind, i, j, atA, atB int) []Run {
	one := Run{Kind: kind, tokenA: i, tokenB: j}
	if kind == Added {
		one.A = startOf(c.a, atA, c.textA)
		one.AEnd = one.A
	} else {
		one.A, one.AEnd = c.a[i].start, c.a[i].end
	}
	if kind == Removed {
		one.B = startOf(c.b, atB, c.textB)
		one.BEnd = one.B
	} else {
		one.B, one.BEnd = c.b[j].start, c.b[j].end
	}
	if kind == Added && c.b[j].word || kind != Added && c.a[i].word {
		one.Words = 1
	}
	if n := len(out); n > 0 && follows(out[n-1], one) {
		last := &out[n-1]
		last.AEnd, last.BEnd = max(last.AEnd, one.AEnd), max(last.BEnd, one.BEnd)
		last.tokenA, last.tokenB, last.Words = i, j, last.Words+one.Words
		return out
	}
	return append(out, one)
}

// follows reports whether a run of one token goes on what a run is.
func follows(last, one Run) bool {
	switch {
	case last.Kind != one.Kind:
		return false
	case one.Kind == Removed:
		return last.tokenA+1 == one.tokenA
	case one.Kind == Added:
		return last.tokenB+1 == one.tokenB
	}
	return last.tokenA+1 == one.tokenA && last.tokenB+1 == one.tokenB
}

func startOf(list []token, at, end int) int {
	if at < len(list) {
		return list[at].start
	}
	return end
}
