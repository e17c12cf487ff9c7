package main

import (
	"slices"
	"testing"

	"dossier/internal/export"
	"dossier/internal/rule"
)

// The words that --format and --rule take are the formats and rules that there are.
func TestFormatsAndRulesOfTheCommandLine(t *testing.T) {
	app, _, _ := testApp(nil)
	parser, err := newParser(app, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, n := range parser.Model.Children {
		for _, f := range n.Flags {
			var want []string
			switch f.Name {
			case "format":
				want = export.Names()
			case "rule":
				want = rule.Names()
			default:
				continue
			}
			seen++
			if got := f.EnumSlice(); !slices.Equal(got[1:], want) || got[0] != "" {
				t.Errorf("%s --%s takes %q, want %q", n.Name, f.Name, got, want)
			}
		}
	}
	if seen < 4 {
		t.Errorf("%d flags", seen)
	}
}
