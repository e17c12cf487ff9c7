package mem

import (
	"maps"
	"slices"
	"sort"

	"dossier/internal/claim"
	"dossier/internal/match"
)

// sign is what the matcher keeps of one report. Links are those it came with.
type sign struct {
	sign  *match.Sign
	keys  []string
	links []match.Link
}

// refs lists the reports with signs in order.
func (s *state) refs() []match.Ref {
	out := slices.Collect(maps.Keys(s.signs))
	sort.Slice(out, func(a, b int) bool { return out[a].Less(out[b]) })
	return out
}

func (s *state) Near(keys []string, perKey, most int) ([]*match.Sign, error) {
	refs := s.refs()
	under := make([][]match.Ref, len(keys))
	for i, k := range keys {
		for _, r := range refs {
			if len(under[i]) < perKey && slices.Contains(s.signs[r].keys, k) {
				under[i] = append(under[i], r)
			}
		}
	}
	return s.Signs(match.Nearest(under, most))
}

func (s *state) Signs(refs []match.Ref) ([]*match.Sign, error) {
	var out []*match.Sign
	for _, r := range refs {
		if g, ok := s.signs[r]; ok {
			out = append(out, g.sign)
		}
	}
	return out, nil
}

func (s *state) Links(r match.Ref, most int) ([]match.Link, error) {
	var out []match.Link
	for _, o := range s.refs() {
		for _, l := range s.signs[o].links {
			if l.A == r || l.B == r {
				out = append(out, l)
			}
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Stronger(out[b]) })
	return out[:min(most, len(out))], nil
}

func (s *state) Apart(yield func(a, b int64, l match.Link) error) error {
	seen := map[[2]match.Ref]bool{}
	for _, o := range s.refs() {
		for _, l := range s.signs[o].links {
			a, err := s.RecordOf(claim.Ref(l.A))
			if err != nil {
				return err
			}
			b, err := s.RecordOf(claim.Ref(l.B))
			if err != nil {
				return err
			}
			if pair := [2]match.Ref{l.A, l.B}; a != 0 && b != 0 && a != b && !seen[pair] {
				seen[pair] = true
				if err := yield(a, b, l); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *state) PutSign(g *match.Sign, keys []string, links []match.Link) error {
	if err := s.RemoveSign(g.Ref); err != nil {
		return err
	}
	s.signs[g.Ref] = sign{g, slices.Clone(keys), slices.Clone(links)}
	return nil
}

func (s *state) RemoveSign(r match.Ref) error {
	delete(s.signs, r)
	for o, g := range s.signs {
		if slices.ContainsFunc(g.links, func(l match.Link) bool { return l.A == r || l.B == r }) {
			g.links = slices.DeleteFunc(slices.Clone(g.links), func(l match.Link) bool { return l.A == r || l.B == r })
			s.signs[o] = g
		}
	}
	return nil
}
