//go:build !amd64

package learn

func gemm(c, a, b []float32, m, k, n int) { gemmGo(c, a, b, m, k, n) }
