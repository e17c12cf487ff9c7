package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"dossier/internal/archive"
	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/fetch"
	"dossier/internal/search"
	"dossier/internal/store"
	"dossier/schema"
)

// book shows an archive to the desk.
type book struct {
	search.Searcher
	a *archive.Archive
}

// openBook makes a book of an archive.
func openBook(a *archive.Archive) (*book, error) {
	s, err := searcher(a)
	return &book{s, a}, err
}

// Record implements desk.Book.
func (b *book) Record(ctx context.Context, id string) (schema.Output, error) {
	return b.a.Show(ctx, id, true)
}

// Add implements desk.Book. A packed file gives a line for each report in it.
func (b *book) Add(ctx context.Context, name string, raw []byte) ([]desk.Arrival, error) {
	var out []desk.Arrival
	var inputs []archive.Input
	fetch.Walk(ctx, []string{"-"}, fetch.Options{Stdin: bytes.NewReader(raw)}, func(it fetch.Item) bool {
		path := name + strings.TrimPrefix(it.Path, "-")
		if it.Err != nil {
			out = append(out, desk.Arrival{Name: path, Problem: it.Err.Error()})
		} else {
			inputs = append(inputs, archive.Input{Path: path, Bytes: it.Bytes})
		}
		return true
	})
	err := b.a.AddAll(ctx, 1, func(yield func(archive.Input) bool) {
		for _, in := range inputs {
			if !yield(in) {
				return
			}
		}
	}, func(got archive.Added) { out = append(out, b.arrival(ctx, got)) })
	return out, err
}

// arrival is what became of a document, for people.
func (b *book) arrival(ctx context.Context, got archive.Added) desk.Arrival {
	a := desk.Arrival{Name: got.Path, SHA256: string(got.ID), Had: got.Had, Record: got.Record, Opened: got.Opened}
	if got.Err != nil {
		a.Problem = got.Err.Error()
	}
	if got.Newer > 0 && !got.Had {
		a.Newer = fmt.Sprintf("d%d", got.Newer)
	}
	if got.Record != "" {
		if out, err := b.a.Show(ctx, got.Record, false); err == nil {
			a.Title = out.Records[0].Title
		}
	}
	return a
}

// Document implements desk.Book.
func (b *book) Document(ctx context.Context, sha string) (*doc.Document, error) {
	var e store.Entry
	err := b.a.Store.View(ctx, func(v store.View) (err error) {
		e, err = v.Entry(doc.ID(sha), "")
		return err
	})
	return e.Doc, err
}

// Documents implements desk.Book.
func (b *book) Documents(ctx context.Context) ([]desk.Shelved, error) {
	out, err := b.a.All(ctx, true)
	if err != nil {
		return nil, err
	}
	of := map[string][][2]string{}
	for _, r := range out.Records {
		for _, id := range r.Documents {
			of[id] = append(of[id], [2]string{r.ID, r.Title})
		}
	}
	var list []desk.Shelved
	for _, d := range out.Documents {
		list = append(list, desk.Shelved{Document: d, Records: of[d.ID]})
	}
	return list, nil
}
