package sqlite

import (
	"hash/fnv"
	"io"
	"strings"
)

// keyNumber is the number that a key is kept by. Its first 40 bits are those of the name
// or place in it, the others those of the rest: so what is found by one name, with a
// year or a place or alone, lies side by side, and a report that comes touches a page
// for each of its names and places, not one for each of its keys. Two keys of one number,
// of which chance makes few, find what lies under each other: some reports more are
// compared.
func keyNumber(key string) int64 {
	kind, rest, _ := strings.Cut(key, "|")
	about, more := rest, ""
	if kind == "n" || rest == "" {
		about, more, _ = strings.Cut(rest, "|")
		about = kind + "|" + about
	} else if i := strings.IndexByte(rest, '|'); i >= 0 {
		about, more = rest[:i], kind+rest[i:]
	} else {
		more = kind
	}
	return int64(mixed(about)&^(1<<24-1) | mixed(more)>>40)
}

// mixed is a hash of a text, of which any bits are as good as any others: FNV-1a, with
// the last step of MurmurHash3 (https://github.com/aappleby/smhasher).
func mixed(s string) uint64 {
	h := fnv.New64a()
	io.WriteString(h, s) // never fails
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

func keyNumbers(keys []string) []int64 {
	out := make([]int64, len(keys))
	for i, k := range keys {
		out[i] = keyNumber(k)
	}
	return out
}
