package pdf

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// glyphList is Adobe's list of glyph names, one a line, "name XXXX": what
// characters a glyph of that name stands for. It is sorted by name.
//
//go:embed glyphs.txt
var glyphList string

// glyphText is the text of a glyph name by the rules of the Adobe Glyph List
// Specification: the list, "uni0041", "u1F600", and the part before a dot.
func glyphText(n string) string {
	if i := strings.IndexByte(n, '.'); i > 0 {
		n = n[:i]
	}
	if s := listed(n); s != "" {
		return s
	}
	var out strings.Builder
	for part := range strings.SplitSeq(n, "_") {
		if part == n && !strings.HasPrefix(n, "u") {
			return ""
		}
		if s := listed(part); s != "" {
			out.WriteString(s)
		} else {
			out.WriteString(numbered(part))
		}
	}
	return out.String()
}

// numbered reads "uniXXXX" and "uXXXXX".
func numbered(n string) string {
	hex, ok := strings.CutPrefix(n, "uni")
	if !ok {
		hex, ok = strings.CutPrefix(n, "u")
	}
	if !ok || len(hex) < 4 || len(hex) > 6 {
		return ""
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || v > 0x10FFFF || v >= 0xD800 && v < 0xE000 {
		return ""
	}
	return string(rune(v))
}

// listed looks a name up in the glyph list.
func listed(n string) string {
	if n == "" {
		return ""
	}
	// The first line that is not before n: look at the line around each byte.
	at := sort.Search(len(glyphList), func(i int) bool {
		start := strings.LastIndexByte(glyphList[:i], '\n') + 1
		name, _, _ := strings.Cut(glyphList[start:min(len(glyphList), start+80)], " ")
		return name >= n
	})
	start := strings.LastIndexByte(glyphList[:min(at, len(glyphList))], '\n') + 1
	line, _, _ := strings.Cut(glyphList[start:], "\n")
	name, codes, ok := strings.Cut(line, " ")
	if !ok || name != n {
		return ""
	}
	var out strings.Builder
	for code := range strings.SplitSeq(codes, " ") {
		v, _ := strconv.ParseUint(code, 16, 32)
		out.WriteRune(rune(v))
	}
	return out.String()
}

// encoded is what code stands for in one of the encodings that have a name
// (Annex D); other names mean the standard encoding.
func encoded(base name, code byte) string {
	switch base {
	case "WinAnsiEncoding":
		if code >= ' ' {
			if r := charmap.Windows1252.DecodeByte(code); r != '\uFFFD' {
				return string(r)
			}
			return "•"
		}
	case "MacRomanEncoding":
		if code >= ' ' {
			return string(charmap.Macintosh.DecodeByte(code))
		}
	default:
		return standard(code)
	}
	return ""
}

// standardHigh are the glyphs of the standard encoding from 0xA0 on.
const standardHigh = " ¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß    "

func standard(code byte) string {
	switch {
	case code == '\'':
		return "’"
	case code == '`':
		return "‘"
	case code >= ' ' && code < 0x7F:
		return string(rune(code))
	case code >= 0xA0:
		i := int(code) - 0xA0
		for _, r := range standardHigh {
			if i == 0 {
				return strings.TrimSpace(string(r))
			}
			i--
		}
	}
	return ""
}

// bulletCodes are the marks before list items in the picture fonts of word
// processors, which map their codes to U+F020 to U+F0FF.
const bulletCodes = "\uF0B7\uF0A7\uF0D8\uF076\uF0FC\uF06E\uF0A8\uF02D\uF0D2\uF0E0"
