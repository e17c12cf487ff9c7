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
	In            string // the record of the second, where it is another one
	record.Doubt
}

// How many of the latest records are looked through for entities in doubt: within
// each, and for those that other records call the same.
const (
	looked      = 500
	lookedAbout = 30
)

// Doubts lists the entities that a person may judge better than the rules, those most
// in doubt first, at most limit of them; with an id those of one record, else those of
// the latest records. What somebody has answered is not asked again.
func (a *Archive) Doubts(ctx context.Context, id string, limit int) (out []Doubt, err error) {
	if err := a.Store.Indexed(ctx); err != nil {
		return nil, err
	}
	err = a.Store.View(ctx, func(v store.View) error {
		keys, err := recordsOf(v, id)
		if err != nil {
			return err
		}
		if out, err = abroad(v, keys[:min(len(keys), lookedAbout)]); err != nil {
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
			out = append(out, Doubt{Record: rec.Record.ID, Title: rec.Record.Title, Doubt: d})
		}
	}
	return out, nil
}

// abroad are the members of records that may be those of others.
func abroad(v store.View, keys []int64) (out []Doubt, err error) {
	asked := map[[2]string]bool{}
	for _, k := range keys {
		casts, err := v.Casts([]int64{k})
		if err != nil {
			return nil, err
		}
		for _, cast := range casts {
			for i := range cast.Members {
				slug, rec, _ := cutID(cast.ID(i))
				c, g, err := identified(v, slug, rec)
				if err != nil {
					return nil, err
				}
				list, err := c.perhaps(g)
				if err != nil {
					return nil, err
				}
				mine := g[0].ID()
				for _, x := range list {
					pair := [2]string{min(mine, x.ID), max(mine, x.ID)}
					if asked[pair] {
						continue
					}
					asked[pair] = true
					out = append(out, Doubt{Record: x.Ask.Record, Title: cast.Title, In: x.Ask.In, Doubt: record.Doubt{
						A: x.Ask.Entity, B: x.Ask.Other, NameA: cast.Members[i].Name, NameB: x.Name, Confidence: record.EvenChance, Reasons: x.Reasons,
					}})
				}
			}
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
