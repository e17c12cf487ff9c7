package query

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Error is what is wrong with a query, and where.
type Error struct {
	At   int    // the code point, from 1
	Text string // what is wrong
	Hint string // what is expected, or was probably meant; "" when there is nothing to say
}

// Error is the sentence shown.
func (e *Error) Error() string {
	s := fmt.Sprintf("query, column %d: %s", e.At, e.Text)
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

func lower(s string) string { return strings.ToLower(s) }

// short is a piece of a query as an error shows it.
func short(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:40]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// nearest is the one of all that s was probably meant to be, "" when none is near:
// at most one change in four letters, and at most two.
func nearest(s string, all []string) string {
	s = lower(s)
	best, far := "", min(2, (utf8.RuneCountInString(s)+3)/4)+1
	for _, x := range all {
		if d := distance([]rune(s), []rune(lower(x)), far); d < far {
			best, far = x, d
		}
	}
	return best
}

// distance is the number of letters to put in, leave out, change or swap with their
// neighbours to make b of a; at least most when it is no less.
func distance(a, b []rune, most int) int {
	if max(len(a)-len(b), len(b)-len(a)) >= most {
		return most
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
