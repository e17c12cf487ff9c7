package timex

import "dossier/internal/nlp"

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
	case r.letterZone(k):
		return militaryZone(w[0]), r.star(k + 1)
	case w == "lt" && r.shape(k) == nlp.Upper && r.is(k-1, isDigits):
		return "local time", k + 1
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
		if !r.capital(j-1) && j == k+1 && r.small(j) && !r.partEnds(j) {
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

// letterZone reports whether atom k is the letter of a military zone behind four
// figures, in a text that gives its times so: "0540C".
func (r *reader) letterZone(k int) bool {
	w := r.word(k)
	return r.groups && len(w) == 1 && isLetter(w[0]) && w != "h" && r.glued(k) && r.capital(k) && r.is(k-1, isDigits) && len(r.word(k-1)) == 4 && r.closes(r.star(k+1))
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
