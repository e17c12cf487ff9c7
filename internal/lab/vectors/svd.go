package vectors

import (
	"math"
	"math/rand/v2"
)

// Every product that is added to something stands in a conversion, which keeps
// the compiler from fusing the two: the same bytes on every machine.

// dense is a matrix of rows of k numbers.
type dense struct {
	k int
	v []float64
}

func newDense(n, k int) dense { return dense{k, make([]float64, n*k)} }

func (d dense) row(i int) []float64 { return d.v[i*d.k : (i+1)*d.k] }

func (d dense) n() int { return len(d.v) / d.k }

// first is the first n rows, or all.
func (d dense) first(n int) dense { return dense{d.k, d.v[:min(n, d.n())*d.k]} }

// times is m·d.
func (m *matrix) times(d dense) dense {
	out := newDense(len(m.start)-1, d.k)
	for w := range out.n() {
		o := out.row(w)
		for j := m.start[w]; j < m.start[w+1]; j++ {
			addScaled(o, m.val[j], d.row(int(m.col[j])))
		}
	}
	return out
}

// turnedTimes is mᵀ·d.
func (m *matrix) turnedTimes(d dense) dense {
	out := newDense(m.cols, d.k)
	for w := range d.n() {
		x := d.row(w)
		for j := m.start[w]; j < m.start[w+1]; j++ {
			addScaled(out.row(int(m.col[j])), m.val[j], x)
		}
	}
	return out
}

func addScaled(o []float64, a float64, x []float64) {
	x = x[:len(o)]
	for i := range o {
		o[i] += float64(a * x[i])
	}
}

// gram is dᵀ·d.
func gram(d dense) dense {
	g := newDense(d.k, d.k)
	for i := range d.n() {
		r := d.row(i)
		for a, x := range r {
			addScaled(g.row(a)[:a+1], x, r[:a+1])
		}
	}
	for a := range d.k {
		for b := range a {
			g.row(b)[a] = g.row(a)[b]
		}
	}
	return g
}

// orthonormal makes the columns of d orthonormal by two rounds of Cholesky.
func orthonormal(d dense) {
	for range 2 {
		l := cholesky(gram(d))
		for i := range d.n() {
			r := d.row(i)
			for a := range r { // r·L⁻ᵀ, forward
				s := r[a]
				la := l.row(a)
				for b := range a {
					s -= float64(la[b] * r[b])
				}
				r[a] = s / la[a]
			}
		}
	}
}

// cholesky is the lower triangle L of g = L·Lᵀ.
func cholesky(g dense) dense {
	l := newDense(g.k, g.k)
	for i := range g.k {
		for j := range i + 1 {
			s := g.row(i)[j]
			for k := range j {
				s -= float64(l.row(i)[k] * l.row(j)[k])
			}
			if i == j {
				l.row(i)[i] = math.Sqrt(max(s, 1e-30))
			} else {
				l.row(i)[j] = s / l.row(j)[j]
			}
		}
	}
	return l
}

// svd is the k strongest left singular vectors of m and its singular values, by
// a randomised range and rounds of power iteration.
func svd(m *matrix, k, rounds int, seed uint64) (dense, []float64) {
	rng := rand.New(rand.NewPCG(seed, 0))
	wide := k + 10
	omega := newDense(m.cols, wide)
	for i := range omega.v {
		omega.v[i] = rng.Float64() - 0.5
	}
	q := m.times(omega)
	orthonormal(q)
	for range rounds {
		z := m.turnedTimes(q)
		orthonormal(z)
		q = m.times(z)
		orthonormal(q)
	}
	values, vectors := eigen(gram(m.turnedTimes(q)))
	u := newDense(q.n(), k)
	for i := range q.n() {
		r := q.row(i)
		for a := range wide {
			addScaled(u.row(i), r[a], vectors.row(a)[:k])
		}
	}
	for i := range values {
		values[i] = math.Sqrt(max(values[i], 0))
	}
	return u, values[:k]
}

// eigen is the eigenvalues of a symmetric matrix, falling, and the vectors as
// columns, by Jacobi's rotations.
func eigen(a dense) ([]float64, dense) {
	n := a.k
	v := newDense(n, n)
	for i := range n {
		v.row(i)[i] = 1
	}
	for range 30 {
		off := 0.0
		for p := range n {
			for q := p + 1; q < n; q++ {
				off += float64(a.row(p)[q] * a.row(p)[q])
				rotate(a, v, p, q)
			}
		}
		if off < 1e-18*float64(a.row(0)[0]*a.row(0)[0]) {
			break
		}
	}
	return sortedEigen(a, v)
}

func rotate(a, v dense, p, q int) {
	apq := a.row(p)[q]
	if apq == 0 {
		return
	}
	theta := (a.row(q)[q] - a.row(p)[p]) / (2 * apq)
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	for k := range a.k {
		x, y := a.row(k)[p], a.row(k)[q]
		a.row(k)[p], a.row(k)[q] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
	rp, rq := a.row(p), a.row(q)
	for k := range rp {
		x, y := rp[k], rq[k]
		rp[k], rq[k] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
	for k := range a.k {
		x, y := v.row(k)[p], v.row(k)[q]
		v.row(k)[p], v.row(k)[q] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
}

// sortedEigen orders the columns by falling value and fixes their signs.
func sortedEigen(a, v dense) ([]float64, dense) {
	n := a.k
	order := make([]int, n)
	for i := range order {
		order[i] = i
		for j := i; j > 0 && a.row(order[j])[order[j]] > a.row(order[j-1])[order[j-1]]; j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	values, out := make([]float64, n), newDense(n, n)
	for to, from := range order {
		values[to] = a.row(from)[from]
		for i := range n {
			out.row(i)[to] = v.row(i)[from]
		}
	}
	return values, out
}
