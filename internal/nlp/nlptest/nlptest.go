// Package nlptest holds an analysis to what must be true of every one, whatever
// the text: positions are exact and in order, sentences part the tokens and
// words, and nothing reaches out of its sentence.
package nlptest

import (
	"fmt"
	"sort"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Check is everything that is wrong with an analysis, at most a few of a sort;
// nothing when all is well.
func Check(a *nlp.Analysis) []string {
	c := &checker{a: a}
	c.tokens()
	c.sentences()
	c.words()
	for i := range a.Names {
		n := &a.Names[i]
		c.inside("name", n.Span, n.First, n.Last)
		if n.Position != (text.Span{}) {
			c.within("position", n.Position)
		}
	}
	for i := range a.Times {
		c.inside("time", a.Times[i].Span, a.Times[i].First, a.Times[i].Last)
	}
	for i := range a.Numbers {
		c.inside("number", a.Numbers[i].Span, a.Numbers[i].First, a.Numbers[i].Last)
		if !a.Numbers[i].Span.Contains(a.Numbers[i].Head) {
			c.fault("number %v does not hold its head %v", a.Numbers[i].Span, a.Numbers[i].Head)
		}
	}
	c.chains()
	c.predicates()
	return c.faults
}

type checker struct {
	a      *nlp.Analysis
	faults []string
}

// most is the number of faults that are told.
const most = 20

func (c *checker) fault(format string, args ...any) {
	if len(c.faults) < most {
		c.faults = append(c.faults, fmt.Sprintf(format, args...))
	}
}

// tokens checks that tokens ascend, hold something and keep to one block.
func (c *checker) tokens() {
	end, block := 0, 0
	for i := range c.a.Tokens {
		sp := c.a.Tokens[i].Span
		if sp.Start < end || sp.IsZero() || sp.End > c.a.Doc.Text.Len() {
			c.fault("token %d is %v, behind %d", i, sp, end)
			return
		}
		end = sp.End
		for block < len(c.a.Doc.Blocks) && c.a.Doc.Blocks[block].Span.End <= sp.Start {
			block++
		}
		if block == len(c.a.Doc.Blocks) || !c.a.Doc.Blocks[block].Span.Contains(sp) {
			c.fault("token %d is %v, in no block", i, sp)
		}
	}
}

// sentences checks that sentences part the tokens and the words, and that a
// sentence is as long as its tokens.
func (c *checker) sentences() {
	token, word, block := 0, 0, 0
	for i := range c.a.Sentences {
		s := &c.a.Sentences[i]
		if s.First != token || s.Last <= s.First || s.Last > len(c.a.Tokens) {
			c.fault("sentence %d has tokens %d to %d, behind %d", i, s.First, s.Last, token)
			return
		}
		if s.FirstWord != word || s.LastWord < s.FirstWord || s.LastWord > len(c.a.Words) {
			c.fault("sentence %d has words %d to %d, behind %d", i, s.FirstWord, s.LastWord, word)
			return
		}
		token, word = s.Last, s.LastWord
		if s.Span != c.a.SpanOf(s.First, s.Last) {
			c.fault("sentence %d is %v, its tokens are %v", i, s.Span, c.a.SpanOf(s.First, s.Last))
		}
		if s.Block < block || s.Block >= len(c.a.Doc.Blocks) || !c.a.Doc.Blocks[s.Block].Span.Contains(s.Span) {
			c.fault("sentence %d is not in block %d", i, s.Block)
		}
		block = s.Block
	}
	if token != len(c.a.Tokens) || word != len(c.a.Words) {
		c.fault("sentences end with token %d of %d, word %d of %d", token, len(c.a.Tokens), word, len(c.a.Words))
	}
}

// words checks that the words of each sentence ascend, leave nothing out that a
// token holds, and make one tree or none.
func (c *checker) words() {
	for i := range c.a.Sentences {
		s := &c.a.Sentences[i]
		token := s.First
		at := s.Span.Start
		for k := s.FirstWord; k < s.LastWord; k++ {
			w := &c.a.Words[k]
			if w.Span.Start < at || w.Span.IsZero() || w.Span.End > s.Span.End {
				c.fault("word %d is %v, behind %d in sentence %v", k, w.Span, at, s.Span)
				return
			}
			for token < s.Last && c.a.Tokens[token].Span.End <= w.Span.Start {
				c.whole(k, at, token)
				token++
			}
			if w.Token != token {
				c.fault("word %d, %v, starts in token %d, not %d", k, w.Span, token, w.Token)
			}
			c.whole(k, at, token)
			at = w.Span.End
		}
		if s.FirstWord < s.LastWord && at != s.Span.End {
			c.fault("sentence %d is %v, its words end at %d", i, s.Span, at)
		}
		c.tree(s)
	}
}

// whole checks that what lies between at and word k is no part of token t.
func (c *checker) whole(k, at, t int) {
	gap := text.Span{Start: at, End: c.a.Words[k].Span.Start}
	if !gap.IsZero() && t < len(c.a.Tokens) && gap.Overlaps(c.a.Tokens[t].Span) {
		c.fault("%v of token %d, %v, is in no word", gap, t, c.a.Tokens[t].Span)
	}
}

// tree checks that the words of a sentence have one root, to which every head
// leads, or no heads at all.
func (c *checker) tree(s *nlp.Sentence) {
	roots, none := 0, 0
	for k := s.FirstWord; k < s.LastWord; k++ {
		w := &c.a.Words[k]
		switch {
		case w.Rel == nlp.NoRel:
			none++
			if w.Head != -1 {
				c.fault("word %d has head %d and no relation", k, w.Head)
				return
			}
		case w.Head == -1 && w.Rel == nlp.Root:
			roots++
		case w.Head < s.FirstWord || w.Head >= s.LastWord || w.Rel == nlp.Root:
			c.fault("word %d has head %d and relation %s, in a sentence of words %d to %d", k, w.Head, w.Rel, s.FirstWord, s.LastWord)
			return
		}
	}
	n := s.LastWord - s.FirstWord
	if none == n {
		return
	}
	if none > 0 || roots != 1 {
		c.fault("words %d to %d have %d roots, %d have no relation", s.FirstWord, s.LastWord, roots, none)
		return
	}
	c.acyclic(s)
}

// acyclic checks that the heads lead to the root.
func (c *checker) acyclic(s *nlp.Sentence) {
	const known = -1
	met := make([]int, s.LastWord-s.FirstWord)
	for k := s.FirstWord; k < s.LastWord; k++ {
		mark := k - s.FirstWord + 1
		for n := k; n >= 0 && met[n-s.FirstWord] != known; n = c.a.Words[n].Head {
			if met[n-s.FirstWord] == mark {
				c.fault("word %d hangs on itself", n)
				return
			}
			met[n-s.FirstWord] = mark
		}
		for n := k; n >= 0 && met[n-s.FirstWord] == mark; n = c.a.Words[n].Head {
			met[n-s.FirstWord] = known
		}
	}
}

// inside checks a layer's item over tokens [first, last): it starts and ends
// within them, and they are of one sentence.
func (c *checker) inside(what string, sp text.Span, first, last int) {
	if first < 0 || last <= first || last > len(c.a.Tokens) {
		c.fault("%s %v has tokens %d to %d of %d", what, sp, first, last, len(c.a.Tokens))
		return
	}
	if sp.IsZero() || !c.a.SpanOf(first, last).Contains(sp) {
		c.fault("%s is %v, its tokens are %v", what, sp, c.a.SpanOf(first, last))
	}
	c.within(what, sp)
}

// within checks that sp is in one sentence, and gives the sentence.
func (c *checker) within(what string, sp text.Span) *nlp.Sentence {
	n := sort.Search(len(c.a.Sentences), func(i int) bool { return c.a.Sentences[i].Span.End > sp.Start })
	if n == len(c.a.Sentences) || sp.IsZero() || !c.a.Sentences[n].Span.Contains(sp) {
		c.fault("%s %v is in no sentence", what, sp)
		return nil
	}
	return &c.a.Sentences[n]
}

// chains checks that every mention is of words of one sentence, with its head
// among them, and that chains have two mentions at least, in order.
func (c *checker) chains() {
	for i, ch := range c.a.Chains {
		if len(ch.Mentions) < 2 {
			c.fault("chain %d has %d mentions", i, len(ch.Mentions))
		}
		before := -1
		for _, m := range ch.Mentions {
			s := c.within("mention", m.Span)
			switch {
			case s == nil:
			case m.First < s.FirstWord || m.Last > s.LastWord || m.Head < m.First || m.Head >= m.Last:
				c.fault("mention %v has words %d to %d, head %d", m.Span, m.First, m.Last, m.Head)
			case m.Span.Start != c.a.Words[m.First].Span.Start || m.Span.End != c.a.Words[m.Last-1].Span.End:
				c.fault("mention is %v, its words are %d to %d", m.Span, m.First, m.Last)
			case m.Span.Start < before:
				c.fault("mention %v comes behind %d", m.Span, before)
			case m.Name < -1 || m.Name >= len(c.a.Names):
				c.fault("mention %v is of name %d of %d", m.Span, m.Name, len(c.a.Names))
			}
			before = m.Span.Start
		}
	}
}

// predicates checks that predicates ascend, one a word, and that each argument
// is words of the predicate's sentence with its head among them.
func (c *checker) predicates() {
	a := c.a
	before := -1
	for i := range a.Predicates {
		p := &a.Predicates[i]
		if p.Word <= before || p.Word >= len(a.Words) || p.Sentence < 0 || p.Sentence >= len(a.Sentences) {
			c.fault("predicate %d is word %d of sentence %d, behind word %d", i, p.Word, p.Sentence, before)
			return
		}
		before = p.Word
		s := &a.Sentences[p.Sentence]
		in := func(w int) bool { return w >= s.FirstWord && w < s.LastWord }
		if !in(p.Word) || p.With >= 0 && !in(p.With) || p.Light >= 0 && !in(p.Light) ||
			p.Under >= len(a.Predicates) || p.Carries >= len(a.Predicates) || p.Under == i {
			c.fault("predicate %q leads out of its sentence", p.Lemma)
		}
		for k := range p.Args {
			c.argument(p, &p.Args[k], s)
		}
	}
}

func (c *checker) argument(p *nlp.Predicate, g *nlp.Argument, s *nlp.Sentence) {
	a := c.a
	switch {
	case g.First < s.FirstWord || g.Last > s.LastWord || g.Head < g.First || g.Head >= g.Last:
		c.fault("argument of %q has words %d to %d, head %d", p.Lemma, g.First, g.Last, g.Head)
	case g.Span.Start != a.Words[g.First].Span.Start || g.Span.End != a.Words[g.Last-1].Span.End:
		c.fault("argument of %q is %v, its words are %d to %d", p.Lemma, g.Span, g.First, g.Last)
	case g.Head == p.Word || g.Role == nlp.NoRole:
		c.fault("%q is its own argument, or one without a role", p.Lemma)
	case g.Name >= len(a.Names) || g.Chain >= len(a.Chains) || g.Predicate >= len(a.Predicates):
		c.fault("argument of %q leads nowhere", p.Lemma)
	}
}
