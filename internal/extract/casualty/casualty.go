// Package casualty reads from prose how many people were killed, injured, went
// missing, were abducted, arrested or evacuated, and who they were: everyone,
// victims, perpetrators, police, children or a noun phrase as written.
//
// The predicate of a word of harm says whom it harms, in whatever voice it is told,
// whether it happened (what is planned, tried or possible counts nobody), who did
// it and who says so. Where the tree gives nobody, as in headlines and lists, a
// small grammar of the clause does: those before a passive, a participle or "dead",
// those behind an active verb. Coordinated groups ("three guards and a driver") are
// taken together; "including two children", "two of them girls" and "were among the
// dead" tell of some among them. The chains say that one who was hurt is the one
// who died, who is then not counted as hurt.
//
// Rules on sums, none of them silent: groups of one word of harm add up, as do
// groups that the text itself adds ("also", "others", "another", "as well as"),
// and perpetrators told of apart from the total; every such value says in
// Derived how it came about and cites all its parts. A person told of alone, by
// name or description, counts as one where no figure is given. Words without a
// number ("several", "many", "multiple casualties") give no value; "dozens" and
// "hundreds" give an open one of low confidence. What two parties say is never
// added up, nor what is counted over a longer time ("this year 40 have died"). A
// total that names the dead perpetrators, or that is another total and them, counts
// everyone; the other total is one of victims.
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
	r := &reader{in: in.Analysis, date: in.Date}
	past := make([]bool, len(in.Sentences)) // of another time
	for i := range past {
		past[i] = elsewhen(in, i) || i > 0 && past[i-1] && goesOn(in, i)
	}
	other := func(i int) bool {
		return i < len(in.Background) && in.Background[i] || extract.Apart(in.Analysis, i)
	}
	for i := range in.Sentences {
		if r.known = past[i] && after(in, i); !other(i) && (!past[i] || r.known) {
			r.read(i)
		}
	}
	r.known = false
	r.codes(func(i int) bool { return other(i) || past[i] })
	t := &tally{x: x, in: in, reader: r}
	t.claims()
}
