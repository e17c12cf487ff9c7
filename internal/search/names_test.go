package search_test

import (
	"testing"

	"dossier/internal/query"
	"dossier/internal/search"
)

func TestNamesInOtherSpellings(t *testing.T) {
	for _, c := range []struct {
		field       query.Field
		name, value string
		want        bool
	}{
		{"person", "Yasin Hosseinzadeh", "Hoseinzadeh", true},
		{"person", "Yasin Hossein-Zadeh", "Hosseinzadeh", true},
		{"person", "Yasin Hosseinzadeh", `"Hossein Zadeh"`, true},
		{"person", "Yasin Hosseinzadeh", "Hassanzadeh", false},
		{"person", "Yasin Hosseinzadeh", "Hossein*", true},
		{"person", "Yasin Hosseinzadeh", "Zadeh", false},
		{"group", "Hizbullah", "Hezbollah", true},
		{"person", "Mohammed Amin", `"muhammad amin"`, true},
		{"person", "Mohammed Amin", `"amin muhammad"`, false},
		{"place", "Hizbullah", "Hezbollah", false}, // towns are sought as they are written
		{"place", "Sana'a", "Sanaa", true},
	} {
		q, err := query.Book{}.Parse(string(c.field) + ":" + c.value)
		if err != nil {
			t.Fatal(err)
		}
		v := q.Root.(query.Test).Values[0]
		if got := search.NameMatches(c.field, search.Fold(c.name), search.NamePattern(v)); got != c.want {
			t.Errorf("%s:%s in %q: %v", c.field, c.value, c.name, got)
		}
	}
}
