package match

import "math"

// whenFeatures compares the days that two signs tell, and the times of day.
func whenFeatures(f *[FeatureCount]float64, a, b *Sign) {
	x, y := a.Date, b.Date
	switch {
	case !x.Known || !y.Known:
		f[Undated] = 1
	case x.Own && y.Own:
		told(f, x.apart(y))
	case x.Own:
		ownDay(f, x, y)
	case y.Own:
		ownDay(f, y, x)
	default:
		statedDays(f, a, b)
	}
	if f[OtherDays]+f[WorkedOut]+f[OtherYear]+f[MuchLater] == 0 {
		clocks(f, a, b)
	}
}

// ownDay compares a document's own date with what another tells: a report comes after
// what it is about.
func ownDay(f *[FeatureCount]float64, own, y Days) {
	const ahead = 2 // two time zones, and a day that was misread
	later := own.Lo - y.Lo
	switch {
	case later < -ahead:
		if y.Guessed && afterDayOfYear(own, y) {
			f[OtherYear] = 1
		} else {
			f[OtherDays] = 1
		}
	case y.Guessed && later > soon && afterDayOfYear(own, y):
		f[OtherYear] = 1
	case y.Hi >= own.Lo && y.length() > soon:
		told(f, 0)
	default:
		told(f, max(0, own.Lo-y.Hi, y.Lo-own.Lo))
	}
}

// soon is within how many days most of what is told of an incident comes out.
const soon = 14

// told is how long after an incident a report bears its date.
func told(f *[FeatureCount]float64, later int) {
	if later <= 1 {
		f[ToldAtOnce] = 1
	}
	if later <= soon {
		f[SoonTold] = 1 - float64(later)/20
	} else {
		f[MuchLater] = 1
	}
}

// statedDays compares the days that two texts tell.
func statedDays(f *[FeatureCount]float64, a, b *Sign) {
	x, y := a.Date, b.Date
	apart, long := x.apart(y), max(x.length(), y.length())
	switch {
	case apart == 0 && long == 1:
		f[SameDay] = 1
	case apart <= 1 && long <= 10:
		f[NextDay] = 1
	case apart <= 1 && long <= 31:
		f[SameMonth] = 1
	case apart <= 1:
		f[SameYear] = 1
	case (x.Guessed || y.Guessed) && sameDayOfYear(x, y) && !(a.fresh() && b.fresh()):
		f[OtherYear] = 1
	default:
		if x.Relative || y.Relative {
			f[WorkedOut] = 1
		} else {
			f[OtherDays] = 1
		}
		if a.fresh() && b.fresh() {
			f[FreshDays] = 1
		}
		if apart > longApart {
			f[LongApart] = 1
		}
	}
}

// longApart is from how many days on two days lie months apart.
const longApart = 60

// fresh reports whether a document tells of an incident of the last few days.
func (g *Sign) fresh() bool {
	const few = 4
	later := g.Told - g.Date.Hi
	return g.Told != 0 && g.Date.Known && !g.Date.Own && g.Date.length() <= few && later >= -1 && later <= few
}

// sameDayOfYear reports whether two days are one but for the year.
func sameDayOfYear(x, y Days) bool {
	if max(x.length(), y.length()) > 10 {
		return false
	}
	rest := math.Mod(math.Abs(float64(x.Lo-y.Lo)), year)
	return min(rest, year-rest) <= 1.8
}

const year = 365.25

// afterDayOfYear reports whether a document's own date lies soon after a day of some
// year.
func afterDayOfYear(own, y Days) bool {
	if y.length() > 10 {
		return false
	}
	rest := math.Mod(float64(own.Lo-y.Lo), year)
	if rest < 0 {
		rest += year
	}
	return rest <= soon || rest > year-1.8
}

// clocks compares the times of day where the day may be one.
func clocks(f *[FeatureCount]float64, a, b *Sign) {
	if a.Clock != 0 && b.Clock != 0 {
		const day = 24 * 60
		apart := max(a.Clock-b.Clock, b.Clock-a.Clock)
		switch apart = min(apart, day-apart); {
		case apart <= 30:
			f[SameClock] = 1
		case apart >= 120:
			f[OtherClock] = 1
		}
		return
	}
	if a.DayPart != "" && b.DayPart != "" && a.DayPart != b.DayPart && f[SameDay] > 0 {
		f[OtherDayPart] = 1
	}
}
