package text

// Map leads from byte offsets of a derived text back to byte offsets of what it
// was derived from. It is a list of runs, ascending in both; inside a run a
// unit of Out bytes of the derived text stands for a unit of In bytes of the
// original (1 and 1 for plain copying, 2 and 1 for Latin-1 letters, 1 and 2 for
// UTF-16 of ASCII). Text that the reader put in itself (a space, a line break)
// is a run whose original range is empty.
type Map struct {
	runs []run
}

type run struct {
	out, in       int // where the run starts in the derived text and in the original
	n             int // units
	outLen, inLen int // bytes of one unit
}

// Original is the range of the original that the derived range sp came from. A
// unit that is touched counts whole.
func (m *Map) Original(sp Span) Span {
	if m == nil || len(m.runs) == 0 {
		return sp
	}
	first := true
	var got Span
	for i := m.find(sp.Start); i < len(m.runs) && m.runs[i].out < sp.End; i++ {
		r := m.runs[i]
		if r.outLen == 0 || r.out+r.n*r.outLen <= sp.Start {
			continue
		}
		lo := max(0, (sp.Start-r.out)/r.outLen)
		hi := min(r.n, (sp.End-r.out+r.outLen-1)/r.outLen)
		part := Span{r.in + lo*r.inLen, r.in + hi*r.inLen}
		if r.inLen == 0 {
			continue
		}
		if first {
			got, first = part, false
		} else {
			got = got.Join(part)
		}
	}
	return got
}

// find is the index of the last run that starts at or before out.
func (m *Map) find(out int) int {
	lo, hi := 0, len(m.runs)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if m.runs[mid].out <= out {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo
}

// Builder puts a derived text together and records where each part came from.
type Builder struct {
	buf  []byte
	runs []run
}

// Len is the number of bytes written so far.
func (b *Builder) Len() int { return len(b.buf) }

// Copy appends s, taken byte for byte from the original at offset in.
func (b *Builder) Copy(s string, in int) { b.units(s, in, len(s), 1, 1) }

// Replace appends s, which stands as a whole for the original range src: a
// decoded character reference, a converted template.
func (b *Builder) Replace(s string, src Span) {
	if len(s) > 0 {
		b.units(s, src.Start, 1, len(s), src.Len())
	}
}

// Insert appends s, which has no counterpart in the original.
func (b *Builder) Insert(s string, in int) { b.Replace(s, Span{in, in}) }

func (b *Builder) units(s string, in, n, outLen, inLen int) {
	if len(s) == 0 {
		return
	}
	if k := len(b.runs) - 1; k >= 0 {
		r := &b.runs[k]
		if r.outLen == outLen && r.inLen == inLen && inLen > 0 && r.in+r.n*r.inLen == in {
			r.n += n
			b.buf = append(b.buf, s...)
			return
		}
	}
	b.runs = append(b.runs, run{out: len(b.buf), in: in, n: n, outLen: outLen, inLen: inLen})
	b.buf = append(b.buf, s...)
}

// Build gives the text and its map, and leaves the builder empty.
func (b *Builder) Build() (string, *Map) {
	s, m := string(b.buf), &Map{runs: b.runs}
	b.buf, b.runs = nil, nil
	return s, m
}
