package frame_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/frame"
)

// values reads a report and gives the values of a slot, best first.
func values(published, words string, slot claim.Slot) string {
	in := extracttest.Read(published, words, frame.Extractor{})
	var got []string
	for _, c := range in.Set.Claims {
		if v := c.Value; v != nil && v.Slot == slot {
			s := v.Text
			if v.Count != nil {
				s = v.Count.String()
			}
			got = append(got, fmt.Sprintf("%s (%s)", s, in.Text(c.Citations[0].Span)))
		}
	}
	return strings.Join(got, ", ")
}

func TestClock(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"beside the deed", "A baker was shot dead at 9 p.m. in Szeged.", "21:00 (9 p.m.)"},
		{"it happened", "A baker was shot dead in Szeged. It happened around 11:45 a.m., police said.", "11:45 (11:45 a.m.)"},
		{"the call that it caused", "Two men were shot in Szeged. Officers were called to Mill Street shortly before 6 p.m.", "18:00 (6 p.m.)"},
		{"universal time is turned into that of the place", "SHOTS WERE FIRED AT A BUS IN SZEGED, HUNGARY, AT 1320Z ON 5 MARCH 2019.", "14:20 (1320Z)"},
		{"an hour alone, for what follows", "Log of 5 March 2019. 1855 hrs. Patrol came under fire in Szeged.", "18:55 (1855 hrs)"},
		{"not the hour as at which it is told", "Situation as at 2359 hrs. A baker was shot dead in Szeged.", ""},
		{"not the death", "A baker was shot in Szeged. She was pronounced dead at 10:20 p.m.", ""},
		{"the deed before the death", "The shooting happened at 9 p.m. The baker was pronounced dead at 10:20 p.m.", "21:00 (9 p.m.)"},
		{"not what is to come", "A baker was shot dead in Szeged. A vigil will be held at 7 p.m.", ""},
		{"not the hour of an update", "UPDATE 6:30 p.m.: The baker who was shot has died.", ""},
	} {
		if got := values("", c.words, claim.Time); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestDayPart(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"with a weekday", "A baker was shot dead on Friday night.", "night (night)"},
		{"beside the hour", "The shooting happened early Sunday morning at 3:50 a.m.", "morning (morning)"},
		{"of what followed", "A baker was shot. A vigil will be held on Sunday evening.", ""},
	} {
		if got := values("", c.words, claim.TimeOfDay); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestShots(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a number", "The gunman fired six shots at the baker and killed her.", "6 (six shots)"},
		{"some", "Several shots were fired at the guard, who was killed.", "at least 2 (Several shots)"},
		{"one", "The gunman fired a shot at the guard and killed him.", "1 (a shot)"},
		{"hits", "The guard was shot three times and killed.", "at least 3 (shot three times)"},
		{"wounds", "The guard was shot dead. He had four gunshot wounds.", "at least 4 (four gunshot wounds)"},
		{"a drink", "The gunman drank two rounds with the guard before he shot him dead.", ""},
	} {
		if got := values("", c.words, claim.Shots); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestTypeOfGun(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"the type before the plain word", "Gunfire killed a baker. The man fired a black semiautomatic handgun.", "black semiautomatic handgun (black semiautomatic handgun)"},
		{"what stands before it belongs to it", "The gunman shot the baker dead with a .40-caliber rifle.", ".40-caliber rifle (.40-caliber rifle)"},
		{"how many is no part of it", "Gunmen with two rifles shot the baker dead.", "rifles (rifles)"},
	} {
		if got := values("", c.words, claim.Weapon); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}
