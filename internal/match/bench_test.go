package match_test

import (
	"fmt"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/match"
	"dossier/internal/text"
)

// BenchmarkTogether puts together a thousand documents about five hundred
// incidents of one country.
func BenchmarkTogether(b *testing.B) {
	var docs []*doc.Document
	var sets []*claim.Set
	for i := range 1000 {
		docs, sets = append(docs, &doc.Document{ID: id(i), Text: text.New("")}), append(sets, made(i%500))
	}
	for b.Loop() {
		match.Together(docs, sets, nil)
	}
}

// made is the claims of a report about incident n of a country with two hundred
// towns.
func made(n int) *claim.Set {
	s := told(fmt.Sprintf("20%02d-%02d-%02d", n%25, 1+n%12, 1+n%28), "US", fmt.Sprint("Town ", n%200), []string{"shooting", "bombing", "stabbing"}[n%3], n%5 == 0)
	for k := range 12 {
		s.Entities = append(s.Entities, claim.Entity{Kind: entity.Person, Named: true, Name: fmt.Sprint("Person Number", (n*7+k)%50000)})
	}
	return s
}

// BenchmarkAdd adds a report to archives of growing size, three reports an
// incident: the time for one must not grow.
func BenchmarkAdd(b *testing.B) {
	for _, size := range []int{3_000, 30_000, 300_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			var st match.Mem
			for i := range size {
				g := match.Signs(&doc.Document{ID: doc.ID(fmt.Sprintf("%08x", uint32(i)*2654435761)), Text: text.New("")}, made(i/3))[0]
				keys := g.Keys()
				if err := st.Put(&g, keys, nil); err != nil {
					b.Fatal(err)
				}
			}
			n := 0
			b.ResetTimer()
			for b.Loop() {
				g := match.Signs(&doc.Document{ID: doc.ID(fmt.Sprintf("n%08x", n)), Text: text.New("")}, made(n*37%(size/3)))[0]
				if _, err := match.Add(&st, &g); err != nil {
					b.Fatal(err)
				}
				n++
			}
		})
	}
}
