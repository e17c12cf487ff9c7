package record

import (
	"strconv"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/match"
	"dossier/internal/origin"
	"dossier/internal/review"
	"dossier/schema"
)

// settleOrigins puts the documents of a record together by where they come from, and
// counts for each value the independent origins that say so. A record of one
// document has nothing to count.
func (f *folder) settleOrigins() []schema.Origin {
	if len(f.texts) < 2 {
		return nil
	}
	var docs []*doc.Document
	for _, p := range f.parts {
		docs = append(docs, p.Source.Doc)
	}
	from := map[doc.ID]string{} // the origin of each document
	agency := map[string]string{}
	var out []schema.Origin
	for i, o := range origin.Of(docs) {
		x := schema.Origin{ID: "o" + strconv.Itoa(i+1), Name: o.Name, Documents: []string{}, Ties: []schema.Tie{}}
		for _, d := range o.Documents {
			x.Documents = append(x.Documents, f.docID[d])
			from[d] = x.ID
		}
		for _, t := range o.Ties {
			x.Ties = append(x.Ties, schema.Tie{Document: f.docID[t.Document], With: f.docID[t.With], Kind: string(t.Kind),
				Share: t.Share, Explanation: t.Why, Citations: f.cites(t.Citations)})
		}
		if a := origin.Agency(o.Name); a != "" {
			agency[a] = x.ID
		}
		out = append(out, x)
	}
	for _, m := range f.values {
		m.out.Origins = m.independent(from, agency)
	}
	return out
}

// independent counts the origins behind a value: those of its documents, and in the
// place of a document that only passes on what an agency says, that agency.
func (m *mergedValue) independent(from map[doc.ID]string, agency map[string]string) int {
	seen := map[string]bool{}
	for _, d := range m.docs {
		o := from[d]
		if a := m.via[d]; a != "" {
			if o = agency[a]; o == "" {
				o = a
			}
		}
		seen[o] = true
	}
	return len(seen)
}

// passesOn notes the agency that a document has a value from: where every claim of
// it is put into that agency's mouth.
func (m *mergedValue) passesOn(f *folder, s Source, c *claim.Claim) {
	a := ""
	if len(c.Claimants) == 1 {
		if i, ok := f.ents[entityKey{s.Doc.ID, c.Claimants[0]}]; ok && f.entities[i].named {
			a = origin.Agency(f.entities[i].out.Name)
		}
	}
	if m.via == nil {
		m.via = map[doc.ID]string{}
	}
	if had, ok := m.via[s.Doc.ID]; ok && had != a {
		a = ""
	}
	m.via[s.Doc.ID] = a
}

// matched says why each document stands in the record.
func (f *folder) matched() []schema.Match {
	if len(f.texts) < 2 {
		return nil
	}
	var signs []*match.Sign
	for _, p := range f.parts {
		g := match.SignOf(p.Source.Doc, p.Source.Set, p.Incident)
		signs = append(signs, &g)
	}
	var out []schema.Match
	told, by := f.judged()
	for _, m := range match.Explain(signs, told)[1:] {
		x := schema.Match{Document: f.docID[m.Document], With: f.docID[m.With.Document], Confidence: m.Link.Confidence, Reasons: orEmpty(m.Link.Reasons), Judged: m.Judged}
		if m.Judged {
			x.Decision = by[[2]match.Ref{m.Ref, m.With}]
		}
		out = append(out, x)
	}
	return out
}

// judged are the pairs of reports that people said belong together, and the number of
// the last decision that says so of each.
func (f *folder) judged() ([]match.Judgement, map[[2]match.Ref]int64) {
	var out []match.Judgement
	by := map[[2]match.Ref]int64{}
	for i := range f.known.Decisions {
		d := &f.known.Decisions[i]
		if d.Kind != review.Merge && d.Kind != review.Same {
			continue
		}
		for _, a := range d.Parts {
			for _, b := range d.Others {
				x, y := match.Ref(a), match.Ref(b)
				out = append(out, match.Judgement{A: x, B: y, Same: true})
				by[[2]match.Ref{x, y}], by[[2]match.Ref{y, x}] = d.Seq, d.Seq
			}
		}
	}
	return out, by
}
