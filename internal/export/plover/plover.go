// Package plover prints the act of violence, the reactions to it and the steps that followed as events of
// the PLOVER ontology, one JSON object a line with the names of its manual.
// docs/crosswalk.md says which of our codes becomes which of its.
package plover

import (
	"fmt"
	"io"
	"slices"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/internal/rule"
	"dossier/schema"
)

// Omits is what the ontology has no event for.
var Omits = []string{
	"condolences, denials of responsibility and travel warnings, for which PLOVER has no event",
	"events whose day or actor is not known",
	"steps of the chronology that are no event of PLOVER or are not told as done, that are told without who did them or, where it asks for that, to whom",
	"statements that are no reactions, accounts, evidence and related incidents",
}

// Event is one line.
type Event struct {
	ID        string   `json:"id"`
	Date      string   `json:"date"`
	EndDate   string   `json:"enddate,omitempty"`
	Time      string   `json:"time,omitempty"`
	Actor     []Entity `json:"actor"`
	Recipient []Entity `json:"recipient,omitempty"`
	Event     []string `json:"event"`
	Mode      []string `json:"mode,omitempty"`
	Context   []string `json:"context,omitempty"`
	Quad      int      `json:"quad_code"`
	Scale     float64  `json:"event_scale"`
	Location  *Place   `json:"event_loc,omitempty"`
	Size      *Size    `json:"size,omitempty"`
	EventText []string `json:"event_text,omitempty"`
	Link      string   `json:"link"`
	Cites     []Cite   `json:"cite_info,omitempty"`
	Coder     string   `json:"coder"`
	CodedDate string   `json:"coded_date,omitempty"`
	Comment   string   `json:"comment,omitempty"`
}

// Entity is an actor or recipient.
type Entity struct {
	Code   string `json:"code,omitempty"`
	Sector string `json:"sector,omitempty"`
	Text   string `json:"entity_text"`
}

// Place is where it happened.
type Place struct {
	Text      string   `json:"loc_text,omitempty"`
	Country   string   `json:"country,omitempty"`
	Latitude  *float64 `json:"latitude,omitempty"`
	Longitude *float64 `json:"longitude,omitempty"`
}

// Size is how many were harmed.
type Size struct {
	Dead     *int `json:"dead,omitempty"`
	Injured  *int `json:"injured,omitempty"`
	Arrested *int `json:"arrested,omitempty"`
}

// Cite is a document.
type Cite struct {
	Publication string `json:"publication"`
	Headline    string `json:"headline,omitempty"`
	Date        string `json:"date,omitempty"`
	URL         string `json:"url,omitempty"`
}

// Write prints the events of all records.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	for _, r := range view.Records(&out) {
		for _, e := range events(r, o) {
			if err := view.WriteLine(w, e); err != nil {
				return err
			}
		}
	}
	return nil
}

func events(r *view.Record, o view.Options) []Event {
	var out []Event
	if e, ok := act(r, o); ok {
		out = append(out, e)
	}
	for i := range r.Reactions {
		out = append(out, reaction(r, &r.Reactions[i], o)...)
	}
	for i := range r.Events {
		if e, ok := step(r, &r.Events[i], o); ok {
			out = append(out, e)
		}
	}
	return out
}

// blank is an event with what all have in common.
func blank(r *view.Record, id, date string, c coding, o view.Options) Event {
	e := Event{ID: r.ID + "/" + id, Date: date, Event: []string{c.event}, Quad: quads[c.event], Scale: c.scale, Link: r.ID, Coder: o.Program}
	if c.mode != "" {
		e.Mode = []string{c.mode}
	}
	if !o.Now.IsZero() {
		e.CodedDate = o.Now.UTC().Format("2006-01-02")
	}
	return e
}

// act is the violence itself.
func act(r *view.Record, o view.Options) (Event, bool) {
	s, ok := r.When()
	if !ok || s.First.IsZero() || s.Precision != "day" && s.Precision != "interval" {
		return Event{}, false
	}
	cs := codings(r)
	if len(cs) == 0 {
		return Event{}, false
	}
	e := blank(r, "act", table.Day(s.First), cs[0], o)
	for _, c := range cs[1:] {
		if c.event == cs[0].event && c.mode != "" && !slices.Contains(e.Mode, c.mode) {
			e.Mode = append(e.Mode, c.mode)
			e.Scale = min(e.Scale, c.scale)
		}
	}
	if s.Precision == "interval" {
		e.EndDate = table.Day(s.Last)
	} else if t := r.Text("time", ""); len(t) == 5 {
		e.Time = t + r.Offset()
	}
	e.Actor, e.Recipient = attackers(r), harmed(r)
	e.Context = contexts(r)
	e.Location, e.Size = location(r), size(r)
	for _, v := range r.All("type") {
		e.EventText = append(e.EventText, first(view.Quotes(v.Citations), 3)...)
	}
	for _, d := range r.Documents {
		e.Cites = append(e.Cites, cite(d))
	}
	if c := r.Conflicting("killed", "all"); c != nil {
		e.Comment = "killed: " + r.Explain(c)
	}
	return e, true
}

// reaction is one event for each event of the ontology that a response is.
func reaction(r *view.Record, x *schema.Reaction, o view.Options) []Event {
	if len(x.When) != 10 || x.Actor == "" {
		return nil
	}
	var out []Event
	var seen []coding
	for _, k := range x.Kinds {
		c, ok := reactions[k]
		if !ok || slices.Contains(seen, c) {
			continue
		}
		seen = append(seen, c)
		e := blank(r, fmt.Sprintf("%s-%s", x.ID, k), x.When, c, o)
		e.Actor = []Entity{entity(r, x.Actor, x.Country)}
		if x.Addressee != "" {
			e.Recipient = []Entity{entity(r, x.Addressee, "")}
		}
		e.EventText = first(view.Quotes(x.Citations), 6)
		e.Cites = cites(r, x.Citations)
		out = append(out, e)
	}
	return out
}

// cites are the documents that words stand in.
func cites(r *view.Record, list []schema.Citation) (out []Cite) {
	for _, id := range view.DocsOf(list) {
		if d := r.Doc(id); d != nil {
			out = append(out, cite(d))
		}
	}
	return out
}

func cite(d *schema.Document) Cite {
	return Cite{Publication: view.DocName(d), Headline: view.Plain(d.Title), Date: view.PublishedDay(d), URL: view.Link(d.URL)}
}

func first(list []string, n int) []string { return list[:min(n, len(list))] }

// entity is somebody with the country and what the record knows of its sector.
func entity(r *view.Record, id, country string) Entity {
	e := Entity{Text: r.Name(id)}
	x := r.Entity(id)
	if x != nil && country == "" {
		country = x.Country
	}
	e.Code = view.Alpha3(country)
	if x != nil && x.Kind == "state" {
		e.Sector = "GOV"
	}
	return e
}

// attackers are who did it; unknown gunmen where nobody is told.
func attackers(r *view.Record) []Entity {
	var out []Entity
	for _, v := range r.All("perpetrator", "claimed_by", "suspect") {
		id, _ := v.Value.(string)
		e := entity(r, id, "")
		if e.Sector == "" {
			e.Sector = "UNK"
		}
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return []Entity{{Sector: "UAF", Text: "unidentified"}}
	}
	return out
}

// harmed are whom it was aimed at, by the kind of target.
func harmed(r *view.Record) []Entity {
	var out []Entity
	for _, v := range r.All("target") {
		e := Entity{Code: view.Alpha3(r.CountryCode()), Sector: sectors[v.Kind], Text: r.Words(v)}
		if v.Kind == "diplomatic" {
			e.Code = "" // whose mission it is stands in its name
		}
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

func location(r *view.Record) *Place {
	p := &Place{Text: r.Place(), Country: view.Alpha3(r.CountryCode())}
	if lat, lon, _, ok := r.Coordinates(); ok {
		p.Latitude, p.Longitude = &lat, &lon
	}
	if p.Text == "" && p.Latitude == nil {
		return nil
	}
	return p
}

func size(r *view.Record) *Size {
	s := &Size{number(r, "killed"), number(r, "injured"), number(r, "arrested")}
	if *s == (Size{}) {
		return nil
	}
	return s
}

func number(r *view.Record, slot string) *int {
	v := r.Shown(slot, "all")
	if v == nil {
		return nil
	}
	n, ok := rule.Number(v)
	if !ok {
		return nil
	}
	return &n
}
