package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/extract/account"
	"dossier/internal/extract/attribution"
	"dossier/internal/extract/extracttest"
)

// Each case is a text and the positions read from it: question, position, who
// holds it, or rejects it.
var cases = []struct{ why, words, want string }{
	{"a motive held", "The minister, Ana Petrova, called the fire an act of terrorism.", "motive: terrorism, held by Ana Petrova"},
	{"a motive rejected", "Police do not believe that the attack was politically motivated.", "motive: political, rejected by Police"},
	{"two views", "Ana Petrova said it was an act of terrorism. Her lawyer Jan Horak said it was a personal dispute.",
		"motive: terrorism, held by Ana Petrova / motive: personal, held by Jan Horak"},
	{"what kind of act", "The fire service said that the blast was an accident.", "nature: accident, held by fire service"},
	{"blamed", "The ministry blamed the Red Dawn Front for the bombing.", "responsibility: Red Dawn Front, held by ministry"},
	{"said to be behind it", "Ana Petrova said that the Red Dawn Front was behind the bombing.",
		"responsibility: Red Dawn Front, held by Ana Petrova"},
	{"an own part denied", "The Red Dawn Front denied any involvement in the bombing.",
		"responsibility: Red Dawn Front, rejected by Red Dawn Front"},
	{"another's part is no own one", "The Red Dawn Front denied that its members were involved.",
		"what_happened: its members were involved, rejected by Red Dawn Front"},
	{"alone", "Police said the gunman acted alone.", "alone: alone, held by Police"},
	{"on his own, and seen with another", "Police said the gunman acted on his own. Ana Petrova told a newspaper that two men climbed over the fence.",
		"alone: alone, held by Police / alone: not alone, held by Ana Petrova"},
	{"how many, where they differ", "The ministry said there were six attackers. Ana Petrova said that four gunmen had come in.",
		"attackers: 6, held by ministry / attackers: 4, held by Ana Petrova"},
	{"how many, told by one alone", "The ministry said there were six attackers.", ""},
	{"who came along", "Police said the gunman acted alone. The gunman entered the bank with two children.",
		"alone: alone, held by Police / alone: with two children, held by "},
	{"a gas leak or a bomb", "The army said the blast was caused by a gas leak. Ana Petrova said it was a bomb.",
		"nature: accident, held by army / nature: bomb, held by Ana Petrova"},
	{"a bomb that nobody contests", "Ana Petrova said it was a bomb.", ""},
	{"murder, doubted", "His widow is convinced that he was murdered. The prosecutor, Jan Horak, said it was too early to speak of a murder.",
		"nature: murder, held by His widow / nature: murder, doubted by Jan Horak"},
	{"only supposed", "Ana Petrova said that if the fire was deliberate, it would be a crime.", ""},
	{"left open", "Police said they were not ruling out terrorism.", ""},
	{"a denial of the same words", "The minister, Ana Petrova, said a quarrel over money had led to the fire. His lawyer, Jan Horak, disputed that version.",
		"motive: personal, held by Ana Petrova / motive: personal, rejected by Jan Horak"},
	{"what happened, told and denied", "Police said the marchers had thrown stones. The organisers rejected this.",
		"what_happened: the marchers had thrown stones, held by Police / what_happened: the marchers had thrown stones, rejected by organisers"},
	{"claimed in the passive", "The bombing was claimed by the Red Dawn Front.", "responsibility: Red Dawn Front, held by Red Dawn Front"},
	{"claimed for a group", "A caller claimed responsibility for the bombing in the name of the Red Dawn Front.",
		"responsibility: Red Dawn Front, held by Red Dawn Front"},
	{"nobody has claimed it", "No group has claimed responsibility for the bombing.", "responsibility: no claim of responsibility, held by "},
	{"nobody admits it", "No organisation has admitted sending the parcel.", "responsibility: no claim of responsibility, held by "},
	{"a claim that is doubted", "The Red Dawn Front said that it had planted the bomb. Investigators doubted its claim.",
		"responsibility: Red Dawn Front, held by Red Dawn Front / responsibility: Red Dawn Front, doubted by Investigators"},
	{"blame without a name, denied", "The governor blamed herdsmen for the raid. The herders' union denied it.",
		"responsibility: herdsmen, held by governor / responsibility: herdsmen, rejected by herders' union"},
	{"a state accused", "Ana Petrova accused Kenya of involvement. Kenya denied any role in the bombing.",
		"responsibility: Kenya, held by Ana Petrova / responsibility: Kenya, rejected by Kenya"},
	{"in the document's own voice", "It was an act of terrorism.", ""},
}

func TestAccounts(t *testing.T) {
	for _, c := range cases {
		in := extracttest.Read("", c.words, attribution.Extractor{}, account.Extractor{})
		var got []string
		for _, cl := range in.Set.Claims {
			if a := cl.Account; a != nil {
				verb := "held"
				switch {
				case a.Doubts:
					verb = "doubted"
				case a.Rejects:
					verb = "rejected"
				}
				got = append(got, fmt.Sprintf("%s: %s, %s by %s", a.Question, a.Position, verb, extracttest.Name(in, a.Holder)))
			}
		}
		if g := strings.Join(got, " / "); g != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, g, c.want)
		}
	}
}

// Evidence is what shows something, was found or is cited; it speaks for a
// position itself, and who cites it relies on it.
func TestEvidence(t *testing.T) {
	tests := []struct{ why, words, what, shows, reliedOn string }{
		{"footage shows", "CCTV footage from the station shows that the man was alone.", "CCTV footage from the station", "the man was alone", ""},
		{"found", "Officers found a note in the car.", "note in the car", "", ""},
		{"cited", "Reuters, citing CCTV footage, reported that the man was alone.", "CCTV footage", "", "Reuters"},
		{"a camera shows somebody", "A neighbour's camera shows a man running from the bank.", "neighbour's camera", "a man running from the bank", ""},
		{"a witness", "Two witnesses told a newspaper that the man wore a mask.", "Two witnesses", "the man wore a mask", ""},
		{"an expert in court", "A pathologist testified that the wounds were old.", "pathologist", "the wounds were old", ""},
		{"there is none", "Officers found no trace of explosives in the car.", "", "", ""},
		{"turned up", "A search of his flat turned up a map of the bank.", "map of the bank", "", ""},
		{"seen by a paper", "Phone footage seen by Reuters shows two soldiers kneeling behind a car.", "Phone footage seen by Reuters", "two soldiers kneeling behind a car", "Reuters"},
		{"nothing about it", "He sent a letter to his sister every week.", "", "", ""},
	}
	for _, c := range tests {
		in := extracttest.Read("", c.words, attribution.Extractor{}, account.Extractor{})
		what, shows, relied := "", "", ""
		for _, cl := range in.Set.Claims {
			if x := cl.Item; x != nil {
				what = x.What
				if x.Shows != nil {
					shows = in.Text(x.Shows.Span)
				}
				for _, id := range x.ReliedOnBy {
					relied += extracttest.Name(in, id)
				}
			}
		}
		if what != c.what || shows != c.shows || relied != c.reliedOn {
			t.Errorf("%s: got %q, %q, %q; want %q, %q, %q", c.why, what, shows, relied, c.what, c.shows, c.reliedOn)
		}
	}
}

// A thing that shows a position holds none: it is a ground for it.
func TestGrounds(t *testing.T) {
	in := extracttest.Read("", "CCTV footage from the station shows that the man was alone during the robbery.", attribution.Extractor{}, account.Extractor{})
	i := slices.IndexFunc(in.Set.Claims, func(c claim.Claim) bool { return c.Account != nil && c.Account.Question == "alone" })
	if i < 0 {
		t.Fatal("no account")
	}
	a := in.Set.Claims[i].Account
	if a.Holder != "" || len(a.Support) != 1 || in.Text(a.Support[0].Span) != "CCTV footage from the station" {
		t.Errorf("holder %q, support %v", a.Holder, a.Support)
	}
}
