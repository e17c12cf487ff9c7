package coref

import (
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
)

// The rules are what the trained ranking is measured against: the surest ties
// first, the way of sieves. What the syntax equates is one; names and nouns with
// the same words are one, and nouns with the definite article and names with the
// same head; a pronoun is the nearest thing that agrees, a subject before
// others.

// ResolveByRules finds chains by the rules, over the mentions that the model
// finds likely.
func ResolveByRules(m *coref.Model, r *coref.Reading, a *nlp.Analysis) Answer {
	found := append([]coref.Found{}, m.Weigh(r, a)...)
	of := r.Resolve(0, coref.LeastGroupWeight, func(place int, options []coref.Option) int { return byRule(a, &found[place], options) })
	count := map[int32]int{}
	for _, e := range of {
		count[e]++
	}
	var out Answer
	for i, e := range of {
		if e < 0 {
			continue
		}
		f := found[i]
		x := Mention{Span: f.Span, Head: a.Words[f.Head].Span.Start, Chain: int(e), Pronoun: f.Form == nlp.ByPronoun}
		if count[e] > 1 {
			out.Chains = append(out.Chains, x)
		} else if !f.Group {
			out.Singles = append(out.Singles, x)
		}
	}
	return out
}

func byRule(a *nlp.Analysis, f *coref.Found, options []coref.Option) int {
	definite := strings.HasPrefix(strings.ToLower(a.Text(f.Span)), "the ")
	pronoun := strings.ToLower(a.WordText(f.Head))
	for k, o := range options {
		switch {
		case k == 0:
		case o.Related,
			f.Form != nlp.ByPronoun && o.Words,
			f.Form == nlp.ByName && o.Head,
			f.Form == nlp.ByNoun && definite && o.Head && o.Agrees:
			return k
		}
	}
	if f.Form != nlp.ByPronoun {
		return 0
	}
	far := 2
	switch pronoun {
	case "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your":
		far = 100
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "themselves", "it", "its", "itself":
	default:
		return 0
	}
	nearest := 0
	for k, o := range options {
		if k == 0 || !o.Agrees || o.Sentences > far {
			continue
		}
		if o.Subject {
			return k
		}
		if nearest == 0 {
			nearest = k
		}
	}
	return nearest
}
