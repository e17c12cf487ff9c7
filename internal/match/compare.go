package match

// Against is the score of two documents that cannot tell of one incident.
const against = -2.0

// untied is the most that documents score which share neither day nor place nor
// more than a name or two: kind and country alone make no incident.
const untied = 1.0

// compare scores what two documents have in common; tell is told what counted,
// where it is not nil.
func compare(a, b *signature, tell func(why string)) float64 {
	sum := 0.0
	add := func(w float64, why string) {
		sum += w
		if tell != nil {
			tell(why)
		}
	}
	w, why := whenOf(a.date, b.date)
	if w == against {
		return against
	}
	if a.country != "" && b.country != "" {
		switch {
		case a.country == b.country:
			add(0.5, "same country")
		case a.states[b.country] || b.states[a.country]:
			add(-0.5, "other countries, one named by both")
		default:
			return against
		}
	}
	if why != "" {
		add(w, why)
	}
	tied := w >= 1
	if n := shared(a.places, b.places); n > 0 {
		tied = true
		add(1+0.5*min(n-1, 2), "same place")
	} else if len(a.places) > 0 && len(b.places) > 0 {
		add(-0.5, "other places")
	}
	if shared(a.types, b.types) > 0 {
		add(0.75, "same kind")
	} else if len(a.types) > 0 && len(b.types) > 0 {
		add(-0.5, "other kinds")
	}
	if shared(a.targets, b.targets) > 0 {
		add(0.5, "same kind of target")
	}
	if n := a.inCommon(b); n > 0 {
		tied = tied || n >= 1
		add(min(n, 2), "names in common")
	}
	if !tied {
		return min(sum, untied)
	}
	return sum
}

// whenOf is what two dates tell. A document's own date stands for a day not long
// before; one worked out from others may be some weeks off; two that are stated
// must meet.
func whenOf(a, b span) (float64, string) {
	if !a.known || !b.known {
		return 0, ""
	}
	days, length := a.apart(b), max(a.days(), b.days())
	own, relative := a.own || b.own, a.relative || b.relative
	switch {
	case days <= 1 && length <= 10:
		return 2, "same day"
	case days <= 1 && length <= 31:
		return 1.5, "same month"
	case days <= 1:
		return 0.5, "same year"
	case own && days <= 14:
		return 1, "within two weeks"
	case relative && days <= 31:
		return 0, ""
	case own && days <= 500:
		return -0.75, "told of much later"
	}
	return against, "other days"
}

func shared(a, b map[string]bool) float64 {
	n := 0.0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}
