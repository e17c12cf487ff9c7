package desk

import (
	"fmt"
	"math"
	"strings"
	"time"

	"dossier/internal/export/view"
	"dossier/internal/wording"
	"dossier/internal/worldmap"
	"dossier/schema"
)

// phase is a stretch of the chronology.
type phase struct {
	ID, Name string
	Days     []day
	Hidden   int // steps that are details
}

// day is the steps of one date, in order.
type day struct {
	Date, EDTF string
	Steps      []step
	Told       bool // it has steps that are no details
}

// step is an event as a line.
type step struct {
	cell
	Time, WhenText string
	Certainty      string // "attempted", "denied", "alleged"
	Minor          bool
}

// phases are those of the codebook, in the order of time.
var phases = []struct{ code, id, name string }{
	{"background", "before", "Before"},
	{"incident", "incident", "The incident"},
	{"aftermath", "after", "Afterwards"},
}

func (v *recordView) chronology() []phase {
	var out []phase
	words := wording.NewChronicle(v.Record)
	told := map[string]bool{}
	for _, e := range words.Told() {
		told[e.ID] = true
	}
	for _, p := range phases {
		ph := phase{ID: p.id, Name: p.name}
		for _, e := range words.Steps() {
			if e.Phase == p.code {
				ph.add(e, v.step(e, words.Happening(e), !told[e.ID]))
			}
		}
		if len(ph.Days) > 0 {
			out = append(out, ph)
		}
	}
	return out
}

func (p *phase) add(e *schema.Event, s step) {
	if n := len(p.Days); n == 0 || p.Days[n-1].EDTF != e.When {
		p.Days = append(p.Days, day{Date: wording.Date(e.When, true), EDTF: e.When})
	}
	d := &p.Days[len(p.Days)-1]
	d.Steps = append(d.Steps, s)
	if s.Minor {
		p.Hidden++
	} else {
		d.Told = true
	}
}

func (v *recordView) step(e *schema.Event, what string, minor bool) step {
	s := step{
		cell: cell{ID: e.ID, Text: what, Who: v.names(e.Claimants), Docs: v.in(append([]schema.Citation{e.Trigger}, e.Citations...)), Count: max(1, len(e.Citations)), Class: "event"},
		Time: e.Time, WhenText: e.WhenText, Minor: minor,
	}
	if e.Modality != "" && e.Modality != "actual" {
		s.Certainty = wording.Code(e.Modality)
	}
	if e.Negated && !wording.Denies(what) {
		s.Certainty = strings.TrimSpace(s.Certainty + " did not happen")
	}
	s.Title = fmt.Sprintf("confidence %.2f", e.Confidence)
	for _, m := range e.Makers {
		s.Title = "read by " + strings.TrimSpace(m.Name+" "+m.Version) + " · " + s.Title
	}
	s.When = v.reckoned(e)
	return s
}

// reckoned tells how the time of a step came about: as written, as it is read, the
// zone, and the reasoning.
func (v *recordView) reckoned(e *schema.Event) string {
	var parts []string
	if e.WhenText != "" {
		parts = append(parts, wording.Quoted(e.WhenText))
	}
	if e.When != "" {
		read := "read as " + strings.TrimSpace(e.When+" "+e.Time)
		if zone := v.zone(); e.Time != "" && zone != "" {
			read += " (" + zone + ")"
		}
		parts = append(parts, read)
	}
	return strings.Join(append(parts, v.reasoning(e)), ", ")
}

// reasoning is why a step has the date that it has.
func (v *recordView) reasoning(e *schema.Event) string {
	published := ""
	if n := v.number[e.Trigger.Document]; n > 0 {
		published = wording.ShortDate(v.Docs[n-1].Published)
	}
	year, _, _ := strings.Cut(e.When, "-")
	switch {
	case e.When == "":
		return "no date is told"
	case e.WhenText == "":
		return "its own words give no date: it is that of what is told around it"
	case year != "" && strings.Contains(e.WhenText, year):
		return "the date is told whole"
	case published != "":
		return "reckoned from the report of " + published + " and what is told before"
	}
	return "reckoned from what is told before"
}

// timeline is the chronology drawn: a bar or tick for every dated step, on a scale
// of the logarithm of the distance from the incident, because the minutes of an
// attack and the years around it belong on one line.
type timeline struct {
	Width, Height int
	Ticks         []tick
	Marks         []label
}

// tick is a dated step: a point, or a bar where the date is a range.
type tick struct {
	ID          string
	X, Y, W     float64
	Phase, Text string
	Unsure      bool // the date is a range, or about
}

type label struct {
	X    float64
	Text string
}

const (
	chartWidth = 900
	half       = chartWidth / 2
)

// place gives the x of a moment: the incident stands in the middle, and 20 years
// before or after at the edges.
func place(t, zero time.Time) float64 {
	d := t.Sub(zero).Hours() / 24
	x := math.Log1p(math.Abs(d)) / math.Log1p(365*20) * (half - 10)
	return half + math.Copysign(math.Min(x, half-4), d)
}

func (v *recordView) chart() *timeline {
	zero, _, ok := span(v.date())
	if !ok {
		return nil
	}
	c := &timeline{Width: chartWidth, Height: 84}
	rows := map[int]int{}
	for i := range v.Events {
		e := &v.Events[i]
		from, to, ok := span(e.When)
		if !ok || e.Minor {
			continue
		}
		x := place(from, zero)
		w := math.Max(3, place(to, zero)-x)
		col := int(x / 6)
		rows[col]++
		if rows[col] > 9 {
			continue
		}
		c.Ticks = append(c.Ticks, tick{e.ID, round1(x), float64(56 - 6*(rows[col]-1)), round1(w), e.Phase, wording.Date(e.When, false) + ": " + e.What, from != to || strings.ContainsAny(e.When, "~?%")})
	}
	if len(c.Ticks) < 2 {
		return nil
	}
	for _, m := range []struct {
		days int
		text string
	}{{-3650, "10 years before"}, {-365, "1 year"}, {-30, "1 month"}, {-7, "1 week"}, {0, "the day"}, {7, "1 week"}, {30, "1 month"}, {365, "1 year"}, {3650, "10 years after"}} {
		c.Marks = append(c.Marks, label{place(zero.AddDate(0, 0, m.days), zero), m.text})
	}
	return c
}

// date is the date of the record.
func (v *recordView) date() string {
	for i := range v.Values {
		if x := &v.Values[i]; x.Slot == "date" && x.Preferred {
			s, _ := x.Value.(string)
			return s
		}
	}
	return ""
}

// span is the first and last day of a date; an end that is open is the other.
func span(edtf string) (from, to time.Time, ok bool) {
	d, ok := view.Days(edtf)
	if from, to = d.First, d.Last; from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	return from, to, ok
}

// locator is a small map around the place of a record.
type locator struct {
	X, Y, R        float64 // the point, and the radius of what is not known
	Left, Top      float64 // the corner of the part that is shown
	Width, Height  float64
	Text           string
	Lat, Lon, Zoom float64
}

func (v *recordView) locator() *locator {
	for i := range v.Values {
		x := &v.Values[i]
		at, ok := x.Value.([2]float64)
		if x.Slot != "coordinates" || !x.Preferred || !ok {
			continue
		}
		l := &locator{Width: 560, Height: 240, Lat: at[0], Lon: at[1], Text: v.text(x)}
		l.X, l.Y = worldmap.Project(at[0], at[1])
		km := worldmap.Radius(x.Precision)
		l.R = math.Max(5, km*worldmap.Kilometre(at[0]))
		l.Left = math.Max(0, math.Min(worldmap.Width-l.Width, l.X-l.Width/2))
		l.Top = math.Max(0, math.Min(worldmap.Height-l.Height, l.Y-l.Height/2))
		return l
	}
	return nil
}
