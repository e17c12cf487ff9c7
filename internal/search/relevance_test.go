package search_test

import (
	"math"
	"strings"
	"testing"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/schema"
)

// told is a record of a day with a title, who is named in it, and what a document says.
func told(id, title, name, text string) search.Item {
	r := schema.Record{ID: id, Title: title, Values: []schema.Value{{Slot: "date", Value: "2020-01-0" + id, Preferred: true}}}
	if name != "" {
		r.Entities = []schema.Entity{{ID: "e1", Kind: "person", Name: name, Named: true}}
	}
	return search.Item{Record: r, Documents: []search.Document{{ID: strings.Repeat(id, 64), Text: text}}}
}

func TestOrderOfRelevance(t *testing.T) {
	m := search.NewMemory([]search.Item{
		told("1", "Ferry sunk off Lorne", "", "A ferry sank. Divers found a mine."),
		told("2", "Blast at a mine", "", "The ferry to the mine was late."),
		told("3", "Arson in Lorne", "Ada Ferry", "A depot burnt."),
		told("4", "Riot in Lorne", "", "Police came by ferry."),
		told("5", "Raid in Lorne", "", "Police came by bus."),
		told("6", "Siege in Lorne", "", "Police came by bus."),
	})
	for _, c := range []struct{ query, want string }{
		{"ferry", "1 3 4 2"},         // in the title, among the names, else the latest
		{"ferry OR mine", "2 1 3 4"}, // the rarer word counts more
		{"ferry -mine", "3 4"},       // what must not stand there counts nothing
		{`"police came"`, "6 5 4"},
		{"lorne police", "6 5 4"},
		{"fer*", "1 3 4 2"},
		{"date>=2020-01-05", "6 5"}, // no words: the latest first
	} {
		p, err := m.Search(ctx, search.Request{Query: parse(t, c.query), Sort: search.Relevance})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range p.Hits {
			got = append(got, h.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, not %s", c.query, got, c.want)
		}
	}
}

func TestKeysOfRelevance(t *testing.T) {
	last := math.MinInt
	for _, score := range []int{0, 1, 900} {
		for _, day := range []int{search.Unknown, -query.OpenDay, -1, 0, 20000, query.OpenDay} {
			key := search.RelevanceKey(score, day)
			if s, d := search.RelevanceParts(key); s != score || d != day || key <= last {
				t.Errorf("%d, %d: %d, which is of %d, %d", score, day, key, s, d)
			}
			last = key
		}
	}
}
