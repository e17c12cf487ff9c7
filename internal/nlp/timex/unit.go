package timex

import (
	"dossier/internal/when"
)

// dayOfUnit reads "20th of next month", "the 31st of this month", "20 of this
// month".
func (r *reader) dayOfUnit(i int) (point, int) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	n, used := r.ordinal(k)
	if used == 0 && r.agenda {
		n, used = r.number(k)
	}
	if used == 0 || n < 1 || n > 31 {
		return point{}, 0
	}
	j := k + used
	if r.word(j) == "day" {
		j++
	}
	if r.word(j) == "of" {
		j++
	} else if !r.agenda {
		return point{}, 0
	}
	if r.word(j) == "the" {
		j++
	}
	a := r.at(j)
	if a.is&isDir == 0 || r.at(j+1).u != month || r.is(j+1, isPlural) {
		return point{}, 0
	}
	m, _ := r.unitMeant(j, j)
	if m.from.IsZero() {
		return point{rel: true}, j + 2
	}
	d := dayOfMonth(m.from.Year, m.from.Month, n)
	if d.IsZero() {
		return point{rel: true}, j + 2
	}
	return counted(d, m.anchor), j + 2
}

// unitMeant reads "last week", "this month", "the past year", "current quarter",
// "that year", "the same week", "the week after next", "the weekend".
func (r *reader) unitMeant(i, k int) (point, int) {
	a := r.at(k)
	if a.is&isUnit != 0 {
		return r.unitAlone(i, k)
	}
	if a.is&isDir == 0 {
		return point{}, 0
	}
	j := k + 1
	dir, told := a.n, a.w == "that" || a.w == "same" || k > i && a.w == "following" || k > i && a.w == "previous"
	if r.word(j) == "around" && r.agenda {
		j++
	}
	if b := r.at(j); a.n == here && b.is&isDir != 0 && (b.w == "past" || b.w == "coming" || b.w == "last" || b.w == "current" || b.w == "same") {
		dir = b.n
		j++
	}
	b := r.at(j)
	if b.is&isUnit == 0 || b.is&isPlural != 0 && !(r.agenda && b.u == season) || b.w == "night" || b.w == "h" || b.w == "y" {
		return point{}, 0
	}
	u := b.u
	end := j + 1
	if u == week && (r.word(end) == "end" || r.word(end) == "-" && r.word(end+1) == "end") {
		u = weekend
		end++
		if r.word(end-1) == "-" {
			end++
		}
	}
	if u == week && r.word(end) == "day" || r.isUnitName(b.w, end) {
		return point{}, 0
	}
	anchor := r.now()
	if told {
		anchor = r.lastTold()
		if u >= year && !r.any.IsZero() {
			anchor = r.any
		}
	}
	if u <= hour {
		return r.hourMeant(dir, u, end)
	}
	if u == day {
		return r.dayMeant(a.w, dir, k > i, end)
	}
	p := r.unitAt(anchor, u, dir)
	if u == weekend && a.w == "this" && !r.agenda && p.from.Number() > anchor.Number() && !r.future(i, end) {
		p = r.unitAt(anchor, u, -1) // told of as past
	}
	return p, end
}

// isUnitName reports whether a unit is part of something else: "this second
// attack", "last minute".
func (r *reader) isUnitName(w string, end int) bool {
	return w == "second" && !r.agenda || (w == "minute" || w == "hour") && !r.nowClock.set || r.word(end) == "-"
}

// hourMeant reads "next hour", "last minute" from a clock time.
func (r *reader) hourMeant(dir int, u unit, end int) (point, int) {
	if !r.nowClock.set || dir == here {
		return point{}, 0
	}
	return r.hours(dir, u), end
}

// hours is the stretch of n units up to or from the clock time now.
func (r *reader) hours(n int, u unit) point {
	anchor := r.now()
	if anchor.Precision != when.Day {
		return point{rel: true}
	}
	from, to := r.nowClock, r.nowClock
	d1, d2 := anchor, anchor
	if n < 0 {
		d1, from = moveClock(anchor, from, n*seconds(u))
	} else {
		d2, to = moveClock(anchor, to, n*seconds(u))
	}
	return point{from: d1, to: d2, clock: from, clockTo: to, rel: true, anchor: anchor}
}

func seconds(u unit) int {
	switch u {
	case second:
		return 1
	case minute:
		return 60
	}
	return 3600
}

// dayMeant reads "this day", "the next day", "that day", "the last day".
func (r *reader) dayMeant(w string, dir int, the bool, end int) (point, int) {
	switch w {
	case "that", "same":
		return shift(r.lastTold(), 0), end
	case "this", "current":
		if !r.agenda {
			return shift(r.lastTold(), 0), end
		}
		return shift(r.now(), 0), end
	case "next", "following", "previous", "preceding":
		if r.agenda {
			return shift(r.now(), dir), end
		}
		return shift(r.lastTold(), dir), end
	case "last", "past":
		if !r.agenda {
			return point{}, 0
		}
		return shift(r.now(), dir), end
	}
	return point{}, 0
}

// unitAlone reads "week after next", "the week", "month after the next" where the
// text is an agenda.
func (r *reader) unitAlone(i, k int) (point, int) {
	a := r.at(k)
	if a.is&isPlural != 0 || a.u < day || a.u == quarter || a.w == "night" || a.w == "y" {
		return point{}, 0
	}
	j := k + 1
	if r.word(j) == "after" && (r.word(j+1) == "next" || r.word(j+1) == "the" && r.word(j+2) == "next") {
		if r.word(j+1) == "the" {
			j++
		}
		return r.unitAt(r.now(), a.u, 2), j + 2
	}
	if a.u == week && (r.word(j) == "of" || r.is(j, isDigits)) {
		return point{}, 0
	}
	if !r.agenda || k == i && a.u != weekend && !(r.is(k-1, isMod) || r.word(k-1) == "of") || r.word(j) == "of" || r.word(j) == "that" || r.word(j) == "after" {
		return point{}, 0
	}
	if r.word(i-1) == "of" && !r.is(i-2, isMod) {
		return point{}, 0 // "partner of the year"
	}
	if a.u == season || a.u == century || a.u == fortnight || a.u == businessDay {
		return point{}, 0
	}
	return r.unitAt(r.now(), a.u, 0), j
}

// unitAt is the calendar unit n units after the one that the anchor lies in.
func (r *reader) unitAt(anchor when.Date, u unit, n int) point {
	if anchor.IsZero() {
		return point{rel: true}
	}
	switch u {
	case day:
		return shift(anchor, n)
	case week:
		return weekOf(anchor, n)
	case weekend:
		return weekendOf(anchor, n)
	case month:
		if anchor.Precision < when.Month || anchor.Precision == when.Season {
			return point{rel: true}
		}
		return counted(anchor.To(when.Month).AddMonths(n), anchor)
	case quarter:
		if anchor.Precision < when.Month || anchor.Month > 12 {
			return point{rel: true}
		}
		q := anchor.Year*4 + (anchor.Month-1)/3 + n
		from, to := quarterOf(q/4, q%4+1)
		return stretch(from, to, anchor)
	case season:
		return seasonAround(anchor, n)
	case year:
		return counted(when.OfYear(anchor.Year+n), anchor)
	case decade:
		return counted(when.OfDecade(anchor.Year+10*n), anchor)
	case century:
		return counted(when.OfCentury(anchor.Year+100*n), anchor)
	}
	return point{rel: true}
}

// seasonAround is the season n seasons after the one that the anchor lies in.
func seasonAround(anchor when.Date, n int) point {
	if anchor.Precision < when.Month || anchor.Month > 12 {
		return point{rel: true}
	}
	y, m := anchor.Year, anchor.Month
	if m <= 2 {
		y, m = y-1, m+12
	}
	s := y*4 + (m-3)/3 + n
	return counted(when.OfSeason(s/4, s%4+1), anchor)
}
