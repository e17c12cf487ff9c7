package source

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// maxHeader is the most lines that a header block may have.
const maxHeader = 64

// Header is the block of "Key: value" lines, closed by a line "---", that a
// text file may begin with. It is metadata, not report.
type Header struct {
	Fields []HeaderField
	End    int // offset just after the line "---"
}

// HeaderField is one line of a header block; spans are offsets into the text.
type HeaderField struct {
	Line, Key, Value text.Span
}

// headerKeys are the known keys, at least one of which a header block has.
var headerKeys = []string{"source", "url", "outlet", "published", "title", "license", "licence", "retrieved", "language", "origin"}

// ParseHeader reads the header block at the start of s, after a byte order
// mark. It reports false when s has none: when a line before the "---" is not
// "Key: value", or no known key is among them.
func ParseHeader(s string) (Header, bool) {
	var h Header
	known := false
	at := 0
	if strings.HasPrefix(s, "\uFEFF") {
		at = len("\uFEFF")
	}
	for at < len(s) && len(h.Fields) <= maxHeader {
		end := at + lineLen(s[at:])
		line := strings.TrimRight(s[at:end], " \t\r\n")
		if line == "---" {
			h.End = end
			return h, known
		}
		f, ok := headerField(line, at)
		if !ok {
			return Header{}, false
		}
		known = known || knownKey(s[f.Key.Start:f.Key.End])
		h.Fields = append(h.Fields, f)
		at = end
	}
	return Header{}, false
}

// lineLen is the length of the first line of s with its line break.
func lineLen(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i + 1
	}
	return len(s)
}

func headerField(line string, at int) (HeaderField, bool) {
	key, value, ok := strings.Cut(line, ":")
	name := strings.TrimSpace(key)
	if !ok || name == "" || len(name) > 40 {
		return HeaderField{}, false
	}
	lead := strings.Index(key, name)
	v := strings.TrimLeft(value, " \t")
	return HeaderField{
		Line:  text.Span{Start: at, End: at + len(line)},
		Key:   text.Span{Start: at + lead, End: at + lead + len(name)},
		Value: text.Span{Start: at + len(line) - len(v), End: at + len(line)},
	}, true
}

func knownKey(k string) bool {
	for _, h := range headerKeys {
		if strings.EqualFold(h, k) {
			return true
		}
	}
	return false
}

// Apply writes the fields of the header block of s into d. A date is read with
// date, and kept as written when it is EDTF already; a lone "-" means unknown.
func (h Header) Apply(d *doc.Document, s string, date DateFunc) {
	for _, f := range h.Fields {
		v := strings.TrimSpace(s[f.Value.Start:f.Value.End])
		if v == "" || v == "-" {
			continue
		}
		switch strings.ToLower(s[f.Key.Start:f.Key.End]) {
		case "url":
			d.URL = v
		case "outlet":
			d.Outlet = v
		case "source":
			if d.Outlet == "" {
				d.Outlet = v
			}
		case "published":
			d.Published = Date(v, date)
		case "retrieved":
			d.Retrieved = Date(v, date)
		case "title":
			d.Title = v
		case "language":
			d.Language = v
		case "origin":
			d.Origin = v
		}
	}
}

// Blocks are the lines of the header block as blocks. The title is told as one:
// it is the headline of the report.
func (h Header) Blocks(s string) []doc.Block {
	blocks := make([]doc.Block, 0, len(h.Fields))
	for _, f := range h.Fields {
		b := doc.Block{Kind: doc.Header, Span: f.Line, Section: -1, Key: f.Key, Value: f.Value}
		if strings.EqualFold(s[f.Key.Start:f.Key.End], "title") && !f.Value.IsZero() {
			b.Kind, b.Span = doc.Title, f.Value
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// Date is the day that v names, in EDTF: v itself, or its first ten characters,
// when it is written YYYY-MM-DD, else what date makes of it, else "".
func Date(v string, date DateFunc) string {
	if isoDay(v) && (len(v) == 10 || v[10] == 'T' || v[10] == ' ') {
		return v[:10]
	}
	if date != nil {
		if d, ok := date(v); ok {
			return d
		}
	}
	return ""
}

// isoDay reports whether v begins with YYYY-MM-DD.
func isoDay(v string) bool {
	if len(v) < 10 || v[4] != '-' || v[7] != '-' {
		return false
	}
	for i := range 10 {
		if i != 4 && i != 7 && (v[i] < '0' || v[i] > '9') {
			return false
		}
	}
	return v[5:7] >= "01" && v[5:7] <= "12" && v[8:10] >= "01" && v[8:10] <= "31"
}
