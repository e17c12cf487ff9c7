package desk_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The style sheets are one in the browser. A class that two of them draw looks as the
// later one has it on the pages of the earlier one too, so each is drawn in one.
func TestAClassIsDrawnInOnePlace(t *testing.T) {
	sheets, err := filepath.Glob("style/*.css")
	if err != nil || len(sheets) < 4 {
		t.Fatal(sheets, err)
	}
	var (
		remark = regexp.MustCompile(`(?s)/\*.*?\*/`)
		inner  = regexp.MustCompile(`(?s)@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}`) // what holds for some windows only
		rule   = regexp.MustCompile(`([^{}]+)\{`)
		class  = regexp.MustCompile(`^\.[\w-]+$`)
	)
	drawn := map[string]string{}
	for _, name := range append(sheets, "../look/look.css") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range rule.FindAllStringSubmatch(inner.ReplaceAllString(remark.ReplaceAllString(string(b), ""), ""), -1) {
			for _, s := range strings.Split(m[1], ",") {
				s = strings.TrimSpace(s)
				if !class.MatchString(s) {
					continue
				}
				if before := drawn[s]; before != "" && before != name {
					t.Errorf("%s is drawn in %s and in %s", s, before, name)
				}
				drawn[s] = name
			}
		}
	}
	if len(drawn) < 100 {
		t.Errorf("only %d classes were found", len(drawn))
	}
}
