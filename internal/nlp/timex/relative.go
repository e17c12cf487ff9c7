package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// relative reads expressions that count from another date.
func (r *reader) relative(i int) (best point, end int) {
	try := func(p point, j int) {
		if j > end {
			best, end = p, j
		}
	}
	a := r.at(i)
	if a.is&(isNow|isDir|isMod|isPart|isArticle|isOther|isSoon|isUnit) != 0 {
		try(r.deictic(i))
		try(r.partOfDay(i))
	}
	if a.is&(isWeekday|isDir|isOther|isUnit|isArticle) != 0 {
		try(r.weekday(i))
	}
	if a.is&(isOrd|isDir|isDigits|isArticle|isNum) != 0 {
		try(r.nth(i))
		try(r.dayOfUnit(i))
	}
	if a.is&(isNum|isDigits|isFew|isArticle|isOther|isClockWord|isUnit|isDir) != 0 {
		try(r.counted(i))
		try(r.window(i))
	}
	if a.is&(isSoon|isUnit|isOther|isArticle) != 0 {
		try(r.soon(i))
	}
	return best, end
}

// nowWord reads "today", "the day before yesterday", "now"; end is 0 when there
// is none.
func (r *reader) nowWord(i int) (point, int) {
	a := r.at(i)
	if a.is&isNow != 0 {
		if r.article && a.w == "today" && !r.quotedAt(i) {
			return point{}, 0 // the present of whoever reads it
		}
		p := shift(r.now(), a.n)
		switch a.w {
		case "tonight", "tonite":
			p.part = nlp.Night
		}
		return p, i + 1
	}
	k := i
	if r.word(k) == "the" {
		k++
	}
	if r.word(k) == "day" && r.is(k+2, isNow) {
		switch {
		case r.word(k+1) == "after" && r.at(k+2).n == 1:
			return shift(r.now(), 2), k + 3
		case r.word(k+1) == "before" && r.at(k+2).n == -1:
			return shift(r.now(), -2), k + 3
		}
	}
	return r.justNow(i)
}

// quoteReach bounds the search for the beginning of a quotation, in atoms.
const quoteReach = 300

// quotedAt reports whether a quotation is open in the sentence before atom i.
func (r *reader) quotedAt(i int) bool {
	open := false
	for k := max(r.first, i-quoteReach); k < i; k++ {
		switch r.word(k) {
		case "“", "«", "``":
			open = true
		case "”", "»", "''":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// justNow reads "now" and its like where the text is an agenda or the word ends
// an interval.
func (r *reader) justNow(i int) (point, int) {
	k := i
	if w := r.word(k); (w == "right" || w == "just") && r.word(k+1) == "now" {
		k++
	}
	if r.word(k) != "now" || !r.agenda {
		return point{}, 0
	}
	p := shift(r.now(), 0)
	if r.nowClock.set && !p.from.IsZero() {
		p.clock = r.nowClock
	}
	return p, k + 1
}

// deictic reads "today", "yesterday morning", "earlier today", "tomorrow at
// lunch", "early tomorrow", "this morning", "late last night".
func (r *reader) deictic(i int) (point, int) {
	k := i
	var m nlp.Modifier
	switch w := r.word(k); {
	case (w == "earlier" || w == "later") && (r.is(k+1, isNow) || r.word(k+1) == "this" && r.is(k+2, isPart)):
		k++
	case r.is(k, isMod) && (w == "early" || w == "late"):
		m = modifiers[r.at(k).n]
		k++
	}
	p, j := r.nowWord(k)
	if j == 0 {
		return r.thisPart(i, k, m)
	}
	if part, e := r.partBehind(j); e > 0 && !p.clock.set {
		p.part = part
		if mod := r.modIn(j, e); mod != "" {
			m = mod
		}
		j = e
	}
	p.mod = m
	return p, j
}

// modIn is the modifier among atoms [k, e).
func (r *reader) modIn(k, e int) nlp.Modifier {
	for ; k < e; k++ {
		if r.is(k, isMod) {
			return modifiers[r.at(k).n]
		}
	}
	return ""
}

// partBehind reads the part of the day behind a day: "morning", "in the evening",
// "early in the morning", "at lunch", "late-night".
func (r *reader) partBehind(j int) (nlp.Part, int) {
	k := j
	if r.word(k) == "," {
		k++
		if w := r.word(k); w != "in" && w != "at" {
			return "", 0
		}
	}
	if r.is(k, isMod) && (r.word(k) == "early" || r.word(k) == "late" || r.word(k) == "mid") {
		k++
		if r.word(k) == "-" {
			k++
		}
	}
	prep := false
	switch r.word(k) {
	case "in":
		k++
		if r.word(k) == "the" {
			k++
		}
		prep = true
		if r.is(k, isMod) {
			k++
			if r.word(k) == "-" {
				k++
			}
		}
		if r.word(k) == "hours" && r.word(k+1) == "of" && r.word(k+2) == "the" {
			k += 3
		}
	case "at":
		if w := r.word(k + 1); w != "night" && w != "dawn" && w != "dusk" && w != "lunch" && w != "lunchtime" && w != "sunset" && w != "sunrise" {
			return "", 0
		}
		k++
		prep = true
	}
	a := r.at(k)
	if a.is&isPart == 0 || !prep && a.is&isPlural != 0 {
		if a.is&isMeridiem != 0 && a.n < 3 && k == j && r.agenda { // "Feb 5 AM"
			return [...]nlp.Part{1: nlp.Morning, 2: nlp.Afternoon}[a.n], k + 1
		}
		return "", 0
	}
	return parts[a.n], k + 1
}

// thisPart reads "this morning", "last night", "that afternoon", "the next
// morning", "the same evening"; m stands before it at atom i.
func (r *reader) thisPart(i, k int, m nlp.Modifier) (point, int) {
	the := r.word(k) == "the"
	if the {
		k++
	}
	a := r.at(k)
	j := k + 1
	if a.is&isDir == 0 {
		return point{}, 0
	}
	if r.is(j, isMod) && (r.word(j) == "early" || r.word(j) == "late") {
		m = modifiers[r.at(j).n]
		j++
	}
	if a.w == "this" && r.word(j) == "past" {
		j++
	}
	b := r.at(j)
	if b.is&isPart == 0 || b.is&isPlural != 0 || b.n == lunch && a.w != "this" {
		return point{}, 0
	}
	var p point
	switch told := the || a.w == "that" || a.w == "same" || a.w == "following" || a.w == "previous"; {
	case a.w == "that" || a.w == "same":
		p = shift(r.lastTold(), 0)
	case told && a.n != here:
		p = shift(r.lastTold(), a.n)
		if !the && a.w == "previous" {
			p = shift(r.now(), -1)
		}
	default:
		p = shift(r.now(), a.n)
	}
	p.part, p.mod = parts[b.n], m
	return p, j + 1
}

// partOfDay reads a part of the day that belongs to a date behind it: "in the
// morning of this Tuesday", "the night of 27 January", "early-morning Tuesday".
func (r *reader) partOfDay(i int) (point, int) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	var m nlp.Modifier
	if r.is(k, isMod) && (r.word(k) == "early" || r.word(k) == "late" || r.word(k) == "mid") {
		m = modifiers[r.at(k).n]
		k++
		if r.word(k) == "-" {
			k++
		}
	}
	if r.word(k) == "hours" && r.word(k+1) == "of" {
		return r.dayWith(k+2, "", m)
	}
	a := r.at(k)
	if a.is&isPart == 0 || a.is&isPlural != 0 || a.w == "lunch" {
		return point{}, 0
	}
	j := k + 1
	switch r.word(j) {
	case "of":
		j++
		if r.word(j) == "on" {
			j++
		}
	case "on":
		j++
	case ",":
		if !r.agenda || k == i {
			return point{}, 0
		}
		j++
	default:
		if !r.agenda && !r.is(j, isWeekday) {
			return point{}, 0
		}
	}
	return r.dayWith(j, parts[a.n], m)
}

// dayWith reads the day at atom j and gives it a part and a modifier.
func (r *reader) dayWith(j int, part nlp.Part, m nlp.Modifier) (point, int) {
	p, e := r.dayAt(j)
	if e == 0 || p.part != "" {
		return point{}, 0
	}
	p.part, p.mod = part, m
	return p, e
}

// dayAt reads a day of any kind without its part of the day.
func (r *reader) dayAt(j int) (point, int) {
	p, e := r.calendar(j)
	if q, k := r.weekday(j); k > e {
		p, e = q, k
	}
	if q, k := r.nowWord(j); k > e {
		p, e = q, k
	}
	if q, k := r.nth(j); k > e {
		p, e = q, k
	}
	if q, k := r.bareDay(j, false); k > e {
		p, e = q, k
	}
	if e == 0 || p.from.Precision != when.Day && !p.lacks() && !p.rel {
		return point{}, 0
	}
	if p.weekday == 0 && p.from.Precision < when.Day && !p.rel {
		return point{}, 0
	}
	return p, e
}
