package archive

import (
	"context"
	"errors"
	"sort"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/record"
	"dossier/internal/store"
	"dossier/schema"
)

// Reread tells what reading one document anew gave.
type Reread struct {
	Card    store.Card
	Changed bool  // it is read otherwise than before
	Err     error // why it could not be read
}

// Effect is how a record changes by documents that are read anew.
type Effect struct {
	Record  string
	Changes []record.Change
}

// RereadAll reads documents anew from their preserved bytes and keeps what is read
// otherwise as a new reading; decisions stay, and hold where what they are about is
// still there. With dry nothing is kept. Told is called for each document, and
// effect for each record that changes; ids is empty for all documents.
func (a *Archive) RereadAll(ctx context.Context, ids []string, dry bool, told func(Reread), effect func(Effect)) error {
	list, err := a.byRecord(ctx, ids)
	if err != nil {
		return err
	}
	for len(list) > 0 {
		n := min(len(list), atOnce)
		if err := a.rereadSome(ctx, list[:n], dry, told, effect); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

// byRecord lists documents so that those of one record stand together.
func (a *Archive) byRecord(ctx context.Context, ids []string) (out []store.Card, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		if len(ids) == 0 {
			if err := v.Cards(func(c store.Card) error { out = append(out, c); return nil }); err != nil {
				return err
			}
		}
		for _, id := range ids {
			c, err := Document(v, id)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		of := map[doc.ID]int64{}
		for _, c := range out {
			if of[c.ID], err = v.RecordOf(claim.Ref{Document: c.ID}); err != nil {
				return err
			}
		}
		sort.SliceStable(out, func(i, j int) bool { return of[out[i].ID] < of[out[j].ID] })
		return nil
	})
	return out, err
}

// errDry ends a change that was only tried.
var errDry = errors.New("nothing is kept")

func (a *Archive) rereadSome(ctx context.Context, cards []store.Card, dry bool, told func(Reread), effect func(Effect)) error {
	fresh := make([]store.Entry, 0, len(cards))
	for _, c := range cards {
		e, r := a.again(ctx, c)
		if told(r); r.Changed {
			fresh = append(fresh, e)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	var effects []Effect
	err := a.Store.Update(ctx, func(c store.Change) error {
		effects = nil
		f := a.folding(c)
		f.before = map[int64]*schema.Record{}
		for _, e := range fresh {
			if err := a.keepReading(c, f, e); err != nil {
				return err
			}
			if _, err := f.version(e.Card); err != nil {
				return err
			}
		}
		if err := f.run(); err != nil {
			return err
		}
		var err error
		if effects, err = f.effects(); err == nil && dry {
			err = errDry
		}
		return err
	})
	if err != nil && !errors.Is(err, errDry) {
		return err
	}
	for _, e := range effects {
		effect(e)
	}
	return nil
}

// again reads a document anew.
func (a *Archive) again(ctx context.Context, c store.Card) (store.Entry, Reread) {
	r := Reread{Card: c}
	var old store.Entry
	var most claim.Incident
	err := a.Store.View(ctx, func(v store.View) (err error) {
		if old, err = v.Entry(c.ID, ""); unread(err) {
			return nil
		}
		if err == nil {
			most, err = lastIncident(v, c.ID)
		}
		return err
	})
	if err != nil {
		r.Err = err
		return store.Entry{}, r
	}
	raw, err := a.Store.Bytes(ctx, string(c.ID))
	if err != nil {
		r.Err = err
		return store.Entry{}, r
	}
	d, set, err := a.read(c.Path, raw, c.From)
	if err != nil {
		r.Err = err
		return store.Entry{}, r
	}
	if old.Set != nil {
		align(old, d, set, most)
	}
	e := store.Entry{Card: c, Doc: d, Set: set, Quotes: store.QuotesOf(d, set)}
	p, err := store.Pack(e)
	if err != nil {
		r.Err = err
		return e, r
	}
	r.Changed = p.Hash() != old.Reading.Hash
	return e, r
}

// lastIncident is the greatest number that any reading gave an incident of a
// document.
func lastIncident(v store.View, id doc.ID) (claim.Incident, error) {
	list, err := v.Readings(id)
	if err != nil {
		return 0, err
	}
	most := claim.Incident(0)
	for _, r := range list {
		e, err := v.Entry(id, r.At)
		if err != nil {
			return 0, err
		}
		for _, n := range incidents(e.Set) {
			most = max(most, n)
		}
	}
	return most, nil
}

// align gives the incidents told in passing of a new reading the numbers that they
// had: those with the most words in common are the same. New ones get numbers that no
// incident of the document ever had, since records and decisions go by them.
func align(old store.Entry, d *doc.Document, set *claim.Set, most claim.Incident) {
	was := wordsOfIncidents(old.Doc, old.Set)
	now := wordsOfIncidents(d, set)
	type pair struct {
		was, now claim.Incident
		n        int
	}
	var pairs []pair
	for _, i := range incidents(old.Set) {
		for _, j := range incidents(set) {
			if i == 0 || j == 0 {
				continue
			}
			n := 0
			for w := range now[j] {
				if was[i][w] {
					n++
				}
			}
			if n > 0 {
				pairs = append(pairs, pair{i, j, n})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].n > pairs[b].n })
	number, taken := map[claim.Incident]claim.Incident{0: 0}, map[claim.Incident]bool{}
	for _, p := range pairs {
		if _, done := number[p.now]; !done && !taken[p.was] {
			number[p.now], taken[p.was] = p.was, true
		}
	}
	for _, j := range incidents(set) {
		if _, done := number[j]; !done {
			most++
			number[j] = most
		}
	}
	for i := range set.Claims {
		c := &set.Claims[i]
		c.Incident = number[c.Incident]
		if c.Relation != nil && c.Relation.Other != 0 {
			x := *c.Relation
			if n, ok := number[x.Other]; ok {
				x.Other = n
			}
			c.Relation = &x
		}
	}
}

// wordsOfIncidents are the cited words of each incident, with the slot they fill.
func wordsOfIncidents(d *doc.Document, s *claim.Set) map[claim.Incident]map[string]bool {
	out := map[claim.Incident]map[string]bool{}
	for _, c := range s.Claims {
		if out[c.Incident] == nil {
			out[c.Incident] = map[string]bool{}
		}
		slot := claim.Slot("")
		if c.Value != nil {
			slot = c.Value.Slot
		}
		for _, ct := range c.Citations {
			out[c.Incident][string(slot)+" "+d.Text.Slice(ct.Span)] = true
		}
	}
	return out
}

// effects tells how the records changed that were folded.
func (f *folding) effects() ([]Effect, error) {
	var out []Effect
	for _, k := range sortedKeys(f.before) {
		was := f.before[k]
		now, err := f.c.Record(k)
		if err != nil && fault.Of(err) != fault.NotFound {
			return nil, err
		}
		if err != nil && was == nil {
			continue
		}
		e := Effect{Record: now.Record.ID}
		if err != nil {
			e.Record = was.ID
			e.Changes = record.Diff(was, nil)
		} else {
			e.Changes = record.Diff(was, &now.Record)
		}
		if len(e.Changes) > 0 {
			out = append(out, e)
		}
	}
	return out, nil
}

// remember notes a record as it is before it is folded or removed, where somebody
// asks for what changes.
func (f *folding) remember(key int64) error {
	if f.before == nil {
		return nil
	}
	if _, done := f.before[key]; done {
		return nil
	}
	r, err := f.c.Record(key)
	switch {
	case fault.Of(err) == fault.NotFound:
		f.before[key] = nil
	case err != nil:
		return err
	default:
		f.before[key] = &r.Record
	}
	return nil
}
