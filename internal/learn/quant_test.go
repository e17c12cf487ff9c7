package learn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestQuant compares a layer of whole numbers with the one it was made of, and
// what this processor gives with the plain twin.
func TestQuant(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, d := range [][3]int{{1, 16, 16}, {7, 64, 64}, {13, 256, 768}, {6, 128, 272}, {19, 32, 80}} {
		n, in, out := d[0], d[1], d[2]
		x, w, b := random(r, n*in), random(r, in*out), random(r, out)
		clear(x[:in]) // a row of zeros
		q, scale := Quantise(w, in, out)
		l := NewQuant(q, scale, b, in, out)
		rows, plain := &Rounded{}, &Rounded{}
		rows.Round(x, n, in)
		plain.Round(x, n, in)
		for i := range n {
			plain.scales[i] = roundRowGo(plain.rows[i*in:(i+1)*in], x[i*in:(i+1)*in])
		}
		if !slices.Equal(rows.rows, plain.rows) || !slices.Equal(rows.scales, plain.scales) {
			t.Fatal("rounding differs from the plain twin")
		}
		got, want := make([]float32, n*out), make([]float32, n*out)
		l.applyGo(got, rows)
		for name, f := range layers() {
			other := make([]float32, n*out)
			f(l, other, rows)
			if !slices.Equal(got, other) {
				t.Errorf("%s differs from the plain twin at %d×%d×%d", name, n, in, out)
			}
		}
		for i := range n {
			copy(want[i*out:], b)
		}
		gemmGo(want, x, w, n, in, out)
		for i := range got {
			if d := math.Abs(float64(got[i] - want[i])); d > 0.06*math.Sqrt(float64(in)) {
				t.Fatalf("%d×%d×%d: %g, exactly %g", n, in, out, got[i], want[i])
			}
		}
	}
}

func BenchmarkQuant(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	n, in, out := 252, 256, 768
	x, w, y := random(r, n*in), random(r, in*out), make([]float32, n*out)
	q, scale := Quantise(w, in, out)
	l := NewQuant(q, scale, make([]float32, out), in, out)
	rows := &Rounded{}
	rows.Round(x, n, in)
	for name, f := range layers() {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				f(l, y, rows)
			}
			b.ReportMetric(float64(n*in*out)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GMAC/s")
		})
	}
}
