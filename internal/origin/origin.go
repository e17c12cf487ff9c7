// Package origin tells which documents come from one origin: the same text again,
// the copy of one agency, two stories of one outlet. What stands in five papers
// that all print one agency's words was said once. Sources are described as far as
// documents say so, never judged.
package origin

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"dossier/internal/doc"
)

// Kind is why two documents count as one origin.
type Kind string

// The reasons for which documents count as one origin.
const (
	SameText   Kind = "same_text"   // the same words, a headline apart
	NearCopy   Kind = "near_copy"   // long stretches of the same words outside quotations
	SameAgency Kind = "same_agency" // both credit one agency
	SameOutlet Kind = "same_outlet" // both come from one outlet or office
)

// Tie is one reason for which two documents count as one origin.
type Tie struct {
	Document, With doc.ID
	Kind           Kind
	// Share is how much of the shorter document's words stand in the other, for
	// texts that are copies.
	Share float64
	Why   string // in words, without the names of the documents
	// Citations are the words that credit an agency.
	Citations []doc.Citation
}

// Origin is documents that count as one.
type Origin struct {
	// Name is the agency, else the outlet of the first document, "" where neither is
	// known.
	Name string
	// Documents begin with the one that was published first.
	Documents []doc.ID
	// Ties are why they are one: one for each document behind the first.
	Ties []Tie
}

// Of puts documents together by their origins. The same documents give the same
// origins in whatever order they come.
func Of(docs []*doc.Document) []Origin {
	s := newSorter(docs)
	s.copies()
	s.credits()
	s.outlets()
	return s.origins()
}

// sorter holds the documents, the first published first.
type sorter struct {
	docs   []*doc.Document
	texts  []*shingles
	credit []Credit
	parent []int
	ties   []Tie
	from   [][2]int // the documents of each tie
}

func newSorter(docs []*doc.Document) *sorter {
	s := &sorter{docs: slices.Clone(docs)}
	sort.SliceStable(s.docs, func(i, j int) bool {
		a, b := s.docs[i], s.docs[j]
		if a.Published != b.Published {
			return a.Published != "" && (b.Published == "" || a.Published < b.Published)
		}
		return a.ID < b.ID
	})
	s.docs = slices.CompactFunc(s.docs, func(a, b *doc.Document) bool { return a.ID == b.ID })
	for i, d := range s.docs {
		s.texts = append(s.texts, newShingles(d))
		c, _ := CreditOf(d)
		s.credit = append(s.credit, c)
		s.parent = append(s.parent, i)
	}
	return s
}

func (s *sorter) root(i int) int {
	for s.parent[i] != i {
		i = s.parent[i]
	}
	return i
}

// tie joins two documents, the earlier one first, unless they are one origin
// already.
func (s *sorter) tie(i, j int, t Tie) {
	a, b := s.root(i), s.root(j)
	if a == b {
		return
	}
	s.parent[max(a, b)] = min(a, b)
	t.Document, t.With = s.docs[max(i, j)].ID, s.docs[min(i, j)].ID
	s.ties, s.from = append(s.ties, t), append(s.from, [2]int{min(i, j), max(i, j)})
}

// copies joins texts that are one, or that share long stretches.
func (s *sorter) copies() {
	first := map[uint64]int{}
	for i, t := range s.texts {
		if t.words == 0 {
			continue
		}
		if j, ok := first[t.whole]; ok {
			s.tie(j, i, Tie{Kind: SameText, Share: 1, Why: "the same text"})
		} else {
			first[t.whole] = i
		}
	}
	for _, p := range overlaps(s.texts) {
		a, b := s.texts[p.i], s.texts[p.j]
		share := float64(p.shared) / float64(min(len(a.list), len(b.list)))
		if p.shared < fewShingles || share < copied {
			continue
		}
		s.tie(p.i, p.j, Tie{Kind: NearCopy, Share: math.Round(100*share) / 100,
			Why: fmt.Sprintf("%.0f %% of the shorter text stands in the other in the same words", 100*share)})
	}
}

// credits joins documents that credit one agency.
func (s *sorter) credits() {
	first := map[string]int{}
	for i, c := range s.credit {
		if c.Agency == "" {
			continue
		}
		if j, ok := first[c.Agency]; ok {
			s.tie(j, i, Tie{Kind: SameAgency, Why: "both are credited to " + c.Agency, Citations: append(cites(s.credit[j]), cites(c)...)})
		} else {
			first[c.Agency] = i
		}
	}
}

func cites(c Credit) []doc.Citation {
	if c.Citation.Span.IsZero() {
		return nil
	}
	return []doc.Citation{c.Citation}
}

// outlets joins documents of one outlet.
func (s *sorter) outlets() {
	first := map[string]int{}
	for i, d := range s.docs {
		k := outletKey(d)
		if k == "" {
			continue
		}
		if j, ok := first[k]; ok {
			s.tie(j, i, Tie{Kind: SameOutlet, Why: "both come from " + outletName(d)})
		} else {
			first[k] = i
		}
	}
}

func (s *sorter) origins() []Origin {
	var out []Origin
	at := map[int]int{}
	for i, d := range s.docs {
		r := s.root(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, Origin{})
		}
		o := &out[k]
		o.Documents = append(o.Documents, d.ID)
		if o.Name == "" {
			o.Name = s.credit[i].Agency
		}
	}
	for i, t := range s.ties {
		k := at[s.root(s.from[i][0])]
		out[k].Ties = append(out[k].Ties, t)
	}
	for i := range out {
		if out[i].Name == "" {
			for _, d := range s.docs {
				if d.ID == out[i].Documents[0] {
					out[i].Name = outletName(d)
				}
			}
		}
	}
	return out
}
