package web

import (
	"errors"
	"html"
	"io"
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
	maxDepth  = 200      // open elements that are remembered; deeper ones are not told apart
	maxAttrs  = 64       // attributes of a tag that are read
	maxBlocks = 200_000
	maxScript = 1 << 20 // bytes of one block of JSON-LD
)

// piece is a run of text of the page, or, with an empty span, what parts two.
type piece struct {
	text.Span
	sep string // what is written for a break: " ", "; ", " | "
}

// block is one paragraph-like part of the page.
type block struct {
	kind   doc.BlockKind
	level  int
	pieces []piece
	key    []piece // of a field
	chars  int     // bytes of text
	linked int     // of them inside links
	stamp  bool    // it says by whom or when the page was written
	in     int     // number of the innermost container around it
}

// element is one open element.
type element struct {
	name      atom.Atom
	container int  // its number where it may hold the main text, else 0
	skip      bool // its text is no part of the page's text
	infobox   bool
	layout    bool // a table that only sets the page
	stamp     bool
}

// page is one page as it is read.
type page struct {
	s      string
	stack  []element
	over   int // open elements beyond maxDepth
	hidden int // elements of the stack whose text is left out
	blocks []*block
	cur    *block
	cell   int // in a table row: 1 in the heading cell, 2 in a data cell
	// The pieces, and the bytes of text and of links, of the block at hand where
	// its last cell began.
	cellPiece, cellChars, cellLinked int

	breaks int // line breaks since the last text

	containers []container
	meta       metadata
	link       int  // depth of the stack at which a link was opened, plus one
	inline     bool // the link was opened amid the words of a block, and ends with it
	script     bool
}

// container is an element that may hold the main text.
type container struct {
	name atom.Atom
	main bool // <article>, <main>, role=main, itemprop=articleBody
	bad  bool // by its class or id it is something else
	in   int  // number of the container around it, 0 for the page
}

// inner is the number of the innermost open container.
func (p *page) inner() int {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if c := p.stack[i].container; c > 0 {
			return c
		}
	}
	return 1
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
	raw, more := z.TagName()
	name := atom.Lookup(raw)
	attrs := attributes(z, more)
	p.meta.element(name, attrs)
	switch {
	case name == atom.Br:
		p.lineBreak(at)
		return
	case void[name]:
		return
	case closed && !blockLevel[name]:
		return
	case name == atom.A:
		p.link, p.inline = len(p.stack)+1, p.cur != nil && p.cur.chars > 0
		return
	}
	e := element{name: name, skip: skipped[name] || hiddenBy(attrs), infobox: name == atom.Table && hasToken(attrs.class, "infobox")}
	e.stamp = name == atom.Time || stampClass(attrs)
	p.script = name == atom.Script && strings.Contains(attrs.kind, "ld+json")
	if blockLevel[name] {
		p.imply(name)
		p.open(name, attrs, &e, at)
	} else if !e.skip && !e.stamp && name != atom.Title {
		return // what only changes the look of words is not remembered
	}
	p.push(e)
}

func (p *page) push(e element) {
	if len(p.stack) >= maxDepth {
		p.over++
		return
	}
	p.stack = append(p.stack, e)
	if e.skip {
		p.hidden++
	}
}

// pop closes the elements of the stack from i on.
func (p *page) pop(i int) {
	for k := i; k < len(p.stack); k++ {
		if p.stack[k].skip {
			p.hidden--
		}
	}
	p.stack = p.stack[:i]
	if p.link > i+1 {
		p.link = 0
	}
}

// imply closes what a block-level element that begins closes by beginning: words
// marked inside a line, an open paragraph, an open item or cell of its own kind.
func (p *page) imply(name atom.Atom) {
	for n := len(p.stack); n > 0; n = len(p.stack) {
		top := p.stack[n-1].name
		if blockLevel[top] && top != atom.P || skipped[top] {
			break
		}
		p.pop(n - 1)
	}
	ends, within := closes[name], bounds[name]
	for i := len(p.stack) - 1; i >= 0 && i >= len(p.stack)-8 && len(ends) > 0; i-- {
		top := p.stack[i].name
		for _, e := range ends {
			if top == e {
				p.pop(i)
				break
			}
		}
		for _, w := range within {
			if top == w {
				return
			}
		}
	}
}

// lineBreak reads a <br>: two of them end a paragraph.
func (p *page) lineBreak(at int) {
	p.breaks++
	if p.breaks >= 2 && p.cur != nil && (p.cur.kind == doc.Paragraph || p.cur.kind == doc.Row) {
		if p.cur.kind == doc.Row {
			p.layoutTable()
		}
		p.close()
		return
	}
	sep := " "
	if p.cur != nil && p.cur.kind == doc.FieldLine && p.cell == 2 {
		sep = "; "
	}
	p.piece(piece{text.Span{Start: at, End: at}, sep})
}

// layoutTable is called where a cell turns out to hold paragraphs: the table
// only sets the page. The cell parts from those before it.
func (p *page) layoutTable() {
	b := p.cur
	b.kind = doc.Paragraph
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].name == atom.Table {
			p.stack[i].layout = true
			break
		}
	}
	if p.cellPiece == 0 || p.cellPiece > len(b.pieces) || b.chars == p.cellChars {
		return
	}
	before := *b
	before.pieces = b.pieces[:p.cellPiece:p.cellPiece]
	before.chars, before.linked = p.cellChars, p.cellLinked
	b.pieces = b.pieces[p.cellPiece:]
	b.chars, b.linked = b.chars-p.cellChars, b.linked-p.cellLinked
	if before.chars > 0 {
		p.blocks = append(p.blocks, &before)
	}
}

// inLayout reports whether the innermost table only sets the page.
func (p *page) inLayout() bool {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].name == atom.Table {
			return p.stack[i].layout
		}
	}
	return false
}

// inField reports whether the place is within a cell of an infobox, where lists
// and paragraphs are parts of the value.
func (p *page) inField() bool {
	return p.cur != nil && p.cur.kind == doc.FieldLine && p.cell > 0
}

// open ends the block at hand and begins a new one where name is of its kind.
func (p *page) open(name atom.Atom, a attrs, e *element, at int) {
	switch {
	case name == atom.Td || name == atom.Th:
		p.startCell(name, at)
		return
	case p.inField() && name != atom.Tr && name != atom.Table:
		if name != atom.Div || len(p.cur.pieces) > 0 {
			p.piece(piece{text.Span{Start: at, End: at}, "; "})
		}
		return
	}
	p.close()
	if holds[name] {
		class := a.class + " " + a.id + " " + a.role
		p.containers = append(p.containers, container{
			name: name, in: p.inner(),
			bad:  name != atom.Body && name != atom.Main && boilerplate(class),
			main: name == atom.Article || name == atom.Main || a.role == "main" || a.itemprop == "articleBody",
		})
		e.container = len(p.containers)
	}
}

func (p *page) startCell(name atom.Atom, at int) {
	if p.cur != nil && p.cur.kind != doc.Row && p.cur.kind != doc.FieldLine || p.inLayout() {
		p.close()
	}
	if p.cur == nil {
		if p.inLayout() {
			return
		}
		p.begin(doc.Row, 0)
	}
	p.cell = 2
	if name == atom.Th && len(p.cur.key) == 0 {
		p.cell = 1
	}
	p.piece(piece{text.Span{Start: at, End: at}, " | "})
	p.cellPiece, p.cellChars, p.cellLinked = len(p.cur.pieces), p.cur.chars, p.cur.linked
}

func (p *page) end(name atom.Atom, at int) {
	p.script = false
	if name == atom.A {
		p.link, p.inline = 0, false
		return
	}
	if p.over > 0 && (blockLevel[name] || skipped[name]) {
		p.over--
	} else {
		for i := len(p.stack) - 1; i >= 0 && i >= len(p.stack)-64; i-- {
			if p.stack[i].name == name {
				p.pop(i)
				break
			}
		}
	}
	if p.inField() && name != atom.Tr && name != atom.Table && name != atom.Td && name != atom.Th {
		return
	}
	if blockLevel[name] && name != atom.Td && name != atom.Th {
		p.close()
	}
}

// text takes a run of text into the block at hand.
func (p *page) text(sp text.Span) {
	s := p.s[sp.Start:sp.End]
	if p.script {
		if len(s) <= maxScript {
			p.meta.script(s)
		}
		return
	}
	if n := len(p.stack); n > 0 && p.meta.title == "" && p.stack[n-1].name == atom.Title {
		p.meta.title = strings.Join(strings.Fields(html.UnescapeString(s)), " ")
	}
	if p.hidden > 0 {
		return
	}
	n := len(strings.TrimSpace(s))
	if p.cur == nil {
		if n == 0 {
			return
		}
		p.begin(p.kind())
	}
	if n > 0 {
		p.breaks = 0
	}
	p.piece(piece{Span: sp})
	p.cur.chars += n
	if p.link > 0 {
		p.cur.linked += n
	}
	if k := len(p.stack); k > 0 && p.stack[k-1].name == atom.Time {
		p.meta.timeText(s)
		p.cur.stamp = p.cur.stamp || p.cur.kind == doc.Paragraph && p.cur.chars < 200
	}
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
			if p.inLayout() {
				return doc.Paragraph, 0
			}
			return doc.Row, 0
		case atom.P:
			if i > 0 && p.stack[i-1].name == atom.Li {
				return doc.Item, 0
			}
			return doc.Paragraph, 0
		case atom.Article, atom.Body, atom.Blockquote:
			return doc.Paragraph, 0
		}
	}
	return doc.Paragraph, 0
}

func (p *page) begin(kind doc.BlockKind, level int) {
	b := &block{kind: kind, level: level, in: p.inner()}
	for i := range p.stack {
		e := &p.stack[i]
		if e.infobox && kind == doc.Row {
			b.kind = doc.FieldLine
		}
		b.stamp = b.stamp || e.stamp
	}
	p.cur, p.cell, p.breaks = b, 0, 0
	p.cellPiece, p.cellChars, p.cellLinked = 0, 0, 0
}

func (p *page) piece(x piece) {
	if p.cur == nil {
		return
	}
	if p.cur.kind == doc.FieldLine && p.cell == 1 {
		if x.IsZero() {
			x.sep = " "
		}
		p.cur.key = append(p.cur.key, x)
		return
	}
	p.cur.pieces = append(p.cur.pieces, x)
}

// close ends the block at hand and keeps it if it has words.
func (p *page) close() {
	b := p.cur
	p.cur = nil
	if p.inline {
		p.link, p.inline = 0, false
	}
	if b == nil || b.chars == 0 || len(b.pieces) == 0 {
		return
	}
	if b.kind == doc.FieldLine && len(b.key) == 0 {
		b.kind = doc.Row
	}
	p.blocks = append(p.blocks, b)
}

// attrs are the attributes of one tag that say something here.
type attrs struct {
	class, id, role, style, kind       string // in lower case
	hidden                             bool
	property, name, itemprop, content  string
	rel, href, datetime, lang, charset string
	equiv                              string
}

func attributes(z *xhtml.Tokenizer, more bool) attrs {
	var a attrs
	for i := 0; more && i < maxAttrs; i++ {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(v) > maxScript {
			continue
		}
		switch string(k) {
		case "class":
			a.class = strings.ToLower(string(v))
		case "id":
			a.id = strings.ToLower(string(v))
		case "role":
			a.role = strings.ToLower(string(v))
		case "style":
			a.style = strings.ToLower(string(v))
		case "type":
			a.kind = strings.ToLower(string(v))
		case "hidden":
			a.hidden = string(v) != "until-found"
		case "aria-hidden":
			a.hidden = a.hidden || string(v) == "true"
		case "property":
			a.property = string(v)
		case "name":
			a.name = string(v)
		case "itemprop":
			a.itemprop = string(v)
		case "content":
			a.content = string(v)
		case "rel":
			a.rel = strings.ToLower(string(v))
		case "href":
			a.href = string(v)
		case "datetime":
			a.datetime = string(v)
		case "lang":
			a.lang = string(v)
		case "charset":
			a.charset = string(v)
		case "http-equiv":
			a.equiv = strings.ToLower(string(v))
		}
	}
	return a
}

// reference decodes the character reference at the start of s; n is 0 where none
// stands.
func reference(s string) (out string, n int) {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return "", 0
	}
	out = html.UnescapeString(s[:end+1])
	if out == s[:end+1] || strings.HasSuffix(out, ";") && out != ";" {
		return "", 0 // no reference, or only its beginning is one
	}
	return out, end + 1
}
