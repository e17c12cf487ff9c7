package timex

import "strings"

// number is the whole number that begins at atom i, in figures or words; used is
// 0 when there is none.
func (r *reader) number(i int) (n, used int) {
	e := r.at(i)
	if e.is&isDigits != 0 {
		return e.n, 1
	}
	if e.is&isNum == 0 || e.is&isArticle != 0 {
		return 0, 0
	}
	total, part, k := 0, 0, i
	for {
		e := r.at(k)
		if e.is&isArticle != 0 || e.is&isNum == 0 {
			if r.word(k) == "and" && k > i && part+total >= 20 && r.is(k+1, isNum) && !r.is(k+1, isArticle) && r.at(k+1).n < 100 {
				k++
				continue
			}
			break
		}
		switch {
		case e.n == 1000 && part+total > 0 && part+total < 1000:
			total, part = (total+part)*1000, 0
		case e.n == 100 && part > 0 && part < 100:
			part *= 100
		case e.n >= 100:
			return total + part, k - i
		case part == 0 || part >= 100 && part%100 == 0 || part%100 >= 20 && part%10 == 0 && e.n < 10:
			part += e.n
		default:
			return total + part, k - i
		}
		k++
	}
	return total + part, k - i
}

// yearInWords reads "nineteen seventy eight", "two thousand and eighteen",
// "nineteen oh one", "year two hundred".
func (r *reader) yearInWords(i int) (y, used int) {
	if !r.is(i, isNum) || r.is(i, isArticle) {
		return 0, 0
	}
	n, k := r.number(i)
	if n >= 1000 && n <= 2100 && k > 1 {
		return n, k
	}
	if n < 15 || n > 20 {
		return 0, 0
	}
	if w := r.word(i + k); w == "oh" || w == "zero" {
		if m, j := r.number(i + k + 1); j > 0 && m < 10 {
			return n*100 + m, k + 1 + j
		}
		return 0, 0
	}
	if m, j := r.number(i + k); j > 0 && m >= 10 && m < 100 && r.at(i+k).is&isDigits == 0 {
		return n*100 + m, k + j
	}
	return 0, 0
}

// ordinal reads "27th", "third", "twenty second".
func (r *reader) ordinal(i int) (n, used int) {
	e := r.at(i)
	if e.is&isOrd != 0 {
		return e.n, 1
	}
	if e.is&isDigits != 0 && r.glued(i+1) && r.is(i+1, isOrdSuffix) && e.n > 0 {
		return e.n, 2
	}
	if e.is&isNum != 0 && e.n >= 20 && e.n <= 30 && e.n%10 == 0 && r.is(i+1, isOrd) && r.at(i+1).n < 10 {
		return e.n + r.at(i+1).n, 2
	}
	return 0, 0
}

// year4 is the year that the four figures of atom i can be, 0 for none.
func (r *reader) year4(i int) int {
	e := r.at(i)
	if e.is&isDigits == 0 || e.n < 1000 || e.n > 2100 || len(e.w) != 4 || r.glued(i) && !r.opens(i) && !r.splitsDate(i-1) {
		return 0
	}
	if r.glued(i+1) && (r.word(i+1) == "," || r.word(i+1) == ".") && r.glued(i+2) && r.is(i+2, isDigits) {
		return 0
	}
	return e.n
}

// year3 is the year of three figures that atom i can be, in a text that tells of
// such years, or behind "c.".
func (r *reader) year3(i int) int {
	e := r.at(i)
	if e.is&isDigits == 0 || len(e.w) != 3 || e.n < 100 || r.figureOfSomething(i) && !r.year3Of(i) || r.is(i+1, isUnit|isMeridiem) || r.countable(i+1) || r.word(i+1) == "%" || r.word(i+1) == "to" {
		return 0
	}
	switch prev := r.word(i - 1); prev {
	case "c.", "ca.", "circa", "ca":
		r.ancient = true
		return e.n
	case ".":
		if w := r.word(i - 2); w == "c" || w == "ca" {
			r.ancient = true
			return e.n
		}
	case "in", "after", "until", "till", "about", "around", "by", "since", "from", "before", "(", "of", "–", "-":
		if r.ancient && (prev != "-" && prev != "–" || r.year3(i-2) > 0) {
			return e.n
		}
	}
	if r.ancient && r.is(i-1, isMonth) {
		return e.n
	}
	return 0
}

// year3Of reports whether the dash that atom i hangs on joins it to another such
// year.
func (r *reader) year3Of(i int) bool {
	return (r.word(i-1) == "-" || r.word(i-1) == "–") && r.is(i-2, isDigits) && len(r.word(i-2)) == 3
}

// splitsDate reports whether atom i is a mark that stands between the parts of a
// date, or letters with a date's figures against them.
func (r *reader) splitsDate(i int) bool {
	switch r.word(i) {
	case "-", "/", ".", "'", "–", ",":
		return true
	}
	return r.is(i, isMonth)
}

// twoFigures is the year that two figures stand for: 74 is 1974, 21 is 2021.
func twoFigures(n int) int {
	if n >= 50 {
		return 1900 + n
	}
	return 2000 + n
}

// countable is a rough test for a plural noun: "in 2000 homes".
func (r *reader) countable(i int) bool {
	w := r.word(i)
	return r.small(i) && (len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && w != "was" && w != "this" && w != "whereas" && w != "towards" && w != "thus" ||
		w == "people" || w == "men" || w == "women" || w == "children" || w == "police")
}

// count is the number before a unit: "three", "a", "a couple of", "2.5", "two and
// a half". whole is its whole part, tenths what is over; vague numbers ("few")
// say so.
type count struct {
	whole, hundredths int
	vague             bool
	article           bool // only "a" or "an"
	used              int
}

// count reads the number at atom i; used is 0 when there is none.
func (r *reader) count(i int) count {
	k := i
	e := r.at(k)
	if e.is&isArticle != 0 && r.is(k+1, isFew) {
		k++
		e = r.at(k)
	}
	if e.is&isFew != 0 {
		c := count{whole: e.n, vague: e.n > 2, used: k + 1 - i}
		if r.word(k+1) == "of" {
			c.used++
		}
		if r.word(k) == "some" && !r.is(i+c.used, isPlural) {
			return count{}
		}
		return c
	}
	if e.is&isArticle != 0 && e.is&isNum != 0 {
		return count{whole: 1, article: true, used: 1}
	}
	n, used := r.number(k)
	if used == 0 {
		return count{}
	}
	k += used
	c := count{whole: n}
	switch {
	case used == 1 && r.word(k) == "." && r.glued(k) && r.glued(k+1) && r.is(k+1, isDigits) && len(r.word(k+1)) <= 2:
		c.hundredths = r.at(k + 1).n
		if len(r.word(k+1)) == 1 {
			c.hundredths *= 10
		}
		k += 2
	case r.word(k) == "and" && r.word(k+1) == "half":
		c.hundredths = 50
		k += 2
	case r.word(k) == "and" && r.is(k+1, isArticle) && r.word(k+2) == "half":
		c.hundredths = 50
		k += 3
	case used == 1 && e.is&isDigits != 0 && r.word(k) == "1" && r.word(k+1) == "/" && r.word(k+2) == "2":
		c.hundredths = 50
		k += 3
	}
	c.used = k - i
	return c
}
