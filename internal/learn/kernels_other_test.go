//go:build !amd64

package learn

type product = func(c, a, b []float32, m, k, n int)

func kernels() map[string]product { return map[string]product{"go": gemmGo} }

func steps() map[string]func(y, x, u, v, cell []float32) {
	return map[string]func(y, x, u, v, cell []float32){"go": stepGo}
}

func layers() map[string]func(*Quant, []float32, *Rounded) {
	return map[string]func(*Quant, []float32, *Rounded){"go": (*Quant).applyGo}
}
