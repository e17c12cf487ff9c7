package event

import (
	"sort"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// fromDeed is the day of a time reckoned from the deed itself, "three days after
// the bombings", "the next month" where no other date is told before; "" for any
// other. The times stage
// knows dates only, and reckons from the last one told.
func (r *reader) fromDeed(t *nlp.Timex) string {
	open := t.Value == "" && t.Relative && t.Kind == nlp.Date // nothing before it tells a date
	if len(r.in.Date) != len("2006-01-02") || !open && !r.deedBehind(t) {
		return ""
	}
	base, err := when.ParseDate(r.in.Date)
	if err != nil {
		return ""
	}
	n, sign, unit := 0, 0, ""
	for i := t.First; i < t.Last; i++ {
		switch w := r.lower(i); w {
		case "after", "later":
			sign = 1
		case "before", "earlier", "prior":
			sign = -1
		case "next", "following":
			n, sign = 1, 1
		case "previous", "preceding":
			n, sign = 1, -1
		case "day", "days", "week", "weeks", "month", "months", "year", "years":
			unit = w[:1]
		case "a", "an", "one":
			n = 1
		}
	}
	if k := r.countIn(t); k > 0 {
		n = k
	}
	return moved(base, sign*n, unit)
}

// moved is n units behind a day, as exact as the unit is.
func moved(base when.Date, n int, unit string) string {
	switch {
	case n == 0:
		return ""
	case unit == "d":
		return base.AddDays(n).String()
	case unit == "w":
		return base.AddDays(7 * n).String()
	case unit == "m":
		return base.AddMonths(n).String()[:7]
	case unit == "y":
		return base.AddMonths(12 * n).String()[:4]
	}
	return ""
}

// countIn is the number in a time expression, 0 for none.
func (r *reader) countIn(t *nlp.Timex) int {
	from := sort.Search(len(r.in.Numbers), func(i int) bool { return r.in.Numbers[i].First >= t.First })
	for i := from; i < len(r.in.Numbers); i++ {
		x := &r.in.Numbers[i]
		if x.First >= t.Last {
			break
		}
		if x.First >= t.First && x.Value >= 1 && x.Value < 1000 && x.Value == float64(int(x.Value)) {
			return int(x.Value)
		}
	}
	return smallNumber[r.lower(t.First)]
}

var smallNumber = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

// deedBehind reports whether the noun behind a time expression that ends in
// "after" or "before" names the deed.
func (r *reader) deedBehind(t *nlp.Timex) bool {
	last := t.Last - 1
	switch r.lower(last) {
	case "after", "before", "following", "to":
	case "prior":
		if last+1 >= len(r.in.Tokens) || r.lower(last+1) != "to" {
			return false
		}
		last++
	default:
		return false
	}
	from := sort.Search(len(r.in.Predicates), func(k int) bool { return r.in.Words[r.in.Predicates[k].Word].Token > last })
	for k := from; k < len(r.in.Predicates) && k < from+4; k++ {
		p := &r.in.Predicates[k]
		if at := r.in.Words[p.Word].Token; at > last && p.Noun {
			return at <= last+4 && p.Class == nlp.Attacking && !r.in.Background[p.Sentence]
		}
	}
	return false
}

// soon reports whether a time expression counts in hours or less from what was
// told before: "six minutes later".
func (r *reader) soon(t *nlp.Timex) bool {
	for i := t.First; i < t.Last; i++ {
		switch r.lower(i) {
		case "second", "seconds", "minute", "minutes", "hour", "hours", "moments", "shortly":
			w := r.lower(t.Last - 1)
			return w == "later" || w == "after" || w == "afterwards"
		}
	}
	return false
}
