package syntax

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/recase"
	"dossier/internal/text"
)

// analysis is a text of sentences of so many words each, one space between two.
func analysis(sentences ...int) *nlp.Analysis {
	var b strings.Builder
	a := &nlp.Analysis{}
	for i, n := range sentences {
		s := nlp.Sentence{FirstWord: len(a.Words), LastWord: len(a.Words) + n}
		for k := range n {
			start := b.Len()
			fmt.Fprintf(&b, "w%d", (i*7+k*k)%23)
			a.Words = append(a.Words, nlp.Word{Span: text.Span{Start: start, End: b.Len()}, Head: -1})
			b.WriteByte(' ')
		}
		a.Sentences = append(a.Sentences, s)
	}
	a.Doc = &doc.Document{Text: text.New(b.String())}
	return a
}

var tiny = sync.OnceValue(func() *Model {
	return randomModel(Size{Embed: 16, Half: 16, Layers: 2, TagAt: 0, TagUnits: 16, ArcUnits: 16, RelUnits: 16, NameUnits: 16})
})

// asWritten is a model that has learnt nothing of case.
var asWritten = sync.OnceValue(func() *recase.Model { return recase.NewModel(make([]int8, 1<<10), nil) })

// TestStage shows that every sentence gets one tree, whatever its length and the
// network.
func TestStage(t *testing.T) {
	for _, lengths := range [][]int{{}, {1}, {3, 1, 7}, {0, 2, 0}, {700, 5, 700}, {longestTree, longestTree + 1}} {
		a := analysis(lengths...)
		newStage(tiny, asWritten).Run(a)
		for _, s := range a.Sentences {
			heads := make([]int32, 0, s.LastWord-s.FirstWord)
			for i := s.FirstWord; i < s.LastWord; i++ {
				w := a.Words[i]
				h := int32(-1)
				if w.Head >= 0 {
					h = int32(w.Head - s.FirstWord)
				}
				if (w.Rel == nlp.Root) != (h < 0) || w.UPOS == nlp.NoPOS || w.Rel == nlp.NoRel || w.Lemma == "" {
					t.Fatalf("%v: word %d: %+v", lengths, i, w)
				}
				if int(h) >= s.LastWord-s.FirstWord || h < -1 {
					t.Fatalf("%v: the head of word %d is outside its sentence", lengths, i)
				}
				heads = append(heads, h)
			}
			if len(heads) > 0 && !isTree(heads) {
				t.Fatalf("%v: no tree", lengths)
			}
		}
	}
}

// TestTogether shows that what a sentence is read beside changes nothing, nor
// does what was read before.
func TestTogether(t *testing.T) {
	st := newStage(tiny, asWritten)
	many := analysis(5, 9, 14, 2)
	st.Run(many)
	again := analysis(5, 9, 14, 2)
	st.Run(again)
	for i := range many.Words {
		if many.Words[i] != again.Words[i] {
			t.Fatalf("word %d differs the second time", i)
		}
	}
	alone := analysis(5)
	st.Run(alone)
	for i := range alone.Words {
		if alone.Words[i] != many.Words[i] {
			t.Fatalf("word %d differs when its sentence stands alone", i)
		}
	}
}
