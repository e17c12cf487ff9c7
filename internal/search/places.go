package search

import (
	"cmp"
	"context"
	"slices"

	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/schema"
)

// Place is where one incident lies, with what a map says of it.
type Place struct {
	ID string `json:"id"`
	// Lat and Lon are degrees north and east.
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	Precision string  `json:"precision"`
	Title     string  `json:"title"`
	Place     string  `json:"place"`
	Date      string  `json:"date"`
	Killed    string  `json:"killed"`
}

// Places is where everything lies that a query finds.
type Places struct {
	Query   string  `json:"query"`
	Total   int     `json:"total"`    // records found
	Located int     `json:"located"`  // those whose coordinates are known
	LeftOut int     `json:"left_out"` // located ones beyond the most that were asked for
	List    []Place `json:"list"`     // the latest incident first, as by [Newest]
}

// MaxPlaces is the most places in one list.
const MaxPlaces = 5000

// checkPlaces fills in how many places are wanted at most when nothing is said, and
// refuses too many.
func checkPlaces(most int) (int, error) {
	if most == 0 {
		most = MaxPlaces
	}
	if most < 1 || most > MaxPlaces {
		return 0, fault.New(fault.Invalid, "%d places: from 1 to %d", most, MaxPlaces)
	}
	return most, nil
}

// NewPlaces is the empty answer to a query, and how many places it may hold.
func NewPlaces(q query.Query, most int) (Places, int, error) {
	most, err := checkPlaces(most)
	return Places{Query: q.String(), List: []Place{}}, most, err
}

// PlaceOf is where a record lies; false when that is not known.
func PlaceOf(r *schema.Record) (Place, bool) {
	at, precision, ok := coordinates(r)
	if !ok {
		return Place{}, false
	}
	return Place{
		ID: r.ID, Lat: at[0], Lon: at[1], Precision: precision, Title: r.Title,
		Place: shown(r, "place", ""), Date: shown(r, "date", ""), Killed: shown(r, "killed", "all"),
	}, true
}

// coordinates are the shown ones of a record.
func coordinates(r *schema.Record) (at [2]float64, precision string, ok bool) {
	for i := range r.Values {
		v := &r.Values[i]
		if at, ok := v.Value.([2]float64); ok && v.Slot == "coordinates" && v.Preferred {
			return at, v.Precision, true
		}
	}
	return at, "", false
}

// Places implements [Searcher].
func (m *Memory) Places(_ context.Context, q query.Query, most int) (Places, error) {
	out, most, err := NewPlaces(q, most)
	if err != nil {
		return out, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	found := m.found(q)
	inOrder(found, ownKeys(found, Newest))
	out.Total = len(found)
	for _, v := range found {
		p, ok := PlaceOf(&v.item.Record)
		if !ok {
			continue
		}
		if out.Located++; len(out.List) < most {
			out.List = append(out.List, p)
		}
	}
	out.LeftOut = out.Located - len(out.List)
	return out, nil
}

// inOrder sorts records found by their keys.
func inOrder(found []*view, keys map[*view]int) {
	slices.SortFunc(found, func(a, b *view) int {
		return cmp.Or(cmp.Compare(keys[b], keys[a]), cmp.Compare(a.facts.ID, b.facts.ID))
	})
}
