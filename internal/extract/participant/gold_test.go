package participant_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/participant"
	"dossier/internal/nlp/english"
	"dossier/internal/source"
	"dossier/internal/source/plain"
)

// shared is the folder of evaluation data beside the repository, or a skip.
func shared(t testing.TB) string {
	if dir := os.Getenv("DOSSIER_SHARED"); dir != "" {
		return dir
	}
	dir, _ := os.Getwd()
	for dir != "/" {
		dir = filepath.Dir(dir)
		if st, err := os.Stat(filepath.Join(dir, "shared", "gold")); err == nil && st.IsDir() {
			return filepath.Join(dir, "shared")
		}
	}
	t.Skip("SKIPPED: no folder of evaluation data; set DOSSIER_SHARED")
	return ""
}

type gold struct {
	Incident      bool       `json:"incident"`
	People        [][]string `json:"people"`
	PeopleOK      [][]string `json:"people_ok"`
	Organisations [][]string `json:"organisations"`
	OrgsOK        [][]string `json:"organisations_ok"`
}

// TestGold measures people and organisations on the development reports by the
// scorer's rule for names: one's words contained in the other's, the same last
// word.
func TestGold(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t), "gold", "dev", "*", "*.gold.json"))
	if err != nil || len(files) == 0 {
		t.Skip("SKIPPED: no development reports")
	}
	sort.Strings(files)
	var people, orgs tally
	for _, f := range files {
		if filepath.Base(f) == "merged.gold.json" {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var g gold
		if err := json.Unmarshal(raw, &g); err != nil {
			t.Fatal(err)
		}
		if !g.Incident {
			continue // scored for the absence of a record only
		}
		name := filepath.Base(filepath.Dir(f)) + "/" + strings.TrimSuffix(filepath.Base(f), ".gold.json")
		es := entities(t, strings.TrimSuffix(f, ".gold.json")+".txt")
		people.add(t, name+" people", pick(es, entity.Person), g.People, g.PeopleOK)
		orgs.add(t, name+" organisations", pick(es, entity.Organisation, entity.Group), g.Organisations, g.OrgsOK)
	}
	t.Logf("people         %s", people)
	t.Logf("organisations  %s", orgs)
	if f := people.f(); f < 0.90 {
		t.Errorf("people F1 %.3f, want at least 0.90", f)
	}
	if f := orgs.f(); f < 0.75 {
		t.Errorf("organisations F1 %.3f, want at least 0.75", f)
	}
}

func entities(t testing.TB, path string) []claim.Entity {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := plain.Reader{}.Read(source.Text{Raw: source.Raw{Path: path, Bytes: raw}, String: string(raw)})
	if err != nil {
		t.Fatal(err)
	}
	in := &extract.Input{Analysis: english.New().Analyse(d), Set: &claim.Set{Document: d.ID}}
	participant.Extractor{}.Extract(in)
	return in.Set.Entities
}

func pick(es []claim.Entity, kinds ...entity.Kind) [][]string {
	var out [][]string
	for _, e := range es {
		if slices.Contains(kinds, e.Kind) {
			out = append(out, append([]string{e.Name}, e.Aliases...))
		}
	}
	return out
}

type tally struct{ tp, fp, fn int }

func (c *tally) f() float64 { return 2 * float64(c.tp) / float64(max(1, 2*c.tp+c.fp+c.fn)) }

func (c tally) String() string {
	return fmt.Sprintf("F1 %.3f  (P %.3f  R %.3f; %d right, %d wrong, %d missed)", c.f(),
		float64(c.tp)/float64(max(1, c.tp+c.fp)), float64(c.tp)/float64(max(1, c.tp+c.fn)), c.tp, c.fp, c.fn)
}

// add matches predictions with what is wanted, as the scorer does.
func (c *tally) add(t *testing.T, what string, got, want, allowed [][]string) {
	if want == nil {
		return
	}
	left := slices.Clone(want)
	var wrong []string
	for _, p := range got {
		same := func(g []string) bool { return anySame(p, g) }
		if i := slices.IndexFunc(left, same); i >= 0 {
			left = slices.Delete(left, i, i+1)
			c.tp++
		} else if !slices.ContainsFunc(want, same) && !slices.ContainsFunc(allowed, same) {
			c.fp++
			wrong = append(wrong, strings.Join(p, " | "))
		}
	}
	c.fn += len(left)
	if len(wrong)+len(left) > 0 {
		t.Logf("%s: missed %q, wrong %q", what, left, wrong)
	}
}

func anySame(names, aliases []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		return slices.ContainsFunc(aliases, func(a string) bool { return sameName(words(n), words(a)) })
	})
}

func sameName(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if a[len(a)-1] != b[len(b)-1] {
		return false
	}
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

var titles = strings.Fields("mr mrs ms dr sir president prime minister foreign secretary general colonel lieutenant captain major ambassador" +
	" senator king queen prince princess sheikh ayatollah pope spokesman spokesperson spokeswoman chief the senior")

// words folds a name as the scorer does.
func words(s string) []string {
	var b strings.Builder
	for _, c := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.M, c):
		case unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_':
			b.WriteRune(c)
		case c == '\'' || c == '’':
			b.WriteRune('\'')
		default:
			b.WriteByte(' ')
		}
	}
	f := cases.Fold().String(b.String()) + " "
	f = strings.ReplaceAll(strings.ReplaceAll(f, "'s ", " "), "'", " ")
	ws := strings.Fields(f)
	for len(ws) > 1 && slices.Contains(titles, ws[0]) {
		ws = ws[1:]
	}
	return ws
}
