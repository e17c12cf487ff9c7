// Package redact takes names and words out of records before they are given away.
// What is taken out is gone from everything that the record holds: values, the
// words quoted, titles, file names, addresses. The words themselves still stand in
// the documents, whose hashes remain.
package redact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/schema"
)

// What is what is taken out.
type What string

// The things that can be taken out, alone or together.
const (
	Victims What = "victims" // names of victims and of people under 18
	People  What = "people"  // names of all people
	Spans   What = "spans"   // the documents' own words
)

// All lists them.
func All() []string { return []string{string(Victims), string(People), string(Spans)} }

// Parse reads "victims,spans".
func Parse(s string) ([]What, error) {
	var out []What
	for _, x := range strings.Split(s, ",") {
		x = strings.TrimSpace(x)
		if x == "" {
			continue
		}
		if !slices.Contains(All(), x) {
			return nil, fault.New(fault.Invalid, "cannot withhold %q; there are %s", x, strings.Join(All(), ", "))
		}
		if !slices.Contains(out, What(x)) {
			out = append(out, What(x))
		}
	}
	return out, nil
}

// Adult is the age from which a person is no minor.
const adult = 18

// Apply gives out without what is to be withheld, and a sentence that says so. out
// itself is left as it is. It fails rather than give away a name that it could not
// take out.
func Apply(out schema.Output, what []What) (schema.Output, string, error) {
	if len(what) == 0 {
		return out, "", nil
	}
	b, err := json.Marshal(out)
	if err != nil {
		return schema.Output{}, "", err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var tree map[string]any
	if err := d.Decode(&tree); err != nil {
		return schema.Output{}, "", err
	}
	names := newNames()
	hidden := 0
	for i := range out.Records {
		for j, id := range persons(&out.Records[i], what) {
			hidden++
			e := find(&out.Records[i], id)
			names.add(e)
			rename(tree, i, id, fmt.Sprintf("[name withheld %d]", j+1))
		}
	}
	w := walker{names: names, words: slices.Contains(what, Spans)}
	clean := w.value("", tree)
	b, err = json.Marshal(clean)
	if err != nil {
		return schema.Output{}, "", err
	}
	var got schema.Output
	if err := json.Unmarshal(b, &got); err != nil {
		return schema.Output{}, "", err
	}
	if left := names.left(b); left {
		return schema.Output{}, "", fault.New(fault.Invalid, "a name that is to be withheld could not be taken out; nothing is given")
	}
	return got, sentence(what, hidden, w.blanked), nil
}

// sentence says what was withheld.
func sentence(what []What, names, words int) string {
	var parts []string
	switch {
	case slices.Contains(what, People):
		parts = append(parts, fmt.Sprintf("the names of %d people", names))
	case slices.Contains(what, Victims):
		parts = append(parts, fmt.Sprintf("the names of %d victims and minors", names))
	}
	if slices.Contains(what, Spans) {
		parts = append(parts, fmt.Sprintf("the documents’ own words in %d places", words))
	}
	return "Withheld: " + strings.Join(parts, " and ") + "."
}

// persons are the ids of the people of a record to be withheld, in order.
func persons(r *schema.Record, what []What) []string {
	var out []string
	for i := range r.Entities {
		e := &r.Entities[i]
		if e.Kind != "person" || !e.Named {
			continue
		}
		if slices.Contains(what, People) || slices.Contains(what, Victims) && (isVictim(r, e.ID) || minor(e)) {
			out = append(out, e.ID)
		}
	}
	return out
}

func isVictim(r *schema.Record, id string) bool {
	return slices.ContainsFunc(r.Values, func(v schema.Value) bool { return v.Slot == "victim" && v.Value == id })
}

func minor(e *schema.Entity) bool {
	if e.Age == nil {
		return false
	}
	switch x := e.Age.Value.(type) {
	case int:
		return x < adult
	case schema.Range:
		return x.Min != nil && *x.Min < adult || x.Max != nil && *x.Max < adult
	}
	return false
}

func find(r *schema.Record, id string) *schema.Entity {
	for i := range r.Entities {
		if r.Entities[i].ID == id {
			return &r.Entities[i]
		}
	}
	return nil
}

// rename puts a label in the place of what a person is called, and takes away the
// other names and the offices.
func rename(tree map[string]any, record int, id, label string) {
	records, _ := tree["records"].([]any)
	r, _ := records[record].(map[string]any)
	list, _ := r["entities"].([]any)
	for _, x := range list {
		if e, _ := x.(map[string]any); e["id"] == id {
			e["name"], e["aliases"], e["positions"] = label, []any{}, []any{}
		}
	}
}

// walker goes through everything that a record holds.
type walker struct {
	names   *names
	words   bool
	blanked int
}

// value is v without what is to be withheld; key is the name it stands under.
func (w *walker) value(key string, v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k, y := range x {
			x[k] = w.value(k, y)
		}
	case []any:
		for i, y := range x {
			x[i] = w.value(key, y)
		}
	case string:
		return w.text(key, x)
	}
	return v
}

// text is one string without what is to be withheld.
func (w *walker) text(key, s string) string {
	switch key {
	case "sha256", "schema", "slot", "kind", "document", "format", "status":
		return s
	case "url":
		if w.names.inSlug(s) {
			return ""
		}
		return s
	case "id", "record", "path":
		return w.names.slug(s)
	case "quote", "text", "when_text", "what", "cue":
		if w.words && s != "" {
			w.blanked++
			return strings.Repeat(block, len([]rune(s)))
		}
	}
	return w.names.blank(s)
}
