package attribution

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// source is a speaker found in the text.
type source struct {
	who         claim.EntityID
	span        text.Span
	first, last int
}

// subject is the source that stands before the cue at token i.
func (r *reader) subject(i int) (source, bool) {
	if i-2 > r.first && papers[r.lower(i-1)] && strings.HasSuffix(r.lower(i), "ing") {
		// "The group issued a statement denying …": the group speaks.
		if s, ok := r.nounPhrase(r.clauseStart(i-1), i-2); ok {
			return s, true
		}
	}
	k := i
	for k > r.first && r.skippable(k-1) {
		k--
	}
	lo := r.clauseStart(k)
	if lo >= k {
		return r.carried(i)
	}
	if s, ok := r.adjacent(lo, k); ok {
		return s, true
	}
	if s, ok := r.personIn(lo, k); ok {
		return s, true
	}
	if w := r.lower(k - 1); pronouns[w] {
		return r.pronoun(k-1, w)
	}
	if s, ok := r.nounPhrase(lo, k); ok {
		return s, true
	}
	if lo > r.first && r.lower(lo-1) == "and" { // "students seized the embassy and demanded"
		return r.nounPhrase(r.first, lo-1)
	}
	return source{}, false
}

// adjacent is the name or description that ends right before token k, where it
// hangs on nothing.
func (r *reader) adjacent(lo, k int) (source, bool) {
	if ni := r.namesAt[k-1]; ni >= 0 {
		n := &r.in.Names[ni]
		if n.First < lo || n.Adjective || r.in.EntityOf[ni] == "" || n.Kind == entity.Place || r.behindPreposition(n.First, lo) {
			return source{}, false
		}
		return source{r.in.EntityOf[ni], n.Span, n.First, n.Last}, true
	}
	if !speakers[r.lower(k-1)] {
		return source{}, false
	}
	first := r.phraseStart(k-1, lo)
	if r.behindPreposition(first, lo) {
		return source{}, false
	}
	sp := r.in.SpanOf(first, k)
	return source{extract.Describe(r.in, sp, speakerKind(r.lower(k-1))), sp, first, k}, true
}

// papers are things in which somebody speaks.
var papers = words("statement letter message communiqué communique video tape recording email tweet post note")

// skippable are words between a subject and its verb.
func (r *reader) skippable(i int) bool {
	w := r.lower(i)
	if auxiliaries[w] || w == "," {
		return true
	}
	for ti := range r.in.Times {
		t := &r.in.Times[ti]
		if t.First <= i && i < t.Last {
			return true
		}
	}
	if i+1 < r.end && timeWords[w] {
		return r.inTimeAfter(i + 1)
	}
	return false
}

// inTimeAfter reports whether a time expression starts at token i or just after
// an article there.
func (r *reader) inTimeAfter(i int) bool {
	for ti := range r.in.Times {
		if t := &r.in.Times[ti]; t.First == i || t.First == i+1 {
			return true
		}
	}
	return false
}

// clauseStart is where the clause that ends before token k begins.
func (r *reader) clauseStart(k int) int {
	for j := k - 1; j >= r.first; j-- {
		w := r.lower(j)
		if w == ";" || w == ":" || w == "(" || w == ")" || w == "•" || isQuote(w) || w == "." {
			return j + 1
		}
		if clauseBreaks[w] && r.namesAt[j] < 0 && !(w == "and" && r.joinsNames(j)) {
			return j + 1
		}
	}
	return r.first
}

// joinsNames reports whether the "and" at j stands inside a name or between two
// parts of one subject.
func (r *reader) joinsNames(j int) bool {
	return j > r.first && r.namesAt[j-1] >= 0 && j+1 < r.end && r.namesAt[j+1] >= 0
}

// personIn is the last person named among tokens [lo, hi) who can be the
// subject: not in a possessive or behind a preposition.
func (r *reader) personIn(lo, hi int) (source, bool) {
	for j := hi - 1; j >= lo; j-- {
		ni := r.namesAt[j]
		if ni < 0 {
			continue
		}
		n := &r.in.Names[ni]
		j = n.First
		if n.Kind != entity.Person || r.in.EntityOf[ni] == "" || r.possessive(n.Last) || r.behindPreposition(n.First, lo) {
			continue
		}
		if hi-n.Last > 2 && !r.apposed(n.Last, hi) {
			continue
		}
		return source{r.in.EntityOf[ni], n.Span, n.First, n.Last}, true
	}
	return source{}, false
}

// apposed reports whether what stands between a name and the cue is a
// description set off by commas.
func (r *reader) apposed(i, hi int) bool {
	return i < hi && (r.lower(i) == "," || r.lower(i) == "(" || r.lower(i) == "who") || !r.hasVerb(i, hi)
}

func (r *reader) possessive(i int) bool {
	return i < r.end && (r.lower(i) == "'s" || r.lower(i) == "’s" || r.lower(i) == "'" || r.lower(i) == "’")
}

// behindPreposition reports whether the name at token i hangs on a preposition
// within the clause: "a friend of X".
func (r *reader) behindPreposition(i, lo int) bool {
	for k := i - 1; k >= lo && k >= i-2; k-- {
		if w := r.lower(k); prepositions[w] && r.namesAt[k] < 0 {
			return true
		}
		if r.in.Tokens[k].Shape == nlp.Lower && r.lower(k) != "the" {
			return false
		}
	}
	return false
}

// pronoun leads a pronoun to the last speaker or person named before it.
func (r *reader) pronoun(i int, w string) (source, bool) {
	if w == "who" {
		return r.antecedent(i)
	}
	if w == "it" || w == "i" || w == "we" {
		if w == "it" && r.lastWho != "" && r.si-r.last <= 1 {
			return source{r.lastWho, r.in.Tokens[i].Span, i, i + 1}, true
		}
		return source{}, false
	}
	if r.lastWho != "" && r.si-r.last <= 2 {
		return source{r.lastWho, r.in.Tokens[i].Span, i, i + 1}, true
	}
	for ni := len(r.in.Names) - 1; ni >= 0; ni-- {
		n := &r.in.Names[ni]
		if n.First < i && n.Kind == entity.Person && r.in.EntityOf[ni] != "" && i-n.First < 60 && w != "they" {
			return source{r.in.EntityOf[ni], r.in.Tokens[i].Span, i, i + 1}, true
		}
	}
	return source{}, false
}

// antecedent is the name or noun before a relative "who".
func (r *reader) antecedent(i int) (source, bool) {
	k := i
	for k > r.first && r.lower(k-1) == "," {
		k--
	}
	if k == r.first {
		return source{}, false
	}
	if ni := r.namesAt[k-1]; ni >= 0 && r.in.EntityOf[ni] != "" {
		n := &r.in.Names[ni]
		return source{r.in.EntityOf[ni], n.Span, n.First, n.Last}, true
	}
	return r.nounPhrase(r.clauseStart(k), k)
}

// carried is the source of a coordinated or participle cue without a subject of
// its own: the last speaker of the same sentence.
func (r *reader) carried(i int) (source, bool) {
	if r.lastWho != "" && r.last == r.si {
		return source{r.lastWho, r.lastSpan, i, i}, true
	}
	return source{}, false
}

// nounPhrase is the speaker that tokens [lo, hi) name: a person, an organisation
// or state, or a description headed by a noun for people or bodies that speak.
func (r *reader) nounPhrase(lo, hi int) (source, bool) {
	if lo >= hi {
		return source{}, false
	}
	if s, ok := r.personIn(lo, hi); ok {
		return s, true
	}
	if s, ok := r.described(lo, hi); ok {
		return s, true
	}
	for j := lo; j < hi; j++ { // the first body named that hangs on nothing
		ni := r.namesAt[j]
		if ni < 0 {
			continue
		}
		n := &r.in.Names[ni]
		j = n.Last - 1
		if n.Adjective || r.in.EntityOf[ni] == "" || r.possessive(n.Last) || r.behindPreposition(n.First, lo) {
			continue
		}
		return source{r.in.EntityOf[ni], n.Span, n.First, n.Last}, true
	}
	if w := r.lower(hi - 1); pronouns[w] && hi-lo <= 2 {
		return r.pronoun(hi-1, w)
	}
	return source{}, false
}

// described is the description headed by the first speaking noun of [lo, hi)
// that is no part of a name.
func (r *reader) described(lo, hi int) (source, bool) {
	for j := lo; j < hi; j++ {
		if r.namesAt[j] >= 0 && !r.in.Names[r.namesAt[j]].Adjective {
			n := &r.in.Names[r.namesAt[j]]
			if !r.possessive(n.Last) && n.Kind != entity.Place && n.Kind != entity.State && !r.behindPreposition(n.First, lo) {
				return source{}, false // a named body comes first
			}
			j = n.Last - 1
			continue
		}
		if !speakers[r.lower(j)] || j+1 < hi && speakers[r.lower(j+1)] && r.namesAt[j+1] < 0 {
			continue
		}
		first := r.phraseStart(j, lo)
		sp := r.in.SpanOf(first, j+1)
		return source{extract.Describe(r.in, sp, speakerKind(r.lower(j))), sp, first, j + 1}, true
	}
	return source{}, false
}

// phraseStart walks back from the head noun at j over its modifiers.
func (r *reader) phraseStart(j, lo int) int {
	k := j
	for k > lo {
		w := r.lower(k - 1)
		sh := r.in.Tokens[k-1].Shape
		if sh == nlp.Punct || sh == nlp.Symbol || prepositions[w] || clauseBreaks[w] || w == "the" || w == "a" || w == "an" || r.hasVerb(k-1, k) {
			break
		}
		k--
	}
	return k
}

// speakerKind tells whether a speaking noun means one person or a body.
func speakerKind(w string) entity.Kind {
	switch w {
	case "spokesman", "spokeswoman", "spokesperson", "prosecutor", "witness", "eyewitness", "minister", "president", "mayor",
		"governor", "leader", "doctor", "expert", "analyst", "lawyer", "attorney", "resident", "neighbour", "neighbor", "suspect",
		"attacker", "gunman", "perpetrator", "assailant", "student", "chief", "commander", "general", "colonel", "captain", "officer",
		"ambassador", "consul", "diplomat", "judge", "survivor", "victim", "mother", "father", "brother", "sister", "wife", "husband",
		"son", "daughter", "friend", "colleague", "teacher", "director", "manager", "owner", "employee", "guard", "driver", "bystander",
		"cleric", "priest", "bishop", "journalist", "correspondent", "coroner", "inmate", "informant", "caller", "writer", "author":
		return entity.Person
	}
	return entity.Organisation
}
