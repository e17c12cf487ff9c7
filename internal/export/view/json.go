package view

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// WriteJSON prints v with two blanks of indent. Characters that could turn or
// break lines, and those that mean something in HTML, are written as escapes: the
// values are the same, and the bytes do nothing where they are shown.
func WriteJSON(w io.Writer, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(Escape(b), '\n'))
	return err
}

// WriteLine prints v as one line of JSON, with the same escapes.
func WriteLine(w io.Writer, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(Escape(b), '\n'))
	return err
}

// Escape writes the characters of JSON text that have no shape as escapes. They
// stand in strings only, where an escape means the same.
func Escape(b []byte) []byte {
	if bytes.IndexFunc(b, needsEscape) < 0 {
		return b
	}
	var out bytes.Buffer
	out.Grow(len(b) + 64)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case !needsEscape(r) || n == 1:
			out.Write(b[:n])
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
		b = b[n:]
	}
	return out.Bytes()
}

func needsEscape(r rune) bool {
	if r < 0x7f {
		return false
	}
	return r == 0x7f || unicode.Is(unicode.Cc, r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && r != '\u200c' && r != '\u200d'
}
