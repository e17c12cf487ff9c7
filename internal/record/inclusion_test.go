package record_test

import (
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/count"
)

func killed(of string, n int) claim.Claim {
	return claim.Claim{Value: &claim.Value{Slot: claim.Killed, Of: of, Count: ptr(count.Exactly(n))}}
}

func TestTotalsWithAndWithoutTheAttackers(t *testing.T) {
	for _, c := range []struct {
		name            string
		a, b, attackers int
		want            string
	}{
		{"apart by the one attacker", 7, 8, 1, "one may count the attacker in"},
		{"apart by all three attackers", 20, 23, 3, "differ by the 3 attackers killed"},
		{"apart by another number", 20, 25, 3, ""},
		{"no attacker died", 7, 8, 0, ""},
	} {
		r := fold(
			document(t, "a", "", "the first toll").say(killed("all", c.a), "toll").say(killed("perpetrators", c.attackers), "first"),
			document(t, "b", "", "the second toll").say(killed("all", c.b), "toll"))
		if len(r.Conflicts) != 1 {
			t.Fatalf("%s: conflicts %+v", c.name, r.Conflicts)
		}
		x := r.Conflicts[0]
		if (x.Inclusion == "perpetrators") != (c.want != "") || !strings.Contains(x.Explanation, c.want) {
			t.Errorf("%s: inclusion %q, %q", c.name, x.Inclusion, x.Explanation)
		}
		if x.Kind != "between_documents" {
			t.Errorf("%s: the kind stays what it is, not %s", c.name, x.Kind)
		}
	}
}
