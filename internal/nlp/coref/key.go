package coref

import (
	"unicode/utf8"

	"dossier/internal/lexicon"
)

// Words and features are compared by 32-bit keys, so that nothing is allocated
// for them and a model needs no list of its features.

const (
	keyBasis = 2166136261
	keyPrime = 16777619
)

// Key is the key of a word, whatever its case and accents.
func Key(w string) uint32 {
	h := uint32(keyBasis)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return foldedKey(w)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * keyPrime
	}
	return h
}

func foldedKey(w string) uint32 {
	h := uint32(keyBasis)
	w = lexicon.Fold(w)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(w[i])) * keyPrime
	}
	return h
}

// mix is the key of two keys in this order.
func mix(a, b uint32) uint32 {
	h := (a ^ b*0x85ebca6b) * 0xc2b2ae35
	h = (h ^ h>>15) * 0x27d4eb2f
	return h ^ h>>13
}

// resize is s with n elements, its memory kept where it is large enough.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
