package ner

import (
	"strings"
	"unicode/utf8"

	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// sure is the score from which a run of name words is a person whatever the
// rest of the document says.
const sure = 3

// personByGiven reports whether a person's name starts at i although the
// lexicon knows the word as a place too: "Paris Hilton".
func (r *reader) personByGiven(i, j int) bool {
	w := &r.words[i]
	if !w.given || w.hit.n != 1 || w.hit.kind != entity.Place || i+1 >= j {
		return false
	}
	next := &r.words[i+1]
	return next.cap && next.class&(office|head|group|facility|placeHead|other) == 0 && next.hit.kind == "" && !next.common
}

// personEnd is the end of the run of plain name words that starts at i.
func (r *reader) personEnd(i, j int) int {
	k := i + 1
	for k < j && k < i+6 {
		w := &r.words[k]
		switch {
		case r.is(k, suffix):
			return k + 1
		case !w.cap:
			next := k
			for r.is(next, particle) && !r.words[next].cap && next < k+3 {
				next++
			}
			if next == k || next >= j || !r.words[next].cap {
				return k
			}
			k = next + 1
			continue
		case r.is(k, particle):
		case w.hit.kind != "" && !(w.hit.kind == entity.Place && w.hit.n == 1 && r.words[i].given && k == i+1):
			return k
		case r.is(k, office|title|head|group|facility|placeHead|other) && !w.given && !r.surname(i, k, j):
			return k
		case r.is(k, title) && r.a.Tokens[k].Lower[len(r.a.Tokens[k].Lower)-1] == '.':
			return k
		}
		k++
	}
	return k
}

// surname reports whether word k, though it could be a title or a head word,
// ends a person's name: "Martin King".
func (r *reader) surname(i, k, j int) bool {
	return k == j-1 && k > i && (r.words[k-1].given || initial(r.a.TokenText(k-1)))
}

// initial reports whether s is a letter with its period: "J.".
func initial(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	return n < len(s) && s[n:] == "."
}

// person adds the run [i, e) of plain name words; what precedes it from token
// from on (none: -1) is an office or title.
func (r *reader) person(i, e, from int) {
	score := r.personScore(i, e, from)
	c := r.add(i, e, entity.Person)
	c.score, c.doubtful = score, score < sure
	if from >= 0 && from < i {
		r.setPosition(c, from, i)
	}
}

// setPosition makes tokens [from, to) before a name its position, less
// the titles at its end.
func (r *reader) setPosition(c *candidate, from, to int) {
	for to > from && (r.is(to-1, title) && !r.is(to-1, office) || r.a.Tokens[to-1].Shape == nlp.Punct) {
		to--
	}
	for from < to && (r.is(from, title) && !r.is(from, office|modifier) || r.lower(from) == "the") {
		from++
	}
	for k := from; k < to; k++ {
		if r.is(k, office|role) {
			c.Position = r.a.SpanOf(from, to)
			return
		}
	}
}

// personScore weighs what the words [i, e) and those beside them say for a
// person.
func (r *reader) personScore(i, e, from int) int {
	return r.form(i, e) + r.before(i, e, from) + r.after(i, e)
}

// form weighs the words of the name themselves.
func (r *reader) form(i, e int) int {
	n, score, given := 0, 0, false
	for k := i; k < e; k++ {
		w := &r.words[k]
		switch s := r.a.TokenText(k); {
		case k > i && r.is(k, particle), prefixed(s) && k > i:
			score++
			continue
		case initial(s):
			score++
			continue
		case w.given && !given && k-i <= 1:
			given = true
		case w.common && !w.given:
			score--
		case r.a.Tokens[k].Shape == nlp.Upper && r.mode == running && len(s) > 1 && !r.is(k, suffix):
			score -= 2
		case strings.IndexByte(s, '_') >= 0 || r.a.Tokens[k].Shape == nlp.Mixed && !prefixed(s):
			score -= 2
		}
		n++
	}
	if n > 1 && isSurname(r.a.Tokens[e-1].Lower) {
		score++
	}
	switch {
	case n == 0: // nothing but initials
		return -9
	case given && n > 1:
		score += 2
	case given:
		score++
	}
	if n > 1 && n < 5 {
		score++
	}
	return score
}

// prefixed reports whether s is a name with its article: "al-Sisi", "El-Sisi".
func prefixed(s string) bool {
	i := strings.IndexByte(s, '-')
	if i <= 0 || i > 3 {
		return false
	}
	return classes[strings.ToLower(s[:i])]&particle != 0
}

// before weighs what stands before the name.
func (r *reader) before(i, e, from int) int {
	if from >= 0 {
		for k := from; k < i; k++ {
			if r.is(k, office|title|role) {
				return 3
			}
		}
	}
	p := i - 1
	if r.is(p, particle) {
		p--
	}
	switch {
	case r.lower(p) == "the":
		return -3
	case r.lower(p) == "a" || r.lower(p) == "an":
		return -2
	case r.is(p, office|title|role) && !r.is(p, head) && !r.plural(p):
		return 3
	case r.is(p, kin):
		if e == i+1 && r.lower(p) != "named" && r.lower(p) != "called" && r.lower(p) != "identified" && !r.plural(p) {
			return 3
		}
		return 2
	case r.is(p, locative) && e == i+1:
		return -2
	case r.lower(p) == "as" && r.is(p-1, kin):
		return 2
	case strings.HasSuffix(r.lower(p), "-year-old"), strings.HasSuffix(r.lower(p), "-years-old"):
		return 3
	case r.lower(p) == ",":
		if from, to := r.acrossComma(i); from < to {
			return 3
		}
	}
	return r.besidePerson(i)
}

// besidePerson is the evidence of a person's name right before, joined by "and"
// or a comma.
func (r *reader) besidePerson(i int) int {
	if len(r.names) == 0 || r.lower(i-1) != "and" && r.lower(i-1) != "," {
		return 0
	}
	if p := &r.names[len(r.names)-1]; p.Kind == entity.Person && p.score >= 2 && p.Last == i-1 {
		return 1
	}
	return 0
}

// plural reports whether token i is a plain plural: "officials".
func (r *reader) plural(i int) bool {
	w := r.lower(i)
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's'
}

// after weighs what follows the name.
func (r *reader) after(i, e int) int {
	switch w := r.lower(e); {
	case w == ",":
		return r.afterComma(e + 1)
	case w == "(" && r.age(e+1) && r.lower(e+2) == ")":
		return 3
	case w == "who", w == "whose":
		return 2
	case w == "of" && r.lower(e+1) == "the" && e > i+1 && r.isName(e+2):
		return 1
	case r.is(e, speech):
		return 1
	case w == "'s" || w == "’s":
		if r.is(e+1, kin) || r.lower(e+1) == "lawyer" || r.lower(e+1) == "body" {
			return 2
		}
	case w == "was" || w == "is" || w == "had" || w == "has" || w == "died" || w == "himself" || w == "herself":
		if e > i+1 {
			return 1
		}
	}
	return 0
}

func (r *reader) afterComma(k int) int {
	if r.age(k) {
		return 3
	}
	if r.lower(k) == "who" || r.lower(k) == "whose" || r.lower(k) == "aged" {
		return 2
	}
	if w := r.lower(k); w == "the" || w == "a" || w == "an" || w == "his" || w == "her" {
		k++
	}
	if r.is(k, kin) || r.opensDescription(k) {
		return 2
	}
	return 0
}

// age reports whether token i can be somebody's age.
func (r *reader) age(i int) bool {
	if i >= r.last || r.a.Tokens[i].Shape != nlp.Digit {
		return false
	}
	s := r.lower(i)
	return len(s) <= 2 && (r.lower(i+1) == "," || r.lower(i+1) == ")" || r.lower(i+1) == "." || r.lower(i+1) == "and")
}
