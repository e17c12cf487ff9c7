// Package warc reads the captures of a web archive file (WARC 1.0 and 1.1, ISO
// 28500; plain, or gzip with a member for each record): one document for each page
// that was captured.
//
// It streams: one record is held at a time, none beyond a stated size. A record
// that is broken is told and the next one is looked for. What is no document, a
// picture, a redirect, a page that had not changed since an earlier capture, is
// passed over with the reason.
package warc

import (
	"context"
	"errors"
	"io"
	"strings"

	"dossier/internal/fault"
)

// Options say what is read. The zero Options read every document.
type Options struct {
	MaxBytes int64                 // of one document, as captured and unpacked; 64 MiB
	Want     func(url string) bool // which pages; nil: all
	Base     int64                 // where in the file the reader begins
	Pass     int64                 // unpacked bytes of the first gzip member that are passed over
}

// Entry is one page of the archive, or the reason why there is none.
type Entry struct {
	URL       string
	Retrieved string // when it was captured, RFC 3339
	ID        string // of the record
	Type      string // media type, as the host told it
	Header    []Field
	Bytes     []byte // the page: codings of transfer and content undone; the caller's to keep
	Skip      string // why it is passed over
	Err       error
	// Offset is where in the file the record begins, or the gzip member that it
	// lies in, and Pass how many unpacked bytes of that member come before it.
	Offset, Pass int64
}

// Field is one header field of the answer that was captured.
type Field struct{ Name, Value string }

// Is reports whether a file that begins with head is a web archive, unpacked.
func Is(head []byte) bool {
	return len(head) > 8 && string(head[:5]) == "WARC/" && head[5] >= '0' && head[5] <= '9' && head[6] == '.'
}

// IsPacked reports whether a file that begins with head is a web archive packed
// with gzip.
func IsPacked(head []byte) bool {
	inner, _ := unpackHead(head)
	return Is(inner)
}

// Read hands every capture in r to yield, in the order of the file, until yield
// returns false, which it reports. A file-wide error is the last entry.
func Read(ctx context.Context, r io.Reader, opt Options, yield func(Entry) bool) bool {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = 64 << 20
	}
	f := &file{ctx: ctx, opt: opt, in: newInput(r, opt.Base)}
	for pass := opt.Pass; ; pass = 0 {
		if err := ctx.Err(); err != nil {
			yield(Entry{Err: err, Offset: f.in.at()})
			return false
		}
		m, err := f.in.member()
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			if !yield(Entry{Err: err, Offset: f.in.at()}) {
				return false
			}
			if !f.in.resync() {
				return true
			}
			continue
		}
		if !f.records(m, pass, yield) {
			return false
		}
	}
}

// file is one run of Read.
type file struct {
	ctx context.Context
	opt Options
	in  *input
}

// records reads the records of a member: all of a plain file, most often one of a
// packed one.
func (f *file) records(m *member, pass int64, yield func(Entry) bool) bool {
	if err := m.skip(pass); err != nil {
		return yield(Entry{Err: err, Offset: m.offset, Pass: pass})
	}
	for {
		e, err := f.record(m)
		if err == io.EOF {
			return true
		}
		if err != nil {
			e = Entry{Err: err, Offset: e.Offset, Pass: e.Pass}
		}
		if (e.Err != nil || e.Skip != "" || e.Bytes != nil) && !yield(e) {
			return false
		}
		if err == nil {
			continue
		}
		if m.packed {
			f.in.resync()
			return true
		}
		if !m.resync() {
			return true
		}
	}
}

// record reads one record. An error is one after which the next record has to be
// looked for; what is wrong with the page alone is in the entry. An entry without
// bytes, reason or error is of a record that is no capture.
func (f *file) record(m *member) (e Entry, err error) {
	if err := f.ctx.Err(); err != nil {
		return e, err
	}
	e.Offset, e.Pass, err = m.begin()
	if err != nil {
		return e, err
	}
	h, err := readHead(m.r)
	if err != nil {
		return e, m.broken(err)
	}
	size, err := h.length()
	if err != nil {
		return e, m.broken(err)
	}
	block := &io.LimitedReader{R: m.r, N: size}
	f.capture(&e, h, block, size)
	if e.Err != nil && errors.Is(e.Err, errRead) {
		return e, m.broken(e.Err)
	}
	if _, err := io.Copy(io.Discard, block); err != nil {
		return e, m.broken(err)
	}
	if block.N > 0 {
		return e, m.broken(io.ErrUnexpectedEOF)
	}
	return e, nil
}

// capture fills the entry of a record that is one.
func (f *file) capture(e *Entry, h head, block io.Reader, size int64) {
	e.URL = strings.Trim(h.get("WARC-Target-URI"), "<> ")
	e.Retrieved, e.ID = date(h.get("WARC-Date")), strings.Trim(h.get("WARC-Record-ID"), "<> ")
	kind := strings.ToLower(h.get("WARC-Type"))
	switch kind {
	case "response", "resource", "conversion":
	case "revisit":
		e.Skip = "unchanged since an earlier capture"
		return
	case "continuation":
		e.Skip = "part of a record in several pieces"
		return
	default:
		return // about captures, none itself
	}
	web := strings.HasPrefix(e.URL, "http://") || strings.HasPrefix(e.URL, "https://")
	switch {
	case !web:
		e.Skip = "no page of the web"
	case h.get("WARC-Segment-Number") != "":
		e.Skip = "part of a record in several pieces"
	case f.opt.Want != nil && !f.opt.Want(e.URL):
		e.Skip = "not asked for"
	case size > f.opt.MaxBytes+maxHead:
		e.Err = tooLarge(f.opt.MaxBytes)
	default:
		f.page(e, h, kind, block)
	}
}

func tooLarge(max int64) error {
	return fault.New(fault.TooLarge, "more than %d bytes in one document", max)
}

// date is a date of WARC, RFC 3339 in the main; "" when it is none.
func date(s string) string {
	if len(s) < 10 || len(s) > 35 || s[4] != '-' || s[7] != '-' {
		return ""
	}
	return s
}
