package ner

import (
	"maps"
	"math/bits"
	"slices"
)

// Tables of hashes as the model file keeps them: open addressing, 0 for an empty
// place, never full.

// table puts the hashes that of is keyed by into a table, always in one way.
func table[V any](of map[uint32]V) []uint32 {
	keys := make([]uint32, len(of)*3/2+1)
	for _, h := range slices.Sorted(maps.Keys(of)) {
		keys[slot(keys, h)] = h
	}
	return keys
}

// slot is where hash h lies in a table, or the empty place where it would.
func slot(keys []uint32, h uint32) int {
	hi, _ := bits.Mul64(uint64(h*0x85EBCA6B)<<32, uint64(len(keys)))
	at := int(hi)
	for keys[at] != h && keys[at] != 0 {
		if at++; at == len(keys) {
			at = 0
		}
	}
	return at
}
