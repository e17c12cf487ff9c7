package quant

import "math"

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
		if p.ofScale(x) {
			return true
		}
		if s, k := p.scales(j + m); k > 0 && i > 0 && p.at(i-1).class != and {
			x.v, x.last, x.fraction = x.v*s, j+m+k, false
		}
		return true
	}
	return p.long(x, j, v) || p.outOf(x, j, v)
}

// long reads a denominator of several words behind the numerator v: "one one
// hundred fifth", "three one-hundredths".
func (p *parser) long(x *value, j int, v float64) bool {
	if p.at(j).class != unit {
		return false
	}
	d, m, _ := p.cardinal(j)
	if p.at(j+m).class == and && p.at(j+m-1).class == hundred {
		m++
	}
	o := p.at(j + m)
	if m == 0 || !o.class.ordered() || !p.extends(j+m-1, o) && p.at(j+m-1).class != and || !o.plural && (v != 1 || !o.glued && !p.closed(j+m+1)) {
		return false
	}
	if o.class == ordScale {
		d *= o.v
	} else {
		d += o.v
	}
	x.v, x.last, x.fraction = v/d, j+m+1, d > 0
	return d > 0
}

// outOf reads the whole behind the part v: "one out of three", "2 in 5", "one
// over twenty".
func (p *parser) outOf(x *value, j int, v float64) bool {
	k, w := j+1, p.at(j).w
	switch {
	case w == "out" && p.at(j+1).w == "of":
		k++
	case w == "over" && v > 0, w == "in":
	default:
		return false
	}
	d, m, _ := p.cardinal(k)
	if m == 0 || d == 0 || p.at(k).class == article {
		return false
	}
	end := k + m
	switch w {
	case "over":
		if !p.closed(end) {
			return false
		}
	case "in":
		if d <= v || d != math.Trunc(d) || p.at(k).class == digits && len(p.at(k).w) == 4 || !p.closed(end) && !ofAll(p.at(end).w) {
			return false
		}
	default:
		if d <= v {
			return false
		}
	}
	if w != "over" {
		x.of = span(p.at(k).sp.Start, p.at(end-1).sp.End)
	}
	x.v, x.last, x.fraction = v/d, end, true
	return true
}

// ofAll reports whether w behind "one in five" says of whom.
func ofAll(w string) bool {
	switch w {
	case "people", "persons", "of", "or", "adults", "children", "women", "men", "households":
		return true
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
	if a.v == 9 && b.v == 11 && p.at(i+3).w != "of" { // a day that is a name
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
