package ner

import "dossier/internal/nlp"

// shops makes whole the names of houses called after their owner: "Marlow's",
// where nothing that is owned follows, "Marlow's Grill", where what follows is
// written as a name and is a house.
func (r *reader) shops(tags []tagged) []tagged {
	for i := range tags {
		t := &tags[i]
		if t.kind == "NORP" || t.kind == "MISC" || t.last >= len(r.a.Tokens) || !possessive(r.a.Tokens[t.last].Lower) {
			continue
		}
		mark, ok := r.wordAt(t.last)
		if !ok || r.a.Words[mark].Rel != nlp.Case || r.a.Words[mark].Head < 0 {
			continue
		}
		end := t.last + 1
		limit := len(r.a.Tokens)
		if i+1 < len(tags) {
			limit = tags[i+1].first
		}
		switch house := r.houseEnd(end, limit); {
		case house > 0:
			t.last, t.kind = house, "ORG"
		case t.kind != "PER" && i+1 < len(tags) && tags[i+1].first == end && r.isTown(tags[i+1]) && r.lexical(*t).Words == 0:
			t.last = end // "Marlow's Lansing", one of several houses
		case r.ownsNothing(mark, end):
			if t.last = end; t.kind == "PER" {
				t.kind = r.houseKind(t.first)
			}
		}
	}
	return tags
}

func possessive(w string) bool { return w == "'s" || w == "’s" }

// wordAt is the word that begins with token i.
func (r *reader) wordAt(i int) (int, bool) {
	lo, hi := 0, len(r.a.Words)
	for lo < hi {
		if mid := (lo + hi) / 2; r.a.Words[mid].Token < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(r.a.Words) && r.a.Words[lo].Token == i
}

// houseEnd is where a row of words with capitals from token i ends that names a
// kind of house last, 0 when there is none before limit.
func (r *reader) houseEnd(i, limit int) int {
	end := 0
	for k := i; k < min(limit, i+4) && r.words[k].cap && !r.words[k].weak; k++ {
		if r.words[k].class&(facility|head) != 0 || trades[r.a.Tokens[k].Lower] {
			end = k + 1
		}
	}
	if end == 0 {
		return 0
	}
	r.mode = r.modeAt(i)
	if r.mode != running {
		return 0
	}
	return end
}

// modeAt is how the sentence of token i uses capitals.
func (r *reader) modeAt(i int) mode {
	c := candidate{}
	c.First = i
	r.bounds(&c)
	return r.modeOf(nlp.Sentence{First: r.first, Last: r.last})
}

// trades are words for what a house sells or does.
var trades = wordSet("pizza pizzeria grill diner deli bakery brewery pub tavern bistro steakhouse barbecue bbq kitchen" +
	" karate gym salon barbershop pharmacy drugstore grocery supermarket store shop garage auto motel saloon lounge club" +
	" cafeteria coffee tea burgers chicken cleaners florist furniture hardware jewelers laundromat nursery")

// ownsNothing reports whether the owner marked by word mark has nothing that is
// owned behind it: token end opens no noun phrase and the owner is no one's
// predicate ("it is Marlow's").
func (r *reader) ownsNothing(mark, end int) bool {
	owner := r.a.Words[mark].Head
	rel := r.a.Words[owner].Rel
	if rel == nlp.Root || owner > mark {
		return false
	}
	if end >= len(r.a.Tokens) {
		return true
	}
	next, ok := r.wordAt(end)
	if !ok {
		return false
	}
	switch r.a.Words[next].UPOS {
	case nlp.PUNCT:
		w := r.a.Tokens[end].Lower
		return !quote(w) && !bracket(w) // what is owned may begin there
	case nlp.ADP, nlp.VERB, nlp.AUX, nlp.CCONJ, nlp.SCONJ:
		return true
	case nlp.ADV, nlp.PRON, nlp.DET, nlp.PART:
		return rel != nlp.NmodPoss && rel != nlp.Nmod
	}
	return false
}

// houseKind is what a house called after its owner is: a place where one goes to
// it, an organisation where it acts.
func (r *reader) houseKind(first int) string {
	if first > 0 {
		switch r.a.Tokens[first-1].Lower {
		case "at", "to", "near", "outside", "inside", "behind", "opposite", "in":
			return "LOC"
		}
	}
	return "ORG"
}
