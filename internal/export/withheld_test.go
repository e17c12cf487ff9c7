package export_test

import (
	"bytes"
	"strings"
	"testing"

	"dossier/internal/export"
	"dossier/internal/export/redact"
)

// What is withheld is in no format.
func TestWithheldNamesAreInNoFormat(t *testing.T) {
	for _, c := range []struct {
		what redact.What
		gone []string
	}{
		{redact.Victims, []string{"quill", "nora"}},
		{redact.People, []string{"quill", "nora", "brandt"}},
		{redact.Spans, []string{"two gunmen fired", "behind it", "private quarrel"}},
	} {
		out, said, err := redact.Apply(sample(t), []redact.What{c.what})
		if err != nil {
			t.Fatal(err)
		}
		o := options
		o.Withheld = said
		for _, f := range export.Formats() {
			var b bytes.Buffer
			if err := f.Write(&b, out, o); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			low := strings.ToLower(b.String())
			for _, w := range c.gone {
				if i := strings.Index(low, w); i >= 0 {
					t.Errorf("%s of %s tells %q: …%s…", f.Name, c.what, w, low[max(0, i-60):min(len(low), i+40)])
				}
			}
		}
	}
}
