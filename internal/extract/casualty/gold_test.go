package casualty

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// floor is how many of the figures of the development gold must be right.
const floor = 57

// gold is what a careful reader makes of a report.
type gold struct {
	Incident   bool
	Date       []string
	Killed     []any
	Injured    []any
	KilledPerp []any `json:"killed_perpetrators"`
}

// TestGold compares the preferred figure for killed, injured and killed
// perpetrators with the development gold, by the rule of the scorer.
func TestGold(t *testing.T) {
	dir := filepath.Join(shared(t), "gold", "dev")
	right, asked := 0, 0
	for _, name := range reports(t, dir) {
		g := readGold(t, strings.TrimSuffix(name, ".txt")+".gold.json")
		if !g.Incident {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		in := read(string(b), g.date())
		short, _ := filepath.Rel(dir, name)
		for _, f := range []struct {
			slot claim.Slot
			of   string
			want []any
		}{{claim.Killed, all, g.Killed}, {claim.Injured, all, g.Injured}, {claim.Killed, perpetrators, g.KilledPerp}} {
			got, ok := preferred(in, f.slot, f.of)
			if len(f.want) == 0 {
				if ok && testing.Verbose() {
					t.Logf("      %-45s %-7s %-12s not asked for, got %v", short, f.slot, f.of, got)
				}
				continue
			}
			asked++
			mark := "WRONG"
			if ok && accepted(got, f.want) {
				mark = "right"
				right++
			}
			if testing.Verbose() {
				t.Logf("%s %-45s %-7s %-12s want %v, got %v %v", mark, short, f.slot, f.of, f.want, ok, got)
			}
		}
	}
	t.Logf("%d of %d figures right", right, asked)
	if right < floor {
		t.Errorf("%d figures right, want %d", right, floor)
	}
}

func (g gold) date() string {
	if len(g.Date) == 0 {
		return ""
	}
	return g.Date[0]
}

func reports(t *testing.T, dir string) []string {
	var names []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".txt") {
			names = append(names, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(names)
	return names
}

func readGold(t *testing.T, name string) (g gold) {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(name, err)
	}
	return g
}

// read extracts the casualties of a report with a header block.
func read(s, date string) *extract.Input {
	t := text.New(s)
	d := &doc.Document{Text: t}
	body := 0
	if i := strings.Index(s, "\n---\n"); i >= 0 {
		body = i + 5
		d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Header, Span: text.Span{End: i}, Section: -1})
	}
	for _, sp := range paragraphs(s, body) {
		d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Paragraph, Span: sp, Section: -1})
	}
	a := english.New().Analyse(d)
	in := &extract.Input{Analysis: a, Set: &claim.Set{}, Date: date}
	Extractor{}.Extract(in)
	return in
}

// paragraphs cuts s from byte start on at its blank lines.
func paragraphs(s string, start int) []text.Span {
	var out []text.Span
	for start < len(s) {
		end := strings.Index(s[start:], "\n\n")
		if end < 0 {
			end = len(s) - start
		}
		if strings.TrimSpace(s[start:start+end]) != "" {
			out = append(out, text.Span{Start: start, End: start + end})
		}
		start += end + 2
	}
	return out
}

// preferred is the most confident value of a slot, the first among equals.
func preferred(in *extract.Input, s claim.Slot, of string) (count.Count, bool) {
	best := -1
	for i, c := range in.Set.Claims {
		if c.Value.Slot == s && c.Value.Of == of && (best < 0 || c.Confidence > in.Set.Claims[best].Confidence) {
			best = i
		}
	}
	if best < 0 {
		return count.Count{}, false
	}
	return *in.Set.Claims[best].Value.Count, true
}

// accepted is the scorer's count_is.
func accepted(c count.Count, want []any) bool {
	num := func(v any) int {
		if f, ok := v.(float64); ok {
			return int(f)
		}
		return count.Open
	}
	return slices.ContainsFunc(want, func(w any) bool {
		if l, ok := w.([]any); ok {
			lo, hi := num(l[0]), num(l[1])
			return c.Min == lo && (c.Max == hi || hi == count.Open)
		}
		n := num(w)
		return c.Min == n && c.Max == n
	})
}

// shared is the folder of shared data beside the repository.
func shared(t *testing.T) string {
	t.Helper()
	if d := os.Getenv("DOSSIER_SHARED"); d != "" {
		return d
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		d := filepath.Join(dir, "shared")
		if _, err := os.Stat(filepath.Join(d, "gold")); err == nil {
			return d
		}
	}
	t.Skip("NO SHARED DATA: casualties are not scored; set DOSSIER_SHARED to its folder")
	return ""
}
