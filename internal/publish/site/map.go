package site

import (
	"fmt"
	"math"
	"slices"

	"dossier/internal/worldmap"
)

// mapPage is the incidents on the map.
type mapPage struct {
	Width, Height int
	Pins          []pin
	Located       int
	Unlocated     []Row
	Missing       int // all that are not on the map
	Countries     []counted
}

// pin is a place on the map with its incidents.
type pin struct {
	X, Y, R, Size float64 // R of the circle of doubt
	Count         int
	Text, Path    string
}

// grid is how near to one another incidents lie that are one stack on the map that
// is shown without scripts, in units of the drawing.
const grid = 26

// mostUnlocated is how many of those that the map does not show are listed beside it.
const mostUnlocated = 25

// Map makes the page of the map.
func (s *Site) Map(rows []Row) (Page, error) {
	_, countries, unlocated := split(rows)
	m := mapPage{Width: worldmap.Width, Height: worldmap.Height, Located: len(rows) - len(unlocated), Missing: len(unlocated), Unlocated: unlocated[:min(len(unlocated), mostUnlocated)]}
	m.Pins = pins(rows)
	for _, c := range countryEntries(countries) {
		if c.Path != "countries/"+nowhere+".html" {
			m.Countries = append(m.Countries, c)
		}
	}
	return s.page("map", "Map", "map.html", "map.html", "The incidents of the collection on a map.", nil, m)
}

// pins are the places with their incidents, the largest first, so that the small
// ones lie upon them.
func pins(rows []Row) []pin {
	at := map[[2]int]int{}
	var out []pin
	for i := range rows {
		x := &rows[i]
		if !x.Located {
			continue
		}
		px, py := worldmap.Project(x.Lat, x.Lon)
		key := [2]int{int(px / grid), int(py / grid)}
		if k, ok := at[key]; ok {
			out[k].Count++
			out[k].Text = fmt.Sprintf("%d incidents around %s", out[k].Count, x.Where())
			out[k].Path, out[k].R = "countries/"+countryKey(x)+".html", 0
			continue
		}
		at[key] = len(out)
		out = append(out, pin{X: math.Round(px), Y: math.Round(py), R: math.Round(worldmap.Radius(x.Precision) * worldmap.Kilometre(x.Lat)), Count: 1, Text: x.Title + ", " + x.When(), Path: "incidents/" + x.File + ".html"})
	}
	for i := range out {
		out[i].Size = math.Round(16 + 8*math.Log2(float64(out[i].Count)))
	}
	slices.SortStableFunc(out, func(a, b pin) int { return b.Count - a.Count })
	return out
}
