package timex

import (
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// clockSpan reads spans of times: "9:30 - 11:00", "from 5 to 6 pm", "between 3 in
// the morning and 5pm", "10:35 to 10:39".
func (r *reader) clockSpan(i int) (nlp.Timex, int) {
	k := i
	lead := ""
	switch r.word(k) {
	case "from", "between":
		lead = r.word(k)
		k++
	case "later", "after": // "later than 9:30 but before 11:00"
		if !r.agenda {
			return nlp.Timex{}, 0
		}
		if k++; r.word(k) == "than" {
			k++
		}
		lead = "but"
	}
	a, j := r.timeOfDay(k)
	if j == 0 {
		return nlp.Timex{}, 0
	}
	zone := ""
	if z, e := r.zone(j); e > 0 {
		zone, j = z, e
		a.marked = true
	}
	m := r.link(j, lead)
	if m == 0 {
		return nlp.Timex{}, 0
	}
	b, e := r.timeOfDay(m)
	if e == 0 {
		return nlp.Timex{}, 0
	}
	if z, n := r.zone(e); n > 0 {
		zone, e = z, n
		b.marked = true
	}
	if !r.spanStands(i, k, m, e, lead, &a, &b) {
		return nlp.Timex{}, 0
	}
	a, b = sameHalf(a, b)
	t := nlp.Timex{Kind: nlp.Clock, Value: a.String() + "/" + b.String(), Zone: zone, Part: b.part}
	if a.exact() != "" || b.exact() != "" {
		t.Exact = a.full() + "/" + b.full()
	}
	return t, e
}

// link is the atom behind what joins the ends of a span at atom k, 0 for none.
func (r *reader) link(k int, lead string) int {
	switch r.word(k) {
	case "-", "–", "—":
		return k + 1
	case "to", "until", "till", "til", "through", "thru", "untill":
		return k + 1
	case "and":
		if lead == "between" {
			return k + 1
		}
	case "but":
		if lead == "but" && r.word(k+1) == "before" {
			return k + 2
		}
	}
	return 0
}

// spanStands reports whether two readings are times of day rather than numbers.
func (r *reader) spanStands(i, k, m, e int, lead string, a, b *reading) bool {
	aOK, bOK := a.marked || a.half != noHalf, b.marked || b.half != noHalf
	switch {
	case r.glued(e) && (r.word(e) == "-" || r.word(e) == "/") && r.is(e+1, isDigits):
		return false
	case aOK && bOK:
		return true
	case !aOK && !bOK:
		return r.agenda && (lead != "" && a.words && b.words && !a.bare && !b.bare || !r.hasClock && a.bare && b.bare && r.bareSpan(i, e, lead))
	case aOK && !r.agenda:
		return b.bare && (lead != "" || a.half != noHalf) && !r.is(e, isUnit|isMonth) && r.is(m, isDigits) && (e >= r.end || !r.small(e)) && !b.words && lead != "between"
	case aOK:
		return !r.is(e, isUnit|isMonth|isOrdSuffix)
	}
	return !(a.words && !r.agenda) && (lead != "" || r.is(k, isDigits))
}

// bareSpan reports whether two bare numbers are hours: "from 5 to 6 next sunday",
// "monday 8 to 9".
func (r *reader) bareSpan(i, e int, lead string) bool {
	next := r.at(e)
	if next.is&(isMonth|isUnit|isOrdSuffix) != 0 {
		return false
	}
	day := next.is&(isNow|isWeekday) != 0 || next.is&isDir != 0 && r.at(e+1).is&(isWeekday|isPart) != 0
	if w := next.w; w == "on" || w == "of" {
		day = r.at(e+1).is&(isMonth|isDir) == 0 || r.at(e+1).is&isDir != 0 && r.at(e+2).u != month
	}
	return day || r.is(i-1, isWeekday|isPart) || lead != "" && e >= r.end-1
}

// sameHalf gives the end that does not tell its half that of the other, or the
// next one where the times would run backwards.
func sameHalf(a, b reading) (reading, reading) {
	switch {
	case a.half == noHalf && b.half == pm && a.hour < 12:
		if h := a.hour + 12; h*60+a.minute < b.hour*60+b.minute {
			a.hour = h
		}
	case a.half == noHalf && b.half == am && a.hour == 12:
		a.hour = 0
	case b.half == noHalf && a.half != noHalf && b.hour <= 12:
		h := b.hour % 12
		if a.half == pm && h+12 > a.hour || a.half == am && h*60+b.minute <= a.hour*60+a.minute {
			h += 12
		}
		b.hour = h
	case a.half == noHalf && b.half == noHalf && b.hour <= 12 && a.hour <= 12 && b.hour*60+b.minute < a.hour*60+a.minute:
		if a.hour == 12 && b.hour < 12 {
			a.hour = 0
		} else {
			b.hour = b.hour%12 + 12
		}
	}
	return a, b
}

// cable reads the date-time group of operations cables: "270800ZJAN23", "270800Z
// JAN 23": day, hour, minute, zone letter, month and year.
func (r *reader) cable(i int) (nlp.Timex, int) {
	a := r.at(i)
	if a.is&isDigits == 0 || len(a.w) != 6 || r.glued(i) && i > r.first && !r.fresh(i) {
		return nlp.Timex{}, 0
	}
	d, h, m := a.n/10000, a.n/100%100, a.n%100
	if d < 1 || d > 31 || h > 23 || m > 59 {
		return nlp.Timex{}, 0
	}
	zone, month, k := r.groupZone(i + 1)
	if k == 0 {
		return nlp.Timex{}, 0
	}
	p := point{from: when.OfDay(0, month, d), noYear: true}
	if month == 0 {
		p = point{from: when.OfDay(2000, 1, d), noMonth: true}
	} else if y := r.at(k); y.is&isDigits != 0 && (len(y.w) == 2 || r.year4(k) > 0) {
		p.noYear = false
		p.from.Year = y.n
		if len(y.w) == 2 {
			p.from.Year = twoFigures(y.n)
		}
		k++
	}
	t := nlp.Timex{Kind: nlp.Clock, Value: clockOf(h, m).String(), Zone: zone}
	p = r.fill(p, i, k)
	if p.from.IsZero() || !p.from.Valid() {
		if month == 0 {
			return t, k // the day of a month that nothing tells
		}
		return nlp.Timex{}, 0
	}
	t.On, t.Relative, t.Dated = p.from.String(), p.rel, true
	if p.rel {
		t.Anchor = p.anchor.String()
	}
	return t, k
}

// groupZone reads the zone and month of a date-time group from atom i on: "Z NOV",
// "ZNOV", "D* AUG", " UTC JUN", or only "Z". month is 0 when there is none, end 0
// when it is no date-time group.
func (r *reader) groupZone(i int) (zone string, month, end int) {
	w := r.word(i)
	if (w == "utc" || w == "gmt") && r.is(i+1, isMonth) {
		return strings.ToUpper(w), r.at(i + 1).n, i + 2
	}
	if !r.glued(i) || w == "" || !isLetter(w[0]) {
		return "", 0, 0
	}
	if len(w) > 1 {
		if e := lexicon[w[1:]]; e.is&isMonth != 0 && len(w) == 4 {
			return militaryZone(w[0]), e.n, i + 1
		}
		return "", 0, 0
	}
	end = r.star(i + 1)
	if r.is(end, isMonth) {
		return militaryZone(w[0]), r.at(end).n, end + 1
	}
	if !r.capital(i) {
		return "", 0, 0
	}
	return militaryZone(w[0]), 0, end
}

// star passes over the mark behind a zone that is half an hour off: "D*".
func (r *reader) star(k int) int {
	if r.word(k) == "*" && r.glued(k) {
		return k + 1
	}
	return k
}

// militaryZone is the zone that the letter of a date-time group stands for.
func militaryZone(c byte) string {
	if c == 'j' {
		return "local time"
	}
	return string(c - 'a' + 'A')
}
