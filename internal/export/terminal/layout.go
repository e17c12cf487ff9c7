package terminal

import (
	"bufio"
	"strings"
)

// style is how a span looks where there are colours.
type style uint8

const (
	plain style = iota
	bold
	dim
	title1  // the title of a record
	section // the heading of a section
	alarm   // what is disputed
	caution // what is alleged, denied, unsure
)

// codes are the escape sequences of the styles; the sixteen colours that every
// terminal maps to its own theme.
var codes = [...]string{
	bold:    "\x1b[1m",
	dim:     "\x1b[2m",
	title1:  "\x1b[1m",
	section: "\x1b[1;36m",
	alarm:   "\x1b[1;31m",
	caution: "\x1b[33m",
}

const reset = "\x1b[0m"

// span is a stretch of text in one style. The text is clean.
type span struct {
	text  string
	style style
}

// page is where lines go.
type page struct {
	w      *bufio.Writer
	width  int
	colour bool
	cites  bool
	ref    map[string]int // document id → its number on the page; nil for one document
	err    error
}

func (p *page) write(s string) {
	if p.err == nil {
		_, p.err = p.w.WriteString(s)
	}
}

func (p *page) blank() { p.write("\n") }

func (p *page) rule() {
	p.put([]span{{strings.Repeat("─", p.width), dim}})
	p.write("\n")
}

// section opens a section.
func (p *page) section(name string, st style) {
	p.blank()
	p.line(0, 0, span{strings.ToUpper(name), st})
}

// put writes spans as they are.
func (p *page) put(spans []span) {
	for _, s := range spans {
		text := isolated(s.text)
		if code := codes[s.style]; p.colour && code != "" && text != "" {
			text = code + text + reset
		}
		p.write(text)
	}
}

// line prints spans, filled: the first line indented by indent, the others by
// hang.
func (p *page) line(indent, hang int, spans ...span) {
	for i, l := range wrap(spans, p.width-indent, p.width-hang) {
		if i > 0 {
			indent = hang
		}
		p.write(strings.Repeat(" ", indent))
		p.put(l)
		p.write("\n")
	}
}

// minText is the least room for a text beside its label; with less the two make
// one paragraph.
const minText = 26

// row prints a label and a text beside it, or after it where the page is narrow.
func (p *page) row(indent, labelWidth int, label span, spans ...span) {
	at := indent + labelWidth + 2
	if p.width-at < minText {
		p.paragraph(indent, label, spans)
		return
	}
	lines := wrap(spans, p.width-at, p.width-at)
	labels := wrap([]span{label}, labelWidth, labelWidth)
	for i := range max(len(lines), len(labels)) {
		p.write(strings.Repeat(" ", indent))
		used := 0
		if i < len(labels) {
			p.put(labels[i])
			used = spanColumns(labels[i])
		}
		if i < len(lines) && len(lines[i]) > 0 {
			p.write(strings.Repeat(" ", at-indent-used))
			p.put(lines[i])
		}
		p.write("\n")
	}
}

// paragraph prints a label and a text as one paragraph: "Killed: 3".
func (p *page) paragraph(indent int, label span, spans []span) {
	switch {
	case label.text == "":
		p.line(indent+2, indent+4, append([]span{{"· ", dim}}, spans...)...)
	case len(words(spans)) == 0:
		p.line(indent, indent+2, label)
	default:
		p.line(indent, indent+2, append([]span{label, {": ", plain}}, spans...)...)
	}
}

// textAt is the column where row puts its text.
func (p *page) textAt(indent, labelWidth int) int {
	if at := indent + labelWidth + 2; p.width-at >= minText {
		return at
	}
	return indent + 2
}

func spanColumns(spans []span) int {
	n := 0
	for _, s := range spans {
		n += columns(s.text)
	}
	return n
}

// word is a run of text without a blank; it may change its style inside.
type word struct {
	parts []span
	cols  int
}

// words splits spans at their blanks.
func words(spans []span) []word {
	var out []word
	open := false // the next text continues the last word
	for _, s := range spans {
		rest := s.text
		for rest != "" {
			if rest[0] == ' ' {
				rest = rest[1:]
				open = false
				continue
			}
			n := strings.IndexByte(rest, ' ')
			if n < 0 {
				n = len(rest)
			}
			if !open {
				out = append(out, word{})
			}
			w := &out[len(out)-1]
			w.parts = append(w.parts, span{rest[:n], s.style})
			w.cols += columns(rest[:n])
			rest, open = rest[n:], true
		}
	}
	return out
}

// wrap fills lines of first and then rest columns with the words of spans. A
// word that is wider than a line is broken.
func wrap(spans []span, first, rest int) [][]span {
	var lines [][]span
	var line []span
	room := max(first, 1)
	used := 0
	flush := func() {
		lines = append(lines, line)
		line, used, room = nil, 0, max(rest, 1)
	}
	for _, w := range words(spans) {
		if used > 0 && used+1+w.cols > room {
			flush()
		}
		if used > 0 {
			line = join(line, span{" ", blankStyle(line, w)})
			used++
		}
		for _, part := range w.parts {
			for {
				head, tail := split(part.text, room-used)
				if head == "" && used == 0 { // a sign wider than the line
					_, n := cluster(part.text)
					head, tail = part.text[:n], part.text[n:]
				}
				line = join(line, span{head, part.style})
				if tail == "" {
					used += columns(head)
					break
				}
				part.text = tail
				flush()
			}
		}
	}
	if line != nil || lines == nil {
		lines = append(lines, line)
	}
	return lines
}

// blankStyle is the style of the blank between a line and a word: theirs when it
// is one.
func blankStyle(line []span, w word) style {
	if last := line[len(line)-1].style; last == w.parts[0].style {
		return last
	}
	return plain
}

// join appends s to the line, to its last span where the style is the same.
func join(line []span, s span) []span {
	if s.text == "" {
		return line
	}
	if n := len(line); n > 0 && line[n-1].style == s.style {
		line[n-1].text += s.text
		return line
	}
	return append(line, s)
}

// split cuts s after at most cols columns, between signs.
func split(s string, cols int) (head, tail string) {
	n := 0
	for n < len(s) {
		c, size := cluster(s[n:])
		if cols -= c; cols < 0 {
			break
		}
		n += size
	}
	return s[:n], s[n:]
}
