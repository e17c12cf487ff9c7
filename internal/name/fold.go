// Package name compares names as they are written in different documents: it
// folds case and marks, gives the key under which romanisations of one name lie
// together, and says whether two names can be one person's or one body's. It
// knows no documents and no words but those of names.
package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is a name without case, diacritics and marks: what names are compared by.
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		default:
			space = true
		}
	}
	return b.String()
}

// isPlain reports whether a name is folded as it stands: small plain letters and
// figures, one space between words.
func isPlain(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c == ' ' && i > 0 && i+1 < len(s) && s[i+1] != ' ':
		default:
			return false
		}
	}
	return true
}

// latin are letters that no decomposition leads back to the plain alphabet.
var latin = strings.NewReplacer(
	"ı", "i", "ł", "l", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ə", "a", "ħ", "h", "ŋ", "n",
)

// words are the folded words of a name, letters outside the plain alphabet led
// back to it where that can be done.
func words(s string) []string {
	s = Fold(s)
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.Fields(latin.Replace(s))
		}
	}
	return strings.Fields(s)
}
