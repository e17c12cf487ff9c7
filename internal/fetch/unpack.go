package fetch

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"dossier/internal/fault"
	"dossier/internal/fetch/bzip"
)

// peeked is the number of bytes that tell what a stream is: a tar header.
const peeked = 512

// free is the number of bytes that may be unpacked before the ratio counts.
const free = 1 << 20

// packing is how a stream is packed.
type packing string

const (
	bare  packing = ""
	gz    packing = "gzip"
	bz    packing = "bzip2"
	zst   packing = "Zstandard"
	tarst packing = "tar"
	zipst packing = "ZIP"
)

// packingOf recognises a packing by the first bytes of a stream. An office file
// or a book is a ZIP archive, but one document.
func packingOf(head []byte) packing {
	switch {
	case bytes.HasPrefix(head, []byte("\x1F\x8B")):
		return gz
	case len(head) > 9 && bytes.HasPrefix(head, []byte("BZh")) && head[3] >= '1' && head[3] <= '9' &&
		(bytes.Equal(head[4:10], []byte("1AY&SY")) || bytes.Equal(head[4:10], []byte("\x17rE8P\x90"))):
		return bz
	case bytes.HasPrefix(head, []byte("\x28\xB5\x2F\xFD")):
		return zst
	case bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipst
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if bundle(head) {
			return bare
		}
		return zipst
	case len(head) >= 262 && string(head[257:262]) == "ustar":
		return tarst
	}
	return bare
}

// bundle reports whether a ZIP archive is one document, by the name of its first
// member.
func bundle(head []byte) bool {
	if len(head) < 30 {
		return false
	}
	n := int(head[26]) | int(head[27])<<8
	name := string(head[30:min(len(head), 30+n)])
	return name == "[Content_Types].xml" || name == "mimetype" || strings.HasPrefix(name, "_rels/") ||
		strings.HasPrefix(name, "docProps/") || strings.HasPrefix(name, "word/") || strings.HasPrefix(name, "xl/") || strings.HasPrefix(name, "ppt/")
}

// open reads a file whose size is known: a ZIP archive and a file of many
// documents in place, all else as a stream.
func (w *walker) open(p string, f *os.File, size int64) bool {
	head := make([]byte, peeked)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return w.fail(p, notFound(err))
	}
	kind := packingOf(head[:n])
	if many := w.manyIn(f, size, kind, head[:n]); many != none {
		return w.container(&container{path: p, f: f, size: size, packing: kind, many: many})
	}
	switch kind {
	case zipst:
		return w.zip(p, f, size, 0)
	case bare:
		b, err := w.whole(f, size)
		if err != nil {
			return w.fail(p, err)
		}
		return w.emit(p, b)
	}
	return w.stream(p, ctxReader{w.ctx, f}, 0)
}

// whole reads a file of the given size as one document.
func (w *walker) whole(f *os.File, size int64) ([]byte, error) {
	if size > w.opt.MaxBytes {
		return nil, fault.New(fault.TooLarge, "%d bytes: at most %d are read as one document", size, w.opt.MaxBytes)
	}
	buf := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := buf.ReadFrom(io.LimitReader(ctxReader{w.ctx, f}, w.opt.MaxBytes+1))
	if err != nil {
		return nil, readError(err)
	}
	if int64(buf.Len()) > w.opt.MaxBytes {
		return nil, fault.New(fault.TooLarge, "more than %d bytes in one document", w.opt.MaxBytes)
	}
	return buf.Bytes(), nil
}

// stream reads a document, or the documents packed in it. nested counts the
// packings around it.
func (w *walker) stream(p string, r io.Reader, nested int) bool {
	br := bufio.NewReaderSize(r, 64<<10)
	head, err := br.Peek(peeked)
	if err != nil && err != io.EOF {
		return w.fail(p, readError(err))
	}
	kind := packingOf(head)
	if many := manyOf(head, kind); many != none {
		if g, ok := r.(*guard); ok {
			g.total = math.MaxInt64 // its documents are bounded one by one
		}
		return w.many(&container{path: p, many: many, r: br})
	}
	if kind != bare && nested >= w.opt.MaxNested {
		return w.fail(p, fault.New(fault.TooLarge, "packed more than %d times", w.opt.MaxNested))
	}
	switch kind {
	case bare:
		b, err := w.all(br)
		if err != nil {
			return w.fail(p, err)
		}
		return w.emit(p, b)
	case tarst:
		return w.tar(p, br, nested+1)
	case zipst: // its directory stands at the end
		b, err := w.all(br)
		if err != nil {
			return w.fail(p, err)
		}
		return w.zip(p, bytes.NewReader(b), int64(len(b)), nested)
	}
	in := &counter{r: br}
	u, done, err := unpack(w.ctx, kind, in)
	if err != nil {
		return w.fail(p, fault.New(fault.Unreadable, "broken %s data: %w", kind, err))
	}
	defer done()
	return w.stream(p, &guard{r: u, in: in, max: w.opt.MaxRatio, total: w.opt.MaxArchive, kind: kind}, nested+1)
}

// unpack opens a packed stream; done gives back what it holds.
func unpack(ctx context.Context, kind packing, r io.Reader) (u io.Reader, done func(), err error) {
	switch kind {
	case gz:
		u, err = gzip.NewReader(r)
	case bz:
		z := bzip.NewReader(ctx, r, bzip.Options{})
		return z, z.Close, nil
	default:
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(64<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, nil, err
		}
		return d, d.Close, nil
	}
	return u, func() {}, err
}

// all reads a whole document.
func (w *walker) all(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, w.opt.MaxBytes+1))
	if err != nil {
		return nil, readError(err)
	}
	if int64(len(b)) > w.opt.MaxBytes {
		return nil, fault.New(fault.TooLarge, "more than %d bytes in one document", w.opt.MaxBytes)
	}
	return b, nil
}

// readError keeps an error that has a kind and makes every other one
// unreadable.
func readError(err error) error {
	if fault.Of(err) != "" {
		return err
	}
	return fault.New(fault.Unreadable, "%w", err)
}

// counter counts the bytes that an unpacker reads, perhaps ahead of what it gives.
type counter struct {
	r io.Reader
	n atomic.Int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n.Add(int64(n))
	return n, err
}

// guard ends an unpacked stream that swells beyond measure.
type guard struct {
	r          io.Reader
	in         *counter
	n          int64
	max, total int64
	kind       packing
}

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	g.n += int64(n)
	if err := swells(g.kind, g.n, g.in.n.Load(), g.max, g.total); err != nil {
		return 0, err
	}
	if err != nil && err != io.EOF && fault.Of(err) == "" {
		err = fault.New(fault.Unreadable, "broken %s data: %w", g.kind, err)
	}
	return n, err
}

// swells is the error of a packing of which too much comes out.
func swells(kind packing, out, in, ratio, total int64) error {
	if out > total {
		return fault.New(fault.TooLarge, "more than %d bytes in one archive", total)
	}
	if out > free && out > in*ratio {
		return fault.New(fault.TooLarge, "looks like a bomb: %d bytes of %s data unpack to more than %d times as many", in, kind, ratio)
	}
	return nil
}

// tar reads the members of a tar archive.
func (w *walker) tar(p string, r io.Reader, nested int) bool {
	tr := tar.NewReader(r)
	members := &counter{r: tr} // a sparse member is larger than what stands for it
	for k := 0; ; k++ {
		if !w.live(p) {
			return false
		}
		h, err := tr.Next()
		if err == io.EOF {
			return true
		}
		if err != nil {
			if fault.Of(err) == "" {
				err = fault.New(fault.Unreadable, "broken tar archive: %w", err)
			}
			return w.fail(p, err)
		}
		if k >= w.opt.MaxMembers {
			return w.fail(p, w.tooMany())
		}
		if n := members.n.Load(); n > w.opt.MaxArchive {
			return w.fail(p, swells(tarst, n, 0, 0, w.opt.MaxArchive))
		}
		member := p + "!" + h.Name
		switch h.Typeflag {
		case tar.TypeReg:
			if hidden(h.Name) {
				continue
			}
			if !w.stream(member, members, nested) {
				return false
			}
		case tar.TypeDir, tar.TypeXGlobalHeader:
		default:
			if !w.fail(member, fault.New(fault.Unsupported, "a link or special file in an archive")) {
				return false
			}
		}
	}
}

func (w *walker) tooMany() error {
	return fault.New(fault.TooLarge, "more than %d members in one archive", w.opt.MaxMembers)
}

// hidden reports whether a member, or a folder it lies in, has a name that
// begins with a dot, or was put in by a desktop for itself.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > 1 && part[0] == '.' && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// zip reads the members of a ZIP archive in the order of its directory.
func (w *walker) zip(p string, r io.ReaderAt, size int64, nested int) bool {
	if nested >= w.opt.MaxNested {
		return w.fail(p, fault.New(fault.TooLarge, "packed more than %d times", w.opt.MaxNested))
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.fail(p, fault.New(fault.Unreadable, "broken ZIP archive: %w", err))
	}
	if len(z.File) > w.opt.MaxMembers {
		return w.fail(p, w.tooMany())
	}
	left := w.opt.MaxArchive
	captures := collection(z)
	if captures {
		left = math.MaxInt64
	}
	for _, f := range z.File {
		if !w.live(p) {
			return false
		}
		if strings.HasSuffix(f.Name, "/") || hidden(f.Name) || captures && !strings.HasPrefix(f.Name, "archive/") {
			continue
		}
		used, ok := w.zipMember(p+"!"+f.Name, f, size, left, nested+1)
		if !ok {
			return false
		}
		if left -= used; left <= 0 {
			return w.fail(p, fault.New(fault.TooLarge, "more than %d bytes in one archive", w.opt.MaxArchive))
		}
	}
	return true
}

// zipMember reads one member of an archive of size bytes and gives the number of bytes it unpacked to.
func (w *walker) zipMember(member string, f *zip.File, size, left int64, nested int) (used int64, ok bool) {
	if !f.Mode().IsRegular() {
		return 0, w.fail(member, fault.New(fault.Unsupported, "a link or special file in an archive"))
	}
	if f.Flags&1 != 0 {
		return 0, w.fail(member, fault.New(fault.Unsupported, "the member is encrypted"))
	}
	rc, err := f.Open()
	if err != nil {
		return 0, w.fail(member, fault.New(fault.Unreadable, "broken ZIP archive: %w", err))
	}
	defer rc.Close()
	packed := &counter{}
	packed.n.Store(int64(min(f.CompressedSize64, uint64(size))))
	g := &guard{r: ctxReader{w.ctx, rc}, in: packed, max: w.opt.MaxRatio, total: left, kind: zipst}
	ok = w.stream(member, g, nested)
	return g.n, ok
}
