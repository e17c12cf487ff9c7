// Package wikitext prints records as drafts of encyclopedia articles in MediaWiki
// markup: an infobox, sections, and each sentence with its references.
package wikitext

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what a draft leaves out.
var Omits = []string{
	"details of the chronology and steps without a date",
	"where the words stand in the documents, confidence, and who made a value",
	"statements that are no reaction and no account",
	"prose: the draft lists facts with their references, for a person to write from",
}

// Write prints one draft for each record.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	return view.Print(w, out, "\n----\n\n", func(to *view.Printer, r *view.Record) {
		(&page{Printer: to}).record(r, o)
	})
}

type page struct {
	*view.Printer
	src  *view.Sources
	told map[int]bool // sources whose reference was written out
}

func (p *page) record(r *view.Record, o view.Options) {
	p.src, p.told = view.NewSources(r), map[int]bool{}
	p.infobox(r)
	p.Printf("'''%s'''", escape(r.Title()))
	if r.Summary != "" {
		p.Printf(": %s", escape(r.Summary))
	}
	p.Printf("%s\n", p.refs(lead(r)))
	for _, s := range []string{o.Rule, o.Withheld} {
		if s != "" {
			p.Printf("\n''%s''\n", escape(s))
		}
	}
	p.chronology(r)
	p.casualties(r)
	p.disagreements(r)
	p.accounts(r)
	p.reactions(r)
	p.related(r)
	p.sources(r)
}

// lead is what the first sentence stands on: the date and the type.
func lead(r *view.Record) []schema.Citation {
	var out []schema.Citation
	for _, v := range r.All("date", "type") {
		out = append(out, v.Citations...)
	}
	return out
}

func (p *page) infobox(r *view.Record) {
	p.Printf("{{Infobox civilian attack\n")
	p.field("title", escape(r.Title()), nil)
	for _, f := range []struct{ name, slot, of string }{
		{"date", "date", ""}, {"time", "time", ""}, {"timezone", "timezone", ""},
	} {
		if v := r.Shown(f.slot, f.of); v != nil {
			p.field(f.name, escape(r.Text(f.slot, f.of)), v.Citations)
		}
	}
	var where []schema.Citation
	for _, v := range r.All("site", "place", "country") {
		where = append(where, v.Citations...)
	}
	p.field("location", escape(r.Place()), where)
	if lat, lon, _, ok := r.Coordinates(); ok {
		p.field("coordinates", "{{coord|"+view.Degrees(lat)+"|"+view.Degrees(lon)+"|display=inline,title}}", nil)
	}
	for _, f := range []struct{ name, slot string }{
		{"target", "target"}, {"type", "type"}, {"weapons", "weapon"}, {"victims", "victim"}, {"perpetrators", "perpetrator"}, {"motive", "motive"},
	} {
		p.list(r, f.name, r.All(f.slot))
	}
	p.figures(r, "fatalities", "killed")
	p.figures(r, "injuries", "injured")
	if v := r.Shown("perpetrator_count", ""); v != nil {
		p.field("numparts", escape(r.Words(v)), v.Citations)
	}
	p.Printf("}}\n")
}

func (p *page) field(name, value string, cs []schema.Citation) {
	if value != "" {
		p.Printf("| %s = %s%s\n", name, value, p.refs(cs))
	}
}

func (p *page) list(r *view.Record, name string, vs []*schema.Value) {
	parts := make([]string, 0, len(vs))
	for _, v := range vs {
		parts = append(parts, escape(r.Words(v))+p.refs(v.Citations))
	}
	p.field(name, strings.Join(parts, "<br />"), nil)
}

// figures are all figures of a slot, the shown one first: an infobox that hides a
// dispute would be wrong.
func (p *page) figures(r *view.Record, name, slot string) {
	var first, rest []string
	for i := range r.Values {
		v := &r.Values[i]
		if v.Slot != slot || v.Of != "all" || v.State == "rejected" || !v.Preferred && v.Status != "contested" {
			continue
		}
		s := escape(r.Words(v)) + p.refs(v.Citations)
		if v.Preferred {
			first = append(first, s)
		} else {
			rest = append(rest, s)
		}
	}
	p.field(name, strings.Join(append(first, rest...), " or "), nil)
}

// refs are the references to the documents cited: the whole reference where it
// stands first, its name where it stands again.
func (p *page) refs(cs []schema.Citation) string {
	var b strings.Builder
	for _, n := range p.src.Of(cs) {
		if p.told[n] {
			fmt.Fprintf(&b, `<ref name="s%d" />`, n)
			continue
		}
		p.told[n] = true
		fmt.Fprintf(&b, `<ref name="s%d">%s</ref>`, n, cite(p.src.Documents()[n-1]))
	}
	return b.String()
}

// cite is a reference: a template where the source can be named.
func cite(d *schema.Document) string {
	title := view.Plain(d.Title)
	if title == "" {
		title = view.DocName(d)
	}
	kind, u := "cite document", view.Link(d.URL)
	if u != "" {
		kind = "cite web"
	}
	s := "{{" + kind + " | title=" + escape(title)
	if u != "" {
		s += " | url=" + u
	}
	if x := view.Plain(d.Source); x != "" {
		s += " | publisher=" + escape(x)
	}
	if x := view.PublishedDay(d); x != "" {
		s += " | date=" + x
	}
	return s + "}}"
}

func (p *page) head(s string) { p.Printf("\n== %s ==\n\n", s) }

func (p *page) chronology(r *view.Record) {
	es := r.Chronology()
	if len(es) == 0 {
		return
	}
	p.head("Chronology")
	for _, e := range es {
		if s := view.Stamp(e); s != "" {
			p.Printf("* %s: %s%s\n", escape(s), escape(view.Step(e)), p.refs(e.Citations))
		} else {
			p.Printf("* %s%s\n", escape(view.Step(e)), p.refs(e.Citations))
		}
	}
}

func (p *page) casualties(r *view.Record) {
	fs := r.Casualties()
	if len(fs) == 0 {
		return
	}
	p.head("Casualties")
	for _, f := range fs {
		for _, v := range f.Values {
			p.Printf("* %s: %s%s\n", escape(f.Label), escape(r.Words(v)), p.refs(v.Citations))
		}
	}
}

func (p *page) disagreements(r *view.Record) {
	if len(r.Conflicts) == 0 {
		return
	}
	p.head("Disagreements")
	for i := range r.Conflicts {
		c := &r.Conflicts[i]
		p.Printf("* %s (%s): %s%s\n", escape(view.Capital(view.Code(c.Slot))), escape(view.Code(c.Kind)), escape(r.Explain(c)), p.refs(c.Citations))
		for _, v := range r.Disputed(c) {
			p.Printf("** %s: %s%s\n", escape(r.Words(v)), escape(strings.Join(r.Says(v), ", ")), p.refs(v.Citations))
		}
	}
}

func (p *page) accounts(r *view.Record) {
	if len(r.Accounts) == 0 {
		return
	}
	p.head("Accounts")
	for i := range r.Accounts {
		a := &r.Accounts[i]
		p.Printf("* %s: “%s”", escape(view.Capital(view.Code(a.Question))), escape(a.Position))
		if len(a.HeldBy) > 0 {
			p.Printf(", held by %s", escape(strings.Join(r.Names(a.HeldBy), ", ")))
		}
		if len(a.RejectedBy) > 0 {
			p.Printf(", rejected by %s", escape(strings.Join(r.Names(a.RejectedBy), ", ")))
		}
		p.Printf(".%s\n", p.refs(a.Citations))
	}
}

func (p *page) reactions(r *view.Record) {
	if len(r.Reactions) == 0 {
		return
	}
	p.head("Reactions")
	for i := range r.Reactions {
		x := &r.Reactions[i]
		p.Printf("* %s: %s%s\n", escape(r.Name(x.Actor)), escape(view.Code(strings.Join(x.Kinds, ", "))), p.refs(x.Citations))
	}
}

func (p *page) related(r *view.Record) {
	if len(r.Related) == 0 {
		return
	}
	p.head("See also")
	for _, x := range r.Related {
		p.Printf("* %s%s\n", escape(x.Title), p.refs(x.Citations))
	}
}

// sources lists the references; a source that nothing cites is told with them.
func (p *page) sources(r *view.Record) {
	p.head("References")
	p.Printf("<references />\n")
	for _, d := range r.Documents {
		if !p.told[number(p.src, d)] {
			p.Printf("* %s\n", cite(d))
		}
	}
}

func number(s *view.Sources, d *schema.Document) int {
	for i, x := range s.Documents() {
		if x == d {
			return i + 1
		}
	}
	return 0
}

// escape writes every character that MediaWiki could take for markup as a
// character reference: what remains are letters, digits, blanks and marks that
// mean nothing there.
func escape(s string) string {
	var b strings.Builder
	for i, r := range view.Plain(s) {
		switch {
		case strings.ContainsRune(`{}[]|<>&'"=~_`+"`", r),
			i == 0 && strings.ContainsRune("*#:;!-+", r), // lists, tables and rules at the start of a line
			r == ':' && strings.Contains(s, "//"):        // addresses become links
			fmt.Fprintf(&b, "&#%d;", r)
		case unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
