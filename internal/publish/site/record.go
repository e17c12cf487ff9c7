package site

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/export/view"
	"dossier/internal/wording"
	"dossier/internal/worldmap"
	"dossier/schema"
)

// Incident is a record with what its page needs beside it.
type Incident struct {
	*view.Record
	Row Row
	// Title of the record of an id that is published, with its page; "" for others.
	Linked func(id string) (title, file string)
	// Texts are the documents' texts by their ids, as far as they may be quoted from.
	Texts map[string]*Text
	// Sheet is the page of a document's whole text, "" where there is none.
	Sheet func(d *schema.Document) string
	JSON  string // the path of the record's JSON
	LD    []byte // schema.org JSON-LD
}

// recordPage is what the template of a record is given.
type recordPage struct {
	Row           *Row
	JSON          string
	Groups        []group
	Disputes      []dispute
	Phases        []phase
	Speakers      []speaker
	Boards        []board
	Reactions     []reaction
	Evidence      []item
	People        []roster
	Links         []link
	Sources       []source
	Contents      []part
	Locator       *locator
	Decided, Open int // shown values that somebody decided on, and others
}

// ref leads from a value to the words that it stands on.
type ref struct {
	Number int    // of the source
	To     string // the passage, or the source where none is quoted
}

// cell is something that is told, with the words it stands on.
type cell struct {
	Text, Note string
	Versus     string // what stands against it
	State      string // what somebody decided
	Who        []string
	Refs       []ref
}

// row is a labelled line.
type row struct {
	Label string
	Cells []cell
}

// group is a part of the facts.
type group struct {
	ID, Name string
	Rows     []row
}

// part is an entry of the page's contents.
type part struct {
	ID, Name string
	Count    int
}

// maker makes the page of one record.
type maker struct {
	in  Incident
	r   *view.Record
	src *view.Sources
	q   *quotes
}

// Record makes the page of a record.
func (s *Site) Record(in Incident) (Page, error) {
	m := &maker{in: in, r: in.Record, src: view.NewSources(in.Record)}
	m.q = newQuotes(m.r, in.Texts)
	p := recordPage{Row: &in.Row, JSON: in.JSON, Groups: m.groups(), Disputes: m.disputes(), Phases: m.phases(), Speakers: m.speakers(), Boards: m.boards(), Reactions: m.reactions(), Evidence: m.evidence(), People: m.rosters(), Links: m.links(), Locator: locate(&in.Row)}
	p.Sources = m.sources()
	for i := range m.r.Values {
		if v := &m.r.Values[i]; v.Preferred && v.State != "" {
			p.Decided++
		} else if v.Preferred {
			p.Open++
		}
	}
	p.Contents = p.contents()
	about := in.Row.Summary
	if about == "" {
		about = in.Row.Title
	}
	return s.page("record", in.Row.Title, "incidents/"+in.Row.File+".html", "incidents.html", about, in.LD, p)
}

func (p *recordPage) contents() []part {
	n := map[string]int{"disagreements": len(p.Disputes), "accounts": len(p.Boards), "reactions": len(p.Reactions), "evidence": len(p.Evidence), "related": len(p.Links), "sources": len(p.Sources)}
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			n["facts"] += len(r.Cells)
		}
	}
	for _, ph := range p.Phases {
		for _, d := range ph.Days {
			n["chronology"] += len(d.Steps)
		}
	}
	for _, s := range p.Speakers {
		n["speech"] += len(s.Sayings)
	}
	for _, r := range p.People {
		n["named"] += len(r.Members)
	}
	var out []part
	for _, x := range [][2]string{
		{"disagreements", "Disagreements"}, {"facts", "Facts"}, {"chronology", "Chronology"}, {"speech", "Who said what"}, {"accounts", "Accounts"},
		{"reactions", "Reactions"}, {"evidence", "Evidence"}, {"named", "Who is named"}, {"related", "Related incidents"}, {"sources", "Sources"},
	} {
		if n[x[0]] > 0 {
			out = append(out, part{x[0], x[1], n[x[0]]})
		}
	}
	return out
}

// refs are the passages that citations stand in, one for each source.
func (m *maker) refs(cs ...schema.Citation) []ref {
	var out []ref
	for _, n := range m.src.Of(cs) {
		d := m.src.Documents()[n-1]
		to := "s" + strconv.Itoa(n)
		for _, c := range cs {
			if k := m.q.find(c); c.Document == d.ID && k > 0 {
				to += "-" + strconv.Itoa(k)
				break
			}
		}
		out = append(out, ref{n, to})
	}
	return out
}

func (m *maker) groups() []group {
	var out []group
	seen := map[string]bool{}
	for _, g := range wording.Facts() {
		x := group{ID: g.ID, Name: g.Name}
		if g.ID == "when" {
			g.Slots = append(g.Slots, "timezone")
		}
		for _, slot := range g.Slots {
			seen[slot] = true
			x.add(m.row(slot))
		}
		if len(x.Rows) > 0 {
			out = append(out, x)
		}
	}
	also := group{ID: "also", Name: "Also"}
	for _, v := range m.r.Values {
		if !seen[v.Slot] {
			seen[v.Slot] = true
			also.add(m.row(v.Slot))
		}
	}
	if len(also.Rows) > 0 {
		out = append(out, also)
	}
	return out
}

func (g *group) add(r row) {
	if len(r.Cells) > 0 {
		g.Rows = append(g.Rows, r)
	}
}

// row is the shown values of a slot.
func (m *maker) row(slot string) row {
	out := row{Label: wording.Row(slot)}
	for _, v := range m.r.All(slot) {
		out.Cells = append(out.Cells, m.cell(v))
	}
	return out
}

// cell is a shown value with its qualities.
func (m *maker) cell(v *schema.Value) cell {
	c := cell{Text: words(m.r, v), Note: m.note(v), Refs: m.refs(v.Citations...), State: v.State, Who: m.r.Names(v.Claimants)}
	if v.OwnVoice && len(c.Who) > 0 {
		c.Who = append([]string{"the report itself"}, c.Who...)
	}
	if v.Status == "contested" {
		c.Versus = m.versus(v)
	}
	return c
}

// note is what a slot adds to its value.
func (m *maker) note(v *schema.Value) string {
	if n, ok := wording.Number(v.Value); ok && v.Of != "" && v.Of != "all" {
		return wording.Group(v.Of, n)
	}
	switch v.Slot {
	case "timezone":
		if v.Offset != "" {
			return "UTC" + v.Offset
		}
		return ""
	case "perpetrator", "suspect":
		if v.Basis == "fact" {
			return ""
		}
	case "target", "weapon":
		if v.Kind == "other" {
			return ""
		}
	case "coordinates":
		if v.Precision != "" {
			return "precision: " + wording.Code(v.Precision)
		}
	}
	if d := m.r.Detail(v); !strings.EqualFold(d, words(m.r, v)) {
		return d
	}
	return ""
}

// versus are the values that stand against one.
func (m *maker) versus(v *schema.Value) string {
	var out []string
	for i := range m.r.Conflicts {
		c := &m.r.Conflicts[i]
		if !slices.Contains(c.Values, v.ID) {
			continue
		}
		for _, o := range m.r.Disputed(c) {
			if w := words(m.r, o); o.ID != v.ID && w != words(m.r, v) && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return strings.Join(out, ", ")
}

// dispute is a slot whose values cannot all hold, told side by side.
type dispute struct {
	Name, Kind, Explanation string
	Sides                   []side
}

// side is one value of a dispute with who says it.
type side struct {
	cell
	Shown bool
	Why   string
	Quote []quoted
}

// quoted is words of a source.
type quoted struct {
	Text string
	Refs []ref
}

func (m *maker) disputes() []dispute {
	var out []dispute
	for i := range m.r.Conflicts {
		c := &m.r.Conflicts[i]
		d := dispute{Name: wording.Slot(c.Slot), Kind: wording.Conflict(c.Kind), Explanation: m.r.Explain(c)}
		if c.Of != "" && c.Of != "all" {
			d.Name += ", " + view.Code(c.Of)
		}
		if c.Inclusion != "" {
			d.Kind += ", with or without the " + view.Code(c.Inclusion)
		}
		for _, v := range m.r.Disputed(c) {
			d.Sides = append(d.Sides, m.side(v))
		}
		if len(d.Sides) > 1 && !view.HoldsEntity(c.Slot) && c.Slot != "motive" {
			d.Explanation = "" // the table says it
		}
		out = append(out, d)
	}
	return out
}

// mostQuotes is how many wordings of one side are shown.
const mostQuotes = 4

func (m *maker) side(v *schema.Value) side {
	s := side{cell: cell{Text: words(m.r, v), Note: m.note(v), Who: m.r.Says(v), State: v.State}, Shown: v.Preferred, Why: view.Plain(v.Reason)}
	var seen []string
	for _, c := range v.Citations {
		q := view.Plain(c.Quote)
		if q == "" || slices.Contains(seen, q) || len(seen) == mostQuotes {
			continue
		}
		seen = append(seen, q)
		s.Quote = append(s.Quote, quoted{view.Short(q, longestQuote), m.refs(c)})
	}
	return s
}

// locator is a piece of the map around a place.
type locator struct {
	Left, Top, Width, Height float64
	MapWidth, MapHeight      int
	X, Y, R                  float64
	Text                     string
}

func locate(x *Row) *locator {
	if !x.Located {
		return nil
	}
	l := &locator{Width: 560, Height: 260, MapWidth: worldmap.Width, MapHeight: worldmap.Height, Text: x.Where()}
	l.X, l.Y = worldmap.Project(x.Lat, x.Lon)
	l.R = math.Max(5, worldmap.Radius(x.Precision)*worldmap.Kilometre(x.Lat))
	l.Left = math.Max(0, math.Min(worldmap.Width-l.Width, l.X-l.Width/2))
	l.Top = math.Max(0, math.Min(worldmap.Height-l.Height, l.Y-l.Height/2))
	for _, f := range []*float64{&l.X, &l.Y, &l.R, &l.Left, &l.Top} {
		*f = math.Round(*f*10) / 10
	}
	return l
}
