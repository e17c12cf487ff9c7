package timex

import "dossier/internal/nlp"

// comparisons are the words and marks before a time that lead away from it.
var comparisons = map[string]nlp.Modifier{
	"before": nlp.Before, "after": nlp.After, "since": nlp.Since, "until": nlp.Until, "till": nlp.Until, "by": nlp.Until, "through": nlp.Until,
	"<": nlp.Before, ">": nlp.After,
}

// direction is what the words around atoms [i, j) make of a time: "before",
// "since", "more than", "or later".
func (r *reader) direction(i, j int, kind nlp.TimeKind) nlp.Modifier {
	if kind == nlp.Duration {
		return r.bound(i)
	}
	prev := r.word(i - 1)
	if m, ok := comparisons[prev]; ok {
		return m
	}
	if m := r.compared(i, j); m != "" {
		return m
	}
	if m := r.orLater(j); m != "" {
		return m
	}
	if kind == nlp.Clock && roughly(prev) {
		return nlp.Approx
	}
	return ""
}

// compared is the direction that a comparison of several words before atoms [i, j)
// gives.
func (r *reader) compared(i, j int) nlp.Modifier {
	prev, before := r.word(i-1), r.word(i-2)
	switch prev {
	case "=":
		return orEqual(comparisons[before])
	case "on", "in", "at", "to":
		switch {
		case before == "or": // "before or on"
			return orEqual(r.comparison(i - 3))
		case prev == "to" && before == "prior":
			return nlp.Before
		case prev == "to" && before == "equal" && r.word(i-3) == "or":
			return orEqual(r.comparison(i - 4))
		}
	case "of":
		if before == "advance" {
			return nlp.Before
		}
	case "than":
		return r.than(i, j)
	case "from":
		if before == "starting" || before == "beginning" || before == "effective" {
			return nlp.Since
		}
	case "with":
		if before == "ending" {
			return nlp.Before
		}
	}
	return ""
}

// than is the direction of "later than", "no later than", "more than" before atoms
// [i, j).
func (r *reader) than(i, j int) nlp.Modifier {
	m := r.comparison(i - 1)
	if r.word(i-2) == "more" {
		m = nlp.After
		for k := i; k < j; k++ {
			if w := r.word(k); w == "before" || w == "ago" {
				m = nlp.Before
			}
		}
	}
	if m == "" {
		return ""
	}
	switch r.word(i - 3) {
	case "no", "not":
		return orEqual(opposite(m))
	case "or":
		return orEqual(m)
	}
	return m
}

// orLater is the direction of "or later", "and after" behind atom j.
func (r *reader) orLater(j int) nlp.Modifier {
	w, next := r.word(j), r.word(j+1)
	switch {
	case w != "or" && (w != "and" || !r.partEnds(j+2)):
	case next == "after" || next == "later":
		return nlp.Since
	case w == "or" && (next == "before" || next == "earlier"):
		return nlp.Until
	}
	return ""
}

// comparison is the direction of "before", "later than" and their like, whose last
// word is atom i.
func (r *reader) comparison(i int) nlp.Modifier {
	if r.word(i) == "than" {
		switch r.word(i - 1) {
		case "later":
			return nlp.After
		case "earlier", "sooner":
			return nlp.Before
		}
		return ""
	}
	return comparisons[r.word(i)]
}

func orEqual(m nlp.Modifier) nlp.Modifier {
	switch m {
	case nlp.Before:
		return nlp.Until
	case nlp.After:
		return nlp.Since
	}
	return m
}

func opposite(m nlp.Modifier) nlp.Modifier {
	if m == nlp.After {
		return nlp.Before
	}
	return nlp.After
}

// bound is what the words before atom i make of a length: "more than", "at least",
// "up to", "about".
func (r *reader) bound(i int) nlp.Modifier {
	prev, before := r.word(i-1), r.word(i-2)
	switch {
	case prev == "than" && before == "more" || prev == "over" || prev == "least" && before == "at":
		return nlp.More
	case prev == "than" && (before == "less" || before == "fewer") || prev == "under" || prev == "to" && before == "up" || prev == "within":
		return nlp.Less
	case roughly(prev) || prev == "almost" || prev == "some":
		return nlp.Approx
	}
	return ""
}

func roughly(w string) bool {
	switch w {
	case "around", "about", "approximately", "roughly", "nearly", "circa":
		return true
	}
	return false
}
