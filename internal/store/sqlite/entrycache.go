package sqlite

import (
	"sync"

	"dossier/internal/store"
)

// entryCache keeps readings that were unpacked, or just packed, for changes: reports
// that come now are folded with those that came a while ago. A reading is known by its
// number; one that was kept for good is never changed, by whatever process. What it
// gives is read only.
type entryCache struct {
	mu       sync.Mutex
	now, old map[int64]keptEntry
	size     int // of those asked for last
}

type keptEntry struct {
	store.Entry
	size int // packed
}

// keptEntries is how many bytes of readings, as they are packed, are kept of those
// asked for last, at least; at most twice as many are, which take some 60 MB unpacked.
const keptEntries = 2 << 20

// of is the reading of a number, when it is kept.
func (c *entryCache) of(seq int64) (store.Entry, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.now[seq]
	if !ok {
		if e, ok = c.old[seq]; ok {
			c.put(e)
		}
	}
	return e.Entry, ok
}

// put keeps a reading as one asked for last; those of the time before last go.
func (c *entryCache) put(e keptEntry) {
	if c.size += e.size; c.size > keptEntries || c.now == nil {
		c.now, c.old, c.size = map[int64]keptEntry{}, c.now, e.size
	}
	c.now[e.Reading.Seq] = e
}

// entries are the readings that a change has at hand: those kept for good, and its
// own, whose numbers others will have if the change is given up.
type entries struct {
	good *entryCache
	own  entryCache
}

func (s *entries) of(seq int64) (store.Entry, bool) {
	if e, ok := s.good.of(seq); ok {
		return e, true
	}
	return s.own.of(seq)
}

// keep keeps a reading that takes some bytes packed.
func (s *entries) keep(e store.Entry, size int) { s.own.put(keptEntry{e, size}) }

// committed tells that the change was kept for good.
func (s *entries) committed() {
	s.good.mu.Lock()
	defer s.good.mu.Unlock()
	for _, list := range []map[int64]keptEntry{s.own.old, s.own.now} {
		for _, e := range list {
			s.good.put(e)
		}
	}
}
