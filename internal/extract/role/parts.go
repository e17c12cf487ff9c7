package role

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// How likely a part must be before a perpetrator is claimed of it: bodies by name,
// people by description where nobody is named.
const (
	likelyBody   = 0.45
	likelyPeople = 0.35
)

// bodies adds the groups and bodies that the parts weighed take for those behind
// it.
func (r *reader) bodies() {
	for i := range r.in.Parts {
		p := &r.in.Parts[i]
		if p.Role != extract.PerpOrganisation || p.Chance < likelyBody || r.in.Background[p.Sentence] {
			continue
		}
		tok := r.in.Words[p.Head].Token
		n, id := extract.NameAt(r.in, tok), extract.EntityAt(r.in, tok)
		if n == nil || id == "" || n.Adjective || n.Kind != entity.Organisation && n.Kind != entity.Group ||
			r.seen[string(claim.Perpetrator)+string(id)] || r.harmedBody(id) {
			continue
		}
		r.named = true
		r.value(part{slot: claim.Perpetrator, basis: "suspected"}, id, p.Span)
	}
}

// harmedBody reports whether an entity is one of those it was done to.
func (r *reader) harmedBody(id claim.EntityID) bool {
	for _, h := range []string{"killed", "injured", "abducted", "threatened", ""} {
		if r.seen[string(claim.Victim)+string(id)+h] {
			return true
		}
	}
	return false
}

// people adds the likeliest description of those who did it, and reports whether
// there is one.
func (r *reader) people() bool {
	for i := range r.in.Parts {
		p := &r.in.Parts[i]
		if p.Role != extract.PerpIndividual || p.Chance < likelyPeople || r.in.Background[p.Sentence] {
			continue
		}
		if w := &r.in.Words[p.Head]; w.UPOS != nlp.NOUN || extract.NameAt(r.in, w.Token) != nil || suspectWord(strings.ToLower(w.Lemma)) {
			continue
		}
		r.value(did, extract.Describe(r.in, p.Span, entity.Person), p.Span)
		return true
	}
	return false
}
