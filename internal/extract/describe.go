package extract

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// EntityAt is the entity whose name covers token i, "" when none does.
func EntityAt(in *Input, i int) claim.EntityID {
	k := nameAfter(in.Names, i)
	if k < len(in.Names) && in.Names[k].First <= i && k < len(in.EntityOf) {
		return in.EntityOf[k]
	}
	return ""
}

// EntityIn is the first entity named within sp, "" when there is none. A name
// must lie wholly inside.
func EntityIn(in *Input, sp text.Span) claim.EntityID {
	for _, id := range EntitiesIn(in, sp) {
		return id
	}
	return ""
}

// EntitiesIn is every entity named within sp, in order of mention, each once.
func EntitiesIn(in *Input, sp text.Span) []claim.EntityID {
	var out []claim.EntityID
	k := sort.Search(len(in.Names), func(k int) bool { return in.Names[k].Span.Start >= sp.Start })
	for ; k < len(in.Names) && in.Names[k].Span.Start < sp.End; k++ {
		if k >= len(in.EntityOf) || in.EntityOf[k] == "" || !sp.Contains(in.Names[k].Span) {
			continue
		}
		if !slices.Contains(out, in.EntityOf[k]) {
			out = append(out, in.EntityOf[k])
		}
	}
	return out
}

// NameAt is the name that covers token i, nil when none does.
func NameAt(in *Input, i int) *nlp.Name {
	k := nameAfter(in.Names, i)
	if k < len(in.Names) && in.Names[k].First <= i {
		return &in.Names[k]
	}
	return nil
}

// nameAfter is the index of the first name that ends after token i.
func nameAfter(names []nlp.Name, i int) int {
	return sort.Search(len(names), func(k int) bool { return names[k].Last > i })
}

// Entity is the entity with the given id, nil when there is none. The pointer is
// good until the next entity is added.
func (in *Input) Entity(id claim.EntityID) *claim.Entity {
	if id == "" {
		return nil
	}
	// Ids are "e" and the place in the list, counted from one.
	if n, err := strconv.Atoi(string(id[1:])); err == nil && n >= 1 && n <= len(in.Set.Entities) && in.Set.Entities[n-1].ID == id {
		return &in.Set.Entities[n-1]
	}
	for i := range in.Set.Entities {
		if in.Set.Entities[i].ID == id {
			return &in.Set.Entities[i]
		}
	}
	return nil
}

// NewEntity appends e with the next free id and gives the id.
func (in *Input) NewEntity(e claim.Entity) claim.EntityID {
	e.ID = claim.EntityID("e" + strconv.Itoa(len(in.Set.Entities)+1))
	in.Set.Entities = append(in.Set.Entities, e)
	return e.ID
}

// Describe is the entity for somebody who is described and not named ("two
// guards", "the gunman", "Iranian officials"), standing on the words under sp.
// The same description again, whatever its article, is the same entity; its
// mention is added. Named is false, and Country is that of a nationality word
// in the description. A description whose words are exactly a name gives the
// entity of that name.
func Describe(in *Input, sp text.Span, kind entity.Kind) claim.EntityID {
	sp = untimed(in, trimSpan(in, sp))
	if sp.IsZero() {
		return ""
	}
	if id := entityExactly(in, sp); id != "" {
		return id
	}
	name := plainDescription(in.Text(sp))
	for _, i := range in.called(name) {
		if e := &in.Set.Entities[i]; !e.Named && e.Kind == kind {
			e.Mentions = addMention(e.Mentions, in.Cite(sp))
			return e.ID
		}
	}
	if e := in.holder(sp, name, kind); e != nil {
		e.Mentions = addMention(e.Mentions, in.Cite(sp))
		return e.ID
	}
	return in.NewEntity(claim.Entity{
		Kind: kind, Name: name, Country: nationality(in, sp), Mentions: []doc.Citation{in.Cite(sp)},
	})
}

// holder is the one person by name who holds the office that a description with
// "the" or no article names ("the Defence Secretary" beside "Defence Secretary Ana
// Ruiz"); nil where there is none, or several.
func (in *Input) holder(sp text.Span, name string, kind entity.Kind) *claim.Entity {
	if kind != entity.Person || anyHolder(in.Text(sp), name) {
		return nil
	}
	if in.byOffice == nil {
		in.offices()
	}
	held := in.byOffice[strings.ToLower(name)]
	if len(held) != 1 {
		return nil
	}
	return &in.Set.Entities[held[0]]
}

// offices notes who holds which office, by its words and by those before "of" or
// "for" in them.
func (in *Input) offices() {
	in.byOffice = map[string][]int{}
	note := func(office string, i int) {
		if !slices.Contains(in.byOffice[office], i) {
			in.byOffice[office] = append(in.byOffice[office], i)
		}
	}
	for i := range in.Set.Entities {
		e := &in.Set.Entities[i]
		if e.Kind != entity.Person || !e.Named {
			continue
		}
		for k := range e.Positions {
			office := strings.ToLower(e.Positions[k].Text)
			note(office, i)
			for _, of := range []string{" of ", " for "} {
				if short, _, ok := strings.Cut(office, of); ok {
					note(short, i)
				}
			}
		}
	}
}

// anyHolder reports whether a description may mean anybody of its kind: "a mayor",
// "spokesman", "officials".
func anyHolder(s, name string) bool {
	s = strings.ToLower(s)
	if strings.HasPrefix(s, "a ") || strings.HasPrefix(s, "an ") || strings.HasPrefix(s, "another ") || strings.HasPrefix(s, "one ") {
		return true
	}
	switch strings.ToLower(name) {
	case "spokesman", "spokeswoman", "spokesperson", "official", "officer", "resident", "witness", "analyst", "lawyer", "doctor", "director", "member", "leader",
		"journalist", "writer", "activist", "professor", "soldier", "teacher", "driver", "police officer", "eyewitness", "researcher", "expert":
		return true
	}
	return false
}

// Described is the entity that Describe made of the same words, whatever their
// article, or whose name they are; "" when there is none. Nothing is added.
func Described(in *Input, sp text.Span) claim.EntityID {
	sp = untimed(in, trimSpan(in, sp))
	if sp.IsZero() {
		return ""
	}
	if id := entityExactly(in, sp); id != "" {
		return id
	}
	name := plainDescription(in.Text(sp))
	for _, i := range in.called(name) {
		if e := &in.Set.Entities[i]; !e.Named {
			return e.ID
		}
	}
	return ""
}

// called is the entities that were added under a name, whatever its case, in
// order. A long text has thousands, so they are looked up.
func (in *Input) called(name string) []int {
	if in.byName == nil {
		in.byName = map[string][]int{}
	}
	for ; in.indexed < len(in.Set.Entities); in.indexed++ {
		k := strings.ToLower(in.Set.Entities[in.indexed].Name)
		in.byName[k] = append(in.byName[k], in.indexed)
	}
	return in.byName[strings.ToLower(name)]
}

// entityExactly is the entity of a name whose words are those under sp.
func entityExactly(in *Input, sp text.Span) claim.EntityID {
	k := sort.Search(len(in.Names), func(k int) bool { return in.Names[k].Span.Start >= sp.Start })
	if k < len(in.Names) && k < len(in.EntityOf) && in.Names[k].Span == sp {
		return in.EntityOf[k]
	}
	return ""
}

// nationality is the country of the first nationality or state named in sp.
func nationality(in *Input, sp text.Span) string {
	k := sort.Search(len(in.Names), func(k int) bool { return in.Names[k].Span.Start >= sp.Start })
	for ; k < len(in.Names) && sp.Contains(in.Names[k].Span); k++ {
		if n := &in.Names[k]; n.Country != "" && (n.Adjective || n.Kind == entity.State) {
			return n.Country
		}
	}
	return ""
}

// trimSpan cuts white space off both ends of sp.
func trimSpan(in *Input, sp text.Span) text.Span {
	s := in.Text(sp)
	sp.Start += len(s) - len(strings.TrimLeft(s, " \t\r\n\u00a0"))
	s = strings.TrimRight(in.Text(sp), " \t\r\n\u00a0")
	sp.End = sp.Start + len(s)
	return sp
}

// untimed is a description without the time that was read into its beginning: "May
// gunmen" of "in May gunmen attacked".
func untimed(in *Input, sp text.Span) text.Span {
	k := sort.Search(len(in.Times), func(k int) bool { return in.Times[k].Span.End > sp.Start })
	if k == len(in.Times) {
		return sp
	}
	t := &in.Times[k]
	lead := t.Span.Start - sp.Start
	if t.Attributive || t.Kind != nlp.Date && t.Kind != nlp.Clock || t.Span.End >= sp.End || lead > len("about ") {
		return sp
	}
	if lead > 0 {
		switch strings.ToLower(strings.TrimSpace(in.Text(text.Span{Start: sp.Start, End: t.Span.Start}))) {
		case "on", "in", "at", "by", "about":
		default:
			return sp
		}
	}
	rest := text.Span{Start: t.Span.End, End: sp.End}
	if s := strings.TrimSpace(in.Text(rest)); s == "" || s[0] == '\'' || strings.HasPrefix(s, "’") {
		return sp // "Monday's victims"
	}
	return trimSpan(in, rest)
}

// plainDescription is s on one line and without its article.
func plainDescription(s string) string {
	words := strings.Fields(s)
	if len(words) > 1 {
		switch strings.ToLower(words[0]) {
		case "the", "a", "an":
			words = words[1:]
		}
	}
	return strings.Join(words, " ")
}

func addMention(m []doc.Citation, c doc.Citation) []doc.Citation {
	if slices.Contains(m, c) {
		return m
	}
	return append(m, c)
}
