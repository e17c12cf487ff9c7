package syntax

import (
	"math"

	"dossier/internal/learn"
	"dossier/internal/nlp"
)

// batch is the working memory of one step.
type batch struct {
	words  []word
	ends   []int
	x      [][]float32 // input of each layer, and the output of the last
	in     [][]float32 // the same with dropout, as the matrices see it
	masks  [][]float32 // dropout of each layer's input, a row a sentence
	gates  []gates
	dx     [][]float32 // gradients of x
	tr, tw []float32
	vec    []float32

	sums, dsums []float32 // of the rows of each word

	tag, dtag, logits, tagIn, dtagIn                   []float32
	mlp, dmlp, heads, dheads, arc, darc                []float32
	deps, ddeps, scores, trans, rel, drel, out, dropAt []float32
}

// word is one word of the batch.
type word struct {
	s    *sentence
	i    int
	unk  bool // read as unknown
	bare bool // read without its runs of letters
	lone bool // read without its word vector
}

// gates are what a recurrent layer computed, kept for the way back.
type gates struct {
	u    []float32 // candidates, forget and reset gates of each direction
	c    []float32 // states, the directions side by side
	cell []float32
	du   []float32
}

// pass runs the batch forth and back and gives the loss summed over words. The
// gradients are those of the mean.
func (t *worker) pass(sents []*sentence) float64 {
	b := &t.b
	t.enter(sents)
	n := len(b.words)
	size := t.cfg.Size
	for l := range size.Layers {
		t.forth(l)
	}
	for l := range b.dx {
		b.dx[l] = zeros(b.dx[l], n*size.Width())
	}
	loss := t.tags(b.x[size.TagAt+1], b.dx[size.TagAt+1])
	loss += t.arcs(b.x[size.Layers], b.dx[size.Layers])
	loss += t.names(b.x[size.Layers], b.dx[size.Layers])
	for l := size.Layers - 1; l >= 0; l-- {
		t.backUnit(l)
	}
	t.leave()
	return loss
}

// enter reads the words of the batch into vectors.
func (t *worker) enter(sents []*sentence) {
	b, w := &t.b, t.cfg.Size.Width()
	b.words, b.ends = b.words[:0], b.ends[:0]
	for _, s := range sents {
		for i := range s.forms {
			n := float64(s.seen[i])
			b.words = append(b.words, word{
				s: s, i: i,
				unk:  t.rng.Float64() < t.cfg.UnkAt/(t.cfg.UnkAt+n),
				bare: t.rng.Float64() < t.cfg.DropRuns,
				lone: t.rng.Float64() < t.cfg.DropVec,
			})
		}
		b.ends = append(b.ends, len(b.words))
	}
	layers := t.cfg.Size.Layers
	if b.x == nil {
		b.x, b.dx = make([][]float32, layers+1), make([][]float32, layers+1)
		b.in, b.masks, b.gates = make([][]float32, layers), make([][]float32, layers), make([]gates, layers)
	}
	e := t.cfg.Size.Embed
	b.sums = zeros(b.sums, len(b.words)*e)
	if t.proj != nil {
		t.enterVectors(b.sums)
	}
	b.dropAt = grow(b.dropAt, len(b.words)*e)
	t.mask(b.dropAt, t.cfg.DropIn)
	for k := range b.words {
		sum := b.sums[k*e : (k+1)*e]
		t.each(&b.words[k], func(r uint32, weight float32) {
			for i, v := range t.table.row(r) {
				sum[i] += weight * v
			}
		})
		for i := range sum {
			sum[i] *= b.dropAt[k*e+i]
		}
	}
	b.x[0] = grow(b.x[0], len(b.words)*w)
	t.net.Input.Apply(b.x[0], b.sums, len(b.words))
}

// each calls f for every row of a word with its weight.
func (t *worker) each(w *word, f func(row uint32, weight float32)) {
	feats := w.s.feats[w.i]
	for k, r := range feats.Whole {
		if k == 0 && (w.unk || !t.c.known[r]) {
			r = 0
		}
		f(r, 1)
	}
	if !w.bare {
		for _, r := range feats.Runs {
			f(r, feats.RunWeight())
		}
	}
}

// enterVectors adds the projected word vectors to x.
func (t *worker) enterVectors(x []float32) {
	b, dim := &t.b, t.c.dim
	b.vec = zeros(b.vec, len(b.words)*dim)
	for k, w := range b.words {
		if row := int(w.s.feats[w.i].Whole[0]); row > 0 && !w.lone {
			copy(b.vec[k*dim:(k+1)*dim], t.c.vectors[row*dim:(row+1)*dim])
		}
	}
	learn.Gemm(x, b.vec, t.proj.W, len(b.words), dim, t.cfg.Size.Embed)
}

// leave hands the gradient of the vectors to the table.
func (t *worker) leave() {
	b, e, n := &t.b, t.cfg.Size.Embed, len(t.b.words)
	b.dsums = zeros(b.dsums, n*e)
	t.back(&t.net.Input, &t.grad.Input, b.sums, b.dx[0], b.dsums, n)
	for i, m := range b.dropAt {
		b.dsums[i] *= m
	}
	for k := range b.words {
		g := b.dsums[k*e : (k+1)*e]
		t.each(&b.words[k], func(r uint32, weight float32) { t.rows.add(r, g, weight) })
	}
	if t.proj != nil {
		t.back(t.proj, t.dproj, b.vec, b.dsums, nil, n)
	}
}

// mask fills m with 0 for the share p and with 1/(1-p) for the rest.
func (t *worker) mask(m []float32, p float32) {
	keep := 1 / (1 - p)
	limit := uint32(p * 65536)
	for i := 0; i < len(m); i += 4 {
		bits := t.rng.Uint64()
		for j := i; j < min(i+4, len(m)); j++ {
			if uint32(bits&0xffff) < limit {
				m[j] = 0
			} else {
				m[j] = keep
			}
			bits >>= 16
		}
	}
}

// bySentence writes x times the mask of its sentence to dst, rows of width.
func (t *worker) bySentence(dst, x, masks []float32, width int) {
	first := 0
	for s, last := range t.b.ends {
		m := masks[s*width : (s+1)*width]
		for k := first; k < last; k++ {
			row, out := x[k*width:(k+1)*width], dst[k*width:(k+1)*width]
			for i, v := range row {
				out[i] = v * m[i]
			}
		}
		first = last
	}
}

// forth runs recurrent layer l and keeps what the way back needs.
func (t *worker) forth(l int) {
	b, w, h := &t.b, t.cfg.Size.Width(), t.cfg.Size.Half
	n := len(b.words)
	unit, g := &t.net.Units[l], &b.gates[l]
	b.masks[l] = grow(b.masks[l], len(b.ends)*w)
	t.mask(b.masks[l], t.cfg.DropUnit)
	b.in[l] = grow(b.in[l], n*w)
	t.bySentence(b.in[l], b.x[l], b.masks[l], w)
	g.u = grow(g.u, n*6*h)
	unit.In.Apply(g.u, b.in[l], n)
	g.c, g.cell = grow(g.c, n*w), grow(g.cell, h)
	b.x[l+1] = grow(b.x[l+1], n*w)
	t.walk(func(first, last, d int) {
		at := first*w + d*h
		learn.Recur(b.x[l+1][at:], b.x[l][at:], g.u[first*6*h+d*3*h:], unit.V[d*2*h:], g.cell, g.c[at:], last-first, h, w, 6*h, d == 1)
	})
}

// walk calls f for every sentence and direction.
func (t *worker) walk(f func(first, last, d int)) {
	for d := range 2 {
		first := 0
		for _, last := range t.b.ends {
			if last > first {
				f(first, last, d)
			}
			first = last
		}
	}
}

// backUnit is the way back through recurrent layer l.
func (t *worker) backUnit(l int) {
	b, w, h := &t.b, t.cfg.Size.Width(), t.cfg.Size.Half
	n := len(b.words)
	unit, grad, g := &t.net.Units[l], &t.grad.Units[l], &b.gates[l]
	g.du = grow(g.du, n*6*h)
	dc := make([]float32, h)
	zero := make([]float32, h)
	t.walk(func(first, last, d int) {
		clear(dc)
		vf, vr := unit.V[d*2*h:d*2*h+h], unit.V[d*2*h+h:d*2*h+2*h]
		dvf, dvr := grad.V[d*2*h:d*2*h+h], grad.V[d*2*h+h:d*2*h+2*h]
		for i := range last - first { // against the order of the way forth
			k := last - 1 - i
			if d == 1 {
				k = first + i
			}
			u := g.u[k*6*h+d*3*h : k*6*h+(d+1)*3*h]
			du := g.du[k*6*h+d*3*h : k*6*h+(d+1)*3*h]
			at := k*w + d*h
			prev := zero
			if p := k - 1 + 2*d; p >= first && p < last {
				prev = g.c[p*w+d*h : p*w+d*h+h]
			}
			x, dx, dy := b.x[l][at:at+h], b.dx[l][at:at+h], b.dx[l+1][at:at+h]
			gf, gr, gc := u[h:2*h], u[2*h:3*h], g.c[at:at+h]
			for j := range dc {
				f, r, c, p := gf[j], gr[j], gc[j], prev[j]
				dx[j] += dy[j] * (1 - r)
				dr := dy[j] * (c - x[j]) * r * (1 - r)
				dcell := dc[j] + dy[j]*r
				df := dcell * (p - u[j]) * f * (1 - f)
				du[j] = dcell * (1 - f)
				du[h+j] = df
				du[2*h+j] = dr
				dvf[j] += df * p
				dvr[j] += dr * p
				dc[j] = dcell*f + df*vf[j] + dr*vr[j]
			}
		}
	})
	back := zeros(b.logits, n*w)
	b.logits = back
	t.back(&unit.In, &grad.In, b.in[l], g.du, back, n)
	t.bySentence(back, back, b.masks[l], w)
	for i, v := range back {
		b.dx[l][i] += v
	}
}

// softmax turns the first n of row into the gradient of the loss of answer want
// and gives that loss. A want below 0 asks for nothing.
func softmax(row []float32, n, want int, weight float32) float64 {
	if want < 0 {
		clear(row)
		return 0
	}
	top := row[0]
	for _, v := range row[:n] {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range row[:n] {
		e := math.Exp(float64(v - top))
		row[i] = float32(e)
		sum += e
	}
	loss := -math.Log(float64(row[want])/sum + 1e-30)
	for i := range row[:n] {
		row[i] *= weight / float32(sum)
	}
	row[want] -= weight
	clear(row[n:])
	return loss * float64(weight)
}

// tags is the loss of the tags read off x.
func (t *worker) tags(x, dx []float32) float64 {
	b, n, w, tw := &t.b, len(t.b.words), t.cfg.Size.Width(), t.net.Tag.Out
	drop := grow(nil, len(b.ends)*w)
	t.mask(drop, t.cfg.DropOut)
	b.tagIn, b.dtagIn = grow(b.tagIn, n*w), zeros(b.dtagIn, n*w)
	t.bySentence(b.tagIn, x, drop, w)
	b.tag, b.dtag = grow(b.tag, n*tw), zeros(b.dtag, n*tw)
	t.net.Tag.Apply(b.tag, b.tagIn, n)
	relu(b.tag)
	hide := grow(nil, len(b.ends)*tw)
	t.mask(hide, t.cfg.DropOut)
	t.bySentence(b.tag, b.tag, hide, tw)
	each := 1 / float32(t.total)
	loss := t.answers(&t.net.UPOS, &t.grad.UPOS, uposCount, each*t.cfg.TagWeight, func(w *word) int32 { return w.s.upos[w.i] })
	loss += t.answers(&t.net.Feats, &t.grad.Feats, len(t.c.sets), each*t.cfg.LeafWeight, func(w *word) int32 { return w.s.sets[w.i] })
	loss += t.answers(&t.net.Rule, &t.grad.Rule, len(t.c.rules), each*t.cfg.LeafWeight, func(w *word) int32 { return w.s.rules[w.i] })
	t.bySentence(b.dtag, b.dtag, hide, tw)
	unRelu(b.dtag, b.tag)
	t.back(&t.net.Tag, &t.grad.Tag, b.tagIn, b.dtag, b.dtagIn, n)
	t.bySentence(b.dtagIn, b.dtagIn, drop, w)
	for i, v := range b.dtagIn {
		dx[i] += v
	}
	return loss * float64(t.total)
}

// names is the loss of the names read off x.
func (t *worker) names(x, dx []float32) float64 {
	b, n, w, nw := &t.b, len(t.b.words), t.cfg.Size.Width(), t.net.NameIn.Out
	drop := grow(nil, len(b.ends)*w)
	t.mask(drop, t.cfg.DropOut)
	b.tagIn, b.dtagIn = grow(b.tagIn, n*w), zeros(b.dtagIn, n*w)
	t.bySentence(b.tagIn, x, drop, w)
	b.tag, b.dtag = grow(b.tag, n*nw), zeros(b.dtag, n*nw)
	t.net.NameIn.Apply(b.tag, b.tagIn, n)
	relu(b.tag)
	d := &t.net.Name
	b.logits = grow(b.logits, n*d.Out)
	d.Apply(b.logits, b.tag, n)
	loss := 0.0
	for k, w := range b.words {
		allowed := uint32(0)
		if w.s.names != nil {
			allowed = w.s.names[w.i]
		}
		loss += softmaxOf(b.logits[k*d.Out:(k+1)*d.Out], nlp.NameLabels, allowed, t.cfg.NameWeight/float32(t.total))
	}
	t.back(d, &t.grad.Name, b.tag, b.logits, b.dtag, n)
	unRelu(b.dtag, b.tag)
	t.back(&t.net.NameIn, &t.grad.NameIn, b.tagIn, b.dtag, b.dtagIn, n)
	t.bySentence(b.dtagIn, b.dtagIn, drop, w)
	for i, v := range b.dtagIn {
		dx[i] += v
	}
	return loss * float64(t.total)
}

// softmaxOf is [softmax] where any of the answers in the set allowed is right.
func softmaxOf(row []float32, n int, allowed uint32, weight float32) float64 {
	if allowed == 0 {
		clear(row)
		return 0
	}
	top := row[0]
	for _, v := range row[:n] {
		top = max(top, v)
	}
	sum, right := 0.0, 0.0
	for i, v := range row[:n] {
		e := math.Exp(float64(v - top))
		row[i] = float32(e)
		sum += e
		if allowed>>i&1 != 0 {
			right += e
		}
	}
	for i, e := range row[:n] {
		row[i] = weight * e / float32(sum)
		if allowed>>i&1 != 0 {
			row[i] -= weight * e / float32(right+1e-30)
		}
	}
	clear(row[n:])
	return -math.Log(right/sum+1e-30) * float64(weight)
}

// answers is the loss of one kind of tag.
func (t *worker) answers(d, grad *Dense, n int, weight float32, want func(*word) int32) float64 {
	b := &t.b
	b.logits = grow(b.logits, len(b.words)*d.Out)
	d.Apply(b.logits, b.tag, len(b.words))
	loss := 0.0
	for k := range b.words {
		loss += softmax(b.logits[k*d.Out:(k+1)*d.Out], n, int(want(&b.words[k])), weight)
	}
	t.back(d, grad, b.tag, b.logits, b.dtag, len(b.words))
	return loss
}

// unRelu cuts the gradient where the output was cut.
func unRelu(d, y []float32) {
	for i, v := range y {
		if v <= 0 {
			d[i] = 0
		}
	}
}

// arcs is the loss of heads and relations read off x.
func (t *worker) arcs(x, dx []float32) float64 {
	b, n, w := &t.b, len(t.b.words), t.cfg.Size.Width()
	m := &t.net.MLP
	drop := grow(nil, len(b.ends)*w)
	t.mask(drop, t.cfg.DropOut)
	b.tagIn, b.dtagIn = grow(b.tagIn, n*w), zeros(b.dtagIn, n*w)
	t.bySentence(b.tagIn, x, drop, w)
	b.mlp, b.dmlp = grow(b.mlp, n*m.Out), zeros(b.dmlp, n*m.Out)
	m.Apply(b.mlp, b.tagIn, n)
	hide := grow(nil, len(b.ends)*m.Out)
	t.mask(hide, t.cfg.DropOut)
	loss := t.heads(hide) + t.rels(hide)
	t.back(m, &t.grad.MLP, b.tagIn, b.dmlp, b.dtagIn, n)
	t.bySentence(b.dtagIn, b.dtagIn, drop, w)
	for i, v := range b.dtagIn {
		dx[i] += v
	}
	return loss * float64(t.total)
}

// heads is the loss of the arcs; hide is the dropout of the hidden layer.
func (t *worker) heads(hide []float32) float64 {
	b, a := &t.b, t.cfg.Size.ArcUnits
	in, width := t.net.MLP.Out, t.net.Arc.Out
	rows := len(b.words) + len(b.ends)
	b.heads, b.dheads = grow(b.heads, rows*a), zeros(b.dheads, rows*a)
	b.arc, b.darc = grow(b.arc, rows*width), zeros(b.darc, rows*width)
	b.deps, b.ddeps = zeros(b.deps, len(b.words)*width), zeros(b.ddeps, len(b.words)*width)
	at, first := 0, 0
	for s, last := range b.ends { // the root, then the words of the sentence
		mask := hide[s*in : (s+1)*in]
		copy(b.heads[at*a:(at+1)*a], t.net.RootArc)
		for k := first; k < last; k++ {
			row := b.mlp[k*in : (k+1)*in]
			head, dep := b.heads[(at+1+k-first)*a:(at+2+k-first)*a], b.deps[k*width:(k+1)*width]
			for j := range a {
				dep[j] = max(row[j], 0) * mask[j]
				head[j] = row[a+j] * mask[a+j]
			}
			dep[a] = 1
		}
		at += last - first + 1
		first = last
	}
	relu(b.heads)
	t.net.Arc.Apply(b.arc, b.heads, rows)
	loss := 0.0
	at, first = 0, 0
	for _, last := range b.ends {
		loss += t.headsOf(at, first, last)
		at += last - first + 1
		first = last
	}
	t.back(&t.net.Arc, &t.grad.Arc, b.heads, b.darc, b.dheads, rows)
	unRelu(b.dheads, b.heads)
	at, first = 0, 0
	for s, last := range b.ends {
		mask := hide[s*in : (s+1)*in]
		for j, v := range b.dheads[at*a : (at+1)*a] {
			t.grad.RootArc[j] += v
		}
		for k := first; k < last; k++ {
			row, d := b.mlp[k*in:(k+1)*in], b.dmlp[k*in:(k+1)*in]
			dhead, ddep := b.dheads[(at+1+k-first)*a:(at+2+k-first)*a], b.ddeps[k*width:(k+1)*width]
			for j := range a {
				if row[j] > 0 {
					d[j] += ddep[j] * mask[j]
				}
				d[a+j] += dhead[j] * mask[a+j]
			}
		}
		at += last - first + 1
		first = last
	}
	return loss
}

// headsOf is the loss of the arcs of one sentence: words [first, last), whose
// root is row at of the heads.
func (t *worker) headsOf(at, first, last int) float64 {
	b, width := &t.b, t.net.Arc.Out
	n := last - first
	stride := learn.Pad(n + 1)
	heads := zeros(nil, stride*width)
	copy(heads, b.arc[at*width:(at+n+1)*width])
	b.trans = grow(b.trans, stride*width)
	learn.Transpose(b.trans, heads, stride, width)
	b.scores = zeros(b.scores, n*stride)
	deps := b.deps[first*width : last*width]
	learn.Gemm(b.scores, deps, b.trans, n, width, stride)
	loss := 0.0
	each := 1 / float32(t.total)
	for k := range n {
		w := &b.words[first+k]
		row := b.scores[k*stride : (k+1)*stride]
		row[k+1] = -1e9
		loss += softmax(row, n+1, int(w.s.heads[w.i]), each)
		row[k+1] = 0
	}
	learn.Gemm(b.ddeps[first*width:last*width], b.scores, heads, n, stride, width)
	b.tr = grow(b.tr, n*stride)
	learn.Transpose(b.tr, b.scores, n, stride)
	learn.Gemm(b.darc[at*width:(at+n+1)*width], b.tr[:(n+1)*n], deps, n+1, n, width)
	return loss
}

// rels is the loss of the relations, each with its true head.
func (t *worker) rels(hide []float32) float64 {
	b, a, l := &t.b, t.cfg.Size.ArcUnits, t.cfg.Size.RelUnits
	in, n := t.net.MLP.Out, len(t.b.words)
	b.rel, b.drel = grow(b.rel, n*l), zeros(b.drel, n*l)
	t.eachArc(func(k, head, s int) {
		dep, from := b.mlp[k*in+2*a:k*in+2*a+l], t.net.RootRel
		if head >= 0 {
			from = b.mlp[head*in+2*a+l : (head+1)*in]
		}
		mask := hide[s*in+2*a : s*in+2*a+l]
		for j := range dep {
			b.rel[k*l+j] = max(dep[j]+from[j], 0) * mask[j]
		}
	})
	d := &t.net.Rel
	b.out = grow(b.out, n*d.Out)
	d.Apply(b.out, b.rel, n)
	loss := 0.0
	for k := range b.words {
		w := &b.words[k]
		loss += softmax(b.out[k*d.Out:(k+1)*d.Out], relCount, int(w.s.rels[w.i]), 1/float32(t.total))
	}
	t.back(d, &t.grad.Rel, b.rel, b.out, b.drel, n)
	t.eachArc(func(k, head, s int) {
		to := t.grad.RootRel
		if head >= 0 {
			to = b.dmlp[head*in+2*a+l : (head+1)*in]
		}
		dep := b.dmlp[k*in+2*a : k*in+2*a+l]
		mask := hide[s*in+2*a : s*in+2*a+l]
		for j := range dep {
			if b.rel[k*l+j] > 0 {
				g := b.drel[k*l+j] * mask[j]
				dep[j] += g
				to[j] += g
			}
		}
	})
	return loss
}

// eachArc calls f for every word with its true head, -1 for the root, and the
// number of its sentence.
func (t *worker) eachArc(f func(k, head, s int)) {
	first := 0
	for s, last := range t.b.ends {
		for k := first; k < last; k++ {
			w := &t.b.words[k]
			head := -1
			if h := int(w.s.heads[w.i]); h > 0 {
				head = first + h - 1
			}
			f(k, head, s)
		}
		first = last
	}
}
