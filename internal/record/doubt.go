package record

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/name"
	"dossier/schema"
)

// Doubt is two entities of a record of which a person may say better whether they
// are one. Each is named as a decision takes it.
type Doubt struct {
	A, B       string
	NameA      string
	NameB      string
	Joined     bool // they stand as one
	Confidence float64
	Reasons    []string // what speaks for it, then what against
}

// weak are the ties that are worth a look, since the name alone does not settle
// them.
var weak = []string{string(initials), string(partOfName), string(loneAttacker)}

// Doubts lists the entities of a record that stand as one on a weak tie, and those
// that stand apart though they are called alike; those most in doubt first.
func Doubts(r *schema.Record) []Doubt {
	var out []Doubt
	for i := range r.Entities {
		e := &r.Entities[i]
		for _, j := range e.Joined {
			if slices.Contains(weak, j.Kind) && j.Who == "" {
				out = append(out, Doubt{A: j.Name + "@" + j.Document, B: with(e, &j), NameA: j.Name, NameB: j.With, Joined: true, Confidence: j.Confidence, Reasons: j.Reasons})
			}
		}
		for k := range i {
			if d, ok := apart(&r.Entities[k], e); ok {
				out = append(out, d)
			}
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Worth() > out[b].Worth() })
	return out
}

// Worth is how much an answer would tell: most where it is an even chance.
func (d *Doubt) Worth() float64 { return min(d.Confidence, 1-d.Confidence) }

// Document is the name and the document of a side that is named by both ("Marsh@d2"),
// the document "" for a side that is named by its id.
func (d *Doubt) Document(side string) (called, document string) {
	if i := strings.LastIndex(side, "@"); i > 0 && d.Joined {
		return side[:i], side[i+1:]
	}
	return side, ""
}

// with names the other side of a tie within one entity: what documents before called
// it, in the first that does.
func with(e *schema.Entity, j *schema.Joined) string {
	for _, m := range e.Mentions {
		if m.Document != j.Document && FoldName(m.Quote) == FoldName(j.With) {
			return j.With + "@" + m.Document
		}
	}
	return j.With
}

// likely is how often two entities that stand apart in a record are one, by how
// their names stand to each other.
var likely = map[name.Likeness]measured{name.Same: {0, 1}, name.Spelling: {}, name.Initials: {}, name.Part: {3, 3}}

// apart compares two entities of a record that stand apart.
func apart(a, b *schema.Entity) (Doubt, bool) {
	if !a.Named || !b.Named || !compatible(a.Kind, b.Kind) || settled(a, b) {
		return Doubt{}, false
	}
	l := name.Different
	switch entity.Kind(a.Kind) {
	case entity.Person:
		l = name.Person(a.Name, b.Name)
	case entity.Organisation, entity.Group:
		if l = name.Body(a.Name, b.Name); l == name.Part {
			l = name.Different
		}
	}
	if l == name.Different {
		return Doubt{}, false
	}
	d := Doubt{A: a.ID, B: b.ID, NameA: a.Name, NameB: b.Name, Confidence: likely[l].confidence()}
	d.Reasons = append(d.Reasons, map[name.Likeness]string{
		name.Same: "the same name", name.Spelling: "one name in two spellings", name.Initials: "one may be the initials of the other", name.Part: "one name is a part of the other",
	}[l])
	d.Reasons = append(d.Reasons, against(a, b)...)
	return d, true
}

// settled reports whether a person judged both; which pair it was is for the caller
// to look up.
func settled(a, b *schema.Entity) bool {
	return slices.ContainsFunc(a.Decisions, func(n int64) bool { return slices.Contains(b.Decisions, n) })
}

// against is what is told of two people that differs.
func against(a, b *schema.Entity) []string {
	var out []string
	differ := func(x, y any, what string) {
		out = append(out, fmt.Sprintf("against: %s %v and %v", what, x, y))
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		differ(a.Country, b.Country, "countries")
	}
	if a.Sex != nil && b.Sex != nil && a.Sex.Value != b.Sex.Value {
		differ(a.Sex.Value, b.Sex.Value, "sexes")
	}
	if a.Age != nil && b.Age != nil && fmt.Sprint(a.Age.Value) != fmt.Sprint(b.Age.Value) {
		if x, y, ok := ages(a, b); ok {
			differ(x, y, "ages")
		}
	}
	var shared []string
	for _, m := range a.Mentions {
		if !slices.Contains(shared, m.Document) && slices.ContainsFunc(b.Mentions, func(o schema.Citation) bool { return o.Document == m.Document }) {
			shared = append(shared, m.Document)
		}
	}
	if len(shared) > 0 {
		out = append(out, "against: "+shared[0]+" names both")
	}
	return out
}

func ages(a, b *schema.Entity) (x, y int, ok bool) {
	x, ok1 := a.Age.Value.(int)
	y, ok2 := b.Age.Value.(int)
	return x, y, ok1 && ok2
}
