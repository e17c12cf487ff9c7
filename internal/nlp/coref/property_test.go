package coref_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
	"dossier/internal/text"
)

// vocabulary is what random texts are made of.
var vocabulary = []string{"the", "a", "gunman", "He", "his", "it", "Karimov", "Olga", "UN", "embassy", `"`, "“", "”", "(", ")", ",", ".",
	"said", "was", "guards", "and", "of", "in", "I", "you", "who", "ministry", "'s", "2023", "Əli", "they", "this"}

// random makes an analysis of the bytes: words, tags, heads and names as they
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
	for block := 0; len(data) > 0; block++ {
		s := nlp.Sentence{First: len(a.Tokens), FirstWord: len(a.Words), Block: block / 3, Span: text.Span{Start: b.Len()}}
		for n := 1 + next()%24; n > 0; n-- {
			w := vocabulary[next()%len(vocabulary)]
			sp := text.Span{Start: b.Len(), End: b.Len() + len(w)}
			b.WriteString(w)
			b.WriteByte(' ')
			a.Words = append(a.Words, nlp.Word{Span: sp, Token: len(a.Tokens), UPOS: nlp.UPOS(next() % nlp.UPOSCount), Rel: nlp.Rel(next() % nlp.RelCount),
				Head: s.FirstWord + next()%28 - 2, Feats: []string{"", "Number=Sing", "Number=Plur"}[next()%3], Lemma: strings.ToLower(w)})
			a.Tokens = append(a.Tokens, nlp.Token{Span: sp, Lower: strings.ToLower(w)})
		}
		s.Last, s.LastWord = len(a.Tokens), len(a.Words)
		s.Span.End = a.Tokens[s.Last-1].Span.End
		for k := s.First; k < s.Last; k += 1 + next()%7 {
			if last := min(k+1+next()%3, s.Last); next()%3 == 0 {
				a.Names = append(a.Names, nlp.Name{Span: a.SpanOf(k, last), First: k, Last: last, Kind: []entity.Kind{entity.Person, entity.Organisation, entity.State, entity.Facility}[next()%4], Entity: next()%9 - 1, Adjective: next()%8 == 0})
			}
		}
		a.Sentences = append(a.Sentences, s)
	}
	a.Doc.Text = text.New(b.String())
	return a
}

// check fails unless chains hold two mentions or more, each inside one sentence,
// in order, with its head inside and its span over its words, and no words
// stand in two places.
func check(t *testing.T, a *nlp.Analysis) {
	t.Helper()
	seen := map[[2]int]bool{}
	for _, c := range a.Chains {
		if len(c.Mentions) < 2 || c.Best < 0 || c.Best >= len(c.Mentions) {
			t.Fatalf("chain %+v", c)
		}
		for i, m := range c.Mentions {
			if m.First > m.Head || m.Head >= m.Last || m.Span.Start != a.Words[m.First].Span.Start || m.Span.End != a.Words[m.Last-1].Span.End {
				t.Fatalf("mention %+v", m)
			}
			if seen[[2]int{m.First, m.Last}] {
				t.Fatalf("words [%d, %d) twice", m.First, m.Last)
			}
			seen[[2]int{m.First, m.Last}] = true
			if p := max(0, i-1); m.First < c.Mentions[p].First || m.First == c.Mentions[p].First && m.Last > c.Mentions[p].Last {
				t.Fatalf("mentions out of order: %+v", c.Mentions)
			}
			inside := false
			for _, s := range a.Sentences {
				inside = inside || s.FirstWord <= m.First && m.Last <= s.LastWord
			}
			if !inside {
				t.Fatalf("mention %+v crosses sentences", m)
			}
			if m.Name >= len(a.Names) {
				t.Fatalf("name %d of %d", m.Name, len(a.Names))
			}
		}
	}
}

func FuzzStage(f *testing.F) {
	f.Add([]byte("no trees at all"))
	f.Add([]byte{})
	for i := range 40 {
		f.Add([]byte(strings.Repeat(fmt.Sprintf("%d%c", i*7919, rune(i*5)), 60+i)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a := random(data[:min(len(data), 1<<14)])
		coref.Stage{}.Run(a)
		check(t, a)
		first := a.Chains
		coref.Stage{}.Run(a)
		if !reflect.DeepEqual(first, a.Chains) {
			t.Fatal("the second reading differs from the first")
		}
	})
}

// flat is n words that all hang on the first, a bad tree of a sentence without
// an end.
func flat(n int) *nlp.Analysis {
	a := &nlp.Analysis{Doc: &doc.Document{}}
	s := strings.Repeat("he \" ", n/2)
	for i := range n {
		sp := text.Span{Start: i / 2 * 5, End: i/2*5 + 2}
		w := nlp.Word{Span: sp, Token: i, UPOS: nlp.PRON, Rel: nlp.Nsubj}
		if i%2 == 1 {
			w.Span = text.Span{Start: i/2*5 + 3, End: i/2*5 + 4}
			w.UPOS, w.Rel = nlp.PUNCT, nlp.Parataxis
		}
		if i == 0 {
			w.Head = -1
		}
		a.Words = append(a.Words, w)
		a.Tokens = append(a.Tokens, nlp.Token{Span: w.Span})
	}
	a.Sentences = []nlp.Sentence{{Span: text.Span{End: len(s)}, Last: n, LastWord: n}}
	a.Doc.Text = text.New(s)
	return a
}

func TestOneEndlessSentence(t *testing.T) {
	a := flat(300_000) // minutes, were any step to look at all words for each
	coref.Stage{}.Run(a)
	check(t, a)
}
