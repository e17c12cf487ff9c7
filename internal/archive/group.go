package archive

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/match"
	"dossier/internal/record"
)

// keysOf are what an incident of a document is found by: two that may tell of one
// incident have a key in common. Month, place, site and the names of people and
// bodies are keys.
func keysOf(s *claim.Set, n claim.Incident) []string {
	var out []string
	seen := map[string]bool{}
	add := func(kind, what string) {
		if k := kind + ":" + what; what != "" && !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.Incident != n || c.Value == nil {
			continue
		}
		switch c.Value.Slot {
		case claim.Date:
			for _, d := range strings.Split(c.Value.Text, "/") {
				add("month", month(d))
			}
		case claim.Place, claim.Site:
			add("place", record.FoldName(c.Value.Text))
		}
	}
	if n != 0 {
		return out
	}
	for i := range s.Entities {
		if e := &s.Entities[i]; e.Named && match.Weight(e.Kind) >= 0.4 {
			add("name", record.FoldName(e.Name))
		}
	}
	return out
}

// month is the month of an EDTF date, "" when it is not known.
func month(d string) string {
	d = strings.TrimRight(d, "~?%")
	if len(d) < 7 {
		return ""
	}
	return d[:7]
}

// most is how many reports may share a key for it to tell anything.
const most = 400

// group puts together the incidents that are one: those that the documents tell of
// mainly, and those told in passing, which only join each other.
func group(sets map[claim.Ref]*claim.Set, refs []claim.Ref) [][]claim.Ref {
	var main, passing []claim.Ref
	for _, r := range refs {
		if r.Incident == 0 {
			main = append(main, r)
		} else {
			passing = append(passing, r)
		}
	}
	return append(together(sets, main), together(sets, passing)...)
}

// together groups incidents of one sort.
func together(sets map[claim.Ref]*claim.Set, refs []claim.Ref) [][]claim.Ref {
	only := make([]*claim.Set, len(refs))
	for i, r := range refs {
		only[i] = alone(sets[r], r.Incident)
	}
	groups, _ := match.Group(only)
	var out [][]claim.Ref
	for _, g := range groups {
		var one []claim.Ref
		for _, p := range g {
			if refs[p.Index].Incident == p.Incident {
				one = append(one, refs[p.Index])
			}
		}
		if len(one) > 0 {
			out = append(out, one)
		}
	}
	return out
}

// alone is a set with the claims about one of its incidents.
func alone(s *claim.Set, n claim.Incident) *claim.Set {
	out := *s
	out.Found, out.Claims = true, nil
	for _, c := range s.Claims {
		if c.Incident == n {
			out.Claims = append(out.Claims, c)
		}
	}
	return &out
}

// likeness is how much speaks for two reports telling of one incident.
func likeness(sets map[claim.Ref]*claim.Set) func(a, b claim.Ref) float64 {
	return func(a, b claim.Ref) float64 {
		if sets[a] == nil || sets[b] == nil {
			return 0
		}
		return match.Score(alone(sets[a], a.Incident), alone(sets[b], b.Incident))
	}
}
