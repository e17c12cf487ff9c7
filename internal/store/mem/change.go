package mem

import (
	"dossier/internal/claim"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/match"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

func (s *state) AddCard(c store.Card) (store.Card, error) {
	if _, had := s.number[c.ID]; had {
		return c, fault.New(fault.Conflict, "document %.12s is there already", c.ID)
	}
	c.Seq = int64(len(s.cards)) + 1
	s.cards, s.number[c.ID] = append(s.cards, c), c.Seq
	return c, nil
}

func (s *state) AddReading(e store.Entry) (store.Reading, error) {
	card, err := s.Card(e.Doc.ID)
	if err != nil {
		return e.Reading, err
	}
	p, err := store.Pack(e)
	if err != nil {
		return e.Reading, err
	}
	kept, err := p.Unpack(card) // a copy that the caller cannot change
	if err != nil {
		return e.Reading, err
	}
	s.read++
	kept.Reading = store.Reading{Seq: s.read, At: e.Reading.At, By: e.Reading.By, Hash: p.Hash()}
	s.readings[card.ID] = append(s.readings[card.ID], kept)
	return kept.Reading, nil
}

func (s *state) AddDecision(d review.Decision) (review.Decision, error) {
	d.Seq = int64(len(s.decisions)) + 1
	s.decisions = append(s.decisions, d)
	return d, nil
}

func (s *state) AddFounder(f store.Founder) (store.Founder, error) {
	if _, err := s.Founder(f.ID); err == nil {
		return f, fault.New(fault.Conflict, "record %s is there already", f.ID)
	}
	f.Key = int64(len(s.founders)) + 1
	s.founders = append(s.founders, f)
	return f, nil
}

func (s *state) Append(e ledger.Entry) (ledger.Entry, error) {
	head, _ := s.Head()
	e = ledger.Next(head, e)
	s.log = append(s.log, e)
	return e, nil
}

func (s *state) PutRecord(r store.Record) error {
	for ref, k := range s.member {
		if k == r.Key {
			delete(s.member, ref)
		}
	}
	for _, ref := range r.Parts {
		s.member[ref] = r.Key
	}
	s.records[r.Key] = r
	return nil
}

func (s *state) RemoveRecord(key int64) error {
	for ref, k := range s.member {
		if k == key {
			delete(s.member, ref)
		}
	}
	delete(s.records, key)
	return nil
}

func (s *state) PutShown(seq int64, d schema.Document) error {
	s.shown[seq] = d
	return nil
}

func (s *state) SetState(name, value string) error {
	s.set[name] = value
	return nil
}

func (s *state) SetCluster(ref claim.Ref, n int64) error {
	if n == 0 {
		delete(s.cluster, ref)
	} else {
		s.cluster[ref] = n
	}
	return nil
}

func (s *state) ClearMatched() error {
	s.cluster, s.signs = map[claim.Ref]int64{}, map[match.Ref]sign{}
	return nil
}
