package view

import (
	"slices"

	"dossier/schema"
)

// Sources numbers the documents of an article in the order they are first cited.
type Sources struct {
	Record *Record
	order  []string
	number map[string]int
}

// NewSources starts with no document numbered.
func NewSources(r *Record) *Sources { return &Sources{Record: r, number: map[string]int{}} }

// Of gives the numbers of the documents cited, numbering those that are new.
func (s *Sources) Of(cs []schema.Citation) []int {
	var out []int
	for _, id := range DocsOf(cs) {
		if s.Record.Doc(id) == nil {
			continue
		}
		if s.number[id] == 0 {
			s.order = append(s.order, id)
			s.number[id] = len(s.order)
		}
		out = append(out, s.number[id])
	}
	slices.Sort(out)
	return out
}

// Rest numbers the documents of the record that nothing cites.
func (s *Sources) Rest() {
	for _, d := range s.Record.Documents {
		if s.number[d.ID] == 0 {
			s.order = append(s.order, d.ID)
			s.number[d.ID] = len(s.order)
		}
	}
}

// Documents are the numbered documents in order.
func (s *Sources) Documents() []*schema.Document {
	out := make([]*schema.Document, 0, len(s.order))
	for _, id := range s.order {
		out = append(out, s.Record.Doc(id))
	}
	return out
}

// Fact is one line of the facts: what it is, and the shown values of it.
type Fact struct {
	Label  string
	Values []*schema.Value
}

// Facts are the facts of a record in the order people read them, each with its
// shown values; casualties by whom they count.
func (r *Record) Facts() []Fact {
	var out []Fact
	for _, f := range []struct {
		label string
		slots []string
	}{
		{"What", []string{"type", "further_act", "outcome"}}, {"Date", []string{"date"}}, {"Time", []string{"time"}}, {"Part of the day", []string{"time_of_day"}},
		{"Time zone", []string{"timezone"}}, {"Country", []string{"country"}}, {"Place", []string{"place"}}, {"Site", []string{"site"}},
		{"Coordinates", []string{"coordinates"}}, {"Targets", []string{"target"}}, {"Weapons", []string{"weapon"}}, {"Shots", []string{"shots"}},
		{"Perpetrators", []string{"perpetrator"}}, {"Number of perpetrators", []string{"perpetrator_count"}}, {"Suspects", []string{"suspect"}},
		{"Claimed by", []string{"claimed_by"}}, {"Victims", []string{"victim"}}, {"Motive", []string{"motive"}}, {"Damage", []string{"damage"}},
	} {
		if vs := r.All(f.slots...); len(vs) > 0 {
			out = append(out, Fact{f.label, vs})
		}
	}
	return append(out, r.Casualties()...)
}

// Casualties are the counts, each by whom it counts.
func (r *Record) Casualties() []Fact {
	var out []Fact
	for _, slot := range []string{"killed", "injured", "missing", "abducted", "arrested", "evacuated"} {
		for _, v := range r.All(slot) {
			label := Capital(slot)
			if v.Of != "all" {
				label += " (" + Code(v.Of) + ")"
			}
			out = append(out, Fact{label, []*schema.Value{v}})
		}
	}
	return out
}

// Detail is what belongs to a value beside its words: the basis of a link, the
// harm done to a victim, the degree of damage, the code of a country.
func (r *Record) Detail(v *schema.Value) string {
	switch v.Slot {
	case "perpetrator", "suspect":
		return Code(v.Basis)
	case "victim":
		return Code(v.Harm)
	case "damage":
		return Code(v.Degree)
	case "target", "weapon":
		return Code(v.Kind)
	case "country":
		if s, ok := v.Value.(string); ok {
			return Plain(s)
		}
	case "timezone":
		return v.Offset
	case "coordinates":
		return Code(v.Precision)
	}
	return ""
}

// Chronology are the steps that a short chronology has, in order.
func (r *Record) Chronology() []*schema.Event {
	var out []*schema.Event
	for i := range r.Events {
		if e := &r.Events[i]; !e.Minor && (e.When != "" || e.Phase == "incident") {
			out = append(out, e)
		}
	}
	return out
}

// Stamp is when a step happened, as exact as it is known.
func Stamp(e *schema.Event) string {
	s := Plain(e.When)
	if e.Time != "" {
		s += " " + Plain(e.Time)
	}
	return s
}

// Step is what happened, with what takes away from it: that it is alleged,
// planned or denied.
func Step(e *schema.Event) string {
	s := Plain(e.What)
	if e.Negated {
		s += " (said not to have happened)"
	}
	if e.Modality != "" && e.Modality != "actual" {
		s += " (" + Code(e.Modality) + ")"
	}
	return s
}

// Disputed are the values that a conflict names.
func (r *Record) Disputed(c *schema.Conflict) []*schema.Value {
	var out []*schema.Value
	for _, id := range c.Values {
		if v := r.Value(id); v != nil {
			out = append(out, v)
		}
	}
	return out
}

// Value is the value of an id, nil when there is none.
func (r *Record) Value(id string) *schema.Value {
	for i := range r.Values {
		if r.Values[i].ID == id {
			return &r.Values[i]
		}
	}
	return nil
}
