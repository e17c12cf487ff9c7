package syntax

// NameKind is a kind of name that the network tells apart.
type NameKind uint8

// The kinds of name.
const (
	NamePerson NameKind = iota
	NameOrganisation
	NamePlace
	NameNationality
	NameOther // an event, a work, a product
	nameKinds
)

// NameLabels is the number of labels of a word: none, and for each kind one for
// a name's first word and one for the others.
const NameLabels = 1 + 2*int(nameKinds)

// NameLabel is the label of a word of a name.
func NameLabel(k NameKind, first bool) int {
	if first {
		return 1 + 2*int(k)
	}
	return 2 + 2*int(k)
}

// follows reports whether label b may come after a, -1 for the start of the
// sentence: a name's inner word only after one of the same kind.
func follows(a, b int) bool { return b == 0 || b%2 == 1 || a == b || a == b-1 }

// labels finds the best row of labels that is one of names, from the scores of n
// words, stride apart (Viterbi 1967).
func (s *Scratch) labels(out []uint8, score []float32, n, stride int) {
	s.best = grow(s.best, NameLabels)
	s.next = grow(s.next, NameLabels)
	s.from = grow(s.from, n*NameLabels)
	for i := range n {
		row := score[i*stride : i*stride+NameLabels]
		for b, v := range row {
			at := -1
			for a, w := range s.best {
				if (i == 0 && (a > 0 || b > 0 && b%2 == 0)) || i > 0 && !follows(a, b) {
					continue
				}
				if i == 0 {
					w = 0
				}
				if at < 0 || w > s.next[b] {
					at, s.next[b] = a, w
				}
			}
			if at < 0 { // no name begins inside
				at, s.next[b] = 0, -1e9
			}
			s.next[b] += v
			s.from[i*NameLabels+b] = uint8(at)
		}
		s.best, s.next = s.next, s.best
	}
	at := top(s.best)
	for i := n - 1; i >= 0; i-- {
		out[i] = uint8(at)
		at = int(s.from[i*NameLabels+at])
	}
}

// Names gives for every name that labels make up its words [first, last) and its
// kind.
func Names(labels []uint8, yield func(first, last int, k NameKind)) {
	for i := 0; i < len(labels); {
		l := labels[i]
		if l%2 == 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(labels) && labels[j] == l+1 {
			j++
		}
		yield(i, j, NameKind((l-1)/2))
		i = j
	}
}
