package desk

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/wording"
	"dossier/internal/worldmap"
)

// mapView is the map of a whole result.
type mapView struct {
	Width, Height    int
	Unlocated        int // how many have no coordinates
	Located, LeftOut int
	Stacks           []stack
	Adrift           []hit  // the first of those without coordinates
	AdriftHref       string // all of them
	Found            string // the query, for finer stacks when the map is zoomed
	Square           int    // the side of the squares whose incidents are one stack
}

// stack is what lies close together on the map of the whole world.
type stack struct {
	X, Y, R, Size float64
	Text, Href    string
	Count         int
	alike         bool // all of it lies in one place
	place         string
}

// square is the side of the squares whose incidents are one stack, in units of the
// map. The page puts finer ones in their place as it is zoomed.
const square = 110

// mapOf puts what was found on stacks.
func (f *finder) mapOf(p search.Places, q query.Query) mapView {
	m := mapView{Width: worldmap.Width, Height: worldmap.Height, Located: p.Located, LeftOut: p.LeftOut, Unlocated: p.Total - p.Located, Found: q.String(), Square: square}
	at := map[[2]int]int{}
	for _, x := range p.List {
		px, py := worldmap.Project(x.Lat, x.Lon)
		key := [2]int{int(px / square), int(py / square)}
		i, ok := at[key]
		if !ok {
			i = len(m.Stacks)
			at[key] = i
			m.Stacks = append(m.Stacks, stack{Href: "/incidents/" + url.PathEscape(x.ID), alike: true, place: x.Place})
		}
		m.Stacks[i].add(x, px, py)
	}
	for i := range m.Stacks {
		m.Stacks[i].finish(f)
	}
	// The larger ones are drawn first, so that the smaller can be reached.
	slices.SortStableFunc(m.Stacks, func(a, b stack) int { return b.Count - a.Count })
	return m
}

// add puts an incident on a stack, which lies in the middle of its incidents.
func (s *stack) add(x search.Place, px, py float64) {
	n := float64(s.Count)
	s.X, s.Y = (s.X*n+px)/(n+1), (s.Y*n+py)/(n+1)
	s.Count++
	s.alike = s.alike && x.Place == s.place
	s.R = math.Max(s.R, worldmap.Radius(x.Precision)*worldmap.Kilometre(x.Lat))
	if s.Count == 1 {
		s.Text = strings.Join(nonEmpty(wording.ShortDate(x.Date), x.Title), ": ")
	}
}

// finish says what a stack of several is and leads to; how exactly the place is
// known is only drawn where it is one place.
func (s *stack) finish(f *finder) {
	s.X, s.Y, s.Size = round1(s.X), round1(s.Y), round1(12+10*math.Log10(float64(s.Count)))
	if s.R = round1(s.R); !s.alike {
		s.R = 0
	}
	if s.Count == 1 {
		return
	}
	s.Text = fmt.Sprintf("%d incidents around %s", s.Count, cmp.Or(s.place, "here"))
	if s.Href = f.link("", ""); s.place != "" {
		s.Href = f.with(toggled(f.typed, "place", s.place))
	}
}

// adriftShown is how many incidents without coordinates the map lists beside it.
const adriftShown = 8

// adrift lists incidents without coordinates beside the map.
func (f *finder) adrift(ctx context.Context, book Book, q query.Query) error {
	if f.Map.Unlocated == 0 {
		return nil
	}
	nowhere := query.Not{Node: query.Test{Field: query.FieldHas, Values: []query.Value{{Text: "coordinates"}}}}
	found, err := book.Search(ctx, search.Request{Query: and(q, nowhere), Limit: adriftShown})
	for i := range found.Hits {
		f.Map.Adrift = append(f.Map.Adrift, hitOf(&found.Hits[i]))
	}
	if len(f.Map.Adrift) < f.Map.Unlocated {
		f.Map.AdriftHref = f.with(and(f.typed, nowhere))
	}
	return err
}

// MapPlaces is where everything lies that a query finds, on the map of the desk.
type MapPlaces struct {
	Total   int    `json:"total"`    // incidents found
	Located int    `json:"located"`  // those whose coordinates are known
	LeftOut int    `json:"left_out"` // located ones beyond the most that are given
	Width   int    `json:"width"`    // of the map, in its own units
	Height  int    `json:"height"`
	Places  []Spot `json:"places"`
}

// Spot is one incident on the map.
type Spot struct {
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	Date      string  `json:"date"`
	Place     string  `json:"place"`
	Killed    string  `json:"killed"`
	Precision string  `json:"precision"` // how exactly the place is known
	X         float64 `json:"x"`         // on the map, from the left
	Y         float64 `json:"y"`         // from the top
	Radius    float64 `json:"radius"`    // of what is not known of the place
}

// apiPlaces gives where everything lies that a query finds.
func (d *Desk) apiPlaces(book Book, w http.ResponseWriter, r *http.Request) error {
	q, err := d.parse(r.Context(), book, r.URL.Query().Get("q"))
	if err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	p, err := book.Places(r.Context(), q, 0)
	if err != nil {
		return err
	}
	out := MapPlaces{Total: p.Total, Located: p.Located, LeftOut: p.LeftOut, Width: worldmap.Width, Height: worldmap.Height, Places: []Spot{}}
	for _, x := range p.List {
		s := Spot{ID: x.ID, Title: x.Title, Date: wording.ShortDate(x.Date), Place: x.Place, Killed: x.Killed, Precision: x.Precision, Radius: round1(worldmap.Radius(x.Precision) * worldmap.Kilometre(x.Lat))}
		s.X, s.Y = worldmap.Project(x.Lat, x.Lon)
		s.X, s.Y = round1(s.X), round1(s.Y)
		out.Places = append(out.Places, s)
	}
	answer(w, http.StatusOK, out)
	return nil
}

func round1(f float64) float64 { return math.Round(f*10) / 10 }
