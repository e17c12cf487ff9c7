package nlptest

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// good is "One two. Three!" with every layer in order.
func good() *nlp.Analysis {
	sp := func(a, b int) text.Span { return text.Span{Start: a, End: b} }
	a := &nlp.Analysis{Doc: &doc.Document{
		Text:   text.New("One two. Three!"),
		Blocks: []doc.Block{{Kind: doc.Paragraph, Span: sp(0, 15)}},
	}}
	for i, s := range []text.Span{sp(0, 3), sp(4, 7), sp(7, 8), sp(9, 14), sp(14, 15)} {
		a.Tokens = append(a.Tokens, nlp.Token{Span: s})
		a.Words = append(a.Words, nlp.Word{Span: s, Token: i, Head: 1, Rel: nlp.Dep})
	}
	a.Words[1].Head, a.Words[1].Rel = -1, nlp.Root
	a.Words[3].Head, a.Words[3].Rel = -1, nlp.Root
	a.Words[4].Head = 3
	a.Sentences = []nlp.Sentence{
		{Span: sp(0, 8), First: 0, Last: 3, FirstWord: 0, LastWord: 3},
		{Span: sp(9, 15), First: 3, Last: 5, FirstWord: 3, LastWord: 5},
	}
	a.Names = []nlp.Name{{Span: sp(0, 7), First: 0, Last: 2}}
	a.Times = []nlp.Timex{{Span: sp(9, 14), First: 3, Last: 4}}
	a.Numbers = []nlp.Number{{Span: sp(0, 7), Head: sp(4, 7), First: 0, Last: 2}}
	a.Chains = []nlp.Chain{{Mentions: []nlp.Mention{
		{Span: sp(0, 3), First: 0, Last: 1, Head: 0, Name: 0}, {Span: sp(9, 14), First: 3, Last: 4, Head: 3, Name: -1},
	}}}
	return a
}

// Each rule is broken once, and told.
func TestCheck(t *testing.T) {
	if f := Check(good()); f != nil {
		t.Fatal(f)
	}
	parts := good() // a token of two words: "Thr" and "ee"
	parts.Words[3].Span.End = 12
	parts.Words = slices.Insert(parts.Words, 4, nlp.Word{Span: text.Span{Start: 12, End: 14}, Token: 3, Head: 3, Rel: nlp.Dep})
	parts.Sentences[1].LastWord++
	parts.Words[5].Token = 4
	parts.Chains = nil
	if f := Check(parts); f != nil {
		t.Error(f)
	}
	for _, c := range []struct {
		spoil func(a *nlp.Analysis)
		want  string
	}{
		{func(a *nlp.Analysis) { a.Tokens[1].Span.Start = 2 }, "token 1"},
		{func(a *nlp.Analysis) { a.Tokens[4].Span.End = 16 }, "token 4"},
		{func(a *nlp.Analysis) { a.Tokens[0].Span.End = 0 }, "token 0"},
		{func(a *nlp.Analysis) { a.Doc.Blocks[0].Span.End = 11 }, "in no block"},
		{func(a *nlp.Analysis) { a.Sentences[1].First = 4 }, "sentence 1 has tokens"},
		{func(a *nlp.Analysis) { a.Sentences[1].LastWord = 4 }, "word 4 of 5"},
		{func(a *nlp.Analysis) { a.Sentences[1].FirstWord = 4 }, "sentence 1 has words"},
		{func(a *nlp.Analysis) { a.Sentences[0].Span.End = 9 }, "its tokens are"},
		{func(a *nlp.Analysis) { a.Sentences[0].Block = 1 }, "not in block 1"},
		{func(a *nlp.Analysis) { a.Words[1].Span.Start = 2 }, "word 1"},
		{func(a *nlp.Analysis) { a.Words[1].Span.Start = 5 }, "in no word"},
		{func(a *nlp.Analysis) { a.Words[0].Span.End = 2; a.Words[1].Span.Start = 3 }, "in no word"},
		{func(a *nlp.Analysis) { a.Words[1].Token = 0 }, "starts in token 1, not 0"},
		{func(a *nlp.Analysis) { a.Words[4].Span.Start, a.Words[4].Span.End = 13, 14 }, "word 4"},
		{func(a *nlp.Analysis) { a.Words[0].Head = 3 }, "word 0 has head 3"},
		{func(a *nlp.Analysis) { a.Words[0].Head, a.Words[0].Rel = -1, nlp.Root }, "2 roots"},
		{func(a *nlp.Analysis) { a.Words[0].Head, a.Words[0].Rel = -1, nlp.NoRel }, "1 have no relation"},
		{func(a *nlp.Analysis) { a.Words[0].Rel = nlp.NoRel }, "head 1 and no relation"},
		{func(a *nlp.Analysis) { a.Words[0].Head, a.Words[2].Head = 2, 0 }, "hangs on itself"},
		{func(a *nlp.Analysis) { a.Names[0].Last = 1 }, "name is"},
		{func(a *nlp.Analysis) { a.Names[0].Last = 9 }, "name"},
		{func(a *nlp.Analysis) { a.Names[0].Position = text.Span{Start: 7, End: 10} }, "position"},
		{func(a *nlp.Analysis) { a.Times[0].Span.Start, a.Times[0].First = 7, 2 }, "in no sentence"},
		{func(a *nlp.Analysis) { a.Numbers[0].Head.End = 8 }, "does not hold its head"},
		{func(a *nlp.Analysis) { a.Chains[0].Mentions = a.Chains[0].Mentions[:1] }, "1 mentions"},
		{func(a *nlp.Analysis) { a.Chains[0].Mentions[0].Head = 2 }, "head 2"},
		{func(a *nlp.Analysis) { a.Chains[0].Mentions[0].Last = 2 }, "its words are"},
		{func(a *nlp.Analysis) { a.Chains[0].Mentions[0].Name = 1 }, "name 1 of 1"},
		{func(a *nlp.Analysis) {
			m := a.Chains[0].Mentions
			m[0], m[1] = m[1], m[0]
		}, "comes behind"},
	} {
		a := good()
		c.spoil(a)
		if got := strings.Join(Check(a), "; "); !strings.Contains(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
