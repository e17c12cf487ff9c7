package archive

import (
	"slices"

	"dossier/internal/claim"
	"dossier/internal/fault"
	"dossier/internal/review"
	"dossier/internal/store"
)

// around collects the reports whose records may change together: those of one
// cluster, of one record, and those that people or versions tie together.
type around struct {
	f        *folding
	in       map[claim.Ref]bool
	refs     []claim.Ref
	clusters map[int64]bool
	old      map[int64][]claim.Ref // the reports of each record they are part of now
	ties     []review.Decision     // what people decided about them, in force
}

// grouped groups the reports around what is fresh or unsettled: the clusters, as
// people decided. Old are the reports of the records that were there.
func (f *folding) grouped() (groups [][]claim.Ref, old map[int64][]claim.Ref, err error) {
	n := &around{f: f, in: map[claim.Ref]bool{}, clusters: map[int64]bool{}, old: map[int64][]claim.Ref{}}
	for _, r := range append(slices.Clone(f.fresh), f.unsettled...) {
		if err := n.add(r); err != nil {
			return nil, nil, err
		}
	}
	if err := n.tied(); err != nil {
		return nil, nil, err
	}
	for _, k := range sortedKeys(n.clusters) {
		g, err := f.c.Cluster(k)
		if err != nil {
			return nil, nil, err
		}
		groups = append(groups, g)
	}
	return review.Regroup(groups, n.ties, f.likeness), n.old, nil
}

// add takes in a report with all that are in one cluster or record with it.
func (n *around) add(r claim.Ref) error {
	if n.in[r] {
		return nil
	}
	n.in[r] = true
	cluster, err := n.f.c.ClusterOf(r)
	if err != nil {
		return err
	}
	if cluster != 0 {
		n.refs = append(n.refs, r)
	}
	if cluster != 0 && !n.clusters[cluster] {
		n.clusters[cluster] = true
		if err := n.addAll(n.f.c.Cluster(cluster)); err != nil {
			return err
		}
	}
	key, err := n.f.c.RecordOf(r)
	if err != nil || key == 0 || n.old[key] != nil {
		return err
	}
	if n.old[key], err = n.f.c.PartsOf(key); err != nil {
		return err
	}
	return n.addAll(n.old[key], nil)
}

func (n *around) addAll(refs []claim.Ref, err error) error {
	for _, r := range refs {
		if err == nil {
			err = n.add(r)
		}
	}
	return err
}

// tied takes in what people tied to the reports, and the versions of their
// documents, until nothing more comes.
func (n *around) tied() error {
	for size := -1; size != len(n.refs); {
		size = len(n.refs)
		ties, err := n.versions()
		if err != nil {
			return err
		}
		all, err := n.f.c.About(documents(n.refs))
		if err != nil {
			return err
		}
		for _, d := range review.Active(all) {
			switch d.Kind {
			case review.Merge, review.Same, review.Split, review.Different:
				ties = append(ties, d)
			}
		}
		n.ties = about(ties, n.refs)
		for i := range n.ties {
			if err := n.addAll(n.ties[i].Refs(), nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// versions ties the main incidents of the versions of one document together: an
// article that was edited tells of what it told of.
func (n *around) versions() (ties []review.Decision, err error) {
	seen := map[string]bool{}
	for _, r := range n.refs {
		card, err := n.f.c.Card(r.Document)
		if err != nil {
			return nil, err
		}
		l := card.Lineage
		if r.Incident != 0 || l == "" || seen[l] {
			continue
		}
		seen[l] = true
		cards, err := n.f.c.Lineage(l)
		if err != nil {
			return nil, err
		}
		ties = append(ties, ofVersions(cards)...)
	}
	return ties, nil
}

// ofVersions ties the versions of a document together.
func ofVersions(cards []store.Card) (ties []review.Decision) {
	for i := 1; i < len(cards); i++ {
		ties = append(ties, review.Decision{Kind: review.Same, Parts: []claim.Ref{{Document: cards[i-1].ID}}, Others: []claim.Ref{{Document: cards[i].ID}}})
	}
	return ties
}

// unread reports whether an error says that a document was never read.
func unread(err error) bool { return fault.Of(err) == fault.NotFound }
