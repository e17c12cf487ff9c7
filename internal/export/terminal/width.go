package terminal

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

const (
	joiner       = '\u200d' // joins emoji and letters into one sign
	emojiVariant = '\ufe0f' // asks for the wide, coloured form of a sign
)

// columns is how many columns s takes on a terminal.
func columns(s string) int {
	n := 0
	for len(s) > 0 {
		c, size := cluster(s)
		n += c
		s = s[size:]
	}
	return n
}

// cluster is the first sign of s with the marks that combine with it: the
// columns it takes and its bytes. A family of emoji joined into one sign is one
// cluster of two columns.
func cluster(s string) (cols, size int) {
	r, size := utf8.DecodeRuneInString(s)
	if s[0] < utf8.RuneSelf {
		cols = 1
		if size == len(s) || s[size] < utf8.RuneSelf {
			return cols, size
		}
	} else {
		cols = runeColumns(r)
	}
	for size < len(s) {
		next, n := utf8.DecodeRuneInString(s[size:])
		switch {
		case next == joiner && size+n < len(s) && cols == 2:
			_, m := utf8.DecodeRuneInString(s[size+n:])
			n += m
		case next == emojiVariant && r >= 0x80: // a letter or blank has no such form
			cols = 2
		case next >= 0x1f3fb && next <= 0x1f3ff && cols == 2: // skin tones
		case runeColumns(next) != 0:
			return cols, size
		}
		size += n
	}
	return cols, size
}

// runeColumns is 0 for marks that combine with the sign before them, 2 for the
// wide signs of East Asia and emoji, otherwise 1 (Unicode Annex 11).
func runeColumns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf),
		r >= 0x1160 && r <= 0x11ff, r >= 0xd7b0 && r <= 0xd7ff: // the vowels and finals of Hangul
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
