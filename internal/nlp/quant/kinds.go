package quant

import (
	"math"
	"strings"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// build makes the number of x (to y in a range) with what stands around it, nil
// when it is a date or a clock time.
func (p *parser) build(x, y *value, isRange bool) *nlp.Number {
	p.num = nlp.Number{
		Head: span(x.start, y.end), Kind: nlp.Cardinal, Value: x.v, Count: whole(x.v), Range: nlp.Interval{Low: x.v, High: y.v},
		First: p.at(x.first).tok, Last: p.at(y.last-1).tok + 1,
	}
	n := &p.num
	n.Span = n.Head
	switch {
	case x.ordinal:
		n.Kind = nlp.Ordinal
	case x.vague:
		n.Count = count.Count{Min: n.Count.Min, Max: count.Open, Approximate: true}
		n.Range.High = math.Inf(1)
	case x.fraction:
		n.Kind = nlp.Fraction
		n.Count = count.Count{Min: count.Open, Max: count.Open}
		n.Of = x.of
	}
	if isRange {
		n.Count = count.Count{Min: whole(x.v).Min, Max: whole(y.v).Max}
		p.opened(n, x)
	}
	if p.calendar(n, x, y) {
		return nil
	}
	if n.Kind == nlp.Ordinal {
		p.bounds(n)
		return n
	}
	p.unit(n, x, y)
	p.bounds(n)
	p.odd(n, y)
	if n.Kind == nlp.Cardinal && p.label(n, x, y) {
		n.Kind = nlp.Label
	}
	p.more(n)
	return n
}

// odd reads the end of a word that makes its number a near one or the least:
// "20-odd", "50-plus".
func (p *parser) odd(n *nlp.Number, y *value) {
	a := p.at(y.last)
	if !a.glued || a.tok != p.at(y.last-1).tok {
		return
	}
	switch a.w {
	case "odd", "some":
		limit(n, about)
	case "plus":
		limit(n, atLeast)
	default:
		return
	}
	p.reach(n, y.last)
}

// opened takes in the word that opens a range.
func (p *parser) opened(n *nlp.Number, x *value) {
	i := n.First - 1
	if n.Kind == nlp.Ordinal && p.lower(i) == "the" {
		i--
	}
	if p.lower(i) == "between" || p.lower(i) == "from" && p.at(x.last).w == "to" {
		p.extend(n, i, n.Last)
	}
}

// more reports on n whether it counts beyond what was told of: "another two",
// "three others".
func (p *parser) more(n *nlp.Number) {
	if n.Kind != nlp.Cardinal {
		return
	}
	switch p.lower(n.First - 1) {
	case "further", "another", "additional", "extra":
		n.More = true
	}
	switch p.lower(n.Last) {
	case "more", "further", "additional":
		n.More = n.More || p.lower(n.Last+1) != "than"
	case "others":
		n.More = true
	}
}

// extend widens n to tokens [first, last).
func (p *parser) extend(n *nlp.Number, first, last int) {
	if first < n.First {
		n.First, n.Span.Start = first, p.a.Tokens[first].Span.Start
	}
	if last > n.Last {
		n.Last = last
	}
	n.Span.End = max(n.Span.End, p.a.Tokens[n.Last-1].Span.End)
}

// bounds reads the words before and behind n.
func (p *parser) bounds(n *nlp.Number) {
	for range 2 {
		first := n.First
		if n.Kind == nlp.Ordinal && p.lower(first-1) == "the" {
			first--
		}
		b, k := p.boundBefore(first)
		if k == 0 || n.Kind == nlp.Ordinal && !told(b) {
			break
		}
		if b == about && p.lower(n.First-1) == "some" && n.Value < 2 {
			break
		}
		if b == moreThan || b == lessThan {
			if m := p.orEqual(n.Last); m > 0 {
				b = b.inclusive()
				p.extend(n, n.First, n.Last+m)
			}
			p.elder(n, first)
		}
		limit(n, b)
		p.extend(n, first-k, n.Last)
	}
	if n.Last >= p.sent.Last || n.Kind == nlp.Ordinal {
		return
	}
	if b, k := p.boundAfter(n.Last); k > 0 {
		if v := p.lower(n.Last + 1); (v == "older" || v == "younger" || p.lower(n.Last) == "and" && (v == "over" || v == "under")) && n.Kind == nlp.Cardinal {
			n.Kind, n.Unit = nlp.Age, "year"
		}
		limit(n, b)
		p.extend(n, n.First, n.Last+k)
	}
}

// told reports whether b compares.
func told(b bound) bool { return b == moreThan || b == lessThan || b == atLeast || b == atMost }

// measure is a unit: its kind, its name or code, and how many atoms it takes.
type measure struct {
	kind  nlp.NumberKind
	name  string
	atoms int
}

// unit reads the sign before n and the unit behind it.
func (p *parser) unit(n *nlp.Number, x, y *value) {
	if k := p.ageBefore(n.First); k > 0 {
		n.Kind, n.Unit = nlp.Age, "year"
		if u := p.ageUnit(y.last); u != "" { // aged six months
			n.Unit = timeUnit(u)
			p.extend(n, n.First, p.at(y.last).tok+1)
		}
		p.extend(n, n.First-k, n.Last)
		p.aged = len(p.a.Numbers) + 1
		return
	}
	if k := p.ageAt(y.last); k > 0 {
		n.Kind, n.Unit = nlp.Age, timeUnit(p.ageUnit(y.last))
		p.extend(n, n.First, p.at(y.last+k-1).tok+1)
		return
	}
	if p.agedToo(n) {
		n.Kind, n.Unit = nlp.Age, "year"
		p.aged = len(p.a.Numbers) + 1
		return
	}
	if p.percentOf(n) {
		return
	}
	if p.lower(n.First-1) == "magnitude" && n.Kind == nlp.Cardinal {
		n.Kind, n.Unit = nlp.Measure, "magnitude"
		return
	}
	if code := p.signBefore(x.first); code != "" {
		p.priced(n, x, y, code)
		return
	}
	if code, f := thousandfold(p.at(x.first - 1).w); code != "" && x.first > 0 { // MAUD 60
		n.Kind, n.Unit = nlp.Money, code
		p.times(n, f)
		p.extend(n, p.at(x.first-1).tok, n.Last)
		return
	}
	if u := p.unitAt(y.last); u.kind != "" {
		n.Kind, n.Unit = u.kind, u.name
		p.reach(n, y.last+u.atoms-1)
		if s, k := p.scales(y.last + u.atoms); u.kind == nlp.Money && k > 0 && s > 1 { // 75 USD million
			p.times(n, s)
			p.reach(n, y.last+u.atoms+k-1)
		}
		return
	}
	if code, f := thousandfold(p.at(y.last).w); code != "" { // 30 MUSD
		n.Kind, n.Unit = nlp.Money, code
		p.times(n, f)
		p.reach(n, y.last)
		return
	}
	if n.Kind == nlp.Cardinal && p.apposed(n) {
		n.Kind, n.Unit = nlp.Age, "year"
	}
}

// percentOf reads a share whose unit stands before it: "per cent of 20".
func (p *parser) percentOf(n *nlp.Number) bool {
	if p.lower(n.First-1) != "of" || !p.ended(n.Last) || n.Kind != nlp.Cardinal {
		return false
	}
	first := n.First - 2
	switch p.lower(first) {
	case "percent", "percents", "percentage":
	case "cent", "cents":
		if first--; p.lower(first) != "per" {
			return false
		}
	default:
		return false
	}
	if k := len(p.a.Numbers); k > 0 && p.a.Numbers[k-1].Last > first {
		return false
	}
	n.Kind, n.Unit = nlp.Percent, "%"
	p.extend(n, first, n.Last)
	return true
}

// priced makes n the money of the sign before it.
func (p *parser) priced(n *nlp.Number, x, y *value, code string) {
	n.Kind, n.Unit = nlp.Money, code
	p.extend(n, p.signStart(x.first), n.Last)
	n.Span.Start = min(n.Span.Start, p.at(x.first-1).sp.Start)
	if u := p.unitAt(y.last); u.kind == nlp.Money && p.at(y.last).w != "$" && (u.name == code || strings.HasPrefix(p.at(y.last).w, "dollar")) {
		p.reach(n, y.last+u.atoms-1)
	}
}

// times multiplies n by a power of ten told with its unit.
func (p *parser) times(n *nlp.Number, f float64) {
	n.Value *= f
	n.Range.Low, n.Range.High = n.Range.Low*f, n.Range.High*f
	n.Count = count.Count{Min: whole(n.Range.Low).Min, Max: whole(n.Range.High).Max, Approximate: n.Count.Approximate}
}

// reach widens n to the end of atom i.
func (p *parser) reach(n *nlp.Number, i int) {
	n.Last = max(n.Last, p.at(i).tok+1)
	n.Span.End = max(n.Span.End, p.at(i).sp.End)
}
