package ner

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// longestPosition is the most tokens the description beside a name may have.
const longestPosition = 24

// positions finds the office or description beside each person's name: right
// before it ("Tehran police chief X"), before a comma ("the mayor of Y, X") or
// after one ("X, mayor of Y,"). It also gives persons the country that their
// position tells.
func (r *reader) positions() {
	for i := range r.names {
		c := &r.names[i]
		if c.Kind != entity.Person {
			continue
		}
		r.bounds(c)
		for _, find := range []func(*candidate) (int, int){r.describedBefore, r.describedAcrossComma, r.describedAfter} {
			if !c.Position.IsZero() {
				break
			}
			if from, to := find(c); from < to {
				c.Position = r.a.SpanOf(from, to)
			}
		}
		if !c.Position.IsZero() {
			c.Country = r.countryAround(c)
		}
	}
}

// describedBefore is the description that ends right before the name.
func (r *reader) describedBefore(c *candidate) (from, to int) {
	to = c.First
	for r.is(to-1, title) && !r.is(to-1, office) {
		to--
	}
	if !r.is(to-1, office|role) || r.plural(to-1) {
		return 0, 0
	}
	return r.leftEdge(to - 1), to
}

// leftEdge is where the description whose last post word is k starts.
func (r *reader) leftEdge(k int) int {
	for n := 0; k > r.first && n < 10; n++ {
		p := k - 1
		switch {
		case r.is(p, never) || r.is(p, speech) || r.is(p, calendar):
			return k
		case r.is(p, modifier|domain|office|role|head|facility|placeHead|group):
		case r.words[p].cap:
		case (r.lower(p) == "'s" || r.lower(p) == "’s") && p > r.first && (r.words[p-1].cap || r.is(p-1, office|head|facility)):
		case r.words[p].class == 0 && compound(r.lower(p)):
		default:
			return k
		}
		k = p
	}
	return k
}

// compound reports whether w is a hyphenated description: "high-profile".
func compound(w string) bool {
	for i := 1; i+1 < len(w); i++ {
		if w[i] == '-' {
			return w[0] > '9'
		}
	}
	return false
}

// describedAcrossComma is the description that ends at the comma before the
// name: "The mayor of London, X".
func (r *reader) describedAcrossComma(c *candidate) (from, to int) {
	return r.acrossComma(c.First)
}

// acrossComma is the description that ends at the comma before token i.
func (r *reader) acrossComma(i int) (from, to int) {
	to = i - 1
	if r.lower(to) != "," {
		return 0, 0
	}
	from = to
	for k := to - 1; k >= r.first && k > to-longestPosition; k-- {
		if r.is(k, office|role) && !r.plural(k) && (k+1 == to || joint(r.lower(k+1))) {
			from = k
			continue
		}
		if r.breaksDescription(k) {
			break
		}
	}
	if from == to {
		return 0, 0
	}
	return r.leftEdge(from), to
}

// joint reports whether w joins a post to what it is over.
func joint(w string) bool {
	switch w {
	case "of", "for", "to", "at", "in", "with", "and":
		return true
	}
	return false
}

// breaksDescription reports whether token k ends a description's words.
func (r *reader) breaksDescription(k int) bool {
	t := &r.a.Tokens[k]
	switch {
	case joint(t.Lower), t.Lower == "the", t.Lower == "'s", t.Lower == "’s", t.Lower == "&":
		return false
	case t.Shape == nlp.Punct:
		return true
	case r.is(k, never), r.is(k, speech) && !r.words[k].cap:
		return true
	}
	switch t.Lower {
	case "killed", "shot", "injured", "wounded", "met", "visited", "arrested", "attacked", "left", "took", "made", "held":
		return true
	}
	return false
}

// describedAfter is the description after the name and a comma: "X, 53, head of
// the agency, told".
func (r *reader) describedAfter(c *candidate) (from, to int) {
	k := c.Last
	if r.lower(k) == "(" && r.age(k+1) {
		k += 3
	}
	if r.lower(k) != "," && r.lower(k) != "—" && r.lower(k) != "–" {
		return 0, 0
	}
	k++
	if r.age(k) && r.lower(k+1) == "," {
		k += 2
	}
	if w := r.lower(k); w == "the" || w == "a" || w == "an" || w == "his" || w == "her" {
		k++
	}
	from = k
	if !r.opensDescription(from) {
		return 0, 0
	}
	for k < r.last && k < from+longestPosition && !r.breaksDescription(k) && !finite[r.lower(k)] {
		k++
	}
	return from, r.trimDescription(from, k)
}

// finite are verbs that end a description.
var finite = map[string]bool{"was": true, "were": true, "is": true, "are": true, "has": true, "had": true, "have": true, "will": true, "would": true}

// opensDescription reports whether a post or role comes first among the words
// from k on, after nothing but what can modify it.
func (r *reader) opensDescription(k int) bool {
	for n := 0; n < 8 && k < r.last; n++ {
		switch {
		case r.is(k, office|role):
			// "X, the president said": somebody else.
			return !r.is(k+1, speech) && !r.is(k+1, office|role)
		case r.is(k, never):
			return false
		case r.is(k, modifier|domain|head|group|facility), r.words[k].cap, compound(r.lower(k)):
		case r.lower(k) == "'s", r.lower(k) == "’s":
		default:
			return false
		}
		k++
	}
	return false
}

// trimDescription cuts small words off the end of a description.
func (r *reader) trimDescription(from, to int) int {
	for to > from {
		w := r.lower(to - 1)
		if !joint(w) && w != "the" && w != "&" {
			break
		}
		to--
	}
	return to
}

// countryAround is the country of the first state or nationality inside the
// position of c.
func (r *reader) countryAround(c *candidate) string {
	for k := r.first; k < r.last; k++ {
		sp := r.a.Tokens[k].Span
		if sp.Start < c.Position.Start {
			continue
		}
		if sp.End > c.Position.End {
			break
		}
		h := r.words[k].hit
		if h.country != "" && (h.kind == entity.State || h.adjective) && sp.Start >= c.Position.Start {
			return h.country
		}
	}
	return ""
}
