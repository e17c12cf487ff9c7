package desk

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/wording"
)

// timeChart is when what was found happened: how many in each year, month or decade,
// and below them each incident of the page.
type timeChart struct {
	Width, Height, Base int
	LabelY              int
	Unit                string
	Bars                []bar
	Ticks               []tick
	Undated             int // those that no bar counts: it is not known in which unit they lie
}

// bar is a stretch of time with how many incidents it has.
type bar struct {
	X, Y, W, H        float64
	CX, LX            float64 // the middle, and of the label, which stays within the drawing
	Full              float64 // the height of the area that can be clicked
	Text, Label, Href string
	Count             string // where there is room for it
	On                bool
}

// The size of the chart, in its own units.
const (
	timeWidth = 480
	timeFoot  = 18
	timeBase  = 112 // where the bars stand
	tickRows  = 6
)

// stretch is a scale of years, months or decades.
type stretch struct {
	unit     string
	field    query.Field
	from, to int // the first and the last, counted in units
}

// timeOf counts by the unit that gives a readable number of bars.
func (f *finder) timeOf(ctx context.Context, book Book, q query.Query, hits []search.Hit) (timeChart, error) {
	years, err := book.Count(ctx, q, []query.Field{search.Year})
	if err != nil {
		return timeChart{}, err
	}
	s, ok := scaleOf(years.Groups)
	out := timeChart{Width: timeWidth, Base: timeBase, Unit: s.unit}
	if !ok {
		return out, nil
	}
	groups := years.Groups
	if s.unit == "month" {
		c, err := book.Count(ctx, q, []query.Field{search.Month})
		if err != nil {
			return out, err
		}
		groups = c.Groups
	}
	out.Undated = undated(groups)
	out.bars(f, s, groups)
	out.ticks(s, hits)
	return out, nil
}

func undated(groups []search.Group) int {
	for _, g := range groups {
		if g.Values[0] == "" {
			return g.Count
		}
	}
	return 0
}

// scaleOf chooses the unit: months for up to three years, years for up to sixty,
// decades beyond.
func scaleOf(years []search.Group) (stretch, bool) {
	low, high := math.MaxInt, math.MinInt
	for _, g := range years {
		if y, err := strconv.Atoi(g.Values[0]); err == nil {
			low, high = min(low, y), max(high, y)
		}
	}
	switch {
	case low > high:
		return stretch{unit: "year"}, false
	case high-low < 3:
		return stretch{"month", search.Month, low * 12, high*12 + 11}, true
	case high-low < 60:
		return stretch{"year", search.Year, low, high}, true
	}
	return stretch{"decade", search.Decade, low / 10, high / 10}, true
}

// at is the unit that a value of the counted field lies in.
func (s stretch) at(value string) (int, bool) {
	if s.unit == "month" {
		t, err := time.Parse("2006-01", value)
		return t.Year()*12 + int(t.Month()) - 1, err == nil
	}
	y, err := strconv.Atoi(value)
	if s.unit == "decade" {
		y /= 10
	}
	return y, err == nil
}

// bounds are the first and last date of a unit, and what it is called.
func (s stretch) bounds(i int) (from, to, name string) {
	switch s.unit {
	case "month":
		m := fmt.Sprintf("%04d-%02d", i/12, i%12+1)
		return m, m, wording.Date(m, false)
	case "decade":
		return strconv.Itoa(i * 10), strconv.Itoa(i*10 + 9), strconv.Itoa(i*10) + "s"
	}
	return strconv.Itoa(i), strconv.Itoa(i), strconv.Itoa(i)
}

func (c *timeChart) bars(f *finder, s stretch, groups []search.Group) {
	n := s.to - s.from + 1
	counts, most := make([]int, n), 1
	for _, g := range groups {
		if i, ok := s.at(g.Values[0]); ok && i >= s.from && i <= s.to {
			counts[i-s.from] += g.Count
			most = max(most, counts[i-s.from])
		}
	}
	w := float64(timeWidth) / float64(n)
	every := (n + 7) / 8
	if s.unit == "month" {
		every = 6 * ((n + 35) / 36)
	}
	for i, k := range counts {
		from, to, name := s.bounds(s.from + i)
		h := float64(k) / float64(most) * (timeBase - 16)
		if k > 0 {
			h = math.Max(h, 2)
		}
		b := bar{X: round1(float64(i)*w + w*.1), W: round1(w * .8), Y: round1(timeBase - h), H: round1(h), CX: round1(float64(i)*w + w/2), LX: round1(float64(i)*w + w/2), Full: timeBase, Text: fmt.Sprintf("%s: %d", name, k)}
		if k > 0 {
			q := dated(f.typed, from, to)
			b.Href, b.On = f.with(q), len(conditions(q)) < len(conditions(f.typed))
		}
		if s := strconv.Itoa(k); k > 0 && w > 7*float64(len(s)) {
			b.Count = s
		}
		if i%every == 0 {
			b.Label = name
			if s.unit == "month" {
				b.Label = wording.ShortDate(from)
			}
			b.LX = math.Max(b.LX, 16)
		}
		c.Bars = append(c.Bars, b)
	}
}

// ticks are the incidents of the page, each where it lies in time: a bar as long as
// what is not known of its date.
func (c *timeChart) ticks(s stretch, hits []search.Hit) {
	whole := func(t time.Time) float64 {
		x := float64(t.Year()*12+int(t.Month())-1) + float64(t.Day()-1)/31
		switch s.unit {
		case "year":
			return x / 12
		case "decade":
			return x / 120
		}
		return x
	}
	unit := float64(timeWidth) / float64(s.to-s.from+1)
	ends := make([]float64, tickRows)
	for i := range ends {
		ends[i] = -1
	}
	rows := 0
	for i := range hits {
		from, to, ok := span(hits[i].Date)
		if !ok {
			continue
		}
		x := (whole(from) - float64(s.from)) * unit
		w := math.Max(5, (whole(to.AddDate(0, 0, 1))-whole(from))*unit)
		x = math.Max(0, math.Min(x, timeWidth-5))
		w = math.Min(w, timeWidth-x)
		row := freeRow(ends, x)
		ends[row] = x + w + 1
		rows = max(rows, row+1)
		c.Ticks = append(c.Ticks, tick{ID: hits[i].ID, X: round1(x), Y: float64(timeBase + timeFoot + 8*row), W: round1(w), Phase: hits[i].Role, Text: wording.Date(hits[i].Date, false) + ": " + hits[i].Title, Unsure: from != to})
	}
	c.LabelY = timeBase + 13
	c.Height = timeBase + timeFoot + 8*rows + 2
}

// freeRow is the first row that is free at a place, or the one that ends first.
func freeRow(ends []float64, x float64) int {
	best := 0
	for i, e := range ends {
		if e <= x {
			return i
		}
		if e < ends[best] {
			best = i
		}
	}
	return best
}
