package predicate_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/nlptest"
	"dossier/internal/nlp/predicate"
	"dossier/internal/text"
)

// vocabulary is what random texts are made of.
var vocabulary = []string{"attack", "set", "fire", "on", "kill", "try", "not", "who", "the", "carry", "out", "will", "guard", "accuse", "of",
	"Horak", "no", "take", "place", "and", ",", "by", "after", "use"}

// random makes an analysis of the bytes: tags, heads, names and mentions as they
// come, circles and heads outside the sentence included.
func random(data []byte) *nlp.Analysis {
	a := &nlp.Analysis{Doc: &doc.Document{}}
	var b strings.Builder
	next := func() int {
		if len(data) == 0 {
			return 0
		}
		v := int(data[0])
		data = data[1:]
		return v
	}
	for len(data) > 0 {
		s := nlp.Sentence{First: len(a.Tokens), FirstWord: len(a.Words), Span: text.Span{Start: b.Len()}}
		for n := 1 + next()%24; n > 0; n-- {
			w := vocabulary[next()%len(vocabulary)]
			sp := text.Span{Start: b.Len(), End: b.Len() + len(w)}
			b.WriteString(w + " ")
			a.Words = append(a.Words, nlp.Word{Span: sp, Token: len(a.Tokens), UPOS: nlp.UPOS(next() % nlp.UPOSCount), Rel: nlp.Rel(next() % nlp.RelCount),
				Head: s.FirstWord + next()%28 - 2, Feats: []string{"", "Tense=Past|VerbForm=Part|Voice=Pass", "PronType=Rel", "VerbForm=Inf"}[next()%4], Lemma: strings.ToLower(w)})
			a.Tokens = append(a.Tokens, nlp.Token{Span: sp, Lower: strings.ToLower(w)})
		}
		s.Last, s.LastWord = len(a.Tokens), len(a.Words)
		s.Span.End = a.Tokens[s.Last-1].Span.End
		if next()%2 == 0 {
			a.Names = append(a.Names, nlp.Name{Span: a.SpanOf(s.First, s.First+1), First: s.First, Last: s.First + 1, Kind: entity.Person})
			k := s.LastWord - 1
			m := nlp.Mention{First: k, Last: k + 1, Head: k, Span: a.Words[k].Span, Name: -1}
			a.Chains = append(a.Chains, nlp.Chain{Mentions: []nlp.Mention{m, m}})
		}
		a.Sentences = append(a.Sentences, s)
	}
	a.Doc.Text = text.New(b.String())
	a.Doc.Blocks = []doc.Block{{Span: text.Span{End: b.Len()}}}
	return a
}

// faults are those of the predicates alone: random trees have others.
func faults(a *nlp.Analysis) []string {
	b := &nlp.Analysis{Doc: a.Doc, Tokens: a.Tokens, Sentences: a.Sentences, Predicates: a.Predicates, Names: a.Names, Chains: a.Chains}
	b.Words = append(b.Words, a.Words...)
	for i := range b.Words {
		b.Words[i].Head, b.Words[i].Rel = -1, nlp.NoRel
	}
	return nlptest.Check(b)
}

func FuzzStage(f *testing.F) {
	f.Add([]byte("no trees at all"))
	f.Add([]byte{})
	for i := range 60 {
		f.Add([]byte(strings.Repeat(fmt.Sprintf("%d%c", i*7919, rune(i*5)), 80+i)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a := random(data[:min(len(data), 1<<14)])
		predicate.Stage{}.Run(a)
		for _, s := range faults(a) {
			t.Error(s)
		}
		first := a.Predicates
		predicate.Stage{}.Run(a)
		if !reflect.DeepEqual(first, a.Predicates) {
			t.Fatal("the second reading differs from the first")
		}
	})
}

// TestOneEndlessSentence reads verbs that all hang on one noun; it would take
// minutes, were any step to look at all words for each.
func TestOneEndlessSentence(t *testing.T) {
	for _, rel := range []nlp.Rel{nlp.Acl, nlp.AclRelcl, nlp.Conj, nlp.Xcomp, nlp.Advcl, nlp.Obj, nlp.Obl} {
		n := 200_000
		a := &nlp.Analysis{Doc: &doc.Document{Text: text.New(strings.Repeat("kill ", n)), Blocks: []doc.Block{{Span: text.Span{End: 5 * n}}}}}
		for i := range n {
			sp := text.Span{Start: 5 * i, End: 5*i + 4}
			w := nlp.Word{Span: sp, Token: i, UPOS: nlp.VERB, Rel: rel, Lemma: "kill"}
			if i == 0 {
				w.UPOS, w.Rel, w.Head = nlp.NOUN, nlp.Root, -1
			}
			a.Words = append(a.Words, w)
			a.Tokens = append(a.Tokens, nlp.Token{Span: sp})
		}
		a.Sentences = []nlp.Sentence{{Span: text.Span{End: 5*n - 1}, Last: n, LastWord: n}}
		predicate.Stage{}.Run(a)
		if len(a.Predicates) != n {
			t.Errorf("%s: %d predicates", rel, len(a.Predicates))
		}
	}
}
