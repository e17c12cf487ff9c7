package timex

import (
	"strconv"
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// length is a stretch of time as told: so many hundredths of each unit. Vague
// ones ("several days") have no number.
type length struct {
	years, months, weeks, days, hours, minutes, seconds int
	vague                                               bool
	weekends, business                                  bool
}

// add adds n hundredths of a unit.
func (l *length) add(u unit, n int) {
	switch u {
	case second:
		l.seconds += n
	case minute:
		l.minutes += n
	case hour:
		l.hours += n
	case day:
		l.days += n
	case businessDay:
		l.days += n
		l.business = true
	case weekend:
		l.weeks += n
		l.weekends = true
	case week:
		l.weeks += n
	case fortnight:
		l.weeks += 2 * n
	case month:
		l.months += n
	case quarter, season:
		l.months += 3 * n
	case year:
		l.years += n
	case decade:
		l.years += 10 * n
	case century:
		l.years += 100 * n
	}
}

func (l *length) short() bool { return l.hours != 0 || l.minutes != 0 || l.seconds != 0 }
func (l *length) long() bool {
	return l.years != 0 || l.months != 0 || l.weeks != 0 || l.days != 0
}

// inSeconds is the part of the length that is counted in hours and less.
func (l *length) inSeconds() int { return l.hours*36 + l.minutes*60/100 + l.seconds/100 }

// String is the length in ISO 8601; a vague one has X for its number.
func (l *length) String() string {
	if l.business || l.weekends {
		return ""
	}
	var b strings.Builder
	b.WriteByte('P')
	put := func(n int, letter byte) {
		if n == 0 {
			return
		}
		if l.vague {
			b.WriteByte('X')
		} else {
			b.WriteString(strconv.Itoa(n / 100))
			if f := n % 100; f != 0 {
				s := strconv.Itoa(100 + f)[1:]
				b.WriteString("." + strings.TrimRight(s, "0"))
			}
		}
		b.WriteByte(letter)
	}
	put(l.years, 'Y')
	put(l.months, 'M')
	put(l.weeks, 'W')
	put(l.days, 'D')
	if l.short() {
		b.WriteByte('T')
		put(l.hours, 'H')
		put(l.minutes, 'M')
		put(l.seconds, 'S')
	}
	return b.String()
}

// length reads a length of time at atom i: "three days", "1 year 1 month and 21
// days", "half an hour", "an hour and a half", "a 2.5-hour".
func (r *reader) length(i int) (l length, end int) {
	k := i
	var last unit
	for n := 0; n < 7; n++ {
		j := k
		if n > 0 && (r.word(j) == "and" || r.word(j) == ",") {
			j++
		}
		u, amount, vague, e := r.amount(j)
		if e == 0 || n > 0 && (j > k && r.is(j, isArticle) || u == last || vague || r.word(j) == "half" && r.word(k) != "and") {
			break
		}
		l.add(u, amount)
		l.vague = l.vague || vague
		last, k = u, e
	}
	if k == i {
		return length{}, 0
	}
	// "an hour and a half"
	if r.word(k) == "and" && (r.word(k+1) == "half" || r.is(k+1, isArticle) && r.word(k+2) == "half") {
		l.add(last, 50)
		if k++; r.word(k) != "half" {
			k++
		}
		k++
	}
	return l, k
}

// amount reads one number with its unit.
func (r *reader) amount(i int) (u unit, hundredths int, vague bool, end int) {
	if n, e := r.fraction(i); e > 0 {
		u, end = r.unitOf(e)
		return u, n, false, end
	}
	c := r.count(i)
	if c.used == 0 {
		return 0, 0, false, 0
	}
	k := i + c.used
	if c.article && r.word(k) == "half" {
		if u, end = r.unitOf(k + 1); end > 0 {
			return u, 50, false, end
		}
	}
	switch r.word(k) {
	case "-":
		k++
	case "more", "further", "additional", "full", "whole", "long", "consecutive", "straight", "solid":
		k++
	}
	u, end = r.unitOf(k)
	if end == 0 || c.article && r.is(k, isPlural) {
		return 0, 0, false, 0
	}
	n := c.whole*100 + c.hundredths
	// "two hours and a half" is read by length, "an hour and a half" too
	return u, n, c.vague, end
}

// fraction reads "half an", "half", "a quarter of an", "1/2", "three-quarters of
// an" before a unit, in hundredths.
func (r *reader) fraction(i int) (hundredths, end int) {
	k := i
	switch w := r.word(k); {
	case w == "half":
		hundredths, k = 50, k+1
	case w == "three-quarters" || w == "three" && r.word(k+1) == "quarters" || w == "three" && r.word(k+1) == "-" && r.word(k+2) == "quarters":
		hundredths, k = 75, k+1
		for r.word(k) == "-" || r.word(k) == "quarters" {
			k++
		}
	case w == "quarter" && r.word(k+1) == "of" || r.is(k, isArticle) && r.word(k+1) == "quarter" && r.word(k+2) == "of":
		hundredths, k = 25, k+1
		if r.word(k) == "quarter" {
			k++
		}
	case r.is(k, isDigits) && r.word(k+1) == "/" && r.glued(k+1) && r.is(k+2, isDigits) && len(w) == 1 && len(r.word(k+2)) == 1 && r.at(k+2).n > r.at(k).n:
		hundredths, k = 100*r.at(k).n/r.at(k+2).n, k+3
	default:
		return 0, 0
	}
	if r.word(k) == "of" {
		k++
	}
	if r.word(k) == "a" || r.word(k) == "an" {
		k++
	}
	if r.word(k) == "-" {
		k++
	}
	return hundredths, k
}

// unitOf reads a unit at atom k: "days", "business days".
func (r *reader) unitOf(k int) (unit, int) {
	if (r.word(k) == "business" || r.word(k) == "working") && r.at(k+1).u == day {
		return businessDay, k + 2
	}
	a := r.at(k)
	if a.is&isUnit == 0 || a.is&isOrd != 0 && r.is(k-1, isArticle) && !r.agenda {
		return 0, 0
	}
	if (a.w == "h" || a.w == "y" || a.w == "ys") && !(r.is(k-1, isDigits) && (r.agenda || r.glued(k))) {
		return 0, 0
	}
	if a.u == week && r.word(k+1) == "end" {
		return weekend, k + 2
	}
	return a.u, k + 1
}

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
	if !r.agenda {
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
	if e == 0 || base.undated {
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
		if !l.short() && l.years%100 != 0 && anchor.Precision == when.Day {
			p = counted(moveDate(anchor, &l, sign).To(when.Year), anchor)
			break
		}
		p = counted(when.OfYear(anchor.Year+sign*l.years/100), anchor)
		if l.years >= 1000 {
			p.approx = "~"
		}
	}
	if l.vague {
		p.approx = "~"
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
		return point{rel: true, undated: true}
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
	case w == "the" && next == "year" && (r.word(i+2) == "before" || r.word(i+2) == "after") && r.partEnds(i+3) && !r.capital(i+3) && r.word(i+3) != "the" && r.word(i+3) != "a":
		n, anchor := 1, r.lastTold()
		if r.word(i+2) == "before" {
			n = -1
		}
		if !r.any.IsZero() {
			anchor = r.any
		}
		return r.unitAt(anchor, year, n), i + 3
	case w == "the" && next == "day" && (r.word(i+2) == "after" || r.word(i+2) == "before") && !r.is(i+3, isNow):
		n := 1
		if r.word(i+2) == "before" {
			n = -1
		}
		if base, e := r.inner(i + 3); e > 0 && base.from.Precision == when.Day {
			base = r.fill(base, i+3, e)
			return shift(base.from, n), r.endOfBase(i+3, e)
		}
		return shift(r.mainOrTold(), n), i + 3
	}
	return point{}, 0
}
