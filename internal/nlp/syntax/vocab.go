package syntax

import (
	"math"
	"unicode"
	"unicode/utf8"

	"dossier/internal/learn"
)

// Vocab tells which rows of the embedding table describe a word: the word
// itself, its shape, its beginnings and endings, what the lexicon tells of it, and
// the runs of letters in it.
// Row 0 stands for every unknown word.
type Vocab struct {
	Words   map[string]uint32 // lower-cased word to row, from 1
	Buckets uint32            // rows after the words, shared by hashing
}

// Rows is the number of rows of the table.
func (v *Vocab) Rows() int { return 1 + len(v.Words) + int(v.Buckets) }

// Features are the rows of one word: Whole are added as they are, Runs are
// added with the weight 1/√n. Whole[0] is the row of the word itself.
type Features struct {
	Whole, Runs []uint32
}

// RunWeight is the weight of each of the runs.
func (f *Features) RunWeight() float32 {
	if len(f.Runs) == 0 {
		return 0
	}
	return float32(1 / math.Sqrt(float64(len(f.Runs))))
}

const (
	longestWord = 40 // letters of a word that are looked at
	fnvOffset   = 2166136261
	fnvPrime    = 16777619
)

// Of fills f with the rows of form. The slices are reused.
func (v *Vocab) Of(form string, f *Features) {
	var lower [longestWord*utf8.UTFMax + 2]byte
	var starts [longestWord + 3]int
	b := lower[:0]
	n := 0
	starts[0] = 0
	b = append(b, '^')
	for _, r := range form {
		if n == longestWord {
			break
		}
		n++
		starts[n] = len(b)
		b = utf8.AppendRune(b, learn.WordRune(r))
	}
	starts[n+1] = len(b)
	b = append(b, '$')
	starts[n+2] = len(b)
	f.Whole, f.Runs = f.Whole[:0], f.Runs[:0]
	f.Whole = append(f.Whole, v.Words[string(b[1:starts[n+1]])], v.bucket(1, shape(form)))
	for k := 1; k <= 3 && k <= n; k++ {
		f.Whole = append(f.Whole, v.bucket(1+uint32(k), b[:starts[k+1]]))
	}
	for k := 1; k <= 4 && k <= n; k++ {
		f.Whole = append(f.Whole, v.bucket(4+uint32(k), b[starts[n+1-k]:]))
	}
	facts(form, func(fact string) { f.Whole = append(f.Whole, v.bucket(10, []byte(fact))) })
	for size := 3; size <= 4; size++ {
		for i := 0; i+size <= n+2; i++ {
			f.Runs = append(f.Runs, v.bucket(9, b[starts[i]:starts[i+size]]))
		}
	}
}

// bucket is the row that a kind of feature with these bytes falls into (FNV-1a).
func (v *Vocab) bucket(kind uint32, b []byte) uint32 {
	h := uint32(fnvOffset) ^ kind*0x9e3779b9
	for _, c := range b {
		h = (h ^ uint32(c)) * fnvPrime
	}
	h ^= h >> 15
	return 1 + uint32(len(v.Words)) + h%v.Buckets
}

// shape is the form of a word with its letters and figures replaced by their
// classes, runs cut to two: "Xxx", "XX", "d:d".
func shape(form string) []byte {
	out := make([]byte, 0, 16)
	var last byte
	run := 0
	for _, r := range form {
		c := classOf(r)
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		if out = append(out, c); len(out) >= 12 {
			break
		}
	}
	return out
}

func classOf(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	}
	if r = learn.WordRune(r); r < utf8.RuneSelf {
		return byte(r)
	}
	return '?'
}
