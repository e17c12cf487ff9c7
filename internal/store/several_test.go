package store_test

import (
	"slices"
	"testing"

	"dossier/internal/store"
)

func TestSeveralAtOnceAreAllDone(t *testing.T) {
	done := make([]int, 1000)
	store.Several(len(done), func(i int) { done[i]++ })
	if slices.Max(done) != 1 || slices.Min(done) != 1 {
		t.Error("some were not done once")
	}
	store.Several(0, func(int) { t.Error("there is nothing to do") })
}

func TestAPanicOfOneIsThatOfTheCaller(t *testing.T) {
	defer func() {
		if r := recover(); r != "seven" {
			t.Error(r)
		}
	}()
	store.Several(9, func(i int) {
		if i == 7 {
			panic("seven")
		}
	})
}
