package match_test

import (
	"fmt"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/match"
)

// BenchmarkGroup puts together a thousand documents about five hundred incidents
// of one country.
func BenchmarkGroup(b *testing.B) {
	var sets []*claim.Set
	for i := range 1000 {
		n := i % 500
		s := told(fmt.Sprintf("20%02d-%02d-%02d", n%20, 1+n%12, 1+n%28), "US", fmt.Sprint("Town ", n), "shooting", false)
		for k := range 20 {
			s.Entities = append(s.Entities, claim.Entity{Kind: entity.Person, Named: true, Name: fmt.Sprint("Person ", n+k)})
		}
		sets = append(sets, s)
	}
	for b.Loop() {
		match.Group(sets)
	}
}
