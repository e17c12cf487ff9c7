package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
)

// cmap leads from character codes to text (9.10.3), and tells how many bytes a
// code has.
type cmap struct {
	spaces []codespace
	chars  map[uint32]string
	ranges []codeRange
}

// codespace is a range of codes of a number of bytes.
type codespace struct {
	lo, hi uint32
	n      int
}

// codeRange is a range of codes that stand for consecutive characters.
type codeRange struct {
	lo, hi uint32
	first  rune
}

// seal makes the map ready for look-ups.
func (m *cmap) seal() *cmap {
	slices.SortStableFunc(m.ranges, func(a, b codeRange) int { return cmp.Compare(a.lo, b.lo) })
	return m
}

// maxMapping bounds what one font may say of its codes.
const (
	maxMapping = 1 << 17
	maxSpaces  = 64
	maxMeaning = 64 // bytes of UTF-16 that one code may stand for
)

// parseCMap reads a ToUnicode stream or the codespaces of an encoding.
func parseCMap(data []byte) *cmap {
	m := &cmap{chars: map[uint32]string{}}
	l := lexer{b: data}
	for {
		switch x := l.object(0); x {
		case keyword(""):
			if l.pos >= len(data) {
				return m.seal()
			}
		case keyword("begincodespacerange"):
			m.pairs(&l, "endcodespacerange", func(lo, hi str) {
				if len(m.spaces) < maxSpaces {
					m.spaces = append(m.spaces, codespace{codeOf(lo), codeOf(hi), len(lo)})
				}
			})
		case keyword("beginbfchar"):
			m.pairs(&l, "endbfchar", func(code, to str) { m.chars[codeOf(code)] = utf16Text(to) })
		case keyword("beginbfrange"):
			m.bfrange(&l)
		}
		if len(m.chars)+len(m.ranges)+len(m.spaces) > maxMapping {
			return m.seal()
		}
	}
}

// pairs reads two strings at a time up to a keyword.
func (m *cmap) pairs(l *lexer, end keyword, add func(a, b str)) {
	for {
		a, ok1 := l.object(0).(str)
		if !ok1 {
			return
		}
		b := l.object(0)
		to, ok := b.(str)
		if !ok {
			if b == end || b == keyword("") {
				return
			}
			continue
		}
		add(a, to)
	}
}

func (m *cmap) bfrange(l *lexer) {
	for len(m.ranges) < maxMapping && len(m.chars) < maxMapping {
		a, ok1 := l.object(0).(str)
		if !ok1 {
			return
		}
		b, ok2 := l.object(0).(str)
		to := l.object(0)
		if !ok2 {
			return
		}
		lo, hi := codeOf(a), codeOf(b)
		switch to := to.(type) {
		case str:
			m.run(lo, hi, utf16Text(to))
		case array:
			for i, x := range to {
				if s, ok := x.(str); ok && i <= int(hi)-int(lo) {
					m.chars[lo+uint32(i)] = utf16Text(s)
				}
			}
		default:
			return
		}
	}
}

// run maps lo to s, lo+1 to s with its last character one higher, and so on.
func (m *cmap) run(lo, hi uint32, s string) {
	rs := []rune(s)
	if len(rs) == 0 || hi < lo {
		return
	}
	if len(rs) == 1 {
		m.ranges = append(m.ranges, codeRange{lo, hi, rs[0]})
		return
	}
	for c := lo; c <= hi && c-lo < 256; c++ {
		m.chars[c] = string(rs)
		rs[len(rs)-1]++
	}
}

// text is what a code stands for.
func (m *cmap) text(code uint32) (string, bool) {
	if s, ok := m.chars[code]; ok {
		return s, true
	}
	i, _ := slices.BinarySearchFunc(m.ranges, code, func(r codeRange, c uint32) int {
		if r.lo <= c {
			return -1
		}
		return 1
	})
	if i == 0 || m.ranges[i-1].hi < code {
		return "", false
	}
	c := m.ranges[i-1].first + rune(code-m.ranges[i-1].lo)
	if c > 0x10FFFF || c < 0 || c >= 0xD800 && c < 0xE000 {
		return "", false
	}
	return string(c), true
}

func codeOf(s str) uint32 {
	var v uint32
	for _, c := range s {
		v = v<<8 | uint32(c)
	}
	return v
}

// utf16Text decodes UTF-16 with the high byte first; one byte stands for itself.
func utf16Text(s str) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	s = s[:min(len(s), maxMeaning)]
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return strings.ReplaceAll(string(utf16.Decode(u)), "\uFFFD", "")
}
