// Package openapi describes an API of JSON in the form of OpenAPI 3.1. The schemas
// of what is taken and given are made of Go types, what they mean of the comments
// on them.
package openapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"dossier/schema"
)

// Operation is one thing that an API does.
type Operation struct {
	Method, Path string // of net/http: /incidents/{id}
	Summary      string
	Params       []Parameter
	Takes        reflect.Type // what a request carries as JSON; nil for nothing
	Files        bool         // it carries a form with files instead
	Gives        reflect.Type // what an answer carries as JSON; nil for Media
	Media        string
	Scope        string // of the token it needs; "" where it needs none
	Role         string // the least role it needs
	Problems     []int  // the statuses of what goes wrong
}

// Parameter is a parameter of an address.
type Parameter struct{ Name, Description string }

// API is what is described.
type API struct {
	Title, Description string
	Operations         []Operation
	// Problem is the type of what an answer carries when something goes wrong.
	Problem reflect.Type
	// Comments tells what a type, or a field of one, means: "Judged" and "Judged.At".
	Comments map[string]string
}

type object = map[string]any

// Describe gives the description as JSON, the same for the same API.
func Describe(a API) ([]byte, error) {
	m := &maker{comments: a.Comments, schemas: object{}, types: map[string]reflect.Type{}}
	paths := object{}
	for _, op := range a.Operations {
		item, _ := paths[op.Path].(object)
		if item == nil {
			item = object{}
			paths[op.Path] = item
		}
		o, err := m.operation(op, a.Problem)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", op.Method, op.Path, err)
		}
		item[strings.ToLower(op.Method)] = o
	}
	doc := object{
		"openapi":           "3.1.0",
		"jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
		"info":              object{"title": a.Title, "description": a.Description, "version": schema.Version},
		"servers":           []any{object{"url": "/"}},
		"paths":             paths,
		"components": object{
			"schemas":         m.schemas,
			"securitySchemes": object{"token": object{"type": "http", "scheme": "bearer", "description": "a token of dossier token, or of the page Account"}},
		},
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(doc)
	return b.Bytes(), err
}

// maker gathers the schemas of the types that it meets.
type maker struct {
	comments map[string]string
	schemas  object
	types    map[string]reflect.Type
}

func (m *maker) operation(op Operation, problem reflect.Type) (object, error) {
	o := object{"summary": op.Summary, "operationId": operationID(op), "responses": object{}}
	if ps := parameters(op); len(ps) > 0 {
		o["parameters"] = ps
	}
	if op.Scope != "" {
		o["security"] = []any{object{"token": []any{}}, object{}}
		o["description"] = fmt.Sprintf("Needs the role %s; a token needs the scope %s. On a desk of one person the token may be left out.", op.Role, op.Scope)
	}
	switch {
	case op.Files:
		o["requestBody"] = object{"required": true, "content": object{"multipart/form-data": object{"schema": object{
			"type":       "object",
			"properties": object{"file": object{"type": "array", "items": object{"type": "string", "contentMediaType": "application/octet-stream"}}, "text": object{"type": "string"}},
		}}}}
	case op.Takes != nil:
		s, err := m.schema(op.Takes, true)
		if err != nil {
			return nil, err
		}
		o["requestBody"] = object{"required": true, "content": object{"application/json": object{"schema": s}}}
	}
	good := object{"description": "done"}
	if op.Media != "" {
		good["content"] = object{op.Media: object{}}
	} else {
		s, err := m.schema(op.Gives, false)
		if err != nil {
			return nil, err
		}
		good["content"] = object{"application/json": object{"schema": s}}
	}
	bad, err := m.schema(problem, false)
	if err != nil {
		return nil, err
	}
	answers := o["responses"].(object)
	answers["200"] = good
	for _, status := range op.Problems {
		answers[fmt.Sprint(status)] = object{"description": meanings[status], "content": object{"application/json": object{"schema": bad}}}
	}
	return o, nil
}

var meanings = map[int]string{
	400: "the request is wrong",
	401: "nobody is signed in, or the token is none",
	403: "the role or the token may not",
	404: "it is not there",
	409: "somebody else has decided meanwhile",
	413: "it is too large",
	429: "too many attempts",
}

var word = regexp.MustCompile(`[A-Za-z0-9]+`)

// operationID names an operation: getIncidentsId.
func operationID(op Operation) string {
	id := strings.ToLower(op.Method)
	for _, w := range word.FindAllString(strings.TrimPrefix(op.Path, "/api"), -1) {
		id += strings.ToUpper(w[:1]) + w[1:]
	}
	return id
}

// parameters are those of the path and of the query.
func parameters(op Operation) []any {
	var out []any
	for _, p := range op.Params {
		o := object{"name": p.Name, "in": "query", "description": p.Description, "schema": object{"type": "string"}}
		if strings.Contains(op.Path, "{"+p.Name+"}") {
			o["in"], o["required"] = "path", true
		}
		out = append(out, o)
	}
	return out
}

// schema is the schema of a type; of a struct with a name a reference to it. What is
// taken needs no key.
func (m *maker) schema(t reflect.Type, taken bool) (object, error) {
	if t == reflect.TypeFor[schema.Output]() {
		return m.record()
	}
	if t.PkgPath() == reflect.TypeFor[schema.Output]().PkgPath() && t.Name() == "Document" {
		_, err := m.record()
		return object{"$ref": "#/components/schemas/document"}, err
	}
	switch t.Kind() {
	case reflect.String:
		return object{"type": "string"}, nil
	case reflect.Bool:
		return object{"type": "boolean"}, nil
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}, nil
	case reflect.Float64:
		return object{"type": "number"}, nil
	case reflect.Interface:
		return object{}, nil
	case reflect.Pointer:
		return m.schema(t.Elem(), taken)
	case reflect.Slice, reflect.Array:
		s, err := m.schema(t.Elem(), taken)
		if t.Kind() == reflect.Array {
			return object{"type": "array", "items": s, "minItems": t.Len(), "maxItems": t.Len()}, err
		}
		return object{"type": "array", "items": s}, err
	case reflect.Map:
		s, err := m.schema(t.Elem(), taken)
		return object{"type": "object", "additionalProperties": s}, err
	case reflect.Struct:
		return m.named(t, taken)
	}
	return nil, fmt.Errorf("%s has no form in JSON", t)
}

// named is a struct, as a schema that is referred to by its name. One that has no
// fields stands for anything.
func (m *maker) named(t reflect.Type, taken bool) (object, error) {
	if t.NumField() == 0 {
		return object{"type": "object"}, nil
	}
	name := t.Name()
	ref := object{"$ref": "#/components/schemas/" + name}
	if was := m.types[name]; was != nil {
		if was != t {
			return nil, fmt.Errorf("%s and %s have one name", was, t)
		}
		return ref, nil
	}
	m.types[name] = t
	o := object{"type": "object"}
	if c := m.comments[name]; c != "" {
		o["description"] = c
	}
	props := object{}
	required, err := m.fields(t, taken, props)
	if err != nil {
		return nil, err
	}
	o["properties"] = props
	if len(required) > 0 {
		o["required"] = required
	}
	if taken {
		o["additionalProperties"] = false
	}
	m.schemas[name] = o
	return ref, nil
}

// fields adds the fields of a type to props, those of embedded types among them, and
// gives the names of those that are always there.
func (m *maker) fields(t reflect.Type, taken bool, props object) (required []any, err error) {
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		key, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && key == "" && f.Type.Kind() == reflect.Struct {
			inner, err := m.fields(f.Type, taken, props)
			if err != nil {
				return nil, err
			}
			required = append(required, inner...)
			continue
		}
		if key == "" || key == "-" {
			return nil, fmt.Errorf("%s.%s has no name in JSON", t, f.Name)
		}
		if props[key] != nil {
			return nil, fmt.Errorf("%s.%s: %q is the name of another field", t, f.Name, key)
		}
		s, err := m.schema(f.Type, taken)
		if err != nil {
			return nil, err
		}
		if c := m.comments[t.Name()+"."+f.Name]; c != "" {
			s["description"] = c
		}
		props[key] = s
		if !taken && !strings.Contains(rest, "omitempty") {
			required = append(required, key)
		}
	}
	return required, nil
}

// record is the schema of the record format, with its parts among the others.
func (m *maker) record() (object, error) {
	ref := object{"$ref": "#/components/schemas/Output"}
	if m.schemas["Output"] != nil {
		return ref, nil
	}
	var s object
	moved := bytes.ReplaceAll(schema.JSONSchema(), []byte(`"#/$defs/`), []byte(`"#/components/schemas/`))
	if err := json.Unmarshal(moved, &s); err != nil {
		return nil, err
	}
	for name, def := range s["$defs"].(object) {
		m.schemas[name] = def
	}
	delete(s, "$defs")
	delete(s, "$id")
	delete(s, "$schema")
	m.schemas["Output"] = s
	return ref, nil
}
