// Package timex finds time expressions and works out what they mean: EDTF dates
// and intervals, clock times, durations and sets, absolute and relative.
//
// A relative expression counts from the document's own date, from the last date
// told, or from the article's main date, as a careful reader would; never from
// today. What the text does not settle stays without a value.
//
// The stage is one pass over the tokens. Every token is looked up once in a
// small lexicon; where one can begin an expression, the readers of the kinds of
// expression are tried and the longest wins.
package timex

import (
	"strings"
)

// class is the set of roles a word can play in a time expression.
type class uint32

const (
	isNum       class = 1 << iota // a number in words: "seven", "twenty-two"
	isDigits                      // figures only: "27", "2023"
	isOrd                         // "third", "twentieth"
	isMonth                       // n is 1 to 12
	isWeekday                     // n is 1 (Monday) to 7
	isDays                        // a weekday in the plural: "Fridays"
	isUnit                        // u is the unit
	isPlural                      // a unit or part of the day in the plural
	isSeason                      // n is 1 (spring) to 4
	isPart                        // a part of the day; n is a part
	isNow                         // "today", "yesterday", "tomorrow": n days from now
	isDir                         // "last", "next", "this": n is the direction
	isMod                         // "early", "mid", "late", "beginning"; n is a modifier
	isArticle                     // "the", "a", "an", "my"
	isLead                        // "from", "between"
	isSet                         // "daily", "weekly"
	isEvery                       // "every", "each"
	isClockWord                   // "noon", "half", "quarter"
	isDecade                      // "eighties"; n is 80
	isFeast                       // begins the name of a feast: "Christmas"
	isOther                       // another word that can begin an expression
	isAmbiguous                   // a word of another meaning too: "may", "sat"
	isFew                         // "few", "several": a number that is not told
	isMeridiem                    // "a.m.", "pm"; n is 1 or 2
	isApostrophe
	isOrdSuffix // the "th" of "27th"
	isSoon      // "shortly", "moments"
)

// starts are the classes that a time expression can begin with.
const starts = isDigits | isNum | isOrd | isMonth | isWeekday | isDays | isUnit | isSeason | isPart | isNow | isDir | isMod | isArticle | isLead |
	isSet | isEvery | isClockWord | isDecade | isFeast | isOther | isFew | isApostrophe | isSoon

// carries are the classes without which a sentence holds no time expression.
const carries = isDigits | isMonth | isWeekday | isDays | isUnit | isSeason | isPart | isNow | isSet | isClockWord | isDecade | isFeast | isSoon | isMeridiem

// bears are the classes of which every time expression has one: it needs no more
// than them to be told from other words.
const bears = carries | isOrd | isNum

// lex is what the lexicon tells of a word.
type lex struct {
	is class
	n  int
	u  unit
}

// unit is a unit of time.
type unit uint8

// The units, short ones first.
const (
	noUnit unit = iota
	second
	minute
	hour
	day
	businessDay
	weekend
	week
	fortnight
	month
	quarter
	season
	year
	decade
	century
)

// The directions of "last", "this" and "next".
const (
	back    = -1
	here    = 0
	forward = 1
)

// asIs keeps the number that a word already has in the lexicon.
const asIs = -1 << 31

var lexicon = makeLexicon()

// wordList collects the lexicon.
type wordList map[string]lex

// run adds words that count up from first; "-" leaves one out.
func (m wordList) run(is class, u unit, first int, words string) {
	for i, w := range strings.Fields(words) {
		if w != "-" {
			m.one(is, u, first+i, w)
		}
	}
}

// each adds words that share a number.
func (m wordList) each(is class, u unit, n int, words string) {
	for _, w := range strings.Fields(words) {
		m.one(is, u, n, w)
	}
}

func (m wordList) one(is class, u unit, n int, w string) {
	e := m[w]
	e.is |= is
	if n != asIs {
		e.n = n
	}
	if u != noUnit {
		e.u = u
	}
	m[w] = e
}

func makeLexicon() wordList {
	m := wordList{}
	m.addNumbers()
	m.addCalendar()
	m.addUnits()
	m.addParts()
	m.each(isDir, 0, back, "last past previous preceding")
	m.each(isDir, 0, here, "this current same that")
	m.each(isDir, 0, forward, "next following coming upcoming")
	m.each(isMod, 0, modStart, "early beginning start")
	m.each(isMod, 0, modMid, "mid middle")
	m.each(isMod, 0, modEnd, "late end")
	m.each(isArticle|isNum, 0, 1, "a an")
	m.each(isArticle, 0, asIs, "the my")
	m.each(isLead, 0, asIs, "from between")
	m.each(isEvery, 0, asIs, "every each")
	m.each(isSet, day, 1, "daily everyday nightly")
	m.each(isSet, hour, 1, "hourly")
	m.each(isSet, week, 1, "weekly")
	m.each(isSet, week, 2, "biweekly fortnightly")
	m.each(isSet, month, 1, "monthly")
	m.each(isSet, quarter, 1, "quarterly")
	m.each(isSet, year, 1, "yearly annually annual")
	m.each(isFew, 0, 3, "few several some many")
	m.each(isFew, 0, 2, "couple pair")
	m.each(isOther, 0, asIs, "in within later earlier full whole all another rest w q t once at on year's week's month's today's now right just anytime sometime for about around "+
		"half quarter three-quarters eod eom eoy bom boy under over more less nearly almost closest ides")
	m.each(isSoon, 0, asIs, "shortly soon immediately moments overnight")
	m.each(isFeast, 0, asIs, "st. saint st")
	m.each(isOrdSuffix, 0, asIs, "st nd rd th")
	for name := range feasts {
		first, _, _ := strings.Cut(name, " ")
		m.each(isFeast, 0, asIs, first+" "+first+"s")
	}
	return m
}

func (m wordList) addNumbers() {
	m.run(isNum, 0, 1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")
	m.each(isNum, 0, 0, "zero")
	m.run(isOrd, 0, 1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	ones := strings.Fields("one two three four five six seven eight nine")
	nths := strings.Fields("first second third fourth fifth sixth seventh eighth ninth")
	for i, tens := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		n := 20 + 10*i
		m.one(isNum, 0, n, tens)
		for k := range ones {
			m.one(isNum, 0, n+k+1, tens+"-"+ones[k])
			m.one(isOrd, 0, n+k+1, tens+"-"+nths[k])
		}
		m.one(isDecade, 0, n, strings.TrimSuffix(tens, "y")+"ies")
	}
	m.one(isDecade, 0, 0, "noughties")
	m.one(isOrd, 0, 30, "thirtieth")
	m.one(isNum, 0, 100, "hundred")
	m.one(isNum, 0, 1000, "thousand")
	m.one(isNum, 0, 12, "dozen")
}

func (m wordList) addCalendar() {
	m.run(isMonth, 0, 1, "january february march april may june july august september october november december")
	for _, l := range []string{
		"jan feb mar apr - jun jul aug sep oct nov dec", "jan. feb. mar. apr. - jun. jul. aug. sep. oct. nov. dec.",
		"- - - - - - - - sept - - -", "- - - - - - - - sept. - - -",
	} {
		m.run(isMonth, 0, 1, l)
	}
	m.each(isAmbiguous, 0, asIs, "may march mar mar. april june august jan jun apr jul dec sep oct nov feb aug")
	m.run(isWeekday, 0, 1, "monday tuesday wednesday thursday friday saturday sunday")
	m.run(isDays, 0, 1, "mondays tuesdays wednesdays thursdays fridays saturdays sundays")
	for _, l := range []string{
		"mon tue wed thu fri sat sun", "mon. tue. wed. thu. fri. sat. sun.", "- tues - thur - - -", "- tues. - thur. - - -", "- - - thurs - - -", "- - - thurs. - - -",
	} {
		m.run(isWeekday|isAmbiguous, 0, 1, l)
	}
	m.run(isSeason, 0, 1, "spring summer autumn winter")
	m.each(isSeason|isPlural, 0, asIs, "springs summers autumns winters")
	m.run(isSeason, 0, 1, "springs summers autumns winters")
	m.each(isSeason|isAmbiguous, 0, 3, "fall")
	m.each(isAmbiguous, 0, asIs, "spring springs")
	m.each(isNow, 0, 0, "today tonight tonite todays")
	m.each(isNow, 0, -1, "yesterday")
	m.each(isNow, 0, 1, "tomorrow tmrw tmr tomorrows")
}

func (m wordList) addUnits() {
	for _, u := range []struct {
		u     unit
		words string
	}{
		{second, "second sec sec."}, {minute, "minute min min."}, {hour, "hour hr hr. h"}, {day, "day"}, {weekend, "weekend wkend week-end"},
		{week, "week wk"}, {fortnight, "fortnight"}, {month, "month mth"}, {quarter, "quarter qtr"}, {season, "season"}, {year, "year yr yr. y"},
		{decade, "decade"}, {century, "century"},
	} {
		for _, w := range strings.Fields(u.words) {
			m.each(isUnit, u.u, asIs, w)
			if len(w) > 1 && !strings.HasSuffix(w, ".") {
				m.each(isUnit|isPlural, u.u, asIs, w+"s")
			}
		}
	}
	m.each(isUnit|isPlural, century, asIs, "centuries")
	m.each(isUnit|isPlural, year, asIs, "ys")
	m.each(isUnit|isPlural, hour, asIs, "hrs.")
	m.each(isUnit|isPlural, minute, asIs, "mins.")
	m.each(isClockWord, 0, asIs, "half quarter quarters three-quarters")
}

func (m wordList) addParts() {
	m.each(isPart, 0, morning, "morning dawn daybreak sunrise mornings")
	m.each(isPart, 0, afternoon, "afternoon afternoonish afternoons")
	m.each(isPart, 0, evening, "evening dusk sunset evenings")
	m.each(isPart, 0, night, "night nightfall nights")
	m.each(isPart, 0, lunch, "lunch lunchtime")
	m.each(isPlural, 0, asIs, "mornings afternoons evenings nights")
	m.each(isUnit, day, asIs, "night nights")
	m.each(isClockWord, 0, 12, "noon midday mid-day noonish")
	m.each(isClockWord, 0, 0, "midnight mid-night")
	m.each(isMeridiem, 0, 1, "am a.m. a.m am.")
	m.each(isMeridiem, 0, 2, "pm p.m. p.m pm.")
	m.each(isMeridiem, 0, 3, "ampm")
}
