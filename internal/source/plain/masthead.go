package plain

import (
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// byline is the line of who wrote a story.
var byline = pattern(`^(?:By|Reporting by|Story by|Report by)\s+\p{Lu}[^.!?]{2,90}$`)

const (
	mastLines = 5   // lines under the headline among which date and byline are sought
	mastWidth = 160 // bytes of a line of the masthead
)

// masthead reads the headline of a copied story with the lines of its authors and its
// date: the headline is the title, the day is the document's own. It takes nothing
// where no such line stands below what may be a headline.
func (p *parser) masthead() {
	if p.form || p.started || p.d.Title != "" || len(p.d.Blocks) > 0 {
		return
	}
	head, at, ok := p.solid(p.pos)
	if !ok || !mastLine(p.s[head.Start:head.End]) || p.authored(p.s[head.Start:head.End]) {
		return
	}
	var lines []line
	last := -1
	for len(lines) < mastLines {
		l, end, ok := p.solid(at)
		if !ok || !mastLine(p.s[l.Start:l.End]) {
			break
		}
		lines, at = append(lines, l), end
		if p.authored(p.s[l.Start:l.End]) {
			last = len(lines) - 1
		}
	}
	if last < 0 {
		return
	}
	p.startSection(1, head.Span, head)
	for _, l := range lines[:last+1] {
		p.mastheadLine(l)
	}
	p.pos = lines[last].End
	if l, end, ok := nextLine(p.s, p.pos); ok && l.blank() {
		p.pos = end // the rest of that line
	}
	p.started = true
}

// mastheadLine adds one line of the masthead: a subtitle is told, the rest is not.
func (p *parser) mastheadLine(l line) {
	words := p.s[l.Start:l.End]
	if !p.authored(words) {
		p.add(doc.Block{Kind: doc.Paragraph, Span: l.Span})
		return
	}
	if d := p.dayOf(words); d != "" && p.d.Published == "" {
		p.d.Published = d
	}
	p.add(doc.Block{Kind: doc.Header, Span: l.Span, Value: l.Span})
}

// solid is the next line from at on that is not blank, and where the one behind it
// begins.
func (p *parser) solid(at int) (line, int, bool) {
	l, end, ok := nextLine(p.s, at)
	for ok && l.blank() {
		l, end, ok = nextLine(p.s, end)
	}
	return l, end, ok
}

// mastLine reports whether a line may belong to a masthead: short and no sentence.
func mastLine(s string) bool {
	return len(s) <= mastWidth && !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ":") && !strings.HasSuffix(s, ",") && marker(s) == 0 &&
		!strings.ContainsAny(s, "[]{}<>|=\t")
}

// authored reports whether a line says who wrote the story or when.
func (p *parser) authored(s string) bool { return byline().MatchString(s) || p.dayOf(s) != "" }

// dayOf is the day that a line consists of, in EDTF, "" for none: "Updated 22 December
// 2021, 11:05", "18 September 2019 - OSH", "Monday 14 October 2024, 18:20".
func (p *parser) dayOf(s string) string {
	if p.date == nil || len(s) > 80 || !strings.ContainsAny(s, "0123456789") {
		return ""
	}
	capitals := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' }) {
		switch r := first(w); {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r) && !aroundDates(strings.ToLower(strings.Trim(w, "."))):
			return ""
		}
	}
	if d := source.Date(s, p.date); capitals <= 6 && len(d) == len("2006-01-02") && d >= "1800" && d < "2200" {
		return d
	}
	return ""
}

// aroundDates reports whether a word in lower case may stand in a line that is a date.
func aroundDates(w string) bool {
	switch w {
	case "updated", "published", "posted", "issued", "filed", "released", "last", "first", "on", "at", "of", "am", "pm", "a.m", "p.m", "h", "hrs", "hours", "local", "time", "and",
		"st", "nd", "rd", "th":
		return true
	}
	return false
}

// headed reads the dateline of the paragraph right below the title.
func (p *parser) headed() {
	n := len(p.d.Blocks)
	if n == 0 || p.d.Blocks[n-1].Kind != doc.Title && p.d.Blocks[n-1].Kind != doc.Header || !p.open.Span.IsZero() {
		return
	}
	l, _, ok := p.solid(p.pos)
	if !ok {
		return
	}
	save, before := p.pos, len(p.d.Blocks)
	p.pos = l.Start
	if p.wireHead(); len(p.d.Blocks) == before {
		p.pos = save
	}
}
