package learn

// step512 and step256 are [stepGo] with h a multiple of 16, or of 8.
//
//go:noescape
func step512(h int, y, x, u, v, cell *float32)

//go:noescape
func step256(h int, y, x, u, v, cell *float32)

func step(y, x, u, v, cell []float32) {
	h := len(y)
	switch {
	case vectors == 16 && h%16 == 0:
		step512(h, &y[0], &x[0], &u[0], &v[0], &cell[0])
	case vectors >= 8 && h%8 == 0:
		step256(h, &y[0], &x[0], &u[0], &v[0], &cell[0])
	default:
		stepGo(y, x, u, v, cell)
	}
}
