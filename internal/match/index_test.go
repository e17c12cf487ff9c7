package match_test

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/match"
	"dossier/internal/text"
)

// signsOf makes the signs of documents d0000, d0001, ….
func signsOf(sets []*claim.Set) []*match.Sign {
	var out []*match.Sign
	for i, s := range sets {
		for _, g := range match.Signs(&doc.Document{ID: id(i), Text: text.New("")}, s) {
			out = append(out, &g)
		}
	}
	return out
}

// shape is groups as the numbers of their documents: "0 2, 1".
func shape(groups []match.Group) string {
	var out []string
	for _, g := range groups {
		var one []string
		for _, m := range g {
			one = append(one, strings.TrimLeft(string(m.Document[1:4]), "0")+string(m.Document[4:]))
		}
		slices.Sort(one)
		out = append(out, strings.Join(one, " "))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// world makes reports of incidents that lie close together: two towns of one
// country, a few days, two kinds; some reports tell no day, some no place.
func world(r *rand.Rand, n int) []*claim.Set {
	var out []*claim.Set
	for range n {
		date := fmt.Sprintf("2019-0%d-%02d", 1+r.Intn(2), 1+r.Intn(6))
		place := []string{"Jolo", "Patikul", "Indanan", "Sulu"}[r.Intn(4)]
		if r.Intn(5) == 0 {
			date = ""
		}
		if r.Intn(5) == 0 {
			place = ""
		}
		s := told(date, "PH", place, []string{"bombing", "shooting"}[r.Intn(2)], r.Intn(4) == 0)
		for range r.Intn(3) {
			s.Entities = append(s.Entities, claim.Entity{Kind: entity.Person, Named: true, Name: fmt.Sprint("Person Number", string(rune('a'+r.Intn(8))))})
		}
		out = append(out, s)
	}
	return out
}

// The order in which signs come changes nothing, whether they are put together at
// once or one by one.
func TestOrderOfArrivalChangesNothing(t *testing.T) {
	for seed := range int64(40) {
		r := rand.New(rand.NewSource(seed))
		signs := signsOf(world(r, 24))
		want := shape(match.Cluster(signs, nil))
		for range 3 {
			r.Shuffle(len(signs), func(i, j int) { signs[i], signs[j] = signs[j], signs[i] })
			if got := shape(match.Cluster(signs, nil)); got != want {
				t.Fatalf("seed %d: %s\nwant %s", seed, got, want)
			}
			if got := shape(oneByOne(t, signs)); got != want {
				t.Fatalf("seed %d, one by one: %s\nwant %s", seed, got, want)
			}
		}
	}
}

// oneByOne adds signs to a store and gives the groups that stand in the end, by
// what each addition touched alone.
func oneByOne(t *testing.T, signs []*match.Sign) []match.Group {
	t.Helper()
	var st match.Mem
	at := map[match.Ref]int{}
	groups := map[int]match.Group{}
	next := 0
	for _, s := range signs {
		got, err := match.Add(&st, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range got.Groups {
			for _, m := range g {
				if n, had := at[m.Ref]; had {
					delete(groups, n)
				}
			}
		}
		for _, g := range got.Groups {
			next++
			groups[next] = g
			for _, m := range g {
				at[m.Ref] = next
			}
		}
	}
	var out []match.Group
	for n := range next + 1 {
		if g, ok := groups[n]; ok {
			out = append(out, g)
		}
	}
	return out
}

func TestWhatPeopleSayStands(t *testing.T) {
	a := told("2019-01-27", "PH", "Jolo", "bombing", false)
	b := told("2019-01-27", "PH", "Jolo", "bombing", false)
	c := told("2012-03-03", "FR", "Paris", "arson", false)
	signs := signsOf([]*claim.Set{a, b, c})
	r := func(i int) match.Ref { return match.Ref{Document: id(i)} }
	for _, x := range []struct {
		why  string
		told []match.Judgement
		want string
	}{
		{"nothing said", nil, "0 1, 2"},
		{"two that are like are not the same", []match.Judgement{{A: r(0), B: r(1)}}, "0, 1, 2"},
		{"two that have nothing in common are the same", []match.Judgement{{A: r(0), B: r(2), Same: true}}, "0 1 2"},
		{"both", []match.Judgement{{A: r(0), B: r(1)}, {A: r(2), B: r(0), Same: true}}, "0 2, 1"},
		{"what cannot all hold", []match.Judgement{{A: r(0), B: r(1), Same: true}, {A: r(1), B: r(2), Same: true}, {A: r(0), B: r(2)}}, "0 1 2"},
		{"of one that is not here", []match.Judgement{{A: r(0), B: r(9), Same: true}}, "0 1, 2"},
	} {
		if got := shape(match.Cluster(signs, x.told)); got != x.want {
			t.Errorf("%s: %s, want %s", x.why, got, x.want)
		}
		var st match.Mem
		for _, j := range x.told {
			st.Judge(j)
		}
		for _, s := range signs {
			if _, err := match.Add(&st, s); err != nil {
				t.Fatal(err)
			}
		}
		got, err := match.Around(&st, r(0), r(1), r(2))
		if err != nil {
			t.Fatal(err)
		}
		if s := shape(got.Groups); s != x.want {
			t.Errorf("%s, added: %s, want %s", x.why, s, x.want)
		}
	}
}

// The last word on a pair counts: what was said can be taken back.
func TestTheLastWordCounts(t *testing.T) {
	var st match.Mem
	a, b := match.Ref{Document: "a"}, match.Ref{Document: "b"}
	st.Judge(match.Judgement{A: a, B: b, Same: true})
	st.Judge(match.Judgement{A: b, B: a})
	for _, r := range []match.Ref{a, b} {
		if got, _ := st.Judged(r); len(got) != 1 || got[0].Same {
			t.Errorf("%v: %+v", r, got)
		}
	}
}

// A document read anew takes the place of what was read out of it before.
func TestReadAnew(t *testing.T) {
	sets := []*claim.Set{told("2019-01-27", "PH", "Jolo", "bombing", false), told("2019-01-27", "PH", "Jolo", "bombing", false)}
	var st match.Mem
	for _, s := range signsOf(sets) {
		match.Add(&st, s)
	}
	sets[1] = told("2019-03-05", "PH", "Zamboanga", "bombing", false)
	got, err := match.Add(&st, signsOf(sets)[1])
	if err != nil || shape(got.Groups) != "0, 1" {
		t.Errorf("%s, %v", shape(got.Groups), err)
	}
}

// Two incidents of one document stay two.
func TestTwoIncidentsOfOneDocument(t *testing.T) {
	s := told("2019-01-27", "PH", "Jolo", "bombing", false)
	for _, v := range []claim.Value{{Slot: claim.Date, Text: "2019-01-27"}, {Slot: claim.Place, Text: "Jolo"}, {Slot: claim.Country, Text: "PH"}} {
		s.Claims = append(s.Claims, claim.Claim{Incident: 1, Confidence: 0.8, Value: &v})
	}
	if got := shape(match.Cluster(signsOf([]*claim.Set{s}), nil)); got != "0, 0" {
		t.Error(got)
	}
}

// An incident told in passing comes into the record of the reports about it, by its
// day and place; a place alone is not enough.
func TestToldInPassingFindsItsRecord(t *testing.T) {
	london := told("2022-08-04", "GB", "London", "storming", false)
	passing := func(date string) *claim.Set {
		s := told("2023-01-27", "IR", "Tehran", "shooting", false)
		for _, v := range []claim.Value{{Slot: claim.Date, Text: date}, {Slot: claim.Place, Text: "London"}, {Slot: claim.Country, Text: "GB"}} {
			if v.Text != "" {
				s.Claims = append(s.Claims, claim.Claim{Incident: 1, Confidence: 0.8, Value: &v})
			}
		}
		return s
	}
	for _, c := range []struct{ date, want string }{{"2022-08-04", "0 1, 1"}, {"2022-08", "0 1, 1"}, {"2022", "0, 1, 1"}, {"", "0, 1, 1"}, {"2021-08-04", "0, 1, 1"}} {
		if got := shape(match.Cluster(signsOf([]*claim.Set{london, passing(c.date)}), nil)); got != c.want {
			t.Errorf("%q: %s, want %s", c.date, got, c.want)
		}
	}
}

func TestEveryLinkSaysWhy(t *testing.T) {
	a := told("2023-01-27", "IR", "Tehran", "shooting", false)
	b := told("2023-01", "IR", "Tehran", "storming", false)
	for _, s := range []*claim.Set{a, b} {
		s.Entities = append(s.Entities, claim.Entity{Kind: entity.Person, Named: true, Name: "Orkhan Asgarov"})
	}
	b.Entities[0].Name = "Orxan Askarov"
	signs := signsOf([]*claim.Set{a, b})
	want := match.Compare(signs[0], signs[1])
	if got := match.Compare(signs[1], signs[0]); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, the other way round %+v", got, want)
	}
	for _, why := range []string{"the same month: 2023-01-27, 2023-01", "the same country: IR", "the same place: tehran", "kinds that go together", "people in common: Orkhan Asgarov"} {
		if !slices.Contains(want.Reasons, why) {
			t.Errorf("%q is not among %q", why, want.Reasons)
		}
	}
	if want.Confidence < 0.6 || want.Confidence > 1 {
		t.Errorf("confidence %v", want.Confidence)
	}
}

// Neither the keys of a report nor what it is compared with grow with the archive.
func TestTheCostOfAReportIsBounded(t *testing.T) {
	var st counting
	for i := range 600 {
		s := told("2019-01-27", "PH", "Jolo", "bombing", false)
		s.Entities = append(s.Entities, claim.Entity{Kind: entity.Person, Named: true, Name: fmt.Sprint("Witness ", i%7)})
		g := match.Signs(&doc.Document{ID: id(i), Text: text.New("")}, s)[0]
		if n := len(g.Keys()); n > match.MaxKeys {
			t.Fatalf("%d keys", n)
		}
		st.most = 0
		got, err := match.Add(&st, &g)
		if err != nil {
			t.Fatal(err)
		}
		if st.most > match.MaxNear {
			t.Fatalf("compared with %d", st.most)
		}
		if len(got.Groups) != 1 || len(got.Groups[0]) > match.MaxAround {
			t.Fatalf("report %d: %d groups, the first of %d", i, len(got.Groups), len(got.Groups[0]))
		}
		for _, m := range got.Groups[0] {
			st.Note("one", m.Ref)
		}
	}
}

// counting is a store that notes how many signs it gave for comparison.
type counting struct {
	match.Mem
	most int
}

func (c *counting) Near(keys []string, perKey, most int) ([]*match.Sign, error) {
	out, err := c.Mem.Near(keys, perKey, most)
	c.most = max(c.most, len(out))
	return out, err
}
