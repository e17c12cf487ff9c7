package part

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// group numbers the things: mentions of one chain, of the same words, people of
// the same last name, a name and its short form in brackets, and a band with
// those it is made of are one.
func (r *Reading) group() {
	parent := make([]int, len(r.Mentions))
	for i := range parent {
		parent[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if parent[i] != i {
			parent[i] = root(parent[i])
		}
		return parent[i]
	}
	seen := map[string]int{}
	tie := func(key string, i int) {
		if j, ok := seen[key]; ok {
			parent[root(i)] = root(j)
		} else {
			seen[key] = i
		}
	}
	at := map[int]int{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Inner < 0 {
			at[m.Head] = i
		}
		if m.Chain >= 0 {
			tie("chain "+strconv.Itoa(m.Chain), i)
		}
		tie(strings.ToLower(r.Text(r.Variants(m)[0])), i)
	}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if n := r.name(m); n != nil && n.Kind == entity.Person {
			r.samePerson(i, parent, root)
		}
		if j, ok := at[r.bracketed(m)]; ok {
			parent[root(i)] = root(j)
		}
		if j, ok := at[r.madeOf(m)]; ok {
			parent[root(i)] = root(j)
		}
	}
	number := map[int]int{}
	for i := range r.Mentions {
		k := root(i)
		if _, ok := number[k]; !ok {
			number[k] = len(number)
			r.things = append(r.things, nil)
		}
		r.Mentions[i].Thing = number[k]
		r.things[number[k]] = append(r.things[number[k]], i)
	}
	r.Things = len(number)
}

// samePerson ties a person's name to the first one before it that has all its
// words or whose words it all has, titles aside.
func (r *Reading) samePerson(i int, parent []int, root func(int) int) {
	own := r.personal(&r.Mentions[i])
	for j := range i {
		o := r.name(&r.Mentions[j])
		if o == nil || o.Kind != entity.Person {
			continue
		}
		other := r.personal(&r.Mentions[j])
		if len(own) > 0 && len(other) > 0 && (subset(own, other) || subset(other, own)) {
			parent[root(i)] = root(j)
			return
		}
	}
}

// personal is the words of a person's name without titles.
func (r *Reading) personal(m *Mention) []string {
	n := r.name(m)
	var out []string
	for w := r.wordAt(n.Span.Start); w < len(r.A.Words) && r.A.Words[w].Span.Start < n.Span.End; w++ {
		if l := r.t.lower[w]; kinds[l] == NoKind && len(l) > 2 && !lexicon.IsTitle(l) {
			out = append(out, l)
		}
	}
	return out
}

func subset(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// bracketed is the head of the name that stands right before a name in brackets,
// -1 when m is none: "Army of National Liberation [ELN]".
func (r *Reading) bracketed(m *Mention) int {
	if m.Name < 1 || m.Inner >= 0 {
		return -1
	}
	n, before := &r.A.Names[m.Name], &r.A.Names[m.Name-1]
	gap := strings.TrimSpace(r.A.Text(text.Span{Start: before.Span.End, End: n.Span.Start}))
	if gap != "[" && gap != "(" || n.Kind == entity.Person || n.Kind == entity.Place || n.Kind == entity.State {
		return -1
	}
	w := r.wordAt(before.Span.Start)
	for !r.heads(w) && w+1 < len(r.A.Words) && r.A.Words[w+1].Span.Start < before.Span.End {
		w++
	}
	return w
}

// madeOf is the noun behind "of" that a band is made of, -1 for none: "a group of
// armed men".
func (r *Reading) madeOf(m *Mention) int {
	if m.kind != Band || m.Name >= 0 {
		return -1
	}
	for c := r.t.first[m.Head]; c >= 0; c = r.t.next[c] {
		if r.A.Words[c].Rel == nlp.Nmod && r.t.preposition(int(c)) == Of && r.nameOf[c] < 0 {
			return int(c)
		}
	}
	return -1
}
