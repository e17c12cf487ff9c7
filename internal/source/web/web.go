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
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
	src, err := recoded(src)
	if err != nil {
		return nil, err
	}
	p := &page{s: src.String}
	if err := p.scan(); err != nil {
		return nil, err
	}
	blocks := p.main()
	if len(blocks) == 0 { // perhaps a link that was never closed
		for _, b := range p.blocks {
			b.linked = 0
		}
		blocks = p.main()
	}
	if len(blocks) == 0 {
		return nil, fault.New(fault.Unreadable, "html: the page has no main text")
	}
	d := src.Document(doc.HTML)
	w := &writer{p: p, d: d}
	w.write(blocks)
	d.Map = d.Map.Compose(src.Map)
	p.describe(d, r.Date)
	if d.Text.Len() == 0 {
		return nil, fault.New(fault.Unreadable, "html: the page has no main text")
	}
	return d, nil
}

// recoded is src, or, where a page that was taken for Western text names another
// character coding in its <meta>, the page decoded by that.
func recoded(src source.Text) (source.Text, error) {
	if src.Charset != source.Windows1252 && src.Charset != source.Latin1 || utf8.RuneCountInString(src.String) != len(src.Raw.Bytes) {
		return src, nil // the coding is certain, or this is a part of another document
	}
	named := namedCharset(src.String[:min(len(src.String), 4096)])
	switch named {
	case "", src.Charset, source.UTF8, "utf8":
		return src, nil
	}
	if strings.HasPrefix(named, "utf-16") { // it could be read as ASCII, so it is not
		return src, nil
	}
	again, err := source.DecodeAs(src.Raw, named)
	if fault.Of(err) == fault.Unsupported {
		return src, nil // a name that means nothing
	}
	return again, err
}

// namedCharset is the coding that a page names in <meta charset> or in the
// content type of <meta http-equiv>, in lower case.
func namedCharset(s string) string {
	z := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			return ""
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			raw, more := z.TagName()
			if atom.Lookup(raw) != atom.Meta {
				continue
			}
			a := attributes(z, more)
			if a.charset != "" {
				return strings.ToLower(strings.TrimSpace(a.charset))
			}
			if _, cs, ok := strings.Cut(strings.ToLower(a.content), "charset="); ok && a.equiv == "content-type" {
				return strings.Trim(strings.TrimSpace(cs), "\"'")
			}
		}
	}
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
		w.b.Insert(w.between(bl), bl.pieces[0].Start)
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
	if bl.kind == doc.Paragraph && bl.stamp && out.Span.Len() < 200 {
		out.Kind = doc.Header
	}
	if bl.kind == doc.Heading || bl.kind == doc.Title {
		w.outline.Begin(bl.level, string(w.b.Bytes()[start:]), start)
	}
	out.Section = w.outline.Current()
	w.d.Blocks = append(w.d.Blocks, out)
}

// between is what stands between the block before and bl: lines of one list,
// table or infobox follow each other, everything else is parted by a blank line.
func (w *writer) between(bl *block) string {
	n := len(w.d.Blocks)
	if n > 0 && w.d.Blocks[n-1].Kind == bl.kind && (bl.kind == doc.FieldLine || bl.kind == doc.Row || bl.kind == doc.Item) {
		return "\n"
	}
	return "\n\n"
}

// pieces writes the words under runs of markup, with white space folded into
// single spaces and character references decoded.
func (w *writer) pieces(ps []piece) {
	g := gap{at: -1}
	for _, p := range ps {
		if p.IsZero() { // a break between cells or lines
			g.widen(p.Start, p.sep)
			continue
		}
		w.words(p.Span, &g)
	}
}

// gap is what stands between the words written and the next.
type gap struct {
	at    int // where it was met, -1 for none
	sep   string
	begun bool // words were written
}

func (g *gap) widen(at int, sep string) {
	if g.at < 0 {
		g.at = at
	}
	if len(sep) > len(g.sep) {
		g.sep = sep
	}
}

func (w *writer) words(p text.Span, g *gap) {
	s := w.p.s
	for i := p.Start; i < p.End; {
		if n := blank(s[i:p.End]); n > 0 {
			g.widen(i, " ")
			i += n
			continue
		}
		if n := nothing(s[i:p.End]); n > 0 {
			i += n
			continue
		}
		if s[i] == '&' {
			if out, n := reference(s[i:p.End]); n > 0 {
				w.reference(out, text.Span{Start: i, End: i + n}, g)
				i += n
				continue
			}
		}
		j := i + 1
		for j < p.End && s[j] != '&' && (s[j] > ' ' && s[j] < 0x80 || s[j] >= 0x80 && blank(s[j:p.End])+nothing(s[j:p.End]) == 0) {
			j++
		}
		w.close(g)
		w.b.Copy(s[i:j], i)
		i = j
	}
}

// reference writes what a character reference stands for.
func (w *writer) reference(out string, src text.Span, g *gap) {
	switch {
	case strings.TrimSpace(out) == "" || out == "\x00":
		g.widen(src.Start, " ")
	case nothing(out) == len(out):
	default:
		w.close(g)
		w.b.Replace(out, src)
	}
}

// close writes the gap before words: a space that stands in the page is copied.
func (w *writer) close(g *gap) {
	if g.at >= 0 && g.begun {
		if g.sep == " " && g.at < len(w.p.s) && w.p.s[g.at] == ' ' {
			w.b.Copy(" ", g.at)
		} else {
			w.b.Insert(g.sep, g.at)
		}
	}
	*g = gap{at: -1, begun: true}
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

// nothing is the length of a character at the start of s that shows nothing: a
// place where a word may be broken, a byte order mark. 0 for none.
func nothing(s string) int {
	for _, x := range []string{"\u00AD", "\u200B", "\uFEFF", "\u2060"} {
		if strings.HasPrefix(s, x) {
			return len(x)
		}
	}
	return 0
}
