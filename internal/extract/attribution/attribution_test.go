package attribution_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/extract/attribution"
	"dossier/internal/extract/extracttest"
)

// Each case is a text and the attributions read from it: claimant, quotation,
// kind and content.
var cases = []struct{ why, words, want string }{
	{"said that", "The mayor, Anna Kovacs, said that two people had been taken to hospital.",
		"Anna Kovacs | indirect | assertion | two people had been taken to hospital"},
	{"said without that", "Police said the man was known to them.",
		"Police | indirect | assertion | the man was known to them"},
	{"according to, before", "According to city police chief Peter Novak, the shots came from a car.",
		"Peter Novak | indirect | assertion | the shots came from a car"},
	{"according to, behind", "Eleven people were hurt in the blast, according to police.",
		"police | indirect | assertion | Eleven people were hurt in the blast"},
	{"direct quote before", "\"We will not give in to threats like this,\" said Anna Kovacs of the council.",
		"Anna Kovacs | direct | assertion | We will not give in to threats like this"},
	{"direct quote behind", "Anna Kovacs said: \"We will find everyone who took part in this.\"",
		"Anna Kovacs | direct | assertion | We will find everyone who took part in this."},
	{"a second verb without a subject", "Anna Kovacs said that the attack was planned and added that others had helped the men.",
		"Anna Kovacs | indirect | assertion | the attack was planned / Anna Kovacs | indirect | assertion | others had helped the men"},
	{"a pronoun", "Anna Kovacs said that the school had been closed. She added that it would open on Monday.",
		"Anna Kovacs | indirect | assertion | the school had been closed / Anna Kovacs | indirect | assertion | it would open on Monday"},
	{"told somebody", "A police spokesman told reporters that the driver was under arrest.",
		"police spokesman | indirect | assertion | the driver was under arrest"},
	{"named as", "The government called the bombing \"an act of pure cowardice\".",
		"government | direct | assertion | an act of pure cowardice"},
	{"denial", "The group denied any involvement in the bombing.",
		"group | indirect | denial | any involvement in the bombing"},
	{"no speech at all", "Two men ran from the building and got into a car.", ""},
	{"the passive is no speech of its subject", "Anna Kovacs was told that the car had been found.", ""},
}

func TestAttributions(t *testing.T) {
	for _, c := range cases {
		in := extracttest.Read("", c.words, attribution.Extractor{})
		var got []string
		for _, cl := range in.Set.Claims {
			a := cl.Attribution
			got = append(got, fmt.Sprintf("%s | %s | %s | %s", extracttest.Name(in, a.Claimant), a.Quotation, a.Kind, in.Text(a.Content.Span)))
		}
		if g := strings.Join(got, " / "); g != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, g, c.want)
		}
	}
}
