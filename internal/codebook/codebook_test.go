package codebook_test

import (
	"os"
	"strings"
	"testing"

	"dossier/internal/codebook"
)

// Every code an analyst can meet is explained in docs/codebook.md, with the
// definition the program carries.
func TestEveryCodeIsDocumented(t *testing.T) {
	b, err := os.ReadFile("../../docs/codebook.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	for _, v := range codebook.All() {
		if !strings.Contains(strings.ToLower(doc), "## "+v.Field) {
			t.Errorf("no section for %s", v.Field)
		}
		for _, c := range v.Codes {
			if !strings.Contains(doc, "| `"+c.Name+"` | "+c.Definition+" |") {
				t.Errorf("%s: code %s is missing or defined otherwise", v.Field, c.Name)
			}
		}
	}
}

func TestCodesAreUniqueAndDefined(t *testing.T) {
	for _, v := range codebook.All() {
		seen := map[string]bool{}
		for _, c := range v.Codes {
			if seen[c.Name] || c.Definition == "" {
				t.Errorf("%s: %s", v.Field, c.Name)
			}
			seen[c.Name] = true
			if !v.Has(c.Name) {
				t.Errorf("%s does not have its own code %s", v.Field, c.Name)
			}
		}
	}
}
