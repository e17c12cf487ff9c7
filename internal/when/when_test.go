package when_test

import (
	"testing"
	"time"

	"dossier/internal/when"
)

func TestParseAndPrint(t *testing.T) {
	for _, s := range []string{
		"2023-01-27", "2022-04", "1974", "197X", "19XX", "2004-XX", "2004-06-XX", "2004-XX-XX", "-0044", "-1200-06", "Y170000002", "Y-17000",
		"2022-04~", "2022-04-15?", "1984%", "2001-21", "2008-11-26/2008-11-29", "2008/2009-03", "2019/..", "../2020-05-01", "1985-04-12/", "/1985-04",
		"2004-02-29", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30+03:30", "1985-04-12T23:20:30-04",
		"[1667,1668,1670..1672]", "{1960,1961-12}", "[..1760-12-03]", "[1760-12..]",
	} {
		v, err := when.Parse(s)
		if err != nil || v.String() != s {
			t.Errorf("%s: %s, %v", s, v, err)
		}
	}
}

func TestWhatIsNoDate(t *testing.T) {
	for _, s := range []string{
		"", "23", "2023-13", "2023-00", "2023-02-30", "2023-1-2", "2001-02-29", "27/01/2023", "2023-01-27T08:00", "2022~~", "2010/2009", "../..", "/",
		"20X3", "２０２３", "-0000", "Y1700", "Y1234567890", "Y", "-", "[]", "[1667,..1668]", "[..]", "{", "2004-06T10:00:00", "2023-01-27T25:00:00",
		"-197X", "2004-XX-01", "1985-04-12T23:20:30+3:30",
	} {
		if v, err := when.Parse(s); err == nil {
			t.Errorf("%q was read as %s", s, v)
		}
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2023-01-27", "2023-01-27", "2023-01-27"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"1974", "1974-01-01", "1974-12-31"},
		{"197X", "1970-01-01", "1979-12-31"},
		{"18XX", "1800-01-01", "1899-12-31"},
		{"2001-21", "2001-03-01", "2001-05-31"},
		{"2001-24", "2001-12-01", "2002-02-28"},
		{"2008-11-26/2008-12", "2008-11-26", "2008-12-31"},
		{"2008/..", "2008-01-01", ""},
		{"../2008", "", "2008-12-31"},
		{"[1667,1670..1672]", "1667-01-01", "1672-12-31"},
		{"[1667..]", "1667-01-01", ""},
	} {
		v, err := when.Parse(c.in)
		if err != nil {
			t.Fatal(err)
		}
		if f, l := v.Earliest().String(), v.Latest().String(); f != c.first || l != c.last {
			t.Errorf("%s: %s to %s", c.in, f, l)
		}
	}
}

// Values in the order in which a chronology lists them.
func TestCompare(t *testing.T) {
	order := []string{"../2001", "197X", "1972", "1972/1974", "1972/..", "1972-09", "1972-09-05", "1973-01-01T08:00:00", "1973-01-01T09:00:00"}
	for i := range order {
		for j := range order {
			a, err := when.Parse(order[i])
			if err != nil {
				t.Fatal(err)
			}
			b, _ := when.Parse(order[j])
			c := a.Compare(b)
			if (i < j) != (c < 0) || (i == j) != (c == 0) {
				t.Errorf("%s against %s: %d", order[i], order[j], c)
			}
		}
	}
}

func TestArithmetic(t *testing.T) {
	d := when.OfDay(2024, 1, 31)
	for _, c := range []struct{ got, want string }{
		{d.AddMonths(1).String(), "2024-02-29"},
		{d.AddMonths(-13).String(), "2022-12-31"},
		{d.AddDays(-31).String(), "2023-12-31"},
		{when.OfMonth(2023, 1).AddMonths(-1).String(), "2022-12"},
		{d.OnOrBefore(time.Wednesday).String(), "2024-01-31"},
		{d.OnOrBefore(time.Friday).String(), "2024-01-26"},
		{d.OnOrAfter(time.Friday).String(), "2024-02-02"},
		{when.OfISOWeek(2020, 53).String(), "2020-12-28"},
		{when.OfISOWeek(2016, 1).String(), "2016-01-04"},
		{d.To(when.Decade).String(), "202X"},
		{when.OfCentury(1974).String(), "19XX"},
		{when.Easter(2019).String(), "2019-04-21"},
		{when.Easter(2011).String(), "2011-04-24"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	if !when.OfYear(2024).Contains(d) || when.OfMonth(2024, 2).Contains(d) {
		t.Error("a year holds its days and a month no others")
	}
}

// The calendar is the one of package time.
func TestCalendar(t *testing.T) {
	at := time.Date(-401, 12, 1, 0, 0, 0, 0, time.UTC)
	for range 6000 {
		d := when.OfTime(at)
		if n := int(at.Unix() / 86400); d.Number() != n && at.Unix()%86400 == 0 {
			t.Fatalf("%s: day %d, want %d", d, d.Number(), n)
		}
		if when.OfNumber(d.Number()) != d || d.Weekday() != at.Weekday() {
			t.Fatalf("%s: %s, %s", d, when.OfNumber(d.Number()), d.Weekday())
		}
		y, w := d.ISOWeek()
		if wy, ww := at.ISOWeek(); y != wy || w != ww {
			t.Fatalf("%s: week %d-%d, want %d-%d", d, y, w, wy, ww)
		}
		at = at.AddDate(0, 0, 151)
	}
}

func FuzzEDTF(f *testing.F) {
	for _, s := range []string{"2023-01-27", "2022-04~", "197X", "../2020", "2008-11-26/2008-11-29", "[1667,1670..]", "Y17000", "-0044-03-15", "1985-04-12T23:20:30Z", "2004-XX-XX"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := when.Parse(s)
		if err != nil {
			return
		}
		again, err := when.Parse(v.String())
		if err != nil || again.String() != v.String() || again.Compare(v) != 0 {
			t.Fatalf("%q → %q → %q, %v", s, v, again, err)
		}
		if e, l := v.Earliest(), v.Latest(); v.Set == nil && !e.IsZero() && !l.IsZero() && e.Compare(l) > 0 {
			t.Fatalf("%q runs from %s to %s", s, e, l)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len("2008-11-26/2008-11-29")))
	for b.Loop() {
		if _, err := when.Parse("2008-11-26/2008-11-29"); err != nil {
			b.Fatal(err)
		}
	}
}
