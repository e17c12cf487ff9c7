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
	"dossier/internal/text"
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
	partAndWhole   // numbers, a fraction told by its parts being two
	percentOrShare // percentages, fractions of something among them
	ordinalOrPlace // ordinals and places told by others
)

// found is a number that was read.
type found struct {
	text, head string
	value      float64
	count      count.Count
	bounds     nlp.Interval
	relative   bool
}

func (f found) String() string { return fmt.Sprintf("[%s = %g %v]", f.text, f.value, f.bounds) }

// read picks the numbers of kind m out of an analysis.
func (m model) read(a *nlp.Analysis) []found {
	var out []found
	for i := range a.Numbers {
		n := &a.Numbers[i]
		if !m.wants(a, n) {
			continue
		}
		f := found{head: a.Text(n.Head), value: n.Value, count: n.Count, bounds: n.Range, text: a.Text(n.Head)}
		switch m {
		case partAndWhole:
			if n.Kind == nlp.Fraction && !n.Of.IsZero() {
				out = append(out, m.read(analyse(a.Text(text.Span{Start: n.Head.Start, End: n.Of.Start})))...)
				out = append(out, m.read(analyse(a.Text(n.Of)))...)
				continue
			}
		case percentage, age, money, dimension, temperature:
			f.text = a.Text(n.Span)
		case percentOrShare:
			f.text = a.Text(n.Span)
			if n.Kind == nlp.Fraction {
				f.value *= 100
				f.text += share(a, n)
			}
		case rangeOfNumbers:
			f.text = a.Text(text.Span{Start: n.Span.Start, End: rangeEnd(n)})
		case ordinalOrPlace, ordinalNumber:
			f.relative = n.Kind == nlp.Relative
		}
		out = append(out, f)
	}
	return out
}

// share is " of" where a fraction is of something.
func share(a *nlp.Analysis, n *nlp.Number) string {
	if n.Last < len(a.Tokens) && a.Tokens[n.Last].Lower == "of" {
		return " of"
	}
	return ""
}

// rangeEnd is where the bound behind n ends, its unit left out.
func rangeEnd(n *nlp.Number) int {
	if n.Kind == nlp.Cardinal || n.Kind == nlp.Fraction || n.Kind == nlp.Ordinal {
		return n.Span.End
	}
	return n.Head.End
}

// wants reports whether n is a number of kind m.
func (m model) wants(a *nlp.Analysis, n *nlp.Number) bool {
	switch m {
	case plainNumber, partAndWhole:
		r, _ := utf8.DecodeRuneInString(a.Doc.Text.String()[n.Head.End:])
		return n.Kind != nlp.Ordinal && n.Kind != nlp.Relative && !unicode.IsLetter(r)
	case rangeOfNumbers:
		return n.Kind != nlp.Relative && (n.Range.Low != n.Range.High || n.Kind == nlp.Cardinal && n.Span.Start < n.Head.Start && !n.Count.Approximate)
	case ordinalNumber:
		return n.Kind == nlp.Ordinal
	case ordinalOrPlace:
		return n.Kind == nlp.Ordinal || n.Kind == nlp.Relative
	case percentage:
		return n.Kind == nlp.Percent
	case percentOrShare:
		return n.Kind == nlp.Percent || n.Kind == nlp.Fraction && (!n.Of.IsZero() || share(a, n) != "")
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
	case plainNumber, partAndWhole, ordinalNumber, ordinalOrPlace:
		if strings.ToLower(f.text) != want {
			return false
		}
	default: // the words of a bound may stand before it
		if !strings.HasSuffix(strings.ToLower(f.text), want) || m != rangeOfNumbers && !strings.Contains(want, strings.ToLower(f.head)) {
			return false
		}
	}
	switch {
	case m == rangeOfNumbers:
		return sameInterval(f.bounds, r.Resolution.Value)
	case (r.TypeName == "ordinal.relative") != f.relative:
		return false
	case f.relative:
		return r.Resolution.Offset == strconv.FormatFloat(f.value, 'f', -1, 64)
	}
	v, err := strconv.ParseFloat(strings.TrimSuffix(r.Resolution.Value, "%"), 64)
	return err == nil && math.Abs(v-f.value) <= 1e-9*math.Max(math.Abs(v), 1e-6)
}

// sameInterval compares bounds with "(5,10]". The suite leaves the end of "5 to
// 10" open, which the words do not, so an end left out is compared only where
// nothing bounds the number below.
func sameInterval(got nlp.Interval, s string) bool {
	lo, hi, ok := strings.Cut(strings.Trim(s, "[]()"), ",")
	if !ok {
		return false
	}
	below, above := bound(lo, -1), bound(hi, 1)
	if got.Low != below || got.High != above || got.LowOut != (lo != "" && s[0] == '(') {
		return false
	}
	return lo != "" || got.HighOut == (hi != "" && s[len(s)-1] == ')')
}

func bound(s string, sign int) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.Inf(sign)
	}
	return v
}

// unsupported is why a case is left out of the supported ones, "" when it is
// not. The reasons are of form: what the words look like, or what is asked for.
func (m model) unsupported(c Case) string {
	for _, r := range c.Results {
		if why := m.leftOut(r); why != "" {
			return why
		}
	}
	return ""
}

func (m model) leftOut(r Result) string {
	switch v := r.Resolution.Value; {
	case r.TypeName != "ordinal.relative" && (v == "" || v == "null"):
		return "a unit without a number"
	}
	return ""
}
