// Package english analyses English text: words and their parts of speech,
// sentences, dependency trees, names, times with their values, numbers with
// their bounds, and chains of mentions of one thing.
//
//	a := english.Analyse("Two guards were hurt in Oslo on 3 May 2021.")
//	for _, n := range a.Names {
//		fmt.Println(a.Slice(n.Span), n.Kind) // Oslo place
//	}
//
// Everything that is found is a [Span] of the one text, [Analysis.Text]: byte
// offsets, half open. [Analysis.CodePoints] converts them. The models are part
// of the program and are loaded when they are first needed; nothing is read from
// disk or network. The same text gives the same analysis everywhere.
//
// Tags, features and relations are those of Universal Dependencies
// (https://universaldependencies.org/en/); values of times are EDTF (ISO 8601-2)
// and ISO 8601.
package english

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/conllu"
	"dossier/internal/nlp/english"
	"dossier/internal/nlp/standoff"
	"dossier/internal/text"
)

// line is the line-up of stages, made once. It is safe for concurrent use.
var line = sync.OnceValue(english.New)

// Options say what is known of a text besides its words.
type Options struct {
	// Name is what the text is called in the ids of [Analysis.WriteCoNLLU] and
	// in [Analysis.WriteJSON].
	Name string
	// Published is the EDTF date on which the text was published
	// ("2023-01-28"). Times such as "yesterday" are worked out from it where the
	// text itself tells no date to count from.
	Published string
}

// Analyse analyses a text of which nothing else is known. It may be called from
// several goroutines at once.
func Analyse(s string) *Analysis { return Options{}.Analyse(s) }

// Analyse analyses a text. Empty lines part its paragraphs, and no sentence
// crosses one; a line break within a paragraph is a space. Bytes that are not
// UTF-8 are read as U+FFFD. It may be called from several goroutines at once.
func (o Options) Analyse(s string) *Analysis {
	s = strings.ToValidUTF8(s, "\uFFFD")
	sum := sha256.Sum256([]byte(s))
	hash := hex.EncodeToString(sum[:])
	return of(line().Analyse(&doc.Document{
		ID: doc.ID(hash), SHA256: hash, Path: o.Name, Published: o.Published, Format: doc.Plain,
		Text: text.New(s), Blocks: paragraphs(s),
	}))
}

// paragraphs are the runs of lines of s that are not blank.
func paragraphs(s string) []doc.Block {
	var out []doc.Block
	open := false
	at := 0
	for l := range strings.Lines(s) {
		words := strings.TrimSpace(l)
		if words == "" {
			open = false
		} else {
			start := at + strings.Index(l, words)
			sp := text.Span{Start: start, End: start + len(words)}
			if open {
				out[len(out)-1].Span.End = sp.End
			} else {
				out = append(out, doc.Block{Kind: doc.Paragraph, Span: sp, Section: -1})
			}
			open = true
		}
		at += len(l)
	}
	return out
}

// Slice is the text under sp.
func (a *Analysis) Slice(sp Span) string { return a.Text[sp.Start:sp.End] }

// CodePoints is sp counted in Unicode code points instead of bytes, as Python
// and most formats of annotation count.
func (a *Analysis) CodePoints(sp Span) Span {
	if a.found == nil {
		return Span{utf8.RuneCountInString(a.Text[:sp.Start]), utf8.RuneCountInString(a.Text[:sp.End])}
	}
	return Span{a.found.Doc.Text.Rune(sp.Start), a.found.Doc.Text.Rune(sp.End)}
}

// WriteCoNLLU writes what was found in the CoNLL-U format, words, tags and trees,
// as "dossier analyze" prints it. Changes to the fields of a are not seen.
func (a *Analysis) WriteCoNLLU(w io.Writer) error { return conllu.NewWriter(w).Write(a.source()) }

// WriteJSON writes what was found as a line of JSON, every layer with offsets in
// code points, as "dossier analyze --json" prints it. Changes to the fields of a
// are not seen.
func (a *Analysis) WriteJSON(w io.Writer) error { return standoff.Write(w, a.source()) }

// source is the analysis that a tells of.
func (a *Analysis) source() *nlp.Analysis {
	if a.found == nil {
		return &nlp.Analysis{Doc: &doc.Document{Text: text.New(a.Text)}}
	}
	return a.found
}

func name(n *nlp.Name) Name {
	return Name{Span(n.Span), Kind(n.Kind), n.Adjective, n.Country, Span(n.Position)}
}

// of is the analysis as this package tells it.
func of(found *nlp.Analysis) *Analysis {
	a := &Analysis{
		Text:      found.Doc.Text.String(),
		Words:     make([]Word, len(found.Words)),
		Sentences: make([]Sentence, len(found.Sentences)),
		Names:     make([]Name, len(found.Names)),
		Inner:     make([]Inner, len(found.Inner)),
		Times:     make([]Time, len(found.Times)),
		Numbers:   make([]Number, len(found.Numbers)),
		Chains:    make([]Chain, len(found.Chains)),
		found:     found,
	}
	for i := range found.Words {
		w := &found.Words[i]
		a.Words[i] = Word{Span(w.Span), w.UPOS.String(), w.Feats, w.Lemma, w.Head, w.Rel.String()}
	}
	for i, s := range found.Sentences {
		a.Sentences[i] = Sentence{Span(s.Span), s.FirstWord, s.LastWord}
	}
	for i := range found.Names {
		a.Names[i] = name(&found.Names[i])
	}
	for i := range found.Inner {
		a.Inner[i] = Inner{name(&found.Inner[i].Name), found.Inner[i].Outer}
	}
	for i := range found.Times {
		t := &found.Times[i]
		a.Times[i] = Time{Span(t.Span), TimeKind(t.Kind), t.Moment(), t.On, t.Zone, string(t.Part), string(t.Modifier)}
	}
	for i := range found.Numbers {
		a.Numbers[i] = number(&found.Numbers[i])
	}
	for i := range found.Chains {
		a.Chains[i] = chain(&found.Chains[i])
	}
	return a
}
