package look_test

import (
	"strings"
	"testing"

	"dossier/internal/look"
)

// Every colour has a value in both themes, and a page without a theme of its own
// gets the dark ones where the system asks for them.
func TestThemes(t *testing.T) {
	rule := func(s, begins string) map[string]bool {
		_, rest, ok := strings.Cut(s, begins)
		if !ok {
			t.Fatalf("no rule %q", begins)
		}
		body, _, _ := strings.Cut(rest, "}")
		names := map[string]bool{}
		for _, d := range strings.Split(body, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(d), ":")
			if strings.HasPrefix(strings.TrimSpace(value), "#") {
				names[name] = true
			}
		}
		return names
	}
	light := rule(look.CSS(), ":root {")
	for _, begins := range []string{`html[data-theme="dark"] {`, `html:not([data-theme="light"]) {`} {
		dark := rule(look.Following(), begins)
		if len(light) < 20 || len(dark) != len(light) {
			t.Errorf("%d colours are light, %d dark in %s", len(light), len(dark), begins)
		}
		for name := range light {
			if !dark[name] {
				t.Errorf("%s has no value in %s", name, begins)
			}
		}
	}
}
