package query

import "dossier/internal/codebook"

// Field is what a condition asks about: "country", "killed".
type Field string

// Kind is what the values of a field look like.
type Kind int

// The kinds of field.
const (
	Code    Kind = iota // one of a closed list
	Country             // an ISO 3166-1 alpha-2 code, or a name that leads to one
	Name                // words that stand beside each other in a name
	Number              // a number or a range of numbers
	Date                // an EDTF date or a range of dates
	ID                  // the id of a record or the beginning of one, or the hash of a document
)

// The fields that the program itself asks about; [Fields] lists all.
const (
	FieldCountry Field = "country"
	FieldDate    Field = "date"
	FieldID      Field = "id"
	FieldHas     Field = "has"
)

// Info is one field: what its values look like and what it asks.
type Info struct {
	Field   Field
	Kind    Kind
	Aliases []string // other names it is known by
	Codes   []string // of a field of kind Code, in the order of the codebook
	Help    string   // what it asks, in a line
}

// Conflicts are the slots that can be in dispute, which "conflict:" names, beside
// the kinds of conflict.
var conflicts = []string{
	"date", "time", "time_of_day", "country", "place", "site", "coordinates", "shots", "killed", "injured", "missing",
	"abducted", "arrested", "evacuated", "perpetrator_count", "outcome",
}

var present = []string{
	"type", "date", "time", "time_of_day", "timezone", "country", "place", "site", "coordinates", "target", "weapon", "shots",
	"killed", "injured", "missing", "abducted", "arrested", "evacuated", "perpetrator", "suspect", "perpetrator_count",
	"victim", "claimed_by", "motive", "damage", "outcome", "further_act",
	"conflict", "event", "attribution", "reaction", "account", "evidence", "related",
}

// Fields lists every field, in the order that the manual gives them.
func Fields() []Info {
	codes := func(f Field, v codebook.Vocabulary, help string) Info {
		return Info{Field: f, Kind: Code, Codes: names(v), Help: help}
	}
	return []Info{
		{Field: FieldCountry, Kind: Country, Help: "the country, by ISO code or name"},
		{Field: "place", Kind: Name, Aliases: []string{"city", "town"}, Help: "the city, town or district"},
		{Field: "site", Kind: Name, Help: "the building, street or landmark"},
		{Field: FieldDate, Kind: Date, Help: "when it happened"},
		codes("type", codebook.Incident, "what kind of violence it was"),
		codes("target", codebook.Target, "what kind of thing was attacked"),
		codes("weapon", codebook.Weapon, "what kind of thing was used"),
		codes("outcome", codebook.Outcome, "what became of the attempt"),
		{Field: "killed", Kind: Number, Aliases: []string{"dead"}, Help: "how many were killed"},
		{Field: "injured", Kind: Number, Aliases: []string{"wounded"}, Help: "how many were injured"},
		{Field: "missing", Kind: Number, Help: "how many were missing"},
		{Field: "abducted", Kind: Number, Help: "how many were carried off"},
		{Field: "arrested", Kind: Number, Help: "how many were arrested"},
		{Field: "evacuated", Kind: Number, Help: "how many were brought away"},
		{Field: "perpetrators", Kind: Number, Aliases: []string{"perpetrator_count"}, Help: "how many took part in the deed"},
		{Field: "person", Kind: Name, Help: "a person of the record"},
		{Field: "org", Kind: Name, Aliases: []string{"organisation", "organization"}, Help: "an organisation of the record"},
		{Field: "group", Kind: Name, Help: "an armed or political group of the record"},
		{Field: "perpetrator", Kind: Name, Help: "who did it"},
		{Field: "suspect", Kind: Name, Help: "who is suspected"},
		{Field: "victim", Kind: Name, Help: "who was harmed"},
		{Field: "claimed_by", Kind: Name, Help: "who claimed responsibility"},
		{Field: "said_by", Kind: Name, Aliases: []string{"claimant"}, Help: "who is quoted"},
		codes("reaction", codebook.Reaction, "a kind of reaction that is told"),
		{Field: "conflict", Kind: Code, Codes: append(append([]string(nil), conflicts...), names(codebook.Conflict)...), Help: "the slot in dispute, or the kind of dispute"},
		codes("account", codebook.Question, "the open question that accounts compete over"),
		codes("evidence", codebook.Evidence, "a kind of evidence that is told of"),
		codes("related", codebook.Relation, "a kind of link to another incident"),
		{Field: "status", Kind: Code, Codes: []string{"single", "agreed", "contested"}, Help: "contested: a shown value is; agreed: none is, and some value stands in several places; single: else"},
		{Field: "role", Kind: Code, Codes: []string{"main", "background"}, Help: "an incident of its own, or one told in passing"},
		{Field: FieldHas, Kind: Code, Codes: present, Help: "what the record says something of"},
		{Field: "source", Kind: Name, Aliases: []string{"outlet"}, Help: "the outlet or office that a document comes from, or its host"},
		{Field: "published", Kind: Date, Help: "when a document was published"},
		{Field: "documents", Kind: Number, Help: "how many documents tell of it"},
		{Field: FieldID, Kind: ID, Help: "the id of a record or the beginning of one, or the hash of a document"},
	}
}

func names(v codebook.Vocabulary) []string {
	out := make([]string, len(v.Codes))
	for i, c := range v.Codes {
		out[i] = c.Name
	}
	return out
}

// Lookup is the field of a name or alias, in any case.
func Lookup(name string) (Info, bool) {
	name = lower(name)
	for _, f := range Fields() {
		if string(f.Field) == name {
			return f, true
		}
		for _, a := range f.Aliases {
			if a == name {
				return f, true
			}
		}
	}
	return Info{}, false
}
