package syntax

import (
	"fmt"
	"strings"

	"dossier/internal/lab/conllu"
	"dossier/internal/nlp/syntax"
)

// Figures are shares of words, with words and sentences given: part of speech,
// features, lemma, head, head with relation (without its subtype).
type Figures struct {
	Words                        int
	UPOS, Feats, Lemma, UAS, LAS int
}

// String is the figures as percentages.
func (f Figures) String() string {
	p := func(n int) float64 { return 100 * float64(n) / float64(max(f.Words, 1)) }
	return fmt.Sprintf("UPOS %.2f feats %.2f lemma %.2f UAS %.2f LAS %.2f", p(f.UPOS), p(f.Feats), p(f.Lemma), p(f.UAS), p(f.LAS))
}

// Measure compares what m says with the sentences.
func Measure(m *syntax.Model, sents []conllu.Sentence) Figures {
	var f Figures
	s := &syntax.Scratch{}
	for i := 0; i < len(sents); {
		var forms []string
		var ends []int
		first := i
		for ; i < len(sents) && len(forms) < 400; i++ {
			for _, w := range sents[i].Words {
				forms = append(forms, w.Form)
			}
			ends = append(ends, len(forms))
		}
		out := make([]syntax.Answer, len(forms))
		m.Read(s, forms, ends, out)
		at := 0
		for _, sent := range sents[first:i] {
			for k, w := range sent.Words {
				f.add(m, w, out[at+k])
			}
			at += len(sent.Words)
		}
	}
	return f
}

func (f *Figures) add(m *syntax.Model, w conllu.Word, a syntax.Answer) {
	f.Words++
	if a.UPOS.String() == w.UPOS {
		f.UPOS++
	}
	if m.Sets[a.Feats] == w.Feats {
		f.Feats++
	}
	if m.Lemma(w.Form, a) == w.Lemma {
		f.Lemma++
	}
	if int(a.Head) != w.Head {
		return
	}
	f.UAS++
	if base(a.Rel.String()) == base(w.Rel) {
		f.LAS++
	}
}

func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}
