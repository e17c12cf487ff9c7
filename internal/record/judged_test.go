package record_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/text"
	"dossier/schema"
)

// judged folds documents with judgements "Marsh@0 = Peter Marsh@1", "≠", "?": the
// one called so in the document of that number.
func judged(t *testing.T, ms []*maker, judgements ...string) schema.Record {
	t.Helper()
	signs := map[string]review.Kind{" = ": review.SameEntity, " ≠ ": review.DifferentEntity, " ? ": review.UnsureEntity}
	var ds []review.Decision
	for n, s := range judgements {
		for sign, kind := range signs {
			if a, b, ok := strings.Cut(s, sign); ok {
				ds = append(ds, review.Decision{Seq: int64(n + 1), Who: "ada", At: "2024-01-01T00:00:00.000Z", Kind: kind, Pair: &[2]review.Subject{subject(t, ms, a), subject(t, ms, b)}})
			}
		}
	}
	names := map[doc.ID]string{}
	var parts []record.Part
	for i, m := range ms {
		names[m.doc.ID] = fmt.Sprint("d", i)
		parts = append(parts, record.Part{Source: record.Source{Doc: m.doc, Set: m.set}})
	}
	return record.One(parts, record.Context{ID: "r", Name: func(id doc.ID) string { return names[id] }, Decisions: ds})
}

func subject(t *testing.T, ms []*maker, s string) review.Subject {
	called, at, _ := strings.Cut(s, "@")
	var n int
	if _, err := fmt.Sscan(at, &n); err != nil {
		t.Fatal(s, err)
	}
	m := ms[n]
	i := strings.Index(m.doc.Text.String(), called)
	kind := entity.Person
	for _, e := range m.set.Entities {
		if e.Name == called {
			kind = e.Kind
		}
	}
	out := review.Subject{Name: called, Kind: kind, Words: []review.Words{{Ref: claim.Ref{Document: m.doc.ID}, Span: text.Span{Start: i, End: i + len(called)}, Quote: called}}}
	return out
}

// What a person says of two entities stands above every rule that joins them or
// keeps them apart, the later above the earlier, and nothing is lost.
func TestJudgedEntities(t *testing.T) {
	gunman := somebody{name: "the gunman", slot: claim.Perpetrator, plain: true}
	person := func(n string) somebody { return somebody{name: n} }
	state := func(n, c string) somebody { return somebody{name: n, country: c} }
	group := func(n string) somebody { return somebody{name: n, kind: entity.Group} }
	for _, c := range []struct {
		why    string
		docs   [][]somebody
		judged []string
		want   string
	}{
		{"the same name, two people", [][]somebody{{person("Peter Marsh")}, {person("Peter Marsh")}}, []string{"Peter Marsh@0 ≠ Peter Marsh@1"}, "Peter Marsh, Peter Marsh"},
		{"a surname that is somebody else", [][]somebody{{person("Peter Marsh")}, {person("Marsh")}}, []string{"Peter Marsh@0 ≠ Marsh@1"}, "Marsh, Peter Marsh"},
		{"another spelling, two people", [][]somebody{{person("Ali Karimi")}, {person("Aly Karimy")}}, []string{"Ali Karimi@0 ≠ Aly Karimy@1"}, "Ali Karimi, Aly Karimy"},
		{"a group and its namesake", [][]somebody{{group("Al-Shabaab")}, {group("al Shabab")}}, []string{"Al-Shabaab@0 ≠ al Shabab@1"}, "Al-Shabaab, al Shabab"},
		{"initials of something else", [][]somebody{{group("FLA")}, {group("Front for the Liberation of Arlen")}}, []string{"FLA@0 ≠ Front for the Liberation of Arlen@1"}, "FLA, Front for the Liberation of Arlen"},
		{"two gunmen after all", [][]somebody{{gunman}, {{name: "a lone attacker", slot: claim.Perpetrator, plain: true}}}, []string{"the gunman@0 ≠ a lone attacker@1"}, "a lone attacker, the gunman"},
		{"one body of a state, told apart", [][]somebody{{person("Peter Marsh"), gunman}, {gunman}}, []string{"the gunman@0 ≠ the gunman@1"}, "Peter Marsh, the gunman, the gunman"},
		{"names that have nothing in common", [][]somebody{{person("Peter Marsh")}, {person("Bane")}}, []string{"Peter Marsh@0 = Bane@1"}, "Peter Marsh = Bane"},
		{"a description that is somebody", [][]somebody{{person("Peter Marsh")}, {gunman}}, []string{"the gunman@1 = Peter Marsh@0"}, "Peter Marsh = the gunman"},
		{"citizens of two states who are one", [][]somebody{{state("Ali Karimi", "IR")}, {state("Aly Karimi", "PK")}}, []string{"Ali Karimi@0 = Aly Karimi@1"}, "Ali Karimi = Aly Karimi"},
		{"two of one document who are one", [][]somebody{{person("Peter Marsh"), person("Bane")}}, []string{"Peter Marsh@0 = Bane@0"}, "Peter Marsh = Bane"},
		{"three by two judgements", [][]somebody{{person("Adam Orr")}, {person("Bane")}, {person("Cole")}}, []string{"Adam Orr@0 = Bane@1", "Cole@2 = Bane@1"}, "Adam Orr = Bane = Cole"},
		{"who is told apart of one of two who are one", [][]somebody{{person("Adam Orr")}, {person("Bane")}, {person("Adam Orr")}}, []string{"Adam Orr@0 = Bane@1", "Bane@1 ≠ Adam Orr@2"}, "Adam Orr, Adam Orr = Bane"},
		{"the later holds: different", [][]somebody{{person("Adam Orr")}, {person("Bane")}}, []string{"Adam Orr@0 = Bane@1", "Adam Orr@0 ≠ Bane@1"}, "Adam Orr, Bane"},
		{"the later holds: the same", [][]somebody{{person("Adam Orr")}, {person("Adam Orr")}}, []string{"Adam Orr@0 ≠ Adam Orr@1", "Adam Orr@0 = Adam Orr@1"}, "Adam Orr"},
		{"unsure leaves it to the rules", [][]somebody{{person("Adam Orr")}, {person("Adam Orr")}}, []string{"Adam Orr@0 ≠ Adam Orr@1", "Adam Orr@0 ? Adam Orr@1"}, "Adam Orr"},
	} {
		var ms []*maker
		want := 0
		for i, d := range c.docs {
			m := told(t, fmt.Sprint("d", i), d...)
			for k := range d {
				m.say(claim.Claim{Attribution: &claim.Attribution{Claimant: claim.EntityID(fmt.Sprint("e", k)), Content: m.cite(d[k].name)}}, d[k].name)
				want++
			}
			ms = append(ms, m)
		}
		r := judged(t, ms, c.judged...)
		if got := names(r); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
		mentions := 0
		for _, e := range r.Entities {
			mentions += len(e.Mentions)
		}
		if mentions != want || len(r.Attributions) != want {
			t.Errorf("%s: %d mentions and %d statements of %d are left", c.why, mentions, len(r.Attributions), want)
		}
		for _, d := range r.Decisions {
			if d.Status != "applied" || len(d.Entities) == 0 || len(d.Citations) != 2 {
				t.Errorf("%s: decision %+v", c.why, d)
			}
		}
	}
}

// A value does not join an attacker who was told apart, and tells who said that two
// are one.
func TestJudgedAttackers(t *testing.T) {
	a := told(t, "a", somebody{name: "Peter Marsh", slot: claim.Perpetrator}, somebody{name: "the gunman", slot: claim.Perpetrator, plain: true})
	if got := len(slotValues(judged(t, []*maker{a}), "perpetrator")); got != 1 {
		t.Fatalf("%d attackers where nobody judged", got)
	}
	if got := len(slotValues(judged(t, []*maker{a}, "Peter Marsh@0 ≠ the gunman@0"), "perpetrator")); got != 2 {
		t.Errorf("%d attackers where two were told apart", got)
	}
	b := told(t, "b", somebody{name: "Bane", slot: claim.Perpetrator})
	r := judged(t, []*maker{a, b}, "Bane@1 = Peter Marsh@0")
	if got := len(slotValues(r, "perpetrator")); got != 1 {
		t.Errorf("%d attackers where two are one", got)
	}
	told := 0
	for _, e := range r.Entities {
		for _, j := range e.Joined {
			told++
			if j.Kind != "judged" || j.Who != "ada" || j.Document != "d1" || j.Name != "Bane" || e.Decisions[0] != 1 {
				t.Errorf("%+v", j)
			}
		}
	}
	if told != 1 {
		t.Errorf("why the two are one is told %d times", told)
	}
}

func slotValues(r schema.Record, slot string) (out []schema.Value) {
	for _, v := range r.Values {
		if v.Slot == slot {
			out = append(out, v)
		}
	}
	return out
}

// Where the words mean somebody else by now, or are gone, the judgement says so and
// changes nothing.
func TestJudgementsThatLostTheirWords(t *testing.T) {
	a, b := told(t, "a", somebody{name: "Peter Marsh", slot: claim.Victim}), told(t, "b", somebody{name: "Bane", slot: claim.Victim})
	ms := []*maker{a, b}
	pair := &[2]review.Subject{subject(t, ms, "Peter Marsh@0"), subject(t, ms, "Bane@1")}
	for _, c := range []struct {
		why    string
		spoil  func(*review.Subject)
		status string
	}{
		{"the words are of somebody else", func(s *review.Subject) { s.Name = "Rita Solano" }, "changed"},
		{"the words are gone", func(s *review.Subject) { s.Words[0].Quote = "Rita" }, "obsolete"},
		{"nobody stands in the words", func(s *review.Subject) { s.Words[0].Span, s.Words[0].Quote = text.Span{Start: 4, End: 7}, " / " }, "obsolete"},
	} {
		p := *pair
		p[1].Words = append([]review.Words(nil), pair[1].Words...)
		c.spoil(&p[1])
		parts := []record.Part{{Source: record.Source{Doc: a.doc, Set: a.set}}, {Source: record.Source{Doc: b.doc, Set: b.set}}}
		r := record.One(parts, record.Context{ID: "r", Name: func(id doc.ID) string { return "d" + string(id) }, Decisions: []review.Decision{{Seq: 1, Who: "ada", At: "2024", Kind: review.SameEntity, Pair: &p}}})
		if got := names(r); got != "Bane, Peter Marsh" || r.Decisions[0].Status != c.status {
			t.Errorf("%s: %s, %s", c.why, got, r.Decisions[0].Status)
		}
	}
}

// A report that comes later and calls somebody as one side was called, and not as
// the other, counts to that side.
func TestJudgementsCountForLaterReports(t *testing.T) {
	docs := []*maker{told(t, "a", somebody{name: "Peter Marsh", slot: claim.Victim}), told(t, "b", somebody{name: "Bane", slot: claim.Victim}), told(t, "c", somebody{name: "Bane", slot: claim.Victim})}
	pair := &[2]review.Subject{subject(t, docs, "Peter Marsh@0"), subject(t, docs, "Bane@1")}
	pair[1].Names = []string{"Bane"}
	var parts []record.Part
	for _, m := range docs {
		parts = append(parts, record.Part{Source: record.Source{Doc: m.doc, Set: m.set}})
	}
	for _, first := range []int{0, 2} { // also when it was published before
		list := append(append([]record.Part(nil), parts[first:]...), parts[:first]...)
		r := record.One(list, record.Context{ID: "r", Name: func(id doc.ID) string { return string(id) }, Decisions: []review.Decision{{Seq: 1, Who: "ada", At: "2024", Kind: review.SameEntity, Pair: pair}}})
		if len(r.Entities) != 1 {
			t.Errorf("%s", names(r))
		}
	}
}

func TestDoubts(t *testing.T) {
	a := told(t, "a", somebody{name: "Peter Marsh", slot: claim.Victim}, somebody{name: "John Marsh", slot: claim.Victim})
	b := told(t, "b", somebody{name: "Marsh", slot: claim.Victim})
	c := told(t, "c", somebody{name: "Rita Solano", slot: claim.Victim})
	d := told(t, "d", somebody{name: "Solano", slot: claim.Victim})
	var got []string
	r := judged(t, []*maker{a, b, c, d})
	for _, x := range record.Doubts(&r) {
		got = append(got, fmt.Sprintf("%s + %s %v", x.NameA, x.NameB, x.Joined))
	}
	want := "Peter Marsh + Marsh false, John Marsh + Marsh false, Solano + Rita Solano true"
	if strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
	if r = judged(t, []*maker{a, b, c, d}, "Marsh@1 = John Marsh@0", "Solano@3 = Rita Solano@2"); len(record.Doubts(&r)) != 0 {
		for _, x := range record.Doubts(&r) {
			t.Errorf("asked again: %s + %s", x.NameA, x.NameB)
		}
	}
}
