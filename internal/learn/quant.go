package learn

import "math"

// Quant is a layer y = x·W + b whose weights are whole numbers of eight bits.
// Its input is rounded to eight bits too, each row by its own scale, so that the
// sums are whole numbers and every processor gives the same bits.
type Quant struct {
	In, Out int // multiples of 4 and of 16
	packed  []int8
	scale   []float32 // of each column
	sums    []int32   // 128 times the sum of each column
	bias    []float32
}

// Quantise rounds weights (in rows of out) to 255 steps in each column.
func Quantise(w []float32, in, out int) (q []int8, scale []float32) {
	q, scale = make([]int8, len(w)), make([]float32, out)
	for j := range out {
		top := float32(0)
		for i := range in {
			top = max(top, w[i*out+j], -w[i*out+j])
		}
		if top == 0 {
			continue
		}
		scale[j] = top / 127
		for i := range in {
			q[i*out+j] = int8(math.RoundToEven(float64(w[i*out+j] / scale[j])))
		}
	}
	return q, scale
}

// block is the number of columns whose weights lie together.
const block = 64

// NewQuant prepares a layer for use: in rows of out weights, a scale and a bias
// for each column. Columns are filled up with zeros to a multiple of 64.
func NewQuant(q []int8, scale, bias []float32, in, out int) *Quant {
	wide := (out + block - 1) / block * block
	l := &Quant{In: in, Out: out, packed: make([]int8, in*wide), scale: make([]float32, wide),
		sums: make([]int32, wide), bias: make([]float32, wide)}
	copy(l.scale, scale)
	copy(l.bias, bias)
	for j := range out {
		at := j / block * block * in
		for i := range in {
			v := q[i*out+j]
			l.packed[at+i/4*4*block+j%block*4+i%4] = v
			l.sums[j] += 128 * int32(v)
		}
	}
	return l
}

// Rounded is the memory of rounded inputs.
type Rounded struct {
	rows   []uint8
	scales []float32
	n, in  int
}

// Round rounds n rows of in numbers, each to 255 steps around 128.
func (r *Rounded) Round(x []float32, n, in int) {
	if cap(r.rows) < n*in || cap(r.scales) < n {
		r.rows, r.scales = make([]uint8, n*in+n*in/2), make([]float32, n+n/2)
	}
	r.rows, r.scales, r.n, r.in = r.rows[:n*in], r.scales[:n], n, in
	for i := range n {
		r.scales[i] = roundRow(r.rows[i*in:(i+1)*in], x[i*in:(i+1)*in])
	}
}

func roundRowGo(dst []uint8, x []float32) (scale float32) {
	top := float32(0)
	for _, v := range x {
		top = max(top, v, -v)
	}
	inv := float32(0)
	if top > 0 {
		inv = 127 / top
	}
	for i, v := range x {
		dst[i] = uint8(int32(math.RoundToEven(float64(float32(v*inv)))) + 128)
	}
	return top / 127
}

// Apply writes the layer's output for the rounded rows to y, rows of Out.
func (l *Quant) Apply(y []float32, r *Rounded) {
	if r.n == 0 {
		return
	}
	_ = y[r.n*l.Out-1]
	l.apply(y, r)
}

// number is the output of column j for a sum of products.
func (l *Quant) number(sum int32, j int, rowScale float32) float32 {
	v := float32(float32(sum-l.sums[j]) * rowScale)
	return float32(v*l.scale[j]) + l.bias[j]
}

// applyGo is the plain twin of the vector kernels.
func (l *Quant) applyGo(y []float32, r *Rounded) {
	for i := range r.n {
		row := r.rows[i*l.In : (i+1)*l.In]
		for j := range l.Out {
			w := l.packed[j/block*block*l.In+j%block*4:]
			sum := int32(0)
			for k := 0; k < l.In; k += 4 {
				a, b := row[k:k+4:k+4], w[k*block:k*block+4]
				sum += int32(a[0])*int32(b[0]) + int32(a[1])*int32(b[1]) + int32(a[2])*int32(b[2]) + int32(a[3])*int32(b[3])
			}
			y[i*l.Out+j] = l.number(sum, j, r.scales[i])
		}
	}
}
