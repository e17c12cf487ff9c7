// Package coref trains and scores the coref stage on the coreference of the GUM
// treebank (open genres).
package coref

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"dossier/internal/lab/settings"
	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
	"dossier/internal/nlp/ner"
	"dossier/models"
)

// Build trains the model on GUM's train part below shared and writes it with its
// card to path. Each change is "Key=value", a field of [Config] in JSON.
func Build(w io.Writer, shared, path string, analyse Analyser, changes []string) error {
	cfg := Default()
	if err := settings.Change(&cfg, changes); err != nil {
		return err
	}
	docs, err := read(shared, "train", analyse)
	if err != nil {
		return err
	}
	dev, err := read(shared, "dev", analyse)
	if err != nil {
		return err
	}
	tables, err := Tables(shared)
	if err != nil {
		return err
	}
	m := Train(docs, tables, cfg)
	if err := os.WriteFile(path, m.Write(card(dev, m, cfg)), 0o644); err != nil {
		return err
	}
	Report(w, dev, m)
	return nil
}

// card is what the model file says of itself.
func card(dev []*Document, m *coref.Model, cfg Config) string {
	var s Sheet
	r := coref.NewReading(m.Tables)
	for _, d := range dev {
		s.Add(d, Resolve(m, r, d.Analysis))
	}
	return fmt.Sprintf(`model: mentions and coreference of English
date: 2026-11-26
command: go run ./cmd/dossier-lab train coref
configuration: %+v
data: Universal Dependencies English GUM 2.16, train part of the open genres (academic, bio, conversation,
  court, interview, news, speech, textbook, vlog, voyage): annotated words, trees and coreference; names by
  the program's own stage
data: WordNet 3.0, nouns of one word: class and wider sense of the most frequent sense
data: popular-names-by-country; Names Corpus 1.3, copyright 1991 Mark Kantrowitz, additions by Bill Ross:
  genders of given names
licence: annotations CC BY 4.0, texts CC BY, CC BY-SA and public domain; WordNet 3.0 licence, copyright 2006
  Princeton University; popular-names CC0 1.0; Names Corpus free with credit. The weights are shared under
  CC BY-SA 4.0.
scores: GUM dev, annotated trees, the same words, without things mentioned once: MUC %.2f, B3 %.2f,
  CEAF-phi4 %.2f, CoNLL %.2f; he and she tied to the right person %s
`, cfg, 100*s.Exact.MUC.F(), 100*s.Exact.B3.F(), 100*s.Exact.CEAF.F(), 100*s.Exact.CoNLL(), share(s.Pronoun))
}

// Run scores the embedded model on GUM's dev part below shared.
func Run(w io.Writer, shared string, analyse Analyser) error {
	dev, err := read(shared, "dev", analyse)
	if err != nil {
		return err
	}
	m, err := coref.Open(models.Coref)
	if err != nil {
		return err
	}
	Report(w, dev, m)
	return nil
}

// Analyser gives the analysis of a document as far as the names: the annotated
// one, or one of the program's own making over the same text.
type Analyser func(d *Document) *nlp.Analysis

// Annotated is the analyser that gives the annotated words and trees, and names
// by the program's own stage.
func Annotated(d *Document) *nlp.Analysis {
	ner.Stage{}.Run(d.Analysis)
	return d.Analysis
}

// read reads a part of GUM and analyses it.
func read(shared, part string, analyse Analyser) ([]*Document, error) {
	docs, err := ReadGUM(shared, part)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		d.Analysis = analyse(d)
	}
	return docs, nil
}

// groups are the rows of the score sheet.
var groups = []struct {
	name   string
	genres string
}{
	{"all", ""},
	{"news", "news"}, {"bio", "bio"}, {"interview", "interview"},
	{"written", "academic bio news textbook voyage"},
	{"spoken", "conversation court interview speech vlog"},
}

// Resolver finds the chains of an analysis.
type Resolver func(m *coref.Model, r *coref.Reading, a *nlp.Analysis) Answer

// Report scores a model on documents, by its ranking and by the rules, and prints
// the sheet.
func Report(w io.Writer, docs []*Document, m *coref.Model) {
	for _, way := range []struct {
		name    string
		resolve Resolver
	}{{"by the trained ranking", Resolve}, {"by rules", ResolveByRules}} {
		sheets := make([]Sheet, len(groups))
		r := coref.NewReading(m.Tables)
		for _, d := range docs {
			ans := way.resolve(m, r, d.Analysis)
			for k, g := range groups {
				if g.genres == "" || slices.Contains(strings.Fields(g.genres), d.Genre) {
					sheets[k].Add(d, ans)
				}
			}
		}
		fmt.Fprintf(w, "%s\n\n", way.name)
		printSheets(w, sheets)
	}
}

func printSheets(w io.Writer, sheets []Sheet) {
	print(w, "the same words, without things mentioned once", sheets, func(s *Sheet) *Scores { return &s.Exact })
	print(w, "the same head, without things mentioned once", sheets, func(s *Sheet) *Scores { return &s.Heads })
	print(w, "the same words, with things mentioned once", sheets, func(s *Sheet) *Scores { return &s.Singles })
	fmt.Fprintf(w, "%-46s %20s %20s\n", "persons tied to the right thing", "he, she", "description")
	for k := range groups {
		s := &sheets[k]
		fmt.Fprintf(w, "%-46s %20s %20s\n", groups[k].name, share(s.Pronoun), share(s.Noun))
	}
	fmt.Fprintln(w)
}

func share(r Ratio) string { return fmt.Sprintf("%.1f %% of %.0f", 100*r.Value(), r.Whole) }

func print(w io.Writer, title string, sheets []Sheet, of func(*Sheet) *Scores) {
	fmt.Fprintf(w, "%-46s %20s %7s %7s %7s %7s\n", title, "mentions P    R    F", "MUC", "B3", "CEAF4", "CoNLL")
	for k, g := range groups {
		s := of(&sheets[k])
		fmt.Fprintf(w, "%-46s %10.1f %4.1f %4.1f %7.2f %7.2f %7.2f %7.2f\n", g.name, 100*s.Mentions.P.Value(), 100*s.Mentions.R.Value(),
			100*s.Mentions.F(), 100*s.MUC.F(), 100*s.B3.F(), 100*s.CEAF.F(), 100*s.CoNLL())
	}
	fmt.Fprintln(w)
}
