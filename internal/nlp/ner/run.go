package ner

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// sentence reads the names of sentence i.
func (r *reader) sentence(i int) {
	s := r.a.Sentences[i]
	r.first, r.last = s.First, s.Last
	r.mode = r.modeOf(s)
	for k := s.First; k < s.Last; {
		switch {
		case r.isName(k):
			end := r.extend(k)
			r.cut(k, end)
			k = end
		case r.words[k].hit.n > 0 && r.words[k].hit.kind != "":
			k = r.addHit(k)
		case r.is(k, lowHead) && !r.words[k].cap:
			k = r.lowerHead(k)
		default:
			k++
		}
	}
}

// extend is where the run of name words that starts at i ends, connecting words
// included.
func (r *reader) extend(i int) int {
	j := r.step(i)
	for j < r.last {
		if r.isName(j) && !r.newSpeaker(j) {
			j = r.step(j)
			continue
		}
		k := r.connect(i, j)
		if k == 0 {
			return j
		}
		j = r.step(k)
	}
	return j
}

// step is the token after name word i, or after the lexicon's name that starts
// there.
func (r *reader) step(i int) int { return i + max(1, r.words[i].hit.n) }

// newSpeaker reports whether a name word after a single closing mark starts
// afresh; runs are cut at marks anyway, so only a full stop inside matters.
func (r *reader) newSpeaker(j int) bool {
	return strings.HasSuffix(r.lower(j-1), ".") && len(r.lower(j-1)) > 5 && !r.is(j-1, title|office|head|suffix)
}

// connect is the token at which the run [i, j) goes on after connecting words,
// 0 where it ends.
func (r *reader) connect(i, j int) int {
	prev := j - 1
	next := j + 1
	if r.lower(next) == "the" {
		next++
	}
	switch w := r.lower(j); w {
	case "of":
		if r.isName(next) && r.is(prev, head|group|office|domain|placeHead|facility|other|lowHead) {
			return next
		}
	case "for", "to", "on", "against":
		if r.isName(next) && r.is(prev, head|group|office) && (w == "for" || r.words[next].common) && !r.is(prev, speech) {
			return next
		}
	case "in":
		if r.isName(next) && r.diplomatic(i, j) {
			return next
		}
	case "and", "&":
		if r.isName(next) && r.joins(i, j) {
			return next
		}
	case "'s", "’s":
		if next == j+1 && r.isName(next) && r.owns(next) {
			return next
		}
	default:
		for next = j; r.is(next, particle) && !r.words[next].cap && next < j+3; next++ {
		}
		if next > j && r.isName(next) && !r.is(prev, head|office) {
			return next
		}
	}
	return 0
}

// diplomatic reports whether the run [i, j) names a mission, so that "in" and a
// place belong to it.
func (r *reader) diplomatic(i, j int) bool {
	for k := i; k < j; k++ {
		switch r.lower(k) {
		case "embassy", "embassies", "consulate", "consulates", "consulate-general", "mission", "congen":
			return true
		}
	}
	return false
}

// joins reports whether "and" at j joins two parts of one organisation's name:
// "Department of Foreign Affairs and Trade", "Peace and Freedom Party".
func (r *reader) joins(i, j int) bool {
	next := j + 1
	if r.lower(next) == "the" {
		next++
	}
	if r.words[next].hit.kind != "" || r.words[next].given && !r.words[next].common {
		return false
	}
	if r.is(j-1, domain) && r.is(next, domain) {
		return true
	}
	complement := false
	for k := i; k < j; k++ {
		switch {
		case r.is(k, head) && (r.lower(k+1) == "of" || r.lower(k+1) == "for"):
			complement = true
		case r.is(k, head|office) && !complement:
			return false
		}
	}
	if complement {
		return !r.is(next, office|title|head) && r.words[j-1].hit.n == 0 && (r.words[next].common || r.words[j-1].common)
	}
	return r.mode == running && j == i+1 && r.words[i].common && !r.words[i].weak && r.headWithin(next)
}

// headWithin reports whether the run from k on comes to a head word soon:
// "Freedom Party".
func (r *reader) headWithin(k int) bool {
	for n := k; n < k+3 && r.isName(n); n++ {
		if r.is(n, head|group) {
			return n > k
		}
	}
	return false
}

// owns reports whether the run that starts at i, after "'s", names something
// that is named by its owner: an office, an organisation, a group.
func (r *reader) owns(i int) bool {
	for k := i; k < i+6 && r.isName(k); k++ {
		if r.is(k, office|head|group) {
			return true
		}
	}
	return false
}

// cut cuts the run [i, j) into names.
func (r *reader) cut(i, j int) {
	from := -1 // where a position before a person may start
	for i < j {
		if n := r.knownAt(i, j); n > 0 {
			i, from = i+n, start(from, i)
			continue
		}
		if e := r.organisation(i, j); e > i {
			i, from = e, start(from, i)
			continue
		}
		switch {
		case !r.words[i].cap || r.is(i, never) && r.a.Tokens[i].Shape != nlp.Upper:
			i++ // a connecting word
		case r.personByGiven(i, j):
			e := r.personEnd(i, j)
			r.person(i, e, from)
			i, from = e, -1
		case r.words[i].hit.kind != "":
			from = start(from, i)
			i = r.addHit(i)
		case r.is(i, office|title|role):
			from = start(from, i)
			i++
		case r.thingEnd(i, j) > i:
			i, from = r.built(i, j), -1
		case r.modifies(i, j) || from >= 0 && r.overDomain(i):
			from = start(from, i)
			i++
		default:
			e := r.personEnd(i, j)
			r.person(i, e, from)
			i, from = e, -1
		}
	}
}

func start(from, i int) int {
	if from < 0 {
		return i
	}
	return from
}

// modifies reports whether word i only describes the office that follows it in
// the run: "Deputy", "Foreign".
func (r *reader) modifies(i, j int) bool {
	if !r.is(i, modifier|domain) || r.words[i].given && !r.words[i].common {
		return false
	}
	for k := i + 1; k < j && k < i+5; k++ {
		if r.is(k, office|title) {
			return true
		}
		if !r.is(k, modifier|domain) {
			return false
		}
	}
	return false
}

// overDomain reports whether word i continues what an office is over: "Minister
// of Foreign Affairs".
func (r *reader) overDomain(i int) bool {
	if !r.is(i, domain) {
		return false
	}
	switch r.lower(i - 1) {
	case "of", "for", "and":
		return true
	}
	return r.is(i-1, domain)
}

// knownAt adds the known name that starts at i, or at the article before it,
// and gives its length in tokens from i on, 0 where there is none.
func (r *reader) knownAt(i, j int) int {
	from := i
	if r.lower(i-1) == "the" && r.words[i-1].cap {
		from--
	}
	for ; from <= i; from++ {
		for n := min(knownWords[r.lower(from)], r.last-from); n > 0 && from+n > i; n-- {
			kind, ok := r.knownKind(from, from+n)
			if !ok || !r.written(from, n) {
				continue
			}
			end := from + n
			if e, _ := r.organisationEnd(i, j); e > end {
				return 0 // part of a longer name
			}
			if kind == entity.Organisation && end < j && r.branch(end, j) {
				end = r.step(end)
			}
			r.add(from, end, kind)
			return end - i
		}
	}
	return 0
}

// branch reports whether word k, after a known organisation's name, is the
// place of its branch: "Sky News Arabia".
func (r *reader) branch(k, j int) bool {
	h := &r.words[k].hit
	return h.kind != "" && !h.adjective && k+h.n == j
}

// knownKind is the kind that the list of known names has for tokens [i, j).
func (r *reader) knownKind(i, j int) (entity.Kind, bool) {
	r.key = r.key[:0]
	for k := i; k < j; k++ {
		if k > i {
			r.key = append(r.key, ' ')
		}
		r.key = append(r.key, r.a.Tokens[k].Lower...)
	}
	kind, ok := known[string(r.key)]
	return kind, ok
}

// written reports whether the n tokens from i are written as a known name is: a
// short one that is also a word only in capitals.
func (r *reader) written(i, n int) bool {
	if n > 1 {
		return r.words[i].cap || r.a.Tokens[i].Lower == "the"
	}
	t := &r.a.Tokens[i]
	switch {
	case t.Shape == nlp.Upper:
		return r.mode == running || len(t.Lower) > 3 || !r.words[i].common && r.words[i].class&never == 0
	case len(t.Lower) <= 3, r.words[i].common:
		return false
	case len(t.Lower) == 4:
		return r.words[i].cap && r.strong(i) && !r.words[i].given
	}
	return r.words[i].cap
}

// built adds the facility or place whose name ends in its kind ("Tahrir
// Square", "Boylston Street") and gives the token after it. Other things told so
// ("Boston Marathon") are passed over.
func (r *reader) built(i, j int) int {
	end := r.thingEnd(i, j)
	switch k := end - 1; {
	case r.is(k, facility):
		r.add(i, end, entity.Facility)
	case r.is(k, placeHead):
		r.add(i, end, entity.Place)
	}
	return end
}

// thingEnd is the token after the last word from i on that says what kind of
// facility, place or other thing is named; i where none does.
func (r *reader) thingEnd(i, j int) int {
	end := i
	for k := i; k < j && r.words[k].cap; k++ {
		switch {
		case k > i && r.is(k, office|title) && !r.is(k, facility|placeHead):
			return end
		case k > i && r.is(k, facility|placeHead|other), k == i && r.is(k, other):
			end = k + 1
		}
	}
	return end
}

// addHit adds the lexicon's name at i and gives the token after it.
func (r *reader) addHit(i int) int {
	h := r.words[i].hit
	c := r.add(i, i+h.n, h.kind)
	c.Country, c.Adjective = h.country, h.adjective
	return i + h.n
}

// lowerHead adds an organisation written in lower case with the nationality or
// place that tells which: "embassy of Azerbaijan in Tehran", "Hamburg police".
// The name before it has been read already and is taken in.
func (r *reader) lowerHead(i int) int {
	to := i + 1
	civil := r.lower(i) == "police" || r.lower(i) == "court" || r.lower(i) == "parliament"
	if civil && r.onlyDescribes(to) {
		return to
	}
	from := r.owner(i, civil)
	if next := r.afterOf(to); next > to && !civil {
		to = next
	}
	if from == i && to == i+1 {
		return to
	}
	if r.lower(to) == "in" && to+1 < r.last && r.words[to+1].hit.n > 0 && !r.words[to+1].hit.adjective && !civil {
		to += 1 + r.words[to+1].hit.n
	}
	c := r.add(from, to, entity.Organisation)
	c.Country = r.countryIn(from, to)
	return to
}

// onlyDescribes reports whether the word before token i is part of a description
// of something else: "police chief", "court building".
func (r *reader) onlyDescribes(i int) bool {
	if r.is(i, office|role|facility|head|title|other) {
		return true
	}
	switch r.lower(i) {
	case "officials", "official", "cars", "car", "officers", "headquarters", "stations", "protection", "custody", "source",
		"sources", "forces", "patrol", "post", "posts", "vehicle", "vehicles", "hearing", "documents", "case", "-":
		return true
	}
	return false
}

// owner is where the name that owns the head word i starts: a nationality or
// state right before it, for a civil authority a town too; i for none. The name
// is taken off the list.
func (r *reader) owner(i int, civil bool) int {
	if len(r.names) == 0 {
		return i
	}
	p, end := &r.names[len(r.names)-1], i
	for r.is(end-1, modifier) && !r.words[end-1].cap && end > i-2 && r.lower(end-1) != "former" {
		end--
	}
	if w := r.lower(end - 1); w == "'s" || w == "’s" {
		end--
		if p.Adjective {
			return i
		}
	}
	if p.Last != end || !(p.Adjective && p.Country != "" || p.Kind == entity.State || civil && p.Kind == entity.Place) {
		return i
	}
	from := p.First
	r.names = r.names[:len(r.names)-1]
	return from
}

// afterOf is the token after "of" and a state from token i on, i where they do
// not stand there.
func (r *reader) afterOf(i int) int {
	if r.lower(i) != "of" {
		return i
	}
	next := i + 1
	if r.lower(next) == "the" {
		next++
	}
	if next < r.last && r.words[next].hit.kind == entity.State && !r.words[next].hit.adjective {
		return next + r.words[next].hit.n
	}
	return i
}
