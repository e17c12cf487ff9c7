package desk

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// recordView is a record made ready for its page.
type recordView struct {
	*schema.Record
	byID     map[string]*schema.Entity
	value    map[string]*schema.Value
	number   map[string]int // of a document: its place in the record, from 1
	Docs     []schema.Document
	Sections []group
	Disputes []dispute
	Phases   []phase
	Speakers []speaker
	Boards   []board
	Matrix   matrix
	Items    []item
	Links    []link
	People   []roster
	Chart    *timeline
	Locator  *locator
	Judged   []judged
	Reversed []reversal
	Last     int64 // the number of the last decision about the record
	Decided  int   // values that somebody decided on
	doubted  map[string]bool
}

// cell is something a person can follow to its words.
type cell struct {
	ID     string // the id of what it shows, or empty
	Text   string
	Note   string // a quality in brackets, a reason
	Who    []string
	Docs   []int // numbers of the documents it stands on
	Count  int   // of citations
	Class  string
	Title  string   // a longer explanation
	Versus string   // the other side of a disagreement
	Ledger string   // the id of that disagreement
	When   string   // of a step: its time as written, as read, and how one came of the other
	Slot   string   // of a value, as a decision names it
	Mark   string   // what was decided about it
	Waits  []string // what is decided and waits for a second person
	State  string
}

// row is a labelled line of the record.
type row struct {
	Label string
	Cells []cell
}

// group is a part of the record's facts.
type group struct {
	ID, Name string
	Rows     []row
}

// newView prepares a record; docs are the documents it may cite.
func newView(rec *schema.Record, docs []schema.Document) *recordView {
	v := &recordView{Record: rec, byID: map[string]*schema.Entity{}, value: map[string]*schema.Value{}, number: map[string]int{}, doubted: doubtedOf(rec)}
	for i := range rec.Entities {
		v.byID[rec.Entities[i].ID] = &rec.Entities[i]
	}
	for i := range rec.Values {
		v.value[rec.Values[i].ID] = &rec.Values[i]
	}
	for _, d := range docs {
		if slices.Contains(rec.Documents, d.ID) {
			v.Docs = append(v.Docs, d)
			v.number[d.ID] = len(v.Docs)
		}
	}
	for _, x := range rec.Values {
		if x.State != "" {
			v.Decided++
		}
	}
	v.Sections = v.facts()
	v.Disputes = v.disputes()
	v.Phases = v.chronology()
	v.Speakers = v.speakers()
	v.Boards = v.boards()
	v.Matrix = v.reactions()
	v.Items = v.items()
	v.Links = v.links()
	v.People = v.rosters()
	v.Chart = v.chart()
	v.Locator = v.locator()
	v.Judged = v.decisions()
	v.Reversed = v.reversed()
	for _, d := range rec.Decisions {
		v.Last = max(v.Last, d.ID, d.Confirmation)
	}
	return v
}

// name is what an entity is called.
func (v *recordView) name(id string) string {
	if e := v.byID[id]; e != nil {
		return e.Name
	}
	return id
}

func (v *recordView) names(ids []string) []string {
	var out []string
	for _, id := range ids {
		if n := v.name(id); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// in are the numbers of the documents that citations lie in, ascending.
func (v *recordView) in(cs []schema.Citation) []int {
	var out []int
	for _, c := range cs {
		if n := v.number[c.Document]; n > 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// slots are those that a person can add a value to.
func slots() []string {
	var out []string
	for _, p := range wording.Facts() {
		out = append(out, p.Slots...)
	}
	return out
}

func (v *recordView) facts() []group {
	var out []group
	shown := map[string]bool{"timezone": true}
	add := func(id, name string, slots []string) {
		g := group{ID: id, Name: name}
		for _, s := range slots {
			shown[s] = true
			if r, ok := v.row(s); ok {
				g.Rows = append(g.Rows, r)
			}
		}
		if len(g.Rows) > 0 {
			out = append(out, g)
		}
	}
	for _, p := range wording.Facts() {
		add(p.ID, p.Name, p.Slots)
	}
	add("other", "Also", v.otherSlots(shown))
	return out
}

// otherSlots are those that no group has, so that nothing of a record is hidden.
func (v *recordView) otherSlots(shown map[string]bool) []string {
	var out []string
	for _, x := range v.Values {
		if !shown[x.Slot] && !slices.Contains(out, x.Slot) {
			out = append(out, x.Slot)
		}
	}
	return out
}

// row is the line of a slot: the values shown first, then the others.
func (v *recordView) row(slot string) (row, bool) {
	r := row{Label: slotName(slot)}
	var rest []cell
	for i := range v.Values {
		x := &v.Values[i]
		switch {
		case x.Slot != slot:
		case x.Preferred:
			r.Cells = append(r.Cells, v.cell(x))
		default:
			rest = append(rest, v.cell(x))
		}
	}
	r.Cells = append(r.Cells, rest...)
	return r, len(r.Cells) > 0
}

// slotName is the label of a slot's row.
func slotName(slot string) string { return wording.Row(slot) }

// cell is a value with its qualities.
func (v *recordView) cell(x *schema.Value) cell {
	c := cell{ID: x.ID, Text: v.text(x), Note: v.quality(x), Who: v.names(x.Claimants), Docs: v.in(x.Citations), Count: len(x.Citations), Class: "value"}
	c.Slot, c.Mark, c.State = x.Slot, verdict(x), x.State
	if x.Of != "" && x.Of != "all" {
		c.Slot += ":" + x.Of
	}
	if v.doubted[x.ID] {
		c.Mark, c.State = "?", doubted
	}
	if c.State != "" {
		c.Class += " " + c.State
	}
	if !x.Preferred {
		c.Class += " other"
	}
	if x.Status == "contested" {
		c.Class += " contested"
		c.Versus, c.Ledger = v.versus(x), v.ledger(x.ID)
	}
	if x.Confidence < 0.6 {
		c.Class += " unsure"
	}
	if x.OwnVoice && len(c.Who) > 0 {
		c.Who = append([]string{"the report itself"}, c.Who...)
	}
	c.Title = v.why(x)
	return c
}

// why explains where a value comes from and why it stands where it does.
func (v *recordView) why(x *schema.Value) string {
	var parts []string
	for _, m := range x.Makers {
		parts = append(parts, "read by "+strings.TrimSpace(m.Name+" "+m.Version))
	}
	parts = append(parts, "confidence "+strconv.FormatFloat(x.Confidence, 'f', 2, 64))
	if x.Derived != "" {
		parts = append(parts, "derived: "+x.Derived)
	}
	if x.Reason != "" {
		parts = append(parts, "shown first: "+x.Reason)
	}
	if x.State != "" {
		parts = append(parts, strings.TrimSpace(x.State+" "+x.StateWhy))
	}
	if x.WordsLost {
		parts = append(parts, "the newest version of the document no longer has these words")
	}
	return strings.Join(parts, " · ")
}

// versus are the values that a contested one stands against: "2".
func (v *recordView) versus(x *schema.Value) string {
	var out []string
	for _, c := range v.Conflicts {
		if !slices.Contains(c.Values, x.ID) {
			continue
		}
		for _, id := range c.Values {
			if y := v.value[id]; y != nil && id != x.ID && !slices.Contains(out, v.text(y)) {
				out = append(out, v.text(y))
			}
		}
	}
	return strings.Join(out, ", ")
}

// text is a value as a person reads it.
func (v *recordView) text(x *schema.Value) string {
	return wording.Value(x.Slot, x.Value, v.name)
}

// quality is what a slot adds to its value.
func (v *recordView) quality(x *schema.Value) string {
	switch x.Slot {
	case "killed", "injured", "missing", "abducted", "arrested", "evacuated":
		if x.Of != "" && x.Of != "all" {
			n, _ := wording.Number(x.Value)
			return wording.Group(x.Of, n)
		}
	case "time":
		return v.zone()
	case "country":
		return v.codeOf(x)
	case "target", "weapon":
		if x.Kind != "" && x.Kind != "other" {
			return wording.Code(x.Kind)
		}
	case "coordinates":
		return wording.Code(x.Precision)
	case "perpetrator", "suspect":
		if x.Basis != "" && x.Basis != "fact" {
			return wording.Code(x.Basis)
		}
	case "victim":
		return wording.Code(x.Harm)
	case "damage":
		return wording.Code(x.Degree)
	}
	return ""
}

func (v *recordView) codeOf(x *schema.Value) string {
	if s, _ := x.Value.(string); s != v.text(x) {
		return s
	}
	return ""
}

// zone is the time zone of the record.
func (v *recordView) zone() string {
	for i := range v.Values {
		if x := &v.Values[i]; x.Slot == "timezone" && x.Preferred {
			s, _ := x.Value.(string)
			if x.Offset != "" {
				s += ", UTC" + x.Offset
			}
			return s
		}
	}
	return ""
}
