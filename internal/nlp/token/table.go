package token

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"dossier/internal/learn"
	"dossier/models"
)

// Weight is what a feature says: for one outcome, or for each of two, against a
// third.
type Weight struct {
	Feature uint32
	W       [2]int8
}

// table is a linear model whose features are known exactly: one that training
// did not keep says nothing. A slot is empty (0) or the upper half of a feature
// above its two weights.
type table struct {
	mask  uint32
	slots []uint32
}

// score is the sum of the weights of the features.
func (t *table) score(features []uint32) (a, b int) {
	for _, f := range features {
		for i := f & t.mask; ; i = (i + 1) & t.mask {
			s := t.slots[i]
			if s == 0 {
				break
			}
			if s>>16 == f>>16 {
				a += int(int8(s))
				b += int(int8(s >> 8))
				break
			}
		}
	}
	return a, b
}

// newTable makes the slots for weights; at most three quarters are taken.
func newTable(weights []Weight) []uint32 {
	size := 1
	for 3*size < 4*len(weights)+4 {
		size *= 2
	}
	slots := make([]uint32, size)
	mask := uint32(size - 1)
	weights = slices.Clone(weights)
	slices.SortFunc(weights, func(a, b Weight) int { return cmp.Compare(a.Feature, b.Feature) })
	for _, w := range weights {
		s := w.Feature>>16<<16 | uint32(uint8(w.W[1]))<<8 | uint32(uint8(w.W[0]))
		if w.W == [2]int8{} {
			continue
		}
		i := w.Feature & mask
		for slots[i] != 0 && slots[i]>>16 != w.Feature>>16 {
			i = (i + 1) & mask
		}
		if slots[i] == 0 { // the first of two that look the same stays
			slots[i] = s
		}
	}
	return slots
}

// Model is the trained part of the stage: how words are split and where
// sentences begin.
type Model struct {
	split, start table
	bias         int // added to what speaks for a new sentence
}

// Encode is the model file of the weights.
func Encode(card string, split, start []Weight, bias int) []byte {
	w := learn.NewWriter()
	w.Text("card", card)
	w.Uint32("split", newTable(split))
	w.Uint32("start", newTable(start))
	w.Uint32("bias", []uint32{uint32(int32(bias))})
	return w.Bytes()
}

// Decode reads a model file.
func Decode(data string) (*Model, error) {
	f, err := learn.Open(data)
	if err != nil {
		return nil, err
	}
	b := f.Uint32("bias")
	if len(b) != 1 {
		return nil, fmt.Errorf("model of tokens: no bias")
	}
	m := &Model{bias: int(int32(b[0]))}
	if m.split, err = readTable(f, "split"); err != nil {
		return nil, err
	}
	m.start, err = readTable(f, "start")
	return m, err
}

func readTable(f *learn.File, name string) (table, error) {
	slots := f.Uint32(name)
	n := len(slots)
	if n == 0 || n&(n-1) != 0 || !slices.Contains(slots, 0) {
		return table{}, fmt.Errorf("model of tokens: section %q is no table", name)
	}
	return table{mask: uint32(n - 1), slots: slots}, nil
}

// How two neighbouring characters of a stretch without white space belong
// together.
const (
	Joined     = iota // one word
	Apart             // two tokens
	Contracted        // two words of one token
)

// splitAt decides a seam of words.
func (m *Model) splitAt(_ int, features []uint32) int {
	apart, contracted := m.split.score(features)
	switch {
	case apart <= 0 && contracted <= 0:
		return Joined
	case apart >= contracted:
		return Apart
	}
	return Contracted
}

// startAt decides whether a sentence begins: 1 when it does.
func (m *Model) startAt(_ int, features []uint32) int {
	if s, _ := m.start.score(features); s+m.bias > 0 {
		return 1
	}
	return 0
}

// embedded is the model that the program carries.
var embedded = sync.OnceValue(func() *Model {
	m, err := Decode(models.Token)
	if err != nil {
		panic(err) // the embedded file is broken, which its test would show
	}
	return m
})
