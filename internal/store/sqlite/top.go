package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/internal/search"
)

// Of the names of an archive most are in one record, and there are as many as there
// are records: who counts them is shown a few. Those of few records are read out of the
// records; of many, along the names that most records of the archive have, until none
// that follows can be among the first.
type topping struct {
	few  int // records whose facts are read
	once int // names whose records are read in one go
}

var usually = topping{few: 1000, once: 256}

// Top implements search.Searcher.
func (s *Store) Top(ctx context.Context, q query.Query, by []query.Field, most int) ([]search.Counts, error) {
	if err := search.CheckTop(by, most); err != nil {
		return nil, err
	}
	out := []search.Counts{}
	err := s.ask(ctx, func(a *asker) error {
		set, err := a.eval(q.Root)
		if err != nil {
			return err
		}
		total := set.Len()
		for _, f := range by {
			c := search.Counts{Query: q.String(), By: []query.Field{f}, Total: total}
			if c.Groups, err = a.top(f, set, total, most+1, s.topping); err != nil {
				return err
			}
			c.Cut(most)
			out = append(out, c)
		}
		return nil
	})
	return out, err
}

// top gives the most frequent groups of a field.
func (a *asker) top(f query.Field, set search.Set, total, most int, how topping) ([]search.Group, error) {
	if info, ok := query.Lookup(string(f)); !ok || info.Kind != query.Name {
		return a.allOf(f, set)
	}
	if total <= how.few {
		return a.topOfFew(f, set)
	}
	return a.topOfMany(f, set, most, how.once)
}

// allOf gives all groups of a field.
func (a *asker) allOf(f query.Field, set search.Set) ([]search.Group, error) {
	c, err := a.column(f)
	if err != nil {
		return nil, err
	}
	return group(set, []*facet{c}), nil
}

// topOfFew counts the names in the facts of records.
func (a *asker) topOfFew(f query.Field, set search.Set) ([]search.Group, error) {
	nums := []int{}
	for num := range set.All() {
		nums = append(nums, num)
	}
	asked, err := json.Marshal(nums)
	if err != nil {
		return nil, err
	}
	n := map[string]int{}
	err = a.all("SELECT facts->'names'->? FROM search_record WHERE num IN (SELECT value FROM json_each(?))", []any{string(f), string(asked)}, func(r *sql.Rows) error {
		var body sql.NullString
		var names []string
		if err := r.Scan(&body); err != nil {
			return err
		}
		if body.Valid {
			if err := json.Unmarshal([]byte(body.String), &names); err != nil {
				return fault.New(fault.Corrupt, "archive %s: index of search: %v", a.dir, err)
			}
		}
		for _, x := range names {
			n[search.Fold(x)]++
		}
		if len(names) == 0 {
			n[""]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return a.written(f, n)
}

// written makes groups of counts of folded names.
func (a *asker) written(f query.Field, n map[string]int) ([]search.Group, error) {
	names := make([]string, 0, len(n))
	for x := range n {
		names = append(names, x)
	}
	asked, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	out := []search.Group{}
	if n[""] > 0 {
		out = append(out, search.Group{Values: []string{""}, Count: n[""]})
	}
	err = a.all("SELECT name, min(shown) FROM search_name WHERE field=? AND name IN (SELECT value FROM json_each(?)) GROUP BY name", []any{string(f), string(asked)}, func(r *sql.Rows) error {
		var name, shown string
		err := r.Scan(&name, &shown)
		out = append(out, search.Group{Values: []string{shown}, Count: n[name]})
		return err
	})
	search.SortGroups(out)
	return out, err
}

// topOfMany goes along the names that most records of the archive have. When it comes
// to those of one record, everything is counted.
func (a *asker) topOfMany(f query.Field, set search.Set, most, once int) ([]search.Group, error) {
	without, err := a.set("SELECT group_concat(record) FROM search_term WHERE field=? AND value=?", none, string(f))
	if err != nil {
		return nil, err
	}
	var out []search.Group
	if n := without.And(set).Len(); n > 0 {
		out = append(out, search.Group{Values: []string{""}, Count: n})
	}
	for from := 0; ; from += once {
		list, err := recall(a, fmt.Sprintf("most of %s from %d, %d", f, from, once), func() (mostNamed, error) { return a.names(f, from, once) })
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			if len(out) >= most && x.n < out[most-1].Count {
				return out, nil
			}
			if n := x.in(set); n > 0 {
				out = insert(out, search.Group{Values: []string{x.shown}, Count: n}, most)
			}
		}
		if len(list) < once {
			break
		}
	}
	if len(out) >= most && out[most-1].Count > 1 {
		return out, nil
	}
	return a.allOf(f, set)
}

// insert puts a group into its place among the most frequent ones.
func insert(out []search.Group, g search.Group, most int) []search.Group {
	at, _ := slices.BinarySearchFunc(out, g, func(a, b search.Group) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Values[0], b.Values[0])
	})
	out = slices.Insert(out, at, g)
	return out[:min(len(out), most)]
}

// frequent is a name that several records have.
type frequent struct {
	shown   string
	n       int
	records []int32
}

// in is how many records of a set have it.
func (x *frequent) in(set search.Set) (n int) {
	for _, num := range x.records {
		if set.Has(int(num)) {
			n++
		}
	}
	return n
}

type mostNamed []frequent

func (l mostNamed) bytes() (n int) {
	for _, x := range l {
		n += 64 + len(x.shown) + 4*len(x.records)
	}
	return n
}

// names gives some of the names that most records have.
func (a *asker) names(f query.Field, from, most int) (out mostNamed, err error) {
	err = a.all(`SELECT t.shown, t.n, (SELECT group_concat(record) FROM search_term s WHERE s.field=t.field AND s.value=t.name)
		FROM search_top t WHERE t.field=? ORDER BY t.n DESC, t.shown LIMIT ? OFFSET ?`, []any{string(f), most, from}, func(r *sql.Rows) error {
		var x frequent
		var list sql.NullString
		if err := r.Scan(&x.shown, &x.n, &list); err != nil {
			return err
		}
		err := each(list.String, func(num int) { x.records = append(x.records, int32(num)) })
		out = append(out, x)
		return err
	})
	return out, err
}
