package web

import (
	"errors"
	"html"
	"io"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/text"
)

// The bounds of one page.
const (
	maxToken  = 16 << 20 // bytes of one tag or run of text
	maxDepth  = 200      // elements whose names are remembered; deeper ones are not told apart
	maxBlocks = 200_000
)

// block is one paragraph-like part of the page.
type block struct {
	kind   doc.BlockKind
	level  int
	pieces []text.Span // runs of text in the page; an empty one is a break
	key    []text.Span // of a field
	chars  int         // bytes of text
	linked int         // of them inside links
	path   []int       // the containers around it, outermost first
}

// element is one open element.
type element struct {
	name      atom.Atom
	container int  // its number where it may hold the main text, else 0
	skip      bool // its text is no part of the page's text
	infobox   bool
}

// page is one page as it is read.
type page struct {
	s      string
	stack  []element
	over   int // open elements beyond maxDepth
	blocks []*block
	cur    *block
	cell   int // in a table row: 1 in the heading cell, 2 in a data cell

	containers []container
	meta       metadata
	links      int // open <a>
	script     string
	timeTag    bool
}

// container is an element that may hold the main text.
type container struct {
	name atom.Atom
	main bool // <article>, <main>, role=main, itemprop=articleBody
	bad  bool // by its class or id it is something else
}

// scan reads the whole page into blocks.
func (p *page) scan() error {
	z := xhtml.NewTokenizer(strings.NewReader(p.s))
	z.SetMaxBuf(maxToken)
	p.containers = []container{{}} // the page itself
	at := 0
	for {
		tt := z.Next()
		raw := len(z.Raw())
		switch tt {
		case xhtml.ErrorToken:
			p.close()
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return fault.New(fault.TooLarge, "html: at byte %d: a tag or run of text longer than %d bytes", at, maxToken)
			}
			return nil
		case xhtml.TextToken:
			p.text(text.Span{Start: at, End: at + raw})
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			p.start(z, tt == xhtml.SelfClosingTagToken, at)
		case xhtml.EndTagToken:
			name, _ := z.TagName()
			p.end(atom.Lookup(name), at)
		}
		at += raw
		if len(p.blocks) > maxBlocks {
			return fault.New(fault.TooLarge, "html: more than %d paragraphs", maxBlocks)
		}
	}
}

func (p *page) start(z *xhtml.Tokenizer, closed bool, at int) {
	raw, hasAttr := z.TagName()
	name := atom.Lookup(raw)
	attrs := attributes(z, hasAttr)
	p.metaElement(name, attrs)
	switch name {
	case atom.Br:
		p.piece(text.Span{Start: at, End: at})
		return
	case atom.Meta, atom.Link, atom.Img, atom.Input, atom.Hr, atom.Wbr, atom.Source, atom.Area, atom.Base, atom.Col, atom.Embed, atom.Param, atom.Track:
		return
	}
	if closed && name != atom.A && !blockLevel[name] {
		return
	}
	e := element{name: name, skip: skipped[name] || hiddenBy(attrs)}
	if name == atom.Table && strings.Contains(attrs["class"], "infobox") {
		e.infobox = true
	}
	p.script = ""
	if name == atom.Script && strings.Contains(attrs["type"], "ld+json") {
		p.script = "ld+json"
	}
	if name == atom.A {
		p.links++
	}
	if blockLevel[name] {
		p.open(name, attrs, &e, at)
	}
	p.push(e)
}

func (p *page) push(e element) {
	if len(p.stack) >= maxDepth {
		p.over++
		return
	}
	p.stack = append(p.stack, e)
}

// open ends the block at hand and begins a new one where name is of its kind.
func (p *page) open(name atom.Atom, attrs map[string]string, e *element, at int) {
	switch name {
	case atom.Td, atom.Th:
		p.startCell(name, at)
		return
	}
	p.close()
	if holds[name] {
		class := strings.ToLower(attrs["class"] + " " + attrs["id"] + " " + attrs["role"])
		p.containers = append(p.containers, container{
			name: name, bad: boilerplate(class),
			main: name == atom.Article || name == atom.Main || attrs["role"] == "main" || attrs["itemprop"] == "articleBody",
		})
		e.container = len(p.containers)
	}
	p.cur = nil
}

func (p *page) startCell(name atom.Atom, at int) {
	if p.cur == nil {
		p.begin(doc.Row, 0)
	}
	if name == atom.Th {
		p.cell = 1
	} else {
		p.cell = 2
	}
	p.piece(text.Span{Start: at, End: at})
}

func (p *page) end(name atom.Atom, at int) {
	if name == atom.A {
		p.links = max(0, p.links-1)
	}
	for i := len(p.stack) - 1; i >= 0 && i >= len(p.stack)-64; i-- {
		if p.stack[i].name == name {
			if p.over > 0 {
				p.over--
				break
			}
			p.stack = p.stack[:i]
			break
		}
	}
	p.script, p.timeTag = "", false
	if blockLevel[name] && name != atom.Td && name != atom.Th {
		p.close()
	}
}

// text takes a run of text into the block at hand.
func (p *page) text(sp text.Span) {
	if p.script == "ld+json" {
		p.meta.script(p.s[sp.Start:sp.End])
		return
	}
	if n := len(p.stack); n > 0 && p.stack[n-1].name == atom.Title && p.meta.title == "" {
		p.meta.title = strings.Join(strings.Fields(html.UnescapeString(p.s[sp.Start:sp.End])), " ")
	}
	if p.skipping() {
		return
	}
	if p.cur == nil {
		if strings.TrimSpace(p.s[sp.Start:sp.End]) == "" {
			return
		}
		kind, level := p.kind()
		p.begin(kind, level)
	}
	p.piece(sp)
	n := len(strings.TrimSpace(p.s[sp.Start:sp.End]))
	p.cur.chars += n
	if p.links > 0 {
		p.cur.linked += n
	}
}

func (p *page) skipping() bool {
	for i := range p.stack {
		if p.stack[i].skip {
			return true
		}
	}
	return false
}

// kind is what sort of block text at the present place belongs to.
func (p *page) kind() (doc.BlockKind, int) {
	for i := len(p.stack) - 1; i >= 0; i-- {
		switch p.stack[i].name {
		case atom.H1:
			return doc.Title, 1
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return doc.Heading, int(p.stack[i].name.String()[1] - '0')
		case atom.Li, atom.Dd, atom.Dt:
			return doc.Item, 0
		case atom.Figcaption, atom.Caption:
			return doc.Caption, 0
		case atom.Td, atom.Th, atom.Tr:
			return doc.Row, 0
		case atom.P, atom.Article, atom.Body, atom.Blockquote:
			return doc.Paragraph, 0
		}
	}
	return doc.Paragraph, 0
}

func (p *page) begin(kind doc.BlockKind, level int) {
	b := &block{kind: kind, level: level, path: []int{1}}
	for i := range p.stack {
		if c := p.stack[i].container; c > 0 {
			b.path = append(b.path, c)
		}
		if p.stack[i].infobox && kind == doc.Row {
			b.kind = doc.FieldLine
		}
	}
	p.cur = b
	p.cell = 0
}

func (p *page) piece(sp text.Span) {
	if p.cur == nil {
		return
	}
	if p.cur.kind == doc.FieldLine && p.cell == 1 {
		p.cur.key = append(p.cur.key, sp)
		return
	}
	p.cur.pieces = append(p.cur.pieces, sp)
}

// close ends the block at hand and keeps it if it has words.
func (p *page) close() {
	b := p.cur
	p.cur = nil
	if b == nil || b.chars == 0 || len(b.pieces) == 0 {
		return
	}
	if b.kind == doc.FieldLine && len(b.key) == 0 {
		b.kind = doc.Row
	}
	p.blocks = append(p.blocks, b)
}

func attributes(z *xhtml.Tokenizer, more bool) map[string]string {
	if !more {
		return nil
	}
	m := make(map[string]string, 4)
	for i := 0; more && i < 64; i++ {
		var k, v []byte
		k, v, more = z.TagAttr()
		m[string(k)] = string(v)
	}
	return m
}

func hiddenBy(attrs map[string]string) bool {
	if _, ok := attrs["hidden"]; ok {
		return true
	}
	class := attrs["class"]
	style := strings.ReplaceAll(attrs["style"], " ", "")
	return attrs["aria-hidden"] == "true" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		slices.ContainsFunc(strings.Fields(class), func(c string) bool {
			return c == "reference" || c == "mw-editsection" || c == "noprint" || c == "navbox" || c == "visually-hidden" || c == "sr-only"
		})
}

// reference decodes the character reference at the start of s; n is 0 where none
// stands.
func reference(s string) (out string, n int) {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return "", 0
	}
	out = html.UnescapeString(s[:end+1])
	if out == s[:end+1] {
		return "", 0
	}
	return out, end + 1
}
