// Package dump reads the pages of a MediaWiki XML export (the dumps of Wikipedia,
// and what Special:Export gives): one document for each article.
//
// The export is scanned and not parsed: an element is found by its marks, which
// cannot stand in text since that is escaped. One page with one revision is held
// at a time. Of a page with several revisions the last is read, or each.
//
// The document of a page is the <page> element, byte for byte as the export has
// it; of a page with several revisions, what stands before the first, the revision
// and the closing mark. [Reader] makes the document of it.
package dump

import (
	"bytes"
	"cmp"
	"context"
	"net/url"
	"strconv"
	"strings"

	"dossier/internal/fault"
)

// Options say what is read. The zero Options read every article.
type Options struct {
	MaxPage   int              // bytes of a page with one revision, as it stands in the export; 16 MiB
	Want      func(*Page) bool // which pages; nil: all
	Revisions bool             // every revision of a page, not only the last
	Site      *Site            // where the reader begins behind the head of the export, what that says
	Base      int64            // where in the export the reader begins
}

// Site is what the head of an export says of its wiki.
type Site struct {
	Name     string // "Wikipedia"
	Base     string // address of the pages, up to their names: "https://en.wikipedia.org/wiki/"
	Category string // what the namespace of categories is called beside "Category"
}

// Page is one article, or the reason why there is none.
type Page struct {
	Title     string
	Namespace int
	Revision  string // its number
	Timestamp string // when the revision was saved, RFC 3339
	URL       string
	Site      *Site
	Bytes     []byte // the <page> element; the caller's to keep
	Skip      string // why it is passed over
	Err       error
	Offset    int64 // where in the unpacked export the element begins
	End       int64 // where what was read of it ends

	raw  []byte // what stands between the marks of <text>, escaped
	text *string
}

// Text is the wikitext of the page. It must not be called after the function that
// was handed the page returned.
func (p *Page) Text() string {
	if p.text == nil {
		s := string(p.raw)
		if bytes.IndexByte(p.raw, '&') >= 0 {
			s = unescape(s)
		}
		p.text = &s
	}
	return *p.text
}

// Categories is the names of the categories that the page is put in outright.
func (p *Page) Categories() []string {
	var out []string
	s := p.Text()
	for {
		i := strings.Index(s, "[[")
		if i < 0 {
			return out
		}
		s = s[i+2:]
		name, rest, ok := strings.Cut(s[:min(len(s), 300)], ":")
		name = strings.TrimSpace(name)
		if !ok || !strings.EqualFold(name, "Category") && (p.Site == nil || !strings.EqualFold(name, p.Site.Category)) {
			continue
		}
		if end := strings.IndexAny(rest, "|]"); end >= 0 {
			out = append(out, strings.TrimSpace(strings.ReplaceAll(rest[:end], "_", " ")))
		}
	}
}

// Is reports whether a file that begins with head is an export of MediaWiki.
func Is(head []byte) bool {
	s := strings.TrimLeft(strings.TrimPrefix(string(head), "\uFEFF"), " \t\r\n")
	if strings.HasPrefix(s, "<?xml") {
		_, s, _ = strings.Cut(s, "?>")
		s = strings.TrimLeft(s, " \t\r\n")
	}
	for strings.HasPrefix(s, "<!--") {
		_, s, _ = strings.Cut(s, "-->")
		s = strings.TrimLeft(s, " \t\r\n")
	}
	return strings.HasPrefix(s, "<mediawiki") && len(s) > 10 && strings.IndexByte(" >\t\r\n", s[10]) >= 0
}

var (
	pageMark     = []byte("<page>")
	pageEnd      = []byte("</page>")
	revisionMark = []byte("<revision>")
	revisionEnd  = []byte("</revision>")
	siteEnd      = []byte("</siteinfo>")
)

// maxHead is how far into an export its head may go.
const maxHead = 1 << 20

// Read hands every page of the export to yield, in the order of the file, until
// yield returns false, which it reports. An error of reading is the last page.
func Read(ctx context.Context, r reader, opt Options, yield func(Page) bool) bool {
	if opt.MaxPage <= 0 {
		opt.MaxPage = 16 << 20
	}
	f := &file{ctx: ctx, opt: opt, s: newScanner(r, opt.Base, opt.MaxPage), yield: yield, site: opt.Site}
	if f.site == nil {
		f.site = ReadSite(f.s.peek(maxHead, siteEnd, pageMark))
	}
	for {
		if err := ctx.Err(); err != nil {
			yield(Page{Err: err, Offset: f.s.off, End: f.s.off})
			return false
		}
		if !f.s.skipTo(pageMark) {
			return f.end()
		}
		if !f.page() {
			return false
		}
	}
}

// end tells of an error that ended the reading.
func (f *file) end() bool {
	if f.s.err == nil {
		return true
	}
	err := f.s.err
	if fault.Of(err) == "" && f.ctx.Err() == nil {
		err = fault.New(fault.Unreadable, "%w", err)
	}
	return f.yield(Page{Err: err, Offset: f.s.off, End: f.s.off})
}

// file is one run of Read.
type file struct {
	ctx   context.Context
	opt   Options
	s     *scanner
	yield func(Page) bool
	site  *Site
}

// page reads the page whose mark the scanner stands on.
func (f *file) page() bool {
	s := f.s
	offset := s.off
	from := len(pageMark)
	var head []byte // what stands before the first revision, kept when there are several
	first := 0      // where the revision at hand begins
	for {
		end, state := s.find(revisionEnd, from)
		if next := bytes.Index(s.window(end)[len(pageMark):], pageMark); next >= 0 {
			return f.broken(offset, len(pageMark)+next, head)
		}
		switch state {
		case tooFar:
			return f.tooLarge(offset, head)
		case noMore:
			if s.err == nil && bytes.Contains(s.window(end), pageEnd) {
				return f.broken(offset, end, head)
			}
			if s.err != nil {
				s.drop(end)
				return true // told at the end
			}
			return f.broken(offset, end, head)
		}
		if head == nil {
			if first = bytes.Index(s.window(end), revisionMark); first < 0 {
				return f.broken(offset, end, head)
			}
		}
		more := s.follows(end, revisionMark)
		if more < 0 {
			return f.last(offset, head, first, end)
		}
		if head == nil {
			head = bytes.Clone(s.window(first))
		}
		if f.opt.Revisions && !f.give(offset, s.off+int64(end), head, s.window(end)[first:], pageEnd) {
			return false
		}
		s.drop(more)
		first, from = 0, len(revisionMark)
	}
}

// last hands over the last revision of a page.
func (f *file) last(offset int64, head []byte, first, end int) bool {
	s := f.s
	close, state := s.find(pageEnd, end)
	if state != found || bytes.Contains(s.window(close)[end:], pageMark) {
		return f.broken(offset, end, head)
	}
	var ok bool
	if head == nil {
		ok = f.give(offset, s.off+int64(close), s.window(first), s.window(close)[first:], nil)
	} else {
		ok = f.give(offset, s.off+int64(close), head, s.window(end)[first:], pageEnd)
	}
	s.drop(close)
	return ok
}

// broken tells of a page that has no end, and goes on n bytes further.
func (f *file) broken(offset int64, n int, head []byte) bool {
	p := Page{Offset: offset, End: f.s.off + int64(n), Title: cmp.Or(title(head), title(f.s.window(n)))}
	p.Err = fault.New(fault.Unreadable, "the page at byte %d breaks off, or has no revision", offset)
	f.s.drop(n)
	return f.yield(p)
}

// tooLarge tells of a page beyond the bound and passes over the rest of it.
func (f *file) tooLarge(offset int64, head []byte) bool {
	p := Page{Offset: offset, Title: cmp.Or(title(head), title(f.s.window(min(f.s.len(), maxHead))))}
	p.Err = fault.New(fault.TooLarge, "more than %d bytes in one page", f.opt.MaxPage)
	f.s.drop(len(pageMark))
	f.s.skipTo(pageEnd)
	p.End = f.s.off
	return f.yield(p)
}

// give hands one revision to yield: its page is head, rev and tail put together.
func (f *file) give(offset, end int64, head, rev, tail []byte) bool {
	p := Page{Offset: offset, End: end, Site: f.site, Title: title(head)}
	p.Namespace, _ = strconv.Atoi(element(head, "ns"))
	p.Revision, p.Timestamp = element(rev, "id"), element(rev, "timestamp")
	p.URL = f.site.address(p.Title)
	p.Skip = p.passOver(head, rev)
	if p.Skip == "" {
		p.raw, p.Skip = textOf(rev)
	}
	if p.Skip == "" && f.opt.Want != nil && !f.opt.Want(&p) {
		p.Skip = "not asked for"
	}
	if p.Skip == "" {
		p.Bytes = bytes.Join([][]byte{head, rev, tail}, nil)
	}
	return f.yield(p)
}

// passOver says why a page is no article.
func (p *Page) passOver(head, rev []byte) string {
	switch {
	case p.Title == "":
		return "without a title"
	case bytes.Contains(head, []byte("<redirect")):
		return "a redirect"
	case p.Namespace != 0:
		return "no article: namespace " + strconv.Itoa(p.Namespace)
	}
	if m := element(rev, "model"); m != "" && m != "wikitext" {
		return "not written in wikitext"
	}
	return ""
}

// textOf is what stands between the marks of a revision's <text>.
func textOf(rev []byte) (raw []byte, skip string) {
	i := bytes.Index(rev, []byte("<text"))
	if i < 0 {
		return nil, "without a text"
	}
	mark, rest, ok := bytes.Cut(rev[i:], []byte(">"))
	switch {
	case !ok || bytes.Contains(mark, []byte("deleted=")):
		return nil, "its text was deleted"
	case bytes.HasSuffix(mark, []byte("/")):
		return nil, "empty"
	}
	raw, _, ok = bytes.Cut(rest, []byte("</text>"))
	if !ok {
		return nil, "without a text"
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, "empty"
	}
	return raw, ""
}

func title(head []byte) string { return unescape(element(head, "title")) }

// element is what stands between the marks of the first element of a name.
func element(b []byte, name string) string {
	i := bytes.Index(b, []byte("<"+name+">"))
	if i < 0 {
		return ""
	}
	b = b[i+len(name)+2:]
	b, _, ok := bytes.Cut(b[:min(len(b), 4096)], []byte("</"+name+">"))
	if !ok {
		return ""
	}
	return string(b)
}

// ReadSite reads the head of an export.
func ReadSite(head []byte) *Site {
	s := &Site{Name: unescape(element(head, "sitename"))}
	if base := unescape(element(head, "base")); strings.HasPrefix(base, "http") {
		s.Base = base[:strings.LastIndexByte(base, '/')+1]
	}
	if _, rest, ok := bytes.Cut(head, []byte(`<namespace key="14"`)); ok {
		if _, rest, ok = bytes.Cut(rest, []byte(">")); ok {
			name, _, _ := bytes.Cut(rest[:min(len(rest), 200)], []byte("<"))
			s.Category = unescape(string(name))
		}
	}
	return s
}

// address is where the page of a title stands on the web.
func (s *Site) address(title string) string {
	if s == nil || s.Base == "" || title == "" {
		return ""
	}
	return s.Base + strings.ReplaceAll(url.PathEscape(strings.ReplaceAll(title, " ", "_")), "%2F", "/")
}
