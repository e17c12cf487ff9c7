package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// office are the abbreviations of the ends of the day, month and year.
var office = map[string]struct {
	u   unit
	mod nlp.Modifier
}{
	"eod": {day, nlp.End}, "eom": {month, nlp.End}, "eoy": {year, nlp.End}, "bom": {month, nlp.Start}, "boy": {year, nlp.Start},
}

// named reads a month, season, year, decade and the like with what narrows it:
// "mid-April 2022", "the end of last week", "late in 1990", "rest of the month".
func (r *reader) named(i int) (point, int) {
	k := i
	if r.word(k) == "the" || r.word(k) == "my" {
		k++
	}
	if p, j := r.rest(k); j > 0 {
		return p, j
	}
	if o, ok := office[r.word(k)]; ok && r.agenda && (r.word(k) != "boy" || r.shape(k) == nlp.Upper) {
		p := r.unitAt(r.now(), o.u, 0)
		p.mod = o.mod
		return p, k + 1
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
func (r *reader) rest(k int) (point, int) {
	later, j := r.restOf(k)
	if j == 0 {
		return point{}, 0
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
	if a.u == day && r.nowClock.set {
		p.to = p.from
		p.clock, p.clockTo = r.nowClock, clock{hour: 23, minute: 59, second: 59, set: true}
		return p, j + 1
	}
	p.window = true
	if !r.agenda { // the stretch as it is named says all that is known
		return p, j + 1
	}
	first, last := p.from.Earliest(), p.from.Latest()
	if !p.to.IsZero() {
		last = p.to.Latest()
	}
	if later {
		p.from, p.to = anchor, last
	} else {
		p.from, p.to = first, anchor
	}
	return p, j + 1
}

// restOf reads the words of [reader.rest] before the unit; end is the atom of the
// unit, 0 where there are none.
func (r *reader) restOf(k int) (later bool, end int) {
	j := k + 1
	switch w := r.word(k); w {
	case "rest":
		later = true
		if r.word(j) == "of" {
			j++
		}
	case "later", "earlier":
		later = w == "later"
		if r.word(j) == "in" || r.word(j) == "on" {
			j++
		}
	default:
		return false, 0
	}
	if r.is(j, isArticle) {
		j++
	}
	if a := r.at(j); a.is&isDir != 0 && a.n == here && a.w != "that" && a.w != "same" {
		j++
	}
	return later, j
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
	p := point{noYear: true}
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
	if a.w == "may" && !r.capital(i) && r.word(i-1) == "this" {
		return false
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
