package quant

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/nlp"
)

// parseFigure reads "3,000", "1.5", ".5", "1,234.5" or, with points between its
// thousands, "1.500.000"; clock times and addresses of machines are no figures.
func parseFigure(s string) (v float64, whole, ok bool) {
	if strings.Count(s, ".") > 1 {
		if !pointedThousands(s) {
			return 0, false, false
		}
		v, err := strconv.ParseFloat(strings.ReplaceAll(s, ".", ""), 64)
		return v, true, err == nil
	}
	var buf [32]byte
	n, dots := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ',' && dots == 0:
			continue
		case c == '.' && dots == 0:
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
	if n == dots {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(string(buf[:n]), 64)
	return v, dots == 0, err == nil
}

// pointedThousands reports whether the points of s stand between groups of three
// digits: "1.500.000". Four groups below 256 may be an address.
func pointedThousands(s string) bool {
	groups, address := 0, true
	for g := range strings.SplitSeq(s, ".") {
		if len(g) != 3 && (groups > 0 || len(g) == 0 || len(g) > 3) || !allDigits(g) {
			return false
		}
		address = address && (len(g) < 3 || g < "256")
		groups++
	}
	return groups > 2 && groups < 7 && !(groups == 4 && address)
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// address reports whether s is four figures with points between them.
func address(s string) bool {
	n := 0
	for g := range strings.SplitSeq(s, ".") {
		if !allDigits(g) || len(g) > 3 {
			return false
		}
		n++
	}
	return n == 4
}

// misread is a figure whose noughts and ones a reader of scanned pages took for
// letters: "2O", "l00". Only letters O behind a digit, or one l before digits,
// are safe: "O2" is oxygen and "I5" a road.
func misread(s string) (string, bool) {
	letters := 0
	var b [12]byte
	if len(s) < 2 || len(s) > len(b) {
		return "", false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			b[i] = c
		case c == 'O' && i > 0:
			b[i] = '0'
			letters++
		case c == 'l' && i == 0:
			b[i] = '1'
			letters++
		default:
			return "", false
		}
	}
	return string(b[:len(s)]), letters > 0
}

// figures reads a figure and the figures joined to it: thousands set apart by
// spaces ("1 414 021"), groups of two digits as India writes them ("1,50,000"),
// a decimal comma ("3,5"), a power ("2^10", "1.3x10^6"); n is the number of atoms.
func (p *parser) figures(i int) (v float64, n int) {
	if v, n = p.power(i); n > 0 {
		return v, n
	}
	if v, n = p.commas(i); n > 0 {
		return v, n
	}
	return p.grouped(i)
}

// power reads "2^10", "2.5^-1", "1.3x10^6" and "12e+14".
func (p *parser) power(i int) (v float64, n int) {
	a, j, ten := p.at(i), i+1, false
	switch b := p.at(j); {
	case b.glued && b.w == "^":
		j++
	case b.glued && b.w == "x10" && p.at(j+1).w == "^":
		j, ten = j+2, true
	case b.glued && b.w == "e" && p.at(j+1).glued && (p.at(j+1).w == "+" || p.at(j+1).w == "-"):
		j, ten = j+1, true
	default:
		return 0, 0
	}
	sign := 1.0
	for k := 0; k < 2 && p.at(j).glued && strings.Trim(p.at(j).w, "+-") == "" && p.at(j).w != ""; k++ {
		if len(p.at(j).w)%2 == 1 && p.at(j).w[0] == '-' {
			sign = -sign
		}
		j++
	}
	e := p.at(j)
	if e.class != digits || !e.glued || e.v > 300 {
		return 0, 0
	}
	if ten {
		v = a.v * math.Pow(10, sign*e.v)
	} else {
		v = math.Pow(a.v, sign*e.v)
	}
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, 0
	}
	return v, j + 1 - i
}

// commas reads figures joined by commas without a space.
func (p *parser) commas(i int) (v float64, n int) {
	a, j := p.at(i), i
	for j < i+12 && p.at(j+1).w == "," && p.at(j+1).glued && p.at(j+2).class == digits && p.at(j+2).glued {
		j += 2
	}
	if j == i || a.glued && p.at(i-1).w == "," && p.at(i-2).class == digits {
		return 0, 0
	}
	b := p.at(j)
	if indian(p.slice(a.sp.Start, b.sp.End)) {
		v, _, _ := parseFigure(p.slice(a.sp.Start, b.sp.End))
		return v, j + 1 - i
	}
	if j != i+2 || len(b.w) > 2 || !b.whole || a.whole && p.listed(i, j) {
		return 0, 0
	}
	whole := a.v
	if !a.whole {
		point := strings.IndexByte(a.w, '.')
		if point < 1 || point > 3 || len(a.w)-point != 4 {
			return 0, 0
		}
		whole = math.Round(a.v * 1000)
	}
	return whole + b.v/math.Pow10(len(b.w)), j + 1 - i
}

// listed reports whether the figures of atoms i to j are items of a list rather
// than a whole and its decimals: "pages 2,5", "2,5 and 8".
func (p *parser) listed(i, j int) bool {
	if w := p.lower(p.at(i).tok - 1); labelled(w) && w != "number" && w != "level" && w != "line" {
		return true
	}
	w := p.at(j + 1).w
	return (w == "and" || w == "or" || w == "&" || w == ",") && p.at(j+2).class == digits
}

// indian reports whether the commas of s set off a group of three digits at the
// end and groups of two before it.
func indian(s string) bool {
	s, _, _ = strings.Cut(s, ".")
	parts := 0
	for {
		head, tail, more := strings.Cut(s, ",")
		if !allDigits(head) {
			return false
		}
		switch {
		case !more:
			return parts > 1 && len(head) == 3
		case parts == 0 && len(head) > 2, parts > 0 && len(head) != 2:
			return false
		}
		s = tail
		parts++
	}
}

// grouped reads a figure, joined over single spaces: "1 414 021".
func (p *parser) grouped(i int) (v float64, n int) {
	a := p.at(i)
	v, n = a.v, 1
	if !a.whole || len(a.w) > 3 || a.w[0] == '0' {
		return v, n
	}
	for n < 6 {
		b, prev := p.at(i+n), p.at(i+n-1)
		if b.class != digits || b.glued || b.sp.Start-prev.sp.End > 3 ||
			utf8.RuneCountInString(p.slice(prev.sp.End, b.sp.Start)) != 1 || !threeFirst(b.w) {
			return v, n
		}
		v = v*1000 + b.v
		n++
		if !b.whole {
			return v, n
		}
	}
	return v, n
}

// threeFirst reports whether a figure has three digits before its decimals.
func threeFirst(w string) bool { return len(w) == 3 || len(w) > 3 && w[3] == '.' }

// code gives each part of a number said figure by figure, or of a machine's
// address, as a label: "nine-one-one", "192.0.2.7".
func (p *parser) code(i int) {
	a := p.at(i)
	p.emit(nlp.Number{
		Span: a.sp, Head: a.sp, First: a.tok, Last: a.tok + 1, Kind: nlp.Label,
		Count: whole(a.v), Value: a.v, Range: exactly(a.v),
	})
}
