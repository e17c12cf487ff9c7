// Package name compares names as they are written in different documents: it
// folds case and marks, gives the key under which romanisations of one name lie
// together, and says whether two names can be one person's or one body's. It
// knows no documents and no words but those of names.
package name

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold is a name without case, diacritics and marks: what names are compared by.
func Fold(s string) string {
	var b strings.Builder
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

// latin are letters that no decomposition leads back to the plain alphabet.
var latin = strings.NewReplacer(
	"ı", "i", "ł", "l", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ə", "a", "ħ", "h", "ŋ", "n",
)

// words are the folded words of a name, letters outside the plain alphabet led
// back to it where that can be done.
func words(s string) []string { return strings.Fields(latin.Replace(Fold(s))) }
