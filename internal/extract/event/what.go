package event

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// most is how many words tell what happened.
const most = 22

// what is the clause of p in the words of the text: the verb with what belongs to
// it, in the passive its subject too, and in the active unless an agent stands
// beside it; the noun with what describes it. A subject that is told elsewhere, or
// with a long aside, is put in front, if nobody beside the clause stands for it.
// It tells too whether the step has a subject at all.
func (r *reader) what(p *nlp.Predicate, beside []claim.Argument) (what string, led bool) {
	first, last := r.bounds(p, holds(beside, nlp.Agent))
	last = r.whole(p, first, r.trim(first, last, p.Word))
	first = r.untimed(first, p.Word)
	last = r.balanced(first, last, p.Word)
	sp := text.Span{Start: r.in.Words[first].Span.Start, End: r.in.Words[last-1].Span.End}
	what = r.in.Text(sp)
	if g := r.antecedent(p); g != nil {
		verb := text.Span{Start: sp.Start, End: r.in.Words[p.Word].Span.End}
		what = r.in.Text(verb) + " " + r.in.Text(r.cut(g)) + " " + r.in.Text(text.Span{Start: verb.End, End: sp.End})
	}
	if aux := r.sharedAux(p, first); aux != "" {
		what = aux + " " + what
	}
	front := r.front(p, first, last, beside)
	return strings.Join(strings.Fields(front+" "+what), " "), r.led(p, first, front, beside)
}

// sharedAux is the auxiliary of a participle that stands with the verb it is joined
// to: "was" of "executed" in "was sentenced and executed".
func (r *reader) sharedAux(p *nlp.Predicate, first int) string {
	w := &r.in.Words[p.Word]
	if !p.Passive || p.Noun || first != p.Word || w.Rel != nlp.Conj || w.Head < 0 || w.Head >= p.Word {
		return ""
	}
	for i := w.Head - 1; i >= 0 && i >= w.Head-4; i-- {
		if a := &r.in.Words[i]; a.Head == w.Head && a.Rel == nlp.AuxPass {
			return r.in.WordText(i)
		}
	}
	return ""
}

// holds reports whether somebody stands beside the clause in a role.
func holds(beside []claim.Argument, role nlp.Role) bool {
	return slices.ContainsFunc(beside, func(a claim.Argument) bool { return a.Role == role.String() })
}

// subject is who or what the verb of p is told of, nil for a noun.
func subject(p *nlp.Predicate) *nlp.Argument {
	switch {
	case p.Noun || p.Attributive:
		return nil
	case p.Passive:
		return p.Patient()
	}
	if g := p.Agent(); g != nil {
		return g
	}
	if g := p.Patient(); g != nil && g.Last <= p.Word {
		return g
	}
	return nil
}

// bounds are the words [first, last) of the clause of p that stand together.
func (r *reader) bounds(p *nlp.Predicate, agent bool) (first, last int) {
	first, last = p.Word, p.Word+1
	switch {
	case p.Noun, r.in.Words[p.Word].UPOS == nlp.ADJ:
		first, last = r.phrase(p)
	case p.With > p.Word && p.With < p.Word+8:
		last = p.With + 1
	}
	if p.Light >= 0 && p.Light < p.Word {
		first = min(first, p.Light)
	}
	for i := range p.Args {
		g := &p.Args[i]
		if g.Shared && p.Light < 0 || !r.tells(g) {
			continue
		}
		switch {
		case g.First >= p.Word:
			last = max(last, r.end(g))
		case !p.Noun && (p.Passive && g.Role == nlp.Patient || (!agent || r.described(g)) && !p.Passive && r.unnamed(g)) && g.Last <= p.Word && p.Word-g.First < most*3/4:
			first = min(first, g.First)
		}
	}
	if p.Light > p.Word {
		last = max(last, p.Light+1)
	}
	first = r.attempted(p, first)
	if first == p.Word && !p.Noun {
		first = r.auxiliaries(p)
	}
	if last == p.Word+1 && r.stranded(last, p.Word) || p.Light >= 0 && last == p.Light+1 && r.stranded(last, p.Light) {
		last++
	}
	if last-first > most {
		last = max(first+most, p.Word+1)
	}
	return first, last
}

// stranded reports whether word i belongs to the verb at word v beside it and to no
// noun: "fired at", "stepped in", "carried out".
func (r *reader) stranded(i, v int) bool {
	if i != v+1 || i >= len(r.in.Words) {
		return false
	}
	w := &r.in.Words[i]
	return w.Head == v && w.UPOS == nlp.ADP && w.Rel != nlp.MarkRel
}

// auxiliaries is where the verb begins with what stands before it: "had stolen",
// "did not enter".
func (r *reader) auxiliaries(p *nlp.Predicate) int {
	first := p.Word
	for i := p.Word - 1; i >= 0 && i >= p.Word-4; i-- {
		w := &r.in.Words[i]
		if w.Head != p.Word || w.Rel != nlp.Aux && w.Rel != nlp.AuxPass && w.Rel != nlp.Advmod {
			break
		}
		if w.Rel != nlp.Advmod {
			first = i
		}
	}
	return first
}

// antecedent is the patient of an active verb in a relative clause, which stands
// before it: "the rifle that he had brought".
func (r *reader) antecedent(p *nlp.Predicate) *nlp.Argument {
	if p.Noun || p.Passive || p.With >= 0 {
		return nil
	}
	g := p.Patient()
	if g == nil || !g.Shared || g.Last > p.Word || p.Agent() == nil || r.in.Words[g.Head].UPOS == nlp.PRON || r.claimed(g) {
		return nil
	}
	return g
}

// claimed reports whether an argument before its verb only says whose words the
// clause is: "the claim of the police that he fled" tells of no police fled.
func (r *reader) claimed(g *nlp.Argument) bool {
	w := &r.in.Words[g.Head]
	if !g.Shared || w.Rel != nlp.Nmod && w.Rel != nlp.NmodPoss || w.Head < 0 {
		return false
	}
	k := r.in.PredicateAt(w.Head)
	return k >= 0 && r.in.Predicates[k].Noun && r.in.Predicates[k].Class == nlp.Speaking
}

// cut is the words of an argument up to the first clause or aside.
func (r *reader) cut(g *nlp.Argument) text.Span {
	last := max(r.upTo(g.Head, g.Last), g.Head+1)
	first := r.untimed(g.First, g.Head)
	return text.Span{Start: r.in.Words[first].Span.Start, End: r.in.Words[last-1].Span.End}
}

// attempted is where the words begin of a verb that hangs on another close before
// it: "tried to neutralize", "started investigating".
func (r *reader) attempted(p *nlp.Predicate, first int) int {
	if i := r.attempt(p); i >= 0 {
		return i
	}
	if p.Noun || p.Under < 0 || r.in.Words[p.Word].Rel != nlp.Xcomp {
		return first
	}
	q := &r.in.Predicates[p.Under]
	if q.Class == nlp.Speaking || q.Word > p.Word || p.Word-q.Word > 5 {
		return first
	}
	first = min(first, q.Word)
	if g := q.First(nlp.Agent); g != nil && !g.Shared && g.Name < 0 && r.unnamed(g) && g.Last <= q.Word && q.Word-g.First < most/2 {
		first = min(first, g.First)
	}
	return first
}

// attempt is where the noun phrase begins that says that p was tried, "a failed
// attempt to burn"; -1 for none.
func (r *reader) attempt(p *nlp.Predicate) int {
	w := &r.in.Words[p.Word]
	if p.Noun || w.Rel != nlp.Acl || w.Head < 0 || w.Head >= p.Word || p.Word-w.Head > 3 {
		return -1
	}
	switch r.in.Words[w.Head].Lemma {
	case "attempt", "bid", "effort", "try":
	default:
		return -1
	}
	first := w.Head
	for i := w.Head - 1; i >= 0 && i > w.Head-6 && r.in.Words[i].Head == w.Head && r.in.Words[i].Rel != nlp.Case; i-- {
		first = i
	}
	return first
}

// phrase is the words of a noun with what stands before it.
func (r *reader) phrase(p *nlp.Predicate) (first, last int) {
	first, last = p.Word, p.Word+1
	for i := p.Word - 1; i >= 0 && i > p.Word-8; i-- {
		w := &r.in.Words[i]
		if w.Head != p.Word && (w.Head < i || w.Head >= p.Word) {
			break
		}
		if w.Rel == nlp.Case || w.Rel == nlp.PunctRel && w.Head == p.Word || w.Rel == nlp.Cc {
			break
		}
		first = i
	}
	return first, last
}

// tells reports whether an argument belongs to what happened: its time, and
// clauses beside it, do not.
func (r *reader) tells(g *nlp.Argument) bool {
	switch g.Role {
	case nlp.Agent, nlp.Patient, nlp.Recipient, nlp.Instrument, nlp.Place, nlp.Goal, nlp.Source, nlp.Attribute, nlp.Topic, nlp.Cause:
		return true
	case nlp.Content, nlp.Purpose:
		return g.Last-g.First <= most/2
	case nlp.Other:
		return r.in.Words[g.Head].UPOS != nlp.VERB && g.Last-g.First <= most/3
	}
	return false
}

// unnamed reports whether the subject has to be told because no entity stands for
// it.
func (r *reader) unnamed(g *nlp.Argument) bool {
	if g.Role != nlp.Agent && g.Role != nlp.Patient {
		return false
	}
	return r.in.Words[g.Head].UPOS != nlp.PRON || indefinite[r.in.Words[g.Head].Lemma]
}

// described reports whether an argument beside its verb tells by a noun who it is.
func (r *reader) described(g *nlp.Argument) bool {
	return g.Name < 0 && !g.Shared && r.in.Words[g.Head].UPOS == nlp.NOUN
}

// end is where an argument ends, long clauses and asides in it left out.
func (r *reader) end(g *nlp.Argument) int {
	if g.Last-g.First <= most/2 {
		return g.Last
	}
	return max(r.upTo(g.Head, g.Last), g.Head+1)
}

// trim leaves out what dangles at the end of the words [first, last).
func (r *reader) trim(first, last, word int) int {
	for last > word+1 {
		w := &r.in.Words[last-1]
		if w.Head >= last || w.UPOS == nlp.PRON && relative[w.Lemma] {
			last-- // of a clause or phrase that is cut off
			continue
		}
		switch w.UPOS {
		case nlp.ADP, nlp.PUNCT, nlp.CCONJ, nlp.SCONJ, nlp.DET, nlp.AUX:
			if w.Rel == nlp.CompoundPrt || r.stranded(last-1, last-2) || closes(r.in.WordText(last-1)) {
				return last
			}
			last--
			continue
		}
		break
	}
	return last
}

// relative are the pronouns that bring in a clause.
var relative = map[string]bool{"which": true, "who": true, "whom": true, "whose": true}

func closes(s string) bool { return s == ")" || s == "”" || s == "\"" || s == "’" || s == "%" }
