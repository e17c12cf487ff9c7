package desk

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/wording"
	"dossier/internal/worldmap"
	"dossier/schema"
)

// finder is the page of incidents.
type finder struct {
	Query, Problem        string
	Total, All, Documents int
	Empty                 bool
	Map                   mapView
	Years                 years
	Facets                []facet
	Rows                  []hit
	Next                  string
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

func (d *Desk) incidents(w http.ResponseWriter, r *http.Request) error {
	out, err := d.book.Output(r.Context())
	if err != nil {
		return err
	}
	f := &finder{Query: r.URL.Query().Get("q"), Documents: len(out.Documents), All: len(out.Records), Total: len(out.Records), Empty: len(out.Records) == 0}
	recs := newestFirst(out.Records)
	for _, rec := range recs {
		f.Rows = append(f.Rows, hitOf(rec))
	}
	f.Map = mapOf(recs)
	f.Years = yearsOf(recs)
	f.Facets = facetsOf(f.Query, recs)
	return d.render(w, r, http.StatusOK, "incidents", "Incidents", f)
}

// newestFirst orders records by date, the latest first, main ones before those
// told in passing.
func newestFirst(recs []schema.Record) []*schema.Record {
	out := make([]*schema.Record, len(recs))
	for i := range recs {
		out[i] = &recs[i]
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if (a.Role == "main") != (b.Role == "main") {
			return a.Role == "main"
		}
		if x, y := firstDay(a), firstDay(b); x != y {
			return x > y
		}
		return a.ID < b.ID
	})
	return out
}

// firstDay is the date of a record for ordering.
func firstDay(r *schema.Record) string {
	from, _, ok := span(shown(r, "date"))
	if !ok {
		return ""
	}
	return from.Format("2006-01-02")
}

// shown is the value of a slot that is shown first, if it is text.
func shown(r *schema.Record, slot string) string {
	if x := preferred(r, slot); x != nil {
		s, _ := x.Value.(string)
		return s
	}
	return ""
}

func preferred(r *schema.Record, slot string) *schema.Value {
	for i := range r.Values {
		if x := &r.Values[i]; x.Slot == slot && x.Preferred && (x.Of == "" || x.Of == "all") {
			return x
		}
	}
	return nil
}

func hitOf(r *schema.Record) hit {
	h := hit{
		ID: r.ID, Title: r.Title, Summary: r.Summary, Date: wording.Date(shown(r, "date"), false), Conflicts: len(r.Conflicts),
		Documents: len(r.Documents), Background: r.Role == "background",
		Place: strings.Join(nonEmpty(shown(r, "place"), shown(r, "country")), ", "),
	}
	if h.Date == "" {
		h.Date = "undated"
	}
	for i := range r.Values {
		if x := &r.Values[i]; x.Slot == "type" && x.Preferred && x.Value != "other" {
			h.Types = append(h.Types, wording.Code(fmt.Sprint(x.Value)))
		}
	}
	h.Killed, h.Injured = figure(r, "killed"), figure(r, "injured")
	return h
}

// figure is a count of casualties, and the figures that stand against it.
func figure(r *schema.Record, slot string) string {
	x := preferred(r, slot)
	if x == nil {
		return ""
	}
	s, _ := wording.Number(x.Value)
	for _, c := range r.Conflicts {
		if c.Slot != slot || !slices.Contains(c.Values, x.ID) {
			continue
		}
		for i := range r.Values {
			if y := &r.Values[i]; y.ID != x.ID && slices.Contains(c.Values, y.ID) {
				n, _ := wording.Number(y.Value)
				s += " ⟷ " + n
			}
		}
	}
	return s
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

func mapOf(recs []*schema.Record) mapView {
	m := mapView{Width: worldmap.Width, Height: worldmap.Height}
	at := map[[2]int]int{}
	for _, r := range recs {
		x := preferred(r, "coordinates")
		var c [2]float64
		ok := false
		if x != nil {
			c, ok = x.Value.([2]float64)
		}
		if !ok {
			m.Unlocated++
			continue
		}
		px, py := worldmap.Project(c[0], c[1])
		key := [2]int{int(px / 12), int(py / 12)}
		if i, ok := at[key]; ok {
			m.Points[i].Count++
			m.Points[i].Text += "\n" + r.Title
			m.Points[i].Href = "/?q=" + url.QueryEscape("place:"+quotedTerm(shown(r, "place")))
			continue
		}
		at[key] = len(m.Points)
		m.Points = append(m.Points, pin{X: px, Y: py, R: radii[x.Precision] * worldmap.Kilometre(c[0]), Count: 1, Text: r.Title, Href: "/incidents/" + url.PathEscape(r.ID)})
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

// yearsOf counts by year, or by decade where the years are many.
func yearsOf(recs []*schema.Record) years {
	const width, height, foot = 360, 200, 24
	y := years{Width: width, Height: height, LabelY: height - 8, Unit: "year"}
	counts := map[int]int{}
	low, high := math.MaxInt, math.MinInt
	for _, r := range recs {
		if from, _, ok := span(shown(r, "date")); ok {
			counts[from.Year()]++
			low, high = min(low, from.Year()), max(high, from.Year())
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

// facetsOf counts the values of the slots that people narrow down by.
func facetsOf(query string, recs []*schema.Record) []facet {
	var out []facet
	for _, f := range []struct{ name, field string }{{"Type", "type"}, {"Country", "country"}, {"Target", "target"}, {"Weapon", "weapon"}} {
		counts := map[string]int{}
		for _, r := range recs {
			for _, v := range codes(r, f.field) {
				counts[v]++
			}
		}
		if fc := newFacet(query, f.name, f.field, counts); len(fc.Values) > 0 {
			out = append(out, fc)
		}
	}
	return out
}

// codes are the values of a slot that are shown, or the kinds of them, each once.
func codes(r *schema.Record, slot string) []string {
	var out []string
	for i := range r.Values {
		x := &r.Values[i]
		if x.Slot != slot || !x.Preferred {
			continue
		}
		s, _ := x.Value.(string)
		if slot == "target" || slot == "weapon" {
			s = x.Kind
		}
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func newFacet(query, name, field string, counts map[string]int) facet {
	f := facet{Name: name}
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if counts[keys[i]] != counts[keys[j]] {
			return counts[keys[i]] > counts[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for _, k := range keys[:min(len(keys), 12)] {
		term := field + ":" + quotedTerm(k)
		on := slices.Contains(strings.Fields(query), term)
		q := strings.TrimSpace(query + " " + term)
		if on {
			q = strings.Join(slices.DeleteFunc(strings.Fields(query), func(s string) bool { return s == term }), " ")
		}
		f.Values = append(f.Values, choice{Text: wording.Code(k), Href: "/?q=" + url.QueryEscape(q), Count: counts[k], On: on})
	}
	return f
}
