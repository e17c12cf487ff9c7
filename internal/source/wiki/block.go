package wiki

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/source"
	"dossier/internal/text"
)

// blocks renders the markup [lo, hi) line by line.
func (p *page) blocks(lo, hi int) {
	if p.depth >= maxDepth {
		return
	}
	p.depth++
	defer func() { p.depth-- }()
	para := text.Span{Start: -1}
	for i := lo; i < hi && p.err == nil; {
		start, skipped := i, false
		i, skipped = p.skipHidden(i, hi)
		if i >= hi {
			break
		}
		if newline(p.s[i]) {
			if !skipped {
				p.paragraph(&para)
			}
			i++
			continue
		}
		end, done := p.structure(i, hi, &para)
		if !done {
			end = p.lineEnd(i, hi)
			if para.Start < 0 {
				para.Start = start
			}
			para.End = end
		}
		i = max(end, i+1)
		if i < hi && newline(p.s[i]) {
			i = afterNewline(p.s, i)
		}
	}
	p.paragraph(&para)
}

func newline(c byte) bool { return c == '\n' || c == '\r' }

// afterNewline is the place after the line break at i.
func afterNewline(s string, i int) int {
	if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}

// skipHidden goes over white space and what is not shown at the start of a
// line.
func (p *page) skipHidden(i, hi int) (at int, skipped bool) {
	for i < hi {
		switch c := p.s[i]; {
		case c == ' ' || c == '\t':
			i++
			continue
		case c == '<':
			if n := p.nodeAt(i); n != nil && n.kind == dropped {
				i, skipped = n.end, true
				continue
			}
		}
		break
	}
	return min(i, hi), skipped
}

// lineEnd is the end of the line that goes on at i; a line break within a node
// does not end it.
func (p *page) lineEnd(i, hi int) int {
	for i < hi {
		k := strings.IndexAny(p.s[i:hi], "\n\r{[<")
		if k < 0 {
			return hi
		}
		i += k
		if newline(p.s[i]) {
			return i
		}
		if n := p.nodeAt(i); n != nil {
			i = n.end
		} else {
			i++
		}
	}
	return min(i, hi)
}

// paragraph writes the lines gathered so far.
func (p *page) paragraph(para *text.Span) {
	if para.Start < 0 {
		return
	}
	sp := *para
	para.Start = -1
	p.block(doc.Paragraph, sp.Start, func() { p.inline(sp.Start, sp.End, false) })
	p.pictures()
}

// pictures writes the words under the pictures met since the last time.
func (p *page) pictures() {
	for k := 0; k < len(p.captions); k++ {
		sp := p.captions[k]
		p.block(doc.Caption, sp.Start, func() { p.inline(sp.Start, sp.End, false) })
	}
	p.captions = p.captions[:0]
}

// structure renders what stands at the start of a line and is no running text:
// a heading, a list item, a table, a picture, a template of its own. It reports
// false when the line is text. The place to go on from need not be a line's end.
func (p *page) structure(i, hi int, para *text.Span) (end int, done bool) {
	switch p.s[i] {
	case '=':
		return p.heading(i, hi, para)
	case '*', '#', ':', ';':
		p.paragraph(para)
		return p.item(i, hi), true
	case '-':
		if strings.HasPrefix(p.s[i:hi], "----") {
			p.paragraph(para)
			return i + run(p.s[:hi], i), true
		}
	case '{', '[':
		if n := p.nodeAt(i); n != nil && n.end <= hi {
			return p.nodeLine(n, hi, para)
		}
	case '<':
		if name, gt := tagAt(p.s[:hi], i); gt > 0 && name == "gallery" && p.s[i+1] != '/' {
			p.paragraph(para)
			return p.gallery(gt+1, hi), true
		}
	}
	return i, false
}

// nodeLine renders a table, picture or template at the start of a line.
func (p *page) nodeLine(n *node, hi int, para *text.Span) (end int, done bool) {
	switch n.kind {
	case table:
		p.paragraph(para)
		p.table(n)
		return n.end, true
	case link:
		if para.Start < 0 && !p.shownLink(n) {
			p.hiddenLink(n)
			p.pictures()
			return n.end, true
		}
	case template:
		t := p.template(n)
		if p.blockTemplate(t, p.alone(n, hi), para) {
			return n.end, true
		}
	}
	return n.start, false
}

// alone reports whether nothing else stands on the line after n.
func (p *page) alone(n *node, hi int) bool {
	i, _ := p.skipHidden(n.end, hi)
	return i >= hi || newline(p.s[i])
}

// heading renders "== Title ==", also with a comment behind it.
func (p *page) heading(i, hi int, para *text.Span) (int, bool) {
	end := p.lineEnd(i, hi)
	words, _, _ := strings.Cut(p.s[i:end], "<!--")
	level, in := source.Heading(words)
	if level == 0 {
		return i, false
	}
	p.paragraph(para)
	kind := doc.Heading
	if level == 1 {
		kind = doc.Title
	}
	b := p.block(kind, i, func() { p.inline(i+in.Start, i+in.End, false) })
	if b == nil {
		return end, true
	}
	title := string(p.out.Bytes()[b.Span.Start:b.Span.End])
	if level == 1 && p.d.Title == "" {
		p.d.Title = title
	}
	p.outline.Begin(level, title, b.Span.Start)
	b.Section = p.outline.Current()
	return end, true
}

// item renders one line of a list, or an indented paragraph.
func (p *page) item(i, hi int) int {
	kind := doc.Paragraph
	in := i
	for in < hi && strings.IndexByte("*#:;", p.s[in]) >= 0 {
		if p.s[in] != ':' {
			kind = doc.Item
		}
		in++
	}
	if in < hi && p.s[in] == '{' {
		if n := p.nodeAt(in); n != nil && n.kind == table {
			p.table(n)
			return n.end
		}
	}
	end := p.lineEnd(in, hi)
	p.block(kind, i, func() { p.inline(in, end, false) })
	p.pictures()
	return end
}

// gallery renders the lines "File:name|words" of a gallery whose start tag ends
// at i.
func (p *page) gallery(i, hi int) int {
	for i < hi {
		end := p.lineEnd(i, hi)
		line := p.s[i:end]
		if k := strings.Index(line, "</gallery"); k >= 0 {
			if _, gt := tagAt(p.s[:end], i+k); gt > 0 {
				return gt + 1
			}
			return end
		}
		if k := strings.IndexByte(line, '|'); k >= 0 {
			lo := i + k + 1
			p.block(doc.Caption, i, func() { p.inline(lo, end, false) })
		}
		i = end + 1
	}
	return hi
}
