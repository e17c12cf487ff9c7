package frame_test

import (
	"testing"

	"dossier/internal/claim"
)

func TestDamage(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"destroyed", "A bomb exploded in Szeged and destroyed a bakery.", "bakery (bakery)"},
		{"in the passive, two things", "A bomb exploded in Szeged. Two cars and a kiosk were damaged by the blast.", "Two cars (Two cars), kiosk (kiosk)"},
		{"set on fire", "Masked men attacked the village and set fire to the town hall.", "town hall (town hall)"},
		{"not what blew up", "A truck packed with explosives blew up in Szeged and damaged a hall.", "hall (hall)"},
		{"people are no damage", "A bomb exploded in Szeged and wrecked the baker Anna Kovacs.", ""},
		{"not what might be", "A bomb was found in Szeged. It could have destroyed the bakery.", ""},
	} {
		if got := values("", c.words, claim.Damage); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestOutcome(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"done", "Gunmen shot dead two guards in Szeged.", "accomplished (shot)"},
		{"foiled", "Police in Szeged foiled a bomb attack on the railway station.", "foiled (foiled)"},
		{"defused", "A car bomb was defused outside the embassy in Szeged on Monday.", "foiled (defused)"},
		{"tried", "Two men tried to blow up a bridge near Szeged in a bomb attack.", "attempted (blow)"},
		{"it did not go off", "A bomb left outside the embassy in Szeged failed to explode.", "attempted (explode)"},
	} {
		if got := values("", c.words, claim.Outcome); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}
