package role

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// How likely a part must be before a perpetrator is claimed of it: armed groups
// that are known as such, other bodies (an army, a government), and people by
// description where nobody is named.
const (
	likelyGroup  = 0.3
	likelyBody   = 0.6
	likelyPeople = 0.35
)

// bodies adds the groups and bodies that the parts weighed take for those behind
// it.
func (r *reader) bodies() {
	for i := range r.in.Parts {
		p := &r.in.Parts[i]
		if p.Role != extract.PerpOrganisation || p.Chance < likelyGroup || r.in.Background[p.Sentence] {
			continue
		}
		if id := r.body(p); id != "" && !r.seen[string(claim.Perpetrator)+string(id)] && !r.harmedBody(id) {
			r.named = true
			r.value(part{slot: claim.Perpetrator, basis: "suspected"}, id, p.Span)
		}
	}
}

// body is the entity of a part that is a group or body, "" where it is none or not
// likely enough. An armed group that is known needs no name of its own in the
// analysis.
func (r *reader) body(p *extract.Part) claim.EntityID {
	tok := r.in.Words[p.Head].Token
	n, id := extract.NameAt(r.in, tok), extract.EntityAt(r.in, tok)
	switch {
	case n == nil && known(r.in.Text(p.Span)):
		return r.in.NewEntity(claim.Entity{
			Kind: entity.Group, Name: strings.Join(strings.Fields(r.in.Text(p.Span)), " "), Named: true, Mentions: []doc.Citation{r.in.Cite(p.Span)},
		})
	case n == nil || id == "" || n.Adjective || n.Kind != entity.Organisation && n.Kind != entity.Group:
		return ""
	case p.Chance < likelyBody && !r.armed(n, id):
		return ""
	}
	return id
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

// known reports whether a name is that of an armed group.
func known(name string) bool {
	return lexicon.IsArmedGroup(strings.TrimPrefix(strings.Join(strings.Fields(strings.ToLower(name)), " "), "the "))
}

// armed reports whether a name, or another one of its entity, is that of an armed
// group.
func (r *reader) armed(n *nlp.Name, id claim.EntityID) bool {
	if known(r.in.Text(n.Span)) {
		return true
	}
	e := r.in.Entity(id)
	return e != nil && (known(e.Name) || slices.ContainsFunc(e.Aliases, known))
}
