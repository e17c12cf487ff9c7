package quant

import (
	"math"
	"testing"

	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
)

func analyse(s string, times ...nlp.Timex) *nlp.Analysis {
	t := text.New(s)
	a := &nlp.Analysis{Times: times, Doc: &doc.Document{
		Text:   t,
		Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: t.Len()}, Section: -1}},
	}}
	token.Stage{}.Run(a)
	Stage{}.Run(a)
	return a
}

type want struct {
	text, head string
	kind       nlp.NumberKind
	count      count.Count
}

func TestNumbers(t *testing.T) {
	unknown := count.Count{Min: count.Open, Max: count.Open}
	about := func(n int) count.Count { return count.Count{Min: n, Max: n, Approximate: true} }
	open := func(n int) count.Count { return count.Count{Min: n, Max: count.Open, Approximate: true} }
	tests := []struct {
		in   string
		want []want
	}{
		{"Twenty-two guards and 3,000 visitors.", []want{
			{"Twenty-two", "Twenty-two", nlp.Cardinal, count.Exactly(22)}, {"3,000", "3,000", nlp.Cardinal, count.Exactly(3000)}}},
		{"It cost 1.5 million lives.", []want{{"1.5 million", "1.5 million", nlp.Cardinal, count.Exactly(1500000)}}},
		{"A dozen men, two dozen women, a couple of clerks.", []want{
			{"A dozen", "A dozen", nlp.Cardinal, count.Exactly(12)}, {"two dozen", "two dozen", nlp.Cardinal, count.Exactly(24)},
			{"a couple", "a couple", nlp.Cardinal, count.Exactly(2)}}},
		{"Hundreds of shoppers and tens of thousands more fled.", []want{
			{"Hundreds", "Hundreds", nlp.Cardinal, open(200)}, {"tens of thousands", "tens of thousands", nlp.Cardinal, open(20000)}}},
		{"None of them spoke, and no one was hurt.", []want{
			{"None", "None", nlp.Cardinal, count.Exactly(0)}, {"no one", "no one", nlp.Cardinal, count.Exactly(0)}}},
		{"Both guards ran.", []want{{"Both", "Both", nlp.Cardinal, count.Exactly(2)}}},
		{"Six to eight men, between 10 and 15 women, 5–7 boys.", []want{
			{"Six to eight", "Six to eight", nlp.Cardinal, count.Between(6, 8)},
			{"between 10 and 15", "10 and 15", nlp.Cardinal, count.Between(10, 15)}, {"5–7", "5–7", nlp.Cardinal, count.Between(5, 7)}}},
		{"There were 26 and 22 of them.", []want{
			{"26", "26", nlp.Cardinal, count.Exactly(26)}, {"22", "22", nlp.Cardinal, count.Exactly(22)}}},
		{"2 to 3 million people", []want{{"2 to 3 million", "2 to 3 million", nlp.Cardinal, count.Between(2000000, 3000000)}}},
		{"At least 20 and more than 5, over a dozen, 30 or more.", []want{
			{"At least 20", "20", nlp.Cardinal, count.AtLeast(20)}, {"more than 5", "5", nlp.Cardinal, count.AtLeast(6)},
			{"over a dozen", "a dozen", nlp.Cardinal, count.AtLeast(13)}, {"30 or more", "30", nlp.Cardinal, count.AtLeast(30)}}},
		{"Up to 9, as many as 12, fewer than six, no more than 4.", []want{
			{"Up to 9", "9", nlp.Cardinal, count.AtMost(9)}, {"as many as 12", "12", nlp.Cardinal, count.AtMost(12)},
			{"fewer than six", "six", nlp.Cardinal, count.AtMost(5)}, {"no more than 4", "4", nlp.Cardinal, count.AtMost(4)}}},
		{"Nearly 50, about 40, some 20 and 15 or so.", []want{
			{"Nearly 50", "50", nlp.Cardinal, about(50)}, {"about 40", "40", nlp.Cardinal, about(40)},
			{"some 20", "20", nlp.Cardinal, about(20)}, {"15 or so", "15", nlp.Cardinal, about(15)}}},
		{"One of the two left; the one who stayed was first.", []want{
			{"One", "One", nlp.Cardinal, count.Exactly(1)}, {"two", "two", nlp.Cardinal, count.Exactly(2)},
			{"first", "first", nlp.Ordinal, count.Exactly(1)}}},
		{"A 14-year-old girl, a man aged 34, a clerk seven years old and Ana Ruiz, 51, a cook.", []want{
			{"14-year-old", "14", nlp.Age, count.Exactly(14)}, {"aged 34", "34", nlp.Age, count.Exactly(34)},
			{"seven years old", "seven", nlp.Age, count.Exactly(7)}, {"51", "51", nlp.Age, count.Exactly(51)}}},
		{"The man, 31, left with his sister, 27, and a driver (44).", []want{
			{"31", "31", nlp.Age, count.Exactly(31)}, {"27", "27", nlp.Age, count.Exactly(27)}, {"44", "44", nlp.Age, count.Exactly(44)}}},
		{"They paid $2.5m, or 12 per cent of it, for half of the land.", []want{
			{"$2.5m", "2.5m", nlp.Money, count.Exactly(2500000)}, {"12 per cent", "12", nlp.Percent, count.Exactly(12)},
			{"half", "half", nlp.Fraction, unknown}}},
		{"A crater 12 to 15 feet deep, 30 miles off, with 5 kg of powder.", []want{
			{"12 to 15 feet", "12 to 15", nlp.Measure, count.Between(12, 15)}, {"30 miles", "30", nlp.Measure, count.Exactly(30)},
			{"5 kg", "5", nlp.Measure, count.Exactly(5)}}},
		{"In 2011 they met at 10 Garden Street under Article 22; call 555-0147-22.", []want{
			{"2011", "2011", nlp.Label, count.Exactly(2011)}, {"10", "10", nlp.Label, count.Exactly(10)},
			{"22", "22", nlp.Label, count.Exactly(22)}, {"555", "555", nlp.Label, count.Exactly(555)},
			{"0147", "0147", nlp.Label, count.Exactly(147)}, {"22", "22", nlp.Label, count.Exactly(22)}}},
		{"On 27 May at 08:00, or 8 a.m., or May 4th, a two-storey house burnt.", nil},
	}
	for _, tt := range tests {
		a := analyse(tt.in)
		if len(a.Numbers) != len(tt.want) {
			t.Errorf("%q: got %d numbers, want %d", tt.in, len(a.Numbers), len(tt.want))
		}
		for i := 0; i < min(len(a.Numbers), len(tt.want)); i++ {
			n := a.Numbers[i]
			if got := (want{a.Text(n.Span), a.Text(n.Head), n.Kind, n.Count}); got != tt.want[i] {
				t.Errorf("%q: got %v, want %v", tt.in, got, tt.want[i])
			}
		}
	}
}

func TestTimesGiveNoNumbers(t *testing.T) {
	s := "After 3 days, 4 left, a boy 12 years old among them."
	a := analyse(s, nlp.Timex{Span: text.Span{Start: 6, End: 12}, Kind: nlp.Duration},
		nlp.Timex{Span: text.Span{Start: 27, End: 35}, Kind: nlp.Duration})
	if len(a.Numbers) != 2 || a.Numbers[0].Value != 4 || a.Numbers[1].Kind != nlp.Age {
		t.Errorf("got %+v", a.Numbers)
	}
}

// check holds for the numbers of any text.
func check(t *testing.T, a *nlp.Analysis) {
	end := 0
	for _, n := range a.Numbers {
		switch {
		case n.Span.Start < end || n.Span.End <= n.Span.Start || n.Span.End > a.Doc.Text.Len():
			t.Fatalf("span %v after byte %d in a text of %d", n.Span, end, a.Doc.Text.Len())
		case !n.Span.Contains(n.Head) || n.Head.IsZero():
			t.Fatalf("head %v outside of %v", n.Head, n.Span)
		case n.First >= n.Last || n.Last > len(a.Tokens):
			t.Fatalf("tokens %d to %d of %d", n.First, n.Last, len(a.Tokens))
		case n.Span.Start < a.Tokens[n.First].Span.Start || n.Span.End > a.Tokens[n.Last-1].Span.End:
			t.Fatalf("span %v outside of its tokens", n.Span)
		case n.Count.Min < count.Open || n.Count.Max < count.Open || n.Count.Max != count.Open && n.Count.Min > n.Count.Max:
			t.Fatalf("count %+v of %q", n.Count, a.Text(n.Span))
		case !(n.Range.Low <= n.Range.High) || math.IsNaN(n.Value) || math.IsInf(n.Value, 0):
			t.Fatalf("value %v in %+v of %q", n.Value, n.Range, a.Text(n.Span))
		case n.Of.End > a.Doc.Text.Len() || !n.Of.IsZero() && n.Of.Start < n.Head.Start:
			t.Fatalf("whole %v of %q", n.Of, a.Text(n.Span))
		}
		end = n.Span.End
	}
}

func FuzzQuant(f *testing.F) {
	for _, s := range []string{
		"at least twenty-two people", "$1.5bn and 3/4", "between 10 and 15", "two hundred and fifty-four hundredths", "- 1 4/5 -3 .08",
		"a 14-year-old, 12-cent-a-share", "one million and a half", "USD115.5 115USD", "½ ⅔ 10½", "5–7 or 8 or more", "1 414 021 100 10k",
		"hundreds of thousands of thousands", "half a a dozen", "\xff22\x00and", "İ1-İ 2-İ",
	} {
		f.Add(s)
	}
	for _, s := range hard {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := analyse(s)
		check(t, a)
		Stage{Relative: true}.Run(a)
		check(t, a)
	})
}

// hard is text made to be read wrongly.
var hard = []string{
	"more than more than than than 5 or more or more", "less than or equal to equal to or less than 4 or equal to", ">>>>=<<= 3 and < 2 but > 1",
	"1,2,3,4,5,6,7,8,9,10,11,12,13,14", "1,50,00,000.5 1.500.000,25 1.2.3.4.5", "9^9^9^9 1e999 1.5x10^400 2^-99999 0^-1", "99999999999999999999999999999999999",
	"twenty - thirty - five — six—seven", "nine-one-one-one nine-one five-k-5k-6k-7k 5--6 5-k-", "one of the two of the three of the four of 5", "in his 20s in her mid-fifties in the 1990s mid-",
	"$$$5 USD5USD USD MUSD 5 MUSD million million $-5 £ € 3", "half of a of a million of a half quarter of a quarter", "the one before the last but one next to last next one",
	"a hundred hundredth of a thousandth thousandths", "point five point 5 point point", "l0O 2O O2 0O0 l", "5 (kg) 5 [ 5 {m) 5 < km >", "minus - −5 minus minus five", "between 5 and from 6 to to 7 and",
	"İstanbul-5 ŞŞ5k K5 Ⅷ ⅔⅔ 5½½", "aged 5, 6, and 7 or 8 aged aged", "5 feet 6 feet 7 inches 8 ounces 3 dollars 50 99 cents",
}

func TestHard(t *testing.T) {
	for _, s := range hard {
		a := analyse(s)
		check(t, a)
		Stage{Relative: true}.Run(a)
		check(t, a)
	}
}

const prose = "At least 25 people were killed and 70 wounded on Friday when two bombs went off 12 metres apart. " +
	"A 14-year-old girl was among the dead, an official said, and damage was put at $1.5 million. "

func BenchmarkQuant(b *testing.B) {
	s := ""
	for range 100 {
		s += prose
	}
	a := analyse(s)
	b.ReportAllocs()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Stage{}.Run(a)
	}
}
