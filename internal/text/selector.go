package text

import (
	"strings"
	"unicode/utf8"
)

// Selector describes a span by its words, so that it can be found again in
// another version of the text: the exact words, a little of what stands before
// and after, and where it was. It is the text quote selector of the W3C Web
// Annotation Data Model, with the place kept beside it.
type Selector struct {
	Exact          string
	Prefix, Suffix string
	Start          int // byte offset where the words stood
}

// maxTries bounds how many places with the exact words are compared.
const maxTries = 10_000

// Select describes sp with up to context bytes on either side, cut to whole
// code points.
func (t *Text) Select(sp Span, context int) Selector {
	lo := max(0, sp.Start-context)
	for lo < sp.Start && !utf8.RuneStart(t.s[lo]) {
		lo++
	}
	hi := min(len(t.s), sp.End+context)
	for hi > sp.End && hi < len(t.s) && !utf8.RuneStart(t.s[hi]) {
		hi--
	}
	return Selector{Exact: t.Slice(sp), Prefix: t.s[lo:sp.Start], Suffix: t.s[sp.End:hi], Start: sp.Start}
}

// Find is the place in t that fits s best: the exact words with the most of the
// context around them, the nearest to the old place among equals. It reports
// false when the words do not occur.
func (s Selector) Find(t *Text) (Span, bool) {
	if s.Exact == "" {
		return Span{}, false
	}
	best, bestScore, found := Span{}, -1, false
	if sp := (Span{s.Start, s.Start + len(s.Exact)}); s.Start >= 0 && sp.End <= len(t.s) && t.Slice(sp) == s.Exact {
		best, bestScore, found = sp, s.score(t, sp), true
		if bestScore == len(s.Prefix)+len(s.Suffix) {
			return best, true
		}
	}
	from := 0
	for range maxTries {
		i := strings.Index(t.s[from:], s.Exact)
		if i < 0 {
			break
		}
		sp := Span{from + i, from + i + len(s.Exact)}
		score := s.score(t, sp)
		if score > bestScore || score == bestScore && distance(sp.Start, s.Start) < distance(best.Start, s.Start) {
			best, bestScore, found = sp, score, true
		}
		from = sp.Start + 1
	}
	return best, found
}

// score is the number of bytes of context around sp that agree with s.
func (s Selector) score(t *Text, sp Span) int {
	n := 0
	for n < len(s.Prefix) && n < sp.Start && t.s[sp.Start-1-n] == s.Prefix[len(s.Prefix)-1-n] {
		n++
	}
	k := 0
	for k < len(s.Suffix) && sp.End+k < len(t.s) && t.s[sp.End+k] == s.Suffix[k] {
		k++
	}
	return n + k
}

func distance(a, b int) int { return max(a, b) - min(a, b) }
