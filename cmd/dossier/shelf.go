package main

import (
	"context"
	_ "embed" // the score sheets
	"fmt"
	"slices"
	"strconv"

	"dossier/internal/archive"
	"dossier/internal/claim"
	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/store"
)

//go:embed testdata/scores-dev.txt
var scoreSheet string

//go:embed testdata/confidence.txt
var confidenceSheet string

// sheets are the score sheets that the program is shipped with.
func sheets() desk.Sheets { return desk.Sheets{Scores: scoreSheet, Calibration: confidenceSheet} }

// Documents implements desk.Book.
func (b *book) Documents(ctx context.Context, before int64, limit int) (list []desk.Shelved, total int, err error) {
	err = b.a.Store.View(ctx, func(v store.View) error {
		last, err := lastNumber(v)
		if err != nil {
			return err
		}
		total = int(last)
		if before <= 0 || before > last {
			before = last + 1
		}
		for seq := before - 1; seq > 0 && len(list) < limit; seq-- {
			c, err := v.Numbered(seq)
			if err != nil {
				return err
			}
			s, _, err := shelved(v, c)
			if err != nil {
				return err
			}
			list = append(list, s)
		}
		return nil
	})
	return list, total, err
}

// lastNumber is the number of the document that came last. They are numbered without
// gaps, so that it is found by halving.
func lastNumber(v store.View) (int64, error) {
	there := func(n int64) (bool, error) {
		_, err := v.Numbered(n)
		if fault.Of(err) == fault.NotFound {
			return false, nil
		}
		return err == nil, err
	}
	low, high := int64(0), int64(1)
	for {
		ok, err := there(high)
		if err != nil {
			return 0, err
		}
		if !ok {
			break
		}
		low, high = high, 2*high
	}
	for high-low > 1 {
		mid := (low + high) / 2
		ok, err := there(mid)
		if err != nil {
			return 0, err
		}
		if ok {
			low = mid
		} else {
			high = mid
		}
	}
	return low, nil
}

// shelved is a document with the records that tell of it.
func shelved(v store.View, c store.Card) (desk.Shelved, []store.Record, error) {
	s := desk.Shelved{Seq: c.Seq, Received: c.Received, Size: c.Size}
	shown, err := v.Shown(c.Seq)
	switch {
	case fault.Of(err) == fault.NotFound:
		s.Unread = true
		s.ID, s.SHA256, s.Path = fmt.Sprintf("d%d", c.Seq), string(c.ID), c.Path
		return s, nil, nil
	case err != nil:
		return s, nil, err
	}
	s.Document = shown
	refs, err := v.Incidents(c.ID)
	if err != nil {
		return s, nil, err
	}
	rs, err := recordsOf(v, refs)
	for _, r := range rs {
		s.Records = append(s.Records, [2]string{r.Record.ID, r.Record.Title})
	}
	return s, rs, err
}

// recordsOf are the records that some reports are part of, each once.
func recordsOf(v store.View, refs []claim.Ref) ([]store.Record, error) {
	var out []store.Record
	for _, ref := range refs {
		key, err := v.RecordOf(ref)
		if err != nil {
			return nil, err
		}
		if key == 0 || slices.ContainsFunc(out, func(r store.Record) bool { return r.Key == key }) {
			continue
		}
		r, err := v.Record(key)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// Paper implements desk.Book.
func (b *book) Paper(ctx context.Context, id string) (desk.Paper, error) {
	var p desk.Paper
	err := b.a.Store.View(ctx, func(v store.View) error {
		c, err := archive.Document(v, id)
		if err != nil {
			return err
		}
		var rs []store.Record
		if p.Shelved, rs, err = shelved(v, c); err != nil {
			return err
		}
		for _, r := range rs {
			p.Cited = append(p.Cited, r.Record)
		}
		if p.Unread {
			return nil
		}
		e, err := v.Entry(c.ID, "")
		p.Doc = e.Doc
		return err
	})
	if err != nil {
		return p, err
	}
	list, err := b.a.Versions(ctx, p.ID)
	for _, x := range list {
		p.Versions = append(p.Versions, edition(x, p.Seq))
	}
	return p, err
}

func edition(x archive.Version, here int64) desk.Edition {
	e := desk.Edition{ID: fmt.Sprintf("d%d", x.Card.Seq), Title: x.Title, Published: x.Published, Received: x.Card.Received, Newest: x.Newest, Unread: x.Unread, Here: x.Card.Seq == here}
	for _, c := range x.Cited {
		switch c.Fate {
		case archive.Intact:
			e.Intact++
		case archive.Moved:
			e.Moved++
		default:
			e.Lost++
		}
	}
	return e
}

// Bytes implements desk.Book.
func (b *book) Bytes(ctx context.Context, id string) (name string, raw []byte, err error) {
	var c store.Card
	if err = b.a.Store.View(ctx, func(v store.View) (err error) {
		c, err = archive.Document(v, id)
		return err
	}); err != nil {
		return "", nil, err
	}
	raw, err = b.a.Store.Bytes(ctx, string(c.ID))
	return c.Path, raw, err
}

// Head implements desk.Book.
func (b *book) Head(ctx context.Context) (seq int64, err error) {
	err = b.a.Store.View(ctx, func(v store.View) error {
		h, err := v.Head()
		seq = h.Seq
		return err
	})
	return seq, err
}

// mostChanged is how many entries of the log are gone through for what has changed;
// beyond, everything may have.
const mostChanged = 3000

// Changed implements desk.Book.
func (b *book) Changed(ctx context.Context, since int64) (desk.Changed, error) {
	var out desk.Changed
	err := b.a.Store.View(ctx, func(v store.View) error {
		h, err := v.Head()
		if out.Head = h.Seq; err != nil || since >= h.Seq {
			return err
		}
		if out.Whole = h.Seq-since > mostChanged; out.Whole {
			return nil
		}
		list, err := v.LogAfter(since, mostChanged)
		if err != nil {
			return err
		}
		var refs []claim.Ref
		for _, e := range list {
			more, err := touched(v, e)
			if err != nil {
				return err
			}
			refs = append(refs, more...)
		}
		out.Incidents, err = idsOf(v, refs)
		return err
	})
	return out, err
}

// touched are the reports whose records an entry of the log changed.
func touched(v store.View, e ledger.Entry) ([]claim.Ref, error) {
	switch e.Act {
	case ledger.Collected, ledger.Read:
		return v.Incidents(doc.ID(e.Subject))
	case ledger.Opened:
		f, err := v.Founder(e.Subject)
		if fault.Of(err) == fault.NotFound {
			return nil, nil
		}
		return []claim.Ref{f.Ref}, err
	case ledger.Decided:
		n, err := strconv.ParseInt(e.Subject, 10, 64)
		if err != nil {
			return nil, nil // verify tells of it
		}
		d, err := v.Decision(n)
		if err == nil && d.Cancels != 0 {
			d, err = v.Decision(d.Cancels)
		}
		if fault.Of(err) == fault.NotFound {
			return nil, nil
		}
		return d.Refs(), err
	}
	return nil, nil
}

// idsOf are the ids of the records that some reports are part of.
func idsOf(v store.View, refs []claim.Ref) ([]string, error) {
	var out []string
	seen := map[int64]bool{0: true}
	for _, ref := range refs {
		key, err := v.RecordOf(ref)
		if err != nil {
			return nil, err
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		f, err := v.FounderOf(key)
		if err != nil {
			return nil, err
		}
		out = append(out, f.ID)
	}
	slices.Sort(out)
	return out, nil
}
