package match

import (
	"math"
	"slices"
	"strings"

	"dossier/internal/name"
)

// whoFeatures compares the names, each entity once.
func whoFeatures(f *[FeatureCount]float64, a, b *Sign) {
	var seen [maxSeen]bool
	shared, parts := 0.0, false
	count := func(x, y *Name) {
		if seen[x.Entity%maxSeen] {
			return
		}
		seen[x.Entity%maxSeen] = true
		shared++
		k := kindOf(x, y)
		f[k]++
		parts = parts || k == SamePart || k == NamedPart
		if x.Dead && y.Dead && strings.Contains(x.Key, " ") && strings.Contains(y.Key, " ") {
			f[SameDead] = 1
		}
	}
	eachShared(a.Names, b.Names, count)
	f[SamePart], f[NamedPart], f[SameGroup] = min(f[SamePart], 2), min(f[NamedPart], 2), min(f[SameGroup], 1)
	f[SamePeople], f[SameBodies], f[SamePlaces] = min(f[SamePeople], 3), min(f[SameBodies], 3), min(f[SamePlaces], 3)
	if n := math.Sqrt(float64(entities(a.Names) * entities(b.Names))); n > 0 {
		f[NamesShare] = min(shared/n, 1)
	}
	if !parts && takesPart(a.Names) && takesPart(b.Names) {
		f[OtherParts] = 1
	}
	otherVictims(f, a, b)
}

// otherVictims notes that both signs tell of all who were killed, or of all who were
// harmed, and that they are others.
func otherVictims(f *[FeatureCount]float64, a, b *Sign) {
	if f[SamePart]+f[NamedPart]+f[SamePeople] > 0 {
		return
	}
	if a.allDead(number(a.Names, dead)) && b.allDead(number(b.Names, dead)) || a.allHarmed(number(a.Names, harmed)) && b.allHarmed(number(b.Names, harmed)) {
		f[OtherVictims] = 1
	}
	if a.allDead(len(a.DeadAges)) && b.allDead(len(b.DeadAges)) && !sameAge(a.DeadAges, b.DeadAges) ||
		a.allHarmed(len(a.Ages)) && b.allHarmed(len(b.Ages)) && !sameAge(a.Ages, b.Ages) {
		f[OtherAges] = 1
	}
	if number(a.Names, aged) > 0 && number(b.Names, aged) > 0 {
		f[OtherPeople] = 1
	}
}

// allDead reports whether n people are all who were killed.
func (g *Sign) allDead(n int) bool { return n > 0 && g.Killed.Hi <= n && (g.Killed.Known || n == 1) }

// allHarmed reports whether n people are all who were killed or injured.
func (g *Sign) allHarmed(n int) bool {
	return n > 0 && g.Killed.Hi+g.Injured.Hi <= n && (g.Killed.Known || g.Injured.Known || n == 1)
}

// sameAge reports whether somebody of one list may be of the other: papers differ by a
// year.
func sameAge(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if x-y <= 1 && y-x <= 1 {
				return true
			}
		}
	}
	return false
}

func harmed(n *Name) bool { return n.Harmed }
func dead(n *Name) bool   { return n.Dead }
func aged(n *Name) bool   { return n.Aged }

// number is how many entities of a list are so.
func number(names []Name, so func(*Name) bool) int {
	n := 0
	for i := range names {
		if so(&names[i]) && !slices.ContainsFunc(names[:i], func(o Name) bool { return o.Entity == names[i].Entity }) {
			n++
		}
	}
	return n
}

// kindOf is what it is that two signs have in common, of a name.
func kindOf(x, y *Name) Feature {
	switch {
	case (x.Part || y.Part) && !x.Person:
		return SameGroup
	case x.Part && y.Part:
		return SamePart
	case x.Part || y.Part:
		return NamedPart
	case x.Person:
		return SamePeople
	case x.Weight >= 0.4:
		return SameBodies
	}
	return SamePlaces
}

// maxSeen bounds the entities of a document that are told apart.
const maxSeen = 128

// eachShared hands over the names that two lists have in common: those that are
// the same, then those of people in another spelling.
func eachShared(a, b []Name, met func(x, y *Name)) {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch k := strings.Compare(a[i].Key, b[j].Key); {
		case k == 0:
			met(&a[i], &b[j])
			i++
			j++
		case k < 0:
			i++
		default:
			j++
		}
	}
	for i := range a {
		if a[i].Spell == "" {
			continue
		}
		for j := range b {
			if a[i].Spell == b[j].Spell && a[i].Key != b[j].Key && name.Person(a[i].Text, b[j].Text) >= name.Spelling {
				met(&a[i], &b[j])
			}
		}
	}
}

// entities is how many entities a list of names is of.
func entities(names []Name) int {
	n := -1
	for i := range names {
		n = max(n, names[i].Entity)
	}
	return n + 1
}

// takesPart reports whether somebody who took part is named.
func takesPart(names []Name) bool {
	for i := range names {
		if names[i].Part && names[i].Person {
			return true
		}
	}
	return false
}
