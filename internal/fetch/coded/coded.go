// Package coded undoes the content codings of HTTP (gzip, deflate, br, zstd)
// within a stated bound, so that no answer of a server and no record of a web
// archive unpacks to more than a document may be.
package coded

import (
	"bufio"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"dossier/internal/fault"
)

// maxCodings is how many codings may lie upon each other.
const maxCodings = 3

// Read gives all of r with the codings undone that the header field
// Content-Encoding names, outermost last. More than max bytes, before or after,
// are an error of kind fault.TooLarge; a coding that is not known is one of kind
// fault.Unsupported.
//
// A body whose header says gzip or zstd and which does not begin as such data
// does is taken as it is: web archives often keep the header and not the coding.
func Read(r io.Reader, codings string, max int64) ([]byte, error) {
	names, err := list(codings)
	if err != nil {
		return nil, err
	}
	r = &bounded{r: r, left: max, max: max}
	for i := len(names) - 1; i >= 0; i-- {
		u, done, err := undo(names[i], bufio.NewReaderSize(r, 4096))
		if err != nil {
			return nil, broken(names[i], err)
		}
		defer done()
		r = &bounded{r: u, left: max, max: max, coding: names[i]}
	}
	return io.ReadAll(r)
}

// list is the codings of a header field, in lower case, without identity.
func list(codings string) ([]string, error) {
	var out []string
	for name := range strings.SplitSeq(codings, ",") {
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "", "identity", "none":
		case "gzip", "x-gzip", "deflate", "br", "zstd":
			out = append(out, name)
		default:
			return nil, fault.New(fault.Unsupported, "the content coding %.40q is not known", name)
		}
	}
	if len(out) > maxCodings {
		return nil, fault.New(fault.TooLarge, "more than %d content codings upon each other", maxCodings)
	}
	return out, nil
}

// undo opens the data of one coding; done gives back what it holds.
func undo(coding string, r *bufio.Reader) (u io.Reader, done func(), err error) {
	nothing := func() {}
	head, _ := r.Peek(4)
	switch coding {
	case "gzip", "x-gzip":
		if len(head) < 2 || head[0] != 0x1F || head[1] != 0x8B {
			return r, nothing, nil
		}
		u, err = gzip.NewReader(r)
	case "deflate": // zlib by the standard, bare by habit of some servers
		if len(head) >= 2 && head[0]&0x0F == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			u, err = zlib.NewReader(r)
		} else {
			u = flate.NewReader(r)
		}
	case "br":
		u = brotli.NewReader(r)
	case "zstd":
		if string(head) != "\x28\xB5\x2F\xFD" {
			return r, nothing, nil
		}
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, nil, err
		}
		return d, d.Close, nil
	}
	return u, nothing, err
}

func broken(coding string, err error) error {
	return fault.New(fault.Unreadable, "broken %s data: %w", coding, err)
}

// bounded ends a stream with an error behind max bytes.
type bounded struct {
	r         io.Reader
	left, max int64
	coding    string // undone by r; "" for the body itself
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, fault.New(fault.TooLarge, "more than %d bytes in one document", b.max)
	}
	if err != nil && err != io.EOF && b.coding != "" && fault.Of(err) == "" {
		err = broken(b.coding, err)
	}
	return n, err
}
