package learn

//go:noescape
func adam512(n int, w, grad, m, v, k *float32)

func (a Adam) wide(w, g, m, v []float32) {
	if vectors < 16 {
		a.plain(w, g, m, v)
		return
	}
	k := [5]float32{a.Scale, 1 - a.Beta1, 1 - a.Beta2, a.Rate, a.Epsilon}
	adam512(len(w), &w[0], &g[0], &m[0], &v[0], &k[0])
}
