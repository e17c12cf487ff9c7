package text

// Map leads from byte offsets of a derived text back to byte offsets of what it
// was derived from. It is a list of runs that follow each other in the derived
// text; inside a run a unit of some bytes of the derived text stands for a unit
// of some bytes of the original (1 and 1 for plain copying, 2 and 1 for Latin-1
// letters, 1 and 2 for UTF-16 of ASCII). Text that the reader put in itself (a
// space, a line break) is a run whose original range is empty. Runs may jump
// back in the original: a reader that puts an infobox first does so.
//
// A nil or empty Map is the identity: the derived text is the original.
type Map struct {
	runs []run
}

// run is kept small, since a text in an alternating coding has many: documents
// are bounded far below 2 GiB.
type run struct {
	out, in       int32 // where the run starts in the derived text and in the original
	n             int32 // units
	outLen, inLen int32 // bytes of one unit
}

// end is where the run ends in the derived text.
func (r run) end() int { return int(r.out) + int(r.n)*int(r.outLen) }

// original is the range of units [lo, hi) in the original.
func (r run) original(lo, hi int) Span {
	return Span{int(r.in) + lo*int(r.inLen), int(r.in) + hi*int(r.inLen)}
}

// units are the units that sp touches.
func (r run) units(sp Span) (lo, hi int) {
	n := int(r.outLen)
	lo = max(0, (sp.Start-int(r.out))/n)
	hi = min(int(r.n), (sp.End-int(r.out)+n-1)/n)
	return lo, hi
}

// Identity reports whether every offset leads to itself.
func (m *Map) Identity() bool { return m == nil || len(m.runs) == 0 }

// Original is the range of the original that the derived range sp came from. A
// unit that is touched counts whole. Of text that has no counterpart it is the
// empty range at the place where it was put in.
func (m *Map) Original(sp Span) Span {
	if m.Identity() {
		return sp
	}
	if sp.IsZero() {
		return m.point(sp.Start)
	}
	first := true
	var got Span
	for i := m.find(sp.Start); i < len(m.runs) && int(m.runs[i].out) < sp.End; i++ {
		r := m.runs[i]
		if r.inLen == 0 || r.end() <= sp.Start {
			continue
		}
		part := r.original(r.units(sp))
		if first {
			got, first = part, false
		} else {
			got = got.Join(part)
		}
	}
	if first {
		return m.point(sp.Start)
	}
	return got
}

// point is the empty range of the original that derived offset out stands at.
func (m *Map) point(out int) Span {
	r := m.runs[m.find(out)]
	k := max(0, min(int(r.n), (out-int(r.out))/int(r.outLen)))
	at := r.original(k, k)
	return at
}

// find is the index of the last run that starts at or before out.
func (m *Map) find(out int) int {
	lo, hi := 0, len(m.runs)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if int(m.runs[mid].out) <= out {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo
}

// Compose is the way through two maps: m leads from a text to a middle one (a
// page's clean text to its markup), outer from the middle one to the original
// (the markup to the bytes it was decoded from).
func (m *Map) Compose(outer *Map) *Map {
	if outer.Identity() {
		return m
	}
	if m.Identity() {
		return outer
	}
	var c runs
	for _, r := range m.runs {
		switch {
		case r.inLen == 0:
			c.add(int(r.n), outer.point(int(r.in)).Start, int(r.outLen), 0)
		case r.inLen == 1 && r.outLen == 1:
			c.addCopy(outer, Span{int(r.in), int(r.in) + int(r.n)})
		default:
			c.addUnits(outer, r)
		}
	}
	return &Map{runs: c.runs}
}

// runs gathers runs, joining those that continue each other.
type runs struct {
	runs []run
	out  int
}

// add appends n units of outLen derived bytes for inLen bytes of the original.
func (c *runs) add(n, in, outLen, inLen int) {
	if n == 0 || outLen == 0 {
		return
	}
	out := c.out
	c.out += n * outLen
	if k := len(c.runs) - 1; k >= 0 && inLen > 0 {
		r := &c.runs[k]
		if int(r.outLen) == outLen && int(r.inLen) == inLen && int(r.in)+int(r.n)*inLen == in {
			r.n += int32(n)
			return
		}
	}
	c.runs = append(c.runs, run{out: int32(out), in: int32(in), n: int32(n), outLen: int32(outLen), inLen: int32(inLen)})
}

// addCopy appends the middle text's bytes mid, copied one for one.
func (c *runs) addCopy(outer *Map, mid Span) {
	for i := outer.find(mid.Start); i < len(outer.runs) && mid.Start < mid.End; i++ {
		o := outer.runs[i]
		part := Span{mid.Start, min(mid.End, o.end())}
		if part.IsZero() {
			continue
		}
		c.addPart(o, part)
		mid.Start = part.End
	}
}

// addPart appends the bytes part of the middle text, all of which lie in run o
// of the outer map. A unit that is cut stands for its whole original.
func (c *runs) addPart(o run, part Span) {
	n := int(o.outLen)
	if n == 1 {
		lo, hi := o.units(part)
		c.add(hi-lo, o.original(lo, lo).Start, 1, int(o.inLen))
		return
	}
	for part.Start < part.End {
		k := (part.Start - int(o.out)) / n
		unit := Span{int(o.out) + k*n, int(o.out) + (k+1)*n}
		if whole := (part.End - part.Start) / n; part.Start == unit.Start && whole > 0 {
			c.add(whole, o.original(k, k).Start, n, int(o.inLen))
			part.Start += whole * n
			continue
		}
		end := min(part.End, unit.End)
		c.add(1, o.original(k, k).Start, end-part.Start, int(o.inLen))
		part.Start = end
	}
}

// addUnits appends a run whose units are not plain copies, one unit at a time.
func (c *runs) addUnits(outer *Map, r run) {
	for k := range int(r.n) {
		orig := outer.Original(r.original(k, k+1))
		c.add(1, orig.Start, int(r.outLen), orig.Len())
	}
}

// Builder puts a derived text together and records where each part came from.
// The zero Builder is ready to use.
type Builder struct {
	buf []byte
	m   runs
}

// Len is the number of bytes written so far.
func (b *Builder) Len() int { return len(b.buf) }

// Bytes is what was written so far, valid until the next write; it must not be
// changed.
func (b *Builder) Bytes() []byte { return b.buf }

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
	b.m.add(n, in, outLen, inLen)
	b.buf = append(b.buf, s...)
}

// Build gives the text and its map, and leaves the builder empty.
func (b *Builder) Build() (string, *Map) {
	s, m := string(b.buf), &Map{runs: b.m.runs}
	*b = Builder{}
	return s, m
}

// Truncate takes back what was written after the first n bytes, which must end
// where a call to Copy, Replace or Insert ended or within a copied part.
func (b *Builder) Truncate(n int) {
	b.buf = b.buf[:n]
	b.m.out = n
	k := len(b.m.runs)
	for k > 0 && int(b.m.runs[k-1].out) >= n {
		k--
	}
	b.m.runs = b.m.runs[:k]
	if k > 0 {
		r := &b.m.runs[k-1]
		r.n = min(r.n, (int32(n)-r.out+r.outLen-1)/r.outLen)
	}
}
