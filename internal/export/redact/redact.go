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
	r := New(what)
	for i := range out.Records {
		r.Learn(&out.Records[i])
	}
	got, err := r.Apply(out)
	return got, r.Said(), err
}

// Redactor takes names and words out of records that come one after the other. It
// learns the names from all of them before it takes them out of any.
type Redactor struct {
	what    []What
	names   *names
	hidden  int // people
	asked   int // names that were asked for
	blanked int // words
}

// New makes a redactor that knows no name.
func New(what []What) *Redactor { return &Redactor{what: what, names: newNames()} }

// Learn takes the names that are to be withheld from a record.
func (r *Redactor) Learn(rec *schema.Record) {
	for _, id := range persons(rec, r.what) {
		r.hidden++
		r.names.add(find(rec, id))
	}
}

// Withhold takes a name that is withheld whoever bears it.
func (r *Redactor) Withhold(name string) {
	r.asked++
	r.names.add(&schema.Entity{Name: name})
}

// Words reports whether the documents' own words are withheld.
func (r *Redactor) Words() bool { return slices.Contains(r.what, Spans) }

// Said says what is withheld, "" where nothing is. Of words it tells in how many
// places once they were taken out.
func (r *Redactor) Said() string {
	if r.idle() {
		return ""
	}
	return sentence(r.what, r.hidden, r.asked, r.blanked)
}

// idle reports whether nothing is withheld.
func (r *Redactor) idle() bool { return len(r.what) == 0 && r.asked == 0 }

// Text is a text without the names, as long as it was.
func (r *Redactor) Text(s string) string { return r.names.blank(s) }

// Slug is an identifier or a path without the parts that tell a name.
func (r *Redactor) Slug(s string) string { return r.names.slug(s) }

// Apply gives out without what is to be withheld.
func (r *Redactor) Apply(out schema.Output) (schema.Output, error) {
	if r.idle() {
		return out, nil
	}
	b, err := json.Marshal(out)
	if err != nil {
		return schema.Output{}, err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var tree map[string]any
	if err := d.Decode(&tree); err != nil {
		return schema.Output{}, err
	}
	for i := range out.Records {
		for j, id := range persons(&out.Records[i], r.what) {
			rename(tree, i, id, fmt.Sprintf("[name withheld %d]", j+1))
		}
	}
	w := walker{names: r.names, words: r.Words()}
	b, err = json.Marshal(w.value("", tree))
	r.blanked += w.blanked
	if err != nil {
		return schema.Output{}, err
	}
	if r.names.left(b) {
		return schema.Output{}, fault.New(fault.Invalid, "a name that is to be withheld could not be taken out; nothing is given")
	}
	var got schema.Output
	err = json.Unmarshal(b, &got)
	return got, err
}

// sentence says what was withheld.
func sentence(what []What, names, asked, words int) string {
	var parts []string
	switch {
	case slices.Contains(what, People):
		parts = append(parts, fmt.Sprintf("the names of %d people", names))
	case slices.Contains(what, Victims):
		parts = append(parts, fmt.Sprintf("the names of %d victims and minors", names))
	}
	switch {
	case asked == 1:
		parts = append(parts, "a name that was asked to be")
	case asked > 1:
		parts = append(parts, fmt.Sprintf("%d names that were asked to be", asked))
	}
	switch {
	case slices.Contains(what, Spans) && words > 0:
		parts = append(parts, fmt.Sprintf("the documents’ own words in %d places", words))
	case slices.Contains(what, Spans):
		parts = append(parts, "the documents’ own words")
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
