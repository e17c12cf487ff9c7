package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// counted reads what counts from a date: "two days later", "three weeks ago", "in
// five minutes", "a month earlier", "two days after 27 January", "two sundays from
// now".
func (r *reader) counted(i int) (point, int) {
	k := i
	in := false
	switch r.word(k) {
	case "in":
		in = true
		k++
		if r.word(k) == "about" || r.word(k) == "around" {
			k++
		}
	case "about", "around", "nearly", "almost", "over":
		if r.word(k) != "about" && r.word(k) != "around" && !r.agenda {
			return point{}, 0
		}
		return point{}, 0
	}
	if p, j := r.countedWeekdays(k); j > 0 && !in {
		return p, j
	}
	l, j := r.length(k)
	if j == 0 {
		return point{}, 0
	}
	if in {
		return r.inLength(l, j)
	}
	if w := r.word(j); r.word(i-1) == "the" && !r.agenda && !l.short() && (w == "before" || w == "after") { // "in the two weeks before"
		dir := forward
		if w == "before" {
			dir = back
		}
		return r.around(r.mainOrTold(), l, dir, false), j + 1
	}
	return r.countedFrom(l, j)
}

// inLength reads "in five minutes", "in 3 weeks": from now, where the sentence
// looks ahead; otherwise it is a length.
func (r *reader) inLength(l length, j int) (point, int) {
	if w := r.word(j); w == "time" || r.is(j, isApostrophe) && r.word(j+1) == "time" {
		j++
		if r.word(j) == "time" {
			j++
		}
		return r.moved(r.now(), r.nowClock, l, 1), j
	}
	switch r.word(j) {
	case "ago", "later", "earlier", "before", "after", "prior", "from":
		return point{}, 0
	}
	if !r.agenda && !r.future(j, j) {
		return point{}, 0
	}
	return r.moved(r.now(), r.nowClock, l, 1), j
}

// countedFrom reads what a length at atoms up to k counts from.
func (r *reader) countedFrom(l length, k int) (point, int) {
	switch r.word(k) {
	case "later", "afterwards", "afterward", "thereafter":
		return r.moved(r.toldBy(&l), r.toldClock(), l, 1), k + 1
	case "earlier", "beforehand", "previously":
		return r.moved(r.toldBy(&l), r.toldClock(), l, -1), k + 1
	case "ago", "back":
		if r.word(k) == "back" && !r.agenda {
			return point{}, 0
		}
		if p, j := r.daysFrom(l, k+1, -1); j > 0 && r.is(k+1, isNow) {
			return p, j
		}
		return r.moved(r.now(), r.nowClock, l, -1), k + 1
	case "hence":
		return r.moved(r.now(), r.nowClock, l, 1), k + 1
	case "in":
		if r.word(k+1) == "the" && r.word(k+2) == "future" {
			return r.moved(r.now(), r.nowClock, l, 1), k + 3
		}
	case "from":
		j := k + 1
		if r.word(j) == "right" {
			j++
		}
		if r.word(j) == "now" {
			return r.moved(r.now(), r.nowClock, l, 1), j + 1
		}
		return r.daysFrom(l, k+1, 1)
	case "after", "following", "since":
		if r.word(k) != "after" {
			return point{}, 0
		}
		if p, j := r.daysFrom(l, k+1, 1); j > 0 {
			return p, j
		}
		return r.moved(r.mainOrTold(), clock{}, l, 1), k + 1
	case "before", "prior":
		j := k + 1
		if r.word(k) == "prior" {
			if r.word(j) == "to" {
				j++
			} else {
				return r.moved(r.told(), r.toldClock(), l, -1), j
			}
		}
		if p, e := r.daysFrom(l, j, -1); e > 0 {
			return p, e
		}
		return r.moved(r.mainOrTold(), clock{}, l, -1), k + 1
	}
	return point{}, 0
}

// toldBy is the date that "two days later" counts from; one of years counts from
// the last year told too.
func (r *reader) toldBy(l *length) when.Date {
	if l.years != 0 && l.days == 0 && l.weeks == 0 && l.months == 0 && !r.agenda && !r.any.IsZero() {
		return r.any
	}
	return r.told()
}

// daysFrom counts a length from the date at atom j.
func (r *reader) daysFrom(l length, j, sign int) (point, int) {
	base, e := r.inner(j)
	if e == 0 || base.noDate {
		return point{}, 0
	}
	base = r.fill(base, j, e)
	if base.from.IsZero() {
		return point{rel: true}, e
	}
	p := r.moved(base.from, base.clock, l, sign)
	if l.days == 0 && l.weeks == 0 && base.from.Precision == when.Day && p.from.Precision < when.Day && !l.vague { // "a year from Christmas"
		d := base.from
		p.from = moveDate(d, &l, sign)
	}
	return p, r.endOfBase(j, e)
}

// endOfBase is where an expression ends that counts from the date at atoms [j,
// e): a report's date of the calendar is an expression of its own.
func (r *reader) endOfBase(j, e int) int {
	if r.agenda {
		return e
	}
	if _, k := r.calendar(j); k > 0 {
		return j
	}
	return e
}

// inner reads a date inside another expression, at most two deep.
func (r *reader) inner(j int) (point, int) {
	if r.depth >= 2 {
		return point{}, 0
	}
	r.depth++
	p, e := r.point(j)
	r.depth--
	return p, e
}

// moved shifts an anchor by a length. What is counted in months gives the month,
// in years the year; a vague number makes the date approximate.
func (r *reader) moved(anchor when.Date, c clock, l length, sign int) point {
	if anchor.IsZero() || l.business {
		return point{rel: true}
	}
	var p point
	switch {
	case l.short() && c.set && anchor.Precision == when.Day:
		d, t := moveClock(moveDate(anchor, &l, sign), c, sign*l.inSeconds())
		p = counted(d, anchor)
		p.clock = t
	case l.short():
		days := sign * l.inSeconds() / 86400
		if anchor.Precision != when.Day {
			return point{rel: true}
		}
		p = counted(moveDate(anchor, &l, sign).AddDays(days), anchor)
	case l.days != 0 || l.weeks != 0 || r.agenda && anchor.Precision == when.Day:
		if anchor.Precision != when.Day {
			return point{rel: true}
		}
		p = counted(moveDate(anchor, &l, sign), anchor)
	case l.months != 0:
		if anchor.Precision < when.Month || anchor.Month > 12 {
			return point{rel: true}
		}
		p = counted(moveDate(anchor, &l, sign).To(when.Month), anchor)
	default:
		if l.years%100 != 0 && anchor.Precision == when.Day {
			p = counted(moveDate(anchor, &l, sign).To(when.Month), anchor)
			break
		}
		p = counted(when.OfYear(anchor.Year+sign*l.years/100), anchor)
		if l.years >= 1000 {
			p.approx = "~"
		}
	}
	if l.vague && (!l.short() || p.clock.set) {
		p.approx = "~" // but a few hours leave the day as it was
	}
	return p
}

// moveDate shifts a day by the days, weeks, months and years of a length.
func moveDate(d when.Date, l *length, sign int) when.Date {
	if d.Precision == when.Day || d.Precision == when.Month {
		d = d.AddMonths(sign * (12*l.years + l.months) / 100)
	}
	days := 7*l.weeks + l.days
	if d.Precision == when.Day {
		days += (12*l.years + l.months) % 100 * 30 // what is over of a month
	}
	if n := sign * days / 100; n != 0 {
		d = d.AddDays(n)
	}
	return d
}

// countedWeekdays reads "two sundays from now", "2 thursdays ago".
func (r *reader) countedWeekdays(i int) (point, int) {
	n, used := r.number(i)
	a := r.at(i + used)
	if used == 0 || n < 1 || n > 60 || a.is&(isDays|isWeekday) == 0 || a.is&isAmbiguous != 0 {
		return point{}, 0
	}
	k := i + used + 1
	anchor := r.now()
	w := goWeekday(a.n)
	switch {
	case r.word(k) == "from" && r.word(k+1) == "now", r.word(k) == "later", r.word(k) == "hence":
		if r.word(k) == "from" {
			k++
		}
		if anchor.Precision != when.Day {
			return point{rel: true}, k + 1
		}
		return counted(anchor.AddDays(1).OnOrAfter(w).AddDays(7*(n-1)), anchor), k + 1
	case r.word(k) == "ago" || r.word(k) == "back" && r.agenda:
		if anchor.Precision != when.Day {
			return point{rel: true}, k + 1
		}
		return counted(anchor.AddDays(-1).OnOrBefore(w).AddDays(-7*(n-1)), anchor), k + 1
	}
	return point{}, 0
}

// window reads a stretch up to or from now: "the next 3 days", "past few weeks",
// "within the next 3 years", "within 2 weeks".
func (r *reader) window(i int) (point, int) {
	k := i
	within := r.word(k) == "within"
	if within {
		k++
	}
	if r.word(k) == "the" {
		k++
	}
	dir := forward
	a := r.at(k)
	switch {
	case a.is&isDir != 0 && a.n != here && a.w != "same":
		dir = a.n
		k++
	case within && r.agenda:
	case r.is(k, isDigits|isNum) && !r.is(k, isArticle) && !within:
		return r.countedWindow(k)
	default:
		return point{}, 0
	}
	if r.is(k, isDir) {
		return point{}, 0
	}
	l, j := r.length(k)
	if j == 0 || r.is(k, isArticle) && !within || l.business {
		return point{}, 0
	}
	anchor := r.now()
	if w := r.word(j); within && r.agenda && (w == "from" || w == "after") && (r.is(j+1, isNow) || r.word(j+1) == "now") {
		if p, e := r.nowWord(j + 1); e > 0 {
			return r.around(p.from, l, dir, true), e
		}
	}
	if !r.agenda {
		if told := k > i && r.word(i) == "the" && (a.w == "following" || a.w == "next" || a.w == "preceding" || a.w == "previous"); told {
			anchor = r.lastTold()
		} else if w := r.word(i - 1); k == i+1 && !within && w != "for" && w != "in" && w != "over" && w != "during" && w != "within" && w != "the" && a.w == "past" {
			return point{}, 0 // "far past eighteen months"
		}
		if r.article && l.years != 0 && !r.any.IsZero() && a.n != back {
			anchor = r.any.To(when.Year)
		}
	}
	return r.around(anchor, l, dir, within), j
}

// countedWindow reads "5 coming minutes", "10 previous weeks".
func (r *reader) countedWindow(k int) (point, int) {
	n, used := r.number(k)
	d := r.at(k + used)
	u := r.at(k + used + 1)
	if used == 0 || n < 1 || d.is&isDir == 0 || d.n == here || d.w == "last" || u.is&isUnit == 0 || u.is&isPlural == 0 {
		return point{}, 0
	}
	var l length
	l.add(u.u, 100*n)
	return r.around(r.now(), l, d.n, false), k + used + 2
}

// around is the stretch of a length that ends before the anchor or begins after
// it.
func (r *reader) around(anchor when.Date, l length, dir int, within bool) point {
	if anchor.IsZero() {
		return point{rel: true}
	}
	if l.short() {
		return r.shortWindow(anchor, l, dir)
	}
	p := point{rel: true, anchor: anchor, window: true}
	if l.vague {
		p.approx = "~"
	}
	if anchor.Precision != when.Day {
		if l.days != 0 || l.weeks != 0 || l.months != 0 {
			return point{rel: true}
		}
		p.from, p.to = when.OfYear(anchor.Year), when.OfYear(anchor.Year+dir*l.years/100)
		if dir < 0 {
			p.from, p.to = p.to, p.from
		}
		return p
	}
	other := moveDate(anchor, &l, dir)
	switch {
	case dir < 0:
		p.from, p.to = other, anchor.AddDays(-1)
	case within:
		p.from, p.to = anchor, other
	default:
		p.from, p.to = anchor.AddDays(1), other
	}
	if p.to.Number() < p.from.Number() {
		return point{rel: true}
	}
	return p
}

func (r *reader) shortWindow(anchor when.Date, l length, dir int) point {
	if !r.nowClock.set || anchor.Precision != when.Day {
		return point{rel: true, noDate: true}
	}
	d, c := moveClock(moveDate(anchor, &l, dir), r.nowClock, dir*l.inSeconds())
	p := point{rel: true, anchor: anchor, clock: r.nowClock, clockTo: c, from: anchor, to: d}
	if dir < 0 {
		p.clock, p.clockTo, p.from, p.to = p.clockTo, p.clock, p.to, p.from
	}
	return p
}

// soon reads "shortly after", "hours later", "within hours", "the day after",
// which leave the day as it was or move it by one.
func (r *reader) soon(i int) (point, int) {
	w, next := r.word(i), r.word(i+1)
	switch {
	case r.is(i, isSoon) && w != "overnight":
		switch next {
		case "after", "afterwards", "afterward", "thereafter", "later", "before":
			return shift(r.lastTold(), 0), i + 2
		}
	case w == "overnight":
		if next == "stay" || next == "stays" {
			return point{}, 0
		}
		p := shift(r.now(), 0)
		p.part = nlp.Night
		return p, i + 1
	case w == "hours" || w == "minutes":
		switch next {
		case "later", "after", "earlier", "before":
			return shift(r.lastTold(), 0), i + 2
		}
	case w == "within" && (next == "hours" || next == "minutes"):
		return shift(r.lastTold(), 0), i + 2
	case (w == "later" || w == "earlier") && r.word(i+1) == "that" && (r.word(i+2) == "day" || r.is(i+2, isPart)):
		p := shift(r.lastTold(), 0)
		if a := r.at(i + 2); a.is&isPart != 0 {
			p.part = parts[a.n]
		}
		return p, i + 3
	case w == "the" && next == "year":
		return r.yearBeside(i)
	case w == "the" && next == "day":
		return r.dayBeside(i)
	}
	return point{}, 0
}

// beside is -1 for "before" at atom k, 1 for "after", 0 for another word.
func (r *reader) beside(k int) int {
	switch r.word(k) {
	case "before":
		return -1
	case "after":
		return 1
	}
	return 0
}

// yearBeside reads "the year before" where nothing follows that it is before.
func (r *reader) yearBeside(i int) (point, int) {
	n := r.beside(i + 2)
	if n == 0 || !r.partEnds(i+3) || r.capital(i+3) || r.word(i+3) == "the" || r.word(i+3) == "a" {
		return point{}, 0
	}
	anchor := r.any
	if anchor.IsZero() {
		anchor = r.lastTold()
	}
	return r.unitAt(anchor, year, n), i + 3
}

// dayBeside reads "the day after" an event or a date.
func (r *reader) dayBeside(i int) (point, int) {
	n := r.beside(i + 2)
	if n == 0 || r.is(i+3, isNow) {
		return point{}, 0
	}
	if base, e := r.inner(i + 3); e > 0 && base.from.Precision == when.Day {
		base = r.fill(base, i+3, e)
		return shift(base.from, n), r.endOfBase(i+3, e)
	}
	return shift(r.mainOrTold(), n), i + 3
}
