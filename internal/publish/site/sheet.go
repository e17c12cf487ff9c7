package site

import (
	"fmt"
	"slices"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Cited gathers where documents are cited, for the pages of their whole texts.
type Cited struct {
	of map[string]*sheetUse
}

// sheetUse is what is cited of one document, and by which records.
type sheetUse struct {
	doc   *schema.Document
	spans [][2]int
	rows  []int
}

// Add takes the citations of the record of a number.
func (c *Cited) Add(r *view.Record, number int) {
	if c.of == nil {
		c.of = map[string]*sheetUse{}
	}
	for _, d := range r.Documents {
		u := c.of[d.ID]
		if u == nil {
			u = &sheetUse{doc: d}
			c.of[d.ID] = u
		}
		u.rows = append(u.rows, number)
	}
	r.Citations(func(_ string, ct schema.Citation) {
		if u := c.of[ct.Document]; u != nil && ct.Start < ct.End {
			u.spans = append(u.spans, [2]int{ct.Start, ct.End})
		}
	})
	for _, d := range r.Documents {
		u := c.of[d.ID]
		slices.SortFunc(u.spans, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
		u.spans = slices.Compact(u.spans)
	}
}

// Each hands over the documents, in the order of their ids.
func (c *Cited) Each(yield func(*schema.Document) error) error {
	var ids []string
	for id := range c.of {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := yield(c.of[id].doc); err != nil {
			return err
		}
	}
	return nil
}

// SheetPath is the path of the page of a document's text.
func SheetPath(d *schema.Document) string {
	return "documents/" + view.Slug(d.SHA256[:min(16, len(d.SHA256))]) + ".html"
}

// sheetPage is the whole text of a document.
type sheetPage struct {
	Name, Source, Published, URL, SHA256, Language string
	Records                                        []Row
	Passages                                       []sheetBlock
}

// sheetBlock is a part of the text, in pieces.
type sheetBlock struct {
	Kind   string
	Pieces []piece
}

// piece is words that are cited alike, with the places of the citations that begin
// there.
type piece struct {
	Text    string
	Cited   bool
	Anchors []string
}

// Sheet makes the page of a document's whole text.
func (s *Site) Sheet(d *schema.Document, t *Text, c *Cited, rows []Row) (Page, error) {
	u := c.of[d.ID]
	p := sheetPage{Name: view.Plain(d.Title), Source: view.Plain(d.Source), Published: view.Plain(d.Published), URL: view.Link(d.URL), SHA256: d.SHA256, Language: view.Plain(d.Language)}
	if p.Name == "" {
		p.Name = view.DocName(d)
	}
	for _, k := range u.rows {
		p.Records = append(p.Records, rows[k])
	}
	for _, b := range t.parts() {
		p.Passages = append(p.Passages, sheetBlock{b.Kind, t.pieces(b, u.spans)})
	}
	return s.page("sheet", p.Name, SheetPath(d), "incidents.html", "The text of a report: "+p.Name, nil, p)
}

// parts are the blocks of a text, and what stands outside of any.
func (t *Text) parts() []Block {
	var out []Block
	at := 0
	gap := func(to int) {
		if view.Plain(string(t.Runes[at:to])) != "" {
			out = append(out, Block{"paragraph", at, to})
		}
	}
	for _, b := range t.Blocks {
		if b.Start < at || b.End > len(t.Runes) || b.Start >= b.End {
			continue
		}
		gap(b.Start)
		out = append(out, b)
		at = b.End
	}
	gap(len(t.Runes))
	return out
}

// pieces cuts a block where citations begin and end.
func (t *Text) pieces(b Block, spans [][2]int) []piece {
	cuts := []int{b.Start, b.End}
	for _, sp := range spans {
		for _, at := range sp {
			if b.Start < at && at < b.End {
				cuts = append(cuts, at)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []piece
	for i := 1; i < len(cuts); i++ {
		from, to := cuts[i-1], cuts[i]
		x := piece{Text: string(t.Runes[from:to])}
		for _, sp := range spans {
			if sp[0] <= from && to <= sp[1] {
				x.Cited = true
			}
			if sp[0] == from {
				x.Anchors = append(x.Anchors, fmt.Sprintf("c%d", from))
			}
		}
		x.Anchors = slices.Compact(x.Anchors)
		out = append(out, x)
	}
	return out
}
