package learn

// Sigmoid is 1/(1+e^-x) by the first terms of Lambert's continued fraction of
// the hyperbolic tangent; within 1e-4 of it, and the same bits everywhere.
func Sigmoid(x float32) float32 {
	x *= 0.5
	x = max(min(x, 4.97), -4.97)
	q := float32(x * x)
	n := float32(float32(float32(float32(q+378)*q)+17325) * q)
	n = x * float32(n+135135)
	d := float32(float32(float32(28*q)+3150)*q) + 62370
	d = float32(d*q) + 135135
	return float32(0.5*float32(n/d)) + 0.5
}

// Recur runs a simple recurrent unit (Lei et al., "Simple Recurrent Units for
// Highly Parallelizable Recurrence", EMNLP 2018, equations 3 to 6) over a
// sequence of n steps, in one direction.
//
// u holds for every step the h candidates, h forget gates and h reset gates
// before their recurrent part, stride apart, and afterwards the gates as they
// were set; x the h inputs that the highway
// carries past it and y the h outputs, width apart. v is the recurrent weights
// of the forget and of the reset gates. cell has room for h numbers. With back
// set the sequence is read from its end. cells, when not nil, gets the state
// after each step, width apart.
func Recur(y, x, u, v, cell, cells []float32, n, h, width, stride int, back bool) {
	clear(cell[:h])
	for s := range n {
		t := s
		if back {
			t = n - 1 - s
		}
		step(y[t*width:t*width+h], x[t*width:t*width+h], u[t*stride:t*stride+3*h], v[:2*h], cell[:h])
		if cells != nil {
			copy(cells[t*width:t*width+h], cell[:h])
		}
	}
}

// stepGo is one step of [Recur].
func stepGo(y, x, u, v, cell []float32) {
	h := len(y)
	cand, forget, reset := u[:h], u[h:2*h], u[2*h:3*h]
	vf, vr := v[:h], v[h:2*h]
	for j, c := range cell {
		f := Sigmoid(forget[j] + float32(vf[j]*c))
		r := Sigmoid(reset[j] + float32(vr[j]*c))
		c = cand[j] + float32(f*float32(c-cand[j]))
		forget[j], reset[j], cell[j] = f, r, c
		y[j] = x[j] + float32(r*float32(c-x[j]))
	}
}

// Transpose writes the transpose of src (r rows of c) to dst.
func Transpose(dst, src []float32, r, c int) {
	const block = 16
	for i0 := 0; i0 < r; i0 += block {
		for j0 := 0; j0 < c; j0 += block {
			for i := i0; i < min(i0+block, r); i++ {
				for j := j0; j < min(j0+block, c); j++ {
					dst[j*r+i] = src[i*c+j]
				}
			}
		}
	}
}
