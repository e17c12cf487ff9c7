package desk

import (
	"context"
	"slices"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/wording"
)

// facet is a chart of how many records have each value of a field, each of which
// narrows the result down.
type facet struct {
	Name   string
	Values []choice
	More   []choice // the less frequent
}

// choice is something that can be chosen on a page of incidents.
type choice struct {
	Text, Value, Href string
	Count             int
	Width             float64 // of its bar, of 100
	On                bool
}

// facetFields are the fields of the charts, in the order of the page.
var facetFields = []struct {
	name  string
	field query.Field
}{{"Type", "type"}, {"Country", "country"}, {"Target", "target"}, {"Weapon", "weapon"}, {"In dispute", "conflict"}}

// The lengths of a chart: those that are shown at once, and all.
const (
	facetShown = 8
	facetAll   = 40
)

// facetsOf are the charts. The counts of a field are those without its own
// condition, so that a second value can be chosen beside the first.
func facetsOf(ctx context.Context, book Book, f *finder) ([]facet, error) {
	typed := f.typed
	counted, err := countFacets(ctx, book, f)
	if err != nil {
		return nil, err
	}
	var out []facet
	for _, x := range facetFields {
		c := counted[x.field]
		fc := facet{Name: x.name}
		most := 1
		for _, g := range c.Groups {
			v := g.Values[0]
			if v == "" || len(fc.Values)+len(fc.More) == facetAll {
				continue
			}
			most = max(most, g.Count)
			one := choice{Text: facetText(x.field, v), Href: f.with(toggled(typed, x.field, v)), Count: g.Count, On: tests(typed, x.field, v), Width: round1(100 * float64(g.Count) / float64(most))}
			if len(fc.Values) < facetShown || one.On {
				fc.Values = append(fc.Values, one)
			} else {
				fc.More = append(fc.More, one)
			}
		}
		if len(fc.Values) > 0 {
			out = append(out, fc)
		}
	}
	return out, nil
}

// countFacets counts by the fields of the charts: by all that share a query at once.
func countFacets(ctx context.Context, book Book, f *finder) (map[query.Field]search.Counts, error) {
	asked := map[query.Field]query.Query{}
	together := map[string][]query.Field{}
	for _, x := range facetFields {
		q := f.narrowed(without(f.typed, x.field))
		asked[x.field], together[q.String()] = q, append(together[q.String()], x.field)
	}
	out := map[query.Field]search.Counts{}
	for _, x := range facetFields {
		if _, ok := out[x.field]; ok {
			continue
		}
		q := asked[x.field]
		by := together[q.String()]
		list, err := book.Top(ctx, q, by, facetAll+1) // one of them may be of those without any
		if err != nil {
			return nil, err
		}
		for i, field := range by {
			out[field] = list[i]
		}
	}
	return out, nil
}

// with leads to the page of another query.
func (f *finder) with(q query.Query) string { return f.link("q", q.String()) }

// facetText is a value of a field in words.
func facetText(field query.Field, v string) string {
	if field == query.FieldCountry {
		return wording.Country(v)
	}
	return wording.Code(v)
}

// conditions are the parts of a query that must all hold.
func conditions(q query.Query) []query.Node {
	switch n := q.Root.(type) {
	case nil:
		return nil
	case query.And:
		return n
	}
	return []query.Node{q.Root}
}

// all is the query that asks for every condition.
func all(list []query.Node) query.Query {
	switch len(list) {
	case 0:
		return query.Query{}
	case 1:
		return query.Query{Root: list[0]}
	}
	return query.Query{Root: query.And(list)}
}

// and is a query that asks for a condition besides.
func and(q query.Query, n query.Node) query.Query {
	return all(append(slices.Clone(conditions(q)), n))
}

// speaksOf reports whether a query asks about a field anywhere.
func speaksOf(q query.Query, field query.Field) bool {
	found := false
	q.Walk(func(n query.Node, _ bool) {
		t, ok := n.(query.Test)
		found = found || ok && t.Field == field
	})
	return found
}

// condition is the place of the condition on a field that a whole query stands
// under, -1 for none.
func condition(list []query.Node, field query.Field) int {
	return slices.IndexFunc(list, func(n query.Node) bool {
		t, ok := n.(query.Test)
		return ok && t.Field == field
	})
}

// tests reports whether a query asks for a value of a field.
func tests(q query.Query, field query.Field, value string) bool {
	list := conditions(q)
	i := condition(list, field)
	return i >= 0 && slices.Contains(list[i].(query.Test).Values, query.Value{Text: value})
}

// without is a query without its condition on a field.
func without(q query.Query, field query.Field) query.Query {
	list := slices.Clone(conditions(q))
	if i := condition(list, field); i >= 0 {
		return all(slices.Delete(list, i, i+1))
	}
	return q
}

// toggled is a query that asks for a value of a field besides, or no longer.
func toggled(q query.Query, field query.Field, value string) query.Query {
	v := query.Value{Text: value}
	list := slices.Clone(conditions(q))
	i := condition(list, field)
	if i < 0 {
		return and(q, query.Test{Field: field, Values: []query.Value{v}})
	}
	t := list[i].(query.Test)
	values := slices.Clone(t.Values)
	if k := slices.Index(values, v); k >= 0 {
		values = slices.Delete(values, k, k+1)
	} else {
		values = append(values, v)
	}
	if len(values) == 0 {
		return all(slices.Delete(list, i, i+1))
	}
	list[i] = query.Test{Field: field, Values: values}
	return all(list)
}

// dated is a query that asks for a range of dates in the place of any other, or
// for none when it asks for that one already.
func dated(q query.Query, from, to string) query.Query {
	t := query.Test{Field: query.FieldDate, Values: []query.Value{{From: from, To: to}}}
	list := slices.Clone(conditions(q))
	i := condition(list, query.FieldDate)
	switch {
	case i < 0:
		return and(q, t)
	case slices.Equal(list[i].(query.Test).Values, t.Values):
		return all(slices.Delete(list, i, i+1))
	}
	list[i] = t
	return all(list)
}
