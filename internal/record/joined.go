package record

import (
	"math"

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

// measured is how often something held of how many cases; see docs/merging.md.
type measured struct{ right, all int }

// confidence is the share that held, as careful as so few cases allow: where nothing
// was measured it is an even chance.
func (m measured) confidence() float64 {
	return math.Round(100*float64(m.right+1)/float64(m.all+2)) / 100
}

// EvenChance is the confidence in what nothing was measured of.
const EvenChance = 0.5

// grounds are the reasons for each tie, and how often it is right.
var grounds = map[tie]struct {
	reasons []string
	measured
}{
	sameBody:     {[]string{"the same body of the same state"}, measured{10, 11}},
	spelled:      {[]string{"another spelling of the name", "nothing told of the two keeps them apart"}, measured{5, 6}},
	initials:     {[]string{"the initials of the name", "nothing told of the two keeps them apart"}, measured{2, 3}},
	partOfName:   {[]string{"a part of the full name", "nobody else of that name is told of"}, measured{34, 35}},
	loneAttacker: {[]string{"one attacker is told of"}, measured{0, 0}},
	byPerson:     {[]string{"a person said so"}, measured{}},
}

// join notes why what a document calls e is the entity; who is the person who said
// so, where one did.
func (m *mergedEntity) join(document string, e *claim.Entity, t tie, who string) {
	g, ok := grounds[t]
	if !ok || len(m.docs) == 0 || t == byPerson && FoldName(e.Name) == FoldName(m.out.Name) {
		return
	}
	sure := 1.0
	if t != byPerson {
		who, sure = "", g.confidence()
	}
	m.out.Joined = append(m.out.Joined, schema.Joined{
		Document: document, Name: e.Name, With: m.out.Name, Kind: string(t), Reasons: g.reasons, Confidence: sure, Who: who,
	})
}
