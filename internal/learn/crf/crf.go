// Package crf labels sequences with a linear-chain conditional random field over
// hashed features: the training, and a compact table that labels with whole
// numbers, so that the same text gets the same labels on any machine.
package crf

import "math/bits"

// Sequence is the input of one labelling: per position the hashes of its
// features. The hashes of all positions lie in one list.
type Sequence struct {
	Hashes []uint32
	Ends   []int32 // where the hashes of each position end
	// Allowed holds, for training, the labels a position may have, as bits. A
	// position of which nothing is known allows all.
	Allowed []uint64
	// Outside marks positions that are label 0 and need no features.
	Outside []bool
	// Leaning holds, for labelling, what something else says for and against each
	// label of each position; there may be none.
	Leaning []int16
	// Weight is how much the sequence counts in training, 0 for 1.
	Weight float32
	Domain int // where it comes from, for training
}

// Len is the number of positions.
func (s *Sequence) Len() int { return len(s.Ends) }

// At is the feature hashes of position i.
func (s *Sequence) At(i int) []uint32 {
	if i == 0 {
		return s.Hashes[:s.Ends[0]]
	}
	return s.Hashes[s.Ends[i-1]:s.Ends[i]]
}

// Close ends a position: the hashes appended since the last call are its. With
// outside it is label 0 whatever they say.
func (s *Sequence) Close(outside bool) {
	s.Ends, s.Outside = append(s.Ends, int32(len(s.Hashes))), append(s.Outside, outside)
}

// Reset empties s and keeps its memory.
func (s *Sequence) Reset() {
	s.Hashes, s.Ends, s.Outside = s.Hashes[:0], s.Ends[:0], s.Outside[:0]
	s.Allowed, s.Leaning = s.Allowed[:0], s.Leaning[:0]
}

// slot is the home of hash h in a table of n slots, and its fingerprint, which
// is never 0.
func slot(h uint32, n int) (int, uint16) {
	h *= 0x9E3779B1
	hi, _ := bits.Mul64(uint64(h)<<32, uint64(n))
	f := uint16(h*0x85EBCA6B>>16) | 1
	return int(hi), f
}
