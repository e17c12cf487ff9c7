package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dossier/schema"
)

// testApp is a program with its streams in hand.
func testApp(stdin io.Reader) (app *App, out, errs *bytes.Buffer) {
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	app = &App{Context: context.Background(), Stdin: stdin, Stdout: out, Stderr: errs, Getenv: func(string) string { return "" }}
	app.Rooms = func() Rooms { return openRooms(app, nil) }
	return app, out, errs
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("dossier.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("dossier.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkOutput fails unless the printed JSON is of the published shape and every
// quote is the slice it says.
func checkOutput(t *testing.T, s *jsonschema.Schema, printed []byte, text func(path string) string) schema.Output {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(printed))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("not of the published shape: %v", err)
	}
	var out schema.Output
	if err := json.Unmarshal(printed, &out); err != nil {
		t.Fatal(err)
	}
	texts := map[string][]rune{}
	for _, d := range out.Documents {
		texts[d.ID] = []rune(text(d.Path))
	}
	for i := range out.Records {
		out.Records[i].Citations(func(where string, c schema.Citation) {
			r := texts[c.Document]
			if c.Start < 0 || c.End > len(r) || c.Start > c.End || string(r[c.Start:c.End]) != c.Quote {
				t.Errorf("%s: %q is not the slice %d to %d of %s", where, c.Quote, c.Start, c.End, c.Document)
			}
		})
	}
	return out
}

func textOf(t *testing.T) func(string) string {
	return func(path string) string {
		app, out, _ := testApp(nil)
		if err := (&TextCmd{Path: path}).Run(app); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
}

// The bundled reports make one record that shows their disagreements.
func TestDemo(t *testing.T) {
	app, printed, errs := testApp(nil)
	if status := app.run([]string{"demo", "--json"}); status != exitOK {
		t.Fatalf("status %d: %s", status, errs)
	}
	out := checkOutput(t, compileSchema(t), printed.Bytes(), textOf(t))
	if len(out.Documents) != len(exampleNames) {
		t.Errorf("%d documents", len(out.Documents))
	}
	main := out.Records[0]
	if len(main.Documents) != len(exampleNames) {
		t.Errorf("the main record has %d documents of %d", len(main.Documents), len(exampleNames))
	}
	slots := map[string]bool{}
	for _, c := range main.Conflicts {
		slots[c.Slot] = true
	}
	for _, want := range []string{"injured", "motive"} {
		if !slots[want] {
			t.Errorf("no conflict of %s in %+v", want, main.Conflicts)
		}
	}
	for slot, want := range map[string]any{"date": "2023-01-27", "country": "IR", "place": "Tehran", "time": "08:00", "timezone": "Asia/Tehran"} {
		if got := preferredValue(main, slot); got != want {
			t.Errorf("%s: %v, want %v", slot, got, want)
		}
	}
}

func preferredValue(r schema.Record, slot string) any {
	for _, v := range r.Values {
		if v.Slot == slot && v.Preferred {
			return v.Value
		}
	}
	return nil
}

// The same input gives the same bytes, on every run.
func TestSameInputSameBytes(t *testing.T) {
	var first string
	for i := range 3 {
		app, printed, _ := testApp(nil)
		app.run([]string{"demo", "--json"})
		if i == 0 {
			first = printed.String()
		} else if printed.String() != first {
			t.Fatal("the output differs between two runs")
		}
	}
}

// Every record of the development reports is of the published shape.
func TestDevelopmentReportsHaveTheShape(t *testing.T) {
	shared := sharedDir()
	if shared == "" {
		t.Skip("SKIPPED: no development gold beside the repository (set DOSSIER_SHARED)")
	}
	s := compileSchema(t)
	paths, err := filepath.Glob(filepath.Join(shared, "gold", "dev", "*", "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	app, printed, errs := testApp(nil)
	if status := app.run(append([]string{"read", "--json"}, paths...)); status != exitOK {
		t.Fatalf("status %d: %s", status, errs)
	}
	checkOutput(t, s, printed.Bytes(), textOf(t))
}
