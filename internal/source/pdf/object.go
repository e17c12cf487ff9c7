package pdf

import (
	"bytes"
	"math"

	"dossier/internal/text"
)

// The objects of a file (ISO 32000-1, 7.3) are nil, bool, float64 and the types
// below.
type (
	name    string
	array   []any
	dict    map[name]any
	keyword string // a bare word: an operator, "obj", "endobj", "R"
	str     []byte
)

// ref names an object elsewhere in the file.
type ref struct{ num, gen int }

// stream is a dictionary with data; the data are a range of the file.
type stream struct {
	dict dict
	data text.Span
	ref  ref
	// plain is set for data without filter and cipher: a byte of them is a byte
	// of the file.
	plain bool
}

// maxNesting is how deep arrays and dictionaries may lie in each other.
const maxNesting = 64

// lexer reads objects off b.
type lexer struct {
	b   []byte
	pos int
}

func white(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func regular(c byte) bool { return !white(c) && !delimiter(c) }

// skip passes over white space and comments.
func (l *lexer) skip() {
	for l.pos < len(l.b) {
		switch c := l.b[l.pos]; {
		case white(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// object reads one object, with "12 0 R" as a ref. At the end of the data and at
// a closing bracket without an opening one it gives a keyword: "" or the bracket.
func (l *lexer) object(depth int) any {
	l.skip()
	if l.pos >= len(l.b) || depth > maxNesting {
		l.pos = len(l.b)
		return keyword("")
	}
	switch c := l.b[l.pos]; {
	case c == '/':
		return l.name()
	case c == '(':
		return str(l.literal(nil, nil))
	case c == '<' && l.pos+1 < len(l.b) && l.b[l.pos+1] == '<':
		return l.dict(depth)
	case c == '<':
		return str(l.hex(nil, nil))
	case c == '[':
		l.pos++
		return l.array(depth)
	case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
		return l.numberOrRef()
	case regular(c):
		return l.word()
	case c == '>' && l.pos+1 < len(l.b) && l.b[l.pos+1] == '>':
		l.pos += 2
		return keyword(">>")
	default:
		l.pos++
		return keyword(c)
	}
}

func (l *lexer) word() any {
	w := l.bare()
	switch w {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return keyword(w)
}

// bare reads a run of regular characters.
func (l *lexer) bare() string {
	start := l.pos
	for l.pos < len(l.b) && regular(l.b[l.pos]) {
		l.pos++
	}
	return string(l.b[start:l.pos])
}

func (l *lexer) name() name {
	l.pos++
	start := l.pos
	for l.pos < len(l.b) && regular(l.b[l.pos]) {
		l.pos++
	}
	raw := l.b[start:l.pos]
	if bytes.IndexByte(raw, '#') < 0 {
		return name(raw)
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && unhex(raw[i+1]) >= 0 && unhex(raw[i+2]) >= 0 {
			out = append(out, byte(unhex(raw[i+1])<<4|unhex(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return name(out)
}

func (l *lexer) array(depth int) array {
	var a array
	for {
		x := l.object(depth + 1)
		if k, ok := x.(keyword); ok {
			if k == "]" || k == "" || k == "endobj" || k == ">>" {
				return a
			}
			continue
		}
		a = append(a, x)
	}
}

func (l *lexer) dict(depth int) dict {
	l.pos += 2
	d := dict{}
	for {
		k := l.object(depth + 1)
		switch k := k.(type) {
		case name:
			v := l.object(depth + 1)
			if kw, ok := v.(keyword); ok {
				if kw == ">>" || kw == "" || kw == "endobj" {
					return d
				}
				continue
			}
			d[k] = v
		case keyword:
			if k == ">>" || k == "" || k == "endobj" || k == "stream" {
				return d
			}
		}
	}
}

// number reads a number; what is malformed in it is passed over.
func (l *lexer) number() float64 {
	neg, dot := false, 0.0
	v := 0.0
	for ; l.pos < len(l.b); l.pos++ {
		switch c := l.b[l.pos]; {
		case c == '-':
			neg = true
		case c == '+':
		case c == '.':
			if dot == 0 {
				dot = 1
			}
		case c >= '0' && c <= '9':
			if dot > 0 {
				dot /= 10
				v += dot * float64(c-'0')
			} else {
				v = v*10 + float64(c-'0')
			}
		case regular(c):
			continue // "1e5" and the like are not numbers of PDF
		default:
			return finite(sign(v, neg))
		}
	}
	return finite(sign(v, neg))
}

func sign(v float64, neg bool) float64 {
	if neg {
		return -v
	}
	return v
}

func finite(v float64) float64 {
	if math.Abs(v) > 1e15 {
		return 0
	}
	return v
}

func (l *lexer) numberOrRef() any {
	v := l.number()
	n, ok := asInt(v)
	if !ok || n < 0 {
		return v
	}
	save := l.pos
	l.skip()
	if l.pos < len(l.b) && l.b[l.pos] >= '0' && l.b[l.pos] <= '9' {
		gen, ok := asInt(l.number())
		l.skip()
		if ok && l.pos < len(l.b) && l.b[l.pos] == 'R' && (l.pos+1 == len(l.b) || !regular(l.b[l.pos+1])) {
			l.pos++
			return ref{n, gen}
		}
	}
	l.pos = save
	return v
}

// asInt is x as a whole number.
func asInt(x any) (int, bool) {
	v, ok := x.(float64)
	if !ok || v != math.Trunc(v) || math.Abs(v) > math.MaxInt32 {
		return 0, false
	}
	return int(v), true
}

// literal reads "(…)" and appends its bytes to out; at gets the place in l.b of
// each, and the place behind the last, unless it is nil.
func (l *lexer) literal(out []byte, at *[]int32) []byte {
	l.pos++
	depth := 1
	for l.pos < len(l.b) {
		start := l.pos
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				mark(at, start)
				return out
			}
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		case '\r':
			if l.pos < len(l.b) && l.b[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		}
		mark(at, start)
		out = append(out, c)
	}
	mark(at, l.pos)
	return out
}

func mark(at *[]int32, pos int) {
	if at != nil {
		*at = append(*at, int32(pos))
	}
}

// escape reads what follows a backslash; false when it stands for nothing.
func (l *lexer) escape() (byte, bool) {
	if l.pos >= len(l.b) {
		return 0, false
	}
	c := l.b[l.pos]
	l.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if l.pos < len(l.b) && l.b[l.pos] == '\n' {
			l.pos++
		}
		return 0, false
	case '\n':
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.b) && l.b[l.pos] >= '0' && l.b[l.pos] <= '7'; i++ {
		v = v<<3 | int(l.b[l.pos]-'0')
		l.pos++
	}
	return byte(v), true
}

// hex reads "<…>" as literal does.
func (l *lexer) hex(out []byte, at *[]int32) []byte {
	l.pos++
	half, start, end := -1, 0, l.pos
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		v := unhex(c)
		if v < 0 {
			continue
		}
		end = l.pos
		if half < 0 {
			half, start = v, l.pos-1
			continue
		}
		mark(at, start)
		out = append(out, byte(half<<4|v))
		half = -1
	}
	if half >= 0 {
		mark(at, start)
		out = append(out, byte(half<<4))
	}
	mark(at, end)
	return out
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}
