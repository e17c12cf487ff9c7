package site

import (
	"fmt"
	"math"
	"strconv"
)

// chart is counts over time, drawn.
type chart struct {
	Width, Height int
	Unit          string
	Bars          []bar
}

// bar is the incidents of one year or decade.
type bar struct {
	X, Y, W, H, LX float64
	Text, Label    string
	Path           string // the list of the year
}

// yearChart draws the counts by year, by decade where the years are many.
func yearChart(rows []Row) chart {
	const width, height, foot = 720, 160, 22
	c := chart{Width: width, Height: height, Unit: "year"}
	n := map[int]int{}
	low, high := math.MaxInt, 0
	for i := range rows {
		if y := rows[i].Year; y > 0 {
			n[y]++
			low, high = min(low, y), max(high, y)
		}
	}
	if len(n) == 0 {
		return c
	}
	step := 1
	if high-low > 90 {
		step, c.Unit = 10, "decade"
		low -= low % 10
	}
	bars, most := make([]int, (high-low)/step+1), 1
	for y := low; y <= high; y++ {
		bars[(y-low)/step] += n[y]
		most = max(most, bars[(y-low)/step])
	}
	w := math.Min(46, float64(width-8)/float64(len(bars)))
	every := (len(bars)*38 + width - 1) / width // labels that do not touch
	if len(bars) > 0 && w*float64(every) < 38 {
		every++
	}
	for i, k := range bars {
		h := math.Round(10*float64(k)/float64(most)*(height-foot-12)) / 10
		x := 4 + float64(i)*w
		b := bar{X: round(x + w*.1), W: round(w * .8), Y: round(height - foot - h), H: h, LX: round(x + w/2), Text: fmt.Sprintf("%d: %d", low+i*step, k)}
		if i%max(1, every) == 0 {
			b.Label = strconv.Itoa(low + i*step)
		}
		if step == 1 && k > 0 {
			b.Path = fmt.Sprintf("years/%04d.html", low+i)
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

func round(x float64) float64 { return math.Round(x*100) / 100 }

// calendar is the incidents of the collection by month.
type calendar struct {
	Chart   chart
	Years   []calendarYear
	Undated int
	Heads   []string
}

// calendarYear is a year with its months; those of no month stand beside.
type calendarYear struct {
	Year, Path string
	Months     [12]cellCount
	Other      int
	Total      int
}

// cellCount is a number with how dark it is drawn, from 0 to 4, and where the first
// of these incidents is listed.
type cellCount struct {
	Count, Shade int
	Path         string
}

// Timeline makes the page of the collection in time.
func (s *Site) Timeline(rows []Row) (Page, error) {
	years, _, _ := split(rows)
	c := calendar{Chart: yearChart(rows), Heads: []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}}
	most := 1
	for _, b := range years {
		if b.key == undated {
			c.Undated = len(b.rows)
			continue
		}
		y := calendarYear{Year: b.key, Path: "years/" + b.key + ".html", Total: len(b.rows)}
		for i := range b.rows {
			if m := b.rows[i].Month; m > 0 {
				y.Months[m-1].Count++
				if y.Months[m-1].Path == "" {
					y.Months[m-1].Path = numberedPath(y.Path, i/pageOf) + "#" + b.rows[i].File
				}
				most = max(most, y.Months[m-1].Count)
			} else {
				y.Other++
			}
		}
		c.Years = append(c.Years, y)
	}
	for i := range c.Years {
		for k := range c.Years[i].Months {
			if m := &c.Years[i].Months[k]; m.Count > 0 {
				m.Shade = 1 + min(3, int(4*math.Log1p(float64(m.Count-1))/math.Log1p(float64(most))))
			}
		}
	}
	return s.page("timeline", "Timeline", "timeline.html", "timeline.html", "The incidents of the collection in time.", nil, c)
}
