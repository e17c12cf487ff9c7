// Package entity names the persons, organisations and places that texts speak
// of.
package entity

// Kind is what sort of thing an entity is, as RECORD.md lists them.
type Kind string

// The kinds of entity.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Group        Kind = "group" // an armed or political group
	State        Kind = "state"
	Place        Kind = "place"
	Facility     Kind = "facility" // an embassy building, station, mosque
	Source       Kind = "source"   // what is cited as saying something and is nobody: "reports", footage, a finding
)

// Known reports whether k is a kind that somebody or something can have: all but
// Source.
func Known(k Kind) bool {
	switch k {
	case Person, Organisation, Group, State, Place, Facility:
		return true
	}
	return false
}
