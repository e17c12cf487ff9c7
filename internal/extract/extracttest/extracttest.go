// Package extracttest runs extractors over a few words, for tests.
package extracttest

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/participant"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// Read makes a document of paragraphs parted by blank lines, published on the
// given day ("" for none), analyses it, makes its entities and runs xs over it.
func Read(published, words string, xs ...extract.Extractor) *extract.Input {
	d := Document(published, words)
	a := english.New().Analyse(d)
	in := &extract.Input{Analysis: a, Set: &claim.Set{Document: d.ID, Found: true}, Background: make([]bool, len(a.Sentences))}
	participant.Extractor{}.Extract(in)
	for _, x := range xs {
		x.Extract(in)
	}
	return in
}

// Document makes a document of paragraphs parted by blank lines. A paragraph
// "== Title ==" opens a section, "- Key: value" lines are infobox fields.
func Document(published, words string) *doc.Document {
	d := &doc.Document{ID: "test", Published: published, Text: text.New(words)}
	at, section := 0, -1
	for _, p := range strings.SplitAfter(words, "\n\n") {
		body := strings.TrimRight(p, "\n")
		sp := text.Span{Start: at, End: at + len(body)}
		at += len(p)
		switch {
		case strings.HasPrefix(body, "== "):
			d.Sections = append(d.Sections, doc.Section{Title: strings.Trim(body, "= "), Level: 2, Span: sp})
			section++
			d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Heading, Span: sp, Section: section})
		case strings.HasPrefix(body, "- "):
			fields(d, body, sp.Start, section)
		case body != "":
			d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Paragraph, Span: sp, Section: section})
		}
	}
	return d
}

func fields(d *doc.Document, body string, at, section int) {
	for _, line := range strings.SplitAfter(body, "\n") {
		l := strings.TrimRight(line, "\n")
		if k := strings.Index(l, ": "); k > 2 {
			d.Blocks = append(d.Blocks, doc.Block{
				Kind: doc.FieldLine, Section: section, Span: text.Span{Start: at, End: at + len(l)},
				Key:   text.Span{Start: at + 2, End: at + k},
				Value: text.Span{Start: at + k + 2, End: at + len(l)},
			})
		}
		at += len(line)
	}
}

// Name is the name of an entity, "" for none.
func Name(in *extract.Input, id claim.EntityID) string {
	if e := in.Entity(id); e != nil {
		return e.Name
	}
	return ""
}
