package timex

import (
	"dossier/internal/when"
)

// interval reads spans of dates: "26-29 November 2008", "from 26 to 29 November",
// "between 3 and 5 May", "November 26-29, 2008", "2008-2010", "from last Friday to
// Sunday", "2013–present".
func (r *reader) interval(i int) (point, int) {
	k := i
	lead := ""
	switch r.word(k) {
	case "from", "between":
		lead = r.word(k)
		k++
	}
	best, end := r.daysOf(k, lead)
	if p, j := r.monthDays(k, lead); j > end {
		best, end = p, j
	}
	if p, j := r.weekdaysOf(i); j > end {
		best, end = p, j
	}
	if p, j := r.ends(k, lead); j > end {
		best, end = p, j
	}
	return best, end
}

// daysOf reads "26-29 November 2008", "from the 13th to the 15th of July", "4 to
// 23 next month".
func (r *reader) daysOf(k int, lead string) (point, int) {
	j := k
	the := r.word(j) == "the"
	if the {
		j++
	}
	a, used := r.dayNumber(j)
	if used == 0 || r.is(j, isNum) && !r.agenda {
		return point{}, 0
	}
	m := r.link(j+used, lead)
	both := false
	if w := r.word(j + used); m == 0 && (w == "and" || w == "or") && (the || used > 1 || r.word(k-1) == "on") {
		m, both = j+used+1, true // "on 18 and 19 June"
	}
	if m == 0 {
		return point{}, 0
	}
	n := m
	if r.word(n) == "the" {
		n++
	}
	if p, e := r.dayMonth(n); e > 0 && (p.from.Precision == when.Day || p.noYear) && p.from.Day > a {
		if r.is(n, isMonth) && lead == "" || both && p.from.Day != a+1 { // "4 to January 22"
			return point{}, 0
		}
		q := p
		q.from.Day, q.to = a, p.from
		return q, e
	}
	b, used2 := r.dayNumber(n)
	if used2 == 0 || b <= a || both {
		return point{}, 0
	}
	e := n + used2
	if r.word(e) == "of" || r.word(e) == "in" {
		e++
	}
	if !r.is(e, isDir) || r.at(e+1).u != month {
		return point{}, 0
	}
	p, end := r.unitMeant(e, e)
	if end == 0 || p.from.IsZero() {
		return p, end
	}
	y, mo := p.from.Year, p.from.Month
	p.from, p.to = dayOfMonth(y, mo, a), dayOfMonth(y, mo, b)
	return p, end
}

// monthDays reads "November 26-29, 2008", "July 13 through 15", "November between
// 19 and 20".
func (r *reader) monthDays(k int, lead string) (point, int) {
	if !r.is(k, isMonth) {
		return point{}, 0
	}
	m, j := r.at(k).n, k+1
	if w := r.word(j); lead == "" && (w == "between" || w == "from") {
		lead = w
		j++
	}
	if r.word(j) == "the" {
		j++
	}
	a, used := r.dayNumber(j)
	if used == 0 {
		return point{}, 0
	}
	l := r.link(j+used, lead)
	if l == 0 {
		return point{}, 0
	}
	if r.word(l) == "the" {
		l++
	}
	b, used := r.dayNumber(l)
	if used == 0 || b <= a || r.is(l+used, isMonth) || r.clockAt(l, used) {
		return point{}, 0
	}
	if w := r.word(l + used); w == "of" && r.is(l+used+1, isMonth) {
		return point{}, 0
	}
	p, e := r.fullOrPart(m, b, l+used)
	if e == 0 {
		return point{}, 0
	}
	p.to = p.from
	p.from.Day = a
	return p, e
}

// weekdaysOf reads "next week between Wednesday and Friday".
func (r *reader) weekdaysOf(i int) (point, int) {
	if !r.agenda || !r.is(i, isDir) || r.at(i+1).u != week {
		return point{}, 0
	}
	lead := r.word(i + 2)
	if lead != "from" && lead != "between" || !r.is(i+3, isWeekday) {
		return point{}, 0
	}
	m := r.link(i+4, lead)
	if m == 0 || !r.is(m, isWeekday) || r.at(m).n <= r.at(i+3).n {
		return point{}, 0
	}
	a, b := r.weekdayOf(r.at(i+3).n, r.at(i).n, false), r.weekdayOf(r.at(m).n, r.at(i).n, false)
	if !a.from.IsZero() {
		a.to = b.from
	}
	return a, m + 1
}

// ends reads two dates of any kind with a link between them.
func (r *reader) ends(k int, lead string) (point, int) {
	a, j := r.endPoint(k, lead, 0)
	if j == 0 {
		return point{}, 0
	}
	m := r.link(j, lead)
	if m == 0 {
		return point{}, 0
	}
	if r.word(m) == "present" && (r.word(j) == "–" || r.word(j) == "-" || lead != "") || r.word(m) == "the" && r.word(m+1) == "present" {
		if a.lacks() || a.from.IsZero() {
			return point{}, 0
		}
		if r.word(m) == "the" {
			m++
		}
		a.open = true
		return a, m + 1
	}
	b, e := r.endPoint(m, lead, a.from.Year)
	if e == 0 {
		return point{}, 0
	}
	return r.join(a, b, k, m, e, lead)
}

// endPoint reads one end of a span.
func (r *reader) endPoint(k int, lead string, year int) (point, int) {
	if r.depth >= 2 {
		return point{}, 0
	}
	r.depth++
	defer func() { r.depth-- }()
	p, j := r.seen.point, r.seen.end
	if k != r.seen.at {
		p, j = r.point(k)
	}
	if n := r.year4(k); n > 0 && j <= k+1 {
		switch {
		case year > 0 || lead != "" || r.looksYear(k) || r.season(k, n) || r.link(k+1, lead) > 0 && r.year4(k+2) > n && n >= 1500 && r.year4(k+2) < n+300 && !r.hyphened(k):
			return point{from: when.OfYear(n), isYear: true}, k + 1
		}
	}
	if a := r.at(k); j == 0 && year > 1000 && a.is&isDigits != 0 && len(a.w) == 2 && a.n > year%100 && (r.tight(k-1) && !r.goesOn(k+1) || r.word(k+1) == ")") { // "2016-17"
		return point{from: when.OfYear(year - year%100 + a.n), isYear: true}, k + 1
	}
	if j == 0 && r.word(k) == "now" && lead != "" {
		return shift(r.now(), 0), k + 1
	}
	if next := r.link(k+1, lead); j == 0 && r.is(k, isMonth) && (r.capital(k) || r.agenda) && (lead != "" || next > 0 && r.is(next, isMonth) && r.tight(k+1)) {
		return point{from: when.OfMonth(0, r.at(k).n), noYear: true}, k + 1
	}
	return p, j
}

// join makes one span of its two ends at atoms [k, m-1) and [m, e), each filling in
// what the other lacks.
func (r *reader) join(a, b point, k, m, e int, lead string) (point, int) {
	if !r.joins(&a, &b, k, m, lead) {
		return point{}, 0
	}
	share(&a, &b)
	b = r.fill(b, m, e)
	if a.noYear && hasMonth(a.from) && hasMonth(b.from) {
		a.from.Year, a.noYear, a.rel, a.anchor = b.from.Year, false, b.rel, b.anchor
		if a.from.Number() > b.from.Number() {
			a.from.Year--
		}
	}
	a = r.fill(a, k, m-1)
	if a.from.IsZero() || b.from.IsZero() {
		return point{rel: true}, e
	}
	if b.rel && b.from.Number() < a.from.Number() {
		b = nextAfter(a, b)
	}
	p := point{from: a.from, to: b.from, rel: a.rel || b.rel, anchor: b.anchor}
	if a.rel {
		p.anchor = a.anchor
	}
	if !b.to.IsZero() {
		p.to = b.to
	}
	if p.to.Latest().Number() < p.from.Number() {
		return point{}, 0
	}
	return p, e
}

// joins reports whether two dates with a link before atom m are the ends of a
// span.
func (r *reader) joins(a, b *point, k, m int, lead string) bool {
	if a.noDate || b.noDate || !b.to.IsZero() && b.clock.set || a.clock.set && lead == "" {
		return false
	}
	dash := r.word(m-1) == "-" || r.word(m-1) == "–" || r.word(m-1) == "—"
	if lead != "" {
		return true
	}
	if a.isYear && b.isYear && !dash {
		return r.looksYear(k)
	}
	unlike := a.from.Precision == when.Year && b.from.Precision != when.Year && !a.lacks() && !b.lacks()
	return !dash || r.agenda || !a.rel && !b.rel && !unlike
}

// hasMonth reports whether d is a month or day of a month.
func hasMonth(d when.Date) bool {
	return !d.IsZero() && d.Precision >= when.Month && d.Month <= 12
}

// share gives each end of a span the year or month that only the other tells.
func share(a, b *point) {
	if a.noYear && !b.noYear && !b.rel && b.from.Year > 0 {
		y := b.from.Year
		if a.from.Month > b.from.Month && hasMonth(b.from) {
			y--
		}
		a.from.Year, a.noYear = y, false
		if !a.to.IsZero() {
			a.to.Year += y
		}
	}
	if b.noYear && !a.lacks() && !a.from.IsZero() && !a.rel {
		b.from.Year, b.noYear = a.from.Year, false
		if b.from.Number() < a.from.Number() {
			b.from.Year++
		}
	}
	if b.noMonth && a.from.Precision == when.Day && a.noYear && b.from.Day > a.from.Day {
		*b = point{from: when.OfDay(0, a.from.Month, b.from.Day), noYear: true}
	}
}

// nextAfter puts the end of a span behind its beginning: a weekday a week on, a
// day and month a year on.
func nextAfter(a, b point) point {
	switch {
	case b.from.Precision == when.Day && a.from.Number()-b.from.Number() < 7:
		b.from = b.from.AddDays(7)
	case b.from.Precision >= when.Month && b.from.Month <= 12:
		b.from.Year++
	}
	return b
}

// season reports whether the year n at atom k goes on as "2016-17".
func (r *reader) season(k, n int) bool {
	b := r.at(k + 2)
	return r.tight(k+1) && b.is&isDigits != 0 && len(b.w) == 2 && b.n > n%100 && !r.goesOn(k+3) && n >= 1500
}

// goesOn reports whether figures go on at atom k with no space before it.
func (r *reader) goesOn(k int) bool {
	return r.glued(k) && (r.is(k, isDigits) || r.glued(k+1) && r.is(k+1, isDigits))
}

// hyphened reports whether the two years at atom k go on from other figures or on
// to more: a telephone number.
func (r *reader) hyphened(k int) bool {
	return r.glued(k) && r.word(k-1) == "-" || r.glued(k+3) && r.word(k+3) == "-" && r.is(k+4, isDigits)
}

// tight reports whether the mark at atom k stands between two words without
// spaces.
func (r *reader) tight(k int) bool {
	w := r.word(k)
	return (w == "-" || w == "–") && r.glued(k) && r.glued(k+1)
}

// looksYear reports whether the figures at atom k are a year by themselves.
func (r *reader) looksYear(k int) bool {
	if r.glued(k) && r.word(k-1) == "-" && r.glued(k-1) && r.is(k-2, isDigits) && r.year4(k-2) == 0 {
		return false // a telephone number
	}
	ok, noun := r.isYear(k)
	return ok && !noun
}
