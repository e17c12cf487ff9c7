package desk

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/wording"
	"dossier/internal/worldmap"
)

// finder is the page of incidents.
type finder struct {
	Query, Problem string
	Total, All     int
	Empty          bool
	Map            mapView
	Years          years
	Facets         []facet
	Rows           []hit
	Next           string
}

// hit is one incident of a list.
type hit struct {
	ID, Title, Summary, Date, Place string
	Types                           []string
	Killed, Injured                 string
	Conflicts, Documents            int
	Background                      bool
	Snippets                        [][]run
}

// run is a part of a snippet.
type run struct {
	Text string
	Hit  bool
}

// facet is a way to narrow a result down.
type facet struct {
	Name   string
	Values []choice
}

type choice struct {
	Text, Href string
	Count      int
	On         bool
}

// pageOf is how many incidents stand on a page.
const pageOf = 50

func (d *Desk) incidents(book Book, w http.ResponseWriter, r *http.Request) error {
	f, err := d.finder(book, r)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if f.Problem != "" {
		status = http.StatusBadRequest
	}
	return d.render(w, r, status, "incidents", "Incidents", f)
}

// finder answers a query. One that cannot be read is told with what is wrong and
// where, beside everything there is.
func (d *Desk) finder(book Book, r *http.Request) (*finder, error) {
	ctx, asked := r.Context(), r.URL.Query()
	f := &finder{Query: strings.TrimSpace(asked.Get("q"))}
	q, err := d.opts.Queries.Parse(f.Query)
	if err != nil {
		f.Problem = pointed(f.Query, err)
	}
	all, err := book.Count(ctx, query.Query{}, []query.Field{"role"})
	if err != nil {
		return nil, err
	}
	f.All, f.Empty = all.Total, all.Total == 0
	found, err := book.Search(ctx, search.Request{Query: q, Limit: pageOf, After: asked.Get("after"), Sort: search.Sort(asked.Get("sort"))})
	if err != nil {
		return nil, err
	}
	f.Total = found.Total
	for i := range found.Hits {
		f.Rows = append(f.Rows, hitOf(&found.Hits[i]))
	}
	f.Map = mapOf(found.Hits)
	if found.Next != "" {
		f.Next = "/?" + url.Values{"q": {f.Query}, "sort": {asked.Get("sort")}, "after": {found.Next}}.Encode()
	}
	return f, counts(ctx, book, f, q)
}

// counts fills in the facets and the chart.
func counts(ctx context.Context, book Book, f *finder, q query.Query) error {
	for _, x := range []struct {
		name  string
		field query.Field
	}{{"Type", "type"}, {"Country", "country"}, {"Target", "target"}, {"Weapon", "weapon"}, {"In dispute", "conflict"}} {
		c, err := book.Count(ctx, q, []query.Field{x.field})
		if err != nil {
			return err
		}
		if fc := newFacet(f.Query, x.name, x.field, c.Groups); len(fc.Values) > 0 {
			f.Facets = append(f.Facets, fc)
		}
	}
	c, err := book.Count(ctx, q, []query.Field{search.Year})
	if err == nil {
		f.Years = yearsOf(c.Groups)
	}
	return err
}

// pointed is what is wrong with a query, under the place where it is wrong.
func pointed(q string, err error) string {
	var e *query.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	return q + "\n" + strings.Repeat(" ", max(0, e.At-1)) + "^\n" + e.Error()
}

func hitOf(x *search.Hit) hit {
	h := hit{
		ID: x.ID, Title: x.Title, Date: wording.Date(x.Date, false), Killed: x.Killed, Injured: x.Injured, Conflicts: len(x.Conflicts),
		Documents: x.Documents, Background: x.Role == "background", Place: strings.Join(nonEmpty(x.Place, x.Country), ", "),
	}
	if h.Date == "" {
		h.Date = "undated"
	}
	for _, t := range x.Types {
		if t != "other" {
			h.Types = append(h.Types, wording.Code(t))
		}
	}
	for _, s := range x.Snippets {
		h.Snippets = append(h.Snippets, runsOf(s))
	}
	return h
}

// runsOf cuts a snippet where what was sought begins and ends.
func runsOf(s search.Snippet) []run {
	q, at := []rune(s.Quote), 0
	var out []run
	for _, m := range s.Marks {
		if m[0] < at || m[1] > len(q) || m[0] >= m[1] {
			continue
		}
		out = append(out, run{string(q[at:m[0]]), false}, run{string(q[m[0]:m[1]]), true})
		at = m[1]
	}
	return append(out, run{string(q[at:]), false})
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// mapView is the map of a result.
type mapView struct {
	Width, Height, Unlocated int
	Points                   []pin
}

// pin is one place with its incidents.
type pin struct {
	X, Y, R, Size float64
	Count         int
	Text, Href    string
}

func mapOf(hits []search.Hit) mapView {
	m := mapView{Width: worldmap.Width, Height: worldmap.Height}
	at := map[[2]int]int{}
	for i := range hits {
		h := &hits[i]
		if h.Coordinates == nil {
			m.Unlocated++
			continue
		}
		px, py := worldmap.Project(h.Coordinates[0], h.Coordinates[1])
		key := [2]int{int(px / 12), int(py / 12)}
		if i, ok := at[key]; ok {
			m.Points[i].Count++
			m.Points[i].Text += "\n" + h.Title
			m.Points[i].Href = "/?q=" + url.QueryEscape("place:"+quotedTerm(h.Place))
			continue
		}
		at[key] = len(m.Points)
		m.Points = append(m.Points, pin{X: px, Y: py, R: radii[h.Precision] * worldmap.Kilometre(h.Coordinates[0]), Count: 1, Text: h.Title, Href: "/incidents/" + url.PathEscape(h.ID)})
	}
	for i := range m.Points {
		p := &m.Points[i]
		p.Size = 22 + 9*math.Log2(float64(p.Count))
	}
	return m
}

// quotedTerm is a value of the query language, between quotation marks if it is
// more than a word.
func quotedTerm(s string) string {
	if strings.ContainsAny(s, " \"():") {
		return strconv.Quote(s)
	}
	return s
}

// years is a chart of counts over time.
type years struct {
	Width, Height, LabelY int
	Unit                  string
	Bars                  []bar
}

type bar struct {
	X, Y, W, H, LX float64
	Text, Label    string
}

// yearsOf draws counts by year, or by decade where the years are many.
func yearsOf(groups []search.Group) years {
	const width, height, foot = 360, 200, 24
	y := years{Width: width, Height: height, LabelY: height - 8, Unit: "year"}
	counts := map[int]int{}
	low, high := math.MaxInt, math.MinInt
	for _, g := range groups {
		if year, err := strconv.Atoi(g.Values[0]); err == nil {
			counts[year] = g.Count
			low, high = min(low, year), max(high, year)
		}
	}
	if len(counts) == 0 {
		return y
	}
	step := 1
	if high-low > 40 {
		step, y.Unit = 10, "decade"
		low -= low % 10
	}
	n := (high-low)/step + 1
	bars, most := make([]int, n), 1
	for year, c := range counts {
		bars[(year-low)/step] += c
	}
	for _, c := range bars {
		most = max(most, c)
	}
	w := math.Min(48, float64(width-16)/float64(n))
	left := (width - w*float64(n)) / 2
	for i, c := range bars {
		h := float64(c) / float64(most) * (height - foot - 14)
		x := left + float64(i)*w
		b := bar{X: x + w*.12, W: w * .76, Y: height - foot - h, H: h, LX: x + w/2, Text: fmt.Sprintf("%d: %d", low+i*step, c)}
		if n <= 7 || i%((n+5)/6) == 0 {
			b.Label = strconv.Itoa(low + i*step)
		}
		y.Bars = append(y.Bars, b)
	}
	return y
}

// newFacet is the choices of a field, the most frequent first. Choosing one that is
// chosen takes it back.
func newFacet(asked, name string, field query.Field, groups []search.Group) facet {
	f := facet{Name: name}
	for _, g := range groups {
		if g.Values[0] == "" || len(f.Values) == 12 {
			continue
		}
		term := string(field) + ":" + quotedTerm(g.Values[0])
		on := slices.Contains(strings.Fields(asked), term)
		q := strings.TrimSpace(asked + " " + term)
		if on {
			q = strings.Join(slices.DeleteFunc(strings.Fields(asked), func(s string) bool { return s == term }), " ")
		}
		f.Values = append(f.Values, choice{Text: facetText(field, g.Values[0]), Href: "/?" + url.Values{"q": {q}}.Encode(), Count: g.Count, On: on})
	}
	return f
}

// facetText is a value of a field in words.
func facetText(field query.Field, v string) string {
	if field == query.FieldCountry {
		return wording.Country(v)
	}
	return wording.Code(v)
}
