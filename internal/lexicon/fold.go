package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// Fold is the form a name is looked up in: lower case, without accents,
// apostrophes and full stops, with hyphens and other separators as single
// spaces, a comma as a word of its own. "Orūmīyeh", "Mazar-i-Sharif" and
// "Washington, D.C." fold to "orumiyeh", "mazar i sharif", "washington , dc".
func Fold(s string) string { return string(appendFold(nil, s)) }

// appendFold appends the folded form of s to dst. When dst already holds a
// word, one space separates the two.
func appendFold(dst []byte, s string) []byte {
	gap := len(dst) > 0 // a space is due before the next letter
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case c == '.' || c == '\'' || c == '`':
				continue
			case c == ',' || c == '&':
				gap = true
			default:
				gap = len(dst) > 0
				continue
			}
			dst, gap = appendGap(dst, gap), c == ',' || c == '&'
			dst = append(dst, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch a, b := latin(r); {
		case a != 0:
			dst, gap = append(appendGap(dst, gap), a), false
			if b != ' ' {
				dst = append(dst, b)
			}
		case mark(r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			dst, gap = utf8.AppendRune(appendGap(dst, gap), unicode.ToLower(r)), false
		default:
			gap = len(dst) > 0
		}
	}
	return dst
}

func appendGap(dst []byte, gap bool) []byte {
	if gap && len(dst) > 0 && dst[len(dst)-1] != ' ' {
		return append(dst, ' ')
	}
	return dst
}

// latin is the plain letters of r, or 0 when the tables have none; b is a
// space when there is one.
func latin(r rune) (a, b byte) {
	var t string
	switch {
	case 0xC0 <= r && r < 0x250:
		t = latinTable[2*(r-0xC0):]
	case 0x1E00 <= r && r < 0x1F00:
		t = latinMore[2*(r-0x1E00):]
	case r == 'ə':
		return 'a', ' '
	default:
		return 0, 0
	}
	if t[0] == '?' {
		return 0, 0
	}
	return t[0], t[1]
}

// mark reports whether r is no letter of the name but written at one: combining
// marks, apostrophes and the signs that transliterations use for hamza and ayn.
func mark(r rune) bool {
	switch r {
	case '’', '‘', '‛', '′', '´', 'ʻ', 'ʼ', 'ʹ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', '\u00ad', '\u200b', '\u200c', '\u200d', '\ufeff':
		return true
	}
	return 0x300 <= r && r < 0x370
}
