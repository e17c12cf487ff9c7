package extract

import (
	"sort"

	"dossier/internal/claim"
	"dossier/internal/text"
)

// Voice gives every claim the claimant in whose words it stands. It runs last: a
// value, event, reaction or account whose citations lie in what somebody is
// quoted as saying is that party's, not the document's own voice.
type Voice struct{}

// Name is "voice".
func (Voice) Name() string { return "voice" }

// Version is raised with every change of what is decided.
func (Voice) Version() string { return "1" }

// Extract sets the claimants of in.Set.Claims.
func (Voice) Extract(in *Input) {
	type said struct {
		sp  text.Span
		who claim.EntityID
	}
	var all []said
	for i := range in.Set.Claims {
		if a := in.Set.Claims[i].Attribution; a != nil {
			all = append(all, said{a.Content.Span, a.Claimant})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].sp.Len() < all[j].sp.Len() })
	for i := range in.Set.Claims {
		c := &in.Set.Claims[i]
		if len(c.Claimants) > 0 || c.Attribution != nil || len(c.Citations) == 0 || c.Reaction != nil {
			continue
		}
		for _, s := range all { // the innermost speaker first
			if within(c, s.sp) {
				c.Claimants = []claim.EntityID{s.who}
				break
			}
		}
	}
}

// within reports whether every citation of c lies in sp.
func within(c *claim.Claim, sp text.Span) bool {
	for _, ct := range c.Citations {
		if !sp.Contains(ct.Span) {
			return false
		}
	}
	return true
}
