package archive

import (
	"regexp"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// member is an entity of one document and the entity of the record that it is part
// of.
type member struct {
	ref  claim.Ref
	name string // the short name of the document
	doc  *doc.Document
	e    *claim.Entity
	in   *schema.Entity
}

// place is where a citation lies.
type place struct {
	document   string
	start, end int
}

// members lists the entities of the documents of a record that are part of it.
func members(v store.View, rec store.Record) ([]member, error) {
	at := map[place]*schema.Entity{}
	for i := range rec.Record.Entities {
		for _, c := range rec.Record.Entities[i].Mentions {
			at[place{c.Document, c.Start, c.End}] = &rec.Record.Entities[i]
		}
	}
	var out []member
	for _, id := range documents(rec.Parts) {
		e, err := v.Entry(id, "")
		if err != nil {
			return nil, err
		}
		n := name(e.Card.Seq)
		for i := range e.Set.Entities {
			x := &e.Set.Entities[i]
			for _, c := range x.Mentions {
				if in := at[place{n, e.Doc.Text.Rune(c.Span.Start), e.Doc.Text.Rune(c.Span.End)}]; in != nil {
					out = append(out, member{partOf(rec, id), n, e.Doc, x, in})
					break
				}
			}
		}
	}
	return out, nil
}

// chosen is the side of a judgement: an entity of the record, or those of its
// documents' that are called so.
type chosen struct {
	in    *schema.Entity
	all   []member // that are the entity
	named []member // of these, those that are called as asked for
	only  bool     // those named are meant and nobody of that name beside
	asked string
}

var entityID = regexp.MustCompile(`^e[0-9]+$`)

// choose finds whom a reference names: an id (e5) or a name, with "@" and a
// document behind it where only the one of that document is meant.
func choose(rec store.Record, ms []member, ref string) (chosen, error) {
	c := chosen{asked: ref}
	called, document := ref, ""
	if i := strings.LastIndex(ref, "@"); i > 0 && slices.Contains(rec.Record.Documents, ref[i+1:]) {
		called, document, c.only = strings.TrimSpace(ref[:i]), ref[i+1:], true
	}
	key := record.FoldName(called)
	rank := func(m *member) int { // how a member stands to what was asked for
		has := func(s string) bool { return key != "" && record.FoldName(s) == key }
		switch {
		case document != "" && m.name != document:
			return 0
		case entityID.MatchString(called):
			if m.in.ID == called {
				return 4
			}
			return 0
		case has(m.e.Name):
			return 3
		case slices.ContainsFunc(m.e.Aliases, has):
			return 2
		case has(m.in.Name) || slices.ContainsFunc(m.in.Aliases, has):
			return 1
		}
		return 0
	}
	best := 1
	for i := range ms {
		best = max(best, rank(&ms[i]))
	}
	var found []string
	for i := range ms {
		if rank(&ms[i]) != best {
			continue
		}
		if s := ms[i].in.ID + " " + ms[i].in.Name; !slices.Contains(found, s) {
			found = append(found, s)
		}
		c.in, c.named = ms[i].in, append(c.named, ms[i])
	}
	switch {
	case len(found) == 0:
		return c, fault.New(fault.NotFound, "record %s names nobody and nothing %q; it has %s", rec.Record.ID, ref, strings.Join(entities(&rec.Record), ", "))
	case len(found) > 1:
		return c, fault.New(fault.Invalid, "record %s has several that are called %q; name one by its id, or with its document (NAME@d3): %s", rec.Record.ID, ref, strings.Join(found, ", "))
	}
	for _, m := range ms {
		if m.in == c.in {
			c.all = append(c.all, m)
		}
	}
	return c, nil
}

// mostListed is how many entities an error names.
const mostListed = 30

// entities are those of a record with their ids, people and bodies first.
func entities(r *schema.Record) []string {
	var out, rest []string
	for _, e := range r.Entities {
		s := e.ID + " " + e.Name
		switch entity.Kind(e.Kind) {
		case entity.Person, entity.Group, entity.Organisation:
			out = append(out, s)
		default:
			rest = append(rest, s)
		}
	}
	out = append(out, rest...)
	if len(out) > mostListed {
		out = append(out[:mostListed], "…")
	}
	return out
}

// The most words that name one side of a judgement: of one entity of one document,
// and in all.
const (
	mostOfOne   = 4
	mostOfASide = 200
)

// subject is a side as a decision keeps it; whole says that the entity as it stands
// in the record is meant, and not only what was asked for.
func (c *chosen) subject(whole bool) review.Subject {
	s := review.Subject{Name: c.in.Name, Kind: entity.Kind(c.in.Kind)}
	list := c.all
	if !whole {
		list, s.Name = c.named, c.named[0].e.Name
	}
	for _, m := range list {
		var quotes []string
		for _, ct := range m.e.Mentions {
			q := m.doc.Text.Slice(ct.Span)
			if slices.Contains(quotes, q) || len(quotes) == mostOfOne || len(s.Words) == mostOfASide {
				continue
			}
			quotes = append(quotes, q)
			s.Words = append(s.Words, review.Words{Ref: m.ref, Span: ct.Span, Quote: q})
		}
		if !m.e.Named || c.only {
			continue
		}
		names := append([]string{m.e.Name}, m.e.Aliases...)
		if !whole {
			names = names[:1]
		}
		for _, n := range names {
			if !slices.Contains(s.Names, n) {
				s.Names = append(s.Names, n)
			}
		}
	}
	return s
}

// pair are the two sides of a judgement about entities, of one record or of two.
func pair(v store.View, rec store.Record, in Draft) (*[2]review.Subject, error) {
	ms, err := members(v, rec)
	if err != nil {
		return nil, err
	}
	a, err := choose(rec, ms, in.Entity)
	if err != nil {
		return nil, err
	}
	if in.In != "" {
		key, err := Find(v, in.In)
		if err != nil {
			return nil, err
		}
		if key != rec.Key {
			if rec, err = v.Record(key); err != nil {
				return nil, err
			}
			if ms, err = members(v, rec); err != nil {
				return nil, err
			}
		}
	}
	b, err := choose(rec, ms, in.Other)
	if err != nil {
		return nil, err
	}
	whole := a.in != b.in
	if !whole {
		for _, m := range a.named {
			if slices.ContainsFunc(b.named, func(o member) bool { return o.e == m.e }) {
				return nil, fault.New(fault.Invalid, "%q and %q are %s %s, and mean the same words of %s; name the document of one (NAME@%s)", in.Entity, in.Other, a.in.ID, a.in.Name, m.name, m.name)
			}
		}
	}
	return &[2]review.Subject{a.subject(whole && !a.only), b.subject(whole && !b.only)}, nil
}

// between reports whether a judgement about entities is about some documents: both
// of its sides must be in them.
func between(d *review.Decision, docs []doc.ID) bool {
	in := func(s *review.Subject) bool {
		return slices.ContainsFunc(s.Words, func(w review.Words) bool { return slices.Contains(docs, w.Document) })
	}
	return in(&d.Pair[0]) && in(&d.Pair[1])
}
