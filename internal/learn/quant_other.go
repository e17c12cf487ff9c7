//go:build !amd64

package learn

func roundRow(dst []uint8, x []float32) float32 { return roundRowGo(dst, x) }

func (l *Quant) apply(y []float32, r *Rounded) { l.applyGo(y, r) }
