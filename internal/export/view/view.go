// Package view is what the formats of export have in common: finding the shown
// values of a record, putting them into words, and keeping what documents say
// from being taken for anything but words.
package view

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dossier/internal/wording"
	"dossier/schema"
)

// Options is what an export is made with, beside the records.
type Options struct {
	Now     time.Time // when it was made; the zero time leaves it out where that is allowed
	Program string    // what made it: "dossier v1.2.0"
	// Withheld says in a sentence what was blanked, "" when nothing was.
	Withheld string
	// Rule says in a sentence whose rule picked the shown figures.
	Rule string
}

// Record is a record with its parts by their ids.
type Record struct {
	*schema.Record
	Documents []*schema.Document // those that tell of it, in order

	entities map[string]*schema.Entity
	docs     map[string]*schema.Document
}

// Records are the records of out, ready to be looked into.
func Records(out *schema.Output) []*Record {
	docs := make(map[string]*schema.Document, len(out.Documents))
	for i := range out.Documents {
		docs[out.Documents[i].ID] = &out.Documents[i]
	}
	list := make([]*Record, 0, len(out.Records))
	for i := range out.Records {
		r := &Record{Record: &out.Records[i], docs: docs, entities: map[string]*schema.Entity{}}
		for j := range r.Entities {
			r.entities[r.Entities[j].ID] = &r.Entities[j]
		}
		for _, id := range r.Record.Documents {
			if d := docs[id]; d != nil {
				r.Documents = append(r.Documents, d)
			}
		}
		list = append(list, r)
	}
	return list
}

// Doc is the document of an id, nil when there is none.
func (r *Record) Doc(id string) *schema.Document { return r.docs[id] }

// Entity is the entity of an id, nil when there is none.
func (r *Record) Entity(id string) *schema.Entity { return r.entities[id] }

// Shown is the shown value of a slot, nil when there is none.
func (r *Record) Shown(slot, of string) *schema.Value {
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == slot && v.Of == of && v.Preferred {
			return v
		}
	}
	return nil
}

// All are the shown values of a slot that holds several.
func (r *Record) All(slots ...string) []*schema.Value {
	var out []*schema.Value
	for _, slot := range slots {
		for i := range r.Values {
			if v := &r.Values[i]; v.Slot == slot && v.Preferred {
				out = append(out, v)
			}
		}
	}
	return out
}

// Text is the shown value of a slot in words, "" when there is none; a date or an
// hour as programs read it.
func (r *Record) Text(slot, of string) string {
	v := r.Shown(slot, of)
	if v == nil {
		return ""
	}
	if s, ok := v.Value.(string); ok && (slot == "date" || slot == "time") {
		return Plain(s)
	}
	return r.Words(v)
}

// Words is a value as people read it.
func (r *Record) Words(v *schema.Value) string {
	return Plain(wording.Value(v.Slot, v.Value, r.Name))
}

// Degrees is a coordinate with six places at most: a tenth of a metre.
func Degrees(x float64) string {
	s := strconv.FormatFloat(x, 'f', 6, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// HoldsEntity reports whether the values of a slot are ids of entities.
func HoldsEntity(slot string) bool {
	switch slot {
	case "perpetrator", "suspect", "victim", "claimed_by":
		return true
	}
	return false
}

// Name is what an entity is called, its id when the record has none such.
func (r *Record) Name(id string) string {
	if e := r.entities[id]; e != nil && e.Name != "" {
		return Plain(e.Name)
	}
	return Plain(id)
}

// Names are what entities are called.
func (r *Record) Names(ids []string) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, r.Name(id))
	}
	return out
}

// NamesOf is the words of the shown values of slots, each once.
func (r *Record) NamesOf(slots ...string) []string {
	var out []string
	for _, v := range r.All(slots...) {
		if s := r.Words(v); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Coordinates is where it happened; ok is false when that is not known.
func (r *Record) Coordinates() (lat, lon float64, precision string, ok bool) {
	v := r.Shown("coordinates", "")
	if v == nil {
		return 0, 0, "", false
	}
	c, ok := v.Value.([2]float64)
	if !ok || c[0] < -90 || c[0] > 90 || c[1] < -180 || c[1] > 180 {
		return 0, 0, "", false
	}
	return c[0], c[1], v.Precision, true
}

// Conflicting is the conflict of a slot, nil when there is none.
func (r *Record) Conflicting(slot, of string) *schema.Conflict {
	for i := range r.Conflicts {
		if c := &r.Conflicts[i]; c.Slot == slot && c.Of == of {
			return c
		}
	}
	return nil
}

// Figures are all values of a slot that nobody rejected, in words, the shown one first: "3; 2".
func (r *Record) Figures(slot, of string) string {
	var first, rest []string
	for i := range r.Values {
		v := &r.Values[i]
		switch {
		case v.Slot != slot || v.Of != of || v.State == "rejected":
		case v.Preferred:
			first = append(first, r.Words(v))
		default:
			rest = append(rest, r.Words(v))
		}
	}
	return strings.Join(append(first, rest...), "; ")
}

// Says is who says a value: those who speak, and the documents that say it in
// their own voice.
func (r *Record) Says(v *schema.Value) []string {
	out := r.Names(v.Claimants)
	if len(v.Claimants) == 0 || v.OwnVoice {
		for _, id := range DocsOf(v.Citations) {
			out = append(out, r.DocName(id))
		}
	}
	return out
}

// DocName is what a document is called: its source or title, else its path.
func (r *Record) DocName(id string) string {
	d := r.docs[id]
	if d == nil {
		return Plain(id)
	}
	return DocName(d)
}

// DocName is what a document is called: its source, else its title, else its path.
func DocName(d *schema.Document) string {
	for _, s := range []string{d.Source, d.Title, d.Path} {
		if s = Plain(s); s != "" {
			return s
		}
	}
	return d.ID
}

// DocsOf are the documents cited, each once.
func DocsOf(cs []schema.Citation) []string {
	var out []string
	for _, c := range cs {
		if !slices.Contains(out, c.Document) {
			out = append(out, c.Document)
		}
	}
	return out
}

// Quotes are the words cited, each once.
func Quotes(cs []schema.Citation) []string {
	var out []string
	for _, c := range cs {
		if s := Plain(c.Quote); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Title is what the record is called, its id where it has no title.
func (r *Record) Title() string {
	if s := Plain(r.Record.Title); s != "" {
		return s
	}
	return Plain(r.ID)
}
