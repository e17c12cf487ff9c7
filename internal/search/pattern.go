package search

import (
	"slices"
	"strings"

	"dossier/internal/name"
	"dossier/internal/query"
)

// Pattern is what one piece of a query's text asks of the words of a record. One of
// its parts is set.
type Pattern struct {
	Stem   string   // one word, in any of its forms
	Exact  string   // one word as it is
	Phrase []string // words that stand beside each other in one text
	Glob   string   // one word; each "*" stands for any letters
}

// Patterns are what a text asks, all of which must hold. Text without a word to
// search for gives none, and holds nowhere.
//
// A bare word stands for all its forms; a bare word that hyphens part, and several
// words in quotation marks, are a phrase; a pattern with "*" and hyphens is sought
// piece by piece.
func Patterns(t query.Text) []Pattern {
	if !t.Exact && strings.Contains(t.Words, "*") {
		return globs(t.Words)
	}
	list := strings.Fields(Fold(t.Words))
	switch {
	case len(list) == 0:
		return nil
	case len(list) > 1:
		return []Pattern{{Phrase: list}}
	case t.Exact:
		return []Pattern{{Exact: list[0]}}
	}
	return []Pattern{{Stem: Stem(list[0])}}
}

// globs are the pieces of a text with "*" in it.
func globs(s string) []Pattern {
	var out []Pattern
	for _, piece := range strings.FieldsFunc(s, func(r rune) bool { return !inside(r) && !apostrophe(r) && r != '*' }) {
		if !strings.Contains(piece, "*") {
			for w := range words(piece) {
				out = append(out, Pattern{Exact: w.Text})
			}
			continue
		}
		if g := glob(piece); g != "" {
			out = append(out, Pattern{Glob: g})
		}
	}
	return out
}

// glob folds the letters of a pattern and leaves its stars; "" when it does not
// begin with a letter.
func glob(s string) string {
	var buf []byte
	for _, r := range s {
		switch {
		case r == '*' && len(buf) == 0:
			return ""
		case r == '*' && buf[len(buf)-1] != '*':
			buf = append(buf, '*')
		case inside(r):
			buf = fold(buf, r)
		}
	}
	return string(buf)
}

// Head is what stands before the first star of a glob, and whether nothing but that
// star follows.
func Head(g string) (head string, prefix bool) {
	head, rest, _ := strings.Cut(g, "*")
	return head, rest == ""
}

// GlobMatches reports whether a folded word is one that a glob stands for.
func GlobMatches(g, w string) bool {
	parts := strings.Split(g, "*")
	last := len(parts) - 1
	if last == 0 {
		return g == w
	}
	if !strings.HasPrefix(w, parts[0]) {
		return false
	}
	w = w[len(parts[0]):]
	for _, p := range parts[1:last] {
		i := strings.Index(w, p)
		if i < 0 {
			return false
		}
		w = w[i+len(p):]
	}
	return strings.HasSuffix(w, parts[last])
}

// NamePattern is what a value asks of a name: words beside each other, each of which
// may be a glob.
func NamePattern(v query.Value) []string {
	if !v.Wild {
		return strings.Fields(Fold(v.Text))
	}
	var out []string
	for _, piece := range strings.FieldsFunc(v.Text, func(r rune) bool { return !inside(r) && !apostrophe(r) && r != '*' }) {
		if !strings.Contains(piece, "*") {
			out = append(out, strings.Fields(Fold(piece))...)
		} else if g := glob(piece); g != "" {
			out = append(out, g)
		}
	}
	return out
}

// bodies are the fields whose names are of people and groups, which documents spell in
// many ways.
var bodies = map[query.Field]bool{
	"person": true, "org": true, "group": true, "perpetrator": true, "suspect": true, "victim": true, "claimed_by": true, "said_by": true,
}

// NameMatches reports whether the words of a pattern stand beside each other in a
// folded name of a field. In names of people and groups another spelling of a word is
// that word ("Hoseinzadeh", "Hosseinzadeh"), and two words may be written as one.
func NameMatches(f query.Field, folded string, pattern []string) bool {
	return NameMatcher(f, pattern)(folded)
}

// NameMatcher is NameMatches for many names and one pattern.
func NameMatcher(f query.Field, pattern []string) func(folded string) bool {
	known := likeness{}
	return func(folded string) bool { return known.matches(f, folded, pattern) }
}

func (l likeness) matches(f query.Field, folded string, pattern []string) bool {
	if len(pattern) == 0 {
		return false
	}
	list := strings.Fields(folded)
	if !bodies[f] {
		return beside(list, pattern, GlobMatches) >= 0
	}
	if beside(list, pattern, l.alike) >= 0 {
		return true
	}
	whole := strings.Join(pattern, "")
	if strings.Contains(whole, "*") {
		return false
	}
	if len(pattern) > 1 {
		return slices.ContainsFunc(list, func(w string) bool { return l.alike(whole, w) })
	}
	return slices.ContainsFunc(joined(list), func(w string) bool { return l.alike(whole, w) })
}

func alike(pattern, w string) bool {
	if strings.Contains(pattern, "*") {
		return GlobMatches(pattern, w)
	}
	return pattern == w || name.Alike(pattern, w)
}

// likeness remembers which words are alike: a text has each of its words many times.
type likeness map[[2]string]bool

func (l likeness) alike(pattern, w string) bool {
	k := [2]string{pattern, w}
	yes, ok := l[k]
	if !ok {
		yes = alike(pattern, w)
		l[k] = yes
	}
	return yes
}

// joined is every two words that stand beside each other, as one.
func joined(list []string) []string {
	var out []string
	for i := 1; i < len(list); i++ {
		out = append(out, list[i-1]+list[i])
	}
	return out
}

// NameKeys are the words that a folded name is found by: its own, and every two beside
// each other as one.
func NameKeys(folded string) []string {
	list := strings.Fields(folded)
	return append(list, joined(list)...)
}

// beside is where the words of a pattern stand beside each other, -1 when they do
// not.
func beside(list, pattern []string, same func(pattern, word string) bool) int {
next:
	for i := 0; i+len(pattern) <= len(list); i++ {
		for j, p := range pattern {
			if !same(p, list[i+j]) {
				continue next
			}
		}
		return i
	}
	return -1
}
