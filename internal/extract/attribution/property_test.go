package attribution_test

import (
	"math/rand"
	"strings"
	"testing"

	"dossier/internal/extract/attribution"
	"dossier/internal/extract/extracttest"
)

// Whatever the text, every attribution stands on words of the text: its content,
// its cue and its source are slices, and the content holds something.
func TestAnyTextIsCited(t *testing.T) {
	pieces := strings.Fields(`said that "We will not go" , according to the mayor told reporters : “ ” ( ) ; . he she who which
		claimed responsibility denied by of Anna Kovacs police the ministry citing reports as saying called it a crime and added
		expressed hope condolences to statement issued saying footage reports citing told in a note urged them to leave was described as is believed "" 'no' ... — accused him of theft vowed to strike`)
	rnd := rand.New(rand.NewSource(7))
	for range 600 {
		var b strings.Builder
		for range 1 + rnd.Intn(60) {
			b.WriteString(pieces[rnd.Intn(len(pieces))])
			b.WriteString([]string{" ", " ", " ", ". ", "\n\n"}[rnd.Intn(5)])
		}
		words := b.String()
		in := extracttest.Read("2020-05-05", words, attribution.Extractor{})
		for _, c := range in.Set.Claims {
			a := c.Attribution
			if a.Content.Span.Len() == 0 || a.Claimant == "" || in.Entity(a.Claimant) == nil || a.Kind == "" {
				t.Fatalf("%q: %+v", words, a)
			}
			for _, ct := range c.Citations {
				if ct.Span.Start < 0 || ct.Span.End > len(words) || ct.Span.Len() <= 0 {
					t.Fatalf("%q: cites %v", words, ct.Span)
				}
			}
		}
	}
}

// A message whose owner leads back to itself ends the search.
func TestCircleOfOwners(t *testing.T) {
	extracttest.Read("", `expressed condolences denied "and Petrova, said terrorism`, attribution.Extractor{})
}

func TestDetails(t *testing.T) {
	cases := []struct{ why, words, want string }{
		{"channel and date", "On 4 May 2020 Anna Kovacs said in a statement that the road was closed.", "statement 2020-05-04"},
		{"told by telephone", "Anna Kovacs told the Vienna Herald by telephone that the road was closed.", "telephone "},
		{"tweeted", "Anna Kovacs tweeted that the road was closed.", "Twitter "},
	}
	for _, c := range cases {
		in := extracttest.Read("2020-05-05", c.words, attribution.Extractor{})
		if len(in.Set.Claims) != 1 {
			t.Errorf("%s: %d attributions", c.why, len(in.Set.Claims))
			continue
		}
		a := in.Set.Claims[0].Attribution
		if got := a.Channel + " " + a.When; got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

// A spokesman speaks for somebody.
func TestOnBehalf(t *testing.T) {
	in := extracttest.Read("", "European Commission spokesman Jan Horak said that the road was closed.", attribution.Extractor{})
	if len(in.Set.Claims) != 1 {
		t.Fatalf("%d attributions", len(in.Set.Claims))
	}
	a := in.Set.Claims[0].Attribution
	if s := extracttest.Name(in, a.Claimant) + " for " + extracttest.Name(in, a.OnBehalfOf); s != "Jan Horak for European Commission" {
		t.Error(s)
	}
}

// What somebody reports of another came through him, and an outlet in brackets
// is the source of the sentence before it.
func TestThrough(t *testing.T) {
	in := extracttest.Read("", "The Vienna Herald reported that police said the man was dead. Two men were held. (Reuters)", attribution.Extractor{})
	var got []string
	for _, c := range in.Set.Claims {
		a := c.Attribution
		s := extracttest.Name(in, a.Claimant)
		for _, v := range a.Via {
			s += " via " + extracttest.Name(in, v)
		}
		got = append(got, s)
	}
	if s := strings.Join(got, "; "); s != "Vienna Herald; police via Vienna Herald; Reuters" {
		t.Error(s)
	}
}

// What a source cites stands behind what it says.
func TestCited(t *testing.T) {
	in := extracttest.Read("", "Reuters, citing the BBC, reported that two men had been held.", attribution.Extractor{})
	if len(in.Set.Claims) != 1 {
		t.Fatalf("%d attributions", len(in.Set.Claims))
	}
	a := in.Set.Claims[0].Attribution
	if len(a.Via) != 1 || extracttest.Name(in, a.Via[0]) != "BBC" {
		t.Errorf("via %v", a.Via)
	}
}
