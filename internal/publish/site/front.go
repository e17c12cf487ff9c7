package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dossier/internal/wording"
)

// Totals are counted while the records go by.
type Totals struct {
	Records, Reports, Disagreements int
	Main                            int // not told in passing
	Reviewed                        int
	Located                         int
	Dead                            int // by the shown figures, the least of ranges
	First, Last                     int // years
}

// TotalsOf counts rows; reports is how many documents there are.
func TotalsOf(rows []Row, reports int) Totals {
	t := Totals{Records: len(rows), Reports: reports}
	for i := range rows {
		x := &rows[i]
		t.Disagreements += x.Disagreements
		if !x.Background {
			t.Main++
			t.Dead += x.Dead
		}
		t.Reviewed += count(x.Reviewed)
		t.Located += count(x.Located)
		if x.Year > 0 && (t.First == 0 || x.Year < t.First) {
			t.First = x.Year
		}
		t.Last = max(t.Last, x.Year)
	}
	return t
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Range is the years in words.
func (t Totals) Range() string {
	switch {
	case t.First == 0:
		return ""
	case t.First == t.Last:
		return strconv.Itoa(t.First)
	}
	return fmt.Sprintf("%d–%d", t.First, t.Last)
}

// front is the first page.
type front struct {
	Totals
	Latest    []Row
	Years     chart
	Types     []counted
	Countries []counted
	Cite      string
	Made      string // the day
}

// Front makes the first page.
func (s *Site) Front(rows []Row, t Totals) (Page, error) {
	_, countries, _ := split(rows)
	f := front{Totals: t, Latest: latest(rows, 6), Years: yearChart(rows), Types: types(rows), Countries: top(countryEntries(countries), 8), Cite: s.Cite(), Made: wording.Date(s.Ledger.Day(), false)}
	ld, err := s.dataset(t)
	if err != nil {
		return Page{}, err
	}
	return s.page("front", "", "index.html", "index.html", s.describe(t), ld, f)
}

// describe is the collection in a sentence.
func (s *Site) describe(t Totals) string {
	if s.About != "" {
		return s.About
	}
	d := fmt.Sprintf("%d sourced records of violent incidents", t.Records)
	if y := t.Range(); y != "" {
		d += ", " + y
	}
	return d + ": every value with the words it stands on, and every disagreement with who says what."
}

// Cite is how the collection is cited.
func (s *Site) Cite() string {
	var parts []string
	if s.By != "" {
		parts = append(parts, s.By)
	}
	parts = append(parts, s.Title, "State of "+wording.Date(s.Ledger.Day(), false)+" (entry "+strconv.FormatInt(s.Ledger.Seq, 10)+" of its log, "+s.Ledger.Hash[:min(12, len(s.Ledger.Hash))]+")")
	if s.BaseURL != "" {
		parts = append(parts, s.BaseURL)
	}
	return strings.Join(parts, ". ") + "."
}

// latest are the incidents that are told of mainly, by date.
func latest(rows []Row, n int) []Row {
	var out []Row
	for _, x := range rows {
		if !x.Background && x.Date != "" && len(out) < n {
			out = append(out, x)
		}
	}
	return out
}

// types counts the incidents of each type.
func types(rows []Row) []counted {
	n := map[string]int{}
	for i := range rows {
		for _, t := range rows[i].Types {
			n[t]++
		}
	}
	var out []counted
	for t, k := range n {
		out = append(out, counted{Name: wording.Capital(wording.Code(t)), Path: "incidents.html?type=" + t, Count: k})
	}
	slices.SortFunc(out, func(a, b counted) int { return strings.Compare(a.Name, b.Name) })
	return top(out, 8)
}

// top are the entries of the highest counts, each with the width of its bar.
func top(list []counted, n int) []counted {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b counted) int { return b.Count - a.Count })
	out = out[:min(n, len(out))]
	for i := range out {
		out[i].Width = 100 * float64(out[i].Count) / float64(out[0].Count)
	}
	return out
}

// dataset describes the collection as schema.org does data sets.
func (s *Site) dataset(t Totals) ([]byte, error) {
	d := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset", "name": s.Title, "description": s.describe(t), "dateModified": s.Ledger.At,
		"version": s.Ledger.Hash, "isAccessibleForFree": true, "keywords": []string{"violent incidents", "event data", "sources"},
	}
	if s.By != "" {
		d["creator"] = map[string]any{"@type": "Organization", "name": s.By}
	}
	if s.Licence != "" {
		d["license"] = s.Licence
	}
	if t.First > 0 {
		d["temporalCoverage"] = fmt.Sprintf("%04d/%04d", t.First, t.Last)
	}
	if s.BaseURL != "" {
		d["url"] = s.BaseURL
		var files []any
		for _, x := range downloads {
			files = append(files, map[string]any{"@type": "DataDownload", "name": x.Name, "encodingFormat": x.Media, "contentUrl": s.BaseURL + x.Path})
		}
		d["distribution"] = files
	}
	return json.Marshal(d)
}

// download is a file of data.
type download struct {
	Name, Path, Media, What string
	Size                    int64
}

// The files of data.
const (
	AllJSON = "data/records.json"
	AllCSV  = "data/incidents.csv"
	Values  = "data/values.csv"
	GeoJSON = "data/incidents.geojson"
)

var downloads = []download{
	{Name: "Records", Path: AllJSON, Media: "application/json", What: "Everything: each record with all its values, words, people, steps and statements, as the published JSON Schema has it."},
	{Name: "Table of incidents", Path: AllCSV, Media: "text/csv", What: "A row for each incident: dates, place, kind, figures by every rule, sources."},
	{Name: "Table of values", Path: Values, Media: "text/csv", What: "A row for each value, shown or not: who says it, on which words of which document."},
	{Name: "Map points", Path: GeoJSON, Media: "application/geo+json", What: "A point for each incident, for a map or a geographic information system."},
}

// dataPage lists the files of data and feeds.
type dataPage struct {
	Totals
	Files []download
	Cite  string
}

// Data makes the page of downloads; sizes are those of the files by their paths.
func (s *Site) Data(t Totals, sizes map[string]int64) (Page, error) {
	d := dataPage{Totals: t, Cite: s.Cite()}
	for _, x := range downloads {
		x.Size = sizes[x.Path]
		d.Files = append(d.Files, x)
	}
	return s.page("data", "Data", "data.html", "data.html", "The collection as data: JSON, CSV, GeoJSON, feeds.", nil, d)
}

// Bytes is a size in words.
func (d download) Bytes() string {
	switch {
	case d.Size < 1000:
		return fmt.Sprintf("%d bytes", d.Size)
	case d.Size < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(d.Size)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(d.Size)/1e6)
}

// Ending is the ending of the file's name.
func (d download) Ending() string {
	return strings.ToUpper(d.Path[strings.LastIndexByte(d.Path, '.')+1:])
}

// Search makes the page that searches.
func (s *Site) Search(rows []Row) (Page, error) {
	years, countries, _ := split(rows)
	return s.page("search", "Search", "search.html", "", "Search the collection.", nil, []way{{"By year", yearEntries(years)}, {"By country", countryEntries(countries)}})
}

// Missing makes the page for addresses that lead nowhere. It may be shown at any
// address, so it brings its own style and leads to the front by the whole address
// where that is known.
func (s *Site) Missing() (Page, error) {
	return s.page("missing", "Not found", "404.html", "", "There is no such page.", nil, nil)
}

// Moved makes the page of an id that a record had before it was merged with another.
func (s *Site) Moved(old string, x *Row) (Page, error) {
	return s.page("moved", x.Title, "incidents/"+old+".html", "incidents.html", "This record is now part of another.", nil, x)
}

// stampTime is when the site was made.
func (s *Site) stampTime() time.Time {
	t, err := time.Parse(time.RFC3339, s.Ledger.At)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
