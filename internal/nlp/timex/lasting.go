package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// lasting reads a time with how long it lasts, where the text is an agenda: "for 3
// days from today", "a week starting tomorrow", "from 10 am for 3 hours".
func (r *reader) lasting(i int) (nlp.Timex, int) {
	if !r.agenda {
		return nlp.Timex{}, 0
	}
	k := i
	if w := r.word(k); w == "for" || w == "from" {
		k++
	}
	if l, j := r.length(k); j > 0 && r.word(i) != "from" {
		return r.lengthFrom(l, i, j)
	}
	if r.word(i) == "for" {
		return nlp.Timex{}, 0
	}
	if x, j := r.timeOfDay(k); j > 0 && r.word(j) == "for" && (x.marked || r.word(i) == "from") {
		if l, e := r.length(j + 1); e > 0 && l.short() && !l.vague {
			return lastingClock(x, &l), e
		}
	}
	p, j := r.point(k)
	if j == 0 || r.word(j) != "for" {
		return nlp.Timex{}, 0
	}
	if l, e := r.length(j + 1); e > 0 && !l.vague && !l.short() {
		return r.lastingDays(p, &l, k, j), e
	}
	return nlp.Timex{}, 0
}

// lengthFrom reads what a length at atoms [i, j) runs from.
func (r *reader) lengthFrom(l length, i, j int) (nlp.Timex, int) {
	k := j
	if r.word(k) == "," {
		k++
	}
	switch r.word(k) {
	case "from":
		if r.word(i) != "for" || r.word(k+1) == "now" {
			return nlp.Timex{}, 0
		}
		k++
	case "starting", "beginning":
		if k++; r.word(k) == "from" || r.word(k) == "on" {
			k++
		}
	default:
		return nlp.Timex{}, 0
	}
	if l.vague || l.business {
		return nlp.Timex{}, 0
	}
	if x, e := r.timeOfDay(k); e > 0 && l.short() {
		return lastingClock(x, &l), e
	}
	p, e := r.point(k)
	if e == 0 {
		return nlp.Timex{}, 0
	}
	return r.lastingDays(p, &l, k, e), e
}

func lastingClock(x reading, l *length) nlp.Timex {
	_, end := moveClock(when.OfDay(2000, 1, 1), x.clock, l.inSeconds())
	return nlp.Timex{Kind: nlp.Clock, Value: x.String() + "/" + end.String()}
}

func (r *reader) lastingDays(p point, l *length, k, e int) nlp.Timex {
	p = r.fill(p, k, e)
	if p.from.Precision != when.Day || l.short() {
		return nlp.Timex{Kind: nlp.Date, Relative: true}
	}
	return r.settle(point{from: p.from, to: moveDate(p.from, l, 1), rel: p.rel, anchor: p.anchor}, k, e)
}
