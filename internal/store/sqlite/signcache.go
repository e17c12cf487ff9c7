package sqlite

import (
	"bytes"
	"sync"

	"dossier/internal/match"
)

// signCache keeps signs that were unpacked: what a report is compared with are the
// same ones again and again. A sign is known by the very bytes that it was unpacked
// from, so that one that was put since, by whatever process, is never missed. The
// signs it gives are read only. Several may use it at once.
type signCache struct {
	mu       sync.Mutex
	now, old map[int64]keptSign
}

type keptSign struct {
	packed []byte
	sign   *match.Sign
}

// keptSigns is how many of the signs asked for last are kept at least; at most twice
// as many are, some 30 MB.
const keptSigns = 4096

// of is the sign of a report that is packed in some bytes.
func (c *signCache) of(report int64, packed []byte, p packer) (*match.Sign, error) {
	if g := c.kept(report, packed); g != nil {
		return g, nil
	}
	plain, err := p.unpack(packed)
	if err != nil {
		return nil, err
	}
	g, err := signIn(plain)
	if err != nil {
		return nil, err
	}
	c.keep(report, keptSign{packed, g})
	return g, nil
}

// kept is the sign that was unpacked from some bytes before, nil for none.
func (c *signCache) kept(report int64, packed []byte) *match.Sign {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.now[report]
	if !ok {
		k, ok = c.old[report]
	}
	if !ok || !bytes.Equal(k.packed, packed) {
		return nil
	}
	c.put(report, k)
	return k.sign
}

func (c *signCache) keep(report int64, k keptSign) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(report, k)
}

// put keeps a sign as one asked for last; those of the time before last go.
func (c *signCache) put(report int64, k keptSign) {
	if len(c.now) >= keptSigns {
		c.now, c.old = nil, c.now
	}
	if c.now == nil {
		c.now = map[int64]keptSign{}
	}
	c.now[report] = k
}
