package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// clock is a time of day.
type clock struct {
	hour, minute, second int
	hasSeconds           bool
	set                  bool
}

func clockOf(h, m int) clock { return clock{hour: h, minute: m, set: true} }

// String is "HH:MM".
func (c clock) String() string {
	return string([]byte{byte('0' + c.hour/10), byte('0' + c.hour%10), ':', byte('0' + c.minute/10), byte('0' + c.minute%10)})
}

// full is "HH:MM:SS".
func (c clock) full() string {
	return c.String() + string([]byte{':', byte('0' + c.second/10), byte('0' + c.second%10)})
}

// exact is the clock time with its seconds where the text gives them.
func (c clock) exact() string {
	if !c.hasSeconds && c.second == 0 {
		return ""
	}
	return c.full()
}

func (c clock) inSeconds() int { return c.hour*3600 + c.minute*60 + c.second }

// moveClock shifts a time on a day by n seconds.
func moveClock(d when.Date, c clock, n int) (when.Date, clock) {
	t := c.inSeconds() + n
	days := t / 86400
	if t %= 86400; t < 0 {
		t += 86400
		days--
	}
	if days != 0 {
		d = d.AddDays(days)
	}
	return d, clock{hour: t / 3600, minute: t / 60 % 60, second: t % 60, hasSeconds: c.hasSeconds, set: true}
}

// halves of the day.
const (
	noHalf = iota
	am
	pm
)

// reading is a time of day as it is read: the half may be told behind it.
type reading struct {
	clock
	half   int  // am or pm, where told
	marked bool // written as a clock time and nothing else
	part   nlp.Part
	bare   bool // only an hour: "7", "seven"
	words  bool // in words: "eight forty"
	approx bool
}

// clock reads times of day and spans of them: "08:00 a.m.", "7.10pm", "0750
// Moscow time", "1430Z", "noon", "half past six", "from 9:30 to 11", "in the
// morning".
func (r *reader) clock(i int) (nlp.Timex, int) {
	if t, j := r.cable(i); j > 0 {
		return t, j
	}
	if t, j := r.dateTime(i); j > 0 {
		return t, j
	}
	if t, j := r.clockSpan(i); j > 0 {
		return t, j
	}
	x, j := r.timeOfDay(i)
	if j == 0 {
		return r.partAlone(i)
	}
	if !r.clockStands(i, j, &x) {
		return nlp.Timex{}, 0
	}
	t := nlp.Timex{Kind: nlp.Clock, Value: x.String(), Exact: x.exact(), Part: x.part}
	if zone, e := r.zone(j); e > 0 {
		t.Zone, j = zone, e
	}
	return t, j
}

// dateTime reads a date and time written as one word: "2016-12-16T12:23:59Z".
func (r *reader) dateTime(i int) (nlp.Timex, int) {
	if r.year4(i) == 0 || r.word(i+1) != "-" {
		return nlp.Timex{}, 0
	}
	p, j := r.numeric(i)
	if j == 0 || r.word(j) != "t" || !r.glued(j) || !r.glued(j+1) || p.from.Precision != when.Day {
		return nlp.Timex{}, 0
	}
	x, e := r.digital(j + 1)
	if e == 0 || !x.marked {
		return nlp.Timex{}, 0
	}
	t := nlp.Timex{Kind: nlp.Clock, Value: x.String(), Exact: x.exact(), On: p.from.String()}
	if zone, z := r.zone(e); z > 0 {
		t.Zone, e = zone, z
	}
	return t, e
}

// clockStands reports whether what reads as a time of day is one. A bare number
// is a time only where an agenda asks for one.
func (r *reader) clockStands(i, j int, x *reading) bool {
	if x.marked || x.half != noHalf {
		return true
	}
	if _, e := r.zone(j); e > 0 && (!x.bare || r.at(i).w != "" && len(r.word(i)) <= 4 && r.is(i, isDigits)) {
		return true
	}
	if !r.agenda || r.is(j, isUnit|isMonth|isOrdSuffix|isDays) {
		return false
	}
	prev := r.word(i - 1)
	switch {
	case x.bare:
		if prev == "around" || prev == "about" {
			return r.is(i-2, isNow|isPart|isWeekday)
		}
		next := j
		if r.word(next) == "," {
			next++
		}
		if r.is(next, isNow) || r.is(next, isDir) && r.is(next+1, isPart) {
			return !x.words || prev == "" || prev == "at" || prev == "back"
		}
		if prev == "at" || prev == "@" {
			return !r.glued(j) || j >= r.end || r.word(j) == "." || r.word(j) == "!" || r.word(j) == "?" || r.word(j) == ","
		}
		return (prev == "to" || prev == "until") && j >= r.end-1 && r.hasClock && x.hour < 24
	case x.words:
		return prev == "at" || prev == "for" || prev == "" || prev == "back"
	}
	return prev == "at" || prev == "around" || prev == "@" || prev == "approximately"
}

// timeOfDay reads one time of day with its half, without its zone.
func (r *reader) timeOfDay(i int) (reading, int) {
	if r.offset(i) {
		return reading{}, 0
	}
	k := i
	part, lead := r.partLead(i)
	if lead > 0 {
		k = lead
	}
	x, j := r.hourMinute(k)
	if j == 0 {
		return reading{}, 0
	}
	if lead > 0 && r.is(k, isClockWord) && x.marked && !r.is(k, isDigits) && part != nlp.Lunch && r.word(k) != "half" && r.word(k) != "quarter" {
		return reading{}, 0
	}
	if j = r.halfOfDay(&x, j); j < 0 {
		return reading{}, 0
	}
	if lead > 0 {
		x.inPart(part)
		x.marked = true
	}
	return x, j
}

// partLead reads a part of the day before a time: "in the afternoon at 7",
// "afternoon 7:00", "lunchtime 12 o'clock".
func (r *reader) partLead(i int) (nlp.Part, int) {
	k := i
	switch r.word(k) {
	case "in", "at":
		k++
		if r.word(k) == "the" {
			k++
		}
	}
	a := r.at(k)
	if a.is&isPart == 0 || a.is&isPlural != 0 || a.w == "lunch" || !r.agenda && k == i && !r.is(i+1, isOther) {
		return "", 0
	}
	k++
	if w := r.word(k); w == "at" || w == "@" {
		k++
	} else if !r.agenda {
		return "", 0
	}
	return parts[a.n], k
}

// inPart puts an hour of twelve into a part of the day.
func (x *reading) inPart(p nlp.Part) {
	x.part = p
	if x.half != noHalf {
		return
	}
	switch p {
	case nlp.Morning:
		x.half = am
		if x.hour == 12 {
			x.hour = 0
		}
	case nlp.Afternoon, nlp.Evening:
		x.half = pm
		if x.hour < 12 {
			x.hour += 12
		}
	case nlp.Lunch:
		if x.hour < 10 {
			x.hour += 12
		}
	case nlp.Night:
		switch {
		case x.hour == 12:
			x.hour = 0
		case x.hour >= 5 && x.hour < 12:
			x.hour += 12
		}
		x.half = pm
	}
}

// hourMinute reads the figures or words of a time of day.
func (r *reader) hourMinute(i int) (reading, int) {
	a := r.at(i)
	if a.is&isClockWord != 0 || a.w == "mid" || a.is&isPart != 0 {
		if x, j := r.namedTime(i); j > 0 {
			return x, j
		}
	}
	if x, j := r.pastOrTo(i); j > 0 {
		return x, j
	}
	if a.is&isDigits != 0 {
		return r.digital(i)
	}
	if a.w == "t" && r.is(i+1, isDigits) && r.glued(i+1) && r.word(i+2) == ":" {
		return r.digital(i + 1)
	}
	if a.is&isNum != 0 && a.is&isArticle == 0 {
		return r.spokenTime(i)
	}
	return reading{}, 0
}

// namedTime reads "noon", "midnight", "mid-day".
func (r *reader) namedTime(i int) (reading, int) {
	a, k := r.at(i), i+1
	switch {
	case a.w == "mid":
		if r.word(k) == "-" {
			k++
		}
		switch r.word(k) {
		case "day":
			return reading{clock: clockOf(12, 0), marked: true}, k + 1
		case "night":
			return reading{clock: clockOf(0, 0), marked: true}, k + 1
		case "morning":
			if r.agenda {
				return reading{clock: clockOf(10, 0), marked: true, approx: true}, k + 1
			}
		case "afternoon":
			if r.agenda {
				return reading{clock: clockOf(14, 0), marked: true, approx: true}, k + 1
			}
		}
		return reading{}, 0
	case a.is&isClockWord == 0 || a.w == "half" || a.is&isUnit != 0 || a.w == "three-quarters" || a.w == "quarters":
		return reading{}, 0
	}
	return reading{clock: clockOf(a.n, 0), marked: true}, k
}

// digital reads "08:00", "7:56:35", "15h30", "7.10", "0750", "340", "7", "7ish".
func (r *reader) digital(i int) (reading, int) {
	a := r.at(i)
	if r.glued(i) && i > r.first && !r.opens(i) && r.word(i-1) != "t" && r.word(i-1) != "-" || len(a.w) > 4 || r.glued(i) && !r.clockFresh(i) {
		return reading{}, 0
	}
	k := i + 1
	sep := r.word(k)
	switch {
	case sep == ":" && r.glued(k) && r.glued(k+1) && r.is(k+1, isDigits) && len(r.word(k+1)) == 2 && len(a.w) <= 2:
		return r.colons(i)
	case sep == "h" && len(a.w) <= 2 && a.n < 24 && (r.glued(k) || r.agenda):
		return r.hours24(i)
	case sep == "." && r.glued(k) && r.glued(k+1) && r.is(k+1, isDigits) && len(r.word(k+1)) == 2 && len(a.w) <= 2 && r.at(k+1).n < 60 && a.n < 24:
		if half, _ := r.meridiem(k + 2); half == noHalf && !r.dotted(i, k+2) || r.glued(k+2) && r.word(k+2) == "." && r.is(k+3, isDigits) {
			return reading{}, 0
		}
		return reading{clock: clockOf(a.n, r.at(k+1).n), marked: true}, k + 2
	case sep == "." && r.glued(k) && r.is(k+1, isDigits) && r.glued(k+1):
		return reading{}, 0
	}
	switch len(a.w) {
	case 1, 2:
		if a.n > 24 {
			return reading{}, 0
		}
		if b := r.at(k); r.agenda && b.is&isDigits != 0 && !b.glued && len(b.w) == 2 && b.n < 60 && a.n <= 12 && a.n > 0 && (r.word(i-1) == "at" || r.is(k+1, isMeridiem)) && !r.glued(k+1) { // "at 3 15"
			return reading{clock: clockOf(a.n, b.n), marked: true}, k + 1
		}
		x := reading{clock: clockOf(a.n, 0), bare: true}
		if a.n == 24 {
			x.hour = 0
		}
		return r.ish(x, k)
	case 3, 4:
		if a.n/100 > 23 || a.n%100 > 59 {
			return reading{}, 0
		}
		x := reading{clock: clockOf(a.n/100, a.n%100)}
		if a.w[0] == '0' && len(a.w) == 4 { // "at 0730"
			switch w := r.word(i - 1); w {
			case "at", "between", "from", "around", "approximately", "until", "by", "about", "to", "and":
				x.marked = w != "and" && w != "to" || r.is(i-2, isDigits) && len(r.word(i-2)) == 4
			case "-", "–":
				x.marked = r.is(i-2, isDigits) && len(r.word(i-2)) == 4
			}
		}
		switch r.word(k) {
		case "hours", "hrs", "hrs.":
			if len(a.w) == 4 {
				x.marked = true
				k++
			}
		}
		if len(a.w) == 3 && !r.agenda {
			if half, _ := r.meridiem(k); half == noHalf {
				return reading{}, 0
			}
		}
		return r.ish(x, k)
	}
	return reading{}, 0
}

// dotted reports whether the figures with a full stop from atom i to k are a time
// of day: "at 9.30", "17.30 Beijing time".
func (r *reader) dotted(i, k int) bool {
	if r.glued(k) && k < r.end {
		return false
	}
	if _, e := r.zone(k); e > 0 {
		return true
	}
	return r.word(i-1) == "at" && r.partEnds(k)
}

// clockFresh reports whether figures do not go on from a mark that makes them
// something else.
func (r *reader) clockFresh(i int) bool {
	if i == r.first {
		return true
	}
	switch r.word(i - 1) {
	case ".", "$", "£", "€", "#", "+", ":":
		return r.word(i-1) == ":" && !r.is(i-2, isDigits)
	case "-", "/", "–", "—", ",":
		return r.word(i-1) != "," || !r.is(i-2, isDigits)
	}
	return true
}

// ish reads the "ish" of "7ish", "11-ish", "noonish".
func (r *reader) ish(x reading, k int) (reading, int) {
	j := k
	if r.word(j) == "-" && r.glued(j) {
		j++
	}
	if r.word(j) == "ish" && (r.glued(j) || r.agenda) {
		x.marked, x.approx = true, true
		return x, j + 1
	}
	return x, k
}

func (r *reader) colons(i int) (reading, int) {
	h, m := r.at(i).n, r.at(i+2).n
	if h > 24 || m > 59 || h == 24 && m > 0 {
		return reading{}, 0
	}
	x := reading{clock: clockOf(h%24, m), marked: true}
	k := i + 3
	if r.word(k) == ":" && r.glued(k) {
		if !r.is(k+1, isDigits) || len(r.word(k+1)) != 2 || r.at(k+1).n > 60 {
			return reading{}, 0
		}
		x.second, x.hasSeconds = min(r.at(k+1).n, 59), true
		k += 2
		if r.word(k) == "." && r.glued(k) && r.glued(k+1) && r.is(k+1, isDigits) {
			k += 2
		}
	}
	if r.word(k) == ":" && r.glued(k) && r.glued(k+1) && r.is(k+1, isDigits) {
		return reading{}, 0
	}
	return r.ish(x, k)
}

// hours24 reads "15h30", "15h", "7h01".
func (r *reader) hours24(i int) (reading, int) {
	k := i + 1
	x := reading{clock: clockOf(r.at(i).n, 0)}
	if b := r.at(k + 1); b.is&isDigits != 0 && len(b.w) == 2 && b.n < 60 && (b.glued || r.agenda && r.at(k).glued == b.glued) {
		x.minute, x.marked = b.n, true
		return x, k + 2
	}
	if !r.agenda {
		return reading{}, 0
	}
	x.marked = r.word(i-1) != "for" && r.word(i-1) != "in" && (!r.is(i-1, isDir) || r.word(i-1) == "past") && r.at(i).n > 3
	if !x.marked {
		return reading{}, 0
	}
	return x, k + 1
}

// spokenTime reads a time in words: "seven", "eight forty", "twelve oh three",
// "nine fifty-nine", "ten-thirty".
func (r *reader) spokenTime(i int) (reading, int) {
	h := r.at(i).n
	if h > 24 || h < 0 {
		return reading{}, 0
	}
	x := reading{clock: clockOf(h%24, 0), bare: true, words: true}
	k := i + 1
	j := k
	if r.word(j) == "-" {
		j++
	}
	switch w := r.word(j); {
	case w == "oh" || w == "o" || w == "zero" || w == "ou":
		if r.word(j+1) == "-" {
			j++
		}
		if m := r.at(j + 1); m.is&isNum != 0 && m.n > 0 && m.n < 10 {
			x.minute, x.bare = m.n, false
			return x, j + 2
		}
	case r.is(j, isNum) && !r.is(j, isArticle):
		m, used := r.number(j)
		if used > 0 && (m >= 10 || r.word(i-1) == "at") && m < 60 && h <= 23 {
			x.minute, x.bare = m, false
			return x, j + used
		}
	}
	return r.ish(x, k)
}

// pastOrTo reads "half past six", "a quarter to eight", "20 minutes past 3pm",
// "three minutes to eight".
func (r *reader) pastOrTo(i int) (reading, int) {
	k := i
	if r.is(k, isArticle) {
		k++
	}
	m := 0
	switch {
	case r.word(k) == "half":
		m, k = 30, k+1
	case r.word(k) == "quarter":
		m, k = 15, k+1
	case r.word(k) == "three" && r.word(k+1) == "quarters":
		m, k = 45, k+2
	default:
		n, used := r.number(k)
		if used == 0 || n < 1 || n > 59 {
			return reading{}, 0
		}
		m, k = n, k+used
		if r.at(k).u == minute {
			k++
		}
	}
	back := false
	switch r.word(k) {
	case "past":
	case "after", "from":
		if !r.agenda {
			return reading{}, 0
		}
	case "to", "before", "of", "till":
		bare := r.at(k-1).u != minute && r.word(k-1) != "quarter" && r.word(k-1) != "half"
		if w := r.word(k); w == "to" && bare && m <= 12 {
			return reading{}, 0 // "from 5 to 6 pm"
		} else if w == "of" && m != 15 && m != 10 && m != 20 || w == "before" && r.at(k-1).u != minute {
			return reading{}, 0
		}
		back = true
	default:
		if m != 30 || r.word(k-1) != "half" || !r.agenda { // "half three"
			return reading{}, 0
		}
		k--
	}
	k++
	x, j := r.oclock(k)
	if j == 0 || x.minute != 0 && !x.marked {
		return reading{}, 0
	}
	if back && r.at(k-2).u != minute && r.word(k-2) != "quarter" && r.is(i, isDigits) && x.bare && !r.agenda {
		return reading{}, 0 // "a score of 3 to 2"
	}
	t := x.inSeconds()/60 + m
	if back {
		t = x.inSeconds()/60 - m + 1440
	}
	t %= 1440
	x.hour, x.minute = t/60, t%60
	if x.hour == 0 && x.half == noHalf && !x.marked {
		x.hour = 12
	}
	x.marked, x.bare, x.words = true, false, false
	return x, j
}

// oclock reads the hour that minutes are told from; its half counts at once.
func (r *reader) oclock(k int) (reading, int) {
	var x reading
	var j int
	switch a := r.at(k); {
	case a.is&isClockWord != 0:
		x, j = r.namedTime(k)
	case a.is&isDigits != 0:
		x, j = r.digital(k)
	case a.is&isNum != 0:
		x, j = r.spokenTime(k)
	}
	if j == 0 || x.hour > 23 {
		return reading{}, 0
	}
	if half, e := r.meridiem(j); half != noHalf {
		x.apply(half)
		return x, e
	}
	return x, j
}

// meridiem reads "a.m.", "pm", "p. m.", "p m", "p" glued; half is noHalf for none.
func (r *reader) meridiem(k int) (half, end int) {
	a := r.at(k)
	if a.is&isMeridiem != 0 {
		if a.n > 2 {
			return noHalf, 0
		}
		if k++; a.w[len(a.w)-1] != '.' && r.word(k) == "." && r.glued(k) && r.small(k+1) && k+1 < r.end { // a full stop cut off
			k++
		}
		return a.n, k
	}
	if a.w == "." && r.glued(k) && r.glued(k+1) && r.is(k+1, isMeridiem) && r.at(k+1).n < 3 { // "9.am."
		return r.at(k + 1).n, k + 2
	}
	if a.w != "a" && a.w != "p" && a.w != "a." && a.w != "p." {
		return noHalf, 0
	}
	half = am
	if a.w[0] == 'p' {
		half = pm
	}
	j := k + 1
	if r.word(j) == "." {
		j++
	}
	switch r.word(j) {
	case "m", "m.":
		if r.agenda || r.word(j-1) == "." || a.w[len(a.w)-1] == '.' {
			if r.word(j) == "m" && r.word(j+1) == "." && r.glued(j+1) && r.word(j+2) != "" && r.agenda && r.small(j+2) {
				j++
			}
			return half, j + 1
		}
	}
	if r.agenda && r.glued(k) && (r.word(k-2) == ":" || half == pm || r.word(k-2) == "at" || r.word(k-2) == "to" || r.word(k-2) == "from" || r.end == 2) {
		return half, k + 1
	}
	return noHalf, 0
}

// apply puts an hour of twelve into its half.
func (x *reading) apply(half int) {
	x.half, x.marked, x.bare = half, true, false
	switch {
	case half == pm && x.hour < 12:
		x.hour += 12
	case half == am && x.hour == 12:
		x.hour = 0
	}
}

// halfOfDay turns an hour by what follows it: "a.m.", "p.m.", "o'clock", "in the
// evening", "tonight"; it gives the atom behind, -1 when the whole is no time.
func (r *reader) halfOfDay(x *reading, k int) int {
	if half, e := r.meridiem(k); half != noHalf && x.hour <= 23 && x.half == noHalf {
		x.apply(half)
		if j := r.inThe(x, e); j > 0 {
			return j
		}
		return e
	}
	if r.word(k) == "ampm" {
		x.marked = true
		return k + 1
	}
	switch w := r.word(k); w {
	case "o'clock", "o’clock", "oclock":
		x.marked = true
		k++
		if half, e := r.meridiem(k); half != noHalf {
			x.apply(half)
			return e
		}
	case "noon", "midnight", "midday":
		if x.bare && (x.hour == 12 || x.hour == 1) && r.agenda || x.hour == 12 && x.bare {
			if w == "midnight" && x.hour == 12 {
				x.hour = 0
			}
			x.marked = true
			return k + 1
		}
	}
	if w := r.word(k); w == "midnight" && x.marked && r.agenda && !x.words {
		return k + 1
	}
	if j := r.inThe(x, k); j > 0 {
		x.marked = true
		return j
	}
	if x.hour > 23 {
		return -1
	}
	return k
}

// inThe reads "in the morning", "at night", "this evening", "tonight", "lunchtime"
// behind an hour.
func (r *reader) inThe(x *reading, k int) int {
	j := k
	switch r.word(j) {
	case "in":
		j++
		if r.word(j) == "the" {
			j++
		} else if !r.agenda {
			return 0
		}
	case "at":
		j++
		if r.word(j) != "night" {
			return 0
		}
	default:
		if !r.agenda {
			return 0
		}
	}
	a := r.at(j)
	if a.is&isMeridiem != 0 && j > k && a.n < 3 {
		x.apply(a.n)
		return j + 1
	}
	if a.is&isPart == 0 || a.is&isPlural != 0 || j > k && x.bare && x.hour > 12 && !r.agenda {
		return 0
	}
	x.inPart(parts[a.n])
	return j + 1
}

// offset reports whether the figures at atom i are those of a zone: the 3:30 of
// "UTC+3:30", the 03:30 of "08:00+03:30".
func (r *reader) offset(i int) bool {
	switch r.word(i - 1) {
	case "+", "-", "−", "±":
	default:
		return false
	}
	if !r.glued(i) {
		return false
	}
	p := r.word(i - 2)
	return zones[p] || p == "(" || r.word(i-1) == "+" && r.glued(i-1) && r.glued(i)
}

// zone reads a zone behind a time: "GMT", "local time", "Moscow time", "UTC+3:30",
// "+03:30"; "(1639 UTC)" is left to itself.
func (r *reader) zone(k int) (string, int) {
	j := k
	if r.word(j) == "(" && zones[r.word(j+1)] && r.word(j+2) == ")" {
		return r.a.Doc.Text.String()[r.at(j+1).start:r.at(j+1).end], j + 3
	}
	w := r.word(k)
	switch {
	case zones[w] && (len(w) > 2 || r.capital(k) && (w != "pt" && w != "et" && w != "ct" && w != "mt" || !r.small(k)) || w == "z" && r.glued(k)):
		j = k + 1
		if e := r.offsetEnd(j); e > 0 && (w == "utc" || w == "gmt") {
			j = e
		}
	case w == "local" && r.word(k+1) == "time":
		j = k + 2
	case w == "l" && r.glued(k) && r.capital(k) && len(r.word(k-1)) == 4, w == "local" && r.capital(k):
		return "local time", k + 1
	case regions[w] && (r.capital(k) || r.agenda):
		j = k + 1
		if n := r.word(j); n == "standard" || n == "daylight" || n == "summer" {
			j++
		}
		if r.word(j) == "time" {
			j++
		}
		if !r.capital(j-1) && j == k+1 && r.small(j) && r.partEnds(j) == false {
			return "", 0 // "at 5 p.m. Central bank officials"
		}
	case r.capital(k) && r.word(k+1) == "time":
		j = k + 2
	case r.capital(k) && r.capital(k+1) && r.word(k+2) == "time":
		j = k + 3
	case (w == "+" || w == "-" || w == "−") && r.glued(k) && r.word(k-2) == ":":
		if e := r.offsetEnd(k); e > 0 && r.at(k+1).w != "" && (r.word(k+2) == ":" && len(r.word(k+1)) == 2 || len(r.word(k+1)) == 4) {
			j = e
			break
		}
		return "", 0
	default:
		return "", 0
	}
	if !r.closes(j) {
		return "", 0
	}
	return r.text[r.at(k).start:r.at(j-1).end], j
}

// offsetEnd is the atom behind the "+3:30" at atom k, 0 for none.
func (r *reader) offsetEnd(k int) int {
	switch r.word(k) {
	case "+", "-", "−", "±":
	default:
		return 0
	}
	if !r.is(k+1, isDigits) || !r.glued(k+1) || len(r.word(k+1)) > 4 {
		return 0
	}
	if r.word(k+2) == ":" && r.glued(k+2) && r.is(k+3, isDigits) && r.glued(k+3) {
		return k + 4
	}
	return k + 2
}

// partAlone reads a part of the day by itself: "in the morning", "at night".
func (r *reader) partAlone(i int) (nlp.Timex, int) {
	k := i
	var m nlp.Modifier
	if w := r.word(k); (w == "early" || w == "late") && (r.word(k+1) == "in" || r.word(k+1) == "at") {
		m = modifiers[r.at(k).n]
		k++
	}
	prep := r.word(k) == "in" || r.word(k) == "at" || r.word(k) == "during"
	at := r.word(k) == "at"
	if prep {
		k++
	}
	if r.word(k) == "the" {
		k++
	} else if prep && r.word(k-1) != "at" && !r.agenda {
		return nlp.Timex{}, 0
	}
	if r.is(k, isMod) && (r.word(k) == "early" || r.word(k) == "late" || r.word(k) == "mid") {
		m = modifiers[r.at(k).n]
		k++
		if r.word(k) == "-" {
			k++
		}
	}
	if r.word(k) == "hours" && r.word(k+1) == "of" && r.word(k+2) == "the" {
		k += 3
	}
	a := r.at(k)
	if a.is&isPart == 0 || a.n == lunch && !r.agenda || r.word(k-1) == "good" {
		return nlp.Timex{}, 0
	}
	if !r.agenda && (!prep && m == "" || at && a.n != night || !r.partEnds(k+1)) {
		return nlp.Timex{}, 0
	}
	if r.agenda && !prep && k == i && (a.is&isPlural != 0 || a.n == lunch) && r.end > 1 {
		return nlp.Timex{}, 0
	}
	return nlp.Timex{Kind: nlp.Clock, Part: parts[a.n], Modifier: m}, k + 1
}

// partEnds reports whether nothing that belongs to a part of the day follows it:
// "in the evening news".
func (r *reader) partEnds(k int) bool {
	w := r.word(k)
	if k >= r.end || !isLetter(w[0]) {
		return true
	}
	return afterYear[w] || r.is(k, isNow|isWeekday)
}
