package quant

import (
	"math"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// bound is what the words around a number say about it.
type bound uint8

const (
	exact    bound = iota
	equal          // n, said to be so
	atLeast        // n or more
	moreThan       // n + 1 or more
	atMost         // n or fewer
	lessThan       // n - 1 or fewer
	about          // near n
)

// inclusive is b with the number itself allowed: "more than or equal to".
func (b bound) inclusive() bound {
	switch b {
	case moreThan:
		return atLeast
	case lessThan:
		return atMost
	}
	return b
}

// limits maps a number onto bounds: "more than 5" begins at 6, "fewer than 5"
// ends at 4.
func limits(c count.Count, b bound) count.Count {
	switch b {
	case atLeast:
		c.Max = count.Open
	case moreThan:
		if c.Max == count.Open { // more than a few hundred
			return c
		}
		c = count.Count{Min: step(c.Max, 1), Max: count.Open, Approximate: c.Approximate}
	case atMost:
		c.Min = count.Open
	case lessThan:
		c = count.Count{Min: count.Open, Max: step(c.Min, -1), Approximate: c.Approximate}
	case about:
		c.Approximate = true
	}
	return c
}

func step(n, by int) int {
	if n == count.Open {
		return n
	}
	return max(0, n+by)
}

// limit puts bound b on n.
func limit(n *nlp.Number, b bound) {
	n.Count = limits(n.Count, b)
	r := &n.Range
	switch b {
	case atLeast:
		r.High, r.HighOut = math.Inf(1), false
	case moreThan:
		if !math.IsInf(r.High, 1) {
			*r = nlp.Interval{Low: r.High, High: math.Inf(1), LowOut: true}
		}
	case atMost:
		r.Low, r.LowOut = math.Inf(-1), false
	case lessThan:
		*r = nlp.Interval{Low: math.Inf(-1), High: r.Low, HighOut: true}
	}
}

// exactly is the interval that holds v alone.
func exactly(v float64) nlp.Interval { return nlp.Interval{Low: v, High: v} }

// whole is v as an exact count, unknown when v is no whole number or too large
// to count.
func whole(v float64) count.Count {
	if v < 0 || v > 1e15 || v != math.Trunc(v) {
		return count.Count{Min: count.Open, Max: count.Open}
	}
	return count.Exactly(int(v))
}

// lower is token i in lower case, "" outside of the sentence.
func (p *parser) lower(i int) string {
	if i < p.sent.First || i >= p.sent.Last {
		return ""
	}
	return p.a.Tokens[i].Lower
}

// boundBefore reads the words that end before token i: the bound they set and
// how many tokens they take.
func (p *parser) boundBefore(i int) (bound, int) {
	w, v, u := p.lower(i-1), p.lower(i-2), p.lower(i-3)
	switch w {
	case "":
	case "than":
		return p.than(i)
	case "to":
		switch {
		case v == "up":
			return atMost, 2
		case v == "close" && u != "or":
			return about, 2
		case equals(v):
			return p.equalTo(i)
		}
	case "equals", "equalled", "equaled":
		return equal, 1
	case "of":
		return ofBound(v, u)
	case "as":
		switch {
		case v == "many" && u == "as", v == "much" && u == "as":
			return atMost, 3
		case v == "few" && u == "as", v == "little" && u == "as":
			return atLeast, 3
		}
	case "least":
		if v == "at" {
			return atLeast, 2
		}
		if v == "the" && u == "at" {
			return atLeast, 3
		}
	case "most":
		if v == "at" {
			return atMost, 2
		}
		if v == "the" && u == "at" {
			return atMost, 3
		}
	case "estimated":
		return about, 1 + determiner(v)
	case "<", ">", "=", "≤", "≥":
		return p.signs(i)
	default:
		return oneWord(w, v)
	}
	return exact, 0
}

// ofBound reads "upwards of", "in excess of", "a maximum of".
func ofBound(v, u string) (bound, int) {
	switch {
	case v == "upwards" || v == "upward":
		return atLeast, 2
	case v == "excess" && u == "in":
		return moreThan, 3
	case v == "minimum":
		return atLeast, 2 + determiner(u)
	case v == "maximum":
		return atMost, 2 + determiner(u)
	}
	return exact, 0
}

func determiner(w string) int {
	if w == "a" || w == "an" {
		return 1
	}
	return 0
}

func equals(w string) bool {
	return w == "equal" || w == "equals" || w == "equaling" || w == "equalling"
}

// signs reads a comparison written as in a formula: ">", "< =", "≥".
func (p *parser) signs(i int) (bound, int) {
	op, k := "", 0
	for ; k < 4; k++ {
		w := p.lower(i - 1 - k)
		if w != "<" && w != ">" && w != "=" && w != "≤" && w != "≥" {
			break
		}
		op = w + op
	}
	switch op {
	case ">":
		return moreThan, 1
	case "<":
		return lessThan, 1
	case ">=", "≥":
		return atLeast, k
	case "<=", "≤":
		return atMost, k
	}
	return exact, 0
}

// than reads "more than", "no fewer than", "less or equal than" and "equal to or
// more than", which end before token i.
func (p *parser) than(i int) (bound, int) {
	if p.lower(i-2) == "equal" && p.lower(i-3) == "or" {
		b, k := comparison(p.lower(i-4), p.lower(i-5))
		if k == 0 {
			return exact, 0
		}
		return b.inclusive(), k + 2
	}
	b, k := comparison(p.lower(i-2), p.lower(i-3))
	if k > 0 && p.lower(i-k-1) == "or" && p.lower(i-k-2) == "to" && equals(p.lower(i-k-3)) {
		return b.inclusive(), k + 3
	}
	return b, k
}

// equalTo reads "equal to", "less than or equal to" and "at least or equal to",
// which end before token i.
func (p *parser) equalTo(i int) (bound, int) {
	if p.lower(i-3) != "or" {
		return equal, 2
	}
	if p.lower(i-4) == "than" {
		if b, k := comparison(p.lower(i-5), p.lower(i-6)); k > 0 {
			return b.inclusive(), k + 3
		}
	}
	if b, k := comparison(p.lower(i-4), p.lower(i-5)); k > 0 {
		return b.inclusive(), k + 2
	}
	if b, k := p.boundBefore(i - 3); b == atLeast || b == atMost {
		return b, k + 3
	}
	return equal, 2
}

// oneWord reads a bound of one word w, with the adverb v before it. Behind a
// verb of moving or speaking "over" and "about" are no bounds: "handed over two".
func oneWord(w, v string) (bound, int) {
	n := 1
	if v == "well" || v == "just" || v == "slightly" || v == "far" {
		n = 2
	}
	switch w {
	case "over":
		if n == 1 && particled(v) {
			return exact, 0
		}
		return moreThan, n
	case "above", "exceeding", "exceeds", "exceed", "exceeded", "surpassing", "surpass", "surpassed", "surpasses", "topped", "topping":
		return moreThan, n
	case "under", "below":
		return lessThan, n
	case "about":
		if spoken(v) {
			return exact, 0
		}
		return about, 1
	case "around", "approximately", "roughly", "circa", "some", "nearly", "almost", "perhaps", "c.", "ca", "ca.", "approx", "approx.", "virtually":
		return about, 1
	}
	return exact, 0
}

// particled reports whether w makes one verb with "over".
func particled(w string) bool {
	switch w {
	case "hand", "hands", "handed", "handing", "turn", "turns", "turned", "turning", "take", "takes", "took", "taken", "taking", "run", "ran", "running",
		"knock", "knocked", "knocking", "pull", "pulled", "pulling", "bring", "brought", "sign", "signed", "win", "won", "pass", "passed", "drove", "driven":
		return true
	}
	return false
}

// spoken reports whether w is spoken or known "about" something.
func spoken(w string) bool {
	switch w {
	case "talk", "talks", "talked", "talking", "spoke", "speak", "speaks", "spoken", "speaking", "asked", "ask", "told", "tell", "heard", "hear", "know",
		"knows", "knew", "known", "information", "details", "question", "questions", "questioned", "report", "reports", "story", "stories", "write",
		"writes", "wrote", "written", "think", "concerned", "concerns", "worried", "warned", "warning", "something", "anything", "more":
		return true
	}
	return false
}

// comparison reads "more than", "no fewer than" and the like.
func comparison(v, u string) (bound, int) {
	no := u == "no" || u == "not"
	n := 2
	if no || u == "many" || u == "far" || u == "little" || u == "slightly" || u == "well" {
		n = 3
	}
	switch v {
	case "more", "greater", "larger", "bigger", "higher", "older", "longer", "taller", "heavier":
		if no {
			return atMost, n
		}
		return moreThan, n
	case "fewer", "less", "smaller", "lower", "younger", "shorter", "lighter":
		if no {
			return atLeast, n
		}
		return lessThan, n
	}
	return exact, 0
}

// boundAfter reads the words from token i on: "or more", "or so", "-odd".
func (p *parser) boundAfter(i int) (bound, int) {
	switch w, v := p.lower(i), p.lower(i+1); {
	case w == "or" || w == "and":
		return p.orMore(i, w, v)
	case w == "at" && (v == "least" || v == "most") && p.ended(i+2):
		if v == "least" {
			return atLeast, 2
		}
		return atMost, 2
	case w == "+" && p.a.Tokens[i].Span.Start == p.a.Tokens[i-1].Span.End, w == "plus" && v != "":
		return atLeast, 1
	case w == "odd":
		return about, 1
	case w == "-" && v == "odd" && p.a.Tokens[i].Span.Start == p.a.Tokens[i-1].Span.End:
		return about, 2
	}
	return exact, 0
}

// orMore reads "or more", "and above", "or greater than" at the end, "or so".
func (p *parser) orMore(i int, w, v string) (b bound, k int) {
	switch v {
	case "more", "above", "greater", "upward", "upwards", "over", "older", "higher", "better", "larger":
		b, k = atLeast, 2
	case "fewer", "less", "under", "below", "younger", "lower", "smaller":
		b, k = atMost, 2
	case "so", "thereabouts":
		if w == "or" {
			return about, 2
		}
	}
	switch {
	case k == 0:
		return exact, 0
	case p.lower(i+2) == "than" && p.ended(i+3):
		return b, 3
	case p.lower(i+2) == "than":
		return exact, 0
	case v == "over" || v == "under" || v == "above" || v == "below" || w == "and" && v != "more":
		if !p.ended(i + 2) {
			return exact, 0
		}
	case w == "and" && p.goesOn(i+2):
		return exact, 0
	}
	return b, k
}

// orEqual is the number of tokens from token i on that allow the number itself:
// "or equal", "or equal to it"; no number may follow.
func (p *parser) orEqual(i int) int {
	switch {
	case p.lower(i) != "or" || !equals(p.lower(i+1)):
		return 0
	case p.lower(i+2) == "to" && (p.ended(i+3) || p.lower(i+3) == "it"):
		return 3
	case p.ended(i + 2):
		return 2
	}
	return 0
}

// ended reports whether the sentence ends, or a mark stands, at token i.
func (p *parser) ended(i int) bool {
	return i >= p.sent.Last || p.a.Tokens[i].Shape == nlp.Punct
}

// goesOn reports whether "and more" at the end before token i leads on to
// something else that is counted: "500 and more soldiers" does not, "500 and
// more of …" or a number does.
func (p *parser) goesOn(i int) bool {
	w := p.lower(i)
	return lookup(w).class != other || w == "of" || w == "than"
}
