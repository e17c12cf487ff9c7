// Package stix prints records as a STIX 2.1 bundle: incidents, the people and
// bodies in them, places, documents as reports, what was said as notes, and who
// disagrees as opinions. Ids are made of the content (UUID version 5), so the same
// records give the same bundle.
package stix

import (
	"crypto/sha1"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the format has no place for.
var Omits = []string{
	"casualties, weapons, damage and the hour as properties: the incident object of STIX 2.1 has no properties of its own, so its description tells them in words",
	"the places of the words in the documents",
	"the chronology, reactions beside their words, and evidence",
	"values that are not shown beside those in dispute",
}

type object map[string]any

// namespace is the UUID that the ids are made under.
var namespace = [16]byte{0x6f, 0x0b, 0x9c, 0x61, 0x2d, 0x4e, 0x5b, 0x83, 0x9a, 0x17, 0x3c, 0x58, 0xe4, 0x72, 0xd0, 0x1f}

// id is the identifier of an object of a type that name tells apart.
func id(kind, name string) string {
	h := sha1.New()
	h.Write(namespace[:])
	io.WriteString(h, kind+"\x00"+name)
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("%s--%x-%x-%x-%x-%x", kind, u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// bundler collects the objects of a bundle, each once.
type bundler struct {
	objects []object
	seen    map[string]bool
	stamp   string
	author  string
}

// Write prints one bundle.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	b := &bundler{seen: map[string]bool{}, stamp: stamp(&out, o).UTC().Format("2006-01-02T15:04:05.000Z")}
	b.author = b.add("identity", "dossier", object{"name": "dossier", "identity_class": "system", "description": view.Plain(strings.TrimSpace("Records made of reports. " + o.Withheld))})
	for _, r := range view.Records(&out) {
		b.record(r)
	}
	return view.WriteJSON(w, object{"type": "bundle", "id": id("bundle", fmt.Sprint(ids(b.objects))), "objects": b.objects})
}

// stamp is when the objects were made: the time of the export, else the last day
// on which a document was published, else a fixed day.
func stamp(out *schema.Output, o view.Options) time.Time {
	if !o.Now.IsZero() {
		return o.Now
	}
	t := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range out.Documents {
		if p, err := time.Parse("2006-01-02", view.PublishedDay(&out.Documents[i])); err == nil && p.After(t) {
			t = p
		}
	}
	return t
}

func ids(list []object) []string {
	out := make([]string, len(list))
	for i, o := range list {
		out[i] = o["id"].(string)
	}
	return out
}

// add puts an object into the bundle, with what all objects have, and gives its id.
func (b *bundler) add(kind, name string, o object) string {
	key := id(kind, name)
	if b.seen[key] {
		return key
	}
	b.seen[key] = true
	o["type"], o["id"], o["spec_version"] = kind, key, "2.1"
	o["created"], o["modified"] = b.stamp, b.stamp
	if b.author != "" {
		o["created_by_ref"] = b.author
	}
	b.objects = append(b.objects, o)
	return key
}

func (b *bundler) relate(from, kind, to string) string {
	return b.add("relationship", from+kind+to, object{"relationship_type": kind, "source_ref": from, "target_ref": to})
}

func (b *bundler) record(r *view.Record) {
	refs := references(r)
	o := object{"name": r.Title(), "description": description(r), "labels": labels(r)}
	if len(refs) > 0 {
		o["external_references"] = refs
	}
	incident := b.add("incident", r.ID, o)
	all := []string{incident}
	if l := b.location(r); l != "" {
		all = append(all, l, b.relate(incident, "located-at", l))
	}
	all = append(all, b.parties(r, incident)...)
	notes := map[string]string{}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		n := b.note(r, a, incident)
		notes[a.ID] = n
		all = append(all, n)
	}
	for i := range r.Accounts {
		all = append(all, b.account(r, &r.Accounts[i], incident)...)
	}
	for _, d := range r.Documents {
		all = append(all, b.document(d, incident))
	}
	b.add("grouping", r.ID, object{"name": "Dossier: " + r.Title(), "context": "unspecified", "object_refs": once(all)})
}

func once(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

func labels(r *view.Record) []string {
	out := []string{"dossier-" + r.Role}
	for _, v := range r.All("type") {
		if s, ok := v.Value.(string); ok {
			out = append(out, strings.ReplaceAll(view.Plain(s), "_", "-"))
		}
	}
	return once(out)
}

// description tells in words what the object has no properties for.
func description(r *view.Record) string {
	parts := []string{view.Plain(r.Summary)}
	for _, f := range []struct{ label, text string }{
		{"When", r.Text("date", "")}, {"Hour", strings.TrimSpace(r.Text("time", "") + " " + r.Offset())}, {"Where", r.Place()},
		{"Killed", r.Text("killed", "all")}, {"Injured", r.Text("injured", "all")},
		{"Weapons", strings.Join(r.NamesOf("weapon"), ", ")}, {"Targets", strings.Join(r.NamesOf("target"), ", ")},
	} {
		if f.text != "" {
			parts = append(parts, f.label+": "+f.text+".")
		}
	}
	for i := range r.Conflicts {
		x := &r.Conflicts[i]
		parts = append(parts, "Disputed: "+view.Code(x.Slot)+". "+r.Explain(x))
	}
	return strings.Join(parts, " ")
}

func references(r *view.Record) []object {
	var out []object
	for _, d := range r.Documents {
		out = append(out, reference(d))
	}
	return append(out, object{"source_name": "dossier", "external_id": r.ID})
}

func reference(d *schema.Document) object {
	x := object{"source_name": view.DocName(d), "hashes": object{"SHA-256": d.SHA256}}
	if s := view.Plain(d.Title); s != "" {
		x["description"] = s
	}
	if u := view.Link(d.URL); u != "" {
		x["url"] = u
	}
	return x
}

// metres is how wide the precision of coordinates is.
var metres = map[string]float64{"site": 200, "place": 5000, "region": 50000, "country": 500000}

func (b *bundler) location(r *view.Record) string {
	o := object{"name": r.Place()}
	if c := r.CountryCode(); c != "" {
		o["country"] = c
	}
	if p := r.Text("place", ""); p != "" {
		o["city"] = p
	}
	lat, lon, precision, ok := r.Coordinates()
	if ok {
		o["latitude"], o["longitude"] = lat, lon
		if m := metres[precision]; m > 0 {
			o["precision"] = m
		}
	}
	if o["country"] == nil && !ok {
		return "" // a location needs a country, a region or coordinates
	}
	if o["name"] == "" {
		delete(o, "name")
	}
	return b.add("location", r.ID, o)
}

// parties are the people and bodies with a part in it.
func (b *bundler) parties(r *view.Record, incident string) []string {
	var out []string
	for _, v := range r.All("perpetrator", "suspect", "claimed_by") {
		name, _ := v.Value.(string)
		actor := b.add("threat-actor", r.ID+"/"+name, object{
			"name": r.Words(v), "description": "Linked to the incident as " + view.Code(strings.TrimSpace(v.Slot+" "+basis(v))) + ".",
			"confidence": percent(v.Confidence), "threat_actor_types": []string{"unknown"},
		})
		rel := b.add("relationship", incident+"attributed-to"+actor, object{
			"relationship_type": "attributed-to", "source_ref": incident, "target_ref": actor,
			"confidence": percent(v.Confidence), "description": words(v.Citations),
		})
		out = append(out, actor, rel)
	}
	for _, v := range r.All("victim") {
		name, _ := v.Value.(string)
		who := b.identity(r, name)
		out = append(out, who, b.relate(incident, "related-to", who))
	}
	for _, v := range r.All("target") {
		who := b.add("identity", r.ID+"/target/"+r.Words(v), object{"name": r.Words(v), "identity_class": "unknown", "roles": []string{"target"}})
		out = append(out, who, b.relate(incident, "related-to", who))
	}
	return once(out)
}

func basis(v *schema.Value) string {
	if v.Basis == "" {
		return ""
	}
	return "(" + v.Basis + ")"
}

func words(cs []schema.Citation) string {
	q := view.Quotes(cs)
	for i := range q {
		q[i] = "“" + q[i] + "”"
	}
	return strings.Join(q[:min(5, len(q))], " ")
}

func percent(x float64) int { return int(math.Round(max(0, min(1, x)) * 100)) }

// identity is a person or body of the record.
func (b *bundler) identity(r *view.Record, entity string) string {
	class := map[string]string{"person": "individual", "group": "group", "organisation": "organization", "state": "organization", "facility": "organization"}
	o := object{"name": r.Name(entity), "identity_class": "unknown"}
	if e := r.Entity(entity); e != nil {
		if c := class[e.Kind]; c != "" {
			o["identity_class"] = c
		}
		if e.Kind == "state" {
			o["sectors"] = []string{"government-national"}
		}
		var roles []string
		for _, p := range e.Positions {
			roles = append(roles, view.Plain(p.Text))
		}
		if roles != nil {
			o["roles"] = once(roles)
		}
	}
	return b.add("identity", r.ID+"/"+entity, o)
}

// note is something said, with who said it as its author.
func (b *bundler) note(r *view.Record, a *schema.Attribution, incident string) string {
	o := object{
		"abstract":    view.Capital(view.Code(a.Kind)) + " by " + r.Name(a.Claimant),
		"content":     view.Plain(a.Content.Quote),
		"authors":     []string{r.Name(a.Claimant)},
		"object_refs": []string{incident},
		"confidence":  percent(a.Confidence),
	}
	if d := r.Doc(a.Content.Document); d != nil {
		o["external_references"] = []object{reference(d)}
	}
	return b.add("note", r.ID+"/"+a.ID, o)
}

// account is an answer to an open question as a note, with an opinion on it for
// those who hold it and for those who reject it.
func (b *bundler) account(r *view.Record, a *schema.Account, incident string) []string {
	n := b.add("note", r.ID+"/"+a.ID, object{
		"abstract": "Account of " + view.Code(a.Question), "content": view.Plain(a.Position), "object_refs": []string{incident},
	})
	out := []string{n}
	for _, x := range []struct {
		who     []string
		opinion string
	}{{a.HeldBy, "agree"}, {a.RejectedBy, "disagree"}} {
		if len(x.who) > 0 {
			out = append(out, b.add("opinion", n+x.opinion, object{"opinion": x.opinion, "authors": r.Names(x.who), "object_refs": []string{n}}))
		}
	}
	return out
}

// document is a source as a report about the incident.
func (b *bundler) document(d *schema.Document, incident string) string {
	published := b.stamp
	if s := view.PublishedDay(d); s != "" {
		published = s + "T00:00:00.000Z"
	}
	title := view.Plain(d.Title)
	if title == "" {
		title = view.DocName(d)
	}
	return b.add("report", d.SHA256+incident, object{
		"name": title, "published": published, "object_refs": []string{incident}, "external_references": []object{reference(d)},
	})
}
