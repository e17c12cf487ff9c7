package review_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/review"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		slot claim.Slot
		s    string
		a    review.Attributes
		want string // of the value as JSON; "!" and part of the error
	}{
		{claim.Killed, "3", review.Attributes{}, `{"slot":"killed","count":{"Min":3,"Max":3,"Approximate":false},"of":"all"}`},
		{claim.Injured, "2-5", review.Attributes{Of: "police"}, `{"slot":"injured","count":{"Min":2,"Max":5,"Approximate":false},"of":"police"}`},
		{claim.Injured, "20+", review.Attributes{}, `{"slot":"injured","count":{"Min":20,"Max":-1,"Approximate":false},"of":"all"}`},
		{claim.Injured, "<=5", review.Attributes{}, `{"slot":"injured","count":{"Min":-1,"Max":5,"Approximate":false},"of":"all"}`},
		{claim.Killed, "three", review.Attributes{}, "!write 3"},
		{claim.Killed, "5-2", review.Attributes{}, "!write 3"},
		{claim.Killed, "", review.Attributes{}, "!empty"},
		{claim.PerpetratorCount, "1", review.Attributes{}, `{"slot":"perpetrator_count","count":{"Min":1,"Max":1,"Approximate":false}}`},
		{claim.Type, "shooting", review.Attributes{}, `{"slot":"type","text":"shooting"}`},
		{claim.Type, "mayhem", review.Attributes{}, "!no type; it is one of shooting"},
		{claim.Date, "2023-01-27", review.Attributes{}, `{"slot":"date","text":"2023-01-27"}`},
		{claim.Date, "27 January", review.Attributes{}, "!no value of date"},
		{claim.Time, "08:00", review.Attributes{}, `{"slot":"time","text":"08:00"}`},
		{claim.Time, "25:00", review.Attributes{}, "!write 08:00"},
		{claim.Country, "ir", review.Attributes{}, `{"slot":"country","text":"IR"}`},
		{claim.Country, "Iran", review.Attributes{}, "!two letters"},
		{claim.Coordinates, "35.7, 51.42", review.Attributes{}, `{"slot":"coordinates","lat":35.7,"lon":51.42,"precision":"site"}`},
		{claim.Coordinates, "91,0", review.Attributes{}, "!latitude"},
		{claim.Weapon, "rifle", review.Attributes{Kind: "firearm"}, `{"slot":"weapon","text":"rifle","kind":"firearm"}`},
		{claim.Weapon, "rifle", review.Attributes{}, "!no weapon"},
		{claim.Victim, "Ada Byron", review.Attributes{Harm: "killed"}, `{"slot":"victim","harm":"killed"}`},
		{claim.Victim, "Ada Byron", review.Attributes{}, "!no harm"},
		{claim.Suspect, "Ada Byron", review.Attributes{Kind: "ghost"}, "!no kind of entity"},
		{claim.Damage, "the roof", review.Attributes{Degree: "destroyed"}, `{"slot":"damage","text":"the roof","degree":"destroyed"}`},
		{"mood", "bad", review.Attributes{}, "!no such slot"},
	} {
		n, err := review.Parse(c.slot, c.s, c.a)
		if part, bad := strings.CutPrefix(c.want, "!"); bad {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%s %q: %v, want an error with %q", c.slot, c.s, err, part)
			}
			continue
		}
		if b, _ := json.Marshal(n.Value); err != nil || string(b) != c.want {
			t.Errorf("%s %q: %s %v, want %s", c.slot, c.s, b, err, c.want)
		}
	}
}
