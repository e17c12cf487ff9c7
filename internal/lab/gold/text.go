package gold

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// titles stand before names and are no part of them.
var titles = strings.Fields("mr mrs ms dr sir president prime minister foreign secretary general colonel lieutenant captain major ambassador " +
	"senator king queen prince princess sheikh ayatollah pope spokesman spokesperson spokeswoman chief the senior")

// words is a name in folded words, without the titles before it.
func words(s string) []string {
	w := strings.Fields(fold(s))
	for len(w) > 1 && slices.Contains(titles, w[0]) {
		w = w[1:]
	}
	return w
}

// fold is s in lower case, without diacritics, possessive endings and marks.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s = strings.ReplaceAll(b.String(), "ß", "ss")
	rs := []rune(s)
	var out []rune
	for i := 0; i < len(rs); i++ {
		switch r := rs[i]; {
		case (r == '\'' || r == '’') && i+1 < len(rs) && rs[i+1] == 's' && (i+2 == len(rs) || !wordRune(rs[i+2])):
			i++
		case wordRune(r):
			out = append(out, r)
		default:
			out = append(out, ' ')
		}
	}
	return string(out)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

// sameName reports whether a name is one of the aliases: the words of one are
// among those of the other, and both end in the same word.
func sameName(name string, aliases []string) bool {
	a := words(name)
	if len(a) == 0 {
		return false
	}
	for _, alias := range aliases {
		b := words(alias)
		if len(b) == 0 {
			continue
		}
		short, long := a, b
		if len(a) > len(b) {
			short, long = b, a
		}
		if slices.Equal(a, b) || short[len(short)-1] == long[len(long)-1] && within(short, long) {
			return true
		}
	}
	return false
}

func within(short, long []string) bool {
	for _, w := range short {
		if !slices.Contains(long, w) {
			return false
		}
	}
	return true
}

func anySame(names, aliases []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return sameName(n, aliases) })
}

// span is a range of code points.
type span struct{ start, end int }

// overlap is what two spans share, of what they cover together.
func overlap(a, b span) float64 {
	both := max(a.end, b.end) - min(a.start, b.start)
	if both == 0 {
		return 0
	}
	return float64(max(0, min(a.end, b.end)-max(a.start, b.start))) / float64(both)
}
