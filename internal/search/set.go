package search

import "math/bits"

// Set is a set of small numbers.
type Set []uint64

// Add puts a number into the set.
func (s *Set) Add(n int) {
	for n>>6 >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[n>>6] |= 1 << (n & 63)
}

// Has reports whether a number is in the set.
func (s Set) Has(n int) bool { return n>>6 < len(s) && s[n>>6]&(1<<(n&63)) != 0 }

// Len is how many numbers are in the set.
func (s Set) Len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// And leaves what is in both.
func (s Set) And(o Set) Set {
	s = s[:min(len(s), len(o))]
	for i := range s {
		s[i] &= o[i]
	}
	return s
}

// Or adds what is in o.
func (s Set) Or(o Set) Set {
	if len(s) < len(o) {
		s, o = append(Set(nil), o...), s
	}
	for i := range o {
		s[i] |= o[i]
	}
	return s
}

// AndNot leaves what is not in o.
func (s Set) AndNot(o Set) Set {
	for i := range min(len(s), len(o)) {
		s[i] &^= o[i]
	}
	return s
}

// All hands over the numbers in order.
func (s Set) All() func(func(int) bool) {
	return func(yield func(int) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(i<<6 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
