package timex_test

import (
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

func FuzzTimex(f *testing.F) {
	f.Add("On 27 January 2023 at 08:00 a.m., two days later, every Friday in the 1980s", "2023-01-28")
	f.Add("26-29 November 2008 31/02/2020 half past six 9999-99-99 mid-April", "")
	f.Fuzz(func(t *testing.T, words, published string) {
		a := analyse(published, doc.Plain, strings.ToValidUTF8(words, "?"))
		end := 0
		for _, x := range a.Times {
			if x.Span.Start < end || x.Span.End <= x.Span.Start || x.Span.End > a.Doc.Text.Len() {
				t.Fatalf("span %v after %d", x.Span, end)
			}
			end = x.Span.End
			if x.Kind == nlp.Date && x.Value != "" {
				if _, err := when.Parse(x.Value); err != nil {
					t.Fatalf("%q: %v", a.Text(x.Span), err)
				}
			}
		}
	})
}

func BenchmarkTimex(b *testing.B) {
	words := strings.Repeat("The embassy was attacked on 27 January 2023 at around 08:00 a.m. and two days later most of its staff left the city for good. ", 50)
	a := analyse("", doc.Plain, words)
	b.SetBytes(int64(len(words)))
	b.ReportAllocs()
	for b.Loop() {
		a.Times = a.Times[:0]
		timex.Stage{}.Run(a)
	}
}
