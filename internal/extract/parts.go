package extract

import "dossier/internal/text"

// PartRole is a part that somebody or something plays in violence.
type PartRole uint8

// The parts.
const (
	PerpIndividual   PartRole = iota // who did it: people
	PerpOrganisation                 // the body behind it
	TargetThing                      // the thing it was done to
	VictimNamed                      // whom it was done to, by name
	WeaponUsed                       // with what
	VictimDescribed                  // whom it was done to, as they are described
	RoleCount
)

// Part is one thing of the text in one part, as far as the trees learnt from
// reports see.
type Part struct {
	Role     PartRole
	Span     text.Span // the words that say it best
	Head     int       // their head word
	Sentence int
	Chance   float64 // from 0 to 1
}
