// Package eml reads e-mail (RFC 5322, MIME by RFC 2045 to 2049): the header
// gives title, sender and date, the text part is the report. Every code point of
// the text leads back to the bytes of the message, through the transfer encoding
// and the character coding.
package eml

import (
	"bytes"
	"mime"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/text"
)

// Reader reads e-mail.
type Reader struct {
	Date source.DateFunc
	// HTML reads the body of a message that has no plain text. It may be nil.
	HTML source.Reader
}

// The bounds of a message's structure.
const (
	maxDepth = 16  // parts within parts
	maxParts = 500 // parts in all
	maxLine  = 1 << 20
	maxField = 8 << 10  // bytes of a header field
	maxBody  = 32 << 20 // bytes of the text part, as it is written
)

// A plain part is taken for a mere notice ("your program shows no HTML") where it
// is shorter than stub bytes and the HTML part is fuller times as long.
const (
	stub   = 300
	fuller = 3
)

// part is one part of a message: where its header fields and its body stand.
type part struct {
	header fields
	body   text.Span // bytes of the raw message
}

// Read makes a document of a message. A message without a readable text part is
// an error of kind fault.Unreadable.
func (r Reader) Read(src source.Text) (*doc.Document, error) {
	raw := src.Raw.Bytes
	h, at := parseHeader(raw, 0)
	if len(h) == 0 {
		return nil, fault.New(fault.Unreadable, "mail: no header fields at the start")
	}
	top := part{h, text.Span{Start: at, End: len(raw)}}
	w := &walker{raw: raw}
	w.walk(top, 0)
	switch {
	case w.plain != nil && !w.blank(*w.plain):
		return r.fullest(src, top, w)
	case w.html != nil && r.HTML != nil:
		return r.html(src, top, *w.html)
	case w.html != nil:
		return nil, fault.New(fault.Unsupported, "mail: its only text is HTML, which is not read here")
	case w.plain != nil:
		return nil, fault.New(fault.Unreadable, "mail: the text part is empty")
	case w.cut:
		return nil, fault.New(fault.Unreadable, "mail: cut off before its text part begins")
	}
	return nil, fault.New(fault.Unreadable, "mail: no text part among %d parts", w.parts)
}

// fullest reads the plain part, or the HTML part where the plain one only says
// that there is more.
func (r Reader) fullest(src source.Text, top part, w *walker) (*doc.Document, error) {
	d, err := r.plain(src, top, *w.plain)
	if w.html == nil || r.HTML == nil || err == nil && d.Text.Len() >= stub {
		return d, err
	}
	h, herr := r.html(src, top, *w.html)
	if herr == nil && (err != nil || h.Text.Len() > fuller*d.Text.Len()) {
		return h, nil
	}
	return d, err
}

// walker finds the first plain and the first HTML part of a message.
type walker struct {
	raw         []byte
	plain, html *part
	parts       int
	cut         bool // a multipart without its closing boundary
}

func (w *walker) walk(p part, depth int) {
	w.parts++
	if depth > maxDepth || w.parts > maxParts || w.plain != nil && w.html != nil {
		return
	}
	kind, params, err := mime.ParseMediaType(p.header.get("content-type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(strings.ToLower(p.header.get("content-disposition")), "attachment") {
		return
	}
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		w.multipart(p, params["boundary"], depth)
	case kind == "message/rfc822":
		h, at := parseHeader(w.raw[:p.body.End], p.body.Start)
		w.walk(part{h, text.Span{Start: at, End: p.body.End}}, depth+1)
	case kind == "text/html":
		if w.html == nil {
			w.html = &p
		}
	case kind == "text/plain":
		if w.plain == nil || w.blank(*w.plain) {
			w.plain = &p
		}
	}
}

// multipart walks the parts between the boundary lines of p.
func (w *walker) multipart(p part, boundary string, depth int) {
	mark := []byte("--" + boundary)
	start := -1
	at := p.body.Start
	for at < p.body.End {
		eol := bytes.IndexByte(w.raw[at:p.body.End], '\n')
		next := p.body.End
		if eol >= 0 {
			next = at + eol + 1
		}
		line := bytes.TrimRight(w.raw[at:next], " \t\r\n")
		if bytes.HasPrefix(line, mark) && (len(line) == len(mark) || string(line[len(mark):]) == "--") {
			if start >= 0 {
				w.sub(start, at, depth)
			}
			if len(line) > len(mark) {
				return
			}
			start = next
		}
		at = next
	}
	w.cut = true
	if start >= 0 {
		w.sub(start, p.body.End, depth)
	}
}

func (w *walker) sub(start, end, depth int) {
	for end > start && (w.raw[end-1] == '\n' || w.raw[end-1] == '\r') {
		end--
	}
	h, at := parseHeader(w.raw[:end], start)
	w.walk(part{h, text.Span{Start: min(at, end), End: end}}, depth+1)
}

func (w *walker) blank(p part) bool {
	return len(bytes.TrimSpace(w.raw[p.body.Start:p.body.End])) == 0
}

// document fills the fields that the header gives.
func (r Reader) document(src source.Text, top part) *doc.Document {
	d := src.Document(doc.EML)
	d.Title = decodeWords(top.header.get("subject"))
	d.Outlet = sender(decodeWords(top.header.get("from")))
	d.Published = r.day(top.header.get("date"))
	return d
}

// day is the day of a date field as the sender's clock showed it.
func (r Reader) day(s string) string {
	if t, err := mail.ParseDate(s); err == nil {
		return t.Format("2006-01-02")
	}
	return source.Date(s, r.Date)
}

// sender is the name before an address, or the address.
func sender(s string) string {
	if name, _, ok := strings.Cut(s, "<"); ok && strings.TrimSpace(name) != "" {
		return strings.Trim(strings.TrimSpace(name), `"`)
	}
	return strings.Trim(strings.TrimSpace(s), "<>")
}

// decodeWords decodes the encoded words of a header field (RFC 2047); a coding
// that is not known leaves the field as written.
func decodeWords(s string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if out, err := d.DecodeHeader(s); err == nil {
		return out
	}
	return s
}

// decoded is the part's body in UTF-8, with the way back to the message.
func decoded(src source.Text, p part) (source.Text, error) {
	body, m, err := transferDecode(src.Raw.Bytes, p.body, p.header.get("content-transfer-encoding"))
	if err != nil {
		return source.Text{}, err
	}
	_, params, _ := mime.ParseMediaType(p.header.get("content-type"))
	var t source.Text
	if cs := params["charset"]; cs != "" {
		t, err = source.DecodeAs(source.Raw{Bytes: body}, cs)
	}
	if params["charset"] == "" || err != nil {
		t, err = source.Decode(source.Raw{Bytes: body})
	}
	if err != nil {
		return source.Text{}, fault.Wrap("mail: the text part", err)
	}
	if t.Map.Identity() {
		t.Map = m
	} else {
		t.Map = t.Map.Compose(m)
	}
	t.Raw = src.Raw
	return t, nil
}

// html hands the body to the reader of HTML pages.
func (r Reader) html(src source.Text, top, p part) (*doc.Document, error) {
	t, err := decoded(src, p)
	if err != nil {
		return nil, err
	}
	inner, err := r.HTML.Read(t)
	if err != nil {
		return nil, fault.Wrap("mail: the HTML part", err)
	}
	d := r.document(src, top)
	d.Text, d.Map, d.Blocks, d.Sections, d.Language = inner.Text, inner.Map, inner.Blocks, inner.Sections, inner.Language
	if d.Title == "" {
		d.Title = inner.Title
	}
	return d, nil
}
