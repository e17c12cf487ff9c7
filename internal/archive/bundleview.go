package archive

import (
	"context"
	"slices"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/review"
	"dossier/internal/store"
)

// view shows a bundle as the archive that it is from would be seen, as far as a
// check looks. What a check does not ask for is not there.
type view struct {
	store.View
	b *Bundle
}

func (v view) find(id doc.ID) (store.Entry, error) {
	for _, e := range v.b.Entries {
		if e.Card.ID == id {
			return e, nil
		}
	}
	return store.Entry{}, fault.New(fault.NotFound, "%.12s: no such document", string(id))
}

func (v view) Card(id doc.ID) (store.Card, error) {
	e, err := v.find(id)
	return e.Card, err
}

func (v view) Cards(yield func(store.Card) error) error {
	for _, e := range v.b.Entries {
		if err := yield(e.Card); err != nil {
			return err
		}
	}
	return nil
}

func (v view) Lineage(l string) ([]store.Card, error) {
	var out []store.Card
	for _, e := range v.b.Entries {
		if l != "" && e.Card.Lineage == l {
			out = append(out, e.Card)
		}
	}
	return out, nil
}

func (v view) Entry(id doc.ID, _ string) (store.Entry, error) { return v.find(id) }

func (v view) Readings(id doc.ID) ([]store.Reading, error) {
	e, err := v.find(id)
	return []store.Reading{e.Reading}, err
}

func (v view) Decision(seq int64) (review.Decision, error) {
	for _, d := range v.b.Decisions {
		if d.Seq == seq {
			return d, nil
		}
	}
	return review.Decision{}, fault.New(fault.NotFound, "no decision %d", seq)
}

func (v view) Decisions(yield func(review.Decision) error) error {
	for _, d := range v.b.Decisions {
		if err := yield(d); err != nil {
			return err
		}
	}
	return nil
}

func (v view) About([]doc.ID) ([]review.Decision, error) { return slices.Clone(v.b.Decisions), nil }

func (v view) Founders(yield func(store.Founder) error) error {
	for _, f := range v.b.Founders {
		if err := yield(f); err != nil {
			return err
		}
	}
	return nil
}

func (v view) FounderOf(key int64) (store.Founder, error) {
	for _, f := range v.b.Founders {
		if f.Key == key {
			return f, nil
		}
	}
	return store.Founder{}, fault.New(fault.NotFound, "no record %d", key)
}

func (v view) RecordOf(r claim.Ref) (int64, error) {
	for _, p := range v.b.Places {
		if p.Ref == r {
			return p.Key, nil
		}
	}
	return 0, nil
}

func (v view) Records(yield func(store.Record) error) error { return yield(v.b.Record) }

func (v view) State(name string) (string, error) {
	if name == stateFolded {
		return v.b.Program, nil
	}
	return "", nil
}

// bundled gives the preserved bytes of a bundle.
type bundled struct {
	store.Store
	b *Bundle
}

func (s bundled) Bytes(_ context.Context, sha string) ([]byte, error) {
	raw, ok := s.b.Bytes[doc.ID(sha)]
	if !ok {
		return nil, fault.New(fault.NotFound, "%.12s: no such bytes", sha)
	}
	return raw, nil
}
