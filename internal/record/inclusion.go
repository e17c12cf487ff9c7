package record

import (
	"fmt"
	"slices"

	"dossier/schema"
)

// include says where the totals of a conflict differ by exactly the number of
// attackers who came to the same harm: one figure may count them and the other
// not. Only numbers are looked at, so it is told as a possibility.
func include(c *schema.Conflict, r *schema.Record) {
	if c.Of != "all" || c.Slot != "killed" && c.Slot != "injured" {
		return
	}
	n := attackersHarmed(c.Slot, r)
	if n < 1 {
		return
	}
	figures := map[int]bool{}
	for i := range r.Values {
		v := &r.Values[i]
		if k, ok := v.Value.(int); ok && slices.Contains(c.Values, v.ID) {
			figures[k] = true
		}
	}
	for k := range figures {
		if figures[k+n] {
			c.Inclusion = "perpetrators"
		}
	}
	if c.Inclusion == "" {
		return
	}
	who, them := fmt.Sprintf("the %d attackers", n), "them"
	if n == 1 {
		who, them = "the one attacker", "the attacker"
	}
	c.Explanation += fmt.Sprintf(" The figures differ by %s %s: one may count %s in and the other not.", who, c.Slot, them)
}

// attackersHarmed is how many attackers were killed or injured: the shown figure
// for them; 0 where there is none.
func attackersHarmed(slot string, r *schema.Record) int {
	for i := range r.Values {
		v := &r.Values[i]
		if n, ok := v.Value.(int); ok && v.Slot == slot && v.Of == "perpetrators" && v.Preferred {
			return n
		}
	}
	return 0
}
