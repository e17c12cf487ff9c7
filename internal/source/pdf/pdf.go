// Package pdf reads the text of PDF files (ISO 32000-1).
//
// A page is a program that draws glyphs. The reader carries it out, turns the
// codes of the glyphs into characters by what the fonts tell, makes lines of
// glyphs by where they stand, and paragraphs of lines; words broken at the end
// of a line are mended, running heads, feet and page numbers left out.
//
// What the map of a document means: in a stream that is stored as it is, a code
// point leads to the very bytes of its code in the file. In a compressed or
// encrypted stream no bytes belong to one glyph: there each code point leads to
// the data of the stream that draws it, which is a page or a form on it. Spaces
// and line breaks that are not drawn lead to the empty range where they belong,
// or, within a line of a compressed stream, to the stream.
package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/text"
)

// Reader reads PDF files. The zero Reader is ready to use.
type Reader struct {
	// Date reads a line that holds nothing but a date; may be nil.
	Date source.DateFunc
}

// Read makes a document of the text of a PDF. A file that is cut off, damaged,
// locked with a password or without text (a scan) is an error of kind
// fault.Unreadable; one beyond the bounds of this package of kind
// fault.TooLarge.
func (r Reader) Read(src source.Text) (*doc.Document, error) {
	f, err := openFile(src.Raw.Bytes)
	if err != nil {
		return nil, err
	}
	lines, err := f.lines()
	if err != nil {
		return nil, err
	}
	d := src.Document(doc.PDF)
	w := &writer{d: d, hyphenated: hyphenated(lines)}
	for _, p := range parts(lines) {
		if err := w.part(p); err != nil {
			return nil, err
		}
	}
	w.end()
	r.describe(d, f)
	return d, nil
}

// lines draws all pages and gives their lines, without running heads and feet.
func (f *file) lines() ([]line, error) {
	pages, err := f.pages()
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		return nil, fault.New(fault.Unreadable, "pdf: the file is damaged: it has no pages")
	}
	s := &sheet{b: f.b}
	p := &painter{f: f, sheet: s, fonts: map[ref]*font{}, left: maxContent}
	for i, pg := range pages {
		if err := p.page(pg); err != nil {
			return nil, fault.Wrap(fmt.Sprintf("page %d", i+1), err)
		}
		s.endPage()
	}
	switch {
	case len(s.lines) == 0 && s.unknown == 0 && p.images > 0:
		return nil, fault.New(fault.Unreadable, "pdf: no text on %d pages, only pictures: it is a scan", len(pages))
	case len(s.lines) == 0 && s.unknown == 0:
		return nil, fault.New(fault.Unreadable, "pdf: no text on %d pages", len(pages))
	case s.unknown > s.known:
		return nil, fault.New(fault.Unreadable, "pdf: its fonts do not tell which letters %d of %d glyphs are", s.unknown, s.unknown+s.known)
	}
	return dropRunning(s.lines, len(pages)), nil
}

// describe fills the fields that the file gives.
func (r Reader) describe(d *doc.Document, f *file) {
	for _, b := range d.Blocks {
		if b.Kind == doc.Title {
			d.Title = d.Text.Slice(b.Span)
			break
		}
	}
	if t := f.info("Title"); d.Title == "" && telling(t) {
		d.Title = t
	}
	d.Published = r.dateline(d)
	if d.Published == "" {
		d.Published = infoDate(f.info("CreationDate"))
	}
	if catalog, ok := f.resolve(f.trailer["Root"]).(dict); ok {
		if l, ok := f.resolve(catalog["Lang"]).(str); ok && len(l) < 36 {
			d.Language = textString(l)
		}
	}
}

// telling reports whether a title from the file's description is one, and not
// the name of a file.
func telling(t string) bool {
	low := strings.ToLower(t)
	return t != "" && !strings.HasPrefix(low, "microsoft word") && !strings.HasPrefix(low, "untitled") &&
		!strings.Contains(t, "\\") && strings.Contains(t, " ") && strings.ContainsFunc(t, unicode.IsLetter)
}

// dateline is the date that one of the first blocks holds and nothing else.
func (r Reader) dateline(d *doc.Document) string {
	for i, b := range d.Blocks {
		if i == 6 || b.Span.Len() > 60 {
			if i == 6 {
				break
			}
			continue
		}
		words := d.Text.Slice(b.Span)
		if !strings.ContainsAny(words, "0123456789") || len(words) < 8 {
			continue
		}
		if date := source.Date(words, r.Date); len(date) == len("2006-01-02") {
			return date
		}
	}
	return ""
}

// hyphenated are the words with a hyphen that stand whole in some line: a break
// at their hyphen is no hyphenation.
func hyphenated(lines []line) map[string]bool {
	set := map[string]bool{}
	for _, l := range lines {
		if !strings.Contains(l.s, "-") {
			continue
		}
		for word := range strings.FieldsSeq(l.s) {
			word = strings.TrimFunc(word, notLetter)
			if strings.Contains(word, "-") {
				set[strings.ToLower(word)] = true
			}
		}
	}
	return set
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// writer puts the text of a document together.
type writer struct {
	d          *doc.Document
	b          text.Builder
	outline    source.Outline
	hyphenated map[string]bool
	last       int // offset in the file behind what was written last
}

func (w *writer) part(p part) error {
	if w.b.Len() > 0 {
		w.b.Insert("\n\n", w.last)
	}
	start := w.b.Len()
	for i, l := range p.lines {
		if i+1 < len(p.lines) {
			w.join(l, p.lines[i+1])
			continue
		}
		w.line(l, len(l.s))
	}
	sp := text.Span{Start: start, End: w.b.Len()}
	if p.kind == doc.Title || p.kind == doc.Heading {
		w.outline.Begin(p.level, string(w.b.Bytes()[start:]), start)
	}
	w.d.Blocks = append(w.d.Blocks, doc.Block{Kind: p.kind, Span: sp, Section: w.outline.Current()})
	if len(w.d.Blocks) > source.MaxBlocks {
		return source.TooManyBlocks()
	}
	return nil
}

func (w *writer) end() {
	w.outline.End(w.b.Len())
	w.d.Sections = w.outline.Sections
	s, m := w.b.Build()
	w.d.Text, w.d.Map = text.New(s), m
}

// join writes a line and what stands between it and the next: a space, nothing
// after a hyphen, and not even the hyphen where it only breaks a word.
func (w *writer) join(l, next line) {
	n := hyphen(l.s)
	switch {
	case n == 0:
		w.line(l, len(l.s))
		if !ideographs(l.s, next.s) {
			w.b.Insert(" ", w.last)
		}
	case !startsLower(next.s) || w.hyphenated[compound(l.s, next.s)]:
		w.line(l, len(l.s))
	default:
		w.line(l, len(l.s)-n)
	}
}

// ideographs reports whether the break between a and b lies in writing that puts
// no spaces between words.
func ideographs(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return ideograph(x) && ideograph(y)
}

func ideograph(r rune) bool {
	return r >= 0x2E80 && r < 0xA4D0 || r >= 0xF900 && r < 0xFB00 || r >= 0xFF00 && r < 0xFFF0
}

// compound is the last word of a with the first of b, which a hyphen parts.
func compound(a, b string) string {
	a = a[strings.LastIndexByte(a, ' ')+1:]
	b, _, _ = strings.Cut(b, " ")
	return strings.ToLower(strings.TrimFunc(a+b, notLetter))
}

// line writes the first n bytes of a line.
func (w *writer) line(l line, n int) {
	at := 0
	for _, p := range l.pieces {
		k := min(p.n, n-at)
		if k <= 0 {
			return
		}
		s := l.s[at : at+k]
		if p.copy {
			w.b.Copy(s, p.src.Start)
			w.last = p.src.Start + k
		} else {
			w.b.Replace(s, p.src)
			w.last = p.src.End
		}
		at += k
	}
}
