package quant

import (
	"math"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// elder makes n an age where the comparison before token i is one of ages.
func (p *parser) elder(n *nlp.Number, i int) {
	if n.Kind != nlp.Cardinal {
		return
	}
	switch w := p.lower(i - 2); p.lower(i - 1) {
	case "than":
		if w == "older" || w == "younger" {
			n.Kind, n.Unit = nlp.Age, "year"
		}
	case "under", "over", "below", "above":
		switch w {
		case "children", "boys", "girls", "people", "those", "men", "women", "kids", "anyone", "persons", "males", "females", "minors":
			if next := p.lower(n.Last); p.ended(n.Last) || next == "were" || next == "was" || next == "are" || next == "and" || next == "who" {
				n.Kind, n.Unit = nlp.Age, "year"
			}
		}
	}
}

// agedToo reports whether n goes on a list of ages: "aged 14 and 7".
func (p *parser) agedToo(n *nlp.Number) bool {
	k := len(p.a.Numbers)
	if p.aged == 0 || p.aged != k || n.Kind != nlp.Cardinal || n.Value > 120 {
		return false
	}
	i := p.a.Numbers[k-1].Last
	if p.lower(i) == "," {
		i++
	}
	if p.lower(i) == "and" || p.lower(i) == "or" || p.lower(i) == "&" {
		i++
	}
	if i != n.First || i == p.a.Numbers[k-1].Last {
		return false
	}
	w := p.lower(n.Last)
	return p.ended(n.Last) || w == "and" || w == "or" || w == "respectively"
}

// decade emits an age told by its decade ("in his fifties", "in her mid-20s") and
// returns the atoms read.
func (p *parser) decade(i int) int {
	a, n := p.at(i), 1
	switch {
	case a.class == tens && a.plural:
	case a.class == digits && a.whole && p.at(i+1).w == "s" && p.at(i+1).glued:
		n = 2
	case a.class == digits && a.whole && (p.at(i+1).w == "'s" || p.at(i+1).w == "’s") && p.at(i+1).glued:
		n = 2
	default:
		return 0
	}
	if a.v < 10 || a.v > 90 || a.v != 10*math.Trunc(a.v/10) {
		return 0
	}
	low, high, j := a.v, a.v+9, i-1
	switch p.at(j).w {
	case "early":
		high, j = a.v+3, j-1
	case "mid":
		low, high, j = a.v+4, a.v+6, j-1
	case "late":
		low, j = a.v+7, j-1
	}
	if p.at(j).w == "-" {
		j--
	}
	switch p.at(j).w {
	case "his", "her", "their", "its", "my", "our", "your", "the":
	default:
		return 0
	}
	if p.at(j).w == "the" || p.at(j-1).w != "in" {
		return 0
	}
	first, last := p.at(j+1).tok, p.at(i+n-1).tok+1
	head := span(a.sp.Start, p.at(i+n-1).sp.End)
	p.emit(nlp.Number{
		Span: span(p.at(j+1).sp.Start, head.End), Head: head, First: first, Last: last, Kind: nlp.Age, Unit: "year", Value: low,
		Count: count.Count{Min: int(low), Max: int(high), Approximate: true}, Range: nlp.Interval{Low: low, High: high},
	})
	return n
}

// ageBefore is the number of tokens before token i that make it an age: "aged".
func (p *parser) ageBefore(i int) int {
	w := p.lower(i - 1)
	switch {
	case w == "aged", w == "ages":
		return 1
	case w == "age" && p.lower(i-2) != "the" && p.lower(i-2) != "old":
		return 1
	case w == "of" && (p.lower(i-2) == "age" || p.lower(i-2) == "ages"):
		return 2
	}
	return 0
}

// ageAt is the number of atoms from i on that make what stands before an age:
// "years old", "-year-old", "years of age", "yo".
func (p *parser) ageAt(i int) int {
	if w := p.at(i).w; w == "yo" {
		return 1
	}
	if p.ageUnit(i) == "" {
		return 0
	}
	j := i + 1
	if p.at(j).w == "-" {
		j++
	}
	switch a, b := p.at(j).w, p.at(j+1).w; {
	case a == "old" || a == "olds":
		return j + 1 - i
	case a == "of" && b == "age":
		return j + 2 - i
	}
	return 0
}

func (p *parser) ageUnit(i int) string {
	switch w := p.at(i).w; w {
	case "year", "years", "month", "months", "week", "weeks", "day", "days":
		return w
	case "yo":
		return "year"
	}
	return ""
}

// someone reports whether a word means one person.
func someone(w string) bool {
	switch w {
	case "man", "woman", "boy", "girl", "brother", "sister", "son", "daughter", "father", "mother", "wife", "husband", "cousin", "uncle", "aunt", "nephew", "niece",
		"grandfather", "grandmother", "boyfriend", "girlfriend", "partner", "friend", "neighbour", "neighbor", "teenager", "child", "toddler", "pensioner", "youth",
		"victim", "suspect", "driver", "passenger", "pedestrian", "cyclist", "officer", "policeman", "policewoman", "constable", "guard", "soldier", "gunman",
		"attacker", "assailant", "shooter", "knifeman", "teacher", "pupil", "student", "shopkeeper", "journalist", "reporter", "worker", "farmer", "priest":
		return true
	}
	return false
}

// apposed reports whether n is an age set beside a name or whoever is meant: "Maria
// Silva, 34, was", "the man, 31, was".
func (p *parser) apposed(n *nlp.Number) bool {
	if n.Last-n.First != 1 || n.Value < 1 || n.Value > 110 || p.a.Tokens[n.First].Shape != nlp.Digit {
		return false
	}
	open, before := p.lower(n.First-1), n.First-2
	if open == "now" && p.lower(before) == "," {
		open, before = ",", before-1
	}
	if open != "," && open != "(" || before < p.sent.First || p.a.Tokens[before].Shape != nlp.Title && p.a.Tokens[before].Shape != nlp.Upper && !someone(p.lower(before)) {
		return false
	}
	if month(p.lower(before)) || labelled(p.lower(before)) || lookup(p.lower(before)).class != other {
		return false
	}
	switch p.lower(n.Last) {
	case ",":
		// A list of figures goes on with another one.
		return open == "," && (n.Last+1 >= p.sent.Last || p.a.Tokens[n.Last+1].Shape != nlp.Digit)
	case ")":
		return open == "("
	case ".", ";", "":
		return open == ","
	}
	return false
}
