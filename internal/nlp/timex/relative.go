package timex

import (
	"fmt"
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// now is what "today" and weekdays count from: the report's date, else the last
// date told.
func (r *reader) now() when.Date {
	if r.published.Precision == when.Day {
		return r.published
	}
	return r.told1()
}

// told1 is the last date told, else the main date.
func (r *reader) told1() when.Date {
	if r.last.Precision == when.Day {
		return r.last
	}
	if r.last.IsZero() {
		if r.main.IsZero() {
			return r.published
		}
		return r.main
	}
	return when.Date{}
}

// relative reads expressions that count from another date.
func (r *reader) relative(i int) (nlp.Timex, int) {
	for _, try := range []func(*reader, int) (nlp.Timex, int){
		(*reader).deictic, (*reader).weekday, (*reader).lastNext, (*reader).same, (*reader).counted, (*reader).soon,
	} {
		if t, n := try(r, i); n > 0 {
			return t, n
		}
	}
	return nlp.Timex{}, 0
}

// shift is anchor plus n days, without a value where there is no anchor.
func shift(anchor when.Date, n int) nlp.Timex {
	if anchor.Precision != when.Day {
		return nlp.Timex{Kind: nlp.Date, Relative: true}
	}
	return from(anchor.AddDays(n), anchor)
}

// deictic reads "today", "yesterday", "this morning", "last night".
func (r *reader) deictic(i int) (nlp.Timex, int) {
	next := r.word(i + 1)
	switch r.word(i) {
	case "today", "tonight":
		return shift(r.now(), 0), 1
	case "yesterday":
		return shift(r.now(), -1), 1 + r.partAt(i+1)
	case "tomorrow":
		return shift(r.now(), 1), 1 + r.partAt(i+1)
	case "earlier", "later":
		if next == "today" || next == "yesterday" {
			t, n := r.deictic(i + 1)
			return t, n + 1
		}
	case "this":
		if parts[next] {
			return shift(r.now(), 0), 2
		}
	case "last":
		if next == "night" || next == "evening" {
			return shift(r.now(), -1), 2
		}
	case "overnight":
		return shift(r.now(), 0), 1
	}
	return nlp.Timex{}, 0
}

func (r *reader) partAt(i int) int {
	if parts[r.word(i)] {
		return 1
	}
	return 0
}

// weekday reads "Friday", "on Tuesday night", "last Friday", "next Monday".
func (r *reader) weekday(i int) (nlp.Timex, int) {
	k := i
	lead := ""
	switch w := r.word(i); w {
	case "last", "next", "this", "past", "previous", "following":
		lead, k = w, i+1
	}
	w := r.word(k)
	d := weekdays[w]
	if d == 0 || short[w] {
		return nlp.Timex{}, 0
	}
	n := k + 1 - i + r.partAt(k+1)
	anchor := r.now()
	if anchor.Precision != when.Day {
		return nlp.Timex{Kind: nlp.Date, Relative: true}, n
	}
	ahead := (d - 1 - int(anchor.Weekday()) + 7) % 7 // days to the next such weekday, 0 for the same
	back := (7 - ahead) % 7
	switch {
	case lead == "next" || lead == "following":
		if ahead == 0 {
			ahead = 7
		}
		return shift(anchor, ahead), n
	case lead == "last" || lead == "past" || lead == "previous":
		if back == 0 {
			back = 7
		}
		return shift(anchor, -back), n
	case r.published.IsZero(): // a story that moves on from its last date
		return shift(anchor, ahead), n
	case r.future:
		return shift(anchor, ahead), n
	}
	return shift(anchor, -back), n
}

// lastNext reads "last week", "this month", "next year", "the past year".
func (r *reader) lastNext(i int) (nlp.Timex, int) {
	var step int
	switch r.word(i) {
	case "last", "past", "previous":
		step = -1
	case "next", "following", "coming":
		step = 1
	case "this", "current":
	default:
		return nlp.Timex{}, 0
	}
	anchor := r.now()
	if r.word(i) == "following" || r.word(i) == "previous" {
		anchor = r.told1()
	}
	if anchor.Precision != when.Day {
		return nlp.Timex{}, 0
	}
	switch r.word(i + 1) {
	case "week", "weekend":
		monday := anchor.AddDays(-(int(anchor.Weekday())+6)%7 + 7*step)
		a, b := monday, monday.AddDays(6)
		if r.word(i+1) == "weekend" {
			a = monday.AddDays(5)
		}
		return nlp.Timex{Kind: nlp.Date, Value: when.Interval{From: a, To: b}.String(), Relative: true, Anchor: anchor.String()}, 2
	case "month":
		return from(anchor.To(when.Month).AddMonths(step), anchor), 2
	case "year":
		return from(when.OfYear(anchor.Year+step), anchor), 2
	case "day":
		if step != 0 {
			return shift(r.told1(), step), 2
		}
	}
	return nlp.Timex{}, 0
}

// same reads "that afternoon", "the same day", "the next day", "the day after".
func (r *reader) same(i int) (nlp.Timex, int) {
	a, b, c := r.word(i), r.word(i+1), r.word(i+2)
	if a == "that" && (parts[b] || b == "day") {
		return shift(r.told1(), 0), 2
	}
	if a == "the" || a == "a" || a == "later" || a == "earlier" {
		switch {
		case b == "same" && (c == "day" || parts[c]):
			return shift(r.told1(), 0), 3
		case (b == "next" || b == "following") && (c == "day" || c == "morning" || c == "evening" || c == "night" || c == "afternoon"):
			return shift(r.told1(), 1), 3
		case b == "previous" && (c == "day" || c == "night" || c == "evening"):
			return shift(r.told1(), -1), 3
		case a == "the" && b == "day" && (c == "after" || c == "before") && r.word(i+3) != "yesterday" && r.word(i+3) != "tomorrow":
			n := 1
			if c == "before" {
				n = -1
			}
			return shift(r.mainOrTold(), n), 3
		case (a == "later" || a == "earlier") && b == "that" && (c == "day" || parts[c]):
			return shift(r.told1(), 0), 3
		}
	}
	return nlp.Timex{}, 0
}

// mainOrTold is what "the day after the attack" counts from.
func (r *reader) mainOrTold() when.Date {
	if r.article && !r.main.IsZero() {
		return r.main
	}
	if d := r.told1(); !d.IsZero() {
		return d
	}
	return r.main
}

// counted reads "two days later", "three weeks ago", "a month earlier", "five
// days after".
func (r *reader) counted(i int) (nlp.Timex, int) {
	n, used := r.countAt(i)
	if used == 0 {
		return nlp.Timex{}, 0
	}
	_, name, ok := unitOf(r.word(i + used))
	if !ok {
		return nlp.Timex{}, 0
	}
	k := i + used + 1
	switch r.word(k) {
	case "later", "afterwards":
		return r.moved(r.told1(), n, name), k + 1 - i
	case "earlier":
		return r.moved(r.told1(), -n, name), k + 1 - i
	case "ago":
		return r.moved(r.now(), -n, name), k + 1 - i
	case "after":
		return r.moved(r.mainOrTold(), n, name), k + 1 - i
	case "before":
		return r.moved(r.mainOrTold(), -n, name), k + 1 - i
	}
	return nlp.Timex{}, 0
}

// countAt reads a small whole number; used is 0 when there is none.
func (r *reader) countAt(i int) (n, used int) {
	if n, ok := number(r.word(i)); ok && n < 1000 {
		return n, 1
	}
	if w := r.word(i); w == "couple" && r.word(i+1) == "of" {
		return 2, 2
	}
	if n := numbers[r.word(i)]; n > 0 {
		return n, 1
	}
	return 0, 0
}

// moved shifts an anchor by n units; months and years lose the day.
func (r *reader) moved(anchor when.Date, n int, unit string) nlp.Timex {
	if anchor.IsZero() {
		return nlp.Timex{Kind: nlp.Date, Relative: true}
	}
	switch unit {
	case "day", "night":
		return shift(anchor, n)
	case "week":
		return shift(anchor, 7*n)
	case "fortnight":
		return shift(anchor, 14*n)
	case "month":
		if anchor.Precision < when.Month {
			return nlp.Timex{Kind: nlp.Date, Relative: true}
		}
		return from(anchor.To(when.Month).AddMonths(n), anchor)
	case "year":
		return from(when.OfYear(anchor.Year+n), anchor)
	case "decade":
		return from(when.OfYear(anchor.Year+10*n).With("~"), anchor)
	case "second", "minute", "hour", "min", "hr":
		if n > -24 && n < 24 {
			return shift(anchor, 0)
		}
	}
	return nlp.Timex{Kind: nlp.Date, Relative: true}
}

// soon reads "shortly after", "hours later", "within hours", "minutes earlier",
// which leave the day as it was.
func (r *reader) soon(i int) (nlp.Timex, int) {
	w, next := r.word(i), r.word(i+1)
	switch {
	case (w == "shortly" || w == "soon" || w == "immediately" || w == "moments") && (next == "after" || next == "afterwards" || next == "thereafter" || next == "later" || next == "before"):
		return shift(r.told1(), 0), 2
	case (w == "hours" || w == "minutes") && (next == "later" || next == "after" || next == "earlier" || next == "before"):
		return shift(r.told1(), 0), 2
	case w == "within" && (next == "hours" || next == "minutes"):
		return shift(r.told1(), 0), 2
	}
	return nlp.Timex{}, 0
}

// span reads durations and sets: "for three days", "45 minutes", "every Friday".
func (r *reader) span(i int) (nlp.Timex, int) {
	if w := r.word(i); w == "every" || w == "each" {
		if d := weekdays[r.word(i+1)]; d > 0 {
			return nlp.Timex{Kind: nlp.Set, Value: fmt.Sprintf("XXXX-WXX-%d", (d+5)%7+1)}, 2
		}
		if u, _, ok := unitOf(r.word(i + 1)); ok {
			return nlp.Timex{Kind: nlp.Set, Value: u.prefix + "1" + u.code}, 2
		}
	}
	n, used := r.countAt(i)
	if used == 0 || r.word(i) == "a" && r.word(i+1) != "week" && r.word(i+1) != "month" && r.word(i+1) != "day" && r.word(i+1) != "year" && r.word(i+1) != "decade" {
		return nlp.Timex{}, 0
	}
	k := i + used
	u, name, ok := unitOf(strings.TrimPrefix(r.word(k), "-"))
	if !ok || r.word(k+1) == "old" || r.word(k+1) == "-old" || name == "night" && used == 1 && n == 1 {
		return nlp.Timex{}, 0
	}
	switch name {
	case "decade":
		n *= 10
	case "century":
		n *= 100
	case "fortnight":
		n *= 2
	}
	return nlp.Timex{Kind: nlp.Duration, Value: fmt.Sprintf("%s%d%s", u.prefix, n, u.code)}, used + 1
}
