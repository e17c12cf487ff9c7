package quant

import (
	"dossier/internal/text"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/nlp"
)

// atom is a token or a part of one: "twenty-two" is two atoms, "10k" as well.
type atom struct {
	class  class
	plural bool
	glued  bool // no white space before it
	whole  bool // digits without a decimal part
	start  bool // counts without a numeral: "none", "several"
	code   bool // one of several figures that make a name: "nine-one-one"
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
		p.hyphened()
	}
}

// hyphened takes out a dash within a number in words that was cut apart: "fifty -
// two", "one - fourth", "twenty—fifth".
func (p *parser) hyphened() {
	n := len(p.atoms)
	if n < 3 {
		return
	}
	a, dash, b := &p.atoms[n-3], &p.atoms[n-2], &p.atoms[n-1]
	if dash.class != other || dash.glued != b.glued || dash.w != "-" && (dash.w != "—" && dash.w != "–" || !dash.glued) {
		return
	}
	small := b.v > 0 && b.v < 10
	switch {
	case a.class == tens && !a.plural && small && (b.class == unit || b.class == ordinal):
	case (a.class == unit || a.class == teen) && !a.plural && a.v > 0 && dash.w == "-" && !dash.glued && b.v != 1 &&
		(b.class == ordinal || b.class == quarter || b.class == half) && (b.plural || a.v == 1):
	default:
		return
	}
	b.glued = dash.glued
	p.atoms[n-2] = *b
	p.atoms = p.atoms[:n-1]
}

// figure appends the atom of a token of digits, or those of a machine's address.
func (p *parser) figure(i int, t *nlp.Token, glued bool) {
	at := atom{tok: i, w: t.Lower, sp: t.Span, glued: glued}
	v, whole, ok := parseFigure(t.Lower)
	switch {
	case ok:
		at.class, at.v, at.whole = digits, v, whole
	case address(t.Lower):
		start := t.Span.Start
		for g := range strings.SplitSeq(t.Lower, ".") {
			v, _, _ := parseFigure(g)
			p.atoms = append(p.atoms, atom{class: digits, v: v, whole: true, code: true, tok: i, w: g, sp: span(start, start+len(g)), glued: glued})
			start, glued = start+len(g)+1, true
		}
		return
	}
	p.atoms = append(p.atoms, at)
}

// mixed appends the atoms of a token of digits and letters: "10k", "11th",
// "14-year-old", "5k-20k", "USD115", "1e10", and "2O" for 20.
func (p *parser) mixed(i int, t *nlp.Token, glued bool) {
	s := p.a.Text(t.Span)
	if len(s) != len(t.Lower) || s[0] > '9' && p.prefixed(i, t, s, glued) {
		if len(s) != len(t.Lower) {
			p.atoms = append(p.atoms, atom{tok: i, w: t.Lower, sp: t.Span, glued: glued})
		}
		return
	}
	if m, ok := misread(s); ok {
		v, _, _ := parseFigure(m)
		p.atoms = append(p.atoms, atom{class: digits, v: v, whole: true, tok: i, w: m, sp: t.Span, glued: glued})
		return
	}
	if strings.HasPrefix(t.Lower, "mid-") {
		p.pieces(i, "mid", t.Span.Start, glued)
		n := p.amount(i, t.Lower[4:], t.Span.Start+4, true)
		p.pieces(i, t.Lower[4+n:], t.Span.Start+4+n, true)
		return
	}
	if s[0] != '.' && (s[0] < '0' || s[0] > '9') {
		p.word(i, t, glued)
		return
	}
	for start := 0; start < len(s); {
		n := p.amount(i, t.Lower[start:], t.Span.Start+start, glued || start > 0)
		start += n
		end := start
		for end < len(s) && (s[end] != '-' || end+1 < len(s) && (s[end+1] < '0' || s[end+1] > '9')) {
			end++
		}
		p.pieces(i, t.Lower[start:end], t.Span.Start+start, glued)
		if start = end; start < len(s) { // a range: "5k-20k"
			p.atoms = append(p.atoms, atom{tok: i, w: "-", sp: span(t.Span.Start+start, t.Span.Start+start+1), glued: true})
			start++
		}
	}
}

// amount appends the figure at the start of s, with the ending of an ordinal or
// its power of ten, and returns its length.
func (p *parser) amount(i int, s string, start int, glued bool) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || s[n] == ',') {
		n++
	}
	end := n
	for end < len(s) && s[end] != '-' {
		end++
	}
	v, whole, ok := parseFigure(s[:n])
	at := atom{tok: i, w: s[:n], sp: span(start, start+n), glued: glued}
	if ok {
		at.class, at.v, at.whole = digits, v, whole
	}
	switch rest := s[n:end]; {
	case rest == "st" || rest == "nd" || rest == "rd" || rest == "th":
		at.class, at.sp, at.w = ordinal, span(start, start+end), s[:end]
		if !whole {
			at.class = other
		}
		n = end
	case len(rest) > 1 && rest[0] == 'e' && allDigits(rest[1:]), rest == "e" && end+1 < len(s) && allDigits(s[end+1:]):
		if rest == "e" {
			end = len(s)
		}
		at.class, at.sp, at.w = other, span(start, start+end), s[:end]
		if v, err := strconv.ParseFloat(s[:end], 64); err == nil && v < 1e300 {
			at.class, at.v = digits, v
		}
		n = end
	}
	p.atoms = append(p.atoms, at)
	return n
}

// prefixed appends a currency code and the figure written behind it: "USD115".
func (p *parser) prefixed(i int, t *nlp.Token, s string, glued bool) bool {
	n := 0
	for n < len(s) && s[n] >= 'A' {
		n++
	}
	if n == 0 || n == len(s) || currencyCode(t.Lower[:n]) == "" && t.Lower[:n] != "rs" {
		return false
	}
	m := n
	for m < len(s) && (s[m] >= '0' && s[m] <= '9' || s[m] == '.' || s[m] == ',') {
		m++
	}
	v, whole, ok := parseFigure(s[n:m])
	if !ok {
		return false
	}
	cut := t.Span.Start + n
	p.atoms = append(p.atoms,
		atom{tok: i, w: t.Lower[:n], sp: span(t.Span.Start, cut), glued: glued},
		atom{tok: i, w: s[n:m], class: digits, v: v, whole: whole, sp: span(cut, t.Span.Start+m), glued: true})
	p.pieces(i, t.Lower[m:], t.Span.Start+m, true)
	return true
}

// word appends the atoms of a word, one for each part of a hyphenated number.
func (p *parser) word(i int, t *nlp.Token, glued bool) {
	w := t.Lower
	h := strings.IndexByte(w, '-')
	if h > 0 && len(w) == t.Span.Len() {
		if c := lookup(w[:h]).class; w[:h] == "mid" && lookup(w[h+1:]).class == tens || c != other && c != article && c != and && c != point {
			first := len(p.atoms)
			p.pieces(i, w, t.Span.Start, glued)
			p.spelled(first)
			return
		}
	}
	e := lookup(w)
	p.atoms = append(p.atoms, atom{class: e.class, v: e.value, plural: e.plural, start: e.starts, whole: true, tok: i, w: w, sp: t.Span, glued: glued})
}

// spelled marks the atoms from first on as a code when they are three or more
// single figures: "nine-one-one".
func (p *parser) spelled(first int) {
	word := p.atoms[first:]
	for i := range word {
		if word[i].class != unit {
			return
		}
	}
	for i := range word {
		word[i].code = len(word) > 2
	}
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
		e := lookup(s[:n])
		p.atoms = append(p.atoms, atom{
			class: e.class, v: e.value, plural: e.plural, whole: true, tok: i, w: s[:n],
			sp: span(start, start+n), glued: glued || len(p.atoms) > 0 && p.atoms[len(p.atoms)-1].tok == i,
		})
		s, start = s[n:], start+n
	}
}
