// Package record computes the record of an incident: a fold of the claims that
// documents make about it. Nothing is edited in place; folding the same claims
// again gives the same record. It knows claims and documents, not words: nothing
// here can tell whether a claim came from a rule, a model or a person.
package record

import (
	"strconv"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/name"
	"dossier/internal/origin"
	"dossier/schema"
)

// Source is one document with what was read out of it.
type Source struct {
	Doc *doc.Document
	Set *claim.Set
}

// Part is one incident of one source: the claims of Source.Set whose Incident is
// Incident.
type Part struct {
	Source   Source
	Incident claim.Incident
}

// Fold computes the records of groups of parts; each group tells of one
// incident, main ones first. It gives one record a group, in the order given.
func Fold(sources []Source, groups [][]Part) []schema.Record {
	ids := documentIDs(sources)
	out := make([]schema.Record, 0, len(groups))
	var first []string // record of the main incident of each document
	taken := map[string]int{}
	for _, g := range groups {
		f := &folder{docID: ids, ents: map[entityKey]int{}}
		r := f.fold(g)
		taken[r.ID]++
		if n := taken[r.ID]; n > 1 {
			r.ID += "-" + strconv.Itoa(n)
		}
		first = append(first, r.ID)
		out = append(out, r)
	}
	link(out, groups, first)
	return out
}

// DocumentIDs gives the short name ("d1") of each source, in order.
func documentIDs(sources []Source) map[doc.ID]string {
	ids := make(map[doc.ID]string, len(sources))
	for _, s := range sources {
		if _, ok := ids[s.Doc.ID]; !ok {
			ids[s.Doc.ID] = "d" + strconv.Itoa(len(ids)+1)
		}
	}
	return ids
}

// link points relations at the records of the incidents they name.
func link(records []schema.Record, groups [][]Part, ids []string) {
	type key struct {
		d doc.ID
		i claim.Incident
	}
	where := map[key]string{}
	for gi, g := range groups {
		for _, p := range g {
			where[key{p.Source.Doc.ID, p.Incident}] = ids[gi]
		}
	}
	for gi, g := range groups {
		n := 0
		for _, p := range g {
			for _, c := range p.Source.Set.Claims {
				if c.Incident != p.Incident || c.Relation == nil {
					continue
				}
				if c.Relation.Other != 0 {
					records[gi].Related[n].Record = where[key{p.Source.Doc.ID, c.Relation.Other}]
				}
				n++
			}
		}
		records[gi].Related = once(records[gi].Related)
	}
	nameStubs(records)
}

// nameStubs gives records that know no place the title of a relation to them.
func nameStubs(records []schema.Record) {
	at := map[string]int{}
	for i := range records {
		at[records[i].ID] = i
	}
	for i := range records {
		for _, x := range records[i].Related {
			k, ok := at[x.Record]
			if !ok || records[k].Role != "background" || x.Title == "" {
				continue
			}
			if preferred(&records[k], "site", "") == nil && preferred(&records[k], "place", "") == nil {
				records[k].Title = capital(x.Title)
			}
		}
	}
}

// once joins the relations to one other record: each document told it in words of
// its own.
func once(list []schema.Relation) []schema.Relation {
	out := list[:0]
next:
	for _, r := range list {
		for i := range out {
			if o := &out[i]; r.Record != "" && o.Record == r.Record && o.Kind == r.Kind {
				o.Citations = appendCitations(o.Citations, r.Citations)
				if len(r.Title) > len(o.Title) {
					o.Title = r.Title
				}
				continue next
			}
		}
		out = append(out, r)
	}
	return out
}

// folder folds one group.
type folder struct {
	known Context // what is known beside the claims
	docID map[doc.ID]string
	parts []Part
	texts map[doc.ID]*doc.Document

	states    map[string][]string // what each state is called, by its code
	sides     map[entityKey]side  // of each document's people
	surnames  map[string][]string // the full names with each surname
	lone      bool                // one attacker is told of, or none
	pairs     *judgements         // what people said of entities, nil for nothing
	ents      map[entityKey]int   // position in entities
	described map[string][]int    // positions of descriptions, by their words
	entities  []*mergedEntity
	folded    map[string]string       // names that were folded
	apart     map[string]*name.Parsed // names that were taken apart

	events    []schema.Event
	eventKey  []eventOrder
	steps     map[step][]int // events by what their tellings have in common
	values    []*mergedValue
	attrs     []schema.Attribution
	reactions []schema.Reaction
	accounts  []schema.Account
	grounds   []ground
	items     []schema.Item
	itemWords [][]string // of each item
	relations []schema.Relation
	disputes  []dispute
	decided   []schema.Decision
	nows      []*mergedValue // values that words of decisions stand for now
}

func (f *folder) fold(parts []Part) schema.Record {
	f.parts = parts
	f.texts = map[doc.ID]*doc.Document{}
	r := schema.Record{Role: "main"}
	for _, p := range parts {
		f.texts[p.Source.Doc.ID] = p.Source.Doc
		r.Documents = appendNew(r.Documents, f.docID[p.Source.Doc.ID])
	}
	if parts[0].Incident != 0 {
		r.Role = "background"
	}
	f.mergeEntities(r.Role == "background")
	for _, p := range parts {
		for i := range p.Source.Set.Claims {
			if c := &p.Source.Set.Claims[i]; c.Incident == p.Incident {
				f.add(p.Source, c)
			}
		}
	}
	f.finish(&r)
	return r
}

func (f *folder) add(s Source, c *claim.Claim) {
	switch {
	case c.Value != nil:
		f.addValue(s, c)
	case c.Event != nil:
		f.addEvent(s, c)
	case c.Attribution != nil:
		f.addAttribution(s, c)
	case c.Reaction != nil:
		f.addReaction(s, c)
	case c.Account != nil:
		f.addAccount(s, c)
	case c.Item != nil:
		f.addItem(s, c)
	case c.Dispute != nil:
		f.addDispute(c)
	case c.Relation != nil:
		x := schema.Relation{Kind: c.Relation.Kind, Title: c.Relation.Title, Citations: f.cites(c.Citations)}
		if c.Relation.Other != 0 && f.known.Where != nil {
			x.Record = f.known.Where(claim.Ref{Document: s.Doc.ID, Incident: c.Relation.Other})
		}
		f.relations = append(f.relations, x)
	}
}

func (f *folder) finish(r *schema.Record) {
	f.joinAttackers()
	f.backTotals()
	f.decide()
	f.times()
	r.Origins = f.settleOrigins()
	r.Matched = f.matched()
	r.Values = f.settleValues()
	r.Events = f.settleEvents()
	r.Attributions = orEmpty(f.attrs)
	r.Reactions = orEmpty(f.reactions)
	f.settleAccounts(r.Events)
	r.Accounts = orEmpty(f.accounts)
	r.Evidence = orEmpty(f.items)
	r.Related = orEmpty(f.relations)
	r.Entities = f.settleEntities()
	r.Conflicts = f.conflicts(r)
	f.aboutValues(r)
	describe(r, f.parts)
	r.Decisions = f.settleDecisions()
}

// cite turns a citation into the published form, in code points.
func (f *folder) cite(c doc.Citation) schema.Citation {
	d := f.texts[c.Document]
	return schema.Citation{
		Document: f.docID[c.Document],
		Start:    d.Text.Rune(c.Span.Start),
		End:      d.Text.Rune(c.Span.End),
		Quote:    d.Text.Slice(c.Span),
	}
}

func (f *folder) cites(cs []doc.Citation) []schema.Citation {
	out := make([]schema.Citation, 0, len(cs))
	for _, c := range cs {
		out = append(out, f.cite(c))
	}
	return out
}

// entities leads document-local entities to those of the record.
func (f *folder) entityList(s Source, ids []claim.EntityID) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		if e := f.entity(s, id); e != "" {
			out = appendNew(out, e)
		}
	}
	return out
}

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

func appendMaker(list []schema.Maker, m claim.Maker) []schema.Maker {
	sm := schema.Maker{Name: m.Name, Version: m.Version}
	for _, x := range list {
		if x == sm {
			return list
		}
	}
	return append(list, sm)
}

// appendCitations adds those of more that are not there yet, in order.
func appendCitations(list, more []schema.Citation) []schema.Citation {
next:
	for _, c := range more {
		for _, x := range list {
			if x == c {
				continue next
			}
		}
		list = append(list, c)
	}
	return list
}

// orEmpty is list, or an empty list that prints as [] rather than null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Documents gives the published form of the sources, in order.
func Documents(sources []Source) []schema.Document {
	ids := documentIDs(sources)
	out := make([]schema.Document, 0, len(sources))
	seen := map[doc.ID]bool{}
	for _, s := range sources {
		if !seen[s.Doc.ID] {
			seen[s.Doc.ID] = true
			out = append(out, Document(s.Doc, ids[s.Doc.ID]))
		}
	}
	return out
}

// Document gives the published form of a document, under a name.
func Document(d *doc.Document, name string) schema.Document {
	from := origin.SourceOf(d)
	out := schema.Document{
		ID: name, Path: d.Path, URL: d.URL, Title: d.Title, Source: d.Outlet,
		Published: d.Published, Retrieved: d.Retrieved, Format: string(d.Format),
		Origin: d.Origin, SHA256: d.SHA256, Length: d.Text.RuneLen(), Language: d.Language,
		SourceKind: from.Kind, SourceCountry: from.Country, Reliability: from.Reliability, Credibility: from.Credibility,
	}
	if c, ok := origin.CreditOf(d); ok && out.Origin == "" && origin.Agency(d.Outlet) != c.Agency {
		out.Origin = c.Agency
	}
	return out
}
