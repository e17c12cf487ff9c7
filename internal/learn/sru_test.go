package learn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSigmoid(t *testing.T) {
	for x := -12.0; x <= 12; x += 0.01 {
		want := 1 / (1 + math.Exp(-x))
		if got := float64(Sigmoid(float32(x))); math.Abs(got-want) > 1e-4 || got < 0 || got > 1 {
			t.Fatalf("Sigmoid(%g) = %g, want %g", x, got, want)
		}
	}
}

// TestStep shows that the vector steps give the bits of the plain one.
func TestStep(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const h = 48
	x, u, v, cell := random(r, h), random(r, 3*h), random(r, 2*h), random(r, h)
	for i := range u {
		u[i] *= 4
	}
	want, wantCell, wantGates := make([]float32, h), slices.Clone(cell), slices.Clone(u)
	stepGo(want, x, wantGates, v, wantCell)
	for name, f := range steps() {
		got, gotCell, gotGates := make([]float32, h), slices.Clone(cell), slices.Clone(u)
		f(got, x, gotGates, v, gotCell)
		if !slices.Equal(got, want) || !slices.Equal(gotCell, wantCell) || !slices.Equal(gotGates, wantGates) {
			t.Errorf("%s differs", name)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	const h = 128
	x, u, v, cell, y := random(r, h), random(r, 3*h), random(r, 2*h), random(r, h), random(r, h)
	for name, f := range steps() {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				f(y, x, u, v, cell)
			}
		})
	}
}

func TestTranspose(t *testing.T) {
	got := make([]float32, 6)
	Transpose(got, []float32{1, 2, 3, 4, 5, 6}, 2, 3)
	if want := []float32{1, 4, 2, 5, 3, 6}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
