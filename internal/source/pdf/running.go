package pdf

import (
	"slices"
	"strings"
	"unicode"

	"dossier/internal/text"
)

// edge is how many lines at the top and at the bottom of a page may be running
// heads and feet.
const edge = 3

// dropRunning leaves out what is no part of the text: lines that stand at the
// top or bottom of several pages with the same words or with figures that
// change, numbers of pages, and what the file itself calls page furniture.
func dropRunning(lines []line, pages int) []line {
	lines = hangBullets(dropArtifacts(lines))
	marks := make([]bool, len(lines))
	places := map[spot]int{}
	seen := map[string]int{}
	for lo := 0; lo < len(lines); {
		hi := lo
		for hi < len(lines) && lines[hi].page == lines[lo].page {
			hi++
		}
		for _, i := range edges(lines[lo:hi]) {
			marks[lo+i] = true
			seen[shape(lines[lo+i].s)]++
		}
		for _, i := range apart(lines[lo:hi]) {
			places[spotOf(lines[lo+i])]++
		}
		lo = hi
	}
	out := lines[:0:0]
	size := measure(lines).size
	for i, l := range lines {
		s := shape(l.s)
		often := pages > 1 && seen[s] >= max(2, min(3, pages/2))
		standing := pages > 3 && l.size < 1.1*size && 2*places[spotOf(l)] > pages
		if marks[i] && (often || standing || pageNumber(s)) {
			continue
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return lines
	}
	return out
}

// spot is a height on the page, for letters of one size.
type spot struct{ y, size int }

func spotOf(l line) spot { return spot{int(l.y + 0.5), int(l.size*2 + 0.5)} }

// apart gives the highest and the lowest line of a page that stand clear of the
// rest.
func apart(lines []line) []int {
	order := edges(lines)
	if len(order) < 3 {
		return nil
	}
	var out []int
	clear := func(a, b int) bool { return lines[a].y-lines[b].y > 1.6*max(lines[a].size, lines[b].size) }
	first := 1
	for first < len(order)-1 && lines[order[first]].y > lines[order[0]].y-0.3*lines[order[0]].size {
		first++
	}
	if clear(order[0], order[first]) {
		out = append(out, order[:first]...)
	}
	last := len(order) - 2
	for last > first && lines[order[last]].y < lines[order[len(order)-1]].y+0.3*lines[order[len(order)-1]].size {
		last--
	}
	if clear(order[last], order[len(order)-1]) {
		out = append(out, order[last+1:]...)
	}
	return out
}

// near is how far away in drawing order the line of a bullet is looked for.
const near = 200

// hangBullets puts marks that are drawn on their own before the line at whose
// left they stand.
func hangBullets(lines []line) []line {
	gone := make([]bool, len(lines))
	for i, l := range lines {
		if !bullet(l.s + " x") {
			continue
		}
		for k := max(0, i-near); k < min(len(lines), i+near); k++ {
			r := &lines[k]
			if k == i || gone[k] || r.page != l.page || r.y > l.y+0.3*r.size || r.y < l.y-0.3*r.size || r.x0 < l.x1 || r.x0 > l.x1+4*r.size || bullet(r.s) {
				continue
			}
			r.s = l.s + " " + r.s
			at := l.pieces[len(l.pieces)-1].src.End
			r.pieces = append(append(append([]piece(nil), l.pieces...), piece{n: 1, src: text.Span{Start: at, End: at}}), r.pieces...)
			r.x0, gone[i] = l.x0, true
			break
		}
	}
	out := lines[:0:0]
	for i, l := range lines {
		if !gone[i] {
			out = append(out, l)
		}
	}
	return out
}

func dropArtifacts(lines []line) []line {
	out := lines[:0:0]
	for _, l := range lines {
		if !l.artifact {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		return lines
	}
	return out
}

// edges gives the lines of a page that stand highest and lowest.
func edges(lines []line) []int {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case lines[a].y > lines[b].y:
			return -1
		case lines[a].y < lines[b].y:
			return 1
		}
		return 0
	})
	if len(order) <= 2*edge {
		return order
	}
	return append(order[:edge:edge], order[len(order)-edge:]...)
}

// shape is a line with its numbers alike, so that "Page 3" and "Page 12" match.
func shape(s string) string {
	var b strings.Builder
	digit := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			if !digit {
				b.WriteByte('0')
			}
			digit = true
			continue
		}
		digit = false
		b.WriteRune(r)
	}
	return b.String()
}

// pageNumber reports whether a line of that shape is nothing but the number of
// a page.
func pageNumber(shape string) bool {
	s := strings.ToLower(strings.Trim(shape, "-–— |[]()"))
	if len(s) < 8 && strings.Trim(s, "ivxlc") == "" {
		return true
	}
	switch s {
	case "0", "page 0", "page 0 of 0", "0 of 0", "0/0", "0 / 0", "page 0/0":
		return true
	}
	return false
}
