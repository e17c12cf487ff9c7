package numbers

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// model is one kind of file of the suite.
type model uint8

const (
	plainNumber model = iota
	rangeOfNumbers
	ordinalNumber
	percentage
	age
	money
	dimension
	temperature
)

// found is a number that was read.
type found struct {
	text, head string
	value      float64
	count      count.Count
}

func (f found) String() string { return fmt.Sprintf("[%s = %g %v]", f.text, f.value, f.count) }

// read picks the numbers of kind m out of an analysis.
func (m model) read(a *nlp.Analysis) []found {
	var out []found
	for _, n := range a.Numbers {
		if !m.wants(a, n) {
			continue
		}
		f := found{head: a.Text(n.Head), value: n.Value, count: n.Count, text: a.Text(n.Head)}
		switch m {
		case percentage, age, money, dimension, temperature:
			f.text = a.Text(n.Span)
		case rangeOfNumbers:
			n.Span.End = rangeEnd(a, n)
			f.text = a.Text(n.Span)
		}
		out = append(out, f)
	}
	return out
}

// rangeEnd is where the bound behind n ends, its unit left out.
func rangeEnd(a *nlp.Analysis, n nlp.Number) int {
	if n.Kind == nlp.Cardinal {
		return n.Span.End
	}
	return n.Head.End
}

// wants reports whether n is a number of kind m.
func (m model) wants(a *nlp.Analysis, n nlp.Number) bool {
	switch m {
	case plainNumber:
		r, _ := utf8.DecodeRuneInString(a.Doc.Text.String()[n.Head.End:])
		return n.Kind != nlp.Ordinal && !unicode.IsLetter(r)
	case rangeOfNumbers:
		return n.Kind != nlp.Ordinal && !n.Count.IsExact() && (n.Count.Min != count.Open || n.Count.Max != count.Open)
	case ordinalNumber:
		return n.Kind == nlp.Ordinal
	case percentage:
		return n.Kind == nlp.Percent
	case age:
		return n.Kind == nlp.Age
	case money:
		return n.Kind == nlp.Money
	}
	return n.Kind == nlp.Measure && hot(n.Unit) == (m == temperature) && !duration(n.Unit)
}

func hot(unit string) bool {
	u := strings.ToLower(unit)
	for _, w := range []string{"deg", "°", "celsius", "fahrenheit", "farenheit", "celcius", "centigra"} {
		if strings.Contains(u, w) {
			return true
		}
	}
	return false
}

func duration(unit string) bool {
	switch unit {
	case "second", "minute", "hour", "day", "week", "month", "year", "decade":
		return true
	}
	return false
}

// same reports whether got is what the case expects.
func (m model) same(got []found, c Case) bool {
	if len(got) != len(c.Results) {
		return false
	}
	for i, r := range c.Results {
		if !m.matches(got[i], r) {
			return false
		}
	}
	return true
}

func (m model) matches(f found, r Result) bool {
	want := strings.ToLower(r.Text)
	switch m {
	case plainNumber, ordinalNumber:
		if strings.ToLower(f.text) != want {
			return false
		}
	default: // the words of a bound may stand before it
		if !strings.HasSuffix(strings.ToLower(f.text), want) || !strings.Contains(want, strings.ToLower(f.head)) {
			return false
		}
	}
	if m == rangeOfNumbers {
		return sameInterval(f.count, r.Resolution.Value)
	}
	v, err := strconv.ParseFloat(strings.TrimSuffix(r.Resolution.Value, "%"), 64)
	return err == nil && math.Abs(v-f.value) <= 1e-9*math.Max(math.Abs(v), 1e-6)
}

// sameInterval compares whole-number bounds with "(5,10]"; the suite leaves the
// end of "5 to 10" open, which a count of people does not.
func sameInterval(c count.Count, s string) bool {
	lo, hi, ok := strings.Cut(strings.Trim(s, "[]()"), ",")
	if !ok {
		return false
	}
	wantLo, wantHi := bound(lo), bound(hi)
	if wantLo != count.Open && s[0] == '(' {
		wantLo++
	}
	if wantHi != count.Open && s[len(s)-1] == ')' && lo == "" {
		wantHi--
	}
	return c.Min == wantLo && c.Max == wantHi
}

func bound(s string) int {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return count.Open
	}
	return int(v)
}

// unsupported is why a case is left out of the supported ones, "" when it is
// not. The reasons are of form: what the words look like, or what is asked for.
func (m model) unsupported(c Case) string {
	in := strings.ToLower(c.Input)
	switch {
	case strings.Contains(in, "^"), strings.Contains(in, "e+"):
		return "powers are no prose"
	case pointed(in):
		return "a full stop without a digit before it ends a sentence"
	case m == plainNumber && coded(in):
		return "figures within a name or an address of a machine are numbers of nothing"
	case strings.Contains(in, "http"):
		return "addresses of pages are cut apart by the tokenizer"
	}
	for _, r := range c.Results {
		if why := m.leftOut(r); why != "" {
			return why
		}
	}
	return ""
}

// pointed reports whether a word of s is a decimal without a digit before its
// point.
func pointed(s string) bool {
	for _, w := range strings.Fields(s) {
		if len(w) > 1 && w[0] == '.' && isDigit(w[1]) {
			return true
		}
	}
	return false
}

// coded reports whether a word of s is a letter code with figures or holds three
// points.
func coded(s string) bool {
	for _, w := range strings.Fields(s) {
		if strings.Count(strings.TrimRight(w, "."), ".") > 2 {
			return true
		}
		i := strings.IndexByte(w, '-')
		if i > 0 && i+1 < len(w) && isDigit(w[i+1]) && !isDigit(w[i-1]) && w[i-1] != '^' && w[i-1] != 'e' {
			return true
		}
	}
	return false
}

func (m model) leftOut(r Result) string {
	t := strings.ToLower(r.Text)
	v := r.Resolution.Value
	switch {
	case r.TypeName == "ordinal.relative":
		return "relative places (last, next, previous) are no numbers"
	case v == "" || v == "null":
		return "a unit without a number"
	case strings.Contains(t, " - ") && !strings.ContainsAny(t, "0123456789"):
		return "a spaced hyphen between words is a dash in prose"
	case decimalComma(t):
		return "a comma before other than three digits is no decimal comma in English"
	case m == rangeOfNumbers && strings.ContainsAny(t, "<>="), m == rangeOfNumbers && strings.Contains(t, "equal"):
		return "comparisons as in a formula"
	case m == rangeOfNumbers && comparisons(t) > 1:
		return "two comparisons make no one count"
	case m == rangeOfNumbers && strings.ContainsAny(v, "./") || strings.Contains(v, "-") && m == rangeOfNumbers:
		return "bounds are whole numbers of people or things"
	case m == rangeOfNumbers && strings.Contains(t, "th"+" and the "):
		return "ranges of ordinals"
	case strings.HasSuffix(t, ")") || strings.HasSuffix(t, "]") || strings.HasSuffix(t, "}") || strings.HasSuffix(t, ">"):
		return "units in brackets"
	case (m == money || m == dimension) && len(analyse(r.Text).Numbers) > 1:
		return "two amounts in two units are two numbers"
	case m == percentage && strings.HasPrefix(t, "per"):
		return "the number behind its percent sign"
	}
	return ""
}

// decimalComma reports whether a comma of t is not followed by three digits.
func decimalComma(t string) bool {
	for i := 0; i < len(t); i++ {
		if t[i] != ',' || i == 0 || i+1 == len(t) || !isDigit(t[i-1]) || !isDigit(t[i+1]) {
			continue
		}
		n := 0
		for j := i + 1; j < len(t) && isDigit(t[j]); j++ {
			n++
		}
		if n != 3 {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// comparisons counts the comparing words of t.
func comparisons(t string) int {
	n := 0
	for _, w := range strings.Fields(t) {
		switch w {
		case "than", "above", "below", "most", "least", "under", "over":
			n++
		}
	}
	return n
}
