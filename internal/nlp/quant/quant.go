// Package quant finds the numbers of a text: cardinals in words and figures with
// their bounds and ranges, ordinals, ages, money, percentages, fractions and
// measures.
//
// Bounds are the ones a careful coder writes: "more than 5" begins at 6, "at
// least 6" and "6 or more" at 6, "fewer than 6" ends at 5, "up to 6" and "as
// many as 6" end at 6; "about", "some", "nearly" and "or so" keep the number and
// mark it approximate. Words that only tell the order of size give the least
// they allow and stay open above: "dozens" is 24 or more, "hundreds" and
// "several hundred" 200 or more, "tens of thousands" 20,000 or more. "Several",
// "many", "few" and the articles are no numbers.
//
// What looks like a count and is none is kept apart: tokens inside a time
// expression give no number (save ages), and a figure used as a name (a year
// that no time expression covers, an article, flight, room or street number, a
// telephone number) is of the kind [nlp.Label].
package quant

import (
	"dossier/internal/count"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Stage makes the numbers of an analysis.
type Stage struct{}

// Name is "quant".
func (Stage) Name() string { return "quant" }

// Needs is tokens and sentences; times are respected where they are there.
func (Stage) Needs() []nlp.Layer { return []nlp.Layer{nlp.Tokens, nlp.Sentences} }

// Gives is numbers.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Numbers} }

// Run fills a.Numbers, in ascending order.
func (Stage) Run(a *nlp.Analysis) {
	p := &parser{a: a}
	a.Numbers = nil
	for i := range a.Sentences {
		p.sentence(&a.Sentences[i])
	}
}

// parser reads one sentence at a time.
type parser struct {
	a     *nlp.Analysis
	sent  *nlp.Sentence
	atoms []atom
	num   nlp.Number
	none  atom // stands beyond the ends
	inner bool // reading the fraction behind an "and"
	money bool // a currency sign stands before the number being read
	time  int  // first time expression that does not end before the sentence
}

func (p *parser) sentence(s *nlp.Sentence) {
	p.sent = s
	if !p.promising(s) {
		return
	}
	p.atomize(s.First, s.Last)
	for i := 0; i < len(p.atoms); {
		i = max(i+1, p.next(i))
	}
}

// promising reports whether the sentence can hold a number at all.
func (p *parser) promising(s *nlp.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		switch t := &p.a.Tokens[i]; t.Shape {
		case nlp.Digit, nlp.Mixed:
			return true
		case nlp.Symbol, nlp.Punct:
			if len(t.Lower) > 1 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// next reads what starts at atom i and returns the atom to go on from.
func (p *parser) next(i int) int {
	if n := p.wordCount(i); n > 0 {
		return i + n
	}
	at := p.at(i)
	if at.w == "." && !p.at(i+1).glued {
		return i + 1
	}
	if at.class == other && at.w != "-" && at.w != "−" && at.w != "." || at.class == and || at.class == point {
		return i + 1
	}
	if i > 0 && at.glued && p.joined(i) {
		return i + 1
	}
	p.money = p.signBefore(i) != ""
	x, ok := p.number(i)
	if !ok || p.pronoun(&x) {
		return max(i+1, x.last)
	}
	y, isRange := p.ranged(&x)
	last := x.last
	if isRange {
		last = y.last
	} else {
		y = x
	}
	if p.partOfWord(last) {
		if p.at(last).class != other || last == x.last {
			return last + 1
		}
	}
	n := p.build(&x, &y, isRange)
	if n == nil {
		return last
	}
	p.emit(*n)
	for last < len(p.atoms) && p.at(last).sp.Start < n.Span.End {
		last++
	}
	return last
}

// joined reports whether atom i is the later part of a word or a chain: "SCP-173".
func (p *parser) joined(i int) bool {
	prev := p.at(i - 1)
	return prev.tok == p.at(i).tok && prev.class == other && currencyCode(prev.w) == ""
}

// partOfWord reports whether a number is glued to a word that is no unit:
// "two-storey".
func (p *parser) partOfWord(i int) bool {
	a := p.at(i)
	if i == 0 || !a.glued || a.tok != p.at(i-1).tok {
		return false
	}
	return p.unitAt(i).kind == "" && p.ageAt(i) == 0 && a.w != "odd"
}

// wordCount emits the words that count without a numeral: "none", "no one",
// "nobody" are 0; "both", "a couple", "a pair" are 2; "several hundred" is 200 or
// more. It returns the atoms read.
func (p *parser) wordCount(i int) int {
	n, v, open := 0, 0.0, false
	next := p.at(i + 1)
	switch p.at(i).w {
	case "none", "nobody":
		n = 1
	case "no":
		if next.w == "one" {
			n = 2
		}
	case "both":
		n, v = 1, 2
	case "a":
		if next.w == "couple" || next.w == "pair" {
			n, v = p.coupleOf(i)
		}
	case "several", "few":
		if p.multiple(next) {
			n, v, open = 2, 2*next.v, true
		}
	}
	if n == 0 {
		return 0
	}
	c := whole(v)
	if open {
		c = count.Count{Min: int(v), Max: count.Open, Approximate: true}
	}
	first, last := p.at(i).tok, p.at(i+n-1).tok+1
	sp := p.a.SpanOf(first, last)
	p.emit(nlp.Number{Span: sp, Head: sp, First: first, Last: last, Kind: nlp.Cardinal, Count: c, Value: v})
	return n
}

// multiple reports whether a is a unit that can be taken several times.
func (p *parser) multiple(a *atom) bool {
	return !a.plural && (a.class == hundred || a.class == scale || a.class == dozen)
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

// pronoun reports whether x is the word "one" standing for a thing: "the one
// you mentioned", "one another".
func (p *parser) pronoun(x *value) bool {
	if x.last != x.first+1 || p.at(x.first).w != "one" || p.unitAt(x.last).kind != "" {
		return false
	}
	switch t := p.at(x.first).tok; p.lower(t - 1) {
	case "the", "this", "that", "which", "another", "every", "each", "any", "some", "only", "previous", "next", "last", "current", "same":
		return true
	default:
		w := p.lower(t + 1)
		return w == "another" || w == "'s" || w == "’s"
	}
}

// ranged reads the second number of a range that starts with x: "six to eight",
// "10–15", "between 10 and 15".
func (p *parser) ranged(x *value) (value, bool) {
	if x.ordinal || x.vague {
		return value{}, false
	}
	sep := p.at(x.last)
	before := p.at(x.first).tok - 1
	between := sep.class == and && (p.lower(before) == "between" || p.lower(before) == "of" && p.lower(before-1) == "ages")
	dash := sep.w == "-" || sep.w == "–" || sep.w == "—" || sep.w == "~"
	switch {
	case between, sep.w == "to", sep.w == "through", sep.w == "or":
	case dash && p.at(x.last-1).class == digits && p.at(x.last+1).class == digits && !p.chained(x):
	default:
		return value{}, false
	}
	if c := p.at(x.last + 1).class; c == minus || c == other || c == article && !between || c.ordered() {
		return value{}, false
	}
	y, ok := p.number(x.last + 1)
	if !ok || y.ordinal || y.vague || y.fraction != x.fraction {
		return value{}, false
	}
	if sep.w == "or" && y.v > 2*x.v+2 {
		return value{}, false
	}
	if x.v >= y.v {
		return value{}, false
	}
	// "2 to 3 million": the scale is said once.
	if s := p.saidOnce(x, &y); s > 1 && x.v*s < y.v {
		x.v *= s
	}
	return y, true
}

// saidOnce is the scale word at the end of y when x has none.
func (p *parser) saidOnce(x, y *value) float64 {
	a, b := p.at(y.last-1), p.at(x.last-1)
	if a.class == scale && b.class != scale && (y.last-y.first == 2) && x.v < 1000 {
		return a.v
	}
	return 1
}

// chained reports whether x is a link of a longer chain of figures, such as a
// telephone number.
func (p *parser) chained(x *value) bool {
	before, after := p.at(x.first-1), p.at(x.last+2)
	return x.first > 0 && p.at(x.first).glued && (before.w == "-" || before.w == "/" || before.w == "+") ||
		after.glued && (after.w == "-" || after.w == "/") && p.at(x.last+3).class == digits && p.at(x.last+3).glued
}

// emit appends n unless a time expression holds its words.
func (p *parser) emit(n nlp.Number) {
	times := p.a.Times
	for p.time < len(times) && times[p.time].Span.End <= p.sent.Span.Start {
		p.time++
	}
	for i := p.time; i < len(times) && times[i].Span.Start < n.Span.End; i++ {
		if times[i].Span.Overlaps(n.Head) && n.Kind != nlp.Age {
			return
		}
	}
	if k := len(p.a.Numbers); k > 0 {
		if end := p.a.Numbers[k-1].Span.End; n.Span.Start < end {
			if n.Head.Start < end {
				return
			}
			n.Span.Start, n.First = n.Head.Start, p.tokenAt(n.Head.Start, n.First)
		}
	}
	p.a.Numbers = append(p.a.Numbers, n)
}

// tokenAt is the first token from i on that ends after byte b.
func (p *parser) tokenAt(b, i int) int {
	for p.a.Tokens[i].Span.End <= b {
		i++
	}
	return i
}

// span is a range of bytes.
func span(start, end int) text.Span { return text.Span{Start: start, End: end} }
