package learn

type product = func(c, a, b []float32, m, k, n int)

func kernels() map[string]product {
	m := map[string]product{"go": gemmGo}
	if vectors >= 8 {
		m["avx2"] = gemm256
	}
	if vectors >= 16 {
		m["avx512"] = gemm512
	}
	return m
}

func steps() map[string]func(y, x, u, v, cell []float32) {
	m := map[string]func(y, x, u, v, cell []float32){"go": stepGo}
	if vectors >= 8 {
		m["avx2"] = func(y, x, u, v, cell []float32) { step256(len(y), &y[0], &x[0], &u[0], &v[0], &cell[0]) }
	}
	if vectors >= 16 {
		m["avx512"] = func(y, x, u, v, cell []float32) { step512(len(y), &y[0], &x[0], &u[0], &v[0], &cell[0]) }
	}
	return m
}

func layers() map[string]func(*Quant, []float32, *Rounded) {
	m := map[string]func(*Quant, []float32, *Rounded){"go": (*Quant).applyGo}
	if vectors >= 8 {
		m["avx2"] = (*Quant).apply256
	}
	if dotProducts {
		m["avx512vnni"] = (*Quant).apply512
	}
	return m
}
