package redact_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/export/redact"
	"dossier/schema"
)

func person(id, name string, age any, mentions ...string) schema.Entity {
	e := schema.Entity{ID: id, Kind: "person", Name: name, Named: true, Aliases: []string{}, Positions: []schema.Position{{Text: "porter of the market"}}}
	if age != nil {
		e.Age = &schema.Trait{Value: age, Text: "x"}
	}
	for _, m := range mentions {
		e.Mentions = append(e.Mentions, schema.Citation{Document: "d1", Quote: m, End: len([]rune(m))})
	}
	return e
}

func output() schema.Output {
	return schema.Output{
		Schema: schema.Version,
		Documents: []schema.Document{{
			ID: "d1", Path: "news/nora-quill-killed.html", URL: "https://post.example/nora-quill", Title: "Nora Quill, 41, shot; QUILL family mourns", SHA256: "ab",
			Coverage: &schema.Coverage{Uncovered: []schema.Gap{{Quote: "Quill’s sister wept.", End: 20}}},
		}},
		Records: []schema.Record{{
			ID: "2021-ardmouth-nora-quill", Title: "The killing of Nora Quill", Summary: "Nora Quill was killed; Mayor Brandt spoke of a quill.", Documents: []string{"d1"},
			Values: []schema.Value{
				{ID: "f1", Slot: "victim", Value: "e1", Text: "Mrs Quill", Citations: []schema.Citation{{Document: "d1", Quote: "Mrs Quill", End: 9}}},
				{ID: "f2", Slot: "weapon", Value: "a rifle", Kind: "firearm", Text: "a rifle", Citations: []schema.Citation{{Document: "d1", Quote: "a rifle", End: 7}}},
				{ID: "f3", Slot: "killed", Of: "all", Value: 1, Text: "One"},
			},
			Entities: []schema.Entity{
				person("e1", "Nora Quill", 41, "Nora Quill", "Mrs Quill"),
				person("e2", "Iva Brandt", nil, "Iva Brandt"),
				person("e3", "Ben Ode", 9, "Ben Ode", "little Ben"),
				{ID: "e4", Kind: "person", Name: "two guards", Mentions: []schema.Citation{{Quote: "two guards"}}},
			},
			Events:    []schema.Event{{ID: "v1", What: "Quill was shot while Ben Ode and Iva Brandt looked on", WhenText: "at dawn", Trigger: schema.Citation{Quote: "shot"}}},
			Conflicts: []schema.Conflict{{Slot: "motive", Explanation: "“robbery” according to Iva Brandt, rejected by NORA QUILL’S family."}},
		}},
	}
}

func apply(t *testing.T, what string) (schema.Output, string, string) {
	t.Helper()
	ws, err := redact.Parse(what)
	if err != nil {
		t.Fatal(err)
	}
	in := output()
	out, said, err := redact.Apply(in, ws)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(in, output()) {
		t.Errorf("%s: what was given is changed", what)
	}
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return out, said, string(b)
}

func TestNamesAreGone(t *testing.T) {
	for _, c := range []struct{ what, gone, stays, said string }{
		{"victims", "Nora|Quill|quill-|-quill|Ben Ode|little Ben", "Iva Brandt|two guards|a rifle|of a quill", "Withheld: the names of 2 victims and minors."},
		{"people", "Nora|Quill|Ben Ode|Iva|Brandt", "two guards|a rifle|Mayor", "Withheld: the names of 3 people."},
		{"spans", "Mrs Quill|rifle\"}|at dawn|shot while", "Iva Brandt|\"killed\"|firearm", "Withheld: the documents’ own words in "},
		{"victims,spans", "Quill|at dawn", "Iva Brandt", "Withheld: the names of 2 victims and minors and the documents’ own words in "},
	} {
		_, said, text := apply(t, c.what)
		for _, w := range strings.Split(c.gone, "|") {
			if strings.Contains(text, w) {
				i := strings.Index(text, w)
				t.Errorf("%s: %q is still there: …%s…", c.what, w, text[max(0, i-40):min(len(text), i+40)])
			}
		}
		for _, w := range strings.Split(c.stays, "|") {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is gone", c.what, w)
			}
		}
		if !strings.HasPrefix(said, c.said) {
			t.Errorf("%s: it says %q", c.what, said)
		}
	}
}

// The blanks of a quotation are as long as its words, so that places still fit.
func TestPlacesStay(t *testing.T) {
	out, _, _ := apply(t, "victims,spans")
	for _, v := range out.Records[0].Values {
		for _, c := range v.Citations {
			if n := len([]rune(c.Quote)); n != c.End-c.Start {
				t.Errorf("%s: %d code points in place of %d", v.ID, n, c.End-c.Start)
			}
		}
	}
	if e := out.Records[0].Entities[0]; e.Name != "[name withheld 1]" || len(e.Positions) != 0 {
		t.Errorf("the victim is %+v", e)
	}
	if out.Documents[0].URL != "" {
		t.Errorf("the address tells the name: %s", out.Documents[0].URL)
	}
}

func TestNothingToWithhold(t *testing.T) {
	if _, err := redact.Parse("names"); err == nil {
		t.Error("a thing that cannot be withheld is taken")
	}
	ws, err := redact.Parse(" ")
	if err != nil || ws != nil {
		t.Fatalf("%v %v", ws, err)
	}
	out, said, err := redact.Apply(output(), ws)
	if err != nil || said != "" || !reflect.DeepEqual(out, output()) {
		t.Errorf("%q %v", said, err)
	}
}
