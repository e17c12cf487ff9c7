package quant

import (
	"math"

	"dossier/internal/count"
)

// bound is what the words around a number say about it.
type bound uint8

const (
	exact    bound = iota
	atLeast        // n or more
	moreThan       // n + 1 or more
	atMost         // n or fewer
	lessThan       // n - 1 or fewer
	about          // near n
)

// limits maps a number onto bounds: "more than 5" begins at 6, "fewer than 5"
// ends at 4.
func limits(c count.Count, b bound) count.Count {
	switch b {
	case atLeast:
		c.Max = count.Open
	case moreThan:
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
	case "than":
		return comparison(v, u)
	case "to":
		switch {
		case v == "up":
			return atMost, 2
		case v == "close" || v == "equal" && u == "or":
			return about, 2
		}
	case "of":
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
	case "most":
		if v == "at" {
			return atMost, 2
		}
	case "estimated":
		return about, 1 + determiner(v)
	default:
		return oneWord(w, v)
	}
	return exact, 0
}

func determiner(w string) int {
	if w == "a" || w == "an" {
		return 1
	}
	return 0
}

// oneWord reads a bound of one word w, with the adverb v before it.
func oneWord(w, v string) (bound, int) {
	n := 1
	if v == "well" || v == "just" || v == "slightly" || v == "far" {
		n = 2
	}
	switch w {
	case "over", "above", "exceeding", "exceeds", "exceed", "exceeded", "surpassing", "surpass":
		return moreThan, n
	case "under", "below":
		return lessThan, n
	case "about", "around", "approximately", "roughly", "circa", "some", "nearly", "almost", "perhaps", "c.", "ca", "ca.", "approx", "approx.":
		return about, 1
	}
	return exact, 0
}

// comparison reads "more than", "no fewer than" and the like.
func comparison(v, u string) (bound, int) {
	no := u == "no" || u == "not"
	n := 2
	if no {
		n = 3
	} else if u == "many" || u == "far" || u == "little" || u == "slightly" || u == "well" {
		n = 3
	}
	switch v {
	case "more", "greater", "larger", "bigger", "higher":
		if no {
			return atMost, n
		}
		return moreThan, n
	case "fewer", "less", "smaller", "lower":
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
	case (w == "or" || w == "and") && (v == "more" || v == "above" || v == "greater" || v == "upward" || v == "upwards" || v == "over"):
		if p.lower(i+2) == "than" || w == "and" && v != "more" || w == "and" && p.goesOn(i+2) {
			return exact, 0
		}
		return atLeast, 2
	case w == "or" && (v == "fewer" || v == "less"):
		if p.lower(i+2) == "than" {
			return exact, 0
		}
		return atMost, 2
	case w == "or" && v == "so":
		return about, 2
	case w == "+" && p.a.Tokens[i].Span.Start == p.a.Tokens[i-1].Span.End, w == "plus" && v != "":
		return atLeast, 1
	case w == "odd":
		return about, 1
	}
	return exact, 0
}

// goesOn reports whether "and more" at the end before token i leads on to
// something else that is counted: "500 and more soldiers" does not, "500 and
// more of …" or a number does.
func (p *parser) goesOn(i int) bool {
	c, _, _ := lookup(p.lower(i))
	return c != other || p.lower(i) == "of" || p.lower(i) == "than"
}
