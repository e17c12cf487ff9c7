// Package warc reads web archives (WARC, ISO 28500): the pages that a crawler
// kept, one after the other, holding no more than one in memory. A damaged record
// costs that record and no other: reading goes on at the next one that can be found.
package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"dossier/internal/fault"
)

// Entry is one page, or why there is none.
type Entry struct {
	URL   string // where it was fetched; "" when the record does not say
	Date  string // when, as the record has it
	Type  string // as the server called it
	Bytes []byte // the page, unpacked; the caller's to keep
	Err   error
}

// Options bounds what is read. The zero Options are the stated defaults.
type Options struct {
	MaxBytes int64 // of one page; 64 MiB
	MaxRatio int64 // unpacked bytes per packed byte, beyond the first MiB; 250
}

// Is reports whether a stream that begins with head is a WARC file, unpacked.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte("WARC/")) }

// maxHeader bounds the header of a record.
const maxHeader = 64 << 10

// Read hands the pages of a WARC file to yield until it returns false: responses with
// status 200, resources and conversions whose type is text, HTML, mail or PDF. Other
// records are passed over. r may be packed with gzip, each record by itself or all at
// once. Read reports whether yield wanted more; an error of r itself is the last entry.
func Read(r io.Reader, opt Options, yield func(Entry) bool) bool {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = 64 << 20
	}
	if opt.MaxRatio <= 0 {
		opt.MaxRatio = 250
	}
	in := bufio.NewReaderSize(r, 64<<10)
	if head, _ := in.Peek(2); string(head) == "\x1f\x8b" {
		return members(in, opt, yield)
	}
	return records(in, opt, yield)
}

// counted is a reader of bytes that counts them: gzip reads no further than its
// member from one that can give back single bytes.
type counted struct {
	*bufio.Reader
	n int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += int64(n)
	return n, err
}

func (c *counted) ReadByte() (byte, error) {
	b, err := c.Reader.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// members reads the gzip members one after the other. After a broken one it looks
// for the next.
func members(in *bufio.Reader, opt Options, yield func(Entry) bool) bool {
	c := &counted{Reader: in}
	z := new(gzip.Reader)
	for {
		head, err := in.Peek(3)
		if len(head) == 0 {
			return err == io.EOF || yield(Entry{Err: unreadable(err)})
		}
		if string(head) != "\x1f\x8b\x08" {
			if _, err := c.ReadByte(); err != nil {
				return true
			}
			continue
		}
		if err := z.Reset(c); err != nil {
			if !yield(Entry{Err: fault.New(fault.Unreadable, "a broken gzip member: %w", err)}) {
				return false
			}
			continue
		}
		z.Multistream(false)
		start := c.n
		g := &swelling{r: z, in: func() int64 { return c.n - start }, ratio: opt.MaxRatio}
		if !records(bufio.NewReaderSize(g, 32<<10), opt, yield) {
			return false
		}
	}
}

// swelling ends a stream that unpacks beyond measure.
type swelling struct {
	r     io.Reader
	in    func() int64
	out   int64
	ratio int64
}

func (s *swelling) Read(b []byte) (int, error) {
	n, err := s.r.Read(b)
	s.out += int64(n)
	if s.out > 1<<20 && s.out > (s.in()+1)*s.ratio {
		return 0, fault.New(fault.TooLarge, "looks like a bomb: it unpacks to more than %d times its size", s.ratio)
	}
	return n, err
}

// records reads the records of an unpacked stream.
func records(in *bufio.Reader, opt Options, yield func(Entry) bool) bool {
	for {
		skipped, err := toRecord(in)
		if skipped && !yield(Entry{Err: fault.New(fault.Unreadable, "something that is no WARC record was passed over")}) {
			return false
		}
		if err != nil {
			return err == io.EOF || yield(Entry{Err: unreadable(err)})
		}
		e, ok, err := record(in, opt)
		if ok && !yield(e) {
			return false
		}
		if err != nil {
			return err == io.EOF || yield(Entry{URL: e.URL, Err: unreadable(err)})
		}
	}
}

func unreadable(err error) error {
	if fault.Of(err) != "" {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.New(fault.Unreadable, "the file ends within a record")
	}
	return fault.New(fault.Unreadable, "%w", err)
}

// toRecord goes to the next line that begins a record, and reports whether it passed
// over more than empty lines.
func toRecord(in *bufio.Reader) (skipped bool, err error) {
	for {
		head, err := in.Peek(5)
		if string(head) == "WARC/" {
			return skipped, nil
		}
		if len(head) == 0 {
			return skipped, err
		}
		line, err := in.ReadSlice('\n')
		skipped = skipped || len(bytes.TrimSpace(line)) > 0
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return skipped, err
		}
	}
}

// record reads one record; ok says that it is a page. The error is that of the
// stream, behind which nothing can be read.
func record(in *bufio.Reader, opt Options) (e Entry, ok bool, err error) {
	h, err := header(in)
	if err != nil {
		if fault.Of(err) != "" { // what follows can still be found
			return Entry{Err: err}, true, nil
		}
		return Entry{}, false, err
	}
	e = Entry{URL: strings.Trim(h.Get("WARC-Target-URI"), "<>"), Date: h.Get("WARC-Date")}
	size, err := strconv.ParseInt(strings.TrimSpace(h.Get("Content-Length")), 10, 64)
	if err != nil || size < 0 {
		e.Err = fault.New(fault.Unreadable, "a record without its length")
		return e, true, nil
	}
	body := &io.LimitedReader{R: in, N: size}
	kind := strings.ToLower(h.Get("WARC-Type"))
	switch kind {
	case "response", "resource", "conversion":
		ok = page(&e, kind, h, body, opt)
	}
	if _, err := io.Copy(io.Discard, body); err != nil {
		return e, ok, err
	}
	if body.N > 0 {
		return e, false, io.ErrUnexpectedEOF
	}
	return e, ok, nil
}

// header reads the lines that a record begins with.
func header(in *bufio.Reader) (textproto.MIMEHeader, error) {
	var b bytes.Buffer
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		if !first {
			b.Write(line)
		}
		if b.Len() > maxHeader {
			return nil, fault.New(fault.TooLarge, "a record's header of more than %d bytes", maxHeader)
		}
		if !first && len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
	}
	h, err := textproto.NewReader(bufio.NewReader(&b)).ReadMIMEHeader()
	if err != nil {
		return nil, fault.New(fault.Unreadable, "a record with a broken header: %v", err)
	}
	return h, nil
}

// page reads the page of a record; it reports false for what is no report.
func page(e *Entry, kind string, h textproto.MIMEHeader, body io.Reader, opt Options) bool {
	content := body
	e.Type = h.Get("Content-Type")
	var coding string
	if kind == "response" {
		if !strings.HasPrefix(strings.ToLower(e.Type), "application/http") {
			return false
		}
		res, err := http.ReadResponse(bufio.NewReader(body), nil)
		if err != nil {
			e.Err = fault.New(fault.Unreadable, "a broken answer of the server: %v", err)
			return true
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			return false
		}
		content, e.Type, coding = res.Body, res.Header.Get("Content-Type"), strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding")))
	}
	if !report(e.Type) {
		return false
	}
	u, err := decoded(content, coding, opt.MaxRatio)
	if err == nil {
		e.Bytes, err = whole(u, opt.MaxBytes)
	}
	if err != nil {
		e.Bytes, e.Err = nil, unreadable(err)
	}
	return e.Err != nil || len(e.Bytes) > 0
}

// report reports whether a type of content can be a report.
func report(contentType string) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		t, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(contentType)), ";")
	}
	switch t {
	case "", "text/html", "text/plain", "application/xhtml+xml", "application/pdf", "message/rfc822", "text/x-wiki":
		return true
	}
	return false
}

// decoded takes off what the server packed the page in.
func decoded(r io.Reader, coding string, ratio int64) (io.Reader, error) {
	in := &counter{r: r}
	var u io.Reader
	var err error
	switch coding {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		u, err = gzip.NewReader(in)
	case "deflate": // zlib by the standard, bare by some servers
		b := bufio.NewReader(in)
		if head, _ := b.Peek(2); len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			u, err = zlib.NewReader(b)
		} else {
			u = flate.NewReader(b)
		}
	default:
		return nil, fault.New(fault.Unsupported, "packed as %.20q by the server", coding)
	}
	if err != nil {
		return nil, fmt.Errorf("broken %s data: %w", coding, err)
	}
	return &swelling{r: u, in: func() int64 { return in.n }, ratio: ratio}, nil
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

func whole(r io.Reader, most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > most {
		return nil, fault.New(fault.TooLarge, "more than %d bytes in one page", most)
	}
	return b, nil
}
