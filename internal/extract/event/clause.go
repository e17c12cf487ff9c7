package event

import "dossier/internal/nlp"

// longest is how many words tell what happened where a clause beside it is told
// with it.
const longest = 32

// whole is where the clause of p ends that begins with the words [first, last): with
// the clauses that hang on its verb right behind it and tell what came of it or
// when, "killing two and wounding a third", "once the judge had signed". Times
// between are passed over; a clause that does not fit is left out whole.
func (r *reader) whole(p *nlp.Predicate, first, last int) int {
	if p.Noun || p.Attributive || first+longest <= last {
		return last
	}
	end := r.in.Sentences[p.Sentence].LastWord
	for i := last; i < end && i < first+longest; {
		dep := r.branch(i, p.Word)
		if dep < 0 {
			break
		}
		to := i + 1
		for to < end && r.branch(to, p.Word) == dep {
			to++
		}
		switch w := &r.in.Words[dep]; {
		case w.Rel == nlp.PunctRel && r.in.WordText(dep) == ",", r.timexAt(dep) >= 0:
		case w.Rel == nlp.Advcl && w.UPOS == nlp.VERB && r.lower(w.Token) != "according" && to <= first+longest:
			last = r.trim(first, to, p.Word)
		default:
			return last
		}
		i = to
	}
	return last
}

// branch is the word below which word i hangs on the verb at word top; -1 where it
// does not hang on it.
func (r *reader) branch(i, top int) int {
	for n := 0; n < 24; n++ {
		h := r.in.Words[i].Head
		if h == top {
			return i
		}
		if h < 0 {
			return -1
		}
		i = h
	}
	return -1
}

// untimed is where the words [first, head) begin without the time that leads them: the
// chronology tells it beside them.
func (r *reader) untimed(first, head int) int {
	from := first
	for i := first; i < head; i++ {
		w := &r.in.Words[i]
		switch {
		case r.timexAt(i) >= 0:
			if t := &r.in.Times[r.timexAt(i)]; t.Attributive || t.Kind != nlp.Date && t.Kind != nlp.Clock || r.headed(i, t) {
				return from
			}
			from = i + 1
		case w.UPOS == nlp.ADP || w.Rel == nlp.PunctRel && r.in.WordText(i) == "," && from == i || r.ofClock(i) && from == i:
			if from == i && w.UPOS != nlp.ADP {
				from = i + 1
			}
		default:
			return from
		}
	}
	return from
}

// headed reports whether the time that holds word i belongs to a noun behind it:
// "Monday's raid", "the 2016 attack".
func (r *reader) headed(i int, t *nlp.Timex) bool {
	for k := i; k < len(r.in.Words) && r.in.Words[k].Token < t.Last; k++ {
		w := &r.in.Words[k]
		if w.Rel == nlp.NmodPoss || w.Rel == nlp.Nsubj || w.Rel == nlp.NsubjPass {
			return true
		}
	}
	return false
}

// ofClock reports whether word i only says whose time the clock shows.
func (r *reader) ofClock(i int) bool {
	switch r.lower(r.in.Words[i].Token) {
	case "local", "time":
		return i > 0 && r.timexAt(i-1) >= 0 || i > 1 && r.timexAt(i-2) >= 0
	}
	return false
}

// balanced is where the words [first, last) end so that no quotation is left open:
// before the mark that opens one, or behind the one that closes it.
func (r *reader) balanced(first, last, word int) int {
	open := -1
	for i := first; i < last; i++ {
		switch s := r.in.WordText(i); {
		case s == "“", s == "\"" && open < 0:
			open = i
		case s == "”", s == "\"":
			open = -1
		}
	}
	if open < 0 {
		return last
	}
	for i := last; i < len(r.in.Words) && i < last+3; i++ {
		if s := r.in.WordText(i); s == "”" || s == "\"" {
			return i + 1
		}
	}
	if open > word {
		return r.trim(first, open, word)
	}
	return last
}
