// Package schemaorg prints records as JSON-LD of the schema.org vocabulary: an
// Event for each record, the documents as articles about it, and what was said as
// Claims with who says it and where.
package schemaorg

import (
	"io"
	"strings"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the vocabulary has no place for.
var Omits = []string{
	"casualties, weapons, perpetrators and victims as properties: schema.org has none, so the description tells them in words",
	"values that are not shown, where nobody is told to hold them",
	"the places of the words in the documents",
	"the chronology, reactions and evidence",
}

type object map[string]any

// Write prints one graph. Keys are sorted by the encoder, so that the bytes are
// the same each time.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	return write(w, out, o, "")
}

// Page prints the graph of one record for the page that shows it, which lies at an
// address; "" when that is not known.
func Page(w io.Writer, out schema.Output, o view.Options, address string) error {
	return write(w, out, o, address)
}

func write(w io.Writer, out schema.Output, o view.Options, address string) error {
	graph := []object{}
	for i := range out.Documents {
		graph = append(graph, article(&out.Documents[i]))
	}
	for _, r := range view.Records(&out) {
		e := event(r)
		set(e, "url", address)
		graph = append(graph, e)
		for i := range r.Attributions {
			graph = append(graph, claim(r, &r.Attributions[i]))
		}
	}
	doc := object{"@context": "https://schema.org", "@graph": graph}
	if o.Withheld != "" {
		graph[0]["disambiguatingDescription"] = o.Withheld
	}
	return view.WriteJSON(w, doc)
}

// DocumentIRI names a document by its bytes.
func documentIRI(d *schema.Document) string { return "urn:dossier:document:" + d.SHA256 }

func recordIRI(id string) string { return "urn:dossier:record:" + view.Slug(id) }

func article(d *schema.Document) object {
	a := object{"@type": "Article", "@id": documentIRI(d), "identifier": "sha256:" + d.SHA256}
	set(a, "headline", view.Plain(d.Title))
	set(a, "url", view.Link(d.URL))
	set(a, "datePublished", view.PublishedDay(d))
	set(a, "inLanguage", view.Plain(d.Language))
	if s := view.Plain(d.Source); s != "" {
		a["publisher"] = object{"@type": "Organization", "name": s}
	}
	if s := view.Plain(d.Origin); s != "" {
		a["isBasedOn"] = object{"@type": "CreativeWork", "name": s}
	}
	return a
}

func event(r *view.Record) object {
	e := object{"@type": "Event", "@id": recordIRI(r.ID), "identifier": r.ID, "name": r.Title(), "description": description(r)}
	set(e, "startDate", r.Moment())
	if s, ok := r.When(); ok && s.Precision == "interval" {
		set(e, "startDate", table.Day(s.First))
		set(e, "endDate", table.Day(s.Last))
	}
	if p := place(r); p != nil {
		e["location"] = p
	}
	set(e, "keywords", strings.Join(append(r.NamesOf("type"), table.Kinds(r, "target")...), ", "))
	var about []object
	for _, v := range r.All("target") {
		about = append(about, object{"@type": "Thing", "name": r.Words(v)})
	}
	if about != nil {
		e["about"] = about
	}
	var docs []object
	for _, d := range r.Documents {
		docs = append(docs, object{"@id": documentIRI(d)})
	}
	if docs != nil {
		e["subjectOf"] = docs
	}
	for _, x := range r.Related {
		if x.Kind == "part_of" && x.Record != "" {
			e["subEvent"] = appendRef(e["subEvent"], recordIRI(x.Record))
		}
	}
	return e
}

func appendRef(list any, id string) []object {
	refs, _ := list.([]object)
	return append(refs, object{"@id": id})
}

func description(r *view.Record) string {
	parts := []string{view.Plain(r.Summary)}
	for i := range r.Conflicts {
		x := &r.Conflicts[i]
		parts = append(parts, "Disputed: "+view.Code(x.Slot)+". "+r.Explain(x))
	}
	return strings.Join(parts, " ")
}

func place(r *view.Record) object {
	name := r.Place()
	lat, lon, _, ok := r.Coordinates()
	if name == "" && !ok {
		return nil
	}
	p := object{"@type": "Place"}
	set(p, "name", name)
	address := object{"@type": "PostalAddress"}
	set(address, "addressLocality", r.Text("place", ""))
	set(address, "addressCountry", r.CountryCode())
	if len(address) > 1 {
		p["address"] = address
	}
	if ok {
		p["geo"] = object{"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
	}
	return p
}

// claim is something said: its words, who says it, and the document it appears in.
func claim(r *view.Record, a *schema.Attribution) object {
	c := object{
		"@type": "Claim", "@id": recordIRI(r.ID) + ":" + a.ID, "text": view.Plain(a.Content.Quote),
		"about": object{"@id": recordIRI(r.ID)}, "genre": view.Code(a.Kind),
	}
	if a.Claimant != "" {
		c["author"] = party(r, a.Claimant)
	}
	if d := r.Doc(a.Content.Document); d != nil {
		c["appearance"] = object{"@id": documentIRI(d)}
	}
	if s, ok := view.Days(a.When); ok && s.Precision == "day" {
		c["dateCreated"] = table.Day(s.First)
	}
	return c
}

func party(r *view.Record, id string) object {
	kind := "Organization"
	if e := r.Entity(id); e != nil && e.Kind == "person" {
		kind = "Person"
	}
	return object{"@type": kind, "name": r.Name(id)}
}

func set(o object, key, value string) {
	if value != "" {
		o[key] = value
	}
}
