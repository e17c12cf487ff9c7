package timex_test

import (
	"regexp"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/timex"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
	"dossier/internal/when"
)

func analyse(published string, format doc.Format, words string) *nlp.Analysis {
	d := &doc.Document{Published: published, Format: format, Text: text.New(words)}
	at := 0
	for _, p := range strings.SplitAfter(words, "\n") {
		if body := strings.TrimRight(p, "\n"); body != "" {
			d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Paragraph, Section: -1, Span: text.Span{Start: at, End: at + len(body)}})
		}
		at += len(p)
	}
	a := &nlp.Analysis{Doc: d}
	token.Stage{}.Run(a)
	timex.Stage{}.Run(a)
	return a
}

// article finds the times of an article; a line "# " or "## " is a heading.
func article(words string) *nlp.Analysis {
	d := &doc.Document{Format: doc.WikiText, Text: text.New(words)}
	at, section := 0, -1
	for _, line := range strings.SplitAfter(words, "\n") {
		body := strings.TrimRight(line, "\n")
		b := doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: at, End: at + len(body)}}
		if level := strings.Index(body, " "); strings.HasPrefix(body, "#") {
			section++
			b.Kind, b.Span.Start = doc.Heading, at+level+1
			d.Sections = append(d.Sections, doc.Section{Level: level + 1})
		}
		if b.Section = section; body != "" {
			d.Blocks = append(d.Blocks, b)
		}
		at += len(line)
	}
	a := &nlp.Analysis{Doc: d}
	token.Stage{}.Run(a)
	timex.Stage{}.Run(a)
	return a
}

func found(a *nlp.Analysis) string {
	var out []string
	for _, t := range a.Times {
		s := a.Text(t.Span) + " = " + t.Value
		if t.On != "" {
			s += " on " + t.On
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// Dates that need no anchor, or whose anchor is the report's own date.
func TestReports(t *testing.T) {
	const saturday = "2019-08-10"
	for _, c := range []struct{ words, want string }{
		{"It began on 27 January 2023.", "27 January 2023 = 2023-01-27"},
		{"It began on January 27, 2023, in the port.", "January 27, 2023 = 2023-01-27"},
		{"On Monday 29 March 2010 a train was hit.", "Monday 29 March 2010 = 2010-03-29"},
		{"They met on the 3rd of May.", "the 3rd of May = 2019-05-03"},
		{"A shop burned on Friday.", "Friday = 2019-08-09"},
		{"A shop burned on Saturday.", "Saturday = 2019-08-10"},
		{"A trial is scheduled for Monday.", "Monday = 2019-08-12"},
		{"He was seen last Saturday.", "last Saturday = 2019-08-03"},
		{"He was shot yesterday morning.", "yesterday morning = 2019-08-09"},
		{"They fled in September.", "September = 2018-09"},
		{"They fled in mid-April 2022.", "mid-April 2022 = 2022-04~"},
		{"It happened around 5 May 2011.", "5 May 2011 = 2011-05-05~"},
		{"The siege ran from 26 to 29 November 2008.", "from 26 to 29 November 2008 = 2008-11-26/2008-11-29"},
		{"It ran November 26-29, 2008, in the city.", "November 26-29, 2008 = 2008-11-26/2008-11-29"},
		{"Between 3 and 5 May shots were heard.", "Between 3 and 5 May = 2019-05-03/2019-05-05"},
		{"In the spring of 2016 he moved.", "spring of 2016 = 2016-21"},
		{"Many such attacks took place in the 1980s.", "1980s = 198X"},
		{"He had moved there in 2016.", "2016 = 2016"},
		{"About 2016 people came.", ""},
		{"Three weeks ago he bought a gun.", "Three weeks ago = 2019-07-20"},
		{"They talked for three days.", "three days = P3D"},
		{"It opens every Friday.", "every Friday = XXXX-WXX-5"},
		{"The 14-year-old boy and a man seven years old fled.", ""},
		{"The date was 27/01/2023.", "27/01/2023 = 2023-01-27"},
		{"It was the third quarter of 2018, and Q2 of 2017.", "the third quarter of 2018 = 2018-07/2018-09; Q2 of 2017 = 2017-04/2017-06"},
		{"The first Friday of July was hot.", "The first Friday of July = 2019-07-05"},
		{"They came on 18 and 19 June.", "18 and 19 June = 2019-06-18/2019-06-19"},
		{"It rose in the early 1990s and the nineteenth century.", "the early 1990s = 199X~; the nineteenth century = 18XX"},
		{"In 44 BC he fell.", "44 BC = -0043"},
		{"It is to open on 3 December.", "3 December = 2019-12-03"},
		{"The meeting on Thursday, 14 February, was held.", "Thursday, 14 February = 2019-02-14"},
		{"He was there from 2008 to 2010 and in 2011-12.", "from 2008 to 2010 = 2008/2010; 2011-12 = 2011/2012"},
		{"He has worked there (2013–present).", "2013–present = 2013/.."},
		{"He came last Wednesday; she comes next Friday or this coming Monday.", "last Wednesday = 2019-08-07; next Friday = 2019-08-16; this coming Monday = 2019-08-12"},
		{"Shots fell within the last three days.", "within the last three days = 2019-08-07/2019-08-09"},
		{"A shop burned last weekend.", "last weekend = 2019-08-03/2019-08-04"},
		{"He was hurt on 9/11.", "9/11 = 2001-09-11"},
		{"It ran from Jan-Mar 2018.", "from Jan-Mar 2018 = 2018-01/2018-03"},
		{"Some 1,900 men and 2000 rounds, No. 2016 and Flight 1980.", ""},
		{"Call 138-2010-2015 or 555 1990 12.", ""},
		{"She may march in the spring rain; the sun fell.", ""},
		{"It burned for an hour and a half, then for two years and three months.", "an hour and a half = PT1.5H; two years and three months = P2Y3M"},
		{"They met daily, once a week and every other Monday.", "daily = P1D; once a week = P1W; every other Monday = XXXX-WXX-1"},
		{"He waited for several days.", "several days = PXD"},
		{"He worked seven days a week and got a year and a day.", "seven days = P7D; a week = P1W; a year and a day = P1Y1D"},
		{"In the 2019 Atlantic storm season Imus in the Morning was on.", "2019 = 2019"},
	} {
		if got := found(analyse(saturday, doc.Plain, c.words)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}

func TestClockTimes(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"At around 08:00 a.m. local time it began.", "08:00 a.m. local time = 08:00"},
		{"It began at 8 p.m. and went on.", "8 p.m. = 20:00"},
		{"The blast took place at 0750 Moscow time.", "0750 Moscow time = 07:50"},
		{"It came at 1430Z from the post.", "1430Z = 14:30"},
		{"At noon, and again at midnight, shots were heard.", "noon = 12:00; midnight = 00:00"},
		{"It was half past six in the evening.", "half past six in the evening = 18:30"},
		{"The zone is UTC+3:30 there.", ""},
		{"It was 7:10 in the morning.", "7:10 in the morning = 07:10"},
		{"Some 400 people and 8 dogs came.", ""},
		{"The scene at 10:39 a.m. local time (1639 UTC) was calm.", "10:39 a.m. local time = 10:39; 1639 UTC = 16:39"},
	} {
		if got := found(analyse("", doc.Plain, c.words)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}

// Dates of an article are anchored in the article, whenever it is read.
func TestArticles(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"It was attacked on 27 January 2023. On 29 January they left.", "27 January 2023 = 2023-01-27; 29 January = 2023-01-29"},
		{"It was attacked on 27 January 2023. Two days later they left.", "27 January 2023 = 2023-01-27; Two days later = 2023-01-29"},
		{"It was attacked on 27 January 2023. That afternoon films came out.", "27 January 2023 = 2023-01-27; That afternoon = 2023-01-27"},
		{"It was attacked on 5 January 2023. A first try on 28 December had failed.", "5 January 2023 = 2023-01-05; 28 December = 2022-12-28"},
		{"On 29 January they left. It was attacked on 27 January 2023.", "29 January = 2023-01-29; 27 January 2023 = 2023-01-27"},
		{"It was attacked on 27 January 2023 at 08:00. Shortly after, he was held.", "27 January 2023 = 2023-01-27; 08:00 = 08:00 on 2023-01-27; Shortly after = 2023-01-27"},
	} {
		for _, published := range []string{"", "2026-11-24"} {
			if got := found(analyse(published, doc.WikiText, c.words)); got != c.want {
				t.Errorf("published %q: %s\n got  %s\n want %s", published, c.words, got, c.want)
			}
		}
	}
}

// A weekday in a story that has no date of its own lies before the day on which
// somebody told of it.
func TestWeekdaysToldOf(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"A shop burned on Friday, police said on 20 December 2025.", "Friday = 2025-12-19; 20 December 2025 = 2025-12-20"},
		{"A shop burned on Saturday, police said in a statement on 20 December 2025.", "Saturday = 2025-12-20; 20 December 2025 = 2025-12-20"},
		{"A shop burned on Tuesday, police said on Wednesday 1 May 2024.", "Tuesday = 2024-04-30; Wednesday 1 May 2024 = 2024-05-01"},
		{"A shop burned on 2 May 2024. On Saturday a guard died.", "2 May 2024 = 2024-05-02; Saturday = 2024-05-04"},
	} {
		if got := found(analyse("", doc.Plain, c.words)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}

// Years that an article tells are what its next years and days count from.
func TestArticleYears(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"He was born on 11 June 1956. In 1980 he joined. Two years later he left.", "11 June 1956 = 1956-06-11; 1980 = 1980; Two years later = 1982"},
		{"He was born on 11 June 1956. In 1980 he joined. That same year he was hurt.", "11 June 1956 = 1956-06-11; 1980 = 1980; That same year = 1980"},
		{"It was stormed on 27 January 2023. He had written in April 2022. On 29 January they left.", "27 January 2023 = 2023-01-27; April 2022 = 2022-04; 29 January = 2023-01-29"},
		{"It was stormed on 27 January 2023. The hall is known today by another name.", "27 January 2023 = 2023-01-27"},
		{"The saint (c. 314 – 368) was born in 314.", "314 – 368 = 0314~/0368; 314 = 0314"},
	} {
		if got := found(analyse("2026-11-24", doc.WikiText, c.words)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}

// What stands beside the value: seconds, zone, part of the day, modifier, and
// whether it only belongs to a noun.
func TestBesideTheValue(t *testing.T) {
	for _, c := range []struct {
		words string
		want  nlp.Timex
	}{
		{"It was 14:49:43 UTC.", nlp.Timex{Kind: nlp.Clock, Value: "14:49", Exact: "14:49:43", Zone: "UTC", On: "2019-08-10"}},
		{"It was 17:00 Eastern time.", nlp.Timex{Kind: nlp.Clock, Value: "17:00", Zone: "Eastern time", On: "2019-08-10"}},
		{"It was about 9 a.m. (GMT).", nlp.Timex{Kind: nlp.Clock, Value: "09:00", Zone: "GMT", On: "2019-08-10", Modifier: nlp.Approx}},
		{"It was 08:00+03:30 there.", nlp.Timex{Kind: nlp.Clock, Value: "08:00", Zone: "+03:30", On: "2019-08-10"}},
		{"He fled late last night.", nlp.Timex{Kind: nlp.Date, Value: "2019-08-09", Relative: true, Anchor: "2019-08-10", Part: nlp.Night, Modifier: nlp.End}},
		{"He fled on Tuesday afternoon.", nlp.Timex{Kind: nlp.Date, Value: "2019-08-06", Relative: true, Anchor: "2019-08-10", Part: nlp.Afternoon}},
		{"He fled in the early morning.", nlp.Timex{Kind: nlp.Clock, Part: nlp.Morning, Modifier: nlp.Start}},
		{"He fled before 5 May 2018.", nlp.Timex{Kind: nlp.Date, Value: "2018-05-05", Modifier: nlp.Before}},
		{"He fled no later than 2016.", nlp.Timex{Kind: nlp.Date, Value: "2016", Modifier: nlp.Until}},
		{"He fled in 2016 or later.", nlp.Timex{Kind: nlp.Date, Value: "2016", Modifier: nlp.Since}},
		{"He hid for more than three weeks.", nlp.Timex{Kind: nlp.Duration, Value: "P3W", Modifier: nlp.More}},
		{"He fled by the end of 2016.", nlp.Timex{Kind: nlp.Date, Value: "2016~", Modifier: nlp.End}},
		{"He came for the 2018 World Cup.", nlp.Timex{Kind: nlp.Date, Value: "2018", Attributive: true}},
		{"He came during its 2003 election.", nlp.Timex{Kind: nlp.Date, Value: "2003", Attributive: true}},
	} {
		a := analyse("2019-08-10", doc.Plain, c.words)
		if len(a.Times) != 1 {
			t.Errorf("%s: %s", c.words, found(a))
			continue
		}
		got := a.Times[0]
		c.want.Span, c.want.First, c.want.Last = got.Span, got.First, got.Last
		if got != c.want {
			t.Errorf("%s\n got  %+v\n want %+v", c.words, got, c.want)
		}
	}
}

// Cables are written in capitals, with date-time groups and times in four figures.
func TestCables(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"AT 270800ZJAN23 THE GATE WAS RAMMED.", "270800ZJAN23 = 08:00 on 2023-01-27"},
		{"270800Z JAN 23 GATE RAMMED.", "270800Z JAN 23 = 08:00 on 2023-01-27"},
		{"THE GATE WAS RAMMED ON 27 JAN 2023 AT 0800Z.", "27 JAN 2023 = 2023-01-27; 0800Z = 08:00 on 2023-01-27"},
		{"THE GATE WAS RAMMED 12 SEP 12 AT 0730L.", "12 SEP 12 = 2012-09-12; 0730L = 07:30 on 2012-09-12"},
		{"AT 281410Z A CONVOY WAS HIT, RELIEF ARRIVED 1530D*.", "281410Z = 14:10 on 2023-01-28; 1530D* = 15:30 on 2023-01-28"},
		{"PATROL HIT 110930D* AUG10.", "110930D* AUG10 = 09:30 on 2010-08-11"},
		{"SHOTS WERE HEARD AT 0310 LT BY GUARDS.", "0310 LT = 03:10 on 2023-01-30"},
		{"Shots were heard about 10.40 hrs, and again at 9.25 this morning.", "10.40 hrs = 10:40 on 2023-01-30; 9.25 = 09:25 on 2023-01-30; this morning = 2023-01-30"},
		{"CALLSIGN 1530D REPORTS 1 CAT A.", ""},
		{"SOME 2000 PEOPLE MAY MARCH AGAIN.", ""},
		{"BETWEEN 0730 AND 0930 ON SUNDAY HE FLED.", "BETWEEN 0730 AND 0930 = 07:30/09:30 on 2023-01-29; SUNDAY = 2023-01-29"},
	} {
		if got := found(analyse("2023-01-30", doc.Plain, c.words)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}

// What bears the name of a feast is no date of the feast.
func TestFeastThings(t *testing.T) {
	for words, want := range map[string]bool{"He was stabbed at the Christmas market.": true, "The Easter bombings shocked the island.": true, "He died on Christmas morning.": false} {
		a := analyse("2019-08-10", doc.Plain, words)
		if len(a.Times) != 1 || a.Times[0].Attributive != want {
			t.Errorf("%s: %+v", words, a.Times)
		}
	}
}

// A heading without a year ends the part in which a year was told; one of a year
// holds for what lies below it.
func TestHeadings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"He was shot on 4 June 2018.\n\n# Background\n\nHer driver was killed in 2015.\n\n# Attack\n\nTwo men came.\n\n# Investigation\n\nOn 9 June a man was held.", "9 June = 2018-06-09"},
		{"He was shot on 4 June 2018.\n\n# 2015\n\n## Spring\n\nOn 9 May a man was held.", "9 May = 2015-05-09"},
	} {
		if got := found(article(c.text)); !strings.HasSuffix(got, c.want) {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

// Feasts by name; those by the sight of the moon have a day only with their year.
func TestFeasts(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"He died on Christmas Day 2018, after Easter.", "Christmas Day 2018 = 2018-12-25; Easter = 2019-04-21"},
		{"They met last Thanksgiving and on Good Friday 2015.", "last Thanksgiving = 2018-11-22; Good Friday 2015 = 2015-04-03"},
		{"The bomb went off on Yom Kippur 2018.", "Yom Kippur 2018 = 2018-09-19"},
		{"It fell on Eid al-Fitr 2018.", "Eid al-Fitr 2018 = 2018-06-15~"},
		{"It fell on Ashura.", "Ashura = "},
		{"He stabbed four at the Christmas market on Tuesday 21 December 2021.", "Christmas = 2018-12-25; Tuesday 21 December 2021 = 2021-12-21"},
		{"He heard The Christmas Cottage and Johnny Christmas.", ""},
		{"He saw a black day.", ""},
	} {
		if got := found(analyse("2019-08-10", doc.Plain, c.words)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}

// An agenda looks ahead, reads bare numbers as times, and puts the month first.
func TestAgenda(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"meet on friday", "friday = 2019-08-16"},
		{"we met on friday", "friday = 2019-08-09"},
		{"call at 7 on monday", "7 = 07:00 on 2019-08-12; monday = 2019-08-12"},
		{"lunch on 3/4", "3/4 = 2020-03-04"},
		{"in two hours", "in two hours = 18:30 on 2019-08-10"},
		{"the next 3 days", "the next 3 days = 2019-08-11/2019-08-13"},
		{"from 10 am for 3 hours", "from 10 am for 3 hours = 10:00/13:00 on 2019-08-10"},
		{"half past six in the evening", "half past six in the evening = 18:30 on 2019-08-10"},
		{"three minutes to eight", "three minutes to eight = 07:57 on 2019-08-10"},
		{"from 11 pm to 3", "from 11 pm to 3 = 23:00/03:00 on 2019-08-10"},
		{"between 2007 and 2009", "between 2007 and 2009 = 2007/2009"},
		{"the week of october 6th", "the week of october 6th = 2019-09-30/2019-10-06"},
		{"memorial day next year", "memorial day next year = 2020-05-25"},
		{"one may ask", ""},
	} {
		a := analyse("2019-08-10T16:30:00", doc.Plain, c.words)
		a.Times = nil
		timex.Stage{Agenda: true}.Run(a)
		if got := found(a); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"Saturday, October 29, 2011 5:16 AM": "2011-10-29",
		"2019-10-02":                         "2019-10-02",
		"2019-10-02T08:30:00+02:00":          "2019-10-02",
		"Mon Mar 29 00:53:13 2010":           "2010-03-29",
		"27 January 2023":                    "2023-01-27",
		"Fri, 27 Jan 2023 09:12:44 +0100":    "2023-01-27",
		"unknown":                            "",
		"":                                   "",
	} {
		if got, _ := timex.ParseDate(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Every value can be read again, every span holds whole tokens, and spans ascend
// without overlap, whatever the text.
func FuzzTimex(f *testing.F) {
	f.Add("On 27 January 2023 at 08:00 a.m., two days later, every Friday in the 1980s", "2023-01-28", false)
	f.Add("26-29 November 2008 31/02/2020 half past six 9999-99-99 mid-April", "", false)
	f.Add("270800ZJAN23 2016-12-16T12:23:59Z c. 314 – 368 the first Friday of July 2013–present", "2023-01-28T04:30:00", true)
	f.Add("two days after the day after two weeks before Easter 44 BC to the late 17th century", "2023", true)
	f.Add("from 11 pm to 3 for 2.5 hours within the next 1 year 2 months and 3 days 1/2 h", "2020-02-29T23:59:59", true)
	f.Fuzz(func(t *testing.T, words, published string, agenda bool) {
		a := analyse(published, doc.Plain, strings.ToValidUTF8(words, "?"))
		a.Times = nil
		timex.Stage{Agenda: agenda}.Run(a)
		end, token := 0, 0
		for _, x := range a.Times {
			if x.First < token || x.Last <= x.First || x.Last > len(a.Tokens) {
				t.Fatalf("tokens %d to %d after %d", x.First, x.Last, token)
			}
			if x.Span.Start < end || x.Span != a.SpanOf(x.First, x.Last) {
				t.Fatalf("span %v after %d", x.Span, end)
			}
			end, token = x.Span.End, x.Last
			checkValues(t, a.Text(x.Span), x)
		}
	})
}

// checkValues reports values that cannot be read again.
func checkValues(t *testing.T, words string, x nlp.Timex) {
	t.Helper()
	for _, v := range []string{x.On, x.Anchor} {
		if _, err := when.Parse(v); v != "" && err != nil {
			t.Fatalf("%q: %v", words, err)
		}
	}
	if x.Value == "" {
		return
	}
	switch x.Kind {
	case nlp.Date:
		if _, err := when.Parse(x.Value); err != nil {
			t.Fatalf("%q: %v", words, err)
		}
	case nlp.Clock:
		if !clockValue.MatchString(x.Value) {
			t.Fatalf("%q: %q is no time of day", words, x.Value)
		}
	case nlp.Duration:
		if !durationValue.MatchString(x.Value) {
			t.Fatalf("%q: %q is no duration", words, x.Value)
		}
	}
}

var (
	clockValue    = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d(/([01]\d|2[0-3]):[0-5]\d)?$`)
	durationValue = regexp.MustCompile(`^P([0-9.X]+[YMWD])*(T([0-9.X]+[HMS])+)?$`)
)

// A sentence without an end takes its time, and no more.
func TestLongSentence(t *testing.T) {
	for _, w := range []string{"today ", "1 ", "the day after ", "10:30 ", "two days ", "from ", "first friday after ", "2001-", "one and "} {
		a := analyse("2020-01-01", doc.WikiText, strings.Repeat(w, 20_000))
		for _, x := range a.Times {
			checkValues(t, w, x)
		}
	}
}

// The text has a time in every second sentence, as reports do.
func BenchmarkTimex(b *testing.B) {
	words := strings.Repeat("The embassy was attacked on 27 January 2023 at around 08:00 a.m. by a gunman who had parked his car in front of the gate. "+
		"He went through the door, passed the guards without a word and opened fire at the staff, who hid in the rooms above and called the police of the district. "+
		"Two days later most of them left the city for good, and the ministry said that the building would be closed for the time being. "+
		"Neighbours told reporters that they had heard a number of shots and seen people run from the street into the shops.\n", 25)
	a := analyse("", doc.Plain, words)
	b.SetBytes(int64(len(words)))
	b.ReportAllocs()
	for b.Loop() {
		a.Times = a.Times[:0]
		timex.Stage{}.Run(a)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(a.Tokens)), "ns/token")
}
