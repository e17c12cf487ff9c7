package register_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/register"
	"dossier/schema"
)

// seen is somebody of a record: "name | kind | office | state | age | role | date and
// country of the record", as far as it goes.
func seen(key int64, s string) *register.Seen {
	f := make([]string, 8)
	for i, x := range strings.Split(s, "|") {
		f[i] = strings.TrimSpace(x)
	}
	m := register.Member{Entity: "e1", Kind: f[1], Name: f[0], Country: f[3]}
	if m.Kind == "" {
		m.Kind = "person"
	}
	if f[2] != "" {
		m.Positions = []string{f[2]}
	}
	fmt.Sscan(f[4], &m.Age)
	if f[5] != "" {
		m.Roles = strings.Fields(f[5])
	}
	return &register.Seen{Key: key, Cast: &register.Cast{Record: fmt.Sprint("r", key), Date: f[6], Country: f[7], Members: []register.Member{m}}}
}

func TestTwoOfDifferentRecords(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"Orkhan Asgarov | | guard", "Orxan Askarov | | guard", "one: one name in two spellings; the same office: guard"},
		{"Helen Orr | | Chief Inspector", "Helen Orr | | Inspector", "one: the same name; the same office: Chief Inspector"},
		{"Peter Marsh", "Peter Marsh", "perhaps: the same name"},
		{"Peter Marsh | | Mayor", "Peter Marsh | | driver", "perhaps: the same name; against: other offices: Mayor; driver"},
		{"Peter Marsh | | | GB", "Peter Marsh | | | GB", "one: the same name; of the same state: GB"},
		{"Peter Marsh | | Mayor | GB", "Peter Marsh | | Mayor | US", "perhaps: the same name; the same office: Mayor; against: of other states: GB and US"},
		{"Peter Marsh | | | | 41 | | 2019-03-04", "Peter Marsh | | | | 45 | | 2023-01-01", "one: the same name; of one age: 41 in 2019, 45 in 2023"},
		{"Peter Marsh | | | | 41 | | 2019-03-04", "Peter Marsh | | | | 20 | | 2023-01-01", "perhaps: the same name; against: of other ages: 41 in 2019, 20 in 2023"},
		{"Peter Marsh | | Mayor | | | victim:killed | 2019-03-04", "Peter Marsh | | Mayor | | | speaks | 2020-01-01", "perhaps: the same name; the same office: Mayor; against: killed on 2019-03-04, and told of as living on 2020-01-01"},
		{"Peter Marsh | | | | | | 2019 | GB", "Peter Marsh | | | | | | 2020 | US", "perhaps: the same name; against: other countries: GB and US"},
		{"Marsh | | Mayor", "Peter Marsh | | Mayor", "perhaps: one name is a part of the other; the same office: Mayor"},
		{"Marsh", "Peter Marsh", "no"},
		{"Marsh", "Marsh", "no"},
		{"Peter Marsh", "John Marsh", "no"},
		{"Foreign Ministry | organisation | | IR", "Foreign Ministry | organisation | | IR", "one: the same name; of the same state: IR"},
		{"Foreign Ministry | organisation | | IR", "Foreign Ministry | organisation | | AZ", "perhaps: the same name; against: of other states: IR and AZ"},
		{"Foreign Ministry | organisation", "Foreign Ministry | organisation", "perhaps: the same name"},
		{"Foreign Ministry | organisation | | | | | | IR", "Foreign Ministry | organisation | | | | | | IR", "one: the same name; told of in the same country: IR"},
		{"Northern Wool Traders | organisation", "The Northern Wool Traders | group", "one: the same name; a name that one body has"},
		{"FLA | group", "Front for the Liberation of Arlen | group", "perhaps: one may be the initials of the other"},
		{"Peter Marsh", "Peter Marsh | organisation", "no"},
	} {
		a, b := seen(1, c.a), seen(2, c.b)
		l := register.Compare(a, b)
		got := "no"
		switch {
		case l.One():
			got = "one: " + strings.Join(l.Reasons(), "; ")
		case l.Perhaps():
			got = "perhaps: " + strings.Join(l.Reasons(), "; ")
		}
		if got != c.want {
			t.Errorf("%s and %s: %s, want %s", c.a, c.b, got, c.want)
		}
		back := register.Compare(b, a)
		if back.One() != l.One() || back.Perhaps() != l.Perhaps() {
			t.Errorf("%s and %s: one way only", c.a, c.b)
		}
	}
}

func TestGroupsOfNamesakes(t *testing.T) {
	people := []string{"Peter Marsh | | Mayor | GB", "Peter Marsh | | Mayor", "Peter Marsh | | Mayor | US", "Peter Marsh", "Bane"}
	for _, c := range []struct {
		why  string
		said []register.Judged
		want string
	}{
		{"by themselves", nil, "[[0 1] [2] [3] [4]]"},
		{"a namesake who is the same", []register.Judged{{A: 3, B: 0, Same: true}}, "[[0 1 3] [2] [4]]"},
		{"a name of war", []register.Judged{{A: 4, B: 2, Same: true}}, "[[0 1] [2 4] [3]]"},
		{"told apart", []register.Judged{{A: 0, B: 1}}, "[[0] [1 2] [3] [4]]"},
		{"told apart after the same", []register.Judged{{A: 0, B: 3, Same: true}, {A: 0, B: 3}}, "[[0 1] [2] [3] [4]]"},
		{"the same after told apart", []register.Judged{{A: 0, B: 3}, {A: 0, B: 3, Same: true}}, "[[0 1 3] [2] [4]]"},
		{"it cannot be told", []register.Judged{{A: 0, B: 3, Unsure: true}}, "[[0 1] [2] [3] [4]]"},
		{"the same as two that were told apart", []register.Judged{{A: 0, B: 3, Same: true}, {A: 3, B: 4, Same: true}, {A: 0, B: 4}}, "[[0 1] [2] [3 4]]"},
	} {
		var list []*register.Seen
		for i, p := range people {
			list = append(list, seen(int64(i+1), p))
		}
		if got := fmt.Sprint(register.Group(list, c.said)); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

func cite(docs ...string) (out []schema.Citation) {
	for _, d := range docs {
		out = append(out, schema.Citation{Document: d})
	}
	return out
}

func TestHowSourcesFared(t *testing.T) {
	r := schema.Record{
		ID: "r", Documents: []string{"d1", "d2", "d3", "d4"},
		Values: []schema.Value{
			{Slot: "killed", Preferred: true, Status: "contested", Citations: cite("d1", "d2")},
			{Slot: "killed", Status: "contested", State: "rejected", Citations: cite("d3")},
			{Slot: "place", Preferred: true, Status: "agreed", Citations: cite("d1", "d3", "d4")},
			{Slot: "site", Preferred: true, Status: "single", Citations: cite("d4")},
		},
		Origins: []schema.Origin{
			{Documents: []string{"d1", "d2"}, Ties: []schema.Tie{{Document: "d2", With: "d1", Kind: "near_copy"}}},
			{Documents: []string{"d3"}}, {Documents: []string{"d4"}},
		},
	}
	got := register.Tallies(&r, []register.Outlet{{"d1", "The Daily Wren", ""}, {"d2", "Harbour Post", ""}, {"d3", "", "https://www.wren.example/a"}, {"d4", "Daily Wren (online)", ""}, {"d9", "Elsewhere", ""}})
	var lines []string
	for _, x := range got {
		lines = append(lines, fmt.Sprintf("%s: %d documents, %d repeat, %d origins; %d values, %d shown, %d contested, %d rejected, %d alone", x.Source, x.Documents, x.Repeats, x.Origins, x.Values, x.Shown, x.Contested, x.Rejected, x.Alone))
	}
	want := []string{
		"daily wren: 2 documents, 0 repeat, 2 origins; 3 values, 3 shown, 1 contested, 0 rejected, 1 alone",
		"harbour post: 1 documents, 1 repeat, 0 origins; 1 values, 1 shown, 1 contested, 0 rejected, 0 alone",
		"wren example: 1 documents, 0 repeat, 1 origins; 2 values, 1 shown, 1 contested, 1 rejected, 1 alone",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(lines, "\n"))
	}
}

func TestIdsOfMembers(t *testing.T) {
	c := register.Cast{Record: "2019-x", Members: []register.Member{{Name: "Peter Marsh"}, {Name: "Peter  MARSH"}, {Name: "Bane", Aliases: []string{"Şahin Bey"}}}}
	for i, want := range []string{"peter-marsh@2019-x", "peter-marsh~2@2019-x", "bane@2019-x"} {
		id := c.ID(i)
		slug, _, _ := strings.Cut(id, "@")
		if id != want || c.Find(slug) != i {
			t.Errorf("%s, found at %d; want %s", id, c.Find(slug), want)
		}
	}
	if c.Find("sahin-bey") != 2 || c.Find("nobody") != -1 {
		t.Error("by another name")
	}
}
