package reaction_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/extract/attribution"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/reaction"
)

// Each case is a text and the reactions read from it: actor, kinds in order, whom
// he speaks for, to whom.
var cases = []struct{ why, words, want string }{
	{"a state condemns", "Portugal condemned the bombing.", "Portugal condemnation"},
	{"in other words", "Portugal deplored the bombing.", "Portugal condemnation"},
	{"two kinds", "Portugal condemned the bombing and expressed its condolences to the families.",
		"Portugal condemnation / Portugal condolence"},
	{"a list of states", "Portugal, Norway and Kenya condemned the bombing.",
		"Portugal condemnation / Norway condemnation / Kenya condemnation"},
	{"ministries of a list of states", "The foreign ministries of Portugal, Norway and Kenya expressed condolences.",
		"Portugal condolence / Norway condolence / Kenya condolence"},
	{"several that are not named", "Several other countries condemned the bombing.", "Several other countries condemnation"},
	{"a person quoted", "\"We stand with the people of Graz,\" said Norwegian Prime Minister Kari Solheim.",
		"Kari Solheim support"},
	{"asked to investigate", "Amnesty International called for an independent investigation.", "Amnesty International call_for_investigation"},
	{"an envoy sent home", "Norway condemned the bombing and expelled two diplomats.", "Norway condemnation / Norway sanction"},
	{"not condemned", "Portugal did not condemn the bombing.", ""},
	{"glad is no thanks", "We are thankful that nobody was hurt.", ""},
	{"who is demanded of is no actor", "Thousands of people filled the square to demand that Norway close its embassy.", ""},
}

func TestReactions(t *testing.T) {
	for _, c := range cases {
		in := extracttest.Read("", "== Reactions ==\n\n"+c.words, attribution.Extractor{}, reaction.Extractor{})
		var got []string
		for _, cl := range in.Set.Claims {
			if r := cl.Reaction; r != nil {
				got = append(got, fmt.Sprintf("%s %s", extracttest.Name(in, r.Actor), strings.Join(r.Kinds, " ")))
			}
		}
		if g := strings.Join(got, " / "); g != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, g, c.want)
		}
	}
}

// Outside a section of reactions, a demand, an offer or a warning counts from those
// who speak for a state.
func TestWeakSigns(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a state demands", "Norway demanded an explanation of the bombing.", "Norway demand"},
		{"a ministry offers", "Norway's foreign ministry offered to send doctors.", "Norway's foreign ministry offer_of_help"},
		{"a warning to travel", "Britain's Foreign Office advised its citizens to avoid the city.", "Britain's Foreign Office travel_warning"},
		{"a union is none", "The dockers' union demanded that the governor resign.", ""},
		{"an order is no demand", "President Kari Solheim ordered that all post be screened.", ""},
		{"who phones to offer", "Norwegian Prime Minister Kari Solheim phoned President Jan Horak to offer her condolences.", "Kari Solheim condolence to Jan Horak"},
		{"he", "Norwegian Prime Minister Kari Solheim spoke of a dark day. She called for a full investigation.", "Kari Solheim call_for_investigation"},
		{"what was asked to be done", "Norway's embassy asked the foreign ministry to urge the guards to leave.", "Norway's embassy demand"},
	} {
		in := extracttest.Read("", c.words, attribution.Extractor{}, reaction.Extractor{})
		var got []string
		for _, cl := range in.Set.Claims {
			if r := cl.Reaction; r != nil {
				s := fmt.Sprintf("%s %s", extracttest.Name(in, r.Actor), strings.Join(r.Kinds, " "))
				if to := extracttest.Name(in, r.Addressee); to != "" {
					s += " to " + to
				}
				got = append(got, s)
			}
		}
		if g := strings.Join(got, " / "); g != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, g, c.want)
		}
	}
}

// A spokesman reacts for the body he speaks for, and what he says is addressed to
// somebody.
func TestParties(t *testing.T) {
	in := extracttest.Read("", "European Commission spokesman Jan Horak expressed his condolences to Norway.", attribution.Extractor{}, reaction.Extractor{})
	for _, cl := range in.Set.Claims {
		if r := cl.Reaction; r != nil {
			got := extracttest.Name(in, r.Actor) + " for " + extracttest.Name(in, r.For) + " to " + extracttest.Name(in, r.Addressee)
			if got != "Jan Horak for European Commission to Norway" {
				t.Error(got)
			}
			return
		}
	}
	t.Error("no reaction")
}
