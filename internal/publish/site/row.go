package site

import (
	"slices"
	"strings"

	"dossier/internal/export/view"
	"dossier/internal/wording"
	"dossier/schema"
)

// Row is a record as a line of a list, and all that lists, charts, maps and feeds
// need of it.
type Row struct {
	ID, File             string // File is the name of its page, without folder and ending
	Title, Summary       string
	Date                 string // EDTF
	Year, Month          int    // 0 where not known
	Place, Code, Country string // Code is ISO 3166-1 alpha-2
	Types, Targets       []string
	Weapons              []string
	Killed, Injured      string
	Dead                 int // the shown figure of the killed, the least of a range
	Disagreements        int
	Reports              int
	Background           bool
	Reviewed             bool // a person has looked at it
	Located              bool
	Lat, Lon             float64
	Precision            string
	Opened, Changed      string // when its first report came, and what came last; RFC 3339
}

// RowOf is the line of a record; seen is that a person has looked at it.
func RowOf(r *view.Record, file string, seen bool) Row {
	x := Row{
		ID: r.ID, File: file, Title: r.Title(), Summary: view.Plain(r.Summary), Place: placeOf(r), Code: r.CountryCode(), Country: r.CountryName(),
		Types: codes(r, "type"), Targets: kinds(r, "target"), Weapons: kinds(r, "weapon"), Killed: words(r, r.Shown("killed", "all")), Injured: words(r, r.Shown("injured", "all")),
		Disagreements: len(r.Conflicts), Reports: len(r.Documents), Background: r.Role == "background", Reviewed: seen,
	}
	if v := r.Shown("date", ""); v != nil {
		x.Date, _ = v.Value.(string)
	}
	if s, ok := r.When(); ok && !s.First.IsZero() {
		x.Year = s.First.Year()
		if s.Precision == "day" || s.Precision == "month" || s.Precision == "interval" && s.First.Year() == s.Last.Year() && s.First.Month() == s.Last.Month() {
			x.Month = int(s.First.Month())
		}
	}
	if v := r.Shown("killed", "all"); v != nil {
		switch n := v.Value.(type) {
		case int:
			x.Dead = n
		case schema.Range:
			if n.Min != nil {
				x.Dead = *n.Min
			}
		}
	}
	x.Lat, x.Lon, x.Precision, x.Located = r.Coordinates()
	x.Opened, x.Changed = times(r.Record)
	return x
}

// Seen reports whether a person has looked at a record: decided about it, or about
// one of its values.
func Seen(r *schema.Record) bool {
	return len(r.Decisions) > 0 || slices.ContainsFunc(r.Values, func(v schema.Value) bool { return v.State != "" })
}

// times are when the first report of a record came, and the last report or decision.
func times(r *schema.Record) (first, last string) {
	for _, v := range r.Values {
		if v.Received != "" && (first == "" || v.Received < first) {
			first = v.Received
		}
		last = max(last, v.Received)
	}
	for _, d := range r.Decisions {
		last = max(last, d.At)
	}
	return first, last
}

// placeOf is where it happened, without the country.
func placeOf(r *view.Record) string {
	place, site := r.Text("place", ""), r.Text("site", "")
	switch {
	case place == "":
		return site
	case site == "" || strings.Contains(strings.ToLower(site), strings.ToLower(place)):
		return place
	}
	return site + ", " + place
}

// Where is the place and the country in words.
func (x *Row) Where() string {
	return strings.Join(slices.DeleteFunc([]string{x.Place, x.Country}, func(s string) bool { return s == "" }), ", ")
}

// When is the date in words.
func (x *Row) When() string {
	if x.Date == "" {
		return "undated"
	}
	return wording.Date(x.Date, false)
}

// codes are the shown codes of a slot, "other" left out.
func codes(r *view.Record, slot string) []string {
	var out []string
	for _, v := range r.All(slot) {
		if s, _ := v.Value.(string); s != "" && s != "other" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// kinds are the kinds of the shown values of a slot, "other" left out.
func kinds(r *view.Record, slot string) []string {
	var out []string
	for _, v := range r.All(slot) {
		if v.Kind != "" && v.Kind != "other" && !slices.Contains(out, v.Kind) {
			out = append(out, v.Kind)
		}
	}
	return out
}

// TypeWords are the types in words.
func (x *Row) TypeWords() []string {
	var out []string
	for _, t := range x.Types {
		out = append(out, wording.Code(t))
	}
	return out
}

// words is a value as a reader reads it, "" for none.
func words(r *view.Record, v *schema.Value) string {
	if v == nil {
		return ""
	}
	return r.Words(v)
}

// Order puts records as they are listed, by their EDTF dates and ids: the latest
// first, those without a date last.
func Order(dateA, idA, dateB, idB string) int {
	if c := strings.Compare(sortable(dateB), sortable(dateA)); c != 0 {
		return c
	}
	return strings.Compare(idA, idB)
}

// sortable is the beginning of an EDTF date, by which dates sort.
func sortable(edtf string) string {
	from, _, _ := strings.Cut(edtf, "/")
	if from == "" || from == ".." {
		_, from, _ = strings.Cut(edtf, "/")
	}
	return strings.TrimRight(from, "~?%")
}

// Short is the beginning of the summary, for a list.
func (x *Row) Short() string { return view.Short(x.Summary, mostSummary) }
