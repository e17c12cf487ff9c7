package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// named reads a month, season, year, decade and the like with what narrows it:
// "mid-April 2022", "the end of last week", "late in 1990", "rest of the month".
func (r *reader) named(i int) (point, int) {
	k := i
	if r.word(k) == "the" || r.word(k) == "my" {
		k++
	}
	if p, j := r.rest(i, k); j > 0 {
		return p, j
	}
	if m, j := r.modifier(k); j > 0 {
		if p, e := r.period(j); e > 0 {
			return narrowed(p, m), e
		}
		if m == nlp.End && r.word(j-1) == "of" {
			if p, e := r.dayThere(j); e > 0 {
				p.mod = m
				return p, e
			}
		}
	}
	return r.period(i)
}

// modifier reads "early", "mid-", "late in", "the beginning of", "end of the";
// end is the atom behind it.
func (r *reader) modifier(k int) (m nlp.Modifier, end int) {
	a := r.at(k)
	if a.is&isMod == 0 {
		return "", 0
	}
	m, end = modifiers[a.n], k+1
	switch a.w {
	case "beginning", "start", "end", "middle":
		if r.word(end) != "of" && !(r.agenda && r.word(end) == "in") {
			return "", 0
		}
		end++
		if r.word(end) == "around" || r.word(end) == "about" {
			end++
		}
		return m, end
	}
	switch r.word(end) {
	case "-", "in":
		end++
	}
	return m, end
}

// dayThere reads the day whose end is meant: "the day", "tomorrow", "the sunday".
func (r *reader) dayThere(j int) (point, int) {
	if !r.agenda {
		return point{}, 0
	}
	k := j
	if r.word(k) == "the" {
		k++
	}
	if r.word(k) == "day" && r.word(k+1) != "before" && r.word(k+1) != "after" {
		return shift(r.now(), 0), k + 1
	}
	if p, e := r.nowWord(j); e > 0 {
		return p, e
	}
	return r.weekdayPlain(k)
}

func narrowed(p point, m nlp.Modifier) point {
	p.mod = m
	if p.to.IsZero() && !p.from.IsZero() && p.from.Precision < when.Day {
		p.approx = "~"
	}
	return p
}

// rest reads "rest of the week", "later this month", "earlier in the year": the
// part of a stretch that lies before or after now.
func (r *reader) rest(i, k int) (point, int) {
	var later bool
	j := k + 1
	switch r.word(k) {
	case "rest":
		later = true
		if r.word(j) == "of" {
			j++
		}
	case "later", "earlier":
		later = r.word(k) == "later"
		if r.word(j) == "in" || r.word(j) == "on" {
			j++
		}
	default:
		return point{}, 0
	}
	if r.is(j, isArticle) {
		j++
	}
	if r.at(j).is&isDir != 0 && r.at(j).n == here && r.word(j) != "that" && r.word(j) != "same" {
		j++
	}
	a := r.at(j)
	if a.is&isUnit == 0 || a.is&isPlural != 0 || a.u < week && !(a.u == day && r.agenda) {
		return point{}, 0
	}
	anchor := r.now()
	p := r.unitAt(anchor, a.u, 0)
	if p.from.IsZero() || anchor.Precision != when.Day {
		return point{rel: true}, j + 1
	}
	if p.to.IsZero() {
		p.to = p.from
	}
	if a.u == day && r.nowClock.set {
		p.clock, p.clockTo = r.nowClock, clock{hour: 23, minute: 59, second: 59, set: true}
		return p, j + 1
	}
	p.window = true
	if !r.agenda { // the stretch as it is named says all that is known
		if p.to == p.from {
			p.to = when.Date{}
		}
		return p, j + 1
	}
	if later {
		p.from, p.to = anchor, p.to.Latest()
	} else {
		p.from, p.to = p.from.Earliest(), anchor
	}
	return p, j + 1
}

// period reads a stretch of the calendar: a month, season, quarter, week, year,
// decade or century.
func (r *reader) period(i int) (best point, end int) {
	k := i
	if r.is(k, isArticle) && r.word(k) != "a" && r.word(k) != "an" {
		k++
	}
	try := func(p point, j int) {
		if j > end {
			best, end = p, j
		}
	}
	a := r.at(k)
	if k > i && a.is&(isMonth|isSeason|isDigits|isDecade|isApostrophe) != 0 && r.at(k).is&isDir == 0 {
		return point{}, 0 // found without its article
	}
	if a.is&isMonth != 0 || a.is&isDir != 0 || a.w == "month" {
		try(r.monthAlone(i, k))
	}
	if a.is&(isSeason|isDir) != 0 {
		try(r.seasonAt(i, k))
	}
	if a.is&(isDigits|isNum|isApostrophe|isDecade|isOrd) != 0 || a.w == "year" {
		try(r.yearAt(i, k))
		try(r.centuryAt(k))
	}
	if a.is&(isOrd|isDigits|isNum|isDir) != 0 || a.w == "q" || a.w == "h" || a.u == quarter || len(a.w) == 2 && (a.w[0] == 'q' || a.w[0] == 'h') {
		try(r.quarterAt(k))
	}
	if a.is&(isDir|isUnit) != 0 {
		try(r.unitMeant(i, k))
	}
	if a.u == week || a.w == "w" || a.is&(isOrd|isDir|isDigits) != 0 {
		try(r.weekAt(k))
	}
	return best, end
}

// monthAlone reads a month without its year: "September", "last sept", "this
// August", "the month of August", "March after next".
func (r *reader) monthAlone(i, k int) (point, int) {
	p := point{noYear: true, monthOnly: true}
	if a := r.at(k); a.is&isDir != 0 {
		if a.w == "same" || a.w == "that" {
			return point{}, 0
		}
		p.dir, p.dirSet = a.n, true
		k++
	} else if a.w == "month" && r.word(k+1) == "of" && r.is(k+2, isMonth) {
		if q, j := r.calendar(k + 2); j > 0 && q.from.Precision == when.Day && r.agenda {
			q.from = q.from.To(when.Month)
			return q, j
		}
		k += 2
		p.undated = false
	}
	a := r.at(k)
	if a.is&isMonth == 0 || !p.dirSet && !r.monthStands(k) {
		return point{}, 0
	}
	if r.is(k, isAmbiguous) && !r.capital(k) && (!r.agenda && !r.lowerCase() || p.dirSet && a.w == "may") {
		return point{}, 0
	}
	p.from = when.OfMonth(0, a.n)
	j := k + 1
	if !p.dirSet {
		if y, e := r.yearAfter(j); e > 0 {
			return y.on(when.OfMonth(y.year, a.n)), e
		}
		if r.word(j) == "after" && r.word(j+1) == "next" {
			d, anchor := r.withYear(p.from, point{noYear: true, dir: forward, dirSet: true}, i, j)
			if !d.IsZero() {
				d.Year++
			}
			return counted(d, anchor), j + 2
		}
	}
	return p, j
}

// monthStands tells a month from a name or another word: "Black September", "in
// may", "he may".
func (r *reader) monthStands(i int) bool {
	a := r.at(i)
	if a.is&isAmbiguous == 0 {
		return (r.capital(i) || r.agenda || r.lowerCase()) && !r.partOfName(i)
	}
	if !r.capital(i) && !r.agenda && !r.lowerCase() {
		return false
	}
	if r.agenda && i == r.first && (r.end == i+1 || r.word(i+1) == "after") {
		return true
	}
	switch r.word(i - 1) {
	case "in", "of", "since", "last", "next", "this", "early", "late", "mid", "-", "until", "till", "by", "from", "during", "through", "between", "after", "before", "late-", "and", "to", "–", "the", "at":
		if r.word(i-1) == "and" || r.word(i-1) == "to" || r.word(i-1) == "–" || r.word(i-1) == "-" {
			return len(a.w) > 3 && (a.w != "may" && a.w != "march" || r.is(i-2, isMonth)) && !r.partOfName(i)
		}
		if r.word(i-1) == "the" && !r.agenda {
			return false
		}
		return !r.partOfName(i)
	}
	return len(a.w) > 4 && a.w != "march" && a.w != "april" && a.w != "june" && !r.partOfName(i)
}

// partOfName reports whether a month word belongs to a name: "Black September",
// "April Jones".
func (r *reader) partOfName(i int) bool {
	if r.noCapitals || r.allCapitals || r.agenda {
		return false
	}
	if i > r.first+1 && r.shape(i-1) == nlp.Title && !r.is(i-1, isWeekday|isMod|isDir) && r.word(i-1) != "since" && r.word(i-1) != "in" && r.word(i-1) != "by" {
		return true
	}
	return r.shape(i+1) == nlp.Title && i+1 < r.end && r.word(i+1) != "the" && !r.is(i+1, isMonth) && r.at(i+1).tok != r.at(i).tok
}

// seasonAt reads "the summer", "spring of 2016", "last winter", "next season".
func (r *reader) seasonAt(i, k int) (point, int) {
	dir, dirSet := 0, false
	if a := r.at(k); a.is&isDir != 0 {
		dir, dirSet = a.n, true
		k++
		if r.word(k) == "past" {
			k++
		}
	}
	a := r.at(k)
	if a.is&isSeason == 0 {
		return point{}, 0
	}
	if a.is&isPlural == 0 {
		if y, e := r.yearAfter(k + 1); e > 0 && !dirSet && (a.is&isAmbiguous == 0 || !y.rel) {
			p := y.on(when.OfSeason(y.year, a.n))
			return p, e
		}
	}
	if dirSet {
		return r.seasonMeant(a.n, dir, r.word(k-1) == "that" || r.word(k-1) == "same"), k + 1
	}
	if a.is&(isAmbiguous|isPlural) != 0 && !r.seasonStands(k) || r.shape(k) == nlp.Title && k > i && !r.agenda && k > r.first {
		return point{}, 0
	}
	if !r.agenda && (!r.seasonStands(k) || !r.partEnds(k+1) || r.word(k+1) == "of") {
		return point{}, 0
	}
	return point{from: when.OfSeason(0, a.n), noYear: true}, k + 1
}

// seasonStands reports whether the words before a season ask for one.
func (r *reader) seasonStands(k int) bool {
	prev := r.word(k - 1)
	if prev == "the" {
		prev = r.word(k - 2)
	}
	switch prev {
	case "in", "during", "since", "until", "by", "early", "late", "mid", "-", "of", "for", "through", "throughout":
		if prev == "of" || prev == "for" || prev == "-" {
			return r.is(k-2, isMod) || r.is(k-3, isMod)
		}
		return true
	}
	return r.agenda
}

func (r *reader) seasonMeant(s, dir int, told bool) point {
	anchor := r.now()
	if told {
		anchor = r.lastTold()
	}
	if anchor.IsZero() {
		return point{rel: true}
	}
	d := when.OfSeason(anchor.Year, s)
	switch {
	case dir == back && d.Latest().Number() >= anchor.Number():
		d.Year--
	case dir == forward && d.Number() <= anchor.Number():
		d.Year++
	case dir == here && s == 4 && anchor.Month <= 2 && anchor.Precision >= when.Month:
		d.Year--
	}
	return counted(d, anchor)
}

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
	return likely && y >= 1900 && r.small(i-1) && !quantities[prev], false
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
			if !(i-2 >= r.first && r.year4(i-2) > 0) {
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

// quarterAt reads "the third quarter of 2016", "Q3 this year", "2016 Q3", "18q4",
// "H1 2016", "next quarter", "next year's third-quarter".
func (r *reader) quarterAt(k int) (point, int) {
	y, j := yearRef{}, k
	if n := r.year4(k); n > 0 {
		y.year, j = n, k+1
		if w := r.word(j); w == "the" || w == "-" {
			j++
		}
	} else if a := r.at(k); a.is&isDigits != 0 && len(a.w) == 2 && r.glued(k+1) && r.word(k+1) == "q" {
		y.year, j = twoFigures(a.n), k+1
	} else if r.is(k, isDir) && r.word(k+1) == "year" && r.pluralEnd(k+2) > 0 {
		if ref, e := r.yearMeant(-1, k); e > 0 {
			y, j = ref, r.pluralEnd(e)
		}
	}
	n, half, e := r.quarterName(j)
	if e == 0 {
		return point{}, 0
	}
	p := point{}
	if y.year == 0 {
		after, end := r.yearAfter(e)
		if end > 0 {
			y, e = after, end
		} else if half || !r.agenda && (len(r.word(j)) == 1 && r.word(j-1) != "in" && r.word(j-1) != "during" || r.published.IsZero()) {
			return point{}, 0
		}
	}
	months := 3
	if half {
		months = 6
	}
	p.rel, p.anchor = y.rel, y.anchor
	p.from, p.to = when.OfMonth(y.year, months*(n-1)+1), when.OfMonth(y.year, months*n)
	p.noYear = y.year == 0
	return p, e
}

// quarterName reads "Q3", "third quarter", "H1", "second half".
func (r *reader) quarterName(k int) (n int, half bool, end int) {
	if w := r.word(k); len(w) == 1 && (w == "q" || w == "h") && r.glued(k+1) && r.is(k+1, isDigits) {
		n = r.at(k + 1).n
		if n >= 1 && (w == "q" && n <= 4 || n <= 2) && len(r.word(k+1)) == 1 {
			return n, w == "h", k + 2
		}
		return 0, false, 0
	}
	n, used := r.ordinal(k)
	if used == 0 || n > 4 {
		return 0, false, 0
	}
	j := k + used
	if r.word(j) == "-" {
		j++
	}
	switch {
	case r.at(j).u == quarter && !r.is(j, isPlural):
		return n, false, j + 1
	case r.word(j) == "half" && n <= 2 && r.word(j+1) == "of":
		return n, true, j + 1
	}
	return 0, false, 0
}

// weekAt reads "week 31", "the week of October 6th", "w/c feb 4", "first week of
// october 2014", "the third last week of 2018".
func (r *reader) weekAt(k int) (point, int) {
	if r.at(k).u == week || r.word(k) == "w" {
		return r.weekNamed(k)
	}
	n, j := r.countedFromEnd(k)
	if j == 0 || r.at(j).u != week && r.at(j).u != weekend || r.is(j, isPlural) {
		return point{}, 0
	}
	w := r.at(j).u
	j++
	if r.word(j) == "end" && w == week {
		w, j = weekend, j+1
	}
	span, e := r.spanOf(j)
	if e == 0 || span.from.IsZero() {
		return point{}, 0
	}
	return weekIn(span, n, w), e
}

// weekIn is the nth week or weekend of a month or year; a week belongs to that in
// which its Thursday lies.
func weekIn(p point, n int, u unit) point {
	first, last := p.from.Earliest(), p.from.Latest()
	if !p.to.IsZero() {
		last = p.to.Latest()
	}
	d := nthWeekday(first, last, 4, n)
	if u == weekend {
		d = nthWeekday(first, last, 6, n)
	}
	if d.IsZero() {
		return point{rel: p.rel}
	}
	out := point{from: mondayOf(d), to: mondayOf(d).AddDays(6), rel: p.rel, anchor: p.anchor}
	if u == weekend {
		out.from = d
		out.to = d.AddDays(1)
	}
	return out
}

func (r *reader) weekNamed(k int) (point, int) {
	j := k + 1
	if r.word(k) == "w" {
		if r.word(j) != "/" || r.word(j+1) != "c" {
			return point{}, 0
		}
		return r.weekHolding(j + 2)
	}
	if r.is(j, isDigits) && r.at(j).n >= 1 && r.at(j).n <= 53 && len(r.word(j)) <= 2 && !r.clockAt(j, 1) {
		anchor := r.now()
		y, e := r.yearAfter(j + 1)
		if e == 0 || r.year4(e-1) == 0 {
			y, e = yearRef{anchor.Year, true, anchor}, j+1
		}
		if y.year == 0 || !r.agenda && e == j+1 && !r.capital(k) {
			return point{}, 0
		}
		monday := when.OfISOWeek(y.year, r.at(j).n)
		return point{from: monday, to: monday.AddDays(6), rel: y.rel, anchor: y.anchor}, e
	}
	switch r.word(j) {
	case "of":
		j++
	case "starting", "beginning", "commencing", "ending":
		j++
		if r.word(j) == "on" {
			j++
		}
	default:
		return point{}, 0
	}
	return r.weekHolding(j)
}

// weekHolding is the week that the day at atom j lies in.
func (r *reader) weekHolding(j int) (point, int) {
	p, e := r.calendar(j)
	if e == 0 {
		p, e = r.bareDay(j, false)
	}
	if e == 0 || p.from.Precision != when.Day && !p.lacks() {
		return point{}, 0
	}
	p = r.fill(p, j, e)
	if p.from.Precision != when.Day {
		return point{rel: true}, e
	}
	monday := mondayOf(p.from)
	p.from, p.to = monday, monday.AddDays(6)
	return p, e
}

// countedFromEnd reads "third", "last", "second last"; n is negative from the end.
func (r *reader) countedFromEnd(k int) (n, end int) {
	if r.word(k) == "last" {
		return -1, k + 1
	}
	n, used := r.ordinal(k)
	if used == 0 || n < 1 || n > 53 {
		return 0, 0
	}
	if r.word(k+used) == "last" {
		return -n, k + used + 1
	}
	return n, k + used
}

// spanOf reads the month or year that something is counted in, from its
// preposition on: "of October 2014", "in this month", "of 2018", "next year".
func (r *reader) spanOf(k int) (point, int) {
	j := k
	switch r.word(j) {
	case "of", "in":
		j++
	}
	if r.is(j, isDir) || r.word(j) == "the" {
		p, e := r.unitMeant(j, j)
		if e == 0 && r.word(j) == "the" {
			p, e = r.unitMeant(j, j+1)
		}
		return p, e
	}
	if r.is(j, isMonth) {
		p, e := r.monthAlone(j, j)
		if e == 0 {
			p, e = point{from: when.OfMonth(0, r.at(j).n), noYear: true}, j+1
		}
		return r.fill(p, j, e), e
	}
	if j > k {
		if n := r.year4(j); n > 0 {
			return single(when.OfYear(n)), j + 1
		}
		if n, used := r.yearInWords(j); used > 0 {
			return single(when.OfYear(n)), j + used
		}
	}
	return point{}, 0
}
