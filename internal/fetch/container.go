package fetch

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/fetch/bzip"
	"dossier/internal/fetch/remote"
	"dossier/internal/source/dump"
	"dossier/internal/source/warc"
)

// kind is what sort of file of many documents a file is.
type kind int

const (
	none    kind = iota
	capture      // a web archive
	export       // a MediaWiki export
)

// Mark is a place in a file of many documents at which reading can begin again.
// The zero Mark is its beginning.
type Mark struct {
	At       int64 `json:"at"`       // where in the file to begin
	Pass     int64 `json:"pass"`     // unpacked bytes after that which are passed over
	Unpacked int64 `json:"unpacked"` // where that is in the whole, unpacked
}

// container is one file of many documents.
type container struct {
	path    string
	many    kind
	r       io.Reader // its bytes, from mark on; unpacked, except those of a web archive
	f       *os.File  // nil when it is a stream
	size    int64
	packing packing
	sha     string
	mark    Mark
	z       *bzip.Reader
	skipped map[string]int
	seen    int
}

// manyOf tells what a stream that begins with head is, unpacked by one packing less
// where it is a web archive.
func manyOf(head []byte, packed packing) kind {
	switch {
	case warc.Is(head), packed == gz && warc.IsPacked(head):
		return capture
	case packed == bare && dump.Is(head):
		return export
	}
	return none
}

// manyIn tells what a file is; an export may be packed.
func (w *walker) manyIn(f *os.File, size int64, packed packing, head []byte) kind {
	if many := manyOf(head, packed); many != none || packed == bare || packed == tarst || packed == zipst {
		return many
	}
	u, done, err := unpack(w.ctx, packed, io.NewSectionReader(f, 0, size))
	if err != nil {
		return none
	}
	defer done()
	inner := make([]byte, peeked)
	n, _ := io.ReadFull(u, inner)
	if dump.Is(inner[:n]) {
		return export
	}
	return none
}

// collection reports whether a ZIP archive is a WACZ file: web archives with their
// indexes.
func collection(z *zip.Reader) bool {
	described, archives := false, false
	for _, f := range z.File {
		described = described || f.Name == "datapackage.json"
		archives = archives || strings.HasPrefix(f.Name, "archive/") && strings.Contains(f.Name, ".warc")
	}
	return described && archives
}

// container reads a file of many documents, from where it was left.
func (w *walker) container(c *container) bool {
	if w.opt.Places != nil {
		var err error
		if c.sha, err = w.hash(c); err != nil {
			return w.fail(c.path, readError(err))
		}
		c.mark = w.opt.Places.Begin(c.path, c.sha)
		c.mark.At = min(max(c.mark.At, 0), c.size)
	}
	if !w.read(c) {
		return false
	}
	if w.opt.Places != nil {
		w.opt.Places.Reached(c.path, c.sha, Mark{})
	}
	return true
}

// read reads the file of c from its mark on.
func (w *walker) read(c *container) bool {
	in := &counter{r: w.progress(c, io.NewSectionReader(c.f, c.mark.At, c.size-c.mark.At), c.mark.At)}
	if c.many == capture || c.packing == bare {
		c.r = in
		return w.many(c)
	}
	var u io.Reader
	ok := true
	if c.packing == bz {
		c.z = bzip.NewReader(w.ctx, in, bzip.Options{Base: c.mark.At, Broken: func(_ int64, err error) { ok = ok && w.fail(c.path, err) }})
		defer c.z.Close()
		u = c.z
	} else {
		var done func()
		var err error
		if u, done, err = unpack(w.ctx, c.packing, in); err != nil {
			return w.fail(c.path, readError(err))
		}
		defer done()
	}
	c.r = &guard{r: u, in: in, max: w.opt.MaxRatio, total: math.MaxInt64, kind: c.packing}
	if _, err := io.CopyN(io.Discard, c.r, c.mark.Pass); err != nil && err != io.EOF {
		return w.fail(c.path, readError(err))
	}
	return w.many(c) && ok
}

// hash is the SHA-256 of a file.
func (w *walker) hash(c *container) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, w.progress(c, io.NewSectionReader(c.f, 0, c.size), 0)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// progress tells of what is read of a file, from an offset on, and ends with the
// context.
func (w *walker) progress(c *container, r io.Reader, at int64) io.Reader {
	r = ctxReader{w.ctx, r}
	if w.opt.Progress == nil {
		return r
	}
	return telling{r, func(n int) { at += int64(n); w.opt.Progress(c.path, at, c.size) }}
}

// telling tells how much each read gave.
type telling struct {
	r    io.Reader
	tell func(n int)
}

func (t telling) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.tell(n)
	return n, err
}

// many reads the documents of c.
func (w *walker) many(c *container) bool {
	c.skipped = map[string]int{}
	defer w.note(c)
	if c.many == capture {
		opt := warc.Options{MaxBytes: w.opt.MaxBytes, Want: w.opt.Match.address, Base: c.mark.At, Pass: c.mark.Pass}
		return warc.Read(w.ctx, c.r, opt, func(e warc.Entry) bool { return w.capture(c, e) })
	}
	opt := dump.Options{Want: w.opt.Match.page, Revisions: w.opt.Revisions, Base: c.mark.Unpacked}
	if c.mark.Unpacked > 0 {
		opt.Site = c.site(w)
	}
	return dump.Read(w.ctx, c.r, opt, func(p dump.Page) bool { return w.page(c, p) })
}

// site reads the head of an export again that is not read from its beginning.
func (c *container) site(w *walker) *dump.Site {
	var r io.Reader = io.NewSectionReader(c.f, 0, c.size)
	if c.packing != bare {
		u, done, err := unpack(w.ctx, c.packing, r)
		if err != nil {
			return &dump.Site{}
		}
		defer done()
		r = u
	}
	var head []byte
	br := bufio.NewReader(io.LimitReader(r, 1<<20))
	for !bytes.Contains(head, []byte("</siteinfo>")) {
		line, err := br.ReadBytes('>')
		if head = append(head, line...); err != nil {
			break
		}
	}
	return dump.ReadSite(head)
}

// often is how many entries may be passed over before the place is told.
const often = 500

// give yields an entry, or counts it as passed over, and tells how far the file is
// read.
func (w *walker) give(c *container, it Item, skip string, reached func() Mark) bool {
	c.seen++
	if skip != "" {
		c.skipped[skip]++
	} else if !w.yield(it) {
		return false
	}
	if c.f != nil && w.opt.Places != nil && (skip == "" || c.seen%often == 0) {
		w.opt.Places.Reached(c.path, c.sha, reached())
	}
	return true
}

// capture yields the document of a capture.
func (w *walker) capture(c *container, e warc.Entry) bool {
	if e.Skip == "" && e.Err == nil && !w.opt.Match.capture(e.Bytes) {
		e.Skip = "not asked for"
	}
	it := Item{Path: name(c.path, e.URL), Bytes: e.Bytes, Err: e.Err}
	if e.Err == nil && e.Skip == "" {
		it.From = &doc.Provenance{URL: e.URL, Retrieved: e.Retrieved, Container: c.path, SHA256: c.sha, Offset: e.Offset, Entry: e.ID}
		if u, err := url.Parse(e.URL); err == nil {
			it.From.Outlet = remote.Outlet(u)
		}
		for _, f := range e.Header {
			it.From.Headers = append(it.From.Headers, doc.Field(f))
		}
	}
	// The entry itself is read again: only the next one tells where this one ends.
	return w.give(c, it, e.Skip, func() Mark { return Mark{At: e.Offset, Pass: e.Pass} })
}

// page yields the document of a page of an export.
func (w *walker) page(c *container, p dump.Page) bool {
	it := Item{Path: name(c.path, p.Title), Bytes: p.Bytes, Err: p.Err}
	if p.Err == nil && p.Skip == "" {
		it.From = &doc.Provenance{URL: p.URL, Outlet: p.Site.Name, Container: c.path, SHA256: c.sha, Offset: p.Offset, Entry: p.Revision}
	}
	return w.give(c, it, p.Skip, func() Mark { return c.after(p) })
}

// name is what an entry is called.
func name(path, entry string) string {
	if entry == "" {
		return path
	}
	return path + "#" + entry
}

// after is the mark behind a page.
func (c *container) after(p dump.Page) Mark {
	switch {
	case c.packing == bare:
		return Mark{At: p.End, Unpacked: p.End}
	case c.z != nil:
		at, pass := c.z.Mark(p.End - c.mark.Unpacked + c.mark.Pass)
		return Mark{At: at, Pass: pass, Unpacked: p.End}
	}
	return Mark{Pass: p.End, Unpacked: p.End}
}

// note tells how many entries were passed over and why, the most frequent reasons
// first.
func (w *walker) note(c *container) {
	if w.opt.Note == nil || len(c.skipped) == 0 {
		return
	}
	type reason struct {
		why string
		n   int
	}
	var all []reason
	total := 0
	for why, n := range c.skipped {
		all = append(all, reason{why, n})
		total += n
	}
	slices.SortFunc(all, func(a, b reason) int { return cmp.Or(b.n-a.n, cmp.Compare(a.why, b.why)) })
	var parts []string
	rest := total
	for _, r := range all[:min(len(all), 6)] {
		parts = append(parts, fmt.Sprintf("%d %s", r.n, r.why))
		rest -= r.n
	}
	if rest > 0 {
		parts = append(parts, fmt.Sprintf("%d for other reasons", rest))
	}
	w.opt.Note(c.path, fmt.Sprintf("%d of %d entries passed over: %s", total, c.seen, strings.Join(parts, "; ")))
}
