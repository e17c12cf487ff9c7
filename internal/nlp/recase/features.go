package recase

import (
	"unicode"
	"unicode/utf8"
)

// features is the number of features of a word.
const features = 20

// Own are the features, of those that [Scratch.Features] gives, that look at the
// word alone.
const Own = 6

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// Read looks at the forms of a sentence.
func (s *Scratch) Read(forms []string) {
	s.words = s.words[:0]
	for _, f := range forms {
		s.words = append(s.words, look(f))
	}
}

// Cased reports whether word i has letters whose case is to be found.
func (s *Scratch) Cased(i int) bool { return s.words[i].letters && !s.words[i].address }

// longest is how many runes of a form are looked at.
const longest = 64

func look(form string) word {
	w := word{whole: fnvOffset}
	var last [3]uint32
	n, slashes := 0, 0
	for _, r := range form {
		switch {
		case r >= 'a' && r <= 'z':
			w.letters = true
		case r >= 'A' && r <= 'Z':
			r, w.letters = r+'a'-'A', true
		case r >= '0' && r <= '9':
			r = '0'
		case r == '@':
			w.address = len(form) > 1
		case r == '/':
			slashes++
		case r >= utf8.RuneSelf:
			w.letters = w.letters || unicode.IsLetter(r)
			r = unicode.ToLower(r)
		}
		w.whole = (w.whole ^ uint32(r)) * fnvPrime
		last[0], last[1], last[2] = last[1], last[2], uint32(r)
		if n++; n == 3 {
			w.head3 = w.whole
		}
		if n == longest {
			break
		}
	}
	w.address = w.address || slashes > 1 || len(form) > 4 && (form[:4] == "www." || form[:4] == "WWW.")
	if n < 3 {
		w.head3 = w.whole
	}
	w.tail2 = (last[1]*fnvPrime ^ last[2]) * fnvPrime
	w.tail3 = (last[0]*fnvPrime ^ w.tail2) * fnvPrime
	w.size = uint8(min(n, 12))
	return w
}

// edge stands for what lies outside the sentence.
var edge = word{whole: 1}

func (s *Scratch) at(i int) *word {
	if i < 0 || i >= len(s.words) {
		return &edge
	}
	return &s.words[i]
}

// Features are the hashed features of word i after two words with letters of the
// cases before and beforeThat (Cases where there is none).
func (s *Scratch) Features(i int, before, beforeThat uint32) []uint32 {
	w, l, r := s.at(i), s.at(i-1), s.at(i+1)
	opens := uint32(0)
	if before == Cases {
		opens = 1
	}
	f := &s.feats
	f[0] = mix(1, w.whole)
	f[1] = mix(2, w.tail2)
	f[2] = mix(3, w.tail3)
	f[3] = mix(4, w.head3)
	f[4] = mix(5, uint32(w.size))
	f[5] = mix(6, 0)
	f[6] = mix(7, l.whole)
	f[7] = mix(8, r.whole)
	f[8] = mix(9, w.whole^l.whole*fnvPrime)
	f[9] = mix(10, w.whole^r.whole*fnvPrime)
	f[10] = mix(11, s.at(i-2).whole)
	f[11] = mix(12, s.at(i+2).whole)
	f[12] = mix(13, before)
	f[13] = mix(14, before<<4|beforeThat)
	f[14] = mix(15, w.whole+before)
	f[15] = mix(16, r.whole+before)
	f[16] = mix(17, l.whole+before)
	f[17] = mix(18, w.tail3+before)
	f[18] = mix(19, w.whole+opens)
	f[19] = mix(20, r.tail3+before)
	return f[:]
}

func mix(kind, x uint32) uint32 {
	h := (x ^ kind*0x9e3779b9) * 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
