package match

import (
	"slices"
	"strings"
)

// Store keeps signs, what they are found under, and their links: an archive's, or
// [Mem] for one run.
type Store interface {
	// Put keeps a sign under keys with its links, in the place of what was kept for
	// its Ref before.
	Put(s *Sign, keys []string, links []Link) error
	// Near gives signs that lie under some of the keys, each once: of those that lie
	// under one key the first perKey in the order of their Refs, and of all these what
	// [Nearest] chooses.
	Near(keys []string, perKey, most int) ([]*Sign, error)
	// Signs gives the signs of refs, without those that are not kept.
	Signs(refs []Ref) ([]*Sign, error)
	// Links gives the links that were kept for a ref, from either side, with their scores
	// alone: the strongest first, as [Link.Stronger] orders them, and at most most.
	Links(r Ref, most int) ([]Link, error)
	// Judged gives what people said of a ref: of each pair the last word.
	Judged(r Ref) ([]Judgement, error)
	// Record gives a name for the record that a ref stands in, "" for none.
	Record(r Ref) (string, error)
}

// Bounds that keep the cost of adding one sign the same however many there are.
const (
	// PerKey is how many signs under one key are compared.
	PerKey = 48
	// MaxNear is how many signs one sign is compared with, and MaxFew how many of them
	// may share fewer than EnoughKeys keys.
	MaxNear    = 64
	MaxFew     = 12
	EnoughKeys = 3
	// MaxLinks is how many links of one sign are followed, the strongest ones.
	MaxLinks = 64
	// MaxAround is how many signs are put together anew around one that came.
	MaxAround = 96
)

// Touched is what became of the neighbourhood of signs that came or were judged.
type Touched struct {
	// Groups are all incidents of the neighbourhood.
	Groups []Group
	// Bounded is set where the neighbourhood is larger than [MaxAround]: signs that
	// stand in one record already were kept together.
	Bounded bool
}

// Add keeps a sign and gives the incidents around it as they stand with it. It
// costs as much in an archive of a million signs as in one of a thousand: a
// bounded number of comparisons with what the index brings.
//
// As long as no bound is met, the groups are those that [Cluster] makes of all
// signs, in whatever order they come.
func Add(st Store, s *Sign) (Touched, error) {
	before, err := st.Links(s.Ref, MaxLinks)
	if err != nil {
		return Touched{}, err
	}
	keys := s.Keys()
	near, err := st.Near(keys, PerKey, MaxNear)
	if err != nil {
		return Touched{}, err
	}
	var links []Link
	for _, o := range near {
		if o.Document == s.Document {
			continue
		}
		if sc := score(s, o); sc >= Threshold {
			links = append(links, LinkOf(s.Ref, o.Ref, sc))
		}
	}
	if err := st.Put(s, keys, links); err != nil {
		return Touched{}, err
	}
	from := []Ref{s.Ref}
	for _, l := range before {
		from = append(from, l.A, l.B)
	}
	return Around(st, from...)
}

// Around puts together anew what lies around some signs: after a judgement, or
// where what was read out of a document has changed.
func Around(st Store, from ...Ref) (Touched, error) {
	n := neighbourhood{st: st, seen: map[Ref]bool{}}
	for _, r := range from {
		n.meet(r)
	}
	if err := n.grow(); err != nil {
		return Touched{}, err
	}
	signs, err := st.Signs(n.refs)
	if err != nil {
		return Touched{}, err
	}
	var pinned [][]Ref
	if n.bounded {
		if pinned, err = pins(st, signs); err != nil {
			return Touched{}, err
		}
	}
	return Touched{Groups: cluster(signs, n.told, pinned), Bounded: n.bounded}, nil
}

// neighbourhood is what can be reached over links and judgements, the nearest
// first.
type neighbourhood struct {
	st      Store
	seen    map[Ref]bool
	refs    []Ref
	told    []Judgement
	bounded bool
}

func (n *neighbourhood) meet(r Ref) {
	switch {
	case n.seen[r]:
	case len(n.refs) == MaxAround:
		n.bounded = true
	default:
		n.seen[r] = true
		n.refs = append(n.refs, r)
	}
}

func (n *neighbourhood) grow() error {
	for i := 0; i < len(n.refs); i++ {
		r := n.refs[i]
		told, err := n.st.Judged(r)
		if err != nil {
			return err
		}
		for _, j := range told {
			if r == j.A || !n.seen[j.A] { // from one side only
				n.told = append(n.told, j)
			}
			if j.Same {
				n.meet(j.A)
				n.meet(j.B)
			}
		}
		links, err := n.st.Links(r, MaxLinks)
		if err != nil {
			return err
		}
		for _, l := range links {
			n.meet(l.A)
			n.meet(l.B)
		}
	}
	return nil
}

// pins are the signs that stand in one record already.
func pins(st Store, signs []*Sign) ([][]Ref, error) {
	at := map[string]int{}
	var out [][]Ref
	for _, s := range signs {
		rec, err := st.Record(s.Ref)
		if err != nil {
			return nil, err
		}
		if rec == "" {
			continue
		}
		g, ok := at[rec]
		if !ok {
			g = len(out)
			at[rec] = g
			out = append(out, nil)
		}
		out[g] = append(out[g], s.Ref)
	}
	return out, nil
}

// Mem is a [Store] in memory. The zero Mem is empty; it is for one goroutine.
type Mem struct {
	signs  map[Ref]*Sign
	keys   map[string][]Ref // in order
	under  map[Ref][]string
	links  map[Ref][]Link
	judged map[Ref][]Judgement
	record map[Ref]string
}

// Put implements [Store].
func (m *Mem) Put(s *Sign, keys []string, links []Link) error {
	if m.signs == nil {
		*m = Mem{signs: map[Ref]*Sign{}, keys: map[string][]Ref{}, under: map[Ref][]string{}, links: map[Ref][]Link{}, judged: m.judged, record: m.record}
	}
	for _, k := range m.under[s.Ref] {
		m.keys[k] = slices.DeleteFunc(m.keys[k], func(r Ref) bool { return r == s.Ref })
	}
	for _, l := range m.links[s.Ref] {
		other := l.A
		if other == s.Ref {
			other = l.B
		}
		m.links[other] = slices.DeleteFunc(m.links[other], func(x Link) bool { return x.A == s.Ref || x.B == s.Ref })
	}
	m.signs[s.Ref], m.under[s.Ref], m.links[s.Ref] = s, keys, nil
	for _, k := range keys {
		at, had := slices.BinarySearchFunc(m.keys[k], s.Ref, compareRefs)
		if !had {
			m.keys[k] = slices.Insert(m.keys[k], at, s.Ref)
		}
	}
	for _, l := range links {
		for _, r := range []Ref{l.A, l.B} {
			at, _ := slices.BinarySearchFunc(m.links[r], l, compareLinks)
			m.links[r] = slices.Insert(m.links[r], at, l)
		}
	}
	return nil
}

// compareLinks orders links by strength.
func compareLinks(a, b Link) int {
	switch {
	case a.Stronger(b):
		return -1
	case b.Stronger(a):
		return 1
	}
	return 0
}

func compareRefs(a, b Ref) int {
	if c := strings.Compare(string(a.Document), string(b.Document)); c != 0 {
		return c
	}
	return int(a.Incident - b.Incident)
}

// Near implements [Store].
func (m *Mem) Near(keys []string, perKey, most int) ([]*Sign, error) {
	under := make([][]Ref, len(keys))
	for i, k := range keys {
		under[i] = m.keys[k][:min(len(m.keys[k]), perKey)]
	}
	return m.Signs(Nearest(under, most))
}

// Signs implements [Store].
func (m *Mem) Signs(refs []Ref) ([]*Sign, error) {
	out := make([]*Sign, 0, len(refs))
	for _, r := range refs {
		if s := m.signs[r]; s != nil {
			out = append(out, s)
		}
	}
	return out, nil
}

// Links implements [Store].
func (m *Mem) Links(r Ref, most int) ([]Link, error) {
	return slices.Clone(m.links[r][:min(len(m.links[r]), most)]), nil
}

// Judged implements [Store].
func (m *Mem) Judged(r Ref) ([]Judgement, error) { return m.judged[r], nil }

// Record implements [Store].
func (m *Mem) Record(r Ref) (string, error) { return m.record[r], nil }

// Judge notes what a person said of a pair, in the place of what was said of it
// before.
func (m *Mem) Judge(j Judgement) {
	if m.judged == nil {
		m.judged = map[Ref][]Judgement{}
	}
	for _, r := range []Ref{j.A, j.B} {
		m.judged[r] = append(slices.DeleteFunc(m.judged[r], func(o Judgement) bool {
			return o.A == j.A && o.B == j.B || o.A == j.B && o.B == j.A
		}), j)
	}
}

// Note notes the record that signs stand in.
func (m *Mem) Note(record string, refs ...Ref) {
	if m.record == nil {
		m.record = map[Ref]string{}
	}
	for _, r := range refs {
		m.record[r] = record
	}
}
