package terminal

import (
	"strings"

	"dossier/schema"
)

// table is rows of cells under a head. Columns that are empty in every row are
// left out.
type table struct {
	head []string
	rows []tableRow
}

type tableRow struct {
	cells []string
	cites []schema.Citation
}

const (
	gap       = 2
	minColumn = 10
)

// table prints t from the second column on. Where the columns do not fit side by
// side, a row becomes a label and a text.
func (p *page) table(t table) {
	widths := t.widths()
	if !fit(widths, p.width-2) {
		p.stacked(t)
		return
	}
	for _, r := range t.rows {
		p.tableRow(widths, r.cells)
		p.citations(4, r.cites)
	}
}

// widths is how wide each column wants to be; 0 leaves it out.
func (t table) widths() []int {
	w := make([]int, len(t.head))
	for _, r := range t.rows {
		for i, c := range r.cells {
			w[i] = max(w[i], columns(c))
		}
	}
	return w
}

// fit narrows the widest columns until all stand within room, and reports
// whether that was possible.
func fit(w []int, room int) bool {
	for {
		total, widest, most := -gap, 0, 0
		for i, n := range w {
			if n > 0 {
				total += n + gap
			}
			if i == 0 && n > minColumn*2 {
				n += minColumn // the first column gives way before the others
			}
			if n > most {
				widest, most = i, n
			}
		}
		if total <= room {
			return true
		}
		if w[widest] <= minColumn*2 {
			return false
		}
		w[widest]--
	}
}

// tableRow prints the cells beside each other, each wrapped in its column.
func (p *page) tableRow(widths []int, cells []string) {
	var lines [][][]span
	height := 0
	for i, c := range cells {
		st := plain
		switch {
		case i == 0:
			st = bold
		case i > 1:
			st = dim
		}
		l := wrap([]span{{c, st}}, widths[i], widths[i])
		lines = append(lines, l)
		height = max(height, len(l))
	}
	for h := range height {
		at, used := 2, 0
		for i, l := range lines {
			if widths[i] == 0 {
				continue
			}
			if h < len(l) && len(l[h]) > 0 {
				p.write(strings.Repeat(" ", at-used))
				p.put(l[h])
				used = at + spanColumns(l[h])
			}
			at += widths[i] + gap
		}
		p.write("\n")
	}
}

// stacked prints every row as a paragraph.
func (p *page) stacked(t table) {
	for _, r := range t.rows {
		spans := []span{{r.cells[0] + ": ", bold}, {r.cells[1], plain}}
		for i, c := range r.cells[2:] {
			if c != "" {
				spans = append(spans, span{" " + strings.TrimSpace(t.head[i+2]+" "+c), dim})
			}
		}
		p.line(2, 4, spans...)
		p.citations(4, r.cites)
	}
}
