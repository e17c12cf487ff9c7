// Package quickstatements prints records as commands of Wikidata QuickStatements,
// version 1: an item for each record, with each figure that is told as a statement
// of its own and the document as its reference. It is a draft: nothing is sent.
package quickstatements

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"dossier/internal/export/view"
	"dossier/internal/rule"
	"dossier/schema"
)

// Omits is what is left out.
var Omits = []string{
	"countries, places, people and bodies, which need the ids of Wikidata’s items: a record has none",
	"references to documents without an address (they stand in no reference)",
	"hours: Wikidata’s dates have none; figures with an open end are left out too",
	"who said what, reactions, accounts, evidence and the chronology",
}

// The items and properties that are used.
const (
	instanceOf  = "P31"
	crime       = "Q83267"
	pointInTime = "P585"
	startTime   = "P580"
	endTime     = "P582"
	coordinates = "P625"
	deaths      = "P1120"
	injured     = "P1339"
	describedAt = "P973"
)

// Write prints the commands, parts parted by tabs.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	b := bufio.NewWriter(w)
	for _, r := range view.Records(&out) {
		for _, c := range commands(r, o) {
			fmt.Fprintln(b, strings.Join(c, "\t"))
		}
	}
	return b.Flush()
}

func commands(r *view.Record, o view.Options) [][]string {
	list := [][]string{{"CREATE"}, {"LAST", "Len", quoted(view.Short(r.Title(), 240))}}
	if s := described(r); s != "" {
		list = append(list, []string{"LAST", "Den", quoted(s)})
	}
	add := func(property, value string, cs []schema.Citation) {
		refs := references(r, cs, o)
		if len(refs) == 0 {
			list = append(list, []string{"LAST", property, value})
			return
		}
		for _, ref := range refs {
			list = append(list, append([]string{"LAST", property, value}, ref...))
		}
	}
	add(instanceOf, crime, nil)
	dates(r, add)
	if lat, lon, _, ok := r.Coordinates(); ok {
		add(coordinates, "@"+view.Degrees(lat)+"/"+view.Degrees(lon), r.Shown("coordinates", "").Citations)
	}
	figures(r, deaths, "killed", add)
	figures(r, injured, "injured", add)
	for _, d := range r.Documents {
		if u := view.Link(d.URL); u != "" {
			add(describedAt, quoted(u), nil)
		}
	}
	return list
}

type adder func(property, value string, cs []schema.Citation)

// dates are the day, month or year, or the first and last day.
func dates(r *view.Record, add adder) {
	s, ok := r.When()
	if !ok || s.First.IsZero() {
		return
	}
	cs := r.Shown("date", "").Citations
	switch s.Precision {
	case "day":
		add(pointInTime, moment(s.First, 11), cs)
	case "month":
		add(pointInTime, moment(s.First, 10), cs)
	case "year":
		add(pointInTime, moment(s.First, 9), cs)
	case "interval":
		add(startTime, moment(s.First, 11), cs)
		if !s.Last.IsZero() {
			add(endTime, moment(s.Last, 11), cs)
		}
	}
}

// moment is a day as Wikidata writes it; what the precision leaves open is zero.
func moment(t time.Time, precision int) string {
	day := t.Format("2006-01-02")
	switch precision {
	case 9:
		day = t.Format("2006") + "-00-00"
	case 10:
		day = t.Format("2006-01") + "-00"
	}
	return fmt.Sprintf("+%sT00:00:00Z/%d", day, precision)
}

// figures are all figures of a slot that nobody rejected, since those in dispute all stand; an exact
// one, or the lower of two bounds with both beside it.
func figures(r *view.Record, property, slot string, add adder) {
	for i := range r.Values {
		v := &r.Values[i]
		if v.Slot != slot || v.Of != "all" || v.State == "rejected" {
			continue
		}
		low, high, ok := rule.Bounds(v)
		switch {
		case !ok || low < 0 || high < 0:
		case low == high:
			add(property, fmt.Sprint(low), v.Citations)
		default:
			add(property, fmt.Sprintf("%d[%d,%d]", low, low, high), v.Citations)
		}
	}
}

func described(r *view.Record) string {
	what := strings.Join(r.NamesOf("type"), ", ")
	if what == "" || what == "other" {
		what = "violent incident"
	}
	if p := r.Text("place", ""); p != "" {
		what += " in " + p
	}
	if c := r.CountryName(); c != "" {
		what += ", " + c
	}
	return view.Short(what, 240)
}

// references are one for each document that has an address: the address, its
// title, its day and the words.
func references(r *view.Record, cs []schema.Citation, o view.Options) [][]string {
	var out [][]string
	for _, id := range view.DocsOf(cs) {
		d := r.Doc(id)
		if d == nil || view.Link(d.URL) == "" {
			continue
		}
		ref := []string{"S854", quoted(view.Link(d.URL))}
		if s := view.Plain(d.Title); s != "" {
			ref = append(ref, "S1476", language(d)+":"+quoted(view.Short(s, 400)))
		}
		if t, err := time.Parse("2006-01-02", view.PublishedDay(d)); err == nil {
			ref = append(ref, "S577", moment(t, 11))
		}
		if !o.Now.IsZero() {
			ref = append(ref, "S813", moment(o.Now.UTC(), 11))
		}
		for _, c := range cs {
			if c.Document == id {
				ref = append(ref, "S1683", language(d)+":"+quoted(view.Short(view.Plain(c.Quote), 400)))
				break
			}
		}
		out = append(out, ref)
	}
	return out
}

func language(d *schema.Document) string {
	l, _, _ := strings.Cut(strings.ToLower(d.Language), "-")
	if len(l) == 2 && l[0] >= 'a' && l[0] <= 'z' && l[1] >= 'a' && l[1] <= 'z' {
		return l
	}
	return "en"
}

// quoted is a string value. The commands have no way to write a quotation mark or
// a bar within one, so others stand for them.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`"`, "”", "|", "¦").Replace(view.Plain(s)) + `"`
}
