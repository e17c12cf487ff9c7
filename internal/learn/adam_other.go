//go:build !amd64

package learn

func (a Adam) wide(w, g, m, v []float32) { a.plain(w, g, m, v) }
