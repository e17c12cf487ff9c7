package wiki

import (
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// words of an argument by place, "" when it is missing.
func (p *page) pos(t *call, k int) (string, text.Span) {
	sp, _ := t.pos(k)
	return p.s[sp.Start:sp.End], sp
}

// dates renders a date in parts as "2023-01-27" or "2023-01-27 08:00", a second
// one behind a dash, the age at death in brackets. A date in words is shown as
// it is.
func (p *page) dates(t *call) {
	if p.date1(t, 1) == 0 {
		if strings.HasPrefix(t.name, "as") {
			p.asOf(t)
		}
		p.show(true)(t.pos(1))
		return
	}
	switch t.name {
	case "start and end dates":
		if y, sp := p.pos(t, 4); isYear(y) {
			p.out.Insert(" – ", sp.Start)
			p.date1(t, 4)
		}
	case "death date and age", "death-date and age", "dda", "deathdateandage":
		if n, ok := p.years(t, 4, 1); ok {
			p.out.Replace(" (aged "+strconv.Itoa(n)+")", t.node.span())
		}
	}
}

func (p *page) asOf(t *call) {
	words := "As of "
	if sp, ok := t.named("lc"); ok && !sp.IsZero() {
		words = "as of "
	}
	p.out.Replace(words, t.at)
}

func isYear(s string) bool { return len(s) >= 3 && len(s) <= 4 && strings.Trim(s, "0123456789") == "" }

// date1 renders the date whose year is argument k, and gives the number of
// arguments it has: 0 when that is no year.
func (p *page) date1(t *call, k int) int {
	y, sp := p.pos(t, k)
	if !isYear(y) {
		return 0
	}
	if k == 1 && strings.HasPrefix(t.name, "as") {
		p.asOf(t)
	}
	m, month := p.pos(t, k+1)
	if m != "" && number1(m) == "" { // the month in words
		p.wordDate(t, k)
		return 3
	}
	p.out.Copy(y, sp.Start)
	if m == "" || !p.datePart("-", month) {
		return 1
	}
	d, day := p.pos(t, k+2)
	if d == "" || !p.datePart("-", day) {
		return 2
	}
	if t.name != "start and end dates" && (strings.HasPrefix(t.name, "start") || strings.HasPrefix(t.name, "end") || t.name == "datetime") {
		p.clock(t)
	}
	return 3
}

// wordDate renders {{start date|2023|January|27}}.
func (p *page) wordDate(t *call, k int) {
	for i := k + 2; i >= k; i-- {
		if w, sp := p.pos(t, i); w != "" {
			if !p.fresh() && i < k+2 {
				p.out.Insert(" ", sp.Start)
			}
			p.inline(sp.Start, sp.End, true)
		}
	}
}

// number1 is s when it is a number of one or two digits, else "".
func number1(s string) string {
	if len(s) < 1 || len(s) > 2 || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

// datePart renders a number of two digits behind a sign.
func (p *page) datePart(sign string, sp text.Span) bool {
	s := p.s[sp.Start:sp.End]
	switch len(number1(s)) {
	case 1:
		p.out.Insert(sign, sp.Start)
		p.out.Replace("0"+s, sp)
	case 2:
		p.out.Insert(sign, sp.Start)
		p.out.Copy(s, sp.Start)
	default:
		return false
	}
	return true
}

// clock renders the hour and minute of a date, and its zone.
func (p *page) clock(t *call) {
	h, hour := p.pos(t, 4)
	m, minute := p.pos(t, 5)
	if number1(h) == "" || number1(m) == "" {
		return
	}
	p.datePart(" ", hour)
	p.datePart(":", minute)
	if sp, ok := t.named("tz"); ok {
		p.out.Insert(" UTC", sp.Start)
		if zone := p.s[sp.Start:sp.End]; zone != "Z" {
			p.out.Copy(zone, sp.Start)
		}
	}
}

// years is the number of whole years from the date whose year is argument a to
// that whose year is argument b.
func (p *page) years(t *call, a, b int) (int, bool) {
	var v [2][3]int
	for i, k := range []int{a, b} {
		for j := range 3 {
			s, _ := p.pos(t, k+j)
			n, err := strconv.Atoi(s)
			if err != nil || n < 0 || n > 9999 {
				return 0, false
			}
			v[i][j] = n
		}
	}
	n := v[1][0] - v[0][0]
	if v[1][1] < v[0][1] || v[1][1] == v[0][1] && v[1][2] < v[0][2] {
		n--
	}
	return n, n >= 0
}

// age renders the years between two dates. Without the second it depends on the
// day it is asked for, and nothing is shown.
func (p *page) age(t *call) {
	if n, ok := p.years(t, 1, 4); ok {
		p.out.Replace(strconv.Itoa(n), t.node.span())
	} else if t.name == "aged" {
		p.out.Replace("aged ", t.at)
		p.show(true)(t.pos(1))
	}
}

// coordinates renders {{coord}} as "35.81, 51.46", "35.81° N 51.46° E" or
// "35° 48′ 36″ N 51° 27′ 36″ E".
func (p *page) coordinates(t *call) {
	var parts []text.Span
	letters := 0
	for k := 1; k <= 8; k++ {
		s, sp := p.pos(t, k)
		if !number(s) && !compass(s) {
			break
		}
		if compass(s) {
			letters++
		}
		parts = append(parts, sp)
	}
	between := " "
	if letters == 0 {
		parts = parts[:min(len(parts), 2)]
		between = ", "
	}
	unit := 0
	for i, sp := range parts {
		s := p.s[sp.Start:sp.End]
		if i > 0 {
			p.out.Insert(between, sp.Start)
		}
		p.out.Copy(s, sp.Start)
		switch {
		case compass(s):
			unit = 0
		case letters > 0:
			p.out.Insert([]string{"°", "′", "″"}[min(unit, 2)], sp.End)
			unit++
		}
	}
}

func compass(s string) bool { return len(s) == 1 && strings.Contains("NSEW", s) }

// coordinatesField writes the coordinates of the page as a field of their own.
func (p *page) coordinatesField(t *call) {
	var k, v text.Span
	b := p.block(doc.FieldLine, t.at.Start, func() {
		k.Start = p.out.Len()
		p.out.Replace("Coordinates", t.at)
		k.End = p.out.Len()
		p.out.Insert(": ", t.at.End)
		v.Start = p.out.Len()
		p.coordinates(t)
		v.End = p.out.Len()
		if v.IsZero() {
			p.out.Truncate(k.Start)
		}
	})
	if b != nil {
		b.Key, b.Value = k, v
	}
}

// ranges are the words between the two numbers of a {{convert}}.
var ranges = map[string]string{
	"to": " to ", "-": "–", "–": "–", "to(-)": "–", "and": " and ", "or": " or ", "by": " by ", "x": " × ", "×": " × ", "*": " × ",
	"+/-": " ± ", "±": " ± ", "to about": " to about ",
}

// quantity renders {{convert}}: "10 km", "5 to 10 km", "6 ft 2 in". The
// converted figure is left out: no source gave it.
func (p *page) quantity(t *call) {
	k := 1
	for ; k < 8; k += 2 {
		n, sp := p.pos(t, k)
		if !number(n) {
			return
		}
		p.out.Copy(n, sp.Start)
		word, at := p.pos(t, k+1)
		between, ok := ranges[word]
		if !ok {
			break
		}
		p.out.Replace(between, at)
	}
	p.unit(t, k+1)
	if n, sp := p.pos(t, k+2); number(n) {
		if unit, _ := p.pos(t, k+3); unit == "in" || unit == "oz" || unit == "lb" || unit == "ch" {
			p.out.Insert(" ", sp.Start)
			p.out.Copy(n, sp.Start)
			p.unit(t, k+3)
		}
	}
}

func (p *page) unit(t *call, k int) {
	if u, sp := p.pos(t, k); u != "" {
		p.out.Insert(" ", sp.Start)
		p.inline(sp.Start, sp.End, true)
	}
}
