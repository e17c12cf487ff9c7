// Package wiki reads pages in the markup of MediaWiki.
//
// The text of the document is what the page says: the fields of its infobox
// first, one "key: value" to a line, then its headings, paragraphs, list items,
// table rows and the words under its pictures. References, comments, hatnotes,
// navigation boxes and formulas are left out; templates that format words, dates,
// places and quantities are carried out. Every code point leads back to the
// bytes of the markup it came from.
//
// The markup is parsed in one pass with a stack of its own and rendered to a
// bounded depth, so that no page can exhaust the machine.
package wiki

import (
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/text"
)

// maxDepth is how deep templates, links and tables are followed into each other.
// What is nested deeper is left out.
const maxDepth = 40

// Reader reads MediaWiki pages. The zero Reader reads no dates but ISO ones.
type Reader struct {
	// Date reads the publication date of a header block or of a {{date}}
	// template; may be nil.
	Date source.DateFunc
}

// Read makes the document of the page src. A page that only redirects to
// another, and one without words, are errors of kind fault.Unreadable.
func (r Reader) Read(src source.Text) (*doc.Document, error) {
	p := &page{s: src.String, d: src.Document(doc.Wikitext), date: r.Date}
	at := 0
	if h, ok := source.ParseHeader(p.s); ok {
		h.Apply(p.d, p.s, r.Date)
		p.d.Blocks = h.Blocks(src.String)
		p.out.Copy(p.s[:h.End], 0)
		at = h.End
	} else if strings.HasPrefix(p.s, "\uFEFF") {
		at = len("\uFEFF")
	}
	if source.Redirect(p.s[at:]) {
		return nil, fault.New(fault.Unreadable, "the page only redirects to %q", redirectTarget(p.s[at:]))
	}
	var err error
	if p.nodes, err = parse(p.s); err != nil {
		return nil, err
	}
	headers := len(p.d.Blocks)
	p.infoboxes(at)
	p.blocks(at, len(p.s))
	if p.err != nil {
		return nil, p.err
	}
	if len(p.d.Blocks) == headers {
		return nil, fault.New(fault.Unreadable, "the page holds no text")
	}
	p.finish(src)
	return p.d, nil
}

func redirectTarget(s string) string {
	_, s, _ = strings.Cut(s, "[[")
	s, _, _ = strings.Cut(s[:min(len(s), 256)], "]]")
	return s
}

// page is one page being rendered.
type page struct {
	s       string
	nodes   []node
	d       *doc.Document
	date    source.DateFunc
	out     text.Builder
	outline source.Outline
	err     error

	depth    int
	start    int         // where the block being written starts in the output
	captions []text.Span // in the markup: words under pictures, to be written after the block
	noLink   int         // no "]" stands between here and this offset of the markup
	bold     int         // 1 + where the first bold words start in the output, -1 when they are over
}

func (p *page) finish(src source.Text) {
	p.out.Insert("\n", len(p.s))
	p.outline.End(p.out.Len())
	s, m := p.out.Build()
	p.d.Text = text.New(s)
	p.d.Map = m.Compose(src.Map)
	p.d.Sections = p.outline.Sections
}

// nodeAt is the node that starts at i, or nil.
func (p *page) nodeAt(i int) *node {
	lo, hi := 0, len(p.nodes)
	for lo < hi {
		mid := (lo + hi) / 2
		if p.nodes[mid].start < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(p.nodes) && p.nodes[lo].start == i {
		return &p.nodes[lo]
	}
	return nil
}

// block writes one block with what render writes, parted from the one before.
// Nothing remains of a block without letters or digits.
func (p *page) block(k doc.BlockKind, in int, render func()) *doc.Block {
	if p.err != nil {
		return nil
	}
	before, outer := p.out.Len(), p.start
	p.separate(k, in)
	p.start = p.out.Len()
	render()
	p.trim(p.start)
	sp := text.Span{Start: p.start, End: p.out.Len()}
	p.start = outer
	if !wordy(p.out.Bytes()[sp.Start:]) {
		p.out.Truncate(before)
		return nil
	}
	if len(p.d.Blocks) >= source.MaxBlocks {
		p.err = source.TooManyBlocks()
		return nil
	}
	p.d.Blocks = append(p.d.Blocks, doc.Block{Kind: k, Span: sp, Section: p.outline.Current()})
	return &p.d.Blocks[len(p.d.Blocks)-1]
}

// separate writes the line breaks between two blocks: an empty line, but none
// between the lines of an infobox, a list or a table.
func (p *page) separate(k doc.BlockKind, in int) {
	n := len(p.d.Blocks)
	if n == 0 {
		return
	}
	last := p.d.Blocks[n-1].Kind
	switch {
	case last == k && (k == doc.FieldLine || k == doc.Item || k == doc.Row), last == doc.Header:
		p.out.Insert("\n", in)
	default:
		p.out.Insert("\n\n", in)
	}
}

// trim takes back white space at the end of what was written since from.
func (p *page) trim(from int) {
	b := p.out.Bytes()
	n := len(b)
	for n > from && space(b[n-1]) {
		n--
	}
	if n < len(b) {
		p.out.Truncate(n)
	}
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// wordy reports whether b has a letter or a digit.
func wordy(b []byte) bool {
	for _, r := range string(b) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
