package mem

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/match"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// state is everything but the bytes. Lists only grow, so that a copy of a state
// may share them.
type state struct {
	cards     []store.Card
	number    map[doc.ID]int64
	readings  map[doc.ID][]store.Entry
	read      int64 // how many readings there are
	decisions []review.Decision
	founders  []store.Founder
	log       []ledger.Entry

	shown   map[int64]schema.Document
	signs   map[match.Ref]sign
	member  map[claim.Ref]int64
	cluster map[claim.Ref]int64
	records map[int64]store.Record
	set     map[string]string
}

func newState() *state {
	return &state{
		number: map[doc.ID]int64{}, readings: map[doc.ID][]store.Entry{}, shown: map[int64]schema.Document{},
		signs: map[match.Ref]sign{}, member: map[claim.Ref]int64{}, cluster: map[claim.Ref]int64{},
		records: map[int64]store.Record{}, set: map[string]string{},
	}
}

func (s *state) clone() *state {
	c := *s
	c.number, c.readings, c.shown = maps.Clone(s.number), maps.Clone(s.readings), maps.Clone(s.shown)
	c.signs, c.member = maps.Clone(s.signs), maps.Clone(s.member)
	c.records, c.set, c.cluster = maps.Clone(s.records), maps.Clone(s.set), maps.Clone(s.cluster)
	return &c
}

func (s *state) Card(id doc.ID) (store.Card, error) {
	n, ok := s.number[id]
	if !ok {
		return store.Card{}, fault.New(fault.NotFound, "no document %.12s", id)
	}
	return s.cards[n-1], nil
}

func (s *state) Numbered(seq int64) (store.Card, error) {
	if seq < 1 || seq > int64(len(s.cards)) {
		return store.Card{}, fault.New(fault.NotFound, "no document d%d", seq)
	}
	return s.cards[seq-1], nil
}

func (s *state) Hashed(prefix string) (store.Card, error) {
	var out []store.Card
	for _, c := range s.cards {
		if strings.HasPrefix(string(c.ID), prefix) {
			out = append(out, c)
		}
	}
	return store.OnlyCard(out, prefix)
}

func (s *state) Cards(yield func(store.Card) error) error { return each(s.cards, yield) }

func each[T any](list []T, yield func(T) error) error {
	for _, x := range list {
		if err := yield(x); err != nil {
			return err
		}
	}
	return nil
}

func (s *state) Lineage(name string) ([]store.Card, error) {
	var out []store.Card
	for _, c := range s.cards {
		if name != "" && c.Lineage == name {
			out = append(out, c)
		}
	}
	return out, nil
}

func (s *state) Entry(id doc.ID, until string) (store.Entry, error) {
	list := s.readings[id]
	for i := len(list) - 1; i >= 0; i-- {
		if until == "" || list[i].Reading.At <= until {
			return list[i], nil
		}
	}
	return store.Entry{}, fault.New(fault.NotFound, "document %.12s was not read", id)
}

func (s *state) Readings(id doc.ID) ([]store.Reading, error) {
	var out []store.Reading
	for _, e := range s.readings[id] {
		out = append(out, e.Reading)
	}
	return out, nil
}

func (s *state) Shown(seq int64) (schema.Document, error) {
	d, ok := s.shown[seq]
	if !ok {
		return d, fault.New(fault.NotFound, "document d%d was not read", seq)
	}
	return d, nil
}

func (s *state) Decision(seq int64) (review.Decision, error) {
	if seq < 1 || seq > int64(len(s.decisions)) {
		return review.Decision{}, fault.New(fault.NotFound, "no decision %d", seq)
	}
	return s.decisions[seq-1], nil
}

func (s *state) Decisions(yield func(review.Decision) error) error { return each(s.decisions, yield) }

func (s *state) About(ids []doc.ID) ([]review.Decision, error) {
	var out []review.Decision
	in := map[int64]bool{}
	for _, d := range s.decisions {
		about := in[d.Cancels]
		for _, r := range d.Refs() {
			about = about || slices.Contains(ids, r.Document)
		}
		if about {
			in[d.Seq] = true
			out = append(out, d)
		}
	}
	return out, nil
}

func (s *state) Head() (ledger.Entry, error) {
	if len(s.log) == 0 {
		return ledger.Entry{}, nil
	}
	return s.log[len(s.log)-1], nil
}

func (s *state) First() (ledger.Entry, error) {
	if len(s.log) == 0 {
		return ledger.Entry{}, nil
	}
	return s.log[0], nil
}

func (s *state) Log(yield func(ledger.Entry) error) error { return each(s.log, yield) }

func (s *state) LogAfter(seq int64, limit int) ([]ledger.Entry, error) {
	from := min(max(int(seq), 0), len(s.log))
	return slices.Clone(s.log[from:min(len(s.log), from+limit)]), nil
}

func (s *state) LogOf(subjects []string) ([]ledger.Entry, error) {
	var out []ledger.Entry
	for _, e := range s.log {
		if slices.Contains(subjects, e.Subject) {
			out = append(out, e)
		}
	}
	return out, nil
}

func (s *state) Founder(id string) (store.Founder, error) {
	for _, f := range s.founders {
		if f.ID == id {
			return f, nil
		}
	}
	return store.Founder{}, fault.New(fault.NotFound, "no record %s", id)
}

func (s *state) FounderOf(key int64) (store.Founder, error) {
	if key < 1 || key > int64(len(s.founders)) {
		return store.Founder{}, fault.New(fault.NotFound, "no record of number %d", key)
	}
	return s.founders[key-1], nil
}

func (s *state) Named(prefix string, limit int) ([]store.Founder, error) {
	var out []store.Founder
	for _, f := range s.founders {
		if strings.HasPrefix(f.ID, prefix) {
			out = append(out, f)
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].ID < out[b].ID })
	return out[:min(limit, len(out))], nil
}

func (s *state) FoundersOf(refs []claim.Ref) ([]store.Founder, error) {
	var out []store.Founder
	for _, f := range s.founders {
		if slices.Contains(refs, f.Ref) {
			out = append(out, f)
		}
	}
	return out, nil
}

func (s *state) Founders(yield func(store.Founder) error) error { return each(s.founders, yield) }

func (s *state) RecordOf(ref claim.Ref) (int64, error) { return s.member[ref], nil }

func (s *state) Record(key int64) (store.Record, error) {
	r, ok := s.records[key]
	if !ok {
		return r, fault.New(fault.NotFound, "no record of number %d", key)
	}
	var err error
	r.Parts, err = s.PartsOf(key)
	return r, err
}

func (s *state) Records(yield func(store.Record) error) error {
	for _, k := range slices.Sorted(maps.Keys(s.records)) {
		r, err := s.Record(k)
		if err != nil {
			return err
		}
		if err := yield(r); err != nil {
			return err
		}
	}
	return nil
}

func (s *state) Count() (int, error) { return len(s.records), nil }

func (s *state) PartsOf(key int64) ([]claim.Ref, error) { return s.with(s.member, key), nil }

func (s *state) Cluster(n int64) ([]claim.Ref, error) { return s.with(s.cluster, n), nil }

func (s *state) ClusterOf(ref claim.Ref) (int64, error) { return s.cluster[ref], nil }

// with lists the reports that m gives a number.
func (s *state) with(m map[claim.Ref]int64, n int64) []claim.Ref {
	var out []claim.Ref
	for r, k := range m {
		if k == n {
			out = append(out, r)
		}
	}
	return s.sorted(out)
}

// sorted orders reports by their documents' numbers.
func (s *state) sorted(refs []claim.Ref) []claim.Ref {
	sort.Slice(refs, func(a, b int) bool {
		x, y := s.number[refs[a].Document], s.number[refs[b].Document]
		return x < y || x == y && refs[a].Incident < refs[b].Incident
	})
	return refs
}

func (s *state) Incidents(id doc.ID) ([]claim.Ref, error) {
	var out []claim.Ref
	for r := range s.member {
		if r.Document == id {
			out = append(out, r)
		}
	}
	return s.sorted(out), nil
}

func (s *state) State(name string) (string, error) { return s.set[name], nil }
