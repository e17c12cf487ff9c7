package archive

import (
	"context"
	"slices"
	"strconv"

	"dossier/internal/claim"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/review"
	"dossier/internal/store"
)

// Told is an entry of the log with what it is about.
type Told struct {
	Entry    ledger.Entry
	What     string           // its subject, for people
	Decision *review.Decision // of a decision
}

// History hands over the log, or the part of it that is about a record or document,
// oldest first. About a record is what is about its documents, its ids and what was
// decided of them.
func (a *Archive) History(ctx context.Context, id string, yield func(Told) error) error {
	return a.Store.View(ctx, func(v store.View) error {
		tell := func(e ledger.Entry) error {
			t, err := told(v, e)
			if err != nil {
				return err
			}
			return yield(t)
		}
		if id == "" {
			return v.Log(tell)
		}
		subjects, err := subjects(v, id)
		if err != nil {
			return err
		}
		list, err := v.LogOf(subjects)
		if err != nil {
			return err
		}
		for _, e := range list {
			if err := tell(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// Recent gives at most limit entries of the whole log before one of a number (0: up
// to the last), the latest first.
func (a *Archive) Recent(ctx context.Context, before int64, limit int) (out []Told, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		head, err := v.Head()
		if err != nil {
			return err
		}
		if before <= 0 || before > head.Seq {
			before = head.Seq + 1
		}
		from := max(0, before-1-int64(limit))
		list, err := v.LogAfter(from, int(before-1-from))
		if err != nil {
			return err
		}
		for _, e := range slices.Backward(list) {
			t, err := told(v, e)
			if err != nil {
				return err
			}
			out = append(out, t)
		}
		return nil
	})
	return out, err
}

// told tells what an entry is about.
func told(v store.View, e ledger.Entry) (Told, error) {
	t := Told{Entry: e, What: e.Subject}
	switch e.Act {
	case ledger.Collected, ledger.Read:
		c, err := v.Hashed(e.Subject)
		if err != nil && fault.Of(err) != fault.NotFound {
			return t, err
		}
		if err == nil {
			t.What = name(c.Seq) + " " + c.Path
		}
	case ledger.Decided:
		n, err := strconv.ParseInt(e.Subject, 10, 64)
		if err != nil {
			return t, nil // verify tells of it
		}
		d, err := v.Decision(n)
		if err != nil && fault.Of(err) != fault.NotFound {
			return t, err
		}
		if err == nil {
			t.Decision = &d
		}
	}
	return t, nil
}

// subjects are what the entries about a record or document name.
func subjects(v store.View, id string) ([]string, error) {
	var refs []claim.Ref
	var out []string
	if c, err := Document(v, id); err == nil {
		if refs, err = v.Incidents(c.ID); err != nil {
			return nil, err
		}
		return subjectsOf(v, append(refs, claim.Ref{Document: c.ID}), false)
	}
	key, err := Find(v, id)
	if err != nil {
		return nil, err
	}
	if refs, err = v.PartsOf(key); err != nil {
		return nil, err
	}
	more, err := subjectsOf(v, refs, true)
	return append(out, more...), err
}

// subjectsOf are the subjects of some reports: documents, decisions and, where they
// are wanted, ids of records.
func subjectsOf(v store.View, refs []claim.Ref, records bool) ([]string, error) {
	var out []string
	ids := documents(refs)
	for _, d := range ids {
		out = append(out, string(d))
	}
	ds, err := v.About(ids)
	if err != nil {
		return nil, err
	}
	for _, d := range ds {
		if d.Kind == review.Undo || d.Kind == review.Confirm || !records || slices.ContainsFunc(d.Refs(), func(r claim.Ref) bool { return slices.Contains(refs, r) }) {
			out = append(out, strconv.FormatInt(d.Seq, 10))
		}
	}
	if !records {
		return out, nil
	}
	fs, err := v.FoundersOf(refs)
	for _, f := range fs {
		out = append(out, f.ID)
	}
	return out, err
}
