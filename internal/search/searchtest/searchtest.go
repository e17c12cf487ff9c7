// Package searchtest makes records, documents and queries to test search with.
package searchtest

import (
	"fmt"
	"strings"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/schema"
)

func hash(c string) string { return strings.Repeat(c, 64) }

func shown(slot string, v any) schema.Value {
	out := schema.Value{Slot: slot, Value: v, Preferred: true, Status: "single"}
	if slot == "killed" || slot == "injured" {
		out.Of = "all"
	}
	return out
}

func number(n int) *int { return &n }

// Three are the records "embassy", "market" and "rally", by their titles.
func Three() []search.Item {
	embassy := schema.Record{
		ID: "2023-01-27-embassy", Role: "main", Title: "embassy", Documents: []string{"d1", "d2"},
		Values: []schema.Value{
			shown("type", "shooting"), shown("date", "2023-01-27"), shown("country", "IR"), shown("place", "Tehran"),
			{Slot: "coordinates", Value: [2]float64{35.7, 51.4}, Precision: "place", Preferred: true},
			{Slot: "target", Value: "the mission", Kind: "diplomatic", Preferred: true, Status: "agreed"},
			{Slot: "killed", Of: "all", Value: 1, Preferred: true, Status: "contested"}, {Slot: "killed", Of: "all", Value: 7, Status: "contested"},
			shown("injured", schema.Range{Min: number(2), Max: number(4)}),
		},
		Entities: []schema.Entity{
			{ID: "e1", Kind: "person", Name: "Orkhan Asgharov", Named: true, Aliases: []string{"Asgharov"}},
			{ID: "e2", Kind: "organisation", Name: "the Foreign Ministry", Named: true},
			{ID: "e3", Kind: "person", Name: "two guards"},
		},
		Attributions: []schema.Attribution{{Claimant: "e2"}},
		Conflicts:    []schema.Conflict{{Slot: "killed", Of: "all", Kind: "between_documents"}},
	}
	market := schema.Record{
		ID: "2015-08-market", Role: "main", Title: "market", Documents: []string{"d1"},
		Values: []schema.Value{
			shown("type", "bombing"), shown("date", "2015-08"), shown("country", "IQ"), shown("killed", schema.Range{Min: number(40)}),
			{Slot: "claimed_by", Value: "e1", Preferred: true},
		},
		Entities: []schema.Entity{{ID: "e1", Kind: "group", Name: "Brigade of the Ford", Named: true}},
	}
	rally := schema.Record{
		ID: "2019-12-30-rally", Role: "background", Title: "rally", Documents: []string{"d1"},
		Values: []schema.Value{shown("type", "bombing"), shown("date", "2019-12-30/2020-01-02"), shown("killed", 0)},
	}
	return []search.Item{
		{Record: embassy, Documents: []search.Document{
			{ID: hash("a"), Title: "Shots at a mission", Outlet: "The Daily Lamp", Published: "2023-01-28", Text: "A guard of the mission died and three people were hurt"},
			{ID: hash("b"), Text: "six guards fled, Orkhan Asgharov said."},
		}},
		{Record: market, Documents: []search.Document{{ID: hash("c"), URL: "https://www.example.org/a", Text: "A car bomb went off in a vegetable market."}}},
		{Record: rally, Documents: []search.Document{{ID: hash("d"), Text: "A bomb was found beside the stage before the rally."}}},
	}
}

// Source gives small numbers below n; rapid and fuzzing give them.
type Source func(n int) int

func pick[T any](s Source, list []T) T { return list[s(len(list))] }

var (
	words     = strings.Fields("bomb bombs bombing car police Policemen killed kill Tehran Kabul Sana'a market Śląsk al-Noor U.N. attacker's gunmen gun")
	people    = []string{"Orkhan Asgharov", "Ana Śmid", "ANA SMID", "Orkhan Reyes", "Reyes", "Ben al-Noor"}
	countries = []string{"IR", "AF", "YE"}
	dates     = []string{"2015", "2015-08", "2015-08-17", "2015-08-16/2015-08-18", "2016-01-01", "2014-12-31", "../2015-02", "2015-11/..", "201X", "2015-08~"}
)

func text(s Source) string {
	n := s(12)
	out := make([]string, n)
	for i := range out {
		out[i] = pick(s, words)
	}
	return strings.Join(out, pick(s, []string{" ", ", ", "\n"}))
}

func figures(s Source) any {
	n := s(5)
	switch s(4) {
	case 0:
		return schema.Range{Min: &n}
	case 1:
		return schema.Range{Max: &n}
	case 2:
		m := n + s(3)
		return schema.Range{Min: &n, Max: &m}
	}
	return n
}

// Items makes records that differ in everything that can be asked for.
func Items(s Source, n int) []search.Item {
	out := make([]search.Item, n)
	for i := range out {
		out[i] = item(s, i)
		if i > 0 && s(3) == 0 && len(out[i-1].Documents) > 0 { // one document tells of both
			out[i].Documents = append(out[i-1].Documents[:1:1], out[i].Documents...)
			out[i].Record.Documents = append([]string{"d9"}, out[i].Record.Documents...)
		}
	}
	return out
}

func item(s Source, i int) search.Item {
	r := schema.Record{ID: fmt.Sprintf("r%d-%d", s(3), i), Role: pick(s, []string{"main", "background"}), Title: text(s)}
	put := func(slot string, v any, kind string) {
		r.Values = append(r.Values, schema.Value{
			Slot: slot, Value: v, Kind: kind, Of: pick(s, []string{"all", "victims", ""}), Preferred: s(4) > 0, Status: pick(s, []string{"single", "agreed", "contested"}),
		})
	}
	for k := range s(4) {
		r.Entities = append(r.Entities, schema.Entity{
			ID: fmt.Sprint("e", k), Kind: pick(s, []string{"person", "organisation", "group", "place"}), Name: pick(s, people), Named: s(3) > 0, Aliases: []string{pick(s, people)},
		})
	}
	for range s(5) {
		switch s(8) {
		case 0:
			put("date", pick(s, dates), "")
		case 1:
			put("country", pick(s, countries), "")
		case 2:
			put("type", pick(s, []string{"bombing", "shooting"}), "")
		case 3:
			put("killed", figures(s), "")
		case 4:
			put("injured", figures(s), "")
		case 5:
			put("target", pick(s, words), pick(s, []string{"police", "media"}))
		case 6:
			put("place", pick(s, words), "")
		case 7:
			put("victim", fmt.Sprint("e", s(4)), "")
		}
	}
	if s(2) == 0 {
		put("coordinates", [2]float64{float64(s(180) - 90), float64(s(360)-180) / 8}, "")
	}
	for range s(2) {
		r.Conflicts = append(r.Conflicts, schema.Conflict{Slot: pick(s, []string{"killed", "date"}), Kind: "over_time"})
	}
	it := search.Item{Record: r}
	for k := range s(4) {
		it.Documents = append(it.Documents, search.Document{
			ID: fmt.Sprintf("%032x%032x", i, k), Title: text(s), Outlet: pick(s, people), Published: pick(s, dates), Text: text(s),
		})
		it.Record.Documents = append(it.Record.Documents, fmt.Sprint("d", k))
	}
	return it
}

// Query makes a query that finds some of the records that [Items] makes.
func Query(s Source) query.Query {
	if s(20) == 0 {
		return query.Query{}
	}
	return query.Query{Root: node(s, 3)}
}

func node(s Source, depth int) query.Node {
	if depth > 0 {
		switch s(6) {
		case 0:
			return query.And{node(s, depth-1), node(s, depth-1)}
		case 1:
			return query.Or{node(s, depth-1), node(s, depth-1)}
		case 2:
			return query.Not{Node: node(s, depth-1)}
		}
	}
	if s(2) == 0 {
		return phrase(s)
	}
	return test(s)
}

func phrase(s Source) query.Node {
	switch s(4) {
	case 0:
		return query.Text{Words: pick(s, words) + " " + pick(s, words), Exact: true}
	case 1:
		return query.Text{Words: pick(s, words), Exact: true}
	case 2:
		return query.Text{Words: pick(s, []string{"bomb*", "po*men", "ki*", "gu*n", "al-no*", "zz*"})}
	}
	return query.Text{Words: pick(s, words)}
}

func test(s Source) query.Node {
	one := func(f query.Field, list ...string) query.Node {
		return query.Test{Field: f, Values: []query.Value{{Text: pick(s, list)}}}
	}
	switch s(10) {
	case 0:
		return query.Test{Field: "country", Values: []query.Value{{Text: pick(s, countries)}, {Text: pick(s, countries)}}}
	case 1:
		return one("type", "bombing", "shooting")
	case 2:
		return query.Test{Field: pick(s, []query.Field{"killed", "injured", "documents"}), Values: []query.Value{{From: fmt.Sprint(s(4))}}}
	case 3:
		n := s(4)
		return query.Test{Field: "killed", Values: []query.Value{{From: fmt.Sprint(n), To: fmt.Sprint(n + s(2))}}}
	case 4:
		d := pick(s, []string{"2015", "2015-08", "2015-08-17", "2016"})
		return query.Test{Field: pick(s, []query.Field{"date", "published"}), Values: []query.Value{pick(s, []query.Value{{From: d, To: d}, {From: d}, {To: d}})}}
	case 5:
		return query.Test{Field: pick(s, []query.Field{"person", "org", "victim", "source", "place"}), Values: []query.Value{pick(s, []query.Value{{Text: pick(s, people)}, {Text: pick(s, words)}, {Text: "Or*", Wild: true}})}}
	case 6:
		return one("has", "conflict", "date", "killed")
	case 7:
		return one("status", "single", "agreed", "contested")
	case 8:
		return one("id", "r0", "r1-", "r2-1", fmt.Sprintf("%032x", s(4)))
	}
	return one("conflict", "killed", "over_time")
}
