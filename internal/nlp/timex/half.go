package timex

import (
	"dossier/internal/nlp"
)

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
		if w := r.word(k - 2); !r.agenda || x.bare && !x.marked && w != "at" && w != "back" && w != "" {
			return 0 // "two morning sessions"
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
	if a.is&isPart == 0 || a.n == lunch && !r.agenda || r.word(k-1) == "good" || !r.agenda && !r.small(k) {
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
