package learn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(r.NormFloat64())
	}
	return out
}

// TestGemm shows that every kernel this processor can run gives the bits of the
// plain one.
func TestGemm(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, d := range [][3]int{{1, 1, 16}, {6, 7, 64}, {7, 33, 80}, {13, 192, 1152}, {5, 64, 48}, {12, 3, 208}} {
		m, k, n := d[0], d[1], d[2]
		a, b, c := random(r, m*k), random(r, k*n), random(r, m*n)
		want := slices.Clone(c)
		gemmGo(want, a, b, m, k, n)
		for name, f := range kernels() {
			got := slices.Clone(c)
			f(got, a, b, m, k, n)
			if !slices.Equal(got, want) {
				t.Errorf("%s differs at %d×%d×%d", name, m, k, n)
			}
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	m, k, n := 252, 192, 1152
	x, y, z := random(r, m*k), random(r, k*n), random(r, m*n)
	for name, f := range kernels() {
		b.Run(fmt.Sprintf("%s %d×%d×%d", name, m, k, n), func(b *testing.B) {
			for range b.N {
				f(z, x, y, m, k, n)
			}
			b.ReportMetric(float64(m*k*n)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GMAC/s")
		})
	}
}
