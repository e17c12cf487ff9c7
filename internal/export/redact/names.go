package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/schema"
)

// block stands for one character that is withheld.
const block = "█"

// names are what people are called, and the single words of it. They lie by how
// they begin, so that a text is gone through once, however many names there are.
type names struct {
	whole starts // folded names
	words starts // folded single words of names
	two   starts // those of whole of two words and more
	// parts are the beginnings by which either is found within an identifier.
	parts map[string][]part
}

// starts are texts by their first run of letters, or by their first character
// where it is none.
type starts map[string][][]rune

// part is what an identifier may hold: anywhere, or as a word of its own only.
type part struct {
	text  string
	alone bool
}

func newNames() *names { return &names{starts{}, starts{}, starts{}, map[string][]part{}} }

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
	if s = fold(strings.TrimSpace(s)); utf8.RuneCountInString(s) >= 3 && n.whole.add(s) {
		n.part(s, false)
		if strings.Contains(s, " ") {
			n.two.add(s)
		}
		if dashed := strings.ReplaceAll(s, " ", "-"); dashed != s {
			n.part(dashed, false)
		}
	}
}

// word takes a word of a name that begins with a capital, or is of a script that
// has none.
func (n *names) word(s string) {
	r, _ := utf8.DecodeRuneInString(s)
	if utf8.RuneCountInString(s) < 2 || unicode.IsLower(r) {
		return
	}
	if s = fold(s); n.words.add(s) && utf8.RuneCountInString(s) >= 3 {
		n.part(s, utf8.RuneCountInString(s) < 5)
	}
}

func (n *names) part(s string, alone bool) {
	key := string([]rune(s)[:3])
	n.parts[key] = append(n.parts[key], part{s, alone})
}

// add keeps s; it is false for one that is there already.
func (t starts) add(s string) bool {
	rs := []rune(s)
	key := string(rs[:run(rs, 0)])
	for _, o := range t[key] {
		if string(o) == s {
			return false
		}
	}
	t[key] = append(t[key], rs)
	return true
}

// mark marks where a text of t stands as words of its own in s and ok says so.
func (t starts) mark(s []rune, hide []bool, ok func(int) bool) {
	for i := 0; i < len(s); i = max(i+1, skip(s, i)) {
		for _, w := range t[string(s[i:run(s, i)])] {
			if len(w) <= len(s)-i && slices.Equal(s[i:i+len(w)], w) && (i == 0 || !wordly(s[i-1])) && ok(i) && (i+len(w) == len(s) || !wordly(s[i+len(w)])) {
				for j := range w {
					hide[i+j] = true
				}
			}
		}
	}
}

// run is the end of the run of letters that begins at i, or of the one character
// there that is none.
func run(s []rune, i int) int {
	j := i
	for j < len(s) && wordly(s[j]) {
		j++
	}
	return max(j, i+1)
}

// skip is the end of the word at i: nothing that is sought begins within one.
func skip(s []rune, i int) int {
	if !wordly(s[i]) {
		return i + 1
	}
	return run(s, i)
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
	n.whole.mark(low, hide, func(int) bool { return true })
	n.words.mark(low, hide, func(i int) bool { return !unicode.IsLower(rs[i]) })
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

func wordly(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// inSlug reports whether an identifier, path or address has a word of a name.
func (n *names) inSlug(s string) bool {
	rs := []rune(fold(s))
	for i := 0; i+3 <= len(rs); i++ {
		for _, p := range n.parts[string(rs[i:i+3])] {
			end := i + utf8.RuneCountInString(p.text)
			if end <= len(rs) && string(rs[i:end]) == p.text && (!p.alone || (i == 0 || !wordly(rs[i-1])) && (end == len(rs) || !wordly(rs[end]))) {
				return true
			}
		}
	}
	return false
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
	rs := []rune(fold(string(b)))
	hide := make([]bool, len(rs))
	n.two.mark(rs, hide, func(int) bool { return true })
	return slices.Contains(hide, true)
}
