package wiki

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// row is one row of a table: the content of its cells in the markup.
type row struct {
	cells []text.Span
}

// maxCells bounds the cells of one row.
const maxCells = 200

// table renders the rows of a table, each as one block with its cells parted by
// " | ". In a table of the class infobox a row of two cells is a field.
func (p *page) table(n *node) {
	if p.depth >= maxDepth {
		return
	}
	p.depth++
	defer func() { p.depth-- }()
	end := p.lineEnd(n.in, n.out)
	box := strings.Contains(p.s[n.in:end], "infobox")
	var r row
	for i := end; i < n.out && p.err == nil; {
		i, _ = p.skipHidden(i, n.out)
		if i >= n.out {
			break
		}
		if newline(p.s[i]) {
			i++
			continue
		}
		end = p.lineEnd(i, n.out)
		line := p.s[i:end]
		switch inner := p.nodeAt(i); {
		case inner != nil && inner.kind == table:
			p.table(inner)
		case strings.HasPrefix(line, "|-"):
			p.row(&r, box)
		case strings.HasPrefix(line, "|+"):
			lo := p.cellStart(i+2, end)
			p.block(doc.Caption, i, func() { p.inline(lo, end, false) })
		case line[0] == '|' || line[0] == '!':
			p.cells(&r, i+1, end, line[0])
		case len(r.cells) > 0:
			r.cells[len(r.cells)-1].End = end
		}
		i = max(end, i+1)
	}
	p.row(&r, box)
	p.pictures()
}

// cells adds the cells of one line, parted by "||", in a heading also by "!!".
func (p *page) cells(r *row, lo, hi int, mark byte) {
	start := lo
	for i := lo; i < hi; {
		k := strings.IndexAny(p.s[i:hi], "|!{[<")
		if k < 0 {
			break
		}
		i += k
		if n := p.nodeAt(i); n != nil && n.end <= hi {
			i = n.end
			continue
		}
		if c := p.s[i]; i+1 < hi && p.s[i+1] == c && (c == '|' || c == '!' && mark == '!') {
			p.cell(r, start, i)
			i += 2
			start = i
			continue
		}
		i++
	}
	p.cell(r, start, hi)
}

func (p *page) cell(r *row, lo, hi int) {
	if len(r.cells) < maxCells {
		r.cells = append(r.cells, text.Span{Start: p.cellStart(lo, hi), End: hi})
	}
}

// cellStart is where the content of a cell begins, behind the attributes that
// may stand before a single bar.
func (p *page) cellStart(lo, hi int) int {
	near := p.s[lo:min(hi, lo+maxAttributes)]
	k := strings.IndexAny(near, "|{[<\n")
	if k < 0 || near[k] != '|' || strings.HasPrefix(near[k:], "||") {
		return lo
	}
	return lo + k + 1
}

const maxAttributes = 500 // bytes of the attributes of one cell

// row writes one row and empties it.
func (p *page) row(r *row, box bool) {
	cells := r.cells
	r.cells = r.cells[:0]
	if len(cells) == 0 {
		return
	}
	if box && len(cells) == 2 {
		key := p.trimmed(cells[0].Start, cells[0].End)
		if !key.IsZero() {
			p.field(key, p.trimmed(cells[1].Start, cells[1].End))
		}
		return
	}
	p.block(doc.Row, cells[0].Start, func() {
		for _, c := range cells {
			before := p.out.Len()
			if before > p.start {
				p.out.Insert(" | ", c.Start)
			}
			mark := p.out.Len()
			p.value(c)
			p.trim(mark)
			if p.out.Len() == mark {
				p.out.Truncate(before)
			}
		}
	})
}
