package casualty

import "dossier/internal/nlp"

// left reads the people who stand before token e.
func (r *reader) left(f *finding, e int) {
	if r.low(e-1) == "whom" { // four of whom were hurt
		if n := r.endingAt(e - 3); n != nil && r.low(e-2) == "of" && n.Kind == nlp.Cardinal {
			f.groups = append(f.groups, group{first: n.First, last: e, count: n.Count, numbered: true, category: all})
		}
		return
	}
	lo, antecedent := r.clauseStart(e)
	if antecedent > 0 {
		e = antecedent
	}
	var buf [12]group
	gs := buf[:0]
	for i := lo; i < e && len(gs) < cap(gs); {
		g, ok := r.group(i, e)
		if !ok {
			i++
			continue
		}
		if r.age(&g) || r.agesBefore(&g) {
			i = g.last
			continue
		}
		g.prefixed = r.prepositionBefore(i) && !r.bareAt(&g, e) && !r.hangsOn(f, &g) || r.aside(&g) || r.predicate(&g)
		gs = append(gs, g)
		i = g.last
	}
	gs = r.apposed(gs)
	for m := 1; m < len(gs); m++ {
		if gs[m].of && r.someOf(&gs[m]) { // "nine civilians, six of them women and two children"
			f.part = append(f.part, gs[m:]...)
			gs = gs[:m]
		}
	}
	k := r.nearest(gs, e)
	if k < 0 {
		r.agent(f, e)
		return
	}
	for _, g := range gs[k+1:] {
		if r.amongBefore(g.first) || g.of {
			f.part = append(f.part, g)
		}
	}
	f.groups = append(f.groups, gs[k])
	if g := &gs[k]; g.total() && g.last == e && r.endingAt(e-1) != nil {
		return // "29 children and 48 wounded"
	}
	for k--; k >= 0 && r.conjoined(gs[k].last, gs[k+1].first, len(f.groups) > 1); k-- {
		f.groups = append(f.groups, gs[k])
	}
	reverse(f.groups)
}

func reverse(gs []group) {
	for i, j := 0, len(gs)-1; i < j; i, j = i+1, j-1 {
		gs[i], gs[j] = gs[j], gs[i]
	}
}

// nearest is the group that a word of harm at or behind token e counts: the last
// one that no preposition puts aside, a numbered one before others.
func (r *reader) nearest(gs []group, e int) int {
	best := -1
	for k := len(gs) - 1; k >= 0; k-- {
		g := &gs[k]
		if g.prefixed {
			continue
		}
		if best < 0 || g.numbered && !gs[best].numbered && gs[best].pronoun {
			best = k
		}
		if gs[best].numbered {
			break
		}
		if e-g.last > 14 {
			break
		}
	}
	return best
}

// bareAt reports whether g is a bare number right before token e, whatever stands
// before it: "spoke of 150 wounded"; but not "three of 150 wounded".
func (r *reader) bareAt(g *group, e int) bool {
	return g.total() && g.last == e && r.low(g.first-1) == "of" && r.endingAt(g.first-2) == nil
}

// hangsOn reports whether the participle of f hangs on g, whatever g hangs on in its
// turn: "families of the six tourists killed when a bomb went off".
func (r *reader) hangsOn(f *finding, g *group) bool {
	return g.numbered && !g.of && g.last == f.word && r.endingAt(g.first-2) == nil
}

// apposed is gs without what tells once more of somebody named beside it: "the
// attacker, Ana Ruiz, was", "Ana Ruiz, a teacher, and". The name takes the category.
func (r *reader) apposed(gs []group) []group {
	out := gs[:0]
	for _, g := range gs {
		if k := len(out) - 1; k >= 0 && r.oneTwice(&out[k], &g) {
			if out[k].category == anyone || out[k].category == all {
				out[k].category = g.category
			}
			out[k].named = true
			out[k].last = g.last
			continue
		}
		out = append(out, g)
	}
	return out
}

// oneTwice reports whether h, set apart by commas, is the one person g again, one of
// them by name and one by description.
func (r *reader) oneTwice(g, h *group) bool {
	if g.numbered || h.numbered || g.pronoun || h.pronoun || r.spelt(g) == r.spelt(h) || h.extra || h.first != g.last+1 || r.low(g.last) != "," {
		return false
	}
	if g.named && r.low(h.first) == "her" || r.low(h.first) == "his" {
		return false // "Ana Ruiz, her son, and"
	}
	switch w := r.low(h.last); {
	case w == ",", w == "", being(w), having(w), w == ".", w == ";":
		return true
	}
	return false
}

// spelt reports whether the name of a person stands in g.
func (r *reader) spelt(g *group) bool {
	for i := g.first; i < g.last; i++ {
		if r.personAt(i) != nil {
			return true
		}
	}
	return false
}

// age reports whether g is the age of whoever is named before it: "Ana Ruiz, also
// 32, and".
func (r *reader) age(g *group) bool {
	i := g.first - 1
	if w := r.low(i); w == "also" || w == "aged" {
		i--
	}
	return g.total() && g.last == g.first+1 && r.low(i) == "," && (r.low(g.last) == "," || r.low(g.last) == "and") && i > 0 && r.personEnding(i)
}

// agesBefore reports whether g is one of several ages: "two youths aged 16 and 17".
func (r *reader) agesBefore(g *group) bool {
	if !g.total() || g.last != g.first+1 {
		return false
	}
	for k := g.first - 1; k >= max(r.sent.First, g.first-7); k-- {
		switch w := r.low(k); {
		case w == "aged" || w == "ages":
			return true
		case w == "," || w == "and" || w == "between" || r.in.Tokens[k].Shape == nlp.Digit:
		default:
			return false
		}
	}
	return false
}

// personEnding reports whether the name of a person ends before token i.
func (r *reader) personEnding(i int) bool {
	for k := i - 1; k >= max(r.sent.First, i-5); k-- {
		if n := r.personAt(k); n != nil {
			return n.Last == i
		}
	}
	return false
}

// conjoined reports whether the group that ends before token a and the one that
// starts with token b are told side by side.
func (r *reader) conjoined(a, b int, listed bool) bool {
	and := false
	if r.low(a) == "," && r.low(a+2) == "," {
		if n := r.numberAt(a + 1); n != nil && n.Last == a+2 && r.personEnding(a) {
			a += 2 // "Ana Ruiz, 31, driver Bo Holm and"
		}
	}
	for i := a; i < b; i++ {
		switch w := r.low(i); {
		case w == "and" || w == "plus":
			and = true
		case w == ",":
		case breaks(w) || being(w) || r.isHarm(i) || b-a > 7:
			return false
		}
	}
	return and && b-a <= 7 || listed && b-a == 1 && r.low(a) == ","
}

// predicate reports whether g is what is said of somebody: "was 101 and died".
func (r *reader) predicate(g *group) bool {
	return g.total() && being(r.low(g.first-1)) && (r.low(g.last) == "and" || r.low(g.last) == ",")
}

// aside reports whether g tells of some of the people before it: ", two of them
// children,".
func (r *reader) aside(g *group) bool {
	if !g.of || r.low(g.first-1) != "," {
		return false
	}
	for i := g.first; i < g.last; i++ {
		if w := r.low(i); w == "them" || w == "whom" {
			return true
		}
	}
	return false
}

// amongBefore reports whether "including" or "among them" stands before token i.
func (r *reader) amongBefore(i int) bool {
	return r.low(i-1) == "including" || r.low(i-2) == "among"
}

// agent takes for "before being shot dead", whose people are not named, the
// attacker of the clause before.
func (r *reader) agent(f *finding, e int) {
	if w := r.low(e - 1); w != "before" && w != "after" || r.low(e) != "being" {
		return
	}
	for i := r.sent.First; i < e-1; i++ {
		if g, ok := r.group(i, e-1); ok && g.category == perpetrators && g.count.IsExact() && g.count.Min == 1 {
			f.groups = append(f.groups, g)
			return
		}
	}
}

func (r *reader) prepositionBefore(i int) bool {
	switch r.low(i - 1) {
	case "in", "at", "on", "by", "near", "from", "with", "of", "to", "for", "into", "outside", "inside", "against", "between", "through", "among", "than", "including", "besides", "like":
		return r.low(i-1) != "with"
	case "them", "whom":
		return r.low(i-2) == "among"
	}
	return false
}

// clauseStart is the token where the clause that ends before token e starts.
// When the clause is relative, antecedent is the end of what it hangs on: "two
// guards who were killed".
func (r *reader) clauseStart(e int) (start, antecedent int) {
	i := e
	if w := r.low(i - 1); w == "who" || w == "whom" || w == "which" || w == "that" {
		i--
		if r.low(i-1) == "," {
			i--
		}
		antecedent = i
	}
	for i > r.from {
		if w := r.low(i - 1); breaks(w) && !(w == "as" && (r.low(i) == "many" || r.low(i) == "few" || r.low(i-2) == "many" || r.low(i-2) == "few")) {
			break
		}
		i--
	}
	return i, antecedent
}
