package part_test

import (
	"strings"
	"testing"

	"dossier/internal/extract"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/part"
	"dossier/internal/nlp/english"
)

var roleNames = map[extract.PartRole]string{
	extract.PerpIndividual: "who", extract.PerpOrganisation: "body", extract.TargetThing: "target", extract.VictimNamed: "victim",
	extract.WeaponUsed: "weapon", extract.VictimDescribed: "described",
}

// likeliest is the likeliest part of each role, where it is likely enough to be taken.
func likeliest(words string) map[string]string {
	a := english.New().Analyse(extracttest.Document("1990-05-04", words))
	w := part.Embedded().Weigh(part.Read(a))
	out := map[string]string{}
	for role, name := range roleNames {
		if p := w.Picks(role, part.Embedded().Cuts[role]); len(p) > 0 {
			out[name] = w.Text(part.Variant{Span: p[0].Span})
		}
	}
	return out
}

func TestParts(t *testing.T) {
	for _, c := range []struct{ why, words, role, want string }{
		{"in the active", "Unidentified gunmen shot dead the mayor of Tena, Rosa Paz, in Quito on Thursday. They fled in a car.", "who", "Unidentified gunmen"},
		{"by name", "Unidentified gunmen shot dead the mayor of Tena, Rosa Paz, in Quito on Thursday. They fled in a car.", "victim", "Rosa Paz"},
		{"a body behind by", "A bank in Quito was attacked with dynamite on Thursday by guerrillas of the Shining Path. Nobody was hurt.", "body", "Shining Path"},
		{"what was damaged", "A bomb exploded at a bank in Quito on Thursday and destroyed the building. The attack was claimed by a guerrilla group.", "weapon", "bomb"},
		{"no part in a meeting", "The ministers of trade met in Quito on Thursday. They signed an agreement on fishing and customs.", "who", ""},
		{"no weapon in a budget", "The ministers of trade met in Quito on Thursday. They signed an agreement on fishing and customs.", "weapon", ""},
		{"in capitals", "UNIDENTIFIED GUNMEN SHOT DEAD THE MAYOR OF TENA, ROSA PAZ, IN QUITO ON THURSDAY. THEY FLED IN A CAR.", "victim", "ROSA PAZ"},
	} {
		if got := likeliest(c.words)[c.role]; got != c.want {
			t.Errorf("%s: %s\n %s %q, want %q", c.why, c.words, c.role, got, c.want)
		}
	}
}

// TestAnyText reads broken and empty texts: every part must lie in the text, and
// the same text must give the same parts.
func TestAnyText(t *testing.T) {
	for _, words := range []string{"", "bomb", "[[[ (((", strings.Repeat("of the bomb of ", 400), "\"Men\" -- , . 's 's the", "A. B. C. killed D. E. F. with G."} {
		a := english.New().Analyse(extracttest.Document("", words))
		in, again := &extract.Input{Analysis: a}, &extract.Input{Analysis: a}
		part.Extractor{}.Extract(in)
		part.Extractor{}.Extract(again)
		if len(in.Parts) != len(again.Parts) {
			t.Fatalf("%q: %d parts, then %d", words, len(in.Parts), len(again.Parts))
		}
		for i, p := range in.Parts {
			if p != again.Parts[i] {
				t.Errorf("%q: %v, then %v", words, p, again.Parts[i])
			}
			if p.Span.Start < 0 || p.Span.End > len(words) || p.Span.Start >= p.Span.End {
				t.Errorf("%q: span %v", words, p.Span)
			}
		}
	}
}
