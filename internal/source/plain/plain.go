// Package plain reads plain text: with or without a header block of "Key:
// value" lines, hard-wrapped or one line per paragraph, and the form with
// "= Title =", "Infobox", "- Key: value" and "== Section ==".
//
// The text of the document is the decoded text itself, byte for byte; all that
// the reader finds are blocks over it.
package plain

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/source"
	"dossier/internal/text"
)

// Reader reads plain text. The zero Reader reads no dates but ISO ones.
type Reader struct {
	// Date reads the publication date of a header block; may be nil.
	Date source.DateFunc
}

// Read makes the document of src. Its text is src.String.
func (r Reader) Read(src source.Text) (*doc.Document, error) {
	s := src.String
	d := src.Document(doc.Plain)
	d.Text = text.New(s)
	d.Map = src.Map
	p := &parser{s: s, d: d, date: r.Date}
	if strings.HasPrefix(s, "\uFEFF") {
		p.pos = len("\uFEFF")
	}
	if h, ok := source.ParseHeader(s); ok {
		h.Apply(d, s, r.Date)
		d.Blocks = h.Blocks(src.String)
		p.pos = h.End
	}
	if source.SniffBody(s[p.pos:]) == doc.WikiText {
		d.Format = doc.WikiText
		p.form = true
	}
	if err := p.body(); err != nil {
		return nil, err
	}
	return d, nil
}

// parser walks over the lines of a body and makes blocks of them. It keeps no
// lines: a text may have tens of millions.
type parser struct {
	s    string
	d    *doc.Document
	date source.DateFunc
	pos  int  // where the next line starts
	form bool // the "= Title =" form: headings are marked
	wrap wrapping

	outline source.Outline
	open    doc.Block // the paragraph or item being gathered; Span is empty when none is
	last    line      // the last line of open
	blanks  int       // blank lines since the last line
	infobox bool      // among the lines of an infobox
	field   text.Span // key of the last field
	started bool      // a line of the report was seen
	alerts  bool      // lines begin with the keys of an alert
	salute  bool      // and with the letters of a SALUTE report
	stampAt text.Span // the line that says when a statement was made
}

func (p *parser) body() error {
	p.wrap = measure(p.s[p.pos:])
	p.alerts = !p.form && p.isAlert()
	p.mailLines()
	if !p.alerts {
		p.masthead()
	}
	if p.wireHead(); p.started {
		p.headed()
	}
	if !p.form {
		p.stampLine()
	}
	for {
		l, ok := p.next()
		if !ok {
			break
		}
		if l.blank() {
			p.blanks++
			continue
		}
		if p.wrap.double && p.blanks > 0 {
			p.blanks--
		}
		p.line(l)
		p.blanks = 0
		if !p.started && !p.form {
			p.headed() // below an unmarked title
		}
		p.started = true
		if len(p.d.Blocks) > source.MaxBlocks {
			return source.TooManyBlocks()
		}
	}
	p.close()
	p.outline.End(len(p.s))
	p.d.Sections = p.outline.Sections
	return nil
}

// line puts one line that is not blank into a block.
func (p *parser) line(l line) {
	words := p.s[l.Start:l.End]
	switch {
	case p.form && p.heading(l, words), p.form && p.infoboxLine(l, words):
	case p.wrap.runningHead(words), separator(words):
		p.close()
	case l.Span == p.stampAt:
		p.stamped(l, words)
	case p.alerts && p.alert(l, words):
	case p.bullet(l, words):
	case p.continues(l, words):
		p.open.Span.End, p.last = l.End, l
	case !p.form && p.unmarkedHeading(l, words):
	default:
		p.begin(doc.Paragraph, l.Span, l)
	}
}

// begin closes the open block and opens another.
func (p *parser) begin(k doc.BlockKind, sp text.Span, l line) {
	p.close()
	p.open = doc.Block{Kind: k, Span: sp, Section: p.outline.Current()}
	p.last = l
}

// close adds the open block to the document.
func (p *parser) close() {
	if !p.open.Span.IsZero() {
		p.d.Blocks = append(p.d.Blocks, p.open)
	}
	p.open = doc.Block{}
}

// add closes the open block and adds b.
func (p *parser) add(b doc.Block) {
	p.close()
	b.Section = p.outline.Current()
	p.d.Blocks = append(p.d.Blocks, b)
}

// heading reads a line "= Title =" or "== Section ==".
func (p *parser) heading(l line, words string) bool {
	level, in := source.Heading(words)
	if level == 0 {
		return false
	}
	p.infobox = false
	p.startSection(level, text.Span{Start: l.Start + in.Start, End: l.Start + in.End}, l)
	return true
}

// startSection adds a heading, or the title when its level is 1, and the
// section it opens.
func (p *parser) startSection(level int, title text.Span, l line) {
	p.close()
	words := p.s[title.Start:title.End]
	kind := doc.Heading
	if level == 1 {
		kind = doc.Title
		if p.d.Title == "" {
			p.d.Title = words
		}
	}
	p.outline.Begin(level, words, l.Start)
	p.add(doc.Block{Kind: kind, Span: title})
}

// infoboxLine reads the line "Infobox" and the fields below it.
func (p *parser) infoboxLine(l line, words string) bool {
	if strings.EqualFold(words, "infobox") {
		p.close()
		p.infobox = true
		p.field = text.Span{}
		return true
	}
	if !p.infobox {
		return false
	}
	n := marker(words)
	if n == 0 && p.blanks > 0 {
		p.infobox = false
		return false
	}
	key, value, ok := fieldLine(words[n:])
	at := l.Start + n
	switch {
	case ok:
		k := text.Span{Start: at, End: at + len(key)}
		v := text.Span{Start: l.End - len(value), End: l.End}
		p.field = k
		p.add(doc.Block{Kind: doc.FieldLine, Span: text.Span{Start: at, End: l.End}, Key: k, Value: v})
	case n > 0 && !p.field.IsZero():
		// A further value of the field above: "- Deaths:" and "- 3 guards" below.
		v := text.Span{Start: at, End: l.End}
		p.add(doc.Block{Kind: doc.FieldLine, Span: v, Key: p.field, Value: v})
	default:
		p.infobox = false
		return false
	}
	return true
}

// fieldLine cuts "Key: value". The key is short and no sentence.
func fieldLine(s string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(s, ":")
	key = strings.TrimRight(key, " \t")
	if !ok || key == "" || len(key) > 60 || strings.ContainsAny(key, ".!?") {
		return "", "", false
	}
	return key, strings.TrimLeft(value, " \t\u00A0"), true
}

// mailLines reads the lines "From: …", "Subject: …" that a printed message
// begins with: the subject is the title, the rest is metadata.
func (p *parser) mailLines() {
	for {
		save := p.pos
		l, ok := p.next()
		for ok && l.blank() && !p.started {
			l, ok = p.next()
		}
		if !ok || l.blank() || !p.mailLine(l) {
			p.pos = save
			return
		}
		p.started = true
	}
}

func (p *parser) mailLine(l line) bool {
	key, value, ok := fieldLine(p.s[l.Start:l.End])
	if !ok || value == "" {
		return false
	}
	v := text.Span{Start: l.End - len(value), End: l.End}
	switch strings.ToLower(key) {
	case "subject":
		if p.d.Title == "" {
			p.d.Title = value
		}
		p.add(doc.Block{Kind: doc.Title, Span: v})
		return true
	case "date", "sent":
		if p.d.Published == "" {
			p.d.Published = source.Date(value, p.date)
		}
	case "from", "to", "cc", "bcc":
	default:
		return false
	}
	p.add(doc.Block{Kind: doc.Header, Span: l.Span, Key: text.Span{Start: l.Start, End: l.Start + len(key)}, Value: v})
	return true
}
