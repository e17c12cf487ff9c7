package redact

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/schema"
)

// block stands for one character that is withheld.
const block = "█"

// names are what people are called, and the single words of it.
type names struct {
	whole []string // folded, longest first
	words []string // folded single words of names
}

func newNames() *names { return &names{} }

// add takes what one person is called: the name, other names, and the words that
// the documents name the person with.
func (n *names) add(e *schema.Entity) {
	for _, s := range append([]string{e.Name}, e.Aliases...) {
		n.name(s)
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' }) {
			for _, part := range append([]string{w}, strings.Split(w, "-")...) {
				n.word(part)
			}
		}
	}
	for _, c := range e.Mentions {
		if strings.IndexFunc(c.Quote, unicode.IsUpper) >= 0 {
			n.name(c.Quote)
		}
	}
}

func (n *names) name(s string) {
	if s = fold(strings.TrimSpace(s)); utf8.RuneCountInString(s) >= 3 && !slices.Contains(n.whole, s) {
		n.whole = append(n.whole, s)
		slices.SortStableFunc(n.whole, func(a, b string) int { return len(b) - len(a) })
	}
}

// word takes a word of a name that begins with a capital, or is of a script that
// has none.
func (n *names) word(s string) {
	r, _ := utf8.DecodeRuneInString(s)
	if utf8.RuneCountInString(s) < 2 || unicode.IsLower(r) {
		return
	}
	if s = fold(s); !slices.Contains(n.words, s) {
		n.words = append(n.words, s)
	}
}

func fold(s string) string { return strings.ToLower(s) }

// blank is s with every name as blocks: whole names however they are written,
// single words of names where they are not written small.
func (n *names) blank(s string) string {
	if s == "" || len(n.whole) == 0 {
		return s
	}
	rs := []rune(s)
	low := []rune(fold(s))
	if len(low) != len(rs) { // a letter whose small form is two
		low = make([]rune, len(rs))
		for i, r := range rs {
			low[i] = unicode.ToLower(r)
		}
	}
	hide := make([]bool, len(rs))
	for _, w := range n.whole {
		mark(low, []rune(w), hide, func(int) bool { return true })
	}
	for _, w := range n.words {
		mark(low, []rune(w), hide, func(i int) bool { return !unicode.IsLower(rs[i]) })
	}
	var b strings.Builder
	for i, r := range rs {
		if hide[i] && !unicode.IsSpace(r) {
			b.WriteString(block)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// mark marks where w stands as words of its own in s and ok says so.
func mark(s, w []rune, hide []bool, ok func(int) bool) {
	for i := 0; i+len(w) <= len(s); i++ {
		if !slices.Equal(s[i:i+len(w)], w) || !ok(i) || i > 0 && wordly(s[i-1]) || i+len(w) < len(s) && wordly(s[i+len(w)]) {
			continue
		}
		for j := range w {
			hide[i+j] = true
		}
	}
}

func wordly(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// inSlug reports whether an identifier, path or address has a word of a name.
func (n *names) inSlug(s string) bool {
	low := fold(s)
	for _, w := range n.words {
		if utf8.RuneCountInString(w) >= 3 && standsIn(low, w) || utf8.RuneCountInString(w) >= 5 && strings.Contains(low, w) {
			return true
		}
	}
	return slices.ContainsFunc(n.whole, func(w string) bool {
		return strings.Contains(low, strings.ReplaceAll(w, " ", "-")) || strings.Contains(low, w)
	})
}

func standsIn(s, w string) bool {
	rs, ws := []rune(s), []rune(w)
	hide := make([]bool, len(rs))
	mark(rs, ws, hide, func(int) bool { return true })
	return slices.Contains(hide, true)
}

// slug is an identifier or path without the parts that have a word of a name.
func (n *names) slug(s string) string {
	if !n.inSlug(s) {
		return s
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '/' || r == ' ' || r == '_' || r == '.' || r == '\\' })
	for i, p := range parts {
		if n.inSlug(p) {
			parts[i] = "withheld"
		}
	}
	out := strings.Join(slices.Compact(parts), "-")
	if n.inSlug(out) {
		return "withheld"
	}
	return out
}

// left reports whether a whole name of two words or more is still in JSON text.
func (n *names) left(b []byte) bool {
	low := bytes.ToLower(b)
	for _, w := range n.whole {
		if strings.Contains(w, " ") && bytes.Contains(low, []byte(w)) {
			rs := []rune(string(low))
			hide := make([]bool, len(rs))
			mark(rs, []rune(w), hide, func(int) bool { return true })
			if slices.Contains(hide, true) {
				return true
			}
		}
	}
	return false
}
