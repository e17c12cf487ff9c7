package main

import (
	"encoding/json"
	"slices"
	"testing"

	"dossier/internal/codebook"
	"dossier/schema"
)

// enumOf is the closed list at a path of the JSON Schema; "then slot key" finds
// the list that holds for a slot.
func enumOf(t *testing.T, slot, key string, path ...string) []string {
	t.Helper()
	var root map[string]any
	if err := json.Unmarshal(schema.JSONSchema(), &root); err != nil {
		t.Fatal(err)
	}
	var at any = root["$defs"]
	for _, p := range path {
		at = at.(map[string]any)[p]
	}
	if slot != "" {
		at = thenOf(at.(map[string]any)["allOf"].([]any), slot, key)
	}
	node, ok := at.(map[string]any)
	if !ok {
		t.Fatalf("%s %s %v: nothing there", slot, key, path)
	}
	if items, ok := node["items"].(map[string]any); ok {
		node = items
	}
	var out []string
	for _, v := range node["enum"].([]any) {
		out = append(out, v.(string))
	}
	return out
}

// thenOf is the property that a slot's rule demands.
func thenOf(rules []any, slot, key string) any {
	for _, r := range rules {
		rule := r.(map[string]any)
		cond := rule["if"].(map[string]any)["properties"].(map[string]any)["slot"].(map[string]any)
		slots, _ := cond["enum"].([]any)
		props, _ := rule["then"].(map[string]any)["properties"].(map[string]any)
		if slices.Contains(slots, any(slot)) && props[key] != nil {
			return props[key]
		}
	}
	return nil
}

// The closed lists of the JSON Schema are those of the codebook.
func TestSchemaHasTheCodebook(t *testing.T) {
	for _, c := range []struct {
		v         codebook.Vocabulary
		slot, key string
		path      []string
	}{
		{codebook.Incident, "type", "value", []string{"value"}},
		{codebook.DayPart, "time_of_day", "value", []string{"value"}},
		{codebook.Weapon, "weapon", "kind", []string{"value"}},
		{codebook.Target, "target", "kind", []string{"value"}},
		{codebook.Outcome, "outcome", "value", []string{"value"}},
		{codebook.Harm, "", "", []string{"value", "properties", "harm"}},
		{codebook.Basis, "", "", []string{"value", "properties", "basis"}},
		{codebook.Phase, "", "", []string{"event", "properties", "phase"}},
		{codebook.Modality, "", "", []string{"event", "properties", "modality"}},
		{codebook.Saying, "", "", []string{"attribution", "properties", "kind"}},
		{codebook.Reaction, "", "", []string{"reaction", "properties", "kinds"}},
		{codebook.Evidence, "", "", []string{"item", "properties", "kind"}},
		{codebook.Relation, "", "", []string{"relation", "properties", "kind"}},
		{codebook.Conflict, "", "", []string{"conflict", "properties", "kind"}},
	} {
		var want []string
		for _, code := range c.v.Codes {
			want = append(want, code.Name)
		}
		if got := enumOf(t, c.slot, c.key, c.path...); !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the codebook %v", c.v.Field, got, want)
		}
	}
}
