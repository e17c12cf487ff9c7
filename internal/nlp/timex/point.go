package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// The modifiers that words can carry in the lexicon.
const (
	modStart = iota + 1
	modMid
	modEnd
)

var modifiers = [...]nlp.Modifier{modStart: nlp.Start, modMid: nlp.Mid, modEnd: nlp.End}

// The parts of the day in the lexicon.
const (
	morning = iota + 1
	lunch
	afternoon
	evening
	night
)

var parts = [...]nlp.Part{morning: nlp.Morning, lunch: nlp.Lunch, afternoon: nlp.Afternoon, evening: nlp.Evening, night: nlp.Night}

// point is a date as the text gives it, before what it lacks is filled in. A
// week, a quarter and the like run from one date to another.
type point struct {
	from, to when.Date // to is zero for a single date
	noYear   bool      // the year is to be found
	noMonth  bool      // so is the month: "the 27th"
	weekday  int       // 1 to 7 for a bare weekday, whose day is to be found
	dir      int       // forward or back where the words say so
	dirSet   bool
	soon     bool      // the nearest in that direction: "coming", "past"
	rel      bool      // worked out from anchor
	anchor   when.Date // none with rel: there was nothing to count from
	approx   string    // EDTF qualifier that the words ask for
	mod      nlp.Modifier
	part     nlp.Part
	clock    clock // with set: a time of day as well, counted in hours
	clockTo  clock
	window   bool // a stretch of time up to or from now, which moves no anchor
	noDate   bool // a stretch of hours that no clock time is told for
	isYear   bool // a year and nothing else
	open     bool // a span without an end
	noun     bool // it dates the noun behind it
	check    int  // the weekday that the day must fall on, where it is told
}

// lacks reports whether something is to be filled in.
func (p *point) lacks() bool { return p.noYear || p.noMonth || p.weekday > 0 }

func single(d when.Date) point { return point{from: d} }

// counted is a date worked out from an anchor; one without an anchor has no
// value.
func counted(d, anchor when.Date) point {
	if anchor.IsZero() || d.IsZero() {
		return point{rel: true}
	}
	return point{from: d, rel: true, anchor: anchor}
}

// stretch is an interval worked out from an anchor.
func stretch(from, to, anchor when.Date) point {
	p := counted(from, anchor)
	if !p.from.IsZero() {
		p.to = to
	}
	return p
}

// shift is the day n days after an anchor, without a value where the anchor is
// no day.
func shift(anchor when.Date, n int) point {
	if anchor.Precision != when.Day {
		return point{rel: true}
	}
	return counted(anchor.AddDays(n), anchor)
}

// weekOf is the week, Monday to Sunday, n weeks after the one that a day lies in.
func weekOf(anchor when.Date, n int) point {
	if anchor.Precision != when.Day {
		return point{rel: true}
	}
	monday := mondayOf(anchor).AddDays(7 * n)
	return stretch(monday, monday.AddDays(6), anchor)
}

func mondayOf(d when.Date) when.Date { return d.OnOrBefore(goWeekday(1)) }

// weekendOf is the Saturday and Sunday of the week n weeks on.
func weekendOf(anchor when.Date, n int) point {
	p := weekOf(anchor, n)
	if !p.from.IsZero() {
		p.from = p.from.AddDays(5)
	}
	return p
}

// quarterOf is a quarter of a year, 1 to 4.
func quarterOf(y, q int) (from, to when.Date) {
	return when.OfMonth(y, 3*q-2), when.OfMonth(y, 3*q)
}

// dayOfMonth is day n of a month counted from the last where n is negative, none
// when there is no such day.
func dayOfMonth(y, m, n int) when.Date {
	if n < 0 {
		n += when.DaysIn(y, m) + 1
	}
	return held(when.OfDay(y, m, n))
}

// nthWeekday is the nth such weekday of the days from first to last, counted from
// the end where n is negative; none when there are fewer.
func nthWeekday(first, last when.Date, w, n int) when.Date {
	var d when.Date
	if n > 0 {
		d = first.OnOrAfter(goWeekday(w)).AddDays(7 * (n - 1))
	} else {
		d = last.OnOrBefore(goWeekday(w)).AddDays(7 * (n + 1))
	}
	if d.Number() < first.Number() || d.Number() > last.Number() {
		return when.Date{}
	}
	return d
}

// held keeps days out of months that do not have them.
func held(d when.Date) when.Date {
	if !d.Valid() {
		return when.Date{}
	}
	return d
}
