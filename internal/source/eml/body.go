package eml

import (
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/source"
	"dossier/internal/text"
)

// plain makes the document of a plain text part: the subject as title, then the
// paragraphs. What the sender only passes on (quoted lines, a signature, the
// header of a forwarded message) is kept as text and marked as no report.
func (r Reader) plain(src source.Text, top, p part) (*doc.Document, error) {
	t, err := decoded(src, p)
	if err != nil {
		return nil, err
	}
	d := r.document(src, top)
	d.Text, d.Map = text.New(t.String), t.Map
	b := &bodyReader{s: t.String, d: d}
	for b.pos < len(b.s) {
		b.line()
		if len(d.Blocks) > source.MaxBlocks {
			return nil, source.TooManyBlocks()
		}
	}
	b.close()
	return d, nil
}

type bodyReader struct {
	s         string
	d         *doc.Document
	pos       int
	open      text.Span // the paragraph at hand
	kind      doc.BlockKind
	signature bool
	passed    bool // within the header of a message passed on
}

func (b *bodyReader) line() {
	end := strings.IndexByte(b.s[b.pos:], '\n')
	next := len(b.s)
	if end >= 0 {
		next = b.pos + end + 1
	}
	line := b.s[b.pos:next]
	body := strings.TrimRight(line, " \t\r\n")
	start := b.pos + len(body) - len(strings.TrimLeft(body, " \t"))
	sp := text.Span{Start: start, End: b.pos + len(body)}
	b.pos = next
	if strings.TrimRight(line, "\r\n") == "-- " {
		b.signature = true
	}
	if sp.IsZero() {
		b.passed = false
		b.close()
		return
	}
	words := b.s[sp.Start:sp.End]
	kind := b.kindOf(words)
	if kind != b.kind || kind == doc.Item && bullet(words) || kind == doc.Heading || kind == doc.Header {
		b.close()
	}
	if b.open.IsZero() {
		b.open, b.kind = sp, kind
		return
	}
	b.open.End = sp.End
}

// kindOf tells what a line is.
func (b *bodyReader) kindOf(line string) doc.BlockKind {
	if announces(line) {
		b.passed = true
		return doc.Header
	}
	if !b.passed && strings.HasPrefix(line, "From: ") {
		b.passed = passedOn(b.s[b.pos:])
	}
	switch {
	case b.signature, line[0] == '>', b.passed && field(line):
		return doc.Header
	case bullet(line):
		return doc.Item
	case capitals(line):
		return doc.Heading
	}
	if b.kind == doc.Item && !b.open.IsZero() {
		return b.kind // an item goes on over its lines
	}
	return doc.Paragraph
}

func bullet(line string) bool {
	return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "• ")
}

// capitals reports whether a line is a heading in capital letters.
func capitals(line string) bool {
	return len(line) < 60 && !strings.HasSuffix(line, ".") && line == strings.ToUpper(line) && strings.ContainsFunc(line, unicode.IsUpper)
}

// announces reports whether a line begins a message that is passed on or
// answered.
func announces(line string) bool {
	for _, p := range []string{"-----Original Message", "---------- Forwarded", "----- Forwarded", "Begin forwarded message"} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	return strings.HasPrefix(line, "On ") && strings.HasSuffix(line, "wrote:")
}

// field reports whether a line is of the header of a message that is passed on,
// or goes on with one.
func field(line string) bool {
	name, _, ok := strings.Cut(line, ":")
	if !ok {
		return false
	}
	switch strings.ToLower(strings.Trim(name, "* ")) {
	case "from", "to", "cc", "bcc", "sent", "date", "subject", "reply-to", "attachments", "importance":
		return true
	}
	return false
}

// passedOn reports whether a line "From: …" that stands before s begins the
// header of a message: then the lines below name a receiver or a subject. An
// alert with a line "Date: …" of its own does not.
func passedOn(s string) bool {
	for range 5 {
		line, rest, _ := strings.Cut(s, "\n")
		line = strings.TrimSpace(line)
		if line == "" {
			return false
		}
		for _, p := range []string{"To: ", "Sent: ", "Subject: "} {
			if strings.HasPrefix(strings.Trim(line, "* "), p) {
				return true
			}
		}
		s = rest
	}
	return false
}

func (b *bodyReader) close() {
	if !b.open.IsZero() {
		b.d.Blocks = append(b.d.Blocks, doc.Block{Kind: b.kind, Span: b.open, Section: -1})
	}
	b.open, b.kind = text.Span{}, ""
}
