// Package coref tells which words of a text speak of one thing: names, common
// nouns and pronouns become mentions, and the mentions of one thing a chain.
//
// Mentions are read off the dependency trees. They are then walked in order, and
// each is joined to the thing it most likely speaks of, or starts a new one, by
// a learnt ranking over features of the mention, of the thing's mentions so far
// and of how the two go together. docs/coref.md tells how it was trained and how
// well it does.
package coref

import (
	"sync"

	"dossier/internal/nlp"
)

// Stage makes the chains of an analysis.
type Stage struct{}

// Name is "coref".
func (Stage) Name() string { return "coref" }

// Needs is trees and names, and all that they stand on.
func (Stage) Needs() []nlp.Layer {
	return []nlp.Layer{nlp.Tokens, nlp.Words, nlp.Sentences, nlp.Tags, nlp.Trees, nlp.Names}
}

// Gives is chains.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Chains} }

var readings = sync.Pool{New: func() any { return NewReading(embedded().Tables) }}

// Run fills a.Chains, in the order of their first mentions. A mention stands in
// one chain only.
func (Stage) Run(a *nlp.Analysis) {
	r := readings.Get().(*Reading)
	a.Chains = embedded().Chains(r, a)
	r.a, r.tree.Words = nil, nil
	readings.Put(r)
}

// The least weights (log-odds of being a mention) at which a place is asked what
// it speaks of: low, for what the ranking ties to a thing is a mention.
const (
	LeastWeight      = -2.2
	LeastGroupWeight = -4
)

// Chains is the chains of a by the model, read with r.
func (m *Model) Chains(r *Reading, a *nlp.Analysis) []nlp.Chain {
	m.Weigh(r, a)
	of := r.Resolve(LeastWeight, LeastGroupWeight, func(_ int, options []Option) int { return m.Best(r, options) })
	return r.chains(of)
}

// Weigh finds the places of a and weighs them.
func (m *Model) Weigh(r *Reading, a *nlp.Analysis) []Found {
	found := r.Find(a)
	for i := range found {
		r.buf = r.FoundFeatures(r.buf[:0], i)
		r.SetWeight(i, Score(m.Find, r.buf))
	}
	return found
}

// count tells how many mentions each thing has.
func (r *Reading) count(of []int32) []int32 {
	r.of = of
	r.counts = resize(r.counts, len(r.entities))
	clear(r.counts)
	for _, e := range of {
		if e >= 0 {
			r.counts[e]++
		}
	}
	return r.counts
}

// chains gathers the mentions of each thing that has at least two.
func (r *Reading) chains(of []int32) []nlp.Chain {
	counts := r.count(of)
	r.descriptions()
	at := resize(r.seen, len(r.entities))
	clear(at)
	var chains []nlp.Chain
	for i, e := range of {
		if e < 0 || counts[e] < 2 {
			continue
		}
		if at[e] == 0 {
			chains = append(chains, nlp.Chain{Mentions: make([]nlp.Mention, 0, counts[e])})
			at[e] = int32(len(chains))
		}
		c := &chains[at[e]-1]
		c.Mentions = append(c.Mentions, r.mention(i))
	}
	for i := range chains {
		r.settle(&chains[i])
	}
	return chains
}

// descriptions marks the mentions that say what their thing is. Of a noun and a
// name in apposition the noun does, whichever stands first.
func (r *Reading) descriptions() {
	for i := range r.mentions {
		r.mentions[i].describes = false
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.entity < 0 || m.apposed < 0 || r.atHead[m.apposed] < 0 {
			continue
		}
		switch h := &r.mentions[r.atHead[m.apposed]]; {
		case h.entity != m.entity:
		case m.name >= 0 && h.name < 0 && !m.predicate:
			h.describes = h.form != nlp.ByPronoun
		default:
			m.describes = true
		}
	}
}

// settle tells what a chain is about and which of its mentions tells most.
func (r *Reading) settle(c *nlp.Chain) {
	named, most := false, 0
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if tells := r.tells(m); i == 0 || tells > most {
			c.Best, most = i, tells
		}
		if m.Kind != "" && (c.Kind == "" || m.Name >= 0 && !named) {
			c.Kind, named = m.Kind, m.Name >= 0
		}
	}
}

// tells is how much a mention tells: a name more than a noun, a noun more than a
// pronoun, a long one more than a short one up to what a name or title takes.
func (r *Reading) tells(m *nlp.Mention) int {
	const long = 8
	length := m.Last - m.First
	switch {
	case m.Form == nlp.ByPronoun:
		return 0
	case m.Name >= 0:
		name := &r.a.Names[m.Name]
		return 3*long + min(name.Last-name.First, long)
	case length > long:
		return 1
	case m.Form == nlp.ByName:
		return 2*long + length
	}
	return long + length
}

// Alone is the mentions of things that the analysis last read by Chains mentions
// once: those more likely a mention than not.
func (m *Model) Alone(r *Reading) []nlp.Mention {
	var out []nlp.Mention
	for i, e := range r.of {
		if e >= 0 && r.counts[e] == 1 && r.mentions[i].weight >= 0 {
			out = append(out, r.mention(i))
		}
	}
	return out
}

func (r *Reading) mention(i int) nlp.Mention {
	m := &r.mentions[i]
	return nlp.Mention{Span: r.span(m), First: int(m.first), Last: int(m.last), Head: int(m.head), Form: m.form, Kind: m.kind, Name: int(m.name), Describes: m.describes}
}
