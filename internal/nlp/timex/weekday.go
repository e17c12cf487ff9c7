package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

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
