package source

import (
	"dossier/internal/doc"
	"dossier/internal/text"
)

// Outline gathers the sections of a document while a reader walks through its
// headings.
type Outline struct {
	Sections []doc.Section
	open     []int // sections that enclose the present place, outermost first
}

// Current is the index of the innermost section at the present place, -1 before
// the first heading. It is the Section of the blocks made there.
func (o *Outline) Current() int {
	if len(o.open) == 0 {
		return -1
	}
	return o.open[len(o.open)-1]
}

// Begin opens a section at byte offset at of the text, and closes those of the
// same or a deeper level.
func (o *Outline) Begin(level int, title string, at int) {
	o.end(level, at)
	o.open = append(o.open, len(o.Sections))
	o.Sections = append(o.Sections, doc.Section{Title: title, Level: level, Span: text.Span{Start: at}})
}

// End closes all sections at the end of the text.
func (o *Outline) End(at int) { o.end(0, at) }

func (o *Outline) end(level, at int) {
	for n := len(o.open) - 1; n >= 0 && o.Sections[o.open[n]].Level >= level; n-- {
		o.Sections[o.open[n]].Span.End = at
		o.open = o.open[:n]
	}
}
