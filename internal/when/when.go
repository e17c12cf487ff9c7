// Package when holds dates as exactly as they are known: EDTF (ISO 8601-2:2019,
// annex A) in and out, with the days a date can mean, their order, and the
// arithmetic of the Gregorian calendar, which is used for all years.
//
// The clock is never asked: what a relative expression counts from is handed in.
package when

import (
	"cmp"
	"time"
)

// Precision is how exactly a date is known.
type Precision int

// The precisions, least exact first.
const (
	None    Precision = iota
	Century           // 19XX
	Decade            // 197X
	Year              // 1974
	Season            // 1974-21
	Month             // 1974-09
	Day               // 1974-09-13
)

// Date is a calendar date known to some precision. The zero Date is none.
type Date struct {
	Year, Month, Day int // Month 21 to 24 is a season: spring, summer, autumn, winter
	Precision        Precision
	// Masked is how far the date is written out with X for what is not known:
	// Month for "2004-XX", Day for "2004-06-XX" and "2004-XX-XX", else None.
	Masked Precision
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

// OfDecade is the ten years that y stands in: 1974 gives 197X.
func OfDecade(y int) Date { return Date{Year: y - y%10, Precision: Decade} }

// OfCentury is the hundred years that y stands in: 1974 gives 19XX, which is a
// year off the count of centuries (1901 to 2000).
func OfCentury(y int) Date { return Date{Year: y - y%100, Precision: Century} }

// OfTime is the day of t, in t's own zone.
func OfTime(t time.Time) Date {
	y, m, d := t.Date()
	return OfDay(y, int(m), d)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.Precision == None }

// maxYear bounds the years that are read: nine digits, as far as the letter Y
// carries.
const maxYear = 999_999_999

// Valid reports whether d names a date that exists.
func (d Date) Valid() bool {
	if d.Year < -maxYear || d.Year > maxYear {
		return false
	}
	switch d.Precision {
	case Day:
		return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= DaysIn(d.Year, d.Month) && d.fourDigits()
	case Month:
		return d.Month >= 1 && d.Month <= 12 && d.fourDigits()
	case Season:
		return d.Month >= 21 && d.Month <= 24 && d.fourDigits()
	case Year:
		return true
	case Decade, Century:
		return d.Year >= 0 && d.Year <= 9999
	}
	return false
}

func (d Date) fourDigits() bool { return d.Year >= -9999 && d.Year <= 9999 }

// DaysIn is the number of days of a month, 1 to 12.
func DaysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// With is d with a qualifier.
func (d Date) With(qualifier string) Date {
	d.Qualifier = qualifier
	return d
}

// Earliest is the first day d can mean.
func (d Date) Earliest() Date {
	switch d.Precision {
	case Day:
		return OfDay(d.Year, d.Month, d.Day)
	case Month:
		return OfDay(d.Year, d.Month, 1)
	case Season: // of the northern half: March, June, September, December
		return OfDay(d.Year, 3*(d.Month-20), 1)
	case None:
		return Date{}
	}
	return OfDay(d.Year, 1, 1)
}

// Latest is the last day d can mean.
func (d Date) Latest() Date {
	switch d.Precision {
	case Day:
		return OfDay(d.Year, d.Month, d.Day)
	case Month:
		return OfDay(d.Year, d.Month, DaysIn(d.Year, d.Month))
	case Season:
		if d.Month == 24 {
			return OfDay(d.Year+1, 2, DaysIn(d.Year+1, 2))
		}
		m := 3*(d.Month-20) + 2
		return OfDay(d.Year, m, DaysIn(d.Year, m))
	case Decade:
		return OfDay(d.Year+9, 12, 31)
	case Century:
		return OfDay(d.Year+99, 12, 31)
	case None:
		return Date{}
	}
	return OfDay(d.Year, 12, 31)
}

// First is the earliest day d can mean, as midnight UTC.
func (d Date) First() time.Time { return d.Earliest().time() }

// Last is the latest day d can mean, as midnight UTC.
func (d Date) Last() time.Time { return d.Latest().time() }

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// Number counts the days from 1 January 1970 (0) to the earliest day d can mean.
func (d Date) Number() int {
	e := d.Earliest()
	y, m := e.Year, e.Month
	if m <= 2 { // the year is counted from March, so that 29 February ends it
		y--
		m += 12
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + e.Day - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// OfNumber is the day n days after 1 January 1970: the inverse of [Date.Number].
func OfNumber(n int) Date {
	n += 719468
	era := n / 146097
	if n < 0 {
		era = (n - 146096) / 146097
	}
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d, m, y := doy-(153*mp+2)/5+1, mp+3, yoe+era*400
	if m > 12 {
		m -= 12
		y++
	}
	return OfDay(y, m, d)
}

// AddDays is the day n days after the earliest day of d.
func (d Date) AddDays(n int) Date { return OfNumber(d.Number() + n) }

// AddMonths is the month or day n months after d; the day of the month is held
// within the month.
func (d Date) AddMonths(n int) Date {
	m := d.Year*12 + d.Month - 1 + n
	out := d
	out.Year, out.Month = m/12, m%12+1
	if m < 0 && m%12 != 0 {
		out.Year, out.Month = m/12-1, m%12+13
	}
	if d.Precision == Day {
		out.Day = min(d.Day, DaysIn(out.Year, out.Month))
	}
	return out
}

// Weekday is the day of the week of the earliest day of d.
func (d Date) Weekday() time.Weekday {
	n := (d.Number() + 4) % 7 // 1 January 1970 was a Thursday
	return time.Weekday((n + 7) % 7)
}

// OnOrAfter is the first such weekday not before d, OnOrBefore the last not
// after it.
func (d Date) OnOrAfter(w time.Weekday) Date { return d.AddDays((int(w-d.Weekday()) + 7) % 7) }

// OnOrBefore is the last such weekday not after d.
func (d Date) OnOrBefore(w time.Weekday) Date { return d.AddDays(-((int(d.Weekday()-w) + 7) % 7)) }

// ISOWeek is the ISO 8601 year and week that the earliest day of d lies in.
func (d Date) ISOWeek() (year, week int) {
	thursday := d.OnOrBefore(time.Monday).AddDays(3)
	return thursday.Year, (thursday.Number()-OfDay(thursday.Year, 1, 1).Number())/7 + 1
}

// OfISOWeek is the Monday of an ISO 8601 week.
func OfISOWeek(year, week int) Date {
	return OfDay(year, 1, 4).OnOrBefore(time.Monday).AddDays(7 * (week - 1))
}

// To is d with everything more exact than p left out.
func (d Date) To(p Precision) Date {
	if d.Precision <= p {
		return d
	}
	switch p {
	case Month:
		if d.Precision == Day {
			return OfMonth(d.Year, d.Month)
		}
		return d
	case Year:
		return OfYear(d.Year)
	case Decade:
		return OfDecade(d.Year)
	case Century:
		return OfCentury(d.Year)
	}
	return d
}

// Contains reports whether every day that e can mean is one that d can mean.
func (d Date) Contains(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.Number() <= e.Number() && e.Latest().Number() <= d.Latest().Number()
}

// Compare orders dates by their earliest day, then by their latest; none comes
// first.
func (d Date) Compare(e Date) int {
	if d.IsZero() || e.IsZero() {
		return cmp.Compare(min(d.Precision, 1), min(e.Precision, 1))
	}
	if c := cmp.Compare(d.Number(), e.Number()); c != 0 {
		return c
	}
	return cmp.Compare(d.Latest().Number(), e.Latest().Number())
}

// Easter is Easter Sunday of a year in the Western churches (Gauss's rule in the
// form of the anonymous Gregorian algorithm).
func Easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return OfDay(year, month, (h+l-7*m+33*month+19)%32)
}
