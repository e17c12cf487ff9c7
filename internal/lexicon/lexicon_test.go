package lexicon_test

import (
	"strings"
	"testing"

	"dossier/internal/lexicon"
)

func TestLongest(t *testing.T) {
	for _, c := range []struct {
		words   string
		n       int
		kind    lexicon.HitKind
		country string
	}{
		{"Tehran police said", 1, lexicon.Town, "IR"},
		{"Islamic Republic of Iran said", 4, lexicon.State, "IR"},
		{"the man", 0, "", ""},
		{"United States of America", 4, lexicon.State, "US"},
		{"U.S. embassy", 1, lexicon.State, "US"},
		{"Azerbaijani embassy", 1, lexicon.Demonym, "AZ"},
		{"Saudi Arabia", 2, lexicon.State, "SA"},
		{"European Union", 2, lexicon.Union, ""},
		{"Gdansk", 1, lexicon.Town, "PL"},
		{"Gdańsk", 1, lexicon.Town, "PL"},
		{"Urmia", 1, lexicon.Town, "IR"},
		{"Rio de Janeiro", 3, lexicon.Town, "BR"},
		{"tehran", 0, "", ""},
		{"TEHRAN", 1, lexicon.Town, "IR"},
		{"Türkiye", 1, lexicon.State, "TR"},
		{"Ivory Coast", 2, lexicon.State, "CI"},
	} {
		h := lexicon.Longest(strings.Fields(c.words))
		if h.Words != c.n || h.Kind != c.kind || h.Country != c.country {
			t.Errorf("%s: %d words, %s, %s; want %d, %s, %s", c.words, h.Words, h.Kind, h.Country, c.n, c.kind, c.country)
		}
	}
}

// A town of several countries is the one where the document is.
func TestResolve(t *testing.T) {
	h := lexicon.Longest([]string{"Tripoli"})
	if len(h.Places) < 2 {
		t.Fatal("one Tripoli only")
	}
	if got := lexicon.Resolve(h.Places, []string{"LB"}).Country; got != "LB" {
		t.Errorf("in a text on Lebanon: %s", got)
	}
	if got := lexicon.Resolve(h.Places, []string{"LY"}).Country; got != "LY" {
		t.Errorf("in a text on Libya: %s", got)
	}
	if got := lexicon.Resolve(h.Places, nil).Country; got != "LY" {
		t.Errorf("without a context the larger: %s", got)
	}
}

func TestZones(t *testing.T) {
	if z, ok := lexicon.Zone("IR", 35.7, 51.4); !ok || z != "Asia/Tehran" {
		t.Error(z, ok)
	}
	if z, ok := lexicon.Zone("US", 34.05, -118.24); !ok || z != "America/Los_Angeles" {
		t.Error(z, ok)
	}
	for in, want := range map[[2]string]string{
		{"IRST", "IR"}: "Asia/Tehran", {"EST", "US"}: "America/New_York", {"nonsense", "US"}: "",
	} {
		if z, _ := lexicon.ZoneOf(in[0], in[1]); z != want {
			t.Errorf("%s in %s: %q", in[0], in[1], z)
		}
	}
	for date, want := range map[string]string{"2023-01-27": "+03:30", "2022-07-01": "+04:30"} {
		if o, ok := lexicon.Offset("Asia/Tehran", date); !ok || o != want {
			t.Errorf("%s: %s", date, o)
		}
	}
}

func TestCountries(t *testing.T) {
	for code, want := range map[string]string{"IR": "Iran", "AZ": "Azerbaijan", "US": "United States", "TR": "Turkey"} {
		if c, ok := lexicon.CountryByCode(code); !ok || c.Code != code || c.Capital == "" || c.Zone == "" || len(c.Demonyms) == 0 || !strings.Contains(strings.Join(c.Names, "|"), want) {
			t.Errorf("%s: %+v", code, c)
		}
	}
	if _, ok := lexicon.CountryByCode("ZZ"); ok {
		t.Error("ZZ is a country")
	}
}

func FuzzLongest(f *testing.F) {
	f.Add("Islamic Republic of Iran")
	f.Add("Rio De JANEIRO 'S - Ürümqi")
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(s)
		if h := lexicon.Longest(words); h.Words < 0 || h.Words > len(words) {
			t.Fatalf("%q: %d words", s, h.Words)
		}
	})
}

func BenchmarkLongest(b *testing.B) {
	words := strings.Fields("Rio de Janeiro police said on Friday")
	lexicon.Longest(words)
	b.ReportAllocs()
	for b.Loop() {
		lexicon.Longest(words)
	}
}
