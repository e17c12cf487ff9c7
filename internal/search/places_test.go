package search_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/search/searchtest"
	"dossier/schema"
)

// located is a record of the first day of some month of 2021 that lies somewhere.
func located(id, month string, lat, lon float64) search.Item {
	return search.Item{Record: schema.Record{ID: id, Title: "blast at " + id, Values: []schema.Value{
		{Slot: "coordinates", Value: [2]float64{lat, lon}, Precision: "place", Preferred: true},
		{Slot: "date", Value: "2021-" + month + "-01", Preferred: true},
		{Slot: "killed", Of: "all", Value: 3, Preferred: true},
	}}}
}

// A map shows the whole result, the latest first, and says what it leaves out.
func TestPlacesOfAResult(t *testing.T) {
	m := search.NewMemory(append(searchtest.Three(), located("x", "03", 1, 2), located("y", "05", -3, 4)))
	got, err := m.Places(ctx, query.Query{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	want := search.Places{Total: 5, Located: 3, LeftOut: 1, List: []search.Place{
		{ID: "2023-01-27-embassy", Lat: 35.7, Lon: 51.4, Precision: "place", Title: "embassy", Place: "Tehran", Date: "2023-01-27", Killed: "1"},
		{ID: "y", Lat: -3, Lon: 4, Precision: "place", Title: "blast at y", Date: "2021-05-01", Killed: "3"},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got, _ := m.Places(ctx, parse(t, "killed>=2"), 0); got.Total != 3 || got.Located != 2 || len(got.List) != 2 || got.LeftOut != 0 {
		t.Errorf("%+v", got) // the market, which has no coordinates, is of the three
	}
	for _, most := range []int{-1, search.MaxPlaces + 1} {
		if _, err := m.Places(ctx, query.Query{}, most); err == nil {
			t.Errorf("%d places are given", most)
		}
	}
}

// Coordinates that are not shown put nothing on the map.
func TestAHitLiesWhereItIsShownToLie(t *testing.T) {
	at := func(shown bool) search.Hit {
		return search.HitOf(&schema.Record{Values: []schema.Value{{Slot: "coordinates", Value: [2]float64{8, 9}, Precision: "site", Preferred: shown}}})
	}
	if h := at(true); h.Coordinates == nil || *h.Coordinates != [2]float64{8, 9} || h.Precision != "site" {
		t.Errorf("%+v", h)
	}
	if h := at(false); h.Coordinates != nil {
		t.Errorf("%+v", h)
	}
}
