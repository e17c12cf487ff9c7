package pdf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"dossier/internal/fault"
)

// maxPages is the most pages that are read.
const maxPages = 5000

// page is one page and the resources that it has or inherits.
type page struct {
	dict      dict
	resources dict
}

// pages gives the pages of the file in order (7.7.3). The tree is walked with a
// stack of our own; a node met twice is passed over.
func (f *file) pages() ([]page, error) {
	type node struct {
		x   any
		res dict
	}
	var out []page
	seen := map[ref]bool{}
	stack := []node{{x: f.root()}}
	for steps := 0; len(stack) > 0 && steps < maxObjects; steps++ {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if r, ok := n.x.(ref); ok {
			if seen[r] {
				continue
			}
			seen[r] = true
		}
		d, ok := f.resolve(n.x).(dict)
		if !ok {
			continue
		}
		res := n.res
		if own, ok := f.resolve(d["Resources"]).(dict); ok {
			res = own
		}
		kids, inner := f.resolve(d["Kids"]).(array)
		if !inner || d["Type"] == name("Page") {
			out = append(out, page{d, res})
			if len(out) > maxPages {
				return nil, fault.New(fault.TooLarge, "pdf: more than %d pages", maxPages)
			}
			continue
		}
		for i := len(kids) - 1; i >= 0; i-- {
			stack = append(stack, node{kids[i], res})
		}
	}
	return out, nil
}

// textString decodes a text of the file outside of pages (7.9.2.2): UTF-16 or
// UTF-8 with a mark, else PDFDocEncoding, of which the common part is Latin-1.
func textString(s str) string {
	b := string(s)
	switch {
	case strings.HasPrefix(b, "\xFE\xFF"):
		u := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(u))
	case strings.HasPrefix(b, "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(b[3:], "")
	}
	out := make([]byte, 0, len(b))
	for i := range len(b) {
		out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(b[i]))
	}
	return string(out)
}

// info is an entry of the file's information dictionary (14.3.3).
func (f *file) info(key name) string {
	d, _ := f.resolve(f.trailer["Info"]).(dict)
	s, _ := f.resolve(d[key]).(str)
	return strings.Join(strings.Fields(strings.Map(printable, textString(s))), " ")
}

func printable(r rune) rune {
	if r < ' ' || r == utf8.RuneError || r >= 0x7F && r < 0xA0 {
		return ' '
	}
	return r
}

// infoDate reads "D:20230127101500+01'00'" (7.9.4) as a day in EDTF.
func infoDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 || strings.Trim(s[:8], "0123456789") != "" {
		return ""
	}
	y, m, d := s[:4], s[4:6], s[6:8]
	if y < "1980" || m < "01" || m > "12" || d < "01" || d > "31" {
		return ""
	}
	return y + "-" + m + "-" + d
}
