package learn

//go:noescape
func round512(n int, dst *uint8, x *float32) (scale float32)

// quantTile6 and quantTile1 make 64 columns of six rows, or of one. q is the
// number of groups of four inputs.
//
//go:noescape
func quantTile6(q int, a *uint8, lda int, w *int8, y *float32, ldy int, rowScale, colScale, bias *float32, sums *int32)

//go:noescape
func quantTile1(q int, a *uint8, w *int8, y *float32, rowScale, colScale, bias *float32, sums *int32)

func roundRow(dst []uint8, x []float32) float32 {
	if vectors < 16 || len(x)%16 != 0 {
		return roundRowGo(dst, x)
	}
	return round512(len(x), &dst[0], &x[0])
}

func (l *Quant) apply(y []float32, r *Rounded) {
	if !dotProducts {
		l.applyGo(y, r, 0)
		return
	}
	l.apply512(y, r)
}

// apply512 makes whole blocks of columns; the last block of a layer that does
// not fill it is made aside and copied.
func (l *Quant) apply512(y []float32, r *Rounded) {
	q := l.In / 4
	var rest [6 * block]float32
	for j := 0; j < l.Out; j += block {
		w, scale, bias, sums := &l.packed[j*l.In], &l.scale[j], &l.bias[j], &l.sums[j]
		whole := j+block <= l.Out
		i := 0
		for ; i+6 <= r.n; i += 6 {
			if whole {
				quantTile6(q, &r.rows[i*l.In], l.In, w, &y[i*l.Out+j], l.Out, &r.scales[i], scale, bias, sums)
				continue
			}
			quantTile6(q, &r.rows[i*l.In], l.In, w, &rest[0], block, &r.scales[i], scale, bias, sums)
			for k := range 6 {
				copy(y[(i+k)*l.Out+j:(i+k+1)*l.Out], rest[k*block:])
			}
		}
		for ; i < r.n; i++ {
			if whole {
				quantTile1(q, &r.rows[i*l.In], w, &y[i*l.Out+j], &r.scales[i], scale, bias, sums)
				continue
			}
			quantTile1(q, &r.rows[i*l.In], w, &rest[0], &r.scales[i], scale, bias, sums)
			copy(y[i*l.Out+j:(i+1)*l.Out], rest[:])
		}
	}
}
