package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/fault"
)

// Backup copies the archive as it stands into another folder, which is a whole
// archive itself. It may run while others write. A backup of the same archive that is
// there already is brought up to date: only new bytes are copied, and the old database
// is replaced at the end at once.
func (s *Store) Backup(ctx context.Context, into string) error {
	if err := s.mayReplace(ctx, into); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(into, "objects"), 0o755); err != nil {
		return trouble(into, err)
	}
	fresh := filepath.Join(into, ".archive.db.new")
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return trouble(into, err)
	}
	defer os.Remove(fresh)
	// The bytes of every document are on the disk before its row: what the copy of
	// the database names is there when it is made.
	if _, err := s.read.ExecContext(ctx, "VACUUM INTO ?", fresh); err != nil {
		return trouble(into, err)
	}
	if err := s.copyObjects(ctx, into); err != nil {
		return trouble(into, err)
	}
	if err := syncFile(fresh); err != nil {
		return trouble(into, err)
	}
	for _, rest := range []string{"-wal", "-shm"} { // of the database that is replaced
		if err := os.Remove(filepath.Join(into, "archive.db"+rest)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return trouble(into, err)
		}
	}
	if err := os.Rename(fresh, filepath.Join(into, "archive.db")); err != nil {
		return trouble(into, err)
	}
	return syncFolder(into)
}

// mayReplace refuses a folder that holds anything but an earlier backup of this
// archive.
func (s *Store) mayReplace(ctx context.Context, into string) error {
	same, err := sameFile(s.dir, into)
	if err != nil || same {
		return fault.New(fault.Invalid, "backup into %s: this is the archive itself", into)
	}
	names, err := os.ReadDir(into)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(names) == 0 {
		return nil
	}
	if err != nil {
		return trouble(into, err)
	}
	there, err := Open(ctx, into, Options{ReadOnly: true})
	if err != nil {
		if fault.Of(err) == fault.NotFound && onlyParts(names) {
			return nil // a backup that was broken off
		}
		return fault.New(fault.Invalid, "backup into %s: the folder holds something else", into)
	}
	defer there.Close()
	mine, err := first(ctx, s.read)
	if err != nil {
		return trouble(s.dir, err)
	}
	theirs, err := first(ctx, there.read)
	if err != nil {
		return trouble(into, err)
	}
	if mine != theirs {
		return fault.New(fault.Invalid, "backup into %s: the folder holds another archive", into)
	}
	return nil
}

// onlyParts reports whether a folder has nothing but what a backup makes first.
func onlyParts(names []os.DirEntry) bool {
	for _, n := range names {
		if n.Name() != "objects" && n.Name() != ".archive.db.new" {
			return false
		}
	}
	return true
}

// first is the hash of the first entry of the log, "" when there is none.
func first(ctx context.Context, db *sql.DB) (hash string, err error) {
	err = db.QueryRowContext(ctx, "SELECT hash FROM log ORDER BY seq LIMIT 1").Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return hash, err
}

func sameFile(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	y, err := os.Stat(b)
	if err != nil {
		return false, nil // it is not there
	}
	return os.SameFile(x, y), nil
}

// copyObjects copies the kept bytes that are not there yet.
func (s *Store) copyObjects(ctx context.Context, into string) error {
	from := filepath.Join(s.dir, "objects")
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		to := filepath.Join(into, "objects", rel)
		info, err := d.Info()
		if err != nil {
			return err
		}
		if had, err := os.Stat(to); err == nil && had.Size() == info.Size() {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return writeWhole(to, b)
	})
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
