package conllu

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dossier/internal/nlp"
)

// fused reports whether word i is one orthographic token with the word before
// it, as English treebanks have it: a clitic or another part of a contraction
// ("do" + "n't", "guards" + "'", "can" + "not", "gon" + "na"). Parts of a
// compound and marks stand for themselves.
//
// A word that begins with a mark which NFC joins to the letter before it is
// fused as well: no file in NFC could hold the two apart.
func fused(a *nlp.Analysis, i int) bool {
	prev, w := &a.Words[i-1], &a.Words[i]
	if prev.Span.End != w.Span.Start || prev.Span.IsZero() || w.Span.IsZero() {
		return false
	}
	form := a.WordText(i)
	if form[0] >= utf8.RuneSelf && !norm.NFC.PropertiesString(form).BoundaryBefore() {
		return true
	}
	host := a.WordText(i - 1)
	if r, _ := utf8.DecodeRuneInString(host); !unicode.IsLetter(r) && !unicode.IsDigit(r) && clitic(host) == "" {
		return false
	}
	if clitic(form) != "" {
		return true
	}
	if form == "'" || form == "’" {
		return w.UPOS == nlp.PART
	}
	before, _ := utf8.DecodeLastRuneInString(host)
	first, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLetter(before) && unicode.IsLetter(first) && prev.Token == w.Token
}

// clitic is the clitic that a form is, or nothing.
func clitic(form string) string {
	if len(form) > maxClitic {
		return ""
	}
	if c := strings.ToLower(apostrophes.Replace(form)); clitics[c] {
		return c
	}
	return ""
}

// clitics are the later parts of contractions that are written apart from the
// word before them in no text.
var clitics = map[string]bool{
	"'s": true, "n't": true, "'m": true, "'ll": true, "'ve": true, "'re": true, "'d": true,
	"not": true, "na": true, "ta": true, "nt": true,
}

// maxClitic is the most bytes that one of the clitics takes, with an apostrophe
// of three.
const maxClitic = len("’ll")

var apostrophes = strings.NewReplacer("’", "'", "`", "'", "‘", "'", "ʼ", "'")

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
