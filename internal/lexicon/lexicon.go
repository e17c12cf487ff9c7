// Package lexicon holds what the program knows by heart: the names of states,
// nationalities, unions, regions and towns with where they lie, time zones, and
// short lists of English words for offices, titles and kinds of organisation.
//
// The names lie in one embedded file that is searched as it stands, so that
// starting costs nothing. docs/gazetteer.md tells how it is made, from what, and
// under which licences.
package lexicon

import "dossier/internal/where"

// HitKind tells what sort of name was found.
type HitKind string

// The kinds of name.
const (
	State   HitKind = "state"   // a state or territory with its own ISO code
	Demonym HitKind = "demonym" // a nationality word: "Iranian", "Iranians", "British"
	Town    HitKind = "place"   // a city, town, village or part of one
	Region  HitKind = "region"  // a province or state of a country
	Union   HitKind = "union"   // a union or alliance of states: "European Union", "NATO"
)

// Hit is a name found at the start of some words. The zero Hit is none.
type Hit struct {
	Words   int           // how many words the name takes; 0 when there is none
	Kind    HitKind       // what the name most likely denotes
	Country string        // ISO 3166-1 alpha-2 of a state or nationality, or of the best candidate
	Places  []where.Place // candidates of a place or region, best first
	Name    string        // the usual name: "Iran" for "Islamic Republic of Iran"
	// Weak is set when the word is as likely something else: a personal name
	// ("Houston"), an ordinary word ("Reading"), a very small place. It wants
	// support from the words around it ("in", a comma and a country).
	Weak bool
}

// Country is a state or territory.
type Country struct {
	Code     string   // ISO 3166-1 alpha-2; XK for Kosovo
	Name     string   // the usual English name
	Names    []string // all names known, the usual one first
	Demonyms []string // adjectives and nouns for its people, the usual adjective first
	Capital  string   // empty when it has none
	Zone     string   // IANA time zone of the capital
}
