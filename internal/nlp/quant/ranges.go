package quant

import (
	"math"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// ranged reads the second number of a range that starts with x: "six to eight",
// "10–15", "between 10 and 15", "between the tenth and the fifteenth".
func (p *parser) ranged(x *value) (value, bool) {
	if x.vague || x.ordinal && !p.fromThe(x) {
		return value{}, false
	}
	sep, next := p.at(x.last), x.last+1
	if sep.w == "-" && sep.glued && (p.at(next).w == "to" || p.at(next).w == "or") { // 20- to 30-year-olds
		sep, next = p.at(next), next+1
	}
	before := p.at(x.first).tok - 1
	between := sep.class == and && (x.ordinal || p.lower(before) == "between" || p.lower(before) == "of" && p.lower(before-1) == "ages" ||
		p.lower(before) == "aged" && p.lower(before-1) == "between")
	dash := sep.w == "-" || sep.w == "–" || sep.w == "—" || sep.w == "~"
	switch {
	case sep.w == "to" && p.changes(before):
		return value{}, false
	case between, sep.w == "to", sep.w == "through", sep.w == "or", sep.w == "till" && !x.ordinal:
	case dash && (p.at(x.last-1).class == digits || p.scaled(x)) && (p.at(next).class == digits || p.signedAmount(next)) && !p.chained(x):
		if p.signedAmount(next) {
			next++
		}
	default:
		return value{}, false
	}
	if x.ordinal && p.lower(p.at(next).tok) == "the" {
		next++
	}
	c := p.at(next).class
	if c == minus || c == other || c == article && !between || c.ordered() != x.ordinal && c.ordered() {
		return value{}, false
	}
	y, ok := p.number(next)
	if !ok || y.ordinal != x.ordinal || y.vague || y.fraction != x.fraction && !between {
		return value{}, false
	}
	// "2 to 3 million": the scale is said once.
	v := x.v
	if s := p.saidOnce(x, &y); s > 1 && v*s < y.v {
		v *= s
	}
	if sep.w == "or" && (y.v > 2*v+2 || x.ordinal) || v >= y.v {
		return value{}, false
	}
	x.v = v
	return y, true
}

// changes reports whether "from" at token i tells what a number was before it
// changed: "rose from 5 to 12".
func (p *parser) changes(i int) bool {
	if p.lower(i) != "from" {
		return false
	}
	for k := 1; k < 4; k++ {
		switch p.lower(i - k) {
		case "rise", "rises", "rose", "risen", "rising", "increase", "increases", "increased", "increasing", "grow", "grows", "grew", "grown", "growing", "climb", "climbs",
			"climbed", "jump", "jumped", "soared", "fall", "falls", "fell", "fallen", "falling", "drop", "drops", "dropped", "decrease", "decreased", "decline", "declined",
			"went", "gone", "cut", "reduced", "raise", "raised", "revised", "lowered", "updated", "up", "down", "changed", "corrected", "upgraded":
			return true
		case ",", ";", ".":
			return false
		}
	}
	return false
}

// fromThe reports whether ordinal x opens a range: "between the tenth and".
func (p *parser) fromThe(x *value) bool {
	t := p.at(x.first).tok
	return p.lower(t-1) == "the" && p.lower(t-2) == "between" && p.at(x.last).class == and && p.lower(p.at(x.last).tok+1) == "the"
}

// scaled reports whether x ends with a letter for its power of ten: "5k".
func (p *parser) scaled(x *value) bool {
	return x.last-x.first == 2 && p.at(x.first).class == digits && p.at(x.last-1).class == other && p.at(x.last-1).glued
}

// signedAmount reports whether the second amount of a range of money starts with its
// sign at atom i: "$3-$4 million".
func (p *parser) signedAmount(i int) bool {
	w := p.at(i).w
	return p.money && p.at(i+1).class == digits && p.at(i+1).glued && (w == "$" || w == "£" || w == "€")
}

// saidOnce is the scale word at the end of y when x has none.
func (p *parser) saidOnce(x, y *value) float64 {
	a, b := p.at(y.last-1), p.at(x.last-1)
	if a.class == scale && b.class != scale && (y.last-y.first == 2) && x.v < 1000 {
		return a.v
	}
	return 1
}

// chained reports whether x is a link of a longer chain of figures, such as a
// telephone number.
func (p *parser) chained(x *value) bool {
	before, after := p.at(x.first-1), p.at(x.last+2)
	a, z := p.at(x.first), p.at(x.last+1)
	if len(a.w) == 3 && len(z.w) == 4 && a.whole && z.whole && p.at(x.last).w == "-" && p.at(x.last).glued && z.glued { // 555-0147
		return true
	}
	return x.first > 0 && p.at(x.first).glued && (before.w == "-" || before.w == "/" || before.w == "+") ||
		after.glued && (after.w == "-" || after.w == "/") && p.at(x.last+3).class == digits && p.at(x.last+3).glued
}

// merged joins n to the number before it where the two are the ends of one:
// "more than 20 but fewer than 30", "between 5 km and 10 km", "$2 million to $3
// million".
func (p *parser) merged(n *nlp.Number) bool {
	k := len(p.a.Numbers) - 1
	if k < 0 || p.a.Numbers[k].First < p.sent.First || n.First < p.a.Numbers[k].Last {
		return false
	}
	m := &p.a.Numbers[k]
	if m.Kind != n.Kind {
		return p.changed(m, n)
	}
	if p.repeated(m, n) {
		m.Last, m.Span.End = n.Last+1, p.a.Tokens[n.Last].Span.End
		return true
	}
	switch w := p.lower(m.Last); {
	case n.First != m.Last+1:
		return p.changed(m, n)
	case w == "and" && p.lower(m.First-1) == "between" && m.Unit != "", w == "to" && m.Unit != "":
		if m.Unit != n.Unit || !single(m) || !single(n) || m.Value >= n.Value {
			return p.changed(m, n)
		}
		p.join(m, n, nlp.Interval{Low: m.Value, High: n.Value})
		m.Count = count.Count{Min: m.Count.Min, Max: n.Count.Max, Approximate: m.Count.Approximate || n.Count.Approximate}
		p.widen(m)
		return true
	case w == "and" || w == "but" || w == ",":
		return p.crossed(m, n) || w == "and" && p.changed(m, n)
	}
	return false
}

// repeated reports whether n tells m again in brackets: "forty-five (45)".
func (p *parser) repeated(m, n *nlp.Number) bool {
	return n.First == m.Last+1 && p.lower(m.Last) == "(" && p.lower(n.Last) == ")" && n.Kind == nlp.Cardinal && m.Value == n.Value && m.Range == n.Range &&
		(p.a.Tokens[m.Last-1].Shape == nlp.Digit) != (p.a.Tokens[n.First].Shape == nlp.Digit)
}

// widen takes in the word that opens the range m.
func (p *parser) widen(m *nlp.Number) {
	if w := p.lower(m.First - 1); w == "between" || w == "from" {
		p.extend(m, m.First-1, m.Last)
	}
}

// single reports whether n is one number without a bound.
func single(n *nlp.Number) bool { return n.Range.Low == n.Range.High }

// crossed joins two bounds that leave numbers between them.
func (p *parser) crossed(m, n *nlp.Number) bool {
	if n.Span.Start == n.Head.Start || m.Span.Start == m.Head.Start {
		return false
	}
	lo, hi := m, n
	if math.IsInf(lo.Range.Low, -1) {
		lo, hi = n, m
	}
	if math.IsInf(lo.Range.Low, -1) || !math.IsInf(lo.Range.High, 1) || !math.IsInf(hi.Range.Low, -1) || math.IsInf(hi.Range.High, 1) ||
		lo.Range.Low >= hi.Range.High || lo.Unit != "" && hi.Unit != "" && lo.Unit != hi.Unit {
		return false
	}
	c := count.Count{Min: lo.Count.Min, Max: hi.Count.Max, Approximate: lo.Count.Approximate || hi.Count.Approximate}
	if c.Min > c.Max && c.Max != count.Open {
		return false
	}
	p.join(m, n, nlp.Interval{Low: lo.Range.Low, LowOut: lo.Range.LowOut, High: hi.Range.High, HighOut: hi.Range.HighOut})
	m.Count = c
	return true
}

// join makes m the number that reaches to the end of n.
func (p *parser) join(m, n *nlp.Number, r nlp.Interval) {
	m.Span.End, m.Head.End, m.Last, m.Range = n.Span.End, n.Head.End, n.Last, r
	if m.Unit == "" {
		m.Unit = n.Unit
	}
	m.More = m.More || n.More
}
