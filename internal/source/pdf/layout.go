package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
)

// part is one paragraph, heading or item: lines that belong together.
type part struct {
	kind  doc.BlockKind
	level int
	lines []line
}

// body is what most of the text of a document looks like.
type body struct {
	size    float64 // of the letters
	leading float64 // from one line of a paragraph to the next, for a size of 1
}

// parts makes paragraphs of the lines of all pages.
func parts(lines []line) []part {
	b := measure(lines)
	right := margins(lines)
	var out []part
	for i, l := range lines {
		kind := b.kindOf(l)
		if i > 0 {
			last := &out[len(out)-1]
			if b.joins(last, lines[i-1], l, kind, right[i-1]) {
				last.lines = append(last.lines, l)
				continue
			}
		}
		out = append(out, part{kind: kind, lines: []line{l}})
	}
	out = b.footnotes(out)
	b.headings(out)
	return out
}

// footnotes puts the small print at the foot of a page behind the paragraph that
// goes on over the break of the page.
func (b body) footnotes(ps []part) []part {
	out := ps[:0:0]
	for i := 0; i < len(ps); i++ {
		k := i + 1
		for k < len(ps) && ps[k].lines[0].page == ps[i].lines[0].page && ps[k].lines[0].size < 0.93*b.size {
			k++
		}
		last := ps[i].lines[len(ps[i].lines)-1]
		if k == i+1 || k == len(ps) || !same(last.size, b.size) || !same(ps[k].lines[0].size, b.size) ||
			ps[k].lines[0].page == last.page || ps[k].kind != doc.Paragraph || !goesOn(last.s, ps[k].lines[0].s) {
			out = append(out, ps[i])
			continue
		}
		ps[i].lines = append(ps[i].lines, ps[k].lines...)
		out = append(out, ps[i])
		out = append(out, ps[i+1:k]...)
		i = k
	}
	return out
}

// measure finds the size that most characters have, and the usual distance of
// the lines of that size.
func measure(lines []line) body {
	sizes := map[int]int{}
	for _, l := range lines {
		sizes[int(math.Round(2*min(l.size, 1e6)))] += len(l.s)
	}
	b := body{size: float64(most(sizes)) / 2, leading: 1.2}
	steps := map[int]int{}
	for i := 1; i < len(lines); i++ {
		p, l := lines[i-1], lines[i]
		if p.page == l.page && same(p.size, b.size) && same(l.size, b.size) {
			if d := (p.y - l.y) / b.size; d > 0.7 && d < 4 {
				steps[int(math.Round(d*20))]++
			}
		}
	}
	if len(steps) > 0 {
		b.leading = float64(most(steps)) / 20
	}
	return b
}

// most is the key that counts most, the smallest among equals.
func most(counts map[int]int) int {
	best, n := 0, -1
	for k, c := range counts {
		if c > n || c == n && k < best {
			best, n = k, c
		}
	}
	return best
}

// same reports whether two sizes are of one kind of text.
func same(a, b float64) bool { return math.Abs(a-b) <= 0.12*max(a, b) }

// margins gives for each line where the lines around it, on its page and in its
// column, end at most.
func margins(lines []line) []float64 {
	out := make([]float64, len(lines))
	for lo := 0; lo < len(lines); {
		hi, right := lo+1, lines[lo].x1
		for hi < len(lines) && column(lines[hi-1], lines[hi]) {
			right = max(right, lines[hi].x1)
			hi++
		}
		for i := lo; i < hi; i++ {
			out[i] = right
		}
		lo = hi
	}
	return out
}

// column reports whether b stands below a in the same column.
func column(a, b line) bool {
	return a.page == b.page && a.dx == b.dx && b.y < a.y+0.1*a.size && b.x0 < a.x1 && a.x0 < b.x1
}

// joins reports whether line l goes on with the part at hand, whose last line
// is prev.
func (b body) joins(at *part, prev, l line, kind doc.BlockKind, right float64) bool {
	if !same(prev.size, l.size) || prev.bold != l.bold && (at.kind == doc.Heading || kind == doc.Heading) || math.Abs(prev.dx-l.dx) > 0.1 {
		return b.brokenWord(prev, l)
	}
	if kind == doc.Item || kind == doc.Row || at.kind == doc.Row {
		return false
	}
	if !column(prev, l) {
		return kind == at.kind && goesOn(prev.s, l.s)
	}
	if down := (prev.y - l.y) / max(prev.size, l.size); down > 1.3*b.leading || down > b.leading+0.45 {
		return false
	}
	if at.kind == doc.Heading || at.kind == doc.Item {
		return at.kind == doc.Heading || l.x0 > at.lines[0].x0-0.5*l.size
	}
	left := prev.x0
	if len(at.lines) > 1 {
		left = min(left, at.lines[1].x0)
	}
	if centred(prev, l) {
		return true
	}
	if l.x0 > left+0.8*l.size { // an indented first line, or one under a hanging one
		return len(at.lines) == 1 && goesOn(prev.s, l.s)
	}
	word, _, _ := strings.Cut(l.s, " ")
	room := right - prev.x1
	return !(endsSentence(prev.s) && room > (0.5*float64(utf8.RuneCountInString(word))+1)*l.size)
}

func centred(a, b line) bool {
	return math.Abs((a.x0+a.x1)-(b.x0+b.x1)) < 0.5*a.size && math.Abs(a.x0-b.x0) > a.size
}

// brokenWord reports whether a word is broken between two lines of different
// looks.
func (b body) brokenWord(prev, l line) bool {
	return prev.page == l.page && math.Abs(prev.y-l.y) < 2*prev.size && hyphen(prev.s) > 0 && startsLower(l.s)
}

// goesOn reports whether a sentence goes on over the break of a page or column.
func goesOn(prev, next string) bool {
	if endsSentence(prev) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(r) || hyphen(prev) > 0 || strings.HasSuffix(prev, ",") || !unicode.IsUpper(r) && unicode.IsLetter(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’)»]")
	for _, e := range []string{".", "!", "?", ":", "…", "。", "؟"} {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// kindOf tells what a line is by its own looks.
func (b body) kindOf(l line) doc.BlockKind {
	switch {
	case bullet(l.s):
		return doc.Item
	case l.gaps >= 2, strings.Contains(l.s, ". . . ."), strings.Contains(l.s, "....."):
		return doc.Row
	case l.size > 1.15*b.size, l.bold && len(l.s) < 120 && !endsSentence(l.s):
		return doc.Heading
	}
	return doc.Paragraph
}

// bullet reports whether a line begins an item of a list.
func bullet(s string) bool {
	mark, rest, ok := strings.Cut(s, " ")
	if !ok || rest == "" {
		return false
	}
	switch mark {
	case "•", "-", "–", "—", "*", "·", "▪", "■", "◦", "‣", "●", "○", "o", "➢", "❖":
		return true
	}
	n := len(mark)
	if n < 2 || n > 4 || mark[n-1] != '.' && mark[n-1] != ')' {
		return false
	}
	inner := strings.Trim(mark[:n-1], "(")
	return strings.Trim(inner, "0123456789") == "" && inner != "" || len(inner) == 1 && mark[n-1] == ')'
}

// headings settles which parts are headings, of which level, and which is the
// title: the largest on the first page, among the first parts.
func (b body) headings(ps []part) {
	title, largest := -1, 1.15*b.size
	for i := range ps {
		p := &ps[i]
		if p.kind == doc.Heading && len(p.words()) > 300 {
			p.kind = doc.Paragraph
		}
		if p.kind == doc.Paragraph && alone(ps, i, b) {
			p.kind = doc.Heading
		}
		if p.kind == doc.Heading && i < 12 && p.lines[0].page == ps[0].lines[0].page && p.lines[0].size > largest && strings.ContainsFunc(p.words(), unicode.IsLetter) {
			title, largest = i, p.lines[0].size
		}
	}
	if title < 0 && len(ps) > 1 && ps[0].kind == doc.Heading {
		title = 0
	}
	if title >= 0 {
		ps[title].kind, ps[title].level = doc.Title, 1
	}
	levels(ps)
}

// alone reports whether part i is a short line between gaps that looks like a
// heading: it begins with a capital letter and ends without a stop.
func alone(ps []part, i int, b body) bool {
	p := &ps[i]
	if len(p.lines) != 1 || len(p.lines[0].s) > 70 || i+1 >= len(ps) || endsSentence(p.lines[0].s) || strings.HasSuffix(p.lines[0].s, ",") {
		return false
	}
	l, next := p.lines[0], ps[i+1].lines[0]
	r, _ := utf8.DecodeRuneInString(l.s)
	if !unicode.IsUpper(r) || !column(l, next) || (l.y-next.y) < 1.3*b.leading*l.size {
		return false
	}
	if len(ps[i+1].words()) < 2*len(l.s) || l.x1 > next.x0+0.8*(ps[i+1].right()-next.x0) {
		return false
	}
	return i == 0 || !column(ps[i-1].lines[len(ps[i-1].lines)-1], l) || (ps[i-1].lines[len(ps[i-1].lines)-1].y-l.y) > 1.3*b.leading*l.size
}

func (p *part) right() float64 {
	r := p.lines[0].x1
	for _, l := range p.lines {
		r = max(r, l.x1)
	}
	return r
}

// words is the text of a part, for measuring.
func (p *part) words() string {
	if len(p.lines) == 1 {
		return p.lines[0].s
	}
	var b strings.Builder
	for i, l := range p.lines {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l.s)
	}
	return b.String()
}

// levels ranks the headings by their size: 2 for the largest, at most 4.
func levels(ps []part) {
	var sizes []int
	for i := range ps {
		if ps[i].kind == doc.Heading {
			sizes = append(sizes, int(math.Round(2*ps[i].lines[0].size)))
		}
	}
	slices.Sort(sizes)
	sizes = slices.Compact(sizes)
	for i := range ps {
		if ps[i].kind == doc.Heading {
			k, _ := slices.BinarySearch(sizes, int(math.Round(2*ps[i].lines[0].size)))
			ps[i].level = min(4, 2+len(sizes)-1-k)
		}
	}
}

// hyphen is the length of the hyphen at the end of a line that breaks a word
// there, 0 for none.
func hyphen(s string) int {
	for _, h := range []string{"-", "\u2010", softHyphen} {
		if rest, ok := strings.CutSuffix(s, h); ok {
			r, _ := utf8.DecodeLastRuneInString(rest)
			if unicode.IsLetter(r) {
				return len(h)
			}
		}
	}
	return 0
}
