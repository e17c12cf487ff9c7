package score

// pair is a word of the treebank and the word of the analysis that it aligns
// with.
type pair struct{ gold, system int }

// align aligns the words of two sides. Where neither stands in a token of
// several words, they align when their spans are the same; elsewhere the words
// of the smallest range of characters that no such token leaves are aligned by
// the longest common subsequence of their forms.
func align(gold, system []word) []pair {
	var out []pair
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		switch {
		case gold[g].several || system[s].several:
			g0, s0, g1, s1 := severalRange(gold, system, g, s)
			out = append(out, alignForms(gold[g0:g1], system[s0:s1], pair{g0, s0})...)
			g, s = g1, s1
		case gold[g].span == system[s].span:
			out = append(out, pair{g, s})
			g, s = g+1, s+1
		case gold[g].start <= system[s].start:
			g++
		default:
			s++
		}
	}
	return out
}

// severalRange is the words [g0, g1) and [s0, s1) of the smallest range that
// holds the token of several words at g or s and every such token that it
// touches.
func severalRange(gold, system []word, g, s int) (g0, s0, g1, s1 int) {
	var end int
	if gold[g].several {
		end = gold[g].end
		if !system[s].several && system[s].start < gold[g].start {
			s++
		}
	} else {
		end = system[s].end
		if gold[g].start < system[s].start {
			g++
		}
	}
	g0, s0 = g, s
	for !beyond(gold, g, end) || !beyond(system, s, end) {
		if g < len(gold) && (s >= len(system) || gold[g].start <= system[s].start) {
			end = extend(&gold[g], end)
			g++
		} else {
			end = extend(&system[s], end)
			s++
		}
	}
	return g0, s0, g, s
}

// beyond reports whether word i lies behind a range that ends at end.
func beyond(words []word, i, end int) bool {
	if i >= len(words) {
		return true
	}
	if words[i].several {
		return words[i].start >= end
	}
	return words[i].end > end
}

// extend is the end of a range once it holds w.
func extend(w *word, end int) int {
	if w.several {
		return max(end, w.end)
	}
	return end
}

// alignForms aligns by the longest common subsequence of the forms; first is
// the pair of indexes at which both lists begin.
func alignForms(gold, system []word, first pair) []pair {
	longest := make([][]int, len(gold)+1) // of gold[g:] and system[s:]
	for g := range longest {
		longest[g] = make([]int, len(system)+1)
	}
	for g := len(gold) - 1; g >= 0; g-- {
		for s := len(system) - 1; s >= 0; s-- {
			longest[g][s] = max(longest[g+1][s], longest[g][s+1])
			if gold[g].form == system[s].form {
				longest[g][s] = max(longest[g][s], 1+longest[g+1][s+1])
			}
		}
	}
	var out []pair
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		switch {
		case gold[g].form == system[s].form:
			out = append(out, pair{first.gold + g, first.system + s})
			g, s = g+1, s+1
		case longest[g][s] == longest[g+1][s]:
			g++
		default:
			s++
		}
	}
	return out
}
