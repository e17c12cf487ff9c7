package terminal_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/export/terminal"
	"dossier/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func embassy(t *testing.T) schema.Output {
	t.Helper()
	b, err := os.ReadFile("../../../testdata/embassy.json")
	if err != nil {
		t.Fatal(err)
	}
	var out schema.Output
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// A record as it is printed, at several widths, with and without colour.
func TestGolden(t *testing.T) {
	out := embassy(t)
	for _, c := range []struct {
		name string
		o    terminal.Options
	}{
		{"wide", terminal.Options{Width: 100}},
		{"usual-cite", terminal.Options{Width: 80, Cite: true}},
		{"narrow", terminal.Options{Width: 40}},
		{"colour", terminal.Options{Width: 80, Colour: true}},
	} {
		var b bytes.Buffer
		if err := terminal.Write(&b, out, c.o); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", c.name+".txt")
		if *update {
			os.MkdirAll("testdata", 0o755)
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s is printed otherwise than in %s; look at it and rewrite it with -update", c.name, golden)
		}
	}
}

// What a document says never drives the terminal, and plain output has no escape
// sequences.
func TestHostileWords(t *testing.T) {
	out := embassy(t)
	r := &out.Records[0]
	evil := "\x1b[2J\x1b]0;owned\x07\u202eab\x00\u009b31m"
	r.Title, r.Summary = evil, evil
	for i := range r.Values {
		r.Values[i].Text = evil
		if _, ok := r.Values[i].Value.(string); ok && r.Values[i].Slot == "place" {
			r.Values[i].Value = evil
		}
	}
	for i := range r.Events {
		r.Events[i].What = evil
	}
	var b bytes.Buffer
	if err := terminal.Write(&b, out, terminal.Options{Width: 80, Cite: true}); err != nil {
		t.Fatal(err)
	}
	if i := strings.IndexAny(b.String(), "\x1b\x07\x00\u009b\u202e"); i >= 0 {
		t.Errorf("at byte %d: %s", i, strconv.QuoteToASCII(b.String()[i:min(i+20, b.Len())]))
	}
}

func TestNothingRead(t *testing.T) {
	var b bytes.Buffer
	if err := terminal.Write(&b, schema.Output{Schema: schema.Version}, terminal.Options{}); err != nil {
		t.Fatal(err)
	}
}
