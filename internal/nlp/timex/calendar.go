package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// calendar reads absolute dates and dates that lack their year: "27 January
// 2023", "January 27", "2023-01-27", "Mon Mar 29 00:53:13 2010", "the 27th".
func (r *reader) calendar(i int) (point, int) {
	if r.is(i, isWeekday) {
		return r.weekdayAnd(i)
	}
	p, j := r.plainDate(i)
	if j == 0 {
		return p, 0
	}
	// "Jul 18, Fri", "27 January (Friday)"
	if k := j; p.from.Precision == when.Day {
		if r.word(k) == "," || r.word(k) == "(" {
			k++
		}
		if k > j && r.is(k, isWeekday) && (r.word(j) == "(" && r.word(k+1) == ")" || r.word(j) == "," && r.is(k, isAmbiguous) && (k+1 >= r.end || r.agenda)) {
			p.check = r.at(k).n
			if r.word(j) == "(" {
				k++
			}
			return p, k + 1
		}
	}
	return p, j
}

// plainDate reads a date without its weekday.
func (r *reader) plainDate(i int) (point, int) {
	p, j := r.numeric(i)
	if q, k := r.dayMonth(i); k > j {
		p, j = q, k
	}
	return p, j
}

// weekdayAnd reads "Monday 29 March 2010", "Fri, 27 Jan 2023", "Thursday the
// 21st", "friday-jun-15", "friday (jun-15)", "Tuesday evening, 27 January".
func (r *reader) weekdayAnd(i int) (point, int) {
	if r.is(i, isAmbiguous) && !r.capital(i) && !r.agenda {
		return point{}, 0
	}
	k := i + 1
	part := 0
	if r.is(k, isPart) && !r.is(k, isPlural) {
		part = r.at(k).n
		k++
	}
	bracket := false
	switch r.word(k) {
	case ",", "-", ".":
		k++
	case "(":
		bracket = true
		k++
	}
	p, j := r.plainDate(k)
	if j == 0 {
		p, j = r.bareDay(k, true)
	}
	if j == 0 || p.from.Precision != when.Day {
		return point{}, 0
	}
	if p.noYear && r.is(k, isDigits) && r.is(k+2, isDigits) && r.word(k+1) == "-" && !r.plausible(point{from: p.from, check: r.at(i).n}) {
		return point{}, 0 // "Monday 12-4"
	}
	if bracket {
		if r.word(j) != ")" {
			return point{}, 0
		}
		j++
	}
	p.check = r.at(i).n
	p.dirSet = false
	if part > 0 {
		p.part = parts[part]
	}
	return p, j
}

// plausible reports whether the weekday told with a day and month falls on it
// within two years of now.
func (r *reader) plausible(p point) bool {
	anchor := r.now()
	if anchor.IsZero() {
		return true
	}
	for y := anchor.Year - 1; y <= anchor.Year+2; y++ {
		d := p.from
		d.Year = y
		if d.Valid() && p.agrees(d) {
			return true
		}
	}
	return false
}

// bareDay reads a day without its month: "the 27th", "the second" and, beside a
// weekday, "27" or "the fifteen".
func (r *reader) bareDay(i int, beside bool) (point, int) {
	k := i
	the := r.word(k) == "the"
	if the {
		k++
	}
	n, used := r.ordinal(k)
	if used == 0 && (beside || r.agenda && (the && r.word(k) != "one" || r.word(k-1) == "on")) {
		n, used = r.number(k)
	}
	if used == 0 || n < 1 || n > 31 {
		return point{}, 0
	}
	p := point{from: when.OfDay(2000, 1, n), noMonth: true}
	if beside {
		if !the && r.is(k+used, isUnit|isMeridiem) || r.word(k+used) == ":" || !the && r.is(k, isNum) || !the && used == 1 && !r.agenda {
			return point{}, 0
		}
		return p, k + used
	}
	if !r.dayStands(i, k, k+used, the) {
		return point{}, 0
	}
	return p, k + used
}

// dayStands reports whether an ordinal at atoms [k, j) is a day of the month by
// itself: written in figures behind "on the", "until the", and followed by no
// noun it could belong to.
func (r *reader) dayStands(i, k, j int, the bool) bool {
	next := r.at(j)
	if j < r.end && next.w != "." && next.w != "," && next.w != "!" && next.w != "?" && next.w != ";" && next.w != ")" && next.w != ":" {
		switch next.w {
		case "and", "at", "to", "until", "till", "for", "with", "when", "in", "he", "she", "they", "i", "we", "it", "was", "is", "will":
		default:
			return false
		}
		if next.w == "in" && !r.agenda {
			return false
		}
	}
	prev := r.word(i - 1)
	switch {
	case r.agenda:
		return the || prev == "on"
	case r.is(k, isOrd): // "on the second"
		return false
	}
	return the && (prev == "on" || prev == "until" || prev == "till" || prev == "since" || prev == "by")
}

// dayMonth reads a day and month in either order with or without a year, and a
// month with its year.
func (r *reader) dayMonth(i int) (point, int) {
	if !r.is(i, isMonth|isDigits|isOrd|isArticle|isNum|isOther) {
		return point{}, 0
	}
	if r.is(i, isMonth) {
		return r.monthFirst(i)
	}
	k := i
	if r.word(k) == "the" {
		k++
	}
	if r.word(k) == "ides" && r.word(k+1) == "of" && r.is(k+2, isMonth) {
		return r.idesOf(k + 2)
	}
	if y := r.year4(k); y > 0 && k == i { // "2016 November", "2016, nov"
		m := k + 1
		if r.word(m) == "," {
			m++
		}
		if r.is(m, isMonth) && (r.agenda || r.capital(m) && !r.is(m+1, isDigits)) && r.yearStands(i, m) {
			if r.is(m+1, isDigits) && r.agenda {
				return point{}, 0
			}
			return single(when.OfMonth(y, r.at(m).n)), m + 1
		}
		return point{}, 0
	}
	day, used := r.dayNumber(k)
	if used == 0 {
		return point{}, 0
	}
	k += used
	if r.is(k, isUnit) && r.word(k) == "day" && r.word(k+1) == "of" {
		k++
	}
	switch r.word(k) {
	case "of", "-", ".":
		k++
	}
	if r.word(k) == "may" && !r.capital(k) && r.is(i, isNum) {
		return point{}, 0 // "one may ask"
	}
	if !r.is(k, isMonth) || r.otherWord(k) {
		return point{}, 0
	}
	return r.fullOrPart(r.at(k).n, day, k+1)
}

// yearStands reports whether a year before a month belongs to it ("2016
// November") rather than to what goes before ("in 2016, November was cold").
func (r *reader) yearStands(i, m int) bool {
	return r.agenda || m == i+1 && r.word(i-1) != "in" && r.word(i-1) != ","
}

func (r *reader) idesOf(m int) (point, int) {
	day := 13
	switch r.at(m).n {
	case 3, 5, 7, 10:
		day = 15
	}
	return r.fullOrPart(r.at(m).n, day, m+1)
}

// dayNumber is a day of the month at atom i.
func (r *reader) dayNumber(i int) (n, used int) {
	n, used = r.ordinal(i)
	if used == 0 {
		if r.is(i, isDigits) && len(r.word(i)) > 2 || r.glued(i) && !r.fresh(i) && !r.opens(i) {
			return 0, 0
		}
		n, used = r.number(i)
	}
	if n < 1 || n > 31 {
		return 0, 0
	}
	return n, used
}

// fullOrPart makes the date of a month and day, with the year that stands at
// atom j.
func (r *reader) fullOrPart(month, day, j int) (point, int) {
	if y, end := r.yearAfter(j); end > 0 {
		if d := when.OfDay(y.year, month, day); d.Valid() {
			return y.on(d), end
		}
	}
	if d := when.OfDay(2000, month, day); !d.Valid() {
		return point{}, 0
	}
	return point{from: when.OfDay(0, month, day), noYear: true}, j
}

// monthFirst reads "January 27, 2023", "Sept. 11", "may the eleventh", "Mar 29
// 00:53:13 2010", "January 2023".
func (r *reader) monthFirst(i int) (point, int) {
	m := r.at(i).n
	ambiguous := r.otherWord(i)
	k := i + 1
	if w := r.word(k); (w == "." || w == "," || w == "-") && (r.glued(k) || r.agenda) {
		k++
	}
	the := r.word(k) == "the"
	if the {
		k++
	}
	if day, used := r.dayNumber(k); used > 0 && (r.year4(k) == 0) && !r.clockAt(k, used) && !(r.is(k, isNum) && ambiguous) {
		j := k + used
		if n := r.skipTime(j); n > 0 {
			if y := r.year4(n); y > 0 {
				return single(held(when.OfDay(y, m, day))), n + 1
			}
		}
		if !ambiguous || r.is(k, isDigits) && r.capital(i) {
			if p, end := r.fullOrPart(m, day, j); end > 0 {
				return p, end
			}
		}
		return point{}, 0
	}
	if a := r.at(k); k == i+1 && r.agenda && a.is&isDigits != 0 && len(a.w) == 2 && a.n > 31 {
		return single(when.OfMonth(twoFigures(a.n), m)), k + 1
	}
	if the || ambiguous && r.year4(i+1) == 0 {
		return point{}, 0
	}
	if y, end := r.yearAfter(i + 1); end > 0 {
		return y.on(when.OfMonth(y.year, m)), end
	}
	return point{}, 0
}

// otherWord reports whether the month at atom i is more likely another word: "may",
// "march" and "mar" in small letters.
func (r *reader) otherWord(i int) bool {
	if r.capital(i) || r.agenda || r.lowerCase() {
		return false
	}
	switch r.word(i) {
	case "may", "march", "mar", "mar.":
		return true
	}
	return false
}

// skipTime passes over a clock time between day and year: "Mar 29 00:53:13 2010",
// "Mar 29 00:53:13 UTC 2010".
func (r *reader) skipTime(k int) int {
	if !r.is(k, isDigits) || r.word(k+1) != ":" {
		return 0
	}
	for k++; r.word(k) == ":" && r.is(k+1, isDigits); {
		k += 2
	}
	if zones[r.word(k)] {
		k++
	}
	return k
}

// clockAt reports whether the number at atoms [k, k+used) is written as a time
// of day.
func (r *reader) clockAt(k, used int) bool {
	j := k + used
	return r.is(j, isMeridiem) || r.word(j) == ":" && r.glued(j) && r.is(j+1, isDigits) && len(r.word(j+1)) == 2 || r.word(j) == "o'clock" || r.word(j) == "o’clock"
}

// lowerCase reports whether the whole text is written without capitals, so that
// none can be asked of a month.
func (r *reader) lowerCase() bool { return r.noCapitals }

// yearRef is a year told outright or worked out ("next year").
type yearRef struct {
	year   int
	rel    bool
	anchor when.Date
}

// on is a point in the year of y.
func (y yearRef) on(d when.Date) point {
	return point{from: d, rel: y.rel, anchor: y.anchor}
}

// yearAfter reads the year that follows a date at atom k, behind a comma, "of" or
// "in": "2023", "two thousand and eighteen", "'99", "next year", "in three years",
// "two years ago". end is 0 when there is none.
func (r *reader) yearAfter(k int) (y yearRef, end int) {
	j := k
	switch r.word(j) {
	case ",", "of", "in":
		j++
	case "-", "/":
		if r.glued(j) && r.glued(j+1) {
			j++
		}
	}
	if n := r.year4(j); n > 0 {
		if r.countable(j+1) && !r.agenda && r.word(k) != "," {
			return yearRef{}, 0
		}
		return yearRef{year: n}, j + 1
	}
	if n, used := r.yearInWords(j); used > 0 {
		return yearRef{year: n}, j + used
	}
	if n := r.year3(j); n > 0 && (j > k || r.ancient) {
		return yearRef{year: n}, j + 1
	}
	if r.is(j, isApostrophe) && r.is(j+1, isDigits) && len(r.word(j+1)) == 2 && r.glued(j+1) {
		return yearRef{year: twoFigures(r.at(j + 1).n)}, j + 2
	}
	if a := r.at(j); (r.allCapitals || r.shape(k-1) == nlp.Upper) && j == k && r.is(k-1, isMonth) && a.is&isDigits != 0 && len(a.w) == 2 && !r.clockAt(j, 1) && !r.countable(j+1) { // "12 SEP 12"
		return yearRef{year: twoFigures(a.n)}, j + 1
	}
	if a := r.at(j); r.agenda && j == k && a.is&isDigits != 0 && len(a.w) == 2 && a.n > 12 && !r.clockAt(j, 1) && r.word(j+1) == "" && !r.is(k-1, isDigits) {
		return yearRef{year: twoFigures(a.n)}, j + 1
	}
	if r.word(k) == "," && !r.agenda {
		return yearRef{}, 0
	}
	return r.yearMeant(k, j)
}

// yearMeant reads a year that is worked out, from atom k with "of" or "in", from
// j without.
func (r *reader) yearMeant(k, j int) (yearRef, int) {
	anchor := r.now()
	if anchor.IsZero() {
		return yearRef{}, 0
	}
	if r.word(j) == "the" {
		j++
	}
	if r.is(j, isDir) && r.at(j+1).u == year && !r.is(j+1, isPlural) && r.word(j) != "same" {
		return yearRef{anchor.Year + r.at(j).n, true, anchor}, j + 2
	}
	in := r.word(k) == "in"
	if c := r.count(j); c.used > 0 && !c.vague && r.at(j+c.used).u == year {
		e := j + c.used + 1
		switch w := r.word(e); {
		case w == "ago":
			return yearRef{anchor.Year - c.whole, true, anchor}, e + 1
		case w == "hence" || w == "from" && r.word(e+1) == "now":
			if w == "from" {
				e++
			}
			return yearRef{anchor.Year + c.whole, true, anchor}, e + 1
		case in && r.agenda:
			return yearRef{anchor.Year + c.whole, true, anchor}, e
		}
	}
	return yearRef{}, 0
}
