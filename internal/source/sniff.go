package source

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// Sniff tells the format of raw from its content; the name plays no part. Bytes
// that are no text have the format "". Text without any mark is doc.Plain.
func Sniff(raw Raw) doc.Format {
	b := raw.Bytes[:min(len(raw.Bytes), sniffed)]
	if strings.Contains(string(b[:min(len(b), 1024)]), "%PDF-") {
		return doc.PDF
	}
	s, ok := head(b)
	if !ok {
		return ""
	}
	return sniffText(s)
}

// head decodes the first bytes of a document, however they are cut off.
func head(b []byte) (string, bool) {
	cs := charset(b)
	if cs == UTF16LE || cs == UTF16BE {
		b = b[:len(b)&^1]
		if n := len(b); n >= 2 && (b[n-2]|b[n-1])&0xF8 == 0xD8 {
			b = b[:n-2]
		}
	}
	t, err := Decode(Raw{Bytes: b})
	return t.String, err == nil
}

func sniffText(s string) doc.Format {
	s = strings.TrimPrefix(s, "\uFEFF")
	if h, ok := ParseHeader(s); ok {
		return SniffBody(s[h.End:])
	}
	switch {
	case isPage(s):
		return doc.WikiPage
	case isHTML(s):
		return doc.HTML
	case isMail(s):
		return doc.EML
	}
	return SniffBody(s)
}

// SniffBody tells the three forms of text apart that may follow a header block:
// doc.Wikitext, doc.WikiText and doc.Plain. It looks at the first 64 KiB.
func SniffBody(s string) doc.Format {
	s = s[:min(len(s), sniffed)]
	switch {
	case isMediaWiki(s):
		return doc.Wikitext
	case isWikiForm(s):
		return doc.WikiText
	}
	return doc.Plain
}

// isPage reports whether s begins as a page of a MediaWiki export does.
func isPage(s string) bool {
	s, ok := strings.CutPrefix(s, "<page>")
	return ok && strings.HasPrefix(strings.TrimLeft(s, " \t\r\n"), "<title>")
}

// htmlTags are elements that a page, or a part of one, begins with.
var htmlTags = []string{
	"html", "head", "body", "meta", "title", "link", "script", "style", "div", "p", "article", "main", "section",
	"header", "table", "h1", "h2", "span", "a", "ul", "ol", "br", "center", "font", "blockquote", "img", "form", "nav",
}

// isHTML reports whether s begins, after comments and declarations, with an
// element of HTML.
func isHTML(s string) bool {
	for range 64 {
		s = strings.TrimLeft(s, " \t\r\n\f")
		switch {
		case strings.HasPrefix(s, "<!--"):
			_, rest, ok := strings.Cut(s, "-->")
			if !ok {
				return false
			}
			s = rest
		case strings.HasPrefix(s, "<?"):
			_, rest, ok := strings.Cut(s, ">")
			if !ok {
				return false
			}
			s = rest
		case len(s) > 2 && s[0] == '<' && s[1] == '!':
			return strings.HasPrefix(strings.ToLower(s[:min(len(s), 16)]), "<!doctype html")
		default:
			return startsElement(s)
		}
	}
	return false
}

func startsElement(s string) bool {
	if !strings.HasPrefix(s, "<") {
		return false
	}
	end := strings.IndexAny(s[:min(len(s), 24)], " \t\r\n/>")
	if end < 2 {
		return false
	}
	name := strings.ToLower(s[1:end])
	for _, t := range htmlTags {
		if t == name {
			return true
		}
	}
	return false
}

// isMail reports whether s begins with the header of an e-mail (RFC 5322):
// fields up to an empty line, among them one that only mail has, or the sender,
// the date and either the receiver or the subject.
func isMail(s string) bool {
	if strings.HasPrefix(s, "From ") { // the separator of a mailbox file
		_, s, _ = strings.Cut(s, "\n")
	}
	var only, from, date, rest bool
	fields := 0
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if fields == 0 {
				return false
			}
			continue
		}
		name, _, ok := strings.Cut(line, ":")
		if !ok || !fieldName(name) {
			return false
		}
		fields++
		switch strings.ToLower(name) {
		case "received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature", "content-transfer-encoding":
			only = true
		case "from":
			from = true
		case "date":
			date = true
		case "to", "subject":
			rest = true
		}
	}
	return fields >= 2 && (only || from && date && rest)
}

// fieldName reports whether s can be the name of a mail header field.
func fieldName(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return s != ""
}

// isMediaWiki reports whether s is written in the markup of MediaWiki: it holds
// a redirect, an infobox or category, or several marks of different kinds.
func isMediaWiki(s string) bool {
	if Redirect(s) || follows(s, "{{", "infobox") || follows(s, "[[", "category:") {
		return true
	}
	kinds, marks := 0, 0
	for _, mark := range []string{"[[", "{{", "'''", "<ref", "\n{|", "[http"} {
		if n := strings.Count(s, mark); n > 0 {
			kinds++
			marks += n
		}
	}
	s = strings.TrimLeft(s, " \t\r\n")
	return kinds >= 2 && marks >= 3 || marks >= 2 && strings.Contains(s, "\n==") ||
		marks >= 1 && (strings.HasPrefix(s, "{{") || strings.HasPrefix(s, "'''") || strings.HasPrefix(s, "[[File:"))
}

// follows reports whether word, in any case, follows mark somewhere in s.
func follows(s, mark, word string) bool {
	for {
		_, rest, ok := strings.Cut(s, mark)
		if !ok {
			return false
		}
		if len(rest) >= len(word) && strings.EqualFold(rest[:len(word)], word) {
			return true
		}
		s = rest
	}
}

// Redirect reports whether s is a MediaWiki page that only names another.
func Redirect(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n")
	return len(s) >= 9 && strings.EqualFold(s[:9], "#redirect") && strings.Contains(s[:min(len(s), 512)], "[[")
}

// isWikiForm reports whether s is in the form "= Title =", "Infobox",
// "- Key: value", "== Section ==".
func isWikiForm(s string) bool {
	first, infobox := true, false
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			continue
		case first && headingLevel(line) == 1, headingLevel(line) >= 2:
			return true
		case infobox && strings.HasPrefix(line, "- ") && strings.Contains(line, ":"):
			return true
		}
		infobox, first = strings.EqualFold(line, "infobox"), false
	}
	return false
}

// headingLevel is the number of equals signs around a line like "== Attack ==",
// or 0.
func headingLevel(line string) int {
	level, _ := Heading(line)
	return level
}

// Heading reads a line like "== Attack ==": its level, 1 to 6, and the range of
// the title within line. The level is 0 when line is no heading.
func Heading(line string) (level int, title text.Span) {
	line = strings.TrimRight(line, " \t\r\n")
	for level < 6 && level*2+2 < len(line) && line[level] == '=' && line[len(line)-1-level] == '=' {
		level++
	}
	if level == 0 {
		return 0, text.Span{}
	}
	lo, hi := level, len(line)-level
	for lo < hi && (line[lo] == ' ' || line[lo] == '\t') {
		lo++
	}
	for hi > lo && (line[hi-1] == ' ' || line[hi-1] == '\t') {
		hi--
	}
	if lo == hi {
		return 0, text.Span{}
	}
	return level, text.Span{Start: lo, End: hi}
}
