package rule_test

import (
	"cmp"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/rule"
	"dossier/schema"
)

// figure is one figure of the dead as a test tells it.
type figure struct {
	n       any      // an int or a Range
	docs    []string // of the table below
	by      []string // entities that say so
	shown   bool     // by the record itself
	instead bool     // the words say that it replaced another
	sure    float64  // that it was read right; 0 is 0.8
}

// The documents: three days, one agency told twice.
var docs = []schema.Document{
	{ID: "mon", Source: "Harbour Post", Published: "2020-05-04"},
	{ID: "monwire", Source: "Coast Times", Origin: "Northwire", Published: "2020-05-04"},
	{ID: "tue", Source: "Harbour Post", Published: "2020-05-05"},
	{ID: "tue2", Source: "Evening Star", Published: "2020-05-05"},
	{ID: "tue3", Source: "Inland News", Published: "2020-05-05"},
	{ID: "tuewire", Source: "Hill Times", Origin: "Northwire", Published: "2020-05-05"},
	{ID: "tuewire2", Source: "Dale Gazette", Origin: "Northwire", Published: "2020-05-05"},
	{ID: "undated", Source: "An encyclopedia"},
}

var people = []schema.Entity{
	{ID: "police", Kind: "organisation", Name: "Ardmouth police", Named: true, Country: "IE"},
	{ID: "abroad", Kind: "organisation", Name: "a foreign ministry", Named: true, Country: "FR"},
	{ID: "cell", Kind: "group", Name: "The Cell", Named: true},
	{ID: "reports", Kind: "source", Name: "reports", Named: false},
}

func record(fs []figure) schema.Output {
	r := schema.Record{ID: "r", Entities: people, Values: []schema.Value{
		{ID: "c", Slot: "country", Value: "IE", Preferred: true},
	}}
	for i, f := range fs {
		v := schema.Value{
			ID: "f" + string(rune('1'+i)), Slot: "killed", Of: "all", Value: f.n, Preferred: f.shown,
			Status: "contested", Claimants: f.by, Replaces: f.instead, Confidence: cmp.Or(f.sure, 0.8),
		}
		for _, d := range f.docs {
			v.Citations = append(v.Citations, schema.Citation{Document: d, Quote: "x"})
		}
		r.Values = append(r.Values, v)
	}
	r.Values = append(r.Values, schema.Value{ID: "p", Slot: "perpetrator", Value: "cell", Preferred: true})
	return schema.Output{Schema: schema.Version, Documents: docs, Records: []schema.Record{r}}
}

func shown(out schema.Output) (any, string) {
	for _, v := range out.Records[0].Values {
		if v.Slot == "killed" && v.Preferred {
			return v.Value, v.Reason
		}
	}
	return nil, ""
}

func atLeast(n int) schema.Range { return schema.Range{Min: &n} }

func TestWhatEachRuleShows(t *testing.T) {
	for _, c := range []struct {
		name                              string
		figures                           []figure
		ours, gtd, acled, best, low, high any
	}{
		{
			"a toll that rose from one day to the next, told by one outlet",
			[]figure{{n: 3, docs: []string{"mon"}, shown: true}, {n: 5, docs: []string{"tue"}}},
			5, 5, 5, 5, 5, 5,
		},
		{
			"a later figure of others does not take the first one's place for the careful",
			[]figure{{n: 3, docs: []string{"mon"}, shown: true}, {n: 5, docs: []string{"tue2"}}},
			5, 5, 3, 3, 3, 5,
		},
		{
			"a headline's round figure beside the exact one",
			[]figure{{n: atLeast(121), docs: []string{"tue"}, shown: true}, {n: atLeast(127), docs: []string{"tue"}, by: []string{"police"}}},
			atLeast(127), atLeast(121), atLeast(121), atLeast(127), atLeast(121), atLeast(127),
		},
		{
			"two against one on a day",
			[]figure{{n: 9, docs: []string{"tue", "tue2"}, shown: true}, {n: 8, docs: []string{"tue3"}}},
			9, 9, 8, 8, 8, 9,
		},
		{
			"an agency in two papers is one voice: no majority, so the lowest",
			[]figure{{n: 9, docs: []string{"tuewire", "tuewire2"}, shown: true}, {n: 8, docs: []string{"tue3"}}},
			9, 8, 8, 8, 8, 9,
		},
		{
			"what the attackers say of their own deed",
			[]figure{{n: 40, by: []string{"cell"}, docs: []string{"tue3"}, shown: true}, {n: 6, docs: []string{"mon"}}},
			6, 6, 6, 6, 6, 6,
		},
		{
			"reports without a name against a body of the country",
			[]figure{{n: 11, by: []string{"reports"}, docs: []string{"tue3"}, shown: true}, {n: 12, by: []string{"police"}, docs: []string{"tue2"}}},
			12, 11, 11, 12, 11, 12,
		},
		{
			"the words say that one took the other's place",
			[]figure{{n: 12, docs: []string{"tue"}, shown: true}, {n: 15, docs: []string{"tue"}, instead: true}},
			15, 12, 15, 15, 15, 15,
		},
		{
			"a figure of no day stands beside the latest",
			[]figure{{n: 4, docs: []string{"undated"}, shown: true}, {n: 7, docs: []string{"tue"}}, {n: 2, docs: []string{"mon"}}},
			4, 4, 4, 4, 4, 7,
		},
		{
			"at least so many counts as so many",
			[]figure{{n: atLeast(20), docs: []string{"tue"}, shown: true}, {n: 18, docs: []string{"tue2"}}},
			atLeast(20), 18, 18, 18, 18, atLeast(20),
		},
		{
			"a figure that is likely misread is nobody’s",
			[]figure{{n: 1, docs: []string{"tue"}, sure: 0.2}, {n: 18, docs: []string{"tue2"}, shown: true}},
			18, 18, 18, 18, 18, 18,
		},
		{
			"of figures alike in all that counts, the one the record has first",
			[]figure{{n: 6, docs: []string{"tue"}}, {n: 4, docs: []string{"tue2"}, shown: true}},
			4, 4, 4, 4, 4, 6,
		},
		{
			"the only figure",
			[]figure{{n: 4, docs: []string{"mon"}, shown: true}},
			4, 4, 4, 4, 4, 4,
		},
	} {
		for i, want := range []any{c.ours, c.gtd, c.acled, c.best, c.low, c.high} {
			r := rule.All()[i]
			got, why := shown(r.Apply(record(c.figures)))
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s shows %v (%s), want %v", c.name, r.Title, got, why, want)
			}
			if len(c.figures) > 1 && c.figures[0].sure == 0 && !strings.HasPrefix(why, r.Title+": ") {
				t.Errorf("%s: %s gives %q as its reason", c.name, r.Title, why)
			}
		}
	}
}

// A rule changes which value is marked, and nothing else; what it was given stays
// as it was.
func TestNothingUnderneathChanges(t *testing.T) {
	fs := []figure{{n: 3, docs: []string{"mon"}, shown: true}, {n: 5, docs: []string{"tue"}}, {n: 4, docs: []string{"tue2"}}}
	for _, r := range rule.All() {
		before := record(fs)
		after := r.Apply(before)
		if !reflect.DeepEqual(before, record(fs)) {
			t.Errorf("%s changed what it was given", r.Name)
		}
		if after.Rule != r.Name {
			t.Errorf("the output says %q", after.Rule)
		}
		n := 0
		for i := range after.Records[0].Values {
			v := &after.Records[0].Values[i]
			if v.Slot == "killed" && v.Preferred {
				n++
			}
			v.Preferred, v.Reason = before.Records[0].Values[i].Preferred, before.Records[0].Values[i].Reason
		}
		after.Rule = ""
		if n != 1 || !reflect.DeepEqual(after, before) {
			t.Errorf("%s shows %d values of one slot, or changed another thing", r.Name, n)
		}
	}
}

// What a person decided is shown by our rule; those of others choose among what
// nobody rejected.
func TestDecisionsOfPeople(t *testing.T) {
	fs := []figure{{n: 3, docs: []string{"mon"}, shown: true}, {n: 5, docs: []string{"tue"}}, {n: 9, docs: []string{"tue2"}}}
	for _, c := range []struct {
		kind, state string // of the decision, and of the value that it leaves
		name        string
		want        any
	}{
		{"choose", "", "ours", 3},
		{"accept", "accepted", "ours", 3},
		{"choose", "", "gtd", 5},
		{"reject", "rejected", "acled", 5},
		{"reject", "rejected", "ours", 5},
		{"note", "", "ours", 5},
	} {
		out := record(fs)
		out.Records[0].Values[1].State = c.state
		out.Records[0].Decisions = []schema.Decision{{Kind: c.kind, Slot: "killed", Of: "all", Status: "applied"}}
		r, err := rule.Named(c.name)
		if err != nil {
			t.Fatal(err)
		}
		if got, why := shown(r.Apply(out)); got != c.want {
			t.Errorf("%s, by %s: %v is shown (%s), want %v", c.kind, c.name, got, why, c.want)
		}
	}
}

// GTD counts the attackers among the dead.
func TestWithTheAttackers(t *testing.T) {
	out := record([]figure{{n: 16, docs: []string{"mon"}, shown: true}, {n: 13, docs: []string{"tue"}}})
	out.Records[0].Values[1].Includes = "perpetrators"
	gtd, err := rule.Named("gtd")
	if err != nil {
		t.Fatal(err)
	}
	if got, why := shown(gtd.Apply(out)); got != 16 {
		t.Errorf("%v is shown (%s)", got, why)
	}
}

// Figures that can all hold are shown by ours as the record has them.
func TestWhatDoesNotContradictStays(t *testing.T) {
	out := record([]figure{{n: 16, docs: []string{"mon"}, shown: true}, {n: atLeast(10), docs: []string{"tue"}}})
	for i := range out.Records[0].Values {
		out.Records[0].Values[i].Status = "agreed"
	}
	ours, err := rule.Named("ours")
	if err != nil {
		t.Fatal(err)
	}
	if got, why := shown(ours.Apply(out)); got != 16 || why != "" {
		t.Errorf("%v is shown (%s)", got, why)
	}
}

// Documents that the record has found to repeat each other are one origin.
func TestCopiesAreOneOrigin(t *testing.T) {
	out := record([]figure{{n: 9, docs: []string{"tue", "tue2"}, shown: true}, {n: 8, docs: []string{"tue3"}}})
	gtd, err := rule.Named("gtd")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := shown(gtd.Apply(out)); got != 9 {
		t.Errorf("two outlets against one: %v", got)
	}
	out.Records[0].Origins = []schema.Origin{{Documents: []string{"tue", "tue2"}}}
	if got, why := shown(gtd.Apply(out)); got != 8 {
		t.Errorf("one copied text against another: %v (%s)", got, why)
	}
}

func TestARuleThatIsNone(t *testing.T) {
	if _, err := rule.Named("median"); err == nil || !strings.Contains(err.Error(), "ucdp-low") {
		t.Errorf("error %v", err)
	}
	for _, name := range rule.Names() {
		if r, err := rule.Named(name); err != nil || r.Says == "" || r.Where == "" {
			t.Errorf("%s: %v %+v", name, err, r)
		}
	}
}
