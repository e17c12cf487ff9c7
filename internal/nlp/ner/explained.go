package ner

import (
	"slices"

	"dossier/internal/nlp"
)

// explained adds the acronyms that the document explains, "Harbour Workers
// Relief Association (HWRA)", wherever they stand, as names of the kind that the
// long form has. A long form that is tagged in part only is made whole.
func (r *reader) explained(tags []tagged) []tagged {
	kinds := map[string]string{}
	var long []tagged
	for i := range r.a.Sentences {
		s := &r.a.Sentences[i]
		for k := s.First + 2; k+2 < s.Last; k++ {
			if !bracket(r.a.Tokens[k].Lower) || !closing(r.a.Tokens[k+2].Lower) || !r.shortForm(k+1) {
				continue
			}
			if t, ok := r.longForm(k, s.First, tags); ok {
				long = append(long, t)
				kinds[r.a.TokenText(k+1)] = t.kind
			}
		}
	}
	if len(kinds) == 0 {
		return tags
	}
	out := whole(tags, long)
	for i := range r.a.Tokens {
		if kind := kinds[r.a.TokenText(i)]; kind != "" && !slices.ContainsFunc(out, func(t tagged) bool { return t.first <= i && i < t.last }) {
			out = append(out, tagged{i, i + 1, kind})
		}
	}
	slices.SortFunc(out, func(a, b tagged) int { return a.first - b.first })
	return out
}

// shortForm reports whether token i is three capitals or more.
func (r *reader) shortForm(i int) bool {
	return r.a.Tokens[i].Shape == nlp.Upper && len(r.a.Tokens[i].Lower) > 2 && r.acronym(i)
}

// longForm is the words before the bracket at k whose initials the acronym in it
// is made of, not before token from. They begin with a capital and the acronym's
// first letter.
func (r *reader) longForm(k, from int, tags []tagged) (tagged, bool) {
	short := r.a.Tokens[k+1].Lower
	for i := k - 2; i >= max(from, k-2*len(short)-2); i-- {
		if !r.words[i].cap || r.a.Tokens[i].Lower[0] != short[0] || !r.abbreviates(short, i, k) {
			continue
		}
		t := tagged{i, k, "ORG"}
		for _, o := range tags {
			if o.first < k && k <= o.last && o.kind == "LOC" && r.words[k-1].class&head == 0 {
				t.kind = "LOC"
			}
			if o.first < i && i < o.last && o.last == k {
				t.first = o.first // "the Northern Harbour Workers …" as it was tagged
			}
		}
		return t, true
	}
	return tagged{}, false
}

// whole is tags with each of long in place of those that it overlaps.
func whole(tags, long []tagged) []tagged {
	out := slices.DeleteFunc(slices.Clone(tags), func(t tagged) bool {
		return slices.ContainsFunc(long, func(l tagged) bool { return t.first < l.last && l.first < t.last })
	})
	for _, l := range long {
		if !slices.ContainsFunc(out, func(t tagged) bool { return t.first < l.last && l.first < t.last }) {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b tagged) int { return a.first - b.first })
	return out
}
