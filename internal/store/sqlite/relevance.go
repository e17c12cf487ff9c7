package sqlite

import (
	"maps"
	"slices"
	"strings"

	"dossier/internal/query"
	"dossier/internal/search"
)

// relevant gives up to n+1 records of a set behind a cursor, in the order of relevance:
// those of one score are a set of their own, of which the latest come first.
func (a *asker) relevant(set search.Set, q query.Query, after search.Cursor, n int) ([]row, error) {
	byScore, err := a.scored(set, q)
	if err != nil {
		return nil, err
	}
	var out []row
	for _, score := range slices.Backward(slices.Sorted(maps.Keys(byScore))) {
		var from search.Cursor
		if after.ID != "" {
			last, newest := search.RelevanceParts(after.Key)
			if score > last {
				continue
			}
			if score == last {
				from = search.Cursor{Sort: search.Newest, Key: newest, ID: after.ID}
			}
		}
		some := byScore[score]
		list, err := a.page(some, some.Len(), search.Newest, from, n-len(out))
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			r.key = search.RelevanceKey(score, r.key)
			out = append(out, r)
		}
		if len(out) > n {
			break
		}
	}
	return out, nil
}

// scored parts a set by score.
func (a *asker) scored(set search.Set, q query.Query) (map[int]search.Set, error) {
	sum := make([]int, 64*len(set))
	add := func(found search.Set, by int) {
		for num := range found.All() {
			if set.Has(num) {
				sum[num] += by
			}
		}
	}
	all, err := a.every()
	if err != nil {
		return nil, err
	}
	for _, p := range search.Sought(q) {
		anywhere, err := a.patterns([]search.Pattern{p})
		if err != nil {
			return nil, err
		}
		rare := search.Rarity(anywhere.Len(), all.Len())
		add(anywhere, rare*search.Anywhere)
		for column, by := range map[string]int{"lines": search.InLines, "title": search.InTheName} {
			found, err := a.own(column, p)
			if err != nil {
				return nil, err
			}
			add(found, rare*by)
		}
	}
	out := map[int]search.Set{}
	for num := range set.All() {
		s := out[sum[num]]
		s.Add(num)
		out[sum[num]] = s
	}
	return out, nil
}

// own is the set of records in whose title or lines a pattern stands.
func (a *asker) own(column string, p search.Pattern) (search.Set, error) {
	m, err := a.match(p)
	if err != nil || len(m) == 0 {
		return nil, err
	}
	return a.set("SELECT group_concat(rowid) FROM search_own WHERE search_own MATCH ?", column+" : ("+strings.Join(m, " AND ")+")")
}
