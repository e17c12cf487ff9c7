package calibrate

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/confidence"
	"dossier/internal/lab/gold"
	"dossier/internal/sharedtest"
	"dossier/internal/wire"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The sheet of docs/confidence.md is a golden file. Rewrite it, and the table,
// with
//
//	go run ./cmd/dossier-lab calibrate internal/confidence/table.go
//	go test ./internal/lab/calibrate -update
func TestSheet(t *testing.T) {
	shared := sharedtest.Dir(t, "gold", "dev")
	sharedtest.Dir(t, "corpora", "gvdb")
	var b strings.Builder
	if err := Sheet(&b, shared); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, golden, b.String(), *update)
	if *update {
		writePage(t, b.String())
	}
}

var golden = filepath.Join("testdata", "confidence.txt")

const page = "../../../docs/confidence.md"

// sheetOf is the part of docs/confidence.md that shows the sheet.
var sheetOf = regexp.MustCompile(`(?s)<!-- sheet -->\n.*<!-- end of sheet -->`)

func shownAs(sheet string) string {
	return "<!-- sheet -->\n```\n" + sheet + "```\n<!-- end of sheet -->"
}

func writePage(t *testing.T, sheet string) {
	t.Helper()
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, sheetOf.ReplaceAllLiteral(b, []byte(shownAs(sheet))), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestThePageShowsTheSheet(t *testing.T) {
	sheet, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(sheetOf.Find(b)); got != shownAs(string(sheet)) {
		t.Errorf("docs/confidence.md shows another sheet than %s; rewrite it with -update", golden)
	}
}

// figure is a line of the scorer's sheet.
var figure = regexp.MustCompile(`(?m)^  (\S.*?)  +(?:F1 \S+  \(P \S+  R \S+; (\d+) right, (\d+) wrong, (\d+) missed\)|acc \S+  \((\d+) of (\d+)\))$`)

// What is taken for right here is what the scorer takes for right: every figure
// that both count is the same.
func TestJudgesAsTheScorer(t *testing.T) {
	shared := sharedtest.Dir(t, "gold", "dev")
	_, tally, err := load(wire.Pipeline(), shared)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := os.ReadFile("../../../cmd/dossier/testdata/scores-dev.txt")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, m := range figure.FindAllStringSubmatch(string(sheet), -1) {
		got, ok := tally[m[1]]
		if !ok {
			continue
		}
		n := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
		want := gold.Tally{Right: n(2), Wrong: n(3), Missed: n(4)}
		if m[6] != "" {
			want = gold.Tally{Right: n(5), Missed: n(6) - n(5)}
		}
		compared++
		if got != want {
			t.Errorf("%s: %+v, the scorer has %+v", m[1], got, want)
		}
	}
	if compared < len(tally) || compared < 15 {
		t.Errorf("%d figures compared, of %d", compared, len(tally))
	}
}

// The table that is shipped holds on the gold it was made of: where the program
// has changed since, it still may not be far off.
func TestShippedTableHolds(t *testing.T) {
	shared := sharedtest.Dir(t, "gold", "dev")
	es, _, err := load(wire.Pipeline(), shared)
	if err != nil {
		t.Fatal(err)
	}
	var stated []float64
	for _, e := range es {
		stated = append(stated, confidence.Shipped(e.kind, e.x))
	}
	if off := calibrationError(es, stated); off > 0.05 {
		t.Errorf("stated confidences are %.3f off on average; run dossier-lab calibrate", off)
	}
}

// sample is examples of one feature: n of them with x, of which right are so.
func sample(group string, x float64, n, right int) []example {
	var out []example
	for i := range n {
		out = append(out, example{confidence.Value, "type", group, []confidence.Feature{{Name: "own", X: x}}, 0.5, i < right})
	}
	return out
}

func TestFitFindsTheShares(t *testing.T) {
	es := append(sample("a", 0, 1000, 500), sample("b", 1, 1000, 900)...)
	tab := table(es, 0.01)
	for _, c := range []struct{ x, want float64 }{{0, 0.5}, {1, 0.9}} {
		if got := tab.Rate(confidence.Value, []confidence.Feature{{Name: "own", X: c.x}}); math.Abs(got-c.want) > 0.01 {
			t.Errorf("own %v: %.3f, want %.3f", c.x, got, c.want)
		}
	}
}

// More behind a claim never makes it less likely, whatever a small sample says.
func TestFitKeepsTheSigns(t *testing.T) {
	es := append(sample("a", 0, 100, 90), sample("b", 1, 100, 30)...)
	if w := table(es, 0.01)[confidence.Value]["own"]; w != 0 {
		t.Errorf("a weight of %v for more certain extractors", w)
	}
}

// What is stated of an incident comes from the others alone.
func TestCrossed(t *testing.T) {
	es := append(sample("a", 0, 50, 50), sample("b", 0, 50, 0)...)
	out := crossed(es, 0.01)
	if out[0] > 0.1 || out[50] < 0.9 {
		t.Errorf("rated by their own incident: %.2f and %.2f", out[0], out[50])
	}
}

func TestFiguresOfASheet(t *testing.T) {
	es := append(sample("a", 0, 10, 7), sample("b", 0, 10, 2)...)
	stated := make([]float64, 20)
	for i := range stated {
		stated[i] = 0.75
		if i >= 10 {
			stated[i] = 0.25
		}
	}
	if got := fmt.Sprintf("%.4f %.4f", calibrationError(es, stated), brier(es, stated)); got != "0.0500 0.1875" {
		t.Errorf("error and Brier score: %s", got)
	}
}
