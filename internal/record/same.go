package record

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/name"
)

// side is on which side of the violence somebody stood.
type side uint8

const (
	harmed side = 1 << iota
	attacked
)

// people notes what the documents of the group tell of people as a whole: on which
// side each stood, the full names that go with a surname, and whether there was one
// attacker.
func (f *folder) people() {
	f.sides = map[entityKey]side{}
	f.surnames = map[string][]string{}
	f.lone = true
	for _, p := range f.parts {
		for i := range p.Source.Set.Claims {
			c := &p.Source.Set.Claims[i]
			if c.Value == nil || c.Incident != p.Incident {
				continue
			}
			k := entityKey{p.Source.Doc.ID, c.Value.Entity}
			switch c.Value.Slot {
			case claim.Victim:
				f.sides[k] |= harmed
			case claim.Perpetrator, claim.Suspect:
				f.sides[k] |= attacked
			case claim.PerpetratorCount:
				f.lone = f.lone && !several(c.Value.Count)
			}
		}
		f.lone = f.lone && f.attackers(p) < 2
		for i := range p.Source.Set.Entities {
			f.surname(&p.Source.Set.Entities[i])
		}
	}
}

func several(c *count.Count) bool { return c != nil && (c.Min > 1 || c.Max > 1) }

// attackers is how many named people one document takes for attackers.
func (f *folder) attackers(p Part) int {
	n := 0
	for i := range p.Source.Set.Entities {
		e := &p.Source.Set.Entities[i]
		if e.Named && e.Kind == entity.Person && f.sides[entityKey{p.Source.Doc.ID, e.ID}]&attacked != 0 {
			n++
		}
	}
	return n
}

// surname notes the full name of a person under its surname, once in all its
// spellings.
func (f *folder) surname(e *claim.Entity) {
	if !e.Named || e.Kind != entity.Person {
		return
	}
	key, full := name.Surname(e.Name)
	if !full {
		return
	}
	told := f.parsed(e.Name)
	if slices.ContainsFunc(f.surnames[key], func(n string) bool { return f.parsed(n).Person(told) >= name.Initials }) {
		return
	}
	f.surnames[key] = append(f.surnames[key], e.Name)
}

// likePerson finds the person of other documents who is called by another spelling
// of the name; or by a part or an initial of it, where the record knows one full
// name with that surname only. Two people whom one document tells apart, of ages or
// sexes or states that differ, or of whom one was harmed and one attacked, are two.
func (f *folder) likePerson(at entityKey, e *claim.Entity) (int, tie) {
	if e.Kind != entity.Person {
		return -1, ""
	}
	key, _ := name.Surname(e.Name)
	told := f.parsed(e.Name)
	for i, m := range f.entities {
		if !m.named || m.out.Kind != string(entity.Person) || slices.Contains(m.docs, at.doc) || f.pairs.apart(at, m) {
			continue
		}
		l := f.parsed(m.out.Name).Person(told)
		if l == name.Different || l < name.Spelling && len(f.surnames[key]) > 1 || !f.mayBe(m, at.doc, e) {
			continue
		}
		return i, tieOf(l)
	}
	return -1, ""
}

// mayBe reports whether nothing that is told of two people keeps them apart.
func (f *folder) mayBe(m *mergedEntity, d doc.ID, e *claim.Entity) bool {
	if both := m.sides | f.sides[entityKey{d, e.ID}]; both == harmed|attacked && m.sides != both {
		return false
	}
	if m.out.Country != "" && e.Country != "" && m.out.Country != e.Country {
		return false
	}
	return sameAge(m, e) && (m.out.Sex == nil || e.Sex == nil || m.out.Sex.Value == e.Sex.Text)
}

// sameAge allows for a few years: papers differ.
func sameAge(m *mergedEntity, e *claim.Entity) bool {
	const years = 5
	if m.out.Age == nil || e.Age == nil || e.Age.Count == nil || !e.Age.Count.IsExact() {
		return true
	}
	had, ok := m.out.Age.Value.(int)
	return !ok || max(had-e.Age.Count.Min, e.Age.Count.Min-had) <= years
}

// likeBody finds the organisation or group of other documents that is called by
// another spelling of the name or by its initials.
func (f *folder) likeBody(at entityKey, e *claim.Entity) (int, tie) {
	if e.Kind != entity.Organisation && e.Kind != entity.Group {
		return -1, ""
	}
	told := f.parsed(e.Name)
	for i, m := range f.entities {
		if !m.named || !compatible(m.out.Kind, string(e.Kind)) || slices.Contains(m.docs, at.doc) || f.pairs.apart(at, m) ||
			m.out.Country != "" && e.Country != "" && m.out.Country != e.Country {
			continue
		}
		if l := f.parsed(m.out.Name).Body(told); l >= name.Initials {
			return i, tieOf(l)
		}
	}
	return -1, ""
}

// loneAttacker finds the one attacker whom other documents describe in words that
// say nothing more of him: "the gunman", "a lone attacker". It gives -1 where
// several are told of, or the words are of somebody else.
func (f *folder) loneAttacker(at entityKey, e *claim.Entity) int {
	if !f.lone || e.Kind != entity.Person || f.sides[at] != attacked || !describesAttacker(e.Name) {
		return -1
	}
	for i, m := range f.entities {
		if !m.named && m.sides == attacked && !slices.Contains(m.docs, at.doc) && describesAttacker(m.out.Name) && f.mayBe(m, at.doc, e) && !f.pairs.apart(at, m) {
			return i
		}
	}
	return -1
}

// describesAttacker reports whether words are one attacker and say nothing more of
// him.
func describesAttacker(description string) bool {
	words := strings.Fields(FoldName(description))
	for len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	if len(words) == 0 || !slices.Contains(attackerNouns, words[len(words)-1]) {
		return false
	}
	for _, w := range words[:len(words)-1] {
		if !slices.Contains(attackerQualities, w) {
			return false
		}
	}
	return true
}
