package quant

import (
	"math"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
)

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
	if month(prev) && x.v < 100 && n.First-2 >= p.sent.First && p.a.Tokens[n.First-2].Shape == nlp.Digit { // 9 Jan 90
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
	case p.item(n, x), p.hours(at, n.Last):
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
		if y.last == x.last || year(at) && year(z) {
			return true
		}
	}
	before := p.at(x.first - 1)
	return p.bare(x.first-1) && !year(before) || p.bare(x.last) && !year(at)
}

// bare reports whether atom i is a figure and nothing else.
func (p *parser) bare(i int) bool {
	a := p.at(i)
	return a.class == digits && p.a.Tokens[a.tok].Shape == nlp.Digit && !a.glued && p.unitAt(i+1).kind == "" && p.signBefore(i) == ""
}

// item reports whether a figure opens a point of a list: "3. The ministry".
func (p *parser) item(n *nlp.Number, x *value) bool {
	w := p.lower(n.Last)
	return x.first == 0 && (w == "." || w == ")") && p.a.Doc.Blocks[p.sent.Block].Kind != doc.FieldLine && p.at(x.first).whole && len(p.at(x.first).w) < 3
}

// hours reports whether a figure of four digits is a time of day: "at 0430".
func (p *parser) hours(at *atom, next int) bool {
	if len(at.w) != 4 || !at.whole || at.v >= 2400 || math.Mod(at.v, 100) >= 60 {
		return false
	}
	prev := p.lower(at.tok - 1)
	if prev == "approximately" || prev == "about" || prev == "around" {
		if w := p.lower(at.tok - 2); w == "at" || w == "until" || w == "by" || w == "since" {
			prev = w
		}
	}
	switch prev {
	case "at", "until", "by", "since", "around", "before", "after", "between":
		return at.w[0] == '0' || p.ended(next) || !several(p.lower(next)) && p.a.Tokens[next].Shape != nlp.Title
	}
	return at.w[0] == '0'
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
	return p.a.Doc.Blocks[p.sent.Block].Kind != doc.FieldLine && i > p.sent.First && p.a.Tokens[i].Shape == nlp.Title && len(at.w) < 4 && at.whole && n.Kind == nlp.Cardinal && n.Span == n.Head &&
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
		"round", "post", "category", "type", "volume", "episode", "season", "checkpoint", "reactor", "battalion", "brigade", "regiment", "squadron", "detachment", "communique", "station", "stage", "lane",
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
	for k := i; k < min(i+4, p.sent.Last) && (p.a.Tokens[k].Shape == nlp.Title || p.a.Tokens[k].Shape == nlp.Upper && k < i+2); k++ {
		switch p.lower(k) {
		case "street", "st", "st.", "road", "rd", "rd.", "avenue", "ave", "ave.", "lane", "drive", "boulevard", "blvd", "blvd.", "square", "terrace":
			return k > i
		}
	}
	return false
}
