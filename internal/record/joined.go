package record

import (
	"dossier/internal/claim"
	"dossier/internal/name"
	"dossier/schema"
)

// tie is why what one document calls somebody is an entity of documents before it.
type tie string

// The ties of entities, as they are published.
const (
	sameName        tie = "name" // said nothing of: the name is the same
	sameBody        tie = "body"
	spelled         tie = "spelling"
	initials        tie = "initials"
	partOfName      tie = "part_of_name"
	sameDescription tie = "description" // said nothing of either
	loneAttacker    tie = "lone_attacker"
	byPerson        tie = "judged"
)

func tieOf(l name.Likeness) tie {
	switch l {
	case name.Part:
		return partOfName
	case name.Initials:
		return initials
	case name.Spelling:
		return spelled
	}
	return sameName
}

// grounds are the reasons for each tie, and how often it is right: what was
// measured, see docs/merging.md.
var grounds = map[tie]struct {
	reasons    []string
	confidence float64
}{
	sameBody:     {[]string{"the same body of the same state"}, 0.97},
	spelled:      {[]string{"another spelling of the name", "nothing told of the two keeps them apart"}, 0.97},
	initials:     {[]string{"the initials of the name", "nothing told of the two keeps them apart"}, 0.9},
	partOfName:   {[]string{"a part of the full name", "nobody else of that name is told of"}, 0.95},
	loneAttacker: {[]string{"one attacker is told of"}, 0.9},
	byPerson:     {[]string{"a person said so"}, 1},
}

// join notes why what a document calls e is the entity; who is the person who said
// so, where one did.
func (m *mergedEntity) join(document string, e *claim.Entity, t tie, who string) {
	g, ok := grounds[t]
	if !ok || len(m.docs) == 0 || t == byPerson && FoldName(e.Name) == FoldName(m.out.Name) {
		return
	}
	if t != byPerson {
		who = ""
	}
	m.out.Joined = append(m.out.Joined, schema.Joined{
		Document: document, Name: e.Name, With: m.out.Name, Kind: string(t), Reasons: g.reasons, Confidence: g.confidence, Who: who,
	})
}
