package ner

import (
	"slices"

	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// called makes organisations and groups of the capitalised words of which the text
// says beside them what they are, whatever else they were taken for: "Haki Africa, a
// rights group,", "the newspaper Le Nouvelliste". Persons stay persons.
func (r *reader) called() {
	r.initials()
	told := map[string]entity.Kind{}
	defer func() { r.calledAgain(told) }()
	for _, s := range r.a.Sentences {
		r.first, r.last, r.mode = s.First, s.Last, r.modeOf(s)
		if r.mode != running {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			switch {
			case r.lower(i) == "," && (r.lower(i+1) == "a" || r.lower(i+1) == "an" || r.lower(i+1) == "the"):
				if k := r.bodyNoun(i + 2); k != "" {
					if b := r.capitalsBefore(i); b >= 0 {
						r.makeBody(b, i, k, false)
					}
				}
			case r.lower(i) == "the" || r.lower(i) == "a" || r.lower(i) == "private" || r.lower(i) == "local" || r.lower(i) == "daily":
				if e := r.capitalsFrom(i + 2); e > 0 && r.endsPhrase(e) {
					if k := namedBehind(r.lower(i + 1)); k != "" {
						if r.makeBody(i+2, e, k, true) && e-i > 3 {
							told[r.a.Text(r.a.SpanOf(i+2, e))] = k
						}
					}
				}
			}
		}
	}
}

// initials adds the initials right before a person's name to it: "K. P. Oli".
func (r *reader) initials() {
	for i := range r.names {
		c := &r.names[i]
		from := 0
		if i > 0 {
			from = r.names[i-1].Last
		}
		first := c.First
		for c.Kind == entity.Person && first-1 >= from && initial(r.a.TokenText(first-1)) && r.words[first-1].cap {
			first--
		}
		if first < c.First {
			c.First = first
			c.Span = r.a.SpanOf(c.First, c.Last)
		}
	}
}

// bodyNoun is the kind of what a noun phrase of at most four words, from token i on,
// is about, "" where it is no body: "rights group based in", "militia".
func (r *reader) bodyNoun(i int) entity.Kind {
	for k := i; k < min(r.last, i+4); k++ {
		w := r.lower(k)
		kind := bodyKind(w)
		if kind == "" {
			if t := &r.a.Tokens[k]; t.Shape != nlp.Lower && t.Shape != nlp.Title && t.Shape != nlp.Upper && t.Shape != nlp.Mixed {
				return ""
			}
			continue
		}
		switch r.lower(k + 1) {
		case "of":
			if w == "group" || w == "network" {
				return "" // "Larnaca, a group of tourists said"
			}
			return kind
		case ",", ".", "that", "which", "based", "in", "close", "linked", "run", "founded", "with", "for", "near", ";", ")":
			if kind == entity.Organisation && k > i && armed(r.lower(k-1)) {
				return entity.Group
			}
			return kind
		}
		return ""
	}
	return ""
}

// bodyKind is the kind of what noun w is for, "" for none.
func bodyKind(w string) entity.Kind {
	switch w {
	case "group", "organisation", "organization", "agency", "charity", "company", "firm", "newspaper", "daily", "magazine", "broadcaster", "website",
		"watchdog", "ngo", "foundation", "think-tank", "union", "network", "airline", "channel", "association":
		return entity.Organisation
	case "militia", "guerrilla", "militias", "faction":
		return entity.Group
	}
	return ""
}

// armed reports whether a group called so is an armed one.
func armed(w string) bool {
	switch w {
	case "armed", "militant", "rebel", "insurgent", "jihadist", "terrorist", "guerrilla", "islamist", "separatist", "extremist", "paramilitary", "terror":
		return true
	}
	return false
}

// namedBehind is the kind of what is named behind noun w: "the newspaper X", "the group
// X"; "" where that may be anything.
func namedBehind(w string) entity.Kind {
	switch w {
	case "newspaper", "daily", "weekly", "magazine", "broadcaster", "website", "charity", "watchdog", "ngo", "news-site", "tabloid":
		return entity.Organisation
	case "group", "militia", "guerrilla", "faction", "gang", "cartel", "network":
		return entity.Group
	}
	return ""
}

// capitalsFrom is the end of the one to five capitalised words that start at token i,
// 0 for none; days and months are no names.
func (r *reader) capitalsFrom(i int) int {
	e := i
	for e < min(r.last, i+5) && r.words[e].cap && r.words[e].class&calendar == 0 && (r.a.Tokens[e].Shape == nlp.Title || r.a.Tokens[e].Shape == nlp.Mixed || r.a.Tokens[e].Shape == nlp.Upper) {
		e++
	}
	if e == i {
		return 0
	}
	return e
}

// capitalsBefore is the first of the one to five capitalised words that end before
// token i, -1 for none. One word that may be capitalised for its place alone is none.
func (r *reader) capitalsBefore(i int) int {
	b := i
	for b > max(r.first, i-5) && r.words[b-1].cap && r.words[b-1].class&calendar == 0 && r.a.Tokens[b-1].Shape != nlp.Lower {
		b--
	}
	if b < i && r.lower(b) == "the" {
		b++
	}
	if b == i || i-b == 1 && (r.words[b].weak || r.words[b].common) || b > r.first && r.words[b-1].cap && i-b == 5 {
		return -1
	}
	return b
}

// makeBody makes tokens [i, j) a name of the given kind, unless a state, a body or a
// person stands there already; surely where a noun right before it says so, which counts
// more than what the words look like. It reports whether they are one now.
func (r *reader) makeBody(i, j int, kind entity.Kind, surely bool) bool {
	kept := make([]candidate, 0, len(r.names)+1)
	for k := range r.names {
		c := &r.names[k]
		if c.Last <= i || j <= c.First {
			kept = append(kept, *c)
			continue
		}
		whole := c.First == i && c.Last == j
		switch {
		case c.First < i || c.Last > j, c.Kind == entity.State && whole, c.Kind == entity.Person && (!surely || !whole && c.Last-c.First > 1 || r.words[c.First].given):
			return false
		case whole && (c.Kind == kind || !surely && (c.Kind == entity.Organisation || c.Kind == entity.Group)):
			return c.Kind == kind
		}
	}
	c := candidate{}
	c.First, c.Last, c.Kind, c.Entity = i, j, kind, -1
	c.Span = r.a.SpanOf(i, j)
	r.names = append(kept, c)
	slices.SortStableFunc(r.names, func(a, b candidate) int { return a.First - b.First })
	return true
}

// calledAgain gives names the kind that the text has told of them elsewhere.
func (r *reader) calledAgain(told map[string]entity.Kind) {
	if len(told) == 0 {
		return
	}
	for i := range r.names {
		c := &r.names[i]
		if k := told[r.a.Text(c.Span)]; k != "" && !c.Adjective && !c.bare {
			c.Kind = k
		}
	}
}
