package archive_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/store/sqlite"
)

// body is a report of usual length about one of many incidents, three to each.
func body(n int) string {
	k := n / 3
	s := fmt.Sprintf("title: Report %d\npublished: 2023-02-%02d\ndate: 20%02d-%02d-%02d\nplace: Town %d\ncountry: US\ntype: bombing\nkilled: %d\ninjured: %d\n",
		n, 1+n%28, k%20, 1+k%12, 1+k%28, k, n%3, n%5)
	for i := range 12 {
		s += fmt.Sprintf("suspect: Person %d Name%d\nweapon: rifle %d\n", k*7+i, k*3+i, i)
	}
	return s + strings.Repeat("Words of a report that say nothing more of it. ", 40)
}

// BenchmarkKeep adds reports that are read, as many at once as a busy reader hands
// over: what adding costs beyond reading.
//
//	GOMAXPROCS=1 go test ./internal/archive -run '^$' -bench Keep
func BenchmarkKeep(b *testing.B) {
	for _, there := range []int{0, 3000} {
		b.Run(fmt.Sprint("to ", there), func(b *testing.B) {
			s, err := sqlite.Create(ctx, b.TempDir(), sqlite.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			d := deskOn(nil, s)
			n := 0
			batch := func() {
				var list []archive.Arrival
				for range 32 {
					list = append(list, d.Receive(ctx, archive.Input{Path: fmt.Sprint(n), Bytes: []byte(body(n))}))
					n++
				}
				if _, err := d.Keep(ctx, list); err != nil {
					b.Fatal(err)
				}
			}
			for n < there {
				batch()
			}
			first := n
			b.ReportAllocs()
			for b.Loop() {
				batch()
			}
			b.ReportMetric(float64(n-first)/b.Elapsed().Seconds(), "documents/s")
		})
	}
}
