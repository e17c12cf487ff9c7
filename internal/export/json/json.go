// Package json prints records as the JSON of RECORD.md.
package json

import (
	"encoding/json"
	"io"

	"dossier/schema"
)

// Write prints out with two spaces of indent and a final line break. The order
// of everything is that of out; the same out gives the same bytes.
func Write(w io.Writer, out schema.Output) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
