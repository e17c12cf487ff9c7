package quant

import (
	"strings"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// build makes the number of x (to y in a range) with what stands around it, nil
// when it is a date or a clock time.
func (p *parser) build(x, y *value, isRange bool) *nlp.Number {
	p.num = nlp.Number{
		Head: span(x.start, y.end), Kind: nlp.Cardinal, Value: x.v, Count: whole(x.v),
		First: p.at(x.first).tok, Last: p.at(y.last-1).tok + 1,
	}
	n := &p.num
	n.Span = n.Head
	switch {
	case x.ordinal:
		n.Kind = nlp.Ordinal
	case x.vague:
		n.Count = count.Count{Min: n.Count.Min, Max: count.Open, Approximate: true}
	case isRange:
		n.Count = between(x.v, y.v)
		if p.lower(n.First-1) == "between" || p.lower(n.First-1) == "from" && p.at(x.last).w == "to" {
			p.extend(n, n.First-1, n.Last)
		}
	case x.fraction:
		n.Kind = nlp.Fraction
		n.Count = count.Count{Min: count.Open, Max: count.Open}
	}
	if p.calendar(n, x, y) {
		return nil
	}
	if n.Kind == nlp.Ordinal {
		return n
	}
	p.unit(n, x, y)
	p.bounds(n)
	if n.Kind == nlp.Cardinal && p.label(n, x) {
		n.Kind = nlp.Label
	}
	return n
}

func between(a, b float64) count.Count {
	lo, hi := whole(a), whole(b)
	return count.Count{Min: lo.Min, Max: hi.Max}
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
		b, k := p.boundBefore(n.First)
		if k == 0 {
			break
		}
		if b == about && p.lower(n.First-1) == "some" && n.Value < 2 {
			break
		}
		n.Count = limits(n.Count, b)
		p.extend(n, n.First-k, n.Last)
	}
	if n.Last >= p.sent.Last {
		return
	}
	if b, k := p.boundAfter(n.Last); k > 0 {
		n.Count = limits(n.Count, b)
		p.extend(n, n.First, n.Last+k)
	}
}

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
		p.extend(n, n.First-k, n.Last)
		return
	}
	if k := p.ageAt(y.last); k > 0 {
		n.Kind, n.Unit = nlp.Age, timeUnit(p.ageUnit(y.last))
		p.extend(n, n.First, p.at(y.last+k-1).tok+1)
		return
	}
	if code := p.signBefore(x.first); code != "" {
		n.Kind, n.Unit = nlp.Money, code
		p.extend(n, p.signStart(x.first), n.Last)
		n.Span.Start = min(n.Span.Start, p.at(x.first-1).sp.Start)
		if u := p.unitAt(y.last); u.kind == nlp.Money && p.at(y.last).w != "$" {
			p.extend(n, n.First, p.at(y.last+u.atoms-1).tok+1)
		}
		return
	}
	if u := p.unitAt(y.last); u.kind != "" {
		n.Kind, n.Unit = u.kind, u.name
		p.extend(n, n.First, p.at(y.last+u.atoms-1).tok+1)
		return
	}
	if n.Kind == nlp.Cardinal && p.apposed(n) {
		n.Kind, n.Unit = nlp.Age, "year"
	}
}

// ageBefore is the number of tokens before token i that make it an age: "aged".
func (p *parser) ageBefore(i int) int {
	w := p.lower(i - 1)
	switch {
	case w == "aged":
		return 1
	case w == "age" && p.lower(i-2) != "the" && p.lower(i-2) != "old":
		return 1
	case w == "of" && (p.lower(i-2) == "age" || p.lower(i-2) == "ages"):
		return 2
	}
	return 0
}

// ageAt is the number of atoms from i on that make what stands before an age:
// "years old", "-year-old", "years of age", "yo".
func (p *parser) ageAt(i int) int {
	if w := p.at(i).w; w == "yo" {
		return 1
	}
	if p.ageUnit(i) == "" {
		return 0
	}
	j := i + 1
	if p.at(j).w == "-" {
		j++
	}
	switch a, b := p.at(j).w, p.at(j+1).w; {
	case a == "old" || a == "olds":
		return j + 1 - i
	case a == "of" && b == "age":
		return j + 2 - i
	}
	return 0
}

func (p *parser) ageUnit(i int) string {
	switch w := p.at(i).w; w {
	case "year", "years", "month", "months", "week", "weeks", "day", "days":
		return w
	case "yo":
		return "year"
	}
	return ""
}

// apposed reports whether n is an age set beside a name: "Maria Silva, 34, was".
func (p *parser) apposed(n *nlp.Number) bool {
	if n.Last-n.First != 1 || n.Value < 1 || n.Value > 110 || p.a.Tokens[n.First].Shape != nlp.Digit {
		return false
	}
	open, before := p.lower(n.First-1), n.First-2
	if open != "," && open != "(" || before < p.sent.First || p.a.Tokens[before].Shape != nlp.Title {
		return false
	}
	if month(p.lower(before)) || labelled(p.lower(before)) {
		return false
	}
	switch p.lower(n.Last) {
	case ",":
		// A list of figures goes on with another one.
		return open == "," && (n.Last+1 >= p.sent.Last || p.a.Tokens[n.Last+1].Shape != nlp.Digit)
	case ")":
		return open == "("
	case ".", ";", "":
		return open == ","
	}
	return false
}

// calendar reports whether n is part of a date or a clock time that the time
// layer has not claimed: "27 January", "May 4th", "8 a.m.", "half past".
func (p *parser) calendar(n *nlp.Number, x, y *value) bool {
	prev, next := p.lower(n.First-1), p.lower(n.Last)
	if prev == "of" && n.Kind == nlp.Ordinal {
		prev = ""
	}
	if n.Kind == nlp.Ordinal || x.v == float64(int(x.v)) && x.v >= 1 && x.v <= 31 {
		if month(prev) || month(next) || next == "of" && month(p.lower(n.Last+1)) {
			return true
		}
	}
	if month(prev) && p.lower(n.First-2) != "may" && prev != "may" && x.v > 1000 {
		return true
	}
	switch next {
	case "a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock", "past":
		return true
	case "am", "pm":
		return x.v <= 12
	}
	if u := p.at(y.last); u.glued && u.tok == p.at(y.last-1).tok && (u.w == "am" || u.w == "pm" || u.w == "s") {
		return true
	}
	return false
}

func month(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// label reports whether a cardinal in figures is a name: a year, an article, a
// flight, a house, a telephone.
func (p *parser) label(n *nlp.Number, x *value) bool {
	at := p.at(x.first)
	if at.class != digits || x.last != x.first+1 || at.w == "" {
		return false
	}
	prev, next := p.lower(n.First-1), p.lower(n.Last)
	if labelled(prev) || prev == "." && labelled(p.lower(n.First-2)) && p.at(x.first).glued {
		return true
	}
	if at.glued && (prev == "-" || prev == "/" || prev == "+" || prev == "#") {
		return true
	}
	if b := p.at(x.last); b.glued && (b.w == "-" || b.w == "/") && p.at(x.last+1).class == digits && p.at(x.last+1).glued {
		return true
	}
	if len(at.w) == 4 && at.w[0] <= '2' && at.w[0] >= '1' && at.whole {
		switch prev {
		case "in", "since", "until", "till", "during", "early", "late", "summer", "spring", "autumn", "winter", "fall", "circa", "mid", "year":
			return true
		}
		if x.v >= 1900 && x.v < 2100 && (next == "" || next == "." || next == "," || next == ")" || prev == "(") {
			return true
		}
	}
	return p.street(n.Last)
}

// labelled reports whether w names things by number.
func labelled(w string) bool {
	switch w {
	case "article", "articles", "section", "chapter", "paragraph", "clause", "flight", "room", "resolution", "number", "no", "no.", "nos", "nos.",
		"nr", "#", "page", "pages", "p.", "pp", "pp.", "route", "highway", "motorway", "gate", "building", "block", "platform", "channel", "line",
		"level", "apartment", "suite", "phase", "update", "version", "annex", "appendix", "figure", "table", "item", "code", "boeing", "airbus",
		"protocol", "convention", "box", "unit", "camp", "precinct", "district", "zone", "sector", "terminal", "bus", "pier", "exit", "junction",
		"fax", "phone", "telephone", "tel", "tel.":
		return true
	}
	return false
}

// street reports whether the capitalised words from token i on name a street:
// "10 Downing Street", "4 Calle del Correo".
func (p *parser) street(i int) bool {
	switch p.lower(i) {
	case "calle", "rue", "via", "avenida", "rua", "place", "piazza", "plaza":
		return p.a.Tokens[i].Shape == nlp.Title
	}
	for k := i; k < min(i+4, p.sent.Last) && p.a.Tokens[k].Shape == nlp.Title; k++ {
		switch p.lower(k) {
		case "street", "st", "st.", "road", "rd", "rd.", "avenue", "ave", "ave.", "lane", "drive", "boulevard", "blvd", "blvd.", "square", "terrace":
			return k > i
		}
	}
	return false
}
