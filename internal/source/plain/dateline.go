package plain

import (
	"regexp"
	"strings"
	"sync"

	"dossier/internal/doc"
	"dossier/internal/source"
	"dossier/internal/text"
)

// pattern is a regular expression that is made when it is first asked for, so that
// commands that read no text do not wait for it.
func pattern(s string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s) })
}

// dateline is how a report of an agency or a monitoring service begins: place,
// day, perhaps the source, and a dash: "QUITO, 3 Jan 90 (Radio X) --".
var dateline = pattern(`^\s*(\p{Lu}[\p{L}.'’() /-]{1,60}(?:,\s+\p{Lu}[\p{L}.'’ -]{1,30})?),\s+` +
	`(\d{1,2}\s+\p{Lu}\p{L}{2,8}\.?(?:\s+'?\d{2,4})?|\p{Lu}\p{L}{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|NO\s+DATE)\s*` +
	`(?:\(([^()\n]{1,80})\)\s*)?(?:--|[—–]|-\s)\s*`)

// shortYear is a day with a year of two figures.
var shortYear = pattern(`^(\d.*\D)'?(\d\d)$`)

// marks are the bracketed notes of a monitoring service between the dateline and
// the report: what kind of item it is, who speaks, and whether the text is whole.
var marks = pattern(`^(?:\[[^\[\]]{1,200}\]\s*){0,5}?\[(?:TEXT|SUMMARY|EXCERPTS?)\]\s*`)

// wireHead reads the dateline of a report into a block of its own: it is no part
// of the first sentence. The day becomes the document's, and the source its
// outlet, where the document has none.
func (p *parser) wireHead() {
	rest := p.s[p.pos:min(len(p.s), p.pos+600)]
	m := dateline().FindStringSubmatchIndex(rest)
	if m == nil {
		return
	}
	end := m[1] + len(marks().FindString(rest[m[1]:]))
	day := strings.Join(strings.Fields(rest[m[4]:m[5]]), " ")
	if s := shortYear().FindStringSubmatch(day); s != nil {
		century := " 20" // as times in prose are read
		if s[2] >= "50" {
			century = " 19"
		}
		day = strings.TrimSpace(s[1]) + century + s[2]
	}
	if d := source.Date(day, p.date); len(d) >= len("2006-01-02") && p.d.Published == "" {
		p.d.Published = d
	}
	if m[6] >= 0 && p.d.Outlet == "" {
		p.d.Outlet = rest[m[6]:m[7]]
	}
	head := text.Span{Start: p.pos + m[2], End: p.pos + len(strings.TrimRight(rest[:end], " \r\n\t"))}
	p.add(doc.Block{Kind: doc.Header, Span: head, Value: text.Span{Start: p.pos + m[4], End: p.pos + m[5]}})
	p.pos += end
	p.started = true
	from := strings.LastIndexAny(p.s[:p.pos], "\n\r\f") + 1
	if strings.TrimSpace(p.s[from:p.pos]) == "" {
		return
	}
	if l, ok := p.next(); ok && !l.blank() {
		p.begin(doc.Paragraph, l.Span, l)
		p.last.Start = from // how full the line is, the dateline tells too
	}
}
