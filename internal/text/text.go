package text

import "unicode/utf8"

// stride is the number of bytes between two entries of the code-point index.
const stride = 256

// Text is one immutable UTF-8 text with a fast way from byte offsets to code
// points. The zero Text is empty.
type Text struct {
	s     string
	runes []int32 // runes[i] is the number of code points before byte i*stride
	ascii bool
}

// New indexes s. It costs one pass and 4 bytes per 256 bytes of text.
func New(s string) *Text {
	t := &Text{s: s, ascii: true}
	n := 0
	for i := 0; i < len(s); i++ {
		if i%stride == 0 {
			t.runes = append(t.runes, int32(n))
		}
		if s[i] >= utf8.RuneSelf {
			t.ascii = false
		}
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	t.runes = append(t.runes, int32(n))
	return t
}

// String is the whole text.
func (t *Text) String() string { return t.s }

// Len is the length in bytes.
func (t *Text) Len() int { return len(t.s) }

// Slice is the text under sp.
func (t *Text) Slice(sp Span) string { return t.s[sp.Start:sp.End] }

// RuneLen is the length in Unicode code points.
func (t *Text) RuneLen() int { return t.Rune(len(t.s)) }

// Rune is the number of code points before byte offset b, which must lie on a
// code-point boundary in [0, Len()].
func (t *Text) Rune(b int) int {
	if t.ascii {
		return b
	}
	k := b / stride
	if k >= len(t.runes)-1 {
		k = max(0, len(t.runes)-2)
	}
	n := int(t.runes[k])
	for i := k * stride; i < b; i++ {
		if utf8.RuneStart(t.s[i]) {
			n++
		}
	}
	return n
}

// Byte is the byte offset of code point number r: the inverse of [Text.Rune].
func (t *Text) Byte(r int) int {
	if t.ascii {
		return min(r, len(t.s))
	}
	lo, hi := 0, len(t.runes)-1
	for lo < hi { // last index whose count is not above r
		mid := (lo + hi + 1) / 2
		if int(t.runes[mid]) <= r {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	i := min(lo*stride, len(t.s))
	n := int(t.runes[lo])
	for i < len(t.s) && (n < r || !utf8.RuneStart(t.s[i])) {
		if utf8.RuneStart(t.s[i]) {
			n++
		}
		i++
	}
	return i
}
