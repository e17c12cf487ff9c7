package terminal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// number gives every document the mark that stands for it on the page. One
// document alone needs none.
func (p *page) number(docs []schema.Document) {
	if len(docs) < 2 {
		return
	}
	p.ref = make(map[string]int, len(docs))
	for i, d := range docs {
		p.ref[d.ID] = i + 1
	}
}

// refs is the mark of the documents cited: "[1,3–5]".
func (p *page) refs(cs []schema.Citation) string {
	var ns []int
	for _, c := range cs {
		if n, ok := p.ref[c.Document]; ok && !slices.Contains(ns, n) {
			ns = append(ns, n)
		}
	}
	if len(ns) == 0 {
		return ""
	}
	slices.Sort(ns)
	return "[" + runs(ns) + "]"
}

// runs writes rising numbers, three or more in a row as a run: "1,3–5".
func runs(ns []int) string {
	var out []string
	for i := 0; i < len(ns); {
		j := i
		for j+1 < len(ns) && ns[j+1] == ns[j]+1 {
			j++
		}
		if j-i < 2 {
			j = i
			out = append(out, strconv.Itoa(ns[i]))
		} else {
			out = append(out, strconv.Itoa(ns[i])+"–"+strconv.Itoa(ns[j]))
		}
		i = j + 1
	}
	return strings.Join(out, ",")
}

// mark is what stands for one document.
func (p *page) mark(document string) string {
	if n, ok := p.ref[document]; ok {
		return "[" + strconv.Itoa(n) + "]"
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
		p.line(indent, indent+2, span{at + " ", dim}, span{wording.Quoted(clean(c.Quote)), dim})
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
	if c := d.Coverage; c != nil && c.Covered > 0 {
		about = append(about, fmt.Sprintf("%d of %d sentences used", c.Covered, c.Sentences))
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
