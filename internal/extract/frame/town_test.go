package frame_test

import (
	"testing"

	"dossier/internal/claim"
)

func TestSite(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a block", "A baker was shot in the 3300 block of North Mill Street.", "3300 block of North Mill Street (3300 block of North Mill Street)"},
		{"a block of a street without its type", "A baker was shot in the 3200 block of Kossuth.", "3200 block of Kossuth (3200 block of Kossuth)"},
		{"a number", "Officers were called to a shooting at 190 Pine St. at noon.", "190 Pine St. (190 Pine St.)"},
		{"a crossing", "A baker was shot at Mill Street and Hayes Ave. on Sunday.", "Mill Street and Hayes Ave. (Mill Street and Hayes Ave.)"},
		{"a crossing of numbered streets", "A baker was shot near 48th and Holt.", "48th and Holt (48th and Holt)"},
		{"streets told together", "The baker was shot dead at North Newton and Holt streets.", "North Newton and Holt streets (North Newton and Holt streets)"},
		{"a road by number", "Gunmen shot a driver dead on Highway 101.", "Highway 101 (Highway 101)"},
		{"a name and its noun", "Gunmen shot a waiter dead in the Saafi restaurant.", "Saafi restaurant (Saafi restaurant)"},
		{"a paper is no street", "A baker was shot dead, the Wall Street Journal reported.", ""},
		{"where the victim was taken is not where it happened", "A baker was shot at 12 Mill Street. She was taken to Holy Cross Hospital.", "12 Mill Street (12 Mill Street)"},
	} {
		if got := values("", c.words, claim.Site); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestTown(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a dateline", "MILWAUKEE, Wis. (AP) — A baker was shot dead on Monday, police said.", "MILWAUKEE (MILWAUKEE)"},
		{"the town and not its quarter", "CHICAGO (AP) — A man was shot during a robbery in the Roseland neighborhood.", "CHICAGO (CHICAGO)"},
		{"a dateline from the next town", "BRUSSELS — Gunmen shot dead three guards in Antwerp on Monday, police said.", "Antwerp (Antwerp)"},
		{"a dateline from another country", "LONDON (AP) — Gunmen shot dead three guards in Kabul, Afghanistan, on Monday.", "Kabul (Kabul)"},
		{"the town whose police speak", "Houston police said a man was shot dead at a home.", "Houston (Houston)"},
		{"behind VIC", "IED STRIKE ON A PATROL VIC GAO, MALI. TWO SOLDIERS WERE WOUNDED.", "GAO (GAO)"},
		{"the town of a market", "A van was driven into the crowd outside Crossgates market, Leeds, and two people were killed.", "Leeds (Leeds)"},
		{"a dateline behind a headline", "Bomb kills two in shop.\nSZEGED, June 5 (XYZ) - A bomb killed two people in the Kelenfold district on Friday.", "SZEGED (SZEGED)"},
		{"a street is no town", "Cleveland police said a man was shot dead on Denver Street.", "Cleveland (Cleveland)"},
	} {
		if got := values("", c.words, claim.Place); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}
