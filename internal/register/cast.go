// Package register says who and what occurs in records, in a few words for each, so
// that people, bodies and sources can be found and compared over a whole archive:
// which of different records are one, what speaks for it and what against, and how
// the values of each source fared. It knows published records and nothing of how
// they came about.
package register

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/name"
	"dossier/schema"
)

// Cast is who occurs in one record.
type Cast struct {
	Record  string   `json:"r"` // its id
	Title   string   `json:"t"`
	Date    string   `json:"d,omitempty"` // of the incident, EDTF
	Country string   `json:"c,omitempty"` // where it was
	Place   string   `json:"p,omitempty"`
	Related []string `json:"x,omitempty"` // ids of the records that it is told with
	Members []Member `json:"m,omitempty"`
}

// Member is one person or body of a record, by name.
type Member struct {
	Entity    string   `json:"e"` // its id in the record
	Kind      string   `json:"k"`
	Name      string   `json:"n"`
	Aliases   []string `json:"a,omitempty"`
	Positions []string `json:"o,omitempty"`
	Country   string   `json:"c,omitempty"`
	Sex       string   `json:"s,omitempty"`
	Age       int      `json:"y,omitempty"`
	// Roles are what it is in the record: a slot, with a colon and the harm of a
	// victim or the basis of a suspect; a part; "speaks", "reacted".
	Roles    []string `json:"l,omitempty"`
	Mentions int      `json:"w"`
}

// Kinds are the kinds of entity that are registered, as people name them.
var Kinds = []string{"person", "organisation", "group"}

// CastOf is who occurs in a record.
func CastOf(r *schema.Record) Cast {
	c := Cast{Record: r.ID, Title: r.Title}
	for i := range r.Values {
		v := &r.Values[i]
		s, ok := v.Value.(string)
		if !ok || !v.Preferred {
			continue
		}
		switch v.Slot {
		case "date":
			c.Date = s
		case "country":
			c.Country = s
		case "place":
			c.Place = s
		}
	}
	for _, x := range r.Related {
		if x.Record != "" && !slices.Contains(c.Related, x.Record) {
			c.Related = append(c.Related, x.Record)
		}
	}
	roles := rolesOf(r)
	for i := range r.Entities {
		e := &r.Entities[i]
		if e.Named && slices.Contains(Kinds, e.Kind) {
			c.Members = append(c.Members, memberOf(e, roles[e.ID]))
		}
	}
	return c
}

func memberOf(e *schema.Entity, roles []string) Member {
	m := Member{Entity: e.ID, Kind: e.Kind, Name: e.Name, Aliases: e.Aliases, Country: e.Country, Roles: roles, Mentions: len(e.Mentions)}
	for _, p := range e.Positions {
		m.Positions = append(m.Positions, p.Text)
	}
	for _, p := range e.Parts {
		if !slices.Contains(m.Roles, p.Kind) {
			m.Roles = append(m.Roles, p.Kind)
		}
	}
	if e.Sex != nil {
		m.Sex, _ = e.Sex.Value.(string)
	}
	if e.Age != nil {
		m.Age = number(e.Age.Value)
	}
	return m
}

// number is a whole number of a record, also of one that was read from JSON.
func number(x any) int {
	switch x := x.(type) {
	case int:
		return x
	case float64:
		return int(x)
	}
	return 0
}

// rolesOf is what the entities of a record are in it, by their ids.
func rolesOf(r *schema.Record) map[string][]string {
	out := map[string][]string{}
	add := func(id, role string) {
		if id != "" && !slices.Contains(out[id], role) {
			out[id] = append(out[id], role)
		}
	}
	for i := range r.Values {
		v := &r.Values[i]
		if v.State == "rejected" {
			continue
		}
		id, _ := v.Value.(string)
		switch v.Slot {
		case "victim":
			add(id, strings.TrimSuffix("victim:"+v.Harm, ":"))
		case "perpetrator", "suspect":
			add(id, strings.TrimSuffix(v.Slot+":"+v.Basis, ":"))
		case "claimed_by":
			add(id, v.Slot)
		}
	}
	for i := range r.Reactions {
		add(r.Reactions[i].Actor, "reacted")
	}
	for i := range r.Attributions {
		add(r.Attributions[i].Claimant, "speaks")
	}
	return out
}

// Names are all that a member is called, the fullest first.
func (m *Member) Names() []string { return append([]string{m.Name}, m.Aliases...) }

// Slug is a name as it stands in an address: folded, its words joined.
func Slug(s string) string { return strings.ReplaceAll(name.Fold(s), " ", "-") }

// ID is the id of a member of a record: what it is called, and the record; of the
// second that is called so in one record with its number.
func (c *Cast) ID(i int) string {
	slug, n := Slug(c.Members[i].Name), 1
	for k := range i {
		if Slug(c.Members[k].Name) == slug {
			n++
		}
	}
	if n > 1 {
		slug += "~" + strconv.Itoa(n)
	}
	return slug + "@" + c.Record
}

// Find is the member that the part of an id before the record means: by its name,
// else by another one it is called; -1 for none.
func (c *Cast) Find(slug string) int {
	for i := range c.Members {
		if id, _, _ := strings.Cut(c.ID(i), "@"); id == slug {
			return i
		}
	}
	for i := range c.Members {
		if slices.ContainsFunc(c.Members[i].Aliases, func(a string) bool { return Slug(a) == slug }) {
			return i
		}
	}
	return -1
}
