// Package kml prints records as placemarks for maps (OGC KML 2.2): a point, a time
// and a balloon in plain words for each record.
package kml

import (
	"encoding/xml"
	"html"
	"io"
	"strings"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the format has no place for.
var Omits = []string{
	"points for records whose place on the map is not known: they lie in a folder of their own",
	"values that are not shown, and the words that each value stands on",
	"the chronology, statements, reactions, accounts and evidence",
}

// The elements stand in the order that the schema of KML asks for.
type root struct {
	XMLName  xml.Name `xml:"http://www.opengis.net/kml/2.2 kml"`
	Document document `xml:"Document"`
}

type document struct {
	Name        string   `xml:"name"`
	Description string   `xml:"description,omitempty"`
	Folders     []folder `xml:"Folder"`
}

type folder struct {
	Name       string      `xml:"name"`
	Placemarks []placemark `xml:"Placemark"`
}

type placemark struct {
	ID          string `xml:"id,attr,omitempty"`
	Name        string `xml:"name"`
	Description string `xml:"description"`
	Stamp       *stamp `xml:"TimeStamp"`
	Span        *span  `xml:"TimeSpan"`
	Data        []data `xml:"ExtendedData>Data"`
	Point       *point `xml:"Point"`
}

type stamp struct {
	When string `xml:"when"`
}

type span struct {
	Begin string `xml:"begin,omitempty"`
	End   string `xml:"end,omitempty"`
}

type data struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value"`
}

type point struct {
	Coordinates string `xml:"coordinates"` // longitude, latitude
}

// Write prints one document with two folders.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	located, other := folder{Name: "Located"}, folder{Name: "Not located"}
	for _, r := range view.Records(&out) {
		p := place(r, out.Rule)
		if p.Point != nil {
			located.Placemarks = append(located.Placemarks, p)
		} else {
			other.Placemarks = append(other.Placemarks, p)
		}
	}
	d := document{Name: "Incidents", Description: escape(o.Withheld), Folders: []folder{located}}
	if len(other.Placemarks) > 0 {
		d.Folders = append(d.Folders, other)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(root{Document: d}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func place(r *view.Record, ruled string) placemark {
	p := placemark{ID: "r-" + view.Slug(r.ID), Name: escape(r.Title()), Description: balloon(r), Data: facts(r, ruled)}
	if lat, lon, _, ok := r.Coordinates(); ok {
		p.Point = &point{view.Degrees(lon) + "," + view.Degrees(lat)}
	}
	s, ok := r.When()
	switch m := r.Moment(); {
	case !ok:
	case s.Precision == "interval" || s.Precision == "" || s.First.IsZero():
		p.Span = &span{table.Day(s.First), table.Day(s.Last)}
	case strings.Contains(m, "T") && r.Offset() == "":
		p.Stamp = &stamp{m[:10]} // a local hour without its zone is no time here
	default:
		p.Stamp = &stamp{m}
	}
	return p
}

// balloon is what a map shows on a click. Maps take it for HTML, so everything
// that came from a document is escaped within it.
func balloon(r *view.Record) string {
	lines := []string{escape(r.Summary)}
	for i := range r.Conflicts {
		x := &r.Conflicts[i]
		lines = append(lines, escape("Disputed: "+view.Code(x.Slot)+". "+r.Explain(x)))
	}
	for _, d := range r.Documents {
		s := view.DocName(d)
		if d.Published != "" {
			s += ", " + d.Published
		}
		lines = append(lines, escape("Source: "+s))
	}
	return strings.Join(lines, "<br/>")
}

// escape is a text for a place that may be shown as HTML.
func escape(s string) string { return html.EscapeString(view.Plain(s)) }

func facts(r *view.Record, ruled string) []data {
	var out []data
	for _, d := range []data{
		{"id", r.ID}, {"date", r.Text("date", "")}, {"time", r.Text("time", "")}, {"types", table.Join(r.NamesOf("type"))},
		{"country", r.CountryName()}, {"place", r.Place()}, {"killed", r.Text("killed", "all")}, {"injured", r.Text("injured", "all")},
		{"targets", table.Join(r.NamesOf("target"))}, {"weapons", table.Join(r.NamesOf("weapon"))}, {"rule", ruled},
	} {
		if d.Value != "" {
			out = append(out, data{d.Name, escape(d.Value)})
		}
	}
	if _, _, precision, ok := r.Coordinates(); ok {
		out = append(out, data{"precision", precision})
	}
	return out
}
