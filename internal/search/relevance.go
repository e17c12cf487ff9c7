package search

import (
	"math/bits"
	"slices"
	"strings"

	"dossier/internal/query"
	"dossier/schema"
)

// Sought is what the text of a query asks for, each once, in its order. What must not
// stand there is left out.
func Sought(q query.Query) []Pattern {
	var out []Pattern
	q.Walk(func(n query.Node, not bool) {
		t, ok := n.(query.Text)
		if !ok || not {
			return
		}
		for _, p := range Patterns(t) {
			if !slices.ContainsFunc(out, p.same) {
				out = append(out, p)
			}
		}
	})
	return out
}

func (p Pattern) same(o Pattern) bool {
	return p.Stem == o.Stem && p.Exact == o.Exact && p.Glob == o.Glob && slices.Equal(p.Phrase, o.Phrase)
}

// How much it counts where something stands: in a record or one of its documents, in
// the record's own lines too (see [Lines]), and in its title too.
const (
	Anywhere  = 1
	InLines   = 1
	InTheName = 2
)

// Rarity is how much it counts that something is found that so many of all records
// have: 1 for what more than half of them have, one more each time they are half as many.
// It hardly changes while an archive grows, so that pages stay where they are.
func Rarity(found, all int) int { return bits.Len(uint(all / max(1, found))) }

// RelevanceKey is what a record of a score and a [Newest] key is sorted by: of equal
// scores the latest comes first.
func RelevanceKey(score, newest int) int { return score<<32 + newest - Unknown }

// RelevanceParts are the score and the [Newest] key that a key was made of.
func RelevanceParts(key int) (score, newest int) { return key >> 32, key&(1<<32-1) + Unknown }

// scores gives the key of each record found.
func (m *Memory) scores(q query.Query, found []*view) map[*view]int {
	sum := map[*view]int{}
	for _, p := range Sought(q) {
		n := 0
		for i := range m.items {
			if m.items[i].pattern(p) {
				n++
			}
		}
		rare := Rarity(n, len(m.items))
		for _, v := range found {
			sum[v] += rare * v.standing(p)
		}
	}
	out := map[*view]int{}
	for _, v := range found {
		out[v] = RelevanceKey(sum[v], Newest.Key(&v.facts))
	}
	return out
}

// standing is how much it counts where something stands.
func (v *view) standing(p Pattern) int {
	n := 0
	if v.pattern(p) {
		n += Anywhere
	}
	if stands(p, Lines(&v.item.Record)) {
		n += InLines
	}
	if stands(p, titles(&v.item.Record)) {
		n += InTheName
	}
	return n
}

func titles(r *schema.Record) []string { return []string{r.Title} }

// stands reports whether a word stands in lines, or every two of a phrase that are
// beside each other.
func stands(p Pattern, lines []string) bool {
	if len(p.Phrase) > 2 {
		for i := 1; i < len(p.Phrase); i++ {
			if !stands(Pattern{Phrase: p.Phrase[i-1 : i+1]}, lines) {
				return false
			}
		}
		return true
	}
	return slices.ContainsFunc(lines, func(s string) bool {
		list := strings.Fields(Fold(s))
		if p.Phrase != nil {
			return beside(list, p.Phrase, func(a, b string) bool { return a == b }) >= 0
		}
		return slices.ContainsFunc(list, func(w string) bool {
			return p.Stem != "" && Stem(w) == p.Stem || p.Exact != "" && w == p.Exact || p.Glob != "" && GlobMatches(p.Glob, w)
		})
	})
}
