// Package json prints records as the JSON of RECORD.md, whole or a line for each
// record.
package json

import (
	"bytes"
	"encoding/json"
	"io"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Write prints out with two spaces of indent and a final line break. The order
// of everything is that of out; the same out gives the same bytes. Characters
// without a shape, such as those that turn the direction of writing, are written
// as escapes.
func Write(w io.Writer, out schema.Output) error {
	b, err := encode(out, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Lines prints one line for each record: an output of its own, with the documents
// that tell of it, so that each line can be read alone.
func Lines(w io.Writer, out schema.Output) error {
	docs := map[string]schema.Document{}
	for _, d := range out.Documents {
		docs[d.ID] = d
	}
	for _, r := range out.Records {
		one := out
		one.Records, one.Documents = []schema.Record{r}, []schema.Document{}
		for _, id := range r.Documents {
			if d, ok := docs[id]; ok {
				one.Documents = append(one.Documents, d)
			}
		}
		b, err := encode(one, "")
		if err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

func encode(out schema.Output, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(out); err != nil {
		return nil, err
	}
	return view.Escape(b.Bytes()), nil
}
