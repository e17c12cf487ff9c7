// Package predicate tells who does what to whom: the verbs and the nouns of a
// text that tell of an act or a happening, each with those who take part in it.
//
// It reads the dependency trees. A word's own dependents are its arguments, and
// those that the grammar leaves unsaid are worked out: the antecedent of a
// relative clause, the subject of "tried to storm" and "was accused of killing",
// the shared subjects and objects of conjoined verbs, the possessor and the
// of-phrase of a noun, the subject of a light verb ("carried out an attack").
// docs/roles.md tells how well it does.
package predicate

import (
	"sync"

	"dossier/internal/nlp"
)

// Stage makes the predicates of an analysis.
type Stage struct{}

// Name is "predicate".
func (Stage) Name() string { return "predicate" }

// Needs is trees, names, times and chains.
func (Stage) Needs() []nlp.Layer {
	return []nlp.Layer{nlp.Words, nlp.Sentences, nlp.Tags, nlp.Trees, nlp.Names, nlp.Times, nlp.Chains}
}

// Gives is predicates.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Predicates} }

var readings = sync.Pool{New: func() any { return &reading{lex: words()} }}

// Run fills a.Predicates, in the order of their words.
func (Stage) Run(a *nlp.Analysis) {
	r := readings.Get().(*reading)
	r.read(a)
	a.Predicates = r.predicates()
	r.release()
	readings.Put(r)
}
