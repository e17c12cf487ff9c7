package wording_test

import (
	"testing"

	"dossier/internal/wording"
	"dossier/schema"
)

func TestValuesInWords(t *testing.T) {
	two, five := 2, 5
	name := func(id string) string { return map[string]string{"e1": "Tidal Front"}[id] }
	for _, c := range []struct {
		slot  string
		value any
		want  string
	}{
		{"killed", 3, "3"},
		{"killed", schema.Range{Min: &two}, "at least 2"},
		{"killed", schema.Range{Max: &five}, "up to 5"},
		{"killed", schema.Range{Min: &two, Max: &five}, "2 to 5"},
		{"killed", schema.Range{Min: &two, Max: &two}, "2"},
		{"coordinates", [2]float64{35.6894, -51.389}, "35.6894° N, 51.3890° W"},
		{"type", "suicide_bombing", "suicide bombing"},
		{"time_of_day", "early_morning", "early morning"},
		{"date", "2023-01-27", "Friday 27 January 2023"},
		{"time", "08:00/08:30", "08:00–08:30"},
		{"country", "IR", "Iran"},
		{"country", "XX", "XX"},
		{"suspect", "e1", "Tidal Front"},
		{"site", "e1", "e1"},
	} {
		if got := wording.Value(c.slot, c.value, name); got != c.want {
			t.Errorf("%s %v is %q, want %q", c.slot, c.value, got, c.want)
		}
	}
}
