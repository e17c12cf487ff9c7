package dispute_test

import (
	"testing"

	"dossier/internal/extract/dispute"
	"dossier/internal/extract/extracttest"
)

func TestWhatIsSaidToDiffer(t *testing.T) {
	for words, want := range map[string]string{
		"Reports on the weapon vary between a hammer and an axe.":                         "weapon",
		"There were conflicting reports about the number of casualties.":                  "killed",
		"Witness accounts differed on how many gunmen took part.":                         "perpetrator_count",
		"Police and hospital gave contradictory figures of the wounded, and of the dead.": "injured",
		"Accounts of the motive vary widely.":                                             "motive",
		"Officials disagree on who was responsible for the blast.":                        "perpetrator",
		"The two statements contradict each other on the time of the explosion.":          "time",

		"The accounts of the witnesses did not differ on the weapon.": "",
		"The conflict has left thousands dead since 2014.":            "",
		"Conflicting reports came in by the time of the vote.":        "",
		"Prices vary with the weather.":                               "",
		"Conflicting reports reached the editors all day.":            "",
		"The reports say that a hammer was used.":                     "",
	} {
		got := ""
		in := extracttest.Read("2021-05-03", words, dispute.Extractor{})
		for _, c := range in.Set.Claims {
			if c.Dispute != nil {
				got += string(c.Dispute.Slot)
				if q := in.Text(c.Citations[0].Span); q != words {
					t.Errorf("%s: stands on %q", words, q)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}
