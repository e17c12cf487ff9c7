package quant

import (
	"math"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// wordCount emits the words that count without a numeral: "none", "no one",
// "nobody", "neither" are 0; "both", "a couple", "the pair" are 2; "several
// hundred" is 200 or more, "scores of" 40 or more. It returns the atoms read.
func (p *parser) wordCount(i int) int {
	if !p.at(i).start && p.at(i).class != score && p.at(i).class != article {
		return 0
	}
	n, v, open := p.counting(i)
	if n == 0 {
		return 0
	}
	c, r := whole(v), exactly(v)
	if open {
		c = count.Count{Min: int(v), Max: count.Open, Approximate: true}
		r.High = math.Inf(1)
	}
	first, last := p.at(i).tok, p.at(i+n-1).tok+1
	sp := p.a.SpanOf(first, last)
	num := nlp.Number{Span: sp, Head: sp, First: first, Last: last, Kind: nlp.Cardinal, Count: c, Value: v, Range: r}
	p.more(&num)
	if open {
		p.bounds(&num)
	}
	p.emit(num)
	return n
}

// counting is how many atoms from i on count without a numeral, with the least
// they count, and whether there may be more.
func (p *parser) counting(i int) (n int, v float64, open bool) {
	next := p.at(i + 1)
	switch w := p.at(i).w; w {
	case "none", "nobody":
		return 1, 0, false
	case "no":
		if next.w == "one" {
			return 2, 0, false
		}
	case "neither":
		if !p.nor(i) {
			return 1, 0, false
		}
	case "both":
		switch next.w {
		case "in", "here", "at", "on", "by", "from", "for", "with", "to", "within", "inside", "before", "during", "as": // both here and there
			return 0, 0, false
		}
		return 1, 2, false
	case "pair", "duo":
		if p.lower(p.at(i).tok-1) == "the" {
			return 1, 2, false
		}
	case "trio":
		if d := p.lower(p.at(i).tok - 1); d == "the" || d == "a" {
			return 1, 3, false
		}
	case "a":
		if next.w == "couple" || next.w == "pair" {
			n, v = p.coupleOf(i)
			return n, v, false
		}
		if (next.w == "few" || next.w == "several") && p.multiple(p.at(i+2)) {
			return 3, 2 * p.at(i+2).v, true
		}
	case "several", "few", "many":
		if p.multiple(next) {
			return 2, 2 * next.v, true
		}
	case "scores":
		if p.crowd(i) {
			return 1, 40, true
		}
	}
	return 0, 0, false
}

// nor reports whether "neither" at atom i is paired with a "nor".
func (p *parser) nor(i int) bool {
	for k := i + 1; k < len(p.atoms); k++ {
		if p.atoms[k].w == "nor" {
			return true
		}
	}
	return false
}

// crowd reports whether "scores" at atom i counts people or things rather than
// being marks of a test: it is nobody's, and is followed by what it counts or by
// what happened to it.
func (p *parser) crowd(i int) bool {
	switch p.lower(p.at(i).tok - 1) {
	case "the", "their", "his", "her", "its", "our", "test", "exam", "box", "final", "high", "low", "these", "those", "'s", "’s", "he", "she", "who", "it":
		return false
	}
	switch next := p.at(i + 1); next.w {
	case "of":
		return p.at(i+2).class != digits
	case "were", "more", "others", "are", "remain", "remained", "dead", "killed", "wounded", "injured", "hurt", "missing", "arrested", "trapped", "feared":
		return true
	}
	return false
}

// multiple reports whether a is a unit that can be taken several times.
func (p *parser) multiple(a *atom) bool {
	return !a.plural && (a.class == hundred || a.class == scale || a.class == dozen || a.class == score)
}

// coupleOf reads "a couple", "a couple of hundred", "a couple dozen"; n is the
// number of atoms. A couple that is one thing ("a couple was killed") is two as
// well.
func (p *parser) coupleOf(i int) (n int, v float64) {
	if b := p.at(i + 2); p.multiple(b) {
		return 3, 2 * b.v
	}
	if b := p.at(i + 3); p.at(i+2).w == "of" && p.multiple(b) {
		return 4, 2 * b.v
	}
	return 2, 2
}

// relatives emits a place told by another ("last", "the next to last", "the one
// before the last one") and returns the atoms read.
func (p *parser) relatives(i int) int {
	n, v := p.relativeAt(i)
	if n == 0 {
		return 0
	}
	first, last := p.at(i).tok, p.at(i+n-1).tok+1
	sp := p.a.SpanOf(first, last)
	p.emit(nlp.Number{Span: sp, Head: sp, First: first, Last: last, Kind: nlp.Relative, Value: v,
		Count: count.Count{Min: count.Open, Max: count.Open}, Range: exactly(v)})
	return n
}

// relativeAt reads a place told by another at atom i: how many atoms it takes and
// how far it is from the end or from what is spoken of.
func (p *parser) relativeAt(i int) (n int, v float64) {
	w := func(k int) string { return p.at(i + k).w }
	switch w(0) {
	case "the":
		switch {
		case w(1) == "one" && w(2) == "before" && w(3) == "the" && w(4) == "last":
			return 5 + p.one(i+5), -1
		case w(1) == "last" && w(2) == "but" && w(3) == "one":
			return 4, -1
		case p.at(i+1).class == ordinal && (w(2) == "to" || w(2) == "from") && w(3) == "last":
			return 4, 1 - p.at(i+1).v
		}
	case "next":
		if w(1) == "to" && w(2) == "last" {
			return 3, -1
		}
		return 1 + p.one(i+1), 1
	case "previous":
		return 1 + p.one(i+1), -1
	case "current":
		return 1 + p.one(i+1), 0
	case "last":
		return 1, 0
	case "penultimate":
		return 1, -1
	case "antepenultimate":
		return 1, -2
	}
	return 0, 0
}

// one is 1 where atom i is the word "one" that ends a phrase rather than counts.
func (p *parser) one(i int) int {
	if p.at(i).w != "one" {
		return 0
	}
	return 1
}
