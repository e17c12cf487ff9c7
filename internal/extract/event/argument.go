package event

import (
	"slices"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// arguments are the entities that take part in p, in their roles.
func (r *reader) arguments(p *nlp.Predicate) []claim.Argument {
	var out []claim.Argument
	for i := range p.Args {
		g := &p.Args[i]
		role := roleOf(g)
		if role == "" || role == "patient" && r.claimed(g) {
			continue
		}
		for _, id := range r.entities(g, role) {
			if !slices.ContainsFunc(out, func(a claim.Argument) bool { return a.Entity == id && (a.Role == role || role == "place") }) {
				out = append(out, claim.Argument{Entity: id, Role: role})
			}
		}
	}
	return out
}

// roleOf is the role of an argument as the record has it, "" for one that it does
// not keep.
func roleOf(g *nlp.Argument) string {
	switch g.Role {
	case nlp.Agent, nlp.Patient, nlp.Recipient, nlp.Instrument, nlp.Place:
		return g.Role.String()
	case nlp.Goal, nlp.Source:
		switch g.Kind {
		case entity.Place, entity.Facility, entity.State:
			return "place"
		case entity.Person, entity.Organisation, entity.Group:
			if g.Role == nlp.Goal {
				return "recipient"
			}
		}
	}
	return ""
}

// entities are those that an argument speaks of: its name, that of its chain, or
// somebody who is described.
func (r *reader) entities(g *nlp.Argument, role string) []claim.EntityID {
	in := r.in
	if n := in.NameOf(g); n >= 0 && n < len(in.EntityOf) && in.EntityOf[n] != "" {
		return []claim.EntityID{in.EntityOf[n]}
	}
	if role == "place" || role == "instrument" {
		if n := g.Name; n < 0 {
			return nil
		}
	}
	for _, sp := range r.descriptions(g) {
		if id := extract.Described(in, sp); id != "" {
			return []claim.EntityID{id}
		}
	}
	return nil
}

// mentions is how many mentions of a chain are asked for a description.
const mentions = 8

// descriptions are the words that describe somebody who is not named: those of
// the argument, and those of the other mentions of the chain.
func (r *reader) descriptions(g *nlp.Argument) []text.Span {
	in := r.in
	var out []text.Span
	add := func(first, head, last int) {
		if in.Words[head].UPOS == nlp.NOUN {
			last = r.upTo(head, last)
			out = append(out, text.Span{Start: in.Words[first].Span.Start, End: in.Words[last-1].Span.End})
		}
	}
	add(g.First, g.Head, g.Last)
	if g.Chain >= 0 {
		for i := range in.Chains[g.Chain].Mentions {
			if i == mentions {
				break
			}
			m := &in.Chains[g.Chain].Mentions[i]
			add(m.First, m.Head, m.Last)
		}
	}
	return out
}

// upTo is where the description with its head ends, before a clause or an aside.
func (r *reader) upTo(head, last int) int {
	for i := head + 1; i < last; i++ {
		w := &r.in.Words[i]
		if w.Rel == nlp.PunctRel && r.in.WordText(i) != "-" || w.UPOS == nlp.PRON || w.Rel == nlp.Acl || w.Rel == nlp.AclRelcl {
			return i
		}
	}
	return last
}
