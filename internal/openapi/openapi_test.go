package openapi_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/openapi"
	"dossier/schema"
)

type problem struct {
	Error string `json:"error"`
}

type inner struct {
	N    int      `json:"n"`
	Tags []string `json:"tags,omitempty"`
}

type answer struct {
	Inner  *inner             `json:"inner"`
	Pair   [2]float64         `json:"pair"`
	Counts map[string]int64   `json:"counts"`
	Any    any                `json:"any"`
	Doc    schema.Document    `json:"doc"`
	Lists  map[string][]inner `json:"lists"`
	hidden bool
}

func describe(gives any) (map[string]any, error) {
	b, err := openapi.Describe(openapi.API{Title: "t", Problem: reflect.TypeFor[problem](), Comments: map[string]string{"inner": "Inner is within.", "inner.N": "how many"},
		Operations: []openapi.Operation{{Method: "GET", Path: "/api/x/{id}", Gives: reflect.TypeOf(gives), Scope: "read", Role: "viewer", Problems: []int{404}, Params: []openapi.Parameter{{Name: "id"}, {Name: "q"}}}, {Method: "POST", Path: "/api/x/{id}", Takes: reflect.TypeFor[inner](), Gives: reflect.TypeFor[answer]()}}})
	if err != nil {
		return nil, err
	}
	var out map[string]any
	return out, json.Unmarshal(b, &out)
}

// at is what stands at a path of keys.
func at(v any, keys ...string) any {
	for _, k := range keys {
		m, _ := v.(map[string]any)
		v = m[k]
	}
	return v
}

func TestWhatTypesBecome(t *testing.T) {
	_ = answer{}.hidden
	d, err := describe(answer{})
	if err != nil {
		t.Fatal(err)
	}
	for want, keys := range map[string][]string{
		"Inner is within.":              {"components", "schemas", "inner", "description"},
		"how many":                      {"components", "schemas", "inner", "properties", "n", "description"},
		"#/components/schemas/inner":    {"components", "schemas", "answer", "properties", "inner", "$ref"},
		"#/components/schemas/document": {"components", "schemas", "answer", "properties", "doc", "$ref"},
		"integer":                       {"components", "schemas", "answer", "properties", "counts", "additionalProperties", "type"},
		"array":                         {"components", "schemas", "answer", "properties", "lists", "additionalProperties", "type"},
		"getXId":                        {"paths", "/api/x/{id}", "get", "operationId"},
		"it is not there":               {"paths", "/api/x/{id}", "get", "responses", "404", "description"},
		"3.1.0":                         {"openapi"},
		"number":                        {"components", "schemas", "answer", "properties", "pair", "items", "type"},
		"#/components/schemas/citation": {"components", "schemas", "value", "properties", "citations", "items", "$ref"},
	} {
		if got := at(d, keys...); got != want {
			t.Errorf("%s is %v, want %q", strings.Join(keys, " "), got, want)
		}
	}
	if at(d, "components", "schemas", "answer", "properties", "hidden") != nil {
		t.Error("what is not exported is described")
	}
}

// What has no form in JSON, no name there, or the name of another is an error.
func TestWhatCannotBeDescribed(t *testing.T) {
	type unnamed struct{ X int }
	type strange struct {
		F func() `json:"f"`
	}
	type problem struct {
		Other int `json:"other"`
	}
	for _, v := range []any{unnamed{}, strange{}, problem{}, []strange{}, map[string]strange{}} {
		if _, err := describe(v); err == nil {
			t.Errorf("%T was described", v)
		}
	}
}

func TestComments(t *testing.T) {
	dir := t.TempDir()
	src := "package x\n\n// T is a thing\n// of two lines.\ntype T struct {\n\tA int // one\n\t// Two says\n\t// more.\n\tB, C int\n}\n\n// Both are grouped.\ntype (\n\tU struct{}\n)\n"
	if err := os.WriteFile(filepath.Join(dir, "x.go"), []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	if err := openapi.Comments(dir, got); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"T": "T is a thing of two lines.", "T.A": "one", "T.B": "Two says more.", "T.C": "Two says more.", "U": "Both are grouped."}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "y.go"), []byte("package"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := openapi.Comments(dir, got); err == nil {
		t.Error("a file that is no Go was read")
	}
}
