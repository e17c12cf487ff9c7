// Package acled prints records as a table with the columns and categories of the
// Armed Conflict Location & Event Data Project, as far as a record settles them.
// docs/crosswalk.md says how each column is filled. It is a table of that shape
// and no part of that data set.
package acled

import (
	"io"
	"strconv"
	"strings"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the table has no place for.
var Omits = []string{
	"the injured and all groups of casualties",
	"times, weapons, suspects’ names beside the first actor, motives, evidence and the chronology",
	"who said what and the words that each value stands on; disagreements stand in the notes in a sentence",
	"columns that a record does not settle: regions, provinces and districts, interaction codes, associated actors",
}

var head = []string{
	"event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
	"actor1", "inter1", "actor2", "inter2", "civilian_targeting", "iso", "country", "location", "latitude", "longitude",
	"geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
}

// Write prints one row for each record.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	t := table.NewWriter(w, table.Comma, head...)
	for _, r := range view.Records(&out) {
		t.Row(row(r, o))
	}
	return t.End()
}

func row(r *view.Record, o view.Options) map[string]string {
	k := classify(r)
	a1, i1 := attacker(r)
	a2, i2 := attacked(r)
	c := map[string]string{
		"event_id_cnty": r.ID, "disorder_type": k.disorder, "event_type": k.event, "sub_event_type": k.sub,
		"actor1": a1, "inter1": i1, "actor2": a2, "inter2": i2,
		"country": r.CountryName(), "location": or(r.Text("place", ""), r.Text("site", "")),
		"source": table.Join(sources(r)), "notes": notes(r),
		"fatalities": or(table.Number(r, "killed", "all"), "0"), "tags": tags(r),
	}
	if i2 == civilians && k.disorder == "Political violence" {
		c["civilian_targeting"] = "Civilian targeting"
	}
	if n := view.Numeric(r.CountryCode()); n > 0 {
		c["iso"] = strconv.Itoa(n)
	}
	if !o.Now.IsZero() {
		c["timestamp"] = strconv.FormatInt(o.Now.Unix(), 10)
	}
	dates(c, r)
	c["geo_precision"] = "3"
	if lat, lon, precision, ok := r.Coordinates(); ok {
		c["latitude"], c["longitude"] = view.Degrees(lat), view.Degrees(lon)
		switch precision {
		case "site", "place":
			c["geo_precision"] = "1"
		case "region":
			c["geo_precision"] = "2"
		}
	}
	return c
}

// dates fills the day: 1 the day is known, 2 a part of a month is, 3 the month.
func dates(c map[string]string, r *view.Record) {
	s, ok := r.When()
	if !ok || s.First.IsZero() {
		return
	}
	c["year"] = strconv.Itoa(s.First.Year())
	switch s.Precision {
	case "day":
		c["time_precision"] = "1"
	case "interval":
		c["time_precision"] = "2"
	case "month":
		c["time_precision"] = "3"
	default:
		return // it codes no event whose month is not known
	}
	c["event_date"] = table.Day(s.First)
}

// The kinds of actor that a record settles.
const (
	civilians = "Civilians"
	state     = "State forces"
	unknown   = "Unidentified Armed Group"
)

// attacker is who did it and what kind of actor that is: who is said to have done
// it, else who claimed it, else who is suspected.
func attacker(r *view.Record) (name, kind string) {
	for _, v := range r.All("perpetrator", "claimed_by", "suspect") {
		s, _ := v.Value.(string)
		if e := r.Entity(s); e != nil && e.Named && e.Kind != "person" {
			if e.Kind == "state" {
				return r.Words(v), state
			}
			return r.Words(v), ""
		}
	}
	if c := r.CountryName(); c != "" {
		return unknown + " (" + c + ")", ""
	}
	return unknown, ""
}

// attacked is whom it was aimed at.
func attacked(r *view.Record) (name, kind string) {
	best := ""
	for _, v := range r.All("target") {
		switch v.Kind {
		case "police":
			return party("Police Forces", r), state
		case "military":
			return party("Military Forces", r), state
		default:
			best = party("Civilians", r)
		}
	}
	if best == "" && len(r.All("victim")) > 0 {
		best = party("Civilians", r)
	}
	if best == "" {
		return "", ""
	}
	return best, civilians
}

func party(what string, r *view.Record) string {
	if c := r.CountryName(); c != "" {
		return what + " (" + c + ")"
	}
	return what
}

func sources(r *view.Record) []string {
	var out []string
	for _, d := range r.Documents {
		out = append(out, view.DocName(d))
	}
	return out
}

// notes tell the incident in a sentence and what is disputed, as the codebook asks
// for it.
func notes(r *view.Record) string {
	parts := []string{view.Plain(r.Summary)}
	if n := table.Number(r, "killed", "all"); n == "" {
		parts = append(parts, "No figure of the dead is told.")
	}
	for i := range r.Conflicts {
		x := &r.Conflicts[i]
		parts = append(parts, view.Capital(view.Code(x.Slot))+": "+r.Explain(x))
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func tags(r *view.Record) string {
	var out []string
	if len(r.All("claimed_by")) > 0 {
		out = append(out, "claimed")
	}
	for _, k := range table.Kinds(r, "target") {
		out = append(out, "target="+k)
	}
	return table.Join(out)
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
