package quant

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// atom is a token or a part of one: "twenty-two" is two atoms, "10k" as well.
type atom struct {
	class  class
	plural bool
	glued  bool // no white space before it
	whole  bool // digits without a decimal part
	tok    int
	v      float64
	w      string // lower case
	sp     text.Span
}

// atomize fills p.atoms with the atoms of tokens [first, last).
func (p *parser) atomize(first, last int) {
	p.atoms = p.atoms[:0]
	for i := first; i < last; i++ {
		t := &p.a.Tokens[i]
		glued := i > first && p.a.Tokens[i-1].Span.End == t.Span.Start
		switch t.Shape {
		case nlp.Digit:
			p.figure(i, t, glued)
		case nlp.Mixed:
			p.mixed(i, t, glued)
		case nlp.Punct, nlp.Symbol:
			at := atom{tok: i, w: t.Lower, sp: t.Span, glued: glued}
			if len(t.Lower) > 1 {
				r, _ := utf8.DecodeRuneInString(t.Lower)
				if v := glyphValue(r); v > 0 {
					at.class, at.v = glyph, v
				}
			}
			p.atoms = append(p.atoms, at)
		default:
			p.word(i, t, glued)
		}
	}
}

// figure appends the atom of a token of digits.
func (p *parser) figure(i int, t *nlp.Token, glued bool) {
	at := atom{tok: i, w: t.Lower, sp: t.Span, glued: glued}
	if v, whole, ok := parseFigure(t.Lower); ok {
		at.class, at.v, at.whole = digits, v, whole
	}
	p.atoms = append(p.atoms, at)
}

// parseFigure reads "3,000", "1.5" or "1,234.5"; clock times and addresses of
// machines are no figures.
func parseFigure(s string) (v float64, whole, ok bool) {
	var buf [32]byte
	n, dots := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ',' && dots == 0:
			continue
		case c == '.' && dots == 0 && i > 0:
			dots++
		case c < '0' || c > '9':
			return 0, false, false
		}
		if n == len(buf) {
			return 0, false, false
		}
		buf[n] = c
		n++
	}
	v, err := strconv.ParseFloat(string(buf[:n]), 64)
	return v, dots == 0, err == nil
}

// mixed appends the atoms of a token of digits and letters: "10k", "11th",
// "14-year-old", "USD115", "1e10".
func (p *parser) mixed(i int, t *nlp.Token, glued bool) {
	s := p.a.Text(t.Span)
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || s[n] == ',') {
		n++
	}
	if n == 0 || len(s) != len(t.Lower) {
		if n == 0 && p.prefixed(i, t, s, glued) {
			return
		}
		p.atoms = append(p.atoms, atom{tok: i, w: t.Lower, sp: t.Span, glued: glued})
		return
	}
	v, whole, ok := parseFigure(s[:n])
	at := atom{tok: i, w: t.Lower[:n], sp: text.Span{Start: t.Span.Start, End: t.Span.Start + n}, glued: glued}
	if ok {
		at.class, at.v, at.whole = digits, v, whole
	}
	switch rest := t.Lower[n:]; {
	case rest == "st" || rest == "nd" || rest == "rd" || rest == "th":
		at.class, at.sp, at.w = ordinal, t.Span, t.Lower
		if !whole {
			at.class = other
		}
		p.atoms = append(p.atoms, at)
	case rest[0] == 'e' && len(rest) > 1:
		at.w, at.sp = t.Lower, t.Span
		at.class = other
		if v, err := strconv.ParseFloat(t.Lower, 64); err == nil && v < 1e300 {
			at.class, at.v = digits, v
		}
		p.atoms = append(p.atoms, at)
	default:
		p.atoms = append(p.atoms, at)
		p.pieces(i, rest, t.Span.Start+n, false)
	}
}

// prefixed appends a currency code and the figure written behind it: "USD115".
func (p *parser) prefixed(i int, t *nlp.Token, s string, glued bool) bool {
	if len(s) < 4 || len(s) != len(t.Lower) || currencyCode(t.Lower[:3]) == "" {
		return false
	}
	v, whole, ok := parseFigure(s[3:])
	if !ok {
		return false
	}
	cut := t.Span.Start + 3
	p.atoms = append(p.atoms,
		atom{tok: i, w: t.Lower[:3], sp: text.Span{Start: t.Span.Start, End: cut}, glued: glued},
		atom{tok: i, w: s[3:], class: digits, v: v, whole: whole, sp: text.Span{Start: cut, End: t.Span.End}, glued: true})
	return true
}

// word appends the atoms of a word, one for each part of a hyphenated number.
func (p *parser) word(i int, t *nlp.Token, glued bool) {
	w := t.Lower
	h := strings.IndexByte(w, '-')
	if h > 0 && len(w) == t.Span.Len() {
		if c, _, _ := lookup(w[:h]); c != other && c != article && c != and && c != point {
			p.pieces(i, w, t.Span.Start, glued)
			return
		}
	}
	c, v, plural := lookup(w)
	p.atoms = append(p.atoms, atom{class: c, v: v, plural: plural, whole: true, tok: i, w: w, sp: t.Span, glued: glued})
}

// pieces appends the parts of s, which starts at byte start, cut at its hyphens.
func (p *parser) pieces(i int, s string, start int, glued bool) {
	for s != "" {
		if s[0] == '-' {
			s, start = s[1:], start+1
			continue
		}
		n := strings.IndexByte(s, '-')
		if n < 0 {
			n = len(s)
		}
		c, v, plural := lookup(s[:n])
		p.atoms = append(p.atoms, atom{
			class: c, v: v, plural: plural, whole: true, tok: i, w: s[:n],
			sp: text.Span{Start: start, End: start + n}, glued: glued || len(p.atoms) > 0 && p.atoms[len(p.atoms)-1].tok == i,
		})
		s, start = s[n:], start+n
	}
}
