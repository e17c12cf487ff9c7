package view

import (
	"bufio"
	"fmt"
	"io"

	"dossier/schema"
)

// Printer writes a page of text; after the first error it writes no more.
type Printer struct {
	w   *bufio.Writer
	err error
}

// Print writes the records one after the other, with between them what parts them.
func Print(w io.Writer, out schema.Output, between string, each func(*Printer, *Record)) error {
	p := &Printer{w: bufio.NewWriter(w)}
	for i, r := range Records(&out) {
		if i > 0 {
			p.Printf("%s", between)
		}
		each(p, r)
	}
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// Printf writes in the manner of [fmt.Fprintf].
func (p *Printer) Printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}
