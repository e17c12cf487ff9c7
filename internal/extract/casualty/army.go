package casualty

// What armies and ministries say in statements for being killed.

// price reads "two soldiers paid the supreme price": those before the verb.
func (r *reader) price(f *finding) int {
	t := f.word
	switch r.low(t - 1) {
	case "supreme", "ultimate":
	default:
		return t + 1
	}
	for k := t - 2; k >= max(r.from, t-4); k-- {
		switch r.low(k) {
		case "paid", "pay", "made", "paying":
			r.left(f, r.subject(f, k))
			return t + 1
		}
	}
	return t + 1
}

// losses reads "we lost six soldiers", "the army lost two men": a number of those
// who serve behind the verb.
func (r *reader) losses(f *finding) int {
	t := f.word
	g, ok := r.group(t+1, r.sent.Last)
	if !ok || !g.numbered || g.of {
		return t + 1
	}
	switch g.category {
	case military, police, security:
	case anyone:
		if w := r.low(g.last - 1); w != "men" && w != "fighters" && w != "members" {
			return t + 1
		}
	default:
		return t + 1
	}
	f.active = true
	f.groups = append(f.groups, g)
	return g.last
}

// foe reports whether w names those whom an army fights.
func foe(w string) bool {
	switch w {
	case "enemy", "attacker", "insurgent", "militant", "terrorist", "bandit", "rebel", "intruder", "guerrilla":
		return true
	}
	return false
}
