// Package ftm prints records in the FollowTheMoney model: as entities (one JSON
// object a line), or as statements (a table with one row for each value and the
// document that it comes from).
package ftm

import (
	"crypto/sha1"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the model has no place for.
var Omits = []string{
	"casualties, weapons, damage and the hour as properties: the event’s description tells them in words",
	"the places of the words in the documents",
	"values that are not shown (slots in dispute stand in the event’s notes)",
	"the chronology, statements, accounts and evidence",
}

// Entity is one entity of the model.
type Entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Caption    string              `json:"caption"`
	Properties map[string][]string `json:"properties"`
	Datasets   []string            `json:"datasets"`

	order []string            // of Properties
	docs  map[string][]string // documents behind each property and value
}

const dataset = "dossier"

// Write prints the entities, one a line.
func Write(w io.Writer, out schema.Output, _ view.Options) error {
	for _, e := range entities(&out) {
		if err := view.WriteLine(w, e); err != nil {
			return err
		}
	}
	return nil
}

var statementHead = []string{
	"id", "entity_id", "canonical_id", "schema", "prop", "prop_type", "value", "original_value", "lang", "dataset", "origin", "external", "first_seen", "last_seen",
}

// Statements prints one row for each value of each property.
func Statements(w io.Writer, out schema.Output, o view.Options) error {
	t := table.NewWriter(w, table.Comma, statementHead...)
	seen := ""
	if !o.Now.IsZero() {
		seen = o.Now.UTC().Format("2006-01-02")
	}
	for _, e := range entities(&out) {
		for _, p := range e.order {
			for _, v := range e.Properties[p] {
				t.Row(map[string]string{
					"id": key("statement", e.ID, p, v), "entity_id": e.ID, "canonical_id": e.ID, "schema": e.Schema, "prop": p,
					"prop_type": propTypes[p], "value": v, "dataset": dataset, "origin": table.Join(e.docs[p+"\x00"+v]),
					"external": "false", "first_seen": seen, "last_seen": seen,
				})
			}
		}
	}
	return t.End()
}

// propTypes are the types of the properties that are used here.
var propTypes = map[string]string{
	"name": "name", "alias": "name", "description": "text", "summary": "text", "notes": "text", "date": "date", "startDate": "date", "endDate": "date",
	"country": "country", "nationality": "country", "location": "address", "involved": "entity", "keywords": "string",
	"title": "string", "sourceUrl": "url", "publisher": "string", "publishedAt": "date", "contentHash": "checksum", "fileName": "string",
	"language": "language", "subject": "entity", "object": "entity", "role": "string", "position": "string", "gender": "gender",
	"full": "address", "latitude": "number", "longitude": "number", "city": "string", "proof": "entity", "entity": "entity",
	"documentedBy": "entity", "addressEntity": "entity", "ethnicity": "string", "jurisdiction": "country",
}

// key is an id made of what tells a thing apart.
func key(parts ...string) string {
	return fmt.Sprintf("dossier-%x", sha1.Sum([]byte(strings.Join(parts, "\x00"))))
}

func newEntity(id, kind, caption string) *Entity {
	return &Entity{ID: id, Schema: kind, Caption: caption, Properties: map[string][]string{}, Datasets: []string{dataset}, docs: map[string][]string{}}
}

// set adds a value of a property once, with the documents behind it.
func (e *Entity) set(prop, value string, docs ...string) {
	if value = view.Plain(value); value == "" {
		return
	}
	if len(e.Properties[prop]) == 0 {
		e.order = append(e.order, prop)
	}
	for _, v := range e.Properties[prop] {
		if v == value {
			return
		}
	}
	e.Properties[prop] = append(e.Properties[prop], value)
	e.docs[prop+"\x00"+value] = docs
}

func entities(out *schema.Output) []*Entity {
	var list []*Entity
	for i := range out.Documents {
		list = append(list, document(&out.Documents[i]))
	}
	for _, r := range view.Records(out) {
		list = append(list, record(r)...)
	}
	return once(list)
}

// once keeps the first of the entities of one id: somebody can have one part in an
// incident by several values.
func once(list []*Entity) []*Entity {
	seen := map[string]bool{}
	out := list[:0]
	for _, e := range list {
		if !seen[e.ID] {
			seen[e.ID] = true
			out = append(out, e)
		}
	}
	return out
}

func docKey(d *schema.Document) string { return key("document", d.SHA256) }

func document(d *schema.Document) *Entity {
	kind := map[string]string{"html": "HyperText", "eml": "Email", "pdf": "Pages"}[d.Format]
	if kind == "" {
		kind = "PlainText"
	}
	e := newEntity(docKey(d), kind, view.DocName(d))
	title := view.Plain(d.Title)
	if title == "" {
		title = view.DocName(d)
	}
	e.set("title", title)
	e.set("fileName", d.Path)
	e.set("sourceUrl", view.Link(d.URL))
	e.set("publisher", d.Source)
	e.set("publishedAt", view.PublishedDay(d))
	e.set("contentHash", d.SHA256)
	return e
}

// record is the event with its place, those with a part in it, and their links.
func record(r *view.Record) []*Entity {
	docs := make([]string, 0, len(r.Documents))
	for _, d := range r.Documents {
		docs = append(docs, view.DocName(d))
	}
	e := newEntity(key("event", r.ID), "Event", r.Title())
	e.set("name", r.Title(), docs...)
	e.set("summary", r.Summary, docs...)
	e.set("description", facts(r), docs...)
	dates(e, r)
	if c := strings.ToLower(r.CountryCode()); len(c) == 2 {
		e.set("country", c, docs...)
	}
	for _, s := range r.NamesOf("type") {
		e.set("keywords", s, docs...)
	}
	for i := range r.Conflicts {
		x := &r.Conflicts[i]
		e.set("notes", "Disputed: "+view.Code(x.Slot)+". "+r.Explain(x), docs...)
	}
	for _, d := range r.Documents {
		e.set("proof", docKey(d))
	}
	list := []*Entity{e}
	if a := address(r); a != nil {
		e.set("addressEntity", a.ID)
		list = append(list, a)
	}
	return append(list, parties(r, e)...)
}

func dates(e *Entity, r *view.Record) {
	s, ok := r.When()
	switch {
	case !ok || s.First.IsZero():
	case s.Precision == "interval":
		e.set("startDate", table.Day(s.First))
		e.set("endDate", table.Day(s.Last))
	case s.Precision == "month":
		e.set("date", s.First.Format("2006-01"))
	case s.Precision == "year":
		e.set("date", s.First.Format("2006"))
	case s.Precision == "day":
		e.set("date", table.Day(s.First))
	}
}

func facts(r *view.Record) string {
	var parts []string
	for _, f := range [][2]string{
		{"Hour", strings.TrimSpace(r.Text("time", "") + " " + r.Offset())}, {"Where", r.Place()}, {"Killed", r.Text("killed", "all")},
		{"Injured", r.Text("injured", "all")}, {"Weapons", strings.Join(r.NamesOf("weapon"), ", ")}, {"Targets", strings.Join(r.NamesOf("target"), ", ")},
	} {
		if f[1] != "" {
			parts = append(parts, f[0]+": "+f[1]+".")
		}
	}
	return strings.Join(parts, " ")
}

func address(r *view.Record) *Entity {
	lat, lon, _, ok := r.Coordinates()
	if r.Place() == "" && !ok {
		return nil
	}
	a := newEntity(key("address", r.ID), "Address", r.Place())
	a.set("full", r.Place())
	a.set("name", r.Place())
	a.set("city", r.Text("place", ""))
	if c := strings.ToLower(r.CountryCode()); len(c) == 2 {
		a.set("country", c)
	}
	if ok {
		a.set("latitude", view.Degrees(lat))
		a.set("longitude", view.Degrees(lon))
	}
	return a
}

// parties are the people and bodies that are victims, suspects, perpetrators,
// claimed it or reacted, each with a link that tells its part.
func parties(r *view.Record, event *Entity) []*Entity {
	var list []*Entity
	seen := map[string]bool{}
	add := func(id, role string, cs []schema.Citation) {
		x := r.Entity(id)
		if x == nil {
			return
		}
		who := key("entity", r.ID, id)
		if !seen[id] {
			seen[id] = true
			list = append(list, party(r, x, who))
			event.set("involved", who)
		}
		l := newEntity(key("link", r.ID, id, role), "UnknownLink", role)
		l.set("subject", who)
		l.set("object", event.ID)
		l.set("role", role)
		for _, d := range view.DocsOf(cs) {
			if doc := r.Doc(d); doc != nil {
				l.set("publisher", doc.Source)
				l.set("sourceUrl", view.Link(doc.URL))
			}
		}
		list = append(list, l)
	}
	for _, v := range r.All("perpetrator", "suspect", "claimed_by", "victim") {
		id, _ := v.Value.(string)
		add(id, view.Code(strings.TrimSpace(v.Slot+" "+v.Harm+v.Basis)), v.Citations)
	}
	for i := range r.Reactions {
		x := &r.Reactions[i]
		add(x.Actor, "reacted: "+view.Code(strings.Join(x.Kinds, ", ")), x.Citations)
	}
	return list
}

func party(r *view.Record, x *schema.Entity, id string) *Entity {
	kind := "LegalEntity"
	switch x.Kind {
	case "person":
		kind = "Person"
	case "organisation", "group":
		kind = "Organization"
	case "state":
		kind = "PublicBody"
	}
	e := newEntity(id, kind, r.Name(x.ID))
	e.set("name", r.Name(x.ID))
	for _, a := range x.Aliases {
		e.set("alias", a)
	}
	if c := strings.ToLower(x.Country); len(c) == 2 {
		if kind == "Person" {
			e.set("nationality", c)
		} else {
			e.set("country", c)
		}
	}
	if kind == "Person" {
		for _, p := range x.Positions {
			e.set("position", p.Text, docNames(r, p.Citations)...)
		}
		traits(e, x)
	}
	return e
}

func docNames(r *view.Record, cs []schema.Citation) []string {
	var out []string
	for _, id := range view.DocsOf(cs) {
		out = append(out, r.DocName(id))
	}
	return out
}

func traits(e *Entity, x *schema.Entity) {
	if x.Sex != nil {
		s, _ := x.Sex.Value.(string)
		e.set("gender", s)
	}
	if x.Ethnicity != nil {
		s, _ := x.Ethnicity.Value.(string)
		e.set("ethnicity", s)
	}
	if x.Age != nil {
		if n, ok := x.Age.Value.(int); ok {
			e.set("description", "aged "+strconv.Itoa(n))
		}
	}
}
