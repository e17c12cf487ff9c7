package timex

import (
	"strconv"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// duration reads lengths of time: "three days", "45 minutes", "an hour and a
// half", "all day", "another week".
func (r *reader) duration(i int) (nlp.Timex, int) {
	if t, j := r.wholeUnit(i); j > 0 {
		return t, j
	}
	k := i
	if w := r.word(k); w == "within" {
		k++
	}
	l, j := r.length(k)
	if j == 0 || !r.lengthStands(k, j, &l) {
		return nlp.Timex{}, 0
	}
	if k > i && !l.vague {
		i = k
	}
	return nlp.Timex{Kind: nlp.Duration, Value: l.String()}, j
}

// lengthStands reports whether a length at atoms [i, j) is one of time: not an
// age, a school year, a "second" in a row.
func (r *reader) lengthStands(i, j int, l *length) bool {
	switch w := r.word(j); w {
	case "old", "olds", "-":
		return w == "-" && !(r.word(j+1) == "old" || r.word(j+1) == "olds") && r.closes(j)
	}
	a := r.at(i)
	one := a.is&isArticle != 0 || a.is&isOrd != 0
	u := r.at(j - 1)
	if one && !r.agenda {
		switch {
		case u.w == "night" && (r.word(i-1) == "for" || r.word(i-1) == "in"), u.u == hour && u.w == "hour", u.u == week, u.u == month, u.u == day && u.w == "day", u.u == year, u.u == decade, u.u == century, u.u == fortnight, u.u == minute && u.w == "minute":
			return r.word(j) != "'s" && r.word(j) != "’s"
		case l.weekends, u.w == "night":
			return false
		}
		return j > i+2
	}
	if u.w == "sec" || u.w == "second" && a.is&isDigits == 0 && a.n < 2 {
		return r.agenda
	}
	return !(l.weekends && a.n == 1 && a.is&isDigits == 0) && !(u.w == "quarters" && !r.agenda)
}

// wholeUnit reads "all day", "the whole year", "full-month", "another week".
func (r *reader) wholeUnit(i int) (nlp.Timex, int) {
	k := i
	switch r.word(k) {
	case "all", "full", "whole", "another":
	default:
		return nlp.Timex{}, 0
	}
	word := r.word(k)
	k++
	if r.word(k) == "-" {
		k++
	}
	a := r.at(k)
	if a.is&isUnit == 0 || a.is&isPlural != 0 || a.w == "h" || a.w == "y" || a.u < hour || word == "all" && a.u > year {
		return nlp.Timex{}, 0
	}
	if a.w == "night" && word != "all" || a.u == businessDay {
		return nlp.Timex{}, 0
	}
	var l length
	l.add(a.u, 100)
	return nlp.Timex{Kind: nlp.Duration, Value: l.String()}, k + 1
}

// set reads what comes again: "every Friday", "each month", "daily", "once a
// week", "Sundays", "every other week".
func (r *reader) set(i int) (nlp.Timex, int) {
	a := r.at(i)
	switch {
	case a.is&isSet != 0:
		if r.capital(i) && !r.agenda && !(i == r.first && r.small(i+1)) {
			return nlp.Timex{}, 0
		}
		l := length{}
		l.add(a.u, 100*a.n)
		return again(l.String()), i + 1
	case a.is&isEvery != 0:
		return r.every(i + 1)
	case a.w == "once":
		if b := r.at(i + 2); (r.word(i+1) == "a" || r.word(i+1) == "every" || r.word(i+1) == "per") && b.is&isUnit != 0 && b.is&isPlural == 0 && b.u >= day {
			l := length{}
			l.add(b.u, 100)
			return again(l.String()), i + 3
		}
	case a.is&isDays != 0 || a.w == "on" && r.is(i+1, isDays):
		k := i
		if a.w == "on" {
			k++
		}
		if !r.capital(k) && !r.agenda && !r.lowerCase() {
			return nlp.Timex{}, 0
		}
		return again("XXXX-WXX-" + strconv.Itoa(r.at(k).n)), k + 1
	case (a.w == "on" && r.agenda && r.is(i+1, isPart) || a.is&isPart != 0 && r.agenda) && (a.is|r.at(i+1).is)&isPlural != 0:
		k := i
		if a.w == "on" {
			k++
		}
		if w := r.word(k + 1); w != "at" {
			return nlp.Timex{}, 0
		}
		t := again("P1D")
		t.Part = parts[r.at(k).n]
		return t, k + 1
	}
	return nlp.Timex{}, 0
}

// every reads what stands behind "every" or "each".
func (r *reader) every(k int) (nlp.Timex, int) {
	other := r.word(k) == "other" || r.word(k) == "second"
	if other {
		k++
	}
	a := r.at(k)
	switch {
	case a.is&isWeekday != 0 && (a.is&isAmbiguous == 0 || r.agenda || r.capital(k)):
		t := again("XXXX-WXX-" + strconv.Itoa(a.n))
		k++
		if part, e := r.partBehind(k); e > 0 && r.is(k, isPart) {
			t.Part, k = part, e
		}
		return t, k
	case a.is&isUnit != 0 && a.is&isOrd == 0 && a.is&isPart == 0 && a.is&isPlural == 0 && a.w != "h" && a.w != "y":
		n := 100
		if other {
			n = 200
		}
		l := length{}
		l.add(a.u, n)
		return again(l.String()), k + 1
	case a.is&isPart != 0:
		t := again("P1D")
		t.Part = parts[a.n]
		return t, k + 1
	}
	if l, j := r.length(k); j > 0 && !l.vague {
		return again(l.String()), j
	}
	if p, j := r.plainDate(k); j > 0 && p.noYear && p.from.Precision == when.Day {
		return again("XXXX" + p.from.String()[4:]), j
	}
	if a.is&isMonth != 0 && (r.capital(k) || r.agenda) {
		return again("XXXX" + when.OfMonth(0, a.n).String()[4:]), k + 1
	}
	if a.is&isSeason != 0 {
		return again("XXXX" + when.OfSeason(0, a.n).String()[4:]), k + 1
	}
	return nlp.Timex{}, 0
}

func again(v string) nlp.Timex { return nlp.Timex{Kind: nlp.Set, Value: v} }
