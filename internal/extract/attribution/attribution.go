// Package attribution finds who said what: a source, a cue and the exact span of
// the content, for the ways in which English reports speech and belief.
//
// [Find] reads them off the trees: verbs of saying and thinking with their
// clauses, quotations, nouns such as "claim", "according to". The words of
// saying come from lexicons, by way of package cue; nothing is known here of the
// incident. The extractor leads the sources to entities and tells the kind, the
// channel, the date and the other parties.
package attribution

import (
	"slices"
	"sort"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/text"
)

// Extractor finds attributions.
type Extractor struct{}

// Name is "attribution".
func (Extractor) Name() string { return "attribution" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "3" }

// Extract adds an attribution for every piece of content with a source.
func (x Extractor) Extract(in *extract.Input) {
	r := newReader(in.Analysis)
	who := newParties(in, r)
	var made []made
	for _, s := range r.find() {
		switch in.Doc.Blocks[r.blockOf(s.anchor())].Kind {
		case doc.Heading, doc.Title, doc.FieldLine, doc.Row:
			continue
		}
		for _, p := range who.of(s) {
			made = append(made, attribution(in, r, who, s, p))
		}
	}
	add(in, x, made)
}

// made is one claim with the words it stands on.
type made struct {
	claim claim.Claim
	spans []text.Span
}

// attribution is the claim of a saying by one party.
func attribution(in *extract.Input, r *reader, who *parties, s Saying, p party) made {
	d := r.details(s)
	a := claim.Attribution{
		Claimant: p.id, Cue: in.Text(s.CueSpan), Kind: r.kind(s), Content: in.Cite(s.Content), Quotation: r.quotation(s),
		When: d.when, Channel: d.channel, OnBehalfOf: who.behalf(p, s), Addressee: who.single(d.hearer),
	}
	for _, v := range append(d.via, s.Through...) {
		if id := who.cited(v); id != "" && id != p.id {
			a.Via = append(a.Via, id)
		}
	}
	m := made{claim: claim.Claim{Confidence: s.Confidence, Attribution: &a}}
	for _, sp := range []text.Span{p.span, s.CueSpan, s.Content} {
		if !sp.IsZero() {
			m.spans = append(m.spans, sp)
		}
	}
	return m
}

// chain notes on a saying that somebody else reports ("the agency said that police
// said …") through whom it came: the innermost that holds it with its source.
func chain(all []made, i int) {
	a := all[i].claim.Attribution
	for j := i - 1; j >= 0 && i-j < 16; j-- {
		o := all[j].claim.Attribution
		if o.Claimant != a.Claimant && o.Content.Span.Contains(a.Content.Span) && o.Content.Span.Contains(all[i].spans[0]) &&
			!slices.Contains(a.Via, o.Claimant) {
			a.Via = append(a.Via, o.Claimant)
			return
		}
	}
}

// add makes the claims, in the order of their content; of two that give much the
// same words to one party only the first counts.
func add(in *extract.Input, x Extractor, all []made) {
	content := func(i int) text.Span { return all[i].claim.Attribution.Content.Span }
	sort.SliceStable(all, func(i, j int) bool { return content(i).Start < content(j).Start })
	for i := range all {
		chain(all, i)
	}
	for i := range all {
		again := false
		for j := i - 1; j >= 0 && i-j < 8; j-- {
			again = again || all[j].claim.Attribution.Claimant == all[i].claim.Attribution.Claimant && content(j).Overlaps(content(i))
		}
		if !again {
			in.Add(x, all[i].claim, all[i].spans...)
		}
	}
}
