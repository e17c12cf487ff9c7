package quant

import (
	"math"
	"unicode/utf8"

	"dossier/internal/text"
)

// value is a number found at atoms [first, last).
type value struct {
	first, last int
	v           float64
	fraction    bool // two thirds, 3/4, half
	ordinal     bool
	vague       bool // hundreds, dozens, a couple of hundred: v is the least
	start, end  int  // bytes
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
		return p.grouped(i)
	}
	return 0, 0
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
	if h := p.at(i + n); h.class != hundred || h.plural {
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
		case a.class == scale && !a.plural:
			s *= a.v
		case n == 0 && a.class == other && p.at(i-1).class == digits && suffix(p.slice(a.sp.Start, a.sp.End), p.money) > 0 && p.suffixed(i):
			s *= suffix(p.slice(a.sp.Start, a.sp.End), p.money)
		default:
			return s, n
		}
		if s == 0 || n > 2 || math.IsInf(s, 1) {
			return 1, 0
		}
		n++
	}
}

// suffixed reports whether atom i, a letter, belongs to the figure before it.
func (p *parser) suffixed(i int) bool {
	a := p.at(i)
	if next := p.at(i + 1); next.glued && next.class == digits || next.glued && next.tok == a.tok {
		return false
	}
	return a.glued || a.sp.Start-p.at(i-1).sp.End <= 2 && len(a.w) <= 3
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
	}
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

// signed reads a figure with its sign or a point before it: "-5", "- 5", ".08".
func (p *parser) signed(x *value, i int) {
	a, next := p.at(i), p.at(i+1)
	if next.class != digits || a.glued {
		return
	}
	switch a.w {
	case "-", "−":
		if !next.glued && i > 0 { // a dash
			return
		}
		if y, ok := p.number(i + 1); ok {
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
	case b.class == dozen && !b.plural:
		x.v, x.last = b.v, i+2
	case b.class == quarter && !b.plural:
		if s, k := p.scales(i + 2); k > 0 {
			x.v, x.last = b.v*s, i+2+k
			return
		}
		x.v, x.last, x.fraction = b.v, i+2, true
	case b.class == half:
		x.v, x.last, x.fraction = b.v, i+2, true
	default:
		if d, m := p.denominator(i+1, 1); m > 0 {
			x.v, x.last, x.fraction = 1/d, i+1+m, true
			return
		}
		if v, n, _ := p.cardinal(i + 1); n > 0 && p.at(i+1).class != digits && v >= 100 {
			if d, m := p.denominator(i+1+n, v); m > 0 { // a hundred trillionths
				x.v, x.last, x.fraction = v/d, i+1+n+m, true
			}
		}
	}
}

// mixedFraction reads a number whose words after its last "and" are a proper
// fraction: "one hundred and three quarters", "two million and one half".
func (p *parser) mixedFraction(x *value, i, n int) bool {
	j := i + n - 1
	for j > i && p.at(j).class != and {
		j--
	}
	if j == i {
		return false
	}
	var f value
	tail, m, _ := p.cardinal(j + 1)
	if next := p.at(j + 1 + m); j+1+m != i+n || next.class != half && next.class != quarter && !next.class.ordered() {
		return false
	}
	if !p.fractionOf(&f, j+1, tail, m) || f.v >= 1 {
		return false
	}
	v, k, unit := p.cardinalUpTo(i, j)
	if k == 0 {
		return false
	}
	x.v, x.last = v+f.v*unit, f.last
	if s, k := p.scales(f.last); k > 0 && s < unit {
		x.v, x.last = v+f.v*s, f.last+k
	}
	return true
}

// cardinalUpTo reads the cardinal of atoms [i, end), with its smallest scale.
func (p *parser) cardinalUpTo(i, end int) (v float64, n int, s float64) {
	atoms := p.atoms
	p.atoms = atoms[:end]
	v, n, s = p.cardinal(i)
	p.atoms = atoms
	if i+n != end {
		return 0, 0, 0
	}
	return v, n, s
}

// fractionOf reads the denominator of a cardinal: "two thirds", "3/4", "one out
// of three".
func (p *parser) fractionOf(x *value, i int, v float64, n int) bool {
	j := i + n
	if d, m := p.slash(i); m > 0 && n == 1 {
		x.v, x.last, x.fraction = d, i+m, true
		return true
	}
	// "one hundred thirty fifths" is a hundred of them.
	if t := p.at(j - 1); n > 1 && t.class == tens && !t.glued && p.at(j-2).class != and && p.at(j).class == ordinal && p.at(j).plural {
		x.v, x.last, x.fraction = (v-t.v)/(t.v+p.at(j).v), j+1, true
		return true
	}
	if d, m := p.denominator(j, v); m > 0 {
		x.v, x.last, x.fraction = v/d, j+m, true
		if s, k := p.scales(j + m + 2); k > 0 && p.at(j+m).w == "of" && p.at(j+m+1).class == article {
			x.v, x.last, x.fraction = x.v*s, j+m+2+k, false
		} else if s, k := p.scales(j + m); k > 0 && i > 0 && p.at(i-1).class != and {
			x.v, x.last, x.fraction = x.v*s, j+m+k, false
		}
		return true
	}
	k := j
	switch {
	case p.at(j).w == "out" && p.at(j+1).w == "of":
		k = j + 2
	case p.at(j).w == "over" && v > 0:
		k = j + 1
	default:
		return false
	}
	d, m, _ := p.cardinal(k)
	if m == 0 && p.at(k).class == article {
		return false
	}
	if m == 0 || d == 0 || p.at(j).w == "over" && !p.closed(k+m) || p.at(j).w == "out" && d <= v {
		return false
	}
	x.v, x.last, x.fraction = v/d, k+m, true
	return true
}

// extends reports whether ordinal b completes the cardinal that ends with atom i:
// "one hundred twenty fifth", "two hundredth".
func (p *parser) extends(i int, b *atom) bool {
	switch a := p.at(i); a.class {
	case tens:
		return b.class == ordinal && b.v < 10
	case hundred, scale:
		return b.class != ordScale
	case unit, teen:
		return b.class == ordScale
	}
	return false
}

// closed reports whether the sentence ends, or a mark stands, at atom i.
func (p *parser) closed(i int) bool {
	a := p.at(i)
	return i >= len(p.atoms) || a.class == other && a.w != "" && (a.w[0] == '.' || a.w[0] == '?' || a.w[0] == ',' || a.w[0] == ')')
}

// slash reads "3/4"; n is the number of atoms, 0 for dates and house numbers.
func (p *parser) slash(i int) (v float64, n int) {
	a, s, b := p.at(i), p.at(i+1), p.at(i+2)
	if a.class != digits || b.class != digits || s.w != "/" || !s.glued || !b.glued || !a.whole || !b.whole || b.v == 0 {
		return 0, 0
	}
	if a.v >= b.v || b.v > 100 || p.at(i+3).w == "/" && p.at(i+3).glued || i > 0 && a.glued && p.at(i-1).w == "/" {
		return 0, 0
	}
	return a.v / b.v, 3
}

// denominator reads "thirds", "quarters", "twenty-fifths" under the numerator
// v; a single one ("a third", "one fifth") is a fraction only where it is not
// counting off something: at an end, before "of", or hyphenated.
func (p *parser) denominator(i int, v float64) (d float64, n int) {
	a := p.at(i)
	switch {
	case a.class == half && (a.plural || v == 1):
		return 2, 1
	case a.class == quarter && (a.plural || v == 1):
		return 4, 1
	}
	d, end, ok := p.ordinals(i)
	if !ok {
		if b, m := p.small(i); m == 1 && a.class == tens && p.at(i+1).class == ordinal && p.at(i+1).plural {
			return b + p.at(i+1).v, 2
		}
		return 0, 0
	}
	last := p.at(end - 1)
	switch {
	case last.plural:
	case v != 1:
		return 0, 0
	case p.at(i).glued, p.at(end).w == "of", p.closed(end), p.at(end).class == and:
	default:
		return 0, 0
	}
	if d == 1 || d == 2 && !last.plural {
		return 0, 0
	}
	return d, end - i
}

// decimals reads "point zero three", "point seventy-one" behind x.
func (p *parser) decimals(x *value) {
	j, place := x.last+1, 0.1
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
}

// andFraction reads "and a half", "and three quarters", "and a third" behind x,
// whose smallest scale is last: "two million and a half" is 2.5 million.
func (p *parser) andFraction(x *value, last float64) {
	var f value
	j := x.last + 1
	if a := p.at(j); a.class != article && a.class != unit && a.class != teen && a.class != tens && a.class != digits {
		return
	}
	p.counted(&f, j)
	if f.last <= j {
		return
	}
	if !f.fraction {
		if p.at(j+1).class == half || p.at(j+1).class == quarter {
			if s := f.v; s < last {
				x.v, x.last = x.v+s, f.last
			}
		}
		return
	}
	if s, k := p.scales(f.last); k > 0 && last == 1 {
		x.v, x.last = (x.v+f.v)*s, f.last+k
		return
	} else if k > 0 {
		f.v, f.last, last = f.v*s, f.last+k, 1
	}
	if math.IsInf(last, 1) {
		last = 1
	}
	x.v, x.last = x.v+f.v*last, f.last
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
