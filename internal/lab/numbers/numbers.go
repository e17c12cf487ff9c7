// Package numbers scores the number reader on the English parts of two peers'
// test suites: the specifications of Microsoft's Recognizers-Text (MIT licence)
// and the numeral and ordinal corpora of Duckling (BSD licence).
//
// A case passes when every expected number is found with its words and its
// value, in order, and nothing else is. Cases outside of what a reader of
// reports should give are told apart by a stated reason that is read off the
// case's own form, never off a list of cases; both rates are printed.
package numbers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/nlp"
	"dossier/internal/nlp/quant"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
)

// Case is one input of the suite with what is expected of it.
type Case struct {
	Input   string
	Results []Result
}

// Result is one expected number.
type Result struct {
	Text       string
	TypeName   string
	Resolution struct {
		Value      string
		Unit       string
		Offset     string
		RelativeTo string
	}
}

// Score is how one file of the suite went.
type Score struct {
	File            string
	Cases, Passed   int
	Supported       int // cases with no reason to leave them out
	SupportedPassed int
	Reasons         map[string]int
	Failures        []string // the supported cases that failed, with what was found
}

// models says which file holds what, and what in it is left to others.
var models = []struct {
	file string
	kind model
}{
	{"Number/English/NumberModel.json", plainNumber},
	{"Number/English/NumberModelExperimentalMode.json", plainNumber},
	{"Number/English/NumberModelPercentMode.json", partAndWhole},
	{"Number/English/NumberRangeModel.json", rangeOfNumbers},
	{"Number/English/NumberRangeModelExperimentalMode.json", rangeOfNumbers},
	{"Number/English/OrdinalModel.json", ordinalOrPlace},
	{"Number/English/OrdinalModelSuppressExtendedTypes.json", ordinalNumber},
	{"Number/English/PercentModel.json", percentage},
	{"Number/English/PercentModelPercentMode.json", percentOrShare},
	{"NumberWithUnit/English/AgeModel.json", age},
	{"NumberWithUnit/English/CurrencyModel.json", money},
	{"NumberWithUnit/English/DimensionModel.json", dimension},
	{"NumberWithUnit/English/TemperatureModel.json", temperature},
}

// failuresFollow stands between the counts and the cases that failed.
const failuresFollow = "\nsupported cases that failed:\n"

// Run scores every file of the suites under sharedDir and prints a table, then
// what is left out and why, then the supported cases that failed.
func Run(w io.Writer, sharedDir string) error {
	scores, err := ScoreAll(sharedDir)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-55s %14s %16s\n", "file", "all", "supported")
	for _, s := range scores {
		fmt.Fprintln(w, s)
	}
	fmt.Fprintln(w)
	for _, s := range scores {
		for _, r := range reasons(s) {
			fmt.Fprintf(w, "%s: left out %d: %s\n", s.File, s.Reasons[r], r)
		}
	}
	fmt.Fprint(w, failuresFollow)
	for _, s := range scores {
		for _, f := range s.Failures {
			fmt.Fprintf(w, "%s: %s\n", s.File, f)
		}
	}
	return nil
}

// String is the score as a line of the sheet.
func (s Score) String() string {
	return fmt.Sprintf("%-55s %4d/%4d %s %5d/%4d %s", s.File, s.Passed, s.Cases, percent(s.Passed, s.Cases),
		s.SupportedPassed, s.Supported, percent(s.SupportedPassed, s.Supported))
}

// sum is the scores of one suite in one.
func sum(name string, scores []Score) Score {
	all := Score{File: name}
	for _, s := range scores {
		all.Cases, all.Passed = all.Cases+s.Cases, all.Passed+s.Passed
		all.Supported, all.SupportedPassed = all.Supported+s.Supported, all.SupportedPassed+s.SupportedPassed
	}
	return all
}

func percent(n, of int) string {
	if of == 0 {
		return "     -"
	}
	return fmt.Sprintf("%5.1f%%", 100*float64(n)/float64(of))
}

func reasons(s Score) []string {
	var out []string
	for r := range s.Reasons {
		out = append(out, r)
	}
	sort.Strings(out)
	return out
}

// ScoreAll scores the files of the suites under sharedDir, each suite's sum
// behind its files.
func ScoreAll(sharedDir string) ([]Score, error) {
	dir := filepath.Join(sharedDir, "corpora", "recognizers-text-specs", "Specs")
	var out []Score
	first := 0
	for i, m := range models {
		cases, err := load(os.DirFS(dir), m.file)
		if err != nil {
			return nil, err
		}
		out = append(out, score(m.file, m.kind, cases))
		if suite, _, _ := strings.Cut(m.file, "/"); i+1 == len(models) || !strings.HasPrefix(models[i+1].file, suite+"/") {
			out = append(out, sum("all of Recognizers "+suite, out[first:]))
			first = len(out)
		}
	}
	d, err := duckling(filepath.Join(sharedDir, "corpora", "time-expression-cases", "duckling-duration-number-en.jsonl"))
	return append(out, d...), err
}

func load(dir fs.FS, name string) ([]Case, error) {
	b, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, fault.Wrap("read the number suite", err)
	}
	var cases []Case
	if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), &cases); err != nil {
		return nil, fault.Wrap("read the number suite "+name, err)
	}
	return cases, nil
}

func score(file string, kind model, cases []Case) Score {
	s := Score{File: strings.TrimSuffix(file, ".json"), Reasons: map[string]int{}}
	for _, c := range cases {
		a := analyse(c.Input)
		if kind == ordinalOrPlace {
			quant.Stage{Relative: true}.Run(a)
		}
		got := kind.read(a)
		ok := kind.same(got, c)
		s.Cases++
		if ok {
			s.Passed++
		}
		if r := kind.unsupported(c); r != "" {
			s.Reasons[r]++
			continue
		}
		s.Supported++
		if ok {
			s.SupportedPassed++
		} else {
			s.Failures = append(s.Failures, fmt.Sprintf("%q: want %s, got %s", c.Input, wants(c), got))
		}
	}
	return s
}

func wants(c Case) string {
	var b strings.Builder
	for _, r := range c.Results {
		fmt.Fprintf(&b, "[%s = %s]", r.Text, r.Resolution.Value)
	}
	return b.String()
}

// analyse reads the numbers of one paragraph.
func analyse(s string) *nlp.Analysis {
	t := text.New(s)
	a := &nlp.Analysis{Doc: &doc.Document{
		Text:   t,
		Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: t.Len()}, Section: -1}},
	}}
	token.Stage{}.Run(a)
	quant.Stage{}.Run(a)
	return a
}
