package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// relative reads expressions that count from another date.
func (r *reader) relative(i int) (best point, end int) {
	try := func(p point, j int) {
		if j > end {
			best, end = p, j
		}
	}
	a := r.at(i)
	if a.is&(isNow|isDir|isMod|isPart|isArticle|isOther|isSoon|isUnit) != 0 {
		try(r.deictic(i))
		try(r.partOfDay(i))
	}
	if a.is&(isWeekday|isDir|isOther|isUnit|isArticle) != 0 {
		try(r.weekday(i))
	}
	if a.is&(isOrd|isDir|isDigits|isArticle|isNum) != 0 {
		try(r.nth(i))
		try(r.dayOfUnit(i))
	}
	if a.is&(isNum|isDigits|isFew|isArticle|isOther|isClockWord|isUnit|isDir) != 0 {
		try(r.counted(i))
		try(r.window(i))
	}
	if a.is&(isSoon|isUnit|isOther|isArticle) != 0 {
		try(r.soon(i))
	}
	return best, end
}

// nowWord reads "today", "the day before yesterday", "now"; end is 0 when there
// is none.
func (r *reader) nowWord(i int) (point, int) {
	a := r.at(i)
	if a.is&isNow != 0 {
		if r.article && a.w == "today" && !r.quotedAt(i) {
			return point{}, 0 // the present of whoever reads it
		}
		p := shift(r.now(), a.n)
		switch a.w {
		case "tonight", "tonite":
			p.part = nlp.Night
		}
		return p, i + 1
	}
	k := i
	if r.word(k) == "the" {
		k++
	}
	if r.word(k) == "day" && r.is(k+2, isNow) {
		switch {
		case r.word(k+1) == "after" && r.at(k+2).n == 1:
			return shift(r.now(), 2), k + 3
		case r.word(k+1) == "before" && r.at(k+2).n == -1:
			return shift(r.now(), -2), k + 3
		}
	}
	return r.justNow(i)
}

// quoteReach bounds the search for the beginning of a quotation, in atoms.
const quoteReach = 300

// quotedAt reports whether a quotation is open in the sentence before atom i.
func (r *reader) quotedAt(i int) bool {
	open := false
	for k := max(r.first, i-quoteReach); k < i; k++ {
		switch r.word(k) {
		case "“", "«", "``":
			open = true
		case "”", "»", "''":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// justNow reads "now" and its like where the text is an agenda or the word ends
// an interval.
func (r *reader) justNow(i int) (point, int) {
	k := i
	if w := r.word(k); (w == "right" || w == "just") && r.word(k+1) == "now" {
		k++
	}
	if r.word(k) != "now" || !r.agenda {
		return point{}, 0
	}
	p := shift(r.now(), 0)
	if r.nowClock.set && !p.from.IsZero() {
		p.clock = r.nowClock
	}
	return p, k + 1
}

// deictic reads "today", "yesterday morning", "earlier today", "tomorrow at
// lunch", "early tomorrow", "this morning", "late last night".
func (r *reader) deictic(i int) (point, int) {
	k := i
	var m nlp.Modifier
	switch w := r.word(k); {
	case (w == "earlier" || w == "later") && (r.is(k+1, isNow) || r.word(k+1) == "this" && r.is(k+2, isPart)):
		k++
	case r.is(k, isMod) && (w == "early" || w == "late"):
		m = modifiers[r.at(k).n]
		k++
	}
	p, j := r.nowWord(k)
	if j == 0 {
		return r.thisPart(i, k, m)
	}
	if part, e := r.partBehind(j); e > 0 && !p.clock.set {
		p.part = part
		if mod := r.modIn(j, e); mod != "" {
			m = mod
		}
		j = e
	}
	p.mod = m
	return p, j
}

// modIn is the modifier among atoms [k, e).
func (r *reader) modIn(k, e int) nlp.Modifier {
	for ; k < e; k++ {
		if r.is(k, isMod) {
			return modifiers[r.at(k).n]
		}
	}
	return ""
}

// partBehind reads the part of the day behind a day: "morning", "in the evening",
// "early in the morning", "at lunch", "late-night".
func (r *reader) partBehind(j int) (nlp.Part, int) {
	k := j
	if r.word(k) == "," {
		k++
		if w := r.word(k); w != "in" && w != "at" {
			return "", 0
		}
	}
	if r.is(k, isMod) && (r.word(k) == "early" || r.word(k) == "late" || r.word(k) == "mid") {
		k++
		if r.word(k) == "-" {
			k++
		}
	}
	prep := false
	switch r.word(k) {
	case "in":
		k++
		if r.word(k) == "the" {
			k++
		}
		prep = true
		if r.is(k, isMod) {
			k++
			if r.word(k) == "-" {
				k++
			}
		}
		if r.word(k) == "hours" && r.word(k+1) == "of" && r.word(k+2) == "the" {
			k += 3
		}
	case "at":
		if w := r.word(k + 1); w != "night" && w != "dawn" && w != "dusk" && w != "lunch" && w != "lunchtime" && w != "sunset" && w != "sunrise" {
			return "", 0
		}
		k++
		prep = true
	}
	a := r.at(k)
	if a.is&isPart == 0 || !prep && a.is&isPlural != 0 {
		if a.is&isMeridiem != 0 && a.n < 3 && k == j && r.agenda { // "Feb 5 AM"
			return [...]nlp.Part{1: nlp.Morning, 2: nlp.Afternoon}[a.n], k + 1
		}
		return "", 0
	}
	return parts[a.n], k + 1
}

// thisPart reads "this morning", "last night", "that afternoon", "the next
// morning", "the same evening"; m stands before it at atom i.
func (r *reader) thisPart(i, k int, m nlp.Modifier) (point, int) {
	the := r.word(k) == "the"
	if the {
		k++
	}
	a := r.at(k)
	j := k + 1
	if a.is&isDir == 0 {
		return point{}, 0
	}
	if r.is(j, isMod) && (r.word(j) == "early" || r.word(j) == "late") {
		m = modifiers[r.at(j).n]
		j++
	}
	if a.w == "this" && r.word(j) == "past" {
		j++
	}
	b := r.at(j)
	if b.is&isPart == 0 || b.is&isPlural != 0 || b.n == lunch && a.w != "this" {
		return point{}, 0
	}
	var p point
	switch told := the || a.w == "that" || a.w == "same" || a.w == "following" || a.w == "previous"; {
	case a.w == "that" || a.w == "same":
		p = shift(r.lastTold(), 0)
	case told && a.n != here:
		p = shift(r.lastTold(), a.n)
		if !the && a.w == "previous" {
			p = shift(r.now(), -1)
		}
	default:
		p = shift(r.now(), a.n)
	}
	p.part, p.mod = parts[b.n], m
	return p, j + 1
}

// partOfDay reads a part of the day that belongs to a date behind it: "in the
// morning of this Tuesday", "the night of 27 January", "early-morning Tuesday".
func (r *reader) partOfDay(i int) (point, int) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	var m nlp.Modifier
	if r.is(k, isMod) && (r.word(k) == "early" || r.word(k) == "late" || r.word(k) == "mid") {
		m = modifiers[r.at(k).n]
		k++
		if r.word(k) == "-" {
			k++
		}
	}
	if r.word(k) == "hours" && r.word(k+1) == "of" {
		return r.dayWith(k+2, "", m)
	}
	a := r.at(k)
	if a.is&isPart == 0 || a.is&isPlural != 0 {
		return point{}, 0
	}
	j := k + 1
	switch r.word(j) {
	case "of":
		j++
		if r.word(j) == "on" {
			j++
		}
	case "on":
		j++
	case ",":
		if !r.agenda || k == i {
			return point{}, 0
		}
		j++
	default:
		if !r.agenda && !r.is(j, isWeekday) {
			return point{}, 0
		}
	}
	return r.dayWith(j, parts[a.n], m)
}

// dayWith reads the day at atom j and gives it a part and a modifier.
func (r *reader) dayWith(j int, part nlp.Part, m nlp.Modifier) (point, int) {
	p, e := r.dayAt(j)
	if e == 0 || p.part != "" {
		return point{}, 0
	}
	p.part, p.mod = part, m
	return p, e
}

// dayAt reads a day of any kind without its part of the day.
func (r *reader) dayAt(j int) (point, int) {
	p, e := r.calendar(j)
	if q, k := r.weekday(j); k > e {
		p, e = q, k
	}
	if q, k := r.nowWord(j); k > e {
		p, e = q, k
	}
	if q, k := r.nth(j); k > e {
		p, e = q, k
	}
	if q, k := r.bareDay(j, false); k > e {
		p, e = q, k
	}
	if e == 0 || p.from.Precision != when.Day && !p.lacks() && !p.rel {
		return point{}, 0
	}
	if p.weekday == 0 && p.from.Precision < when.Day && !p.rel {
		return point{}, 0
	}
	return p, e
}

// weekday reads "Friday", "Tuesday night", "last Friday", "next Monday", "friday
// of next week", "next week on friday", "last week's sunday".
func (r *reader) weekday(i int) (point, int) {
	p, j := r.weekdayPlain(i)
	if j == 0 {
		return p, 0
	}
	if part, e := r.partBehind(j); e > 0 {
		p.part, p.mod = part, r.modIn(j, e)
		j = e
	}
	return p, j
}

func (r *reader) weekdayPlain(i int) (point, int) {
	k := i
	if r.word(k) == "on" && r.is(k+1, isWeekday) && r.agenda {
		if p, j := r.weekdayIn(k + 1); j > 0 {
			return p, j
		}
		return point{}, 0
	}
	if p, j := r.weekThen(k); j > 0 {
		return p, j
	}
	if r.word(k) == "the" && r.is(k+1, isDir) && r.is(k+2, isWeekday) {
		k++
	}
	p := point{}
	lead := r.at(k)
	if lead.is&isDir != 0 {
		p.dir, p.dirSet = lead.n, true
		k++
		if lead.w == "this" && (r.word(k) == "past" || r.word(k) == "coming" || r.word(k) == "upcoming") {
			p.dir = r.at(k).n
			k++
		}
		w := r.word(k - 1)
		p.soon = w == "coming" || w == "upcoming" || w == "past"
	}
	a := r.at(k)
	if a.is&isWeekday == 0 || a.is&isAmbiguous != 0 && !r.shortWeekday(k, p.dirSet) {
		return point{}, 0
	}
	p.weekday = a.n
	if w := r.word(k - 1); !r.agenda && k == i && (w == "a" || w == "an" || w == "any" || w == "per" || w == "/") {
		return point{}, 0 // any such day
	}
	if r.is(k+1, isPart) && r.is(k+1, isPlural) && !r.agenda {
		return point{}, 0
	}
	if lead.w == "this" && r.agenda {
		if q, j := r.weekdayAnd(k); j > 0 && r.plausible(q) {
			return q, j
		}
	}
	switch {
	case lead.w == "that" || lead.w == "same":
		return r.weekdayTold(a.n, 0), k + 1
	case lead.w == "following" || k-2 >= i && r.word(k-2) == "the" && lead.n != here:
		return r.weekdayTold(a.n, lead.n), k + 1
	case p.dirSet:
		return p, k + 1
	}
	if q, j := r.weekdayIn(k); j > 0 {
		return q, j
	}
	return p, k + 1
}

// shortWeekday reports whether "sat" and its like is a weekday.
func (r *reader) shortWeekday(k int, led bool) bool {
	a := r.at(k)
	if r.agenda {
		return led || r.end == 1 || r.end == 2 || a.w != "sun" && a.w != "sat"
	}
	return r.capital(k) && (a.w[len(a.w)-1] == '.' || a.w != "sun" && a.w != "sat" && a.w != "mon" && a.w != "wed" || r.word(k+1) == "," || r.shape(k) == nlp.Title && r.is(k-1, isDir))
}

// weekdayTold is the weekday on, before or after the last date told.
func (r *reader) weekdayTold(w, dir int) point {
	anchor := r.lastTold()
	if anchor.Precision != when.Day {
		return point{rel: true}
	}
	switch dir {
	case back:
		return counted(anchor.AddDays(-1).OnOrBefore(goWeekday(w)), anchor)
	case forward:
		return counted(anchor.AddDays(1).OnOrAfter(goWeekday(w)), anchor)
	}
	return counted(anchor.OnOrAfter(goWeekday(w)), anchor)
}

// weekdayIn reads a weekday of a week that is told behind it: "friday of next
// week", "monday this week", "wednesday after next", "sunday from last week".
func (r *reader) weekdayIn(k int) (point, int) {
	w := r.at(k).n
	j := k + 1
	switch r.word(j) {
	case "of", "from", "in", "on", ",":
		j++
	case "after":
		if r.word(j+1) == "next" {
			return r.weekdayOf(w, 1, true), j + 2
		}
	}
	if r.word(j) == "the" {
		j++
	}
	if a := r.at(j); a.is&isDir != 0 && a.w != "that" && a.w != "same" && r.at(j+1).u == week && !r.is(j+1, isPlural) {
		return r.weekdayOf(w, a.n, false), j + 2
	}
	return point{}, 0
}

// weekdayOf is a weekday of the week n weeks on; afterNext counts such days from
// today instead.
func (r *reader) weekdayOf(w, n int, afterNext bool) point {
	anchor := r.now()
	if anchor.Precision != when.Day {
		return point{rel: true}
	}
	if afterNext {
		return counted(anchor.AddDays(1).OnOrAfter(goWeekday(w)).AddDays(7), anchor)
	}
	return counted(mondayOf(anchor).AddDays(7*n+w-1), anchor)
}

// weekThen reads "next week on friday", "this week friday", "last week's sunday".
func (r *reader) weekThen(k int) (point, int) {
	a := r.at(k)
	if a.is&isDir == 0 || a.w == "that" || a.w == "same" || r.at(k+1).u != week && r.word(k+1) != "week's" || r.is(k+1, isPlural) {
		return point{}, 0
	}
	j := k + 2
	if e := r.pluralEnd(j); e > 0 {
		j = e
	} else if r.word(j) == "on" {
		j++
	}
	if !r.is(j, isWeekday) || r.is(j, isAmbiguous) && !r.agenda {
		return point{}, 0
	}
	return r.weekdayOf(r.at(j).n, a.n, false), j + 1
}

// nth reads "the first Friday of July", "last Monday of March", "third day of
// october", "the first Monday of this month", "second sunday".
func (r *reader) nth(i int) (point, int) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	n, j := r.countedFromEnd(k)
	if j == 0 {
		return point{}, 0
	}
	a := r.at(j)
	w := 0
	switch {
	case a.is&isWeekday != 0:
		w = a.n
	case a.u != day || a.is&isPlural != 0 || a.w == "night":
		return point{}, 0
	}
	span, e := r.spanOf(j + 1)
	if e == 0 && w > 0 {
		if p, k := r.nthAfter(n, w, j+1); k > 0 {
			return p, k
		}
		if r.agenda && n > 0 && n <= 5 && !r.is(k, isDir) {
			span, e = r.unitAt(r.now(), month, 0), j+1
		}
	}
	if e == 0 || span.lacks() || e == j+1 && !r.agenda {
		return point{}, 0
	}
	if span.from.IsZero() {
		return point{rel: true}, e
	}
	first, last := span.from.Earliest(), span.from.Latest()
	if !span.to.IsZero() {
		last = span.to.Latest()
	}
	p := point{rel: span.rel, anchor: span.anchor}
	if w > 0 {
		p.from = nthWeekday(first, last, w, n)
	} else if n > 0 {
		p.from = first.AddDays(n - 1)
	} else {
		p.from = last.AddDays(n + 1)
	}
	if p.from.IsZero() {
		return point{rel: true}, e
	}
	return p, e
}

// nthAfter reads "third tuesday after christmas 2014".
func (r *reader) nthAfter(n, w, j int) (point, int) {
	if r.word(j) != "after" || n < 1 {
		return point{}, 0
	}
	base, e := r.inner(j + 1)
	if e == 0 {
		return point{}, 0
	}
	base = r.fill(base, j+1, e)
	if base.from.Precision != when.Day {
		return point{}, 0
	}
	return counted(base.from.AddDays(1).OnOrAfter(goWeekday(w)).AddDays(7*(n-1)), base.from), e
}

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
