package archive

import (
	"dossier/internal/claim"
	"dossier/internal/match"
	"dossier/internal/store"
)

// signs is the matcher's store over a change. People's judgements are not told to
// it: they work on the clusters that it finds ([review.Regroup]), so that undoing
// one leaves what was found. Within a change a sign is read once.
type signs struct {
	c     store.Change
	known map[match.Ref]*match.Sign
}

// Put implements match.Store.
func (s *signs) Put(g *match.Sign, keys []string, links []match.Link) error {
	s.known[g.Ref] = g
	return s.c.PutSign(g, keys, links)
}

// Near implements match.Store.
func (s *signs) Near(keys []string, perKey, most int) ([]*match.Sign, error) {
	list, err := s.c.Near(keys, perKey, most)
	for i, g := range list {
		if had := s.known[g.Ref]; had != nil {
			list[i] = had
		}
		s.known[g.Ref] = list[i]
	}
	return list, err
}

// Signs implements match.Store.
func (s *signs) Signs(refs []match.Ref) ([]*match.Sign, error) {
	var unknown []match.Ref
	for _, r := range refs {
		if s.known[r] == nil {
			unknown = append(unknown, r)
		}
	}
	list, err := s.c.Signs(unknown)
	if err != nil {
		return nil, err
	}
	for _, g := range list {
		s.known[g.Ref] = g
	}
	out := make([]*match.Sign, 0, len(refs))
	for _, r := range refs {
		if g := s.known[r]; g != nil {
			out = append(out, g)
		}
	}
	return out, nil
}

// Links implements match.Store.
func (s *signs) Links(r match.Ref, most int) ([]match.Link, error) { return s.c.Links(r, most) }

// Judged implements match.Store.
func (s *signs) Judged(match.Ref) ([]match.Judgement, error) { return nil, nil }

// Record implements match.Store: what stays together where a bound is met are the
// clusters.
func (s *signs) Record(r match.Ref) (string, error) {
	n, err := s.c.ClusterOf(claim.Ref(r))
	if n == 0 || err != nil {
		return "", err
	}
	return name(n), nil
}

// cluster has the matcher put what is fresh together with what it is found by.
func (f *folding) cluster() error {
	for _, r := range f.gone {
		if err := f.removed(match.Ref(r)); err != nil {
			return err
		}
	}
	for _, r := range f.fresh {
		e, err := f.entry(r.Document)
		if err != nil {
			return err
		}
		signs, ok := f.signed[r.Document]
		if !ok {
			signs = match.Signs(e.Doc, e.Set)
			f.signed[r.Document] = signs
		}
		for i := range signs {
			if signs[i].Incident != r.Incident {
				continue
			}
			near, err := match.Add(f.signs, &signs[i])
			if err != nil {
				return err
			}
			if err := f.setClusters(near.Groups); err != nil {
				return err
			}
		}
	}
	return nil
}

// removed takes a report that is no longer told from the matcher, and puts together
// anew what it held together.
func (f *folding) removed(r match.Ref) error {
	links, err := f.c.Links(r, match.MaxLinks)
	if err != nil {
		return err
	}
	delete(f.signs.known, r)
	if err := f.c.RemoveSign(r); err != nil {
		return err
	}
	var from []match.Ref
	for _, l := range links {
		for _, o := range []match.Ref{l.A, l.B} {
			if o != r {
				from = append(from, o)
			}
		}
	}
	if len(from) == 0 {
		return nil
	}
	near, err := match.Around(f.signs, from...)
	if err != nil {
		return err
	}
	return f.setClusters(near.Groups)
}

// setClusters keeps clusters under the number of their first report.
func (f *folding) setClusters(groups []match.Group) error {
	for _, g := range groups {
		number := int64(0)
		for _, m := range g {
			card, err := f.c.Card(m.Document)
			if err != nil {
				return err
			}
			if n := card.Seq<<16 | int64(m.Incident); number == 0 || n < number {
				number = n
			}
		}
		for _, m := range g {
			if err := f.setCluster(claim.Ref(m.Ref), number); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *folding) setCluster(r claim.Ref, number int64) error {
	had, err := f.c.ClusterOf(r)
	if err != nil || had == number {
		return err
	}
	f.unsettled = append(f.unsettled, r)
	return f.c.SetCluster(r, number)
}

// likeness is how much speaks for two reports telling of one incident.
func (f *folding) likeness(a, b claim.Ref) float64 {
	list, err := f.signs.Signs([]match.Ref{match.Ref(a), match.Ref(b)})
	if err != nil || len(list) < 2 {
		return 0
	}
	return match.Compare(list[0], list[1]).Score
}
