package learn

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAdam shows that the vector step gives the bits of the plain one, and that
// it walks down a slope.
func TestAdam(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	a := Adam{Rate: 0.01, Beta1: 0.9, Beta2: 0.98, Epsilon: 1e-8, Scale: 0.5}
	w, g, m, v := random(r, 53), random(r, 53), random(r, 53), random(r, 53)
	for i := range v {
		v[i] *= v[i]
	}
	w2, m2, v2 := slices.Clone(w), slices.Clone(m), slices.Clone(v)
	a.Apply(w, g, m, v)
	a.plain(w2, g, m2, v2)
	if !slices.Equal(w, w2) || !slices.Equal(m, m2) || !slices.Equal(v, v2) {
		t.Error("the vector step differs")
	}
	x, mean, square := []float32{4}, []float32{0}, []float32{0}
	for range 2000 {
		a.Apply(x, []float32{2 * x[0]}, mean, square)
	}
	if x[0] > 0.1 || x[0] < -0.1 {
		t.Errorf("the slope of x² leads to %g", x[0])
	}
}
