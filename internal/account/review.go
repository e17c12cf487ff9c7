package account

import (
	"context"

	"dossier/internal/fault"
)

// Review is whose decisions take force only when a second person has confirmed them.
type Review string

// The choices of second-person review.
const (
	ReviewNobody Review = "nobody"   // decisions take force at once
	ReviewCoders Review = "coders"   // those of coders wait for a reviewer
	ReviewAll    Review = "everyone" // all wait for a reviewer who is somebody else
)

// Reviews are the choices.
func Reviews() []Review { return []Review{ReviewNobody, ReviewCoders, ReviewAll} }

// Waits reports whether what somebody of a role decides waits for a second person.
func (r Review) Waits(role Role) bool {
	return r == ReviewAll || r == ReviewCoders && !role.May(Reviewer)
}

// Review is the choice that is in force.
func (b *Book) Review(ctx context.Context) (Review, error) {
	s, err := b.Setting(ctx, "review")
	if s == "" {
		s = string(ReviewNobody)
	}
	return Review(s), err
}

// SetReview makes a choice.
func (b *Book) SetReview(ctx context.Context, by string, r Review) error {
	switch r {
	case ReviewNobody, ReviewCoders, ReviewAll:
		return b.Set(ctx, by, "review", string(r))
	}
	return fault.New(fault.Invalid, "%q is no choice: nobody, coders or everyone", r)
}
