package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/text"
)

// line is one line without its white space and line break.
type line struct {
	text.Span
}

func (l line) blank() bool { return l.IsZero() }

// next is the next line; lines end with LF, CR, CRLF or a form feed.
func (p *parser) next() (line, bool) {
	l, end, ok := nextLine(p.s, p.pos)
	p.pos = end
	return l, ok
}

func nextLine(s string, at int) (l line, end int, ok bool) {
	if at >= len(s) {
		return line{}, at, false
	}
	stop := len(s)
	end = stop
	if i := strings.IndexAny(s[at:], "\n\r\f"); i >= 0 {
		stop = at + i
		end = stop + 1
		if s[stop] == '\r' && end < len(s) && s[end] == '\n' {
			end++
		}
	}
	return line{trimmed(s, at, stop)}, end, true
}

// trimmed is the range [lo, hi) of s without white space at its ends.
func trimmed(s string, lo, hi int) text.Span {
	t := strings.TrimLeftFunc(s[lo:hi], white)
	lo = hi - len(t)
	return text.Span{Start: lo, End: lo + len(strings.TrimRightFunc(t, white))}
}

// white reports white space and what else shows nothing: the zero-width space
// and the byte order mark within a text, NUL.
func white(r rune) bool {
	return r == ' ' || r == '\t' || r == 0 || r > 0x7F && (unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF') || r == '\v'
}

const (
	maxWidth = 400     // widths above are not told apart
	wide     = 160     // no text is wrapped at more columns
	maxHeads = 1 << 14 // lines up to which running heads are looked for
)

// wrapping is what the lines of a text tell about how it was set.
type wrapping struct {
	width  int            // columns it was wrapped at, 0 when it was not
	double bool           // a blank line stands after every line
	heads  map[string]int // how often a line occurs that may be a running head
}

// survey counts the lines of a text.
type survey struct {
	all, followed [maxWidth + 1]int // lines by width: all, and those that another follows at once
	lines, joined int               // lines that are not blank, and those that another follows at once
	runOn         int               // lines that go on after one blank line in the middle of a sentence
	heads         map[string]int
}

// measure looks at all lines of s.
func measure(s string) wrapping {
	v := survey{heads: map[string]int{}}
	prev, blanks := "", 0
	for at := 0; ; {
		l, end, ok := nextLine(s, at)
		if !ok {
			break
		}
		at = end
		if l.blank() {
			blanks++
			continue
		}
		words := s[l.Start:l.End]
		v.add(prev, words, blanks)
		prev, blanks = words, 0
	}
	return v.wrapping()
}

// add counts the line words, which blanks blank lines part from prev.
func (v *survey) add(prev, words string, blanks int) {
	v.lines++
	v.all[columns(words)]++
	switch {
	case prev == "":
	case blanks == 0:
		v.followed[columns(prev)]++
		v.joined++
	case blanks == 1 && !terminal(prev) && unicode.IsLower(first(words)):
		v.runOn++
	}
	if v.lines <= maxHeads && mayBeHead(words) {
		v.heads[words]++
	}
}

// wrapping takes the width of the 95th percentile of the lines that were
// wrapped.
func (v *survey) wrapping() wrapping {
	w := wrapping{heads: v.heads}
	if v.lines > maxHeads {
		w.heads = nil
	}
	w.double = v.lines >= 6 && v.joined*10 <= v.lines && v.runOn*5 >= v.lines
	w.width = percentile(v.followed[:], v.joined-v.joined/20)
	if w.double {
		w.width = percentile(v.all[:], v.lines-v.lines/20)
	}
	if w.width > wide {
		w.width, w.double = 0, false
	}
	return w
}

// columns is the number of code points of a line, up to maxWidth.
func columns(s string) int {
	if len(s) > maxWidth*utf8.UTFMax {
		return maxWidth
	}
	return min(maxWidth, utf8.RuneCountInString(s))
}

// percentile is the smallest index at which the counts reach n.
func percentile(counts []int, n int) int {
	sum := 0
	for i, c := range counts {
		if sum += c; sum >= n {
			return i
		}
	}
	return len(counts) - 1
}

// mayBeHead reports whether a line can be what a printer puts at the top or
// foot of every page.
func mayBeHead(s string) bool {
	return len(s) >= 20 && len(s) <= wide && !terminal(s)
}

// runningHead reports whether a line is repeated and no sentence: the head or
// foot of printed pages.
func (w wrapping) runningHead(s string) bool { return w.heads[s] > 1 }

// separator reports whether a line has neither letter nor digit: "###", "* * *".
func separator(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// terminal reports whether s ends like a sentence, closing quotes and brackets
// and reference marks aside.
func terminal(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '?', ':', ';', '…', '。', '؟', '۔':
			return true
		case '"', '\'', '”', '’', '»', ')', ']':
		default:
			return false
		}
		s = s[:len(s)-n]
	}
	return false
}

// first is the first letter, digit or other mark of s after opening quotes.
func first(s string) rune {
	for _, r := range s {
		switch r {
		case '"', '\'', '“', '‘', '«', '(', '[', '_', '*':
			continue
		}
		return r
	}
	return 0
}

// capitals reports whether s has letters and all of them are capitals.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// marker is the length of a bullet and the space after it at the start of s, or
// 0: "• ", "- ", "* ", "1. ", "2) ", "(a) ".
func marker(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '◦', '▪', '‣', '·', '●', '○', '■', '-', '*', '–', '—', '+':
	default:
		n = numbered(s)
	}
	if n == 0 {
		return 0
	}
	rest := strings.TrimLeft(s[n:], " \t\u00A0")
	if len(rest) == len(s)-n || rest == "" {
		return 0
	}
	return len(s) - len(rest)
}

// numbered is the length of "1.", "12)", "(3)", "a)" or "(b)" at the start of s.
func numbered(s string) int {
	i := 0
	open := strings.HasPrefix(s, "(")
	if open {
		i++
	}
	start := i
	for i < len(s) && i-start < 3 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	digits := i > start
	if !digits && i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
		i++
	}
	if i == start || i >= len(s) || s[i] != ')' && (open || !digits || s[i] != '.') {
		return 0
	}
	return i + 1
}
