package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// yearAt reads a year: "2016", "the year 2030", "nineteen twenty eight", "44 BC",
// and a decade: "1980s", "the '40s", "the nineties".
func (r *reader) yearAt(i, k int) (point, int) {
	if p, j := r.decadeAt(i, k); j > 0 {
		return p, j
	}
	lead := r.word(k) == "year"
	if lead {
		k++
	}
	n, used := r.year4(k), 1
	words := false
	if n == 0 {
		n, used = r.yearInWords(k)
		words = used > 0
	}
	if n == 0 && lead {
		n, used = r.number(k)
	}
	if y := r.year3(k); y > 0 {
		return point{from: when.OfYear(y), isYear: true}, k + 1
	}
	if e, sign := r.era(k); e > 0 {
		y := r.at(k).n
		if sign < 0 {
			y = 1 - y
		}
		return point{from: when.OfYear(y), isYear: true}, e
	}
	if n == 0 || n > 2100 && !lead || n > 9999 {
		return point{}, 0
	}
	if lead && (k == i+1 || n >= 100) || words && (r.agenda || n > 1400 && r.yearLead(i)) {
		return point{from: when.OfYear(n), isYear: true}, k + used
	}
	if ok, noun := r.isYear(k); ok {
		return point{from: when.OfYear(n), isYear: true, noun: noun}, k + used
	}
	return point{}, 0
}

// era reads the figures at atom k with the name of their era: "44 BC", "14 A.D.".
func (r *reader) era(k int) (end, sign int) {
	if !r.is(k, isDigits) || len(r.word(k)) > 4 || r.glued(k) && !r.fresh(k) {
		return 0, 0
	}
	switch r.word(k + 1) {
	case "bc", "bce", "b.c.", "b.c.e.", "b.c":
		return k + 2, -1
	case "ad", "ce", "a.d.", "c.e.", "a.d":
		return k + 2, 1
	}
	return 0, 0
}

// decadeAt reads "1980s", "1980's", "the 70s", "the '40s", "nineteen seventies",
// "the noughties".
func (r *reader) decadeAt(i, k int) (point, int) {
	the := k > i || r.word(k-1) == "the"
	if r.is(k, isApostrophe) && r.is(k+1, isDigits) && r.glued(k+1) && len(r.word(k+1)) == 2 {
		if e := r.pluralEnd(k + 2); e > 0 && r.at(k+1).n%10 == 0 {
			return r.decadeOf(r.at(k + 1).n), e
		}
	}
	a := r.at(k)
	if a.is&isDigits != 0 && a.n%10 == 0 {
		e := r.pluralEnd(k + 1)
		apostrophe := e > 0 && r.is(k+1, isApostrophe)
		switch {
		case e == 0 || r.glued(k) && !r.fresh(k) && !r.opens(k) && !r.is(k-2, isMod):
			return point{}, 0
		case len(a.w) == 4 && a.n >= 1000 && a.n <= 2100:
			if apostrophe && !the && !r.agenda {
				return point{}, 0
			}
			if a.n%100 == 0 && a.n != 2000 && !r.agenda { // "the 1800s"
				return single(when.OfCentury(a.n)), e
			}
			return single(when.OfDecade(a.n)), e
		case len(a.w) == 2 && (the || r.agenda) && r.word(e) != "°":
			return r.decadeOf(a.n), e
		}
		return point{}, 0
	}
	if a.is&isDecade != 0 && (the || r.word(k-1) == "in" && r.agenda) {
		return r.decadeOf(a.n), k + 1
	}
	if a.is&isNum != 0 {
		return r.decadeInWords(k)
	}
	return point{}, 0
}

// pluralEnd is the atom behind an "s" glued at k, 0 for none.
func (r *reader) pluralEnd(k int) int {
	if r.is(k, isApostrophe) && r.glued(k) {
		k++
	}
	switch r.word(k) {
	case "s", "'s", "’s":
		if r.glued(k) {
			return k + 1
		}
	}
	return 0
}

// decadeOf is the decade that two figures name: the last such one begun.
func (r *reader) decadeOf(n int) point {
	if n == 0 || n == 10 {
		return single(when.OfDecade(2000 + n))
	}
	return single(when.OfDecade(1900 + n))
}

// decadeInWords reads "nineteen seventies", "two thousand and tens", "twenty-tens".
func (r *reader) decadeInWords(k int) (point, int) {
	n, used := r.number(k)
	j := k + used
	if n == 2 && r.word(j) == "thousands" || n == 2 && used == 1 && r.word(k+1) == "thousands" {
		return single(when.OfDecade(2000)), j + 1
	}
	if r.word(j) == "-" || r.word(j) == "and" {
		j++
	}
	switch {
	case r.is(j, isDecade) && n >= 16 && n <= 20 && used == 1:
		return single(when.OfDecade(n*100 + r.at(j).n)), j + 1
	case r.word(j) == "tens" && (n == 20 || n == 2000):
		return single(when.OfDecade(2010)), j + 1
	}
	return point{}, 0
}

// centuryAt reads "the 17th century", "21st century", "the fifth century BC".
func (r *reader) centuryAt(k int) (point, int) {
	n, used := r.ordinal(k)
	if used == 0 || n < 1 || n > 21 {
		return point{}, 0
	}
	j := k + used
	if r.word(j) == "-" {
		j++
	}
	if r.at(j).u != century {
		return point{}, 0
	}
	switch r.word(j + 1) {
	case "bc", "bce", "b.c.", "b.c.e.":
		return point{from: when.OfYear(1 - n*100), to: when.OfYear(-(n - 1) * 100)}, j + 2
	case "ad", "ce":
		return single(when.OfCentury((n - 1) * 100)), j + 2
	}
	return single(when.OfCentury((n - 1) * 100)), j + 1
}

// isYear tells a year from any other number of four figures; noun is set where it
// dates the noun behind it ("the 2003 election").
func (r *reader) isYear(i int) (ok, noun bool) {
	y := r.year4(i)
	if y < 1400 || y > 2099 || r.figureOfSomething(i) {
		return false, false
	}
	if r.agenda {
		return y >= 1900 && !r.is(i+1, isUnit), false
	}
	prev, next := r.word(i-1), r.word(i+1)
	likely := y >= 1800 && y <= 2060
	switch {
	case i+1 < r.end && r.shape(i+1) == nlp.Title && !r.is(i+1, isMonth|isWeekday):
		named := i == r.first || r.shape(i-1) == nlp.Title && !r.glued(i) && !yearLeads[prev]
		return likely && (nounLeads[prev] || r.possessive(i-1) || named) || r.yearLead(i) && !r.glued(i+1), nounLeads[prev] || r.possessive(i-1) || named
	case r.small(i+1) && !afterYear[next] && !(r.glued(i+1) && next == "-"):
		led := nounLeads[prev] || r.possessive(i-1) || i == r.first || prev == "=" || prev == "and" && r.year4(i-2) > 0
		if r.countable(i+1) && !(y >= 1900 && likely && (prev == "the" || prev == "and" && led)) || r.is(i+1, isUnit) && r.at(i+1).u != season {
			return false, false
		}
		return likely && led || prev == "in" || prev == "since" || prev == "by", led
	case r.yearLead(i) || prev == "" && (next == "" || next == ":" || next == "." || next == "-" || next == "–" || next == ","):
		return true, false
	case i > r.first && r.shape(i-1) == nlp.Title && (next != "" || likely) && !figureNames[prev]:
		return true, false
	case nounLeads[prev]:
		return y > 1500, false
	}
	return likely && y >= 1900 && r.small(i-1) && (!quantities[prev] || prev == "than" && r.comparison(i-1) != ""), false
}

// possessive reports whether atom i is the end of a genitive.
func (r *reader) possessive(i int) bool { return r.word(i) == "'s" || r.word(i) == "’s" }

// yearLead reports whether the word before atom i can stand before a year.
func (r *reader) yearLead(i int) bool {
	prev := r.word(i - 1)
	if prev == "." && r.glued(i-1) { // "d. 1990"
		return lifeMarks[r.word(i-2)]
	}
	return yearLeads[prev] || prev == "or" && r.year4(i-2) > 0
}

// figureOfSomething reports whether a number hangs on a mark: "£2000", "#1066",
// "2016-17".
func (r *reader) figureOfSomething(i int) bool {
	if i > r.first && r.glued(i) {
		switch r.word(i - 1) {
		case "(", "“", "\"", "–", "/", "[", "—", "‘":
		case "-":
			if i-2 < r.first || r.year4(i-2) == 0 || r.glued(i-2) && r.word(i-3) == "-" {
				return true
			}
		default:
			return true
		}
	}
	if r.glued(i + 1) {
		switch w := r.word(i + 1); w {
		case "-", "/":
			_, more := r.fieldAt(i + 2)
			return more && r.glued(i+2) && (r.word(i+3) == w && r.glued(i+3) || len(r.word(i+2)) < 4 && !r.is(i+2, isMonth))
		case "%", "°", ":":
			return w != ":" || r.is(i+2, isDigits) && r.glued(i+2)
		}
		return r.is(i+1, isUnit) && len(r.word(i+1)) < 3
	}
	return false
}
