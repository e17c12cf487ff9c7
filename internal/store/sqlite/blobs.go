package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"dossier/internal/fault"
)

func (s *Store) object(sha string) string {
	return filepath.Join(s.dir, "objects", sha[:2], sha[2:]+".zst")
}

// PutBytes implements store.Blobs. The file is written beside its place, brought
// to the disk and renamed, so that it is there whole or not at all.
func (s *Store) PutBytes(_ context.Context, b []byte) (string, bool, error) {
	sum := sha256.Sum256(b)
	sha := hex.EncodeToString(sum[:])
	path := s.object(sha)
	if _, err := os.Stat(path); err == nil {
		return sha, true, nil
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return "", false, err
	}
	if err := writeWhole(path, enc.EncodeAll(b, nil)); err != nil {
		return "", false, fault.New(fault.Invalid, "archive: keep bytes %s: %v", sha, cause(err))
	}
	return sha, false, nil
}

func writeWhole(path string, b []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o444)
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// maxObject bounds what a damaged object may unpack to.
const maxObject = 1 << 30

// Bytes implements store.Blobs.
func (s *Store) Bytes(_ context.Context, sha string) ([]byte, error) {
	if len(sha) != 64 {
		return nil, fault.New(fault.Invalid, "%q is no SHA-256", sha)
	}
	b, err := os.ReadFile(s.object(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "no bytes under %s", sha)
	}
	if err != nil {
		return nil, fault.New(fault.Corrupt, "bytes %s: %v", sha, cause(err))
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxObject))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	out, err := dec.DecodeAll(b, nil)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "bytes %s: the kept file is damaged: %v", sha, err)
	}
	return out, nil
}
