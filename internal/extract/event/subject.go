package event

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// front is the words for the subject of p that have to stand before its clause
// [first, last), "" where the clause holds it, somebody beside the clause stands
// for it, or nobody is told.
func (r *reader) front(p *nlp.Predicate, first, last int, beside []claim.Argument) string {
	if r.attempt(p) >= 0 {
		return ""
	}
	g := subject(p)
	switch {
	case g == nil && p.Noun && p.Light >= 0 && p.Light < p.Word:
		if g = p.Agent(); g != nil && g.Last > p.Light {
			if g = p.Patient(); g == nil || !g.Shared || g.Last > p.Light {
				return ""
			}
			return r.wordsFor(g) // "the clerk received a call from him"
		}
	case g == nil:
		g = r.borrowed(p)
	case r.strayed(p) != nil:
		g = r.strayed(p)
	}
	if g == nil || g.Head >= first && g.Head < last || (p.Passive || g.Role == nlp.Agent) && holds(beside, g.Role) {
		return ""
	}
	if p.Word+1 == last && first == p.Word && !domain(p.Class) && r.in.Words[g.Head].UPOS == nlp.PRON {
		return "" // "he came": too little to stand alone
	}
	return r.wordsFor(g)
}

// wordsFor are the words that tell who an argument is.
func (r *reader) wordsFor(g *nlp.Argument) string {
	if r.in.Words[g.Head].UPOS != nlp.PRON || indefinite[r.in.Words[g.Head].Lemma] {
		return r.in.Text(r.cut(g))
	}
	if r.quoted(g.Head) {
		return r.in.WordText(g.Head) // whom a speaker means is his to say
	}
	return r.meant(g)
}

// quoted reports whether word i stands in a quotation of its sentence.
func (r *reader) quoted(i int) bool {
	open := false
	for k := r.in.Sentences[r.sentenceOf(i)].FirstWord; k < i; k++ {
		switch r.in.WordText(k) {
		case "“":
			open = true
		case "”":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// sentenceOf is the sentence of word i.
func (r *reader) sentenceOf(i int) int {
	return sort.Search(len(r.in.Sentences), func(k int) bool { return r.in.Sentences[k].LastWord > i })
}

// indefinite are the pronouns that stand for no one told elsewhere.
var indefinite = map[string]bool{"nobody": true, "none": true, "noone": true, "everybody": true, "everyone": true, "somebody": true,
	"someone": true, "anybody": true, "anyone": true, "nothing": true, "several": true, "many": true, "some": true, "others": true}

// meant is the description of whom a pronoun stands for.
func (r *reader) meant(g *nlp.Argument) string {
	if g.Chain < 0 {
		return ""
	}
	c := &r.in.Chains[g.Chain]
	m := &c.Mentions[c.Best]
	if m.Form != nlp.ByNoun && m.Form != nlp.ByName {
		return ""
	}
	last := max(r.upTo(m.Head, m.Last), m.Head+1)
	return r.in.Text(text.Span{Start: r.in.Words[m.First].Span.Start, End: r.in.Words[last-1].Span.End})
}

// joined is how many verbs joined to each other are followed.
const joined = 4

// borrowed is the subject of the verb that the verb of p is joined to, where it
// has none itself: "pushed him out and bolted the door".
func (r *reader) borrowed(p *nlp.Predicate) *nlp.Argument {
	if p.Noun || p.Attributive || p.Passive {
		return nil
	}
	w := p.Word
	for range joined {
		if g := r.leading(w); g != nil {
			return g
		}
		word := &r.in.Words[w]
		if word.Rel != nlp.Conj || word.Head < 0 || word.Head >= w {
			return nil
		}
		w = word.Head
		k := r.in.PredicateAt(w)
		if k < 0 {
			continue
		}
		if g := subject(&r.in.Predicates[k]); g != nil {
			return g
		}
	}
	return nil
}

// strayed is the subject of the main clause, where the tree joins a verb of moving
// or violence to a relative clause that only says what something is: "hit a car that
// belonged to a clerk and ran in". It is nil for any other verb.
func (r *reader) strayed(p *nlp.Predicate) *nlp.Argument {
	w := &r.in.Words[p.Word]
	if p.Noun || w.Rel != nlp.Conj || w.Head < 0 || r.in.Words[w.Head].Rel != nlp.AclRelcl || p.Class != nlp.Moving && p.Class != nlp.Attacking {
		return nil
	}
	k, noun := r.in.PredicateAt(w.Head), r.in.Words[w.Head].Head
	if k < 0 || noun < 0 || r.in.Predicates[k].Class != nlp.Being || r.in.Words[noun].Head < 0 {
		return nil
	}
	if k = r.in.PredicateAt(r.in.Words[noun].Head); k < 0 {
		return nil
	}
	return subject(&r.in.Predicates[k])
}

// leading is the subject of the first of several verbs in a row, where the parser
// hung that verb on the one at word w: "a guard fell, rose and fired". A clause
// with a conjunction of its own is none.
func (r *reader) leading(w int) *nlp.Argument {
	for k := r.in.PredicateAt(w) - 1; k >= 0 && r.in.Predicates[k].Word > w-most; k-- {
		q := &r.in.Predicates[k]
		if q.Noun || q.Tense == nlp.NoTense || r.in.Words[q.Word].Head != w || r.in.Words[q.Word].Rel != nlp.Advcl {
			continue
		}
		g := subject(q)
		if g == nil || q.Passive || g.First > 0 && r.marks(g.First-1) {
			return nil
		}
		return g
	}
	return nil
}

// marks reports whether word i brings in a clause.
func (r *reader) marks(i int) bool {
	return r.in.Words[i].UPOS == nlp.SCONJ || r.in.Words[i].Rel == nlp.MarkRel
}

// led reports whether the step tells of whom it is told: its words do not begin
// with the bare verb, or somebody beside them stands for its subject.
func (r *reader) led(p *nlp.Predicate, first int, front string, beside []claim.Argument) bool {
	if p.Noun || front != "" || holds(beside, nlp.Agent) || p.Passive && holds(beside, nlp.Patient) {
		return true
	}
	switch r.in.Words[first].UPOS {
	case nlp.VERB, nlp.AUX, nlp.ADV, nlp.PART:
		return false
	}
	return true
}

// ours reports whether p is what the writer or a speaker says of himself as he
// speaks, or an order: "we thank", "avoid the square".
func (r *reader) ours(p *nlp.Predicate) bool {
	if p.Noun {
		return false
	}
	if strings.Contains(r.in.Words[p.Word].Feats, "Mood=Imp") {
		return true
	}
	g := subject(p)
	if g == nil || p.Tense != nlp.Present || p.Perfect {
		return false
	}
	switch strings.ToLower(r.in.WordText(g.Head)) {
	case "we", "i", "you":
		return true
	}
	return false
}

// office reports whether the noun of p stands in a phrase that says what somebody
// is or does for: "in charge of", "in defence of".
func (r *reader) office(p *nlp.Predicate) bool {
	i := p.Word
	return i > 0 && i+1 < len(r.in.Words) && r.in.Words[i-1].Lemma == "in" && r.in.Words[i-1].Head == i && r.in.Words[i+1].Lemma == "of"
}
