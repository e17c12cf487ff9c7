package pdf

import "bytes"

// mend finds the objects of a file without a sound cross-reference table: every
// "12 0 obj", the last of a number, and what object streams hold.
func (f *file) mend() {
	f.found = nil
	for at := 0; len(f.found) < maxObjects; {
		i := bytes.Index(f.b[at:], []byte("obj"))
		if i < 0 {
			break
		}
		at += i + len("obj")
		if num, start, ok := f.objectBefore(at - len("obj")); ok {
			f.xref[num] = entry{offset: start}
			f.found = append(f.found, num)
		}
	}
	f.trailers()
	f.crossReferences()
}

// objectBefore reads the two numbers that stand before "obj" at offset at.
func (f *file) objectBefore(at int) (num, start int, ok bool) {
	i, gen := f.digitsBefore(at)
	if gen < 0 {
		return 0, 0, false
	}
	start, num = f.digitsBefore(i)
	return num, start, num >= 0
}

// digitsBefore reads a number that ends before at, with white space between;
// -1 when there is none.
func (f *file) digitsBefore(at int) (start, v int) {
	i := at
	for i > 0 && white(f.b[i-1]) && at-i < 16 {
		i--
	}
	end := i
	for i > 0 && f.b[i-1] >= '0' && f.b[i-1] <= '9' && end-i < 9 {
		i--
	}
	if i == end {
		return i, -1
	}
	for _, c := range f.b[i:end] {
		v = v*10 + int(c-'0')
	}
	return i, v
}

// mendCatalog looks among the objects for the catalog and for packed ones. All
// the reading together is bounded, since objects may hide in each other.
func (f *file) mendCatalog() {
	budget := 8*len(f.b) + 1<<20
	for _, num := range f.found {
		e := f.xref[num]
		if e.within > 0 {
			continue
		}
		l := lexer{b: f.b, pos: e.offset}
		l.object(0)
		l.object(0)
		l.object(0)
		x := l.object(0)
		if budget -= l.pos - e.offset; budget < 0 {
			return
		}
		d, ok := x.(dict)
		if !ok {
			continue
		}
		switch d["Type"] {
		case name("Catalog"):
			f.trailer["Root"] = ref{num, 0}
		case name("ObjStm"):
			if p := f.objects(num); p != nil {
				for i, n := range p.numbers {
					f.put(n, entry{within: num, index: i})
					l := lexer{b: p.data, pos: p.offsets[i]}
					if d, ok := l.object(0).(dict); ok && d["Type"] == name("Catalog") {
						f.trailer["Root"] = ref{n, 0}
					}
				}
			}
		}
	}
}

// trailers takes what the trailer dictionaries and the cross-reference streams
// say, the last one first.
func (f *file) trailers() {
	end := len(f.b)
	for range 100 {
		i := bytes.LastIndex(f.b[:end], []byte("trailer"))
		if i < 0 {
			return
		}
		l := lexer{b: f.b, pos: i + len("trailer")}
		if d, ok := l.object(0).(dict); ok {
			f.keep(d)
		}
		end = i
	}
}

// crossReferences takes what cross-reference streams say.
func (f *file) crossReferences() {
	end := len(f.b)
	for range 100 {
		i := bytes.LastIndex(f.b[:end], []byte("/XRef"))
		if i < 0 {
			return
		}
		end = i
		if j := bytes.LastIndex(f.b[max(0, i-2048):i], []byte("obj")); j >= 0 {
			l := lexer{b: f.b, pos: max(0, i-2048) + j + len("obj")}
			if d, ok := l.object(0).(dict); ok && d["Type"] == name("XRef") {
				f.keep(d)
			}
		}
	}
}

func (f *file) keep(d dict) {
	for _, k := range []name{"Root", "Info", "Encrypt", "ID"} {
		if _, has := f.trailer[k]; !has && d[k] != nil {
			f.trailer[k] = d[k]
		}
	}
}
