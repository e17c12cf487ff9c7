package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// settle fills in what the point at atoms [i, j) lacks and makes it a time
// expression.
func (r *reader) settle(p point, i, j int) nlp.Timex {
	p = r.fill(p, i, j)
	t := nlp.Timex{Kind: nlp.Date, Relative: p.rel, Part: p.part, Modifier: p.mod, Attributive: p.noun}
	if p.from.IsZero() || !p.from.Valid() {
		return t
	}
	if p.rel {
		t.Anchor = p.anchor.String()
	}
	if p.clock.set {
		return r.timed(p, t)
	}
	q := p.approx
	if q == "" {
		q = r.qualifier(i)
	}
	if p.open {
		t.Value = when.Interval{From: p.from}.String()
		return t
	}
	if !p.to.IsZero() {
		if !p.to.Valid() || p.to.Latest().Number() < p.from.Number() {
			return t
		}
		from, to := p.from.With(q), p.to.With(q)
		if r.circa(i) {
			to.Qualifier = "" // only what it stands before
		}
		t.Value = when.Interval{From: from, To: to}.String()
		return t
	}
	t.Value = p.from.With(q).String()
	return t
}

// timed makes the clock time of a point that counts hours from a clock time.
func (r *reader) timed(p point, t nlp.Timex) nlp.Timex {
	t.Kind, t.On = nlp.Clock, p.from.String()
	t.Value, t.Exact = p.clock.String(), p.clock.exact()
	if p.clockTo.set {
		t.Value += "/" + p.clockTo.String()
		if t.Exact != "" || p.clockTo.exact() != "" {
			t.Exact = p.clock.full() + "/" + p.clockTo.full()
		}
		if !p.to.IsZero() && p.to != p.from {
			t.On = when.Interval{From: p.from, To: p.to}.String()
		}
	}
	return t
}

// qualifier is how the words before atom i make a date uncertain.
func (r *reader) qualifier(i int) string {
	if r.circa(i) {
		return "~"
	}
	switch r.word(i - 1) {
	case "around", "about", "approximately", "roughly", "near":
		switch r.word(i - 2) {
		case "possibly", "perhaps", "probably":
			return "%"
		}
		return "~"
	case "possibly", "probably", "perhaps", "maybe", "allegedly":
		return "?"
	case "on", "in":
		switch r.word(i - 2) {
		case "possibly", "probably", "perhaps", "maybe":
			return "?"
		}
	}
	return ""
}

// circa reports whether "c.", "ca." or "circa" stands before atom i.
func (r *reader) circa(i int) bool {
	switch w := r.word(i - 1); w {
	case "circa", "c.", "ca.", "c", "ca":
		return true
	case ".":
		return r.glued(i-1) && (r.word(i-2) == "c" || r.word(i-2) == "ca")
	}
	return false
}

// fill finds the year, month or day that p lacks.
func (r *reader) fill(p point, i, j int) point {
	switch {
	case p.weekday > 0:
		q := r.fillWeekday(p, i, j)
		q.part, q.mod = p.part, p.mod
		return q
	case p.noMonth:
		q := r.fillMonth(p, i, j)
		q.part, q.mod = p.part, p.mod
		return q
	case p.noYear:
		d, anchor := r.withYear(p.from, p, i, j)
		p.noYear, p.rel, p.anchor = false, true, anchor
		if !p.to.IsZero() && !d.IsZero() {
			p.to.Year += d.Year - p.from.Year
		}
		p.from = d
	}
	return p
}

// fillWeekday finds the day of a weekday: in a dated report the last such day
// not after its date, or the next in a sentence about the future; in a story
// that has only its own dates, the next such day after the last one told, and not
// after the first one where that is when somebody told of it.
func (r *reader) fillWeekday(p point, i, j int) point {
	anchor := r.now()
	if anchor.Precision != when.Day {
		return point{rel: true}
	}
	w := goWeekday(p.weekday)
	var d when.Date
	switch {
	case p.dirSet && p.dir == forward && p.soon:
		d = anchor.AddDays(1).OnOrAfter(w)
	case p.dirSet && p.dir == forward:
		d = mondayOf(anchor).AddDays(6 + p.weekday)
	case p.dirSet && p.dir == back && r.agenda && !p.soon:
		d = mondayOf(anchor).AddDays(p.weekday - 8)
	case p.dirSet && p.dir == back:
		d = anchor.AddDays(-1).OnOrBefore(w)
	case r.agenda && p.dirSet:
		d = anchor.OnOrAfter(w)
	case r.agenda && r.future(i, j):
		d = anchor.AddDays(1).OnOrAfter(w)
	case r.published.Precision != when.Day && r.mainSaid && anchor == r.main && !r.future(i, j):
		d = anchor.OnOrBefore(w)
	case r.published.Precision != when.Day, r.future(i, j):
		d = anchor.OnOrAfter(w)
	default:
		d = anchor.OnOrBefore(w)
	}
	return counted(d, anchor)
}

// fillMonth finds the month of "the 27th": in a dated report the nearest one that
// puts the day at or before its date, after it in a sentence about the future;
// in other texts that of the last date told. A weekday beside it must agree.
func (r *reader) fillMonth(p point, i, j int) point {
	anchor := r.now()
	if anchor.IsZero() {
		return point{rel: true}
	}
	ahead := r.future(i, j)
	step, turn := 0, -1
	if anchor.Precision == when.Day && !r.published.IsZero() {
		switch {
		case ahead && p.from.Day < anchor.Day:
			step = 1
		case !ahead && p.from.Day > anchor.Day:
			step = -1
		}
	}
	if ahead {
		turn = 1
	}
	if d := p.monthOf(anchor, step, turn); !d.IsZero() {
		return counted(d, anchor)
	}
	return counted(p.monthOf(anchor, step, -turn), anchor)
}

// monthOf is the day of p in the first of twelve months, step months from the
// anchor on in one direction, that has it and agrees with the weekday told.
func (p *point) monthOf(anchor when.Date, step, turn int) when.Date {
	for range 12 {
		m := when.OfMonth(anchor.Year, anchor.Month).AddMonths(step)
		d := when.OfDay(m.Year, m.Month, p.from.Day)
		if d.Valid() && p.agrees(d) {
			return d
		}
		step += turn
	}
	return when.Date{}
}

// agrees reports whether d falls on the weekday told beside it.
func (p *point) agrees(d when.Date) bool {
	return p.check == 0 || d.Precision != when.Day || d.Weekday() == goWeekday(p.check)
}

// withYear finds the year of a date without one: in a dated report that of the
// last such date not after the report (the next one in a sentence about the
// future), in an article the one nearest to the last date told.
func (r *reader) withYear(d when.Date, p point, i, j int) (full, anchor when.Date) {
	if r.published.Precision >= when.Month {
		return r.yearOfReport(d, p, i, j), r.published
	}
	anchor = r.last
	if r.yearHere > 0 {
		anchor = when.OfYear(r.yearHere)
	}
	if anchor.IsZero() {
		anchor = r.main
	}
	if anchor.IsZero() && r.published.Precision == when.Year {
		anchor = r.published
	}
	if anchor.IsZero() && r.mainYear > 0 {
		d.Year = r.mainYear
		return held(d), when.OfYear(r.mainYear)
	}
	if anchor.IsZero() {
		return when.Date{}, when.Date{}
	}
	if anchor.Precision < when.Month {
		d.Year = anchor.Year
		return held(d), anchor
	}
	best := p.nearest(d, anchor)
	if r.article && anchor.Precision == when.Month && r.main.Precision == when.Day && !p.dirSet && d.Precision == when.Day {
		// After a look back to some month, a day near the main date is told of that.
		if m := p.nearest(d, r.main); apart(m, r.main) < apart(best, anchor) && apart(m, r.main) <= 45 {
			return m, r.main
		}
	}
	return best, anchor
}

// apart is the number of days between two dates.
func apart(d, e when.Date) int { return abs(d.Number() - e.Number()) }

// nearest puts d in the year that brings it nearest to the anchor.
func (p *point) nearest(d, anchor when.Date) when.Date {
	best, far := when.Date{}, 1<<30
	for y := anchor.Year - 1; y <= anchor.Year+1; y++ {
		d.Year = y
		gap := d.Number() - anchor.Number()
		if p.dirSet && (p.dir == back && gap >= 0 || p.dir == forward && gap <= 0) {
			continue
		}
		if gap = max(gap, -gap); gap < far && held(d) == d {
			best, far = d, gap
		}
	}
	if !p.agrees(best) {
		if e := p.agreeing(best, -1); !e.IsZero() {
			return e
		}
	}
	return best
}

// agreeing is the nearest year in which d falls on the weekday told, sought in
// one direction first.
func (p *point) agreeing(d when.Date, turn int) when.Date {
	for _, t := range [...]int{turn, -turn} {
		e := d
		for range 2 {
			e.Year += t
			if e.Valid() && p.agrees(e) {
				return e
			}
		}
	}
	return when.Date{}
}

func (r *reader) yearOfReport(d when.Date, p point, i, j int) when.Date {
	d.Year = r.published.Year
	pub := r.published.Earliest().Number()
	turn := -1
	switch ahead := p.dirSet && p.dir == forward; {
	case p.dirSet && p.dir == here && d.Precision != when.Day:
		return held(d)
	case ahead && d.Number() <= pub:
		d.Year++
	case ahead:
	case p.dirSet && p.dir == back && d.Latest().Number() >= pub:
		d.Year--
	case p.dirSet && p.dir == back:
	case r.future(i, j):
		turn = 1
		if d.Latest().Number() < pub {
			d.Year++
		}
	case d.Number() > r.published.Latest().Number()+1:
		d.Year--
	}
	for k := 0; k < 8 && d.Precision == when.Day && d.Month == 2 && d.Day == 29 && !d.Valid(); k++ {
		d.Year += turn // a leap year
	}
	if !p.agrees(d) {
		for _, t := range [...]int{-1, 1} { // a day or two over the turn of the year
			if e := d; r.published.Precision == when.Day {
				e.Year += t
				if gap := e.Number() - pub; e.Valid() && p.agrees(e) && gap > -200 && gap < 200 {
					return e
				}
			}
		}
		if e := d; r.agenda {
			for range 2 {
				if e.Year += turn; e.Valid() && p.agrees(e) {
					return e
				}
			}
		}
	}
	return held(d)
}
