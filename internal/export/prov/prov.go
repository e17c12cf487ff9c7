// Package prov prints where the values of records come from as W3C PROV
// (PROV-JSON): documents, records and values as entities, reading and folding as
// activities, extractors, people and those who speak as agents.
package prov

import (
	"fmt"
	"io"
	"strings"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what this view of a record leaves out.
var Omits = []string{
	"events, statements, reactions, accounts, evidence and relations: only values are derived here",
	"the text of the documents (their hashes stand in its place)",
}

type object map[string]any

// bundle is a PROV-JSON document by its kinds of statement.
type bundle map[string]object

// Write prints one document.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	b := bundle{"prefix": {"dossier": "urn:dossier:", "doc": "urn:dossier:document:", "rec": "urn:dossier:record:", "by": "urn:dossier:agent:"}}
	b.program(o)
	for i := range out.Documents {
		b.document(&out.Documents[i])
	}
	for _, r := range view.Records(&out) {
		b.record(r, o, out.Rule)
	}
	return view.WriteJSON(w, b)
}

func (b bundle) put(kind, id string, o object) {
	if b[kind] == nil {
		b[kind] = object{}
	}
	b[kind][id] = o
}

// link adds a statement between two things under a name made of both.
func (b bundle) link(kind, fromKey, from, toKey, to string) {
	name := fmt.Sprintf("_:%s-%s-%s", kind, local(from), local(to))
	b.put(kind, name, object{fromKey: from, toKey: to})
}

func local(id string) string { return strings.NewReplacer(":", "_", "/", "_").Replace(id) }

func (b bundle) program(o view.Options) {
	b.put("agent", "by:dossier", object{
		"prov:type": object{"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}, "prov:label": view.Plain(o.Program),
	})
	fold := object{"prov:label": "folding of what was read into records"}
	if !o.Now.IsZero() {
		fold["prov:endTime"] = o.Now.UTC().Format("2006-01-02T15:04:05Z")
	}
	b.put("activity", "dossier:fold", fold)
	b.link("wasAssociatedWith", "prov:activity", "dossier:fold", "prov:agent", "by:dossier")
}

func docID(d *schema.Document) string { return "doc:" + d.SHA256 }

func (b bundle) document(d *schema.Document) {
	e := object{"dossier:sha256": d.SHA256, "dossier:format": d.Format, "dossier:length": d.Length, "prov:label": view.DocName(d)}
	if s := view.Plain(d.Title); s != "" {
		e["dossier:title"] = s
	}
	if u := view.Link(d.URL); u != "" {
		e["prov:location"] = u
	}
	if s := view.PublishedDay(d); s != "" {
		e["dossier:published"] = s
	}
	b.put("entity", docID(d), e)
	if s := view.Plain(d.Source); s != "" {
		a := "by:source-" + slug(s)
		b.put("agent", a, object{"prov:type": object{"$": "prov:Organization", "type": "prov:QUALIFIED_NAME"}, "prov:label": s})
		b.link("wasAttributedTo", "prov:entity", docID(d), "prov:agent", a)
	}
	read := "dossier:read-" + d.SHA256
	b.put("activity", read, object{"prov:label": "reading of " + view.DocName(d)})
	b.link("used", "prov:activity", read, "prov:entity", docID(d))
	b.link("wasInformedBy", "prov:informed", "dossier:fold", "prov:informant", read)
}

// slug is a name as a local name, told apart by its letters alone; what has none
// in ASCII by its code points.
func slug(s string) string {
	if out := view.Slug(s); out != "" {
		return out
	}
	return fmt.Sprintf("%x", s)
}

func (b bundle) record(r *view.Record, o view.Options, ruled string) {
	id := "rec:" + slug(r.ID)
	e := object{"prov:label": r.Title(), "dossier:id": r.ID}
	if ruled != "" {
		e["dossier:rule"] = ruled
	}
	if o.Withheld != "" {
		e["dossier:withheld"] = o.Withheld
	}
	b.put("entity", id, e)
	b.link("wasGeneratedBy", "prov:entity", id, "prov:activity", "dossier:fold")
	for i := range r.Values {
		b.value(r, &r.Values[i], id)
	}
}

func (b bundle) value(r *view.Record, v *schema.Value, record string) {
	id := record + "-" + view.Slug(v.ID)
	e := object{
		"prov:label": view.Code(v.Slot) + ": " + r.Words(v), "dossier:slot": v.Slot, "dossier:shown": v.Preferred, "dossier:status": v.Status,
		"dossier:confidence": object{"$": fmt.Sprintf("%.2f", v.Confidence), "type": "xsd:double"},
	}
	if v.Of != "" {
		e["dossier:of"] = view.Plain(v.Of)
	}
	if v.State != "" {
		e["dossier:state"] = v.State
	}
	if v.Derived != "" {
		e["dossier:derived"] = view.Plain(v.Derived)
	}
	b.put("entity", id, e)
	b.link("hadMember", "prov:collection", record, "prov:entity", id)
	for i, c := range v.Citations {
		d := r.Doc(c.Document)
		if d == nil {
			continue
		}
		q := fmt.Sprintf("%s-words-%d", id, i+1)
		b.put("entity", q, object{"prov:value": view.Plain(c.Quote), "dossier:start": c.Start, "dossier:end": c.End})
		b.put("wasDerivedFrom", "_:quoted-"+local(q), object{
			"prov:generatedEntity": q, "prov:usedEntity": docID(d), "prov:type": object{"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"},
		})
		b.link("wasDerivedFrom", "prov:generatedEntity", id, "prov:usedEntity", q)
	}
	for _, m := range v.Makers {
		a := "by:maker-" + slug(m.Name+"-"+m.Version)
		b.put("agent", a, object{"prov:label": view.Plain(strings.TrimSpace(m.Name + " " + m.Version))})
		b.link("wasAttributedTo", "prov:entity", id, "prov:agent", a)
	}
	for _, c := range v.Claimants {
		a := "by:" + local(strings.TrimPrefix(record, "rec:")) + "-" + slug(c)
		b.put("agent", a, object{"prov:label": r.Name(c)})
		b.link("wasAttributedTo", "prov:entity", id, "prov:agent", a)
	}
}
