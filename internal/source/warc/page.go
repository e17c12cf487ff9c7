package warc

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"hash"
	"io"
	"net/http/httputil"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/fetch/coded"
)

// kept are the header fields of use.
var kept = []string{"Content-Language", "Content-Type", "Date", "ETag", "Last-Modified", "Server"}

// page reads the page of a capture out of its block.
func (f *file) page(e *Entry, h head, kind string, block io.Reader) {
	sum, want := digest(h.get("WARC-Block-Digest"))
	if sum != nil {
		block = io.TeeReader(block, sum)
	}
	src := &failing{r: block}
	br := bufio.NewReaderSize(src, maxHead)
	e.Type = h.get("Content-Type")
	codings, chunked := "", false
	if kind == "response" {
		ans, err := readHead(br)
		switch {
		case src.err != nil:
			e.Err = broken(src.err)
			return
		case err != nil || ans.status() == 0:
			e.Err = fault.New(fault.Unreadable, "the capture is no answer of a web host")
			return
		case ans.status() != 200:
			e.Skip = statusText(ans.status())
			return
		}
		e.Type = ans.get("Content-Type")
		codings = ans.all("Content-Encoding")
		chunked = strings.Contains(strings.ToLower(ans.get("Transfer-Encoding")), "chunked")
		e.Header = ans.kept()
	}
	if e.Skip = notText(e.Type); e.Skip != "" {
		return
	}
	e.Bytes, e.Err = body(br, chunked, codings, f.opt.MaxBytes)
	if src.err != nil {
		e.Bytes, e.Err = nil, broken(src.err)
		return
	}
	if e.Err == nil && sum != nil {
		if _, err := io.Copy(io.Discard, br); err != nil {
			e.Bytes, e.Err = nil, broken(err)
		} else if !bytes.Equal(sum.Sum(nil), want) {
			e.Bytes, e.Err = nil, fault.New(fault.Unreadable, "the bytes are not those captured: the record's %s differs", h.get("WARC-Block-Digest")[:4])
		}
	}
	if e.Err == nil && len(e.Bytes) == 0 {
		e.Skip = "empty"
	}
}

func broken(err error) error { return fault.New(fault.Unreadable, "%w: %w", errRead, err) }

// failing remembers an error of reading the file.
type failing struct {
	r   io.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// kept is the fields of use of an answer.
func (h head) kept() []Field {
	var out []Field
	for _, name := range kept {
		if v := h.get(name); v != "" && len(v) <= 512 {
			out = append(out, Field{name, v})
		}
	}
	return out
}

// notText says why a page of a media type is passed over, "" when it is read.
func notText(kind string) string {
	kind, _, _ = strings.Cut(kind, ";")
	switch kind = strings.ToLower(strings.TrimSpace(kind)); kind {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822", "text/x-wiki":
		return ""
	}
	if len(kind) > 60 {
		kind = kind[:60]
	}
	return "no report: " + kind
}

// body undoes the codings of transfer and content. Chunks are only undone where
// there are any: some archives keep the header and not the chunks.
func body(br *bufio.Reader, chunked bool, codings string, max int64) ([]byte, error) {
	var r io.Reader = br
	if chunked && startsChunk(br) {
		r = httputil.NewChunkedReader(br)
	}
	b, err := coded.Read(r, codings, max)
	if err != nil && fault.Of(err) == "" {
		err = fault.New(fault.Unreadable, "the answer that was captured is broken: %w", err)
	}
	return b, err
}

// startsChunk reports whether br begins with the length of a chunk.
func startsChunk(br *bufio.Reader) bool {
	b, _ := br.Peek(64)
	n := 0
	for n < len(b) && strings.IndexByte("0123456789abcdefABCDEF", b[n]) >= 0 {
		n++
	}
	rest := bytes.TrimLeft(b[n:], " \t")
	return n > 0 && n <= 16 && len(rest) > 0 && (rest[0] == '\r' || rest[0] == '\n' || rest[0] == ';')
}

// digest is the hash that a record's digest is made with, and what it must give;
// nil for a digest that is not known.
func digest(s string) (hash.Hash, []byte) {
	name, value, ok := strings.Cut(s, ":")
	if !ok {
		return nil, nil
	}
	var h hash.Hash
	switch strings.ToLower(name) {
	case "sha1", "sha-1":
		h = sha1.New()
	case "sha256", "sha-256":
		h = sha256.New()
	default:
		return nil, nil
	}
	if b, err := hex.DecodeString(value); err == nil && len(b) == h.Size() {
		return h, b
	}
	b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ToUpper(strings.TrimRight(value, "=")))
	if err != nil || len(b) != h.Size() {
		return nil, nil
	}
	return h, b
}
