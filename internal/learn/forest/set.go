package forest

// Set is several forests that look at the same rows.
type Set struct {
	forests []*Forest
	index   map[Key]int32
	at      [][]int32 // by forest and node: the place of the node's feature in a row
}

// Join makes a set of forests.
func Join(fs ...*Forest) *Set {
	s := &Set{forests: fs, index: map[Key]int32{}}
	for _, f := range fs {
		at := make([]int32, len(f.nodes))
		for i := range f.nodes {
			if f.nodes[i].left == 0 {
				continue
			}
			k, ok := s.index[f.nodes[i].key]
			if !ok {
				k = int32(len(s.index))
				s.index[f.nodes[i].key] = k
			}
			at[i] = k
		}
		s.at = append(s.at, at)
	}
	return s
}

// Dense is a row laid out for a set; it is used again for the next row.
type Dense struct {
	values []uint8
	set    []int32
}

// Lay lays a row out for the set.
func (s *Set) Lay(d *Dense, r Row) {
	if len(d.values) != len(s.index) {
		d.values, d.set = make([]uint8, len(s.index)), nil
	}
	for _, i := range d.set {
		d.values[i] = 0
	}
	d.set = d.set[:0]
	for k, v := range r {
		if i, ok := s.index[k]; ok {
			d.values[i] = v
			d.set = append(d.set, i)
		}
	}
}

// Of a row that so many trees find as unlikely as this the others are not asked.
const (
	glance   = 50
	hopeless = -5.5
)

// Score is the log odds that forest i gives a row. It may stop early for a row
// that is hopeless.
func (s *Set) Score(d *Dense, i int) float64 {
	f, place := s.forests[i], s.at[i]
	sum := f.base
	for n, at := range f.roots {
		if n == glance && sum < hopeless {
			break
		}
		for f.nodes[at].left != 0 {
			if d.values[place[at]] <= f.nodes[at].cut {
				at = f.nodes[at].left
			} else {
				at = f.nodes[at].right
			}
		}
		sum += f.nodes[at].weight
	}
	return float64(sum)
}
