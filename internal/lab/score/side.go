package score

import (
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/lab/conllu"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// span is a half-open range of characters, white space not counted.
type span struct{ start, end int }

// word is a syntactic word of either side. The words of a token of several
// words all have the token's span.
type word struct {
	span
	several                       bool // its token has several words
	form, lemma, upos, feats, rel string
	head                          int // index among the side's words, -1 for a root
}

// side is one of the two analyses that are compared.
type side struct {
	tokens, sentences []span
	words             []word
	has               [metrics]bool
}

// Raw is the raw text of a treebank document: its paragraphs, with blank lines
// between them.
func Raw(d *conllu.Document) *doc.Document {
	var b strings.Builder
	out := &doc.Document{Path: d.ID}
	for i := range d.Paragraphs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(d.RawParagraph(i))
		out.Blocks = append(out.Blocks, doc.Block{Kind: doc.Paragraph, Section: -1, Span: text.Span{Start: start, End: b.Len()}})
	}
	out.Text = text.New(b.String())
	return out
}

// characters is the number of characters of s that are not white space.
func characters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

func goldSide(d *conllu.Document) *side {
	out := &side{}
	at := 0
	for _, p := range d.Paragraphs {
		for k := range p {
			s := &p[k]
			first, base := at, len(out.words)
			for _, t := range s.Tokens {
				sp := span{at, at + characters(t.Form)}
				at = sp.end
				out.tokens = append(out.tokens, sp)
				for _, w := range s.Words[t.First:t.Last] {
					head := -1
					if w.Head >= 0 {
						head = base + w.Head
					}
					out.words = append(out.words, word{
						span: sp, several: t.Last-t.First > 1, form: strings.ToLower(w.Form), lemma: w.Lemma, upos: w.UPOS,
						feats: universalFeats(w.Feats), rel: universalRel(w.Rel), head: head,
					})
				}
			}
			out.sentences = append(out.sentences, span{first, at})
		}
	}
	return out
}

// systemSide reads an analysis. One without words is read as if each token were
// a word.
func systemSide(a *nlp.Analysis) *side {
	s := a.Doc.Text.String()
	before := make([]int32, len(s)+1) // characters before each byte
	n := int32(0)
	for i, r := range s {
		before[i] = n
		if !unicode.IsSpace(r) {
			n++
		}
	}
	before[len(s)] = n
	at := func(sp text.Span) span { return span{int(before[sp.Start]), int(before[sp.End])} }
	out := &side{}
	out.has[Tokens], out.has[Sentences], out.has[Words] = true, true, true
	for _, sen := range a.Sentences {
		out.sentences = append(out.sentences, at(sen.Span))
	}
	if len(a.Words) == 0 {
		for i := range a.Tokens {
			sp := at(a.Tokens[i].Span)
			out.tokens = append(out.tokens, sp)
			out.words = append(out.words, word{span: sp, form: a.Tokens[i].Lower, head: -1})
		}
		return out
	}
	for i := range a.Words {
		out.add(a, i, at)
	}
	return out
}

// add adds word i of the analysis.
func (s *side) add(a *nlp.Analysis, i int, at func(text.Span) span) {
	w := &a.Words[i]
	sp := at(w.Span)
	several := i > 0 && w.Contracted
	if several {
		last := &s.tokens[len(s.tokens)-1]
		last.end = sp.end
		for k := len(s.words) - 1; k >= 0 && s.words[k].start >= last.start; k-- {
			s.words[k].span, s.words[k].several = *last, true
		}
		sp = *last
	} else {
		s.tokens = append(s.tokens, sp)
	}
	s.words = append(s.words, word{
		span: sp, several: several, form: strings.ToLower(a.WordText(i)), lemma: w.Lemma, upos: w.UPOS.String(),
		feats: universalFeats(w.Feats), rel: universalRel(w.Rel.String()), head: w.Head,
	})
	s.has[UPOS] = s.has[UPOS] || w.UPOS != nlp.NoPOS
	s.has[Feats] = s.has[Feats] || w.Feats != ""
	s.has[Lemmas] = s.has[Lemmas] || w.Lemma != ""
	tree := w.Rel != nlp.NoRel
	for _, m := range []Metric{UAS, LAS, CLAS} {
		s.has[m] = s.has[m] || tree
	}
}
