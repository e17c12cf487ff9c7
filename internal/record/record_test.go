package record_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/record"
	"dossier/internal/text"
	"dossier/schema"
)

// source makes a document of words and lets say add claims that cite them.
type maker struct {
	t   *testing.T
	doc *doc.Document
	set *claim.Set
}

func document(t *testing.T, id, published, words string) *maker {
	d := &doc.Document{ID: doc.ID(id), Published: published, Text: text.New(words), Title: "Title of " + id}
	return &maker{t, d, &claim.Set{Document: d.ID, Found: true}}
}

func (m *maker) cite(words string) doc.Citation {
	i := strings.Index(m.doc.Text.String(), words)
	if i < 0 {
		m.t.Fatalf("%q does not stand in the text", words)
	}
	return doc.Citation{Document: m.doc.ID, Span: text.Span{Start: i, End: i + len(words)}}
}

func (m *maker) say(c claim.Claim, words string) *maker {
	c.Citations = []doc.Citation{m.cite(words)}
	c.Maker = claim.Maker{Name: "test", Version: "1"}
	if c.Confidence == 0 {
		c.Confidence = 0.5
	}
	m.set.Claims = append(m.set.Claims, c)
	return m
}

func (m *maker) entity(id claim.EntityID, k entity.Kind, name string, aliases ...string) *maker {
	m.set.Entities = append(m.set.Entities, claim.Entity{
		ID: id, Kind: k, Name: name, Named: true, Aliases: aliases, Mentions: []doc.Citation{m.cite(name)},
	})
	return m
}

func injured(n int) claim.Claim {
	c := count.Exactly(n)
	return claim.Claim{Value: &claim.Value{Slot: claim.Injured, Of: "all", Count: &c}}
}

func fold(ms ...*maker) schema.Record {
	var sources []record.Source
	var parts []record.Part
	for _, m := range ms {
		s := record.Source{Doc: m.doc, Set: m.set}
		sources = append(sources, s)
		parts = append(parts, record.Part{Source: s})
	}
	return record.Fold(sources, [][]record.Part{parts})[0]
}

func TestTwoFiguresInOneTextAreAConflict(t *testing.T) {
	r := fold(document(t, "a", "", "Injuries: 3. Two guards were hurt; two.").
		say(injured(3), "3").say(injured(2), "Two").say(injured(2), "two"))
	if len(r.Values) != 2 || len(r.Conflicts) != 1 {
		t.Fatalf("values %d, conflicts %+v", len(r.Values), r.Conflicts)
	}
	c := r.Conflicts[0]
	if c.Slot != "injured" || c.Kind != "within_document" || len(c.Values) != 2 {
		t.Errorf("conflict %+v", c)
	}
	for _, v := range r.Values {
		if v.Status != "contested" {
			t.Errorf("%s is %s", v.Text, v.Status)
		}
		if v.Preferred != (v.Value == 2) {
			t.Errorf("%v preferred: %v; the figure told twice is shown", v.Value, v.Preferred)
		}
	}
}

func TestABoundThatHoldsTheFigureIsNoConflict(t *testing.T) {
	atLeast := count.AtLeast(20)
	r := fold(document(t, "a", "", "at least 20 died, 22 in all").
		say(claim.Claim{Value: &claim.Value{Slot: claim.Killed, Of: "all", Count: &atLeast}}, "at least 20").
		say(claim.Claim{Value: &claim.Value{Slot: claim.Killed, Of: "all", Count: ptr(count.Exactly(22))}}, "22"))
	if len(r.Conflicts) != 0 {
		t.Errorf("conflicts %+v", r.Conflicts)
	}
}

func TestTheExactFigureIsShownBeforeABoundThatItMeets(t *testing.T) {
	killed := func(c count.Count, confidence float64) claim.Claim {
		return claim.Claim{Confidence: confidence, Value: &claim.Value{Slot: claim.Killed, Of: "all", Count: &c}}
	}
	for _, c := range []struct {
		why   string
		exact claim.Claim
		want  any
	}{
		{"it meets the bound", killed(count.Exactly(60), 0.5), 60},
		{"it was likely misread", killed(count.Exactly(60), 0.2), schema.Range{Min: ptrInt(56)}},
	} {
		r := fold(document(t, "a", "", "More than 55 people died. Deaths: 60.").
			say(killed(count.AtLeast(56), 0.7), "More than 55").say(c.exact, "60"))
		for _, v := range r.Values {
			if v.Preferred != reflect.DeepEqual(v.Value, c.want) || v.Status != "agreed" && c.want == 60 {
				t.Errorf("%s: %v preferred %v, %s", c.why, v.Value, v.Preferred, v.Status)
			}
		}
	}
}

func TestAFigureOfThoseWhoClaimTheDeedIsNotShownBeforeAnother(t *testing.T) {
	killed := func(n int, confidence float64, by ...claim.EntityID) claim.Claim {
		c := count.Exactly(n)
		return claim.Claim{Confidence: confidence, Claimants: by, Value: &claim.Value{Slot: claim.Killed, Of: "all", Count: &c}}
	}
	r := fold(document(t, "a", "", "Red Dawn, which claimed it, spoke of 90 dead, 90 dead; police of 12.").
		entity("e1", entity.Group, "Red Dawn").entity("e2", entity.Organisation, "police").
		say(claim.Claim{Value: &claim.Value{Slot: claim.ClaimedBy, Entity: "e1"}}, "claimed it").
		say(killed(90, 0.9, "e1"), "90 dead").say(killed(12, 0.4, "e2"), "12"))
	for _, v := range r.Values {
		if v.Slot == "killed" && v.Preferred != (v.Value == 12) {
			t.Errorf("%v preferred %v", v.Value, v.Preferred)
		}
	}
}

func ptrInt(n int) *int { return &n }

func ptr(c count.Count) *count.Count { return &c }

func TestFiguresThatDifferByTheAttackersAlone(t *testing.T) {
	killed := func(n int, of, includes string) claim.Claim {
		c := count.Exactly(n)
		return claim.Claim{Value: &claim.Value{Slot: claim.Killed, Of: of, Count: &c, Includes: includes}}
	}
	first := document(t, "a", "2021-03-05", "16 dead, the three attackers among them.").
		say(killed(16, "all", "perpetrators"), "16 dead").say(killed(3, "perpetrators", ""), "three attackers")
	for _, c := range []struct {
		why   string
		n     int
		words string
		want  int
	}{
		{"those without the attackers", 13, "13 people were killed.", 0},
		{"another number", 12, "12 people were killed.", 1},
	} {
		r := fold(first, document(t, "b", "2021-03-05", c.words).say(killed(c.n, "all", ""), c.words))
		if len(r.Conflicts) != c.want {
			t.Errorf("%s: conflicts %+v, want %d", c.why, r.Conflicts, c.want)
		}
	}
	if v := fold(first).Values[0]; v.Includes != "perpetrators" {
		t.Errorf("the value does not say whom it includes: %+v", v)
	}
}

func TestRoundNumbersHaveLeeway(t *testing.T) {
	about := func(min, max int) claim.Claim {
		return claim.Claim{Value: &claim.Value{Slot: claim.Injured, Of: "all", Count: &count.Count{Min: min, Max: max, Approximate: true}}}
	}
	for _, c := range []struct {
		why      string
		other    claim.Claim
		n        int
		conflict bool
	}{
		{"about 70 and 66", about(70, 70), 66, false},
		{"about 70 and 40", about(70, 70), 40, true},
		{"dozens and 22", about(24, count.Open), 22, false},
		{"hundreds and 30", about(200, count.Open), 30, true},
	} {
		r := fold(document(t, "a", "", "About so many were hurt.").say(c.other, "so many"), document(t, "b", "", "So many were hurt.").say(injured(c.n), "So many"))
		if (len(r.Conflicts) > 0) != c.conflict {
			t.Errorf("%s: conflicts %+v, want any: %v", c.why, r.Conflicts, c.conflict)
		}
	}
}

func TestARevisedFigureIsShownAndTheConflictIsOverTime(t *testing.T) {
	r := fold(document(t, "a", "", "12 were hurt. It later rose to 15.").
		say(injured(12), "12").
		say(claim.Claim{Value: &claim.Value{Slot: claim.Injured, Of: "all", Count: ptr(count.Exactly(15)), Later: true}}, "15"))
	if r.Conflicts[0].Kind != "over_time" {
		t.Errorf("kind %s", r.Conflicts[0].Kind)
	}
	for _, v := range r.Values {
		if v.Preferred != (v.Value == 15) {
			t.Errorf("%v preferred: %v", v.Value, v.Preferred)
		}
	}
}

func TestLaterDocumentsCountMore(t *testing.T) {
	r := fold(
		document(t, "a", "2011-07-22", "2 hurt").say(injured(2), "2"),
		document(t, "b", "2011-07-23", "7 hurt").say(injured(7), "7"))
	if got := preferred(r, "injured"); got != 7 {
		t.Errorf("shown %v", got)
	}
	if r.Conflicts[0].Kind != "over_time" {
		t.Errorf("kind %s", r.Conflicts[0].Kind)
	}
}

func preferred(r schema.Record, slot string) any {
	for _, v := range r.Values {
		if v.Slot == slot && v.Preferred {
			return v.Value
		}
	}
	return nil
}

func TestAMonthAndItsDayAgree(t *testing.T) {
	date := func(s string) claim.Claim { return claim.Claim{Value: &claim.Value{Slot: claim.Date, Text: s}} }
	r := fold(document(t, "a", "", "in January, on the 27th, or the 28th").
		say(date("2023-01"), "January").say(date("2023-01-27"), "27th"))
	if len(r.Conflicts) != 0 {
		t.Errorf("conflicts %+v", r.Conflicts)
	}
	r = fold(document(t, "a", "", "on the 27th, or the 28th").
		say(date("2023-01-27"), "27th").say(date("2023-01-28"), "28th"))
	if len(r.Conflicts) != 1 {
		t.Errorf("two days are no conflict: %+v", r.Values)
	}
}

func TestPartiesThatDisagreeOnTheMotive(t *testing.T) {
	acc := func(pos string, who claim.EntityID, rejects bool) claim.Claim {
		return claim.Claim{Account: &claim.Account{Question: "motive", Position: pos, Holder: who, Rejects: rejects}}
	}
	m := document(t, "a", "", "The Ministry calls it terror. Rahimi says it was personal. Terror again.").
		entity("e1", entity.Organisation, "Ministry").entity("e2", entity.Person, "Rahimi").
		say(acc("terrorism", "e1", false), "terror").say(acc("personal", "e2", false), "personal")
	r := fold(m)
	if len(r.Accounts) != 2 || len(r.Conflicts) != 1 || r.Conflicts[0].Slot != "motive" || r.Conflicts[0].Kind != "between_claimants" {
		t.Fatalf("accounts %+v\nconflicts %+v", r.Accounts, r.Conflicts)
	}
	one := fold(document(t, "b", "", "The Ministry calls it terror.").
		entity("e1", entity.Organisation, "Ministry").say(acc("terrorism", "e1", false), "terror"))
	if len(one.Conflicts) != 0 {
		t.Errorf("one party alone is in conflict: %+v", one.Conflicts)
	}
}

// killedOf is a number of killed of a group.
func killedOf(n int, of string, who ...claim.EntityID) claim.Claim {
	return claim.Claim{Claimants: who, Value: &claim.Value{Slot: claim.Killed, Of: of, Count: ptr(count.Exactly(n))}}
}

func TestOneGroupInOtherWords(t *testing.T) {
	m := document(t, "a", "", "The president counts six Peruvian nationals, the ministry eight Peruvians, and two tourists.").
		entity("e1", entity.Person, "president").entity("e2", entity.Organisation, "ministry").
		say(killedOf(6, "Peruvian nationals", "e1"), "six").say(killedOf(8, "Peruvians", "e2"), "eight").say(killedOf(2, "tourists"), "two")
	r := fold(m)
	if len(r.Conflicts) != 1 || r.Conflicts[0].Kind != "between_claimants" || len(r.Conflicts[0].Values) != 2 {
		t.Fatalf("conflicts %+v", r.Conflicts)
	}
	if got, want := r.Conflicts[0].Explanation, "6 according to president, 8 according to ministry."; got != want {
		t.Errorf("explained as %q, want %q", got, want)
	}
}

// held is that a party holds a position, or with a dash before it rejects it.
type held struct{ who, position string }

func TestWhichPositionsAreAConflict(t *testing.T) {
	for _, c := range []struct {
		why, question string
		held          []held
		slot          string // of the conflict, "" for none
	}{
		{"terror against family matters", "motive", []held{{"Ministry", "terrorism"}, {"Rahimi", "personal"}}, "motive"},
		{"a rejection of what another holds", "motive", []held{{"Ministry", "terrorism"}, {"Rahimi", "-terrorism"}}, "motive"},
		{"a rejection of what somebody must have said", "motive", []held{{"Rahimi", "-terrorism"}}, "motive"},
		{"two kinds of public cause", "motive", []held{{"Ministry", "terrorism"}, {"Rahimi", "religious"}}, ""},
		{"revenge goes with any", "motive", []held{{"Ministry", "terrorism"}, {"Rahimi", "revenge"}}, ""},
		{"both hold both", "motive", []held{{"Ministry", "terrorism"}, {"Ministry", "personal"}}, ""},
		{"two groups", "responsibility", []held{{"Ministry", "Red Front"}, {"Rahimi", "Blue Front"}}, "perpetrator"},
		{"a group by its short name", "responsibility", []held{{"Ministry", "Houthi"}, {"Rahimi", "Houthis"}}, ""},
		{"a person and a group", "responsibility", []held{{"Ministry", "Red Front"}, {"Rahimi", "Jan Smit"}}, ""},
		{"an accused who denies", "responsibility", []held{{"Ministry", "Jan Smit"}, {"Jan Smit", "-Jan Smit"}}, "perpetrator"},
	} {
		m := document(t, "a", "", "Ministry, Rahimi, Jan Smit").entity("e1", entity.Organisation, "Ministry").
			entity("e2", entity.Person, "Rahimi").entity("e3", entity.Person, "Jan Smit")
		for _, h := range c.held {
			who := map[string]claim.EntityID{"Ministry": "e1", "Rahimi": "e2", "Jan Smit": "e3"}[h.who]
			pos, rejects := strings.CutPrefix(h.position, "-")
			m.say(claim.Claim{Account: &claim.Account{Question: c.question, Position: pos, Holder: who, Rejects: rejects}}, h.who)
		}
		slot := ""
		for _, x := range fold(m).Conflicts {
			slot = x.Slot
		}
		if slot != c.slot {
			t.Errorf("%s: conflict of %q, want %q", c.why, slot, c.slot)
		}
	}
}

func TestPartiesOfOneStateAreOneOrigin(t *testing.T) {
	m := document(t, "a", "", "The ministry, the news agency, the president and an analyst call it terror.")
	for i, name := range []string{"ministry", "news agency", "president", "analyst"} {
		id := claim.EntityID("e" + string(rune('1'+i)))
		m.entity(id, entity.Organisation, name)
		if name != "analyst" {
			m.set.Entities[i].Country = "AZ"
		}
		m.say(claim.Claim{Account: &claim.Account{Question: "motive", Position: "terrorism", Holder: id}}, name)
	}
	if a := fold(m).Accounts[0]; len(a.HeldBy) != 4 || a.Origins != 2 {
		t.Errorf("%d holders of %d origins", len(a.HeldBy), a.Origins)
	}
}

func TestWhyAValueIsShown(t *testing.T) {
	two := func(c claim.Claim) claim.Claim { c.Confidence = 0.8; return c }
	for _, c := range []struct {
		why  string
		recs []*maker
		want string
	}{
		{"no rival", []*maker{document(t, "a", "", "3 hurt").say(injured(3), "3")}, ""},
		{"one is surer", []*maker{document(t, "a", "", "3 hurt, 2 hurt").say(injured(3), "3").say(two(injured(2)), "2")}, "the surest of them"},
		{"told before the other", []*maker{document(t, "a", "", "3 hurt, 2 hurt").say(injured(3), "3").say(injured(2), "2")}, "told first"},
		{"of a later day", []*maker{document(t, "a", "2011-07-22", "3 hurt").say(two(injured(3)), "3"), document(t, "b", "2011-07-23", "2 hurt").say(injured(2), "2")}, "of the latest document"},
	} {
		for _, v := range fold(c.recs...).Values {
			want := ""
			if v.Preferred {
				want = c.want
			}
			if v.Reason != want {
				t.Errorf("%s: %v is shown because %q, want %q", c.why, v.Value, v.Reason, want)
			}
		}
	}
}

func TestTheTextSaysThatAccountsDiffer(t *testing.T) {
	const words = "Figures of the injured vary."
	dispute := claim.Claim{Dispute: &claim.Dispute{Slot: claim.Injured, Of: "all"}}
	r := fold(document(t, "a", "", "3 were hurt. "+words).say(injured(3), "3").say(dispute, words))
	if len(r.Conflicts) != 1 || r.Conflicts[0].Slot != "injured" || len(r.Conflicts[0].Values) != 1 || r.Conflicts[0].Citations[0].Quote != words {
		t.Fatalf("conflicts %+v", r.Conflicts)
	}
	r = fold(document(t, "a", "", "3 were hurt, or 2. "+words).say(injured(3), "3").say(injured(2), "2").say(dispute, words))
	if len(r.Conflicts) != 1 || len(r.Conflicts[0].Values) != 2 || len(r.Conflicts[0].Citations) != 1 {
		t.Errorf("beside a conflict that shows: %+v", r.Conflicts)
	}
}

func TestOneItemInOtherWords(t *testing.T) {
	const words = "the CCTV footage; CCTV footage from the gate; footage; video of the chase"
	m := document(t, "a", "", words)
	for _, w := range strings.Split(words, "; ") {
		m.say(claim.Claim{Item: &claim.Item{Kind: "footage", What: w}}, w)
	}
	var got []string
	for _, x := range fold(m).Evidence {
		got = append(got, x.What)
	}
	if s := strings.Join(got, "; "); s != "CCTV footage from the gate; footage; video of the chase" {
		t.Errorf("items %s", s)
	}
}

func TestEvidenceForAndAgainstAnAccount(t *testing.T) {
	m := document(t, "a", "", "The footage shows that he was alone. Police found two rifles.")
	m.say(claim.Claim{Item: &claim.Item{Kind: "footage", What: "footage"}}, "footage").
		say(claim.Claim{Item: &claim.Item{Kind: "physical", What: "two rifles"}}, "two rifles").
		say(claim.Claim{Account: &claim.Account{Question: "alone", Position: "alone",
			Support: []doc.Citation{m.cite("footage")}, Against: []doc.Citation{m.cite("rifles")}}}, "alone")
	r := fold(m)
	a := r.Accounts[0]
	if strings.Join(a.Support, " ") != r.Evidence[0].ID || strings.Join(a.Against, " ") != r.Evidence[1].ID {
		t.Errorf("for it %v, against it %v", a.Support, a.Against)
	}
}

func TestTheSummarySaysWhoseFigureItIs(t *testing.T) {
	m := document(t, "a", "", "Red Band claimed it and said seven were hurt.").entity("e1", entity.Group, "Red Band")
	c := injured(7)
	c.Claimants = []claim.EntityID{"e1"}
	m.say(c, "seven").say(claim.Claim{Value: &claim.Value{Slot: claim.ClaimedBy, Entity: "e1"}}, "claimed")
	if got := fold(m).Summary; got != "An attack; 7 injured, as Red Band says." {
		t.Error(got)
	}
}

func TestTheSummaryNamesFewRivals(t *testing.T) {
	m := document(t, "a", "", "3 2 4 5 hurt").say(injured(3), "3").say(injured(2), "2")
	if got := fold(m).Summary; got != "An attack; 3 or 2 injured." {
		t.Error(got)
	}
	m.say(injured(4), "4").say(injured(5), "5")
	if got := fold(m).Summary; got != "An attack; 3 (disputed) injured." {
		t.Error(got)
	}
}

func TestTheWordsForTheOnlyGroupBackTheTotal(t *testing.T) {
	words := "Injuries: 3. Two guards were hurt; he hurt two others."
	m := document(t, "a", "", words).say(injured(3), "3").say(injured(2), "two others").
		say(claim.Claim{Value: &claim.Value{Slot: claim.Injured, Of: "security", Count: ptr(count.Exactly(2))}}, "Two guards")
	for _, v := range fold(m).Values {
		want := 1
		if v.Of == "all" && v.Value == 2 {
			want = 2
		}
		if len(v.Citations) != want {
			t.Errorf("%v of %s stands on %d citations, want %d", v.Value, v.Of, len(v.Citations), want)
		}
	}
	m.say(claim.Claim{Value: &claim.Value{Slot: claim.Injured, Of: "staff", Count: ptr(count.Exactly(1))}}, "he hurt")
	for _, v := range fold(m).Values {
		if len(v.Citations) != 1 {
			t.Errorf("beside a second group %v of %s stands on %d citations", v.Value, v.Of, len(v.Citations))
		}
	}
}

func TestOneAttackerInOtherWords(t *testing.T) {
	for _, c := range []struct {
		why   string
		names []string // a small letter: a description
		count int
		want  string
	}{
		{"descriptions of one man", []string{"gunman", "lone gunman", "attacker"}, 0, "gunman"},
		{"he is named", []string{"gunman", "Jan Smit"}, 1, "Jan Smit"},
		{"he is named twice", []string{"Smit", "gunman", "Jan Smit"}, 0, "Jan Smit"},
		{"two are named", []string{"Jan Smit", "Piet Vos", "gunman"}, 0, "Jan Smit; Piet Vos; gunman"},
		{"two took part", []string{"gunman", "attacker"}, 2, "gunman; attacker"},
		{"a description that says more", []string{"gunman", "tall student"}, 0, "gunman; tall student"},
	} {
		m := document(t, "a", "", strings.Join(c.names, ", "))
		for i, name := range c.names {
			id := claim.EntityID("e" + string(rune('1'+i)))
			m.entity(id, entity.Person, name)
			m.set.Entities[i].Named = name[0] < 'a'
			m.say(claim.Claim{Value: &claim.Value{Slot: claim.Perpetrator, Entity: id, Basis: "fact"}}, name)
		}
		if c.count > 0 {
			m.say(claim.Claim{Value: &claim.Value{Slot: claim.PerpetratorCount, Count: ptr(count.Exactly(c.count))}}, c.names[0])
		}
		r := fold(m)
		var got []string
		cited := 0
		for _, v := range r.Values {
			for _, e := range r.Entities {
				if e.ID == v.Value {
					got = append(got, e.Name)
					cited += len(v.Citations)
				}
			}
		}
		if s := strings.Join(got, "; "); s != c.want || cited != len(c.names) {
			t.Errorf("%s: %s on %d citations, want %s on %d", c.why, s, cited, c.want, len(c.names))
		}
	}
}

func TestAWeaponByItsFullerName(t *testing.T) {
	arm := func(s string) claim.Claim {
		return claim.Claim{Value: &claim.Value{Slot: claim.Weapon, Text: s, Kind: "firearm"}}
	}
	r := fold(document(t, "a", "", "a Kalashnikov, the Kalashnikov rifle, a pistol").
		say(arm("Kalashnikov"), "Kalashnikov").say(arm("Kalashnikov rifle"), "Kalashnikov rifle").say(arm("pistol"), "pistol"))
	if len(r.Values) != 2 || r.Values[0].Value != "Kalashnikov rifle" || len(r.Values[0].Citations) != 2 {
		t.Errorf("%+v", r.Values)
	}
}

func TestWhoRejectsDoesNotHold(t *testing.T) {
	acc := func(rejects bool) claim.Claim {
		return claim.Claim{Account: &claim.Account{Question: "motive", Position: "terrorism", Holder: "e1", Rejects: rejects}}
	}
	a := fold(document(t, "a", "", "Police called terror unlikely; terror, they said, was not it.").
		entity("e1", entity.Organisation, "Police").say(acc(false), "terror").say(acc(true), "not")).Accounts[0]
	if len(a.HeldBy) != 0 || len(a.RejectedBy) != 1 {
		t.Errorf("held by %v, rejected by %v", a.HeldBy, a.RejectedBy)
	}
}

func TestOnePersonUnderOneNameInTwoDocuments(t *testing.T) {
	r := fold(
		document(t, "a", "", "Orkhan Asgarov, guard").entity("e1", entity.Person, "Orkhan Asgarov", "Asgarov"),
		document(t, "b", "", "ORKHAN ASGAROV died").entity("e1", entity.Person, "ORKHAN ASGAROV"))
	if len(r.Entities) != 1 || len(r.Entities[0].Mentions) != 2 {
		t.Errorf("entities %+v", r.Entities)
	}
}

func TestABodyOfAStateInTwoDocuments(t *testing.T) {
	in := func(id, body, country string) *maker {
		m := document(t, id, "", body+" of Azerbaijan").entity("e1", entity.State, "Azerbaijan").entity("e2", entity.Organisation, body)
		m.set.Entities[0].Country, m.set.Entities[1].Country = "AZ", country
		return m
	}
	for _, c := range []struct {
		a, b string
		one  bool
	}{
		{"Azerbaijani Foreign Ministry", "Ministry of Foreign Affairs of the Republic of Azerbaijan", true},
		{"Azerbaijan's embassy in Tehran", "Embassy of Azerbaijan in Tehran", true},
		{"Embassy of Azerbaijan in London", "Embassy of Azerbaijan in Tehran", false},
		{"Foreign Ministry", "Ministry of Foreign Affairs", false},
	} {
		r := fold(in("a", c.a, "AZ"), in("b", c.b, "AZ"))
		if got := len(r.Entities) == 2; got != c.one {
			t.Errorf("%s, %s: %d entities", c.a, c.b, len(r.Entities))
		}
	}
	if r := fold(in("a", "Azerbaijani Foreign Ministry", "AZ"), in("b", "Azerbaijani Foreign Ministry of", "IR")); len(r.Entities) != 3 {
		t.Errorf("bodies of two states are %d entities", len(r.Entities))
	}
}

func TestReactionsOfOneActorAreOne(t *testing.T) {
	react := func(kind string) claim.Claim {
		return claim.Claim{Reaction: &claim.Reaction{Actor: "e1", Kinds: []string{kind}, Country: "FR"}}
	}
	r := fold(document(t, "a", "", "France condemned it and sent condolences").
		entity("e1", entity.State, "France").
		say(react("condemnation"), "condemned").say(react("condolence"), "condolences"))
	if len(r.Reactions) != 1 || strings.Join(r.Reactions[0].Kinds, " ") != "condemnation condolence" {
		t.Errorf("reactions %+v", r.Reactions)
	}
}

func TestAStateAndItsPresidentReactAsOne(t *testing.T) {
	in := func(id, actor string, k entity.Kind, country string, kinds ...string) *maker {
		m := document(t, id, "", actor+" spoke").entity("e1", k, actor)
		m.set.Entities[0].Country = country
		return m.say(claim.Claim{Reaction: &claim.Reaction{Actor: "e1", Kinds: kinds, Country: country}}, actor)
	}
	herzog := in("a", "Isaac Herzog", entity.Person, "IL", "condolence")
	for _, c := range []struct {
		why  string
		ms   []*maker
		want int
	}{
		{"the state in another document", []*maker{herzog, in("b", "Israel", entity.State, "IL", "condolence")}, 1},
		{"the state first", []*maker{in("b", "Israel", entity.State, "IL", "condolence"), herzog}, 1},
		{"another kind", []*maker{herzog, in("b", "Israel", entity.State, "IL", "sanction")}, 2},
		{"another state", []*maker{herzog, in("b", "Egypt", entity.State, "EG", "condolence")}, 2},
		{"two officials", []*maker{herzog, in("b", "Eli Cohen", entity.Person, "IL", "condolence")}, 2},
	} {
		r := fold(c.ms...)
		if len(r.Reactions) != c.want {
			t.Errorf("%s: %d reactions", c.why, len(r.Reactions))
			continue
		}
		if c.want == 1 && (name(r, r.Reactions[0].Actor) != "Isaac Herzog" || name(r, r.Reactions[0].For) != "Israel" || len(r.Reactions[0].Citations) != 2) {
			t.Errorf("%s: %+v", c.why, r.Reactions[0])
		}
	}
}

func name(r schema.Record, id string) string {
	for _, e := range r.Entities {
		if e.ID == id {
			return e.Name
		}
	}
	return ""
}

func TestTheChronologyIsInOrderOfTime(t *testing.T) {
	ev := func(order int, when, what string) claim.Claim {
		return claim.Claim{Event: &claim.Event{When: when, What: what, Order: order, Phase: "incident", Modality: "actual"}}
	}
	m := document(t, "a", "", "struck, fled, warned")
	for i, e := range []struct{ when, what string }{{"2023-01-27", "struck"}, {"", "fled"}, {"2022-08", "warned"}} {
		c := ev(i, e.when, e.what)
		c.Event.Trigger = m.cite(e.what)
		m.say(c, e.what)
	}
	var got []string
	for _, e := range fold(m).Events {
		got = append(got, e.What)
	}
	if strings.Join(got, " ") != "warned struck fled" {
		t.Errorf("order %v", got)
	}
}

func TestOneStepToldByTwoDocuments(t *testing.T) {
	told := func(id, verb, when, role string) *maker {
		m := document(t, id, "", "Jan Smit "+verb).entity("e1", entity.Person, "Jan Smit")
		return m.say(claim.Claim{Event: &claim.Event{When: when, What: verb, Trigger: m.cite(verb), Phase: "incident", Modality: "actual",
			Arguments: []claim.Argument{{Entity: "e1", Role: role}}}}, verb)
	}
	first := told("a", "surrendered", "2021-05-03", "agent")
	for _, c := range []struct {
		why  string
		m    *maker
		want int
	}{
		{"in another form of the word", told("b", "surrenders", "2021-05-03", "agent"), 1},
		{"no day told", told("b", "surrendered", "", "agent"), 1},
		{"the month only", told("b", "surrendered", "2021-05", "agent"), 1},
		{"another day", told("b", "surrendered", "2021-05-04", "agent"), 2},
		{"another part in it", told("b", "surrendered", "2021-05-03", "recipient"), 2},
		{"another word", told("b", "fled", "2021-05-03", "agent"), 2},
	} {
		r := fold(first, c.m)
		if len(r.Events) != c.want {
			t.Errorf("%s: %d events", c.why, len(r.Events))
		} else if c.want == 1 && len(r.Events[0].Citations) != 2 {
			t.Errorf("%s: cited %+v", c.why, r.Events[0].Citations)
		}
	}
}

// One who shot two people, told of by two papers, shot twice.
func TestTwoVictimsAreTwoSteps(t *testing.T) {
	told := func(id, whom string) *maker {
		m := document(t, id, "", "Jan Smit shot "+whom).entity("e1", entity.Person, "Jan Smit").entity("e2", entity.Person, whom)
		return m.say(claim.Claim{Event: &claim.Event{When: "2021-05-03", What: "shot", Trigger: m.cite("shot"), Phase: "incident", Modality: "actual",
			Arguments: []claim.Argument{{Entity: "e1", Role: "agent"}, {Entity: "e2", Role: "patient"}}}}, "shot")
	}
	if n := len(fold(told("a", "Ada Marsh"), told("b", "Ben Lowe")).Events); n != 2 {
		t.Errorf("%d events", n)
	}
	if n := len(fold(told("a", "Ada Marsh"), told("b", "Ada Marsh")).Events); n != 1 {
		t.Errorf("told twice: %d events", n)
	}
}

func TestOffsetsAreCodePointsAndQuotesTheSlice(t *testing.T) {
	m := document(t, "a", "", "Émeute à Téhéran 😀: 3 blessés").say(injured(3), "3")
	c := fold(m).Values[0].Citations[0]
	runes := []rune(m.doc.Text.String())
	if string(runes[c.Start:c.End]) != c.Quote || c.Quote != "3" {
		t.Errorf("citation %+v", c)
	}
}

func TestFoldingAgainGivesTheSameBytes(t *testing.T) {
	m := document(t, "a", "", "Injuries: 3. Two guards were hurt.").say(injured(3), "3").say(injured(2), "Two")
	a, _ := json.Marshal(fold(m))
	for range 20 {
		if b, _ := json.Marshal(fold(m)); string(b) != string(a) {
			t.Fatalf("%s\n%s", a, b)
		}
	}
}
