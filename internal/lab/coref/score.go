package coref

import (
	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
)

// Answer is what was found in a document.
type Answer struct {
	Chains  []Mention // mentions of chains of two and more
	Singles []Mention // mentions of things mentioned once
}

// Resolve finds chains with a model; a mention on its own counts when it is
// more likely one than not.
func Resolve(m *coref.Model, r *coref.Reading, a *nlp.Analysis) Answer {
	var out Answer
	chains := m.Chains(r, a)
	for c := range chains {
		for _, x := range chains[c].Mentions {
			out.Chains = append(out.Chains, Mention{Span: x.Span, Head: a.Words[x.Head].Span.Start, Chain: c, Pronoun: x.Form == nlp.ByPronoun})
		}
	}
	n := len(chains)
	for _, x := range m.Alone(r) {
		out.Singles = append(out.Singles, Mention{Span: x.Span, Head: a.Words[x.Head].Span.Start, Chain: n, Pronoun: x.Form == nlp.ByPronoun})
		n++
	}
	return out
}

// pair tells for each mention of ours which gold mention it is: the one of the
// same words or, with heads, one with the same head.
func pair(gold, ours []Mention, heads bool) []int {
	twin := make([]int, len(ours))
	taken := make([]bool, len(gold))
	match := func(same func(g, o *Mention) bool, key func(m *Mention) int) {
		at := map[int][]int{}
		for i := range gold {
			at[key(&gold[i])] = append(at[key(&gold[i])], i)
		}
		for i := range ours {
			if twin[i] >= 0 {
				continue
			}
			for _, g := range at[key(&ours[i])] {
				if !taken[g] && same(&gold[g], &ours[i]) {
					twin[i], taken[g] = g, true
					break
				}
			}
		}
	}
	for i := range twin {
		twin[i] = -1
	}
	match(func(g, o *Mention) bool { return g.Span == o.Span }, func(m *Mention) int { return m.Span.Start })
	if heads {
		match(func(g, o *Mention) bool { return g.Head == o.Head }, func(m *Mention) int { return m.Head })
	}
	return twin
}

// plural is the mentions whose chain has at least two.
func plural(ms []Mention) []Mention {
	count := map[int]int{}
	for _, m := range ms {
		count[m.Chain]++
	}
	var out []Mention
	for _, m := range ms {
		if count[m.Chain] > 1 {
			out = append(out, m)
		}
	}
	return out
}

// Sheet is the scores of a set of documents.
type Sheet struct {
	Exact, Heads  Scores // without things mentioned once
	Singles       Scores // with them
	Pronoun, Noun Ratio  // he and she, and descriptions of persons, tied to the right thing
}

// Add scores the answer to one document.
func (s *Sheet) Add(d *Document, ans Answer) {
	gold := plural(d.Gold)
	s.Exact.Add(gold, ans.Chains, pair(gold, ans.Chains, false))
	s.Heads.Add(gold, ans.Chains, pair(gold, ans.Chains, true))
	all := append(append([]Mention{}, ans.Chains...), ans.Singles...)
	s.Singles.Add(d.Gold, all, pair(d.Gold, all, false))
	s.persons(d, ans)
}

// persons counts how many pronouns and descriptions of single persons are tied to
// the right one.
func (s *Sheet) persons(d *Document, ans Answer) {
	ours := ans.Chains
	twin := pair(d.Gold, ours, true)
	back := make([]int, len(d.Gold)) // by gold mention: ours, -1 for none
	for i := range back {
		back[i] = -1
	}
	for i, g := range twin {
		if g >= 0 {
			back[g] = i
		}
	}
	met := map[int]bool{}
	count := map[int]int{}
	for _, g := range d.Gold {
		count[g.Chain]++
	}
	for i, g := range d.Gold {
		switch {
		case count[g.Chain] < 2:
		case d.Sorts[i] == HeOrShe:
			s.Pronoun.add(right(ours, d.Gold, twin, back[i], g.Chain), 1)
		case d.Sorts[i] == PersonDescription && met[g.Chain]:
			s.Noun.add(right(ours, d.Gold, twin, back[i], g.Chain), 1)
		}
		met[g.Chain] = true
	}
}

// right is 1 when mention k of ours stands in the chain of the right thing: most of
// the other names and nouns of its chain or, where it has none, most of its
// pronouns belong to the gold chain.
func right(ours, gold []Mention, twin []int, k, chain int) float64 {
	if k < 0 {
		return 0
	}
	for _, pronouns := range []bool{false, true} {
		votes := map[int]int{} // by gold chain
		all := 0
		for i, o := range ours {
			if i == k || o.Chain != ours[k].Chain || o.Pronoun != pronouns {
				continue
			}
			all++
			if twin[i] >= 0 {
				votes[gold[twin[i]].Chain]++
			}
		}
		if all > 0 {
			return most(votes, chain)
		}
	}
	return 0
}

// most is 1 when chain has at least as many votes as any other, and one at least.
func most(votes map[int]int, chain int) float64 {
	for _, n := range votes {
		if n > votes[chain] {
			return 0
		}
	}
	return float64(min(1, votes[chain]))
}
