package account

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Backup copies the accounts of one folder into another, also while they are in use;
// where there are none it does nothing. The copy takes the place of an older one, for
// its owner alone.
func Backup(ctx context.Context, from, into string) error {
	if _, err := os.Stat(filepath.Join(from, Name)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	b, err := Open(ctx, from, Options{Now: time.Now}) // copying asks for no time
	if err != nil {
		return err
	}
	defer b.Close()
	fresh, to := filepath.Join(into, "."+Name+".new"), filepath.Join(into, Name)
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return trouble(into, err)
	}
	defer os.Remove(fresh)
	if err := private(fresh); err != nil { // an empty file may be copied into
		return trouble(into, err)
	}
	if _, err := b.db.ExecContext(ctx, "VACUUM INTO ?", fresh); err != nil {
		return trouble(into, err)
	}
	for _, rest := range []string{"-wal", "-shm"} { // of the database that is replaced
		if err := os.Remove(to + rest); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return trouble(into, err)
		}
	}
	return os.Rename(fresh, to)
}
