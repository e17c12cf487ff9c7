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
	case "odd":
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

// elder makes n an age where the comparison before token i is one of ages.
func (p *parser) elder(n *nlp.Number, i int) {
	if n.Kind != nlp.Cardinal {
		return
	}
	switch w := p.lower(i - 2); p.lower(i - 1) {
	case "than":
		if w == "older" || w == "younger" {
			n.Kind, n.Unit = nlp.Age, "year"
		}
	case "under", "over", "below", "above":
		switch w {
		case "children", "boys", "girls", "people", "those", "men", "women", "kids", "anyone", "persons", "males", "females", "minors":
			if next := p.lower(n.Last); p.ended(n.Last) || next == "were" || next == "was" || next == "are" || next == "and" || next == "who" {
				n.Kind, n.Unit = nlp.Age, "year"
			}
		}
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

// agedToo reports whether n goes on a list of ages: "aged 14 and 7".
func (p *parser) agedToo(n *nlp.Number) bool {
	k := len(p.a.Numbers)
	if p.aged == 0 || p.aged != k || n.Kind != nlp.Cardinal || n.Value > 120 {
		return false
	}
	i := p.a.Numbers[k-1].Last
	if p.lower(i) == "," {
		i++
	}
	if p.lower(i) == "and" || p.lower(i) == "or" || p.lower(i) == "&" {
		i++
	}
	if i != n.First || i == p.a.Numbers[k-1].Last {
		return false
	}
	w := p.lower(n.Last)
	return p.ended(n.Last) || w == "and" || w == "or" || w == "respectively"
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

// decade emits an age told by its decade ("in his fifties", "in her mid-20s") and
// returns the atoms read.
func (p *parser) decade(i int) int {
	a, n := p.at(i), 1
	switch {
	case a.class == tens && a.plural:
	case a.class == digits && a.whole && p.at(i+1).w == "s" && p.at(i+1).glued:
		n = 2
	case a.class == digits && a.whole && (p.at(i+1).w == "'s" || p.at(i+1).w == "’s") && p.at(i+1).glued:
		n = 2
	default:
		return 0
	}
	if a.v < 10 || a.v > 90 || a.v != 10*math.Trunc(a.v/10) {
		return 0
	}
	low, high, j := a.v, a.v+9, i-1
	switch p.at(j).w {
	case "early":
		high, j = a.v+3, j-1
	case "mid":
		low, high, j = a.v+4, a.v+6, j-1
	case "late":
		low, j = a.v+7, j-1
	}
	if p.at(j).w == "-" {
		j--
	}
	switch p.at(j).w {
	case "his", "her", "their", "its", "my", "our", "your", "the":
	default:
		return 0
	}
	if p.at(j).w == "the" || p.at(j-1).w != "in" {
		return 0
	}
	first, last := p.at(j+1).tok, p.at(i+n-1).tok+1
	head := span(a.sp.Start, p.at(i+n-1).sp.End)
	p.emit(nlp.Number{
		Span: span(p.at(j+1).sp.Start, head.End), Head: head, First: first, Last: last, Kind: nlp.Age, Unit: "year", Value: low,
		Count: count.Count{Min: int(low), Max: int(high), Approximate: true}, Range: nlp.Interval{Low: low, High: high},
	})
	return n
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

// ageBefore is the number of tokens before token i that make it an age: "aged".
func (p *parser) ageBefore(i int) int {
	w := p.lower(i - 1)
	switch {
	case w == "aged", w == "ages":
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
	if open == "now" && p.lower(before) == "," {
		open, before = ",", before-1
	}
	if open != "," && open != "(" || before < p.sent.First || p.a.Tokens[before].Shape != nlp.Title {
		return false
	}
	if month(p.lower(before)) || labelled(p.lower(before)) || lookup(p.lower(before)).class != other {
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

// label reports whether a cardinal is a name: a year, an article, a flight, a
// house, a telephone, a note.
func (p *parser) label(n *nlp.Number, x, y *value) bool {
	at := p.at(x.first)
	prev := p.lower(at.tok - 1)
	if at.class != digits || x.last != x.first+1 || at.w == "" {
		return at.class != digits && x.last == y.last && p.inWords(at, prev)
	}
	switch {
	case labelled(prev), prev == "." && labelled(p.lower(at.tok-2)) && at.glued:
		return true
	case at.glued && (prev == "-" || prev == "/" || prev == "+" || prev == "#"):
		return true
	case prev == "[" && p.lower(n.Last) == "]" && at.glued:
		return true
	case p.chain(x, y), year(at) && p.asYear(n, at, prev), p.numbered(n, at):
		return true
	}
	return p.street(n.Last) || p.strasse(at.tok-1)
}

// inWords reports whether a single number in words stands behind a noun that
// names by number: "number two", "chapter one".
func (p *parser) inWords(at *atom, prev string) bool {
	if at.class != unit && at.class != teen {
		return false
	}
	switch prev {
	case "number":
		return p.lower(at.tok-2) != "a" && p.lower(at.tok-2) != "total"
	case "chapter", "article", "section", "phase", "page", "paragraph", "terminal", "platform", "flight":
		return true
	}
	return false
}

// chain reports whether the figure of x is a link of a chain of figures: "2-1",
// "555-0147", "2009-2011", "1300 555 135".
func (p *parser) chain(x, y *value) bool {
	at, b, z := p.at(x.first), p.at(x.last), p.at(x.last+1)
	if b.glued && (b.w == "-" || b.w == "/") && z.class == digits && z.glued {
		if y.last == x.last || len(at.w) == 3 && len(z.w) == 4 || year(at) && year(z) {
			return true
		}
	}
	before := p.at(x.first - 1)
	return before.class == digits && x.first > 0 && !year(before) || b.class == digits && !year(at)
}

// asYear reports whether the figure of a year is one: behind a word that asks for
// it, at an end, or before the name of what happened in it ("the 1972 Games").
func (p *parser) asYear(n *nlp.Number, at *atom, prev string) bool {
	switch prev {
	case "in", "since", "until", "till", "during", "early", "late", "summer", "spring", "autumn", "winter", "fall", "circa", "mid", "year":
		return true
	}
	if at.v < 1900 || n.Span.Start < n.Head.Start {
		return false
	}
	if p.ended(n.Last) && p.lower(n.Last) != "-" || prev == "(" {
		return true
	}
	if math.Mod(at.v, 100) == 0 {
		return false
	}
	next := &p.a.Tokens[n.Last]
	switch prev {
	case "the", "a", "this", "that", "its", "their", "his", "her", "another", "'s", "’s", "=", "==", "-", "*", "":
		return next.Shape == nlp.Title || next.Shape == nlp.Upper || next.Shape == nlp.Lower && !several(next.Lower)
	}
	return false
}

// several reports whether w can follow a count: a plural, or a verb or a function
// word.
func several(w string) bool {
	switch w {
	case "people", "men", "women", "children", "police", "more", "other", "were", "was", "have", "had", "are", "died", "killed", "of", "to", "and", "or":
		return true
	}
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// numbered reports whether a figure of up to three digits ends a name: "Post 1.",
// "the Situation 21".
func (p *parser) numbered(n *nlp.Number, at *atom) bool {
	i := at.tok - 1
	return i > p.sent.First && p.a.Tokens[i].Shape == nlp.Title && len(at.w) < 4 && at.whole && n.Kind == nlp.Cardinal && n.Span == n.Head &&
		p.ended(n.Last) && p.lower(n.Last) != "(" && p.lower(n.Last) != "-" && lookup(p.lower(i)).class == other && !month(p.lower(i))
}

// strasse reports whether token i names a street in one word: "Lindenstraße 4".
func (p *parser) strasse(i int) bool {
	w := p.lower(i)
	return strings.HasSuffix(w, "straße") || strings.HasSuffix(w, "strasse") || strings.HasSuffix(w, "gasse") || strings.HasSuffix(w, "platz") ||
		strings.HasSuffix(w, "straat") || strings.HasSuffix(w, "gatan")
}

// year reports whether a figure may be that of a year.
func year(a *atom) bool {
	return len(a.w) == 4 && a.whole && a.v >= 1000 && a.v < 2100
}

// labelled reports whether w names things by number.
func labelled(w string) bool {
	switch w {
	case "article", "articles", "section", "chapter", "paragraph", "clause", "flight", "room", "resolution", "number", "no", "no.", "nos", "nos.",
		"nr", "#", "page", "pages", "p.", "pp", "pp.", "route", "highway", "motorway", "gate", "building", "block", "platform", "channel", "line",
		"level", "apartment", "suite", "phase", "update", "version", "annex", "appendix", "figure", "table", "item", "code", "boeing", "airbus",
		"protocol", "convention", "box", "unit", "camp", "precinct", "district", "zone", "sector", "terminal", "bus", "pier", "exit", "junction",
		"round", "post", "category", "type", "volume", "episode", "season", "checkpoint", "reactor", "station", "stage", "lane",
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
