package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/text"
)

// glyph is one drawn character, in a frame turned so that its line runs along x.
type glyph struct {
	text     string
	x0, x1   float64
	y, size  float64
	dx, dy   float64 // where the line runs to on the page
	bold     bool
	artifact bool
	exact    bool // src is the code itself, not the whole stream
	src      text.Span
}

// piece is a part of a line with what it stands on.
type piece struct {
	n    int // bytes of the line
	src  text.Span
	copy bool // byte for byte
}

// line is one line of a page.
type line struct {
	s        string
	pieces   []piece
	page     int
	x0, x1   float64
	y, size  float64
	dx, dy   float64
	bold     bool
	artifact bool
	gaps     int // wide gaps within it, as between the cells of a table
}

// sheet gathers the glyphs of the pages into lines, in the order in which they
// are drawn.
type sheet struct {
	b       []byte // the file
	lines   []line
	open    []glyph // of the line at hand
	page    int
	size    int // bytes of text so far
	known   int
	unknown int // glyphs whose character the file does not tell

	out    []byte
	pieces []piece
}

// add takes the next glyph.
func (s *sheet) add(g glyph) {
	if g.text == "" || g.size == 0 || math.IsNaN(g.x0+g.y) {
		return
	}
	s.known++
	if len(s.open) > 0 && (len(s.open) >= maxLine || s.breaks(g)) {
		s.finish()
	}
	if len(s.open) == 0 && strings.TrimSpace(g.text) == "" {
		return
	}
	s.size += len(g.text)
	s.open = append(s.open, g)
}

// extend adds to the glyph before it one that stands for the same text.
func (s *sheet) extend(g glyph) {
	if n := len(s.open); n > 0 {
		last := &s.open[n-1]
		last.x1 = max(last.x1, g.x1)
		last.src = last.src.Join(g.src)
	}
}

// breaks reports whether g begins another line than the one at hand.
func (s *sheet) breaks(g glyph) bool {
	first, last := &s.open[0], &s.open[len(s.open)-1]
	if math.Abs(g.dx-first.dx) > 0.02 || math.Abs(g.dy-first.dy) > 0.02 || g.artifact != first.artifact {
		return true
	}
	if math.Abs(g.y-first.y) > 0.5*max(first.size, min(g.size, 2*first.size)) && math.Abs(g.y-last.y) > 0.3*last.size {
		return true
	}
	if math.Abs(g.y-first.y) > 0.8*max(first.size, g.size) {
		return true
	}
	if g.x0 >= last.x1-0.6*max(g.size, last.size) {
		return false
	}
	return !(rtl(g.text) || rtl(last.text)) || g.x1 < last.x0-2.5*g.size || g.x0 > last.x1
}

// rtl reports whether s is written from right to left.
func rtl(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
}

// endPage closes the page at hand.
func (s *sheet) endPage() {
	s.finish()
	s.page++
}

// finish makes a line of the glyphs at hand.
func (s *sheet) finish() {
	gs := s.open
	s.open = s.open[:0]
	for len(gs) > 0 && strings.TrimSpace(gs[len(gs)-1].text) == "" {
		gs = gs[:len(gs)-1]
	}
	if len(gs) == 0 {
		return
	}
	logical(gs)
	l := line{page: s.page, x0: gs[0].x0, x1: gs[0].x1, y: gs[0].y, dx: gs[0].dx, dy: gs[0].dy, artifact: gs[0].artifact}
	s.out, s.pieces = s.out[:0], s.pieces[:0]
	bold := 0
	for i := range gs {
		g := &gs[i]
		s.glyph(gs, i, &l)
		l.x0, l.x1, l.size = min(l.x0, g.x0), max(l.x1, g.x1), max(l.size, g.size)
		if g.bold {
			bold++
		}
	}
	l.bold = 2*bold > len(gs)
	l.s = string(s.out)
	l.pieces = append([]piece(nil), s.pieces...)
	if !s.drawnTwice(l) && l.s != "" {
		s.lines = append(s.lines, l)
	}
}

// drawnTwice reports whether l is the line before it, drawn again a little
// aside, which makes it look bold.
func (s *sheet) drawnTwice(l line) bool {
	if len(s.lines) == 0 {
		return false
	}
	p := &s.lines[len(s.lines)-1]
	return p.page == l.page && p.s == l.s && math.Abs(p.x0-l.x0) < 0.2*l.size && math.Abs(p.y-l.y) < 0.2*l.size
}

const (
	maxLine    = 1 << 14 // glyphs of one line
	softHyphen = "\u00AD"
)

// gapOfWords is the least gap between two words, for a size of 1. The space of
// the narrowest fonts is 0.2 wide, and letters are set apart by up to 0.1.
const gapOfWords = 0.15

// glyph writes glyph i of a line, with the space before it.
func (s *sheet) glyph(gs []glyph, i int, l *line) {
	g := &gs[i]
	if strings.TrimSpace(g.text) == "" || g.text == softHyphen && i+1 < len(gs) {
		return
	}
	if i > 0 && len(s.out) > 0 {
		prev := &gs[i-1]
		gap := g.x0 - prev.x1
		if rtl(g.text) && rtl(prev.text) || gap < -prev.size {
			gap = prev.x0 - g.x1
		}
		blank := strings.TrimSpace(prev.text) == ""
		if gap > 1.5*max(g.size, prev.size) {
			l.gaps++
		}
		if blank {
			s.put(" ", prev)
		} else if gap > gapOfWords*max(g.size, prev.size) {
			s.insert(" ", prev)
		}
	}
	s.put(g.text, g)
}

// put writes the text of a glyph.
func (s *sheet) put(t string, g *glyph) {
	s.out = append(s.out, t...)
	var last *piece
	if k := len(s.pieces); k > 0 {
		last = &s.pieces[k-1]
	}
	switch {
	case !g.exact:
		if last != nil && !last.copy && last.src == g.src {
			last.n += len(t)
			return
		}
		s.pieces = append(s.pieces, piece{n: len(t), src: g.src})
	case g.src.Len() == len(t) && string(s.b[g.src.Start:g.src.End]) == t:
		if last != nil && last.copy && last.src.End == g.src.Start {
			last.n += len(t)
			last.src.End = g.src.End
			return
		}
		s.pieces = append(s.pieces, piece{n: len(t), src: g.src, copy: true})
	default:
		s.pieces = append(s.pieces, piece{n: len(t), src: g.src})
	}
}

// insert writes text that is not drawn, behind a glyph. In a stream whose bytes
// are not told apart it belongs to the stream as the words do.
func (s *sheet) insert(t string, behind *glyph) {
	if !behind.exact {
		s.put(t, behind)
		return
	}
	s.out = append(s.out, t...)
	at := behind.src.End
	s.pieces = append(s.pieces, piece{n: len(t), src: text.Span{Start: at, End: at}})
}

// logical puts the glyphs of a line that holds words written from right to left
// into the order in which they are read.
func logical(gs []glyph) {
	right, left := 0, 0
	for i := range gs {
		switch {
		case rtl(gs[i].text):
			right++
		case letter(gs[i].text):
			left++
		}
	}
	if right == 0 {
		return
	}
	byPlace(gs)
	if right >= left { // the line as a whole runs to the left
		reverse(gs)
		turn(gs, func(g *glyph) bool { return !rtl(g.text) && alphanumeric(g.text) }, func(g *glyph) bool { return !rtl(g.text) })
		return
	}
	turn(gs, func(g *glyph) bool { return rtl(g.text) }, func(g *glyph) bool { return !alphanumeric(g.text) || rtl(g.text) })
}

// byPlace sorts the glyphs of a line from left to right.
func byPlace(gs []glyph) {
	slices.SortStableFunc(gs, func(a, b glyph) int { return cmp.Compare(a.x0, b.x0) })
}

func letter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func alphanumeric(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// turn reverses each run of glyphs that begins and ends with one that core
// accepts and has within it only what inner accepts.
func turn(gs []glyph, core, inner func(*glyph) bool) {
	for i := 0; i < len(gs); i++ {
		if !core(&gs[i]) {
			continue
		}
		end := i + 1
		for k := i + 1; k < len(gs) && inner(&gs[k]); k++ {
			if core(&gs[k]) {
				end = k + 1
			}
		}
		reverse(gs[i:end])
		i = end
	}
}

func reverse(gs []glyph) {
	for i, k := 0, len(gs)-1; i < k; i, k = i+1, k-1 {
		gs[i], gs[k] = gs[k], gs[i]
	}
}
