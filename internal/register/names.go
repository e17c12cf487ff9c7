package register

import (
	"cmp"
	"slices"
	"strings"

	"dossier/internal/name"
	"dossier/internal/query"
	"dossier/internal/search"
)

// Name is a name of a kind of entity, with how many records use it.
type Name struct {
	Kind   string `json:"kind"`
	Folded string `json:"folded"`
	Shown  string `json:"shown"` // as one of them writes it
	Uses   int    `json:"records"`
}

// InRecord is how a source fared in the record of a number.
type InRecord struct {
	Key int64
	Tally
}

// Field is the field of search that holds the names of a kind.
func Field(kind string) query.Field {
	if kind == "organisation" {
		return "org"
	}
	return query.Field(kind)
}

// Pattern is the words that somebody looks a name up by; a word may end in "*".
func Pattern(words string) []string {
	return search.NamePattern(query.Value{Text: words, Wild: strings.Contains(words, "*")})
}

// Matching gives the names that a pattern finds, all for an empty one, most used
// first: limit of them, after the first few are skipped.
func Matching(list []Name, pattern []string, skip, limit int) []Name {
	out := slices.Clone(list)
	if len(pattern) > 0 {
		out = slices.DeleteFunc(out, func(n Name) bool { return !search.NameMatches(Field(n.Kind), n.Folded, pattern) })
	}
	slices.SortFunc(out, func(a, b Name) int {
		return cmp.Or(b.Uses-a.Uses, strings.Compare(a.Folded, b.Folded))
	})
	skip = min(skip, len(out))
	return out[skip:min(len(out), skip+limit)]
}

// HasSound reports whether a folded name has a word of a sound in it, or two beside
// each other that are one.
func HasSound(folded, sound string) bool {
	return slices.ContainsFunc(search.NameKeys(folded), func(w string) bool { return name.Key(w) == sound })
}

// NamesOf is every name of a kind in a cast, folded once, with how it is written.
func NamesOf(c *Cast, kind string) map[string]string {
	out := map[string]string{}
	for i := range c.Members {
		if c.Members[i].Kind != kind {
			continue
		}
		for _, n := range c.Members[i].Names() {
			f := search.Fold(n)
			if had, ok := out[f]; f != "" && (!ok || n < had) {
				out[f] = n
			}
		}
	}
	return out
}
