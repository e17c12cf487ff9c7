package table

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"dossier/internal/export/view"
	"dossier/internal/rule"
	"dossier/schema"
)

var wideHead = []string{
	"id", "role", "title", "date", "date_first", "date_last", "time", "time_zone", "utc_offset",
	"country_code", "country", "place", "site", "latitude", "longitude", "precision",
	"types", "outcome", "targets", "target_kinds", "weapons", "weapon_kinds",
	"killed", "killed_told", "killed_gtd", "killed_acled", "killed_ucdp_low", "killed_ucdp_best", "killed_ucdp_high", "injured", "injured_told", "killed_perpetrators", "missing", "abducted", "arrested", "evacuated",
	"perpetrators", "suspects", "perpetrator_count", "victims", "claimed_by", "motives", "damage",
	"disagreements", "reactions", "documents", "sources", "first_url", "summary", "rule",
}

// Wide prints one row for each record.
func Wide(w io.Writer, out schema.Output, comma rune) error {
	s := NewWide(w, comma)
	return errors.Join(s.Add(out), s.End())
}

// NewWide begins a table with a row for each record.
func NewWide(w io.Writer, comma rune) *Stream {
	return &Stream{NewWriter(w, comma, wideHead...), addWide}
}

func addWide(t *Writer, out schema.Output) {
	byRule := figures(out)
	for i, r := range view.Records(&out) {
		c := wide(r, out.Rule)
		for name, column := range ruleColumns {
			c[column] = Number(byRule[name][i], "killed", "all")
		}
		t.Row(c)
	}
}

// ruleColumns are the columns of the dead as other data sets would count them,
// whatever rule the shown figures are picked by.
var ruleColumns = map[string]string{
	"gtd": "killed_gtd", "acled": "killed_acled", "ucdp-low": "killed_ucdp_low", "ucdp": "killed_ucdp_best", "ucdp-high": "killed_ucdp_high",
}

// figures are the records as each rule shows them.
func figures(out schema.Output) map[string][]*view.Record {
	all := map[string][]*view.Record{}
	for _, r := range rule.All() {
		if ruleColumns[r.Name] != "" {
			ruled := r.Apply(out)
			all[r.Name] = view.Records(&ruled)
		}
	}
	return all
}

func wide(r *view.Record, ruled string) map[string]string {
	c := map[string]string{
		"id": r.ID, "role": r.Role, "title": r.Title(), "date": r.Text("date", ""), "time": r.Text("time", ""),
		"time_zone": r.Text("timezone", ""), "utc_offset": offset(r),
		"country_code": r.CountryCode(), "country": r.CountryName(), "place": r.Text("place", ""), "site": r.Text("site", ""),
		"types": codes(r, "type"), "outcome": r.Text("outcome", ""),
		"targets": Join(r.NamesOf("target")), "target_kinds": Join(Kinds(r, "target")),
		"weapons": Join(r.NamesOf("weapon")), "weapon_kinds": Join(Kinds(r, "weapon")),
		"killed_told": r.Figures("killed", "all"), "injured_told": r.Figures("injured", "all"),
		"perpetrators": Join(r.NamesOf("perpetrator")), "suspects": Join(r.NamesOf("suspect")),
		"victims": Join(r.NamesOf("victim")), "claimed_by": Join(r.NamesOf("claimed_by")),
		"motives": Join(r.NamesOf("motive")), "damage": Join(r.NamesOf("damage")),
		"disagreements": Join(Disputed(r)), "reactions": strconv.Itoa(len(r.Reactions)),
		"documents": strconv.Itoa(len(r.Documents)), "summary": r.Summary, "rule": ruled,
	}
	if s, ok := r.When(); ok {
		c["date_first"], c["date_last"] = Day(s.First), Day(s.Last)
	}
	if lat, lon, precision, ok := r.Coordinates(); ok {
		c["latitude"], c["longitude"], c["precision"] = view.Degrees(lat), view.Degrees(lon), precision
	}
	for _, slot := range []string{"killed", "injured", "missing", "abducted", "arrested", "evacuated"} {
		c[slot] = Number(r, slot, "all")
	}
	c["killed_perpetrators"] = Number(r, "killed", "perpetrators")
	c["perpetrator_count"] = Number(r, "perpetrator_count", "")
	var sources []string
	for _, d := range r.Documents {
		sources = appendNew(sources, view.DocName(d))
		if c["first_url"] == "" {
			c["first_url"] = view.Link(d.URL)
		}
	}
	c["sources"] = Join(sources)
	return c
}

// offset is how far local time was from UTC, in a form that no spreadsheet takes
// for a sum.
func offset(r *view.Record) string {
	if s := r.Offset(); s != "" {
		return "UTC" + s
	}
	return ""
}

// Number is the shown figure of a slot as one number, "" where nothing is told: an
// exact figure, or the least of a range.
func Number(r *view.Record, slot, of string) string {
	v := r.Shown(slot, of)
	if v == nil {
		return ""
	}
	n, ok := rule.Number(v)
	if !ok {
		return ""
	}
	return strconv.Itoa(n)
}

// Kinds are the kinds of the shown values of a slot, each once.
func Kinds(r *view.Record, slot string) []string {
	var out []string
	for _, v := range r.All(slot) {
		if v.Kind != "" {
			out = appendNew(out, v.Kind)
		}
	}
	return out
}

// codes are the shown codes of a slot as they are.
func codes(r *view.Record, slot string) string {
	var out []string
	for _, v := range r.All(slot) {
		if s, ok := v.Value.(string); ok {
			out = appendNew(out, s)
		}
	}
	return Join(out)
}

// Disputed are the slots that conflict, with the kind of difference.
func Disputed(r *view.Record) []string {
	var out []string
	for _, c := range r.Conflicts {
		s := c.Slot
		if c.Of != "" && c.Of != "all" {
			s += " of " + c.Of
		}
		s += " (" + view.Code(c.Kind)
		if c.Inclusion != "" {
			s += ", with or without the " + c.Inclusion
		}
		out = append(out, s+")")
	}
	return out
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
