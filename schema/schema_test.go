package schema_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dossier/schema"
)

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("dossier.json", s); err != nil {
		t.Fatal(err)
	}
	out, err := c.Compile("dossier.json")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func validate(t *testing.T, s *jsonschema.Schema, doc string) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

const (
	cite  = `{"document":"d1","start":0,"end":1,"quote":"x"}`
	front = `{"schema":"dossier/1","documents":[],"records":[{"id":"r","role":"main","title":"","summary":"","documents":["d1"],"values":[`
	back  = `],"entities":[],"events":[],"attributions":[],"reactions":[],"accounts":[],"evidence":[],"related":[],"conflicts":[]}]}`
)

func value(slot, body string) string {
	return front + `{"id":"f1","slot":"` + slot + `",` + body + `,"text":"x","preferred":true,"status":"single","confidence":0.5,"claimants":[],"citations":[` + cite + `]}` + back
}

func TestWhatTheSchemaAccepts(t *testing.T) {
	s := compile(t)
	for _, doc := range []string{
		front + back,
		value("killed", `"of":"all","value":3`),
		value("killed", `"of":"all","value":{"min":2,"max":null}`),
		value("date", `"value":"2008-11-26/2008-11-29"`),
		value("time", `"value":"08:00"`),
		value("coordinates", `"value":[35.7,51.4],"precision":"place"`),
		value("type", `"value":"shooting","extra":"keys may be added"`),
	} {
		if err := validate(t, s, doc); err != nil {
			t.Errorf("%s\n%v", doc, err)
		}
	}
}

func TestWhatTheSchemaRefuses(t *testing.T) {
	s := compile(t)
	for why, doc := range map[string]string{
		"a count without of":      value("killed", `"value":3`),
		"a count in words":        value("killed", `"of":"all","value":"three"`),
		"a date that is none":     value("date", `"value":"27/01/2023"`),
		"an hour that is none":    value("time", `"value":"25:00"`),
		"an unknown type":         value("type", `"value":"mayhem"`),
		"a weapon without a kind": value("weapon", `"value":"x"`),
		"a suspect without basis": value("suspect", `"value":"e1"`),
		"a value without words":   strings.Replace(value("time", `"value":"08:00"`), `[`+cite+`]`, `[]`, 1),
		"damage without a degree": value("damage", `"value":"x"`),
		"another schema":          strings.Replace(front+back, "dossier/1", "dossier/2", 1),
		"no records":              `{"schema":"dossier/1","documents":[]}`,
	} {
		if validate(t, s, doc) == nil {
			t.Errorf("%s is accepted: %s", why, doc)
		}
	}
}

// Dates are EDTF, levels 0 and 1, with intervals.
func TestDatesOfTheSchema(t *testing.T) {
	s := compile(t)
	for date, want := range map[string]bool{
		"2023-01-27": true, "2022-04": true, "1994": true, "2022-04~": true, "2022?": true,
		"199X": true, "19XX": true, "2022-XX": true, "2022-21": true, "-0044-03-15": true,
		"2008-11-26/2008-11-29": true, "2022-02-24/..": true, "../2022-02": true, "2022-02/": true,
		"": false, "27 January 2023": false, "2023-13": false, "2023-01-32": false, "2023-1-27": false,
		"2023-01-27T08:00": false, "../..": false, "/": false, "23": false,
	} {
		err := validate(t, s, value("date", `"value":"`+date+`"`))
		if got := err == nil; got != want {
			t.Errorf("%q is accepted: %v, want %v", date, got, want)
		}
	}
}

// A value keeps its type when it is read back.
func TestValuesReadBack(t *testing.T) {
	two, five := 2, 5
	for _, want := range []any{"Tehran", 3, schema.Range{Min: &two, Max: &five}, [2]float64{35.7, 51.4}} {
		b, err := json.Marshal(schema.Value{Slot: "x", Value: want})
		if err != nil {
			t.Fatal(err)
		}
		var got schema.Value
		if err := json.Unmarshal(b, &got); err != nil || !reflect.DeepEqual(got.Value, want) {
			t.Errorf("%v came back as %v, %v", want, got.Value, err)
		}
	}
}

// Every field of the published record is described in docs/record-format.md.
func TestEveryFieldIsDocumented(t *testing.T) {
	b, err := os.ReadFile("../docs/record-format.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(rt reflect.Type) {
		for rt.Kind() == reflect.Slice || rt.Kind() == reflect.Pointer {
			rt = rt.Elem()
		}
		if rt.Kind() != reflect.Struct || seen[rt] {
			return
		}
		seen[rt] = true
		if !strings.Contains(doc, "## "+rt.Name()+"\n") {
			t.Errorf("no section on %s", rt.Name())
		}
		for i := range rt.NumField() {
			f := rt.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			section := doc[strings.Index(doc, "## "+rt.Name()+"\n")+3:]
			if end := strings.Index(section, "\n## "); end > 0 {
				section = section[:end]
			}
			if !strings.Contains(section, "`"+name+"`") {
				t.Errorf("%s.%s is not described", rt.Name(), name)
			}
			walk(f.Type)
		}
	}
	walk(reflect.TypeFor[schema.Output]())
}
