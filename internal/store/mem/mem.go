// Package mem keeps an archive in memory, for tests and one-shot runs.
package mem

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/store"
	"dossier/schema"
)

// Store is an archive in memory.
type Store struct {
	mu      sync.RWMutex
	blobs   map[string][]byte
	entries []store.Entry
	at      map[doc.ID]int
	out     schema.Output
}

// New is an empty store.
func New() *Store {
	return &Store{blobs: map[string][]byte{}, at: map[doc.ID]int{}, out: empty()}
}

func empty() schema.Output {
	return schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}
}

// PutBytes implements [store.Blobs].
func (s *Store) PutBytes(_ context.Context, b []byte) (string, bool, error) {
	sum := sha256.Sum256(b)
	sha := hex.EncodeToString(sum[:])
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.blobs[sha]; ok {
		return sha, true, nil
	}
	s.blobs[sha] = bytes.Clone(b)
	return sha, false, nil
}

// Bytes implements [store.Blobs].
func (s *Store) Bytes(_ context.Context, sha string) ([]byte, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b, ok := s.blobs[sha]
	if !ok {
		return nil, fault.New(fault.NotFound, "no bytes under %s", sha)
	}
	return bytes.Clone(b), nil
}

// PutEntry implements [store.Entries].
func (s *Store) PutEntry(_ context.Context, e store.Entry) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.at[e.Doc.ID]; ok {
		return true, nil
	}
	s.at[e.Doc.ID] = len(s.entries)
	s.entries = append(s.entries, e)
	return false, nil
}

// Has implements [store.Entries].
func (s *Store) Has(_ context.Context, id doc.ID) (bool, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	_, ok := s.at[id]
	return ok, nil
}

// Entries implements [store.Entries].
func (s *Store) Entries(ctx context.Context, yield func(store.Entry) error) error {
	s.mu.RLock()
	list := s.entries[:len(s.entries):len(s.entries)]
	s.mu.RUnlock()
	for _, e := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := yield(e); err != nil {
			return err
		}
	}
	return nil
}

// PutRecords implements [store.Records].
func (s *Store) PutRecords(_ context.Context, out schema.Output) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.out = out
	return nil
}

// Records implements [store.Records].
func (s *Store) Records(context.Context) (schema.Output, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.out, nil
}

// Close does nothing.
func (s *Store) Close() error { return nil }
