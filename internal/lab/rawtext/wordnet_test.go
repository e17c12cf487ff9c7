package rawtext

import (
	"slices"
	"testing"
)

func TestBases(t *testing.T) {
	e := &Entry{}
	net := &WordNet{Senses: map[string][]*Entry{"nchurch": {e}, "vseize": {e}, "vgo": {e}, "ncity": {e}, "vfire": {e}, "nfire": {e}},
		except: map[string][]string{"vwent": {"go"}}}
	for _, c := range []struct {
		form string
		want []string
	}{
		{"churches", []string{"nchurch"}}, {"seizing", []string{"vseize"}}, {"went", []string{"vgo"}}, {"cities", []string{"ncity"}},
		{"fires", []string{"nfire", "vfire"}}, {"s", nil}, {"blorp", nil},
	} {
		if got := net.Bases(c.form); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.form, got, c.want)
		}
	}
}

func TestParseEntry(t *testing.T) {
	e, err := parseEntry("00001234 15 n 02 Corwen 0 county_town 0 002 @i 08000001 n 0000 #p 08000002 n 0000 | a town; \"they met at Corwen\"\n")
	if err != nil {
		t.Fatal(err)
	}
	if e.ID != "n00001234" || e.File != "15" || !slices.Equal(e.Words, []string{"Corwen", "county_town"}) ||
		!slices.Equal(e.Above, []string{"n08000001"}) || len(e.Gloss) != 2 || e.Gloss[1][3] != "Corwen" {
		t.Errorf("%+v", e)
	}
	for _, bad := range []string{"", "x", "00001234 15 n zz a 0 000 | gloss", "00001234 15 n 09 a 0 000 | gloss"} {
		if _, err := parseEntry(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}
