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
// A part knows its whole ("two of the five"), and a number that adds to what was
// told says so ("another two"). "From 12 to 15" is a range, "rose from 12 to 15"
// is not.
//
// What looks like a count and is none is kept apart: tokens inside a time
// expression give no number (save ages), and a figure used as a name (a year
// that no time expression covers, an article, flight, room or street number, a
// telephone number) is of the kind [nlp.Label].
package quant

import (
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Stage makes the numbers of an analysis.
type Stage struct {
	// Relative asks for places told by others as well ("last", "next", "the last
	// but one"), which count nothing: their Value is the distance from the end or
	// from what is spoken of.
	Relative bool
}

// Name is "quant".
func (Stage) Name() string { return "quant" }

// Needs is tokens and sentences; times are respected where they are there.
func (Stage) Needs() []nlp.Layer { return []nlp.Layer{nlp.Tokens, nlp.Sentences} }

// Gives is numbers.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Numbers} }

// Run fills a.Numbers, in ascending order.
func (s Stage) Run(a *nlp.Analysis) {
	p := &parser{a: a, relative: s.Relative}
	a.Numbers = nil
	for i := range a.Sentences {
		p.sentence(&a.Sentences[i])
	}
}

// parser reads one sentence at a time.
type parser struct {
	a        *nlp.Analysis
	sent     *nlp.Sentence
	atoms    []atom
	num      nlp.Number
	none     atom // stands beyond the ends
	inner    bool // reading the fraction behind an "and"
	money    bool // a currency sign stands before the number being read
	relative bool // places are asked for
	time     int  // first time expression that does not end before the sentence
	aged     int  // one more than the number last read of those behind "aged"
}

func (p *parser) sentence(s *nlp.Sentence) {
	p.sent, p.aged = s, 0
	if !p.promising(s) {
		return
	}
	p.atomize(s.First, s.Last)
	for i := 0; i < len(p.atoms); {
		i = max(i+1, p.next(i))
	}
}

// promising reports whether a number can begin in the sentence.
func (p *parser) promising(s *nlp.Sentence) bool {
	if p.relative {
		return true
	}
	for i := s.First; i < s.Last; i++ {
		switch t := &p.a.Tokens[i]; t.Shape {
		case nlp.Digit, nlp.Mixed:
			return true
		case nlp.Symbol, nlp.Punct:
			if len(t.Lower) > 1 && t.Lower[0] >= 0x80 {
				return true
			}
		default:
			if begins(t.Lower) {
				return true
			}
		}
	}
	return false
}

// next reads what starts at atom i and returns the atom to go on from.
func (p *parser) next(i int) int {
	at := p.at(i)
	if p.relative {
		if n := p.relatives(i); n > 0 {
			return i + n
		}
	}
	switch {
	case at.class == other && at.w != "-" && at.w != "−" && at.w != ".":
		return i + p.wordCount(i)
	case at.class == and, at.class == point && p.at(i+1).class != digits, at.w == "." && !p.at(i+1).glued:
		return i + 1
	case at.code:
		p.code(i)
		return i + 1
	}
	if n := p.wordCount(i); n > 0 {
		return i + n
	}
	if n := p.decade(i); n > 0 {
		return i + n
	}
	if at.glued && (p.joined(i) || p.escaped(i)) {
		return i + 1
	}
	p.money = p.signBefore(i) != ""
	x, ok := p.number(i)
	if !ok || p.pronoun(&x) || x.ordinal && p.lower(p.at(x.last-1).tok+2) == "last" && p.at(x.last).w == "to" {
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

// escaped reports whether the figure at atom i is a byte of a page's address,
// written behind a percent sign.
func (p *parser) escaped(i int) bool {
	return p.at(i-1).w == "%" && p.at(i).class == digits
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
	return p.unitAt(i).kind == "" && p.ageAt(i) == 0 && a.w != "odd" && a.w != "plus" && a.w != "some"
}

// pronoun reports whether x is the word "one" standing for a thing: "the one
// you mentioned", "one another".
func (p *parser) pronoun(x *value) bool {
	if x.last != x.first+1 || p.at(x.first).w != "one" || p.unitAt(x.last).kind != "" {
		return false
	}
	switch t := p.at(x.first).tok; p.lower(t - 1) {
	case "the", "this", "that", "which", "another", "every", "each", "any", "some", "other", "previous", "next", "last", "current", "same":
		return true
	case "only":
		return p.lower(t-2) == "the"
	case "but":
		return p.lower(t-2) == "last"
	default:
		w := p.lower(t + 1)
		if generic(w) || p.adjective(t-1) && determined(p.lower(t-2)) || p.adjective(t-1) && degree(p.lower(t-2)) && determined(p.lower(t-3)) {
			return true
		}
		return w == "another" || w == "'s" || w == "’s"
	}
}

// adjective reports whether token i may be the adjective of "a good one".
func (p *parser) adjective(i int) bool {
	w := p.lower(i)
	if w == "" || p.a.Tokens[i].Shape != nlp.Lower || strings.HasSuffix(w, "s") {
		return false
	}
	switch w {
	case "further", "additional", "extra", "total", "or", "and", "at", "in", "to", "of", "for", "by", "than", "from", "with", "on":
		return false
	}
	c := lookup(w).class
	return c == other || c.ordered()
}

func determined(w string) bool { return w == "a" || w == "an" || w == "the" }

func degree(w string) bool {
	switch w {
	case "very", "really", "more", "most", "pretty", "quite", "rather", "so", "too":
		return true
	}
	return false
}

// generic reports whether a verb w makes the "one" before it anybody.
func generic(w string) bool {
	switch w {
	case "should", "can", "could", "would", "might", "may", "must", "cannot", "needs", "wants", "wonders", "suspects", "thinks", "cares", "knows", "believes":
		return true
	}
	return false
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
	if p.merged(&n) {
		return
	}
	p.wholeOf(&n)
	p.a.Numbers = append(p.a.Numbers, n)
}

// wholeOf tells the number before n that n is the whole it is a part of: "two of
// the five", "half of the remaining 40", "one out of three".
func (p *parser) wholeOf(n *nlp.Number) {
	k := len(p.a.Numbers) - 1
	if k < 0 || n.Kind != nlp.Cardinal {
		return
	}
	part := &p.a.Numbers[k]
	share := part.Kind == nlp.Fraction || part.Kind == nlp.Percent
	if part.First < p.sent.First || p.lower(part.Last) != "of" || !share && (part.Kind != nlp.Cardinal || part.Value > n.Value) {
		return
	}
	i := part.Last + 1
	switch p.lower(i) {
	case "the", "these", "those", "his", "her", "its", "their", "our", "all":
		if i++; i+1 == n.First && p.a.Tokens[i].Shape == nlp.Lower {
			i++
		}
	}
	if i == n.First {
		part.Of = n.Head
	}
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
