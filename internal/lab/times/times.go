// Package times scores the reader of time expressions on two test suites of
// peers: the English date and time specifications of Microsoft's Recognizers-Text
// (MIT licence) and the English time corpus of Duckling (BSD licence).
//
// Dates are compared by their days: an expected value of past or future reading
// is right when ours is either. What our notion of time does not hold (sets of
// instants, calendars, holidays) is named in docs/times.md.
package times

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/timex"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
	"dossier/internal/when"
)

// Score is how one file went: cases, those whose words were found, those whose
// values were right as well.
type Score struct {
	File                string
	Cases, Found, Right int
}

// files are the specifications that tell what our stage gives.
var files = []string{"DateExtractor", "DateParser", "DatePeriodExtractor", "DatePeriodParser", "TimeExtractor", "TimeParser",
	"DateTimeExtractor", "DateTimeParser", "DurationExtractor", "DurationParser", "SetExtractor", "SetParser", "MergedExtractor", "MergedParser"}

// Run scores every file below shared and prints a line for each.
func Run(w io.Writer, shared string) error {
	fmt.Fprintf(w, "%-28s %6s %12s %12s\n", "file", "cases", "words found", "value right")
	var all Score
	for _, f := range files {
		s, err := scoreFile(filepath.Join(shared, "corpora", "recognizers-text-specs", "Specs", "DateTime", "English", f+".json"))
		if err != nil {
			return err
		}
		all.Cases, all.Found, all.Right = all.Cases+s.Cases, all.Found+s.Found, all.Right+s.Right
		fmt.Fprintln(w, s)
	}
	all.File = "all of Recognizers"
	fmt.Fprintln(w, all)
	s, err := duckling(filepath.Join(shared, "corpora", "time-expression-cases", "duckling-time-en.jsonl"))
	if err != nil {
		return err
	}
	fmt.Fprintln(w, s)
	s, err = edtf(filepath.Join(shared, "corpora", "time-expression-cases", "edtf-go-edtf.jsonl"))
	if err != nil {
		return err
	}
	fmt.Fprintln(w, s)
	return nil
}

// String is the score as a line of the sheet.
func (s Score) String() string {
	pct := func(n int) string { return fmt.Sprintf("%d %.3f", n, float64(n)/float64(max(1, s.Cases))) }
	return fmt.Sprintf("%-28s %6d %12s %12s", s.File, s.Cases, pct(s.Found), pct(s.Right))
}

type specCase struct {
	Input        string
	Context      struct{ ReferenceDateTime string }
	NotSupported string
	Results      []struct {
		Text  string
		Type  string
		Value struct {
			Timex                            string
			FutureResolution, PastResolution map[string]string
		}
	}
}

func scoreFile(path string) (Score, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Score{}, err
	}
	var cases []specCase
	if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), &cases); err != nil {
		return Score{}, fmt.Errorf("%s: %w", path, err)
	}
	s := Score{File: strings.TrimSuffix(filepath.Base(path), ".json")}
	for _, c := range cases {
		s.Cases++
		a := analyse(c.Input, c.Context.ReferenceDateTime)
		found, right := true, len(a.Times) == len(c.Results)
		for i, r := range c.Results {
			if i >= len(a.Times) || !strings.EqualFold(bare(a.Text(a.Times[i].Span)), bare(r.Text)) {
				found, right = false, false
				break
			}
			right = right && (r.Value.Timex == "" || same(&a.Times[i], r.Value.Timex, r.Value.PastResolution, r.Value.FutureResolution))
		}
		if found && len(a.Times) == len(c.Results) {
			s.Found++
		}
		if found && right {
			s.Right++
		}
	}
	return s, nil
}

// bare drops the small words at the edges on which the suites and we differ.
func bare(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, p := range []string{"on ", "in ", "at ", "the ", "for ", "from ", "between ", "around ", "about ", "of "} {
		s = strings.TrimPrefix(s, p)
	}
	return s
}

func analyse(input, reference string) *nlp.Analysis {
	published, _, _ := strings.Cut(reference, "T")
	t := text.New(input)
	a := &nlp.Analysis{Doc: &doc.Document{Published: published, Text: t, Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: t.Len()}, Section: -1}}}}
	token.Stage{}.Run(a)
	timex.Stage{}.Run(a)
	return a
}

// same compares a time expression with the suite's values.
func same(t *nlp.Timex, tx string, past, future map[string]string) bool {
	switch t.Kind {
	case nlp.Duration, nlp.Set:
		return t.Value == tx
	case nlp.Clock:
		for _, m := range []map[string]string{past, future} {
			for _, k := range []string{"time", "dateTime"} {
				if v := m[k]; v != "" && strings.Contains(v, clock(t.Value)) {
					return true
				}
			}
		}
		return false
	}
	v, err := when.Parse(t.Value)
	if err != nil {
		return false
	}
	if t.Value == tx {
		return true
	}
	for _, m := range []map[string]string{past, future} {
		if d := m["date"]; d != "" && v.Interval == nil && v.Date.String() == d {
			return true
		}
		if a, b := m["startDate"], m["endDate"]; a != "" && b != "" && first(v) == a && dayAfter(v) == b {
			return true
		}
	}
	return false
}

func clock(v string) string {
	c, _, _ := strings.Cut(v, "/")
	return c
}

func first(v when.Value) string {
	if v.Interval != nil {
		return when.OfTime(v.Interval.From.First()).String()
	}
	return when.OfTime(v.Date.First()).String()
}

func dayAfter(v when.Value) string {
	d := v.Date
	if v.Interval != nil {
		d = v.Interval.To
	}
	return when.OfTime(d.Last().AddDate(0, 0, 1)).String()
}

var instant = regexp.MustCompile(`datetime \((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\) (\w+)`)

// duckling scores the one-day and clock cases of Duckling's corpus, whose
// reference is Tuesday 12 February 2013, 04:30.
func duckling(path string) (Score, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Score{}, err
	}
	s := Score{File: "Duckling, days and clock times"}
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		var c struct{ Text, Expected string }
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return s, err
		}
		m := instant.FindStringSubmatch(c.Expected)
		if m == nil || m[0] != c.Expected {
			continue
		}
		s.Cases++
		a := analyse(c.Text, "2013-02-12")
		if len(a.Times) == 1 {
			s.Found++
		}
		if len(a.Times) > 0 && isInstant(a.Times, m) {
			s.Right++
		}
	}
	return s, nil
}

func isInstant(ts []nlp.Timex, m []string) bool {
	day := fmt.Sprintf("%04s-%02s-%02s", m[1], m[2], m[3])
	clock := fmt.Sprintf("%02s:%02s", m[4], m[5])
	dayOK, clockOK := false, m[7] != "Hour" && m[7] != "Minute" && m[7] != "Second"
	for _, t := range ts {
		switch t.Kind {
		case nlp.Date:
			v, err := when.Parse(t.Value)
			dayOK = dayOK || err == nil && first(v) == day
		case nlp.Clock:
			clockOK = clockOK || t.Value == clock
			dayOK = dayOK || t.On == day
		}
	}
	return dayOK && clockOK
}

// edtf scores the cases of levels 0 and 1 that are dates or intervals of dates.
func edtf(path string) (Score, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Score{}, err
	}
	s := Score{File: "EDTF levels 0 and 1, read"}
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		var c map[string]any
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return s, err
		}
		in := ""
		for _, k := range []string{"edtf", "input", "text", "string", "value"} {
			if v, ok := c[k].(string); ok && in == "" {
				in = v
			}
		}
		if level := fmt.Sprint(c["level"]); in == "" || strings.Contains(level, "2") {
			continue
		}
		s.Cases++
		if v, err := when.Parse(in); err == nil {
			s.Found++
			if v.String() == in {
				s.Right++
			}
		}
	}
	return s, nil
}
