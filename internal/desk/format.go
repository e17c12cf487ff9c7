package desk

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strings"
	"sync"

	"dossier/schema"
)

// shape is one kind of thing of the record format.
type shape struct {
	Name   string
	Fields []shapeField
}

// shapeField is a key of it.
type shapeField struct {
	Name, Kind string
	Always     bool
}

// shapes are those of the record format, as its JSON Schema has them, the record
// first.
var shapes = sync.OnceValue(func() []shape {
	var doc struct {
		Defs map[string]struct {
			Required   []string
			Properties map[string]map[string]any
		} `json:"$defs"`
	}
	if err := json.Unmarshal(schema.JSONSchema(), &doc); err != nil {
		panic(err) // it is embedded, and held to the structs by a test
	}
	var out []shape
	for name, d := range doc.Defs {
		s := shape{Name: name}
		for key, p := range d.Properties {
			s.Fields = append(s.Fields, shapeField{key, kindOf(p), slices.Contains(d.Required, key)})
		}
		sort.Slice(s.Fields, func(i, j int) bool { return s.Fields[i].Name < s.Fields[j].Name })
		if len(s.Fields) > 0 {
			out = append(out, s)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := out[i].Name == "record", out[j].Name == "record"; a != b {
			return a
		}
		return out[i].Name < out[j].Name
	})
	return out
})

// kindOf says in words what a schema allows.
func kindOf(p map[string]any) string {
	if ref, ok := p["$ref"].(string); ok {
		return strings.TrimPrefix(ref, "#/$defs/")
	}
	if list, ok := p["enum"].([]any); ok {
		var words []string
		for _, v := range list {
			words = append(words, fmt.Sprint(v))
		}
		return "one of " + strings.Join(words, ", ")
	}
	if v, ok := p["const"]; ok {
		return fmt.Sprint(v)
	}
	if items, ok := p["items"].(map[string]any); ok {
		return "list of " + kindOf(items)
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		if list, ok := p[key].([]any); ok {
			var words []string
			for _, v := range list {
				if m, ok := v.(map[string]any); ok {
					words = append(words, kindOf(m))
				}
			}
			return strings.Join(words, " or ")
		}
	}
	switch t := p["type"].(type) {
	case string:
		return t
	case []any:
		return strings.Trim(fmt.Sprint(t), "[]")
	}
	return "anything"
}

// schemaJSON gives the JSON Schema of the record format away.
func (d *Desk) schemaJSON(_ Book, w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/schema+json")
	w.Write(schema.JSONSchema())
	return nil
}
