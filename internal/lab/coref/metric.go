package coref

// Ratio is a sum of parts over a sum of wholes, for precision or recall.
type Ratio struct{ Part, Whole float64 }

func (r *Ratio) add(part, whole float64) { r.Part, r.Whole = r.Part+part, r.Whole+whole }

// Value is the share, 0 for nothing over nothing.
func (r Ratio) Value() float64 {
	if r.Whole == 0 {
		return 0
	}
	return r.Part / r.Whole
}

// PRF is precision and recall.
type PRF struct{ P, R Ratio }

// F is their harmonic mean.
func (s PRF) F() float64 {
	p, r := s.P.Value(), s.R.Value()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Scores is how well chains agree, summed over documents the way of the CoNLL
// scorer (https://aclanthology.org/P14-2006/).
type Scores struct {
	Mentions, MUC, B3, CEAF PRF
}

// CoNLL is the mean of the F1 of MUC, B³ and CEAF-φ4.
func (s *Scores) CoNLL() float64 { return (s.MUC.F() + s.B3.F() + s.CEAF.F()) / 3 }

// Add scores one document. Both sides are mentions with their chains; twin tells
// for each of ours the number of the gold mention it is, -1 for none.
func (s *Scores) Add(gold, ours []Mention, twin []int) {
	g, o := newPartition(gold, nil), newPartition(ours, twin)
	matched := 0.0
	for _, t := range twin {
		if t >= 0 {
			matched++
		}
	}
	s.Mentions.P.add(matched, float64(len(ours)))
	s.Mentions.R.add(matched, float64(len(gold)))
	muc(&s.MUC.R, g, o)
	muc(&s.MUC.P, o, g)
	b3(&s.B3.R, g, o)
	b3(&s.B3.P, o, g)
	ceaf(&s.CEAF, g, o)
}

// partition is chains of mentions, these by number: a mention of ours has its
// twin's, or one of its own below 0.
type partition struct {
	chains [][]int
	of     map[int]int // mention → chain
}

func newPartition(ms []Mention, twin []int) *partition {
	p := &partition{of: make(map[int]int, len(ms))}
	number := map[int]int{}
	for i, m := range ms {
		id := i
		if twin != nil {
			if id = twin[i]; id < 0 {
				id = -1 - i
			}
		}
		c, ok := number[m.Chain]
		if !ok {
			c = len(p.chains)
			number[m.Chain] = c
			p.chains = append(p.chains, nil)
		}
		p.chains[c] = append(p.chains[c], id)
		p.of[id] = c
	}
	return p
}

// spread is over which chains of q the mentions of a chain lie, in the order met,
// and how many lie in none.
func spread(chain []int, q *partition) (counts []int, chains []int, none int) {
	for _, id := range chain {
		c, ok := q.of[id]
		if !ok {
			none++
			continue
		}
		k := 0
		for k < len(chains) && chains[k] != c {
			k++
		}
		if k == len(chains) {
			chains, counts = append(chains, c), append(counts, 0)
		}
		counts[k]++
	}
	return counts, chains, none
}

// muc adds the links of p that q has too.
func muc(r *Ratio, p, q *partition) {
	for _, chain := range p.chains {
		_, chains, none := spread(chain, q)
		r.add(float64(len(chain)-len(chains)-none), float64(len(chain)-1))
	}
}

// b3 adds for each mention of p how much of its chain q keeps with it.
func b3(r *Ratio, p, q *partition) {
	for _, chain := range p.chains {
		counts, _, _ := spread(chain, q)
		sum := 0.0
		for _, n := range counts {
			sum += float64(n * n)
		}
		r.add(sum/float64(len(chain)), float64(len(chain)))
	}
}

// ceaf adds the best one-to-one likeness of the chains of g and o.
func ceaf(s *PRF, g, o *partition) {
	like := make([][]float64, len(g.chains))
	for i, chain := range g.chains {
		like[i] = make([]float64, len(o.chains))
		counts, chains, _ := spread(chain, o)
		for k, c := range chains {
			like[i][c] = 2 * float64(counts[k]) / float64(len(chain)+len(o.chains[c]))
		}
	}
	best := assign(like, len(o.chains))
	s.R.add(best, float64(len(g.chains)))
	s.P.add(best, float64(len(o.chains)))
}

// assign is the greatest sum of a one-to-one choice of cells, by the Hungarian
// method over rows and columns cols wide.
func assign(like [][]float64, cols int) float64 {
	if len(like) == 0 || cols == 0 {
		return 0
	}
	if len(like) > cols {
		turned := make([][]float64, cols)
		for c := range turned {
			turned[c] = make([]float64, len(like))
			for i := range like {
				turned[c][i] = like[i][c]
			}
		}
		return assign(turned, len(like))
	}
	n := len(like)
	rowPrice, colPrice := make([]float64, n+1), make([]float64, cols+1)
	rowOf, way := make([]int, cols+1), make([]int, cols+1)
	for i := 1; i <= n; i++ {
		augment(like, i, rowPrice, colPrice, rowOf, way)
	}
	sum := 0.0
	for c := 1; c <= cols; c++ {
		if rowOf[c] > 0 {
			sum += like[rowOf[c]-1][c-1]
		}
	}
	return sum
}

// augment gives row i a column along the cheapest path; columns and rows count
// from 1.
func augment(like [][]float64, i int, rowPrice, colPrice []float64, rowOf, way []int) {
	const far = 1e18
	cols := len(colPrice) - 1
	least, used := make([]float64, cols+1), make([]bool, cols+1)
	for c := range least {
		least[c] = far
	}
	rowOf[0] = i
	c0 := 0
	for {
		used[c0] = true
		r, delta, c1 := rowOf[c0], far, 0
		for c := 1; c <= cols; c++ {
			if used[c] {
				continue
			}
			if cost := -like[r-1][c-1] - rowPrice[r] - colPrice[c]; cost < least[c] {
				least[c], way[c] = cost, c0
			}
			if least[c] < delta {
				delta, c1 = least[c], c
			}
		}
		for c := 0; c <= cols; c++ {
			if used[c] {
				rowPrice[rowOf[c]] += delta
				colPrice[c] -= delta
			} else {
				least[c] -= delta
			}
		}
		if c0 = c1; rowOf[c0] == 0 {
			break
		}
	}
	for c0 != 0 {
		rowOf[c0] = rowOf[way[c0]]
		c0 = way[c0]
	}
}
