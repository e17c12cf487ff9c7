package timex

import (
	"dossier/internal/when"
)

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
