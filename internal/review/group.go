package review

import (
	"slices"

	"dossier/internal/claim"
)

// Regroup puts reports together and apart as people decided, one decision after
// the other. The groups are those found without them; alike says how much speaks
// for two reports telling of one incident: a report that no decision names goes
// with the side of a split that it is most like.
func Regroup(groups [][]claim.Ref, active []Decision, alike func(a, b claim.Ref) float64) [][]claim.Ref {
	out := make([][]claim.Ref, len(groups))
	for i, g := range groups {
		out[i] = slices.Clone(g)
	}
	for i := range active {
		switch d := &active[i]; d.Kind {
		case Merge, Same:
			out = together(out, append(slices.Clone(d.Parts), d.Others...))
		case Split, Different:
			out = apart(out, d, alike)
		}
	}
	return out
}

// together makes one group of those that hold any of refs, in the place of the
// first.
func together(groups [][]claim.Ref, refs []claim.Ref) [][]claim.Ref {
	var out [][]claim.Ref
	at := -1
	for _, g := range groups {
		if !holds(g, refs) {
			out = append(out, g)
			continue
		}
		if at < 0 {
			at = len(out)
			out = append(out, g)
			continue
		}
		out[at] = append(out[at], g...)
	}
	return out
}

func holds(g, refs []claim.Ref) bool {
	return slices.ContainsFunc(refs, func(r claim.Ref) bool { return slices.Contains(g, r) })
}

// apart parts every group that holds reports of both sides.
func apart(groups [][]claim.Ref, d *Decision, alike func(a, b claim.Ref) float64) [][]claim.Ref {
	var out [][]claim.Ref
	for _, g := range groups {
		if !holds(g, d.Parts) || !holds(g, d.Others) {
			out = append(out, g)
			continue
		}
		var leave, stay []claim.Ref
		for _, r := range g {
			if goes(r, g, d, alike) {
				leave = append(leave, r)
			} else {
				stay = append(stay, r)
			}
		}
		if len(stay) == 0 { // no report can be on both sides
			out = append(out, g)
			continue
		}
		out = append(out, stay, leave)
	}
	return out
}

// goes reports whether a report of a group leaves it with those that are split off.
func goes(r claim.Ref, g []claim.Ref, d *Decision, alike func(a, b claim.Ref) float64) bool {
	switch {
	case slices.Contains(d.Parts, r):
		return true
	case slices.Contains(d.Others, r) || alike == nil:
		return false
	}
	return mean(r, g, d.Parts, alike) > mean(r, g, d.Others, alike)
}

// mean is how much r is like those of side that are in g.
func mean(r claim.Ref, g, side []claim.Ref, alike func(a, b claim.Ref) float64) float64 {
	sum, n := 0.0, 0
	for _, o := range side {
		if slices.Contains(g, o) {
			sum += alike(r, o)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// Answered reports whether somebody has already said whether the reports of two
// records tell of one incident: same, different or unsure, merged or split.
func Answered(active []Decision, a, b []claim.Ref) bool {
	for i := range active {
		d := &active[i]
		switch d.Kind {
		case Merge, Split, Same, Different, Unsure:
			if holds(a, d.Parts) && holds(b, d.Others) || holds(b, d.Parts) && holds(a, d.Others) {
				return true
			}
		}
	}
	return false
}
