package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"

	"dossier/internal/fault"
)

const (
	free  = 1 << 20 // unpacked bytes of a member before the ratio counts
	ratio = 250     // the most unpacked bytes for a packed one
)

// errRead marks an error of reading the file, as opposed to one of a page in it.
var errRead = errors.New("the record breaks off")

// input is the file, read once from front to end.
type input struct {
	br   *bufio.Reader
	read int64 // bytes that br took
	base int64

	packed bool // the file is packed with gzip
	z      *gzip.Reader
	buf    *bufio.Reader // of members
}

func newInput(r io.Reader, base int64) *input {
	in := &input{base: base}
	in.br = bufio.NewReaderSize(countReader{r, &in.read}, 64<<10)
	in.buf = bufio.NewReaderSize(nil, 64<<10)
	return in
}

type countReader struct {
	r io.Reader
	n *int64
}

func (c countReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}

// at is the offset of the next byte.
func (in *input) at() int64 { return in.base + in.read - int64(in.br.Buffered()) }

// member is a run of bytes with records in it: a gzip member, or a plain file.
type member struct {
	in     *input
	r      *bufio.Reader
	offset int64 // in the file
	packed bool
	out    int64 // bytes that r took
}

// member opens what comes next. io.EOF is the end of the file.
func (in *input) member() (*member, error) {
	head, err := in.br.Peek(2)
	if len(head) < 2 {
		if err == io.EOF {
			return nil, io.EOF
		}
		return nil, fault.New(fault.Unreadable, "%w", err)
	}
	m := &member{in: in, offset: in.at()}
	packed := head[0] == 0x1F && head[1] == 0x8B
	if in.packed && !packed {
		return nil, fault.New(fault.Unreadable, "no gzip data at byte %d", m.offset)
	}
	if in.packed = packed; !packed {
		m.r = in.buf
		m.r.Reset(countReader{in.br, &m.out})
		return m, nil
	}
	m.packed = true
	if in.z == nil {
		in.z, err = gzip.NewReader(in.br)
	} else {
		err = in.z.Reset(in.br)
	}
	if err != nil {
		in.z = nil
		return nil, fault.New(fault.Unreadable, "broken gzip data at byte %d: %w", m.offset, err)
	}
	in.z.Multistream(false)
	m.r = in.buf
	m.r.Reset(&swell{m: m, r: in.z})
	return m, nil
}

// swell reads a gzip member and ends one that unpacks beyond measure.
type swell struct {
	m *member
	r io.Reader
}

func (s *swell) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.m.out += int64(n)
	if in := s.m.in.at() - s.m.offset; s.m.out > free && s.m.out > in*ratio {
		return 0, fault.New(fault.TooLarge, "looks like a bomb: %d bytes of gzip data unpack to more than %d times as many", in, ratio)
	}
	return n, err
}

// pos is how many unpacked bytes of the member are read.
func (m *member) pos() int64 { return m.out - int64(m.r.Buffered()) }

// skip passes over n bytes.
func (m *member) skip(n int64) error {
	if n == 0 {
		return nil
	}
	if _, err := io.CopyN(io.Discard, m.r, n); err != nil {
		return m.broken(err)
	}
	return nil
}

// begin passes over the line breaks between records and tells where the next one
// begins. io.EOF is the end of the member.
func (m *member) begin() (offset, pass int64, err error) {
	for {
		b, err := m.r.Peek(1)
		if len(b) == 0 {
			if err == io.EOF {
				return 0, 0, io.EOF
			}
			offset, pass = m.place()
			return offset, pass, m.broken(err)
		}
		if b[0] != '\r' && b[0] != '\n' {
			offset, pass = m.place()
			return offset, pass, nil
		}
		m.r.Discard(1)
	}
}

// place is where reading can begin again to come here.
func (m *member) place() (offset, pass int64) {
	if m.packed {
		return m.offset, m.pos()
	}
	return m.offset + m.pos(), 0
}

// broken is the error of a record that cannot be read to its end.
func (m *member) broken(err error) error {
	offset, _ := m.place()
	if k := fault.Of(err); k == fault.TooLarge || k == fault.Unreadable {
		return err
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errRead
	}
	return fault.New(fault.Unreadable, "broken record near byte %d: %w", offset, err)
}

// resync looks for the next record of a plain file.
func (m *member) resync() bool {
	return scan(m.r, []byte("\nWARC/"), func(b []byte) bool { return Is(b[1:]) })
}

// resync looks for the next gzip member that holds a record.
func (in *input) resync() bool {
	in.z = nil
	return scan(in.br, []byte("\x1F\x8B\x08"), func(b []byte) bool { return IsPacked(b) })
}

// scan moves br forward to the next place where mark stands and fits says so. It
// is false at the end of the file.
func scan(br *bufio.Reader, mark []byte, fits func(b []byte) bool) bool {
	const look = 4096
	for {
		b, _ := br.Peek(br.Size())
		i := bytes.Index(b, mark)
		switch {
		case i < 0 && len(b) < br.Size():
			br.Discard(len(b))
			return false
		case i < 0:
			br.Discard(len(b) - len(mark))
		case len(b)-i < look && len(b) == br.Size():
			br.Discard(i)
		case fits(b[i:]):
			br.Discard(i)
			return true
		default:
			br.Discard(i + 1)
		}
	}
}

// unpackHead unpacks the first bytes of gzip data, as far as head goes.
func unpackHead(head []byte) ([]byte, error) {
	if len(head) < 18 || head[0] != 0x1F || head[1] != 0x8B {
		return nil, io.ErrUnexpectedEOF
	}
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return nil, err
	}
	out := make([]byte, 16)
	n, err := io.ReadFull(z, out)
	return out[:n], err
}
