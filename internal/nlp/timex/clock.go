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
	t := nlp.Timex{Kind: nlp.Clock, Value: x.String(), Exact: x.exact(), On: p.from.String(), Dated: true}
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
	if _, e := r.zone(j); e > 0 && !(x.bare && r.word(j) == "cat") && !(regions[r.word(j)] && r.word(e-1) != "time") && (!x.bare || r.at(i).w != "" && len(r.word(i)) <= 4 && r.is(i, isDigits)) {
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
	if !r.clockOpens(i) || len(a.w) > 4 {
		return reading{}, 0
	}
	k := i + 1
	switch sep := r.word(k); {
	case sep == ":" && r.glued(k) && r.glued(k+1) && r.is(k+1, isDigits) && len(r.word(k+1)) == 2 && len(a.w) <= 2:
		return r.colons(i)
	case sep == "h" && len(a.w) <= 2 && a.n < 24 && (r.glued(k) || r.agenda):
		return r.hours24(i)
	case sep == "." && r.glued(k) && r.glued(k+1) && r.is(k+1, isDigits):
		return r.fullStop(i)
	}
	if len(a.w) > 2 {
		return r.fourFigures(i)
	}
	if a.n > 24 {
		return reading{}, 0
	}
	if b := r.at(k); r.agenda && b.is&isDigits != 0 && !b.glued && len(b.w) == 2 && b.n < 60 && a.n <= 12 && a.n > 0 && (r.word(i-1) == "at" || r.is(k+1, isMeridiem)) && !r.glued(k+1) { // "at 3 15"
		return reading{clock: clockOf(a.n, b.n), marked: true}, k + 1
	}
	return r.ish(reading{clock: clockOf(a.n%24, 0), bare: true}, k)
}

// clockOpens reports whether a time of day can begin with the figures at atom i.
func (r *reader) clockOpens(i int) bool {
	if i == r.first || !r.glued(i) {
		return true
	}
	if w := r.word(i - 1); !r.opens(i) && w != "t" && w != "-" {
		return false
	}
	return r.clockFresh(i)
}

// fullStop reads "7.10 pm", "at 9.30", "17.30 Beijing time".
func (r *reader) fullStop(i int) (reading, int) {
	a, b, k := r.at(i), r.at(i+2), i+3
	if len(b.w) != 2 || len(a.w) > 2 || b.n > 59 || a.n > 23 || r.glued(k) && r.word(k) == "." && r.is(k+1, isDigits) {
		return reading{}, 0
	}
	if half, _ := r.meridiem(k); half == noHalf && !r.dotted(i, k) {
		return reading{}, 0
	}
	switch r.word(k) {
	case "hours", "hrs", "hrs.":
		k++
	}
	return reading{clock: clockOf(a.n, b.n), marked: true}, k
}

// fourFigures reads "0750", "1430 hours", "340".
func (r *reader) fourFigures(i int) (reading, int) {
	a, k := r.at(i), i+1
	if a.n/100 > 23 || a.n%100 > 59 {
		return reading{}, 0
	}
	x := reading{clock: clockOf(a.n/100, a.n%100)}
	if len(a.w) == 3 {
		if half, _ := r.meridiem(k); half == noHalf && !r.agenda {
			return reading{}, 0
		}
		return r.ish(x, k)
	}
	x.marked = a.w[0] == '0' && r.timeLead(i) // "at 0730"
	switch r.word(k) {
	case "hours", "hrs", "hrs.":
		x.marked = true
		k++
	}
	return r.ish(x, k)
}

// timeLead reports whether the words before atom i ask for a time of day.
func (r *reader) timeLead(i int) bool {
	switch r.word(i - 1) {
	case "at", "between", "from", "around", "approximately", "until", "by", "about":
		return true
	case "to", "and", "-", "–":
		return r.is(i-2, isDigits) && len(r.word(i-2)) == 4
	}
	return false
}

// dotted reports whether the figures with a full stop from atom i to k are a time
// of day: "at 9.30", "17.30 Beijing time".
func (r *reader) dotted(i, k int) bool {
	if w := r.word(k); r.glued(k) && k < r.end && w != "," && w != "?" && w != "!" && w != ")" && (w != "." || r.is(k+1, isDigits)) {
		return false
	}
	if _, e := r.zone(k); e > 0 {
		return true
	}
	switch r.word(k) {
	case "hours", "hrs", "hrs.":
		return true
	case "this":
		return r.is(k+1, isPart)
	case "in":
		return r.word(k+1) == "the" && r.is(k+2, isPart)
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
	m, k := r.minutes(i)
	if k == 0 {
		return reading{}, 0
	}
	sign := 1
	switch w := r.word(k); w {
	case "past":
	case "after", "from":
		if !r.agenda {
			return reading{}, 0
		}
	case "to", "before", "of", "till":
		if !r.countsDown(w, m, k, i) {
			return reading{}, 0
		}
		sign = -1
	default:
		if m != 30 || r.word(k-1) != "half" || !r.agenda { // "half three"
			return reading{}, 0
		}
		k--
	}
	x, j := r.oclock(k + 1)
	if j == 0 || x.minute != 0 && !x.marked && !(x.words && r.at(k-1).u == minute) {
		return reading{}, 0
	}
	t := (x.inSeconds()/60 + sign*m + 1440) % 1440
	x.hour, x.minute = t/60, t%60
	if x.hour == 0 && x.half == noHalf && !x.marked {
		x.hour = 12
	}
	x.marked, x.bare, x.words = true, false, false
	return x, j
}

// minutes reads the minutes told from an hour: "half", "a quarter", "20 minutes",
// "ten"; end is 0 when there are none.
func (r *reader) minutes(i int) (m, end int) {
	k := i
	if r.is(k, isArticle) {
		k++
	}
	switch w := r.word(k); {
	case w == "half":
		return 30, k + 1
	case w == "quarter":
		return 15, k + 1
	case w == "three" && r.word(k+1) == "quarters":
		return 45, k + 2
	}
	m, used := r.number(k)
	if used == 0 || m < 1 || m > 59 {
		return 0, 0
	}
	if k += used; r.at(k).u == minute {
		k++
	}
	return m, k
}

// countsDown reports whether m minutes from atom i to k and the word w tell a time
// before the hour, and not a span or a score: "from 5 to 6 pm", "3 of 8".
func (r *reader) countsDown(w string, m, k, i int) bool {
	if r.at(k-1).u == minute || r.word(k-1) == "quarter" || r.word(k-1) == "half" {
		return true
	}
	switch w {
	case "before":
		return false
	case "of":
		return m == 10 || m == 15 || m == 20
	}
	return m > 12 && (r.agenda || !r.is(i, isDigits))
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
