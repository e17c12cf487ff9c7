// Package pdf reads the text of PDF files.
//
// The words of a PDF stand in compressed streams, drawn glyph by glyph: there is
// no range of the file that holds a sentence. The map of a PDF document is
// therefore coarse: every code point leads to the whole file. A citation is
// checked by reading the preserved bytes again, which gives the same text.
package pdf

import (
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/responses"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/text"
)

// The bounds of one file.
const (
	maxPages = 2000
	timeout  = 60 * time.Second
)

var pdfiumPassword = pdferrors.ErrPassword

// Reader reads PDF files.
type Reader struct {
	Engine *Engine
	Date   source.DateFunc
}

// Read makes a document of the text of a PDF. A file that is encrypted, damaged
// or without text (a scan) is an error of kind fault.Unreadable.
func (r Reader) Read(src source.Text) (*doc.Document, error) {
	pages, meta, err := r.Engine.pages(src.Raw.Bytes)
	if err != nil {
		return nil, err
	}
	lines := layout(pages)
	if len(lines) == 0 {
		return nil, fault.New(fault.Unreadable, "pdf: %d pages without text; it may be a scan", len(pages))
	}
	d := src.Document(doc.PDF)
	w := &writer{d: d}
	for _, p := range paragraphs(lines) {
		w.paragraph(p)
	}
	d.Text = text.New(w.b.String())
	var b text.Builder
	b.Replace(w.b.String(), text.Span{End: len(src.Raw.Bytes)})
	_, d.Map = b.Build()
	r.describe(d, meta)
	return d, nil
}

func (r Reader) describe(d *doc.Document, meta *responses.GetMetaData) {
	if meta != nil {
		for _, t := range meta.Tags {
			v := strings.TrimSpace(t.Value)
			switch t.Tag {
			case "Title":
				d.Title = v
			case "Author":
				d.Outlet = v
			case "CreationDate":
				d.Published = pdfDate(v)
			}
		}
	}
	if d.Title == "" {
		for _, b := range d.Blocks {
			if b.Kind == doc.Title {
				d.Title = d.Text.Slice(b.Span)
				return
			}
		}
	}
}

// pdfDate reads "D:20230127101500+01'00'" (ISO 32000, 7.9.4) as a day.
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 || strings.Trim(s[:8], "0123456789") != "" {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8]
}

// line is one line of a page.
type line struct {
	words string
	gap   bool // an empty line stood before it, or a page began
}

// mended drops the mark with which the engine shows a hyphen at the end of a
// line, and joins the word.
var mended = strings.NewReplacer("\ufffe\r\n", "", "\ufffe\n", "", "\ufffe", "", "\u0002\r\n", "", "\u0002\n", "", "\u0002", "", "\r\n", "\n")

// layout gives the lines of all pages without those that every page repeats:
// running heads, feet and page numbers.
func layout(pages []string) []line {
	var out []line
	repeated := running(pages)
	for _, p := range pages {
		gap := true
		for _, l := range strings.Split(mended.Replace(p), "\n") {
			l = clean(l)
			if l == "" {
				gap = true
				continue
			}
			if repeated[shape(l)] {
				continue
			}
			out = append(out, line{l, gap && !continues(out, l)})
			gap = false
		}
	}
	return out
}

// continues reports whether a line at the head of a page goes on with the
// sentence of the page before.
func continues(before []line, l string) bool {
	if len(before) == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(l)
	return unicode.IsLower(r) && !ends(before[len(before)-1].words)
}

func clean(l string) string {
	l = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || r == '\ufffe' || r == '\uffff' {
			return ' '
		}
		return r
	}, l)
	return strings.Join(strings.Fields(l), " ")
}

// shape is a line with its figures alike, so that "Page 3" and "Page 4" match.
func shape(l string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, l)
}

// running finds the lines that stand first or last on most pages.
func running(pages []string) map[string]bool {
	seen := map[string]int{}
	for _, p := range pages {
		var ls []string
		for _, l := range strings.Split(p, "\n") {
			if l = clean(l); l != "" {
				ls = append(ls, l)
			}
		}
		for i, l := range ls {
			if i < 2 || i >= len(ls)-2 {
				seen[shape(l)]++
			}
		}
	}
	out := map[string]bool{}
	for l, n := range seen {
		if len(pages) >= 3 && 2*n > len(pages) {
			out[l] = true
		}
	}
	return out
}

func ends(l string) bool {
	return strings.HasSuffix(l, ".") || strings.HasSuffix(l, "!") || strings.HasSuffix(l, "?") || strings.HasSuffix(l, ".”") || strings.HasSuffix(l, ".\"") || strings.HasSuffix(l, ":")
}

// paragraphs joins lines: a paragraph ends at an empty line, or where a line that
// is clearly shorter than the others ends a sentence.
func paragraphs(lines []line) [][]string {
	width := usual(lines)
	var out [][]string
	for i, l := range lines {
		fresh := i == 0 || l.gap || len(lines[i-1].words) < width*3/4 && (ends(lines[i-1].words) || upperFirst(l.words) && len(lines[i-1].words) < width/2)
		if fresh {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l.words)
	}
	return out
}

func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// usual is the length that nine lines of ten stay within.
func usual(lines []line) int {
	n := make([]int, len(lines))
	for i, l := range lines {
		n[i] = len(l.words)
	}
	sort.Ints(n)
	return n[len(n)*9/10]
}

// writer puts the text together.
type writer struct {
	b strings.Builder
	d *doc.Document
}

func (w *writer) paragraph(lines []string) {
	if w.b.Len() > 0 {
		w.b.WriteString("\n\n")
	}
	start := w.b.Len()
	for i, l := range lines {
		if i > 0 && !hyphenated(lines[i-1], l) {
			w.b.WriteByte(' ')
		}
		if i+1 < len(lines) && hyphenated(l, lines[i+1]) {
			l = l[:len(l)-1]
		}
		w.b.WriteString(l)
	}
	kind := doc.Paragraph
	if words := w.b.String()[start:]; start == 0 && len(words) < 160 && !strings.HasSuffix(words, ".") {
		kind = doc.Title
	} else if len(lines) == 1 && len(words) < 70 && !ends(words) && upperFirst(words) {
		kind = doc.Heading
	}
	w.d.Blocks = append(w.d.Blocks, doc.Block{Kind: kind, Span: text.Span{Start: start, End: w.b.Len()}, Section: -1})
}

// hyphenated reports whether a word is broken between two lines.
func hyphenated(a, b string) bool {
	if !strings.HasSuffix(a, "-") || len(a) < 3 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(a[:len(a)-1])
	next, _ := utf8.DecodeRuneInString(b)
	return unicode.IsLower(r) && unicode.IsLower(next)
}
