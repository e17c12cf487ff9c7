package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"dossier/internal/fault"
)

func (s *Store) object(sha string) string { return objectIn(s.dir, sha) }

func objectIn(dir, sha string) string {
	return filepath.Join(dir, "objects", sha[:2], sha[2:]+".zst")
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
	if err := writeWhole(path, s.pack.pack(b)); err != nil {
		return "", false, trouble(s.dir, err)
	}
	return sha, false, nil
}

// writeWhole writes a file that can only be read, and brings it and its place in
// the folder to the disk.
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
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return err
	}
	return syncFolder(dir)
}

// syncFolder brings the names in a folder to the disk, where the system can.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}

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
		return nil, fault.New(fault.Corrupt, "bytes %s: %v", sha, err)
	}
	out, err := s.pack.unpack(b)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "bytes %s: the kept file is damaged: %v", sha, err)
	}
	return out, nil
}
