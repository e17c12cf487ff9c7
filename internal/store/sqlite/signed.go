package sqlite

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/match"
)

// signForm is the first byte of a sign that is written down: none that a sign of an
// earlier program begins with, which is JSON.
const signForm = 1

// written writes a sign down, with the keys it lies under, so that it can be taken from
// under them.
func written(g *match.Sign, keys []string) []byte {
	c := signCodec{out: []byte{signForm}}
	c.sign(g)
	c.texts(&keys)
	return c.out
}

// signIn reads a sign.
func signIn(b []byte) (*match.Sign, error) {
	g, _, err := signRead(b, false)
	return g, err
}

// unwritten reads a sign, and the keys it lies under; those are nil where an earlier
// program wrote it without.
func unwritten(b []byte) (*match.Sign, []string, error) { return signRead(b, true) }

func signRead(b []byte, under bool) (*match.Sign, []string, error) {
	if len(b) == 0 || b[0] != signForm {
		return signOfJSON(b)
	}
	c := signCodec{reading: true, in: string(b[1:])}
	g := &match.Sign{}
	c.sign(g)
	var keys []string
	if under {
		if c.texts(&keys); c.in != "" {
			c.bad = true
		}
		if keys == nil {
			keys = []string{}
		}
	}
	if c.bad {
		return nil, nil, errors.New("its end or more is lost")
	}
	return g, keys, nil
}

// signCodec writes the fields of a sign down one after the other, or reads them: one
// list of fields does for both. Reading a sign so takes a sixth of the time that its
// JSON does, and most of what a report is compared with is read.
type signCodec struct {
	reading, bad bool
	in           string // what is left to read
	out          []byte
}

func (c *signCodec) sign(g *match.Sign) {
	id, incident := string(g.Document), int(g.Incident)
	c.text(&id)
	c.numbers(&incident)
	g.Document, g.Incident = doc.ID(id), claim.Incident(incident)
	c.flags(&g.Date.Known, &g.Date.Own, &g.Date.Relative, &g.Date.Guessed, &g.Killed.Known, &g.Injured.Known)
	c.numbers(&g.Date.Lo, &g.Date.Hi, &g.Told, &g.Update, &g.Clock, &g.Killed.Lo, &g.Killed.Hi, &g.Injured.Lo, &g.Injured.Hi)
	for _, s := range []*string{&g.Outlet, &g.DayPart, &g.Country} {
		c.text(s)
	}
	for _, l := range []*[]string{&g.Places, &g.Sites, &g.Streets, &g.Types, &g.Targets, &g.Known, &g.States} {
		c.texts(l)
	}
	some(c, &g.Ages, func(n *int) { c.numbers(n) })
	some(c, &g.DeadAges, func(n *int) { c.numbers(n) })
	some(c, &g.Names, c.name)
	some(c, &g.Words, c.word)
}

func (c *signCodec) name(n *match.Name) {
	c.text(&n.Key)
	c.text(&n.Spell)
	c.text(&n.Text)
	bits := int(math.Float64bits(n.Weight))
	c.numbers(&bits, &n.Entity)
	n.Weight = math.Float64frombits(uint64(bits))
	c.flags(&n.Part, &n.Person, &n.Harmed, &n.Dead, &n.Aged)
}

// some is a list: how many there are, then each.
func some[T any](c *signCodec, list *[]T, each func(*T)) {
	n := len(*list)
	c.numbers(&n)
	if c.reading {
		if n < 0 || n > len(c.in) { // each takes a byte at least
			c.bad, n = true, 0
		}
		if *list = nil; n > 0 {
			*list = make([]T, n)
		}
	}
	for i := range *list {
		each(&(*list)[i])
	}
}

func (c *signCodec) texts(list *[]string) { some(c, list, c.text) }

func (c *signCodec) text(s *string) {
	n := len(*s)
	c.numbers(&n)
	if !c.reading {
		c.out = append(c.out, *s...)
		return
	}
	*s = c.take(n)
}

// take takes some bytes of what is left.
func (c *signCodec) take(n int) string {
	if n < 0 || n > len(c.in) {
		c.bad, c.in = true, ""
		return ""
	}
	s := c.in[:n]
	c.in = c.in[n:]
	return s
}

func (c *signCodec) word(w *uint32) {
	if !c.reading {
		c.out = binary.LittleEndian.AppendUint32(c.out, *w)
	} else if b := c.take(4); b != "" {
		*w = uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
	}
}

// numbers are numbers of any size, small ones in few bytes.
func (c *signCodec) numbers(list ...*int) {
	for _, n := range list {
		if !c.reading {
			c.out = binary.AppendVarint(c.out, int64(*n))
			continue
		}
		x, size := uint64(0), 0
		for size < len(c.in) && size < binary.MaxVarintLen64 {
			b := c.in[size]
			x |= uint64(b&0x7f) << (7 * size)
			if size++; b < 0x80 {
				break
			}
		}
		if c.take(max(1, size)) == "" {
			return
		}
		*n = int(int64(x>>1) ^ -int64(x&1))
	}
}

func (c *signCodec) flags(list ...*bool) {
	bits := 0
	for i, f := range list {
		if *f {
			bits |= 1 << i
		}
	}
	c.numbers(&bits)
	for i, f := range list {
		*f = bits&(1<<i) != 0
	}
}

// signOfJSON reads a sign of an earlier program.
func signOfJSON(b []byte) (*match.Sign, []string, error) {
	s := struct {
		*match.Sign
		Hashes []byte   `json:"hashes"` // of its words
		Under  []string `json:"under"`
	}{Sign: &match.Sign{}}
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, nil, err
	}
	if len(s.Hashes)%4 != 0 {
		return nil, nil, fmt.Errorf("%d bytes are no hashes", len(s.Hashes))
	}
	for i := 0; i < len(s.Hashes); i += 4 {
		s.Words = append(s.Words, binary.LittleEndian.Uint32(s.Hashes[i:]))
	}
	return s.Sign, s.Under, nil
}
