// Package export is the table of the formats that records can be given away in.
// Each format is a room of its own; docs/exports.md tells what each is for, what it
// leaves out and which reader that is not ours checks it.
package export

import (
	"io"
	"strings"

	"dossier/internal/export/acled"
	"dossier/internal/export/annotation"
	"dossier/internal/export/ftm"
	"dossier/internal/export/geojson"
	"dossier/internal/export/gtd"
	"dossier/internal/export/html"
	"dossier/internal/export/ical"
	"dossier/internal/export/json"
	"dossier/internal/export/kml"
	"dossier/internal/export/markdown"
	"dossier/internal/export/plover"
	"dossier/internal/export/prov"
	"dossier/internal/export/quickstatements"
	"dossier/internal/export/schemaorg"
	"dossier/internal/export/stix"
	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/internal/export/wikitext"
	"dossier/internal/fault"
	"dossier/schema"
)

// Format is one way to give records away.
type Format struct {
	Name  string // as it is typed
	Title string
	Ext   string // of files, with the dot
	Media string // media type
	// Rule is the rule that picks the shown figures where none is asked for.
	Rule string
	// Omits is what the format leaves out, each in a few words.
	Omits []string
	Write func(io.Writer, schema.Output, view.Options) error
}

// Formats lists all formats.
func Formats() []Format {
	return []Format{
		{"json", "the record itself, as JSON", ".json", "application/json", "ours", nil, plain(json.Write)},
		{"jsonl", "the record itself, one JSON object a line", ".jsonl", "application/jsonl", "ours", []string{"documents that tell of no incident"}, plain(json.Lines)},
		{"csv", "a table with one row for each record", ".csv", "text/csv; charset=utf-8", "ours", wideOmits, wide(table.Comma)},
		{"tsv", "the same, cells parted by tabs", ".tsv", "text/tab-separated-values; charset=utf-8", "ours", wideOmits, wide(table.Tab)},
		{"csv-long", "a table with one row for each value, its words and sources", ".csv", "text/csv; charset=utf-8", "ours", longOmits, long(table.Comma)},
		{"tsv-long", "the same, cells parted by tabs", ".tsv", "text/tab-separated-values; charset=utf-8", "ours", longOmits, long(table.Tab)},
		{"gtd", "a table with the columns of the Global Terrorism Database", ".csv", "text/csv; charset=utf-8", "gtd", gtd.Omits, gtd.Write},
		{"acled", "a table with the columns of ACLED", ".csv", "text/csv; charset=utf-8", "acled", acled.Omits, acled.Write},
		{"plover", "events and reactions coded in PLOVER, one JSON object a line", ".jsonl", "application/jsonl", "ours", plover.Omits, plover.Write},
		{"geojson", "points for a map (GeoJSON)", ".geojson", "application/geo+json", "ours", geojson.Omits, geojson.Write},
		{"kml", "placemarks for a map (KML)", ".kml", "application/vnd.google-earth.kml+xml", "ours", kml.Omits, kml.Write},
		{"ical", "a calendar (iCalendar)", ".ics", "text/calendar; charset=utf-8", "ours", ical.Omits, ical.Write},
		{"schemaorg", "schema.org JSON-LD: events, articles, claims", ".jsonld", "application/ld+json", "ours", schemaorg.Omits, schemaorg.Write},
		{"stix", "a STIX 2.1 bundle", ".json", "application/stix+json;version=2.1", "ours", stix.Omits, stix.Write},
		{"prov", "where values come from (W3C PROV-JSON)", ".json", "application/json", "ours", prov.Omits, prov.Write},
		{"annotation", "the citations as W3C Web Annotations", ".jsonld", "application/ld+json", "ours", annotation.Omits, annotation.Write},
		{"ftm", "FollowTheMoney entities, one JSON object a line", ".ftm.jsonl", "application/jsonl", "ours", ftm.Omits, ftm.Write},
		{"ftm-statements", "FollowTheMoney statements, a table", ".csv", "text/csv; charset=utf-8", "ours", ftm.Omits, ftm.Statements},
		{"quickstatements", "commands of Wikidata QuickStatements, a draft", ".txt", "text/plain; charset=utf-8", "ours", quickstatements.Omits, quickstatements.Write},
		{"markdown", "a page to read and edit (CommonMark)", ".md", "text/markdown; charset=utf-8", "ours", markdown.Omits, markdown.Write},
		{"wikitext", "a draft of an encyclopedia article", ".wiki", "text/x-wiki; charset=utf-8", "ours", wikitext.Omits, wikitext.Write},
		{"html", "a dossier to print (HTML; the browser makes the PDF)", ".html", "text/html; charset=utf-8", "ours", html.Omits, html.Write},
	}
}

var wideOmits = []string{
	"values that are not shown (all figures of the killed and injured stand in a column of their own)",
	"the words that each value stands on",
	"the chronology, statements, reactions beside their number, accounts and evidence",
}

var longOmits = []string{"the chronology, statements, reactions, accounts, evidence and relations"}

// Names are the names of all formats.
func Names() []string {
	var out []string
	for _, f := range Formats() {
		out = append(out, f.Name)
	}
	return out
}

// Named is the format of a name.
func Named(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fault.New(fault.Invalid, "there is no format %q; there are %s", name, strings.Join(Names(), ", "))
}

func plain(write func(io.Writer, schema.Output) error) func(io.Writer, schema.Output, view.Options) error {
	return func(w io.Writer, out schema.Output, _ view.Options) error { return write(w, out) }
}

func wide(comma rune) func(io.Writer, schema.Output, view.Options) error {
	return func(w io.Writer, out schema.Output, _ view.Options) error { return table.Wide(w, out, comma) }
}

func long(comma rune) func(io.Writer, schema.Output, view.Options) error {
	return func(w io.Writer, out schema.Output, _ view.Options) error { return table.Long(w, out, comma) }
}
