package web

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"dossier/internal/doc"
)

// enough is the number of bytes from which an <article> or <main> is taken for
// the whole main text.
const enough = 140

// main chooses the blocks of the main text.
func (p *page) main() []*block {
	p.rescue()
	var left []*block
	for _, b := range p.blocks {
		if !p.bad(b) {
			left = append(left, b)
		}
	}
	if c := p.best(left); c > 0 {
		return p.within(left, c)
	}
	return nil
}

// weigh adds up for each container what its blocks weigh: the bytes of running
// text outside of links.
func (p *page) weigh(blocks []*block) (weight []float64, all float64) {
	weight = make([]float64, len(p.containers)+1)
	for _, b := range blocks {
		w := float64(b.chars - b.linked)
		if b.kind != doc.Paragraph && b.kind != doc.Item {
			w /= 4
		}
		if b.chars < 40 {
			w /= 3
		}
		all += w
		weight[b.in] += w
	}
	for c := len(p.containers); c > 0; c-- { // inner ones come later
		weight[p.containers[c-1].in] += weight[c]
	}
	return weight, all
}

// rescue takes back the verdict on containers that hold most of the text of the
// page: a name such as "content-with-sidebar" does not make it a side bar.
func (p *page) rescue() {
	weight, all := p.weigh(p.blocks)
	for c := range p.containers {
		if p.containers[c].bad && weight[c+1] > 0.5*all {
			p.containers[c].bad = false
		}
	}
}

// bad reports whether a block lies in something that is no main text, or is
// mostly links.
func (p *page) bad(b *block) bool {
	for c := b.in; c > 0; c = p.containers[c-1].in {
		if p.containers[c-1].bad {
			return true
		}
	}
	switch b.kind {
	case doc.Heading, doc.Title, doc.FieldLine, doc.Row:
		return false
	}
	return 2*b.linked > b.chars && b.chars < 400 && 4*(b.chars-b.linked) < 120
}

// best is the container of the main text, 0 when the page has none: the marked
// one with most text, else the innermost one that holds most of the paragraphs.
func (p *page) best(left []*block) int {
	weight, all := p.weigh(left)
	marked := 0
	for i, c := range p.containers {
		w := weight[i+1]
		if !c.main || w < enough {
			continue
		}
		if marked == 0 || w > 1.1*weight[marked] || w > 0.9*weight[marked] && c.name == atom.Article {
			marked = i + 1
		}
	}
	if marked > 0 && weight[marked] > 0.3*all {
		return marked
	}
	best := 0
	for c := 1; c < len(weight); c++ { // an inner one comes later
		if weight[c] >= 0.6*all && weight[c] > 0 {
			best = c
		}
	}
	return best
}

// within keeps the blocks of one container; a heading of the page before it is
// its title where it has none of its own.
func (p *page) within(left []*block, c int) []*block {
	var out []*block
	var title *block
	for _, b := range left {
		if p.holds(c, b) {
			out = append(out, b)
		} else if len(out) == 0 && (b.kind == doc.Title || b.kind == doc.Heading) && (title == nil || p.headline(b) || !p.headline(title)) {
			if b.kind == doc.Title || p.headline(b) {
				title = b
			}
		}
	}
	if title != nil && !slices.ContainsFunc(out, func(b *block) bool { return b.kind == doc.Title || p.headline(b) }) {
		out = append([]*block{title}, out...)
	}
	p.oneTitle(out)
	return withoutEmpty(out)
}

// holds reports whether block b lies in container c.
func (p *page) holds(c int, b *block) bool {
	in := b.in
	for in > c { // what is around a container has a lower number
		in = p.containers[in-1].in
	}
	return in == c
}

// oneTitle leaves one title: the heading that the page names as its headline,
// else the first heading of the first level.
func (p *page) oneTitle(out []*block) {
	chosen := -1
	for i, b := range out {
		if (b.kind == doc.Title || b.kind == doc.Heading) && p.headline(b) {
			chosen = i
			break
		}
	}
	if chosen < 0 {
		chosen = slices.IndexFunc(out, func(b *block) bool { return b.kind == doc.Title })
	}
	for i, b := range out {
		switch {
		case i == chosen:
			b.kind, b.level = doc.Title, 1
		case b.kind == doc.Title:
			b.kind, b.level = doc.Heading, 2
		}
	}
}

// headline reports whether a heading has the words that the page gives as its
// title.
func (p *page) headline(b *block) bool {
	if b.kind != doc.Title && b.kind != doc.Heading {
		return false
	}
	var s strings.Builder
	for _, x := range b.pieces {
		s.WriteString(p.s[x.Start:x.End])
	}
	words := plainWords(unescape(s.String()))
	return len(words) > 8 && slices.Contains(p.meta.headlines(), words)
}

// plainWords is s in lower case, its letters and figures alone.
func plainWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// withoutEmpty drops headings under which nothing is left.
func withoutEmpty(in []*block) []*block {
	out := in[:0:0]
	for i, b := range in {
		if b.kind == doc.Heading && (i+1 == len(in) || in[i+1].kind == doc.Heading && in[i+1].level <= b.level) {
			continue
		}
		out = append(out, b)
	}
	if len(out) == 1 && (out[0].kind == doc.Heading || out[0].kind == doc.Title) {
		return nil
	}
	return out
}
