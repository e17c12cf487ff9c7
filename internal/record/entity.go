package record

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/name"
	"dossier/schema"
)

type entityKey struct {
	doc doc.ID
	id  claim.EntityID
}

// mergedEntity is one entity of the record with what each document calls it.
type mergedEntity struct {
	out   schema.Entity
	keys  []string // folded names and aliases
	body  []string // what bodies of states are compared by
	doc   doc.ID   // of the first mention
	docs  []doc.ID // all that name it
	sides side
	used  bool
	named bool

	groups []int // those that people put its entities into: see [judgements]
}

// mergeEntities joins the entities of the group's documents. Named ones join
// when a full name or a longer alias is the same; descriptions stay apart. Of a
// background incident only those it uses are kept.
func (f *folder) mergeEntities(onlyUsed bool) {
	f.nameStates()
	f.people()
	f.judge()
	for _, p := range f.parts {
		for _, e := range p.Source.Set.Entities {
			k := entityKey{p.Source.Doc.ID, e.ID}
			if _, done := f.ents[k]; done {
				continue
			}
			i, tie := f.match(p.Source.Doc.ID, e)
			if i < 0 {
				i = len(f.entities)
				f.entities = append(f.entities, &mergedEntity{
					doc: p.Source.Doc.ID, named: e.Named, used: !onlyUsed && (e.Named || len(e.Parts) > 0),
					out: schema.Entity{Kind: string(e.Kind), Name: e.Name, Named: e.Named,
						Aliases: []string{}, Positions: []schema.Position{}, Mentions: []schema.Citation{}},
				})
			}
			f.ents[k] = i
			m := f.entities[i]
			m.join(f.docID[k.doc], &e, tie, f.pairs.saidBy(k))
			m.absorb(f, e)
			if !slices.Contains(m.docs, p.Source.Doc.ID) {
				m.docs = append(m.docs, p.Source.Doc.ID)
			}
			m.sides |= f.sides[k]
			f.pairs.place(k, i, m)
		}
	}
	for i, e := range f.entities {
		e.out.ID = "e" + strconv.Itoa(i+1)
	}
}

// match finds the entity of an earlier document that e is, and why, or -1. What a
// person said stands above every rule.
func (f *folder) match(d doc.ID, e claim.Entity) (int, tie) {
	k := entityKey{d, e.ID}
	if i := f.pairs.placed(k); i >= 0 {
		if !e.Named {
			f.describe(e.Name, i)
		}
		return i, byPerson
	}
	if !e.Named {
		return f.matchDescription(k, e)
	}
	keys, body := f.entityKeys(&e), f.bodyKeys(&e)
	for i, m := range f.entities {
		if !m.named || m.doc == d || !compatible(m.out.Kind, string(e.Kind)) || f.pairs.apart(k, m) {
			continue
		}
		if slices.ContainsFunc(body, func(k string) bool { return slices.Contains(m.body, k) }) {
			return i, sameBody
		}
		for _, k := range keys {
			for _, mk := range m.keys {
				if k == mk && (e.Kind != entity.Person || strings.Contains(k, " ") && sameAge(m, &e)) {
					return i, sameName
				}
			}
		}
	}
	if i, t := f.likePerson(k, &e); i >= 0 {
		return i, t
	}
	return f.likeBody(k, &e)
}

// matchDescription finds the description of another document in the same words:
// "police", "the gunman". Of one incident they are the same, unless they belong to
// different states.
func (f *folder) matchDescription(k entityKey, e claim.Entity) (int, tie) {
	if i := f.loneAttacker(k, &e); i >= 0 {
		return i, loneAttacker
	}
	for _, i := range f.described[f.foldName(e.Name)] {
		if m := f.entities[i]; m.doc != k.doc && m.out.Kind == string(e.Kind) && m.out.Country == e.Country && !f.pairs.apart(k, m) {
			return i, sameDescription
		}
	}
	f.describe(e.Name, len(f.entities))
	return -1, ""
}

// describe notes that an entity is described by some words.
func (f *folder) describe(name string, i int) {
	if f.described == nil {
		f.described = map[string][]int{}
	}
	words := f.foldName(name)
	if !slices.Contains(f.described[words], i) {
		f.described[words] = append(f.described[words], i)
	}
}

func compatible(a, b string) bool {
	org := func(k string) bool {
		return k == string(entity.Organisation) || k == string(entity.Group) || k == string(entity.Facility)
	}
	return a == b || org(a) && org(b)
}

// entityKeys are the names of an entity, folded.
func (f *folder) entityKeys(e *claim.Entity) []string {
	keys := []string{f.foldName(e.Name)}
	for _, a := range e.Aliases {
		keys = appendNew(keys, f.foldName(a))
	}
	return keys
}

// foldName is [FoldName]: every document of a record names the same people, so what
// was folded is kept.
func (f *folder) foldName(s string) string {
	k, ok := f.folded[s]
	if !ok {
		if f.folded == nil {
			f.folded = map[string]string{}
		}
		k = FoldName(s)
		f.folded[s] = k
	}
	return k
}

// parsed is a name taken apart to be compared, once for a record.
func (f *folder) parsed(s string) *name.Parsed {
	p := f.apart[s]
	if p == nil {
		if f.apart == nil {
			f.apart = map[string]*name.Parsed{}
		}
		x := name.Parse(s)
		p = &x
		f.apart[s] = p
	}
	return p
}

// FoldName is a name without case, diacritics and marks: what names are compared
// by.
func FoldName(s string) string { return name.Fold(s) }

func (m *mergedEntity) absorb(f *folder, e claim.Entity) {
	for _, k := range f.entityKeys(&e) {
		m.keys = appendNew(m.keys, k)
	}
	for _, k := range f.bodyKeys(&e) {
		m.body = appendNew(m.body, k)
	}
	if e.Named && len(e.Name) > len(m.out.Name) {
		m.out.Aliases = appendNew(m.out.Aliases, m.out.Name)
		m.out.Name = e.Name
	} else if e.Name != m.out.Name {
		m.out.Aliases = appendNew(m.out.Aliases, e.Name)
	}
	for _, a := range e.Aliases {
		if a != m.out.Name {
			m.out.Aliases = appendNew(m.out.Aliases, a)
		}
	}
	if m.out.Country == "" {
		m.out.Country = e.Country
	}
	for _, p := range e.Positions {
		m.addPosition(p.Text, f.cites(p.Citations))
	}
	for _, p := range e.Parts {
		m.addPart(p.Kind, f.cites(p.Citations))
	}
	m.out.Age = f.trait(m.out.Age, e.Age)
	m.out.Sex = f.trait(m.out.Sex, e.Sex)
	m.out.Ethnicity = f.trait(m.out.Ethnicity, e.Ethnicity)
	m.out.Mentions = appendCitations(m.out.Mentions, f.cites(e.Mentions))
}

// trait is had, or where there is none the published form of t; the same trait
// told again adds its words.
func (f *folder) trait(had *schema.Trait, t *claim.Trait) *schema.Trait {
	if t == nil || len(t.Citations) == 0 {
		return had
	}
	cs := f.cites(t.Citations)
	out := &schema.Trait{Value: t.Text, Text: cs[0].Quote, Citations: cs}
	if t.Count != nil {
		out.Value = countValue(*t.Count)
	}
	switch {
	case had == nil:
		return out
	case reflect.DeepEqual(had.Value, out.Value):
		had.Citations = appendCitations(had.Citations, cs)
	}
	return had
}

// addPart adds what somebody is in the incident: who is told to be something in it
// is of the record, described or named.
func (m *mergedEntity) addPart(kind string, cs []schema.Citation) {
	for i := range m.out.Parts {
		if m.out.Parts[i].Kind == kind {
			m.out.Parts[i].Citations = appendCitations(m.out.Parts[i].Citations, cs)
			return
		}
	}
	m.out.Parts = append(m.out.Parts, schema.Part{Kind: kind, Citations: cs})
}

func (m *mergedEntity) addPosition(text string, cs []schema.Citation) {
	for i := range m.out.Positions {
		if strings.EqualFold(m.out.Positions[i].Text, text) {
			m.out.Positions[i].Citations = appendCitations(m.out.Positions[i].Citations, cs)
			return
		}
	}
	m.out.Positions = append(m.out.Positions, schema.Position{Text: text, Citations: cs})
}

// entity is the record's id of a document's entity, "" for none. Asking marks
// the entity as used.
func (f *folder) entity(s Source, id claim.EntityID) string {
	if id == "" {
		return ""
	}
	i, ok := f.ents[entityKey{s.Doc.ID, id}]
	if !ok {
		return ""
	}
	f.entities[i].used = true
	return f.entities[i].out.ID
}

func (f *folder) settleEntities() []schema.Entity {
	out := make([]schema.Entity, 0, len(f.entities))
	for _, e := range f.entities {
		if e.used {
			out = append(out, e.out)
		}
	}
	return out
}

// entityByID is the entity of the record with an id, nil for none. Ids are "e"
// and the place in the list, counted from one.
func (f *folder) entityByID(id string) *mergedEntity {
	if len(id) < 2 {
		return nil
	}
	if n, err := strconv.Atoi(id[1:]); err == nil && n >= 1 && n <= len(f.entities) {
		return f.entities[n-1]
	}
	return nil
}

// nameOf is the name of an entity of the record.
func (f *folder) nameOf(id string) string {
	if e := f.entityByID(id); e != nil {
		return e.out.Name
	}
	return id
}
