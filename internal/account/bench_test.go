package account

import (
	"testing"
	"time"
)

// BenchmarkSession is what each request of a team costs more than one of one person.
func BenchmarkSession(b *testing.B) {
	book, err := Open(b.Context(), b.TempDir(), Options{Now: time.Now, Cost: cheap})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	link, err := book.First(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	p, err := book.Follow(b.Context(), link, "ada", good)
	if err != nil {
		b.Fatal(err)
	}
	g, err := book.Enter(b.Context(), p, Try{})
	if err != nil {
		b.Fatal(err)
	}
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, _, err := book.Session(b.Context(), g.Session); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPassword is what a sign-in costs at the usual cost.
func BenchmarkPassword(b *testing.B) {
	h := newHasher(Usual)
	for b.Loop() {
		if _, err := h.hash(b.Context(), good); err != nil {
			b.Fatal(err)
		}
	}
}
