package learn

import "math"

// Adam is one step of the optimiser of Kingma and Ba (ICLR 2015): Rate is
// already corrected for the bias of the first steps, Scale is what gradients are
// multiplied by first.
type Adam struct{ Rate, Beta1, Beta2, Epsilon, Scale float32 }

// Apply updates the weights w and the running means m and v by the gradient g.
func (a Adam) Apply(w, g, m, v []float32) {
	n := len(w) &^ 15
	if n > 0 {
		_, _, _ = g[n-1], m[n-1], v[n-1]
		a.wide(w[:n], g[:n], m[:n], v[:n])
	}
	a.plain(w[n:], g[n:len(w)], m[n:len(w)], v[n:len(w)])
}

func (a Adam) plain(w, g, m, v []float32) {
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	c1, c2 := 1-a.Beta1, 1-a.Beta2
	for i, x := range g {
		x *= a.Scale
		m[i] += float32(c1 * float32(x-m[i]))
		v[i] += float32(c2 * float32(float32(x*x)-v[i]))
		w[i] -= float32(float32(a.Rate*m[i]) / float32(float32(math.Sqrt(float64(v[i])))+a.Epsilon))
	}
}
