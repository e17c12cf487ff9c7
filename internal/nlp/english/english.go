// Package english wires the stages of the language analysis of English into one
// line and checks that each gets what it needs.
package english

import (
	"fmt"
	"slices"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
	"dossier/internal/nlp/ner"
	"dossier/internal/nlp/predicate"
	"dossier/internal/nlp/quant"
	"dossier/internal/nlp/syntax"
	"dossier/internal/nlp/timex"
	"dossier/internal/nlp/token"
)

// Line is a line-up of stages.
type Line struct {
	stages []nlp.Stage
}

// New is the line-up for English.
func New() *Line {
	l, err := NewLine(token.Stage{}, syntax.NewStage(), timex.Stage{}, ner.Stage{}, quant.Stage{}, coref.Stage{}, predicate.Stage{})
	if err != nil {
		panic(err) // the line-up above is wrong, which its test would show
	}
	return l
}

// NewLine lines stages up. It fails where a stage needs a layer that none
// before it gives, or gives one that is there already.
func NewLine(stages ...nlp.Stage) (*Line, error) {
	var have []nlp.Layer
	for _, s := range stages {
		for _, n := range s.Needs() {
			if !slices.Contains(have, n) {
				return nil, fmt.Errorf("stage %s needs %s, which no stage before it gives", s.Name(), n)
			}
		}
		for _, g := range s.Gives() {
			if slices.Contains(have, g) {
				return nil, fmt.Errorf("stage %s gives %s, which is there already", s.Name(), g)
			}
			have = append(have, g)
		}
	}
	return &Line{stages: stages}, nil
}

// Analyse runs every stage over d. The same document gives the same analysis.
// It may be called from several goroutines at once.
func (l *Line) Analyse(d *doc.Document) *nlp.Analysis {
	a := &nlp.Analysis{Doc: d}
	for _, s := range l.stages {
		s.Run(a)
	}
	return a
}
