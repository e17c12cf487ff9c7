// Package geojson prints records as a GeoJSON feature collection (RFC 7946): one
// point for each record, and features without a geometry for records whose place
// on the map is not known.
package geojson

import (
	"encoding/json"
	"io"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the format has no place for.
var Omits = []string{
	"values that are not shown, with who says them (slots in dispute are named)",
	"the words that each value stands on",
	"the chronology, statements, reactions, accounts and evidence",
}

type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   *point     `json:"geometry"`
	Properties properties `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude first
}

type properties struct {
	Title         string   `json:"title"`
	Summary       string   `json:"summary"`
	Role          string   `json:"role"`
	Date          string   `json:"date,omitempty"`
	Start         string   `json:"start,omitempty"`
	End           string   `json:"end,omitempty"`
	Moment        string   `json:"moment,omitempty"`
	Types         []string `json:"types"`
	Country       string   `json:"country,omitempty"`
	Place         string   `json:"place,omitempty"`
	Precision     string   `json:"precision,omitempty"`
	Killed        string   `json:"killed,omitempty"`
	Injured       string   `json:"injured,omitempty"`
	Targets       []string `json:"targets"`
	Weapons       []string `json:"weapons"`
	Disagreements []string `json:"disagreements"`
	Sources       []source `json:"sources"`
	Rule          string   `json:"rule,omitempty"`
}

type source struct {
	Name      string `json:"name"`
	Published string `json:"published,omitempty"`
	URL       string `json:"url,omitempty"`
}

// Write prints the collection.
func Write(w io.Writer, out schema.Output, _ view.Options) error {
	c := collection{Type: "FeatureCollection", Features: []feature{}}
	for _, r := range view.Records(&out) {
		c.Features = append(c.Features, one(r, out.Rule))
	}
	return view.WriteJSON(w, c)
}

// Stream writes a collection of records that come one after the other, a line for
// each.
type Stream struct {
	w     io.Writer
	count int
}

// NewStream begins a collection.
func NewStream(w io.Writer) *Stream { return &Stream{w: w} }

// Add writes the points of the next records.
func (s *Stream) Add(out schema.Output) error {
	for _, r := range view.Records(&out) {
		between := ",\n"
		if s.count == 0 {
			between = head
		}
		s.count++
		b, err := json.Marshal(one(r, out.Rule))
		if err != nil {
			return err
		}
		if _, err := s.w.Write(append([]byte(between), view.Escape(b)...)); err != nil {
			return err
		}
	}
	return nil
}

const head = `{"type":"FeatureCollection","features":[` + "\n"

// End ends the collection.
func (s *Stream) End() error {
	tail := "\n]}\n"
	if s.count == 0 {
		tail = head + "]}\n"
	}
	_, err := io.WriteString(s.w, tail)
	return err
}

func one(r *view.Record, ruled string) feature {
	f := feature{Type: "Feature", ID: r.ID, Properties: properties{
		Title: r.Title(), Summary: view.Plain(r.Summary), Role: r.Role, Date: r.Text("date", ""), Moment: r.Moment(),
		Types: list(r.NamesOf("type")), Country: r.CountryName(), Place: r.Place(),
		Killed: r.Text("killed", "all"), Injured: r.Text("injured", "all"),
		Targets: list(r.NamesOf("target")), Weapons: list(r.NamesOf("weapon")),
		Disagreements: list(table.Disputed(r)), Sources: []source{}, Rule: ruled,
	}}
	if s, ok := r.When(); ok {
		f.Properties.Start, f.Properties.End = table.Day(s.First), table.Day(s.Last)
	}
	if lat, lon, precision, ok := r.Coordinates(); ok {
		f.Geometry = &point{"Point", [2]float64{lon, lat}}
		f.Properties.Precision = precision
	}
	for _, d := range r.Documents {
		f.Properties.Sources = append(f.Properties.Sources, source{view.DocName(d), d.Published, view.Link(d.URL)})
	}
	return f
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
