package part

import (
	"maps"
	"slices"

	"dossier/internal/learn/forest"
	"dossier/internal/nlp"
)

// vocabulary numbers the words of the lists of acts and kinds from 1: the only words
// that anything here knows one from another.
var vocabulary = func() map[string]int {
	all := map[string]bool{}
	for l := range verbs {
		all[l] = true
	}
	for l := range nouns {
		all[l] = true
	}
	for l := range kinds {
		all[l] = true
	}
	out := map[string]int{}
	for i, l := range slices.Sorted(maps.Keys(all)) {
		out[l] = i + 1
	}
	return out
}()

// Words adds to a row which words of the vocabulary a mention has at its head, at
// what describes it, and at what it hangs on. The nets see them; the trees, which
// would split few reports by a single word, do not.
func (r *Reading) Words(i int, row forest.Row) {
	m := &r.Mentions[i]
	b := bag(row)
	x := &r.A.Words[m.Head]
	if m.Name < 0 && x.UPOS != nlp.PROPN {
		b.word(tWordHead, r.t.lower[m.Head], 0)
	}
	for c := r.t.first[m.Head]; c >= 0; c = r.t.next[c] {
		b.word(tWordChild, r.t.lower[c], int(r.A.Words[c].Rel))
	}
	if x.Head < 0 {
		return
	}
	up := &r.A.Words[x.Head]
	b.word(tWordAbove, r.t.lower[x.Head], int(x.Rel))
	if up.Head >= 0 {
		b.word(tWordFar, r.t.lower[up.Head], int(up.Rel))
	}
}

func (b bag) word(t template, lemma string, rel int) {
	if id := vocabulary[lemma]; id > 0 {
		b.add(t, id, rel, 1)
	}
}
