package archive

import (
	"context"
	"slices"
	"sort"

	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/store"
)

// Doubt is two entities that may be one, or stand as one and may be two.
type Doubt struct {
	Record, Title string // of the first
	record.Doubt
}

// looked is how many of the latest records are looked through for entities in doubt.
const looked = 500

// Doubts lists the entities that a person may judge better than the rules, those most
// in doubt first, at most limit of them; with an id those of one record, else those of
// the latest records. What somebody has answered is not asked again.
func (a *Archive) Doubts(ctx context.Context, id string, limit int) (out []Doubt, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		keys, err := recordsOf(v, id)
		if err != nil {
			return err
		}
		for _, k := range keys {
			rec, err := v.Record(k)
			if unread(err) {
				continue // it is part of another
			}
			if err != nil {
				return err
			}
			list, err := doubts(v, rec)
			if err != nil {
				return err
			}
			out = append(out, list...)
		}
		return nil
	})
	sort.SliceStable(out, func(i, j int) bool { return out[i].Worth() > out[j].Worth() })
	return out[:min(len(out), limit)], err
}

// recordsOf is the record of an id, or without one the latest records, the latest
// first.
func recordsOf(v store.View, id string) ([]int64, error) {
	if id != "" {
		key, err := Find(v, id)
		return []int64{key}, err
	}
	var keys []int64
	err := v.Founders(func(f store.Founder) error {
		keys = append(keys, f.Key)
		return nil
	})
	slices.Reverse(keys)
	return keys[:min(len(keys), looked)], err
}

// doubts are those of one record that nobody has answered.
func doubts(v store.View, rec store.Record) ([]Doubt, error) {
	list := record.Doubts(&rec.Record)
	if len(list) == 0 {
		return nil, nil
	}
	all, err := v.About(documents(rec.Parts))
	if err != nil {
		return nil, err
	}
	active := review.Active(all)
	numbers := map[string]string{} // the hash of each document by its short name
	for _, n := range rec.Record.Documents {
		c, err := Document(v, n)
		if err != nil {
			return nil, err
		}
		numbers[n] = string(c.ID)
	}
	var out []Doubt
	for _, d := range list {
		means := func(side string, called string) func(*review.Subject) bool {
			_, document := d.Document(side)
			return func(s *review.Subject) bool { return document != "" && means(s, numbers[document], called) }
		}
		if !review.AnsweredPair(active, means(d.A, d.NameA), means(d.B, d.NameB)) {
			out = append(out, Doubt{rec.Record.ID, rec.Record.Title, d})
		}
	}
	return out, nil
}

// means reports whether a subject is what a document calls by a name.
func means(s *review.Subject, sha, called string) bool {
	key := record.FoldName(called)
	return slices.ContainsFunc(s.Words, func(w review.Words) bool {
		return string(w.Document) == sha && (record.FoldName(w.Quote) == key || record.FoldName(s.Name) == key)
	})
}
