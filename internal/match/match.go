// Package match decides which documents tell of the same incident. It sees
// claims only: dates, places, kinds, targets and names, never words.
package match

import (
	"sort"
	"strings"

	"dossier/internal/claim"
)

// Part is one incident of one document: Index is the document's place in the
// list given to [Group].
type Part struct {
	Index    int
	Incident claim.Incident
}

// Link is how much speaks for two documents telling of one incident, and what.
type Link struct {
	A, B    int
	Score   float64
	Reasons []string
}

// Threshold is the score from which documents tell of one incident. It was set on
// the folders of the development gold and the odd topics of EventCorefBank+.
const Threshold = 1.25

// Group puts documents that tell of one incident together: main incidents
// first, in the order of their first document, then the incidents that documents
// tell in passing, each on its own.
//
// A document joins those that it has most in common with, by the better half of
// the pairs, so that one that says little of when and where does not tie two
// incidents together, and one whose date was misread does not keep apart what
// belongs together. Those that say most come first. Links are the pairs that came
// together and whose score alone is enough.
func Group(sets []*claim.Set) ([][]Part, []Link) {
	signs := make([]signature, len(sets))
	var order []int
	for i, s := range sets {
		if s.Found {
			signs[i] = sign(s)
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return signs[order[a]].says() > signs[order[b]].says() })
	c := &clusters{signs: signs}
	for _, i := range order {
		c.add(i)
	}
	c.settle()
	return append(c.parts(), inPassing(sets)...), c.links()
}

// inPassing puts together the incidents that documents tell in passing: those of
// one place whose dates are the same, or one the less exact form of the other.
func inPassing(sets []*claim.Set) [][]Part {
	type stub struct{ date, place string }
	var out [][]Part
	var stubs []stub
	for i, s := range sets {
		if !s.Found {
			continue
		}
	next:
		for _, n := range further(s) {
			var x stub
			x.date, x.place = scene(s, n)
			for g, o := range stubs {
				if x.place != "" && x.place == o.place && x.date != "" && o.date != "" && (strings.HasPrefix(x.date, o.date) || strings.HasPrefix(o.date, x.date)) {
					out[g] = append(out[g], Part{Index: i, Incident: n})
					continue next
				}
			}
			stubs = append(stubs, x)
			out = append(out, []Part{{Index: i, Incident: n}})
		}
	}
	return out
}

// scene is when and where a document says that one of its incidents happened.
func scene(s *claim.Set, n claim.Incident) (date, place string) {
	country := ""
	for _, c := range s.Claims {
		if c.Incident != n || c.Value == nil {
			continue
		}
		switch c.Value.Slot {
		case claim.Date:
			date = strings.TrimRight(c.Value.Text, "~?%")
		case claim.Place:
			place = strings.ToLower(c.Value.Text)
		case claim.Country:
			country = c.Value.Text
		}
	}
	if place == "" {
		place = country
	}
	return date, place
}

// further lists the incidents other than the main one that a document tells of.
func further(s *claim.Set) []claim.Incident {
	var out []claim.Incident
	for _, c := range s.Claims {
		if c.Incident == 0 {
			continue
		}
		known := false
		for _, n := range out {
			known = known || n == c.Incident
		}
		if !known {
			out = append(out, c.Incident)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
