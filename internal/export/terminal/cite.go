package terminal

import (
	"fmt"
	"strconv"
	"strings"

	"dossier/schema"
)

// number gives every document the mark that stands for it on the page. One
// document alone needs none.
func (p *page) number(docs []schema.Document) {
	if len(docs) < 2 {
		return
	}
	p.ref = make(map[string]string, len(docs))
	for i, d := range docs {
		p.ref[d.ID] = "[" + strconv.Itoa(i+1) + "]"
	}
}

// refs are the marks of the documents cited, each once, in order.
func (p *page) refs(cs []schema.Citation) string {
	if p.ref == nil {
		return ""
	}
	var out []string
	seen := map[string]bool{}
	for _, c := range cs {
		if !seen[c.Document] {
			seen[c.Document] = true
			out = append(out, p.mark(c.Document))
		}
	}
	return strings.Join(out, "")
}

func (p *page) mark(document string) string {
	if m, ok := p.ref[document]; ok {
		return m
	}
	return "[" + clean(document) + "]"
}

// citations prints where the words of a value stand and the words, when the
// page shows citations.
func (p *page) citations(indent int, cs []schema.Citation) {
	if !p.cites {
		return
	}
	for _, c := range cs {
		at := fmt.Sprintf("%d–%d", c.Start, c.End)
		if p.ref != nil {
			at = p.mark(c.Document) + " " + at
		}
		p.line(indent, indent+2, span{at + " ", dim}, span{quoted(clean(c.Quote)), dim})
	}
}

// documents prints the list of what was read.
func (p *page) documents(docs []schema.Document) {
	if len(docs) == 0 {
		return
	}
	p.section("Documents", section)
	for _, d := range docs {
		p.document(d)
	}
}

func (p *page) document(d schema.Document) {
	width := 0
	var label span
	if p.ref != nil {
		label = span{p.mark(d.ID), dim}
		width = columns(label.text)
	}
	title := clean(d.Title)
	if title == "" {
		title = clean(d.Path)
	}
	indent := 2
	at := indent
	if width > 0 {
		p.row(indent, width, label, span{title, bold})
		at = p.textAt(indent, width)
	} else {
		p.line(indent, indent, span{title, bold})
	}
	var about []string
	for _, s := range []string{d.Source, dateWords(d.Published, false), d.URL, d.Path} {
		if s = clean(s); s != "" && s != title {
			about = append(about, s)
		}
	}
	about = append(about, clean(d.Format), fmt.Sprintf("%s characters", grouped(d.Length)))
	if d.Origin != "" {
		about = append(about, "repeats "+clean(d.Origin))
	}
	p.line(at, at, span{strings.Join(about, " · "), plain})
	if d.SHA256 != "" {
		p.line(at, at, span{"sha256 " + clean(d.SHA256), dim})
	}
}

// grouped is n with its thousands set apart.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
