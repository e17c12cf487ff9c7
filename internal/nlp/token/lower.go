package token

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lowering is a text beside its lower case at the same offsets, so that a token
// in lower case is a slice and no copy.
type lowering struct {
	s, low string
	odd    []int // offsets of characters whose lower case is longer or shorter
}

func lowerOf(s string) lowering {
	l := lowering{s: s, low: s}
	first := strings.IndexFunc(s, func(r rune) bool {
		return r == utf8.RuneError || r != unicode.ToLower(r)
	})
	if first < 0 {
		return l
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:first])
	for i := first; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b.WriteByte(c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch low := unicode.ToLower(r); {
		case r == utf8.RuneError || utf8.RuneLen(low) != n:
			l.odd = append(l.odd, i)
			b.WriteString(s[i : i+n])
		default:
			b.WriteRune(low)
		}
		i += n
	}
	l.low = b.String()
	return l
}

// of is s[start:end] in lower case.
func (l *lowering) of(start, end int) string {
	if len(l.odd) > 0 {
		if k, _ := slices.BinarySearch(l.odd, start); k < len(l.odd) && l.odd[k] < end {
			return strings.ToLower(l.s[start:end])
		}
	}
	return l.low[start:end]
}
