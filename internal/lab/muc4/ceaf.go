package muc4

import (
	"regexp"
	"slices"
	"strings"
)

// Role is one of the five roles whose fillers are strings, as Du, Rush and
// Cardie (2021, "GRIT") name them. Their victims are the named ones.
type Role int

// The roles.
const (
	RolePerpInd Role = iota
	RolePerpOrg
	RoleTarget
	RoleVictim
	RoleWeapon
	roleCount
)

var roleNames = [roleCount]string{"PerpInd", "PerpOrg", "Target", "Victim", "Weapon"}

// roleSlots are the slots of the roles.
var roleSlots = [roleCount]Slot{PerpInd, PerpOrg, PhysID, HumName, Instrument}

// String is the role's published name.
func (r Role) String() string { return roleNames[r] }

// Entities are the fillers of the roles of one report: of each entity its
// mentions.
type Entities [roleCount][][]string

// gold merges the entities of all templates of a report as the published
// reading does: an entity whose mentions are all among those of another one of
// its role, or the other way round, is the same and gives nothing new; a mention
// that does not stand in the text as written is left out. Optional templates and
// fillers count as the others do.
func gold(r *Report) Entities {
	var out Entities
	for role, slot := range roleSlots {
		out[role] = merged(r, slot)
	}
	return out
}

// merged is the entities of one slot over all templates.
func merged(r *Report, slot Slot) [][]string {
	text := strings.ToLower(strings.Join(strings.Fields(r.Text), " "))
	var list, out [][]string
	for _, t := range r.Key {
		for _, f := range t.Slots[slot] {
			e := make([]string, len(f.Any))
			for i, s := range f.Any {
				e[i] = strings.ToLower(s)
			}
			if !slices.ContainsFunc(list, func(o []string) bool { return within(e, o) || within(o, e) }) {
				list = append(list, e)
			}
		}
	}
	for _, e := range list {
		e = slices.DeleteFunc(e, func(s string) bool { return !strings.Contains(text, s) })
		if len(e) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// within reports whether every string of a is one of b.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}

var articles = regexp.MustCompile(`\b(a|an|the)\b`)

// normal is a mention as it is compared: in lower case, without punctuation,
// articles and superfluous space.
func normal(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 128 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
	return strings.Join(strings.Fields(articles.ReplaceAllString(s, " ")), " ")
}

// Tally counts entities that are right, given and wanted.
type Tally struct{ Right, Given, Wanted int }

// Add adds another tally.
func (t *Tally) Add(o Tally) {
	t.Right += o.Right
	t.Given += o.Given
	t.Wanted += o.Wanted
}

// P is the precision in per cent.
func (t Tally) P() float64 { return percent(t.Right, t.Given) }

// R is the recall in per cent.
func (t Tally) R() float64 { return percent(t.Right, t.Wanted) }

// F is the harmonic mean of precision and recall in per cent.
func (t Tally) F() float64 { return percent(2*t.Right, t.Given+t.Wanted) }

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// ceaf scores the entities of one role of one report: the largest number of
// pairs of a given and a wanted entity, each in one pair at most, in which every
// mention given is one of those wanted.
func ceaf(given, wanted [][]string) Tally {
	fits := make([][]int, len(given))
	for i, g := range given {
		gn := normals(g)
		for j, w := range wanted {
			if within(gn, normals(w)) {
				fits[i] = append(fits[i], j)
			}
		}
	}
	pair := make([]int, len(wanted))
	for j := range pair {
		pair[j] = -1
	}
	right := 0
	for i := range given {
		if augment(fits, pair, make([]bool, len(wanted)), i) {
			right++
		}
	}
	return Tally{right, len(given), len(wanted)}
}

// augment looks for a wanted entity for the given one i, moving others aside.
func augment(fits [][]int, pair []int, seen []bool, i int) bool {
	for _, j := range fits[i] {
		if seen[j] {
			continue
		}
		seen[j] = true
		if pair[j] < 0 || augment(fits, pair, seen, pair[j]) {
			pair[j] = i
			return true
		}
	}
	return false
}

func normals(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = normal(s)
	}
	return out
}
