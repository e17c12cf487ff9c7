package dump

import (
	"bytes"
	"io"
)

// reader is an export, unpacked.
type reader = io.Reader

// state is what came of looking for a mark.
type state int

const (
	found  state = iota
	noMore       // the export ends first
	tooFar       // it stands further than may be held
)

// scanner looks for marks in a stream and holds what lies between.
type scanner struct {
	r   io.Reader
	buf []byte
	lo  int   // where the window begins in buf
	off int64 // where the window begins in the stream
	max int
	err error // of reading, not io.EOF
	eof bool
}

func newScanner(r io.Reader, base int64, max int) *scanner {
	return &scanner{r: r, off: base, max: max, buf: make([]byte, 0, 256<<10)}
}

func (s *scanner) len() int { return len(s.buf) - s.lo }

// window is the first n bytes that are held.
func (s *scanner) window(n int) []byte { return s.buf[s.lo : s.lo+n] }

// drop lets go of the first n bytes.
func (s *scanner) drop(n int) {
	s.lo += n
	s.off += int64(n)
}

// more reads on. It is false when nothing is left.
func (s *scanner) more() bool {
	if s.eof || s.err != nil {
		return false
	}
	if s.lo > 0 && (s.lo >= len(s.buf)/2 || len(s.buf) == cap(s.buf)) {
		s.buf = s.buf[:copy(s.buf, s.buf[s.lo:])]
		s.lo = 0
	}
	if len(s.buf) == cap(s.buf) {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		switch {
		case err == io.EOF:
			s.eof = true
		case err != nil:
			s.err = err
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// find looks for mark in the window, from an offset in it on, and gives the offset
// behind it; else how much is held.
func (s *scanner) find(mark []byte, from int) (end int, st state) {
	for {
		if from <= s.len() {
			if i := bytes.Index(s.buf[s.lo+from:], mark); i >= 0 {
				if end = from + i + len(mark); end > s.max {
					return s.len(), tooFar
				}
				return end, found
			}
		}
		from = max(from, s.len()-len(mark)+1)
		if s.len() > s.max {
			return s.len(), tooFar
		}
		if !s.more() {
			return s.len(), noMore
		}
	}
}

// skipTo lets go of everything before the next mark. It is false when there is
// none.
func (s *scanner) skipTo(mark []byte) bool {
	for {
		i := bytes.Index(s.buf[s.lo:], mark)
		if i >= 0 {
			s.drop(i)
			return true
		}
		if n := s.len() - len(mark) + 1; n > 0 {
			s.drop(n)
		}
		if !s.more() {
			s.drop(s.len())
			return false
		}
	}
}

// follows is the offset of mark in the window when nothing but white space stands
// between it and from; else -1.
func (s *scanner) follows(from int, mark []byte) int {
	for {
		b := s.buf[s.lo+from:]
		t := bytes.TrimLeft(b, " \t\r\n")
		if len(t) >= len(mark) || !bytes.HasPrefix(mark, t) || !s.more() {
			if bytes.HasPrefix(t, mark) {
				return from + len(b) - len(t)
			}
			return -1
		}
	}
}

// peek is what the export begins with, up to one of two marks or max bytes.
func (s *scanner) peek(max int, a, b []byte) []byte {
	for from := 0; ; {
		w := s.buf[s.lo:]
		if bytes.Contains(w[from:], a) || bytes.Contains(w[from:], b) || len(w) >= max {
			break
		}
		from = len(w) - min(len(w), len(a)+len(b))
		if !s.more() {
			break
		}
	}
	return s.buf[s.lo:][:min(s.len(), max)]
}
