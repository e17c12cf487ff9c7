package quant

import (
	"math"

	"dossier/internal/text"
)

// value is a number found at atoms [first, last).
type value struct {
	first, last int
	v           float64
	fraction    bool // two thirds, 3/4, half
	ordinal     bool
	vague       bool      // hundreds, dozens, a couple of hundred: v is the least
	start, end  int       // bytes
	of          text.Span // the whole of a fraction told by its parts: "five" in "one in five"
}

func (p *parser) at(i int) *atom {
	if i < 0 || i >= len(p.atoms) {
		return &p.none
	}
	return &p.atoms[i]
}

// small reads a number below a hundred in words, or a figure; n is the number of
// atoms it took.
func (p *parser) small(i int) (v float64, n int) {
	a := p.at(i)
	switch a.class {
	case unit, teen:
		if a.plural {
			return 0, 0
		}
		return a.v, 1
	case tens:
		if a.plural {
			return 0, 0
		}
		if b := p.at(i + 1); b.class == unit && b.v > 0 {
			return a.v + b.v, 2
		}
		return a.v, 1
	case digits:
		return p.figures(i)
	}
	return 0, 0
}

func (p *parser) slice(start, end int) string {
	return p.a.Text(text.Span{Start: start, End: end})
}

// hundreds reads a number below a thousand in words: "two hundred and six".
func (p *parser) hundreds(i int) (v float64, n int) {
	if a := p.at(i); a.class == article && p.at(i+1).class == hundred && !p.at(i+1).plural {
		v, n = 1, 1
	} else if a.class == hundred && !a.plural {
		v = 1
	} else if v, n = p.small(i); n == 0 {
		return 0, 0
	}
	if h := p.at(i + n); h.class != hundred || h.plural && (n == 0 || p.at(i).class == article) {
		return v, n
	}
	v, n = v*100, n+1
	j := i + n
	if p.at(j).class == and {
		j++
	}
	tail, m := p.small(j)
	if m == 0 || tail <= 0 || tail >= 100 || tail != math.Trunc(tail) || p.at(j+m).class == hundred || j == i+n && p.at(j).class == digits {
		return v, n
	}
	return v + tail, j + m - i
}

// cardinal reads a whole number with its scales: "two million, three thousand".
// The smallest scale it read tells what "and a half" would be half of.
func (p *parser) cardinal(i int) (v float64, n int, last float64) {
	last = math.Inf(1)
	for {
		j := i + n
		if n > 0 && p.at(j).class == and {
			j++
		}
		g, m := p.hundreds(j)
		if m == 0 && p.at(j).class == article && j == i && p.at(j+1).class == scale && !p.at(j+1).plural {
			g, m = 1, 1
		}
		if m == 0 || n > 0 && g <= 0 {
			return v, n, last
		}
		s, k := p.scales(j + m)
		if s >= last || n > 0 && s == 1 && g >= last || n > 0 && p.at(j).class == digits && j == i+n && last > 1e3 && s == 1 {
			return v, n, last
		}
		v, n, last = v+g*s, j+m+k-i, s
		if s == 1 {
			return v, n, last
		}
	}
}

// scales multiplies the scale words from atom i on: "lakh crore".
func (p *parser) scales(i int) (s float64, n int) {
	s = 1
	for {
		a := p.at(i + n)
		switch {
		case a.class == scale && (!a.plural || numeral(p.at(i+n-1).class)):
			s *= a.v
		case n == 0 && a.class == other && p.at(i-1).class == digits && len(a.w) < 5 && p.suffixed(i):
			f := suffix(p.slice(a.sp.Start, a.sp.End), p.money || p.counts(i+1))
			if f == 0 {
				return s, n
			}
			s *= f
		default:
			return s, n
		}
		if s == 0 || n > 2 || math.IsInf(s, 1) {
			return 1, 0
		}
		n++
	}
}

// counts reports whether atom i is a noun in the plural, which "1.2m" counts in
// millions rather than measures.
func (p *parser) counts(i int) bool {
	w := p.at(i).w
	switch w {
	case "people", "men", "women", "children", "police":
		return true
	}
	n := len(w)
	return p.at(i).class == other && n > 4 && w[n-1] == 's' && w[n-2] != 's' && p.at(i-1).glued && p.at(i-1).w == "m"
}

// numeral reports whether a word of class c says how many of a unit there are.
func numeral(c class) bool {
	switch c {
	case digits, unit, teen, tens, hundred, scale:
		return true
	}
	return false
}

// suffixed reports whether atom i, a letter, belongs to the figure before it.
func (p *parser) suffixed(i int) bool {
	a := p.at(i)
	if next := p.at(i + 1); next.glued && next.class == digits || next.glued && next.tok == a.tok && next.w != "-" {
		return false
	}
	if a.glued {
		return a.sp.Start == p.at(i-1).sp.End // no hyphen: "9-mm"
	}
	return a.sp.Start-p.at(i-1).sp.End <= 2 && len(a.w) <= 3
}

// number reads whatever number starts at atom i.
func (p *parser) number(i int) (value, bool) {
	x := value{first: i}
	switch a := p.at(i); a.class {
	case half:
		p.halves(&x, i)
	case quarter:
		if s, k := p.scales(i + 1); k > 0 && !a.plural {
			x.v, x.last = a.v*s, i+1+k
		}
	case glyph:
		x.v, x.last, x.fraction = a.v, i+1, true
	case ordinal, ordTens, ordScale:
		x.v, x.last, x.ordinal = p.ordinals(i)
	case minus:
		if b := p.at(i + 1).class; b == minus || b == article || b == other {
			break
		}
		if y, ok := p.number(i + 1); ok && !y.ordinal {
			x, x.first, x.v = y, i, -y.v
		}
	case other:
		p.signed(&x, i)
	case point:
		p.pointed(&x, i)
	case hundred, scale, dozen, tens, unit, teen:
		if a.plural {
			p.vague(&x, i)
			break
		}
		p.counted(&x, i)
	default:
		p.counted(&x, i)
	}
	if x.last <= x.first {
		return value{}, false
	}
	x.start, x.end = p.at(x.first).sp.Start, p.at(x.last-1).sp.End
	return x, true
}

// halves reads "half", "half a dozen", "half a million", "half million".
func (p *parser) halves(x *value, i int) {
	j := i + 1
	if p.at(j).class == article {
		j++
	}
	switch b := p.at(j); {
	case b.class == dozen && !b.plural, b.class == hundred && !b.plural:
		x.v, x.last = b.v/2, j+1
	case b.class == scale && !b.plural:
		s, k := p.scales(j)
		x.v, x.last = s/2, j+k
	default:
		x.v, x.last, x.fraction = p.at(i).v, i+1, true
		p.ofScale(x)
	}
}

// ofScale multiplies the fraction x by the scale it is of: "a quarter of a
// million".
func (p *parser) ofScale(x *value) bool {
	if p.at(x.last).w != "of" || p.at(x.last+1).class != article {
		return false
	}
	s, k := p.scales(x.last + 2)
	if k == 0 {
		return false
	}
	x.v, x.last, x.fraction = x.v*s, x.last+2+k, false
	return true
}

// vague reads "hundreds", "tens of thousands", "several dozen": the value is
// the least the words allow, two of the unit.
func (p *parser) vague(x *value, i int) {
	v, j := p.at(i).v, i+1
	if p.at(i).class == tens || p.at(i).class == unit {
		return
	}
	for k := 0; k < 2 && p.at(j).w == "of" && p.at(j+1).plural && (p.at(j+1).class == hundred || p.at(j+1).class == scale); k++ {
		v *= p.at(j + 1).v
		j += 2
	}
	x.v, x.last, x.vague = 2*v, j, true
}

// compares reports whether w is a sign of comparison.
func compares(w string) bool {
	return w == "<" || w == ">" || w == "=" || w == "≤" || w == "≥"
}

// signed reads a figure with its sign or a point before it: "-5", "- 5", ".08".
func (p *parser) signed(x *value, i int) {
	a, next := p.at(i), p.at(i+1)
	if next.class != digits || a.glued && !compares(p.at(i-1).w) {
		return
	}
	switch a.w {
	case "-", "−":
		if !next.glued && i > 0 && !compares(p.at(i-1).w) { // a dash
			return
		}
		if y, ok := p.number(i + 1); ok && (next.glued || i > 0 || p.closed(y.last)) { // no mark of a list
			*x = y
			x.first, x.v = i, -y.v
		}
	case ".":
		if next.glued && next.whole && next.w != "" {
			x.v, x.last = next.v/math.Pow10(len(next.w)), i+2
			if s, k := p.scales(i + 2); k > 0 {
				x.v, x.last = x.v*s, x.last+k
			}
		}
	}
}

// counted reads a cardinal and what may follow it: dozens, decimals in words,
// fractions.
func (p *parser) counted(x *value, i int) {
	v, n, last := p.cardinal(i)
	if n == 0 {
		p.articled(x, i)
		return
	}
	if p.mixedFraction(x, i, n) || p.fractionOf(x, i, v, n) {
		return
	}
	x.v, x.last = v, i+n
	switch next := p.at(x.last); {
	case next.class.ordered() && !next.plural && p.extends(x.last-1, next):
		x.ordinal = true
		if x.last++; next.class == ordScale {
			x.v = v * next.v
		} else {
			x.v = v + next.v
		}
	case next.class == dozen && (next.w[0] == 'd' || v > 1 || next.plural):
		x.v, x.last = p.dozens(i, n, v, next.v), x.last+1
	case next.class == score && v < 10 && !next.plural && !next.glued && p.at(i).class != digits:
		x.v, x.last = v*next.v, x.last+1
	case next.class == point:
		p.decimals(x)
	case next.class == glyph:
		x.v, x.last = v+next.v, x.last+1
	case next.class == digits && p.at(x.last+1).w == "/" && p.at(x.last+1).glued && !next.glued:
		if d, m := p.slash(x.last); m > 0 {
			x.v, x.last = v+d, x.last+m
		}
	case next.class == and && !p.inner:
		p.inner = true
		p.andFraction(x, last)
		p.inner = false
	}
}

// dozens multiplies the part of v behind its last "and": "three hundred and two
// dozens" is 324.
func (p *parser) dozens(i, n int, v, dozen float64) float64 {
	for j := i + n - 1; j > i; j-- {
		if p.at(j).class == and {
			if head, k, _ := p.cardinalUpTo(i, j); k > 0 {
				return head + (v-head)*dozen
			}
		}
	}
	return v * dozen
}

// articled reads "a dozen", "a half", "a quarter", "a fifth", "a couple".
func (p *parser) articled(x *value, i int) {
	a := p.at(i)
	if a.class == dozen && !a.plural && a.w[0] == 'd' && p.at(i-1).class != article {
		return
	}
	if a.class != article {
		return
	}
	switch b := p.at(i + 1); {
	case b.class == dozen && !b.plural, b.class == score && p.at(i+2).w == "of" && p.at(i+3).class != digits:
		x.v, x.last = b.v, i+2
	case b.class == quarter && !b.plural:
		if s, k := p.scales(i + 2); k > 0 {
			x.v, x.last = b.v*s, i+2+k
			return
		}
		x.v, x.last, x.fraction = b.v, i+2, true
		p.ofScale(x)
	case b.class == half:
		x.v, x.last, x.fraction = b.v, i+2, true
		p.ofScale(x)
	default:
		if d, m := p.denominator(i+1, 1); m > 0 {
			x.v, x.last, x.fraction = 1/d, i+1+m, true
			p.ofScale(x)
			return
		}
		if v, n, _ := p.cardinal(i + 1); n > 0 && p.at(i+1).class != digits && v >= 100 {
			if o := p.at(i + 1 + n); o.class == ordScale && !o.plural { // a hundred millionth
				x.v, x.last, x.ordinal = v*o.v, i+2+n, true
				return
			}
			if d, m := p.denominator(i+1+n, v); m > 0 { // a hundred trillionths
				x.v, x.last, x.fraction = v/d, i+1+n+m, true
			}
		}
	}
}

// extends reports whether ordinal b completes the cardinal that ends with atom i:
// "one hundred twenty fifth", "two hundredth".
func (p *parser) extends(i int, b *atom) bool {
	switch a := p.at(i); a.class {
	case tens:
		return b.class == ordinal && b.v < 10
	case hundred, scale:
		return b.class != ordScale || b.v > a.v
	case unit, teen:
		return b.class == ordScale
	}
	return false
}

// pointed reads "point 77" and "point five" at atom i, where no number stands
// before it.
func (p *parser) pointed(x *value, i int) {
	b := p.at(i + 1)
	if b.class != digits || !b.whole || b.code {
		return
	}
	x.v, x.last = b.v/math.Pow10(len(b.w)), i+2
}

// decimals reads "point zero three", "point seventy-one" behind x.
func (p *parser) decimals(x *value) {
	j, place := x.last+1, 0.1
	if b := p.at(j); b.class == digits && b.whole { // 1 point 5
		x.v, x.last = x.v+b.v/math.Pow10(len(b.w)), j+1
		return
	}
	for p.at(j).class == unit {
		x.v += place * p.at(j).v
		place /= 10
		j++
	}
	if j == x.last+1 {
		v, m := p.small(j)
		if m == 0 || v < 10 || v >= 100 {
			return
		}
		x.v += v / 100
		j += m
	}
	x.last = j
	if s, k := p.scales(j); k > 0 {
		x.v, x.last = x.v*s, j+k
	}
}

// ordinals reads "third", "twenty-first", "one hundred and fifth".
func (p *parser) ordinals(i int) (v float64, last int, ok bool) {
	a := p.at(i)
	if a.class == tens && !a.plural && p.at(i+1).class == ordinal && p.at(i+1).v < 10 {
		return a.v + p.at(i+1).v, i + 2, true
	}
	if a.class.ordered() {
		return a.v, i + 1, true
	}
	return 0, i, false
}
