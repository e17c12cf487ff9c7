package when_test

import (
	"testing"
	"time"

	"dossier/internal/when"
)

func TestParseAndPrint(t *testing.T) {
	for _, s := range []string{
		"2023-01-27", "2022-04", "1974", "197X", "2022-04~", "2022-04-15?", "1984%", "2001-21", "2008-11-26/2008-11-29",
		"2008/2009-03", "2019/..", "../2020-05-01", "1985-04-12/", "/1985-04", "2004-02-29",
	} {
		v, err := when.Parse(s)
		if err != nil || v.String() != s {
			t.Errorf("%s: %s, %v", s, v, err)
		}
	}
}

func TestWhatIsNoDate(t *testing.T) {
	for _, s := range []string{
		"", "23", "2023-13", "2023-00", "2023-02-30", "2023-1-2", "2001-02-29", "27/01/2023", "2023-01-27T08:00", "2022~~", "2010/2009", "../..", "/", "20X3", "２０２３",
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
		{"2001-24", "2001-12-01", "2002-02-28"},
	} {
		d, err := when.ParseDate(c.in)
		if err != nil {
			t.Fatal(err)
		}
		if f, l := d.First().Format(time.DateOnly), d.Last().Format(time.DateOnly); f != c.first || l != c.last {
			t.Errorf("%s: %s to %s", c.in, f, l)
		}
	}
}

func TestArithmetic(t *testing.T) {
	d := when.OfDay(2024, 1, 31)
	if got := d.AddMonths(1).String(); got != "2024-02-29" {
		t.Error(got)
	}
	if got := d.AddDays(-31).String(); got != "2023-12-31" {
		t.Error(got)
	}
	if got := when.OfMonth(2023, 1).AddMonths(-1).String(); got != "2022-12" {
		t.Error(got)
	}
}

func FuzzEDTF(f *testing.F) {
	for _, s := range []string{"2023-01-27", "2022-04~", "197X", "../2020", "2008-11-26/2008-11-29"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := when.Parse(s)
		if err != nil {
			return
		}
		again, err := when.Parse(v.String())
		if err != nil || again.String() != v.String() {
			t.Fatalf("%q → %q → %q, %v", s, v, again, err)
		}
	})
}
