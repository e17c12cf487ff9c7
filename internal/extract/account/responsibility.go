package account

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// responsibility adds who holds whom responsible: those who claim it, those whom
// somebody blames or names as the ones behind it, those who deny it.
func (r *reader) responsibility() {
	for _, c := range r.in.Set.Claims {
		if v := c.Value; v != nil && v.Slot == claim.ClaimedBy && len(c.Citations) > 0 {
			r.holds(v.Entity, saying{id: v.Entity}, false, c.Citations[0].Span)
		}
	}
	for _, s := range r.said {
		switch {
		case s.kind == "denial" && r.ownPart(s, r.in.Text(s.content)):
			r.holds(s.id, s, true, s.content)
		case s.kind == "accusation" || s.kind == "assertion" || s.kind == "denial":
			for _, c := range r.blamed(s) {
				r.holds(c.id, s, c.cleared != (s.kind == "denial"), s.content)
			}
		}
	}
}

// blame is a party that what is said makes responsible, or clears.
type blame struct {
	id      claim.EntityID
	cleared bool
}

// blamed is whom the words of s make responsible.
func (r *reader) blamed(s saying) []blame {
	var out []blame
	from := sort.Search(len(r.in.Words), func(i int) bool { return r.in.Words[i].Span.Start >= s.content.Start })
	for i := from; i < len(r.in.Words) && r.in.Words[i].Span.End <= s.content.End; i++ {
		if !r.guilty(i) {
			continue
		}
		if id := r.subject(i, s); id != "" {
			out = append(out, blame{id, r.negated(i)})
		}
	}
	if len(out) == 0 {
		out = r.byHand(s, from)
	}
	if len(out) == 0 && s.kind == "accusation" {
		for _, id := range extract.EntitiesIn(r.in, s.content) {
			if e := r.in.Entity(id); id != s.id && (e.Kind == entity.Group || e.Kind == entity.Organisation || e.Kind == entity.Person) {
				return []blame{{id, false}}
			}
		}
	}
	return out
}

// guilty reports whether word i says of its subject that he did it: "was
// responsible", "is behind the attack", "are the suspected perpetrators".
func (r *reader) guilty(i int) bool {
	switch r.in.Words[i].Lemma {
	case "responsible", "perpetrator", "culprit", "mastermind":
		return true
	}
	if r.t.Child(int32(i), nlp.Cop) < 0 {
		return false
	}
	c := r.t.Child(int32(i), nlp.Case)
	return c >= 0 && r.in.Words[c].Lemma == "behind"
}

// subject is the party that is the subject of the predicate at word i.
func (r *reader) subject(i int, s saying) claim.EntityID {
	sub := r.t.Subject(int32(i))
	if sub < 0 || !s.content.Contains(r.in.Words[sub].Span) {
		return ""
	}
	id := r.entityOf(int(sub))
	if e := r.in.Entity(id); e == nil || id == s.id || e.Kind == entity.Place && r.in.Words[i].Lemma == "responsible" {
		return ""
	}
	return id
}

// entityOf is the entity of the name that word i stands in.
func (r *reader) entityOf(i int) claim.EntityID { return extract.EntityAt(r.in, r.in.Words[i].Token) }

// byHand is who is said to have carried out a deed: "was carried out by X", "was
// the work of X", "blamed on X".
func (r *reader) byHand(s saying, from int) []blame {
	var out []blame
	to := from
	for to < len(r.in.Words) && r.in.Words[to].Span.End <= s.content.End {
		to++
	}
	for _, p := range r.in.PredicatesOf(from, to) {
		switch p.Lemma {
		case "carry out", "perpetrate", "orchestrate", "mastermind", "stage", "commit":
		default:
			continue
		}
		for g := range p.Agents() {
			if g.Name < 0 || r.in.EntityOf[g.Name] == "" || r.in.EntityOf[g.Name] == s.id {
				continue
			}
			if e := r.in.Entity(r.in.EntityOf[g.Name]); e.Kind != entity.Place && e.Kind != entity.Facility {
				out = append(out, blame{e.ID, p.Negated})
			}
		}
	}
	return out
}

// negated reports whether the predicate at word i is denied.
func (r *reader) negated(i int) bool {
	for c := r.t.First[i]; c >= 0; c = r.t.Next[c] {
		if r.in.Words[c].Rel == nlp.Advmod && (r.in.Words[c].Lemma == "not" || r.in.Words[c].Lemma == "never") {
			return true
		}
	}
	return false
}

// ownPart reports whether a denial is of the speaker's own part: "denied any
// involvement", "that it was responsible", and not "that its staff were involved".
func (r *reader) ownPart(s saying, words string) bool {
	at := -1
	for _, w := range []string{"responsib", "involve", "role in", "part in", "behind", "carried out", "link"} {
		if i := strings.Index(words, w); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	before := strings.Fields(strings.ToLower(words[:at]))
	if len(before) > 5 {
		return false
	}
	for i, w := range before {
		switch w {
		case "it", "they", "he", "she", "its", "their", "his", "her":
			return i+1 == len(before) || before[i+1] == "was" || before[i+1] == "were" || before[i+1] == "had" || before[i+1] == "is"
		}
	}
	for _, w := range before {
		if !ownWords[w] {
			return false
		}
	}
	return true
}

// ownWords may stand between a denial and the part that is denied.
var ownWords = map[string]bool{"any": true, "all": true, "direct": true, "having": true, "had": true, "been": true, "being": true, "a": true,
	"the": true, "of": true, "allegations": true, "claims": true, "accusations": true, "charges": true, "reports": true, "that": true, "every": true,
	"playing": true, "taking": true, "bearing": true, "to": true, "be": true, "suggestions": true, "in": true, "and": true, "or": true, "suggestion": true}

func (r *reader) holds(accusedID claim.EntityID, by saying, rejects bool, sp text.Span) {
	if e := r.in.Entity(accusedID); e != nil {
		r.account(stance{"responsibility", e.Name}, by, rejects, sp)
	}
}
