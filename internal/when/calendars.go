package when

import "time"

// unixOfRata is the number of days from the first of January of the year 1 to
// that of 1970, less one: what separates a fixed day of the calendar literature
// from [Date.Number].
const unixOfRata = 719163

// OrthodoxEaster is Easter Sunday of a year in the Eastern churches, who reckon
// it in the Julian calendar (Meeus's rule).
func OrthodoxEaster(year int) Date {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	month, day := (d+e+114)/31, (d+e+114)%31+1
	return OfDay(year, month, day).AddDays(year/100 - year/400 - 2)
}

// OfIslamic is a day of the Islamic calendar by the arithmetic rule of thirty
// years with eleven leap days. The calendar that follows the sight of the moon
// differs from it by a day at times.
func OfIslamic(year, month, day int) Date {
	const epoch = 227015
	return OfNumber(day + 29*(month-1) + month/2 + 354*(year-1) + (3+11*year)/30 + epoch - 1 - unixOfRata)
}

// IslamicIn is the first day in a Gregorian year on which a month and day of the
// Islamic calendar falls; none where it falls on no day of it.
func IslamicIn(year, month, day int) Date {
	for h := (year-622)*33/32 - 1; h <= (year-622)*33/32+2; h++ {
		if d := OfIslamic(h, month, day); d.Year == year {
			return d
		}
	}
	return Date{}
}

// RoshHashanah is the first day of the Jewish year that begins in a Gregorian
// year.
func RoshHashanah(year int) Date { return OfNumber(jewishNewYear(year+3761) - unixOfRata) }

// jewishNewYear is the fixed day of the new year of a Jewish year.
func jewishNewYear(y int) int {
	const epoch = -1373427
	before, now, after := jewishElapsed(y-1), jewishElapsed(y), jewishElapsed(y+1)
	switch {
	case after-now == 356:
		now += 2
	case now-before == 382:
		now++
	}
	return epoch + now
}

// jewishElapsed counts the days to the mean new moon that begins a Jewish year,
// held off the days of the week on which none begins.
func jewishElapsed(y int) int {
	months := (235*y - 234) / 19
	parts := 12084 + 13753*months
	day := 29*months + parts/25920
	if 3*(day+1)%7 < 3 {
		day++
	}
	return day
}

// Passover is the first day of the Jewish Passover in a Gregorian year.
func Passover(year int) Date { return RoshHashanah(year).AddDays(-163) }

// Hanukkah is the first day of the feast that begins in a Gregorian year.
func Hanukkah(year int) Date {
	length := jewishNewYear(year+3762) - jewishNewYear(year+3761)
	n := 83
	if length%10 == 5 { // the second month has its thirtieth day
		n = 84
	}
	return RoshHashanah(year).AddDays(n)
}

// NewMoon is the day of the first mean new moon not before a day. The moon itself
// is up to fourteen hours off its mean.
func NewMoon(from Date) Date { return meanMoon(from, 0) }

// FullMoon is the day of the first mean full moon not before a day.
func FullMoon(from Date) Date { return meanMoon(from, lunation/2) }

// lunation is the length of the mean synodic month, in seconds.
const lunation = 2551443

// meanMoon counts lunations from the new moon of 6 January 2000, 18:14 UTC.
func meanMoon(from Date, phase int) Date {
	const day = 86400
	epoch := OfDay(2000, 1, 6).Number()*day + 18*3600 + 14*60 + phase
	start := from.Number() * day
	n := (start - epoch) / lunation
	at := epoch + n*lunation
	for at < start {
		at += lunation
	}
	for at-lunation >= start {
		at -= lunation
	}
	return OfNumber(floorDiv(at, day))
}

func floorDiv(a, b int) int {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

// NthWeekday is the nth such weekday of a month, counted from the end where n is
// negative.
func NthWeekday(year, month int, w time.Weekday, n int) Date {
	if n < 0 {
		return OfDay(year, month, DaysIn(year, month)).OnOrBefore(w).AddDays(7 * (n + 1))
	}
	return OfDay(year, month, 1).OnOrAfter(w).AddDays(7 * (n - 1))
}
