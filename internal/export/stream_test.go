package export_test

import (
	"bytes"
	"slices"
	"testing"

	"dossier/internal/export"
	"dossier/internal/export/view"
	"dossier/internal/rule"
	"dossier/schema"
)

// three are the sample and two like it, of which the last shares a document with the
// first and has nothing in common with it otherwise.
func three(t *testing.T) schema.Output {
	out := sample(t)
	again := out.Records[0]
	again.ID, again.Title = again.ID+"-2", "Another, told in the same words"
	bare := schema.Record{ID: "bare", Role: "background", Title: "=1+1", Documents: []string{"d2"}}
	out.Records = append(slices.Clone(out.Records), again, bare)
	return out
}

// alone is one record with its documents.
func alone(out schema.Output, r schema.Record) schema.Output {
	one := out
	one.Records, one.Documents = []schema.Record{r}, []schema.Document{}
	for _, d := range out.Documents {
		if slices.Contains(r.Documents, d.ID) {
			one.Documents = append(one.Documents, d)
		}
	}
	return one
}

// Written one record at a time, a format that streams is what it is written at once.
func TestAStreamIsTheWhole(t *testing.T) {
	for _, f := range export.Formats() {
		if !f.Streams() {
			continue
		}
		r, err := rule.Named(f.Rule)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 3} {
			out := three(t)
			out.Records = out.Records[:n]
			var whole, parts bytes.Buffer
			if err := f.Write(&whole, r.Apply(out), view.Options{Program: "test"}); err != nil {
				t.Fatal(f.Name, err)
			}
			s, err := export.NewStream(&parts, f, view.Options{Program: "test"})
			if err != nil {
				t.Fatal(f.Name, err)
			}
			for _, x := range out.Records {
				if err := s.Put(r.Apply(alone(out, x))); err != nil {
					t.Fatal(f.Name, err)
				}
			}
			if whole.String() != parts.String() {
				t.Errorf("%s of %d records: at once\n%s\none at a time\n%s", f.Name, n, &whole, &parts)
			}
		}
	}
}
