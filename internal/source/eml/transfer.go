package eml

import (
	"strings"

	"dossier/internal/fault"
	"dossier/internal/text"
)

// transferDecode undoes the transfer encoding of raw[body]. The map leads from
// the decoded bytes to the message.
func transferDecode(raw []byte, body text.Span, encoding string) ([]byte, *text.Map, error) {
	if body.Len() > maxBody {
		return nil, nil, fault.New(fault.TooLarge, "mail: a text part of %d bytes, more than %d", body.Len(), maxBody)
	}
	var b text.Builder
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "7bit", "8bit", "binary":
		b.Copy(string(raw[body.Start:body.End]), body.Start)
	case "quoted-printable":
		quotedPrintable(&b, raw, body)
	case "base64":
		base64Decode(&b, raw, body)
	default:
		return nil, nil, fault.New(fault.Unsupported, "mail: transfer encoding %q is not read", encoding)
	}
	s, m := b.Build()
	return []byte(s), m, nil
}

// quotedPrintable decodes RFC 2045, 6.7; what is malformed stays as written.
func quotedPrintable(b *text.Builder, raw []byte, body text.Span) {
	start := body.Start // of bytes to copy
	flush := func(to int) {
		if to > start {
			b.Copy(string(raw[start:to]), start)
		}
	}
	for i := body.Start; i < body.End; {
		if raw[i] != '=' {
			i++
			continue
		}
		if n := softBreak(raw[i+1 : body.End]); n > 0 {
			flush(i)
			i += 1 + n
			start = i
			continue
		}
		if i+2 < body.End {
			hi, lo := unhex(raw[i+1]), unhex(raw[i+2])
			if hi >= 0 && lo >= 0 {
				flush(i)
				b.Replace(string([]byte{byte(hi<<4 | lo)}), text.Span{Start: i, End: i + 3})
				i += 3
				start = i
				continue
			}
		}
		i++
	}
	flush(body.End)
}

// softBreak is the length of a line break at the start of s, with the white
// space before it; 0 when there is none.
func softBreak(s []byte) int {
	for i, c := range s {
		switch c {
		case ' ', '\t', '\r':
		case '\n':
			return i + 1
		default:
			return 0
		}
		if i > 100 {
			return 0
		}
	}
	return 0
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

// base64Decode decodes what it can; bytes outside the alphabet are passed over.
// The three bytes of a group lead to the characters that the group is written
// in, as a whole.
func base64Decode(b *text.Builder, raw []byte, body text.Span) {
	var group [4]byte
	n, start, last := 0, 0, 0
	for i := body.Start; i < body.End && raw[i] != '='; i++ {
		v := sixBits(raw[i])
		if v < 0 {
			continue
		}
		if n == 0 {
			start = i
		}
		last = i + 1
		group[n] = byte(v)
		if n++; n == 4 {
			emit(b, group, 3, text.Span{Start: start, End: last})
			n = 0
		}
	}
	if n >= 2 {
		clear(group[n:])
		emit(b, group, n-1, text.Span{Start: start, End: last})
	}
}

func emit(b *text.Builder, g [4]byte, n int, src text.Span) {
	out := [3]byte{g[0]<<2 | g[1]>>4, g[1]<<4 | g[2]>>2, g[2]<<6 | g[3]}
	b.Replace(string(out[:n]), src)
}

func sixBits(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 26
	case c >= '0' && c <= '9':
		return int(c-'0') + 52
	case c == '+' || c == '-':
		return 62
	case c == '/' || c == '_':
		return 63
	}
	return -1
}
