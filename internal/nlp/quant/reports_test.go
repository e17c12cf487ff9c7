package quant

import (
	"math"
	"testing"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// reading is what a report's words say: how many, of what kind, beyond or out of
// how many others.
type reading struct {
	span  string
	kind  nlp.NumberKind
	count string
	unit  string
	of    string
	more  bool
}

func TestReports(t *testing.T) {
	const c, unknown = nlp.Cardinal, "unknown"
	tests := []struct {
		in   string
		want []reading
	}{
		{"Scores of shoppers fled and a score of clerks hid; their scores of 80 were high.", []reading{
			{"Scores", c, "about at least 40", "", "", false}, {"a score", c, "20", "", "", false}, {"80", c, "80", "", "", false}}},
		{"A dozen or so left, 20-odd stayed, several hundred came and a few dozen sat.", []reading{
			{"A dozen or so", c, "about 12", "", "", false}, {"20-odd", c, "about 20", "", "", false},
			{"several hundred", c, "about at least 200", "", "", false}, {"a few dozen", c, "about at least 24", "", "", false}}},
		{"Two of the five gunmen fled; one of the two guards and half of the remaining 40 did too.", []reading{
			{"Two", c, "2", "", "five", false}, {"five", c, "5", "", "", false}, {"one", c, "1", "", "two", false}, {"two", c, "2", "", "", false},
			{"half", nlp.Fraction, unknown, "", "40", false}, {"40", c, "40", "", "", false}}},
		{"Only one of three bombs went off, and 12% of the 50 doors held.", []reading{
			{"one", c, "1", "", "three", false}, {"three", c, "3", "", "", false}, {"12%", nlp.Percent, "12", "%", "50", false}, {"50", c, "50", "", "", false}}},
		{"A further three died, another two were hurt, and six more and four others left.", []reading{
			{"three", c, "3", "", "", true}, {"two", c, "2", "", "", true}, {"six", c, "6", "", "", true}, {"four", c, "4", "", "", true}}},
		{"The pair fled; neither was armed. Neither the guard nor the cook ran both here and there.", []reading{
			{"pair", c, "2", "", "", false}, {"neither", c, "0", "", "", false}}},
		{"AT LEAST TWENTY KILLED, MORE THAN A DOZEN HURT, 7.62-MM ROUNDS", []reading{
			{"AT LEAST TWENTY", c, "at least 20", "", "", false}, {"MORE THAN A DOZEN", c, "at least 13", "", "", false}, {"7.62-MM", nlp.Measure, unknown, "MM", "", false}}},
		{"More than 20 but fewer than 30 came, 13-15 of them early.", []reading{
			{"More than 20 but fewer than 30", c, "21 to 29", "", "", false}, {"13-15", c, "13 to 15", "", "", false}}},
		{"The toll rose from 5 to 12, then from 12 to 15 people came.", []reading{
			{"5", c, "5", "", "", false}, {"12", c, "12", "", "", false}, {"from 12 to 15", c, "12 to 15", "", "", false}}},
		{"He handed over two boys, spoke about six girls, and over two dozen ran.", []reading{
			{"two", c, "2", "", "", false}, {"six", c, "6", "", "", false}, {"over two dozen", c, "at least 25", "", "", false}}},
		{"They paid £2bn, $3-4 million, $3-$4 million, C$1.5m, 10,000 Iraqi dinars, 30 MUSD and 3 dollars and 50 cents.", []reading{
			{"£2bn", nlp.Money, "2000000000", "GBP", "", false}, {"$3-4 million", nlp.Money, "3000000 to 4000000", "USD", "", false},
			{"$3-$4 million", nlp.Money, "3000000 to 4000000", "USD", "", false}, {"C$1.5m", nlp.Money, "1500000", "CAD", "", false},
			{"10,000 Iraqi dinars", nlp.Money, "10000", "IQD", "", false}, {"30 MUSD", nlp.Money, "30000000", "USD", "", false},
			{"3 dollars and 50 cents", nlp.Money, unknown, "USD", "", false}}},
		{"Boys aged 14 and 7, a man in his fifties, a woman in her mid-20s, a 23- to 25-year-old, men older than 50, children under 12.", []reading{
			{"aged 14", nlp.Age, "14", "year", "", false}, {"7", nlp.Age, "7", "year", "", false}, {"fifties", nlp.Age, "about 50 to 59", "year", "", false},
			{"mid-20s", nlp.Age, "about 24 to 26", "year", "", false}, {"23- to 25-year-old", nlp.Age, "23 to 25", "year", "", false},
			{"older than 50", nlp.Age, "at least 51", "year", "", false}, {"under 12", nlp.Age, "up to 11", "year", "", false}}},
		{"A 5-km radius, 20 kg of powder, between 5 km and 10 km off, 5 feet 2 inches, a 9mm round, 3.5m visitors.", []reading{
			{"5-km", nlp.Measure, "5", "km", "", false}, {"20 kg", nlp.Measure, "20", "kg", "", false}, {"between 5 km and 10 km", nlp.Measure, "5 to 10", "km", "", false},
			{"5 feet 2 inches", nlp.Measure, unknown, "feet", "", false}, {"9mm", nlp.Measure, "9", "mm", "", false}, {"3.5m", c, "3500000", "", "", false}}},
		{"There were 1,50,000 guests, 1.500.000 seats, 2,5 kg, l0 men and 2O women, forty-five (45) in all.", []reading{
			{"1,50,000", c, "150000", "", "", false}, {"1.500.000", c, "1500000", "", "", false}, {"2,5 kg", nlp.Measure, unknown, "kg", "", false},
			{"l0", c, "10", "", "", false}, {"2O", c, "20", "", "", false}, {"forty-five (45)", c, "45", "", "", false}}},
		{"Flight 655 at 0430 by UTC+3:30, an AK-47, Post 1, the 9/11 dead,[4] the 1972 Games, number two of the force.", []reading{
			{"655", nlp.Label, "655", "", "", false}, {"0430", nlp.Label, "430", "", "", false}, {"1", nlp.Label, "1", "", "", false},
			{"9", nlp.Label, "9", "", "", false}, {"11", nlp.Label, "11", "", "", false}, {"4", nlp.Label, "4", "", "", false},
			{"1972", nlp.Label, "1972", "", "", false}, {"two", nlp.Label, "2", "", "", false}}},
		{"1. The bus burnt. Call nine-one-one, 192.0.2.7 or 555-0147.", []reading{
			{"1", nlp.Label, "1", "", "", false}, {"nine", nlp.Label, "9", "", "", false}, {"one", nlp.Label, "1", "", "", false}, {"one", nlp.Label, "1", "", "", false},
			{"192", nlp.Label, "192", "", "", false}, {"0", nlp.Label, "0", "", "", false}, {"2", nlp.Label, "2", "", "", false}, {"7", nlp.Label, "7", "", "", false},
			{"555", nlp.Label, "555", "", "", false}, {"0147", nlp.Label, "147", "", "", false}}},
		{"A quarter of a million marched, one in five people, two out of seven.", []reading{
			{"A quarter of a million", c, "250000", "", "", false}, {"one in five", nlp.Fraction, unknown, "", "five", false}, {"two out of seven", nlp.Fraction, unknown, "", "seven", false}}},
		{"Not the first one, nor the other one, but a very good one, and one should say so.", []reading{{"first", nlp.Ordinal, "1", "", "", false}}},
		{"The blast killed one, the guard shot one man, and a further one fled.", []reading{
			{"one", c, "1", "", "", false}, {"one", c, "1", "", "", false}, {"one", c, "1", "", "", true}}},
	}
	for _, tt := range tests {
		a := analyse(tt.in)
		check(t, a)
		if len(a.Numbers) != len(tt.want) {
			t.Errorf("%q: got %d numbers, want %d", tt.in, len(a.Numbers), len(tt.want))
		}
		for i := 0; i < min(len(a.Numbers), len(tt.want)); i++ {
			n, w := a.Numbers[i], tt.want[i]
			got := reading{a.Text(n.Span), n.Kind, n.Count.String(), n.Unit, a.Text(n.Of), n.More}
			if got != w {
				t.Errorf("%q: got %+v, want %+v", tt.in, got, w)
			}
		}
	}
}

func TestRange(t *testing.T) {
	inf := math.Inf(1)
	tests := []struct {
		in   string
		want nlp.Interval
	}{
		{"More than half burnt", nlp.Interval{Low: 0.5, High: inf, LowOut: true}},
		{"under 2.5 tons", nlp.Interval{Low: -inf, High: 2.5, HighOut: true}},
		{"less than or equal to 40", nlp.Interval{Low: -inf, High: 40}},
		{"x is >= 30", nlp.Interval{Low: 30, High: inf}},
		{"between minus ten and fifteen", nlp.Interval{Low: -10, High: 15}},
		{"1.5 to 2 million", nlp.Interval{Low: 1.5e6, High: 2e6}},
		{"dozens", nlp.Interval{Low: 24, High: inf}},
		{"equal to or more than 30", nlp.Interval{Low: 30, High: inf}},
		{"higher than the tenth but lower than the twelfth", nlp.Interval{Low: 10, High: 12, LowOut: true, HighOut: true}},
	}
	for _, tt := range tests {
		a := analyse(tt.in)
		if len(a.Numbers) != 1 || a.Numbers[0].Range != tt.want {
			t.Errorf("%q: got %+v, want %+v", tt.in, a.Numbers, tt.want)
		}
	}
}

func TestRelative(t *testing.T) {
	a := analyse("Show the next page, the last but one and the second to last.")
	if len(a.Numbers) != 0 {
		t.Errorf("not asked for: %+v", a.Numbers)
	}
	Stage{Relative: true}.Run(a)
	want := []struct {
		text  string
		value float64
	}{{"next", 1}, {"the last but one", -1}, {"the second to last", -1}}
	if len(a.Numbers) != len(want) {
		t.Fatalf("got %+v", a.Numbers)
	}
	for i, w := range want {
		n := a.Numbers[i]
		if n.Kind != nlp.Relative || a.Text(n.Span) != w.text || n.Value != w.value || n.Count != (count.Count{Min: count.Open, Max: count.Open}) {
			t.Errorf("got %+v, want %+v", n, w)
		}
	}
}
