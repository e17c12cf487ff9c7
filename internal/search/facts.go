package search

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/query"
	"dossier/internal/when"
	"dossier/schema"
)

// Document is what search reads of one document.
type Document struct {
	ID        string // SHA-256 of its bytes
	Title     string
	Outlet    string
	URL       string
	Published string // EDTF
	Text      string
}

// Item is one record with the documents that tell of it.
type Item struct {
	Record    schema.Record
	Documents []Document
}

// Span is a range of numbers, both ends counted in.
type Span struct {
	From int `json:"f"`
	To   int `json:"t"`
}

// Meets reports whether some number lies in both.
func (a Span) Meets(b Span) bool { return a.From <= b.To && b.From <= a.To }

// The fields that records are counted by and that no condition asks: the year,
// month and decade they began in.
const (
	Year   query.Field = "year"
	Month  query.Field = "month"
	Decade query.Field = "decade"
)

// Facts is all that a query can ask of a record beside its words.
type Facts struct {
	ID string `json:"id"`
	// Codes are the values of fields with codes, of countries, and of what is only
	// counted, sorted.
	Codes map[query.Field][]string `json:"codes,omitempty"`
	// Names are those of a field, as written, the same folded once, in folded order.
	Names map[query.Field][]string `json:"names,omitempty"`
	// Spans are the numbers and days of a field.
	Spans map[query.Field][]Span `json:"spans,omitempty"`
	// Hashes are those of its documents.
	Hashes []string `json:"hashes,omitempty"`
}

// FactsOf works out the facts of a record. It goes by the values that are shown:
// those preferred, of a slot with one value, and all that are more than possible, of
// one with many.
func FactsOf(it Item) Facts {
	g := gather{r: &it.Record, f: Facts{
		ID: it.Record.ID, Codes: map[query.Field][]string{}, Names: map[query.Field][]string{}, Spans: map[query.Field][]Span{},
	}}
	g.entities()
	for i := range it.Record.Values {
		if v := &it.Record.Values[i]; v.Preferred {
			g.value(v)
		}
	}
	g.people()
	g.parts()
	g.documents(it.Documents)
	g.sort()
	return g.f
}

// gather collects the facts of one record.
type gather struct {
	r  *schema.Record
	f  Facts
	by map[string]*schema.Entity
}

func (g *gather) code(f query.Field, c string) { g.f.Codes[f] = append(g.f.Codes[f], c) }

func (g *gather) name(f query.Field, s string) { g.f.Names[f] = append(g.f.Names[f], s) }

// named adds the names of an entity.
func (g *gather) named(f query.Field, id string) {
	if e := g.by[id]; e != nil {
		g.name(f, e.Name)
		for _, a := range e.Aliases {
			g.name(f, a)
		}
	}
}

func (g *gather) entities() {
	g.by = make(map[string]*schema.Entity, len(g.r.Entities))
	for i := range g.r.Entities {
		g.by[g.r.Entities[i].ID] = &g.r.Entities[i]
	}
}

// people names the persons and bodies of the record.
func (g *gather) people() {
	fields := map[string]query.Field{"person": "person", "organisation": "org", "group": "group"}
	for _, e := range g.r.Entities {
		if f, ok := fields[e.Kind]; ok && e.Named {
			g.named(f, e.ID)
		}
	}
}

// numbers are the slots that hold a figure, with their field.
var numbers = map[string]query.Field{
	"killed": "killed", "injured": "injured", "missing": "missing", "abducted": "abducted", "arrested": "arrested", "evacuated": "evacuated",
	"perpetrator_count": "perpetrators",
}

func (g *gather) value(v *schema.Value) {
	g.code(query.FieldHas, v.Slot)
	s, _ := v.Value.(string)
	switch v.Slot {
	case "type", "country", "outcome", "further_act":
		g.code(query.Field(v.Slot), s)
	case "target", "weapon":
		g.code(query.Field(v.Slot), v.Kind)
	case "place", "site":
		g.name(query.Field(v.Slot), s)
	case "perpetrator", "suspect", "victim", "claimed_by":
		g.named(query.Field(v.Slot), s)
	case "date":
		g.date(s)
	default:
		if f, ok := numbers[v.Slot]; ok && g.counts(v) {
			g.f.Spans[f] = []Span{figure(v.Value)}
		}
	}
}

// counts reports whether a figure is the one to go by: of all, else of the victims.
func (g *gather) counts(v *schema.Value) bool {
	if v.Of == "victims" {
		return !slices.ContainsFunc(g.r.Values, func(o schema.Value) bool { return o.Slot == v.Slot && o.Of == "all" && o.Preferred })
	}
	return v.Of == "all" || v.Of == ""
}

// figure is the range of a number; one that is open on a side is the bound told.
func figure(x any) Span {
	switch x := x.(type) {
	case int:
		return Span{x, x}
	case schema.Range:
		switch {
		case x.Min != nil && x.Max != nil:
			return Span{*x.Min, *x.Max}
		case x.Min != nil:
			return Span{*x.Min, *x.Min}
		case x.Max != nil:
			return Span{*x.Max, *x.Max}
		}
	}
	return Span{1, 0}
}

// days are the first and last day that an EDTF date can mean; an end that is open or
// not known lies beyond every date.
func days(s string) (Span, bool) {
	v, err := when.Parse(s)
	if err != nil {
		return Span{}, false
	}
	out := Span{-query.OpenDay, query.OpenDay}
	from, to := v.Earliest(), v.Latest()
	if !from.IsZero() {
		out.From = from.Number()
	}
	if !to.IsZero() {
		out.To = to.Number()
	}
	return out, !from.IsZero() || !to.IsZero()
}

func (g *gather) date(s string) {
	d, ok := days(s)
	if !ok {
		return
	}
	g.f.Spans[query.FieldDate] = []Span{d}
	v, _ := when.Parse(s)
	first := v.Earliest()
	if first.IsZero() || first.Year < 0 || first.Year > 9999 {
		return
	}
	year := pad(first.Year)
	g.code(Year, year)
	g.code(Decade, year[:3]+"0s")
	if last := v.Latest(); last.Year == first.Year && last.Month == first.Month {
		g.code(Month, year+"-"+pad(first.Month)[2:])
	}
}

func pad(n int) string { s := "0000" + strconv.Itoa(n); return s[len(s)-4:] }

// parts are what the record says of conflicts, reactions, accounts and the rest.
func (g *gather) parts() {
	r := g.r
	status := "single"
	for _, v := range r.Values {
		switch {
		case v.Preferred && v.Status == "contested":
			status = "contested"
		case v.Preferred && v.Status == "agreed" && status == "single":
			status = "agreed"
		}
	}
	g.code("status", status)
	g.code("role", r.Role)
	has := func(n int, what string) {
		if n > 0 {
			g.code(query.FieldHas, what)
		}
	}
	has(len(r.Conflicts), "conflict")
	has(len(r.Events), "event")
	has(len(r.Attributions), "attribution")
	has(len(r.Reactions), "reaction")
	has(len(r.Accounts), "account")
	has(len(r.Evidence), "evidence")
	has(len(r.Related), "related")
	for _, c := range r.Conflicts {
		g.code("conflict", c.Slot)
		g.code("conflict", c.Kind)
	}
	for _, a := range r.Attributions {
		g.named("said_by", a.Claimant)
	}
	for _, x := range r.Reactions {
		for _, k := range x.Kinds {
			g.code("reaction", k)
		}
	}
	for _, a := range r.Accounts {
		g.code("account", a.Question)
	}
	for _, x := range r.Evidence {
		g.code("evidence", x.Kind)
	}
	for _, x := range r.Related {
		g.code("related", x.Kind)
	}
}

func (g *gather) documents(docs []Document) {
	g.f.Spans["documents"] = []Span{{len(docs), len(docs)}}
	for _, d := range docs {
		g.f.Hashes = append(g.f.Hashes, d.ID)
		if d.Outlet != "" {
			g.name("source", d.Outlet)
		}
		if u, err := url.Parse(d.URL); err == nil && u.Hostname() != "" {
			g.name("source", u.Hostname())
		}
		if s, ok := days(d.Published); ok {
			g.f.Spans["published"] = append(g.f.Spans["published"], s)
		}
	}
}

// sort puts everything in an order that does not depend on how it came.
func (g *gather) sort() {
	for f, list := range g.f.Codes {
		slices.Sort(list)
		list = slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" })
		g.f.Codes[f] = list
	}
	for f, list := range g.f.Names {
		g.f.Names[f] = inFoldedOrder(list)
	}
	for f, list := range g.f.Spans {
		slices.SortFunc(list, func(a, b Span) int {
			if a.From != b.From {
				return a.From - b.From
			}
			return a.To - b.To
		})
		list = slices.DeleteFunc(slices.Compact(list), func(s Span) bool { return s.From > s.To })
		g.f.Spans[f] = list
	}
	slices.Sort(g.f.Hashes)
}

// inFoldedOrder sorts names by their folded form and leaves one of each: of several ways
// to write it the first in the order of letters.
func inFoldedOrder(names []string) []string {
	slices.Sort(names)
	type pair struct{ folded, name string }
	list := make([]pair, 0, len(names))
	for _, n := range slices.Compact(names) {
		if f := Fold(n); f != "" {
			list = append(list, pair{f, n})
		}
	}
	slices.SortStableFunc(list, func(a, b pair) int { return strings.Compare(a.folded, b.folded) })
	var out []string
	for i, p := range list {
		if i == 0 || p.folded != list[i-1].folded {
			out = append(out, p.name)
		}
	}
	return out
}

// Lines are the record's own words: its title, its summary and the names in it.
func Lines(r *schema.Record) []string {
	out := []string{r.Title, r.Summary}
	for _, e := range r.Entities {
		out = append(append(out, e.Name), e.Aliases...)
	}
	for _, v := range r.Values {
		if s, ok := v.Value.(string); ok && v.Preferred && (v.Slot == "place" || v.Slot == "site" || v.Slot == "target" || v.Slot == "weapon") {
			out = append(out, s)
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}
