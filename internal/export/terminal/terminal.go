// Package terminal prints records for a person to read: what is disputed first,
// then what happened, to whom, when, and who says so.
//
// Everything that comes from a document is treated as hostile: control
// characters, escape sequences and marks that turn the direction of writing are
// taken out before they reach the terminal. Lines are filled by the columns that
// characters take on the screen, not by their number.
package terminal

import (
	"bufio"
	"io"

	"dossier/internal/wording"
	"dossier/schema"
)

// MinWidth is the narrowest page that is laid out; less is taken as this.
const MinWidth = 30

// Options say how a page is printed.
type Options struct {
	Width  int  // columns to fill; 0 is 80
	Colour bool // print colours and weights
	Cite   bool // show the words that back each value, and where they stand
	// Coverage shows the sentences of each document that gave nothing.
	Coverage bool
	// Rule says whose rule picked the shown figures; "" says nothing.
	Rule string
}

// Write prints everything read from a set of documents. The same out and
// options give the same bytes.
func Write(w io.Writer, out schema.Output, o Options) error {
	if o.Width == 0 {
		o.Width = 80
	}
	buf := bufio.NewWriter(w)
	p := &page{w: buf, width: max(o.Width, MinWidth), colour: o.Colour, cites: o.Cite}
	p.number(out.Documents)
	if o.Rule != "" && len(out.Records) > 0 {
		p.line(0, 2, span{clean(o.Rule), dim})
		p.blank()
	}
	p.asOf(out.AsOf)
	for i := range out.Records {
		if i > 0 {
			p.blank()
			p.rule()
			p.blank()
		}
		newView(p, &out.Records[i]).print()
	}
	if len(out.Records) == 0 {
		p.line(0, 0, span{"No incident is told of in what was read.", bold})
	}
	if o.Coverage {
		p.coverage(out.Documents)
	}
	p.documents(out.Documents)
	if p.err != nil {
		return p.err
	}
	return buf.Flush()
}

// asOf says by which time a record is shown as it stood.
func (p *page) asOf(a *schema.AsOf) {
	if a == nil {
		return
	}
	how := map[string]string{"received": "had come", "published": "was published"}[a.By]
	p.line(0, 2, span{"As it stood at the end of " + clean(a.Date) + ", by what " + how + " by then.", dim})
	if a.Note != "" {
		p.line(0, 2, span{clean(a.Note), alarm})
	}
	p.blank()
}

// view is one record on its way to a page.
type view struct {
	*page
	rec      *schema.Record
	entities map[string]*schema.Entity
	values   map[string]*schema.Value
	items    map[string]*schema.Item
	events   map[string]*schema.Event
	steps    *wording.Chronicle
}

func newView(p *page, r *schema.Record) *view {
	v := &view{
		page: p, rec: r, steps: wording.NewChronicle(r),
		entities: make(map[string]*schema.Entity, len(r.Entities)),
		values:   make(map[string]*schema.Value, len(r.Values)),
		items:    make(map[string]*schema.Item, len(r.Evidence)),
		events:   make(map[string]*schema.Event, len(r.Events)),
	}
	for i := range r.Entities {
		v.entities[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Values {
		v.values[r.Values[i].ID] = &r.Values[i]
	}
	for i := range r.Evidence {
		v.items[r.Evidence[i].ID] = &r.Evidence[i]
	}
	for i := range r.Events {
		v.events[r.Events[i].ID] = &r.Events[i]
	}
	return v
}

// print prints the record, section by section. A section with nothing to say is
// left out.
func (v *view) print() {
	v.heading()
	v.disagreements()
	v.facts()
	v.casualties()
	v.chronology()
	v.people()
	v.sayings()
	v.accounts()
	v.reactions()
	v.evidence()
	v.related()
	v.decisions()
}

func (v *view) heading() {
	title := clean(v.rec.Title)
	if v.rec.Role == "background" {
		v.line(0, 0, span{"Background: ", dim}, span{title, title1})
	} else {
		v.line(0, 0, span{title, title1})
	}
	if s := clean(v.rec.Summary); s != "" {
		v.line(0, 0, span{s, plain})
	}
	v.line(0, 0, span{clean(v.rec.ID), dim})
}

// name is what the entity with the id is called, or the id itself when the
// record has no such entity.
func (v *view) name(id string) string {
	if e := v.entities[id]; e != nil && e.Name != "" {
		return clean(e.Name)
	}
	return clean(id)
}

func (v *view) names(ids []string) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, v.name(id))
	}
	return out
}
