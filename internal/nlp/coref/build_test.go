package coref_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
	"dossier/internal/text"
)

// build makes an analysis of sentences in short CoNLL-U: per line a word's form,
// lemma, UPOS, features, head (from 1, 0 for the root) and relation; an empty
// line ends a sentence. Names are "Rauf Karimov: person", every place they stand
// one entity.
func build(t *testing.T, conllu string, names ...string) *nlp.Analysis {
	t.Helper()
	a := &nlp.Analysis{Doc: &doc.Document{}}
	var b strings.Builder
	for block := range strings.SplitSeq(strings.TrimSpace(conllu), "\n\n") {
		s := nlp.Sentence{First: len(a.Tokens), FirstWord: len(a.Words)}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		s.Span.Start = b.Len()
		for line := range strings.Lines(block) {
			f := strings.Fields(line)
			head, err := strconv.Atoi(f[4])
			if len(f) != 6 || err != nil {
				t.Fatalf("line %q", line)
			}
			if n := len(a.Words) - s.FirstWord; n > 0 && f[2] != "PUNCT" && f[0] != "'s" {
				b.WriteByte(' ')
			}
			sp := text.Span{Start: b.Len(), End: b.Len() + len(f[0])}
			b.WriteString(f[0])
			if head--; head >= 0 {
				head += s.FirstWord
			}
			a.Words = append(a.Words, nlp.Word{Span: sp, Token: len(a.Tokens), UPOS: nlp.ParseUPOS(f[2]), Rel: nlp.ParseRel(f[5]), Head: head, Feats: strings.ReplaceAll(f[3], "_", ""), Lemma: f[1]})
			a.Tokens = append(a.Tokens, nlp.Token{Span: sp, Lower: strings.ToLower(f[0])})
		}
		s.Span.End, s.Last, s.LastWord = b.Len(), len(a.Tokens), len(a.Words)
		a.Sentences = append(a.Sentences, s)
	}
	a.Doc.Text = text.New(b.String())
	a.Doc.Blocks = []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: b.Len()}, Section: -1}}
	for id, n := range names {
		name, kind, _ := strings.Cut(n, ": ")
		addName(a, strings.Fields(name), entity.Kind(kind), id)
	}
	slices.SortFunc(a.Names, func(x, y nlp.Name) int { return x.First - y.First })
	return a
}

// addName marks every run of the words as a name.
func addName(a *nlp.Analysis, words []string, kind entity.Kind, id int) {
	for i := 0; i+len(words) <= len(a.Tokens); i++ {
		k := 0
		for k < len(words) && a.TokenText(i+k) == words[k] {
			k++
		}
		if k == len(words) {
			a.Names = append(a.Names, nlp.Name{Span: a.SpanOf(i, i+k), First: i, Last: i + k, Kind: kind, Entity: id})
		}
	}
}

// chains is the chains of a as their words: "The gunman = He".
func chains(a *nlp.Analysis) []string {
	coref.Stage{}.Run(a)
	var out []string
	for _, c := range a.Chains {
		var parts []string
		for _, m := range c.Mentions {
			parts = append(parts, a.Text(m.Span))
		}
		out = append(out, strings.Join(parts, " = "))
	}
	return out
}
