package web

import (
	"slices"

	"golang.org/x/net/html/atom"

	"dossier/internal/doc"
)

// enough is the number of bytes from which an <article> or <main> is taken for
// the whole main text.
const enough = 140

// main chooses the blocks of the main text.
func (p *page) main() []*block {
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

// bad reports whether a block lies in something that is no main text, or is
// mostly links.
func (p *page) bad(b *block) bool {
	for _, c := range b.path {
		if p.containers[c-1].bad {
			return true
		}
	}
	return b.kind != doc.Heading && b.kind != doc.Title && b.kind != doc.FieldLine && b.kind != doc.Row && 2*b.linked > b.chars && b.chars < 400
}

// best is the container of the main text, 0 when the page has none: the marked
// one with most text, else the innermost one that holds most of the paragraphs.
func (p *page) best(left []*block) int {
	weight := make([]float64, len(p.containers)+1)
	all := 0.0
	for _, b := range left {
		w := float64(b.chars - b.linked)
		if b.kind != doc.Paragraph && b.kind != doc.Item {
			w /= 4
		}
		if b.chars < 40 {
			w /= 3
		}
		all += w
		for _, c := range b.path {
			weight[c] += w
		}
	}
	marked := 0
	for c := range p.containers {
		if p.containers[c].main && weight[c+1] >= enough && (marked == 0 || weight[c+1] > 1.1*weight[marked] || weight[c+1] > 0.9*weight[marked] && p.containers[c].name == atom.Article) {
			marked = c + 1
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
		if slices.Contains(b.path, c) {
			out = append(out, b)
		} else if b.kind == doc.Title && len(out) == 0 {
			title = b
		}
	}
	if title != nil && !slices.ContainsFunc(out, func(b *block) bool { return b.kind == doc.Title }) {
		out = append([]*block{title}, out...)
	}
	titled := false
	for _, b := range out { // a page has one title
		if b.kind == doc.Title && titled {
			b.kind, b.level = doc.Heading, 2
		}
		titled = titled || b.kind == doc.Title
	}
	for len(out) > 0 && out[len(out)-1].kind == doc.Heading { // a heading of what was left out
		out = out[:len(out)-1]
	}
	return out
}
