package match_test

import (
	"fmt"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/match"
	"dossier/internal/text"
)

// told makes the claims of a document about one incident.
func told(date, country, place, kind string, own bool) *claim.Set {
	s := &claim.Set{Found: true}
	add := func(slot claim.Slot, text, derived string) {
		if text != "" {
			s.Claims = append(s.Claims, claim.Claim{Confidence: 0.8, Derived: derived, Value: &claim.Value{Slot: slot, Text: text}})
		}
	}
	derived := ""
	if own {
		derived = "the report gives no date; its own date stands"
	}
	add(claim.Date, date, derived)
	add(claim.Country, country, "")
	add(claim.Place, place, "")
	add(claim.Type, kind, "")
	return s
}

// naming adds somebody who was killed to what a report tells.
func naming(who string, s *claim.Set) *claim.Set {
	s.Entities = append(s.Entities, claim.Entity{ID: "e1", Kind: entity.Person, Named: true, Name: who})
	s.Claims = append(s.Claims, claim.Claim{Confidence: 0.8, Value: &claim.Value{Slot: claim.Victim, Entity: "e1", Harm: "killed"}})
	return s
}

// together puts sets together as documents d0, d1, ….
func together(sets []*claim.Set, told ...match.Judgement) [][]match.Part {
	docs := make([]*doc.Document, len(sets))
	for i := range docs {
		docs[i] = &doc.Document{ID: id(i), Text: text.New("")}
	}
	return match.Together(docs, sets, told)
}

func id(i int) doc.ID { return doc.ID(fmt.Sprintf("d%04d", i)) }

func TestTogether(t *testing.T) {
	for _, c := range []struct {
		why  string
		sets []*claim.Set
		want string
	}{
		{"one day, one town", []*claim.Set{told("2023-01-27", "IR", "Tehran", "shooting", false), told("2023-01-27", "IR", "Tehran", "shooting", false)}, "[[0 1]]"},
		{"two bombings in one town in one week", []*claim.Set{told("2019-01-27", "PH", "Jolo", "bombing", false), told("2019-01-31", "PH", "Jolo", "bombing", false)}, "[[0] [1]]"},
		{"one day, two countries", []*claim.Set{told("1998-08-07", "KE", "Nairobi", "bombing", false), told("1998-08-07", "TZ", "Dar es Salaam", "bombing", false)}, "[[0] [1]]"},
		{"a report of the next morning", []*claim.Set{told("2011-07-22", "NO", "Oslo", "bombing", false), told("2011-07-23", "NO", "Oslo", "bombing", true)}, "[[0 1]]"},
		{"an anniversary", []*claim.Set{told("2013-04-15", "US", "Boston", "bombing", false), told("2013-04-15", "US", "Boston", "bombing", false)}, "[[0 1]]"},
		{"what is no incident", []*claim.Set{told("2013-04-15", "US", "Boston", "bombing", false), {}}, "[[0]]"},
		{"one kind in one country, and nothing else", []*claim.Set{told("", "US", "", "shooting", false), told("", "US", "", "shooting", false)}, "[[0] [1]]"},
		{"a town and a kind are no incident", []*claim.Set{told("2011-10-21", "US", "Brownsville", "shooting", false), told("", "US", "Brownsville", "shooting", false)}, "[[0] [1]]"},
		{"a town and a victim are", []*claim.Set{naming("Ada Marsh", told("2011-10-21", "US", "Brownsville", "shooting", false)), naming("Ada Marsh", told("", "US", "Brownsville", "shooting", false))}, "[[0 1]]"},
		{"one report that misread the day, of four", []*claim.Set{naming("Ada Marsh", told("2013-04-15", "US", "Boston", "bombing", false)), naming("Ada Marsh", told("", "US", "Boston", "bombing", false)),
			naming("Ada Marsh", told("", "US", "Boston", "bombing", false)), naming("Ada Marsh", told("2013-05-20", "US", "Boston", "bombing", false))}, "[[0 1 2 3]]"},
		{"the year only, and a victim", []*claim.Set{naming("Ada Marsh", told("2013", "US", "Boston", "bombing", false)), naming("Ada Marsh", told("2013-04-15", "US", "Boston", "bombing", false))}, "[[0 1]]"},
		{"the town in another spelling", []*claim.Set{told("1979-11-07", "IR", "Tehran", "hostage_taking", false), told("1979-11-07", "IR", "Teheran", "hostage_taking", false)}, "[[0 1]]"},
		{"the victim in another spelling", []*claim.Set{naming("Orkhan Asgarov", told("2023-01", "IR", "Tehran", "shooting", false)), naming("Orxan Askarov", told("2023-01-27", "IR", "", "shooting", false))}, "[[0 1]]"},
		{"two men of one surname", []*claim.Set{naming("Peter Marsh", told("2011-10-21", "US", "Brownsville", "shooting", false)), naming("John Marsh", told("2011-11-09", "US", "Brownsville", "shooting", false))}, "[[0] [1]]"},
		{"they need not stand side by side", []*claim.Set{told("2013-04-15", "US", "Boston", "bombing", false), told("2014-01-01", "FR", "Paris", "arson", false), told("2013-04-15", "US", "Boston", "bombing", false)}, "[[0 2] [1]]"},
	} {
		groups := together(c.sets)
		var got [][]int
		for _, g := range groups {
			var one []int
			for _, p := range g {
				one = append(one, p.Index)
			}
			got = append(got, one)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", c.why, got, c.want)
		}
	}
}

func TestIncidentsToldInPassingComeLast(t *testing.T) {
	s := told("2023-01-27", "IR", "Tehran", "shooting", false)
	s.Claims = append(s.Claims, claim.Claim{Incident: 2, Value: &claim.Value{Slot: claim.Date, Text: "2022"}}, claim.Claim{Incident: 1, Value: &claim.Value{Slot: claim.Date, Text: "2021"}})
	groups := together([]*claim.Set{s})
	if len(groups) != 3 || groups[1][0].Incident != 1 || groups[2][0].Incident != 2 {
		t.Errorf("%+v", groups)
	}
}

func TestOneIncidentToldInPassingByTwo(t *testing.T) {
	passing := func(date string) *claim.Set {
		s := told("2023-01-27", "IR", "Tehran", "shooting", false)
		s.Claims = append(s.Claims,
			claim.Claim{Incident: 1, Value: &claim.Value{Slot: claim.Date, Text: date}},
			claim.Claim{Incident: 1, Value: &claim.Value{Slot: claim.Place, Text: "London"}})
		return s
	}
	groups := together([]*claim.Set{passing("2022-08"), passing("2022-08-04"), passing("2022-10")})
	if len(groups) != 3 || len(groups[1]) != 2 || len(groups[2]) != 1 {
		t.Errorf("%+v", groups)
	}
}
