package speech

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/attribution"
	"dossier/internal/extract/participant"
	"dossier/internal/extract/reaction"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// coded is one sentence with its official act.
type coded struct {
	id, event, words string
	sources          []string // who acts, as written
}

var (
	recordStart = regexp.MustCompile(`"id": "([^"]+)"`)
	eventField  = regexp.MustCompile(`"event": "(\w+)"`)
	textField   = regexp.MustCompile(`"text": "((?:[^"\\]|\\.)*)"`)
	actorField  = regexp.MustCompile(`"actorText": "([^"]*)"`)
)

// readCoded reads the coded sentences. The file is no good JSON throughout, so it
// is read field by field.
func readCoded(path string) ([]coded, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []coded
	at := recordStart.FindAllStringSubmatchIndex(string(b), -1)
	for i, m := range at {
		end := len(b)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		rec := string(b[m[0]:end])
		e, t := eventField.FindStringSubmatch(rec), textField.FindStringSubmatch(rec)
		if e == nil || t == nil {
			continue
		}
		c := coded{id: string(b[m[2]:m[3]]), event: e[1], words: strings.NewReplacer(`\"`, `"`, "``", `"`, "''", `"`, `\\`, "").Replace(t[1])}
		source := rec
		if i := strings.Index(rec, `"target"`); i >= 0 {
			source = rec[:i]
		}
		for _, a := range actorField.FindAllStringSubmatch(source, -1) {
			c.sources = append(c.sources, a[1])
		}
		out = append(out, c)
	}
	return out, nil
}

// correspond are the codes of PLOVER and the kinds of reaction that an act of
// theirs may be here. The codes are wider: DISAPPROVE holds accusations, suits and
// arrests, SUPPORT treaties. Those that are no reaction to anything have none.
var correspond = []struct {
	event string
	kinds []string
}{
	{"DISAPPROVE", []string{"condemnation"}},
	{"DEMAND", []string{"demand", "call_for_investigation", "call_for_protection"}},
	{"SANCTION", []string{"sanction"}},
	{"SUPPORT", []string{"support", "praise", "thanks"}},
}

// Reactions prints how the kinds of reaction go with PLOVER's codes, sentence by
// sentence; with misses, what does not.
func Reactions(w io.Writer, shared string, misses io.Writer) error {
	all, err := readCoded(filepath.Join(shared, "corpora", "plover", "gold_standard_records", "PLOVER_GSR_CAMEO.txt"))
	if err != nil {
		return err
	}
	line := english.New()
	right, coded, given, who := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, c := range all {
		in := react(line, c.words)
		for _, m := range correspond {
			found, named := false, false
			for _, cl := range in.Set.Claims {
				if cl.Reaction == nil || !slices.Contains(m.kinds, cl.Reaction.Kinds[0]) {
					continue
				}
				found = true
				named = named || isSource(in, cl.Reaction.Actor, c.sources)
			}
			if c.event == m.event {
				coded[m.event]++
			}
			if found {
				given[m.event]++
			}
			if found && c.event == m.event {
				right[m.event]++
				if named {
					who[m.event]++
				}
			}
			if misses != nil && found != (c.event == m.event) {
				fmt.Fprintf(misses, "%s %s %v | %s\n", map[bool]string{true: "WRONG", false: "MISSED"}[found], m.event, c.event, c.words)
			}
		}
	}
	fmt.Fprintf(w, "PLOVER: %d coded sentences\n%-12s %6s %6s %6s %7s %7s %7s\n", len(all), "", "coded", "given", "right", "P", "R", "actor")
	for _, m := range correspond {
		e := m.event
		fmt.Fprintf(w, "%-12s %6d %6d %6d %7.3f %7.3f %7.3f\n", e, coded[e], given[e], right[e], ratio(right[e], given[e]), ratio(right[e], coded[e]), ratio(who[e], right[e]))
	}
	return nil
}

// react reads the reactions of one sentence, as if it stood among reactions.
func react(line *english.Line, words string) *extract.Input {
	const heading = "Reactions"
	t := heading + "\n\n" + words + "\n"
	body := text.Span{Start: len(heading) + 2, End: len(heading) + 2 + len(words)}
	d := &doc.Document{ID: "coded", Text: text.New(t),
		Sections: []doc.Section{{Title: heading, Level: 2, Span: text.Span{End: len(heading)}}},
		Blocks: []doc.Block{
			{Kind: doc.Heading, Span: text.Span{End: len(heading)}},
			{Kind: doc.Paragraph, Span: body},
		}}
	a := line.Analyse(d)
	in := &extract.Input{Analysis: a, Set: &claim.Set{Document: d.ID, Found: true}, Background: make([]bool, len(a.Sentences))}
	for _, x := range []extract.Extractor{participant.Extractor{}, attribution.Extractor{}, reaction.Extractor{}} {
		x.Extract(in)
	}
	return in
}

// isSource reports whether an actor is one of the sources, in whole or in part.
func isSource(in *extract.Input, id claim.EntityID, sources []string) bool {
	e := in.Entity(id)
	if e == nil {
		return false
	}
	names := append([]string{e.Name}, e.Aliases...)
	for _, p := range e.Positions {
		names = append(names, p.Text)
	}
	for _, s := range sources {
		for _, n := range names {
			if s != "" && n != "" && (strings.Contains(n, s) || strings.Contains(s, n)) {
				return true
			}
		}
	}
	return false
}
