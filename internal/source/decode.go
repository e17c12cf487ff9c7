package source

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/text"
)

// The character codings that are recognised without being named.
const (
	UTF8        = "utf-8"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	Latin1      = "iso-8859-1"
	Windows1252 = "windows-1252"
)

// maxMapped is the most bytes that are decoded from another coding than UTF-8.
// Such a text needs a map whose size grows with it.
const maxMapped = 16 << 20

// sniffed is the number of bytes that decide the coding of UTF-16 without a
// mark, and the format.
const sniffed = 64 << 10

// Open tells the format of raw and decodes its characters. PDF and e-mail are
// left undecoded. It fails on an empty file, and on bytes that are no text,
// naming what they look like.
func Open(raw Raw) (Text, doc.Format, error) {
	if len(raw.Bytes) == 0 {
		return Text{}, "", fault.New(fault.Unreadable, "the file is empty")
	}
	f := Sniff(raw)
	if f == doc.PDF || f == doc.EML {
		return Text{Raw: raw}, f, nil
	}
	t, err := Decode(raw)
	if err != nil {
		return Text{}, "", err
	}
	if blank(t.String) {
		return Text{}, "", fault.New(fault.Unreadable, "the file holds no text, only white space")
	}
	if what := foreignMarkup(t.String); what != "" {
		return Text{}, "", fault.New(fault.Unsupported, "looks like %s, which is not read", what)
	}
	return t, f, nil
}

// Decode finds the character coding of raw and decodes it: UTF-8 and UTF-16
// with and without a byte order mark, else the coding that the host named, else Windows-1252, of which Latin-1 is
// the part without quotes and dashes. A byte that is wrong in its coding becomes
// U+FFFD and maps to itself; a text that is cut off within a UTF-16 character,
// and bytes that are no text, are errors.
func Decode(raw Raw) (Text, error) {
	if what := looksLike(raw.Bytes); what != "" {
		return Text{}, fault.New(fault.Unsupported, "no text: looks like %s", what)
	}
	cs := charset(raw.Bytes)
	if cs == UTF8 || cs == Latin1 || cs == Windows1252 {
		if binary(raw.Bytes) {
			return Text{}, fault.New(fault.Unsupported, "no text: looks like binary data")
		}
	}
	if cs == Latin1 || cs == Windows1252 {
		if t, err := DecodeAs(raw, raw.Charset); raw.Charset != "" && !unicodeName(raw.Charset) && fault.Of(err) != fault.Unsupported {
			return t, err
		}
	}
	return DecodeAs(raw, cs)
}

// unicodeName reports whether a name means a coding of Unicode: bytes in one tell
// so themselves.
func unicodeName(name string) bool {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return false
	}
	name, _ = htmlindex.Name(enc)
	return strings.HasPrefix(name, "utf-")
}

// DecodeAs decodes raw from the coding of the given name, as written in a web
// page or a mail header ("UTF-8", "windows-1251", "gb2312").
func DecodeAs(raw Raw, name string) (Text, error) {
	cs := strings.ToLower(strings.TrimSpace(name))
	t := Text{Raw: raw, Charset: cs}
	var err error
	switch cs {
	case UTF8, "utf8", "us-ascii", "ascii", "":
		t.Charset = UTF8
		t.String, t.Map, err = decodeUTF8(raw.Bytes)
	case UTF16LE, UTF16BE:
		t.String, t.Map, err = decodeUTF16(raw.Bytes, cs == UTF16BE)
	case Latin1, Windows1252:
		t.String, t.Map, err = decodeBytes(raw.Bytes, charmap.Windows1252)
	default:
		t.String, t.Map, err = decodeNamed(raw.Bytes, cs)
	}
	if err != nil {
		return Text{}, err
	}
	return t, nil
}

// charset guesses the coding of b.
func charset(b []byte) string {
	switch {
	case hasPrefix(b, "\xEF\xBB\xBF"):
		return UTF8
	case hasPrefix(b, "\xFF\xFE"):
		return UTF16LE
	case hasPrefix(b, "\xFE\xFF"):
		return UTF16BE
	}
	if cs := unmarkedUTF16(b[:min(len(b), sniffed)]); cs != "" {
		return cs
	}
	if utf8.Valid(b) {
		return UTF8
	}
	good, bad, c1 := multibyte(b)
	switch {
	case good > bad:
		return UTF8
	case c1:
		return Windows1252
	}
	return Latin1
}

func hasPrefix(b []byte, p string) bool { return len(b) >= len(p) && string(b[:len(p)]) == p }

// unmarkedUTF16 recognises UTF-16 by its zero bytes: in a text with spaces,
// digits or Latin letters, many high bytes are zero and hardly any low byte is.
func unmarkedUTF16(b []byte) string {
	if len(b) < 4 {
		return ""
	}
	if bytes.IndexByte(b, 0) < 0 {
		return ""
	}
	var zero [2]int
	for i, c := range b {
		if c == 0 {
			zero[i&1]++
		}
	}
	least := len(b) / 2 / 3 // of the units
	if binary(b) {          // letters of another script, with spaces between the words
		least = len(b) / 2 / 10
	}
	switch {
	case zero[1] > least && zero[0]*10 <= zero[1]:
		return UTF16LE
	case zero[0] > least && zero[1]*10 <= zero[0]:
		return UTF16BE
	}
	return ""
}

// multibyte counts the well-formed UTF-8 sequences of several bytes in b and
// the bytes that are in none; c1 tells of bytes in 0x80–0x9F among the latter.
func multibyte(b []byte) (good, bad int, c1 bool) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		if n > 1 {
			good++
		} else {
			bad++
			c1 = c1 || b[i] < 0xA0
		}
		i += n
	}
	return good, bad, c1
}

// decodeUTF8 keeps b as it is when it is well-formed.
func decodeUTF8(b []byte) (string, *text.Map, error) {
	if utf8.Valid(b) {
		return string(b), nil, nil
	}
	if err := mapped(b); err != nil {
		return "", nil, err
	}
	var out text.Builder
	start := 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			out.Copy(string(b[start:i]), start)
			out.Replace("\uFFFD", text.Span{Start: i, End: i + 1})
			start = i + 1
		}
		i += n
	}
	out.Copy(string(b[start:]), start)
	s, m := out.Build()
	return s, m, nil
}

func mapped(b []byte) error {
	if len(b) > maxMapped {
		return fault.New(fault.TooLarge, "a text of %d bytes that is not UTF-8: at most %d are decoded", len(b), maxMapped)
	}
	return nil
}

// decodeUTF16 drops a leading byte order mark. An unpaired surrogate becomes
// U+FFFD; a text that ends within a character is an error.
func decodeUTF16(b []byte, big bool) (string, *text.Map, error) {
	if err := mapped(b); err != nil {
		return "", nil, err
	}
	if len(b)%2 != 0 {
		return "", nil, fault.New(fault.Unreadable, "truncated UTF-16 text: byte %d is half a character", len(b)-1)
	}
	unit := func(i int) rune {
		if big {
			return rune(b[i])<<8 | rune(b[i+1])
		}
		return rune(b[i+1])<<8 | rune(b[i])
	}
	i := 0
	if len(b) >= 2 && unit(0) == '\uFEFF' {
		i = 2
	}
	var out text.Builder
	var buf [utf8.UTFMax]byte
	broken := 0
	for i < len(b) {
		r, n := unit(i), 2
		if utf16.IsSurrogate(r) {
			if i+4 > len(b) {
				if r < 0xDC00 {
					return "", nil, fault.New(fault.Unreadable, "truncated UTF-16 text: it ends in half a surrogate pair at byte %d", i)
				}
				r = utf8.RuneError
			} else if r = utf16.DecodeRune(r, unit(i+2)); r != utf8.RuneError {
				n = 4
			}
			if n == 2 {
				broken++
			}
		}
		k := utf8.EncodeRune(buf[:], r)
		out.Replace(string(buf[:k]), text.Span{Start: i, End: i + n})
		i += n
	}
	if broken > 2+len(b)/64 {
		return "", nil, fault.New(fault.Unsupported, "no text: %d broken characters in UTF-16", broken)
	}
	s, m := out.Build()
	return s, m, nil
}

// decodeBytes decodes a coding of one byte per character.
func decodeBytes(b []byte, cm *charmap.Charmap) (string, *text.Map, error) {
	if ascii(b) {
		return string(b), nil, nil
	}
	if err := mapped(b); err != nil {
		return "", nil, err
	}
	var out text.Builder
	var buf [utf8.UTFMax]byte
	start := 0
	for i, c := range b {
		r := rune(c)
		if c >= utf8.RuneSelf {
			r = cm.DecodeByte(c)
		}
		if r == rune(c) && c < utf8.RuneSelf {
			continue
		}
		if r == utf8.RuneError && cm == charmap.Windows1252 {
			r = rune(c) // five bytes without a letter stand for the C1 control, as in browsers
		}
		out.Copy(string(b[start:i]), start)
		out.Replace(string(buf[:utf8.EncodeRune(buf[:], r)]), text.Span{Start: i, End: i + 1})
		start = i + 1
	}
	out.Copy(string(b[start:]), start)
	s, m := out.Build()
	return s, m, nil
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decodeNamed decodes any coding that web pages may name.
func decodeNamed(b []byte, name string) (string, *text.Map, error) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return "", nil, fault.New(fault.Unsupported, "character coding %q is not known", name)
	}
	if enc == encoding.Replacement {
		return "", nil, fault.New(fault.Unsupported, "character coding %q is not read", name)
	}
	if cm, ok := enc.(*charmap.Charmap); ok {
		return decodeBytes(b, cm)
	}
	switch canonical, _ := htmlindex.Name(enc); canonical {
	case UTF8:
		return decodeUTF8(b)
	case UTF16LE, UTF16BE:
		return decodeUTF16(b, canonical == UTF16BE)
	}
	return decodeMultibyte(b, enc)
}

// decodeMultibyte hands a decoder one character's bytes at a time, so that
// each character's place is known.
func decodeMultibyte(b []byte, enc encoding.Encoding) (string, *text.Map, error) {
	if err := mapped(b); err != nil {
		return "", nil, err
	}
	dec := enc.NewDecoder().Transformer
	var out text.Builder
	var buf [16]byte
	for i := 0; i < len(b); {
		n := 0
		for k := 1; n == 0 && k <= 8; k++ {
			end := min(len(b), i+k)
			nDst, nSrc, _ := dec.Transform(buf[:], b[i:end], end == len(b))
			if nSrc > 0 {
				out.Replace(string(buf[:nDst]), text.Span{Start: i, End: i + nSrc})
			}
			n = nSrc
		}
		if n == 0 {
			out.Replace("\uFFFD", text.Span{Start: i, End: i + 1})
			n = 1
		}
		i += n
	}
	s, m := out.Build()
	return s, m, nil
}

func blank(s string) bool {
	return strings.TrimLeft(s, " \t\r\n\f\v\uFEFF\u00A0\x00") == ""
}
