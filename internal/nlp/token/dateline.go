package token

import (
	"strings"
	"unicode"
)

// longestDateline is the most words of a dateline.
const longestDateline = 18

// dateline is the number of words at the start of a block that say where a report
// was written, 0 for none: "MILWAUKEE (AP) —", "RENO, Nev. (May 3, 2015) --". The
// town stands in capitals, and only names, a date and brackets stand before the
// dash. It is no part of the sentence behind it.
func (v *view) dateline() int {
	if len(v.facts) < 3 || !shouted(v.written(0)) {
		return 0
	}
	depth := 0
	for k := 1; k < min(len(v.facts)-1, longestDateline); k++ {
		w := v.written(k)
		switch {
		case w == "(" || w == "[":
			depth++
		case w == ")" || w == "]":
			depth--
		case depth == 0 && strings.Trim(w, "-—–") == "":
			if len(w) == 1 && !v.spaced(k) || shouted(v.written(k+1)) {
				return 0 // a hyphen; a text that is all capitals
			}
			return k + 1
		case depth > 0 || w == "," || w == "." || w == "/":
		case !capitalised(w):
			return 0
		}
	}
	return 0
}

// spaced reports whether a space stands before or behind word k.
func (v *view) spaced(k int) bool {
	return v.word(k-1).Span.End < v.word(k).Span.Start || v.word(k).Span.End < v.word(k+1).Span.Start
}

// written is word k of the block as written.
func (v *view) written(k int) string {
	return v.a.Doc.Text.Slice(v.word(k).Span)
}

// shouted reports whether w is a word of three capitals or more.
func shouted(w string) bool {
	n := 0
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n >= 3
}

// capitalised reports whether w begins with a capital letter.
func capitalised(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}
