package view

import (
	"strings"

	"dossier/schema"
)

// Explain is a conflict in a sentence that can stand alone: the names that a
// record has for its documents ("d2") mean nothing outside it, so those who say a
// value are told by their own.
func (r *Record) Explain(c *schema.Conflict) string {
	var sides []string
	for _, v := range r.Disputed(c) {
		if HoldsEntity(v.Slot) || v.Slot == "motive" || len(r.Says(v)) == 0 {
			return Plain(c.Explanation) // told by accounts, in which parties are named
		}
		sides = append(sides, r.Words(v)+" according to "+series(r.Says(v)))
	}
	if len(sides) < 2 {
		return Plain(c.Explanation)
	}
	s := Capital(strings.Join(sides, "; ")) + "."
	if c.Inclusion != "" {
		s += " The figures may differ by whether they count the " + Code(c.Inclusion) + "."
	}
	return s
}

// series joins names: "A, B and C".
func series(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}
