// Package casualty reads from prose how many people were killed, injured, went
// missing, were abducted, arrested or evacuated, and who they were: everyone,
// victims, perpetrators, police, children or a noun phrase as written.
//
// It works on tokens and numbers with a small grammar of the clause. A word of
// harm takes the people that its voice gives it: those before a passive, a
// participle or "dead", those behind an active verb; coordinated groups ("three
// guards and a driver") are taken together; "including two children" tells of
// some among them. A count belongs to the nearest word of harm in its clause.
//
// The predicate of a word of harm says whether it happened (what is planned, tried
// or possible counts nobody) and who did it; the chains say that one who was hurt
// is the one who died, who is then not counted as hurt.
//
// Rules on sums, none of them silent: groups of one word of harm add up, as do
// groups that the text itself adds ("also", "others", "another", "as well as"),
// and perpetrators told of apart from the total; every such value says in
// Derived how it came about and cites all its parts. A person told of alone, by
// name or description, counts as one where no figure is given. Words without a
// number ("several", "many", "multiple casualties") give no value; "dozens" and
// "hundreds" give an open one of low confidence.
package casualty

import (
	"dossier/internal/extract"
)

// Extractor makes the claims on casualties.
type Extractor struct{}

// Name is "casualty".
func (Extractor) Name() string { return "casualty" }

// Version changes with the rules.
func (Extractor) Version() string { return "1" }

// Extract appends claims about the main incident: sentences of the background,
// and those dated apart from the incident, give none.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in.Analysis}
	for i := range in.Sentences {
		if i < len(in.Background) && in.Background[i] || elsewhen(in, i) {
			continue
		}
		r.read(i)
	}
	t := &tally{x: x, in: in, reader: r}
	t.claims()
}
