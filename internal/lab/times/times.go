// Package times scores the reader of time expressions on two test suites of
// peers, the English date and time specifications of Microsoft's Recognizers-Text
// (MIT licence) and the English time corpus of Duckling (BSD licence), and on the
// dates of the GUM corpus.
//
// What the suites and the analysis tell in different ways is brought to one form
// here: docs/times.md lists it, with the kinds of expression that are left out.
package times

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/timex"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
	"dossier/internal/when"
)

// Score is how one file went: cases, those outside of what is supported, those
// of the rest whose words were found, those whose values were right as well.
type Score struct {
	File                             string
	Cases, Unsupported, Found, Right int
}

// bench holds what the scoring of the suites shares.
type bench struct {
	misses io.Writer // nil for none
	left   map[string]int
	stage  timex.Stage
}

// Run scores every suite below shared and prints a line for each.
func Run(w io.Writer, shared string) error { return run(w, shared, nil) }

// Misses does as [Run] and writes every case that is not right to misses.
func Misses(w, misses io.Writer, shared string) error { return run(w, shared, misses) }

func run(w io.Writer, shared string, misses io.Writer) error {
	b := &bench{misses: misses, left: map[string]int{}, stage: timex.Stage{Agenda: true}}
	fmt.Fprintf(w, "%-28s %6s %10s %12s %12s\n", "file", "cases", "supported", "words found", "value right")
	if err := b.suites(w, w, shared); err != nil {
		return err
	}
	s, err := edtf(shared)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, s)
	b.printLeft(w)
	fmt.Fprintln(w, "the suites read as reports:")
	if err := (&bench{left: map[string]int{}}).suites(w, io.Discard, shared); err != nil {
		return err
	}
	return GUM(w, misses, shared)
}

// suites scores the suites of Recognizers and Duckling: a line for each of their
// files goes to files, one for each suite to w.
func (b *bench) suites(w, files io.Writer, shared string) error {
	all, engine := Score{File: "all of Recognizers"}, Score{File: "Recognizers' modes"}
	for _, f := range specs {
		s, err := b.scoreSpec(shared, f.file, f.kinds)
		if err != nil {
			return err
		}
		all.add(s)
		fmt.Fprintln(files, s)
	}
	fmt.Fprintln(w, all)
	for _, f := range modes {
		s, err := b.scoreSpec(shared, f, nil)
		if err != nil {
			return err
		}
		engine.add(s)
		fmt.Fprintln(files, s)
	}
	fmt.Fprintln(w, engine)
	s, err := b.duckling(shared)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, s)
	return nil
}

func (s *Score) add(t Score) {
	s.Cases += t.Cases
	s.Unsupported += t.Unsupported
	s.Found += t.Found
	s.Right += t.Right
}

// String is the score as a line of the sheet; shares are of the supported cases.
func (s Score) String() string {
	n := s.Cases - s.Unsupported
	pct := func(k int) string { return fmt.Sprintf("%d %.3f", k, float64(k)/float64(max(1, n))) }
	return fmt.Sprintf("%-28s %6d %10d %12s %12s", s.File, s.Cases, n, pct(s.Found), pct(s.Right))
}

func (b *bench) leaveOut(why string) { b.left[why]++ }

// printLeft tells how many cases were left out for which kind of expression.
func (b *bench) printLeft(w io.Writer) {
	var whys []string
	for k := range b.left {
		whys = append(whys, k)
	}
	sort.Strings(whys)
	for _, k := range whys {
		fmt.Fprintf(w, "left out: %-44s %4d\n", k, b.left[k])
	}
}

// miss writes a case that is not right.
func (b *bench) miss(file, input string, a *nlp.Analysis, es []expression, want string) {
	if b.misses == nil {
		return
	}
	var out []string
	for _, e := range es {
		out = append(out, fmt.Sprintf("[%s] %s %s %s %s", a.Text(e.span), e.kind, e.value, e.part, e.modifier))
	}
	fmt.Fprintf(b.misses, "%s\t%s\n\tgot  %s\n\twant %s\n", file, input, strings.Join(out, "; "), want)
}

// specNow is the reference time of most specifications of Recognizers, taken for
// those that give none.
const specNow = "2016-11-07T00:00:00"

// analyse reads a case at its reference time.
func (b *bench) analyse(input, reference string) *nlp.Analysis {
	if reference == "" {
		reference = specNow
	}
	published := reference
	if day, clock, ok := strings.Cut(reference, "T"); ok && len(clock) >= 8 {
		published = day + "T" + clock[:8]
	}
	t := text.New(input)
	a := &nlp.Analysis{Doc: &doc.Document{Published: published, Text: t, Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: t.Len()}, Section: -1}}}}
	token.Stage{}.Run(a)
	b.stage.Run(a)
	return a
}

// edtf scores the reading of EDTF, levels 0 and 1, on the cases of a Go library.
func edtf(shared string) (Score, error) {
	raw, err := os.ReadFile(filepath.Join(shared, "corpora", "time-expression-cases", "edtf-go-edtf.jsonl"))
	if err != nil {
		return Score{}, err
	}
	s := Score{File: "EDTF levels 0 and 1, read"}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
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
