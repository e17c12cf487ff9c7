package trait_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/trait"
)

func TestTraits(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"an age between commas", "Anna Kovacs, 34, was shot outside her shop.", "Anna Kovacs 34 female"},
		{"an age before the name", "Police named the dead man as 51-year-old Peter Novak.", "Peter Novak 51"},
		{"an age in brackets", "Peter Novak (19) was taken to hospital.", "Peter Novak 19"},
		{"an age as what is said of him", "Peter Novak was 27. He lived alone.", "Peter Novak 27 male"},
		{"an ethnic group in a description beside the name", "Luis Ortega, a 22-year-old Latino man, was shot on Sunday.", "Luis Ortega 22 male latino"},
		{"a decade", "Peter Novak, who is in his thirties, was arrested.", "Peter Novak 30–39 male"},
		{"each has his own", "Anna Kovacs, 34, and Peter Novak, 36, were shot.", "Anna Kovacs 34 / Peter Novak 36"},
		{"a colour that is no person's", "Peter Novak drove off in a black car.", "Peter Novak"},
		{"a number that is no age", "Peter Novak fired 34 shots.", "Peter Novak"},
	} {
		in := extracttest.Read("", c.words, trait.Extractor{})
		var got []string
		for _, e := range in.Set.Entities {
			if e.Kind == entity.Person {
				got = append(got, strings.TrimSpace(strings.Join(strings.Fields(fmt.Sprint(e.Name, " ", show(in, e.Age), " ", show(in, e.Sex), " ", show(in, e.Ethnicity))), " ")))
			}
		}
		if g := strings.Join(got, " / "); g != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, g, c.want)
		}
	}
}

// show is the value of a trait; its words must be there.
func show(in *extract.Input, t *claim.Trait) string {
	switch {
	case t == nil:
		return ""
	case len(t.Citations) == 0 || in.Text(t.Citations[0].Span) == "":
		return "without words"
	case t.Count == nil:
		return t.Text
	case t.Count.IsExact():
		return fmt.Sprint(t.Count.Min)
	}
	return fmt.Sprint(t.Count.Min, "–", t.Count.Max)
}
