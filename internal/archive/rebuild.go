package archive

import (
	"bytes"
	"context"
	"encoding/json"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/internal/text"
	"dossier/schema"
)

// The states of the fold that an archive remembers.
const (
	stateStale  = "stale"  // why the records must be folded anew; set by the store too
	stateFolded = "folded" // by which program they were
)

// stale says why the records are not the fold that this program makes, "" when they
// are.
func (a *Archive) stale(v store.View) (string, error) {
	why, err := v.State(stateStale)
	if err != nil || why != "" {
		return why, err
	}
	by, err := v.State(stateFolded)
	if err == nil && by != "" && by != a.Version {
		why = "they were folded by " + by
	}
	return why, err
}

// Ready folds the records anew when something forbids to use them as they are: a
// layout that was brought up to date, or a fold that was broken off.
func (a *Archive) Ready(ctx context.Context) error {
	var why string
	err := a.Store.View(ctx, func(v store.View) (err error) {
		why, err = v.State(stateStale)
		return err
	})
	if err != nil || why == "" {
		return err
	}
	return a.Rebuild(ctx)
}

// atOnce is how many documents are folded in one change when all are.
const atOnce = 64

// Rebuild folds every record anew from the ledger. Records keep their ids. When it
// is broken off, the next use of the archive begins it again.
func (a *Archive) Rebuild(ctx context.Context) error {
	var ids []doc.ID
	err := a.Store.Update(ctx, func(c store.Change) error {
		var keys []int64
		if err := c.Records(func(r store.Record) error { keys = append(keys, r.Key); return nil }); err != nil {
			return err
		}
		for _, k := range keys {
			if err := c.RemoveRecord(k); err != nil {
				return err
			}
		}
		if err := c.SetState(stateFolded, a.Version); err != nil {
			return err
		}
		if err := c.ClearMatched(); err != nil {
			return err
		}
		ids = nil
		if err := c.Cards(func(card store.Card) error { ids = append(ids, card.ID); return nil }); err != nil {
			return err
		}
		return c.SetState(stateStale, "a fold of all records was broken off")
	})
	for err == nil && len(ids) > 0 {
		n := min(len(ids), atOnce)
		err = a.Store.Update(ctx, func(c store.Change) error { return a.refold(c, ids[:n]) })
		ids = ids[n:]
	}
	if err != nil {
		return err
	}
	return a.Store.Update(ctx, func(c store.Change) error { return c.SetState(stateStale, "") })
}

// refold finds the place of documents anew and folds their records.
func (a *Archive) refold(c store.Change, ids []doc.ID) error {
	f := a.folding(c)
	for _, id := range ids {
		e, err := c.Entry(id, "")
		if unread(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := c.PutShown(e.Card.Seq, record.Document(e.Doc, name(e.Card.Seq))); err != nil {
			return err
		}
		if err := f.read(e); err != nil {
			return err
		}
	}
	return f.run()
}

// isFold reports whether a record is what folding its reports gives. What is
// damaged cannot be folded: that is an error of kind fault.Corrupt.
func (a *Archive) isFold(v store.View, rec store.Record) (same bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			same, err = false, fault.New(fault.Corrupt, "record %s cannot be folded: %v", rec.Record.ID, r)
		}
	}()
	if len(rec.Parts) == 0 {
		return false, nil
	}
	now, err := foldOf(v, rec.Parts, rec.Record.ID, "")
	if err != nil {
		return false, err
	}
	x, err := json.Marshal(now)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(rec.Record)
	return err == nil && bytes.Equal(x, y), err
}

// foldOf folds the record of some reports as it stood at a time, "" for the present.
func foldOf(v store.View, refs []claim.Ref, id, until string) (schema.Record, error) {
	entries := map[doc.ID]store.Entry{}
	entry := func(id doc.ID) (e store.Entry, err error) {
		e, ok := entries[id]
		if !ok {
			if e, err = v.Entry(id, until); err == nil {
				entries[id] = e
			}
		}
		return e, err
	}
	var parts []record.Part
	for _, r := range refs {
		e, err := entry(r.Document)
		if err != nil {
			return schema.Record{}, err
		}
		parts = append(parts, record.Part{Source: record.Source{Doc: e.Doc, Set: e.Set}, Incident: r.Incident})
	}
	inOrder(parts)
	all, err := v.About(documents(refs))
	if err != nil {
		return schema.Record{}, err
	}
	if until != "" {
		all = review.Until(all, until)
	}
	texts, err := newer(v, documents(refs), entry, until)
	if err != nil {
		return schema.Record{}, err
	}
	return fold(parts, record.Context{
		ID: id, Decisions: about(review.Active(all), refs),
		Name:     func(id doc.ID) string { return name(entries[id].Card.Seq) },
		Received: func(id doc.ID) string { return entries[id].Card.Received },
		Where:    func(r claim.Ref) string { return idOf(v, r) },
		Lost:     lost(texts, func(id doc.ID) *text.Text { return entries[id].Doc.Text }),
	}), nil
}

// idOf is the id of the record that a report is part of, "" for none.
func idOf(v store.View, r claim.Ref) string {
	key, err := v.RecordOf(r)
	if err != nil || key == 0 {
		return ""
	}
	f, err := v.FounderOf(key)
	if err != nil {
		return ""
	}
	return f.ID
}
