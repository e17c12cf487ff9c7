package times_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/lab/times"
	"dossier/internal/nlp"
	"dossier/internal/nlp/quant"
	"dossier/internal/nlp/timex"
	"dossier/internal/nlp/token"
	"dossier/internal/sharedtest"
	"dossier/internal/source"
	"dossier/internal/source/plain"
)

var update = flag.Bool("update", false, "rewrite the golden score sheet")

// The score sheet is a golden file: a figure that changes is a line of the diff
// that somebody has to approve. Rewrite it with
//
//	go test ./internal/lab/times -update
func TestScoreSheet(t *testing.T) {
	shared := sharedtest.Dir(t, "corpora", "recognizers-text-specs")
	sharedtest.Dir(t, "corpora", "gum-xml")
	var b strings.Builder
	if err := times.Run(&b, shared); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}

// The table of the handbook is the score sheet.
func TestHandbook(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "times.md"))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := os.ReadFile(filepath.Join("testdata", "scores.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), string(sheet)) {
		t.Error("docs/times.md shows another table than testdata/scores.txt")
	}
}

// told is a time that the seed article tells, in the order of the text, with the
// day of a clock time.
type told struct{ words, value, on string }

var seed = []told{
	{"2023", "2023", ""},
	{"2023-01-27", "2023-01-27", ""},
	{"08:00", "08:00", "2023-01-27"},
	{"27 January 2023", "2023-01-27", ""},
	{"08:00 a.m. local time", "08:00", "2023-01-27"},
	{"29 January", "2023-01-29", ""},
	{"August 2022", "2022-08", ""},
	{"11 October 2022", "2022-10-11", ""},
	{"27 January 2023", "2023-01-27", ""},
	{"08:00 a.m. local time", "08:00", "2023-01-27"},
	{"That afternoon", "2023-01-27", ""},
	{"April 2022", "2022-04", ""},
	{"mid-April 2022", "2022-04~", ""},
	{"this morning", "2023-01-27", ""},
	{"29 January", "2023-01-29", ""},
	{"21 May 2025", "2025-05-21", ""},
	{"28 January", "2023-01-28", ""},
	{"17 February 2023", "2023-02-17", ""},
	{"two days after", "2023-01-29", ""},
	{"the day after", "2023-01-28", ""},
	{"2010", "2010", ""},
	{"2016", "2016", ""},
}

// seedAges are the ages of the article, which the stage for numbers tells.
var seedAges = []string{"14-year-old", "7-year-old"}

// All 24 required times of the seed article come out right, whatever date the
// page is said to have and whenever it is read; the offset of its zone is none of
// them.
func TestSeed(t *testing.T) {
	shared := sharedtest.Dir(t, "gold", "dev", "embassy-tehran-2023")
	path := filepath.Join(shared, "gold", "dev", "embassy-tehran-2023", "01-encyclopedia.txt")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, published := range []string{"", "2023-01-27", "2025-06-01", "2031-12-31", "1999-01-01"} {
		a := readSeed(t, path, raw, published)
		k := 0
		for _, x := range a.Times {
			if a.Text(x.Span) == "3:30" {
				t.Errorf("published %q: the offset of the zone is read as a time of day", published)
			}
			if k < len(seed) && a.Text(x.Span) == seed[k].words && x.Value == seed[k].value && x.On == seed[k].on {
				k++
			}
		}
		if k < len(seed) {
			t.Errorf("published %q: %d of %d times right, then %+v is not found", published, k, len(seed), seed[k])
		}
		ages := 0
		for _, n := range a.Numbers {
			if ages < len(seedAges) && n.Kind == nlp.Age && strings.HasPrefix(a.Doc.Text.String()[n.Span.Start:], seedAges[ages]) {
				ages++
			}
		}
		if ages < len(seedAges) {
			t.Errorf("published %q: %d of %d ages found", published, ages, len(seedAges))
		}
	}
}

func readSeed(t *testing.T, path string, raw []byte, published string) *nlp.Analysis {
	t.Helper()
	src, _, err := source.Open(source.Raw{Path: path, Bytes: raw})
	if err != nil {
		t.Fatal(err)
	}
	var d *doc.Document
	if d, err = (plain.Reader{Date: timex.ParseDate}).Read(src); err != nil {
		t.Fatal(err)
	}
	d.Published = published
	a := &nlp.Analysis{Doc: d}
	token.Stage{}.Run(a)
	timex.Stage{}.Run(a)
	quant.Stage{}.Run(a)
	return a
}
