package record

import (
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/review"
	"dossier/schema"
)

// Context is what the fold of a record in an archive knows beside the claims.
type Context struct {
	// ID is the id that the record has for good.
	ID string
	// Name gives the short name of each document.
	Name func(doc.ID) string
	// Where gives the id of the record that tells of an incident of a document, ""
	// when there is none.
	Where func(claim.Ref) string
	// Decisions are those in force about the reports, in order.
	Decisions []review.Decision
	// Received gives the time that a document came; nil when it is not known.
	Received func(doc.ID) string
	// Lost reports whether words stand no longer in the newest version of their
	// document; nil where there are no versions.
	Lost func(doc.Citation) bool
}

// One folds one record of an archive. The parts come in the order that the archive
// gives them; the same parts in the same order and the same context give the same
// record.
func One(parts []Part, known Context) schema.Record {
	ids := map[doc.ID]string{}
	for _, p := range parts {
		ids[p.Source.Doc.ID] = known.Name(p.Source.Doc.ID)
	}
	f := &folder{known: known, docID: ids, ents: map[entityKey]int{}}
	r := f.fold(parts)
	r.Related = once(r.Related)
	nameStub(&r, parts)
	if known.ID != "" {
		r.ID = known.ID
	}
	return r
}

// nameStub gives a record that knows no place the title that its documents give
// the incident where they tell of it in passing.
func nameStub(r *schema.Record, parts []Part) {
	if r.Role != "background" || preferred(r, "site", "") != nil || preferred(r, "place", "") != nil {
		return
	}
	best := ""
	for _, p := range parts {
		for _, c := range p.Source.Set.Claims {
			if x := c.Relation; x != nil && x.Other == p.Incident && len(x.Title) > len(best) {
				best = x.Title
			}
		}
	}
	if best != "" {
		r.Title = capital(best)
	}
}
