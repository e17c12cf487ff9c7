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

//go:noescape
func quantPairs(q int, a, b *uint8, w *int8, out *int32)

func roundRow(dst []uint8, x []float32) float32 {
	if vectors < 16 || len(x)%16 != 0 {
		return roundRowGo(dst, x)
	}
	return round512(len(x), &dst[0], &x[0])
}

func (l *Quant) apply(y []float32, r *Rounded) {
	switch {
	case dotProducts:
		l.apply512(y, r)
	case vectors >= 8:
		l.apply256(y, r)
	default:
		l.applyGo(y, r)
	}
}

// apply256 makes 16 columns of two rows at a time; the last row of an odd number
// is made twice.
func (l *Quant) apply256(y []float32, r *Rounded) {
	var sums [64]int32
	for j := 0; j < l.Out; j += 16 {
		w := &l.packed[j/block*block*l.In+j%block*4]
		for i := 0; i < r.n; i += 2 {
			other := min(i+1, r.n-1)
			quantPairs(l.In/4, &r.rows[i*l.In], &r.rows[other*l.In], w, &sums[0])
			for k, row := range [2]int{i, other} {
				part, out := sums[32*k:32*k+32], y[row*l.Out+j:row*l.Out+j+16]
				for c := range out {
					out[c] = l.number(part[2*c]+part[2*c+1], j+c, r.scales[row])
				}
			}
		}
	}
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
