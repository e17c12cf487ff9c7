package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"sync"

	"dossier/internal/search"
)

// memory keeps what questions read out of the index of search, as long as the index does
// not change: sets of records, orders, the values of fields. It belongs to one moment of
// the archive, which each question reads within its own transaction, so that what it
// gives is what the question would have read. Several may use it at once.
type memory struct {
	mu       sync.Mutex
	at       moment
	now, old map[string]any
	size     int // of those asked for last
	most     int // how large that may be
}

// moment tells the states of the index apart, those too that other processes wrote.
type moment struct {
	build   int64 // how often the index was made anew
	changes int64 // how many changes of it were kept
	head    int64 // the end of the log, which programs before this one wrote too
}

func (m moment) before(o moment) bool {
	return cmp.Or(cmp.Compare(m.build, o.build), cmp.Compare(m.changes, o.changes), cmp.Compare(m.head, o.head)) < 0
}

// remembered is how many bytes are kept of what was asked for last, at least; at most
// twice as many are.
const remembered = 32 << 20

// of is what is kept under a key.
func (m *memory) of(at moment, key string) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.at != at {
		return nil, false
	}
	v, ok := m.now[key]
	if !ok {
		if v, ok = m.old[key]; ok {
			m.put(key, v)
		}
	}
	return v, ok
}

// keep keeps something of a moment; of one that has gone by nothing is kept.
func (m *memory) keep(at moment, key string, v any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at.before(m.at) {
		return
	}
	if m.at != at {
		m.at, m.now, m.old, m.size = at, nil, nil, 0
	}
	m.put(key, v)
}

func (m *memory) put(key string, v any) {
	n := len(key) + 64
	switch v := v.(type) {
	case search.Set:
		n += 8 * len(v)
	case string:
		n += len(v)
	case interface{ bytes() int }:
		n += v.bytes()
	}
	if n > m.most {
		return
	}
	if m.size += n; m.size > m.most || m.now == nil {
		m.now, m.old, m.size = map[string]any{}, m.now, n
	}
	m.now[key] = v
}

// recall gives what is kept under a key, and reads it where nothing is. What it gives is
// shared and never changed.
func recall[T any](a *asker, key string, read func() (T, error)) (T, error) {
	if v, ok := a.mem.of(a.at, key); ok {
		return v.(T), nil
	}
	v, err := read()
	if err == nil {
		a.mem.keep(a.at, key, v)
	}
	return v, err
}

// again reports whether an earlier question asked for something at this moment. What takes longer
// to read whole than to look up a part of is read whole when it is asked for again.
func (a *asker) again(key string) bool {
	key = "again " + key
	_, asked := a.mem.of(a.at, key)
	if !asked {
		a.mem.keep(a.at, key, true)
		if a.now == nil {
			a.now = map[string]bool{}
		}
		a.now[key] = true
	}
	return asked && !a.now[key]
}

// changesOf is the state under which changes of the index of search are counted.
const changesOf = "search changes"

// countChange counts a change of the index.
func (x *indexing) countChange() error {
	return x.exec("INSERT INTO state (name, value) VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value + 1 AS TEXT)", changesOf)
}

// momentOf reads the version of the index and its moment.
func momentOf(ctx context.Context, c Conn) (version int, m moment, err error) {
	rows, err := c.QueryContext(ctx, `SELECT version, build, (SELECT CAST(value AS INTEGER) FROM state WHERE name = ?),
		(SELECT max(seq) FROM log) FROM search_index`, changesOf)
	if err != nil {
		return 0, m, err
	}
	defer rows.Close()
	if rows.Next() {
		var changes, head *int64
		if err := rows.Scan(&version, &m.build, &changes, &head); err != nil {
			return 0, m, err
		}
		if changes != nil {
			m.changes = *changes
		}
		if head != nil {
			m.head = *head
		}
	}
	return version, m, rows.Err()
}

// keyOf is the key of a question with its arguments.
func keyOf(q string, args []any) string { return fmt.Sprintf("%s %q", q, args) }
