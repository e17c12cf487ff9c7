// Package web reads HTML pages: the main text with headings, lists, tables and
// captions, and what the page says of itself (title, date, outlet, address) in
// JSON-LD, meta elements and markup. Every code point of the text leads back to
// the bytes of the page.
//
// The page is read once by a tokenizer; no tree is built, so that nesting costs
// nothing. The main text is what lies in <article> or <main>, or in the element
// whose paragraphs weigh most, by text length against links (after the idea of
// Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text
// Features", WSDM 2010).
package web

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/text"
)

// Reader reads HTML pages.
type Reader struct {
	Date source.DateFunc
}

// Read makes a document of a page. A page without a main text is an error of
// kind fault.Unreadable.
func (r Reader) Read(src source.Text) (*doc.Document, error) {
	p := &page{s: src.String}
	if err := p.scan(); err != nil {
		return nil, err
	}
	blocks := p.main()
	if len(blocks) == 0 {
		return nil, fault.New(fault.Unreadable, "html: the page has no main text")
	}
	d := src.Document(doc.HTML)
	w := &writer{p: p, d: d}
	w.write(blocks)
	d.Map = d.Map.Compose(src.Map)
	p.describe(d, r.Date)
	return d, nil
}

// writer puts the text of a document together from the blocks of a page.
type writer struct {
	p       *page
	d       *doc.Document
	b       text.Builder
	outline source.Outline
}

func (w *writer) write(blocks []*block) {
	for _, bl := range blocks {
		w.block(bl)
	}
	w.outline.End(w.b.Len())
	w.d.Sections = w.outline.Sections
	s, m := w.b.Build()
	w.d.Text, w.d.Map = text.New(s), m
}

func (w *writer) block(bl *block) {
	mark := w.b.Len()
	if mark > 0 {
		sep := "\n\n"
		if bl.kind == doc.FieldLine || bl.kind == doc.Row || bl.kind == doc.Item {
			sep = "\n"
		}
		w.b.Insert(sep, bl.pieces[0].Start)
	}
	start := w.b.Len()
	out := doc.Block{Kind: bl.kind}
	if bl.kind == doc.FieldLine {
		w.pieces(bl.key)
		out.Key = text.Span{Start: start, End: w.b.Len()}
		w.b.Insert(": ", bl.pieces[0].Start)
		at := w.b.Len()
		w.pieces(bl.pieces)
		out.Value = text.Span{Start: at, End: w.b.Len()}
		if out.Value.IsZero() || out.Key.IsZero() {
			w.b.Truncate(mark)
			return
		}
	} else {
		w.pieces(bl.pieces)
	}
	out.Span = text.Span{Start: start, End: w.b.Len()}
	if out.Span.IsZero() {
		w.b.Truncate(mark)
		return
	}
	if bl.kind == doc.Heading || bl.kind == doc.Title {
		w.outline.Begin(bl.level, string(w.b.Bytes()[start:]), start)
	}
	out.Section = w.outline.Current()
	w.d.Blocks = append(w.d.Blocks, out)
}

// pieces writes the words under runs of markup, with white space folded into
// single spaces and character references decoded.
func (w *writer) pieces(ps []text.Span) {
	space := -1 // where white space was met that is not written yet
	begun := false
	for _, p := range ps {
		if p.IsZero() { // a break between cells or lines
			space = p.Start
			continue
		}
		space, begun = w.words(p, space, begun)
	}
}

func (w *writer) words(p text.Span, space int, begun bool) (int, bool) {
	s := w.p.s
	for i := p.Start; i < p.End; {
		if n := blank(s[i:p.End]); n > 0 {
			if space < 0 {
				space = i
			}
			i += n
			continue
		}
		if space >= 0 && begun {
			w.space(space)
		}
		space = -1
		begun = true
		if s[i] == '&' {
			if out, n := reference(s[i:p.End]); n > 0 {
				if strings.TrimSpace(out) == "" {
					space = i
				} else {
					w.b.Replace(out, text.Span{Start: i, End: i + n})
				}
				i += n
				continue
			}
		}
		j := i + 1
		for j < p.End && s[j] != '&' && blank(s[j:p.End]) == 0 {
			j++
		}
		w.b.Copy(s[i:j], i)
		i = j
	}
	return space, begun
}

// space writes one space for the white space met at offset at of the page.
func (w *writer) space(at int) {
	if at < len(w.p.s) && w.p.s[at] == ' ' {
		w.b.Copy(" ", at)
		return
	}
	w.b.Insert(" ", at)
}

// blank is the length of the white space character at the start of s, 0 for
// none.
func blank(s string) int {
	switch s[0] {
	case ' ', '\t', '\n', '\r', '\f', 0:
		return 1
	}
	if strings.HasPrefix(s, "\u00a0") {
		return len("\u00a0")
	}
	return 0
}
