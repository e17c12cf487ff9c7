package archive

import (
	"context"
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/record"
	"dossier/internal/store"
	"dossier/schema"
)

// Find gives the number of the record that id names: an id that a record has or
// had, the beginning of one, a document's short name ("d12") or the beginning of
// its hash (at least eight digits).
func Find(v store.View, id string) (int64, error) {
	f, err := v.Founder(id)
	if err == nil {
		return keyOf(v, f)
	}
	if fault.Of(err) != fault.NotFound {
		return 0, err
	}
	if c, err := Document(v, id); err == nil {
		return mainRecord(v, c)
	}
	return begins(v, id)
}

func keyOf(v store.View, f store.Founder) (int64, error) {
	key, err := v.RecordOf(f.Ref)
	if err == nil && key == 0 {
		err = fault.New(fault.NotFound, "record %s: its report no longer tells of the incident as it is read now", f.ID)
	}
	return key, err
}

func mainRecord(v store.View, c store.Card) (int64, error) {
	refs, err := v.Incidents(c.ID)
	if err != nil {
		return 0, err
	}
	if len(refs) == 0 {
		return 0, fault.New(fault.NotFound, "%s (%s) is part of no record", name(c.Seq), c.Path)
	}
	return v.RecordOf(refs[0])
}

// mostNamed is how many records that begin alike are looked at.
const mostNamed = 50

func begins(v store.View, prefix string) (int64, error) {
	fs, err := v.Named(prefix, mostNamed)
	if err != nil {
		return 0, err
	}
	var keys []int64
	var ids []string
	seen := map[int64]bool{}
	for _, f := range fs {
		key, err := v.RecordOf(f.Ref)
		if err != nil {
			return 0, err
		}
		if key != 0 && !seen[key] {
			seen[key] = true
			keys, ids = append(keys, key), append(ids, f.ID)
		}
	}
	switch {
	case len(keys) == 0 || prefix == "":
		return 0, fault.New(fault.NotFound, "%s: no such record; \"dossier list\" shows them", prefix)
	case len(keys) > 1:
		return 0, fault.New(fault.Invalid, "%s: %d records begin so: %s", prefix, len(keys), strings.Join(ids[:min(len(ids), 5)], ", "))
	}
	return keys[0], nil
}

// Document gives the document that a short name ("d12") or the beginning of a hash
// names.
func Document(v store.View, id string) (store.Card, error) {
	if n, err := strconv.ParseInt(strings.TrimPrefix(id, "d"), 10, 64); err == nil && strings.HasPrefix(id, "d") && len(id) < 12 {
		return v.Numbered(n)
	}
	if len(id) < 8 {
		return store.Card{}, fault.New(fault.NotFound, "%s: no such document", id)
	}
	return v.Hashed(id)
}

// Output is records of given numbers as published, with their documents; with
// covered it notes how much of each document the records stand on.
func Output(v store.View, keys []int64, covered bool) (schema.Output, error) {
	out := schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}
	seen := map[string]bool{}
	var cards []store.Card
	for _, k := range keys {
		r, err := v.Record(k)
		if err != nil {
			return out, err
		}
		out.Records = append(out.Records, r.Record)
		for _, d := range r.Record.Documents {
			if seen[d] {
				continue
			}
			seen[d] = true
			c, err := Document(v, d)
			if err != nil {
				return out, err
			}
			shown, err := shownNow(v, c.Seq)
			if err != nil {
				return out, err
			}
			cards, out.Documents = append(cards, c), append(out.Documents, shown)
		}
	}
	if !covered {
		return out, nil
	}
	return out, cover(v, &out, cards, keys)
}

// cover notes the coverage of the documents by all records that cite them.
func cover(v store.View, out *schema.Output, cards []store.Card, keys []int64) error {
	names := map[doc.ID]string{}
	had := map[int64]bool{}
	for _, k := range keys {
		had[k] = true
	}
	var sources []record.Source
	var besides []schema.Record
	for _, c := range cards {
		e, err := v.Entry(c.ID, "")
		if err != nil {
			return err
		}
		names[c.ID] = name(c.Seq)
		sources = append(sources, record.Source{Doc: e.Doc, Set: e.Set})
		refs, err := v.Incidents(c.ID)
		if err != nil {
			return err
		}
		for _, ref := range refs {
			k, err := v.RecordOf(ref)
			if err != nil {
				return err
			}
			if had[k] {
				continue
			}
			had[k] = true
			r, err := v.Record(k)
			if err != nil {
				return err
			}
			besides = append(besides, r.Record)
		}
	}
	record.CoverBy(out, sources, func(id doc.ID) string { return names[id] }, besides)
	return nil
}

// All is every record of the archive, those told of mainly first, with every
// document that was read.
func (a *Archive) All(ctx context.Context, covered bool) (out schema.Output, err error) {
	out = schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}
	err = a.Store.View(ctx, func(v store.View) error {
		var passing []schema.Record
		var keys []int64
		if err := v.Records(func(r store.Record) error {
			keys = append(keys, r.Key)
			if r.Record.Role == "main" {
				out.Records = append(out.Records, r.Record)
			} else {
				passing = append(passing, r.Record)
			}
			return nil
		}); err != nil {
			return err
		}
		out.Records = append(out.Records, passing...)
		var cards []store.Card
		if err := v.Cards(func(c store.Card) error {
			d, err := shownNow(v, c.Seq)
			if unread(err) {
				return nil
			}
			cards, out.Documents = append(cards, c), append(out.Documents, d)
			return err
		}); err != nil || !covered {
			return err
		}
		return cover(v, &out, cards, keys)
	})
	return out, err
}

// Each hands over every record of the archive with its documents, one at a time and in
// the order of [Archive.All].
func (a *Archive) Each(ctx context.Context, yield func(schema.Output) error) error {
	return a.Store.View(ctx, func(v store.View) error {
		var passing []int64
		one := func(key int64) error {
			out, err := Output(v, []int64{key}, false)
			if err != nil {
				return err
			}
			return yield(out)
		}
		if err := v.Records(func(r store.Record) error {
			if r.Record.Role != "main" {
				passing = append(passing, r.Key)
				return nil
			}
			return one(r.Key)
		}); err != nil {
			return err
		}
		for _, key := range passing {
			if err := one(key); err != nil {
				return err
			}
		}
		return nil
	})
}

// Show is one record, by any id it has or had.
func (a *Archive) Show(ctx context.Context, id string, covered bool) (out schema.Output, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		key, err := Find(v, id)
		if err != nil {
			return err
		}
		out, err = Output(v, []int64{key}, covered)
		return err
	})
	return out, err
}

// Count is how many records the archive has.
func (a *Archive) Count(ctx context.Context) (n int, err error) {
	err = a.Store.View(ctx, func(v store.View) (err error) {
		n, err = v.Count()
		return err
	})
	return n, err
}
