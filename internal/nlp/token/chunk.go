package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/text"
)

// class is what a character is to the splitter of words.
type class uint8

const (
	letter class = iota
	digit
	mark // a combining mark or joiner: belongs to what is before it
	other
)

func classOf(r rune) class {
	if r < utf8.RuneSelf {
		return asciiClass[r]
	}
	switch {
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.M, r) || joiner(r):
		return mark
	}
	return other
}

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		default:
			t[c] = other
		}
	}
	return t
}()

// joiner reports whether r is unseen and stands inside words: a soft hyphen, a
// zero-width joiner or non-joiner.
func joiner(r rune) bool { return r == 0xAD || r == 0x200C || r == 0x200D }

// skipped reports whether r is in no token: white space and what is not seen.
func skipped(r rune) bool {
	return r <= ' ' || r >= 0x7F && (unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && !joiner(r))
}

// chunk is a stretch of text between two spaces with what stands beside it.
type chunk struct {
	s          string // the text that holds it
	start, end int
	prev, next string // the stretches before and after, "" at the block's edge
}

// longestChunk is the number of bytes after which a stretch without white space
// is dealt with in parts.
const longestChunk = 400

// chunks calls f with each chunk of s[sp] in turn.
func chunks(s string, sp text.Span, f func(c *chunk)) {
	c := chunk{s: s}
	c.start, c.end = nextChunk(s, sp.Start, sp.End)
	for c.start < c.end {
		start, end := nextChunk(s, c.end, sp.End)
		c.next = s[start:end]
		f(&c)
		c.prev = s[c.start:c.end]
		c.start, c.end = start, end
	}
}

// nextChunk is the first chunk of s[from:limit], empty when there is none.
// Joiners at its edges are left out: there they join nothing.
func nextChunk(s string, from, limit int) (start, end int) {
	i := from
	for i < limit {
		r, n := decode(s, i, limit)
		if !skipped(r) && !joiner(r) {
			break
		}
		i += n
	}
	start = i
	for i < limit && i-start < longestChunk {
		r, n := decode(s, i, limit)
		if skipped(r) {
			break
		}
		i += n
	}
	for i > start {
		r, n := utf8.DecodeLastRuneInString(s[start:i])
		if !joiner(r) {
			break
		}
		i -= n
	}
	return start, i
}

// decode is the character at i, of which ASCII is the quick case.
func decode(s string, i, limit int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:limit])
}

// atom is a run of letters, a run of digits or one other character, with the
// marks on it.
type atom struct {
	start, end int
	first      rune
	class      class
	shape      uint8
}

// The shapes of a word of letters.
const (
	shLower = iota + 1
	shTitle
	shUpper
	shMixed
	shOne // one capital
)

func letterShape(first rune, up, low int) uint8 {
	switch {
	case up == 0:
		return shLower
	case up == 1 && low == 0:
		return shOne
	case low == 0:
		return shUpper
	case up == 1 && unicode.IsUpper(first):
		return shTitle
	}
	return shMixed
}

func shapeOf(w string) uint8 {
	up, low := 0, 0
	first, _ := utf8.DecodeRuneInString(w)
	for _, r := range w {
		if unicode.IsUpper(r) {
			up++
		} else if classOf(r) != mark {
			low++
		}
	}
	return letterShape(first, up, low)
}

// atoms appends the atoms of the chunk.
func (c *chunk) atoms(to []atom) []atom {
	for i := c.start; i < c.end; {
		r, n := decode(c.s, i, c.end)
		a := atom{start: i, first: r, class: classOf(r)}
		for i += n; i < c.end; i += n {
			r, n = decode(c.s, i, c.end)
			if k := classOf(r); k != mark && (k != a.class || k == other) {
				break
			}
		}
		a.end = i
		if a.class == letter {
			a.shape = shapeOf(c.s[a.start:a.end])
			to = c.cut(to, a)
		} else {
			to = append(to, a)
		}
	}
	return to
}

// cut appends an atom of letters, in two where words may be run together in it:
// "don't" before its n, "cannot", "attackA".
func (c *chunk) cut(to []atom, a atom) []atom {
	w := c.s[a.start:a.end]
	at := 0
	switch n := len(w) - 1; {
	case n > 0 && w[n]|0x20 == 'n' && cliticT(c.s[a.end:c.end]):
		at = n
	case n < longestRunTogether:
		at = runTogether(w)
	}
	if at == 0 && a.shape == shMixed {
		at = lostBreak(w, c.s[a.end:c.end])
	}
	if at == 0 {
		return append(to, a)
	}
	l, r := a, a
	l.end, r.start = a.start+at, a.start+at
	l.shape, r.shape = shapeOf(c.s[l.start:l.end]), shapeOf(c.s[r.start:r.end])
	r.first, _ = utf8.DecodeRuneInString(c.s[r.start:])
	return append(to, l, r)
}

// cliticT reports whether s begins with an apostrophe and a t that ends a word.
func cliticT(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if !apostrophe(r) || len(s) <= n || s[n]|0x20 != 't' {
		return false
	}
	if len(s) == n+1 {
		return true
	}
	after, _ := utf8.DecodeRuneInString(s[n+1:])
	return classOf(after) == other
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' || r == '´' || r == '‘' }

// code is what an atom looks like, in few values: letters by shape, digits, and
// every other character for itself.
func (a *atom) code() uint32 {
	switch a.class {
	case letter:
		return uint32(a.shape)
	case digit:
		return codeDigits
	case mark:
		return codeMark
	}
	return codeOther + uint32(a.first)
}

// Codes of atoms and words beside the shapes of letters. A character that is
// neither letter nor digit is codeOther and more.
const (
	codeDigits   = 10 // 27
	codeMark     = 11 // a combining mark on nothing
	codeDotted   = 12 // U.S., a.m., Mr.
	codeNumber   = 13 // 3,000, 7:30
	codeAddress  = 14 // a.b@example.org
	codeMixed    = 15 // 9mm
	codeOther    = 16
	codeRepeated = 1 << 22 // "--", and more by character
	codeMarks    = 1 << 23 // ":-)", and more by its first character
	codeEdge     = 1 << 24 // nothing: the edge of the chunk or block
	codeGroup    = 1 << 25 // a sort of mark
)

// group is what sort of thing a code is, for marks that training never saw.
func group(code uint32) uint32 {
	if code < codeOther || code >= codeRepeated {
		return code
	}
	switch r := rune(code - codeOther); {
	case r < utf8.RuneSelf && strings.ContainsRune(".,;:?!'\"", r):
		return code
	case unicode.Is(unicode.Sc, r):
		return codeGroup + 1
	case unicode.In(r, unicode.Ps, unicode.Pi):
		return codeGroup + 2
	case unicode.In(r, unicode.Pe, unicode.Pf):
		return codeGroup + 3
	case unicode.Is(unicode.Pd, r):
		return codeGroup + 4
	case unicode.Is(unicode.S, r):
		return codeGroup + 5
	}
	return codeGroup + 6
}

func bucket(n int) uint32 {
	switch {
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 12:
		return 6
	case n < 20:
		return 7
	case n < 40:
		return 8
	}
	return 9
}

// address is the part of a stretch that is a web or mail address, empty when
// there is none.
func address(s string) (from, to int) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ':':
			if i > 1 && strings.HasPrefix(s[i:], "://") && isWordByte(s[i-1]) {
				for from = i; from > 0 && isWordByte(s[from-1]); from-- {
				}
				return from, addressEnd(s, i+3)
			}
		case 'w', 'W':
			if len(s)-i > 6 && strings.EqualFold(s[i:i+4], "www.") && (i == 0 || !isWordByte(s[i-1])) {
				return i, addressEnd(s, i+4)
			}
		case '@':
			if i > 0 && i+1 < len(s) && isWordByte(s[i+1]) && (isWordByte(s[i-1]) || i > 3 && s[i-3:i] == "...") {
				return mailAddress(s, i)
			}
		}
	}
	return 0, 0
}

// addressEnd is where the web address ends that goes on at from, without marks
// at its end that are not its own.
func addressEnd(s string, from int) int {
	to := from
	for to < len(s) && s[to] < utf8.RuneSelf && strings.IndexByte("<>\"|", s[to]) < 0 {
		to++
	}
	for ; to > from; to-- {
		switch s[to-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*', ']', '}':
			continue
		case ')':
			if strings.Count(s[:to], "(") < strings.Count(s[:to], ")") {
				continue
			}
		}
		break
	}
	return to
}

func mailAddress(s string, at int) (from, to int) {
	for from = at; from > 0 && (isWordByte(s[from-1]) || strings.IndexByte("._%+-", s[from-1]) >= 0); from-- {
	}
	for to = at + 1; to < len(s) && (isWordByte(s[to]) || strings.IndexByte("._-", s[to]) >= 0); to++ {
	}
	for s[to-1] == '.' || s[to-1] == '-' || s[to-1] == '_' {
		to--
	}
	return from, to
}

func isWordByte(c byte) bool { return c < utf8.RuneSelf && asciiClass[c] <= digit }
