// Package mem keeps an archive in memory, for tests and one-shot runs.
package mem

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"dossier/internal/fault"
	"dossier/internal/search"
	"dossier/internal/store"
)

// Store is an archive in memory. A change works on a copy of the state, which
// takes the place of the state when the change is kept.
type Store struct {
	blobs   map[string][]byte
	holding sync.RWMutex // of blobs and state
	state   *state
	writing sync.Mutex
	saved   *search.Memory // for its saved queries
}

// New is an empty store.
func New() *Store {
	return &Store{blobs: map[string][]byte{}, state: newState(), saved: search.NewMemory(nil)}
}

// PutBytes implements [store.Blobs].
func (s *Store) PutBytes(_ context.Context, b []byte) (string, bool, error) {
	sum := sha256.Sum256(b)
	sha := hex.EncodeToString(sum[:])
	s.holding.Lock()
	defer s.holding.Unlock()
	if _, ok := s.blobs[sha]; ok {
		return sha, true, nil
	}
	s.blobs[sha] = bytes.Clone(b)
	return sha, false, nil
}

// Bytes implements [store.Blobs].
func (s *Store) Bytes(_ context.Context, sha string) ([]byte, error) {
	s.holding.RLock()
	defer s.holding.RUnlock()
	b, ok := s.blobs[sha]
	if !ok {
		return nil, fault.New(fault.NotFound, "no bytes under %s", sha)
	}
	return bytes.Clone(b), nil
}

// View implements [store.Store].
func (s *Store) View(ctx context.Context, f func(store.View) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.holding.RLock()
	now := s.state
	s.holding.RUnlock()
	return f(now)
}

// Update implements [store.Store].
func (s *Store) Update(ctx context.Context, f func(store.Change) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	next := s.state.clone()
	if err := f(next); err != nil {
		return err
	}
	s.holding.Lock()
	defer s.holding.Unlock()
	s.state = next
	return nil
}

// Close does nothing.
func (s *Store) Close() error { return nil }
