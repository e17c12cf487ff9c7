package source

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// maxHeader is the most lines that a header block may have.
const maxHeader = 64

// Header is the block of "Key: value" lines that a text file may begin with, closed
// by a line "---" or by an empty one. It is metadata, not report.
type Header struct {
	Fields []HeaderField
	End    int // offset just after the line that closes it
}

// HeaderField is one line of a header block; spans are offsets into the text.
type HeaderField struct {
	Line, Key, Value text.Span
}

// headerKeys are the known keys, at least one of which a header block has.
var headerKeys = []string{"source", "url", "link", "outlet", "publisher", "published", "date", "title", "headline", "author", "byline", "license", "licence", "retrieved", "language", "origin"}

// ParseHeader reads the header block at the start of s, after a byte order mark and
// an opening line "---". It reports false when s has none: when a line before the
// "---" is not "Key: value", or no known key is among them. An empty line closes
// the block only where there are two lines at least and every key is known: a
// report may well begin with a line that has a colon.
func ParseHeader(s string) (Header, bool) {
	var h Header
	known := false
	at := 0
	if strings.HasPrefix(s, "\uFEFF") {
		at = len("\uFEFF")
	}
	unknown, opened := 0, false
	for at < len(s) && len(h.Fields) <= maxHeader {
		end := at + lineLen(s[at:])
		line := strings.TrimRight(s[at:end], " \t\r\n")
		if line == "---" && len(h.Fields) == 0 && !opened {
			at, opened = end, true
			continue
		}
		if line == "---" || line == "" && len(h.Fields) > 1 && unknown == 0 {
			h.End = end
			return h, known
		}
		f, ok := headerField(line, at)
		if !ok {
			return Header{}, false
		}
		if knownKey(s[f.Key.Start:f.Key.End]) {
			known = true
		} else {
			unknown++
		}
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
		case "url", "link":
			d.URL = v
		case "outlet", "publisher":
			d.Outlet = v
		case "source":
			if d.Outlet == "" {
				d.Outlet = v
			}
		case "published", "date":
			d.Published = Date(v, date)
		case "retrieved":
			d.Retrieved = Date(v, date)
		case "title", "headline":
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
		key := s[f.Key.Start:f.Key.End]
		if (strings.EqualFold(key, "title") || strings.EqualFold(key, "headline")) && !f.Value.IsZero() {
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
