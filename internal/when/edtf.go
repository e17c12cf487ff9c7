package when

import (
	"fmt"
	"strconv"
	"strings"
)

// Value is a date or an interval; exactly one is set.
type Value struct {
	Date     Date
	Interval *Interval
}

// String is the value in EDTF.
func (v Value) String() string {
	if v.Interval != nil {
		return v.Interval.String()
	}
	return v.Date.String()
}

// Parse reads an EDTF date or interval of level 0 or 1, dates only: "2023-01-27",
// "2022-04~", "1974", "197X", "2001-21", "2008-11-26/2008-11-29", "2019/..".
// Times of day, years beyond four digits and sets are not read.
func Parse(s string) (Value, error) {
	from, to, ok := strings.Cut(s, "/")
	if !ok {
		d, err := ParseDate(s)
		return Value{Date: d}, err
	}
	iv := &Interval{FromUnknown: from == "", ToUnknown: to == ""}
	var err error
	if from != "" && from != ".." {
		if iv.From, err = ParseDate(from); err != nil {
			return Value{}, err
		}
	}
	if to != "" && to != ".." {
		if iv.To, err = ParseDate(to); err != nil {
			return Value{}, err
		}
	}
	switch {
	case iv.From.IsZero() && iv.To.IsZero():
		return Value{}, invalid(s, "an interval without an end")
	case !iv.From.IsZero() && !iv.To.IsZero() && iv.To.Last().Before(iv.From.First()):
		return Value{}, invalid(s, "an interval that ends before it begins")
	}
	return Value{Interval: iv}, nil
}

// ParseDate reads one EDTF date.
func ParseDate(s string) (Date, error) {
	body := strings.TrimRight(s, "?~%")
	q := s[len(body):]
	if len(q) > 1 {
		return Date{}, invalid(s, "more than one qualifier")
	}
	d, ok := plainDate(body)
	if !ok || !d.Valid() {
		return Date{}, invalid(s, "not an EDTF date")
	}
	d.Qualifier = q
	return d, nil
}

func plainDate(s string) (Date, bool) {
	switch len(s) {
	case 4:
		if s[3] == 'X' {
			y, ok := digits(s[:3])
			return Date{Year: y * 10, Precision: Decade}, ok
		}
		y, ok := digits(s)
		return OfYear(y), ok
	case 7:
		y, ok1 := digits(s[:4])
		m, ok2 := digits(s[5:])
		if s[4] != '-' || !ok1 || !ok2 {
			return Date{}, false
		}
		if m > 12 {
			return Date{Year: y, Month: m, Precision: Season}, true
		}
		return OfMonth(y, m), true
	case 10:
		y, ok1 := digits(s[:4])
		m, ok2 := digits(s[5:7])
		d, ok3 := digits(s[8:])
		return OfDay(y, m, d), s[4] == '-' && s[7] == '-' && ok1 && ok2 && ok3
	}
	return Date{}, false
}

// digits reads a number written in ASCII digits only.
func digits(s string) (int, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func invalid(s, why string) error { return fmt.Errorf("date %q: %s", s, why) }
