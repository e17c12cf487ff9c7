package role

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// ownClaims adds the groups that say in their own words that they did it: "the Army
// of the North said it had carried out the bombing", "'We planted the device,' Red
// Dawn said", "said it was holding the men". Bodies of states and whoever answers
// an attack are not asked.
func (r *reader) ownClaims() {
	r.each(func(p *nlp.Predicate) {
		if p.Negated || p.Modality == nlp.Hypothetical || p.Modality == nlp.Planned || p.Modality == nlp.Attempted || !r.ownDeed(p) {
			return
		}
		g := p.Agent()
		if g == nil || g.Name >= 0 || !itself(strings.ToLower(r.in.WordText(g.Head))) && !r.itsMen(g) {
			return
		}
		q := r.saying(p)
		if q == nil || q.Negated {
			return
		}
		id := r.speaker(q)
		if id == "" {
			return
		}
		sp := r.in.Words[p.Word].Span
		r.value(claims, id, r.in.Words[q.Word].Span, sp)
		r.value(part{slot: claim.Perpetrator, basis: "claimed"}, id, r.in.Words[q.Word].Span, sp)
	})
}

// itself reports whether a pronoun can stand for a group that speaks.
func itself(w string) bool {
	return w == "it" || w == "they" || w == "we"
}

// itsMen reports whether g is the fighters of a group that speaks: "its fighters", "our
// men".
func (r *reader) itsMen(g *nlp.Argument) bool {
	head := g.Head
	if (r.in.Words[head].Lemma == "one" || r.in.Words[head].UPOS == nlp.NUM) && head+3 < g.Last { // "one of its members"
		head += 3
	}
	switch r.in.Words[head].Lemma {
	case "soldier", "fighter", "militant", "member", "man", "bomber", "gunman", "mujahid", "mujahideen", "mujahidin", "guerrilla", "commando", "martyr", "unit", "squad", "operative":
	default:
		return false
	}
	for k := g.First; k < head; k++ {
		switch strings.ToLower(r.in.WordText(k)) {
		case "its", "our", "their":
			return true
		}
	}
	return false
}

// ownDeed reports whether p is what somebody who did it would say he did.
func (r *reader) ownDeed(p *nlp.Predicate) bool {
	g := p.Patient()
	if p.Noun {
		return p.Light >= 0 && deadly(p.Lemma)
	}
	switch p.Verb {
	case "bomb", "attack", "kidnap", "abduct", "ambush", "execute", "detonate", "assassinate":
		return true
	case "kill", "shoot", "target", "strike", "seize", "capture":
		return g != nil && !attackerNoun(r.in.Words[g.Head].Lemma)
	case "plant", "post", "send", "mail", "place", "launch", "carry", "conduct", "stage", "perpetrate", "fire", "throw":
		return r.deadlyBehind(p.Word)
	case "hold", "take":
		return g != nil && (g.Kind == entity.Person || personNoun(r.in.Words[g.Head].Lemma) || strings.Contains(r.in.Words[g.Head].Feats, "Number=Plur")) &&
			(p.Verb == "hold" || strings.Contains(p.Lemma, "hostage"))
	}
	return false
}

// deadlyBehind reports whether such a noun stands behind word w in its phrase: trees
// lose the object where "that" is taken for one.
func (r *reader) deadlyBehind(w int) bool {
	for k := w + 1; k < min(r.sentenceOf(w).LastWord, w+6); k++ {
		switch o := &r.in.Words[k]; {
		case o.UPOS == nlp.NOUN && deadly(o.Lemma):
			return true
		case o.UPOS == nlp.PUNCT || o.UPOS == nlp.VERB || o.UPOS == nlp.ADP && o.Rel == nlp.Case:
			return false
		}
	}
	return false
}

// deadly reports whether a noun is for an act of violence or for what does it.
func deadly(lemma string) bool {
	switch lemma {
	case "attack", "bombing", "assault", "raid", "ambush", "blow", "operation", "killing", "shooting", "strike", "explosion", "kidnapping", "hijacking",
		"bomb", "device", "parcel", "letter", "package", "envelope", "explosive", "grenade", "rocket", "missile", "mine", "execution", "stabbing", "act", "action":
		return true
	}
	return false
}

// saying is the predicate of speech that p is the content of: the one it stands
// under, or that of its sentence where the tree does not tell; nil for none.
func (r *reader) saying(p *nlp.Predicate) *nlp.Predicate {
	if p.Under >= 0 {
		for k, n := p.Under, 0; k >= 0 && n < 3; k, n = r.in.Predicates[k].Under, n+1 {
			if q := &r.in.Predicates[k]; says(q) {
				return q
			}
		}
	}
	s := &r.in.Sentences[p.Sentence]
	ps := r.in.PredicatesOf(s.FirstWord, s.LastWord)
	for i := range ps {
		if q := &ps[i]; q.Word != p.Word && says(q) {
			return q
		}
	}
	return nil
}

// says reports whether p is somebody's saying of what he did.
func says(p *nlp.Predicate) bool {
	switch p.Verb {
	case "say", "tell", "claim", "announce", "declare", "state", "boast", "write", "admit", "confirm":
		return !p.Noun
	}
	return false
}

// speaker is the group that says q, "" where it is none, or a body of a state.
func (r *reader) speaker(q *nlp.Predicate) claim.EntityID {
	n := -1
	if g := q.Agent(); g != nil {
		n = r.in.NameOf(g)
	} else if t := r.in.Words[q.Word].Token; t > 0 { // the name right before the verb, that the tree hangs elsewhere
		n = newCast(r).nameAt(t - 1)
	}
	if n < 0 || n >= len(r.in.EntityOf) {
		return ""
	}
	o, e := &r.in.Names[n], r.in.Entity(r.in.EntityOf[n])
	switch {
	case e == nil || o.Adjective:
		return ""
	case o.Kind == entity.Group || r.armed(o, e.ID):
		return e.ID
	case o.Kind != entity.Organisation || len(e.Positions) > 0:
		return ""
	}
	if part := tradeIn(e.Name); part != "" && !armedName(e.Name) || press(e.Name) {
		return ""
	}
	return e.ID
}

// armedName reports whether a name is that of fighters whatever words for bodies of
// states it borrows: "Army of the North", "People's Liberation Army".
func armedName(name string) bool {
	return known(name) || strings.Contains(name, "Army of ") || strings.HasSuffix(name, "Liberation Army")
}

// press reports whether a body is one of those that tell or care: news, hospitals,
// companies.
func press(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		switch strings.Trim(w, ".,") {
		case "news", "agency", "times", "post", "reuters", "ap", "afp", "bbc", "cnn", "tv", "television", "radio", "daily", "hospital", "company", "inc", "corp",
			"fbi", "cia", "coalition", "nato", "un", "nations", "force", "forces", "command", "guard", "guards", "office", "service", "bureau", "court",
			"council", "bank", "university", "airlines", "airways", "marines", "navy", "idf", "unit", "staff", "centre", "center", "observatory", "watch", "idf.":
			return true
		}
	}
	return false
}
