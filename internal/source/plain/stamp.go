package plain

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// day is a full date in words or figures, or a date-time group.
var day = pattern(`(?i)\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?` + month + `\.?,?\s+(?:\d{4}|\d\d)\b|` +
	month + `\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b|\d{4}-\d\d-\d\d\b|\d{6}[A-Z]?\s*(?:UTC\s*)?` + month + `\s*\d\d\b)`)

const month = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`

// afterDay is what may stand behind the day of a statement on its line: the hour.
var afterDay = pattern(`(?i)^[\s,.–-]*(?:(?:at\s+)?\d{1,2}[:.h]?\d\d\s*(?:hrs?|hours|gmt|utc|lt|z|local(?: time)?|[ap]\.?m)?\.?\s*)?$`)

// releases are the words of which one stands before the day of a statement: "Press
// release No. 12, 3 May 2023".
var releases = pattern(`(?i)\b(?:press|release|statement|communiqu[eé]|bulletin|notice|issued|updated?|dated?|published|posted|news|report|sitrep|opsum|intsum|intrep|spotrep|as (?:at|of)|reissued|advisory|alert|update)\b`)

// placeBefore is a town before the day: "New York, ".
var placeBefore = pattern(`^(?:\p{Lu}[\p{L}.'’-]*\s+){0,2}\p{Lu}[\p{L}.'’-]*(?:,\s+\p{Lu}[\p{L}.'’-]*)?,\s*$`)

const (
	stampWidth = 100 // bytes of a line that tells when a statement was made
	headLines  = 10  // lines at the head of a text among which it may stand
	tailLines  = 4   // and at its end, under the name of who signed
)

// stampLine takes for the document's date the one that a line of its own gives at
// its head or its end, where nothing else gives one.
func (p *parser) stampLine() {
	if p.d.Published != "" || p.date == nil {
		return
	}
	at := p.pos
	for n := 0; n < headLines; {
		l, end, ok := nextLine(p.s, at)
		if !ok {
			return
		}
		at = end
		if l.blank() {
			continue
		}
		n++
		if p.isStamp(p.s[l.Start:l.End]) {
			p.stampAt = l.Span
			return
		}
	}
	end := len(p.s)
	for n := 0; n < tailLines && end > at; n++ {
		start := strings.LastIndexAny(p.s[:end], "\n\r") + 1
		l := line{trimmed(p.s, start, end)}
		if p.isStamp(p.s[l.Start:l.End]) {
			p.stampAt = l.Span
			return
		}
		end = start - 1
		if l.blank() {
			n--
		}
	}
}

// isStamp reports whether a line says when the statement was made, and takes the
// day.
func (p *parser) isStamp(s string) bool {
	if len(s) > stampWidth || !strings.ContainsAny(s, "0123456789") {
		return false
	}
	m := day().FindStringIndex(s)
	if m == nil || !afterDay().MatchString(s[m[1]:]) {
		return false
	}
	before := s[:m[0]]
	sp := trimmed(before, 0, len(before))
	if sp != (text.Span{}) && sp.Len() > 0 && !releases().MatchString(before) && !placeBefore().MatchString(before) && !weekdayBefore().MatchString(before) {
		return false
	}
	p.dated(s[m[0]:])
	return p.d.Published != ""
}

// stamped puts the line that says when a statement was made into a block of its own:
// a dateline where it begins with a town.
func (p *parser) stamped(l line, words string) {
	if m := day().FindStringIndex(words); m != nil && placeBefore().MatchString(words[:m[0]]) {
		p.add(doc.Block{Kind: doc.Header, Span: l.Span, Value: text.Span{Start: l.Start + m[0], End: l.End}})
		return
	}
	p.begin(doc.Paragraph, l.Span, l)
	p.close()
}

// weekdayBefore is a weekday before the day.
var weekdayBefore = pattern(`(?i)^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$`)
