package sqlite_test

import (
	"path/filepath"
	"testing"

	"dossier/internal/store/sqlite"
	"dossier/internal/store/storetest"
)

func TestSearch(t *testing.T) {
	storetest.RunSearch(t, func(t *testing.T) storetest.Searched {
		return create(t, filepath.Join(t.TempDir(), "a"))
	}, func(s storetest.Searched) error {
		_, err := s.(*sqlite.Store).Reindex(ctx)
		return err
	})
}
