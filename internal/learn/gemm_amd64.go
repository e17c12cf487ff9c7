package learn

// The tiles: so many rows by so many columns of c at a time. Strides are in
// elements.

//go:noescape
func tile6x64(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int)

//go:noescape
func tile1x64(k int, a *float32, b *float32, ldb int, c *float32)

//go:noescape
func tile6x16wide(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int)

//go:noescape
func tile1x16wide(k int, a *float32, b *float32, ldb int, c *float32)

//go:noescape
func tile6x16(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int)

//go:noescape
func tile1x16(k int, a *float32, b *float32, ldb int, c *float32)

func gemm(c, a, b []float32, m, k, n int) {
	switch {
	case vectors == 16:
		gemm512(c, a, b, m, k, n)
	case vectors == 8:
		gemm256(c, a, b, m, k, n)
	default:
		gemmGo(c, a, b, m, k, n)
	}
}

func gemm512(c, a, b []float32, m, k, n int) {
	j := 0
	for ; j+64 <= n; j += 64 {
		i := 0
		for ; i+6 <= m; i += 6 {
			tile6x64(k, &a[i*k], k, &b[j], n, &c[i*n+j], n)
		}
		for ; i < m; i++ {
			tile1x64(k, &a[i*k], &b[j], n, &c[i*n+j])
		}
	}
	for ; j < n; j += 16 {
		i := 0
		for ; i+6 <= m; i += 6 {
			tile6x16wide(k, &a[i*k], k, &b[j], n, &c[i*n+j], n)
		}
		for ; i < m; i++ {
			tile1x16wide(k, &a[i*k], &b[j], n, &c[i*n+j])
		}
	}
}

func gemm256(c, a, b []float32, m, k, n int) {
	for j := 0; j < n; j += 16 {
		i := 0
		for ; i+6 <= m; i += 6 {
			tile6x16(k, &a[i*k], k, &b[j], n, &c[i*n+j], n)
		}
		for ; i < m; i++ {
			tile1x16(k, &a[i*k], &b[j], n, &c[i*n+j])
		}
	}
}
