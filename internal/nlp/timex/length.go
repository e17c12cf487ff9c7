package timex

import (
	"strconv"
	"strings"
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
		if e == 0 || n > 0 && (r.is(j, isArticle) && (j == k || r.word(k) != "and") || u == last || vague || r.word(j) == "half" && r.word(k) != "and") {
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
