package review

// Tie is what people said of things out of a list: [SameEntity] that each of A is
// one with each of B, [DifferentEntity] that they are two, [UnsureEntity] that it
// cannot be told.
type Tie struct {
	Kind Kind
	A, B []int
}

// Settled are things with the groups that people put them into, and which groups
// may never be one.
type Settled struct {
	group []int
	apart map[[2]int]bool
	open  map[[2]int]bool // pairs of things of which it cannot be told
}

// Settle works out what holds of n things when people said some things of them, in
// order. The last said counts: what came before it holds as far as it can beside
// it.
func Settle(n int, said []Tie) *Settled {
	s := &Settled{apart: map[[2]int]bool{}, open: map[[2]int]bool{}}
	for i := range n {
		s.group = append(s.group, i)
	}
	for k := len(said) - 1; k >= 0; k-- {
		for _, a := range said[k].A {
			for _, b := range said[k].B {
				s.say(a, b, said[k].Kind)
			}
		}
	}
	return s
}

// say notes one tie, unless what was said later forbids it.
func (s *Settled) say(a, b int, kind Kind) {
	x, y := s.group[a], s.group[b]
	switch {
	case x == y || s.apart[groups(x, y)] || s.open[groups(a, b)]:
	case kind == UnsureEntity:
		s.open[groups(a, b)] = true
	case kind == DifferentEntity:
		s.apart[groups(x, y)] = true
	default:
		keep, gone := min(x, y), max(x, y)
		for i, g := range s.group {
			if g == gone {
				s.group[i] = keep
			}
		}
		for p := range s.apart {
			if p[0] == gone || p[1] == gone {
				s.apart[groups(keep, p[0]+p[1]-gone)] = true
			}
		}
	}
}

func groups(x, y int) [2]int { return [2]int{min(x, y), max(x, y)} }

// Group is the number of the group that a thing is in: that of its first.
func (s *Settled) Group(i int) int { return s.group[i] }

// Apart reports whether two groups are of things that people told apart.
func (s *Settled) Apart(x, y int) bool { return s.apart[groups(x, y)] }

// AnsweredPair reports whether somebody has already said whether two entities are
// one. Each of the two is given by what tells whether a subject means it.
func AnsweredPair(active []Decision, a, b func(*Subject) bool) bool {
	for i := range active {
		p := active[i].Pair
		if p == nil {
			continue
		}
		if a(&p[0]) && b(&p[1]) || a(&p[1]) && b(&p[0]) {
			return true
		}
	}
	return false
}
