package ner

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// organisation adds the organisation or group that starts at i within the run
// [i, j), told by its head word, and gives the token after it; i where there is
// none. A head word alone ("the Ministry") is kept as a bare mention.
func (r *reader) organisation(i, j int) int {
	end, headAt := r.organisationEnd(i, j)
	if end == i || r.passedOver(end, j) {
		return i
	}
	if end == i+1 {
		return r.bareHead(i, j)
	}
	kind := entity.Organisation
	if r.is(headAt, group) || r.politicalGroup(i, end) {
		kind = entity.Group
	}
	c := r.add(i, end, kind)
	c.Country = r.countryIn(i, end)
	return end
}

// passedOver reports whether the run goes on, from the end of an organisation's
// name, to a word that makes the whole something else: "International Film
// Festival".
func (r *reader) passedOver(end, j int) bool {
	for k := end; k < j && k < end+3 && r.words[k].cap && !r.is(k, office|title); k++ {
		if r.is(k, other) {
			return true
		}
	}
	return false
}

// organisationEnd finds the last head word of the name that starts at i, with
// what belongs after it.
func (r *reader) organisationEnd(i, j int) (end, headAt int) {
	end, headAt = i, -1
	for k := i; k < j; {
		switch {
		case r.breaksName(k, j) && !(k == i && r.is(k, head|group)):
			return end, headAt
		case r.isHead(k) && !(r.words[k].given && !r.words[k].common && k == i):
			headAt = k
			end = r.complement(k, j)
			k = max(end, k+1)
		case headAt < 0 && (r.lower(k) == "of" || r.lower(k) == "for"):
			return i, -1 // "Friends of X": no head before
		default:
			k++
		}
	}
	return end, headAt
}

// isHead reports whether token k is a head word written as part of a name.
func (r *reader) isHead(k int) bool {
	if !r.is(k, head|group) || !r.words[k].cap {
		return false
	}
	// "a U.S. Service member"
	next := r.lower(k + 1)
	return !(r.lower(k) == "service" && (next == "member" || next == "members"))
}

// breaksName reports whether token k cannot stand inside an organisation's name:
// a post or title, unless the organisation is the post's own ("Prosecutor's
// Office", "State Secretary Office").
func (r *reader) breaksName(k, j int) bool {
	if !r.is(k, office|title) {
		return false
	}
	if r.is(k, head|group|modifier|domain) && !r.is(k, office&^modifier) {
		return false
	}
	if k+3 < j && r.is(k+1, office) && r.is(k, modifier) {
		return r.breaksName(k+1, j)
	}
	if k+2 < j && (r.lower(k+1) == "'s" || r.lower(k+1) == "’s") {
		for n := k + 2; n < j && n < k+4; n++ {
			if r.is(n, head) {
				return false
			}
		}
	}
	return !(k+1 < j && r.is(k+1, head) && !r.is(k+1, office))
}

// complement is the end of the name whose head word is k: "of Foreign Affairs
// of Azerbaijan", "General Lahore", "in London" belong to it.
func (r *reader) complement(k, j int) int {
	end := k + 1
	for end < j {
		next := end
		switch r.lower(end) {
		case "of", "for", "to", "in", "on", "against", "and", "&":
			next++
			if r.lower(next) == "the" {
				next++
			}
		default:
			if !r.follows(k, end, j) {
				return end
			}
		}
		stop := r.complementEnd(next, j)
		if stop == next {
			return end
		}
		end = stop
	}
	return end
}

// follows reports whether word e, right after the head word k, belongs to the
// name: a place ("Embassy Kabul") or a general word ("Consulate General").
func (r *reader) follows(k, e, j int) bool {
	if e != k+1 && r.lower(e-1) != "general" {
		return false
	}
	if r.lower(e) == "general" && e == k+1 {
		return true
	}
	switch r.lower(k) {
	case "embassy", "consulate", "mission", "congen":
		return !r.is(e, office|title|role) && r.words[e].cap
	}
	if e > k+1 {
		return r.words[e].hit.kind != ""
	}
	return r.a.Tokens[k].Shape == nlp.Upper && r.words[e].hit.kind != "" && !r.words[e].hit.adjective
}

// complementEnd is the end of the words from i on that complete an
// organisation's name.
func (r *reader) complementEnd(i, j int) int {
	k := i
	for k < j && r.words[k].cap {
		switch {
		case r.words[k].hit.kind != "":
			adjective := r.words[k].hit.adjective
			k += r.words[k].hit.n
			if !adjective && k < j && r.words[k].cap && !r.is(k, head|group|domain) {
				return k // "Ministry of Defence of Israel Benny Gantz"
			}
		case r.is(k, office|title) && k > i && !r.is(k, domain|head):
			return k
		case r.words[k].given && !r.words[k].common && k > i:
			return k
		default:
			k++
		}
	}
	return k
}

// bareHead handles a head word that stands alone at i: it is no name by itself,
// but may refer back to one.
func (r *reader) bareHead(i, j int) int {
	t := &r.a.Tokens[i]
	if r.is(i, facility|office|title|modifier|domain|other) || r.words[i].given && !r.words[i].common {
		return i
	}
	if !r.strong(i) || t.Shape == nlp.Upper || i+1 < j && !r.is(i+1, office|title|modifier) {
		return i
	}
	c := r.add(i, i+1, entity.Organisation)
	c.bare = true
	return i + 1
}

// politicalGroup reports whether the words [i, j) name an armed or political
// group that its head word alone does not show: "Liberation Army".
func (r *reader) politicalGroup(i, j int) bool {
	for k := i; k < j; k++ {
		switch r.lower(k) {
		case "liberation", "revolutionary", "mujahedin", "mujahideen", "resistance", "jihad", "guerrilla", "martyrs", "servants":
			return true
		}
	}
	return false
}

// countryIn is the country of the first state or nationality within [i, j),
// looking first after "of".
func (r *reader) countryIn(i, j int) string {
	got := ""
	for k := i; k < j; k++ {
		h := r.words[k].hit
		if h.country == "" || h.kind != entity.State && !h.adjective {
			continue
		}
		if k > i && (r.lower(k-1) == "of" || r.lower(k-1) == "the" && r.lower(k-2) == "of") {
			return h.country
		}
		if got == "" {
			got = h.country
		}
	}
	return got
}
