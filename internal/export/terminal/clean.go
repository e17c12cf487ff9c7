package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The isolates that keep a run of right-to-left writing from turning what stands
// beside it (Unicode Annex 9).
const (
	isolate    = "\u2068"
	endIsolate = "\u2069"
)

// clean is a text of a document made safe to print on one line: white space
// becomes single blanks, control characters the pictures of themselves, and
// marks without a shape that could hide or turn words are dropped.
func clean(s string) string {
	if tidy(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := true
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0':
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		case r < 0x20:
			r += 0x2400 // the pictures of the control characters
		case r == 0x7f:
			r = 0x2421
		case r < 0xa0 && r >= 0x80:
			r = utf8.RuneError
		case invisible(r):
			continue
		}
		blank = false
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ")
}

// isolated puts s between isolates when something in it is written from right to
// left.
func isolated(s string) string {
	if strings.IndexFunc(s, rightToLeft) < 0 {
		return s
	}
	return isolate + s + endIsolate
}

// tidy reports whether s is printable ASCII with single inner blanks, as most
// texts are.
func tidy(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || s == ""
}

// invisible reports whether r is a mark without a shape that has no business in
// a quotation on a screen. The two joiners stay: writing needs them.
func invisible(r rune) bool {
	if r == joiner || r == '\u200c' {
		return false
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cs, r)
}

// rightToLeft reports whether r is written from right to left.
func rightToLeft(r rune) bool {
	switch {
	case r < 0x590:
		return false
	case r <= 0x8ff, r >= 0xfb1d && r <= 0xfdff, r >= 0xfe70 && r <= 0xfeff:
		return true
	}
	return r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}
