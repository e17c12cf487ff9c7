// Package bzip unpacks bzip2 data, of many streams on all processors, with bounded
// memory.
//
// Data of many streams, as the "multistream" dumps of Wikipedia are, is cut at
// its streams: several are unpacked at once, one that is broken is told and left
// out, and reading can begin again at any of them. One long stream is unpacked by
// one processor.
package bzip

import (
	"bytes"
	"compress/bzip2"
	"context"
	"io"
	"runtime"
	"sync"

	"dossier/internal/fault"
)

const (
	maxAhead   = 8 << 20 // unpacked bytes of a stream that wait for their turn
	maxWorkers = 4
	magic      = 10 // bytes that a stream begins with: its header and a block's mark
)

// Options say how data is unpacked. The zero Options are good.
type Options struct {
	// Broken is told of each stream that cannot be unpacked, and where among the
	// packed bytes it begins. Without it the first one ends the reading.
	Broken func(at int64, err error)
	// Base is where among the packed bytes the reader begins.
	Base int64
	// MaxStream is how many packed bytes of a stream are held to be unpacked by
	// themselves; one that is longer is unpacked as it is read. 4 MiB.
	MaxStream int
}

// Reader unpacks. Close gives back what it holds.
type Reader struct {
	opt    Options
	ctx    context.Context
	cancel context.CancelFunc
	queue  chan chan stream
	ended  sync.WaitGroup
	now    io.Reader // the stream at hand
	at     int64     // where it begins among the packed bytes
	out    int64     // bytes unpacked
	marks  []mark
	err    error
}

// mark is where a stream begins, packed and unpacked.
type mark struct{ packed, unpacked int64 }

// stream is one stream unpacked, as far as maxAhead; rest is what is still packed.
type stream struct {
	at   int64
	data []byte
	rest io.Reader
	err  error
}

// NewReader unpacks what r gives.
func NewReader(ctx context.Context, r io.Reader, opt Options) *Reader {
	if opt.MaxStream <= 0 {
		opt.MaxStream = 4 << 20
	}
	ctx, cancel := context.WithCancel(ctx)
	workers := min(runtime.GOMAXPROCS(0), maxWorkers)
	z := &Reader{opt: opt, ctx: ctx, cancel: cancel, queue: make(chan chan stream, workers)}
	z.ended.Go(func() { (&splitter{r: r, at: opt.Base, z: z, ctx: ctx, slots: make(chan struct{}, workers)}).run() })
	return z
}

// Close ends the unpacking and waits for it.
func (z *Reader) Close() {
	z.cancel()
	for range z.queue {
	}
	z.ended.Wait()
}

// Read gives unpacked bytes.
func (z *Reader) Read(p []byte) (int, error) {
	for z.err == nil {
		if z.now == nil {
			if z.err = z.next(); z.err != nil {
				break
			}
		}
		n, err := z.now.Read(p)
		z.out += int64(n)
		switch {
		case err == io.EOF:
			z.now, err = nil, nil
		case err != nil:
			z.err = z.broken(z.at, err)
			z.now = nil
		}
		if n > 0 {
			return n, nil
		}
	}
	return 0, z.err
}

// next takes up the next stream that can be unpacked.
func (z *Reader) next() error {
	for one := range z.queue {
		s := <-one
		if s.err != nil {
			if err := z.broken(s.at, s.err); err != nil {
				return err
			}
			continue
		}
		z.at = s.at
		if n := len(z.marks); n == 0 || z.marks[n-1].unpacked < z.out {
			z.marks = append(z.marks, mark{s.at, z.out})
		} else {
			z.marks[n-1] = mark{s.at, z.out}
		}
		z.now = bytes.NewReader(s.data)
		if s.rest != nil {
			z.now = io.MultiReader(z.now, s.rest)
		}
		return nil
	}
	if err := z.ctx.Err(); err != nil {
		return err
	}
	return io.EOF
}

func (z *Reader) broken(at int64, err error) error {
	if fault.Of(err) == "" {
		err = fault.New(fault.Unreadable, "broken bzip2 data: the stream at byte %d: %w", at, err)
	}
	if z.opt.Broken == nil || fault.Of(err) == fault.TooLarge {
		return err
	}
	z.opt.Broken(at, err)
	return nil
}

// Mark is the place to begin again so as to come to the unpacked byte out: where
// its stream begins, packed, and how many unpacked bytes of it to pass over. Marks
// before it are forgotten.
func (z *Reader) Mark(out int64) (packed, pass int64) {
	for len(z.marks) > 1 && z.marks[1].unpacked <= out {
		z.marks = z.marks[1:]
	}
	if len(z.marks) == 0 {
		return z.opt.Base, out
	}
	return z.marks[0].packed, out - z.marks[0].unpacked
}

// splitter cuts packed bytes into streams and has them unpacked.
type splitter struct {
	ctx   context.Context
	z     *Reader
	r     io.Reader
	slots chan struct{}
	at    int64
	buf   []byte
	eof   bool
	err   error
}

func (s *splitter) run() {
	defer close(s.z.queue)
	var workers sync.WaitGroup
	defer workers.Wait()
	for {
		n := s.boundary()
		switch {
		case n < 0: // too long to be held whole
			s.hand(stream{at: s.at, rest: bzip2.NewReader(io.MultiReader(bytes.NewReader(s.buf), s.r))})
			return
		case n == 0 && s.err != nil:
			s.hand(stream{at: s.at, err: s.err})
			return
		case n == 0:
			return
		}
		packed, at := s.buf[:n:n], s.at
		s.buf, s.at = s.buf[n:], s.at+int64(n)
		one := make(chan stream, 1)
		select {
		case s.z.queue <- one:
		case <-s.ctx.Done():
			return
		}
		s.slots <- struct{}{}
		workers.Go(func() { one <- unpack(at, packed); <-s.slots })
	}
}

// hand gives one result to the reader.
func (s *splitter) hand(x stream) {
	one := make(chan stream, 1)
	one <- x
	select {
	case s.z.queue <- one:
	case <-s.ctx.Done():
	}
}

// boundary is the length of the stream that the buffer begins with: 0 at the end
// of the data, -1 when it is longer than MaxStream.
func (s *splitter) boundary() int {
	from := magic
	for {
		if from < len(s.buf) {
			if i := streamStart(s.buf[from:]); i >= 0 {
				return from + i
			}
			from = max(magic, len(s.buf)-magic+1)
		}
		switch {
		case s.eof || s.err != nil:
			return len(s.buf)
		case len(s.buf) > s.z.opt.MaxStream:
			return -1
		}
		s.fill()
	}
}

// fill reads more of the packed bytes.
func (s *splitter) fill() {
	const step = 64 << 10
	n := len(s.buf)
	s.buf = append(s.buf, make([]byte, step)...)
	got, err := io.ReadAtLeast(s.r, s.buf[n:], 1)
	s.buf = s.buf[:n+got]
	switch {
	case err == io.EOF || s.ctx.Err() != nil:
		s.eof = true
	case err != nil:
		s.err = err
	}
}

var (
	blockMark = []byte("1AY&SY")
	endMark   = []byte("\x17rE8P\x90")
)

// streamStart is where in b a stream begins, or -1.
func streamStart(b []byte) int {
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("BZh"))
		if i < 0 || at+i+magic > len(b) {
			return -1
		}
		at += i
		if c := b[at+3]; c >= '1' && c <= '9' && (bytes.Equal(b[at+4:at+magic], blockMark) || bytes.Equal(b[at+4:at+magic], endMark)) {
			return at
		}
		at++
	}
}

// unpack unpacks one stream; of a long one only the beginning, and the rest when
// its turn comes.
func unpack(at int64, packed []byte) stream {
	r := bzip2.NewReader(bytes.NewReader(packed))
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, maxAhead))
	s := stream{at: at, data: out.Bytes(), err: err}
	if err == nil && n == maxAhead {
		s.rest = r
	}
	return s
}
