package desk

import (
	"net/http"
	"sync"

	"dossier/internal/search"
	"dossier/schema"
)

// remembered is what the desk keeps in memory of an archive, none of it anything that
// the archive does not say: it spares asking the same again while nothing changes.
type remembered struct {
	survey  survey
	found   memo[*finder]
	shown   memo[schema.Output]
	counted memo[[]search.Group]
	listed  memo[Entities]
}

// memory is what is remembered of the archive that a request is about.
func (d *Desk) memory(r *http.Request) *remembered {
	if d.inExample(r) {
		return &d.ofExample
	}
	return &d.ofOwn
}

// memoSize is how many answers are kept at most.
const memoSize = 64

// memo keeps answers as long as the log does not grow: an answer is that of one entry
// of the log. Those who ask the same at once wait for one answer. What is kept is
// shared, and never changed.
type memo[T any] struct {
	mu   sync.Mutex
	head int64
	of   map[string]*reply[T]
}

type reply[T any] struct {
	once sync.Once
	v    T
	err  error
}

// get gives the answer to a question at an entry of the log, and makes it where it is
// not kept. Errors are not kept.
func (m *memo[T]) get(head int64, key string, answer func() (T, error)) (T, error) {
	m.mu.Lock()
	if head < m.head { // somebody has seen a later entry meanwhile
		m.mu.Unlock()
		return answer()
	}
	if head > m.head || m.of == nil || len(m.of) >= memoSize {
		m.head, m.of = head, map[string]*reply[T]{}
	}
	k := m.of[key]
	if k == nil {
		k = &reply[T]{}
		m.of[key] = k
	}
	m.mu.Unlock()
	k.once.Do(func() { k.v, k.err = answer() })
	if k.err == nil {
		return k.v, nil
	}
	m.mu.Lock()
	if m.of[key] == k {
		delete(m.of, key)
	}
	m.mu.Unlock()
	return k.v, k.err
}

// covered is a record with the coverage of its documents, which are read for it.
func (d *Desk) covered(r *http.Request, book Book, id string) (schema.Output, error) {
	ctx, cancel := forOthers(r.Context())
	defer cancel()
	head, err := book.Head(ctx)
	if err != nil {
		return schema.Output{}, err
	}
	return d.memory(r).shown.get(head, id, func() (schema.Output, error) { return book.Record(ctx, id, true) })
}
