package wording_test

import (
	"testing"

	"dossier/internal/wording"
	"dossier/schema"
)

func TestDatesInWords(t *testing.T) {
	for edtf, want := range map[string]string{
		"2023-01-27":            "27 January 2023",
		"2022-04":               "April 2022",
		"2022-04~":              "April 2022, about",
		"2019?":                 "2019?",
		"2008-11-26/2008-11-29": "26 November 2008 – 29 November 2008",
		"2022-02-24/..":         "from 24 February 2022",
		"/2022-02":              "until February 2022",
		"":                      "",
	} {
		if got := wording.Date(edtf, false); got != want {
			t.Errorf("%q: %q, want %q", edtf, got, want)
		}
	}
	if got := wording.Date("2023-01-27", true); got != "Friday 27 January 2023" {
		t.Errorf("with the day of the week: %q", got)
	}
	if got := wording.ShortDate("2023-09"); got != "Sep 2023" {
		t.Errorf("short: %q", got)
	}
}

func TestCountsInWords(t *testing.T) {
	two, five := 2, 5
	for _, c := range []struct {
		v    any
		want string
	}{
		{3, "3"},
		{schema.Range{Min: &two}, "at least 2"},
		{schema.Range{Max: &five}, "up to 5"},
		{schema.Range{Min: &two, Max: &five}, "2 to 5"},
		{map[string]any{"min": 2.0, "max": 2.0}, "2"},
	} {
		if got, ok := wording.Number(c.v); !ok || got != c.want {
			t.Errorf("%v: %q, want %q", c.v, got, c.want)
		}
	}
	if _, ok := wording.Number("three"); ok {
		t.Error("a word is taken for a count")
	}
}

func TestPlacesInWords(t *testing.T) {
	if got, _ := wording.Point([2]float64{-35.5, 51.25}); got != "35.5000° S, 51.2500° E" {
		t.Error(got)
	}
}
