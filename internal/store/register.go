package store

import "dossier/internal/register"

// Register gives who and what occurs in the records: what is folded of them for
// finding people, bodies and sources. A store that is searched by an index keeps it
// there; see [Store.Indexed].
type Register interface {
	// Casts gives who occurs in records of some numbers, of those that are there in
	// the order asked for.
	Casts(keys []int64) ([]register.Cast, error)
	// Called lists names as [register.Matching] does.
	Called(kind string, pattern []string, skip, limit int) ([]register.Name, error)
	// Sounding lists the folded names of a kind that have a word of a sound in them,
	// in order, at most most.
	Sounding(kind, sound string, most int) ([]string, error)
	// Naming lists the records that use any of some folded names of a kind, the latest
	// number first and at most most, and tells how many there are.
	Naming(kind string, names []string, most int) (keys []int64, all int, err error)
	// Tallies gives how every source fared in all records, by its key, with how many
	// documents there are of it, whether they tell of an incident or not.
	Tallies() ([]register.Tally, error)
	// TalliesOf gives how one source fared in each record, the latest number first.
	TalliesOf(source string, skip, limit int) ([]register.InRecord, error)
	// From lists the numbers of a source's documents, the latest first.
	From(source string, skip, limit int) ([]int64, error)
}
