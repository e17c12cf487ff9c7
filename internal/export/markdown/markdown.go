// Package markdown prints records as CommonMark for people to read and edit:
// facts with numbered sources, disagreements, chronology, reactions and accounts.
package markdown

import (
	"fmt"
	"io"
	"strings"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the page leaves out.
var Omits = []string{
	"details of the chronology and steps without a date",
	"where the words stand in the documents, confidence, and who made a value",
	"statements that are no reaction and no account",
}

// Write prints one page with a part for each record.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	return view.Print(w, out, "\n---\n\n", func(to *view.Printer, r *view.Record) {
		(&page{Printer: to}).record(r, o)
	})
}

type page struct {
	*view.Printer
	src *view.Sources
}

func (p *page) record(r *view.Record, o view.Options) {
	p.src = view.NewSources(r)
	p.Printf("# %s\n\n", escape(r.Title()))
	if r.Summary != "" {
		p.Printf("%s\n\n", escape(r.Summary))
	}
	for _, s := range []string{o.Rule, o.Withheld} {
		if s != "" {
			p.Printf("*%s*\n\n", escape(s))
		}
	}
	for _, f := range r.Facts() {
		p.Printf("- **%s:** %s\n", escape(f.Label), p.values(r, f.Values))
	}
	p.disagreements(r)
	p.chronology(r)
	p.accounts(r)
	p.reactions(r)
	p.evidence(r)
	p.related(r)
	p.sources()
}

func (p *page) values(r *view.Record, vs []*schema.Value) string {
	parts := make([]string, 0, len(vs))
	for _, v := range vs {
		s := escape(r.Words(v))
		if d := r.Detail(v); d != "" && d != r.Words(v) {
			s += " (" + escape(d) + ")"
		}
		parts = append(parts, s+p.cite(v.Citations))
	}
	return strings.Join(parts, "; ")
}

// cite is the numbers of the sources: " \[1, 3]".
func (p *page) cite(cs []schema.Citation) string {
	ns := p.src.Of(cs)
	if len(ns) == 0 {
		return ""
	}
	parts := make([]string, len(ns))
	for i, n := range ns {
		parts[i] = fmt.Sprint(n)
	}
	return ` \[` + strings.Join(parts, ", ") + `\]`
}

func (p *page) head(s string) { p.Printf("\n## %s\n\n", s) }

func (p *page) disagreements(r *view.Record) {
	if len(r.Conflicts) == 0 {
		return
	}
	p.head("Disagreements")
	for i := range r.Conflicts {
		c := &r.Conflicts[i]
		p.Printf("- **%s** (%s): %s%s\n", escape(view.Capital(view.Code(c.Slot))), escape(view.Code(c.Kind)), escape(r.Explain(c)), p.cite(c.Citations))
		for _, v := range r.Disputed(c) {
			p.Printf("  - %s: %s, “%s”%s%s\n", escape(r.Words(v)), escape(strings.Join(r.Says(v), ", ")),
				escape(strings.Join(first(view.Quotes(v.Citations), 3), "”, “")), p.cite(v.Citations), why(v))
		}
	}
}

func why(v *schema.Value) string {
	if !v.Preferred || v.Reason == "" {
		return ""
	}
	return " (shown: " + escape(v.Reason) + ")"
}

func (p *page) chronology(r *view.Record) {
	es := r.Chronology()
	if len(es) == 0 {
		return
	}
	p.head("Chronology")
	for _, e := range es {
		if s := view.Stamp(e); s != "" {
			p.Printf("- **%s:** %s%s\n", escape(s), escape(view.Step(e)), p.cite(e.Citations))
		} else {
			p.Printf("- %s%s\n", escape(view.Step(e)), p.cite(e.Citations))
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
		p.Printf("- %s: “%s”%s\n", escape(view.Capital(view.Code(a.Question))), escape(a.Position), p.cite(a.Citations))
		if len(a.HeldBy) > 0 {
			p.Printf("  - held by %s\n", escape(strings.Join(r.Names(a.HeldBy), ", ")))
		}
		if len(a.RejectedBy) > 0 {
			p.Printf("  - rejected by %s\n", escape(strings.Join(r.Names(a.RejectedBy), ", ")))
		}
	}
}

func (p *page) reactions(r *view.Record) {
	if len(r.Reactions) == 0 {
		return
	}
	p.head("Reactions")
	for i := range r.Reactions {
		x := &r.Reactions[i]
		s := escape(r.Name(x.Actor))
		if x.When != "" {
			s += ", " + escape(x.When)
		}
		p.Printf("- %s: %s%s\n", s, escape(view.Code(strings.Join(x.Kinds, ", "))), p.cite(x.Citations))
	}
}

func (p *page) evidence(r *view.Record) {
	if len(r.Evidence) == 0 {
		return
	}
	p.head("Evidence")
	for i := range r.Evidence {
		x := &r.Evidence[i]
		p.Printf("- %s (%s)%s\n", escape(x.What), escape(view.Code(x.Kind)), p.cite(x.Citations))
	}
}

func (p *page) related(r *view.Record) {
	if len(r.Related) == 0 {
		return
	}
	p.head("Related incidents")
	for _, x := range r.Related {
		p.Printf("- %s (%s)%s\n", escape(x.Title), escape(view.Code(x.Kind)), p.cite(x.Citations))
	}
}

func (p *page) sources() {
	p.src.Rest()
	p.head("Sources")
	for i, d := range p.src.Documents() {
		s := escape(view.DocName(d))
		if t := view.Plain(d.Title); t != "" && t != view.DocName(d) {
			s = escape(t) + ". " + s
		}
		if d.Published != "" {
			s += ", " + escape(d.Published)
		}
		if u := view.Link(d.URL); u != "" {
			s += ", <" + u + ">"
		}
		p.Printf("%d. %s. SHA-256 `%s`\n", i+1, s, view.Slug(d.SHA256))
	}
}

// marks are the characters that mean something in CommonMark or in what is often
// added to it, such as addresses that become links and tables.
const marks = "\\`*_{}[]<>#+-!|~&=.:@"

// escape keeps every mark from being one.
func escape(s string) string {
	var b strings.Builder
	for _, r := range view.Plain(s) {
		if strings.ContainsRune(marks, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func first(list []string, n int) []string { return list[:min(n, len(list))] }
