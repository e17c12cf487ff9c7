package ner

import (
	"strings"
	"unicode"

	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// settle decides the doubtful candidates by what the whole document shows and
// drops those that remain nothing.
func (r *reader) settle() {
	people := r.people()
	expanded := r.acronyms()
	kept := r.names[:0]
	for i := range r.names {
		c := r.names[i]
		if c.doubtful {
			c.Kind = r.kindOf(&c, people, expanded)
			c.doubtful = false
		}
		if c.Kind != "" {
			kept = append(kept, c)
		}
	}
	r.names = kept
}

// part is where a word stands in the names of a document's people.
type part uint8

const (
	asFirst part = 1 << iota
	asLast
	asOnly
)

// people is every word of the names that are surely persons'.
func (r *reader) people() map[string]part {
	m := make(map[string]part, 64)
	for i := range r.names {
		c := &r.names[i]
		if c.Kind != entity.Person || c.doubtful {
			continue
		}
		first, last := fold(r.a.Tokens[c.First].Lower), fold(r.a.Tokens[c.Last-1].Lower)
		if c.Last == c.First+1 {
			m[first] |= asOnly | asLast
			continue
		}
		m[first] |= asFirst
		m[last] |= asLast
		if c.Last-c.First > 2 {
			m[fold(r.a.Tokens[c.Last-2].Lower)] |= asLast
		}
	}
	return m
}

// acronyms is every acronym that the document explains: "Name (ABC)" or "ABC
// (Name)".
func (r *reader) acronyms() map[string]bool {
	m := map[string]bool{}
	for i := range r.names {
		c := &r.names[i]
		if c.Last-c.First < 2 || c.Last+1 >= len(r.a.Tokens) {
			continue
		}
		open := r.a.Tokens[c.Last].Lower
		if open != "(" && open != "[" {
			continue
		}
		t := &r.a.Tokens[c.Last+1]
		if t.Shape == nlp.Upper && r.abbreviates(t.Lower, c.First, c.Last) {
			m[t.Lower] = true
		}
	}
	return m
}

// abbreviates reports whether the letters of short are initials of tokens
// [i, j), in order; small words may be skipped, and as many as a third of the
// others.
func (r *reader) abbreviates(short string, i, j int) bool {
	short = strings.ReplaceAll(strings.ReplaceAll(short, ".", ""), "-", "")
	if len(short) < 2 {
		return false
	}
	at, skipped, n := 0, 0, 0
	for k := i; k < j; k++ {
		for _, p := range strings.FieldsFunc(r.a.Tokens[k].Lower, func(c rune) bool { return c == '-' }) {
			n++
			if at < len(short) && p[0] == short[at] {
				at++
				continue
			}
			if !r.smallWord(p) {
				skipped++
			}
		}
	}
	return at == len(short) && skipped*3 <= n
}

func (r *reader) smallWord(w string) bool {
	switch w {
	case "of", "the", "and", "for", "in", "on", "to", "'s", "’s", "de", "la", "&", "al":
		return true
	}
	return false
}

// kindOf is what the doubtful candidate c is, "" for nothing.
func (r *reader) kindOf(c *candidate, people map[string]part, expanded map[string]bool) entity.Kind {
	r.bounds(c)
	last := r.a.Tokens[c.Last-1].Lower
	single := c.Last == c.First+1
	p := people[fold(last)]
	switch {
	case single && r.acronym(c.First):
		if expanded[last] || r.organisationScore(c) >= 3 {
			return entity.Organisation
		}
		return ""
	case single && p&(asLast|asOnly) != 0 && c.score > -3:
		return entity.Person
	case single && p&asFirst != 0 && c.score > -2 && !r.words[c.First].common:
		return entity.Person
	case !single && p&asLast != 0 && c.score >= 0:
		return entity.Person
	}
	if c.score >= 2 && (!single || r.words[c.First].given && !r.words[c.First].common) {
		return entity.Person
	}
	if single {
		return r.singleKind(c)
	}
	if r.organisationScore(c) >= 3 {
		return entity.Organisation
	}
	return ""
}

// bounds makes the sentence of c the current one.
func (r *reader) bounds(c *candidate) {
	lo, hi := 0, len(r.a.Sentences)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if r.a.Sentences[mid].Last > c.First {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	s := r.a.Sentences[lo]
	r.first, r.last = s.First, s.Last
}

// acronym reports whether token i is written as acronyms are: in capitals, with
// digits or a small letter between at most ("TVN24", "DoD").
func (r *reader) acronym(i int) bool {
	s := r.a.TokenText(i)
	if len(s) < 2 || len(s) > 7 || initial(s) || !unicode.IsUpper(rune(s[0])) {
		return false
	}
	if r.a.Tokens[i].Shape == nlp.Upper {
		return true
	}
	low := 0
	for _, c := range s {
		if unicode.IsLower(c) {
			low++
		}
	}
	return low <= 1 && len(s) <= 5 && !unicode.IsLower(rune(s[len(s)-1]))
}

// singleKind is what a doubtful name of one word is.
func (r *reader) singleKind(c *candidate) entity.Kind {
	if r.words[c.First].common || r.words[c.First].weak {
		return ""
	}
	switch {
	case r.is(c.First-1, locative) && c.score > -4:
		return entity.Place
	case r.organisationScore(c) >= 3:
		return entity.Organisation
	}
	return ""
}

// organisationScore weighs what stands beside c for an organisation.
func (r *reader) organisationScore(c *candidate) int {
	score := 0
	p := c.First - 1
	if r.lower(p) == "the" {
		score++
		if r.words[p].cap && !r.words[p].weak {
			score += 2 // "told The Observer"
		}
		p--
	}
	switch r.lower(p) {
	case "to":
		if r.lower(p-1) == "according" || r.lower(p-1) == "belonging" || r.lower(p-1) == "linked" {
			score += 2
		}
	case "of":
		if w := r.lower(p - 1); w == "members" || w == "member" || w == "leader" || w == "name" || w == "spokesman" {
			score += 2
		}
	case "by", "told":
		score++
	case "agency", "group", "network", "newspaper", "channel", "organisation", "organization", "outlet", "website", "broadcaster",
		"daily", "magazine", "party", "company", "firm", "militia", "station":
		score += 3
	}
	switch e := c.Last; {
	case r.is(e, speech):
		score += 2
	case r.words[e-1].class&head != 0:
		score += 2
	case e < r.last:
		switch r.lower(e) {
		case "member", "members", "fighters", "militants", "supporters", "group", "officials", "official", "agents", "spokesman",
			"spokeswoman", "spokesperson", "faction", "rebels", "leader", "network", "agency", "newspaper":
			score += 3
		case ")":
			score++
		}
	}
	return score
}
