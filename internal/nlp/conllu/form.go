package conllu

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dossier/internal/nlp"
)

// fused reports whether word i is one orthographic token with the word before
// it: a contraction. A word that begins with a mark which NFC joins to the
// letter before it is fused as well: no file in NFC could hold the two apart.
func fused(a *nlp.Analysis, i int) bool {
	prev, w := &a.Words[i-1], &a.Words[i]
	if prev.Span.End != w.Span.Start || w.Span.IsZero() {
		return false
	}
	form := a.WordText(i)
	return w.Contracted || form[0] >= utf8.RuneSelf && !norm.NFC.PropertiesString(form).BoundaryBefore()
}

// clean is s as a column may hold it: in NFC, with every run of white space and
// control characters as one space and none at its ends.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	return norm.NFC.String(strings.Join(strings.FieldsFunc(s, blank), " "))
}

// plain reports whether s is of printable ASCII without a space.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// appendEscaped appends s as a value of the MISC column.
func appendEscaped(out []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == ' ':
			out = append(out, `\s`...)
		case r == '\t':
			out = append(out, `\t`...)
		case r == '\r':
			out = append(out, `\r`...)
		case r == '\n':
			out = append(out, `\n`...)
		case r == '|':
			out = append(out, `\p`...)
		case r == '\\':
			out = append(out, `\\`...)
		case r > ' ' && r < 0x7F:
			out = append(out, byte(r))
		case r <= 0xFFFF:
			out = fmt.Appendf(out, `\u%04X`, r)
		default:
			out = fmt.Appendf(out, `\U%08X`, r)
		}
	}
	return out
}

// cursor counts the code points of s up to places that ascend.
type cursor struct {
	s     string
	at, n int
}

// rune is the number of code points before byte b, which is not before the b of
// the call before it.
func (c *cursor) rune(b int) int {
	c.n += utf8.RuneCountInString(c.s[c.at:b])
	c.at = b
	return c.n
}
