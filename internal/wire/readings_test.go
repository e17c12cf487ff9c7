package wire_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/pipeline"
	"dossier/internal/wire"
	"dossier/schema"
)

var update = flag.Bool("update", false, "write the sheet of the readings anew")

// TestReadings reads the reports of testdata/readings, written for this test in the
// manner of agencies, police, hospitals, embassies and encyclopedias, and holds
// their records to what stands below each: figures by slot and group, victims with
// harm, those who did it or are suspected, ages, slots in conflict. The sheet says
// line by line what is right; no line that was may become wrong unseen.
func TestReadings(t *testing.T) {
	names, err := filepath.Glob("testdata/readings/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no readings", err)
	}
	p := wire.Pipeline()
	var sheet strings.Builder
	right, asked := 0, 0
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		report, want, _ := strings.Cut(string(b), "\n====\n")
		r := p.One(filepath.Base(name), []byte(report))
		if r.Err != nil {
			t.Fatal(name, r.Err)
		}
		rec := &schema.Record{}
		if o := pipeline.Fold([]*doc.Document{r.Doc}, []*claim.Set{r.Set}); len(o.Records) > 0 {
			rec = &o.Records[0]
		}
		fmt.Fprintf(&sheet, "%s\n", strings.TrimSuffix(filepath.Base(name), ".txt"))
		for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
			key, value, ok := strings.Cut(line, ": ")
			if !ok {
				t.Fatalf("%s: %q is no expectation", name, line)
			}
			for _, item := range items(key, value) {
				asked++
				mark := "   "
				if holds(rec, key, item) {
					mark, right = "ok ", right+1
				}
				fmt.Fprintf(&sheet, "  %s %s: %s\n", mark, key, item)
			}
		}
	}
	fmt.Fprintf(&sheet, "%d of %d right\n", right, asked)
	const path = "testdata/readings.sheet"
	if *update {
		if err := os.WriteFile(path, []byte(sheet.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	had, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(had) != sheet.String() {
		t.Errorf("the readings changed; run with -update and look at the difference:\n%s", difference(string(had), sheet.String()))
	}
}

// items are the expectations of a line: people one by one, a figure as a whole.
func items(key, value string) []string {
	switch key {
	case "victims", "perpetrators", "suspects":
		var out []string
		for _, s := range strings.Split(value, ";") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	return []string{value}
}

// holds reports whether a record meets one expectation.
func holds(r *schema.Record, key, want string) bool {
	switch {
	case key == "victims":
		return victim(r, want)
	case key == "perpetrators" || key == "suspects" || key == "claimed_by":
		return somebody(r, want, "perpetrator", "suspect", "claimed_by")
	case key == "conflict":
		f := strings.Fields(want)
		return slices.ContainsFunc(r.Conflicts, func(c schema.Conflict) bool { return c.Slot == f[0] && (len(f) < 2 || c.Kind == f[1]) })
	case strings.HasPrefix(key, "age "):
		return aged(r, strings.TrimPrefix(key, "age "), want)
	}
	slot, of, ok := strings.Cut(key, " ")
	if !ok {
		of = ""
	}
	return figure(r, slot, of, want)
}

// figure reports whether the shown value is one of those wanted, parted by bars:
// 5, >=5, >5, <=5, 5..8, ~70, none.
func figure(r *schema.Record, slot, of, want string) bool {
	var shown *schema.Value
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == slot && v.Of == of && v.Preferred {
			shown = v
		}
	}
	for _, w := range strings.Split(want, "|") {
		if w = strings.TrimSpace(w); shown == nil {
			if w == "none" {
				return true
			}
			continue
		}
		if low, high, ok := bounds(w); ok && same(shown.Value, low, high) {
			return true
		}
	}
	return false
}

var form = regexp.MustCompile(`^(~|>=|>|<=)?(\d+)(?:\.\.(\d+))?$`)

// bounds reads a wanted figure; -1 is open.
func bounds(w string) (low, high int, ok bool) {
	m := form.FindStringSubmatch(w)
	if m == nil {
		return 0, 0, false
	}
	n, _ := strconv.Atoi(m[2])
	switch {
	case m[3] != "":
		high, _ = strconv.Atoi(m[3])
		return n, high, true
	case m[1] == ">":
		return n + 1, -1, true
	case m[1] == ">=":
		return n, -1, true
	case m[1] == "<=":
		return -1, n, true
	}
	return n, n, true
}

func same(v any, low, high int) bool {
	switch x := v.(type) {
	case int:
		return x == low && x == high
	case schema.Range:
		at := func(p *int) int {
			if p == nil {
				return -1
			}
			return *p
		}
		return at(x.Min) == low && at(x.Max) == high
	}
	return false
}

// called is the entities whose name or alias is, begins or ends with a name.
func called(r *schema.Record, name string) (out []*schema.Entity) {
	name = strings.ToLower(strings.TrimSpace(name))
	for i := range r.Entities {
		e := &r.Entities[i]
		for _, a := range append([]string{e.Name}, e.Aliases...) {
			if strings.Contains(strings.ToLower(a), name) {
				out = append(out, e)
				break
			}
		}
	}
	return out
}

func victim(r *schema.Record, want string) bool {
	k := strings.LastIndex(want, " ")
	name, harm := want[:k], want[k+1:]
	for _, e := range called(r, name) {
		if slices.ContainsFunc(r.Values, func(v schema.Value) bool { return v.Slot == "victim" && v.Value == e.ID && v.Harm == harm }) {
			return true
		}
	}
	return false
}

func somebody(r *schema.Record, want string, slots ...string) bool {
	for _, name := range strings.Split(want, "|") {
		for _, e := range called(r, name) {
			if slices.ContainsFunc(r.Values, func(v schema.Value) bool { return slices.Contains(slots, v.Slot) && v.Value == e.ID }) {
				return true
			}
		}
	}
	return false
}

func aged(r *schema.Record, name, want string) bool {
	return slices.ContainsFunc(called(r, name), func(e *schema.Entity) bool { return e.Age != nil && fmt.Sprint(e.Age.Value) == want })
}

// difference is the lines that two sheets do not share.
func difference(had, got string) string {
	a, b := strings.Split(had, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	for i := 0; i < max(len(a), len(b)); i++ {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			fmt.Fprintf(&out, "- %s\n+ %s\n", x, y)
		}
	}
	return out.String()
}
