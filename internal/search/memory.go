package search

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"dossier/internal/query"
)

// Memory finds records by going through all of them. It says what a query means.
type Memory struct {
	mu    sync.Mutex
	items []view
	saved map[string]string
}

// view is a record prepared to be asked.
type view struct {
	item  Item
	facts Facts
	stems map[string]bool
	exact map[string]bool
	texts [][]string // the words of each text that a phrase can stand in
}

// NewMemory is a searcher over records.
func NewMemory(items []Item) *Memory {
	m := &Memory{saved: map[string]string{}}
	m.Replace(items)
	return m
}

// Replace puts records in the place of all before.
func (m *Memory) Replace(items []Item) {
	views := make([]view, len(items))
	for i, it := range items {
		views[i] = look(it)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.items = views
}

func look(it Item) view {
	v := view{item: it, facts: FactsOf(it), stems: map[string]bool{}, exact: map[string]bool{}}
	for _, s := range Texts(it) {
		list := strings.Fields(Fold(s))
		v.texts = append(v.texts, list)
		for _, w := range list {
			v.exact[w], v.stems[Stem(w)] = true, true
		}
	}
	return v
}

// Texts are all that a record's words are sought in: its own lines, and the titles
// and texts of its documents.
func Texts(it Item) []string {
	out := Lines(&it.Record)
	for _, d := range it.Documents {
		out = append(out, d.Title, d.Text)
	}
	return out
}

// holds reports whether a node holds of a record.
func (v *view) holds(n query.Node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case query.And:
		return !slices.ContainsFunc(n, func(x query.Node) bool { return !v.holds(x) })
	case query.Or:
		return slices.ContainsFunc(n, v.holds)
	case query.Not:
		return !v.holds(n.Node)
	case query.Text:
		return v.text(n)
	case query.Test:
		return slices.ContainsFunc(n.Values, func(x query.Value) bool { return v.test(n.Field, x) })
	}
	return false
}

func (v *view) text(t query.Text) bool {
	list := Patterns(t)
	for _, p := range list {
		if !v.pattern(p) {
			return false
		}
	}
	return len(list) > 0
}

func (v *view) pattern(p Pattern) bool {
	switch {
	case p.Stem != "":
		return v.stems[p.Stem]
	case p.Exact != "":
		return v.exact[p.Exact]
	case p.Glob != "":
		for w := range v.exact {
			if GlobMatches(p.Glob, w) {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(v.texts, func(list []string) bool {
		return beside(list, p.Phrase, func(a, b string) bool { return a == b }) >= 0
	})
}

// HasPhrase reports whether folded words stand beside each other in a text.
func HasPhrase(text string, phrase []string) bool {
	return beside(strings.Fields(Fold(text)), phrase, func(a, b string) bool { return a == b }) >= 0
}

func (v *view) test(f query.Field, x query.Value) bool {
	info, _ := query.Lookup(string(f))
	switch info.Kind {
	case query.Code, query.Country:
		return slices.Contains(v.facts.Codes[f], x.Text)
	case query.Name:
		pat := NamePattern(x)
		return slices.ContainsFunc(v.facts.Names[f], func(n string) bool { return NameMatches(f, Fold(n), pat) })
	case query.Number:
		from, to := x.Numbers()
		return v.meets(f, Span{from, to})
	case query.Date:
		from, to := x.Days()
		return v.meets(f, Span{from, to})
	}
	return strings.HasPrefix(v.facts.ID, x.Text) || len(x.Text) >= MinHash &&
		slices.ContainsFunc(v.facts.Hashes, func(h string) bool { return strings.HasPrefix(h, x.Text) })
}

// MinHash is the fewest letters of a hash that name a document.
const MinHash = 8

func (v *view) meets(f query.Field, s Span) bool {
	return slices.ContainsFunc(v.facts.Spans[f], s.Meets)
}

// Search implements [Searcher].
func (m *Memory) Search(_ context.Context, r Request) (Page, error) {
	r, after, err := r.Check()
	if err != nil {
		return Page{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	found := m.found(r.Query)
	keys := m.keys(r, found)
	inOrder(found, keys)
	p := Page{Query: r.Query.String(), Total: len(found), Sort: r.Sort, Hits: []Hit{}}
	marks := NewMarker(r.Query)
	for _, v := range found {
		key := keys[v]
		if !after.Before(key, v.facts.ID) {
			continue
		}
		if len(p.Hits) == r.Limit {
			p.Next = after.String()
			break
		}
		h := HitOf(&v.item.Record)
		h.Snippets = marks.Snippets(v.item.Documents)
		p.Hits = append(p.Hits, h)
		after = Cursor{r.Sort, key, v.facts.ID}
	}
	return p, nil
}

// keys are what records found are sorted by.
func (m *Memory) keys(r Request, found []*view) map[*view]int {
	if r.Sort == Relevance {
		return m.scores(r.Query, found)
	}
	return ownKeys(found, r.Sort)
}

func ownKeys(found []*view, s Sort) map[*view]int {
	out := make(map[*view]int, len(found))
	for _, v := range found {
		out[v] = s.Key(&v.facts)
	}
	return out
}

func (m *Memory) found(q query.Query) []*view {
	var out []*view
	for i := range m.items {
		if m.items[i].holds(q.Root) {
			out = append(out, &m.items[i])
		}
	}
	return out
}

// Count implements [Searcher].
func (m *Memory) Count(_ context.Context, q query.Query, by []query.Field) (Counts, error) {
	if err := CheckBy(by); err != nil {
		return Counts{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	out := Counts{Query: q.String(), By: by, Groups: []Group{}}
	shown := m.shown()
	at := map[string]int{}
	for _, v := range m.found(q) {
		out.Total++
		for _, values := range v.combine(by, shown) {
			k := strings.Join(values, "\x00")
			if _, ok := at[k]; !ok {
				at[k] = len(out.Groups)
				out.Groups = append(out.Groups, Group{Values: values})
			}
			out.Groups[at[k]].Count++
		}
	}
	SortGroups(out.Groups)
	return out, nil
}

// Top implements [Searcher].
func (m *Memory) Top(ctx context.Context, q query.Query, by []query.Field, most int) ([]Counts, error) {
	if err := CheckTop(by, most); err != nil {
		return nil, err
	}
	out := []Counts{}
	for _, f := range by {
		c, err := m.Count(ctx, q, []query.Field{f})
		if err != nil {
			return nil, err
		}
		c.Cut(most)
		out = append(out, c)
	}
	return out, nil
}

// Names implements [Searcher].
func (m *Memory) Names(ctx context.Context, f query.Field, begin string, most int) ([]Group, error) {
	c, err := m.Count(ctx, query.Query{}, []query.Field{f})
	begin = Fold(begin)
	out := slices.DeleteFunc(c.Groups, func(g Group) bool { return g.Values[0] == "" || !NameBegins(Fold(g.Values[0]), begin) })
	return out[:min(most, len(out))], err
}

// shown is how a folded name of a field is written: of several ways the first in the
// order of letters.
func (m *Memory) shown() map[string]string {
	out := map[string]string{}
	for i := range m.items {
		for f, list := range m.items[i].facts.Names {
			for _, n := range list {
				k := string(f) + "\x00" + Fold(n)
				if old, ok := out[k]; !ok || n < old {
					out[k] = n
				}
			}
		}
	}
	return out
}

// combine is every choice of one value for each field; a field without any gives "".
func (v *view) combine(by []query.Field, shown map[string]string) [][]string {
	out := [][]string{nil}
	for _, f := range by {
		values := slices.Clone(v.facts.Codes[f])
		for _, n := range v.facts.Names[f] {
			values = append(values, shown[string(f)+"\x00"+Fold(n)])
		}
		if len(values) == 0 {
			values = []string{""}
		}
		var next [][]string
		for _, o := range out {
			for _, x := range values {
				next = append(next, append(o[:len(o):len(o)], x))
			}
		}
		out = next
	}
	return out
}

// SaveQuery implements [Searcher].
func (m *Memory) SaveQuery(_ context.Context, name, q string) error {
	if err := CheckName(name); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.saved[name] = q
	return nil
}

// RemoveQuery implements [Searcher].
func (m *Memory) RemoveQuery(_ context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.saved[name]; !ok {
		return NoQuery(name)
	}
	delete(m.saved, name)
	return nil
}

// SavedQueries implements [Searcher].
func (m *Memory) SavedQueries(context.Context) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.saved), nil
}
