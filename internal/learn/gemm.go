package learn

// Gemm adds the product of a (m rows of k, row-major) and b (k rows of n) to c
// (m rows of n). n must be a multiple of 16, as [Pad] makes it.
//
// Every element of c is summed over k in ascending order, each product rounded
// before it is added, so that all implementations give the same bits.
func Gemm(c, a, b []float32, m, k, n int) {
	if m == 0 || n == 0 || k == 0 {
		return
	}
	_, _, _ = a[m*k-1], b[k*n-1], c[m*n-1]
	gemm(c, a, b, m, k, n)
}

// Pad is n rounded up to a multiple of 16, the width of the widest vector.
func Pad(n int) int { return (n + 15) &^ 15 }

// gemmGo is the plain twin of the vector kernels.
func gemmGo(c, a, b []float32, m, k, n int) {
	for i := range m {
		row := c[i*n : i*n+n]
		for p, x := range a[i*k : i*k+k] {
			for j, y := range b[p*n : p*n+n][:len(row)] {
				row[j] += float32(x * y)
			}
		}
	}
}
