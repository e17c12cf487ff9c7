// Package extract runs the extractors: each reads an analysis and hands out
// claims with citations. None knows the record, none knows a sibling; what one
// needs of another reaches it through [Input].
package extract

import (
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Input is what an extractor reads: the analysis, and what the extractors that
// ran before it handed on.
type Input struct {
	*nlp.Analysis
	// Set collects the entities and claims of the document.
	Set *claim.Set
	// EntityOf leads from a name (index into Analysis.Names) to its entity, ""
	// for names that stand for none.
	EntityOf []claim.EntityID
	// Background marks the sentences that tell of something before the incident
	// or of another incident.
	Background []bool
	// Date is the EDTF date of the main incident, "" while not known.
	Date string
	// Parts are the things that may play a part in the violence told, likeliest
	// first in each part.
	Parts []Part
	// Country is the ISO code of the country of the main incident.
	Country string

	// byName is where the first indexed entities stand, by their names in lower
	// case.
	byName  map[string][]int
	indexed int
	// byOffice is who holds an office, as places in the list of entities.
	byOffice map[string][]int
}

// Extractor makes claims out of an analysis. Extract appends to in.Set.
type Extractor interface {
	// Name and Version go on every claim it makes.
	Name() string
	Version() string
	Extract(in *Input)
}

// Cite is the citation of a range of the document's text.
func (in *Input) Cite(sp text.Span) doc.Citation {
	return doc.Citation{Document: in.Doc.ID, Span: sp}
}

// Add appends a claim made by x, standing on the words under each span.
func (in *Input) Add(x Extractor, c claim.Claim, spans ...text.Span) {
	for _, sp := range spans {
		c.Citations = append(c.Citations, in.Cite(sp))
	}
	c.Maker = claim.Maker{Name: x.Name(), Version: x.Version()}
	in.Set.Claims = append(in.Set.Claims, c)
}
