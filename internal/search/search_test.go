package search_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/search/searchtest"
	"dossier/schema"
)

var ctx = context.Background()

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"The Bomb, again!":            "the bomb again",
		"Sana'a and Sana’a":           "sanaa and sanaa",
		"the attacker's car":          "the attacker car",
		"the attackers' cars":         "the attackers cars",
		"O'Neill":                     "oneill",
		"the U.N. and the U.S.-led":   "the un and the us led",
		"at 8.30 a.m. on the 3rd":     "at 8 30 am on the 3rd",
		"al-Shabaab":                  "al shabaab",
		"Orūmīyeh, Düsseldorf, Øster": "orumiyeh dusseldorf oster",
		"Straße İzmir ışık":           "strasse izmir isik",
		"Qurʾān ʿAlī":                 "quran ali",
		"كتاب عربي":                   "کتاب عربی",
		"東京 bomb":                     "東 京 bomb",
		"e\u0301tat":                  "etat",
		"":                            "",
		" — … ":                       "",
		strings.Repeat("é", 80):       strings.Repeat("e", 64),
	} {
		if got := search.Fold(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
}

func TestWordsStandWhereTheySay(t *testing.T) {
	s := "In Sana'a, “Ünal's” men fired."
	var got []string
	for _, w := range search.Words(s) {
		got = append(got, s[w.Start:w.End])
	}
	if want := []string{"In", "Sana'a", "Ünal", "men", "fired"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

func TestStem(t *testing.T) {
	for a, b := range map[string]string{"killing": "killed", "bombs": "bombing", "attacks": "attack", "wounded": "wounds"} {
		if search.Stem(a) != search.Stem(b) {
			t.Errorf("%s and %s: %s, %s", a, b, search.Stem(a), search.Stem(b))
		}
	}
	for _, w := range []string{"ak47", "شهید", "is"} {
		if search.Stem(w) != w {
			t.Errorf("%s: %s", w, search.Stem(w))
		}
	}
}

func parse(t testing.TB, s string) query.Query {
	t.Helper()
	q, err := query.Book{}.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// Three records by hand, and which of them each query finds.
func TestWhatAQueryMeans(t *testing.T) {
	m := search.NewMemory(searchtest.Three())
	for _, c := range []struct{ query, want string }{
		{"", "embassy market rally"},
		{"bomb", "market rally"},
		{"bombs", "market rally"}, // other forms of the word
		{`"bombs"`, ""},           // this form alone
		{`"vegetable market"`, "market"},
		{`"market vegetable"`, ""},
		{`"hurt six"`, ""}, // no phrase runs from one sentence's document into another's
		{"car-bomb", "market"},
		{"veget*", "market"},
		{"ve*ble", "market"},
		{"bomb -vegetable", "rally"},
		{"-bomb", "embassy"},
		{"-(market OR rally)", "embassy"},
		{"embassy OR vegetable", "embassy market"},
		{"guard vegetable", ""},
		{"Asgharov", "embassy"}, // in the second document
		{"country:IR", "embassy"},
		{"country:IR,IQ", "embassy market"},
		{"type:bombing,shooting", "embassy market rally"},
		{"target:diplomatic", "embassy"},
		{"killed>=1", "embassy market"},
		{"killed:1", "embassy"},
		{"killed:40", "market"},  // "at least 40" is found under 40
		{"killed>=41", ""},       // and under no other number
		{"injured:3", "embassy"}, // from 2 to 4
		{"injured>=5", ""},
		{"date:2023-01-27", "embassy"},
		{"date:2015-08-17", "market"}, // told as August 2015: it can have been that day
		{"date:2015-09", ""},
		{"date:2015", "market"},
		{"date>=2016", "embassy rally"},
		{"date<2016", "market"},
		{"date:2019-12-31", "rally"}, // from 30 December to 2 January
		{"published:2023-01-28", "embassy"},
		{"person:Asgharov", "embassy"},
		{`person:"orkhan asgharov"`, "embassy"},
		{`person:"asgharov orkhan"`, ""},
		{"person:Asgh*", "embassy"},
		{"person:bomb", ""},
		{"org:Ministry", "embassy"},
		{"claimed_by:Brigade", "market"},
		{"said_by:ministry", "embassy"},
		{"place:Tehran", "embassy"},
		{"conflict:killed", "embassy"},
		{"conflict:between_documents", "embassy"},
		{"has:conflict", "embassy"},
		{"-has:date", ""},
		{"status:contested", "embassy"},
		{"role:background", "rally"},
		{"documents>=2", "embassy"},
		{`source:"daily lamp"`, "embassy"},
		{"source:example.org", "market"},
		{"id:2023", "embassy"},
		{"id:" + strings.Repeat("b", 8), "embassy"},
		{"id:bb", ""},
	} {
		p, err := m.Search(ctx, search.Request{Query: parse(t, c.query), Sort: search.Newest})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range p.Hits {
			got = append(got, h.Title)
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != c.want || p.Total != len(got) {
			t.Errorf("%s finds %q (%d), not %q", c.query, s, p.Total, c.want)
		}
	}
}

func TestSnippets(t *testing.T) {
	text := "A quiet start.\n\nBefore dawn two gunmen fired at the gate of the embassy. The gunman who was caught said nothing; the ministry’s spokesman said “no comment”."
	d := search.Document{ID: "d", Text: text}
	for q, want := range map[string]string{
		"gunmen":               "gunmen",
		"gunman embassy":       "gunman",
		"fire":                 "fired",
		`"the embassy"`:        "the embassy",
		"spokes*":              "spokesman",
		"-gunmen ministry":     "ministry",
		"person:comment":       "comment",
		"zebra":                "",
		"gunmen country:IR":    "gunmen",
		"gunmen OR zebra":      "gunmen",
		"-(gunmen -embassy) x": "embassy",
	} {
		s, _, ok := search.NewMarker(parse(t, q)).Snippet(d)
		if !ok {
			if want != "" {
				t.Errorf("%s: no snippet", q)
			}
			continue
		}
		runes := []rune(text)
		if string(runes[s.Start:s.End]) != s.Quote {
			t.Errorf("%s: %q is not the slice %d to %d", q, s.Quote, s.Start, s.End)
		}
		var marked []string
		for _, m := range s.Marks {
			marked = append(marked, string([]rune(s.Quote)[m[0]:m[1]]))
		}
		if !slices.Contains(marked, want) {
			t.Errorf("%s marks %q in %q", q, marked, s.Quote)
		}
	}
}

// Whatever the text and the query, a snippet is the slice that it says, of whole
// runes, and every mark lies in it.
func FuzzSnippet(f *testing.F) {
	f.Add("Two gunmen fired at the gate. ¶ Ünal’s men.", "gunmen OR ünal")
	f.Add(strings.Repeat("word ", 200)+"end", `"word end" wo*`)
	f.Fuzz(func(t *testing.T, text, q string) {
		parsed, err := query.Book{}.Parse(q)
		if err != nil || !utf8.ValidString(text) {
			return
		}
		s, _, ok := search.NewMarker(parsed).Snippet(search.Document{Text: text})
		if !ok {
			return
		}
		if runes := []rune(text); string(runes[s.Start:s.End]) != s.Quote || len(s.Marks) == 0 {
			t.Fatalf("%+v", s)
		}
		last := 0
		for _, m := range s.Marks {
			if m[0] < last || m[1] <= m[0] || m[1] > utf8.RuneCountInString(s.Quote) {
				t.Fatalf("marks %v of %q", s.Marks, s.Quote)
			}
			last = m[1]
		}
	})
}

func TestPages(t *testing.T) {
	m := search.NewMemory(searchtest.Three())
	for _, sort := range search.Sorts() {
		var all []string
		after := ""
		for {
			p, err := m.Search(ctx, search.Request{Sort: sort, Limit: 1, After: after})
			if err != nil || p.Total != 3 || len(p.Hits) != 1 {
				t.Fatal(sort, p, err)
			}
			all = append(all, p.Hits[0].Title)
			if after = p.Next; after == "" {
				break
			}
		}
		want := map[search.Sort]string{
			search.Newest: "embassy rally market", search.Oldest: "market rally embassy", search.Killed: "market embassy rally",
			search.Injured: "embassy market rally", search.Documents: "embassy market rally",
			search.Relevance: "embassy rally market", // nothing is sought: the latest first
		}[sort]
		if got := strings.Join(all, " "); got != want {
			t.Errorf("%s: %s", sort, got)
		}
	}
	for _, r := range []search.Request{{Sort: "size"}, {Limit: -1}, {Limit: 5000}, {After: "x"}, {After: search.Cursor{Sort: search.Killed, ID: "a"}.String()}} {
		if _, err := m.Search(ctx, r); err == nil {
			t.Errorf("%+v is taken", r)
		}
	}
}

func TestCount(t *testing.T) {
	m := search.NewMemory(searchtest.Three())
	got, err := m.Count(ctx, query.Query{}, []query.Field{"country", search.Year})
	if err != nil || got.Total != 3 {
		t.Fatal(got, err)
	}
	var lines []string
	for _, g := range got.Groups {
		lines = append(lines, fmt.Sprint(strings.Join(g.Values, "/"), " ", g.Count))
	}
	if s := strings.Join(lines, ", "); s != "/2019 1, IQ/2015 1, IR/2023 1" {
		t.Error(s)
	}
	for _, by := range [][]query.Field{nil, {"killed"}, {"x"}, {"type", "type", "type", "type"}} {
		if _, err := m.Count(ctx, query.Query{}, by); err == nil {
			t.Errorf("%v is counted by", by)
		}
	}
}

func TestSet(t *testing.T) {
	a, b := search.Set{}, search.Set{}
	for _, n := range []int{1, 64, 200} {
		a.Add(n)
	}
	for _, n := range []int{64, 65} {
		b.Add(n)
	}
	list := func(s search.Set) string { return fmt.Sprint(slices.Collect(s.All()), s.Len()) }
	clone := func() search.Set { return slices.Clone(a) }
	if list(clone().And(b)) != "[64] 1" || list(clone().Or(b)) != "[1 64 65 200] 4" || list(slices.Clone(b).Or(a)) != "[1 64 65 200] 4" || list(clone().AndNot(b)) != "[1 200] 2" {
		t.Error(list(clone().And(b)), list(clone().Or(b)), list(clone().AndNot(b)))
	}
	if !a.Has(200) || a.Has(199) || a.Has(5000) {
		t.Error("has")
	}
}

func TestAFigureOfTheVictimsCountsWhereNobodyCountsAll(t *testing.T) {
	r := schema.Record{ID: "r", Values: []schema.Value{{Slot: "killed", Of: "victims", Value: 4, Preferred: true}}}
	if got := search.FactsOf(search.Item{Record: r}).Spans["killed"]; !reflect.DeepEqual(got, []search.Span{{From: 4, To: 4}}) {
		t.Error(got)
	}
	r.Values = append(r.Values, schema.Value{Slot: "killed", Of: "all", Value: 5, Preferred: true}, schema.Value{Slot: "killed", Of: "police", Value: 1, Preferred: true})
	if got := search.FactsOf(search.Item{Record: r}).Spans["killed"]; !reflect.DeepEqual(got, []search.Span{{From: 5, To: 5}}) {
		t.Error(got)
	}
}
