package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// bullet starts an item of a list. Within a wrapped paragraph a dash or a number
// that begins a line is one only where the line before has come to an end.
func (p *parser) bullet(l line, words string) bool {
	n := marker(words)
	if n == 0 {
		return false
	}
	running := !p.open.Span.IsZero() && p.blanks == 0 && p.open.Kind == doc.Paragraph
	if running && words[0] < utf8.RuneSelf && !terminal(p.lastWords()) {
		return false
	}
	p.begin(doc.Item, text.Span{Start: l.Start + n, End: l.End}, l)
	return true
}

func (p *parser) lastWords() string { return p.s[p.last.Start:p.last.End] }

// continues reports whether l goes on with the open paragraph or item.
func (p *parser) continues(l line, words string) bool {
	if p.open.Span.IsZero() {
		return false
	}
	before := p.lastWords()
	runsOn := unicode.IsLower(first(words)) && !terminal(before)
	switch {
	case p.blanks > 1:
		return false
	case p.blanks == 1: // a wrapped sentence that was set with double spacing
		return runsOn && p.wrap.width > 0 && columns(before)*2 > p.wrap.width
	case runsOn:
		return true
	case p.wrap.width == 0: // every line is a paragraph
		return false
	}
	return p.full(before, words)
}

// full reports whether before was broken because words' first word had no room
// on it, rather than because something new begins.
func (p *parser) full(before, words string) bool {
	if portionMark(words) && terminal(before) {
		return false
	}
	word, _, _ := strings.Cut(words, " ")
	free := p.wrap.width - columns(before)
	switch {
	case terminal(before): // the last line of a paragraph leaves much room
		return free < p.wrap.width/4+columns(word)
	case capitals(before) && !capitals(words):
		return free < columns(word)+1
	}
	return free < p.wrap.width/2
}

// portionMark reports whether s begins with a classification in brackets, as
// the paragraphs of official cables do: "(U) ", "(SBU) ".
func portionMark(s string) bool {
	if !strings.HasPrefix(s, "(") {
		return false
	}
	end := strings.IndexByte(s[:min(len(s), 10)], ')')
	return end > 1 && capitals(s[1:end]+"AA")
}

const (
	maxHeading      = 90 // bytes of a heading without marks
	maxHeadingWords = 14
)

// unmarkedHeading recognises a heading by its shape: a short line that ends
// without a stop, stands between blank lines or is all in capitals, and has text
// below it. The first of a text without a title is the title.
func (p *parser) unmarkedHeading(l line, words string) bool {
	if p.blanks == 0 && p.started && !p.open.Span.IsZero() && !capitals(words) {
		return false
	}
	if !headingShape(words) || p.isDate(words) || !p.textBelow(words) {
		return false
	}
	level := 2
	if !p.hasTitle() && (p.d.Title == "" || strings.EqualFold(p.d.Title, words)) {
		level = 1
	}
	p.startSection(level, l.Span, l)
	return true
}

// hasTitle reports whether a block of the body is the title or a part of the
// report.
func (p *parser) hasTitle() bool {
	n := len(p.d.Blocks)
	return n > 0 && p.d.Blocks[n-1].Kind != doc.Header && p.d.Blocks[n-1].Key.IsZero() || !p.open.Span.IsZero()
}

func headingShape(s string) bool {
	if len(s) > maxHeading || terminal(s) || strings.HasSuffix(s, ",") || strings.Count(s, " ") >= maxHeadingWords {
		return false
	}
	r := first(s)
	return (unicode.IsUpper(r) || unicode.IsDigit(r)) && !strings.ContainsAny(s, "[]{}<>|")
}

// isDate reports whether a short line is a date: one that the calendar knows, or
// one of the shape "Thursday, August 8, 2019", a year at its end and otherwise
// only days and words with a capital.
func (p *parser) isDate(s string) bool {
	if p.date != nil {
		if _, ok := p.date(s); ok {
			return true
		}
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	if n := len(words); n < 2 || n > 5 || !year(words[n-1]) {
		return false
	}
	days := 0
	for _, w := range words[:len(words)-1] {
		switch r := first(w); {
		case unicode.IsDigit(r) && len(w) <= 4:
			days++
		case !unicode.IsUpper(r):
			return false
		}
	}
	return days == 1
}

func year(s string) bool {
	return len(s) == 4 && s >= "1000" && s < "3000" && strings.Trim(s, "0123456789") == ""
}

// textBelow reports whether the line words has a paragraph or list below it:
// after a blank line, or at once when words is all in capitals.
func (p *parser) textBelow(words string) bool {
	l, at, ok := nextLine(p.s, p.pos)
	if ok && !l.blank() && !capitals(words) {
		return false
	}
	for ok && l.blank() {
		l, at, ok = nextLine(p.s, at)
	}
	if !ok {
		return false
	}
	below := p.s[l.Start:l.End]
	return !capitals(below) && !unicode.IsLower(first(below)) && (len(below) > len(words) || terminal(below) || marker(below) > 0)
}
