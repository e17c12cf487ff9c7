package coref

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/lab/conllu"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Mention is a mention as annotated or found: its words, where its head word
// starts, and the number of its chain in the document.
type Mention struct {
	Span  text.Span
	Head  int // byte offset of the head word
	Chain int
	// Pronoun tells that its head is one.
	Pronoun bool
}

// Sort is what a gold mention is, as far as the sheet asks.
type Sort uint8

// The sorts of gold mentions.
const (
	Other             Sort = iota
	HeOrShe                // he, him, his, she, her, hers and their reflexives
	PersonDescription      // a common noun for a person: "the attacker"
	Clause                 // no noun, pronoun or number: what "this" takes up
)

// Document is one document of the treebank with its coreference.
type Document struct {
	ID       string
	Genre    string
	Analysis *nlp.Analysis // tokens, words, sentences, tags and trees as annotated
	Gold     []Mention     // in order, those of chains of one too
	Sorts    []Sort        // of the mentions in Gold
}

// ReadGUM reads a part ("train", "dev") of GUM's open genres below shared.
func ReadGUM(shared, part string) ([]*Document, error) {
	docs, err := conllu.ReadFile(filepath.Join(shared, "corpora", "ud-gum-permissive", "en_gum_permissive-"+part+".conllu"))
	if err != nil {
		return nil, err
	}
	out := make([]*Document, 0, len(docs))
	for i := range docs {
		d, err := ReadDocument(&docs[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", docs[i].ID, err)
		}
		out = append(out, d)
	}
	return out, nil
}

// ReadDocument makes an analysis of the annotated words of d, a paragraph a
// block, and reads its coreference.
func ReadDocument(d *conllu.Document) (*Document, error) {
	out := &Document{ID: d.ID}
	out.Genre, _, _ = strings.Cut(strings.TrimPrefix(d.ID, "GUM_"), "_")
	b := builder{a: &nlp.Analysis{Doc: &doc.Document{}}}
	var sentences []*conllu.Sentence
	for i := range d.Paragraphs {
		b.paragraph(d, i)
		for k := range d.Paragraphs[i] {
			sentences = append(sentences, &d.Paragraphs[i][k])
		}
	}
	b.a.Doc.Text = text.New(b.text.String())
	out.Analysis = b.a
	r := entityReader{a: b.a, chains: map[string]int{}}
	for i, s := range sentences {
		if err := r.sentence(i, s); err != nil {
			return nil, fmt.Errorf("sentence %s: %w", s.ID, err)
		}
	}
	slices.SortStableFunc(r.found, func(x, y annotated) int {
		if x.Span.Start != y.Span.Start {
			return x.Span.Start - y.Span.Start
		}
		return y.Span.End - x.Span.End
	})
	for _, m := range r.found {
		out.Gold, out.Sorts = append(out.Gold, m.Mention), append(out.Sorts, m.sort)
	}
	return out, nil
}

// builder puts the raw text of a document together and points its words at it.
type builder struct {
	a    *nlp.Analysis
	text strings.Builder
}

func (b *builder) paragraph(d *conllu.Document, i int) {
	if b.text.Len() > 0 {
		b.text.WriteString("\n\n")
	}
	start := b.text.Len()
	for k := range d.Paragraphs[i] {
		s := &d.Paragraphs[i][k]
		b.sentence(s, i)
		if s.Tokens[len(s.Tokens)-1].Space && k+1 < len(d.Paragraphs[i]) {
			b.text.WriteByte(' ')
		}
	}
	b.a.Doc.Blocks = append(b.a.Doc.Blocks, doc.Block{Kind: doc.Paragraph, Section: -1, Span: text.Span{Start: start, End: b.text.Len()}})
}

func (b *builder) sentence(s *conllu.Sentence, block int) {
	a := b.a
	sent := nlp.Sentence{First: len(a.Tokens), FirstWord: len(a.Words), Block: block, Span: text.Span{Start: b.text.Len()}}
	for k, t := range s.Tokens {
		span := text.Span{Start: b.text.Len(), End: b.text.Len() + len(t.Form)}
		for i, sp := range wordSpans(s, t, span) {
			b.word(&s.Words[t.First+i], sp, sent.FirstWord)
		}
		a.Tokens = append(a.Tokens, nlp.Token{Span: span, Lower: strings.ToLower(t.Form), Shape: shapeOf(t.Form)})
		b.text.WriteString(t.Form)
		sent.Span.End = b.text.Len()
		if t.Space && k+1 < len(s.Tokens) {
			b.text.WriteByte(' ')
		}
	}
	sent.Last, sent.LastWord = len(a.Tokens), len(a.Words)
	a.Sentences = append(a.Sentences, sent)
}

func (b *builder) word(w *conllu.Word, sp text.Span, base int) {
	head := -1
	if w.Head >= 0 {
		head = base + w.Head
	}
	b.a.Words = append(b.a.Words, nlp.Word{Span: sp, Token: len(b.a.Tokens), UPOS: nlp.ParseUPOS(w.UPOS), Rel: nlp.ParseRel(w.Rel), Head: head, Feats: w.Feats, Lemma: w.Lemma})
}

// wordSpans divides a token among its words: by their own letters where these
// spell it, and otherwise the first takes all but one byte for each of the rest.
func wordSpans(s *conllu.Sentence, t conllu.Token, span text.Span) []text.Span {
	n := t.Last - t.First
	if n == 1 {
		return []text.Span{span}
	}
	out := make([]text.Span, 0, n)
	at := span.Start
	for k, w := range s.Words[t.First:t.Last] {
		end := min(at+len(w.Form), span.End-(n-1-k))
		if k == n-1 {
			end = span.End
		}
		out = append(out, text.Span{Start: at, End: end})
		at = end
	}
	return out
}

// shapeOf is the shape of a token as the tokeniser tells it.
func shapeOf(w string) nlp.Shape {
	letters, upper, lower, digits := 0, 0, 0, 0
	for _, c := range w {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case strings.ToUpper(string(c)) != string(c):
			letters, lower = letters+1, lower+1
		case strings.ToLower(string(c)) != string(c):
			letters, upper = letters+1, upper+1
		}
	}
	first := w[0] >= 'A' && w[0] <= 'Z' || w[0] >= 0x80 && upper > 0
	switch {
	case letters == 0 && digits > 0:
		return nlp.Digit
	case letters == 0:
		return nlp.Punct
	case digits > 0:
		return nlp.Mixed
	case lower == 0 && upper > 1:
		return nlp.Upper
	case first:
		return nlp.Title
	}
	return nlp.Lower
}
