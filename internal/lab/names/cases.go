package names

import (
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// changes are the ways in which a text's capitals are changed.
var changes = []func(sample) sample{inCapitals, inSmall, inHeadline}

// inCapitals is a text in capitals throughout, as cables are.
func inCapitals(s sample) sample { return recase(s, unicode.ToUpper, false) }

// inSmall is a text without a capital.
func inSmall(s sample) sample { return recase(s, unicode.ToLower, false) }

// inHeadline is a text with a capital at every word.
func inHeadline(s sample) sample { return recase(s, unicode.ToUpper, true) }

// recase is a text with its letters changed by f, all or the first of each word,
// where that keeps their length: the names stay where they are.
func recase(s sample, f func(rune) rune, first bool) sample {
	raw := s.doc.Text.String()
	out := make([]byte, 0, len(raw))
	start := true
	for len(raw) > 0 {
		c, n := utf8.DecodeRuneInString(raw)
		d := c
		if !first || start {
			d = f(c)
		}
		start = !unicode.IsLetter(c) && c != '\'' && c != '’'
		if d != c && utf8.RuneLen(d) == n {
			out = utf8.AppendRune(out, d)
		} else {
			out = append(out, raw[:n]...)
		}
		raw = raw[n:]
	}
	s.doc = &doc.Document{Text: text.New(string(out)), Blocks: s.doc.Blocks}
	return s
}
