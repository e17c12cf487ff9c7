package timex

import (
	"strconv"
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// calendar reads absolute dates and dates that lack their year: "27 January
// 2023", "January 27", "2023-01-27", "27/01/2023", "Mon Mar 29 00:53:13 2010".
func (r *reader) calendar(i int) (nlp.Timex, int) {
	if d, n := r.numeric(i); n > 0 {
		return date(r.qualified(i, d)), n
	}
	if weekdays[r.word(i)] > 0 {
		k := i + 1
		if r.word(k) == "," {
			k++
		}
		if w := r.word(k); w == "the" || parts[w] {
			k++
		}
		if d, rel, n := r.dayMonth(k); n > 0 {
			return r.settle(i, d, rel), k + n - i
		}
		return nlp.Timex{}, 0
	}
	if d, rel, n := r.dayMonth(i); n > 0 {
		return r.settle(i, d, rel), n
	}
	return nlp.Timex{}, 0
}

// settle makes the timex of a date; one without its year is anchored first.
func (r *reader) settle(i int, d when.Date, noYear bool) nlp.Timex {
	if !noYear {
		return date(r.qualified(i, d))
	}
	full, anchor := r.withYear(d)
	if full.IsZero() {
		return nlp.Timex{Kind: nlp.Date}
	}
	t := from(r.qualified(i, full), anchor)
	return t
}

// withYear finds the year of a day and month: in a dated report the last such
// day not after its date (the next one in a sentence about the future), in an
// article the year nearest to the last date told.
func (r *reader) withYear(d when.Date) (full, anchor when.Date) {
	if r.published.Precision == when.Day {
		d.Year = r.published.Year
		limit := r.published.First()
		switch {
		case r.future && d.Last().Before(limit):
			d.Year++
		case !r.future && d.First().After(limit.AddDate(0, 0, 1)):
			d.Year--
		}
		return held(d), r.published
	}
	anchor = r.last
	if anchor.IsZero() {
		anchor = r.main
	}
	if anchor.IsZero() && r.mainYear > 0 {
		d.Year = r.mainYear
		return held(d), when.OfYear(r.mainYear)
	}
	if anchor.IsZero() {
		return when.Date{}, when.Date{}
	}
	best, far := when.Date{}, 1<<30
	for y := anchor.Year - 1; y <= anchor.Year+1; y++ {
		d.Year = y
		gap := int(d.First().Sub(anchor.First()).Hours() / 24)
		if gap = max(gap, -gap); gap < far {
			best, far = d, gap
		}
	}
	return held(best), anchor
}

// held keeps a 29 February out of years that have none.
func held(d when.Date) when.Date {
	if !d.Valid() {
		return when.Date{}
	}
	return d
}

// dayMonth reads a day and month in either order with or without a year, and a
// month alone with its year. noYear is set where the year is missing.
func (r *reader) dayMonth(i int) (d when.Date, noYear bool, n int) {
	k := i
	if r.word(k) == "the" && r.dayNumber(k+1) > 0 {
		k++
	}
	if day := r.dayNumber(k); day > 0 {
		m := k + 1
		if r.word(m) == "of" {
			m++
		}
		if mo := r.month(m); mo > 0 {
			y, used := r.yearAfter(m + 1)
			if d = when.OfDay(y, mo, day); y > 0 && d.Valid() {
				return d, false, m + 1 + used - i
			}
			d.Year = 2000
			return when.OfDay(0, mo, day), true, cond(d.Valid(), m+1-i)
		}
		return d, false, 0
	}
	mo := r.month(i)
	if mo == 0 {
		return d, false, 0
	}
	if day := r.dayNumber(i + 1); day > 0 && !r.clockAt(i+1) {
		k := i + 2
		k += r.skipTime(k)
		y, used := r.yearAfter(k)
		if y > 0 {
			d = when.OfDay(y, mo, day)
			return d, false, cond(d.Valid(), k+used-i)
		}
		d = when.OfDay(2000, mo, day)
		return when.OfDay(0, mo, day), true, cond(d.Valid(), 2)
	}
	y, used := r.yearAfter(i + 1)
	if y > 0 {
		return when.OfMonth(y, mo), false, 1 + used
	}
	return d, false, 0
}

func cond(ok bool, n int) int {
	if ok {
		return n
	}
	return 0
}

// skipTime passes over a clock time between day and year: "Mar 29 00:53:13 2010".
func (r *reader) skipTime(k int) int {
	if strings.Count(r.word(k), ":") > 0 && year(r.word(k+1)) > 0 {
		return 1
	}
	return 0
}

// month is the month named by token i, 0 for none. Short forms that are also
// other words need a capital and a number beside them.
func (r *reader) month(i int) int {
	w := r.word(i)
	m := months[w]
	if m == 0 {
		return 0
	}
	if (short[w] || !r.capital(i)) && r.dayNumber(i-1) == 0 && r.dayNumber(i+1) == 0 && year(r.word(i+1)) == 0 && r.word(i-1) != "in" && r.word(i-1) != "of" &&
		r.word(i-1) != "last" && r.word(i-1) != "since" && r.word(i-1) != "late" && r.word(i-1) != "early" && r.word(i+1) != "of" {
		return 0
	}
	return m
}

// dayNumber is the day of the month that token i gives, 0 for none.
func (r *reader) dayNumber(i int) int {
	w := r.word(i)
	if w == "" {
		return 0
	}
	if n := ordinals[w]; n > 0 && (months[r.word(i+1)] > 0 || r.word(i+1) == "of" && months[r.word(i+2)] > 0 || months[r.word(i-1)] > 0) {
		return n
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, suffix)
	}
	if len(w) > 2 {
		return 0
	}
	n, ok := number(w)
	if !ok || n < 1 || n > 31 {
		return 0
	}
	return n
}

// yearAfter reads a year that follows, behind a comma or "of".
func (r *reader) yearAfter(k int) (y, used int) {
	if w := r.word(k); w == "," || w == "of" {
		if y := year(r.word(k + 1)); y > 0 {
			return y, 2
		}
		return 0, 0
	}
	if y := year(r.word(k)); y > 0 {
		return y, 1
	}
	return 0, 0
}

// year reads four digits that can be a year.
func year(w string) int {
	if len(w) != 4 {
		return 0
	}
	n, ok := number(w)
	if !ok || n < 1000 || n > 2100 {
		return 0
	}
	return n
}

func number(w string) (int, bool) {
	if w == "" || len(w) > 9 {
		return 0, false
	}
	for i := 0; i < len(w); i++ {
		if w[i] < '0' || w[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}

// numeric reads dates in figures. Where day and month could change places the
// day is taken to stand first, as in most of the world, unless it is above 12 in
// second place.
func (r *reader) numeric(i int) (when.Date, int) {
	w := r.word(i)
	if len(w) >= 10 && w[4] == '-' && (len(w) == 10 || w[10] == 't') {
		if d, err := when.ParseDate(w[:10]); err == nil {
			return d, 1
		}
	}
	if strings.Count(w, ".") == 2 {
		p := strings.Split(w, ".")
		return figures(p[0], p[1], p[2], 1)
	}
	for _, sep := range []string{"/", "-"} {
		if r.word(i+1) == sep && r.word(i+3) == sep && r.joined(i) && r.joined(i+1) && r.joined(i+2) && r.joined(i+3) {
			return figures(w, r.word(i+2), r.word(i+4), 5)
		}
	}
	return when.Date{}, 0
}

func figures(a, b, c string, n int) (when.Date, int) {
	x, ok1 := number(a)
	y, ok2 := number(b)
	z, ok3 := number(c)
	if !ok1 || !ok2 || !ok3 {
		return when.Date{}, 0
	}
	var d when.Date
	switch {
	case len(a) == 4:
		d = when.OfDay(x, y, z)
	case len(c) == 4 && y > 12:
		d = when.OfDay(z, x, y)
	case len(c) == 4:
		d = when.OfDay(z, y, x)
	default:
		return when.Date{}, 0
	}
	return d, cond(d.Valid(), n)
}

// interval reads spans of dates: "26-29 November 2008", "from 26 to 29 November",
// "between 3 and 5 May", "November 26-29, 2008", "2008-2010".
func (r *reader) interval(i int) (nlp.Timex, int) {
	k := i
	lead := ""
	if w := r.word(i); w == "from" || w == "between" {
		lead, k = w, i+1
	}
	if a := r.dayNumber(k); a > 0 && r.linked(k+1, lead) {
		if d, noYear, n := r.dayMonth(k + 2); n > 0 && d.Precision == when.Day && d.Day > a {
			start := d
			start.Day = a
			return r.spanOf(start, d, noYear, noYear), k + 2 + n - i
		}
	}
	if mo := r.month(k); mo > 0 && r.dayNumber(k+1) > 0 && r.linked(k+2, lead) && r.dayNumber(k+3) > r.dayNumber(k+1) {
		y, used := r.yearAfter(k + 4)
		return r.spanOf(when.OfDay(y, mo, r.dayNumber(k+1)), when.OfDay(y, mo, r.dayNumber(k+3)), y == 0, y == 0), k + 4 + used - i
	}
	if d1, no1, n1 := r.dayMonth(k); n1 > 0 && r.linked(k+n1, lead) {
		if d2, no2, n2 := r.dayMonth(k + n1 + 1); n2 > 0 && (no1 || !no2) {
			if no1 && !no2 {
				d1.Year, no1 = d2.Year, false
			}
			return r.spanOf(d1, d2, no1, no2), k + n1 + 1 + n2 - i
		}
	}
	if y1 := year(r.word(k)); y1 > 0 && (lead != "" || yearLeads[r.word(k-1)]) && r.linked(k+1, lead) {
		if y2 := year(r.word(k + 2)); y2 > y1 {
			return r.spanOf(when.OfYear(y1), when.OfYear(y2), false, false), k + 3 - i
		}
	}
	return nlp.Timex{}, 0
}

// linked reports whether token k joins the ends of a span.
func (r *reader) linked(k int, lead string) bool {
	switch r.word(k) {
	case "-", "–", "—":
		return true
	case "to", "until", "till", "through":
		return lead != "between"
	case "and":
		return lead == "between"
	}
	return false
}

func (r *reader) spanOf(a, b when.Date, noA, noB bool) nlp.Timex {
	var anchor when.Date
	if noA {
		a, anchor = r.withYear(a)
	}
	if noB {
		b, anchor = r.withYear(b)
	}
	t := nlp.Timex{Kind: nlp.Date, Relative: noA, Anchor: anchor.String()}
	if a.Valid() && b.Valid() && !b.Last().Before(a.First()) {
		t.Value = when.Interval{From: a, To: b}.String()
	}
	return t
}

// named reads months, seasons, decades and years: "mid-April 2022", "in
// September", "spring of 2020", "the 1980s", "in 2016".
func (r *reader) named(i int) (nlp.Timex, int) {
	w := r.word(i)
	for _, p := range []string{"mid-", "early-", "late-"} {
		if rest := strings.TrimPrefix(w, p); rest != w {
			if t, n := r.monthOrYear(i, rest); n > 0 {
				return approx(t), n
			}
		}
	}
	if (w == "early" || w == "late" || w == "mid") && i+1 < r.end {
		k := i + 1
		if r.word(k) == "-" || r.word(k) == "in" {
			k++
		}
		if t, n := r.monthOrYear(k, r.word(k)); n > 0 {
			return approx(t), k + n - i
		}
	}
	if s := seasons[w]; s > 0 {
		if y, used := r.yearAfter(i + 1); y > 0 {
			return date(when.OfSeason(y, s)), 1 + used
		}
	}
	if t, n := r.decade(i); n > 0 {
		return t, n
	}
	if y := year(w); y > 0 && r.isYear(i) {
		return date(r.qualified(i, when.OfYear(y))), 1
	}
	if m := r.month(i); m > 0 && !r.partOfName(i) {
		return r.monthAlone(i, m), 1
	}
	return nlp.Timex{}, 0
}

func approx(t nlp.Timex) nlp.Timex {
	if d, err := when.ParseDate(t.Value); err == nil {
		t.Value = d.With("~").String()
	}
	return t
}

// monthOrYear reads the month or year w that stands at token k, with the year
// that follows a month.
func (r *reader) monthOrYear(k int, w string) (nlp.Timex, int) {
	if m := months[w]; m > 0 && r.capital(k) {
		if y, used := r.yearAfter(k + 1); y > 0 {
			return date(when.OfMonth(y, m)), 1 + used
		}
		return r.monthAlone(k, m), 1
	}
	if y := year(w); y > 0 {
		return date(when.OfYear(y)), 1
	}
	if len(w) == 5 && w[4] == 's' && year(w[:4]) > 0 {
		return date(when.OfDecade(year(w[:4]))), 1
	}
	return nlp.Timex{}, 0
}

// monthAlone anchors a month without its year.
func (r *reader) monthAlone(i, m int) nlp.Timex {
	d := when.OfMonth(0, m)
	back := 0
	if w := r.word(i - 1); w == "last" || w == "this" || w == "next" {
		back = map[string]int{"last": -1, "next": 1}[w]
	}
	if r.published.Precision == when.Day {
		d.Year = r.published.Year
		switch {
		case back < 0 && m >= r.published.Month, back == 0 && !r.future && m > r.published.Month:
			d.Year--
		case back > 0 && m <= r.published.Month, back == 0 && r.future && m < r.published.Month:
			d.Year++
		}
		return from(d, r.published)
	}
	full, anchor := r.withYear(d)
	if full.IsZero() {
		return nlp.Timex{Kind: nlp.Date}
	}
	switch {
	case back < 0 && full.First().After(anchor.First()):
		full.Year--
	case back > 0 && full.First().Before(anchor.First()):
		full.Year++
	}
	return from(full, anchor)
}

// partOfName reports whether a month word belongs to a name: "Black September",
// "April 19 Movement" is told by its number.
func (r *reader) partOfName(i int) bool {
	if i == r.first {
		return false
	}
	prev := r.a.Tokens[i-1]
	return prev.Shape == nlp.Title && weekdays[prev.Lower] == 0 && i-1 > r.first && prev.Lower != "since" ||
		i+1 < r.end && r.a.Tokens[i+1].Shape == nlp.Title && r.a.Tokens[i+1].Lower != "the"
}

func (r *reader) decade(i int) (nlp.Timex, int) {
	w := r.word(i)
	if len(w) == 5 && w[4] == 's' && w[3] == '0' && year(w[:4]) > 0 {
		return date(when.OfDecade(year(w[:4]))), 1
	}
	if y := year(w); y > 0 && y%10 == 0 && (r.word(i+1) == "s" || r.word(i+1) == "'s" || r.word(i+1) == "’s") && r.joined(i) && r.word(i-1) == "the" {
		return date(when.OfDecade(y)), 2
	}
	return nlp.Timex{}, 0
}

// isYear tells a year from any other number of four digits.
func (r *reader) isYear(i int) bool {
	y := year(r.word(i))
	if y < 1400 || r.joinedNumber(i) {
		return false
	}
	next := r.word(i + 1)
	if i+1 < r.end && r.a.Tokens[i+1].Shape == nlp.Lower && !after[next] && !strings.HasPrefix(next, "-") {
		return yearLeads[r.word(i-1)] && (r.word(i-1) == "in" || r.word(i-1) == "since") && !countable(next)
	}
	return yearLeads[r.word(i-1)] || r.word(i-1) == "" && (next == "" || next == ":") || r.a.Tokens[max(i-1, r.first)].Shape == nlp.Title && next != "" && r.a.Tokens[i+1].Shape != nlp.Title && i > r.first
}

// after are words that can follow a year.
var after = set("and to the in on at by was were when after before that with as for but or from while which who is it he she they of until")

// countable is a rough test for a plural noun: "in 2000 homes".
func countable(w string) bool { return len(w) > 3 && strings.HasSuffix(w, "s") }

// joinedNumber reports whether a number hangs on a mark: "£2000", "2016-17".
func (r *reader) joinedNumber(i int) bool {
	return i > r.first && r.joined(i-1) && r.word(i-1) != "(" && r.word(i-1) != "“" && r.word(i-1) != "\"" && r.word(i-1) != "–" && r.word(i-1) != "/"
}
