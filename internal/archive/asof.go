package archive

import (
	"context"

	"dossier/internal/claim"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// Clock says by which time a record is shown as it stood.
type Clock string

// The clocks.
const (
	// Received counts what had come, was read and was decided by then, as it was
	// read then: what this archive knew.
	Received Clock = "received"
	// Published counts the documents that were published by then, as they are read
	// and decided on now: what the world could know. A document that does not say
	// when it was published counts from when it came.
	Published Clock = "published"
)

// AsOf is a record as it stood at the end of a day ("2023-01-28"), month or year, or
// at a time: of the reports that were known then those that were one record then.
func (a *Archive) AsOf(ctx context.Context, id, date string, by Clock) (out schema.Output, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		w, err := wantedBy(v, id)
		if err != nil {
			return err
		}
		out, err = asOf(v, w, date, by)
		return err
	})
	return out, err
}

// wanted is a record that somebody asks for, by the report that its id was given for.
type wanted struct {
	key   int64  // of the record now
	id    string // that it was asked by, or has
	ref   claim.Ref
	parts []claim.Ref // of the record now
}

// wantedBy finds what an id names.
func wantedBy(v store.View, id string) (w wanted, err error) {
	if w.key, err = Find(v, id); err != nil {
		return w, err
	}
	if w.parts, err = v.PartsOf(w.key); err != nil {
		return w, err
	}
	f, err := v.FounderOf(w.key)
	if err != nil {
		return w, err
	}
	w.id, w.ref = f.ID, f.Ref
	if own, err := v.Founder(id); err == nil {
		w.id, w.ref = own.ID, own.Ref
	} else if c, err := Document(v, id); err == nil {
		refs, err := v.Incidents(c.ID)
		if err != nil {
			return w, err
		}
		w.ref = refs[0]
	}
	return w, nil
}

func asOf(v store.View, w wanted, date string, by Clock) (out schema.Output, err error) {
	out = schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}
	s := newStanding(v, date, by)
	refs, err := s.reports(w)
	if err != nil {
		return out, err
	}
	if len(refs) == 0 {
		return out, fault.New(fault.NotFound, "record %s: nothing of it was %s by %s", w.id, by, date)
	}
	out.AsOf = &schema.AsOf{Date: date, By: string(by), Grouping: "then"}
	s.note(out.AsOf)
	id := w.id
	fs, err := v.FoundersOf(refs)
	if err != nil {
		return out, err
	}
	if len(fs) > 0 {
		id = fs[0].ID
	}
	r, err := foldOf(v, refs, id, s.until)
	if err != nil {
		return out, err
	}
	out.Records = append(out.Records, r)
	for _, n := range r.Documents {
		c, err := Document(v, n)
		if err != nil {
			return out, err
		}
		e, err := v.Entry(c.ID, s.until)
		if err != nil {
			return out, err
		}
		out.Documents = append(out.Documents, record.Document(e.Doc, n))
	}
	return out, nil
}

// reports are those of a record as it stood.
func (s *standing) reports(w wanted) ([]claim.Ref, error) {
	groups, err := s.groups(append([]claim.Ref{w.ref}, w.parts...))
	if err != nil {
		return nil, err
	}
	if !s.bounded {
		return mine(groups, w.ref, w.parts), nil
	}
	var out []claim.Ref
	for _, r := range w.parts {
		ok, err := s.knows(r)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, r)
		}
	}
	return out, nil
}

// Difference is how a record changed between two days, and what brought it.
type Difference struct {
	Record  string
	Changes []record.Change
	// Documents are those that came in between, with when.
	Documents []Came
	// Decisions are those made in between, undone ones and undos included.
	Decisions []review.Decision
	// Readings are entries of the log of documents that were read anew in between.
	Readings []ledger.Entry
}

// Came is a document and when it came, by the clock that was asked for.
type Came struct {
	Document schema.Document
	At       string
}

// Diff tells how a record changed from one day to another. From may be before
// anything was known.
func (a *Archive) Diff(ctx context.Context, id, from, to string, by Clock) (out Difference, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		w, err := wantedBy(v, id)
		if err != nil {
			return err
		}
		out, err = diff(v, w, from, to, by)
		return err
	})
	return out, err
}

func diff(v store.View, w wanted, from, to string, by Clock) (Difference, error) {
	var was, now *schema.Record
	before, err := asOf(v, w, from, by)
	switch {
	case err == nil:
		was = &before.Records[0]
	case fault.Of(err) != fault.NotFound:
		return Difference{}, err
	}
	after, err := asOf(v, w, to, by)
	if err != nil {
		return Difference{}, err
	}
	now = &after.Records[0]
	out := Difference{Record: now.ID, Changes: record.Diff(was, now)}
	had := map[string]bool{}
	for _, d := range before.Documents {
		had[d.ID] = true
	}
	for _, d := range after.Documents {
		if had[d.ID] {
			continue
		}
		c, err := Document(v, d.ID)
		if err != nil {
			return out, err
		}
		at := c.Received
		if by == Published && d.Published != "" {
			at = d.Published
		}
		out.Documents = append(out.Documents, Came{d, at})
	}
	if by == Published {
		return out, nil
	}
	return out, acts(v, w.key, from+"~", to+"~", &out)
}

// acts adds what was decided and read anew in between.
func acts(v store.View, key int64, from, to string, out *Difference) error {
	parts, err := v.PartsOf(key)
	if err != nil {
		return err
	}
	ds, err := v.About(documents(parts))
	if err != nil {
		return err
	}
	for _, d := range ds {
		if d.At > from && d.At <= to {
			out.Decisions = append(out.Decisions, d)
		}
	}
	var subjects []string
	for _, id := range documents(parts) {
		subjects = append(subjects, string(id))
	}
	log, err := v.LogOf(subjects)
	if err != nil {
		return err
	}
	read := map[string]bool{}
	for _, e := range log {
		if e.Act != ledger.Read {
			continue
		}
		if read[e.Subject] && e.At > from && e.At <= to {
			out.Readings = append(out.Readings, e)
		}
		read[e.Subject] = true
	}
	return nil
}
