// Package gtd prints records as a table with the columns and codes of the Global
// Terrorism Database, as far as a record settles them. docs/crosswalk.md says how
// each column is filled. It is a table of that shape and no part of that database.
package gtd

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the table has no place for.
var Omits = []string{
	"who said what, reactions, evidence, the chronology and accounts of what happened",
	"the words that each value stands on and where they stand",
	"all but the first three types, targets, weapons, groups and sources",
	"columns that a record does not settle: the criteria for inclusion, provinces, GTD’s own numeric codes of countries, subtypes, claim modes, ransoms",
}

var head = []string{
	"eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country_txt", "iso", "city", "latitude", "longitude",
	"specificity", "vicinity", "location", "summary", "alternative_motives", "multiple",
	"success", "suicide", "attacktype1", "attacktype1_txt", "attacktype2", "attacktype2_txt", "attacktype3", "attacktype3_txt",
	"targtype1", "targtype1_txt", "target1", "targtype2", "targtype2_txt", "target2", "targtype3", "targtype3_txt", "target3",
	"gname", "guncertain1", "gname2", "guncertain2", "gname3", "guncertain3", "individual", "nperps", "nperpcap", "claimed",
	"weaptype1", "weaptype1_txt", "weapdetail1", "weaptype2", "weaptype2_txt", "weapdetail2", "weaptype3", "weaptype3_txt", "weapdetail3",
	"nkill", "nkillter", "nwound", "nwoundte", "property", "propcomment", "ishostkid", "nhostkid",
	"motive", "addnotes", "scite1", "scite2", "scite3", "related", "dbsource",
}

// Write prints one row for each record.
func Write(w io.Writer, out schema.Output, _ view.Options) error {
	t := table.NewWriter(w, table.Comma, head...)
	for _, r := range view.Records(&out) {
		t.Row(row(r))
	}
	return t.End()
}

func row(r *view.Record) map[string]string {
	c := map[string]string{
		"eventid": r.ID, "country_txt": r.CountryName(), "iso": r.CountryCode(), "city": orUnknown(r.Text("place", "")),
		"location": r.Text("site", ""), "vicinity": "0", "summary": r.Summary, "motive": table.Join(r.NamesOf("motive")),
		"nkill": table.Number(r, "killed", "all"), "nkillter": table.Number(r, "killed", "perpetrators"),
		"nwound": table.Number(r, "injured", "all"), "nwoundte": table.Number(r, "injured", "perpetrators"),
		"nperps": or(table.Number(r, "perpetrator_count", ""), "-99"), "nperpcap": or(table.Number(r, "arrested", "perpetrators"), "-99"),
		"success": flag(r.Text("outcome", "") == "accomplished"), "dbsource": "dossier",
		"suicide": flag(hasType(r, "suicide_bombing")), "addnotes": notes(r),
		"claimed": flag(len(r.All("claimed_by")) > 0),
	}
	dates(c, r)
	place(c, r)
	attacks(c, r)
	targets(c, r)
	groups(c, r)
	weapons(c, r)
	property(c, r)
	hostages(c, r)
	for i, d := range r.Documents[:min(3, len(r.Documents))] {
		c["scite"+strconv.Itoa(i+1)] = cite(d)
	}
	var related []string
	for _, x := range r.Related {
		if x.Record != "" {
			related = append(related, x.Record)
		}
		if x.Kind == "part_of" {
			c["multiple"] = "1"
		}
	}
	c["related"], c["multiple"] = table.Join(related), or(c["multiple"], "0")
	return c
}

// dates fills the day: 0 for a month or day that is not known, and approxdate for
// what is not exact.
func dates(c map[string]string, r *view.Record) {
	s, ok := r.When()
	if !ok || s.First.IsZero() {
		return
	}
	c["iyear"], c["imonth"], c["iday"] = strconv.Itoa(s.First.Year()), "0", "0"
	if s.Precision == "day" || s.Precision == "interval" || s.Precision == "month" {
		c["imonth"] = strconv.Itoa(int(s.First.Month()))
	}
	if s.Precision == "day" || s.Precision == "interval" {
		c["iday"] = strconv.Itoa(s.First.Day())
	}
	if s.Precision != "day" || s.About {
		c["approxdate"] = r.Text("date", "")
	}
	c["extended"] = "0"
	if s.Precision == "interval" && !s.Last.IsZero() && s.Last.After(s.First) {
		c["extended"], c["resolution"] = "1", table.Day(s.Last)
	}
}

// place fills the coordinates and how exact they are.
func place(c map[string]string, r *view.Record) {
	c["specificity"] = "5"
	lat, lon, precision, ok := r.Coordinates()
	if !ok {
		return
	}
	c["latitude"], c["longitude"] = view.Degrees(lat), view.Degrees(lon)
	switch precision {
	case "site", "place":
		c["specificity"] = "1"
	case "region":
		c["specificity"] = "4"
	}
}

func attacks(c map[string]string, r *view.Record) {
	var list []code
	for _, v := range r.All("type") {
		s, _ := v.Value.(string)
		list = addCode(list, attackTypes[s])
	}
	slices.SortStableFunc(list, func(a, b code) int { return slices.Index(hierarchy, a.n) - slices.Index(hierarchy, b.n) })
	if len(list) == 0 {
		list = []code{{9, "Unknown"}}
	}
	for i, x := range list[:min(3, len(list))] {
		k := "attacktype" + strconv.Itoa(i+1)
		c[k], c[k+"_txt"] = strconv.Itoa(x.n), x.text
	}
}

func targets(c map[string]string, r *view.Record) {
	n := 0
	for _, v := range r.All("target") {
		x, ok := targetTypes[v.Kind]
		if !ok || n == 3 {
			continue
		}
		n++
		k := strconv.Itoa(n)
		c["targtype"+k], c["targtype"+k+"_txt"], c["target"+k] = strconv.Itoa(x.n), x.text, r.Words(v)
	}
	if n == 0 {
		c["targtype1"], c["targtype1_txt"], c["target1"] = "20", "Unknown", "Unknown"
	}
}

// groups fills the groups that did it, those only suspected marked, and whether it
// was individuals.
func groups(c map[string]string, r *view.Record) {
	n, person := 0, false
	for _, v := range r.All("perpetrator", "claimed_by", "suspect") {
		s, _ := v.Value.(string)
		e := r.Entity(s)
		switch {
		case e == nil:
			continue
		case e.Kind == "person":
			person = person || v.Slot == "perpetrator"
			continue
		case n == 3 || !e.Named || holds(c, r.Words(v)):
			continue
		}
		n++
		name := "gname"
		if n > 1 {
			name += strconv.Itoa(n)
		}
		c[name] = r.Words(v)
		c["guncertain"+strconv.Itoa(n)] = flag(v.Slot == "suspect" || v.Basis != "" && v.Basis != "fact" && v.Basis != "claimed" && v.Basis != "admitted")
	}
	c["gname"] = orUnknown(c["gname"])
	c["individual"] = flag(n == 0 && person)
}

func holds(c map[string]string, name string) bool {
	return c["gname"] == name || c["gname2"] == name || c["gname3"] == name
}

func weapons(c map[string]string, r *view.Record) {
	n := 0
	for _, v := range r.All("weapon") {
		x, ok := weaponTypes[v.Kind]
		if !ok || n == 3 {
			continue
		}
		n++
		k := strconv.Itoa(n)
		c["weaptype"+k], c["weaptype"+k+"_txt"], c["weapdetail"+k] = strconv.Itoa(x.n), x.text, r.Words(v)
	}
	if n == 0 {
		c["weaptype1"], c["weaptype1_txt"] = "13", "Unknown"
	}
}

// property tells damage: 1 yes, 0 no, -9 not known.
func property(c map[string]string, r *view.Record) {
	c["property"] = "-9"
	var what []string
	for _, v := range r.All("damage") {
		if v.Degree == "none" {
			c["property"] = "0"
			continue
		}
		what = append(what, r.Words(v)+" ("+view.Code(v.Degree)+")")
	}
	if len(what) > 0 {
		c["property"], c["propcomment"] = "1", table.Join(what)
	}
}

func hostages(c map[string]string, r *view.Record) {
	held := hasType(r, "kidnapping") || hasType(r, "hostage_taking") || hasType(r, "hijacking")
	c["ishostkid"] = flag(held)
	if held {
		c["nhostkid"] = or(table.Number(r, "abducted", "all"), "-99")
	}
}

// notes are the figures that the rule did not pick and what else is disputed, as
// the codebook asks for it.
func notes(r *view.Record) string {
	var out []string
	for i := range r.Conflicts {
		x := &r.Conflicts[i]
		out = append(out, view.Capital(view.Code(x.Slot))+": "+r.Explain(x))
	}
	return strings.Join(out, " ")
}

// cite is a source as the database cites it: title, outlet, day.
func cite(d *schema.Document) string {
	var parts []string
	for _, s := range []string{d.Title, d.Source, d.Published, view.Link(d.URL)} {
		if s = view.Plain(s); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		parts = []string{view.DocName(d)}
	}
	return strings.Join(parts, ", ")
}

func hasType(r *view.Record, name string) bool {
	return slices.ContainsFunc(r.All("type"), func(v *schema.Value) bool { return v.Value == name })
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func orUnknown(s string) string { return or(s, "Unknown") }
