package extract

import (
	"sort"

	"dossier/internal/text"
)

// WordsIn is the range of words [first, last) that lie in sp; first is last when
// there are none.
func WordsIn(in *Input, sp text.Span) (first, last int) {
	ws := in.Words
	first = sort.Search(len(ws), func(i int) bool { return ws[i].Span.End > sp.Start })
	last = first
	for last < len(ws) && ws[last].Span.Start < sp.End {
		last++
	}
	return first, last
}

// HeadIn is the word of [first, last) on which the others hang: the first whose
// own head lies outside; -1 when there are no words.
func HeadIn(in *Input, first, last int) int {
	for i := first; i < last; i++ {
		if h := in.Words[i].Head; h < first || h >= last {
			return i
		}
	}
	return min(first, last-1)
}

// HeadOf is the head word of the words under sp, -1 for none.
func HeadOf(in *Input, sp text.Span) int {
	first, last := WordsIn(in, sp)
	if first >= last {
		return -1
	}
	return HeadIn(in, first, last)
}
