package watch_test

import (
	"slices"
	"testing"

	"dossier/internal/watch"
	"dossier/schema"
)

func TestChanges(t *testing.T) {
	three, five := 3, 5
	value := func(slot string, v any, shown bool) schema.Value {
		return schema.Value{Slot: slot, Value: v, Text: "words", Preferred: shown}
	}
	of := func(v schema.Value, of string) schema.Value { v.Of = of; return v }
	before := &schema.Record{
		Values: []schema.Value{value("killed", 1, true), value("injured", 3, true), value("type", "armed_attack", true), value("target", "embassy", true),
			of(value("killed", 1, true), "police"), value("perpetrator", "e1", true)},
		Entities:  []schema.Entity{{ID: "e1", Name: "A. Karimi", Named: true}, {ID: "e2", Name: "a guard"}},
		Events:    make([]schema.Event, 4),
		Conflicts: []schema.Conflict{{Slot: "type"}},
	}
	after := &schema.Record{
		// As it comes out of an archive: numbers are floats, ranges are maps.
		Values: []schema.Value{value("killed", 2.0, true), value("killed", 1.0, false), value("injured", 3.0, true), value("injured", map[string]any{"min": 5.0, "max": nil}, false),
			value("type", "armed_attack", true), value("target", "embassy", true), value("target", "consulate", true), value("date", "2023-01-27", true), value("perpetrator", "e7", true), value("coordinates", []any{35.8, 51.4}, true)},
		Entities:  []schema.Entity{{ID: "e7", Name: "Karimi", Named: true}, {ID: "e8", Name: "B. Rahimi", Named: true}},
		Events:    make([]schema.Event, 5),
		Reactions: make([]schema.Reaction, 2),
		Conflicts: []schema.Conflict{{Slot: "injured"}, {Slot: "type"}, {Slot: "injured"}},
	}
	got := watch.Changes(before, after)
	want := []string{
		"Coordinates: + 35.8000° N, 51.4000° E", "Date: + 27 Jan 2023", "Injured: also said: at least 5", "Killed: 1 → 2", "Killed, police: − 1",
		"Perpetrator: A. Karimi → Karimi", "Target: + consulate", "accounts differ: injured", "+1 named person or body", "+1 step of the chronology", "+2 reactions",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if same := watch.Changes(after, after); len(same) != 0 {
		t.Errorf("a record differs from itself: %q", same)
	}
	one := &schema.Record{Values: []schema.Value{value("killed", schema.Range{Min: &three, Max: &five}, true)}}
	if got := watch.Changes(&schema.Record{}, one); !slices.Equal(got, []string{"Killed: + 3 to 5"}) {
		t.Errorf("%q", got)
	}
}
