package archive

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/match"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// standing is the archive as far as it was known by a time: which reports there
// were, how they were read, and which of them were one record. It is a
// [match.Store] that can only be read.
type standing struct {
	v     store.View
	end   string // behind every stamp of the time
	until string // of readings and decisions, "" for the present
	by    Clock

	known   map[doc.ID][]claim.Incident // of each document that was asked for
	signs   map[match.Ref]*match.Sign
	again   []string // documents that were read anew since
	bounded bool     // too many reports lie around
}

func newStanding(v store.View, date string, by Clock) *standing {
	s := &standing{v: v, end: date + "~", by: by, known: map[doc.ID][]claim.Incident{}, signs: map[match.Ref]*match.Sign{}}
	if by == Received {
		s.until = s.end
	}
	return s
}

// knows reports whether a report was known.
func (s *standing) knows(r claim.Ref) (bool, error) {
	list, ok := s.known[r.Document]
	if !ok {
		var err error
		if list, err = s.look(r.Document); err != nil {
			return false, err
		}
		s.known[r.Document] = list
	}
	return slices.Contains(list, r.Incident), nil
}

// look reads a document as it was read by then, and notes the signs of its reports.
func (s *standing) look(id doc.ID) ([]claim.Incident, error) {
	c, err := s.v.Card(id)
	if err != nil {
		return nil, err
	}
	if s.by == Received && c.Received > s.end {
		return nil, nil
	}
	e, err := s.v.Entry(id, s.until)
	if unread(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if s.by == Published && or(e.Doc.Published, c.Received) > s.end {
		return nil, nil
	}
	if s.until != "" {
		list, err := s.v.Readings(id)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 && list[len(list)-1].Seq != e.Reading.Seq {
			s.again = append(s.again, name(c.Seq))
		}
	}
	for _, g := range match.Signs(e.Doc, e.Set) {
		s.signs[g.Ref] = &g
	}
	return incidents(e.Set), nil
}

// Put implements match.Store: nothing can be put into the past.
func (s *standing) Put(*match.Sign, []string, []match.Link) error {
	return fault.New(fault.Unsupported, "the past cannot be changed")
}

// Near implements match.Store. What is near was found when it came.
func (s *standing) Near([]string, int, int) ([]*match.Sign, error) { return nil, nil }

// Signs implements match.Store.
func (s *standing) Signs(refs []match.Ref) ([]*match.Sign, error) {
	var out []*match.Sign
	for _, r := range refs {
		ok, err := s.knows(claim.Ref(r))
		if err != nil {
			return nil, err
		}
		if g := s.signs[r]; ok && g != nil {
			out = append(out, g)
		}
	}
	return out, nil
}

// Links implements match.Store: those between reports that were known.
func (s *standing) Links(r match.Ref, most int) ([]match.Link, error) {
	all, err := s.v.Links(r, match.MaxLinks)
	if err != nil {
		return nil, err
	}
	var out []match.Link
	for _, l := range all {
		other := l.A
		if other == r {
			other = l.B
		}
		ok, err := s.knows(claim.Ref(other))
		if err != nil {
			return nil, err
		}
		if ok && len(out) < most {
			out = append(out, l)
		}
	}
	return out, nil
}

// Judged implements match.Store: judgements work on the clusters.
func (s *standing) Judged(match.Ref) ([]match.Judgement, error) { return nil, nil }

// Record implements match.Store: nothing is pinned, since a neighbourhood that meets a
// bound is not grouped anew.
func (s *standing) Record(match.Ref) (string, error) { return "", nil }

// groups puts together what lies around some reports, as the matcher finds it and as
// people had decided by then.
func (s *standing) groups(from []claim.Ref) ([][]claim.Ref, error) {
	var groups [][]claim.Ref
	in := map[claim.Ref]bool{}
	var ties []review.Decision
	for i := 0; i < len(from); i++ {
		ok, err := s.knows(from[i])
		if err != nil {
			return nil, err
		}
		if !ok || in[from[i]] {
			continue
		}
		near, err := match.Around(s, match.Ref(from[i]))
		if err != nil {
			return nil, err
		}
		if s.bounded = s.bounded || near.Bounded || len(in) > match.MaxAround*4; s.bounded {
			return nil, nil
		}
		for _, g := range near.Groups {
			if group := s.group(g, in); len(group) > 0 {
				groups = append(groups, group)
			}
		}
		if ties, err = s.ties(in); err != nil {
			return nil, err
		}
		for k := range ties {
			from = append(from, ties[k].Refs()...)
		}
	}
	slices.SortFunc(groups, func(a, b []claim.Ref) int { return compareRefs(a[0], b[0]) })
	return review.Regroup(groups, s.only(ties), s.likeness), nil
}

// group is a group that was found, once.
func (s *standing) group(g match.Group, in map[claim.Ref]bool) []claim.Ref {
	var out []claim.Ref
	for _, m := range g {
		if r := claim.Ref(m.Ref); !in[r] {
			in[r] = true
			out = append(out, r)
		}
	}
	slices.SortFunc(out, compareRefs)
	return out
}

func compareRefs(a, b claim.Ref) int {
	if c := strings.Compare(string(a.Document), string(b.Document)); c != 0 {
		return c
	}
	return int(a.Incident - b.Incident)
}

// ties are what people had decided about reports, and the versions of documents.
func (s *standing) ties(in map[claim.Ref]bool) ([]review.Decision, error) {
	refs := make([]claim.Ref, 0, len(in))
	for r := range in {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, compareRefs)
	out, err := s.versions(refs)
	if err != nil {
		return nil, err
	}
	all, err := s.v.About(documents(refs))
	if err != nil {
		return nil, err
	}
	if s.until != "" {
		all = review.Until(all, s.until)
	}
	for _, d := range review.Active(all) {
		switch d.Kind {
		case review.Merge, review.Same, review.Split, review.Different:
			out = append(out, d)
		}
	}
	return about(out, refs), nil
}

// only leaves the reports that were known in what people decided.
func (s *standing) only(ties []review.Decision) []review.Decision {
	keep := func(refs []claim.Ref) []claim.Ref {
		return slices.DeleteFunc(slices.Clone(refs), func(r claim.Ref) bool { return !slices.Contains(s.known[r.Document], r.Incident) })
	}
	for i := range ties {
		ties[i].Parts, ties[i].Others = keep(ties[i].Parts), keep(ties[i].Others)
	}
	return ties
}

// versions ties the main incidents of the versions of one document together.
func (s *standing) versions(refs []claim.Ref) (ties []review.Decision, err error) {
	seen := map[string]bool{}
	for _, r := range refs {
		card, err := s.v.Card(r.Document)
		if err != nil {
			return nil, err
		}
		if r.Incident != 0 || card.Lineage == "" || seen[card.Lineage] {
			continue
		}
		seen[card.Lineage] = true
		cards, err := s.v.Lineage(card.Lineage)
		if err != nil {
			return nil, err
		}
		ties = append(ties, ofVersions(cards)...)
	}
	return ties, nil
}

func (s *standing) likeness(a, b claim.Ref) float64 {
	x, y := s.signs[match.Ref(a)], s.signs[match.Ref(b)]
	if x == nil || y == nil {
		return 0
	}
	return match.Compare(x, y).Score
}

// mine is the group that a record was: the one with the report that its id was given
// for, else the one that shares most with the record as it is now.
func mine(groups [][]claim.Ref, founder claim.Ref, now []claim.Ref) []claim.Ref {
	var best []claim.Ref
	most := 0
	for _, g := range groups {
		if slices.Contains(g, founder) {
			return g
		}
		shared := 0
		for _, r := range g {
			if slices.Contains(now, r) {
				shared++
			}
		}
		if shared > most {
			best, most = g, shared
		}
	}
	return best
}

// note says what of the state at the time is not known.
func (s *standing) note(out *schema.AsOf) {
	switch {
	case s.bounded:
		out.Grouping = "now"
		out.Note = "too many reports lie around it to be put together as they were then: these are the reports of then that are one record now"
	case len(s.again) > 0:
		slices.Sort(s.again)
		out.Note = strings.Join(slices.Compact(s.again), ", ") + " was read anew since: reports that only its older reading tied to it may be missing"
	}
}
