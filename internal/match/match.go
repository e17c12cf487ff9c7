// Package match decides which documents tell of the same incident. It compares
// signs: dates, places, kinds, targets, figures and names out of the claims, and
// the words of the document. What to compare comes from an index, so that a report
// is put beside those that can be of its incident and no others.
package match

import (
	"slices"
	"sort"

	"dossier/internal/claim"
	"dossier/internal/doc"
)

// Part is one incident of one document: Index is the document's place in the
// list given to [Put].
type Part struct {
	Index int
	Member
}

// Together puts documents that tell of one incident together: main incidents
// first, in the order of their first document, then those that documents tell
// only in passing. A document that tells of no incident is in none.
func Together(docs []*doc.Document, sets []*claim.Set, told []Judgement) [][]Part {
	var st Mem
	index := map[doc.ID]int{}
	var all []Ref
	for i, s := range sets {
		index[docs[i].ID] = i
		for _, g := range Signs(docs[i], s) {
			all = append(all, g.Ref)
			link(&st, &g)
		}
	}
	for _, j := range told {
		st.Judge(j)
	}
	var out [][]Part
	done := map[Ref]bool{}
	for _, r := range all {
		if done[r] {
			continue
		}
		for _, g := range component(&st, r, done) {
			out = append(out, parts(g, index))
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return before(out[a], out[b]) })
	return out
}

// link keeps a sign in memory with its links to those that came before.
func link(st *Mem, s *Sign) {
	keys := s.Keys()
	near, _ := st.Near(keys, PerKey, MaxNear) // memory gives no error
	var links []Link
	for _, o := range near {
		if sc := score(s, o); sc >= Threshold && o.Document != s.Document {
			links = append(links, Link{A: s.Ref, B: o.Ref, Score: sc})
		}
	}
	_ = st.Put(s, keys, links) // as above
}

// component puts together all that can be reached from a sign.
func component(st *Mem, from Ref, done map[Ref]bool) []Group {
	refs := []Ref{from}
	done[from] = true
	var told []Judgement
	for i := 0; i < len(refs); i++ {
		meet := func(r Ref) {
			if !done[r] && st.signs[r] != nil {
				done[r] = true
				refs = append(refs, r)
			}
		}
		for _, j := range st.judged[refs[i]] {
			told = append(told, j)
			if j.Same {
				meet(j.A)
				meet(j.B)
			}
		}
		for _, l := range st.links[refs[i]] {
			meet(l.A)
			meet(l.B)
		}
	}
	signs, _ := st.Signs(refs) // as above
	return Cluster(signs, told)
}

// parts are the members of a group as places in the list of documents, main
// incidents first and in the order of the list.
func parts(g Group, index map[doc.ID]int) []Part {
	out := make([]Part, 0, len(g))
	for _, m := range g {
		out = append(out, Part{Index: index[m.Document], Member: m})
	}
	sort.SliceStable(out, func(a, b int) bool { return beforePart(out[a], out[b]) })
	return out
}

func beforePart(a, b Part) bool {
	if x, y := a.Incident != 0, b.Incident != 0; x != y {
		return y
	}
	return a.Index < b.Index || a.Index == b.Index && a.Incident < b.Incident
}

// before orders groups: those of main incidents first, by their first document.
func before(a, b []Part) bool { return beforePart(a[0], b[0]) }

// further lists the incidents other than the main one that a document tells of.
func further(s *claim.Set) []claim.Incident {
	var out []claim.Incident
	for _, c := range s.Claims {
		if c.Incident != 0 && !slices.Contains(out, c.Incident) {
			out = append(out, c.Incident)
		}
	}
	slices.Sort(out)
	return out
}
