package gvdb

import (
	"strings"
	"unicode"
)

// Count is how many answers were to be found and were given, and how many of
// those given are right by each comparison.
type Count struct {
	Gold, Given    int
	Strict, Approx int
}

// F is the harmonic mean of precision and recall where right answers are right.
func (c Count) F(right int) float64 { return ratio(2*right, c.Gold+c.Given) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (c *Count) add(o Count) {
	c.Gold += o.Gold
	c.Given += o.Given
	c.Strict += o.Strict
	c.Approx += o.Approx
}

// compare counts one answer against the coders' words; "" is no answer.
func compare(gold, given string) Count {
	var c Count
	g, w := fold(gold), fold(given)
	if g != "" {
		c.Gold = 1
	}
	if w != "" {
		c.Given = 1
	}
	if g == "" || w == "" {
		return c
	}
	if g == w {
		c.Strict = 1
	}
	if g, w = " "+g+" ", " "+w+" "; strings.Contains(g, w) || strings.Contains(w, g) {
		c.Approx = 1
	}
	return c
}

// fold is the words of s in lower case, one space between them, without marks.
// Figures and letters are parted and the points of abbreviations dropped, so that
// "11:10pm" is "11:10 p.m." and "28-year-old" holds "28".
func fold(s string) string {
	var b strings.Builder
	last := ' '
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '.' || r == '\'' || r == '’' || string(r) == softHyphen:
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			r = ' '
		case unicode.IsLetter(r) && unicode.IsDigit(last), unicode.IsDigit(r) && unicode.IsLetter(last):
			b.WriteByte(' ')
		}
		if r != ' ' || last != ' ' {
			b.WriteRune(r)
		}
		last = r
	}
	return strings.TrimRight(b.String(), " ")
}

// Agrees reports whether an answer is the coders' words, or one lies within the
// other: what the sheet takes for right.
func Agrees(gold, given string) bool { return compare(gold, given).Approx == 1 }
