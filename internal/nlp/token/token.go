// Package token splits a document's blocks into tokens, words and sentences.
//
// Tokens are what the rules of the rooms behind this one read: clitics ("'s",
// "n't") and marks stand apart, hyphenated words and clock times stay whole.
// Words are those of Universal Dependencies for English, as EWT and GUM have
// them: "15 - year", "gon na", "$ 5". Both share the sentences, and none crosses
// a block. How words are split and where sentences begin is learned, see
// docs/tokens.md.
package token

import (
	"sync"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Stage makes the tokens, words and sentences of an analysis.
type Stage struct{}

// Name is "token".
func (Stage) Name() string { return "token" }

// Needs is nothing.
func (Stage) Needs() []nlp.Layer { return nil }

// Gives is tokens, words and sentences.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Tokens, nlp.Words, nlp.Sentences} }

// Run fills a.Tokens, a.Words and a.Sentences. Header blocks get none: they are
// not report.
func (Stage) Run(a *nlp.Analysis) { embedded().Run(a) }

// Run does the work of the stage by this model.
func (m *Model) Run(a *nlp.Analysis) {
	p, _ := pool.Get().(*Guided)
	if p == nil {
		p = new(Guided)
	}
	p.Split, p.Start = m.splitAt, m.startAt
	p.Run(a)
	pool.Put(p)
}

// Guided is the stage with the decisions of the model, to change some of them.
func (m *Model) Guided() *Guided { return &Guided{Split: m.splitAt, Start: m.startAt} }

// pool keeps the buffers of earlier runs.
var pool sync.Pool

// Guided is the stage with its decisions made by others: the workshop learns
// from what they are asked. It is for one goroutine.
type Guided struct {
	Split Decider // Joined, Apart or Contracted
	Start Decider // 1 where a sentence begins

	words     splitter
	sentences starter
}

// Run does the work of the stage.
func (p *Guided) Run(a *nlp.Analysis) {
	s := a.Doc.Text.String()
	low := lowerOf(s)
	p.words.decide, p.sentences.decide = p.Split, p.Start
	a.Tokens = make([]nlp.Token, 0, len(s)/4+16)
	a.Words = make([]nlp.Word, 0, len(s)/4+16)
	p.sentences.view.edited = edited(a.Doc)
	for i, b := range a.Doc.Blocks {
		if b.Kind == doc.Header {
			continue
		}
		sp := b.Span
		if b.Kind == doc.FieldLine {
			sp = b.Value
		}
		first := len(a.Words)
		p.split(a, &low, sp)
		whole := b.Kind != doc.Paragraph && b.Kind != doc.Item && b.Kind != doc.Caption
		p.sentences.appendSentences(a, i, first, whole)
	}
	p.sentences.view.a = nil
}

// split appends the tokens and words of sp.
func (p *Guided) split(a *nlp.Analysis, low *lowering, sp text.Span) {
	t, w := len(a.Tokens), len(a.Words)
	chunks(low.s, sp, func(c *chunk) {
		a.Tokens = appendTokens(a.Tokens, low, c)
		a.Words = p.words.appendWords(a.Words, c)
	})
	for i := w; i < len(a.Words); i++ {
		for t+1 < len(a.Tokens) && a.Tokens[t+1].Span.Start <= a.Words[i].Span.Start {
			t++
		}
		a.Words[i].Token = t
	}
}
