package timex

import (
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// dayOrder is which of day and month stands first in dates of figures.
type dayOrder uint8

const (
	dayFirst dayOrder = iota
	monthFirst
)

// field is one part of a date in figures.
type field struct {
	n, size int
	month   bool // a month's name
}

// fieldAt reads a part of a date at atom i: figures of at most four places or the
// short name of a month.
func (r *reader) fieldAt(i int) (field, bool) {
	a := r.at(i)
	switch {
	case a.is&isDigits != 0 && len(a.w) <= 4:
		return field{n: a.n, size: len(a.w)}, true
	case a.is&isMonth != 0:
		return field{n: a.n, month: true}, true
	}
	return field{}, false
}

// separator reads what stands between the parts of a date, with or without
// spaces around it; next is the atom behind it.
func (r *reader) separator(i int) (sep string, next int, tight bool) {
	switch w := r.word(i); w {
	case "/", "-", ".", "–":
		return w, i + 1, r.glued(i) && r.glued(i+1)
	}
	return "", 0, false
}

// numeric reads dates in figures: "2023-01-27", "27/01/2023", "1.2.2023",
// "31-Oct-74", "2019/sep/01", "2015-03", "11/2016", "4/22".
func (r *reader) numeric(i int) (point, int) {
	a, ok := r.fieldAt(i)
	if !ok || !r.fresh(i) {
		return point{}, 0
	}
	sep, k, tight1 := r.separator(i + 1)
	b, ok := r.fieldAt(k)
	if sep == "" || !ok || !tight1 && (sep == "." || !r.agenda) {
		if r.agenda && a.size > 0 {
			return r.spacedFigures(i)
		}
		return point{}, 0
	}
	if sep2, m, tight2 := r.separator(k + 1); sep2 == sep && tight1 == tight2 {
		if c, ok := r.fieldAt(m); ok {
			return r.three(a, b, c, r.endOfFigures(m+1))
		}
	}
	if r.word(k+1) == "," && r.is(k+2, isDigits) && (len(r.word(k+2)) == 4 || r.agenda && len(r.word(k+2)) == 2 && r.glued(k+2)) {
		if c, ok := r.fieldAt(k + 2); ok && sep == "/" {
			return r.three(a, b, c, r.endOfFigures(k+3))
		}
	}
	end := r.endOfFigures(k + 1)
	if end == 0 {
		return point{}, 0
	}
	if a.n == 9 && b.n == 11 && sep == "/" && tight1 && !r.agenda {
		return single(when.OfDay(2001, 9, 11)), end // known by its figures
	}
	return r.two(i, a, b, sep, tight1, end)
}

// spacedFigures reads "10 31 1974".
func (r *reader) spacedFigures(i int) (point, int) {
	a, _ := r.fieldAt(i)
	b, ok1 := r.fieldAt(i + 1)
	c, ok2 := r.fieldAt(i + 2)
	if !ok1 || !ok2 || a.month || b.month || c.month || c.size != 4 {
		return point{}, 0
	}
	return r.three(a, b, c, r.endOfFigures(i+3))
}

// endOfFigures is j where the figures of a date end there, 0 where more hang on.
func (r *reader) endOfFigures(j int) int {
	w := r.word(j)
	if !r.glued(j) || j >= r.end {
		return j
	}
	switch w {
	case "t": // "2023-01-27T08:00"
		return j
	case ".", ",":
		if r.glued(j+1) && r.is(j+1, isDigits) {
			return 0
		}
		return j
	case "/", "-", "–", "%", "th", "st", "nd", "rd", "h", "$":
		if w == "/" && r.is(j+1, isDigits) && len(r.word(j+1)) == 4 || w != "/" && r.is(j+1, isDigits) && r.word(j+2) == "/" && r.is(j+3, isDigits) { // an interval
			return j
		}
		return 0
	}
	if r.is(j, isUnit|isMeridiem|isDigits) {
		return 0
	}
	return j
}

// fresh reports whether the figures at atom i do not go on from others: a
// decimal, a dashed number, a telephone number.
func (r *reader) fresh(i int) bool {
	if !r.glued(i) || i == r.first {
		return true
	}
	switch r.word(i - 1) {
	case "(", "[", "“", "\"", "‘", "'", ":", ";", ">", "|", "—", "–", ",", ")", "…":
		return !r.is(i-2, isDigits) || !r.glued(i-1) || r.word(i-1) == "–" || r.word(i-1) == "—"
	case "-":
		return r.word(i-3) == "/" && r.is(i-2, isDigits)
	case "/":
		return i-2 >= r.first && !r.is(i-2, isDigits)
	case ".":
		return r.is(i-2, isMonth|isWeekday)
	}
	return r.is(i-1, isMonth|isWeekday)
}

// three makes the date of three fields, whose end is j (0 for none).
func (r *reader) three(a, b, c field, j int) (point, int) {
	if j == 0 {
		return point{}, 0
	}
	var d when.Date
	switch {
	case a.size == 4 && c.size <= 2 && c.size > 0:
		d = when.OfDay(a.n, b.n, c.n)
	case c.size == 0 || a.size > 2 || b.size > 2:
		return point{}, 0
	case c.size == 3 || c.size == 1:
		return point{}, 0
	default:
		y := c.n
		if c.size == 2 {
			if a.size > 2 || y == 0 && !r.agenda {
				return point{}, 0
			}
			y = twoFigures(c.n)
		}
		switch {
		case b.month:
			d = when.OfDay(y, b.n, a.n)
		case a.month:
			d = when.OfDay(y, a.n, b.n)
		case b.n > 12 || a.n <= 12 && r.order == monthFirst:
			d = when.OfDay(y, a.n, b.n)
		default:
			d = when.OfDay(y, b.n, a.n)
		}
	}
	if !d.Valid() {
		return point{}, 0
	}
	return single(d), j
}

// two makes the date of two fields: a year and month, or a day and month where
// the words around allow it.
func (r *reader) two(i int, a, b field, sep string, tight bool, j int) (point, int) {
	switch {
	case a.month && b.month:
		return point{}, 0
	case a.size == 4 && r.year4(i) > 0 && b.size > 0 && b.size <= 2 && b.n >= 1 && b.n <= 12 && (b.n <= a.n%100 || r.agenda || sep == "/" && a.n > 1900):
		return single(when.OfMonth(a.n, b.n)), j
	case b.size == 4 && a.size > 0 && a.size <= 2 && a.n >= 1 && a.n <= 12 && b.n >= 1000 && b.n <= 2100 && (sep != "." && (sep == "/" || r.agenda)):
		return single(when.OfMonth(b.n, a.n)), j
	case a.size > 2 || b.size > 2:
		return point{}, 0
	case a.month || b.month: // "1-jan", "jan/1"
		m, d := a.n, b.n
		if b.month {
			m, d = b.n, a.n
		}
		if p := when.OfDay(2000, m, d); p.Valid() && (sep != "." || !a.month) {
			p.Year = 0
			return point{from: p, noYear: true}, j
		}
		return point{}, 0
	case !r.dayAndMonth(i, sep, tight):
		return point{}, 0
	}
	m, d := a.n, b.n
	if d <= 12 && m > 12 || m <= 12 && d <= 12 && r.order == dayFirst {
		m, d = d, m
	}
	if sep == "." && b.size == 2 && r.order == dayFirst { // "8.10" is a time before it is a date
		return point{}, 0
	}
	if p := when.OfDay(2000, m, d); p.Valid() {
		p.Year = 0
		return point{from: p, noYear: true}, j
	}
	return point{}, 0
}

// dayAndMonth reports whether two figures at atom i are a day and month: the
// words before must ask for a date, as they could be a fraction, a score or a
// range.
func (r *reader) dayAndMonth(i int, sep string, tight bool) bool {
	prev := r.word(i - 1)
	if r.is(i-1, isWeekday) || prev == "," && r.is(i-2, isWeekday) {
		return true
	}
	if prev == "at" || r.is(i+3, isUnit) || r.word(i+3) == "%" || r.word(i+3) == "of" || r.is(i-1, isDigits) {
		return false
	}
	if r.agenda {
		return sep != "." || prev == "on" || prev == "in" || r.is(i-1, isWeekday)
	}
	switch prev {
	case "on", "since", "until", "till":
		return sep == "/" && tight
	}
	return false
}

// findOrder finds which of day and month stands first in the dates of a document, by
// those that can be read in one way only.
func (r *reader) findOrder() {
	score := 0
	for i := range r.a.Tokens {
		if r.a.Tokens[i].Shape != nlp.Digit {
			continue
		}
		if a, b, ok := r.slashed(i); ok {
			switch {
			case a > 12 && b <= 12:
				score++
			case b > 12 && a <= 12:
				score--
			}
		}
	}
	switch {
	case score < 0:
		r.order = monthFirst
	case score > 0:
		r.order = dayFirst
	}
}

// slashed reads two figures and a year with slashes between them from token i on.
func (r *reader) slashed(i int) (a, b int, ok bool) {
	ts := r.a.Tokens
	if i+4 >= len(ts) || ts[i+1].Lower != "/" || ts[i+3].Lower != "/" {
		return 0, 0, false
	}
	x, y, z := figures(ts[i].Lower), figures(ts[i+2].Lower), figures(ts[i+4].Lower)
	ok = x.is&y.is&z.is&isDigits != 0 && x.n >= 1 && y.n >= 1 && len(ts[i].Lower) <= 2 && len(ts[i+2].Lower) <= 2
	return x.n, y.n, ok
}
