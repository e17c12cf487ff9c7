package token

import (
	"unicode"
	"unicode/utf8"
)

// Features are numbers: hashes of what they say. The hashes take no copy of the
// text and are blind to case.

const (
	hashStart = 2166136261
	hashPrime = 16777619
)

// hashLower hashes the lower-case form of s, of which only the first and the
// last 32 bytes count.
func hashLower(s string) uint32 {
	h := uint32(hashStart)
	if len(s) > 64 {
		h = hashLower(s[:32]) + uint32(len(s))
		s = s[len(s)-32:]
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return hashRunes(h, s[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

func hashRunes(h uint32, s string) uint32 {
	for _, r := range s {
		h = (h ^ uint32(unicode.ToLower(r))) * hashPrime
	}
	return h
}

// hashWord hashes the first 40 bytes of w, blind to case and to which digits it
// has.
func hashWord(w string) uint32 {
	h := uint32(hashStart)
	w = w[:min(len(w), 40)]
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case c >= utf8.RuneSelf:
			return hashRunes(h, w[i:])
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case '1' <= c && c <= '9':
			c = '0'
		}
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

// mix joins the hashes of two facts.
func mix(a, b uint32) uint32 {
	a = a*0x9E3779B1 ^ b
	a ^= a >> 15
	a *= 0x85EBCA77
	return a ^ a>>13
}
