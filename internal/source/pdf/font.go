package pdf

import (
	"bytes"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// font tells what the codes of a string stand for and how wide they are.
type font struct {
	composite bool
	spaces    []codespace
	unicode   *cmap
	utf16     bool // codes are UTF-16
	texts     [256]string
	widths    [256]float64
	wide      map[int]float64 // of a composite font, by code
	usual     float64         // width of a code that wide does not hold
	memo      map[uint32]string
	bold      bool
	height    float64 // of a letter, for a size of 1
}

// font loads the font of a resource.
func (f *file) font(d dict) *font {
	ft := &font{height: 1, memo: map[uint32]string{}}
	base, _ := f.resolve(d["BaseFont"]).(name)
	desc, _ := f.resolve(d["FontDescriptor"]).(dict)
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		if data, err := f.decode(s); err == nil {
			ft.unicode = parseCMap(data)
		}
	}
	if d["Subtype"] == name("Type0") {
		desc = f.compositeFont(ft, d)
	} else {
		f.simpleFont(ft, d, desc, string(base))
	}
	flags := f.intOf(desc["Flags"], 0)
	ft.bold = boldName(string(base)) || flags&(1<<18) != 0 || f.intOf(desc["FontWeight"], 400) >= 600
	return ft
}

func boldName(s string) bool {
	for _, w := range []string{"Bold", "bold", "Black", "Heavy", "Demi", "CMBX", "SFBX", "cmbx"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func (f *file) simpleFont(ft *font, d, desc dict, base string) {
	f.encoding(ft, d, desc, base)
	scale := 0.001
	if d["Subtype"] == name("Type3") {
		m, _ := f.resolve(d["FontMatrix"]).(array)
		box, _ := f.resolve(d["FontBBox"]).(array)
		if len(m) == 6 {
			scale = number(m[0])
		}
		if len(m) == 6 && len(box) == 4 {
			if h := (number(box[3]) - number(box[1])) * number(m[3]); h > 0 {
				ft.height = h
			}
		}
	}
	first := f.intOf(d["FirstChar"], 0)
	widths, ok := f.resolve(d["Widths"]).(array)
	missing := f.intOf(desc["MissingWidth"], 0)
	for code := range 256 {
		switch i := code - first; {
		case ok && i >= 0 && i < len(widths):
			ft.widths[code] = number(f.resolve(widths[i])) * scale
		case ok:
			ft.widths[code] = float64(missing) * scale
		default:
			ft.widths[code] = coreWidth(base, byte(code))
		}
	}
}

func number(x any) float64 {
	v, _ := x.(float64)
	return v
}

// encoding fills what the codes of a simple font stand for (9.6.6).
func (f *file) encoding(ft *font, d, desc dict, base string) {
	enc := f.resolve(d["Encoding"])
	named, _ := enc.(name)
	e, _ := enc.(dict)
	if e != nil {
		named, _ = f.resolve(e["BaseEncoding"]).(name)
	}
	if named == "" && d["Subtype"] == name("TrueType") {
		named = "WinAnsiEncoding"
	}
	for code := range 256 {
		ft.texts[code] = encoded(named, byte(code))
	}
	if strings.Contains(base, "Symbol") || strings.Contains(base, "Wingdings") || strings.Contains(base, "Dingbats") {
		ft.texts = [256]string{' ': " ", 0xB7: "•", 0xA7: "•", 0xD8: "•"}
	} else if named == "" && d["Subtype"] == name("Type1") {
		f.builtIn(ft, desc)
	}
	diff, _ := f.resolve(e["Differences"]).(array)
	code := 0
	for _, x := range diff {
		switch x := f.resolve(x).(type) {
		case float64:
			code = int(x)
		case name:
			if code >= 0 && code < 256 {
				if t := glyphText(string(x)); t != "" || x == ".notdef" {
					ft.texts[code] = t
				}
			}
			code++
		}
	}
	for i := range ft.texts {
		ft.texts[i] = tidy(ft.texts[i])
	}
}

// builtIn reads the encoding that a Type 1 font program has: lines such as
// "dup 65 /A put" in its clear part.
func (f *file) builtIn(ft *font, desc dict) {
	s, ok := f.resolve(desc["FontFile"]).(*stream)
	if !ok {
		return
	}
	data, err := f.decode(s)
	if err != nil {
		return
	}
	data = data[:min(len(data), 64<<10)]
	if i := bytes.Index(data, []byte("eexec")); i >= 0 {
		data = data[:i]
	}
	i := bytes.Index(data, []byte("/Encoding"))
	if i < 0 || bytes.Contains(data[i:min(len(data), i+40)], []byte("StandardEncoding")) {
		return
	}
	l := lexer{b: data, pos: i}
	for l.pos < len(data) {
		x := l.object(0)
		if x == keyword("def") || x == keyword("readonly") {
			return
		}
		if x != keyword("dup") {
			continue
		}
		code, ok := asInt(l.object(0))
		n, named := l.object(0).(name)
		if ok && named && code >= 0 && code < 256 {
			if t := glyphText(string(n)); t != "" {
				ft.texts[code] = t
			}
		}
	}
}

// compositeFont loads a font whose codes have several bytes (9.7), and gives the
// descriptor of its descendant.
func (f *file) compositeFont(ft *font, d dict) dict {
	ft.composite = true
	ft.spaces = []codespace{{0, 0xFFFF, 2}}
	switch enc := f.resolve(d["Encoding"]).(type) {
	case name:
		ft.utf16 = strings.Contains(string(enc), "UTF16") || strings.Contains(string(enc), "UCS2")
	case *stream:
		if data, err := f.decode(enc); err == nil {
			if m := parseCMap(data); len(m.spaces) > 0 {
				ft.spaces = m.spaces
			}
		}
	}
	descendants := f.list(d["DescendantFonts"])
	if len(descendants) == 0 {
		return nil
	}
	cid, _ := f.resolve(descendants[0]).(dict)
	ft.usual = float64(f.intOf(cid["DW"], 1000)) / 1000
	ft.wide = map[int]float64{}
	w := f.list(cid["W"])
	left := maxMapping
	for i := 0; i+1 < len(w) && left > 0; {
		first, _ := asInt(f.resolve(w[i]))
		if list, ok := f.resolve(w[i+1]).(array); ok {
			for k, x := range list {
				ft.wide[first+k] = number(f.resolve(x)) / 1000
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		last, _ := asInt(f.resolve(w[i+1]))
		for c := first; c <= last && c-first < 1<<16 && left > 0; c++ {
			left--
			ft.wide[c] = number(f.resolve(w[i+2])) / 1000
		}
		i += 3
	}
	desc, _ := f.resolve(cid["FontDescriptor"]).(dict)
	return desc
}

// next reads the code at the start of s, which is not empty.
func (ft *font) next(s []byte) (code uint32, n int) {
	if !ft.composite {
		return uint32(s[0]), 1
	}
	for n = 1; n <= 4 && n <= len(s); n++ {
		code = code<<8 | uint32(s[n-1])
		for _, sp := range ft.spaces {
			if sp.n == n && code >= sp.lo && code <= sp.hi {
				return code, n
			}
		}
	}
	if len(s) == 1 {
		return uint32(s[0]), 1
	}
	return uint32(s[0])<<8 | uint32(s[1]), 2
}

func (ft *font) width(code uint32) float64 {
	if !ft.composite {
		return ft.widths[code&0xFF]
	}
	if w, ok := ft.wide[int(code)]; ok {
		return w
	}
	return ft.usual
}

// text is what a code stands for; false when the font does not tell.
func (ft *font) text(code uint32) (string, bool) {
	if s, ok := ft.memo[code]; ok {
		return s, s != "\x00"
	}
	s, ok := "", false
	if ft.unicode != nil {
		s, ok = ft.unicode.text(code)
	}
	switch {
	case ok:
		s = tidy(s)
	case !ft.composite:
		s = ft.texts[code&0xFF]
		ok = s != "" || code == ' '
	case ft.utf16 && code < 0xD800:
		s, ok = tidy(string(rune(code))), true
	}
	if !ok {
		s = "\x00"
	}
	ft.memo[code] = s
	return s, ok
}

// tidy makes plain letters of ligatures and of letters in their written forms,
// a bullet of the marks of picture fonts, and drops controls.
func tidy(s string) string {
	plain := true
	for _, r := range s {
		if r < ' ' || r == 0x7F || r == 0xA0 || r >= 0xE000 {
			plain = false
		}
	}
	if plain {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == 0xA0:
			out.WriteByte(' ')
		case r < ' ' || r == 0x7F || r == 0xFEFF || r >= 0xFFF0 && r <= 0xFFFF:
		case strings.ContainsRune(bulletCodes, r):
			out.WriteString("•")
		case r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000:
		case r >= 0xFB00 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE:
			out.WriteString(norm.NFKC.String(string(r)))
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
