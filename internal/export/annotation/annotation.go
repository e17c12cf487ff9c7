// Package annotation prints the citations of records as W3C Web Annotations: each
// says which value stands on which words, found by their place (in code points)
// and by the words themselves.
package annotation

import (
	"fmt"
	"io"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what annotations of documents leave out.
var Omits = []string{
	"who says a value and how values stand to each other",
	"values of one record set against each other, relations between records",
}

type collection struct {
	Context string `json:"@context"`
	ID      string `json:"id"`
	Type    string `json:"type"`
	Label   string `json:"label"`
	Total   int    `json:"total"`
	First   page   `json:"first"`
}

type page struct {
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	StartIndex int          `json:"startIndex"`
	Items      []annotation `json:"items"`
}

type annotation struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Created    string `json:"created,omitempty"`
	Generator  *agent `json:"generator,omitempty"`
	Body       body   `json:"body"`
	Target     target `json:"target"`
}

type agent struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	Name string `json:"name"`
}

type body struct {
	Type    string `json:"type"`
	Value   string `json:"value"`
	Format  string `json:"format"`
	Purpose string `json:"purpose"`
}

type target struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

// selector is a place or a quotation.
type selector struct {
	Type  string  `json:"type"`
	Start *int    `json:"start,omitempty"`
	End   *int    `json:"end,omitempty"`
	Exact *string `json:"exact,omitempty"`
}

// Write prints one collection with one page.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	c := collection{
		Context: "http://www.w3.org/ns/anno.jsonld", ID: "urn:dossier:annotations", Type: "AnnotationCollection",
		Label: view.Plain("Citations of the records. " + o.Withheld), First: page{ID: "urn:dossier:annotations:1", Type: "AnnotationPage", Items: []annotation{}},
	}
	for _, r := range view.Records(&out) {
		what := wording(r)
		n := map[string]int{}
		r.Citations(func(where string, ct schema.Citation) {
			n[where]++
			c.First.Items = append(c.First.Items, one(r, where, n[where], what[where], ct, o))
		})
	}
	c.Total = len(c.First.Items)
	return view.WriteJSON(w, c)
}

func one(r *view.Record, where string, n int, what string, c schema.Citation, o view.Options) annotation {
	if what == "" {
		what = where
	}
	a := annotation{
		ID:   fmt.Sprintf("urn:dossier:citation:%s:%s:%d", view.Slug(r.ID), view.Slug(where), n),
		Type: "Annotation", Motivation: "describing",
		Generator: &agent{"urn:dossier:program", "Software", view.Plain(o.Program)},
		Body:      body{"TextualBody", what, "text/plain", "describing"},
		Target: target{Source: source(r, c.Document), Selector: []selector{
			{Type: "TextPositionSelector", Start: &c.Start, End: &c.End},
			{Type: "TextQuoteSelector", Exact: &c.Quote},
		}},
	}
	if !o.Now.IsZero() {
		a.Created = o.Now.UTC().Format("2006-01-02T15:04:05Z")
	}
	if o.Withheld != "" { // a quotation with blanks is found nowhere
		a.Target.Selector = a.Target.Selector[:1]
	}
	return a
}

// source names the text of a document by its bytes: an address may have other
// words tomorrow.
func source(r *view.Record, doc string) string {
	if d := r.Doc(doc); d != nil {
		return "urn:dossier:document:" + d.SHA256
	}
	return "urn:dossier:document:" + view.Slug(doc)
}

// wording is what the words back, by the name that a record gives to the place.
func wording(r *view.Record) map[string]string {
	out := map[string]string{}
	for i := range r.Values {
		v := &r.Values[i]
		s := view.Code(v.Slot)
		if v.Of != "" {
			s += " (" + view.Plain(v.Of) + ")"
		}
		out["value "+v.ID] = s + ": " + r.Words(v)
	}
	for i := range r.Entities {
		e := &r.Entities[i]
		name := view.Code(e.Kind) + ": " + view.Plain(e.Name)
		out["entity "+e.ID] = name
		out["entity "+e.ID+" (position)"] = name + ", position"
		for _, p := range e.Parts {
			out["entity "+e.ID+" ("+p.Kind+")"] = name + ", " + view.Code(p.Kind)
		}
		out["entity "+e.ID+" (trait)"] = name + ", trait"
	}
	for i := range r.Events {
		e := &r.Events[i]
		s := "event: " + view.Plain(e.What)
		out["event "+e.ID], out["event "+e.ID+" (trigger)"] = s, s
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		s := view.Code(a.Kind) + " by " + r.Name(a.Claimant)
		out["attribution "+a.ID], out["attribution "+a.ID+" (content)"] = s, s
	}
	for i := range r.Reactions {
		out["reaction "+r.Reactions[i].ID] = "reaction of " + r.Name(r.Reactions[i].Actor)
	}
	for i := range r.Accounts {
		out["account "+r.Accounts[i].ID] = "account of " + view.Code(r.Accounts[i].Question) + ": " + view.Plain(r.Accounts[i].Position)
	}
	for i := range r.Evidence {
		out["evidence "+r.Evidence[i].ID] = "evidence: " + view.Plain(r.Evidence[i].What)
	}
	return out
}
