// Package when holds dates as exactly as they are known: EDTF (ISO 8601-2:2019,
// annex A, levels 0 and 1) in and out, with the days a date can fall on.
//
// The clock is never asked: what a relative expression counts from is handed in.
package when

import (
	"strconv"
	"time"
)

// Precision is how exactly a date is known.
type Precision int

// The precisions, least exact first.
const (
	None   Precision = iota
	Decade           // 197X
	Year             // 1974
	Season           // 1974-21
	Month            // 1974-09
	Day              // 1974-09-13
)

// Date is a calendar date known to some precision. The zero Date is none.
type Date struct {
	Year, Month, Day int // Month 21 to 24 is a season: spring, summer, autumn, winter
	Precision        Precision
	// Qualifier is EDTF's: "" plain, "?" uncertain, "~" approximate, "%" both.
	Qualifier string
}

// OfDay is the date of one day.
func OfDay(y, m, d int) Date { return Date{Year: y, Month: m, Day: d, Precision: Day} }

// OfMonth is the date of one month.
func OfMonth(y, m int) Date { return Date{Year: y, Month: m, Precision: Month} }

// OfYear is the date of one year.
func OfYear(y int) Date { return Date{Year: y, Precision: Year} }

// OfSeason is a season, 1 (spring) to 4 (winter), of a year.
func OfSeason(y, s int) Date { return Date{Year: y, Month: 20 + s, Precision: Season} }

// OfDecade is the ten years that begin with y.
func OfDecade(y int) Date { return Date{Year: y - y%10, Precision: Decade} }

// OfTime is the day of t, in t's own zone.
func OfTime(t time.Time) Date {
	y, m, d := t.Date()
	return OfDay(y, int(m), d)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.Precision == None }

// Valid reports whether d names a date that exists.
func (d Date) Valid() bool {
	switch d.Precision {
	case Day:
		return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= DaysIn(d.Year, d.Month) && d.Year >= 0 && d.Year <= 9999
	case Month:
		return d.Month >= 1 && d.Month <= 12 && d.Year >= 0 && d.Year <= 9999
	case Season:
		return d.Month >= 21 && d.Month <= 24 && d.Year >= 0 && d.Year <= 9999
	case Year, Decade:
		return d.Year >= 0 && d.Year <= 9999
	}
	return false
}

// DaysIn is the number of days of a month.
func DaysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// With is d with a qualifier.
func (d Date) With(qualifier string) Date {
	d.Qualifier = qualifier
	return d
}

// String is d in EDTF, "" for none.
func (d Date) String() string {
	var s string
	switch d.Precision {
	case None:
		return ""
	case Decade:
		s = pad(d.Year/10, 3) + "X"
	case Year:
		s = pad(d.Year, 4)
	case Season, Month:
		s = pad(d.Year, 4) + "-" + pad(d.Month, 2)
	case Day:
		s = pad(d.Year, 4) + "-" + pad(d.Month, 2) + "-" + pad(d.Day, 2)
	}
	return s + d.Qualifier
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// First is the earliest day d can mean.
func (d Date) First() time.Time {
	switch d.Precision {
	case Day:
		return day(d.Year, d.Month, d.Day)
	case Month:
		return day(d.Year, d.Month, 1)
	case Season:
		return day(d.Year, 3*(d.Month-20), 1) // March, June, September, December
	}
	return day(d.Year, 1, 1)
}

// Last is the latest day d can mean.
func (d Date) Last() time.Time {
	switch d.Precision {
	case Day:
		return day(d.Year, d.Month, d.Day)
	case Month:
		return day(d.Year, d.Month+1, 0)
	case Season:
		return day(d.Year, 3*(d.Month-20)+3, 0)
	case Decade:
		return day(d.Year+9, 12, 31)
	}
	return day(d.Year, 12, 31)
}

func day(y, m, d int) time.Time {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
}

// AddDays is the day n days after d; d must be a day.
func (d Date) AddDays(n int) Date { return OfTime(d.First().AddDate(0, 0, n)) }

// AddMonths is the month or day n months after d; the day of the month is held
// within the month.
func (d Date) AddMonths(n int) Date {
	m := d.Year*12 + d.Month - 1 + n
	out := d
	out.Year, out.Month = m/12, m%12+1
	if d.Precision == Day {
		out.Day = min(d.Day, DaysIn(out.Year, out.Month))
	}
	return out
}

// Weekday is the day of the week of a day.
func (d Date) Weekday() time.Weekday { return d.First().Weekday() }

// To is d with everything more exact than p left out.
func (d Date) To(p Precision) Date {
	if d.Precision <= p {
		return d
	}
	switch p {
	case Month:
		return OfMonth(d.Year, d.Month)
	case Year:
		return OfYear(d.Year)
	case Decade:
		return OfDecade(d.Year)
	}
	return d
}

// Interval is a span of days, both ends included. A zero end is open (EDTF "..")
// or, where Unknown is set for it, not known (EDTF "").
type Interval struct {
	From, To               Date
	FromUnknown, ToUnknown bool
}

// String is the interval in EDTF.
func (iv Interval) String() string {
	return end(iv.From, iv.FromUnknown) + "/" + end(iv.To, iv.ToUnknown)
}

func end(d Date, unknown bool) string {
	switch {
	case !d.IsZero():
		return d.String()
	case unknown:
		return ""
	}
	return ".."
}
