package mem_test

import (
	"testing"

	"dossier/internal/store"
	"dossier/internal/store/mem"
	"dossier/internal/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return mem.New() })
}

func TestSearch(t *testing.T) {
	storetest.RunSearch(t, func(*testing.T) storetest.Searched { return mem.New() }, nil)
}

func TestRegister(t *testing.T) {
	storetest.RunRegister(t, func(*testing.T) store.Store { return mem.New() })
}
