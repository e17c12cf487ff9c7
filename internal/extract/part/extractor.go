package part

import (
	"dossier/internal/extract"
	"dossier/internal/learn/forest"
)

// Extractor notes who and what may play a part, for the extractors behind it. It
// makes no claims of its own.
type Extractor struct{}

// Name is "part".
func (Extractor) Name() string { return "part" }

// Version is raised with every change of what is noted.
func (Extractor) Version() string { return "1" }

// least is the log odds from which a part is noted.
const least = -2

// Extract sets in.Parts.
func (Extractor) Extract(in *extract.Input) {
	w := Embedded().Weigh(Read(in.Analysis))
	in.Parts = nil
	for role := range extract.RoleCount {
		for _, p := range w.Picks(role, least) {
			m := &w.Mentions[p.Mention]
			in.Parts = append(in.Parts, extract.Part{
				Role: role, Span: p.Span, Head: m.Head, Sentence: m.Sentence, Chance: forest.Probability(p.Odds),
			})
		}
	}
}
