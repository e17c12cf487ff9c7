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
	"dossier/internal/text"
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
		w := &r.in.Words[p.Head]
		if w.UPOS != nlp.NOUN || extract.NameAt(r.in, w.Token) != nil || suspectWord(strings.ToLower(w.Lemma)) {
			continue
		}
		if r.responds(p.Head) || r.qualifies(p.Head) && r.suffered(p.Head) {
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

// agents adds those without a name who do a deed of violence to people or the like
// in so many words, first told first: "two hitmen shot dead the mayor". Police and
// soldiers who act against attackers are no such.
func (r *reader) agents() bool {
	found := false
	r.each(func(p *nlp.Predicate) {
		if found || p.Negated || p.Modality != nlp.Actual || p.Noun || !r.violent(p) || r.in.Doc.Blocks[r.in.Sentences[p.Sentence].Block].Kind == doc.Title {
			return // headlines leave out what tells who did it to whom
		}
		g := p.Agent()
		if g == nil || g.Shared || g.Name >= 0 || r.in.Words[g.Head].UPOS != nlp.NOUN || !assailants[strings.ToLower(r.in.Words[g.Head].Lemma)] || r.responds(g.Head) {
			return
		}
		sp := text.Span{Start: r.in.Words[g.First].Span.Start, End: r.in.Words[g.Last-1].Span.End}
		if strings.Count(r.in.Text(sp), " ") > 6 {
			sp.End = r.in.Words[g.Head].Span.End
		}
		id := extract.Describe(r.in, sp, entity.Person)
		r.value(did, id, sp)
		found = true
	})
	return found
}

// violent reports whether p does violence to somebody or something.
func (r *reader) violent(p *nlp.Predicate) bool {
	switch p.Verb {
	case "kill", "murder", "shoot", "stab", "wound", "injure", "gun", "assassinate", "strangle", "ambush", "attack", "abduct", "kidnap", "behead", "massacre":
		return p.Patient() != nil
	case "open":
		return p.Lemma == "open fire"
	}
	return p.Lemma == "gun down" || p.Lemma == "shoot dead"
}

// responds reports whether the noun at word w is for police or soldiers, in a text
// that tells of attackers beside them.
func (r *reader) responds(w int) bool {
	switch strings.ToLower(r.in.Words[w].Lemma) {
	case "police", "officer", "policeman", "policewoman", "deputy", "trooper", "commando", "soldier", "guard", "marksman", "sniper", "unit", "force", "agent",
		"constable", "sheriff", "troop", "team", "squad":
	default:
		return false
	}
	return r.attackers()
}

// attackers reports whether the text has a word for those who attack.
func (r *reader) attackers() bool {
	if r.told == 0 {
		r.told = 1
		for i := range r.in.Words {
			switch strings.ToLower(r.in.Words[i].Lemma) {
			case "gunman", "attacker", "assailant", "bomber", "shooter", "suspect", "hijacker", "perpetrator", "knifeman", "hostage-taker", "militant", "gunmen", "robber":
				r.told = 2
				return true
			}
		}
	}
	return r.told == 2
}
