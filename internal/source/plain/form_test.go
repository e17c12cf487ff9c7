package plain_test

import (
	"strings"
	"testing"

	"dossier/internal/nlp/timex"
	"dossier/internal/source"
	"dossier/internal/source/plain"
)

// published reads a text with the program's own calendar and gives its date.
func published(t *testing.T, raw string) string {
	t.Helper()
	src, _, err := source.Open(source.Raw{Path: "x.txt", Bytes: []byte(raw)})
	if err != nil {
		t.Fatal(err)
	}
	d, err := plain.Reader{Date: timex.ParseDate}.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	return d.Published
}

func TestLinesOfAlerts(t *testing.T) {
	for _, c := range []struct{ why, raw, want string }{
		{"keys with colons", "FLASH 3\nLocation: Main bazaar, Gao\nTime: 0540 hrs\nDetails: A bomb went off\nand hurt two.\nCasualties: Nil\nFrom: Duty officer\n",
			"title 0 FLASH 3\nfield 0 Location: Main bazaar, Gao [Location|Main bazaar, Gao]\nfield 0 Time: 0540 hrs [Time|0540 hrs]\n" +
				"paragraph 0 A bomb went off/and hurt two.\nfield 0 Casualties: Nil [Casualties|Nil]\nheader 0 From: Duty officer [From|Duty officer]\n"},
		{"in brackets, numbered and lettered", "DTG 231405Z NOV 21\n1. (WHAT) A BUS WAS HIT.\n2. CASUALTIES: 2 WIA.\nB. ENEMY. NONE SEEN.\n",
			"header -1 DTG 231405Z NOV 21 [DTG|231405Z NOV 21]\nparagraph -1 A BUS WAS HIT.\nparagraph -1 2 WIA.\nparagraph -1 NONE SEEN.\n"},
		{"a story with a colon or two is none", "The message was short.\n\nTime: the guard had none.\n\nHe left at once, and nobody saw where to.\n",
			"paragraph -1 The message was short.\nparagraph -1 Time: the guard had none.\nparagraph -1 He left at once, and nobody saw where to.\n"},
	} {
		if got := shape(read(t, c.raw)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.why, got, c.want)
		}
	}
}

func TestDayOfAStatement(t *testing.T) {
	const body = "Two guards were hurt when a bomb went off at the gate of the depot in the port, and both were taken to hospital.\n"
	for _, c := range []struct{ why, raw, want string }{
		{"a line of its own", "POLICE STATEMENT\n12 March 2005\n\n" + body, "2005-03-12"},
		{"the number of the release", "Ministry of Works\nPress release No. 14, 3 May 2023, 18:00\n\n" + body, "2023-05-03"},
		{"a town before it", "Statement\n\nNew York, 6 December 2017\n\n" + body, "2017-12-06"},
		{"under the name of who signs", "STATEMENT\n\n" + body + "\nColonel Peter Novak\nSpokesman\n11 June 2020\n", "2020-06-11"},
		{"a date-time group", "DTG: 170615C JUN 08\nSUBJ: BOMB AT DEPOT\n\n" + body, "2008-06-17"},
		{"the day of something else", "The attack of 12 March 2005\n\n" + body, ""},
		{"within a sentence", "On 12 March 2005 two guards were hurt.\n\n" + body, ""},
	} {
		if got := published(t, c.raw); got != c.want {
			t.Errorf("%s: %q, want %q\n%s", c.why, got, c.want, strings.SplitN(c.raw, "\n\n", 2)[0])
		}
	}
}
