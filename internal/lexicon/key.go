package lexicon

import "dossier/internal/where"

// entry is what the gazetteer keeps under one folded name: some flags and up to
// maxRefs references, best first.
type entry struct {
	flags byte
	refs  string // 3 bytes each
}

// The flags of an entry; the low four bits are the number of references.
const (
	refCount = 0x0F
	weakName = 0x10 // as likely something else
	capsOnly = 0x20 // an abbreviation: only in capitals
	refSize  = 3
)

// A reference below refState is the index of a place; the others carry two
// bytes of country code, refUnion the number of a union.
const (
	refState   = 0x800000
	refDemonym = 0x900000
	refUnion   = 0xA00000
	refKind    = 0xF00000
)

func (e entry) len() int { return int(e.flags & refCount) }

func (e entry) ref(i int) int { return u24(e.refs, refSize*i) }

func (e entry) weak() bool { return e.flags&weakName != 0 }

func (e entry) capsOnly() bool { return e.flags&capsOnly != 0 }

// cursor reads keys one after the other.
type cursor struct {
	data string
	at   int
	key  [maxKey]byte
	n    int
}

// next reads an entry and its key; the key is valid until the next call.
func (c *cursor) next() (entry, bool) {
	if c.at >= len(c.data) {
		return entry{}, false
	}
	shared, size := int(c.data[c.at]), int(c.data[c.at+1])
	c.at += 2
	c.n = shared + copy(c.key[shared:], c.data[c.at:c.at+size])
	c.at += size
	e := entry{flags: c.data[c.at]}
	c.at++
	e.refs = c.data[c.at : c.at+refSize*e.len()]
	c.at += len(e.refs)
	return e, true
}

// head is the first key of block b, which is written whole.
func (g *gaz) head(b int) string {
	at := u32(g.sec[secKeyIndex], 4*b)
	keys := g.sec[secKeys]
	return keys[at+2 : at+2+int(keys[at+1])]
}

// find looks up a folded name; more tells whether longer names begin with it
// and a space.
func (g *gaz) find(key []byte) (e entry, ok, more bool) {
	lo, hi := 0, len(g.sec[secKeyIndex])/4
	if hi == 0 {
		return entry{}, false, false
	}
	for lo+1 < hi { // the last block whose head is not after key
		mid := (lo + hi) / 2
		if g.head(mid) <= string(key) {
			lo = mid
		} else {
			hi = mid
		}
	}
	c := cursor{data: g.sec[secKeys], at: u32(g.sec[secKeyIndex], 4*lo)}
	for {
		got, any := c.next()
		if !any {
			return e, ok, false
		}
		k := c.key[:c.n]
		switch {
		case string(k) == string(key):
			e, ok = got, true
		case string(k) > string(key):
			return e, ok, len(k) > len(key) && k[len(key)] == ' ' && string(k[:len(key)]) == string(key)
		}
	}
}

// candidates unpacks the places of an entry, at most maxCandidates of them.
func (g *gaz) candidates(e entry, regionsOnly bool) []where.Place {
	var list []where.Place
	for i := range e.len() {
		r := e.ref(i)
		if r >= refState || regionsOnly && !g.isRegion(r) {
			continue
		}
		if list == nil {
			list = make([]where.Place, 0, e.len()-i)
		}
		list = append(list, g.place(r))
	}
	return list
}

// isRegion reports whether place i is a region.
func (g *gaz) isRegion(i int) bool { return g.features[g.record(i)[5]][0] == 'A' }

// hasRegion reports whether a region is among the places of e.
func (g *gaz) hasRegion(e entry) bool {
	for i := range e.len() {
		if r := e.ref(i); r < refState && g.isRegion(r) {
			return true
		}
	}
	return false
}
