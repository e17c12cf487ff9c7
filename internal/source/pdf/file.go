package pdf

import (
	"bytes"

	"dossier/internal/fault"
	"dossier/internal/text"
)

// entry says where an object stands: at an offset of the file, or as number
// index in an object stream.
type entry struct {
	offset int
	within int // the object stream's number; 0 for none
	index  int
}

// file is an open PDF file.
type file struct {
	b       []byte
	xref    map[int]entry
	trailer dict
	cache   map[int]any
	packed  map[int]*objectStream
	busy    map[int]bool // objects being read, against circles
	cipher  *decipher
	left    int   // bytes that may still be decoded
	found   []int // numbers of the objects that mend found, in the order of the file
}

// The bounds of one file.
const (
	maxObjects = 4 << 20
	maxDecoded = 256 << 20 // bytes of all streams that are read
	maxStream  = 64 << 20  // bytes of one stream
)

// openFile finds the objects of a file by its cross-reference table, or, where
// that is damaged, by looking for them.
func openFile(b []byte) (*file, error) {
	f := &file{b: b, left: maxDecoded}
	f.reset()
	if f.readXref() {
		if err := f.decrypt(); err != nil {
			return nil, err
		}
		if f.root() != nil {
			return f, nil
		}
	}
	if !bytes.Contains(b[max(0, len(b)-2048):], []byte("%%EOF")) {
		return nil, fault.New(fault.Unreadable, "pdf: the file is cut off: it ends at byte %d without the table of its parts", len(b))
	}
	f.reset()
	f.mend()
	if err := f.decrypt(); err != nil {
		return nil, err
	}
	f.mendCatalog()
	if f.root() == nil {
		return nil, fault.New(fault.Unreadable, "pdf: the file is damaged: it has no catalog of its pages")
	}
	return f, nil
}

func (f *file) reset() {
	f.xref, f.trailer = map[int]entry{}, dict{}
	f.cipher = nil
	f.forget()
}

// forget drops what was read so far.
func (f *file) forget() {
	f.cache, f.packed, f.busy = map[int]any{}, map[int]*objectStream{}, map[int]bool{}
}

// root is the page tree, nil when there is none.
func (f *file) root() dict {
	catalog, _ := f.resolve(f.trailer["Root"]).(dict)
	pages, _ := f.resolve(catalog["Pages"]).(dict)
	return pages
}

// readXref follows the chain of cross-reference sections from the end of the
// file.
func (f *file) readXref() bool {
	tail := max(0, len(f.b)-2048)
	i := bytes.LastIndex(f.b[tail:], []byte("startxref"))
	if i < 0 {
		return false
	}
	l := lexer{b: f.b, pos: tail + i + len("startxref")}
	at, ok := asInt(l.object(0))
	seen := map[int]bool{}
	for ok && !seen[at] && len(seen) < 1000 {
		seen[at] = true
		section, good := f.section(at)
		if !good {
			return false
		}
		for k, v := range section {
			if _, has := f.trailer[k]; !has {
				f.trailer[k] = v
			}
		}
		if hybrid, is := asInt(section["XRefStm"]); is && !seen[hybrid] {
			seen[hybrid] = true
			f.section(hybrid)
		}
		if at, ok = asInt(section["Prev"]); !ok {
			return true
		}
	}
	return len(seen) > 0
}

// section reads one cross-reference table or stream, and gives its trailer.
func (f *file) section(at int) (dict, bool) {
	if at < 0 || at >= len(f.b) {
		return nil, false
	}
	l := lexer{b: f.b, pos: at}
	if l.object(0) == keyword("xref") {
		return f.table(&l)
	}
	s, ok := f.at(at, -1).(*stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil, false
	}
	return s.dict, f.xrefStream(s)
}

// table reads a cross-reference table (7.5.4).
func (f *file) table(l *lexer) (dict, bool) {
	for {
		x := l.object(0)
		if x == keyword("trailer") {
			d, ok := l.object(0).(dict)
			return d, ok
		}
		first, ok1 := asInt(x)
		n, ok2 := asInt(l.object(0))
		if !ok1 || !ok2 || n < 0 || n > maxObjects {
			return nil, false
		}
		for i := range n {
			offset, ok := asInt(l.object(0))
			l.object(0)
			kind, ok2 := l.object(0).(keyword)
			if !ok || !ok2 {
				return nil, false
			}
			if kind == "n" {
				f.put(first+i, entry{offset: offset})
			} else {
				f.put(first+i, entry{offset: -1})
			}
		}
	}
}

// put keeps the newest entry of an object: sections are read newest first.
func (f *file) put(num int, e entry) {
	if _, ok := f.xref[num]; !ok && num >= 0 && len(f.xref) < maxObjects {
		f.xref[num] = e
	}
}

// xrefStream reads a cross-reference stream (7.5.8).
func (f *file) xrefStream(s *stream) bool {
	data, err := f.decode(s)
	if err != nil {
		return false
	}
	w, _ := f.resolve(s.dict["W"]).(array)
	if len(w) != 3 {
		return false
	}
	var width [3]int
	for i := range width {
		width[i], _ = asInt(w[i])
		if width[i] < 0 || width[i] > 8 {
			return false
		}
	}
	row := width[0] + width[1] + width[2]
	if row == 0 {
		return false
	}
	size, _ := asInt(s.dict["Size"])
	index, _ := f.resolve(s.dict["Index"]).(array)
	if len(index) < 2 {
		index = array{0.0, float64(size)}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, _ := asInt(index[i])
		n, _ := asInt(index[i+1])
		for k := 0; k < n && len(data) >= row; k++ {
			f.putRow(first+k, data[:row], width)
			data = data[row:]
		}
	}
	return true
}

func (f *file) putRow(num int, row []byte, width [3]int) {
	var v [3]int
	for i, w := range width {
		for _, c := range row[:w] {
			v[i] = v[i]<<8 | int(c)
		}
		row = row[w:]
	}
	if width[0] == 0 {
		v[0] = 1
	}
	switch v[0] {
	case 1:
		f.put(num, entry{offset: v[1]})
	case 2:
		f.put(num, entry{within: v[1], index: v[2]})
	default:
		f.put(num, entry{offset: -1})
	}
}

// resolve follows references.
func (f *file) resolve(x any) any {
	for range 16 {
		r, ok := x.(ref)
		if !ok {
			return x
		}
		x = f.get(r.num)
	}
	return nil
}

// get is the object of a number, nil when there is none.
func (f *file) get(num int) any {
	if x, ok := f.cache[num]; ok {
		return x
	}
	e, ok := f.xref[num]
	if !ok || f.busy[num] {
		return nil
	}
	f.busy[num] = true
	defer delete(f.busy, num)
	var x any
	if e.within > 0 {
		x = f.unpack(e.within, e.index, num)
	} else {
		x = f.at(e.offset, num)
	}
	f.cache[num] = x
	return x
}

// at reads the object "num gen obj …" at an offset; num -1 takes any.
func (f *file) at(offset, num int) any {
	if offset < 0 || offset >= len(f.b) {
		return nil
	}
	l := lexer{b: f.b, pos: offset}
	n, ok1 := asInt(l.object(0))
	gen, ok2 := asInt(l.object(0))
	if !ok1 || !ok2 || l.object(0) != keyword("obj") || num >= 0 && n != num {
		return nil
	}
	x := l.object(0)
	r := ref{n, gen}
	if d, ok := x.(dict); ok {
		if s := f.streamAt(&l, d, r); s != nil {
			x = s
		}
	}
	if f.cipher != nil {
		x = f.cipher.texts(x, r)
	}
	if _, ok := x.(keyword); ok {
		return nil
	}
	return x
}

// streamAt reads the data that may follow a dictionary.
func (f *file) streamAt(l *lexer, d dict, r ref) *stream {
	l.skip()
	if !bytes.HasPrefix(f.b[l.pos:], []byte("stream")) {
		return nil
	}
	start := l.pos + len("stream")
	if start < len(f.b) && f.b[start] == '\r' {
		start++
	}
	if start < len(f.b) && f.b[start] == '\n' {
		start++
	}
	n, ok := asInt(f.resolve(d["Length"]))
	if !ok || n < 0 || start+n > len(f.b) || !endsStream(f.b[start+n:]) {
		n = bytes.Index(f.b[start:], []byte("endstream"))
		if n < 0 {
			n = len(f.b) - start
		}
	}
	_, filtered := d["Filter"]
	return &stream{dict: d, data: text.Span{Start: start, End: start + n}, ref: r, plain: !filtered && f.cipher == nil}
}

func endsStream(b []byte) bool {
	for i := 0; i < len(b) && i < 8; i++ {
		if !white(b[i]) {
			return bytes.HasPrefix(b[i:], []byte("endstream"))
		}
	}
	return false
}

// objectStream holds objects packed together (7.5.7).
type objectStream struct {
	data    []byte
	numbers []int
	offsets []int
}

func (f *file) objects(num int) *objectStream {
	if p, ok := f.packed[num]; ok {
		return p
	}
	f.packed[num] = nil
	s, ok := f.get(num).(*stream)
	if !ok {
		return nil
	}
	data, err := f.decode(s)
	if err != nil {
		return nil
	}
	n, _ := asInt(f.resolve(s.dict["N"]))
	first, _ := asInt(f.resolve(s.dict["First"]))
	p := &objectStream{data: data}
	l := lexer{b: data}
	for range min(n, len(data)) {
		num, ok1 := asInt(l.object(0))
		at, ok2 := asInt(l.object(0))
		if !ok1 || !ok2 || at < 0 || first < 0 {
			break
		}
		p.numbers = append(p.numbers, num)
		p.offsets = append(p.offsets, min(first+at, len(data)))
	}
	f.packed[num] = p
	return p
}

func (f *file) unpack(within, index, num int) any {
	p := f.objects(within)
	if p == nil {
		return nil
	}
	if index >= len(p.numbers) || p.numbers[index] != num {
		index = -1
		for i, n := range p.numbers {
			if n == num {
				index = i
			}
		}
		if index < 0 {
			return nil
		}
	}
	l := lexer{b: p.data, pos: p.offsets[index]}
	x := l.object(0)
	if _, ok := x.(keyword); ok {
		return nil
	}
	return x
}
